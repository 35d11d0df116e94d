"""The next draft of a story, taken in as one change.

What stands keeps its tick, what does not opens again with what it was, and nothing is lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select

from workbench.claim import Status
from workbench.drafts.record import Fate
from workbench.errors import StoreError
from workbench.store.access import Access
from workbench.store.cells import writable
from workbench.store.chain import text_hash
from workbench.store.comparing import NewDraft, compare_draft
from workbench.store.draft_events import (
    CARRIED,
    draft_value,
    last_told,
    put_draft,
    read_reopened,
    told_of,
)
from workbench.store.earlier_drafts import read_cut
from workbench.store.findings import Finding
from workbench.store.originals import keep_file
from workbench.store.reading_room import read_claims, read_story
from workbench.store.rereading import publish
from workbench.store.schema import claims, drafts
from workbench.store.sitting import Sitting

if TYPE_CHECKING:
    from workbench.store.comparing import ComparedClaim
    from workbench.store.draft_events import Reopened
    from workbench.store.originals import DraftFile
    from workbench.store.people import Who
    from workbench.store.records import Applied, Published
    from workbench.store.sitting import Held


_NOTHING_FOUND = (Status.OPEN.value, None, None, None)


class Drafting(Access):
    """The part of the store that takes in new drafts."""

    def compare(self, story_id: str, text: str, published: Published) -> NewDraft:
        """What a new text of the story would make of its claims; nothing changes.

        Raises:
            NotFoundError: there is no such story.
            StoreError: it is the present draft, or holds what cannot be stored.
        """
        with self._reads() as conn:
            story, present = read_story(conn, story_id), read_claims(conn, story_id)
            cut = read_cut(conn, story_id)
        return compare_draft(story, present, cut, text, published)

    def new_draft(self, who: Who, new: NewDraft, file: DraftFile | None = None) -> Applied:
        """Make a compared text the story's draft: one change, undoable as one.

        Claims that stand keep all that they have. Those that do not open again; those that are
        gone are dropped, and come back with their history if a later draft has them again.

        Args:
            who: The person.
            new: What :meth:`compare` said, and the person agreed to.
            file: What the text came in.

        Raises:
            StoreError: the draft or its claims have changed since it was compared.
        """
        with self._writes(who) as (conn, begin):
            sitting = Sitting(conn, begin(conn, new.story_id))
            _see_that_it_fits(sitting, new)
            return _take_in(sitting, new, file)


def _see_that_it_fits(sitting: Sitting, new: NewDraft) -> None:
    """Raises StoreError where the desk is not as it was compared."""
    story = read_story(sitting.conn, new.story_id)
    if (story.draft, story.draft_sha256) != (new.seen, new.seen_sha256):
        raise StoreError("Another draft has come meanwhile: compare with that one.")
    now = {held.id: held.reading for held in sitting.held().values()}
    seen = {one.claim.id: one.claim.reading for one in new.claims if not one.returns}
    if now != seen:
        raise StoreError("Claims were added or corrected meanwhile: compare again.")


def _take_in(sitting: Sitting, new: NewDraft, file: DraftFile | None) -> Applied:
    conn, journal = sitting.conn, sitting.journal
    of_story = drafts.c.story_id == new.story_id
    # a draft that was taken back keeps its number and its text
    number = int(conn.scalar(select(func.max(drafts.c.number)).where(of_story)) or 0) + 1
    sha256 = text_hash(new.text)
    present = sitting.held()
    conn.execute(
        insert(drafts).values(
            story_id=new.story_id, number=number, text=writable(new.text), sha256=sha256,
            received_at=journal.at, received_by=journal.who,
        )
    )  # fmt: skip
    was = draft_value(new.seen, new.seen_sha256)
    put_draft(conn, journal, was, draft_value(number, sha256))
    publish(sitting, new.published)
    if file is not None:
        keep_file(journal, number, file)
    back = [one.claim.id for one in new.returning]
    held = present | (sitting.held(back) if back else {})
    told = last_told(conn, new.story_id)
    for one in new.claims:
        if one.returns:
            _bring_back(sitting, held[one.claim.id], one, (new.text, number), told)
        else:
            _carry(sitting, held[one.claim.id], one, (new.text, number), told)
    last = select(func.max(claims.c.number)).where(claims.c.story_id == new.story_id)
    free = int(conn.scalar(last) or 0) + 1
    for place, claim in enumerate(new.added):
        sitting.add(claim, free + place, number, by_hand=False)
    return sitting.applied([(one.claim.id, "status") for one in (*new.reopened, *new.gone)])


def _carry(
    sitting: Sitting,
    held: Held,
    one: ComparedClaim,
    draft: tuple[str, int],
    told: dict[str, str],
) -> None:
    if not one.keeps_tick:
        row = held.row
        was = (row["status"], row["checked_by"], row["checked_at"], row["stated_in"])
        said = told_of(one, draft[0], (row["draft"], draft[1]), was)
        sitting.journal.add(CARRIED, told.get(held.id), said, held.id)
    if one.reading is not None:
        sitting.move(held, one.reading, draft[1])
    if one.fate is Fate.GONE:
        sitting.change(held, "status", Status.DROPPED.value)
    elif not one.keeps_tick:
        _reopen(sitting, held)


def _reopen(sitting: Sitting, held: Held) -> None:
    """Neither question about the claim is answered any more."""
    sitting.change(held, "status", Status.OPEN.value)
    sitting.change(held, "said_so", None)


def _bring_back(
    sitting: Sitting,
    held: Held,
    one: ComparedClaim,
    draft: tuple[str, int],
    told: dict[str, str],
) -> None:
    """A claim that was cut: as it stood before that, if its passage is as it was."""
    if one.reading is None:
        return
    value = told.get(held.id)
    cut: Reopened | None = None if value is None else read_reopened(value)
    said = None
    if not one.keeps_tick:
        was = (cut.was.value, cut.by, cut.at, cut.stated_in) if cut else _NOTHING_FOUND
        said = told_of(one, draft[0], (held.row["draft"], draft[1]), was)
    sitting.journal.add(CARRIED, value, said, held.id)
    sitting.move(held, one.reading, draft[1])
    if cut is None or not one.keeps_tick:
        _reopen(sitting, held)
        return
    sitting.change(held, "status", cut.was.value)
    if cut.by is not None:
        sitting.restore(held, Finding(cut.by, cut.at, cut.stated_in))
