"""What the history says of drafts: which is the story's, and what each made of a claim."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, select, update

from workbench.claim import Span, Status
from workbench.drafts.record import Fate
from workbench.store.chain import canonical
from workbench.store.schema import drafts, event_values, events, stories

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import Connection

    from workbench.claim import Claim
    from workbench.store.comparing import ComparedClaim
    from workbench.store.journal import Journal

DRAFT = "draft"
"""The field of a story that names its present draft, and of a claim, the draft that it is in."""
CARRIED = "carried"
"""The field of a claim whose event says what a new draft made of it, where it does not stand."""

Marked = tuple[str, tuple[tuple[int, int], ...]]
"""A sentence and the stretches of it, in code points, that are other in the other draft."""


@dataclass(frozen=True, slots=True)
class Reopened:
    """What a draft made of a claim that must be looked at again, or that it cut.

    Attributes:
        draft: The number of the draft that did it.
        before: The number of the one that the claim was in.
        fate: What became of the claim.
        reasons: Why, each a sentence.
        old: Its sentence as it was.
        new: Its sentence as it is now; empty when it is gone.
        was: The status that it had.
        by: Whose finding that was, None where nobody had come to one.
        at: When, as the store writes times.
        stated_in: The file that says so.
    """

    draft: int
    before: int
    fate: Fate
    reasons: tuple[str, ...]
    old: Marked
    new: Marked
    was: Status
    by: str | None
    at: str | None
    stated_in: str | None


def told_of(
    one: ComparedClaim,
    new_text: str,
    drafts_: tuple[int, int],
    was: tuple[str, str | None, str | None, str | None],
) -> str:
    """What the event of a claim says: its draft before and now; status, whose, when, which file."""
    old, new = one.claim.reading, one.reading
    before, number = drafts_
    said = {
        "draft": number,
        "before": before,
        "fate": one.fate.value,
        "reasons": list(one.reasons),
        "old": _marked(one.text, old, [change.old for change in one.changes], one.fate),
        "new": ["", []],
        "was": list(was),
    }
    if new is not None:
        spans = [change.new for change in one.changes]
        said["new"] = _marked(new_text, new, spans, one.fate)
    return canonical(said)


def _marked(text: str, claim: Claim, spans: Iterable[Span | None], fate: Fate) -> list[Any]:
    first, stop = min(claim.sent_start, claim.start), max(claim.sent_end, claim.end)
    own = [Span(claim.start, claim.end)] if fate is not Fate.CONTEXT else []
    inside = [
        (max(span.start, first) - first, min(span.end, stop) - first)
        for span in (*own, *(span for span in spans if span is not None))
        if span.start < stop and span.end > first
    ]
    return [text[first:stop], sorted(map(list, set(inside)))]


def read_reopened(value: str) -> Reopened:
    """What :func:`told_of` wrote."""
    said: dict[str, Any] = json.loads(value)
    was, by, at, stated_in = said["was"]
    return Reopened(
        draft=said["draft"],
        before=said["before"],
        fate=Fate(said["fate"]),
        reasons=tuple(said["reasons"]),
        old=_stretches(said["old"]),
        new=_stretches(said["new"]),
        was=Status(was),
        by=by,
        at=at,
        stated_in=stated_in,
    )


def _stretches(marked: list[Any]) -> Marked:
    return marked[0], tuple((start, end) for start, end in marked[1])


def last_told(conn: Connection, story_id: str, claim_id: str | None = None) -> dict[str, str]:
    """By claim, what the last draft that did not leave it as it was made of it."""
    same = and_(
        event_values.c.story_id == events.c.story_id,
        event_values.c.seq == events.c.seq,
        event_values.c.side == "new",
    )
    wanted = select(events.c.claim_id, event_values.c.value).select_from(
        events.outerjoin(event_values, same)
    )
    wanted = wanted.where(events.c.story_id == story_id, events.c.field == CARRIED)
    if claim_id is not None:
        wanted = wanted.where(events.c.claim_id == claim_id)
    rows = conn.execute(wanted.order_by(events.c.seq))
    # the latest comes last and stays
    last = {row.claim_id: row.value for row in rows}
    return {one: value for one, value in last.items() if value is not None}


def draft_value(number: int, sha256: str) -> str:
    """A draft as the event of its story names it."""
    return canonical({"number": number, "sha256": sha256})


def number_in(value: str | None) -> int:
    """The number of such a draft; a story whose history names none is in its first."""
    return 1 if value is None else int(json.loads(value)["number"])


def held_draft(conn: Connection, story_id: str) -> str:
    """The story's present draft, as an event names it."""
    present = (drafts.c.story_id == stories.c.id) & (drafts.c.number == stories.c.draft)
    wanted = select(drafts.c.number, drafts.c.sha256).join(stories, present)
    row = conn.execute(wanted.where(stories.c.id == story_id)).one()
    return draft_value(row.number, row.sha256)


def put_draft(conn: Connection, journal: Journal, old: str | None, new: str | None) -> None:
    """Make another draft the story's."""
    mine = stories.c.id == journal.story_id
    conn.execute(update(stories).where(mine).values(draft=number_in(new)))
    journal.add(DRAFT, old, new)


def told_drafts(values: Iterable[str | None]) -> Mapping[int, str]:
    """The SHA-256 of each draft by its number, of all values that the history has had."""
    named = (json.loads(value) for value in values if value is not None)
    return {int(one["number"]): str(one["sha256"]) for one in named}
