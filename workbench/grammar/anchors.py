"""From when a span counts: "two years ago", "a year earlier", "five months before ISIS …"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from workbench.claim import Kind, Modifier
from workbench.grammar.timex import GRAIN, Period

if TYPE_CHECKING:
    from workbench.grammar.line import Found, Line

UNITS: Final = {
    "D": "day",
    "W": "week",
    "WE": "weekend",
    "M": "month",
    "Q": "quarter",
    "Y": "year",
    "DE": "decade",
    "CE": "century",
}
# A span in decades or centuries goes back to a year; in fortnights to a week.
_FINER: Final = {"DE": ("year", 10), "CE": ("year", 100), "ML": ("year", 1000), "2W": ("week", 2)}
_DIRECTION: Final = {
    "later": (1, Modifier.AFTER),
    "after": (1, Modifier.AFTER),
    "following": (1, Modifier.AFTER),
    "since": (1, Modifier.AFTER),
    "earlier": (-1, Modifier.BEFORE),
    "before": (-1, Modifier.BEFORE),
    "previously": (-1, Modifier.BEFORE),
    "prior": (-1, Modifier.BEFORE),
    "ahead": (-1, Modifier.BEFORE),
}
_TOLD_WORDS: Final = frozenset({"later", "earlier", "after", "previously"})
_CLAUSE: Final = 10
_CLAUSE_ENDS: Final = frozenset(
    [",", ".", ";", ":", ")", "(", '"', "”", "–", "—", "?", "!", "in", "at", "on", "and", "but"]
)
_PERIOD_UNITS: Final = ("quarter", "half", "year", "month", "week", "season")


class Distance(NamedTuple):
    """How far away: the number as TIMEX3 writes it ("X" when not said) and the unit."""

    number: str
    unit: str

    @property
    def whole(self) -> int | None:
        """The whole number, None when it is vague or broken."""
        return int(self.number) if self.number.isdecimal() else None


def after_span(line: Line, found: Found, far: Distance) -> Found:
    """Turn a span into a date where "ago" follows; note "later", "before" and the like."""
    word = line.at(found.stop)
    if word == "ago" or (word in ("-", "–") and line.at(found.stop + 1) == "ago"):
        return _ago(line, found, far, found.stop + 1 + (word != "ago"))
    if word == "from" and line.at(found.stop + 1) in ("now", "today"):
        return _from_now(line, found, far, found.stop + 2)
    if word == "hence":
        return _from_now(line, found, far, found.stop + 1)
    direction = _DIRECTION.get(word)
    if direction is None or (
        word in ("ahead", "prior") and line.at(found.stop + 1) not in ("of", "to")
    ):
        return found
    return _away(line, found, far, direction)


def _ago(line: Line, found: Found, far: Distance, stop: int) -> Found:
    found.kind, found.rule, found.stop = Kind.DATE, "ago", stop
    if far.whole is None:
        found.value = "PAST_REF"
        return found
    base = line.firm or line.today
    if base is None:
        found.value, found.unresolved = None, True
        return found
    found.period = _same_period(line, far) or moved(base, -far.whole, far.unit)
    found.value = _too_far(found.period)
    return found


def _from_now(line: Line, found: Found, far: Distance, stop: int) -> Found:
    found.kind, found.rule, found.stop = Kind.DATE, "from_now", stop
    if far.whole is None or line.today is None:
        found.value = "FUTURE_REF"
        return found
    found.period = moved(line.today, far.whole, far.unit)
    found.value = None if found.period and found.period.value else "FUTURE_REF"
    return found


def _too_far(period: Period | None) -> str | None:
    """Ten thousand years ago is no date of the calendar; it is past all the same."""
    if period is None or period.value is None or period.year < 1:
        return "PAST_REF"
    return None


def moved(start: Period, by: int, unit: str) -> Period | None:
    """The period so many units away, as fine as the unit; None for hours and finer."""
    name, times = _FINER.get(unit, (UNITS.get(unit, ""), 1))
    return start.to(name).shifted(by * times) if name else None


def _same_period(line: Line, far: Distance) -> Period | None:
    """Take "a year ago" in a report on a quarter as that quarter a year ago."""
    period = line.context.period
    if far != ("1", "Y") or period is None:
        return None
    if period.unit not in _PERIOD_UNITS or line.firm:
        return None
    return year_away(period, -1)


def year_away(period: Period, by: int) -> Period:
    """The same quarter, month or day in another year."""
    per_year = {"year": 1, "half": 2, "quarter": 4, "season": 4, "month": 12, "week": 52}
    return period.shifted(by * per_year[period.unit]) if period.unit in per_year else period


def _away(line: Line, found: Found, far: Distance, direction: tuple[int, Modifier]) -> Found:
    word = line.at(found.stop)
    if word == "earlier" or (word == "before" and _ends_clause(line, found.stop + 1)):
        compared = _same_period(line, far)
        if compared:
            found.kind, found.rule, found.value = Kind.DATE, "year_earlier", None
            found.period, found.stop = compared, found.stop + 1
            return found
    if word in _TOLD_WORDS and _is_told_from(line, found, far, direction[0]):
        found.stop += 1
        return found
    found.modifier = direction[1]
    found.ext_first, found.ext_stop = found.first, _clause_end(line, found.stop + 1, word)
    return found


def _is_told_from(line: Line, found: Found, far: Distance, sign: int) -> bool:
    """In a text that tells a story, "two days later" counts from the day last told."""
    told = line.telling
    name = UNITS.get(far.unit)
    if told is None or name is None or far.whole is None:
        return False
    if line.at(found.stop) == "after" and not _ends_clause(line, found.stop + 1):
        return False
    if GRAIN[told.unit] > GRAIN[name]:
        return False
    found.kind, found.rule, found.value = Kind.DATE, "told_later", None
    found.period = moved(told, far.whole * sign, far.unit)
    return True


def _ends_clause(line: Line, i: int) -> bool:
    return i >= line.count or not line.at(i)[0].isalnum()


def _clause_end(line: Line, i: int, word: str) -> int:
    """How far the words after "before" belong to it: to the next preposition or mark."""
    if word in ("later", "earlier", "previously"):
        return i
    stop = min(line.count, i + _CLAUSE)
    for j in range(i, stop):
        if line.at(j) in _CLAUSE_ENDS:
            return max(j, i)
    return stop
