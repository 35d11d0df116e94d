"""The archive: where a figure like this has been printed before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from workbench.app import session
from workbench.app.wording import plain
from workbench.errors import InputError

if TYPE_CHECKING:
    from workbench.archive import Answer, Found

_FIRST, _MOST = 20, 320


def show_archive() -> None:
    """Ask the archive for figures, and list who printed them."""
    st.subheader("Archive")
    folder = session.archive()
    if folder is None:
        st.info("No archive is connected to this desk. Make one, then start the desk with it:")
        st.code("workbench archive STORIES/ ARCHIVE/\nworkbench --archive ARCHIVE/", language=None)
        return
    query = st.text_input(
        "A figure that was printed before",
        key="archive_query",
        placeholder="about 240 to 250 people, 2014, Syria",
        help="A figure with its hedge and what is counted; a period in which the story was "
        "published or which the sentence names; words of the sentence or the title.",
        on_change=lambda: st.session_state.pop("archive_limit", None),
    )
    if not query.strip():
        return
    limit = int(st.session_state.get("archive_limit", _FIRST))
    try:
        with st.spinner("Searching the archive …"):
            from workbench.archive import answer  # noqa: PLC0415 - the desk's start is not held up

            found = answer(folder, query, limit)
    except InputError as reason:
        st.warning(plain(str(reason)))
        return
    _show_found(found, limit)


def _show_found(found: Answer, limit: int) -> None:
    asked = plain(found.question.told())
    if not found.found:
        st.info(f"The archive has no such figure: {asked}.")
        return
    shown = f"{len(found.found):,} of " if len(found.found) < found.total else ""
    st.caption(f"{shown}{found.total:,} {'figures' if found.total > 1 else 'figure'}: {asked}.")
    for one in found.found:
        with st.container(border=True):
            st.text(heading(one))
            st.text(f"“{one.sentence}”")
    if len(found.found) < found.total and limit < _MOST:
        st.button("Show more", on_click=_show_more, args=(limit,))


def _show_more(limit: int) -> None:
    st.session_state["archive_limit"] = min(limit * 4, _MOST)


def heading(one: Found) -> str:
    """Where and when a figure was printed, and who said it, on one line.

    >>> from workbench.archive import Found
    >>> heading(Found("7", "War", None, "a.jsonl", 0, "244", "", "count", "244", None, None,
    ...     None, "none", "people", "Colette Marchand"))
    'no date · War (7) · 244 people · according to Colette Marchand'
    """
    day = "no date" if one.published is None else f"{one.published.day} {one.published:%B %Y}"
    story = f"{one.title} ({one.id})" if one.title else one.id
    figure = " ".join(part for part in (one.claim, one.counted) if part)
    parts = [day, story, figure, f"according to {one.speaker}" if one.speaker else ""]
    return " ".join(" · ".join(part for part in parts if part).split())
