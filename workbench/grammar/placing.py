"""Which year a bare month, day, quarter or season belongs to, and which week a bare weekday.

In a text that tells a story of its own time ("telling"), the latest date told decides; in the news
of the day the publication date and the tense do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from workbench.grammar.tense import follows_verb, leans, led_by, side
from workbench.grammar.timex import Period, day_of, month_of

if TYPE_CHECKING:
    from workbench.grammar.line import Line
    from workbench.grammar.tense import Side

_LATE_IN_YEAR: Final = 10
_EARLY_IN_YEAR: Final = 3
# A past tense does not push a date back further than this when the coming one is near: "filed for
# a December deadline", published in late October.
_FAR: Final = 310
# "It is to run from January 23", published on January 28.
_JUST: Final = 21
_SEASONS: Final = 4
_QUARTERS: Final = 4
_WEEK: Final = 7


class Placed(NamedTuple):
    """The period found, what is uncertain about it, whether the publication date is missing."""

    period: Period | None
    guess: str | None = None
    unresolved: bool = False


UNPLACED: Final = Placed(None, None, unresolved=True)


def place_month(line: Line, month: int, first: int, stop: int) -> Placed:
    """Place a month named without its year."""
    told = _told(line, first, stop)
    if told is not None:
        return Placed(month_of(_told_year(told, month), month))
    if line.today is None:
        return UNPLACED
    this = line.today.to("month")
    ahead = (month - 1 - this.number) % 12
    if ahead == 0:
        return Placed(this)
    return _choose(line, this.shifted(ahead - 12), this.shifted(ahead), first, stop)


def place_day(line: Line, month: int, day: int, first: int, stop: int) -> Placed:
    """Place a day and month named without their year."""
    told = _told(line, first, stop)
    if told is not None:
        year = _told_year(told, month)
        return Placed(day_of(year, month, day) or day_of(year + 1, month, day))
    if line.today is None:
        return UNPLACED
    year = line.today.year
    # 29 February is looked for over the eight years that can part two of them.
    days = [found for y in range(year - 8, year + 9) if (found := day_of(y, month, day))]
    if not days:
        return Placed(None, "There is no such day in the calendar.")
    past = [found for found in days if found.number <= line.today.number]
    future = [found for found in days if found.number >= line.today.number]
    if not past or not future:
        return Placed(days[0])
    if past[-1] == future[0]:
        return Placed(past[-1])
    return _choose(line, past[-1], future[0], first, stop)


def place_weekday(line: Line, weekday: int, first: int, stop: int) -> Placed:
    """Place a weekday: today, the latest one, or, if the tense says so, the next one."""
    told = line.firm
    if told is not None and told.unit == "day":
        return Placed(told.shifted((weekday - (told.number - 1)) % _WEEK))
    if line.today is None:
        return UNPLACED
    ahead = (weekday - (line.today.number - 1)) % _WEEK
    if ahead == 0:
        return Placed(line.today)
    past, future = line.today.shifted(ahead - _WEEK), line.today.shifted(ahead)
    which = _weekday_side(line, first, stop, ahead)
    if which is None:
        return Placed(past, "No verb says whether this is the last or the coming one.")
    return Placed(future if which == "future" else past)


def _weekday_side(line: Line, first: int, stop: int, ahead: int) -> Side | None:
    """Tell the side: "Friday's ruling" has been, a day of "would" that was yesterday, too."""
    if line.owned(stop - 1):
        near = side(line, first, stop, window=4)
        return near if near == "future" and line.at(first - 1) != "around" else "past"
    if line.at(stop) == "to" and line.at(first - 1) in ("until", "m", "."):
        return "future"
    which = side(line, first, stop)
    if which == "future" and ahead == _WEEK - 1 and leans(line, first):
        return "past"
    return which


def place_season(line: Line, season: int, first: int, stop: int) -> Placed:
    """Place a season named without its year."""
    told = line.telling
    if told is not None:
        return Placed(Period("season", told.year * _SEASONS + season))
    if line.today is None:
        return UNPLACED
    this = line.today.to("season")
    ahead = (season - this.number) % _SEASONS
    if ahead == 0:
        return Placed(this)
    return _choose(line, this.shifted(ahead - _SEASONS), this.shifted(ahead), first, stop)


def place_quarter(line: Line, quarter: int, first: int, stop: int) -> Placed:
    """Place a quarter: the latest one that has begun, or, if the tense says so, the coming one."""
    told = line.telling
    if told is not None:
        return Placed(Period("quarter", told.year * _QUARTERS + quarter))
    if line.today is None:
        return UNPLACED
    this = line.today.to("quarter")
    ahead = (quarter - this.number) % _QUARTERS
    # The quarter just over is told of as coming, too: "it expects a third-quarter loss" is told
    # in the fourth quarter.
    if 1 <= ahead < _QUARTERS - 1 and side(line, first, stop) == "future":
        return Placed(this.shifted(ahead))
    return Placed(this.shifted(ahead - _QUARTERS) if ahead else this)


def _told(line: Line, first: int, stop: int) -> Period | None:
    """The date told that a bare one goes on from; "will join in March" is news in any passage."""
    told = line.telling
    if told is None or line.today is None or line.firm:
        return told
    return None if side(line, first, stop) == "future" and not leans(line, first) else told


def _told_year(told: Period, month: int) -> int:
    """The year of the story; a January after a November is the next one."""
    if told.unit not in ("day", "week", "weekend", "month"):
        return told.year
    told_month = told.to("month").number % 12 + 1
    turns = told_month >= _LATE_IN_YEAR and month <= _EARLY_IN_YEAR
    return told.to("month").year + turns


def _choose(line: Line, past: Period, future: Period, first: int, stop: int) -> Placed:
    which = side(line, first, stop)
    back, ahead = _distance(line, past), _distance(line, future)
    if which == "past" and back > _FAR and not follows_verb(line, first):
        which = None
    if which == "future" and ahead > _FAR and (back < _JUST or led_by(line, first) is None):
        which = None
    if which is None:
        near = future if ahead * 3 < back else past
        return Placed(near, "No verb says which year is meant; the nearer one is taken.")
    return Placed(future if which == "future" else past)


def _distance(line: Line, period: Period) -> int:
    first, _ = period.days
    return abs(first.toordinal() - line.today.number) if first and line.today else 0
