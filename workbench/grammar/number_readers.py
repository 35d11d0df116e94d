"""Which readers of dates, spans and times of day a number needs: the word behind it tells.

Most numbers count something ("12 people") and need none. The tables only spare work: with every
reader tried at every number the same expressions are found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from workbench.grammar import (
    calendar_forms,
    clock,
    durations,
    numeric_dates,
    parts_of_month,
    results,
    years,
)
from workbench.grammar.cardinals import PARTS
from workbench.grammar.date_words import with_roles
from workbench.grammar.durations import BETWEEN
from workbench.grammar.line import APOSTROPHES, DASHES

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.grammar.line import Found, Line
    from workbench.grammar.numeral import Numeral

Reader: TypeAlias = "Callable[[Line, int], Found | None]"

UNITS: Final = with_roles("unit", "units", "short_unit")
_ENDINGS: Final = frozenset({"st", "nd", "rd", "th"})
_DAYS: Final = with_roles("month") | DASHES | {"of", "day", "and", "or", "&", "/"}
_UP_TO: Final = frozenset({"to", "until", "through"})
# Of "5 pm", "5 a.m.", "5 in the morning".
_HOURS: Final = frozenset({"am", "pm", "a", "p", "in", "o'clock", "o’clock"})
_SPANS: Final = UNITS | BETWEEN | DASHES | {"]", "of", "and", "or", "to"}
# Of "AD", "A.D.", "BC" and the like.
_ERAS: Final = frozenset({"bc", "bce", "ad", "ce", "a", "b"})

# In the order in which they are tried, with the words one of which must stand behind digits.
_OF_DIGITS: Final[tuple[tuple[Reader, frozenset[str]], ...]] = (
    (numeric_dates.read_numeric, frozenset("/-–")),
    (calendar_forms.read_iso, frozenset("-")),
    (numeric_dates.read_hyphened, frozenset("-")),
    (calendar_forms.read_day_first, _DAYS | _UP_TO | _ENDINGS),
    (parts_of_month.read_day_of_that_month, _ENDINGS | {"of"}),
    (parts_of_month.read_nth_weekday, _ENDINGS),
    (durations.read_race_time, frozenset(":")),
    (clock.read_clock, _HOURS | {":"}),
    (years.read_decade, APOSTROPHES | {"s"}),
    (results.read_ordinal_part, _ENDINGS),
    (years.read_spoken_year, frozenset[str]()),
    (results.read_digit_q, frozenset("q")),
    (years.read_century, _ENDINGS),
    (durations.read_duration, _SPANS),
    (years.read_year, _ERAS | DASHES),
)
# Four digits may be a year, or an hour and minute with a zone, before any word.
_OF_FOUR_DIGITS: Final = (clock.read_clock, years.read_year)
_FOUR: Final = 4
_OF_WORDS: Final = (clock.read_clock, years.read_spoken_year, durations.read_duration)
# Behind a number in words a second one may make the year ("nineteen ninety-six").
_BEHIND_WORDS: Final = _SPANS | _HOURS | {"at"} | PARTS.keys()
_OF_ORDINALS: Final = (
    calendar_forms.read_day_first,
    parts_of_month.read_day_of_that_month,
    parts_of_month.read_nth_weekday,
    results.read_ordinal_part,
    years.read_century,
)
BEHIND_ORDINALS: Final = _DAYS | _UP_TO | with_roles("weekday", "unit", "units", "fiscal", "half")
_OF_SPANS: Final = (durations.read_duration,)
_NONE: Final[tuple[Reader, ...]] = ()
EVERY_READER: Final = tuple(reader for reader, _ in _OF_DIGITS)


def _by_word_behind(always: tuple[Reader, ...]) -> dict[str, tuple[Reader, ...]]:
    """For every word, the readers that it may stand behind digits for, in their order."""
    behind = frozenset[str]().union(*(words for _, words in _OF_DIGITS))
    return {
        word: tuple(reader for reader, words in _OF_DIGITS if word in words or reader in always)
        for word in behind
    }


_BEHIND_DIGITS: Final = _by_word_behind(())
_BEHIND_FOUR: Final = _by_word_behind(_OF_FOUR_DIGITS)


def readers_of_number(lower: list[str], i: int, numeral: Numeral | None) -> tuple[Reader, ...]:
    """The readers to try at ``i``, where a number begins or digits within one stand.

    >>> from workbench.grammar.numerals import numerals
    >>> from workbench.grammar.tokens import scan
    >>> def read_by(text: str) -> list[str]:
    ...     tokens = scan(text)
    ...     readers = readers_of_number(tokens.lower, 0, numerals(tokens)[0])
    ...     return [reader.__name__ for reader in readers]
    >>> read_by("12 people"), read_by("12 May"), read_by("1996 people")
    ([], ['read_day_first'], ['read_clock', 'read_year'])
    """
    if not lower[i][0].isdecimal():
        return _NONE if numeral is None else _of_words(lower, i, numeral)
    after = lower[i + 1] if i + 1 < len(lower) else ""
    if _is_long(lower, i, numeral):
        return EVERY_READER
    if len(lower[i]) == _FOUR:
        return _BEHIND_FOUR.get(after, _OF_FOUR_DIGITS)
    return _BEHIND_DIGITS.get(after, _NONE)


def _is_long(lower: list[str], i: int, numeral: Numeral | None) -> bool:
    """Whether the word behind the digits does not tell: "5 million years", "12.4.2016", "AD 79"."""
    word = lower[i]
    if ("." in word and word.count(".") > 1) or (i > 0 and lower[i - 1] == "ad"):
        return True
    return (
        numeral is not None and i + 1 < numeral.stop < len(lower) and lower[numeral.stop] in _SPANS
    )


def _of_words(lower: list[str], i: int, numeral: Numeral) -> tuple[Reader, ...]:
    """The readers of a number in words, or of a sign, a point or "½" where the number begins."""
    after = lower[numeral.stop] if numeral.stop < len(lower) else ""
    if numeral.style == "ordinal":
        return _OF_ORDINALS if after in BEHIND_ORDINALS else _NONE
    if numeral.style == "words":
        spoken = lower[i] in ("two", "nineteen", "eighteen")
        return _OF_WORDS if spoken or after in _BEHIND_WORDS else _NONE
    quarters = numeral.style == "fraction" and lower[numeral.stop - 1] == "quarters"
    return _OF_SPANS if quarters or after in _SPANS else _NONE
