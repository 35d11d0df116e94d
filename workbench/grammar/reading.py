"""What a rule of the grammar made of an expression, before the parts are put together."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Literal, NamedTuple

from workbench.claim import Kind, Modifier
from workbench.grammar.timex import Period

if TYPE_CHECKING:
    from datetime import date

    from workbench.claim import Trend, Value
    from workbench.grammar.attributions import Sentence


@dataclass(slots=True)
class Reading:
    """An expression found by one rule: token range, kind, value.

    ``first`` and ``stop`` are token positions in the paragraph, ``stop`` excluded; the claim's
    core span is from the first one's start to the last one's end. ``ext_first`` and ``ext_stop``
    are the same with the hedge words; they start equal and are widened by ``bounds``.
    """

    first: int
    stop: int
    kind: Kind
    value: Value
    rule: str
    unit: str | None = None
    unit_code: str | None = None
    modifier: Modifier = Modifier.NONE
    trend: Trend | None = None
    counted: str | None = None
    earliest: date | None = None
    latest: date | None = None
    guess: str | None = None
    unresolved: Literal["published"] | None = None
    speaker: str | None = None
    cue: str | None = None
    ext_first: int = -1
    ext_stop: int = -1
    rules: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.ext_first < 0:
            self.ext_first = self.first
        if self.ext_stop < 0:
            self.ext_stop = self.stop
        self.rules.append(self.rule)


class Met(NamedTuple):
    """A full name and where in the text it was met first."""

    name: str
    at: int


@dataclass(slots=True)
class Context:
    """The little that is carried from paragraph to paragraph.

    Attributes:
        published: Day or instant of publication; None is unknown.
        today: Its day, as a period of the calendar.
        period: The period under discussion (a quarter), set by the dates read so far.
        told: The latest date told, which "that day" and "a year later" go back to.
        aside: A date far from the latest told: the new thread, if another one follows it.
        telling: How firmly the text tells of a past of its own (0: it reports the news of the day).
        people: Full names met so far, by last name in lower case.
        persons: Last names of those of them whom the text shows to be persons, and where first.
        kept: The latest sentences, not yet asked who spoke in them.
        speaker: Who spoke last before these, for a running quotation and for "they said".
        person: The person who spoke or acted last before these, for "he said".
    """

    published: date | datetime | None
    today: Period | None = field(init=False)
    period: Period | None = None
    told: Period | None = None
    aside: Period | None = None
    telling: int = 0
    people: dict[str, Met] = field(default_factory=dict)
    persons: dict[str, int] = field(default_factory=dict)
    kept: list[Sentence] = field(default_factory=list)
    speaker: str | None = None
    person: str | None = None

    def __post_init__(self) -> None:
        day = self.published.date() if isinstance(self.published, datetime) else self.published
        self.today = Period("day", day.toordinal()) if day else None
