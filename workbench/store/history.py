"""The history of a story: what happened, taken back, put there again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.errors import NotAllowedError
from workbench.store.access import Access
from workbench.store.journal import read_events
from workbench.store.last_batches import last_batch
from workbench.store.people import Role, person_of
from workbench.store.readings import earlier_readings
from workbench.store.sitting import Sitting
from workbench.store.undoing import Undoing

if TYPE_CHECKING:
    from workbench.claim import Claim
    from workbench.store.people import Who
    from workbench.store.records import Applied, EventRecord, LastBatch


class History(Access):
    """The part of the store that looks and goes back."""

    def events(self, story_id: str, claim_id: str | None = None) -> list[EventRecord]:
        """What was changed, by whom and when, oldest first; of one claim if it is named."""
        with self._reads() as conn:
            return read_events(conn, story_id, claim_id)

    def earlier_readings(self, story_id: str) -> dict[str, Claim]:
        """By claim, what it said before it was last read again; only claims that were."""
        with self._reads() as conn:
            return earlier_readings(conn, story_id)

    def undo(
        self, who: Who, story_id: str, batch: int, *, event: int | None = None, partly: bool = False
    ) -> Applied:
        """Take a batch of events back, or the one event of it, as a new batch.

        Args:
            who: The person; taking an editor's decision back takes an editor.
            story_id: The story.
            batch: Number of the batch, as :class:`EventRecord` and :class:`Applied` give it.
            event: ``seq`` of the one event to take back.
            partly: Take back what nobody has changed since, and leave the rest alone.

        Returns:
            The cells that hold again what they held before. Where a cell has moved on, nothing is
            taken back (unless ``partly``) and the conflicts say what it holds, by whom, since when.

        Raises:
            NotFoundError: there is no such batch.
            StoreError: it is an arrival or an erasure, or what was there before is erased.
        """
        return self._take_back("undo", who, story_id, (batch, event), partly=partly)

    def redo(self, who: Who, story_id: str, batch: int, *, partly: bool = False) -> Applied:
        """Take an undo back: ``batch`` is the undo's own; as :meth:`undo` otherwise."""
        return self._take_back("redo", who, story_id, (batch, None), partly=partly)

    def last_batch(self, who: Who, story_id: str) -> LastBatch:
        """What this person's undo and redo keys do next, after a restart as before it."""
        with self._reads() as conn:
            return last_batch(conn, story_id, person_of(who, Role.READER).name)

    def _take_back(
        self, verb: str, who: Who, story_id: str, which: tuple[int, int | None], *, partly: bool
    ) -> Applied:
        with self._writes(who) as (conn, begin):
            undoing = Undoing(Sitting(conn, begin(conn, story_id)), *which)
            if undoing.decides and not person_of(who).role.reaches(Role.EDITOR):
                raise NotAllowedError("An editor decided this: it takes an editor to take it back.")
            return undoing.take_back(verb, partly=partly)
