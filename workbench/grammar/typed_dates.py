"""Dates as people type them, read by dateparser: command line, reviewer's cell, file metadata.

dateparser is trusted with a bounded expression that is known to be a date, in English, and with
the granularity it reports; it is never shown running text, and never the clock of the machine.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from workbench.grammar.timex import Period

if TYPE_CHECKING:
    from dateparser.date import DateData, DateDataParser

_LONGEST: Final = 60
_UNITS: Final = {"day": "day", "week": "week", "month": "month", "year": "year", "time": "day"}
# Two bases: a reading that leans on the base date differs between them.
_PROBE: Final = datetime(2000, 1, 15)  # noqa: DTZ001 - a day of the calendar, in no zone
_OTHER: Final = date(2001, 7, 3)


def read_typed_date(words: str, published: date | None = None) -> Period | None:
    """Read a date that somebody typed, as precise as it was typed.

    Words that need a publication date ("yesterday") give None without one.

    >>> read_typed_date("4 June 2016").value, read_typed_date("June 2016").value
    ('2016-06-04', '2016-06')
    >>> read_typed_date("yesterday", date(2016, 6, 4)).value, read_typed_date("yesterday")
    ('2016-06-03', None)
    """
    plain = " ".join(words.split())
    if not plain or len(plain) > _LONGEST or any(map(_is_misread, plain.lower().split())):
        return None
    if plain.isdecimal():
        is_year = len(plain) == 4 and int(plain) > 0
        return Period("year", int(plain)) if is_year else None
    found = _read(plain, published)
    if found is None or (published is None and found != _read(plain, _OTHER)):
        return None
    return found


def _is_misread(word: str) -> bool:
    """Whether dateparser is known to read it wrongly in silence: "Q3", "1990s" (seconds ago)."""
    quarter = word[0] == "q" and word[1:].isdecimal()
    return quarter or word == "quarter" or (word[:-1].isdecimal() and word[-1] == "s")


@lru_cache(maxsize=4096)
def read_absolute(words: str, order: str = "MDY") -> Period | None:
    """Read an absolute form that the grammar bounded but does not read itself.

    ``order`` is the order of day, month and year in figures.

    >>> read_absolute("12-Apr-2009").value, read_absolute("12.04.2016", "DMY").value
    ('2009-04-12', '2016-04-12')
    >>> read_absolute("31/02/2015", "DMY") is None
    True
    """
    return _read(words, None, order)


def _read(words: str, published: date | None, order: str = "MDY") -> Period | None:
    base = datetime.combine(published, datetime.min.time()) if published else _PROBE
    data = _parse(words, _parser(base, order))
    if data is None or data.date_obj is None:
        return None
    return Period.of(data.date_obj.date(), _UNITS.get(data.period, "day"))


def _parse(words: str, parser: DateDataParser) -> DateData | None:
    try:
        return parser.get_date_data(words)
    except (ValueError, OverflowError):  # dateparser lets both out on years it cannot hold
        return None


@lru_cache(maxsize=64)
def _parser(base: datetime, order: str) -> DateDataParser:
    """One parser a base date and order, kept: building one costs a hundred times a reading."""
    # few stories have a date that takes it, and reading its languages in is slow
    from dateparser.date import DateDataParser  # noqa: PLC0415

    settings = {
        "RELATIVE_BASE": base,
        "PREFER_DATES_FROM": "current_period",
        "PREFER_DAY_OF_MONTH": "first",
        "DATE_ORDER": order,
    }
    return DateDataParser(languages=["en"], settings=settings)
