"""Days by their own names: "yesterday afternoon", "tonight", "Friday night", "Sunday, May 3"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbench.grammar.calendar_forms import day_number, read_day_first, read_month
from workbench.grammar.line import date_at
from workbench.grammar.placing import place_weekday
from workbench.grammar.timex import day_of

if TYPE_CHECKING:
    from workbench.grammar.line import Found, Line
    from workbench.grammar.placing import Placed


def part_after(line: Line, i: int) -> tuple[str, int] | None:
    """A part of the day at ``i`` ("afternoon") as the tail of a value, and where it stops."""
    j = line.skip(i, "late", "early", "mid", "-")
    if line.role(j) != "part":
        return None
    return "T" + line.value(j), j + 1


def with_part(line: Line, found: Found) -> Found:
    """Take a part of the day that follows a day: "Monday night"."""
    part = part_after(line, found.stop)
    if part and not line.owned(found.stop - 1) and line.at(found.stop) not in ("early", "mid"):
        found.tail, found.stop = part
    return found


def _is_nowadays(line: Line, i: int) -> bool:
    """Whether "today's computers" are those of our time, not of this day."""
    following = line.at(i + 1)
    if line.at(i)[:5] != "today" or not following.isalpha():
        return False
    plain = line.at(i + 2) if line.role(i + 2) == "" and line.word[i + 2 : i + 3] else ""
    many = any(word.endswith("s") and not word.endswith("ss") for word in (following, plain))
    return many or following in ("youth", "world", "society", "generation", "market", "economy")


def read_deictic(line: Line, i: int) -> Found | None:
    """Read "today", "yesterday afternoon", "tomorrow", "tonight"."""
    if line.owned(i) and _is_nowadays(line, i):
        return None
    value = line.value(i)
    night = value.endswith("NI")
    shift = int(value[:1] if night else value)
    if line.today is None:
        found = date_at(i, i + 1, None, "deictic", unresolved=True)
    else:
        found = date_at(i, i + 1, line.today.shifted(shift), "deictic")
    found.tail = "TNI" if night else ""
    return found if night else with_part(line, found)


def read_weekday(line: Line, i: int) -> Found | None:
    """Read "Friday", "Friday night", "Friday, July 21, 2017", "Friday the 3rd"."""
    dated = _full_date(line, i)
    if dated or _is_name(line, i):
        return dated
    placed = place_weekday(line, int(line.value(i)), i, i + 1)
    return with_part(line, _from(i, i + 1, placed, "weekday"))


def read_short_weekday(line: Line, i: int) -> Found | None:
    """Read "Sun" and "Sat", which are weekdays only before a date."""
    return _full_date(line, i)


def _numbered(line: Line, i: int, j: int, day: tuple[int, int]) -> Found | None:
    """Read "Wednesday 22nd", "Friday the 13th": the nearest such day on that weekday."""
    if day[1] == j + 1 or line.at(day[1]) == "of" or line.today is None:
        return None
    for away in (0, 1, -1, 2, -2, 3, -3):
        first, _ = line.today.to("month").shifted(away).days
        found = day_of(first.year, first.month, day[0]) if first else None
        if found and (found.number - 1) % 7 == int(line.value(i)):
            return date_at(i, day[1], found, "numbered_weekday")
    return None


def _is_name(line: Line, i: int) -> bool:
    """Whether it is part of a name: "the Sunday Times", "Bloody Sunday"."""
    if line.at(i - 1) in _NAMED_DAYS and line.word[i - 1][0].isupper():
        return True
    return line.at(i + 1) in _PAPERS and line.word[i + 1][0].isupper()


_NAMED_DAYS: Final = frozenset({"black", "bloody", "super", "cyber", "fat", "ruby"})
_PAPERS: Final = frozenset(
    [
        "times",
        "telegraph",
        "mail",
        "mirror",
        "express",
        "herald",
        "post",
        "sun",
        "independent",
        "tribune",
        "world",
        "business",
        "age",
        "people",
    ]
)


def _full_date(line: Line, i: int) -> Found | None:
    if line.owned(i):
        return None
    j = line.skip(line.skip(i + 1, "."), ",")
    j = line.skip(j, "the")
    if line.role(j) == "month" and day_number(line, line.skip(j + 1, ".")):
        found = read_month(line, j)
    else:
        day = day_number(line, j)
        found = (read_day_first(line, j) or _numbered(line, i, j, day)) if day else None
    if found is None:
        return None
    found.first = i
    found.rule = "weekday_" + found.rule
    return found


def _from(first: int, stop: int, placed: Placed, rule: str) -> Found:
    return date_at(
        first, stop, placed.period, rule, guess=placed.guess, unresolved=placed.unresolved
    )


def read_part_of(line: Line, i: int) -> Found | None:
    """Read "night of April 18, 1775", "morning of Friday"."""
    of = line.skip(i + 1, "hours")
    if line.at(of) != "of":
        return None
    j = line.skip(of + 1, "the")
    if line.role(j) == "weekday":
        found: Found | None = read_weekday(line, j)
    elif line.role(j) == "month":
        found = read_month(line, j)
    else:
        found = read_day_first(line, j)
    if found is None or found.period is None or found.period.unit != "day" or found.tail:
        return None
    found.first, found.tail = i, "T" + line.value(i)
    return found
