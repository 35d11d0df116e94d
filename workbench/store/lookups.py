"""What a search of the sources' files found on each claim of a story.

It is a machine's finding: no event, no part of the history, replaced by the next search. One that
was made for another reading of the claim, or for another sentence, is not shown any more.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select

from workbench.errors import StoreError
from workbench.store.access import Access
from workbench.store.cells import short_enough, writable
from workbench.store.chain import text_hash
from workbench.store.reading_room import read_claims, read_story
from workbench.store.readings import meaning
from workbench.store.schema import lookups
from workbench.store.stamps import moment, stamp

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from workbench.claim import Claim
    from workbench.store.people import Who

STANDS = ("found", "another", "nothing")
"""The figure is in a file; another value for it is; neither is."""


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What the files have on one claim.

    Attributes:
        claim_id: The claim.
        stands: One of :data:`STANDS`.
        file_sha256: The file that has it, ``""`` for nothing found.
        file_name: What that is called.
        place: Where in it: "page 4, paragraph 12".
        said: Its words.
        reading_hash: Of what was looked for, by :func:`reading_hash`.
        at: When, in UTC; None takes the moment at which it is recorded.
    """

    claim_id: str
    stands: str
    file_sha256: str = ""
    file_name: str = ""
    place: str = ""
    said: str = ""
    reading_hash: str = ""
    at: datetime | None = None


def reading_hash(claim: Claim, text: str) -> str:
    """SHA-256 of what is looked for: what the claim says, and its sentence in the draft's text.

    Where the sentence stands is no part of it, so that a search outlives a new draft that left
    the sentence alone.
    """
    sentence = text[min(claim.start, claim.sent_start) : max(claim.end, claim.sent_end)]
    return text_hash(f"{meaning(claim)}\n{claim.text}\n{sentence}")


class Lookups(Access):
    """The part of the store that remembers what a search found."""

    def record_lookups(self, who: Who, story_id: str, found: Sequence[LookedUp]) -> None:
        """Remember what a search found on these claims, in place of what the last one did.

        Raises:
            NotFoundError: there is no such story.
            StoreError: one is of another story's claim, or stands for nothing known.
        """
        with self._writes(who) as (conn, _):
            here = {claim.id for claim in read_claims(conn, story_id)}
            # a claim that was taken back while the search ran is not missed
            kept = [one for one in found if one.claim_id in here]
            now = stamp(self._clock())
            rows = [_row(story_id, one, now) for one in kept]
            conn.execute(
                delete(lookups).where(lookups.c.claim_id.in_([one.claim_id for one in kept]))
            )
            if rows:
                conn.execute(insert(lookups), rows)

    def lookups(self, story_id: str) -> dict[str, LookedUp]:
        """By claim, what the last search found, where it looked for what the claim says now.

        Raises:
            NotFoundError: there is no such story.
        """
        with self._reads() as conn:
            text = read_story(conn, story_id).text
            now = {one.id: one.reading for one in read_claims(conn, story_id)}
            rows = conn.execute(select(lookups).where(lookups.c.story_id == story_id)).all()
        return {
            row.claim_id: LookedUp(
                claim_id=row.claim_id,
                stands=row.stands,
                file_sha256=row.file_sha256 or "",
                file_name=row.file_name,
                place=row.place,
                said=row.said,
                reading_hash=row.reading_hash,
                at=moment(row.at),
            )
            for row in rows
            if row.claim_id in now and reading_hash(now[row.claim_id], text) == row.reading_hash
        }


def _row(story_id: str, one: LookedUp, now: str) -> dict[str, str | None]:
    if one.stands not in STANDS:
        raise StoreError(f'"{one.stands}" is nothing a search finds: {", ".join(STANDS)}.')
    texts = {
        name: short_enough(writable(getattr(one, name)))
        for name in ("file_name", "place", "said", "reading_hash")
    }
    return {
        "claim_id": one.claim_id,
        "story_id": story_id,
        "stands": one.stands,
        "file_sha256": one.file_sha256 or None,
        "at": now if one.at is None else stamp(one.at),
        **texts,
    }
