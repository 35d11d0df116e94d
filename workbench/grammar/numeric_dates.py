"""Dates in figures, "03/04/2016", "12.04.2016", "3-7-07", and with a month between hyphens.

They are bounded here and read by dateparser, which is told the order of day and month.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbench.claim import Kind
from workbench.grammar.line import Found, date_at
from workbench.grammar.typed_dates import read_absolute

if TYPE_CHECKING:
    from workbench.grammar.line import Line

_SIGNS: Final = frozenset("/-.–")
_AMBIGUOUS: Final = "Month first or day first? Read as month/day/year."
_MONTHS: Final = 12


def read_numeric(line: Line, i: int) -> Found | None:
    """Read three numbers parted by one sign: day, month and year in some order."""
    parts, stop = _parts(line, i)
    if parts is None:
        return None
    start, end = line.tokens.start[i], line.tokens.end[stop - 1]
    words = line.tokens.text[start:end]
    if len(parts[0]) == 4:
        return _read(i, stop, words, order="YMD")
    first, second = int(parts[0]), int(parts[1])
    # Full stops part the numbers of continental dates, which begin with the day.
    if first > _MONTHS or "." in words:
        return _read(i, stop, words, order="DMY")
    found = _read(i, stop, words, order="MDY")
    if second <= _MONTHS and first != second:
        found.guess = _AMBIGUOUS
    return found


def _read(i: int, stop: int, words: str, order: str) -> Found:
    period = read_absolute(words, order)
    guess = None if period else "There is no such day in the calendar."
    return date_at(i, stop, period, "numeric", guess=guess, anchored=True)


def _parts(line: Line, i: int) -> tuple[list[str] | None, int]:
    word = line.at(i)
    if "." in word:
        parts, stop = word.split("."), i + 1
    else:
        sign = line.at(i + 1)
        if sign not in _SIGNS or line.at(i + 3) != sign:
            return None, i
        if not all(line.glued(j) for j in range(i + 1, min(i + 5, line.count))):
            return None, i
        parts, stop = [word, line.at(i + 2), line.at(i + 4)], i + 5
    if len(parts) != 3 or not all(part.isascii() and part.isdecimal() for part in parts):
        return None, i
    return (parts, stop) if _is_date(parts) and not _goes_on(line, stop) else (None, i)


def _is_date(parts: list[str]) -> bool:
    sizes = [len(part) for part in parts]
    if sizes[0] == 4:
        return all(1 <= size <= 2 for size in sizes[1:])
    return max(sizes[:2]) <= 2 and sizes[2] in (2, 4)


def _goes_on(line: Line, stop: int) -> bool:
    """A telephone or version number goes on after three parts."""
    following = line.at(stop)
    return line.glued(stop) and (following[0].isalnum() or following in _SIGNS - {".", "-", "–"})


def read_hyphened(line: Line, i: int) -> Found | None:
    """Read "12-Apr-2009", "2019-sep-1": bounded here, read by dateparser."""
    if line.at(i + 1) != "-" or line.role(i + 2) != "month" or line.at(i + 3) != "-":
        return None
    if line.digits(i) is None or line.digits(i + 4) is None:
        return None
    if not all(line.glued(j) for j in range(i + 1, i + 5)):
        return None
    start, end = line.tokens.start[i], line.tokens.end[i + 4]
    period = read_absolute(line.tokens.text[start:end])
    if period is None:
        return None
    return Found(i, i + 5, Kind.DATE, "hyphened", period, anchored=True)
