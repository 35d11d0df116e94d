"""Which claims the table shows and in what order, and one status for all that it shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import streamlit as st

from workbench.app import wording
from workbench.app.columns import show_column_choice
from workbench.app.flags import DOUBTFUL, urgency
from workbench.app.looked import NOT_LOOKED
from workbench.app.saving import look_again, save_cells
from workbench.claim import Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.app.looked import Looked
    from workbench.store import ClaimRecord, Person, Store

_ALL = "All"
_STANDINGS = (_ALL, "Open", "Asked", "Checked", "Unsourced", "Flagged")
_ANOTHER = "Another value"
"""In a document; offered once the story was looked up in them."""
_ANY_KIND, _ANYONE, _NOBODY = "Every kind", "Said by anyone", "Said by nobody named"
_DOUBTS, _TEXT = "Flags and doubtful readings first", "As in the text"


@dataclass(frozen=True, slots=True)
class Choice:
    """What a reviewer asked to see, in the words of the page."""

    standing: str = _ALL
    kind: str = _ANY_KIND
    speaker: str = _ANYONE
    order: str = _DOUBTS
    looked: Looked = field(default=NOT_LOOKED, compare=False)

    def of(self, claims: Sequence[ClaimRecord]) -> list[ClaimRecord]:
        """The claims that fit, in the order asked for."""
        fitting = [claim for claim in claims if self._fits(claim)]
        if self.order == _TEXT:
            return fitting
        # What may be wrong comes first; the rest stays in the order of the text.
        return sorted(fitting, key=self._urgency)

    def _urgency(self, claim: ClaimRecord) -> tuple[int, bool]:
        """A document that has another value is the first of the doubts."""
        another = self.looked.is_another(claim)
        place = urgency(claim)
        return (min(place, DOUBTFUL), not another) if another else (place, True)

    @property
    def doubts_first(self) -> bool:
        """Whether the doubtful readings are at the top."""
        return self.order == _DOUBTS

    def _fits(self, claim: ClaimRecord) -> bool:
        kinds = (_ANY_KIND, wording.KIND_LABELS[claim.reading.kind])
        speakers = (_ANYONE, claim.reading.speaker or _NOBODY)
        if self.standing == _ANOTHER and not self.looked.is_another(claim):
            return False
        return _stands(claim, self.standing) and self.kind in kinds and self.speaker in speakers


def _stands(claim: ClaimRecord, standing: str) -> bool:
    return {
        _ALL: True,
        _ANOTHER: True,
        "Open": claim.status is Status.OPEN,
        "Asked": claim.status is Status.ASKED,
        "Checked": claim.status.checked,
        "Unsourced": claim.unsourced,
        "Flagged": bool(claim.flags),
    }[standing]


def show_choice(
    store: Store,
    who: Person | None,
    story_id: str,
    claims: Sequence[ClaimRecord],
    looked: Looked,
) -> Choice:
    """The filters above the table; what is asked for now."""
    kinds = sorted({wording.KIND_LABELS[claim.reading.kind] for claim in claims})
    speakers = sorted({claim.reading.speaker for claim in claims if claim.reading.speaker})
    pills, kind, speaker, more = st.columns([13, 4, 5, 3], gap="small", vertical_alignment="center")
    with pills:
        standing = st.segmented_control(
            "Show",
            (*_STANDINGS, *([_ANOTHER] if looked.found else [])),
            default=_ALL,
            required=True,
            key=f"standing_{story_id}",
            label_visibility="collapsed",
        )
    chosen_kind = kind.selectbox(
        "Kind", [_ANY_KIND, *kinds], key=f"kind_{story_id}", label_visibility="collapsed"
    )
    chosen_speaker = speaker.selectbox(
        "Said by",
        [_ANYONE, _NOBODY, *speakers],
        key=f"speaker_{story_id}",
        label_visibility="collapsed",
    )
    with more.popover("Table", width="stretch"):
        order = st.radio("Order", (_DOUBTS, _TEXT), key=f"order_{story_id}")
        if who is not None:
            show_column_choice(store, who)
            bulk = st.container()
    choice = Choice(standing or _ALL, chosen_kind, chosen_speaker, order, looked)
    if who is not None:
        with bulk:
            _show_bulk(store, who, choice.of(claims))
    return choice


def _show_bulk(store: Store, who: Person, shown: Sequence[ClaimRecord]) -> None:
    """One status for every claim that the filters let through, taken back by one undo."""
    if not shown:
        return
    status = st.selectbox(
        "One status for all that the filters show",
        list(Status),
        format_func=wording.STATUS_LABELS.__getitem__,
        key="bulk_status",
    )
    changing = [claim for claim in shown if status is not None and claim.status is not status]
    label = f"Set {len(changing)} claim{'s' * (len(changing) != 1)}"
    st.button(
        label, key="bulk", disabled=not changing,
        on_click=_set_all, args=(store, who, changing, status),
    )  # fmt: skip


def _set_all(store: Store, who: Person, claims: Sequence[ClaimRecord], status: Status) -> None:
    cells = {(claim.id, "status"): status.value for claim in claims}
    before = {(claim.id, "status"): claim.status.value for claim in claims}
    save_cells(store, who, cells, before)
    look_again()
