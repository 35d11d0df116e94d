"""Which stretch of the calendar a TIMEX3 value names, and how to move along the calendar.

A period is a unit and a running number of that unit, so that "the quarter before" is minus one.
"""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, date
from functools import lru_cache
from typing import Final, NamedTuple

# Years before Christ run on below 1: year 0 is 1 BC, as in ISO 8601.
_OLDEST: Final = -9998
_SEASONS: Final = ("SP", "SU", "FA", "WI")
_PARTS: Final = {"Q": ("quarter", 4), "H": ("half", 2)}
# How many months a unit has, and in which month of year 0 its number 0 begins (spring: March).
_MONTHS: Final = {
    "month": (1, 0),
    "quarter": (3, 0),
    "season": (3, 2),
    "half": (6, 0),
    "year": (12, 0),
    "decade": (120, 0),
    "century": (1200, 0),
}
# Day 1 of the proleptic calendar is a Monday: unit -> (days apart, first day, days long).
_DAYS: Final = {"day": (1, 0, 1), "week": (7, 1, 7), "weekend": (7, 6, 2)}
GRAIN: Final = {
    unit: place
    for place, unit in enumerate(
        (
            "day",
            "weekend",
            "week",
            "month",
            "quarter",
            "season",
            "half",
            "year",
            "decade",
            "century",
        )
    )
}
Days = tuple[date | None, date | None]
NO_DAYS: Final[Days] = (None, None)
# A few decades of days; more would not be named in the stories of one run.
_CACHED: Final = 16384


class Period(NamedTuple):
    """One day, week, weekend, month, quarter, season, half, year, decade or century.

    >>> Period("quarter", 2015 * 4 + 2).value
    '2015-Q3'
    >>> Period("month", 2016 * 12).shifted(-1).value
    '2015-12'
    """

    unit: str
    number: int

    @classmethod
    def of(cls, day: date, unit: str = "day") -> Period:
        """The period of that unit in which a day lies.

        >>> Period.of(date(2019, 9, 4), "week").value
        '2019-W36'
        """
        return cls("day", day.toordinal()).to(unit)

    @property
    def days(self) -> Days:
        """First and last day; both None outside the years 1 to 9999.

        >>> Period("month", 2016 * 12 + 1).days
        (datetime.date(2016, 2, 1), datetime.date(2016, 2, 29))
        """
        return _days(self)

    @property
    def value(self) -> str | None:
        """The TIMEX3 value, or None outside the years that the calendar has."""
        return _value(self)

    @property
    def year(self) -> int:
        """The year in which the period begins (its Thursday, for a week)."""
        if self.unit in _DAYS:
            day = _day(self.number * _DAYS[self.unit][0] + min(4, _DAYS[self.unit][1] * 4))
            return day.year if day else MINYEAR
        return self.number * _MONTHS[self.unit][0] // 12

    def shifted(self, by: int) -> Period:
        """The period so many units later; earlier when negative."""
        return Period(self.unit, self.number + by)

    def to(self, unit: str) -> Period:
        """The period of another unit in which this one begins.

        >>> Period.of(date(2016, 6, 4), "year").to("month").value
        '2016-01'
        """
        if unit == self.unit:
            return self
        if self.unit in _DAYS and unit in _DAYS:
            return _by_day(unit, self.number * _DAYS[self.unit][0] + _DAYS[self.unit][1])
        if self.unit in _DAYS:
            first, _ = self.days
            return _by_month(unit, first.year * 12 + first.month - 1 if first else 0)
        long, begin = _MONTHS[self.unit]
        if unit in _MONTHS:
            return _by_month(unit, self.number * long + begin)
        start = _first_of(self.number * long + begin)
        return _by_day(unit, start.toordinal() if start else 0)


@lru_cache(maxsize=_CACHED)
def _days(period: Period) -> Days:
    """First and last day of a period; a story names the same few again and again."""
    unit, number = period
    if unit in _DAYS:
        apart, first, long = _DAYS[unit]
        start = number * apart + first
        return _day(start), _day(start + long - 1)
    long, begin = _MONTHS[unit]
    start = number * long + begin
    first_day, after = _first_of(start), _first_of(start + long)
    if first_day is None or (after is None and start + long != (MAXYEAR + 1) * 12):
        return NO_DAYS
    return first_day, date.max if after is None else date.fromordinal(after.toordinal() - 1)


@lru_cache(maxsize=_CACHED)
def _value(period: Period) -> str | None:
    unit, number = period
    if unit in _DAYS:
        return _day_value(period)
    long, _ = _MONTHS[unit]
    year = number * long // 12
    if not _OLDEST <= year <= MAXYEAR or (year < 0 and unit in ("decade", "century")):
        return None
    if unit == "century":
        return f"{number:02}XX"
    if unit == "decade":
        return f"{number:03}X"
    part = number % (12 // long)
    return (f"{year:04}" if year > 0 else f"BC{1 - year:04}") + {
        "year": "",
        "month": f"-{part + 1:02}",
        "quarter": f"-Q{part + 1}",
        "half": f"-H{part + 1}",
        "season": f"-{_SEASONS[part % 4]}",
    }[unit]


def _day_value(period: Period) -> str | None:
    first, _ = period.days
    if first is None:
        return None
    if period.unit == "day":
        return first.isoformat()
    year, week, _ = first.isocalendar()
    return f"{year:04}-W{week:02}" + ("-WE" if period.unit == "weekend" else "")


def month_of(year: int, month: int) -> Period:
    """A month of a year.

    >>> month_of(2014, 1).value
    '2014-01'
    """
    return Period("month", year * 12 + month - 1)


def day_of(year: int, month: int, day: int) -> Period | None:
    """A day of the calendar, or None when there is no such day.

    >>> day_of(2015, 2, 31) is None
    True
    """
    try:
        return Period("day", date(year, month, day).toordinal())
    except (ValueError, OverflowError):
        return None


def days_of(value: str | None) -> Days:
    """First and last day that a TIMEX3 date value can mean.

    >>> days_of("2014-01")
    (datetime.date(2014, 1, 1), datetime.date(2014, 1, 31))
    >>> days_of("1971/1975")[1], days_of("PAST_REF")
    (datetime.date(1975, 12, 31), (None, None))
    """
    if not value:
        return NO_DAYS
    first, _, last = value.partition("/")
    begin = parse(first)
    end = parse(last) if last else begin
    if begin is None or end is None:
        return NO_DAYS
    return days_between(begin, end)


def days_between(first: Period, last: Period) -> Days:
    """First day of one period and last day of another; both None unless they stand in order.

    >>> days_between(Period("year", 1971), Period("year", 1975))[1]
    datetime.date(1975, 12, 31)
    """
    earliest, latest = first.days[0], last.days[1]
    return (earliest, latest) if earliest and latest and earliest <= latest else NO_DAYS


def parse(value: str) -> Period | None:
    """The period of a TIMEX3 date value; a clock time gives its day; None when it is none.

    >>> parse("2015-Q3"), parse("2018-12-31T06:00") == parse("2018-12-31")
    (Period(unit='quarter', number=8062), True)
    """
    year, _, rest = value.partition("T")[0].partition("-")
    if year.startswith("BC") and year[2:].isdecimal():
        return _within(1 - int(year[2:]), rest)
    if len(year) != 4 or not year[:2].isdecimal():
        return None
    if not year.isdecimal():
        return _coarse(year) if not rest else None
    return _within(int(year), rest)


def _coarse(year: str) -> Period | None:
    if year.endswith("XX"):
        return Period("century", int(year[:2]))
    return Period("decade", int(year[:3])) if year[:3].isdecimal() and year[3] == "X" else None


def _within(year: int, rest: str) -> Period | None:
    if not rest:
        return Period("year", year)
    if rest in _SEASONS:
        return Period("season", year * 4 + _SEASONS.index(rest))
    letter, number = rest[0], rest[1:]
    if letter in _PARTS and number.isdecimal():
        unit, parts = _PARTS[letter]
        return Period(unit, year * parts + int(number) - 1)
    if letter == "W":
        return _week_of(year, number)
    month, _, day = rest.partition("-")
    if not month.isdecimal() or (day and not day.isdecimal()):
        return None
    return day_of(year, int(month), int(day)) if day else month_of(year, int(month))


def _week_of(year: int, number: str) -> Period | None:
    week, _, end = number.partition("-")
    try:
        monday = date.fromisocalendar(year, int(week), 1)
    except ValueError:
        return None
    return Period.of(monday, "weekend" if end == "WE" else "week")


def _by_day(unit: str, ordinal: int) -> Period:
    return Period(unit, ordinal if unit == "day" else (ordinal - 1) // 7)


def _by_month(unit: str, month: int) -> Period:
    long, begin = _MONTHS[unit]
    return Period(unit, (month - begin) // long)


def _day(ordinal: int) -> date | None:
    return date.fromordinal(ordinal) if 1 <= ordinal <= date.max.toordinal() else None


def _first_of(month: int) -> date | None:
    year, rest = divmod(month, 12)
    return date(year, rest + 1, 1) if MINYEAR <= year <= MAXYEAR else None
