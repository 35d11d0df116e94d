"""The desk: the stories on it, how far each is, and ways to put another one there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from workbench import extract
from workbench.app import identity, session, wording
from workbench.app.published import published_field, typed_day, warn_no_day
from workbench.app.wording import plain
from workbench.errors import InputError
from workbench.ingest import read_story_bytes
from workbench.sample import add_sample
from workbench.store import Role

if TYPE_CHECKING:
    from datetime import date

    from workbench.store import Person, StorySummary

_TITLE_LENGTH = 90


def show_desk() -> None:
    """List the stories and offer to add one."""
    who = identity.person()
    if who is None:
        identity.ask_for_name()
    stories = session.store().stories()
    st.subheader("On the desk")
    if not stories:
        st.info("The desk is empty. Add a story below, or look at the sample first.")
        if st.button("Put the sample story on the desk"):
            session.open_story(add_sample(session.store()))
            _go_to_review()
    for story in stories:
        _show_line(story)
    st.subheader("Add a story")
    if who is not None and not who.role.reaches(Role.REVIEWER):
        st.caption("You are here as a reader: a reviewer adds stories.")
        return
    if who is None:
        st.caption("Type your name above first: a story is kept with who brought it.")
        return
    _show_add(who)
    if who.role.reaches(Role.EDITOR):
        _show_settings(who)


def _show_settings(who: Person) -> None:
    st.subheader("How this desk works")
    store = session.store()
    wanted = st.toggle(
        "Somebody other than its author agrees with each finding before a draft is signed off",
        value=store.settings().second_reader,
        key="second_reader",
    )
    if wanted != store.settings().second_reader:
        store.configure(who, second_reader=wanted)


def _show_line(story: StorySummary) -> None:
    with st.container(border=True, key=f"story_{story.id}"):
        title, standing, button = st.columns([6, 4, 1], vertical_alignment="center")
        title.text(story.title)
        published = wording.days(story.published, story.published) if story.published else "unknown"
        title.caption(f"{plain(story.id)} · draft {story.draft} · published {published}")
        done = story.checked / story.total if story.total else 0.0
        unsourced = f" · {story.unsourced} unsourced" if story.unsourced else ""
        standing.progress(done, text=f"{story.checked} of {story.total} checked{unsourced}")
        if button.button("Open", key=f"open_{story.id}", width="stretch"):
            session.open_story(story.id)
            _go_to_review()


def _go_to_review() -> None:
    st.switch_page(st.session_state["pages"]["review"])


def _show_add(who: Person) -> None:
    with st.form("add_story", clear_on_submit=False):
        dropped = st.file_uploader("Drop a text file", type=["txt"], key="dropped")
        pasted = st.text_area("or paste the story", height=180, key="pasted")
        title_field, date_field = st.columns([3, 1])
        title = title_field.text_input("Title (the first line if left empty)", key="title")
        with date_field:
            words = published_field("published", None)
        if not st.form_submit_button("Find the claims", type="primary"):
            return
    if dropped is None and not pasted.strip():
        st.warning("Drop a file or paste the story first.")
        return
    is_day, published = typed_day(words)
    if not is_day:
        warn_no_day(words)
        return
    try:
        if dropped is not None:
            read = read_story_bytes(dropped.getvalue(), dropped.name)
        else:
            read = read_story_bytes(pasted.encode(), "the pasted text")
    except InputError as reason:
        st.error(plain(str(reason)))
        return
    if read.encoding_note:
        st.session_state.setdefault("notices", []).append(plain(read.encoding_note))
    _add(who, title.strip() or first_line(read.text), read.text, published)


def first_line(text: str) -> str:
    r"""The first line with words on it, cut to a title's length.

    >>> first_line("  \n\nRiver rises again\nA second line")
    'River rises again'
    """
    line = next((line.strip() for line in text.splitlines() if line.strip()), "Untitled")
    return line if len(line) <= _TITLE_LENGTH else line[: _TITLE_LENGTH - 1].rstrip() + "…"


def _add(who: Person, title: str, text: str, published: date | None) -> None:
    with st.spinner("Reading the story …"):
        claims = extract(text, published)
        story_id = session.store().add_story(
            who, title=title, text=text, published=published, claims=claims
        )
    session.open_story(story_id)
    _go_to_review()
