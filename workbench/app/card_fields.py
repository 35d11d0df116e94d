"""The fields of the card: each keeps what its reviewer types, whoever else edits the claim.

What somebody else has changed since a field was mounted is said beside it, and shown when it is
asked for. A field is saved against what the reviewer saw in it; what does not fit any more becomes
a conflict, with both texts.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from workbench.app import fields, wording
from workbench.app.fields import first_value, sight
from workbench.app.saving import is_pending, save_cells
from workbench.store.shelf import links_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbench.store import ClaimRecord, EventRecord, Evidence, Person, Store, StoryRecord


@dataclass(frozen=True, slots=True)
class Card:
    """The claim on the card, with whoever looks at it; ``who`` is None for a reader."""

    store: Store
    who: Person | None
    story: StoryRecord
    claim: ClaimRecord
    events: Sequence[EventRecord]

    @property
    def locked(self) -> bool:
        """Whether nothing can be changed here."""
        return self.who is None

    def key(self, name: str) -> str:
        """The key of a widget of the card, as it is mounted now."""
        return sight("card").key(name)

    def by_somebody_else(self, event_field: str) -> EventRecord | None:
        """The last change of a field, if it was not this reviewer's own."""
        last = next((e for e in reversed(self.events) if e.field == event_field), None)
        return last if last and self.who and last.who != self.who.name else None


def stored(claim: ClaimRecord, name: str) -> str:
    """What the store holds in a cell, empty as ``""``."""
    if name == "speaker":
        return claim.reading.speaker or ""
    value = getattr(claim, name)
    return "" if value is None else str(value)


def mount(
    card: Card, name: str, cell: tuple[str, str], present: str, event_field: str | None = None
) -> tuple[str, bool]:
    """The key of a field's widget, which has its first value; and whether that is old.

    Something old stays where somebody else has changed the cell, by the named field of its last
    event: the reviewer may be typing over it at this moment. A choice, which nobody types, names
    none and always shows what is stored.
    """
    theirs = bool(event_field and card.by_somebody_else(event_field))
    eyes = sight("card")
    key, is_old = fields.mount(eyes, name, present, hold=is_pending(cell), theirs=theirs)
    first_value(key, eyes.seen[key])
    return key, is_old


def say_what_is_new(card: Card, name: str, field: str, event_field: str, present: str) -> None:
    """Somebody else's change of a field, under it, with a button that shows it there."""
    theirs = card.by_somebody_else(event_field)
    by = f"{theirs.who} has" if theirs else "Somebody has"
    st.caption(
        wording.plain(f"{by} changed this since to {wording.shown(field, present or None)}.")
    )
    st.button(
        "Show it here", key=f"news_{card.key(name)}", type="tertiary",
        on_click=sight("card").anew, args=(name,),
    )  # fmt: skip


def show_text(
    card: Card, name: str, label: str, *, help_text: str | None = None, long: bool = False
) -> None:
    """A text of the claim that the reviewer can change, saved as they leave it."""
    present = stored(card.claim, name)
    event_field = "reading" if name == "speaker" else name
    with st.container(key=f"card_{name}"):
        key, is_old = mount(card, name, (card.claim.id, name), present, event_field)
        save = partial(save_field, card, name, key)
        if long:
            st.text_area(
                label, first_value(key, present), key=key, help=help_text, height=68,
                disabled=card.locked, on_change=save,
            )  # fmt: skip
        else:
            st.text_input(
                label, first_value(key, present), key=key, help=help_text,
                disabled=card.locked, on_change=save,
            )  # fmt: skip
        if is_old:
            say_what_is_new(card, name, name, event_field, present)


def save_field(card: Card, name: str, key: str) -> None:
    """Save what stands in a field against what its reviewer saw there."""
    eyes = sight("card")
    value, before = str(st.session_state.get(key) or ""), eyes.seen.get(key, "")
    if card.who is None or value == before:
        return
    cell = (card.claim.id, name)
    if cell in save_cells(card.store, card.who, {cell: value}, {cell: before}):
        eyes.seen[key] = value
    else:
        eyes.waiting.add(key)


def find_evidence(cited: Sequence[Evidence], source_id: int, nth: int) -> int | None:
    """The place of the ``nth`` link to a source among a claim's, None when it is gone."""
    places = [place for place, one in enumerate(cited) if one.source_id == source_id]
    return places[nth] if nth < len(places) else None


def save_evidence(
    card: Card, which: tuple[int, int], change: Mapping[str, str], seen: Mapping[str, str]
) -> bool:
    """Change one link of the claim to a source; other links may have changed meanwhile.

    Args:
        card: The card.
        which: The source, and which of the claim's links to it.
        change: Parts of the link by name, as they shall be; empty takes the link away.
        seen: The same parts as the reviewer saw them.
    """
    if card.who is None:
        return False
    latest = card.store.claim(card.claim.id).sources
    place = find_evidence(latest, *which)
    before, after = list(latest), list(latest)
    if place is None and not change:
        return True
    if place is None:
        old = card.claim.sources[find_evidence(card.claim.sources, *which) or 0]
        before.append(_with(old, seen))
        after.append(_with(old, change))
    else:
        before[place] = _with(latest[place], seen)
        after[place : place + 1] = [_with(latest[place], change)] if change else []
    cell = (card.claim.id, "evidence")
    wanted, expected = links_of(after) or "", links_of(before) or ""
    return cell in save_cells(card.store, card.who, {cell: wanted}, {cell: expected})


def _with(one: Evidence, parts: Mapping[str, str]) -> Evidence:
    return replace(
        one,
        cited=parts.get("cited", one.cited),
        locator=parts.get("locator", one.locator),
        quote=parts.get("quote", one.quote),
        supports=parts.get("supports", one.supports),
    )


def add_evidence(card: Card, link: Evidence) -> bool:
    """One more source of the claim, behind those that it has."""
    if card.who is None:
        return False
    latest = card.store.claim(card.claim.id).sources
    cell = (card.claim.id, "evidence")
    wanted, expected = links_of([*latest, link]) or "", links_of(latest) or ""
    return cell in save_cells(card.store, card.who, {cell: wanted}, {cell: expected})
