"""What was done to a claim or a story, and taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import streamlit as st

from workbench.app import wording
from workbench.app.saving import refusals_said
from workbench.errors import StoreError
from workbench.store import LastBatch

if TYPE_CHECKING:
    from workbench.store import Applied, EventRecord, Person, Store


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
        if st.button(
            verb.capitalize(),
            icon=icon,
            key=f"{verb}_{story_id}",
            type="tertiary",
            disabled=batch is None,
            help=f"{verb.capitalize()} your last change here ({key})",
        ):
            take_back(store, who, story_id, "undo" if verb == "undo" else "redo")


def take_back(store: Store, who: Person, story_id: str, verb: Literal["undo", "redo"]) -> None:
    """Undo or redo the reviewer's last change; where a cell has moved on, say who moved it."""
    last = store.last_batch(who, story_id)
    batch = last.undo if verb == "undo" else last.redo
    if batch is None:
        return
    with refusals_said():
        tell_conflicts((store.undo if verb == "undo" else store.redo)(who, story_id, batch))
    _look_again()


def tell_conflicts(done: Applied) -> None:
    """Say what was not taken back because somebody has changed it since."""
    for conflict in done.conflicts:
        by = f" by {conflict.actual_by}" if conflict.actual_by else ""
        st.session_state.setdefault("notices", []).append(
            f"Not taken back: the {wording.field_name(conflict.field)} of {conflict.claim_id} was "
            f"changed{by} since, to {wording.shown(conflict.field, conflict.actual)}.",
        )


def _look_again() -> None:
    st.session_state.pop("view", None)
    st.rerun(scope="fragment")


def show_history(store: Store, who: Person | None, story_id: str, claim_id: str) -> None:
    """Each change of a claim, latest first, with a button that takes it back."""
    events = [e for e in store.events(story_id, claim_id) if e.field in wording.FIELD_LABELS]
    for event in reversed(events):
        line, button = st.columns([8, 1], vertical_alignment="center")
        line.text(
            f"{wording.when(event.at)}  {event.who} set {wording.field_name(event.field)} to "
            f"{wording.shown(event.field, event.new)}",
        )
        if who is not None and button.button("Undo", key=f"undo_{event.seq}", type="tertiary"):
            _undo_event(store, who, story_id, event)


def _undo_event(store: Store, who: Person, story_id: str, event: EventRecord) -> None:
    with refusals_said():
        tell_conflicts(store.undo(who, story_id, event.batch, event=event.seq))
    _look_again()
