"""The columns of the table of claims: what each shows, and which of them a reviewer wants."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from workbench.app import wording
from workbench.app.saving import look_again, refusals_said
from workbench.claim import Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from streamlit.elements.lib.column_types import ColumnConfig

    from workbench.store import ClaimRecord, Person, Store

EDITABLE = ("status", "sources", "note")
ALWAYS = ("number", "claim", "reads_as", "flag", "doubt", "documents", *EDITABLE)
"""Shown to everybody, side by side on a screen of 1440 pixels; flags, doubts and what the desk's
documents have only if any."""

CHOICES = {
    "speaker": "Said by",
    "kind": "Kind",
    "checked": "Checked",
    "sentence": "In its sentence",
}
_PREFERENCE = "columns"
_AT_FIRST = "speaker,kind,sentence"


def chosen_columns(store: Store, who: Person | None) -> list[str]:
    """The columns that this person wants beyond those always there."""
    kept: dict[str, str] = st.session_state.setdefault("columns_of", {})
    name = who.name if who else ""
    if name not in kept:
        found = store.preference(who, _PREFERENCE) if who else None
        kept[name] = _AT_FIRST if found is None else found
    return [column for column in CHOICES if column in kept[name].split(",")]


def show_column_choice(store: Store, who: Person) -> None:
    """Let the reviewer choose columns; they are there again on any other day and machine."""
    key = f"columns_{who.name}"
    st.pills(
        "Columns beside claim, reading, status, source and note",
        list(CHOICES),
        default=chosen_columns(store, who),
        selection_mode="multi",
        format_func=CHOICES.__getitem__,
        key=key,
        on_change=_choose_columns,
        args=(store, who, key),
    )


def _choose_columns(store: Store, who: Person, key: str) -> None:
    wanted = st.session_state[key]
    value = ",".join(column for column in CHOICES if column in wanted)
    with refusals_said():
        store.prefer(who, _PREFERENCE, value)
    st.session_state["columns_of"][who.name] = value
    look_again()


def shown_columns(
    chosen: Sequence[str], rows: Sequence[ClaimRecord], *, looked_up: bool = False
) -> list[str]:
    """The columns of a table of these rows, in order; ``looked_up`` if they were, in documents."""
    doubts = any(wording.doubt(claim.reading) for claim in rows)
    absent = {"doubt"} if not doubts else set()
    if not any(claim.flags or claim.reopened for claim in rows):
        absent.add("flag")
    if not looked_up:
        absent.add("documents")
    return [name for name in (*ALWAYS, *chosen) if name not in absent]


def column_config() -> dict[str, ColumnConfig]:
    """How Streamlit shows each of them."""
    column = st.column_config
    return {
        "number": column.NumberColumn("#", width=40, pinned=True),
        "claim": column.TextColumn("Claim", width=155, pinned=True),
        "reads_as": column.TextColumn("Reads as", width=120),
        "flag": column.TextColumn("Flag", width=125, help="What the figures do not bear out."),
        "doubt": column.TextColumn("Doubt", width=105),
        "documents": column.TextColumn(
            "In the documents",
            width=150,
            help="What the desk’s documents have on it, as they were last looked through. "
            "Nothing is ticked by that.",
        ),
        "status": column.SelectboxColumn(
            "Status",
            width=145,
            required=True,
            options=[status.value for status in Status],
            format_func=lambda code: wording.STATUS_LABELS[Status(str(code))],
        ),
        "sources": column.TextColumn(
            "Source",
            width=160,
            help="A title, an address or a source of this desk, and where in it: "
            "“Annual report 2015, p. 4”. Shift+Enter begins a second source.",
        ),
        "note": column.TextColumn("Note", width=115),
        "speaker": column.TextColumn("Said by", width=105),
        "kind": column.TextColumn("Kind", width=90),
        "checked": column.TextColumn("Checked", width=200),
        "sentence": column.TextColumn("In its sentence", width=420),
    }
