"""What the desk has checked before: the same quantity in other stories, as notes on the card.

The notes of a story are gathered in the background, a claim at a time, when somebody opens it, and
again after a while: a card only shows what is there, and is not held up by looking for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from threading import Lock, Thread
from time import monotonic, sleep
from typing import TYPE_CHECKING

import streamlit as st

from workbench.app import session
from workbench.app.deadline import zone_of
from workbench.app.looking_up import runs
from workbench.app.wording import plain
from workbench.errors import StoreError
from workbench.store import reading_hash

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from workbench.app.card_fields import Card
    from workbench.memory import Remembered
    from workbench.store import Store, StoryRecord

_MOST_SHOWN = 3
_GOOD_FOR_S = 300.0
_LONGEST_PAUSE_S = 0.05
_WEEK, _MONTH, _YEAR = 7, 30, 365


@dataclass(frozen=True, slots=True)
class Note:
    """What was found on a quantity in another story, in words, and that story."""

    words: str
    story_id: str
    title: str


class Memory:
    """The notes of one desk; safe to share between sessions."""

    def __init__(self, store: Store, on_found: Callable[[str], None]) -> None:
        self._store, self._on_found, self._lock = store, on_found, Lock()
        self._notes: dict[tuple[str, str], tuple[Note, ...]] = {}
        self._gathered: dict[str, tuple[object, float]] = {}
        self._thread: Thread | None = None

    def of(self, claim_id: str, reading: str) -> tuple[Note, ...]:
        """The notes on a claim, by its id and the hash of its reading; none as yet is none."""
        return self._notes.get((claim_id, reading), ())

    def gather(self, story: StoryRecord, today: date) -> None:
        """Gather the notes of a story, unless they were just now, or another's are."""
        state = (story.draft, story.published, today)
        with self._lock:
            last = self._gathered.get(story.id)
            fresh = last and last[0] == state and monotonic() - last[1] < _GOOD_FOR_S
            if fresh or (self._thread is not None and self._thread.is_alive()):
                return
            self._gathered[story.id] = (state, monotonic())
            self._thread = Thread(target=self._run, args=(story, today), daemon=True)
            self._thread.start()

    def wait(self, seconds: float | None = None) -> None:
        """Wait until nothing is being gathered, or for so long."""
        if self._thread is not None:
            self._thread.join(seconds)

    def _run(self, story: StoryRecord, today: date) -> None:
        before = dict(self._notes)
        try:
            for claim in self._store.claims(story.id):
                begun = monotonic()
                found = self._store.remembered(story.id, claim.id, today)
                key = (claim.id, reading_hash(claim.reading, story.text))
                self._notes[key] = tuple(note_of(one) for one in found[:_MOST_SHOWN])
                # whoever looks at a page comes first
                sleep(min(monotonic() - begun, _LONGEST_PAUSE_S))
        except StoreError:
            # a note that is missing is no fault of the page: it is looked for again
            self._gathered.pop(story.id, None)
        if any(notes and before.get(key) != notes for key, notes in self._notes.items()):
            self._on_found(story.id)


@st.cache_resource(show_spinner=False)
def _of(url: str) -> Memory:  # noqa: ARG001 - one for each desk
    return Memory(session.store(), runs().move)


def show_memory(card: Card) -> None:
    """Earlier findings on the same quantity: a note, whatever their value."""
    memory = _of(session.store_address())
    memory.gather(card.story, datetime.now(zone_of(st.context.timezone)).date())
    notes = memory.of(card.claim.id, reading_hash(card.claim.reading, card.story.text))
    with st.container(key="card_memory", gap=None):
        for place, note in enumerate(notes):
            with st.container(
                key=f"memory_{place}", horizontal=True, vertical_alignment="center", gap="small"
            ):
                st.text(note.words, width="content")
                st.page_link(
                    st.session_state["pages"]["review"], label=plain(note.title),
                    query_params={"story": note.story_id}, width="content",
                )  # fmt: skip


def note_of(one: Remembered) -> Note:
    """An earlier finding in words: what was found, against what, how long ago."""
    earlier = one.earlier
    source = f" ({earlier.source})" if earlier.source else ""
    other = "" if one.same_value else " · another value"
    words = f"Checked before: {one.told()}{source}{other} · {ago(one.age)}, in"
    return Note(words, earlier.claim_id.rpartition(".")[0], earlier.story)


def ago(days: int) -> str:
    """How long ago a day is.

    >>> [ago(days) for days in (0, 1, 6, 20, 70, 800)]
    ['today', 'yesterday', '6 days ago', '2 weeks ago', '2 months ago', '2 years ago']
    """
    if days <= 1:
        return "yesterday" if days == 1 else "today"
    sizes = ((_YEAR, "year"), (2 * _MONTH, "month"), (2 * _WEEK, "week"), (1, "day"))
    least, name = next((size, name) for size, name in sizes if days >= size)
    count = days // {"month": _MONTH, "week": _WEEK}.get(name, least)
    return f"{count} {name}{'s' * (count != 1)} ago"
