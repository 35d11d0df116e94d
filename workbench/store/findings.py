"""Whose finding a status is: read from the history, so that an undo gives it back to them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, select

from workbench.claim import Status
from workbench.store.schema import event_values, events

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection, Select

_NO_TIME = "no time given"
_TEXT = re.compile(
    rf"(?P<by>.*), (?P<at>{_NO_TIME}|[-0-9]{{10}}T[:0-9]{{8}}Z)(?: \(as stated in (?P<file>.*)\))?",
    re.DOTALL,
)
UNDOINGS = ("undo", "redo")
"""The first event of a batch that takes another back, or puts it there again."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Who came to a finding, when, and which file says so; all None where there is none."""

    by: str | None = None
    at: str | None = None
    stated_in: str | None = None

    @property
    def text(self) -> str:
        """As an event keeps it."""
        file = f" (as stated in {self.stated_in})" if self.stated_in else ""
        return f"{said_by(self.by, self.at)}{file}"


def said_by(by: str | None, at: str | None) -> str:
    """A name and a time in one line.

    >>> said_by("Lee, Ann", None)
    'Lee, Ann, no time given'
    """
    return f"{by}, {at or _NO_TIME}"


def read_said(text: str) -> Finding:
    """The name and the time in such a line.

    >>> read_said("Lee, Ann, 2016-06-04T12:00:00Z").by
    'Lee, Ann'
    """
    found = _TEXT.fullmatch(text)
    if found is None:
        return Finding(by=text)
    at = None if found["at"] == _NO_TIME else found["at"]
    return Finding(found["by"], at, found["file"])


def finding_before(conn: Connection, claim_id: str, seq: int) -> Finding:
    """Whose the claim's finding was just before that event."""
    last = conn.execute(
        _with_new()
        .where(events.c.claim_id == claim_id, events.c.field == "status", events.c.seq < seq)
        .order_by(events.c.seq.desc())
        .limit(1)
    ).one_or_none()
    if last is None or last.new is None or not Status(last.new).checked:
        return Finding()
    return _as_stated(conn, claim_id, last.story_id, last.batch) or Finding(last.who, last.at)


def _as_stated(conn: Connection, claim_id: str, story_id: str, batch: int) -> Finding | None:
    """Whose it was by what an import or an undo of the same batch says."""
    of_batch = (events.c.story_id == story_id) & (events.c.batch == batch)
    rows = list(conn.execute(_with_new().where(of_batch).order_by(events.c.seq)))
    said = [row.new for row in rows if row.claim_id == claim_id and row.field == "checked_by"]
    if not said or said[-1] is None:
        return None
    finding = read_said(said[-1])
    file = next((row.new for row in rows if row.field == "import"), None)
    return Finding(finding.by, finding.at, finding.stated_in or file)


def _with_new() -> Select[tuple[object, ...]]:
    same = and_(
        event_values.c.story_id == events.c.story_id,
        event_values.c.seq == events.c.seq,
        event_values.c.side == "new",
    )
    return select(events, event_values.c.value.label("new")).outerjoin(event_values, same)


def authors(conn: Connection, story_id: str, claim_ids: Iterable[str]) -> dict[str, set[str]]:
    """Who last had a hand in each claim's finding: its status, said_so or proposed change.

    Whoever only undid or redid it has not; that is another's finding given back.
    """
    undone = select(events.c.seq).where(
        events.c.story_id == story_id, events.c.field.in_(UNDOINGS), events.c.claim_id.is_(None)
    )
    rows = conn.execute(
        select(events.c.claim_id, events.c.field, events.c.who)
        .where(events.c.story_id == story_id, events.c.claim_id.in_(list(claim_ids)))
        .where(
            events.c.field.in_(("status", "said_so", "proposed", "reason")),
            ~events.c.batch.in_(undone),
        )
        .order_by(events.c.seq)
    )
    last = {(row.claim_id, row.field): row.who for row in rows}
    found: dict[str, set[str]] = {}
    for (claim_id, _), who in last.items():
        found.setdefault(claim_id, set()).add(who)
    return found
