"""The selected claim: how it was read, who agrees, what was done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from workbench.app import wording
from workbench.app.history import show_history
from workbench.app.saving import refusals_said, save_cells
from workbench.app.table import checked
from workbench.claim import Decision
from workbench.store import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.store import ClaimRecord, Person, Store, StoryRecord

_ERASABLE = ("note", "proposed", "sources")


def show_card(
    store: Store,
    story: StoryRecord,
    claims: Sequence[ClaimRecord],
    selected: str | None,
    who: Person | None,
) -> None:
    """Show the claim that is selected in the text."""
    claim = next((one for one in claims if one.id == selected), None)
    if claim is None:
        st.caption("Click a marked figure in the text to see how it was read and what was done.")
        return
    editing = who if who and who.role.reaches(Role.REVIEWER) else None
    with st.container(border=True, key="card"):
        st.text(f"{claim.number}  {story.text[claim.reading.start : claim.reading.end]}")
        earlier = store.earlier_readings(story.id).get(claim.id)
        was = [f"before it was read again: {wording.reads_as(earlier)}"] if earlier else []
        st.text("\n".join(_lines(claim) + was))
        if editing is not None:
            _show_second_reading(store, editing, story, claim)
        if who is not None and who.role.reaches(Role.EDITOR):
            _show_decision(store, who, claim)
        show_history(store, editing, story.id, claim.id)
        if who is not None and who.role.reaches(Role.EDITOR):
            _show_erasing(store, who, story, claim)


def _lines(claim: ClaimRecord) -> list[str]:
    """How a claim was read and who stands for its finding, a line each."""
    reading = claim.reading
    kind, rules = wording.KIND_LABELS[reading.kind], ", ".join(reading.rules) or "none"
    lines = [f"{kind}, read as {wording.reads_as(reading)} (rule: {rules})"]
    if doubt := wording.doubt(reading):
        lines.append(f"In doubt: {doubt}")
    if reading.speaker:
        lines.append(f"Said by {reading.speaker} (“{reading.cue or ''}”)")
    if claim.checked_by:
        lines.append(f"{wording.STATUS_LABELS[claim.status]}: {checked(claim)}")
    if claim.second_by:
        lines.append(f"second reading: {claim.second_by}, {wording.when(claim.second_at)}")
    return lines


def _show_second_reading(store: Store, who: Person, story: StoryRecord, claim: ClaimRecord) -> None:
    """Offer to agree with a finding of somebody else's."""
    if not claim.status.checked or claim.second_by or claim.checked_by == who.name:
        return
    if st.button("I agree: second reading", key="second_reading"):
        with refusals_said():
            store.second(who, [claim.id], seen=story.revision)
        st.rerun(scope="fragment")


def _show_decision(store: Store, who: Person, claim: ClaimRecord) -> None:
    """An editor's decision on the wording that somebody proposes."""
    if not claim.proposed:
        return
    st.text(f"proposed: {claim.proposed} ({claim.decision or 'not decided'})")
    cell = (claim.id, "decision")
    accept, decline = st.columns(2)
    for place, label, decision in (
        (accept, "Accept the change", Decision.ACCEPTED),
        (decline, "Decline it", Decision.DECLINED),
    ):
        if place.button(label, disabled=claim.decision is decision, width="stretch"):
            save_cells(store, who, {cell: decision.value}, {cell: claim.decision or ""})
            st.rerun(scope="fragment")


def _show_erasing(store: Store, who: Person, story: StoryRecord, claim: ClaimRecord) -> None:
    """An editor's way to erase what should never have been written down."""
    with (
        st.popover("Erase for good …", type="tertiary"),
        st.form(f"erase_{claim.id}", border=False),
    ):
        st.caption(
            "The value goes, now and in the history; who erased it, when and why stays. "
            "This cannot be undone.",
        )
        field = st.selectbox("What", _ERASABLE, format_func=wording.FIELD_LABELS.__getitem__)
        reason = st.text_input("Why")
        if st.form_submit_button("Erase"):
            with refusals_said():
                store.erase(who, story.id, claim.id, field, reason)
            st.session_state.pop("view", None)
            st.rerun(scope="fragment")
