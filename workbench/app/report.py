"""The report page: what the editor will read, and its download."""

from __future__ import annotations

import io

import pandas as pd
import streamlit as st

from workbench.app import identity, session
from workbench.app.wording import plain
from workbench.errors import WorkbenchError
from workbench.report import bring_in, read_csv, write_csv

_PREVIEW = (
    "claim",
    "kind",
    "value",
    "value_to",
    "unit",
    "counted",
    "speaker",
    "status",
    "source_1",
    "source_1_locator",
    "note",
    "checked_by",
    "checked_at",
)


def show_report() -> None:
    """Preview the CSV of the open story, download it, bring one back in."""
    story = session.story()
    if story is None:
        st.info("There is no story on the desk yet: add one on the Desk page.")
        return
    st.subheader("Report")
    st.text(story.title)
    data = csv_of(story.id)
    st.download_button(
        "Download the CSV",
        data=data,
        file_name=f"{story.id}-claims.csv",
        mime="text/csv",
        on_click="ignore",
        type="primary",
        icon=":material/download:",
    )
    if unsourced := [str(one.number) for one in session.store().claims(story.id) if one.unsourced]:
        st.warning(
            f"{len(unsourced)} unsourced, without a source that says where in it, a logged call or "
            f"the author's own word: claim {', '.join(unsourced)}."
        )
    frame = pd.read_csv(io.BytesIO(data), dtype=str, keep_default_na=False)
    if frame.empty:
        st.info("This story has no claims: the report is its header line.")
    else:
        shown = frame[[name for name in _PREVIEW if name in frame]]
        st.dataframe(shown, hide_index=True, alt="The report as it will be downloaded")
    _show_import(story.id)


def csv_of(story_id: str) -> bytes:
    """The CSV report of a story as bytes."""
    store = session.store()
    stream = io.BytesIO()
    write_csv(store.story(story_id), store.claims(story_id), stream)
    return stream.getvalue()


def _show_import(story_id: str) -> None:
    st.subheader("Bring a report back in")
    who = identity.person()
    if who is None:
        identity.ask_for_name()
        return
    with st.form("import_csv", border=False, clear_on_submit=True):
        file = st.file_uploader("A CSV report of this story", type=["csv"], key="imported")
        if not st.form_submit_button("Import") or file is None:
            return
    try:
        report = read_csv(file.getvalue())
        outcome = bring_in(session.store(), who, report, file.name, story_id=story_id)
    except WorkbenchError as reason:
        st.error(plain(str(reason)))
        return
    show = st.warning if outcome.conflicts or outcome.problems else st.success
    show(plain(str(outcome)))
