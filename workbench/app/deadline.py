"""Deadlines as a newsroom types and says them, in the desk's own time."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from workbench.grammar.typed_dates import read_typed_date

if TYPE_CHECKING:
    from datetime import date, tzinfo

_CLOCK = re.compile(
    r"(?:,?\s*\bat\b|,)?\s*(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d))?\s*(?P<half>[ap]\.?m\.?)?$",
    re.IGNORECASE,
)
_WEEK = 7
_NOON = 12
_SOON = 6
_EVENING = time(18, 0)


def typed_moment(words: str, now: datetime | None = None) -> datetime | None:
    """The instant that somebody typed, None where the words are none; without a time, 18:00.

    Args:
        words: "4 June 2016, 17:00"; with ``now`` also "17:00", "tomorrow 9 am" and "Friday".
        now: The present instant in the desk's zone; None for words that stand by themselves.

    >>> typed_moment("4 June 2016, 17:00")
    datetime.datetime(2016, 6, 4, 17, 0)
    >>> typed_moment("tomorrow 9 am", datetime(2016, 6, 3, 12, 0))
    datetime.datetime(2016, 6, 4, 9, 0)
    """
    plain = " ".join(words.split())
    found = _CLOCK.search(plain)
    if found is None or not (found["minute"] or found["half"]):
        day = _day(plain, now)
        return None if day is None else _at(day, _EVENING, now)
    before = plain[: found.start()].strip(" ,")
    day = _day(before, now) if before else (now.date() if now else None)
    clock = _clock(found)
    return None if day is None or clock is None else _at(day, clock, now)


def _day(words: str, now: datetime | None) -> date | None:
    if not words:
        return None
    lower = words.casefold()
    if now is not None:
        days = {"today": 0, "tonight": 0, "tomorrow": 1}
        if lower in days:
            return now.date() + timedelta(days=days[lower])
        for ahead in range(1, _WEEK + 1):
            one = now.date() + timedelta(days=ahead)
            if lower in (f"{one:%A}".lower(), f"{one:%a}".lower()):
                return one
    read = read_typed_date(words, now.date() if now else None)
    return read.days[0] if read is not None and read.unit == "day" else None


def _clock(found: re.Match[str]) -> time | None:
    hour, half = int(found["hour"]), (found["half"] or "").lower().replace(".", "")
    if half:
        if not 1 <= hour <= _NOON:
            return None
        hour = hour % _NOON + (_NOON if half == "pm" else 0)
    return time(hour, int(found["minute"] or 0))


def _at(day: date, clock: time, now: datetime | None) -> datetime:
    return datetime.combine(day, clock, now.tzinfo if now else None)


def in_words(deadline: datetime, now: datetime) -> str:
    """How long there is, as one would say it, with the time of day in ``now``'s zone.

    >>> now = datetime(2016, 6, 3, 15, 30, tzinfo=UTC)
    >>> in_words(datetime(2016, 6, 3, 17, 0, tzinfo=UTC), now)
    'in 1 hour 30 minutes, today 17:00'
    >>> in_words(datetime(2016, 6, 3, 15, 0, tzinfo=UTC), now)
    'over since 30 minutes, today 15:00'
    """
    local = deadline.astimezone(now.tzinfo)
    left = deadline - now
    stretch = _stretch(abs(left))
    how = f"in {stretch}" if left >= timedelta() else f"over since {stretch}"
    return f"{how}, {day_in_words(local, now)} {local:%H:%M}"


def day_in_words(local: datetime, now: datetime) -> str:
    """A day near the present by its name, any other by its date.

    >>> day_in_words(datetime(2016, 6, 4), datetime(2016, 6, 3))
    'tomorrow'
    """
    away = (local.date() - now.date()).days
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    if away in near:
        return near[away]
    if 1 < away < _WEEK:
        return f"{local:%A}"
    return f"{local.day} {local:%B} {local.year}"


def _stretch(left: timedelta) -> str:
    minutes = int(left.total_seconds()) // 60
    hours, days = minutes // 60, minutes // 1440
    if days > 1:
        return f"{days} days"
    if hours >= 1:
        rest = minutes % 60
        more = f" {_some(rest, 'minute')}" if rest and hours < _SOON else ""
        return f"{_some(hours, 'hour')}{more}"
    return _some(minutes, "minute")


def _some(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"


def zone_of(name: str | None) -> tzinfo:
    """The zone of a reviewer's browser; UTC where it is not known."""
    try:
        return ZoneInfo(name) if name else UTC
    except (ZoneInfoNotFoundError, ValueError):
        return UTC
