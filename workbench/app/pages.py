"""The frame of the app: its pages, the reviewer's name."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from workbench.app import identity, session
from workbench.app.archive_page import show_archive
from workbench.app.calls import show_calls
from workbench.app.desk import show_desk
from workbench.app.drafts_page import show_drafts
from workbench.app.report import show_report
from workbench.app.review import show_review
from workbench.app.sources import show_sources
from workbench.app.whole_runs import hear_runs_out

_HERE = Path(__file__).parent


def show() -> None:
    """Show the page that is asked for."""
    hear_runs_out()
    # An icon of our own: Streamlit would fetch a named one from the network.
    st.set_page_config("Claims Workbench", str(_HERE / "favicon.svg"), layout="wide")
    st.html(_HERE / "style.css")
    st.html(_HERE / "card.css")
    pages = {
        # The root is a page of its own: Streamlit serves a default page at the root alone, and
        # says that /desk is not there.
        "start": st.Page(_go_on, title="Claims Workbench", default=True, visibility="hidden"),
        "desk": st.Page(show_desk, title="Desk", url_path="desk"),
        "review": st.Page(show_review, title="Review", url_path="review"),
        "calls": st.Page(show_calls, title="Calls", url_path="calls"),
        "sources": st.Page(show_sources, title="Sources", url_path="sources"),
        "drafts": st.Page(show_drafts, title="Drafts", url_path="drafts"),
        "report": st.Page(show_report, title="Report", url_path="report"),
        "archive": st.Page(
            show_archive,
            title="Archive",
            url_path="archive",
            visibility="visible" if session.archive() else "hidden",
        ),
    }
    st.session_state["pages"] = pages
    page = st.navigation(list(pages.values()), position="top")
    with session.errors_shown():
        if not identity.admitted():
            return
        identity.show_badge(identity.person())
        page.run()


def _go_on() -> None:
    """From the root to the story that was named or the only one there is, else to the desk."""
    named = session.story_named_at_start() or "story" in st.query_params
    pages = st.session_state["pages"]
    st.switch_page(pages["review" if named or len(session.store().stories()) == 1 else "desk"])
