"""What the checks find in a story's claims, and what people have dismissed of it, with a reason.

Flags are not kept: they follow from the text and its claims, and are found again in a moment. Kept
is each dismissal, as an event of the story under a name of its own: the rule with the figures it
rests on. So a dismissal outlives every draft in which these stand, and none in which they do not.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING

from sqlalchemy import select

from workbench.claim import Kind, Span, Status
from workbench.errors import StoreError
from workbench.store.access import Access
from workbench.store.cells import short_enough, writable
from workbench.store.chain import canonical
from workbench.store.draft_events import last_told, read_reopened
from workbench.store.reading_room import read_claims, read_settings, read_story
from workbench.store.readings import meaning
from workbench.store.records import Applied
from workbench.store.schema import event_values, events, stories
from workbench.store.stamps import moment

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from workbench.checks import Flag
    from workbench.claim import Claim
    from workbench.store.people import Who
    from workbench.store.records import ClaimRecord, DeskSettings, StoryRecord

FLAG = "flag "
"""How the field of a dismissal begins; the rest names what is dismissed."""
_HEX = 24
_STORIES_KNOWN = 500
_RESTS_ON = ("kind", "value", "unit", "modifier", "counted")


@dataclass(frozen=True, slots=True)
class Dismissal:
    """Who said that a flag is no fault, when and why."""

    by: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class StoryFlag:
    """A flag of a story, the claims that it is about, and whether somebody has dismissed it.

    ``key`` names the rule with its figures; two places of a story that say the very same are one.
    """

    key: str
    flag: Flag
    claim_ids: tuple[str, ...]
    dismissed: Dismissal | None = None

    @property
    def is_open(self) -> bool:
        """Whether nobody has dismissed it."""
        return self.dismissed is None


class Flagging(Access):
    """The part of the store that knows what the checks say of its stories."""

    @cached_property
    def _found(self) -> dict[str, tuple[object, list[StoryFlag]]]:
        """By story, what was found last and at which event: pages ask again and again."""
        return {}

    def flags(self, story_id: str) -> list[StoryFlag]:
        """Everything that the checks find in the present draft, in text order, dismissed or not.

        Raises:
            NotFoundError: there is no such story.
        """
        with self._reads() as conn:
            return self._flags(conn, story_id)

    def claims(self, story_id: str) -> list[ClaimRecord]:
        """The claims of the story's present draft, in text order, each with its open flags."""
        with self._reads() as conn:
            records = read_claims(conn, story_id)
            flags = self._flags(conn, story_id, records)
            draft = select(stories.c.draft).where(stories.c.id == story_id)
            told = last_told(conn, story_id) if conn.scalar(draft) != 1 else {}
        found: dict[str, list[StoryFlag]] = {}
        for one in flags:
            for claim_id in one.claim_ids if one.is_open else ():
                found.setdefault(claim_id, []).append(one)
        opened = {
            one.id: read_reopened(told[one.id])
            for one in records
            if one.id in told and one.status is Status.OPEN
        }
        return [
            replace(one, flags=tuple(found.get(one.id, ())), reopened=opened.get(one.id))
            if one.id in found or one.id in opened
            else one
            for one in records
        ]

    def open_flags(self) -> dict[str, tuple[int, int]]:
        """By story on the desk, how many flags and how many notes are open."""
        counted = {}
        with self._reads() as conn:
            for story_id in conn.scalars(select(stories.c.id).where(~stories.c.archived)):
                levels = [one.flag.level for one in self._flags(conn, story_id) if one.is_open]
                counted[story_id] = (levels.count("flag"), levels.count("note"))
        return counted

    def dismiss(self, who: Who, story_id: str, key: str, reason: str) -> Applied:
        """Say that a flag is no fault, and why; undoable.

        Args:
            who: The person.
            story_id: The story.
            key: Of the flag.
            reason: In words.

        Raises:
            StoreError: there is no reason, no such flag any more, or it is dismissed already.
        """
        why = short_enough(writable(" ".join(reason.split())))
        if not why:
            raise StoreError("Say why this is no fault: whoever comes next will ask.")
        with self._writes(who) as (conn, begin):
            journal = begin(conn, story_id)
            flags = self._flags(conn, story_id)
            one = next((one for one in flags if one.key == key), None)
            if one is None:
                raise StoreError("This is not flagged any more: look at the claim again.")
            if one.dismissed is not None:
                raise StoreError(
                    f"{one.dismissed.by} has dismissed this already: {one.dismissed.reason}"
                )
            said = {"rule": one.flag.rule, "quote": one.flag.quote, "reason": why}
            journal.add(key, None, canonical(said))
            journal.close()
            return Applied((), (), journal.revision, journal.batch)

    def restore_flag(self, who: Who, story_id: str, key: str) -> Applied:
        """Take a dismissal back, whoever's it was; undoable."""
        with self._writes(who) as (conn, begin):
            journal = begin(conn, story_id)
            held = held_flag(conn, story_id, key)
            if held is None:
                raise StoreError("This flag is open again already.")
            journal.add(key, held, None)
            journal.close()
            return Applied((), (), journal.revision, journal.batch)

    def _flags(
        self, conn: Connection, story_id: str, records: Sequence[ClaimRecord] | None = None
    ) -> list[StoryFlag]:
        settings = read_settings(conn)
        head = conn.scalar(select(stories.c.head_hash).where(stories.c.id == story_id))
        state = (head, settings.notes, settings.rules_off)
        known = self._found.get(story_id)
        if head is not None and known is not None and known[0] == state:
            return known[1]
        story = read_story(conn, story_id)
        claims = read_claims(conn, story_id) if records is None else records
        dismissed = read_dismissals(conn, story_id)
        found = [
            replace(one, dismissed=dismissed.get(one.key))
            for one in find_flags(story, claims, settings)
        ]
        if len(self._found) >= _STORIES_KNOWN:
            self._found.clear()
        self._found[story_id] = (state, found)
        return found


def find_flags(
    story: StoryRecord, claims: Sequence[ClaimRecord], settings: DeskSettings
) -> list[StoryFlag]:
    """What the checks say of these claims as people have corrected them, nothing dismissed.

    Left out are claims that were cut, and what a person marked across figures that are claims.
    """
    # half a second of words and units, which a program that writes one cell does without
    from workbench.checks import check_claims  # noqa: PLC0415

    checked = [one for one in claims if _can_be_checked(one, claims)]
    found = check_claims(
        story.text,
        [one.reading for one in checked],
        story.published,
        off=settings.rules_off,
        notes=settings.notes,
    )
    return [_story_flag(flag, story.text, checked) for flag in found]


def _can_be_checked(one: ClaimRecord, claims: Sequence[ClaimRecord]) -> bool:
    if one.status is Status.DROPPED or one.reading.kind is Kind.PASSAGE:
        return False
    if not one.added_by_hand:
        return True
    own = _span(one.reading)
    return not any(own.meets(_span(other.reading)) for other in claims if other.id != one.id)


def _story_flag(flag: Flag, text: str, claims: Sequence[ClaimRecord]) -> StoryFlag:
    spans = [Span(*span) for span in flag.spans] or [Span(flag.start, flag.end)]
    about = [one for one in claims if any(_span(one.reading).meets(span) for span in spans)]
    whole = Span(flag.start, flag.end)
    about = about or [one for one in claims if _span(one.reading).meets(whole)]
    figures = sorted(_figures(spans, text, about))
    named = canonical([flag.rule, figures])
    key = f"{FLAG}{sha256(named.encode('ascii')).hexdigest()[:_HEX]}"
    return StoryFlag(key, flag, tuple(one.id for one in about))


def _figures(spans: Sequence[Span], text: str, about: Sequence[ClaimRecord]) -> Iterator[str]:
    """What each figure says, however it is written; of words that are no claim, the words."""
    for span in spans:
        said = [one.reading for one in about if _span(one.reading).meets(span)]
        yield from (_figure(claim) for claim in said)
        if not said:
            yield " ".join(span.of(text).casefold().split())


def _figure(claim: Claim) -> str:
    said = json.loads(meaning(claim))
    return canonical([said[name] for name in _RESTS_ON])


def _span(claim: Claim) -> Span:
    return Span(claim.ext_start, claim.ext_end)


def read_dismissals(conn: Connection, story_id: str) -> dict[str, Dismissal]:
    """By key, the dismissals of a story that nobody has taken back."""
    same = (
        (event_values.c.story_id == events.c.story_id)
        & (event_values.c.seq == events.c.seq)
        & (event_values.c.side == "new")
    )
    wanted = select(events.c.field, events.c.who, events.c.at, event_values.c.value)
    rows = conn.execute(
        wanted.select_from(events.outerjoin(event_values, same))
        .where(events.c.story_id == story_id, events.c.claim_id.is_(None))
        .where(events.c.field.startswith(FLAG))
        .order_by(events.c.seq)
    )
    found: dict[str, Dismissal] = {}
    for row in rows:
        found.pop(row.field, None)
        if row.value is not None:
            said = json.loads(row.value)
            found[row.field] = Dismissal(row.who, moment(row.at), said["reason"])
    return found


def held_flag(conn: Connection, story_id: str, key: str) -> str | None:
    """The dismissal that stands under a key, as its event keeps it; None for none."""
    same = (event_values.c.story_id == events.c.story_id) & (event_values.c.seq == events.c.seq)
    wanted = (
        select(event_values.c.value)
        .select_from(events.outerjoin(event_values, same & (event_values.c.side == "new")))
        .where(events.c.story_id == story_id, events.c.field == key)
        .order_by(events.c.seq.desc())
        .limit(1)
    )
    found: str | None = conn.scalar(wanted)
    return found
