"""What was done to a claim or a story, and taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import streamlit as st

from workbench.app import wording
from workbench.app.saving import look_again, refusals_said
from workbench.drafts import Fate
from workbench.errors import StoreError
from workbench.store import LastBatch
from workbench.store.draft_events import CARRIED, DRAFT, read_reopened
from workbench.store.findings import read_said
from workbench.store.readings import from_json, meaning
from workbench.store.records import CORRECTED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.store import Applied, EventRecord, Person, Store

_SHOWN = 6


def show_undo_buttons(store: Store, who: Person, story_id: str) -> None:
    """Undo and redo of this reviewer's own last changes; U and Shift+U do the same."""
    try:
        last = store.last_batch(who, story_id)
    except StoreError:  # the page says so
        last = LastBatch(None, None)
    for verb, batch, icon, key in (
        ("undo", last.undo, ":material/undo:", "U"),
        ("redo", last.redo, ":material/redo:", "Shift+U"),
    ):
        st.button(
            verb.capitalize(),
            icon=icon,
            key=f"{verb}_{story_id}",
            type="tertiary",
            disabled=batch is None,
            help=f"{verb.capitalize()} your last change here ({key})",
            on_click=take_back,
            args=(store, who, story_id, verb),
        )


def take_back(store: Store, who: Person, story_id: str, verb: Literal["undo", "redo"]) -> None:
    """Undo or redo the reviewer's last change; where a cell has moved on, say who moved it."""
    with refusals_said():
        last = store.last_batch(who, story_id)
        batch = last.undo if verb == "undo" else last.redo
        if batch is not None:
            tell_conflicts((store.undo if verb == "undo" else store.redo)(who, story_id, batch))
    look_again()


def tell_conflicts(done: Applied) -> None:
    """Say what was not taken back because somebody has changed it since."""
    for conflict in done.conflicts:
        by = f" by {conflict.actual_by}" if conflict.actual_by else ""
        st.session_state.setdefault("notices", []).append(
            f"Not taken back: the {wording.field_name(conflict.field)} of {conflict.claim_id} was "
            f"changed{by} since, to {wording.shown(conflict.field, conflict.actual)}.",
        )


def show_history(
    store: Store, who: Person | None, story_id: str, events: Sequence[EventRecord]
) -> None:
    """Each change of a claim, latest first, with a button that takes it back."""
    told = [event for event in reversed(events) if sentence(event)]
    with_drafts = {event.batch for event in events if event.field in (CARRIED, DRAFT)}
    with st.container(key="card_history"):
        if not told:
            return
        st.caption("History")
        every = len(told) <= _SHOWN or st.toggle(f"All {len(told)} changes", key="all_changes")
        for event in told if every else told[:_SHOWN]:
            line, button = st.columns([8, 1], vertical_alignment="center")
            line.text(f"{wording.when(event.at)}  {sentence(event)}")
            if who is not None and can_come_back(event) and event.batch not in with_drafts:
                button.button(
                    "Undo", key=f"undo_{event.seq}", type="tertiary",
                    on_click=_undo_event, args=(store, who, story_id, event),
                )  # fmt: skip


def sentence(event: EventRecord) -> str:
    """What was done to a claim, by whom; empty for what says nothing to a reviewer."""
    done = _OTHERWISE.get(event.field, _set)(event)
    return f"{event.who} {done}" if done else ""


def _set(event: EventRecord) -> str:
    """A field that was given a value."""
    if event.field not in wording.FIELD_LABELS:
        return ""
    return f"set {wording.field_name(event.field)} to {wording.shown(event.field, event.new)}"


def _cited(event: EventRecord) -> str:
    """Sources, of which the event tells the lines alone."""
    if event.old == event.new:
        return "changed a quote, or whether it holds, of the sources"
    return _set(event)


def _agreed(event: EventRecord) -> str:
    if event.new is None:
        return "changed it, which ended the second reading"
    by = read_said(event.new).by
    return "agreed with the finding" + (f", as {by}" if by != event.who else "")


def _marked(event: EventRecord) -> str:
    return "marked these words" if event.new else "took the claim away"


def _erased(event: EventRecord) -> str:
    return f"erased {event.new or ''}"


def _read(event: EventRecord) -> str:
    """What became of a reading: read at first, read again, or corrected, and in what."""
    if event.new is None or event.old is None:
        return ""
    old, new = from_json(event.old), from_json(event.new)
    if meaning(old) == meaning(new) and old.speaker == new.speaker:
        return ""  # it stands elsewhere in another draft
    if old.speaker != new.speaker and meaning(old) == meaning(new):
        named = new.speaker or "nobody in particular"
        return f"named who says it: “{named}” (was “{old.speaker or 'nobody'}”)"
    did = "corrected the reading to" if CORRECTED in new.rules else "had it read again:"
    if CORRECTED in old.rules and CORRECTED not in new.rules:
        did = "took the correction back:"
    return f"{did} “{wording.reads_as(new)}” (was “{wording.reads_as(old)}”)"


def _carried(event: EventRecord) -> str:
    """What a new draft made of the claim."""
    if event.new is None:
        return "took a draft back, or brought the passage back"
    told = read_reopened(event.new)
    if told.fate is Fate.GONE:
        return f"brought draft {told.draft}, in which this is cut"
    return f"brought draft {told.draft}: {' '.join(told.reasons)}"


_OTHERWISE = {
    CARRIED: _carried,
    "added": _marked,
    "reading": _read,
    "erased": _erased,
    "second_by": _agreed,
    "sources": _cited,
}


def can_come_back(event: EventRecord) -> bool:
    """Whether this one change can be taken back from the card."""
    return event.field in wording.FIELD_LABELS and not (
        event.old is None and event.field == "reading"
    )


def _undo_event(store: Store, who: Person, story_id: str, event: EventRecord) -> None:
    with refusals_said():
        tell_conflicts(store.undo(who, story_id, event.batch, event=event.seq))
    look_again()
