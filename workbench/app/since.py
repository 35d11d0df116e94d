"""What changed since a reviewer's tick: by a new draft, or by somebody else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from workbench.app import wording
from workbench.app.drafts_side_by_side import show_marked
from workbench.app.history import sentence
from workbench.claim import Status
from workbench.store.draft_events import CARRIED, read_reopened
from workbench.store.findings import UNDOINGS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.store import ClaimRecord, EventRecord, Reopened, Store, StoryRecord

_TELLS = ("status", "said_so", "proposed", "reason", "decision", "note", "sources", "reading")


@dataclass(frozen=True, slots=True)
class SinceTick:
    """A claim that a person came to a finding about, and what was done with it since."""

    claim_id: str
    found: Status
    event: EventRecord
    later: tuple[EventRecord, ...]

    @property
    def carried(self) -> list[Reopened]:
        """What drafts made of it since."""
        return [read_reopened(one.new) for one in self.later if one.field == CARRIED and one.new]


def since_my_tick(events: Sequence[EventRecord], name: str) -> list[SinceTick]:
    """The claims that this person ticked last and that somebody, or a draft, touched since."""
    undoings = {event.batch for event in events if event.field in UNDOINGS}
    taken_back = _taken_back(events)
    last: dict[str, EventRecord] = {}
    carried: dict[str, EventRecord] = {}
    for event in events:
        if event.field == CARRIED:
            carried[str(event.claim_id)] = event
        # whoever takes a change back gives another's finding back, or their own of long ago
        mine = event.who == name and event.field == "status" and event.batch not in undoings
        if mine and event.new and Status(event.new).checked:
            last[str(event.claim_id)] = event
    found = []
    for claim_id, tick in last.items():
        later = [one for one in events if one.claim_id == claim_id and one.seq > tick.seq]
        now = carried.get(claim_id)
        later = [one for one in later if one is now or _by_another(one, name)]
        later = [one for one in later if one.field != CARRIED or one.new]
        later = [one for one in later if not _came_to_nothing(one, tick, taken_back)]
        if later:
            found.append(SinceTick(claim_id, Status(tick.new or ""), tick, tuple(later)))
    return sorted(found, key=lambda one: int(one.claim_id.rpartition(".")[2]))


def _taken_back(events: Sequence[EventRecord]) -> dict[int, int]:
    """By batch that took another back as a whole, that other one; what was redone is not there."""
    found: dict[int, int] = {}
    for event in events:
        target = event.new or ""
        if event.field in UNDOINGS and event.claim_id is None and target.isdecimal():
            if event.field == "redo":
                found.pop(int(target), None)
            else:
                found[event.batch] = int(target)
    return found


def _came_to_nothing(event: EventRecord, tick: EventRecord, taken_back: dict[int, int]) -> bool:
    """Whether a change was taken back, or is the taking back of something else than the tick."""
    if event.batch in taken_back.values():
        return True
    return taken_back.get(event.batch, tick.batch) != tick.batch


def _by_another(event: EventRecord, name: str) -> bool:
    return event.who != name and event.field in _TELLS and bool(sentence(event))


def show_since(store: Store, story: StoryRecord, name: str) -> None:
    """Each of them, with old and new side by side."""
    found = since_my_tick(store.events(story.id), name)
    if not found:
        st.info("Nothing was changed since your ticks.")
        return
    by_id: dict[str, ClaimRecord] = {one.id: one for one in store.claims(story.id)}
    for one in found:
        with st.container(border=True, key=f"since_{one.claim_id}"):
            _show_one(one, by_id.get(one.claim_id))


def _show_one(one: SinceTick, now: ClaimRecord | None) -> None:
    words = f", “{now.reading.text}”" if now else ""
    state = wording.STATUS_LABELS[now.status] if now else "cut from the story"
    st.text(
        f"Claim {one.claim_id.rpartition('.')[2]}{words}: you found it "
        f"{wording.STATUS_LABELS[one.found]} on {wording.when(one.event.at)}; now {state}"
    )
    for event in one.later:
        if told := sentence(event):
            st.caption(wording.plain(f"{wording.when(event.at)}  {told}"))
    for carried in one.carried[-1:]:
        show_both(carried)


def show_both(carried: Reopened) -> None:
    """A claim's sentence in two drafts, what changed marked."""
    left, right = st.columns(2)
    with left:
        show_marked(*carried.old, "del")
    with right:
        if carried.new[0]:
            show_marked(*carried.new, "ins")


def was(carried: Reopened) -> str:
    """What the claim was before a draft opened it again, in words."""
    label = wording.STATUS_LABELS[carried.was]
    by = f" by {carried.by}" if carried.by else ""
    return f"was {label}{by} in draft {carried.before}"


def show_reopened(claim: ClaimRecord) -> None:
    """On the card: why a claim is open again, and what it was."""
    with st.container(key="card_reopened"):
        carried = claim.reopened
        if carried is None:
            return
        if carried.was is not Status.OPEN:
            st.text(f"↻ It {was(carried)}; draft {carried.draft} opened it again.")
        else:
            st.text(f"↻ Draft {carried.draft} changed it.")
        for reason in carried.reasons:
            st.caption(wording.plain(reason))
        show_both(carried)
