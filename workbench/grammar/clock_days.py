"""Which day a time of day belongs to, and years that a range lends to its first day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbench.claim import Kind
from workbench.grammar.anchors import year_away
from workbench.grammar.clock import joins_day
from workbench.grammar.line import DASHES
from workbench.grammar.timex import day_of

if TYPE_CHECKING:
    from workbench.grammar.line import Found, Line
    from workbench.grammar.timex import Period

_LENDERS: Final = frozenset({"day_of_month", "month", "season", "quarter"})
_JOINTS: Final = DASHES | {"to", "and", "until", "or", "/"}
_CLOCKS: Final = frozenset({"clock", "clock_word"})


def days_for_clocks(line: Line) -> list[Found]:
    """Join clock times with the days beside them and give lone ones the day of their sentence."""
    if len(line.found) == 1 and line.found[0].rule not in _CLOCKS:
        return line.found  # nothing to join and no time without its day
    kept: list[Found] = []
    for found in line.found:
        last = kept[-1] if kept else None
        if last and last.rule in _CLOCKS and _is_day(found) and joins_day(line, last, found):
            _join(last, found)
        elif last and found.rule in _CLOCKS and _is_bare_day(last) and _adjoins(line, last, found):
            last.tail, last.stop = found.tail, found.stop
        else:
            if last:
                _lend_year(line, last, found)
            kept.append(found)
    _place_lone(line, kept)
    return kept


def _is_day(found: Found) -> bool:
    if found.kind is not Kind.DATE or found.rule in _CLOCKS:
        return False
    if found.period is None:
        return found.unresolved
    return found.period.unit == "day" and found.until is None


def _is_bare_day(found: Found) -> bool:
    return _is_day(found) and not found.tail


def _adjoins(line: Line, day: Found, time: Found) -> bool:
    between = line.lower[day.stop : time.first]
    return not between or between == [","] or (between == ["at"] and not time.tail.endswith("Z"))


def _join(time: Found, day: Found) -> None:
    time.stop = day.stop
    time.period, time.unresolved, time.guess = day.period, day.unresolved, day.guess
    time.rule = "clock_day"


def _lend_year(line: Line, first: Found, last: Found) -> None:
    """Lend the year of "January 23 - March 9 2014" to its first day, or the year before."""
    between = line.lower[first.stop : last.first]
    if first.rule not in _LENDERS or len(between) != 1 or between[0] not in _JOINTS:
        return
    if not last.anchored or last.period is None or first.period is None or first.until:
        return
    lent = _in_year(first.period, last.period.year)
    if lent.to("day").number > last.period.to("day").number:
        lent = _in_year(first.period, last.period.year - 1)
    first.period, first.guess = lent, None


def _in_year(period: Period, year: int) -> Period:
    """The same day, month, quarter or season of another year."""
    if period.unit != "day":
        return year_away(period, year - period.year)
    first, _ = period.days
    return (day_of(year, first.month, first.day) if first else None) or period


def _place_lone(line: Line, found: list[Found]) -> None:
    for place, time in enumerate(found):
        if time.rule in _CLOCKS and time.period is None:
            day = _day_of_sentence(line, found, place)
            if day is not None:
                time.period = day.period
            else:
                _place_by_context(line, time)


def _place_by_context(line: Line, time: Found) -> None:
    told = line.told
    if told is not None and told.unit == "day":
        time.period = told
    elif line.today is not None:
        time.period = line.today
    if time.period is None:
        time.value = time.tail


def _day_of_sentence(line: Line, found: list[Found], place: int) -> Found | None:
    """The nearest day of the same sentence: the one after it first, then the one before."""
    begin, end = line.sentence(found[place].first)
    for other in found[place + 1 : place + 3]:
        if other.first < end and _is_day(other) and other.period:
            return other
    for other in reversed(found[max(0, place - 3) : place]):
        if other.first >= begin and other.period and (_is_day(other) or other.rule in _CLOCKS):
            return other
    return None
