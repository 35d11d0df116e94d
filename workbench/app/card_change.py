"""The proposed wording on the card: what, why, and what the editor makes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from workbench.app.card_fields import show_text
from workbench.app.saving import save_cells
from workbench.claim import Decision
from workbench.store import Role

if TYPE_CHECKING:
    from workbench.app.card_fields import Card
    from workbench.store import Person


def show_change(card: Card, editor: Person | None) -> None:
    """The wording that the reviewer proposes with its reason, and the editor's decision."""
    wording_field, reason_field = st.columns(2)
    with wording_field:
        show_text(
            card, "proposed", "Proposed wording", long=True,
            help_text="Only where the story should change. An editor accepts or declines it.",
        )  # fmt: skip
    with reason_field:
        show_text(card, "reason", "Reason for the change", long=True)
    with st.container(key="card_decision"):
        if card.claim.proposed:
            _show_decision(card, editor)


def _show_decision(card: Card, editor: Person | None) -> None:
    claim = card.claim
    st.text(f"proposed: {claim.proposed} ({claim.decision or 'not decided'})")
    if editor is None or not editor.role.reaches(Role.EDITOR):
        return
    accept, decline = st.columns(2)
    for place, label, decision in (
        (accept, "Accept the change", Decision.ACCEPTED),
        (decline, "Decline it", Decision.DECLINED),
    ):
        place.button(
            label, key=card.key(decision.value), disabled=claim.decision is decision,
            width="stretch", on_click=_decide, args=(card, editor, decision),
        )  # fmt: skip


def _decide(card: Card, editor: Person, decision: Decision) -> None:
    cell = (card.claim.id, "decision")
    save_cells(card.store, editor, {cell: decision.value}, {cell: card.claim.decision or ""})
