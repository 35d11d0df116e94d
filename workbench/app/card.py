"""The selected claim: how it was read, what it rests on, what was found and what was done with it.

Every edit of a claim can be made here, field by field, each with its name: the way for whoever
cannot use the table or the marked text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import streamlit as st

from workbench.app import wording
from workbench.app.card_change import show_change
from workbench.app.card_fields import Card, mount, save_field, show_text, stored
from workbench.app.card_reading import show_reading
from workbench.app.card_sources import show_sources_of
from workbench.app.fields import first_value, sight
from workbench.app.flags import show_flags
from workbench.app.history import show_history
from workbench.app.memory import show_memory
from workbench.app.passages import show_passages
from workbench.app.saving import look_again, refusals_said
from workbench.app.since import show_reopened
from workbench.app.table import checked
from workbench.claim import SaidSo, Status
from workbench.store import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from workbench.app.looked import Looked
    from workbench.store import ClaimRecord, Person, Store, StoryRecord

C = TypeVar("C", SaidSo, Status)
_ERASABLE = ("note", "proposed", "reason", "sources", "quotes")


def show_card(
    store: Store,
    story: StoryRecord,
    claim: ClaimRecord | None,
    looked: Looked,
    who: Person | None,
) -> None:
    """Show the claim that is selected in the text; None says how to select one."""
    if claim is None:
        st.caption("Click a marked figure in the text to see how it was read and what was done.")
        return
    editing = who if who and who.role.reaches(Role.REVIEWER) else None
    sight("card").look_at(claim.id)
    events = store.events(story.id, claim.id)
    card = Card(store, editing, story, claim, events)
    with st.container(border=True, key="card"):
        show_reading(card)
        show_reopened(claim)
        show_flags(card)
        _show_findings(card)
        show_memory(card)
        show_passages(card, looked)
        show_sources_of(card)
        show_change(card, who)
        show_text(card, "note", "Note", long=True)
        _show_second_reading(card)
        show_history(store, editing, story.id, events)
        if who is not None and who.role.reaches(Role.EDITOR):
            _show_erasing(store, who, claim)


def _show_findings(card: Card) -> None:
    """Who says it, whether they do, and whether it is so: two questions of a figure."""
    claim = card.claim
    speaker, said = st.columns([1, 2])
    with speaker:
        show_text(
            card, "speaker", "Who says it",
            help_text="As the story names them; empty where the story itself asserts it.",
        )  # fmt: skip
    with said, st.container(key="card_said"):
        if claim.reading.speaker or claim.said_so:
            _show_choice(card, "said_so", "Did they say it?", SaidSo, wording.SAID_SO_LABELS)
    _show_choice(card, "status", "Is it so?", Status, wording.STATUS_LABELS)
    lines = []
    if claim.unsourced:
        lines.append(
            "Unsourced: no source says where in it this stands (page, table, minute), no call is "
            "logged, and it does not rest on the author."
        )
    if claim.checked_by:
        lines.append(f"{wording.STATUS_LABELS[claim.status]}: {checked(claim)}")
    if claim.second_by:
        lines.append(f"second reading: {claim.second_by}, {wording.when(claim.second_at)}")
    with st.container(key="card_finding"):
        if lines:
            st.text("\n".join(lines))


def _show_choice(
    card: Card, name: str, label: str, codes: type[C], labels: Mapping[C, str]
) -> None:
    present = stored(card.claim, name)
    with st.container(key=f"card_{name}"):
        key, _ = mount(card, name, (card.claim.id, name), present)
        st.segmented_control(
            label, [code.value for code in codes], key=key, disabled=card.locked,
            default=first_value(key, present) or None,
            format_func=_named(codes, labels), required=name == "status",
            on_change=save_field, args=(card, name, key),
        )  # fmt: skip


def _named(codes: type[C], labels: Mapping[C, str]) -> Callable[[str], str]:
    return lambda code: labels[codes(code)]


def _show_second_reading(card: Card) -> None:
    """Offer to agree with a finding of somebody else's."""
    claim, who = card.claim, card.who
    with st.container(key="card_second"):
        if who is None or not claim.status.checked or claim.second_by:
            return
        if claim.checked_by != who.name:
            st.button(
                "I agree: second reading", key="second_reading", on_click=_agree, args=(card, who)
            )


def _agree(card: Card, who: Person) -> None:
    with refusals_said():
        card.store.second(who, [card.claim.id], seen=card.story.revision)


def _show_erasing(store: Store, who: Person, claim: ClaimRecord) -> None:
    """An editor's way to erase what should never have been written down."""
    with (
        st.popover("Erase for good …", type="tertiary"),
        st.form(f"erase_{claim.id}", border=False),
    ):
        st.caption(
            "The value goes, now and in the history; who erased it, when and why stays. "
            "This cannot be undone.",
        )
        what, why = f"erase_what_{claim.id}", f"erase_why_{claim.id}"
        st.selectbox("What", _ERASABLE, format_func=wording.FIELD_LABELS.__getitem__, key=what)
        st.text_input("Why", key=why)
        st.form_submit_button("Erase", on_click=_erase, args=(store, who, claim, what, why))


def _erase(store: Store, who: Person, claim: ClaimRecord, what: str, why: str) -> None:
    with refusals_said():
        field, reason = st.session_state[what], st.session_state[why]
        store.erase(who, claim.id.rpartition(".")[0], claim.id, field, reason)
    look_again()
