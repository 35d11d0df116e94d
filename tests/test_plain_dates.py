"""Plain dates are read by our own code: here it is held equal to dateparser, day by day."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from dateparser.date import DateDataParser

from workbench.grammar.extraction import extract

if TYPE_CHECKING:
    from collections.abc import Callable

_PARSER = DateDataParser(
    languages=["en"],
    settings={"RELATIVE_BASE": datetime(2016, 6, 4)},  # noqa: DTZ001
)
_SUFFIX = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}


def _nth(day: date) -> str:
    return f"{day.day}{_SUFFIX.get(day.day, 'th')}"


FORMS: dict[str, Callable[[date], str]] = {
    "5 May 2014": lambda day: f"{day.day} {day:%B %Y}",
    "05 May 2014": lambda day: f"{day:%d %B %Y}",
    "5th May 2014": lambda day: f"{_nth(day)} {day:%B %Y}",
    "5th of May 2014": lambda day: f"{_nth(day)} of {day:%B %Y}",
    "5 May, 2014": lambda day: f"{day.day} {day:%B}, {day.year}",
    "May 5, 2014": lambda day: f"{day:%B} {day.day}, {day.year}",
    "May 5 2014": lambda day: f"{day:%B} {day.day} {day.year}",
    "May 5th, 2014": lambda day: f"{day:%B} {_nth(day)}, {day.year}",
    "Sep 5, 2014": lambda day: f"{day:%b} {day.day}, {day.year}",
    "Sep. 5, 2014": lambda day: f"{day:%b}. {day.day}, {day.year}",
    "5 Sep 2014": lambda day: f"{day.day} {day:%b} {day.year}",
    "2014-05-05": lambda day: day.isoformat(),
    "Monday, May 5, 2014": lambda day: f"{day:%A, %B} {day.day}, {day.year}",
    "Monday 5 May 2014": lambda day: f"{day:%A} {day.day} {day:%B %Y}",
}


def _ours(words: str) -> tuple[str, object]:
    (claim,) = extract(f"It was signed on {words} by both.", date(2016, 6, 4))
    return claim.text, claim.value


@pytest.mark.parametrize("form", FORMS)
def test_every_day_of_a_leap_year_reads_as_dateparser_reads_it(form: str) -> None:
    day = date(2016, 1, 1)
    while day.year == 2016:
        words = FORMS[form](day)
        theirs = _PARSER.get_date_data(words).date_obj
        assert theirs is not None
        assert theirs.date() == day
        assert _ours(words) == (words, day.isoformat())
        day += timedelta(days=1)


@pytest.mark.parametrize("form", FORMS)
def test_the_years_of_a_newsroom_read_as_dateparser_reads_them(form: str) -> None:
    for year in range(1901, 2060, 3):
        day = date(year, year % 12 + 1, year % 28 + 1)
        words = FORMS[form](day)
        theirs = _PARSER.get_date_data(words).date_obj
        assert theirs is not None
        assert _ours(words) == (words, theirs.date().isoformat())


@pytest.mark.parametrize("form", ["%B %Y", "%b %Y", "%Y-%m"])
def test_every_month_reads_as_dateparser_reads_it(form: str) -> None:
    for month in range(12 * 40):
        day = date(1990 + month // 12, month % 12 + 1, 1)
        words = day.strftime(form)
        data = _PARSER.get_date_data(words)
        assert data.date_obj is not None
        if data.period == "month" and (day.year % 100 + 1 != day.month or form != "%Y-%m"):
            assert _ours(words) == (words, data.date_obj.strftime("%Y-%m"))


def test_every_year_reads_as_dateparser_reads_it() -> None:
    for year in range(1900, 2100):
        data = _PARSER.get_date_data(str(year))
        assert data.date_obj is not None
        assert (data.period, data.date_obj.year) == ("year", year)
        (claim,) = extract(f"It was built in {year}.", date(2016, 6, 4))
        assert claim.value == str(year)


@pytest.mark.parametrize("shift", [0, -1, 1])
def test_today_and_its_neighbours_read_as_dateparser_reads_them(shift: int) -> None:
    words = {0: "today", -1: "yesterday", 1: "tomorrow"}[shift]
    day = date(2015, 12, 1)
    for _ in range(120):
        base = datetime.combine(day, datetime.min.time())
        parser = DateDataParser(languages=["en"], settings={"RELATIVE_BASE": base})
        theirs = parser.get_date_data(words).date_obj
        assert theirs is not None
        (claim,) = extract(f"He speaks {words}.", day)
        assert claim.value == theirs.date().isoformat()
        day += timedelta(days=1)
