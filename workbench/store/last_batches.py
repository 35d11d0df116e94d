"""What a person's undo and redo keys do next, read from the history: a restart forgets nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, or_, select

from workbench.store.findings import UNDOINGS
from workbench.store.records import LastBatch
from workbench.store.schema import event_values, events
from workbench.store.undoing import is_undoable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

_LATEST = 2_000
"""Events that are looked back upon: more than anybody takes back one by one."""


@dataclass(slots=True)
class _Keys:
    """Batches to take back and to put there again, the latest last."""

    undo: list[int] = field(default_factory=list)
    redo: list[int] = field(default_factory=list)

    def forget(self, batch: int) -> None:
        for stack in (self.undo, self.redo):
            if batch in stack:
                stack.remove(batch)


def last_batch(conn: Connection, story_id: str, who: str) -> LastBatch:
    """The batches that this person's keys would take back or put there again, None for none."""
    keys = _Keys()
    batches: dict[int, list[Any]] = {}
    for row in reversed(_latest(conn, story_id, who)):
        batches.setdefault(row.batch, []).append(row)
    for batch, rows in batches.items():
        _take_in(keys, batch, rows, mine=rows[0].who == who)
    return LastBatch(keys.undo[-1] if keys.undo else None, keys.redo[-1] if keys.redo else None)


def _latest(conn: Connection, story_id: str, who: str) -> Sequence[Any]:
    """This person's latest events, and what anybody took back, the latest first."""
    same = and_(
        event_values.c.story_id == events.c.story_id,
        event_values.c.seq == events.c.seq,
        event_values.c.side == "new",
    )
    wanted = select(events.c.batch, events.c.who, events.c.field, event_values.c.value)
    theirs = or_(events.c.who == who, events.c.field.in_(UNDOINGS))
    return conn.execute(
        wanted.select_from(events.outerjoin(event_values, same))
        .where(events.c.story_id == story_id, theirs)
        .order_by(events.c.seq.desc())
        .limit(_LATEST)
    ).all()


def _take_in(keys: _Keys, batch: int, rows: Sequence[Any], *, mine: bool) -> None:
    verb, target = rows[0].field, rows[0].value or ""
    whole = verb in UNDOINGS and target.isdecimal()
    if whole:
        keys.forget(int(target))
    if not mine:
        return
    if whole:
        (keys.redo if verb == "undo" else keys.undo).append(batch)
    elif verb != "story" and any(is_undoable(row.field) for row in rows):
        keys.undo.append(batch)
        keys.redo.clear()
