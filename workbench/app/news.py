"""Whether what the page shows is what the desk holds.

Each part of the page tells the browser the number of what it showed, the poll the number of what
the desk holds by now; where they differ the browser asks for the page. A run that the server began
by itself could cut off what a click has begun: what the browser asks for comes in order, with all
that was typed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from workbench.app.looking_up import runs
from workbench.app.reading_in import awaited
from workbench.app.saving import outstanding
from workbench.errors import StoreError

if TYPE_CHECKING:
    from workbench.store import Store


def number_of(story_id: str, revision: int | None) -> int:
    """The number of the story as it is now, by its revision (None: the store does not answer).

    It moves with each change of the story and of what is not saved in this session, when a look
    through the documents begins and ends, and with each document that the page waits for.
    """
    state = (story_id, runs().number(story_id), awaited(), revision, outstanding())
    last, number = st.session_state.setdefault("news", (None, 0))
    if state != last:
        number += 1
        st.session_state["news"] = (state, number)
    return int(number)


def latest(store: Store, story_id: str) -> int:
    """The number of what the desk holds."""
    try:
        return number_of(story_id, store.revision(story_id))
    except StoreError:
        return number_of(story_id, None)
