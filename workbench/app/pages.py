"""The frame of the app: its pages, the reviewer's name."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from workbench.app import identity, session
from workbench.app.calls import show_calls
from workbench.app.desk import show_desk
from workbench.app.report import show_report
from workbench.app.review import show_review
from workbench.app.sources import show_sources

_HERE = Path(__file__).parent


def show() -> None:
    """Show the page that is asked for."""
    # An icon of our own: Streamlit would fetch a named one from the network.
    st.set_page_config("Claims Workbench", str(_HERE / "favicon.svg"), layout="wide")
    st.html(_HERE / "style.css")
    st.html(_HERE / "card.css")
    pages = {
        "desk": st.Page(show_desk, title="Desk", url_path="desk", default=True),
        "review": st.Page(show_review, title="Review", url_path="review"),
        "calls": st.Page(show_calls, title="Calls", url_path="calls"),
        "sources": st.Page(show_sources, title="Sources", url_path="sources"),
        "report": st.Page(show_report, title="Report", url_path="report"),
    }
    st.session_state["pages"] = pages
    page = st.navigation(list(pages.values()), position="top")
    with session.errors_shown():
        if not identity.admitted():
            return
        _go_to_first_story(page is pages["desk"], pages["review"])
        identity.show_badge(identity.person())
        page.run()


def _go_to_first_story(on_desk: bool, review: st.Page) -> None:  # noqa: FBT001 - one question
    """A new session lands on the story that was named, or on the only one there is."""
    if st.session_state.get("landed"):
        return
    st.session_state["landed"] = True
    if not on_desk or "stories" in st.query_params:
        return
    if session.story_named_at_start() or len(session.store().stories()) == 1:
        st.switch_page(review)
