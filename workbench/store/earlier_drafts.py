"""The drafts of a story: each as it came, and as it stood when the next one took its place."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from workbench.claim import Decision, SaidSo, Status
from workbench.errors import NotFoundError
from workbench.store.access import Access
from workbench.store.chain import GENESIS
from workbench.store.draft_events import DRAFT, last_told, number_in, read_reopened
from workbench.store.findings import read_said
from workbench.store.journal import SIGNED
from workbench.store.reading_room import claim_of_row, read_claims, read_story
from workbench.store.readings import from_json
from workbench.store.records import ClaimRecord, Evidence
from workbench.store.replay import ERASED_VALUE, read_rows, replay
from workbench.store.schema import claims, drafts, stories
from workbench.store.shelf import evidence_of_story
from workbench.store.stamps import moment, moment_or_none, published_from

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from workbench.store.draft_events import Reopened
    from workbench.store.records import StoryRecord
    from workbench.store.replay import EventRow


@dataclass(frozen=True, slots=True)
class DraftRecord:
    """One draft of a story, as received; ``signed`` says whether it ever was signed off."""

    number: int
    text: str
    sha256: str
    received_at: datetime
    received_by: str
    signed: bool


class EarlierDrafts(Access):
    """The part of the store that remembers drafts."""

    def drafts(self, story_id: str) -> list[DraftRecord]:
        """Every draft that the story ever had, oldest first; those taken back, too."""
        with self._reads() as conn:
            read_story(conn, story_id)
            signed = {
                row.new for row in read_rows(conn, story_id) if row.columns["field"] == SIGNED
            }
            wanted = select(drafts).where(drafts.c.story_id == story_id)
            return [
                DraftRecord(
                    row.number, row.text, row.sha256, moment(row.received_at), row.received_by,
                    row.sha256 in signed,
                )
                for row in conn.execute(wanted.order_by(drafts.c.number))
            ]  # fmt: skip

    def story_at(self, story_id: str, draft: int) -> tuple[StoryRecord, list[ClaimRecord]]:
        """The story and its claims as they stood when this draft was last the present one.

        Sources are as the events have them: their numbers on the shelf are 0.

        Raises:
            NotFoundError: there is no such story or draft.
        """
        with self._reads() as conn:
            story = read_story(conn, story_id)
            if story.draft == draft:
                return story, read_claims(conn, story_id)
            row = conn.execute(
                select(drafts).where(drafts.c.story_id == story_id, drafts.c.number == draft)
            ).one_or_none()
            if row is None:
                raise NotFoundError(f"There is no draft {draft} of this story.")
            rows = _until_it_was_left(read_rows(conn, story_id), draft)
        past = replay(rows)
        described = json.loads(past.story.get("story") or "{}")
        then = replace(
            story,
            draft=draft,
            published=published_from(past.story.get("published", described.get("published"))),
            text=row.text,
            draft_sha256=row.sha256,
            head_hash=rows[-1].columns["hash"] if rows else GENESIS,
            revision=len(rows),
            signed=None,
        )
        held = [
            _record(claim_id, cells)
            for claim_id, cells in past.claims.items()
            if cells[DRAFT] == str(draft) and not cells.get("gone")
        ]
        return then, sorted(held, key=lambda one: (one.reading.start, one.reading.end, one.number))

    def reopened(self, story_id: str) -> dict[str, Reopened]:
        """By claim, what the last draft that did not leave it as it was made of it."""
        with self._reads() as conn:
            told = last_told(conn, story_id)
        return {claim_id: read_reopened(value) for claim_id, value in told.items()}

    def stories_that_had(self, draft_sha256: str) -> list[tuple[str, int]]:
        """Stories of which this text is a draft but not the present one, with its number."""
        with self._reads() as conn:
            wanted = select(drafts.c.story_id, drafts.c.number)
            wanted = wanted.join(stories, stories.c.id == drafts.c.story_id)
            other = (drafts.c.sha256 == draft_sha256) & (drafts.c.number != stories.c.draft)
            rows = conn.execute(wanted.where(other).order_by(drafts.c.story_id))
            return [(row.story_id, row.number) for row in rows]


def _until_it_was_left(rows: Sequence[EventRow], draft: int) -> list[EventRow]:
    """The events up to the last one at which this draft was the story's."""
    present, end = 1, 0
    for place, row in enumerate(rows):
        if row.columns["field"] == DRAFT and row.columns["claim_id"] is None:
            if present == draft:
                end = place
            present = number_in(row.new)
    # what the same change did before it named the draft
    batch = rows[end].columns["batch"] if rows else 0
    while end and rows[end - 1].columns["batch"] == batch:
        end -= 1
    return list(rows[:end])


def read_cut(conn: Connection, story_id: str) -> list[tuple[str, list[ClaimRecord]]]:
    """The texts of earlier drafts, the latest first, each with the claims that were cut from it."""
    present = select(stories.c.draft).where(stories.c.id == story_id).scalar_subquery()
    mine = (claims.c.story_id == story_id) & (claims.c.draft < present) & ~claims.c.gone
    wanted = select(claims).where(mine, claims.c.status == Status.DROPPED.value)
    rows = conn.execute(wanted.order_by(claims.c.first, claims.c.past)).mappings().all()
    if not rows:
        return []
    cited = evidence_of_story(conn, story_id)
    by_draft: dict[int, list[ClaimRecord]] = {}
    for row in rows:
        by_draft.setdefault(row["draft"], []).append(claim_of_row(row, cited))
    texts = {
        row.number: row.text
        for row in conn.execute(select(drafts).where(drafts.c.story_id == story_id))
    }
    return [(texts[number], by_draft[number]) for number in sorted(by_draft, reverse=True)]


def _record(claim_id: str, cells: Mapping[str, str | None]) -> ClaimRecord:
    """A claim as the history has it."""
    held = {name: None if value == ERASED_VALUE else value for name, value in cells.items()}
    found, second = (read_said(held[n] or "") for n in ("found_by", "second_by"))
    sources = _evidence(held["sources"])
    status = Status(held["status"] or Status.OPEN)
    rests = status is Status.ON_AUTHOR or any(one.locator for one in sources)
    return ClaimRecord(
        id=claim_id,
        number=int(claim_id.rpartition(".")[2]),
        reading=from_json(held["reading"] or ""),
        added_by_hand=False,
        status=status,
        said_so=SaidSo(held["said_so"]) if held["said_so"] else None,
        proposed=held["proposed"] or "",
        note=held["note"] or "",
        sources=sources,
        checked_by=found.by or None,
        checked_at=moment_or_none(found.at),
        stated_in=found.stated_in,
        second_by=second.by or None,
        second_at=moment_or_none(second.at),
        unsourced=status.checked and not rests,
        decision=Decision(held["decision"]) if held["decision"] else None,
        reason=held["reason"] or "",
    )


def _evidence(value: str | None) -> tuple[Evidence, ...]:
    links: list[dict[str, Any]] = json.loads(value or "[]")
    return tuple(Evidence(source_id=0, **link) for link in links)
