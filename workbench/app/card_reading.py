"""The head of the card: the claim in its sentence, how it was read, who said it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from workbench.app import wording
from workbench.app.fields import sight
from workbench.app.reading import read_as, sentence_parts, why
from workbench.app.saving import save_cells
from workbench.store.readings import meaning
from workbench.store.records import CORRECTED

if TYPE_CHECKING:
    from workbench.app.card_fields import Card


def show_reading(card: Card) -> None:
    """The claim with its reading, in its sentence; why it was read so, and a way to correct it."""
    claim, reading = card.claim, card.claim.reading
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        words = " ".join(card.story.text[reading.start : reading.end].split())
        st.text(f"{claim.number}  {words}", width="content")
        st.text(
            f"{wording.KIND_LABELS[reading.kind]}, read as {wording.reads_as(reading)}",
            width="content",
        )
        with st.popover("Why?", type="tertiary", key=card.key("why")):
            _show_why(card)
        with st.popover(
            "Correct the reading", type="tertiary", disabled=card.locked, key=card.key("correct")
        ):
            _show_correction(card)
    before, words, after = sentence_parts(card.story.text, reading)
    # each part is escaped: nothing of the story is markup
    st.html(
        f"<blockquote class='claim-sentence'>{escape(before)}<mark>{escape(words)}</mark>"
        f"{escape(after)}</blockquote>"
    )
    if doubt := wording.doubt(reading):
        st.text(f"In doubt: {doubt}")
    earlier = card.store.earlier_readings(card.story.id).get(claim.id)
    if earlier is not None and meaning(earlier) != meaning(reading):
        why_again = "corrected" if CORRECTED in reading.rules else "read again"
        st.text(f"before it was {why_again}: {wording.reads_as(earlier)}")


def _show_why(card: Card) -> None:
    for name, words in why(card.claim.reading):
        st.text(f"{name}: {words}")


def _show_correction(card: Card) -> None:
    """A field for what the claim says, read at once; nothing changes before it is confirmed."""
    key = card.key("typed")
    seen = sight("card").seen
    if not st.session_state.get(key):
        # what is corrected is the reading that was looked at when the typing began
        seen[key] = meaning(card.claim.reading)
    typed = st.text_input(
        "What it says, in plain words",
        key=key,
        placeholder="at least 244 people",
        help="Type it as a story would: “about 5 km”, “$1.2 million”, “11 to 20 May 2016”.",
        live=True,
    )
    read = read_as(card.claim.reading, typed, card.story.published) if typed.strip() else None
    if read is not None:
        st.text(f"This reads as: {wording.reads_as(read)}")
    elif typed.strip():
        st.caption("This is not one figure or date: type one value, with its unit.")
    st.caption("A finding on another value opens again. Undo brings both back.")
    said = "" if read is None else meaning(read)
    st.button(
        "Correct it",
        key=card.key("correct_it"),
        type="primary",
        disabled=not said or card.locked,
        on_click=_correct,
        args=(card, said, key),
    )


def _correct(card: Card, said: str, key: str) -> None:
    if card.who is None or not said:
        return
    cell = (card.claim.id, "reading")
    save_cells(card.store, card.who, {cell: said}, {cell: sight("card").seen[key]})
    st.session_state.pop("view", None)  # the table's other columns say what it reads as
    sight("card").anew("typed")
