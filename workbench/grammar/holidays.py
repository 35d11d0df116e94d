"""Named holidays and their day in a year: fixed, the n-th weekday of a month, or from Easter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbench.grammar.calendar_forms import year_after
from workbench.grammar.date_words import HOLIDAYS
from workbench.grammar.day_names import with_part
from workbench.grammar.line import date_at
from workbench.grammar.tense import side
from workbench.grammar.timex import Period, day_of

if TYPE_CHECKING:
    from workbench.grammar.line import Found, Line

_WEEK: Final = 7


def holiday_in(rule: str, year: int) -> Period | None:
    """The day of a holiday in a year, by the lexicon's rule.

    >>> holiday_in("12-25", 2016).value, holiday_in("11.4.3", 1999).value
    ('2016-12-25', '1999-11-25')
    >>> holiday_in("easter-2", 2016).value, holiday_in("5.-1.0", 2016).value
    ('2016-03-25', '2016-05-30')
    """
    if rule.startswith("easter"):
        sunday = _easter(year)
        return sunday.shifted(int(rule[len("easter") :])) if sunday else None
    if "." not in rule:
        return day_of(year, *(int(part) for part in rule.split("-")))
    plain, _, later = rule.partition("+")
    month, nth, weekday = (int(part) for part in plain.split("."))
    found = _nth_weekday(year, month, nth, weekday)
    return found.shifted(int(later or 0)) if found else None


def _nth_weekday(year: int, month: int, nth: int, weekday: int) -> Period | None:
    """The n-th Monday, Tuesday … of a month; the last one when ``nth`` is -1."""
    first = day_of(year, month, 1)
    if first is None:
        return None
    found = first.shifted((weekday - (first.number - 1)) % _WEEK + (max(nth, 1) - 1) * _WEEK)
    while nth < 0 and found.shifted(_WEEK).to("month") == first.to("month"):
        found = found.shifted(_WEEK)
    return found


def _easter(year: int) -> Period | None:
    """Easter Sunday of the Gregorian calendar (Meeus, Astronomical Algorithms, chapter 8)."""
    golden, century, rest = year % 19, year // 100, year % 100
    leap, skip = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - leap - correction + 15) % 30
    quad, left = divmod(rest, 4)
    day = (32 + 2 * skip + 2 * quad - moon - left) % 7
    shift = (golden + 11 * moon + 22 * day) // 451
    month, last = divmod(moon + day - 7 * shift + 114, 31)
    return day_of(year, month, last + 1)


def read_holiday(line: Line, i: int) -> Found | None:
    """Read "Christmas 1963", "New Year's Day", "last Thanksgiving"."""
    if not line.word[i][0].isupper() and line.lower[i] not in _PLAIN:
        return None
    if line.word[i][0].isupper() and _is_surname(line, i):
        return None
    for name, rule in HOLIDAYS[_bare(line.lower[i])]:
        stop = _matches(line, i, name)
        if stop:
            return with_part(line, _place(line, i, stop, rule))
    return None


_PLAIN: Final = frozenset({"christmas", "thanksgiving", "easter", "halloween"})
_BEFORE: Final = frozenset(
    [
        "on",
        "at",
        "by",
        "since",
        "until",
        "before",
        "after",
        "last",
        "next",
        "this",
        "every",
        "until",
        "of",
    ]
)


def _is_surname(line: Line, i: int) -> bool:
    """Whether a name stands before it: "Johnnie Christmas", "White Christmas"."""
    if i == line.sentence(i)[0] or line.at(i - 1) in _BEFORE or line.role(i - 1):
        return False
    return line.word[i - 1][0].isupper() and i - 1 > line.sentence(i)[0]


def _bare(word: str) -> str:
    plain = word.replace("’", "'")
    return plain if plain in HOLIDAYS else plain.removesuffix("'s")


def _matches(line: Line, i: int, name: list[str]) -> int | None:
    words = [word.replace("’", "'") for word in line.lower[i : i + len(name)]]
    if words == name:
        return i + len(name)
    whole = [*words[:-1], words[-1].removesuffix("'s")] if words else words
    return i + len(name) if whole == name else None


def _place(line: Line, i: int, stop: int, rule: str) -> Found:
    year = year_after(line, stop)
    if year:
        period, end, unresolved = year
        day = holiday_in(rule, period.year) if period else None
        return date_at(i, end, day, "holiday_year", unresolved=unresolved, anchored=True)
    told = line.telling
    if told is not None:
        return date_at(i, stop, holiday_in(rule, told.year), "holiday")
    if line.today is None:
        return date_at(i, stop, None, "holiday", unresolved=True)
    return date_at(i, stop, _nearest(line, i, stop, rule), "holiday")


def _nearest(line: Line, i: int, stop: int, rule: str) -> Period | None:
    today = line.today
    if today is None:
        return None
    days = [day for y in (-1, 0, 1) if (day := holiday_in(rule, today.year + y))]
    past = [day for day in days if day.number <= today.number]
    future = [day for day in days if day.number > today.number]
    word = line.at(i - 1)
    if word in ("next", "coming") or side(line, i, stop) == "future":
        return future[0] if future else None
    if word != "last" and future and past and side(line, i, stop) is None:
        near = future[0].number - today.number < today.number - past[-1].number
        return future[0] if near else past[-1]
    return past[-1] if past else None
