"""Days and weeks named by their place: "the first Monday of May", "Friday of next week"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbench.claim import Kind
from workbench.grammar.calendar_forms import day_number, read_month
from workbench.grammar.line import Found, date_at
from workbench.grammar.timex import Period, day_of
from workbench.grammar.which import read_which

if TYPE_CHECKING:
    from workbench.grammar.line import Line

_WEEK: Final = 7
_LAST: Final = 5


def read_nth_weekday(line: Line, i: int) -> Found | None:
    """Read "first Monday of May", "second Tuesday in November 2016", "last Friday of June"."""
    last = line.at(i) == "last"
    ordinal = (-1, i + 1) if last else line.ordinal(i)
    if ordinal is None or line.role(ordinal[1]) != "weekday" or ordinal[0] > _LAST:
        return None
    if line.at(ordinal[1] + 1) == "of" and line.at(ordinal[1] + 2) in ("each", "every"):
        month_at = ordinal[1] + 3
        monthly = line.value(month_at) == "M"
        return Found(i, month_at + 1, Kind.SET, "nth_weekday", value="P1M") if monthly else None
    month = _month_after(line, ordinal[1] + 1)
    if month is None:
        return None
    if month.period is None or month.period.unit != "month":
        return date_at(i, month.stop, None, "nth_weekday", unresolved=month.unresolved)
    weekday = int(line.value(ordinal[1]))
    day = _nth(month.period, ordinal[0], weekday)
    return date_at(i, month.stop, day, "nth_weekday", anchored=month.anchored)


def _month_after(line: Line, i: int) -> Found | None:
    """Read the month after "of" or "in": by name, or as "next month"."""
    if line.at(i) not in ("of", "in"):
        return None
    j = line.skip(i + 1, "the")
    if line.role(j) == "month":
        return read_month(line, j)
    found = read_which(line, j) if line.role(j) == "which" else None
    return found if found and (found.unresolved or _is_month(found)) else None


def _is_month(found: Found) -> bool:
    return found.period is not None and found.period.unit == "month"


def _nth(month: Period, number: int, weekday: int) -> Period | None:
    start = month if number > 0 else month.shifted(1)
    first = start.to("day")
    ahead = (weekday - (first.number - 1)) % _WEEK
    day = first.shifted(ahead + (number - 1 if number > 0 else number) * _WEEK)
    return day if day.to("month") == month else None


def read_day_of_that_month(line: Line, i: int) -> Found | None:
    """Read "the 20th of next month", "15th of this month"."""
    day = day_number(line, i)
    if day is None or line.at(day[1]) != "of" or line.role(line.skip(day[1] + 1, "the")) != "which":
        return None
    month = _month_after(line, day[1])
    if month is None:
        return None
    first, _ = month.period.days if month.period else (None, None)
    found = day_of(first.year, first.month, day[0]) if first else None
    return date_at(i, month.stop, found, "day_of_that_month", unresolved=month.unresolved)


def read_week_of(line: Line, i: int) -> Found | None:
    """Read "the week of May 5": the week in which that day lies."""
    if line.value(i) != "W" or line.at(i + 1) != "of" or line.role(i + 2) != "month":
        return None
    found = read_month(line, i + 2)
    if found is None or found.period is None or found.period.unit != "day" or found.until:
        return None
    found.first, found.period, found.rule = i, found.period.to("week"), "week_of_day"
    return found


def read_weekday_of_week(line: Line, i: int) -> Found | None:
    """Read "Friday of last week", "Tuesday this week": the day in the week that is named."""
    j = line.skip(i + 1, "of")
    if line.role(j) != "which" or line.at(j + 1) not in ("week", "week's", "week’s"):
        return None
    week = read_which(line, j)
    if week is None or (week.period is None and not week.unresolved):
        return None
    day = week.period.to("day").shifted(int(line.value(i))) if week.period else None
    return date_at(i, week.stop, day, "weekday_of_week", unresolved=week.unresolved)
