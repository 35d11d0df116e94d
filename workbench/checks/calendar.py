"""The calendar: what a story writes as a day, and which day that is."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from workbench.checks.periods import says_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.claim import Claim

MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)
WEEKDAYS: Final = (*("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),)
_MONTH: Final = r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_MONTH_DAY: Final = re.compile(
    rf"\b(?P<month>{_MONTH})[a-z]*\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b"
    rf"|\b(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month2>{_MONTH})",
    re.IGNORECASE,
)
_WEEKDAY: Final = re.compile(
    r"\b(?:(?P<day>mon|tue|wed|thu|fri|sat|sun)(?:s|r|rs|day|sday|nesday|rsday|urday)?)\b\.?",
    re.IGNORECASE,
)
_YEAR: Final = re.compile(r"\b\d{4}\b")


def has_year(words: str) -> bool:
    """Whether four digits are written."""
    return _YEAR.search(words) is not None


def weekday_in(words: str) -> int | None:
    """The first weekday that is named, 0 for Monday.

    >>> weekday_in("on Tues."), weekday_in("Wednesday"), weekday_in("a day")
    (1, 2, None)
    """
    found = _WEEKDAY.search(words)
    if not found:
        return None
    return next(
        at for at, day in enumerate(WEEKDAYS) if day.lower().startswith(found["day"].lower())
    )


def month_day_in(words: str) -> tuple[int, int] | None:
    """The first month and day of it.

    >>> month_day_in("Monday, June 3"), month_day_in("the 3rd of June"), month_day_in("June")
    ((6, 3), (6, 3), None)
    """
    found = _MONTH_DAY.search(words)
    if not found:
        return None
    name = (found["month"] or found["month2"]).title()
    month = next(at for at, month in enumerate(MONTHS, 1) if month.startswith(name))
    return month, int(found["day"] or found["day2"])


def month_in(words: str) -> int | None:
    """The month that words begin with, written in full."""
    first = words.split(maxsplit=1)[0].rstrip(",").title()
    return MONTHS.index(first) + 1 if first in MONTHS else None


def written(day: date) -> str:
    """A day as a story writes it.

    >>> written(date(2016, 6, 3))
    '3 June 2016'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def in_year(year: int, month_day: tuple[int, int]) -> date | None:
    """That day of a year; None where the year has no such day."""
    try:
        return date(year, *month_day)
    except ValueError:
        return None


def day_on_paper(claim: Claim, published: date | None) -> date | None:
    """The day that the words name: with their own year, else the one nearest to publication."""
    month_day = month_day_in(claim.text)
    if month_day is None or has_year(claim.text):
        return says_day(claim) if month_day else None
    if published is None:
        return None
    near = list(_around(published.year, month_day))
    return min(near, key=lambda one: abs((one - published).days)) if near else None


def another_year_has(day: date, weekday: int) -> bool:
    """Whether the same day of the year before or after is that weekday."""
    around = _around(day.year, (day.month, day.day))
    return any(one.weekday() == weekday for one in around if one.year != day.year)


def _around(year: int, month_day: tuple[int, int]) -> Iterator[date]:
    for one in (year - 1, year, year + 1):
        if day := in_year(one, month_day):
            yield day
