"""A paragraph as the date rules see it: words with their roles, numbers, and its time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from workbench.claim import Kind, Modifier
from workbench.grammar import triggers
from workbench.grammar.date_words import HOLIDAY_STARTS, WORDS
from workbench.grammar.timex import NO_DAYS, Days, Period, days_between, days_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.grammar.date_words import Word
    from workbench.grammar.numerals import Numeral
    from workbench.grammar.reading import Context
    from workbench.grammar.tokens import Tokens

Reader: TypeAlias = "Callable[[Line, int], Found | None]"
DASHES: Final = frozenset("-–—")
APOSTROPHES: Final = frozenset("'’‘`")
_BLANKS: Final = ("",) * 4
WORDS_AT: Final = triggers.register({*WORDS, *HOLIDAY_STARTS})
# From here on the text tells a story of its own time, and "in May" is a May of that story.
TELLING: Final = 2
# Above this it goes on telling in the next paragraph.
FIRM: Final = 2


@dataclass(slots=True)
class Found:
    """A date expression found by one rule, before hedges are looked for.

    Attributes:
        first: Position of its first token.
        stop: One past its last token.
        kind: Date, duration or set.
        rule: Name of the rule.
        period: The stretch of the calendar it names.
        value: TIMEX3 value where no period says it.
        tail: Part of the day or clock time, "T" included, after the period's value.
        until: Last period of a range.
        modifier: early, mid, late, end, since, until, before, after, by or as_of.
        guess: What is uncertain in the reading.
        unresolved: Whether it needs the unknown publication date.
        anchored: Whether the words themselves say which year it is.
        ext_first: First token with the words of the modifier.
        ext_stop: One past the last token with them.
    """

    first: int
    stop: int
    kind: Kind
    rule: str
    period: Period | None = None
    value: str | None = None
    tail: str = ""
    until: Period | None = None
    modifier: Modifier = Modifier.NONE
    guess: str | None = None
    unresolved: bool = False
    anchored: bool = False
    ext_first: int = -1
    ext_stop: int = -1

    @property
    def timex(self) -> str | None:
        """The TIMEX3 value, None when it could not be read."""
        if self.value is not None or self.period is None:
            return self.value
        value = self.period.value
        if value is None:
            return None
        last = f"/{self.until.value}" if self.until else ""
        return value + self.tail + last

    @property
    def days(self) -> Days:
        """First and last day it can mean."""
        if self.kind is not Kind.DATE:
            return NO_DAYS
        if self.value is not None or self.period is None:
            return days_of(self.value)
        return days_between(self.period, self.until or self.period)


class Line:
    """One paragraph of a story, its words looked up, and the time from which it speaks.

    ``lower`` ends in a few empty words: a place just before the first word (-1, -2) or just
    behind the last one can be looked at without asking whether it is inside. ``at`` asks.
    """

    __slots__ = (
        "context",
        "count",
        "entered",
        "found",
        "lower",
        "numbers",
        "readers",
        "roles",
        "today",
        "tokens",
        "word",
    )

    def __init__(self, tokens: Tokens, numbers: dict[int, Numeral], context: Context) -> None:
        self.tokens = tokens
        self.lower = [*tokens.lower, *_BLANKS]
        self.word = tokens.word
        self.count = len(tokens.lower)
        self.context = context
        self.entered = context.telling
        self.numbers = numbers
        # Few words have a role in dates, so a look-up by place is cheaper than one a word.
        self.roles: dict[int, Word] = {
            i: entry
            for i in tokens.spots[WORDS_AT]
            if (entry := WORDS.get(tokens.lower[i]))
            and (not entry.capital or tokens.word[i][0].isupper())
        }
        # The readers of each number: see ``number_readers``.
        self.readers: dict[int, tuple[Reader, ...]] = {}
        self.found: list[Found] = []
        self.today = context.today

    def role(self, i: int) -> str:
        """The role of the word at ``i`` in dates, empty when it has none."""
        entry = self.roles.get(i)
        return entry.role if entry else ""

    def value(self, i: int) -> str:
        """The lexicon's value of the word at ``i``."""
        entry = self.roles.get(i)
        return entry.value if entry else ""

    def at(self, i: int) -> str:
        """The word at ``i`` in lower case, empty outside the paragraph."""
        return self.lower[i] if 0 <= i < self.count else ""

    def glued(self, i: int) -> bool:
        """Whether the words at ``i`` - 1 and ``i`` touch."""
        return 0 < i < self.count and self.tokens.end[i - 1] == self.tokens.start[i]

    def skip(self, i: int, *words: str) -> int:
        """The position after the word at ``i`` when it is one of those, else ``i``."""
        return i + 1 if self.at(i) in words else i

    def skip_dash(self, i: int) -> int:
        """The position after a dash at ``i``, else ``i``."""
        return i + 1 if self.at(i) in DASHES else i

    def digits(self, i: int) -> int | None:
        """The whole number written in at most four plain digits at ``i``."""
        word = self.lower[i] if 0 <= i < self.count else ""
        plain = word.isdecimal() and len(word) <= 4 and word.isascii()
        return int(word) if plain else None

    def ordinal(self, i: int) -> tuple[int, int] | None:
        """The ordinal at ``i`` and where it stops; "a third" may be a fraction to the numerals."""
        numeral = self.numbers.get(i)
        if numeral is not None and numeral.style == "ordinal" and numeral.value:
            return int(numeral.value), numeral.stop
        return (int(self.value(i)), i + 1) if self.role(i) == "ordinal" else None

    def owned(self, i: int) -> bool:
        """Whether the word at ``i`` is a possessive."""
        return self.at(i).endswith(("'s", "’s"))

    @property
    def told(self) -> Period | None:
        """The latest date told."""
        return self.context.told

    @property
    def telling(self) -> Period | None:
        """The latest date told, when the text tells a story of its own time."""
        return self.context.told if self.context.telling >= TELLING else None

    @property
    def firm(self) -> Period | None:
        """The latest date told, when the whole text, not a passage, tells of its own time."""
        return self.context.told if self.context.telling > FIRM else None

    def sentence(self, i: int) -> tuple[int, int]:
        """Token range of the sentence in which ``i`` lies."""
        sentences = self.tokens.sentences
        low, high = 0, len(sentences)
        while low < high:
            middle = (low + high) // 2
            if sentences[middle][1] <= i:
                low = middle + 1
            else:
                high = middle
        return sentences[low] if low < len(sentences) else (0, self.count)


def date_at(  # noqa: PLR0913 - what a date may have beside its period, by name
    first: int,
    stop: int,
    period: Period | None,
    rule: str,
    *,
    value: str | None = None,
    tail: str = "",
    guess: str | None = None,
    unresolved: bool = False,
    anchored: bool = False,
) -> Found:
    """A date that names a stretch of the calendar."""
    return Found(
        first, stop, Kind.DATE, rule, period, value, tail,
        guess=guess, unresolved=unresolved, anchored=anchored,
    )  # fmt: skip
