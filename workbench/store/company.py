"""Who else is on a story, at this moment: told by each page now and then, forgotten by itself."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert as insert_on_sqlite

from workbench.errors import StoreError
from workbench.store.access import Access
from workbench.store.failures import one_sentence
from workbench.store.people import Role, person_of
from workbench.store.records import Presence
from workbench.store.schema import presence
from workbench.store.sqlite import UNSYNCED, WRITES

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from workbench.store.people import Who

GONE_AFTER = 20
"""Seconds without a word after which somebody has left; tell twice as often at least."""

_TOLD_ENOUGH = 3
"""Seconds in which the same word again is not worth a write."""


class Company(Access):
    """The part of the store that knows who is where; no event, no history, worth losing."""

    def here(self, who: Who, story_id: str, claim_id: str | None = None) -> None:
        """Say that this person is on a story, on this claim; again every few seconds.

        A store that cannot be written to just now does not hear it: no page is held up by that.
        """
        name = person_of(who, Role.READER).name
        now = int(self._clock().timestamp())
        with self._reads() as conn:
            if _told(conn, story_id, name, claim_id) >= now - _TOLD_ENOUGH:
                return
        unsynced = self._engine.execution_options(**{WRITES: True, UNSYNCED: True})
        with suppress(StoreError), one_sentence(self._place), self._turn, unsynced.begin() as conn:
            _tell(conn, story_id=story_id, who=name, claim_id=claim_id, at=now)

    def present(self, story_id: str) -> list[Presence]:
        """Who was on the story within the last seconds, by name."""
        since = int(self._clock().timestamp()) - GONE_AFTER
        with self._reads() as conn:
            mine = (presence.c.story_id == story_id) & (presence.c.at >= since)
            rows = conn.execute(select(presence).where(mine)).all()
        found = [Presence(r.who, r.claim_id, datetime.fromtimestamp(r.at, UTC)) for r in rows]
        return sorted(found, key=lambda one: one.who.casefold())

    def everywhere(self) -> dict[str, list[Presence]]:
        """Who was on which story within the last seconds, by story, then by name."""
        since = int(self._clock().timestamp()) - GONE_AFTER
        with self._reads() as conn:
            rows = conn.execute(select(presence).where(presence.c.at >= since)).all()
        found: dict[str, list[Presence]] = {}
        for row in sorted(rows, key=lambda row: str(row.who).casefold()):
            one = Presence(row.who, row.claim_id, datetime.fromtimestamp(row.at, UTC))
            found.setdefault(row.story_id, []).append(one)
        return found

    def leave(self, who: Who, story_id: str) -> None:
        """Say that this person has left the story, sooner than silence would."""
        name = person_of(who, Role.READER).name
        with one_sentence(self._place), self._turn, self._writer.begin() as conn:
            mine = (presence.c.story_id == story_id) & (presence.c.who == name)
            conn.execute(delete(presence).where(mine))


def _told(conn: Connection, story_id: str, who: str, claim_id: str | None) -> int:
    """When the very same was last said, 0 for never."""
    same = presence.c.claim_id.is_not_distinct_from(claim_id)
    mine = (presence.c.story_id == story_id) & (presence.c.who == who) & same
    return int(conn.scalar(select(presence.c.at).where(mine)) or 0)


def _tell(conn: Connection, *, story_id: str, who: str, claim_id: str | None, at: int) -> None:
    if conn.dialect.name == "postgresql":
        # twenty milliseconds that a desk of one need not wait for
        from sqlalchemy.dialects.postgresql import insert as insert_on_postgresql  # noqa: PLC0415

        conn.exec_driver_sql("SET LOCAL synchronous_commit = off")
        added = insert_on_postgresql(presence)
    else:
        added = insert_on_sqlite(presence)  # type: ignore[assignment]
    values = {"story_id": story_id, "who": who, "claim_id": claim_id, "at": at}
    changed = {"claim_id": claim_id, "at": at}
    same = [presence.c.story_id, presence.c.who]
    conn.execute(added.values(**values).on_conflict_do_update(index_elements=same, set_=changed))
    # whoever left long ago leaves no row behind
    conn.execute(delete(presence).where(presence.c.at < at - 60 * GONE_AFTER))
