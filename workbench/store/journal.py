"""Events in the making: each takes its place in the story's chain, all of one change together."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, insert, select, update

from workbench.errors import NotFoundError
from workbench.store.chain import event_hash, value_hash
from workbench.store.records import EventRecord
from workbench.store.schema import event_values, events, stories
from workbench.store.stamps import moment

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection, FromClause, Row

    from workbench.store.people import Person


SIGNED = "signed_off"
"""The field of a story that holds the SHA-256 of the draft that was signed off."""


_OUTSIDE = ("deadline", "archived")
"""Fields of a story that say nothing about what was signed off."""

_PUT_ON_STORY = update(stories).where(stories.c.id == bindparam("which"))


class Journal:
    """The events that one person adds to one story in one transaction.

    Nothing is written before :meth:`close`; a journal without entries writes nothing. What changes
    anything under a sign-off breaks it, by an event of its own.

    Raises:
        NotFoundError: there is no such story.
    """

    def __init__(
        self, conn: Connection, story_id: str, who: Person, at: str, salt: Callable[[], bytes]
    ) -> None:
        self.conn, self.story_id, self.at, self._salt = conn, story_id, at, salt
        self.who, self._proven = who.name, who.proven or None
        names = ("revision", "head_hash", "signed_sha256", "broken_by")
        wanted = select(*(stories.c[name] for name in names)).where(stories.c.id == story_id)
        # the row lock keeps one chain per story on databases that write at the same time
        head = conn.execute(wanted.with_for_update()).one_or_none()
        if head is None:
            raise NotFoundError(f'There is no story "{story_id}" in this store.')
        self.revision: int = head.revision
        self._head: str = head.head_hash
        self._signed: str | None = None if head.broken_by else head.signed_sha256
        self.batch = self.revision + 1
        self._events: list[dict[str, Any]] = []
        self._values: list[dict[str, Any]] = []

    def add(
        self, field: str, old: str | None, new: str | None, claim_id: str | None = None
    ) -> None:
        """One more event: ``field`` of the claim, or of the story, went from old to new."""
        self.revision += 1
        event: dict[str, Any] = {
            "story_id": self.story_id,
            "seq": self.revision,
            "at": self.at,
            "who": self.who,
            "claim_id": claim_id,
            "field": field,
            "old_hash": self._value("old", old),
            "new_hash": self._value("new", new),
            "batch": self.batch,
            "prev_hash": self._head,
            "proven": self._proven,
        }
        self._head = event["hash"] = event_hash(event)
        self._events.append(event)

    def close(self) -> None:
        """Write the events, their values and the story's new head; more may follow."""
        if not self._events:
            return
        head: dict[str, Any] = {}
        if self._signed and any(map(_breaks, self._events)):
            self.add(SIGNED, self._signed, None)
            self._signed = None
            head = {"broken_by": self.who, "broken_at": self.at}
        self.conn.execute(insert(events), self._events)
        if self._values:
            self.conn.execute(insert(event_values), self._values)
        self._put_on_story(revision=self.revision, head_hash=self._head, **head)
        self._events, self._values = [], []

    def sign(self, sha256: str, *, second_reader: bool, unsourced: int) -> None:
        """Sign the present draft off, on its hash, with so many findings that have no source."""
        self.add(SIGNED, None, sha256)
        if not second_reader:
            self.add("signed_alone", None, "no second reader")
        if unsourced:
            self.add("signed_unsourced", None, str(unsourced))
        self._signed = None
        self._put_on_story(
            signed_by=self.who, signed_at=self.at, signed_sha256=sha256,
            signed_alone=not second_reader, signed_unsourced=unsourced,
            broken_by=None, broken_at=None,
        )  # fmt: skip

    def unsign(self) -> None:
        """Take a sign-off back."""
        self.add(SIGNED, self._signed, None)
        self._signed = None
        self._put_on_story(
            signed_by=None, signed_at=None, signed_sha256=None, signed_alone=None,
            signed_unsourced=None, broken_by=None, broken_at=None,
        )  # fmt: skip

    def _put_on_story(self, **columns: object) -> None:
        self.conn.execute(_PUT_ON_STORY, [{**columns, "which": self.story_id}])

    def _value(self, side: str, value: str | None) -> str | None:
        if value is None:
            return None
        salt = self._salt().hex()
        place = {"story_id": self.story_id, "seq": self.revision, "side": side}
        self._values.append({**place, "salt": salt, "value": value})
        return value_hash(salt, value)


def _breaks(event: dict[str, Any]) -> bool:
    """Whether a sign-off does not outlive this event: one more second reading leaves it whole."""
    if event["field"] in _OUTSIDE:
        return False
    return event["field"] != SIGNED and (event["field"] != "second_by" or not event["new_hash"])


def read_events(
    conn: Connection, story_id: str, claim_id: str | None = None, *, after: int = 0
) -> list[EventRecord]:
    """The story's events in the order they were made, of one claim if it is named."""
    old, new = event_values.alias(), event_values.alias()
    wanted = select(events, old.c.value.label("old"), new.c.value.label("new"))
    joined: FromClause = events
    for side, values in (("old", old), ("new", new)):
        same = (values.c.story_id == events.c.story_id) & (values.c.seq == events.c.seq)
        joined = joined.outerjoin(values, same & (values.c.side == side))
    wanted = wanted.select_from(joined).where(events.c.story_id == story_id, events.c.seq > after)
    if claim_id is not None:
        wanted = wanted.where(events.c.claim_id == claim_id)
    return [_event(row) for row in conn.execute(wanted.order_by(events.c.seq))]


def last_change(
    conn: Connection, story_id: str, claim_id: str | None, field: str
) -> tuple[str, str] | tuple[None, None]:
    """Who last changed this cell and when (as the store writes times), or (None, None)."""
    same = events.c.claim_id.is_(None) if claim_id is None else events.c.claim_id == claim_id
    row = conn.execute(
        select(events.c.who, events.c.at)
        .where(events.c.story_id == story_id, same, events.c.field == field)
        .order_by(events.c.seq.desc())
        .limit(1)
    ).one_or_none()
    return (None, None) if row is None else (row.who, row.at)


def cited_lines(value: str | None) -> str | None:
    """The cell text of a ``sources`` event, which carries each source in full.

    >>> cited_lines('[{"cited":"Annual report, p. 4","quote":"244"}]')
    'Annual report, p. 4'
    """
    if value is None:
        return None
    return "\n".join(link["cited"] for link in json.loads(value)) or None


def erased_for(value: str | None) -> str | None:
    """What was erased and why, of the event that says so."""
    said = json.loads(value) if value else {}
    return f"{said['field']}: {said['reason']}" if said else None


def _event(row: Row[Any]) -> EventRecord:
    shown = _SHOWN.get(row.field, str_or_none)
    return EventRecord(
        seq=row.seq,
        at=moment(row.at),
        who=row.who,
        claim_id=row.claim_id,
        field=row.field,
        old=shown(row.old),
        new=shown(row.new),
        batch=row.batch,
        hash=row.hash,
        proven=bool(row.proven),
    )


def str_or_none(value: str | None) -> str | None:
    """The value as it is."""
    return value


_SHOWN = {"sources": cited_lines, "erased": erased_for}
