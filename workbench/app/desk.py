"""The desk: the stories on it, how far each is, and ways to put another one there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from workbench.app import identity, session, wording
from workbench.app.arriving import show_arriving, show_web_switch
from workbench.app.wording import plain
from workbench.sample import add_sample
from workbench.store import Role

if TYPE_CHECKING:
    from workbench.store import Person, StorySummary


def show_desk() -> None:
    """List the stories and offer to add one."""
    st.query_params["stories"] = "all"  # a reload comes back here, not to the first story
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
    show_arriving(who)
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
    show_web_switch(who)


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
