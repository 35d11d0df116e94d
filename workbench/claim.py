"""The records that every part of the workbench speaks in: a claim, what it says, how it stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

Range: TypeAlias = "tuple[Decimal | None, Decimal | None]"
Value: TypeAlias = "Decimal | Range | str | None"
Trend: TypeAlias = Literal["up", "down"]


class Kind(StrEnum):
    """What sort of figure or date a claim is; ``PASSAGE`` is one that a reviewer added by hand."""

    COUNT = "count"
    MONEY = "money"
    PERCENT = "percent"
    QUANTITY = "quantity"
    ORDINAL = "ordinal"
    RATIO = "ratio"
    AGE = "age"
    SCORE = "score"
    DATE = "date"
    DURATION = "duration"
    SET = "set"
    PASSAGE = "passage"


class Modifier(StrEnum):
    """How the story hedges a figure (first six) or places a date (the rest)."""

    NONE = "none"
    APPROX = "approx"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    UP_TO = "up_to"
    SINCE = "since"
    UNTIL = "until"
    BEFORE = "before"
    AFTER = "after"
    BY = "by"
    AS_OF = "as_of"
    EARLY = "early"
    MID = "mid"
    LATE = "late"
    END = "end"


class Status(StrEnum):
    """Where a claim stands. Codes stay; a desk may rename the labels."""

    OPEN = "open"
    ASKED = "asked"
    CONFIRMED = "confirmed"
    CONFIRMED_WITH_CHANGE = "confirmed_with_change"
    MISLEADING = "misleading"
    WRONG = "wrong"
    CONFLICTING = "conflicting"
    UNVERIFIABLE = "unverifiable"
    ON_AUTHOR = "on_author"
    NOT_CHECKABLE = "not_checkable"
    DROPPED = "dropped"

    @property
    def checked(self) -> bool:
        """Whether a person has come to a finding.

        >>> Status.WRONG.checked, Status.ASKED.checked, Status.DROPPED.checked
        (True, False, False)
        """
        return self not in (Status.OPEN, Status.ASKED, Status.DROPPED)


class SaidSo(StrEnum):
    """Whether the named speaker did say it: the second question of an attributed figure."""

    EXACT = "exact"
    FAIR_PARAPHRASE = "fair_paraphrase"
    DIFFERS = "differs"
    NOT_FOUND = "not_found"


class Decision(StrEnum):
    """What the editor made of a proposed change."""

    ACCEPTED = "accepted"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a text in code points, ``end`` excluded.

    Raises:
        ValueError: the stretch is empty or begins before the text does.

    >>> Span(3, 6).of("at 244 people")
    '244'
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, not {self.start} to {self.end}")

    def of(self, text: str) -> str:
        """The words of ``text`` that the span covers."""
        return text[self.start : self.end]

    def meets(self, other: Span) -> bool:
        """Whether the two share at least one character.

        >>> Span(0, 3).meets(Span(2, 5)), Span(0, 3).meets(Span(3, 5))
        (True, False)
        """
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One numeric or dated expression of a text, and how it was read.

    Offsets are code points of the text as received, end excluded; ``text`` is ``text[start:end]``.

    Attributes:
        start: First code point of the expression with its unit, without hedge and counted noun.
        end: One past its last code point.
        ext_start: First code point with the hedge words ("more than 200").
        ext_end: One past the last code point with them.
        text: The words themselves.
        kind: What sort of figure or date it is.
        value: Decimal, or (low, high) with None for an open end, for count, money, percent,
            quantity, ordinal, ratio (as a fraction) and age; a string "3-2" for a score; TIMEX3
            for date, duration and set; None when found but not read.
        unit: ISO 4217 code of money, "%" of per cent, else the unit's name as in the annotation
            guidelines ("mile", "km2"); None for counts, ordinals, ratios and dates.
        unit_code: UCUM code of the unit where it has one.
        modifier: The hedge.
        trend: Whether the sentence says that something rose or fell by or to the figure.
        counted: The noun phrase counted, ranked or measured, its head last.
        earliest: First day that a date can mean.
        latest: Last day that a date can mean.
        speaker: Who the text makes answerable, named in full; None when the reporter asserts it.
        cue: The word that signals the speaker.
        guess: The sentence that says what is uncertain in the reading.
        unresolved: "published" when the reading needs the unknown publication date.
        sent_start: First code point of the sentence.
        sent_end: One past its last code point.
        rules: Names of the rules that made the reading.
    """

    start: int
    end: int
    ext_start: int
    ext_end: int
    text: str
    kind: Kind
    value: Value
    unit: str | None = None
    unit_code: str | None = None
    modifier: Modifier = Modifier.NONE
    trend: Trend | None = None
    counted: str | None = None
    earliest: date | None = None
    latest: date | None = None
    speaker: str | None = None
    cue: str | None = None
    guess: str | None = None
    unresolved: Literal["published"] | None = None
    sent_start: int
    sent_end: int
    rules: tuple[str, ...] = ()
