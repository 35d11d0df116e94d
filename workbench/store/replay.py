"""What each claim held after an event, rebuilt from nothing but the events."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from workbench.claim import Status
from workbench.store.draft_events import CARRIED, DRAFT, number_in
from workbench.store.findings import said_by
from workbench.store.schema import event_values, events

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import Connection

ERASED_VALUE = "\0erased"
"""Stands where a value has been; no cell can hold it."""

_OF_A_CLAIM = (
    *("status", "said_so", "proposed", "reason", "note", "decision", "sources", "second_by"),
    *(DRAFT, CARRIED),
)


@dataclass(frozen=True, slots=True)
class EventRow:
    """One row of the events, with what lies beside it: side to (salt, value)."""

    columns: Mapping[str, Any]
    values: Mapping[str, tuple[str | None, str | None]]

    @property
    def seq(self) -> int:
        """Its number in the story."""
        return int(self.columns["seq"])

    @property
    def new(self) -> str | None:
        """What the cell held from then on."""
        if self.columns["new_hash"] is None:
            return None
        value = self.values.get("new", (None, None))[1]
        return ERASED_VALUE if value is None else value


@dataclass(slots=True)
class Past:
    """A story after one of its events: by claim, by field; ``found_by`` is whose finding it is."""

    claims: dict[str, dict[str, str | None]] = field(default_factory=dict)
    story: dict[str, str | None] = field(default_factory=dict)

    @property
    def draft(self) -> int:
        """The number of the story's draft."""
        return number_in(self.story.get(DRAFT))


def read_rows(conn: Connection, story_id: str) -> list[EventRow]:
    """Every event of a story as it lies in the tables."""
    beside: dict[int, dict[str, tuple[str | None, str | None]]] = {}
    mine = event_values.c.story_id == story_id
    for row in conn.execute(select(event_values).where(mine)):
        beside.setdefault(row.seq, {})[row.side] = (row.salt, row.value)
    wanted = select(events).where(events.c.story_id == story_id).order_by(events.c.seq)
    rows = conn.execute(wanted).mappings()
    return [EventRow(dict(row), beside.get(row["seq"], {})) for row in rows]


def replay(rows: Iterable[EventRow]) -> Past:
    """What the story holds after these events."""
    past = Past()
    for row in rows:
        claim_id = row.columns["claim_id"]
        if claim_id is None:
            past.story[row.columns["field"]] = row.new
        else:
            untouched = {**_untouched(), DRAFT: str(past.draft)}
            _happen(past.claims.setdefault(claim_id, untouched), row)
    return past


def _untouched() -> dict[str, str | None]:
    nothing = dict.fromkeys((*_OF_A_CLAIM, "reading", "found_by"))
    return {**nothing, "status": Status.OPEN.value}


def _happen(claim: dict[str, str | None], row: EventRow) -> None:
    name, new = row.columns["field"], row.new
    if name in ("reading", "added"):
        claim["reading"] = new if new is not None else claim["reading"]
        claim["gone"] = None if new is not None else "gone"
    elif name == "checked_by":
        claim["found_by"] = new
    elif name in _OF_A_CLAIM:
        claim[name] = new
    if name == "status":
        checked = new is not None and new != ERASED_VALUE and Status(new).checked
        claim["found_by"] = (
            said_by(row.columns["who"], row.columns["at"]) if checked else None
        )  # fmt: skip
