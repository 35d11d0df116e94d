"""Dates by "last", "next", "this", "past", "same", "previous": "last May", "the past two years"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbench.claim import Kind
from workbench.grammar.anchors import UNITS
from workbench.grammar.calendar_forms import day_number, year_after
from workbench.grammar.day_names import with_part
from workbench.grammar.durations import read_duration, write
from workbench.grammar.line import Found, date_at
from workbench.grammar.seasons import read_which_season
from workbench.grammar.tense import side
from workbench.grammar.timex import GRAIN, Period, day_of, month_of

if TYPE_CHECKING:
    from workbench.grammar.line import Line

_WEEK: Final = 7
_YEAR_OF_MONTHS: Final = 12
_TWO_WORDS: Final = frozenset(
    {("this", "past"), ("this", "coming"), ("this", "last"), ("this", "next"), ("that", "same")}
)
_BACK: Final = frozenset({"that", "same", "previous", "prior", "preceding", "following", "ensuing"})
_OVER: Final = frozenset({"over", "in", "within", "during", "for", "throughout", "through"})


def read_which(line: Line, i: int) -> Found | None:
    """Read what "last", "next", "this", "past", "same", "previous" and the like begin."""
    j = i + 1
    if not line.role(j) and j not in line.numbers:
        return None
    if (line.at(i), line.at(j)) in _TWO_WORDS:
        j += 1
    role = line.role(j)
    if role in ("unit", "units", "fiscal"):
        return None if _is_title(line, i, j) else _which_unit(line, i, j)
    reader = _READERS.get(role)
    if reader:
        return reader(line, i, j)
    return _counted(line, i, j)


def _is_title(line: Line, i: int, j: int) -> bool:
    """A capital on both words inside a sentence is a programme or a paper: ABC's "This Week"."""
    capitals = line.word[i][0].isupper() and line.word[j][0].isupper()
    return capitals and i > line.sentence(i)[0]


def _counted(line: Line, i: int, j: int) -> Found | None:
    """Read "last four years", "the past several weeks", "the next 12 to 18 months"."""
    if line.at(i) in ("this", "that", "same", "current", "latest"):
        j = line.skip(j, "latest")
    if j not in line.numbers and line.role(j) != "quantifier":
        return None
    if line.at(j) in ("one", "a") and line.at(i) in ("this", "that"):
        return None
    found = read_duration(line, j)
    if found is None or found.kind is not Kind.DURATION:
        return None
    found.first, found.rule = i, "last_units"
    return found


def _which_unit(line: Line, i: int, j: int) -> Found | None:
    word, unit = line.at(i), line.value(j)
    if line.value(i) == "past" and line.role(j) != "units":
        return _recent(line, i, j)
    if line.role(j) == "fiscal":
        return _fiscal(line, i, j)
    if line.role(j) == "units" and not (word == "this" and unit == "Y" and j == i + 1):
        return _vague_units(line, i, j)
    if unit not in UNITS or word == "latest":
        return None
    return _last_of_year(line, i, j) or _one_unit(line, i, j)


def _recent(line: Line, i: int, j: int) -> Found | None:
    """Read "a recent week", "the most recent fiscal year": some time past, not which."""
    stop = line.skip(j, "fiscal") + 1
    if line.role(stop - 1) != "unit" or line.value(stop - 1) not in UNITS:
        return None
    return date_at(i, stop, None, "recent_units", value="PAST_REF")


def _one_unit(line: Line, i: int, j: int) -> Found | None:
    word, unit = line.at(i), line.value(j)
    if word in ("past", "last", "next", "coming") and _spans(line, i):
        return Found(i, j + 1, Kind.DURATION, "past_unit", value=write("1", unit))
    if word in _BACK or (word == "next" and line.at(i - 1) == "the") or unit == "D":
        return _back(line, i, j)
    return _of_today(line, i, j, UNITS[unit])


def _last_of_year(line: Line, i: int, j: int) -> Found | None:
    """Read "the last quarter of 2015" and "the last month of 2015" in their year."""
    last = line.at(i) == "last" and line.value(j) in ("Q", "M") and line.at(j + 1) == "of"
    year = year_after(line, j + 1) if last else None
    if year is None or year[0] is None:
        return None
    period = year[0].shifted(1).to(UNITS[line.value(j)]).shifted(-1)
    return date_at(i, year[1], period, "last_of_year", anchored=True)


def _fiscal(line: Line, i: int, j: int) -> Found | None:
    """Read "this fiscal year", "the last fiscal year" as the calendar year of that name."""
    ahead = line.value(j + 1) == "Y" and line.at(i) != "latest"
    return _of_today(line, i, j + 1, "year") if ahead else None


def _spans(line: Line, i: int) -> bool:
    """Whether it is a span, as "over the past year" is; "this past year" is a date."""
    if line.at(i) == "past":
        return line.at(i - 1) == "the" or line.at(i - 1) in _OVER
    return line.at(i - 1) == "the" and line.at(i - 2) in _OVER and line.at(i) != "coming"


def _vague_units(line: Line, i: int, j: int) -> Found | None:
    word = line.at(i)
    value = {"recent": "PAST_REF", "past": "PAST_REF", "coming": "FUTURE_REF"}.get(word)
    if value is None and word in ("previous", "preceding", "next", "last", "following"):
        return Found(j, j + 1, Kind.DURATION, "vague_units", value=write("X", line.value(j)))
    return date_at(i, j + 1, None, "recent_units", value=value) if value else None


def _of_today(line: Line, i: int, j: int, unit: str) -> Found:
    """Read "last year", "this week", "next quarter": so many units from today's."""
    base = line.today
    if line.firm and GRAIN[line.firm.unit] <= GRAIN[unit]:
        base = line.firm
    if base is None:
        return date_at(i, j + 1, None, "last_unit", unresolved=True)
    shift = int(line.value(i)) if line.role(i) == "which" else 0
    if line.at(i) in ("this", "that") and line.role(i + 1) == "which":
        shift = int(line.value(i + 1))
    now = base.to(unit)
    if unit == "weekend":
        now = _weekend(line, i, j, now, shift)
        shift = 0 if shift == 0 else shift
    return date_at(i, j + 1, now.shifted(shift), "last_unit")


def _weekend(line: Line, i: int, j: int, now: Period, shift: int) -> Period:
    """The weekend meant by "this weekend": the coming one, or in the past tense the last one."""
    if shift or (line.today and (line.today.number - 1) % _WEEK >= 5):
        return now
    return now.shifted(-1) if side(line, i, j + 1) != "future" else now


def _back(line: Line, i: int, j: int) -> Found | None:
    """Read "that day", "the previous month", "the next day": from the date last told."""
    unit = UNITS[line.value(j)]
    word = line.at(i)
    if word == "this" and unit == "day" and line.telling is None:
        return None
    anchor = line.told or line.today
    if anchor is None:
        return date_at(i, j + 1, None, "that_unit", unresolved=True)
    shift = {"next": 1, "last": -1, "past": -1, "coming": 1}.get(word)
    shift = int(line.value(i)) if shift is None else shift
    if unit == "day" and anchor.unit != "day":
        return None
    return date_at(i, j + 1, anchor.to(unit).shifted(shift), "that_unit")


def _which_part(line: Line, i: int, j: int) -> Found | None:
    """Read "last night", "this morning", "that evening"."""
    word, tail = line.at(i), "T" + line.value(j)
    if word in ("that", "same", "previous", "following", "next"):
        anchor = line.told
        if anchor is None or anchor.unit != "day":
            return None
        shift = {"previous": -1, "following": 1, "next": 1}.get(word, 0)
        return date_at(i, j + 1, anchor.shifted(shift), "that_part", tail=tail)
    if word not in ("this", "last") or (word == "last" and tail not in ("TNI", "TEV")):
        return None
    if line.today is None:
        return date_at(i, j + 1, None, "this_part", unresolved=True)
    return date_at(i, j + 1, line.today.shifted(-(word == "last")), "this_part", tail=tail)


def _which_weekday(line: Line, i: int, j: int) -> Found:
    """Read "last Friday", "next Tuesday night", "this Sunday", "the previous Friday"."""
    weekday, word = int(line.value(j)), line.at(i)
    anchor = line.told if word in _BACK else line.today
    if anchor is None:
        return date_at(i, j + 1, None, "which_weekday", unresolved=line.today is None)
    day = anchor.to("day")
    ahead = (weekday - (day.number - 1)) % _WEEK
    if word in ("next", "coming", "following", "upcoming"):
        shift = ahead or _WEEK
    elif word == "this" and ahead and side(line, i, j + 1) != "past":
        shift = ahead
    else:
        shift = ahead - _WEEK if ahead or word in ("last", "past", "previous") else 0
    return with_part(line, date_at(i, j + 1, day.shifted(shift), "which_weekday"))


def _which_month(line: Line, i: int, j: int) -> Found | None:
    """Read "last May", "next May", "this May"."""
    month, word = int(line.value(j)), line.at(i)
    if word in _BACK and line.told:
        return _told_month(line, i, j, month)
    found_day = day_number(line, j + 1)
    stop = found_day[1] if found_day else j + 1
    if line.today is None:
        return date_at(i, stop, None, "which_month", unresolved=True)
    this = line.today.to("month")
    ahead = (month - 1 - this.number) % _YEAR_OF_MONTHS
    if word in ("next", "coming", "following"):
        period = this.shifted(ahead or _YEAR_OF_MONTHS)
    elif word in ("last", "past", "previous"):
        # The month just gone is "last month", so "last February" in March is a year back.
        back = ahead - _YEAR_OF_MONTHS
        period = this.shifted(back - _YEAR_OF_MONTHS if back == -1 else back)
    else:
        period = month_of(line.today.year, month)
    if found_day:
        return date_at(i, stop, day_of(period.year, month, found_day[0]), "which_month")
    return date_at(i, stop, period, "which_month")


def _told_month(line: Line, i: int, j: int, month: int) -> Found | None:
    """Read "the previous April", "that May": the nearest one to the date last told."""
    told = line.told
    if told is None:
        return None
    this = told.to("month")
    ahead = (month - 1 - this.number) % _YEAR_OF_MONTHS
    if line.at(i) in ("previous", "prior", "preceding"):
        period = this.shifted(ahead - _YEAR_OF_MONTHS)
    elif line.at(i) in ("following", "ensuing"):
        period = this.shifted(ahead or _YEAR_OF_MONTHS)
    else:
        period = month_of(told.year, month)
    return date_at(i, j + 1, period, "told_month")


_READERS: Final = {
    "part": _which_part,
    "weekday": _which_weekday,
    "month": _which_month,
    "season": read_which_season,
}


def read_weekend(line: Line, i: int) -> Found | None:
    """Read "the weekend": the last one, or, if the tense says so, the coming one."""
    if line.at(i - 1) != "the" or line.value(i) != "WE":
        return None
    told = line.telling
    if told is not None:
        return date_at(i, i + 1, told.to("weekend"), "the_weekend")
    if line.today is None:
        return date_at(i, i + 1, None, "the_weekend", unresolved=True)
    return date_at(i, i + 1, _weekend(line, i, i, line.today.to("weekend"), 0), "the_weekend")


def read_day_beside(line: Line, i: int) -> Found | None:
    """Read "the day before", "the year before", "the day after": beside the date last told."""
    # "Two years to the day after" is none.
    before = line.at(i - 1) == "the" and line.at(i - 2) != "to"
    unit = UNITS.get(line.value(i))
    if not before or unit is None or line.at(i + 1) not in ("before", "after", "earlier"):
        return None
    if unit == "day" and line.role(i + 2) == "deictic" and line.today:
        shift = int(line.value(i + 2)[:2].rstrip("N"))
        beside = shift + (1 if line.at(i + 1) == "after" else -1)
        return date_at(i, i + 3, line.today.shifted(beside), "deictic")
    anchor = line.told or line.today
    if anchor is None:
        return date_at(i, i + 2, None, "unit_before", unresolved=True)
    if unit == "day" and (anchor.unit != "day" or line.at(i + 2).endswith("ing")):
        return None
    shift = 1 if line.at(i + 1) == "after" else -1
    return date_at(i, i + 2, anchor.to(unit).shifted(shift), "unit_before")
