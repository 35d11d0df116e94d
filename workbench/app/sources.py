"""The sources of the desk, each entered once."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from workbench.app import session


def show_sources() -> None:
    """List every source with how often it is used."""
    st.subheader("Sources")
    sources = session.store().sources()
    if not sources:
        st.info("No source yet. What you type into a claim's Source cell is kept here.")
        return
    frame = pd.DataFrame(
        {
            "title": [source.title for source in sources],
            "address": [source.address or None for source in sources],
            "role": [source.role for source in sources],
            "used": [source.used for source in sources],
        },
        index=pd.Index([str(source.id) for source in sources], name="source_id"),
    )
    column = st.column_config
    st.dataframe(
        frame,
        hide_index=True,
        column_config={
            "title": column.TextColumn("Source", width=420),
            "address": column.LinkColumn("Address", width=360, validate="^https?://"),
            "role": column.TextColumn("Role", width=110),
            "used": column.NumberColumn("Claims", width=80),
        },
        alt="Sources of the desk",
    )
