"""The report as a table: its columns in order, and a row per claim."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from workbench.claim import Kind
from workbench.report.cells import day, instant, neutral, plain_number
from workbench.report.profile import Profile
from workbench.report.program import PROGRAM
from workbench.store.citations import name_of
from workbench.store.records import CORRECTED, LONGEST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.claim import Claim, Value
    from workbench.store import ClaimRecord, Evidence, Published, StoryRecord

FIRST = (
    *("claim_id", "story", "draft", "published", "start", "end", "claim", "sentence"),
    *("kind", "value", "value_to", "unit", "modifier", "counted", "earliest", "latest"),
    *("speaker", "cue", "guess", "status", "said_so", "proposed", "note", "flags"),
    *("checked_by", "checked_at", "second_by", "second_at"),
)
OF_A_SOURCE = ("", "_role", "_locator", "_address", "_quote", "_supports")
OPEN_LOW, OPEN_HIGH = "-inf", "inf"
"""The end of a range that the words leave open; a number to whoever computes with the column."""
NEEDS_PUBLISHED, NOT_READ = "needs the publication date", "found, but not read"
"""What stands as the guess of a claim without a value, where its reading says nothing."""
NO_SECOND_READER = "no second reader"
"""Stands beside each finding of a desk that has none."""
LAST = ("draft_sha256", "head_hash", "program")

FOR_WHOM = "profile"
"""A last column of reports that leave something out: they are not brought back in."""

Row = dict[str, str]


def columns(sources: int) -> list[str]:
    """The header for rows with at most so many sources; there is always room for one.

    >>> columns(0)[-5:]
    ['source_1_quote', 'source_1_supports', 'draft_sha256', 'head_hash', 'program']
    """
    of_sources = [
        f"source_{number}{part}"
        for number in range(1, max(1, sources) + 1)
        for part in OF_A_SOURCE
    ]  # fmt: skip
    return [*FIRST, *of_sources, *LAST]


def profiled_columns(claims: Sequence[ClaimRecord], profile: Profile) -> list[str]:
    """The header of a report on these claims for somebody."""
    names = columns(max((len(claim.sources) for claim in claims), default=0))
    if profile is Profile.PUBLIC:
        names.remove("note")
    return names if profile is Profile.DESK else [*names, FOR_WHOM]


def profiled_row(story: StoryRecord, claim: ClaimRecord, profile: Profile) -> Row:
    """The row of a claim as somebody may see it."""
    row = row_of(story, claim)
    if profile is not Profile.DESK:
        row[FOR_WHOM] = profile.value
    if profile is Profile.PUBLIC:
        del row["note"]
    return row


def row_of(story: StoryRecord, claim: ClaimRecord) -> Row:
    """The row of a claim on the desk."""
    row = reading_cells(claim.reading, story.text)
    row |= _story_cells(story, claim)
    row |= _finding_cells(claim, second_reader=story.second_reader)
    for number, one in enumerate(claim.sources, start=1):
        row |= _source_cells(number, one)
    return row


def extracted_row(
    story: tuple[str, str, str], published: Published, number: int, claim: Claim
) -> Row:
    """The row of a claim that is on no desk, its review columns empty.

    Args:
        story: The story's id, its text and the SHA-256 of it.
        published: Its publication.
        number: Of the claim, from 1.
        claim: The reading.
    """
    story_id, text, sha256 = story
    return reading_cells(claim, text) | {
        "claim_id": neutral(f"{story_id}.{number}"),
        "story": neutral(story_id),
        "published": day(published),
        "draft_sha256": sha256,
        "program": PROGRAM,
    }


def reading_cells(claim: Claim, text: str) -> Row:
    """What the claim says, and where."""
    value, value_to = _value_cells(claim.value)
    guess = CORRECTED if CORRECTED in claim.rules else claim.guess or _why_unread(claim)
    return {
        "start": str(claim.start),
        "end": str(claim.end),
        "claim": neutral(claim.text),
        "sentence": neutral(_sentence(claim, text)),
        "kind": claim.kind.value,
        "value": value,
        "value_to": value_to,
        "unit": neutral(claim.unit or ""),
        "modifier": claim.modifier.value,
        "counted": neutral(claim.counted or ""),
        "earliest": day(claim.earliest),
        "latest": day(claim.latest),
        "speaker": neutral(claim.speaker or ""),
        "cue": neutral(claim.cue or ""),
        "guess": neutral(guess),
    }


def _sentence(claim: Claim, text: str) -> str:
    """The claim's sentence, of a monstrous one what stands around the claim.

    The readers of CSV that there are, Python's own among them, refuse a longer cell.
    """
    start = max(claim.sent_start, claim.start - LONGEST // 2)
    return text[start : max(claim.end, min(claim.sent_end, start + LONGEST))]


def _value_cells(value: Value) -> tuple[str, str]:
    """Number and nothing, or both ends of a range, an open one as a number that has no end."""
    if value is None:
        return "", ""
    if isinstance(value, str):
        return neutral(value), ""
    if isinstance(value, Decimal):
        return plain_number(value), ""
    low, high = value
    return (
        OPEN_LOW if low is None else plain_number(low),
        OPEN_HIGH if high is None else plain_number(high),
    )


def _why_unread(claim: Claim) -> str:
    """Why there is no value; a passage, which a person marks, needs none."""
    if claim.value is not None or claim.kind is Kind.PASSAGE:
        return ""
    return NEEDS_PUBLISHED if claim.unresolved == "published" else NOT_READ


def _story_cells(story: StoryRecord, claim: ClaimRecord) -> Row:
    return {
        "claim_id": claim.id,
        "story": neutral(story.title),
        "draft": str(story.draft),
        "published": day(story.published),
        "draft_sha256": story.draft_sha256,
        "head_hash": story.head_hash,
        "program": PROGRAM,
    }


def _finding_cells(claim: ClaimRecord, *, second_reader: bool) -> Row:
    nobody = NO_SECOND_READER if claim.status.checked and not second_reader else ""
    return {
        "status": claim.status.value,
        "said_so": claim.said_so.value if claim.said_so else "",
        "proposed": neutral(claim.proposed),
        "note": neutral(claim.note),
        "flags": neutral("\n".join(f"{f.flag.rule}: {f.flag.message}" for f in claim.flags)),
        "checked_by": neutral(claim.checked_by or ""),
        "checked_at": instant(claim.checked_at),
        "second_by": neutral(claim.second_by or "") or nobody,
        "second_at": instant(claim.second_at),
    }


def _source_cells(number: int, one: Evidence) -> Row:
    parts = (
        name_of(one.cited, one.locator),
        one.role,
        one.locator,
        one.address,
        one.quote,
        one.supports,
    )
    return {
        f"source_{number}{part}": neutral(text)
        for part, text in zip(OF_A_SOURCE, parts, strict=True)
    }
