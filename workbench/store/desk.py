"""The store: the one door to stories, claims, sources and events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.store.agreement import Agreement
from workbench.store.arrivals import add_by_hand, find_same, free_id, receive, slug
from workbench.store.cells import writable
from workbench.store.chain import text_hash
from workbench.store.changes import apply_cells
from workbench.store.company import Company
from workbench.store.describing import Describing
from workbench.store.drafting import Drafting
from workbench.store.earlier_drafts import EarlierDrafts
from workbench.store.erasure import Erasing
from workbench.store.flags import Flagging
from workbench.store.history import History
from workbench.store.imports import Import
from workbench.store.keeping import Keeping
from workbench.store.lookups import Lookups
from workbench.store.originals import Originals
from workbench.store.people import Role
from workbench.store.postgresql import STORIES, take_turn
from workbench.store.preferences import Preferences
from workbench.store.reading_room import (
    drafts_with_hash,
    read_claim,
    read_claims,
    read_revision,
    read_story,
    read_summaries,
)
from workbench.store.records import Applied
from workbench.store.remembering import Remembering
from workbench.store.rereading import publish, read_again
from workbench.store.shelf import read_sources
from workbench.store.sitting import Sitting
from workbench.store.standing import Standing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbench.claim import Claim
    from workbench.store.originals import DraftFile
    from workbench.store.people import Who
    from workbench.store.records import (
        Cell,
        ClaimRecord,
        Imported,
        ImportRow,
        Published,
        SourceRecord,
        StoryRecord,
        StorySummary,
    )


class Store(
    History,
    Agreement,
    Drafting,
    EarlierDrafts,
    Erasing,
    Remembering,
    Flagging,
    Originals,
    Company,
    Describing,
    Standing,
    Keeping,
    Lookups,
    Preferences,
):
    """The desk: its stories, their claims, and what people find out about them.

    Safe to share between threads; close it, or use it in a ``with``. Whoever changes something is
    a name alone, which is a reviewer's, or a :class:`~workbench.store.people.Person`.

    Every method raises :class:`~workbench.errors.StoreError` with one sentence when the database
    cannot do its work; what was to be written is then not written at all.
    """

    def add_story(  # noqa: PLR0913 - a story has these parts, each by name
        self,
        who: Who,
        *,
        title: str,
        text: str,
        published: Published,
        claims: Sequence[Claim],
        story_id: str | None = None,
        file: DraftFile | None = None,
    ) -> str:
        """Put a story on the desk and give its id; ``file`` is what its text came in.

        The id is a readable form of ``story_id`` or the title, made unique with -2, -3 …. The same
        text with the same publication under the same id changes nothing.
        """
        base = slug(story_id or title)
        with self._writes(who) as (conn, begin):
            take_turn(conn, STORIES)
            there = find_same(conn, base, text_hash(writable(text)), published)
            if there is not None:
                return there
            new_id = free_id(conn, base)
            receive(conn, begin, new_id, (title, text, published), claims, file)
            return new_id

    def stories(self) -> list[StorySummary]:
        """Every story on the desk, the nearest deadline first, then the latest arrival."""
        with self._reads() as conn:
            return read_summaries(conn)

    def story(self, story_id: str) -> StoryRecord:
        """One story with its text; NotFoundError when there is none."""
        with self._reads() as conn:
            return read_story(conn, story_id)

    def stories_with_draft(self, draft_sha256: str) -> list[str]:
        """Ids of the stories whose present draft has this SHA-256."""
        with self._reads() as conn:
            return drafts_with_hash(conn, draft_sha256)

    def revision(self, story_id: str) -> int:
        """A number that grows with every change of the story: cheap to ask again and again."""
        with self._reads() as conn:
            return read_revision(conn, story_id)

    def claim(self, claim_id: str) -> ClaimRecord:
        """One claim as it is now; NotFoundError when there is none."""
        with self._reads() as conn:
            return read_claim(conn, claim_id)

    def sources(self) -> list[SourceRecord]:
        """Every source of the desk, by title."""
        with self._reads() as conn:
            return read_sources(conn)

    def apply(
        self,
        who: Who,
        changes: Mapping[Cell, str | None],
        expected: Mapping[Cell, str | None],
        *,
        draft: int | None = None,
    ) -> Applied:
        """Change cells, each only if it still holds what the writer saw.

        Args:
            who: The person.
            changes: (claim id, field) to what the cell should hold; None and ``""`` empty it.
                Fields are those of :data:`~workbench.store.records.CELLS`; ``decision`` is an
                editor's. A checked claim whose reading is corrected to another opens again.
            expected: For each of these cells, what it held when the person changed it.
            draft: The draft that the person looked at. A finding about a claim that a later one
                has opened again is a conflict, whatever stood there; None takes the present.

        Returns:
            What is saved, in one transaction with its events, and what is not: a cell that holds
            something else than expected and than wanted is a conflict and stays as it is. Without
            changes the revision is 0.

        Raises:
            NotFoundError: a claim is not in the store.
            StoreError: a field cannot hold the value, or the claims are of several stories.
        """
        if not changes:
            return Applied((), (), 0)
        decides = any(field == "decision" for _, field in changes)
        with self._writes(who, Role.EDITOR if decides else Role.REVIEWER) as (conn, begin):
            return apply_cells(conn, begin, changes, expected, draft)

    def add_claim(self, who: Who, story_id: str, claim: Claim) -> str:
        """Add a claim that the reading missed; its id.

        Raises:
            StoreError: the draft does not say that there, or it already is a claim.
        """
        with self._writes(who) as (conn, begin):
            sitting = Sitting(conn, begin(conn, story_id))
            claim_id = add_by_hand(sitting, claim)
            sitting.close()
            return claim_id

    def set_published(
        self, who: Who, story_id: str, published: Published, claims: Sequence[Claim]
    ) -> None:
        """Set the publication and take over ``claims``, the same text read with it.

        One batch of events: readings are replaced by span, checked claims whose value changed
        open again, claims added by hand stay.
        """
        with self._writes(who) as (conn, begin):
            sitting = Sitting(conn, begin(conn, story_id))
            publish(sitting, published)
            read_again(sitting, claims)
            sitting.close()

    def reread(self, who: Who, story_id: str, claims: Sequence[Claim]) -> Applied:
        """Take over ``claims``, the same text read again by a reader that has learnt.

        As :meth:`set_published` otherwise; ``saved`` names each cell that changed.
        :meth:`earlier_readings` has what the claims said before.
        """
        with self._writes(who) as (conn, begin):
            sitting = Sitting(conn, begin(conn, story_id))
            return sitting.applied(read_again(sitting, claims))

    def import_rows(
        self, who: Who, story_id: str, file_name: str, rows: Sequence[ImportRow]
    ) -> Imported:
        """Bring rows of a report back in: what was changed in the file is saved as ``who``'s.

        A cell that the desk has changed since the file was written is a conflict and stays. Who
        checked a claim and when are kept as the file states them, under the file's name.

        Raises:
            StoreError: a row's words are not in the draft, or a cell cannot hold its value.
        """
        with self._writes(who) as (conn, begin):
            sitting = Sitting(conn, begin(conn, story_id))
            return Import(sitting, writable(file_name)).bring_in(rows)

    def rehearse_rows(
        self, who: Who, story_id: str, file_name: str, rows: Sequence[ImportRow]
    ) -> tuple[Imported, list[ClaimRecord]]:
        """What :meth:`import_rows` would do, and the claims as they would be; nothing is kept."""
        with self._writes(who) as (conn, begin):
            trial = conn.begin_nested()
            sitting = Sitting(conn, begin(conn, story_id))
            imported = Import(sitting, writable(file_name)).bring_in(rows)
            would_be = read_claims(conn, story_id)
            trial.rollback()
            return imported, would_be
