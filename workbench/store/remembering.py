"""What the desk has found on the same quantity in its other stories."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from workbench.claim import Kind, Status
from workbench.memory import Earlier, can_be_remembered, remember
from workbench.store.earlier_claims import EarlierClaims, Placed
from workbench.store.library import Library
from workbench.store.reading_room import read_claim
from workbench.store.readings import from_json
from workbench.store.schema import claims, drafts, sources, stories
from workbench.store.shelf import evidence_of
from workbench.store.stamps import moment

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from datetime import date
    from pathlib import Path
    from typing import Any

    from sqlalchemy import Connection

    from workbench.claim import Claim
    from workbench.memory import Remembered
    from workbench.store.records import Evidence

_BATCH = 50
"""Stories that are taken in before what was taken in is kept."""
_CHECKED = [one.value for one in Status if one.checked]


class Remembering(Library):
    """The part of the store that remembers what was checked before."""

    def remembered(self, story_id: str, claim_id: str, today: date) -> list[Remembered]:
        """Checked claims of other stories, archived ones too, of the same quantity as a claim.

        Those about the most alike come first, then the newest. A confidential source is not named.

        Args:
            story_id: The story of the claim.
            claim_id: The claim.
            today: The day that ages are counted to.

        Raises:
            NotFoundError: there is no such claim.
        """
        with self._reads() as conn:
            claim = read_claim(conn, claim_id).reading
            if not can_be_remembered(claim):
                return []
            sentence, period = _sentence_of(conn, story_id, claim)
        self.take_in_what_was_checked(but=(story_id,))
        with EarlierClaims(self.memory_file()) as file:
            found = file.like(claim, sentence, story_id)
        with self._reads() as conn:
            return remember(claim, sentence, _read_earlier(conn, found), today, period)

    def memory_file(self) -> Path:
        """Where the file of the checked claims lies; it may be deleted at any time."""
        return self.index_file().with_suffix(".memory")

    def take_in_what_was_checked(
        self,
        goes_on: Callable[[int, int], bool] = lambda _done, _of: True,
        *,
        but: Collection[str] = (),
    ) -> bool:
        """Bring the file of the checked claims to what the stories hold now; whether it is.

        Only stories that were changed since are read: the first time all of them, a few seconds
        for a desk of a thousand.

        Args:
            goes_on: Told how many stories are done, and of how many; answers False to stop.
            but: Stories that are left as they are.
        """
        with EarlierClaims(self.memory_file()) as file:
            known = file.revisions()
            with self._reads() as conn:
                now = {row.id: row.revision for row in conn.execute(_REVISIONS)}
            stale = [one for one, revision in now.items() if known.get(one) != revision]
            stale = [one for one in stale if one not in but]
            for start in range(0, len(stale), _BATCH):
                some = stale[start : start + _BATCH]
                with self._reads() as conn:
                    file.put({one: (now[one], _checked_in(conn, one)) for one in some})
                if not goes_on(start + len(some), len(stale)):
                    return False
        return True


_REVISIONS = select(stories.c.id, stories.c.revision)
_PRESENT = (
    select(claims.c.id, claims.c.reading, claims.c.status, drafts.c.text)
    .join(stories, stories.c.id == claims.c.story_id)
    .join(drafts, (drafts.c.story_id == claims.c.story_id) & (drafts.c.number == claims.c.draft))
    .where(claims.c.draft == stories.c.draft, ~claims.c.gone)
)


def _checked_in(conn: Connection, story_id: str) -> list[Placed]:
    """The checked claims of a story's present draft that can be remembered."""
    rows = conn.execute(_PRESENT.where(claims.c.story_id == story_id)).all()
    if not any(row.status in _CHECKED for row in rows):
        return []
    read = [(row, from_json(row.reading)) for row in rows]
    periods = _periods([claim for _, claim in read])
    return [
        Placed(row.id, claim, row.text[claim.sent_start : claim.sent_end], _of(periods, claim))
        for row, claim in read
        if row.status in _CHECKED and can_be_remembered(claim)
    ]


def _sentence_of(conn: Connection, story_id: str, claim: Claim) -> tuple[str, str]:
    """The sentence of a claim and the one date in it."""
    rows = conn.execute(_PRESENT.where(claims.c.story_id == story_id)).all()
    text = rows[0].text if rows else ""
    periods = _periods([from_json(row.reading) for row in rows])
    return text[claim.sent_start : claim.sent_end], _of(periods, claim)


def _periods(read: Sequence[Claim]) -> dict[int, set[str]]:
    """By where each sentence begins, the dates in it."""
    found: dict[int, set[str]] = {}
    for one in read:
        if one.kind is Kind.DATE and one.value is not None:
            found.setdefault(one.sent_start, set()).add(str(one.value))
    return found


def _of(periods: dict[int, set[str]], claim: Claim) -> str:
    dates = periods.get(claim.sent_start, set())
    return next(iter(dates)) if len(dates) == 1 else ""


def _read_earlier(conn: Connection, found: dict[str, tuple[str, str]]) -> list[Earlier]:
    """The claims that were found, as they stand in the store now."""
    wanted = select(
        *(claims.c.id, claims.c.story_id, claims.c.reading, claims.c.status, claims.c.checked_at),
        stories.c.title,
    ).join(stories, (stories.c.id == claims.c.story_id) & (stories.c.draft == claims.c.draft))
    mine = claims.c.id.in_(list(found)) & ~claims.c.gone & claims.c.status.in_(_CHECKED)
    rows = conn.execute(wanted.where(mine, claims.c.checked_at.is_not(None))).all()
    cited = evidence_of(conn, [row.id for row in rows])
    ids = {one.source_id for links in cited.values() for one in links}
    named = set(conn.scalars(select(sources.c.id).where(sources.c.id.in_(ids), _OPEN)))
    return [_earlier(row, found[row.id], cited.get(row.id, ()), named) for row in rows]


_OPEN = ~sources.c.confidential


def _earlier(
    row: Any,  # noqa: ANN401 - a row of SQL
    told: tuple[str, str],
    cited: Sequence[Evidence],
    named: Collection[int],
) -> Earlier:
    sentence, period = told
    source = next((one for one in cited if one.source_id in named), None)
    return Earlier(
        story=row.title,
        claim=from_json(row.reading),
        sentence=sentence,
        status=Status(row.status),
        source="" if source is None else source.cited,
        day=moment(row.checked_at).date(),
        period=period,
        claim_id=row.id,
    )
