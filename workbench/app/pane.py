"""What the reviewer does in the text by key: taken in once each, in order, however fast it comes.

The galley keeps a log of what it has done, numbered for one session of the server, and sends all
of it that the server has not acknowledged. So nothing is lost when a run is skipped, and nothing is
done twice.
"""

from __future__ import annotations

from secrets import token_hex
from typing import TYPE_CHECKING, Any

import streamlit as st

from workbench.app.galley import log_key
from workbench.app.history import tell_conflicts
from workbench.app.same_figure import accept_offer, offer_the_same
from workbench.app.saving import refusals_said, save_cells
from workbench.app.table import shown_anew

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from workbench.store import Person, Store

_FIELDS = ("status", "sources", "note")


def log_state() -> tuple[str, int]:
    """This session of the server, and the last entry of the log that it has taken in."""
    found: tuple[str, int] = st.session_state.setdefault("log_done", (token_hex(8), 0))
    return found


def take_in_log(store: Store, who: Person | None, story_id: str) -> None:
    """Do what the galley's log has and this session has not done yet; a callback of the galley."""
    server, done = log_state()
    for entry in new_entries(st.session_state[log_key(story_id)].get("log"), server, done):
        # acknowledged only after it is stored, or kept among what could not be
        if who is not None:
            _do(store, who, story_id, entry)
        st.session_state["log_done"] = (server, entry["number"])


def new_entries(log: object, server: str, done: int) -> list[Mapping[str, Any]]:
    """The entries after number ``done`` that are meant for this server, in order.

    >>> new_entries([{"server": "a", "number": 2}, {"server": "b", "number": 3}], "a", 1)
    [{'server': 'a', 'number': 2}]
    """
    entries = log if isinstance(log, list) else []
    mine = [
        one
        for one in entries
        if isinstance(one, dict) and one.get("server") == server and _number(one) > done
    ]
    return sorted(mine, key=_number)


def _number(entry: Mapping[str, Any]) -> int:
    number = entry.get("number")
    return number if isinstance(number, int) else 0


def _do(store: Store, who: Person, story_id: str, entry: Mapping[str, Any]) -> None:
    if entry.get("field") in _FIELDS:
        _set_cell(store, who, entry)
    elif entry.get("do") == "same":
        shown_anew(accept_offer(store, who))
    elif entry.get("do") in ("undo", "redo"):
        shown_anew(_take_back(store, who, story_id, entry["do"]))


def _set_cell(store: Store, who: Person, entry: Mapping[str, Any]) -> None:
    cell = (str(entry.get("id")), str(entry["field"]))
    wanted, expected = str(entry.get("to") or ""), str(entry.get("was") or "")
    if "add" in entry:  # it was typed faster than the cell's text could be shown
        with refusals_said():
            claim = store.claim(cell[0])
            expected = claim.note if cell[1] == "note" else claim.sources_text
        wanted = "\n".join(filter(None, (expected, str(entry["add"]))))
    saved = list(save_cells(store, who, {cell: wanted}, {cell: expected}))
    shown_anew(one for one in saved if one == cell)
    offer_the_same(saved)


def _take_back(store: Store, who: Person, story_id: str, verb: str) -> Iterable[tuple[str, str]]:
    cells: Sequence[tuple[str, str]] = ()
    with refusals_said():
        last = store.last_batch(who, story_id)
        batch = last.undo if verb == "undo" else last.redo
        if batch is not None:
            applied = (store.undo if verb == "undo" else store.redo)(who, story_id, batch)
            tell_conflicts(applied)
            cells = applied.saved
    return cells
