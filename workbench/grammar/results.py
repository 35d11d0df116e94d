"""Quarters, halves and fiscal years, and what a report on results calls "the period"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbench.claim import Kind
from workbench.grammar.anchors import year_away
from workbench.grammar.calendar_forms import year_after, year_number
from workbench.grammar.line import DASHES, Found, date_at
from workbench.grammar.placing import Placed, place_quarter
from workbench.grammar.tense import side
from workbench.grammar.timex import Period
from workbench.grammar.years import shares_noun

if TYPE_CHECKING:
    from workbench.grammar.line import Line

_QUARTERS: Final = 4
_HALVES: Final = 2
# A quarter that ended on 31 July is mostly the second one.
_HALF_QUARTER: Final = 45


def read_ordinal_part(line: Line, i: int) -> Found | None:
    """Read "third quarter", "third-quarter", "second quarter of 2015", "first half of 2016"."""
    ordinal = line.ordinal(i)
    if ordinal is None:
        return None
    at = line.skip(line.skip_dash(ordinal[1]), "fiscal")
    number, word = ordinal[0], line.at(at).removesuffix("'s").removesuffix("’s")
    if word in ("quarter", "quarters") and 1 <= number <= _QUARTERS:
        return _quarter(line, i, at + 1, number)
    if number <= _QUARTERS and shares_noun(line, ordinal[1], "Q"):
        return _quarter(line, i, ordinal[1], number)
    if word == "half" and 1 <= number <= _HALVES:
        return _half(line, i, at + 1, number)
    if word == "week":
        return _week_of_month(line, i, at + 1, number)
    return None


def _quarter(line: Line, i: int, stop: int, number: int) -> Found:
    year = year_after(line, stop)
    if year is None and line.at(stop) == "of":
        year = _fiscal_year(line, line.skip(stop + 1, "the"))
    if year:
        period, stop, unresolved = year
        found = Period("quarter", period.year * _QUARTERS + number - 1) if period else None
        return date_at(i, stop, found, "quarter_year", unresolved=unresolved, anchored=True)
    placed = place_quarter(line, number - 1, i, stop)
    return _placed(i, stop, placed, "quarter")


def _placed(i: int, stop: int, placed: Placed, rule: str) -> Found:
    return date_at(i, stop, placed.period, rule, guess=placed.guess, unresolved=placed.unresolved)


def _half(line: Line, i: int, stop: int, number: int) -> Found | None:
    """Only with its year: the first half of a match is no date."""
    year = year_after(line, stop)
    if year is None and line.at(stop) == "of" and line.at(stop + 1) == "the":
        year = _the_year(line, stop + 2)
    if year is None:
        return None
    period, stop, unresolved = year
    found = Period("half", period.year * _HALVES + number - 1) if period else None
    return date_at(i, stop, found, "half_year", unresolved=unresolved, anchored=True)


def _the_year(line: Line, i: int) -> tuple[Period | None, int, bool] | None:
    """Read "the year": the one told of, else this one."""
    if line.at(i) not in ("year", "fiscal"):
        return None
    now = line.telling or line.today
    return (now.to("year") if now else None), i + 1, now is None


def _week_of_month(line: Line, i: int, stop: int, number: int) -> Found | None:
    """Read "the second week of May": the week of its first day, and so many weeks on."""
    if line.at(stop) != "of" or line.role(stop + 1) != "month" or number > 5:
        return None
    from workbench.grammar.calendar_forms import read_month  # noqa: PLC0415

    month = read_month(line, stop + 1)
    if month is None or month.period is None or month.period.unit != "month":
        return None
    week = month.period.to("week").shifted(number - 1)
    return date_at(i, month.stop, week, "week_of_month", unresolved=month.unresolved)


def read_q(line: Line, i: int) -> Found | None:
    """Read "Q3", "Q3 2015", "3Q", "3Q15"."""
    number = line.digits(i + 1) if line.role(i) == "q" and line.glued(i + 1) else None
    if number is None or not 1 <= number <= _QUARTERS or line.word[i] != "Q":
        return None
    return _quarter(line, i, i + 2, number)


def read_digit_q(line: Line, i: int) -> Found | None:
    """Read "3Q"."""
    number = line.digits(i)
    if number is None or not 1 <= number <= _QUARTERS or not line.glued(i + 1):
        return None
    return _quarter(line, i, i + 2, number) if line.word[i + 1] == "Q" else None


def read_fiscal(line: Line, i: int) -> Found | None:
    """Read "fiscal 1989", "fiscal year 2015", "FY2018"."""
    found = _fiscal_year(line, i)
    if found is None:
        return None
    period, stop, unresolved = found
    return date_at(i, stop, period, "fiscal_year", unresolved=unresolved, anchored=True)


def _fiscal_year(line: Line, i: int) -> tuple[Period | None, int, bool] | None:
    if line.role(i) != "fiscal":
        return None
    year = year_number(line, line.skip(i + 1, "year"))
    if year is None and line.glued(i + 1) and line.digits(i + 1) is not None:
        short = line.digits(i + 1)
        year = (2000 + short, i + 2) if short is not None and len(line.lower[i + 1]) == 2 else None
    return (Period("year", year[0]), year[1], False) if year else None


def read_year_part(line: Line, i: int) -> Found | None:
    """Read what a bare unit begins: "year-end", "year-earlier", "the year"."""
    if line.value(i) in ("Y", "M"):
        found = _year_end(line, i) or _year_earlier(line, i)
        if found:
            return found
    return _the_unit(line, i)


def _year_end(line: Line, i: int) -> Found | None:
    """Read "year-end", "year end": this year's last day; the last one in the past tense."""
    at = line.skip_dash(i + 1)
    if line.at(at) != "end" or line.at(at + 1) in ("of", "up"):
        return None
    if line.value(i) == "M":
        return _the(line, at, "month") if line.owned(i) else None
    now = line.telling or line.today
    if now is None:
        return date_at(i, at + 1, None, "year_end", unresolved=True)
    year = now.to("year")
    past = line.at(i - 1) in ("since", "from") and side(line, i, at + 1) != "future"
    month = year.shifted(-past).to("month").shifted(11)
    return date_at(i, at + 1, Period("day", month.shifted(1).to("day").number - 1), "year_end")


def _year_earlier(line: Line, i: int) -> Found | None:
    """Read "year-earlier", "year-ago": the period under discussion, a year before."""
    at = line.skip_dash(i + 1)
    if line.at(at) not in ("earlier", "ago") or line.value(i) != "Y":
        return None
    if line.at(i - 1) in ("a", "one") and at == i + 1:
        return None
    stop = at + 1
    named = read_ordinal_part(line, stop)
    if named and named.period:
        return date_at(i, named.stop, year_away(named.period, -1), "year_earlier")
    stop += line.at(stop) in ("period", "quarter", "month", "week", "half")
    base = _discussed(line, line.at(stop - 1))
    if base is None:
        return date_at(i, stop, None, "year_earlier", unresolved=True)
    return date_at(i, stop, year_away(base, -1), "year_earlier")


def _discussed(line: Line, word: str) -> Period | None:
    """The period under discussion, of that unit if one is named, else the year."""
    period = line.context.period
    if period and word in (period.unit, "period", "earlier", "ago"):
        return period
    if line.today is None:
        return period
    if word == "quarter":
        return line.today.to("quarter").shifted(-1)
    return line.today.to("year")


def _the_unit(line: Line, i: int) -> Found | None:
    """Read "the quarter", "the year", "the month" as the one under discussion or told of."""
    before = line.at(i - 1)
    if before not in ("the", "full", "current", "latest"):
        return None
    unit = line.at(i).removesuffix("'s").removesuffix("’s")
    if line.digits(i + 1) is not None or i + 1 in line.numbers:
        return None
    if unit == "year" and (line.at(i - 2) in _FOR or before == "full"):
        return _the(line, i, "year")
    if unit == "quarter":
        return _the_quarter(line, i)
    if unit in ("month", "week", "day", "decade", "century") and line.at(i - 2) == "of":
        return _the(line, i, unit) if line.at(i - 3) in _ENDS else None
    return None


_FOR: Final = frozenset({"for", "of", "in", "during", "this", "throughout", "through", "so"})
_ENDS: Final = frozenset({"end", "beginning", "start", "middle", "rest", "close", "part", "half"})


def _the(line: Line, i: int, unit: str) -> Found | None:
    if unit == "year" and line.at(i + 1) in ("of", "ending", "ended", "before", "after", "to"):
        return None if line.at(i + 1) in ("of", "before", "after", "to") else _span_year(i)
    now = line.told if line.telling or line.today is None else line.today
    if now is None:
        return date_at(i, i + 1, None, "the_unit", unresolved=True)
    return date_at(i, i + 1, now.to(unit), "the_unit")


def _span_year(i: int) -> Found:
    return Found(i, i + 1, Kind.DURATION, "year_ended", value="P1Y")


def _the_quarter(line: Line, i: int) -> Found | None:
    period = line.context.period
    if line.at(i + 1) in DASHES:
        return None
    if line.at(i - 1) == "current" and line.today:
        return date_at(i, i + 1, line.today.to("quarter"), "the_quarter")
    ended = _ended(line, i + 1)
    if ended is not None:
        return date_at(
            i, i + 1, ended.to("day").shifted(-_HALF_QUARTER).to("quarter"), "the_quarter"
        )
    if period is None or period.unit != "quarter":
        if line.at(i - 2) not in _FOR or line.today is None:
            return None
        period = line.today.to("quarter").shifted(-1)
    return date_at(i, i + 1, period, "the_quarter")


def _ended(line: Line, i: int) -> Period | None:
    """The day in "the quarter ended July 31"."""
    if line.at(i) not in ("ended", "ending") or line.role(i + 1) != "month":
        return None
    from workbench.grammar.calendar_forms import read_month  # noqa: PLC0415

    found = read_month(line, i + 1)
    return found.period if found else None


def read_period(line: Line, i: int) -> Found | None:
    """Read "the latest period", "the 1988 period" (the year is read there), "the period"."""
    if line.at(i - 1) not in ("latest", "year-earlier") or not line.context.period:
        return None
    return date_at(i, i + 1, line.context.period, "the_period")


def _is_new_topic(line: Line, period: Period) -> bool:
    """An earlier quarter is a comparison, one not over yet an outlook: the topic stays."""
    topic = line.context.period
    if topic is None or topic.unit != period.unit:
        return True
    last = period.days[1]
    over = last is not None and (line.today is None or last.toordinal() < line.today.number)
    return over and period.number > topic.number


def note_period(line: Line, found: Found) -> None:
    """Keep what a report on results is about, for "a year earlier" and "the quarter"."""
    if found.period is None or found.kind is not Kind.DATE:
        if found.rule in ("duration", "last_units") and found.value in ("P9M", "P6M", "P3M"):
            line.context.period = line.today.to("year") if line.today else None
        return
    if found.rule in ("quarter", "quarter_year", "half_year", "fiscal_year"):
        if _is_new_topic(line, found.period):
            line.context.period = found.period if found.period.value else None
    elif found.rule == "the_unit" and found.period.unit == "year":
        line.context.period = found.period if found.period.value else None
