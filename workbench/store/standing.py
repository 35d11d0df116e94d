"""Which stories are on the desk, and until when each has to be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select, update

from workbench.errors import StoreError
from workbench.store.access import Access
from workbench.store.journal import last_change
from workbench.store.reading_room import read_story, read_summaries
from workbench.store.schema import stories
from workbench.store.stamps import stamp

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from workbench.store.journal import Journal
    from workbench.store.people import Who
    from workbench.store.records import StorySummary

DEADLINE, ARCHIVED = "deadline", "archived"
"""Fields of a story whose changes leave a sign-off whole: no word of it is another."""


class Standing(Access):
    """The part of the store that keeps the desk's list of stories."""

    def archived(self) -> list[StorySummary]:
        """The stories that were taken off the desk, the latest arrival first."""
        with self._reads() as conn:
            return read_summaries(conn, archived=True)

    def set_deadline(
        self, who: Who, story_id: str, deadline: datetime | None, *, seen: datetime | None
    ) -> None:
        """Say until when a story has to be done, None for no deadline; undoable.

        Args:
            who: The person.
            story_id: The story.
            deadline: An instant; one without a zone is taken as UTC.
            seen: The deadline that the person changed.

        Raises:
            NotFoundError: there is no such story.
            StoreError: somebody else has set another one meanwhile.
        """
        new = None if deadline is None else stamp(deadline)
        with self._writes(who) as (conn, begin):
            journal = begin(conn, story_id)
            now = read_story(conn, story_id).deadline
            actual = None if now is None else stamp(now)
            if actual not in (new, None if seen is None else stamp(seen)):
                by, _ = last_change(conn, story_id, None, DEADLINE)
                raise StoreError(
                    f"{by or 'Somebody'} has set another deadline meanwhile: look, then set yours."
                )
            put_on_story(conn, journal, DEADLINE, new)
            journal.close()

    def archive(self, who: Who, story_id: str) -> None:
        """Take a duplicate or mistaken story off the desk; nothing of it is deleted; undoable."""
        self._archive(who, story_id, ARCHIVED)

    def put_back(self, who: Who, story_id: str) -> None:
        """Put a story on the desk again."""
        self._archive(who, story_id, None)

    def _archive(self, who: Who, story_id: str, value: str | None) -> None:
        with self._writes(who) as (conn, begin):
            journal = begin(conn, story_id)
            put_on_story(conn, journal, ARCHIVED, value)
            journal.close()


def held_on_story(conn: Connection, story_id: str, field: str) -> str | None:
    """What the story holds of one of these fields, as an event keeps it."""
    wanted = select(stories.c.deadline, stories.c.archived).where(stories.c.id == story_id)
    row = conn.execute(wanted).one()
    if field == ARCHIVED:
        return ARCHIVED if row.archived else None
    found: str | None = row.deadline
    return found


def put_on_story(conn: Connection, journal: Journal, field: str, new: str | None) -> None:
    """Give the story a deadline, or take it off the desk, with the event; the same is no event."""
    old = held_on_story(conn, journal.story_id, field)
    if old == new:
        return
    value = new if field == DEADLINE else new is not None
    mine = stories.c.id == journal.story_id
    conn.execute(update(stories).where(mine).values({field: value}))
    journal.add(field, old, new)
