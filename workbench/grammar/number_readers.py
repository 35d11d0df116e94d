"""Which readers of dates, spans and times of day a number needs: the word behind it tells.

Most numbers count something ("12 people") and need none. The tables only spare work: with every
reader tried at every number the same expressions are found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

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
from workbench.grammar.date_words import ZONES, with_roles
from workbench.grammar.durations import BETWEEN
from workbench.grammar.line import APOSTROPHES, DASHES
from workbench.grammar.word_numbers import OPENERS

if TYPE_CHECKING:
    from workbench.grammar.line import Reader
    from workbench.grammar.numeral import Numeral
    from workbench.grammar.tokens import Tokens

UNITS: Final = with_roles("unit", "units", "short_unit")
_ENDINGS: Final = frozenset({"st", "nd", "rd", "th"})
_DAYS: Final = with_roles("month") | DASHES | {"of", "day", "and", "or", "&", "/"}
_UP_TO: Final = frozenset({"to", "until", "through"})
# Of "5 pm", "5 a.m.", "5 in the morning".
_HOURS: Final = frozenset({"am", "pm", "a", "p", "in", "o'clock", "o’clock"})
_SPANS: Final = UNITS | BETWEEN | DASHES | {"]", "of", "and", "or", "to"}

# In the order in which they are tried, with the words one of which must stand behind digits.
_OF_DIGITS: Final[tuple[tuple[Reader, frozenset[str]], ...]] = (
    (numeric_dates.read_numeric, frozenset("/-–")),
    (calendar_forms.read_iso, frozenset("-")),
    (numeric_dates.read_hyphened, frozenset("-")),
    (calendar_forms.read_day_first, _DAYS | _UP_TO | _ENDINGS),
    (parts_of_month.read_day_of_that_month, _ENDINGS | {"of"}),
    (parts_of_month.read_nth_weekday, _ENDINGS),
    (durations.read_race_time, frozenset(":")),
    (clock.read_clock, _HOURS.union(ZONES, ":")),
    (years.read_decade, APOSTROPHES | {"s"}),
    (results.read_ordinal_part, _ENDINGS),
    (years.read_spoken_year, frozenset[str]()),
    (results.read_digit_q, frozenset("q")),
    (years.read_century, _ENDINGS),
    (durations.read_duration, _SPANS),
    (years.read_year, calendar_forms.ERAS | DASHES),
)
# Four digits may be a year before any word, and with a zone a time of day ("1430 UTC").
_YEAR: Final[tuple[Reader, ...]] = (years.read_year,)
_FOUR: Final = 4
_OF_WORDS: Final = (clock.read_clock, years.read_spoken_year, durations.read_duration)
# Behind a number in words a second one may make the year ("nineteen ninety-six").
_BEHIND_WORDS: Final = _SPANS.union(_HOURS, ["at"], PARTS)
# What years of several words begin with that are one number: "two thousand and one".
_MILLENNIA: Final = frozenset({"two", "nineteen", "eighteen"})
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


# By the joint behind a number, what a date, a span or a time of day goes on with, but for digits.
_NUMBER_WORDS: Final = OPENERS | DASHES | {"."}
_BEHIND_JOINTS: Final = {
    "in": frozenset({"the"}),
    "of": with_roles("month", "which") | {"the", "day"},
    **dict.fromkeys(("and", "or", "to", "&"), _NUMBER_WORDS),
    **dict.fromkeys(DASHES, _NUMBER_WORDS | _SPANS | with_roles("month")),
}


def _by_word_behind(always: tuple[Reader, ...]) -> dict[str, tuple[Reader, ...]]:
    """For every word, the readers that it may stand behind digits for, in their order."""
    behind = frozenset[str]().union(*(words for _, words in _OF_DIGITS))
    return {
        word: tuple(reader for reader, words in _OF_DIGITS if word in words or reader in always)
        for word in behind
    }


_BEHIND_DIGITS: Final = _by_word_behind(())
_BEHIND_FOUR: Final = _by_word_behind(_YEAR)


def readers_of_numbers(
    tokens: Tokens, numbers: dict[int, Numeral]
) -> dict[int, tuple[Reader, ...]]:
    """The readers to try, by the place where a number begins or digits within one stand.

    >>> from workbench.grammar.numerals import numerals
    >>> from workbench.grammar.tokens import scan
    >>> tokens = scan("12 people of 12 May, 1996")
    >>> found = readers_of_numbers(tokens, {one.first: one for one in numerals(tokens)})
    >>> [(at, [reader.__name__ for reader in readers]) for at, readers in found.items()]
    [(3, ['read_day_first']), (6, ['read_year'])]
    """
    lower = tokens.lower
    found: dict[int, tuple[Reader, ...]] = {}
    for first, numeral in numbers.items():
        stop = numeral.stop
        if not lower[first][0].isdecimal():
            readers = _of_words(lower, first, numeral)
        elif stop > first + 1 and _behind(lower, stop) in _SPANS:
            readers = EVERY_READER  # "5 million years"
        else:
            readers = _of_digits(lower, first)
        if readers:
            found[first] = readers
    for i in tokens.digits:
        if i not in numbers and (readers := _of_digits(lower, i)):
            found[i] = readers
    return found


def _of_digits(lower: list[str], i: int) -> tuple[Reader, ...]:
    word = lower[i]
    if (i and lower[i - 1] == "ad") or word.count(".") > 1:
        return EVERY_READER  # "AD 79", "12.4.2016"
    after = _behind(lower, i + 1)
    if len(word) != _FOUR:
        return _BEHIND_DIGITS.get(after, _NONE)
    if "time" in lower[i + 2 : i + 5]:
        return EVERY_READER  # "1430 Central European Time"
    return _BEHIND_FOUR.get(after, _YEAR)


def _of_words(lower: list[str], i: int, numeral: Numeral) -> tuple[Reader, ...]:
    """The readers of a number in words, or of a sign, a point or "½" where the number begins."""
    stop = numeral.stop
    if numeral.style == "ordinal":
        leads = stop < len(lower) and lower[stop] in BEHIND_ORDINALS
        return _OF_ORDINALS if leads else _NONE
    if numeral.style == "words" and stop > i + 1 and lower[i] in _MILLENNIA:
        return _OF_WORDS
    if stop < len(lower) and lower[stop] == "of":  # "a couple of years", "dozens of weeks"
        return _OF_SPANS if _behind(lower, stop + 1) in _SPANS else _NONE
    after = _behind(lower, stop)
    if numeral.style == "words":
        return _OF_WORDS if after in _BEHIND_WORDS else _NONE
    quarters = numeral.style == "fraction" and lower[stop - 1] == "quarters"
    return _OF_SPANS if quarters or after in _SPANS else _NONE


def _behind(lower: list[str], stop: int) -> str:
    """The word behind a number; none where it leads to nothing ("12 and others")."""
    after = lower[stop] if stop < len(lower) else ""
    seconds = _BEHIND_JOINTS.get(after)
    if seconds is None:
        return after
    second = lower[stop + 1] if stop + 1 < len(lower) else ""
    return after if second in seconds or second[:1].isdecimal() else ""
