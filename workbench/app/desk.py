"""The desk: the stories on it, how far each is, and ways to put another one there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from workbench.app import identity, session
from workbench.app.arriving import show_arriving, show_web_switch
from workbench.app.desk_list import show_stories
from workbench.app.flags import show_flag_settings
from workbench.store import Role

if TYPE_CHECKING:
    from workbench.store import Person


def show_desk() -> None:
    """List the stories and offer to add one."""
    who = identity.person()
    if who is None:
        identity.ask_for_name()
    show_stories(who)
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
    now = store.settings()
    second = st.toggle(
        "Somebody other than its author agrees with each finding before a draft is signed off",
        value=now.second_reader,
        key="second_reader",
    )
    sourced = st.toggle(
        "Each finding has a source with its place in it, a logged call or rests on the author "
        "before a draft is signed off",
        value=now.unsourced_blocks,
        key="unsourced_blocks",
    )
    if (second, sourced) != (now.second_reader, now.unsourced_blocks):
        store.configure(who, second_reader=second, unsourced_blocks=sourced)
    show_web_switch(who)
    show_flag_settings(store, who)
