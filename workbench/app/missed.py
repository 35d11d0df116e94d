"""Adding a claim that the reading missed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from workbench.app.saving import look_again, refusals_said
from workbench.claim import Claim, Kind
from workbench.story import paragraphs, sentences

if TYPE_CHECKING:
    from workbench.store import Person, Store, StoryRecord

_MOST_OFFERED = 50


def show_missed(store: Store, who: Person, story: StoryRecord) -> None:
    """A form that takes the words as they stand in the story."""
    with st.popover("Add a missed claim", icon=":material/add:"):
        words = st.text_input(
            "Words as they stand in the story",
            key=f"missed_{story.id}",
            help="Or select them in the text.",
        ).strip()
        if not words:
            return
        places = _places(story.text, words)
        if not places:
            st.warning("These words do not stand in the story: copy them from the text.")
            return
        start = st.selectbox(
            "Where",
            places,
            format_func=lambda place: _around(story.text, place, len(words)),
            disabled=len(places) == 1,
        )
        st.button(
            "Add", type="primary", key="add_missed",
            on_click=add_stretch, args=(store, who, story, start, start + len(words)),
        )  # fmt: skip


def _places(text: str, words: str) -> list[int]:
    places: list[int] = []
    place = text.find(words)
    while place >= 0 and len(places) < _MOST_OFFERED:
        places.append(place)
        place = text.find(words, place + 1)
    return places


def _around(text: str, place: int, length: int) -> str:
    return "… " + " ".join(text[max(0, place - 40) : place + length + 40].split()) + " …"


def add_stretch(store: Store, who: Person, story: StoryRecord, start: int, end: int) -> None:
    """Add ``text[start:end]`` as a claim and draw the table up anew; say so where it cannot be."""
    with refusals_said():
        store.add_claim(who, story.id, missed_claim(story, start, end))
        look_again()


def missed_claim(story: StoryRecord, start: int, end: int) -> Claim:
    """The claim that a reviewer's words make, a passage in its sentence."""
    sent_start, sent_end = _sentence_around(story.text, start, end)
    return Claim(
        start=start,
        end=end,
        ext_start=start,
        ext_end=end,
        text=story.text[start:end],
        kind=Kind.PASSAGE,
        value=None,
        sent_start=sent_start,
        sent_end=sent_end,
        rules=("added by hand",),
    )


def _sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    for paragraph in paragraphs(text):
        for first, stop in sentences(text, *paragraph):
            if first <= start < stop:
                return first, max(stop, end)
    return start, end
