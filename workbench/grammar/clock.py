"""Times of day: "6am", "4:42 local time on Saturday", "1430 UTC", "noon"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from workbench.claim import Kind
from workbench.grammar.date_words import ZONES
from workbench.grammar.line import DASHES, Found

if TYPE_CHECKING:
    from workbench.grammar.line import Line

_BEFORE: Final = frozenset(
    [
        "at",
        "by",
        "until",
        "till",
        "from",
        "around",
        "about",
        "before",
        "after",
        "since",
        "between",
        "approximately",
        "to",
        "and",
        "(",
        ",",
        "-",
        "–",
        "nearly",
        "almost",
        "just",
        "was",
        "is",
        "exactly",
        "shortly",
    ]
)
_HOURS: Final = 24
_NOON: Final = 12
_MINUTES: Final = 60
# What "5 am", "5 p.m." and "5 in the morning" go on with.
_HALVES: Final = frozenset({"am", "pm", "a", "p", "in"})


class Time(NamedTuple):
    """Hour and minute as written, where they stop, and whether am, pm or a zone proves a time."""

    hour: int
    minute: int
    stop: int
    sure: bool
    zone: str = ""

    @property
    def tail(self) -> str:
        """As the tail of a TIMEX3 value."""
        return f"T{self.hour:02}:{self.minute:02}{self.zone}"


def read_clock(line: Line, i: int) -> Found | None:
    """Read a time of day at ``i``; its day is joined or looked up later (``days_for_clocks``)."""
    time = _time(line, i)
    if time is None or not (time.sure or line.at(i - 1) in _BEFORE or i == 0):
        return None
    last = _range_end(line, time)
    if last:
        hour = time.hour if time.sure else _like(last, time)
        value = f"T{hour:02}:{time.minute:02}/{last.tail}"
        return Found(i, last.stop, Kind.DATE, "clock_range", value=value)
    return Found(i, time.stop, Kind.DATE, "clock", tail=time.tail)


def read_clock_word(line: Line, i: int) -> Found | None:
    """Read "noon" and "midnight"."""
    if line.at(i - 1) == "after" and line.at(i) == "noon":
        return None
    return Found(i, i + 1, Kind.DATE, "clock_word", tail=line.value(i))


def _like(last: Time, first: Time) -> int:
    """In "between 3 and 5 p.m." the first hour takes the half of the day of the last."""
    afternoon = last.hour >= _NOON and first.hour < _NOON and first.hour + _NOON <= last.hour
    return first.hour + _NOON if afternoon else first.hour


def _range_end(line: Line, time: Time) -> Time | None:
    joint = line.at(time.stop)
    if joint not in DASHES and joint != "and":
        return None
    last = _time(line, time.stop + 1)
    return last if last and (last.sure or time.sure) else None


def _time(line: Line, i: int) -> Time | None:
    bare = _hour_minute(line, i)
    if bare is None:
        return None
    hour, minute, stop, colon = bare
    half, end = _half_day(line, stop)
    if half:
        if not 1 <= hour <= _NOON:
            return None
        hour = hour % _NOON + (_NOON if half == "p" else 0)
    zone, last = _zone(line, end)
    sure = bool(half) or last > end or (colon and not half and _names_hours(line, end))
    if not colon and not half and not (last > end and len(line.lower[i]) == 4):
        return _oclock(line, hour, stop)
    if hour >= _HOURS or minute >= _MINUTES:
        return None
    military = len(line.lower[i]) == 4
    stop = last if last > end and (military or _day_follows(line, last)) else end
    return Time(hour, minute, stop, sure or (colon and _is_exact(line, i)), zone)


def _is_exact(line: Line, i: int) -> bool:
    """A time with a nought ahead or of the afternoon needs no "at": "08:15", "22:30"."""
    return len(line.lower[i]) == 2 and line.at(i - 1) != ":"


def _names_hours(line: Line, i: int) -> bool:
    return line.at(i) in ("hours", "hrs", "h", "local")


def _hour_minute(line: Line, i: int) -> tuple[int, int, int, bool] | None:
    """Hour, minute, where they stop, and whether a mark parted them."""
    word = line.at(i)
    hour = line.digits(i)
    if hour is None:
        return _dotted(line, i, word) or _in_words(line, i)
    if line.glued(i) and line.at(i - 1) in (":", "$", "£", "€", ".", "/"):
        return None
    if len(word) == 4:
        return hour // 100, hour % 100, i + 1, False
    if line.at(i + 1) == ":" and line.glued(i + 1) and line.glued(i + 2):
        minute = line.digits(i + 2)
        if minute is None or len(line.lower[i + 2]) != 2:
            return None
        stop = i + 3
        if line.at(stop) == ":" and line.glued(stop) and line.digits(stop + 1) is not None:
            stop += 2
        return hour, minute, stop, True
    return (hour, 0, i + 1, False) if hour <= _HOURS and len(word) <= 2 else None


def _dotted(line: Line, i: int, word: str) -> tuple[int, int, int, bool] | None:
    """Read "10.30 am" with the British full stop: only before am or pm."""
    hour, dot, minute = word.partition(".")
    if not dot or len(minute) != 2 or not (hour + minute).isdecimal() or len(hour) > 2:
        return None
    return (int(hour), int(minute), i + 1, False) if _half_day(line, i + 1)[0] else None


def _in_words(line: Line, i: int) -> tuple[int, int, int, bool] | None:
    """Read "six o'clock", "seven in the morning"."""
    numeral = line.numbers.get(i)
    if numeral is None or numeral.style != "words" or not numeral.value or numeral.value > _NOON:
        return None
    if line.at(numeral.stop) not in ("o'clock", "o’clock", "in", "at", "p", "pm", "a", "am"):
        return None
    whole = numeral.value == numeral.value.to_integral_value()
    return (int(numeral.value), 0, numeral.stop, False) if whole else None


def _half_day(line: Line, i: int) -> tuple[str, int]:
    """Give "a" or "p" of "am", "p.m.", "in the morning" at ``i``, and where it stops."""
    word = line.at(i)
    if word not in _HALVES:
        return "", i
    if word in ("am", "pm"):
        return word[0], i + 1
    if word in ("a", "p") and line.at(i + 1) == "." and line.at(i + 2) == "m":
        return word, i + 4 if line.at(i + 3) == "." else i + 3
    if word == "in" and line.at(i + 1) == "the" and line.role(i + 2) == "part":
        return ("a" if line.value(i + 2) == "MO" else "p"), i + 3
    return "", i


def _oclock(line: Line, hour: int, stop: int) -> Time | None:
    if line.at(stop) in ("o'clock", "o’clock") and hour <= _HOURS:
        half, end = _half_day(line, stop + 1)
        hour += _NOON if half == "p" and hour < _NOON else 0
        return Time(hour % _HOURS, 0, end if half else stop + 1, sure=True)
    return None


def _zone(line: Line, i: int) -> tuple[str, int]:
    """The offset and the end of a zone at ``i``: "GMT", "Central European Time", "local time"."""
    if line.at(i) == "local" and line.at(i + 1) == "time":
        return "", i + 2
    if i < line.count and line.word[i].isupper() and line.at(i) in ZONES and line.at(i) != "z":
        offset = ZONES[line.at(i)]
        return ("Z" if offset == "Z" else ""), i + 1
    for j in range(i, min(i + 4, line.count)):
        if not line.word[j][0].isupper():
            break
        if line.at(j) == "time" and j > i:
            return ("Z" if line.at(i) in ("greenwich", "universal") else ""), j + 1
    if line.at(i) in ("eastern", "pacific", "central", "mountain") and line.at(i + 1) == "time":
        return "", i + 2
    return "", i


def _day_follows(line: Line, i: int) -> bool:
    """Whether a day follows inside the same mention, which keeps the zone in its core."""
    j = line.skip(line.skip(i, ","), "on")
    return line.role(j) in ("weekday", "month", "deictic") or (
        line.digits(j) is not None and line.role(j + 1) == "month"
    )


def joins_day(line: Line, clock: Found, day: Found) -> bool:
    """Whether a clock time and the day after it, or before it, are one mention.

    >>> from workbench.grammar.reading import Context
    >>> from workbench.grammar.tokens import scan
    >>> from workbench.grammar.line import Line
    >>> line = Line(scan("at 6am on Monday"), [], Context(None))
    >>> joins_day(line, Found(1, 3, Kind.DATE, "clock"), Found(4, 5, Kind.DATE, "weekday"))
    True
    """
    between = line.lower[clock.stop : day.first]
    return len(between) <= 2 and all(word in ("on", ",", "the") for word in between)
