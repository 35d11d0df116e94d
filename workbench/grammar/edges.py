"""Early, mid, late and the end of a period; since, until, by and the like before a date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbench.claim import Kind, Modifier
from workbench.grammar.line import date_at

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.grammar.line import Found, Line

_PLACES: Final = {
    "early": Modifier.EARLY,
    "mid": Modifier.MID,
    "late": Modifier.LATE,
    "end": Modifier.END,
}
NOUNS: Final = frozenset({"end", "close", "beginning", "start", "outset", "middle", "begin"})
_SIMPLE: Final = {
    "since": Modifier.SINCE,
    "until": Modifier.UNTIL,
    "till": Modifier.UNTIL,
    "til": Modifier.UNTIL,
    "through": Modifier.UNTIL,
    "before": Modifier.BEFORE,
    "after": Modifier.AFTER,
    "following": Modifier.AFTER,
    "by": Modifier.BY,
}
_DOUBLE: Final = {
    ("as", "of"): Modifier.AS_OF,
    ("prior", "to"): Modifier.BEFORE,
    ("ahead", "of"): Modifier.BEFORE,
    ("up", "to"): Modifier.UNTIL,
    ("down", "to"): Modifier.UNTIL,
    ("later", "than"): Modifier.BY,
}
_LINKS: Final = frozenset(_SIMPLE) | {second for _, second in _DOUBLE}
_LINKING: Final = _LINKS | {"to", "into"}
_EXTENDED: Final = frozenset({"extended", "extend", "extends", "continue", "postponed", "delayed"})
_BETWEEN: Final = frozenset({"the", "about", "around", "at", "least", "its", "-", "a", "an"})
_ABOUT: Final = frozenset(
    ["nearly", "almost", "about", "around", "roughly", "approximately", "some"]
)
_APPROXIMATED: Final = frozenset({"ago", "past_unit", "last_units"})
_REACH: Final = 3


def read_edge(line: Line, i: int, read: Callable[[Line, int], Found | None]) -> Found | None:
    """Read "mid-May", "early in 2016", "the end of January", "late Wednesday night".

    ``read`` reads the date that follows.
    """
    modifier = _PLACES[line.value(i)]
    j = line.skip_dash(i + 1)
    if line.at(i) in NOUNS:
        if line.at(j) != "of":
            return None
        j += 1
    else:
        j = line.skip(j, "in", "on", "of") if line.at(i) != "mid" else j
    start = line.skip(j, "the")
    found = read(line, start) or _this_unit(line, start)
    if found is None or found.kind is not Kind.DATE or found.first > start:
        return None
    on_day = line.at(i + 1) == "on"
    found.first = found.first if on_day else i
    found.modifier = modifier
    found.ext_first, found.ext_stop = i, found.stop
    return found


def _this_unit(line: Line, i: int) -> Found | None:
    """Read the bare unit of "by end of year", "the end of month"."""
    unit = {"Y": "year", "M": "month", "W": "week"}.get(line.value(i))
    if unit is None or line.role(i) != "unit" or line.at(i - 1) != "of":
        return None
    now = line.firm or line.today
    return date_at(i, i + 1, now.to(unit) if now else None, "end_of_unit", unresolved=now is None)


def read_comparative(line: Line, i: int, read: Callable[[Line, int], Found | None]) -> Found | None:
    """Read "earlier this year", "later that month": the words go to the ext span."""
    j = line.skip(line.skip(i + 1, "in", "on"), "the")
    found = read(line, j)
    if found is None or found.kind is not Kind.DATE:
        return None
    found.ext_first, found.ext_stop = i, found.stop
    return found


def note_link(line: Line, found: Found) -> None:
    """Take the modifier from the words before a date: "since 2014", "as of March 4"."""
    _note_approximate(line, found)
    if found.kind is not Kind.DATE:
        return
    first = found.first if found.ext_first < 0 else min(found.first, found.ext_first)
    for j in range(first - 1, max(-1, first - 1 - _REACH), -1):
        word = line.lower[j]
        if word in _LINKING:
            modifier, start = _link(line, j)
            if line.found and line.found[-1].stop == j and line.found[-1].kind is Kind.DURATION:
                return  # "two days after the January 7 quake": the span has the modifier
            if modifier is not None and not (word == "by" and found.modifier is Modifier.END):
                found.modifier = modifier
                found.ext_first = start
                found.ext_stop = max(found.stop, found.ext_stop)
            return
        if word not in _BETWEEN:
            break
    _note_onwards(line, found)
    if found.modifier is Modifier.NONE:
        _note_since_event(line, found)


def _note_approximate(line: Line, found: Found) -> None:
    """Take approx from "nearly a decade ago", "roughly the past year"."""
    if found.rule not in _APPROXIMATED or found.modifier is not Modifier.NONE:
        return
    first = found.first - (line.at(found.first - 1) == "the")
    if line.at(first - 1) in _ABOUT:
        found.modifier = Modifier.APPROX
        found.ext_first, found.ext_stop = first - 1, found.stop


def _note_since_event(line: Line, found: Found) -> None:
    """Take since from "since its creation in 1950"."""
    first = found.first
    if line.lower[first - 1] not in ("in", "on") or line.at(first - 4) != "since":
        return
    if line.at(first - 3) in ("its", "his", "her", "their", "the"):
        found.modifier = Modifier.SINCE
        found.ext_first, found.ext_stop = first - 4, max(found.stop, found.ext_stop)


def _link(line: Line, j: int) -> tuple[Modifier | None, int]:
    word, before = line.lower[j], line.at(j - 1)
    double = _DOUBLE.get((before, word))
    if double is not None:
        return double, j - 1
    if word in ("to", "into") and any(line.at(j - n) in _EXTENDED for n in range(1, 8)):
        return Modifier.UNTIL, j
    if word == "following" and line.at(j - 1) == "the":
        return None, j
    return _SIMPLE.get(word), j


def _note_onwards(line: Line, found: Found) -> None:
    """Take since from "from 2014 onwards", "1990 and after"."""
    stop = found.stop
    after = line.lower[stop]
    if after == "and" and line.lower[stop + 1] in ("after", "later", "beyond", "onwards"):
        stop += 2
    elif after in ("onwards", "onward"):
        stop += 1
    else:
        return
    found.modifier = Modifier.SINCE
    first = found.first if found.ext_first < 0 else found.ext_first
    found.ext_first = first - 1 if line.at(first - 1) == "from" else first
    found.ext_stop = stop
