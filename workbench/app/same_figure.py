"""The same figure said twice: rows that are linked, so that one finding can serve both.

A finding is never copied by itself: whoever ticks one is offered the other.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import streamlit as st

from workbench.app.saving import refusals_said, save_cells
from workbench.app.wording import STATUS_LABELS, plain, reads_as
from workbench.claim import Kind, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from workbench.app.table_edits import Cell
    from workbench.claim import Claim
    from workbench.store import ClaimRecord, Person, Store

_OFFER = "same_figure"
_TIMES = (Kind.DATE, Kind.DURATION, Kind.SET)
_MOST_NAMED = 4


def same_figures(claims: Sequence[ClaimRecord]) -> dict[str, list[ClaimRecord]]:
    """By claim id, the other claims that say the same figure: value, unit and what is counted."""
    groups: dict[tuple[object, ...], list[ClaimRecord]] = {}
    for claim in claims:
        key = figure_of(claim.reading)
        if key is not None and claim.status is not Status.DROPPED:
            groups.setdefault(key, []).append(claim)
    return {
        claim.id: [other for other in group if other is not claim]
        for group in groups.values()
        if len(group) > 1
        for claim in group
    }


def figure_of(reading: Claim) -> tuple[object, ...] | None:
    """What makes two figures the same one; None for what was not read.

    >>> from decimal import Decimal
    >>> from workbench.claim import Claim, Kind
    >>> where = {"start": 0, "end": 3, "ext_start": 0, "ext_end": 3, "text": "244"}
    >>> where |= {"sent_start": 0, "sent_end": 9, "kind": Kind.COUNT, "counted": "Fighters"}
    >>> figure_of(Claim(**where, value=Decimal("244.0")))
    ('count', ('244',), None, 'fighters')
    """
    says_what = reading.unit or reading.counted
    if reading.value is None or reading.guess or reading.kind in _TIMES or not says_what:
        return None  # that two events fell into one year says nothing of either
    value = reading.value if isinstance(reading.value, tuple) else (reading.value,)
    same = tuple(f"{one.normalize():f}" if isinstance(one, Decimal) else one for one in value)
    return (reading.kind.value, same, reading.unit, (reading.counted or "").casefold() or None)


def offer_the_same(saved: Iterable[Cell]) -> None:
    """Remember which claim was ticked last, so that its like can be offered the same."""
    ticked = [claim_id for claim_id, field in saved if field == "status"]
    if ticked:
        st.session_state[_OFFER] = ticked[-1] if len(ticked) == 1 else None


def offered(claims: Sequence[ClaimRecord]) -> tuple[ClaimRecord, list[ClaimRecord]] | None:
    """The claim that was ticked, and those of the same figure that stand otherwise."""
    by_id = {claim.id: claim for claim in claims}
    ticked = by_id.get(st.session_state.get(_OFFER) or "")
    if ticked is None or not ticked.status.checked:
        return None
    others = [o for o in same_figures(claims).get(ticked.id, ()) if o.status is not ticked.status]
    return (ticked, others) if others else None


def show_offer(
    store: Store,
    who: Person,
    claims: Sequence[ClaimRecord],
    on_changed: Callable[[Iterable[Cell]], None],
) -> bool:
    """Offer the finding to the claims of the same figure; whether there is anything to offer.

    ``on_changed`` is told which cells it changed.
    """
    offer = offered(claims)
    if offer is None:
        return False
    ticked, others = offer
    numbers = numbers_of(others)
    st.text(f"The same figure in {numbers}: {reads_as(ticked.reading)}.", width="content")
    label = plain(f"Set {numbers} to {STATUS_LABELS[ticked.status]}, too (Y)")
    st.button(
        label, key="same_figure_yes", on_click=lambda: on_changed(accept_offer(store, who))
    )  # fmt: skip
    st.button(
        "No", key="same_figure_no", type="tertiary", help="Leave it as it is",
        on_click=lambda: st.session_state.pop(_OFFER, None),
    )  # fmt: skip
    return True


def numbers_of(claims: Sequence[ClaimRecord]) -> str:
    """The claims' numbers in a few words."""
    named = ", ".join(str(claim.number) for claim in claims[:_MOST_NAMED])
    more = len(claims) - _MOST_NAMED
    return f"{named} and {more} more" if more > 0 else named


def accept_offer(store: Store, who: Person) -> Iterable[Cell]:
    """Give the claims of the same figure the finding, and its sources where they have none."""
    ticked_id = st.session_state.get(_OFFER)
    if ticked_id is None:
        return ()
    with refusals_said():
        offer = offered(store.claims(str(ticked_id).rpartition(".")[0]))
        st.session_state.pop(_OFFER)
        if offer is not None:
            return save_cells(store, who, *like(*offer))
    return ()


def like(
    ticked: ClaimRecord, others: Iterable[ClaimRecord]
) -> tuple[Mapping[Cell, str], Mapping[Cell, str]]:
    """What each of ``others`` is to hold to stand as ``ticked`` does, and what it holds now."""
    wanted: dict[Cell, str] = {}
    expected: dict[Cell, str] = {}
    for other in others:
        wanted[other.id, "status"], expected[other.id, "status"] = ticked.status, other.status
        if ticked.sources_text and not other.sources_text:
            wanted[other.id, "sources"], expected[other.id, "sources"] = ticked.sources_text, ""
    return wanted, expected
