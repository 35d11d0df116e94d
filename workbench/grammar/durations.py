"""Spans of time: "five months", "several years", "two-day", "a year and a half", "1:02:37".

"ago" makes a date of a span; "later", "earlier", "before" and "after" leave it a span with that
modifier, unless the text has said from when it counts (see ``anchors``).
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from workbench.claim import Kind
from workbench.grammar.anchors import Distance, after_span
from workbench.grammar.line import DASHES, Found

if TYPE_CHECKING:
    from workbench.grammar.line import Line
    from workbench.grammar.numerals import Numeral

_UNIT_ROLES: Final = frozenset({"unit", "units", "short_unit"})
# Words that may stand between the number and the unit.
BETWEEN: Final = frozenset(
    [
        "more",
        "additional",
        "consecutive",
        "straight",
        "full",
        "whole",
        "calendar",
        "working",
        "business",
        "trading",
        "successive",
        "further",
        "extra",
        "solid",
        "short",
        "long",
        "different",
        "separate",
        "entire",
        "other",
    ]
)
_TENFOLD: Final = {
    "DE": (10, "Y"),
    "CE": (100, "Y"),
    "ML": (1000, "Y"),
    "Q": (3, "M"),
    "2W": (2, "W"),
}
_HALF: Final = {"Y": (6, "M"), "TH": (30, "TM"), "TM": (30, "TS")}
_HALVES: Final = {"CE": Distance("50", "Y"), "DE": Distance("5", "Y"), "Y": Distance("6", "M")}
_BEFORE_BARE: Final = frozenset(
    [
        "for",
        "in",
        "within",
        "after",
        "over",
        "during",
        "about",
        "take",
        "takes",
        "took",
        "taking",
        "lasted",
        "last",
        "of",
        "by",
        "several",
        "spent",
        "spend",
        "many",
        "through",
        "until",
        "recent",
    ]
)
_BEFORE_ONE: Final = frozenset(
    ["for", "in", "within", "after", "just", "only", "than", "least", "job", "over", "to", "of"]
)
_AFTER_BARE: Final = frozenset({"ago", "later", "earlier", "before", "after", "long"})
_JOINTS: Final = DASHES | {"and", "or", "to"}
_VAGUE: Final = "X"


class Amount(NamedTuple):
    """How many: the number as TIMEX3 writes it, perhaps the upper end, where it stops."""

    low: str
    high: str | None
    stop: int


def read_duration(line: Line, i: int) -> Found | None:
    """Read a number or a quantifier with a unit of time after it, at ``i``."""
    amount = _amount(line, i)
    if amount is None:
        return None
    at = _unit_at(line, amount.stop)
    if at is None:
        return None
    unit, stop = line.value(at), at + 1
    if _is_no_span(line, at, stop, amount) or _is_numbered_day(line, i, at):
        return None
    value = write(amount.low, unit)
    if amount.high:
        value = f"{value}/{write(amount.high, unit)}"
    elif line.lower[stop : stop + 3] == ["and", "a", "half"]:
        value, stop = write(str(Decimal(amount.low) + Decimal("0.5")), unit), stop + 3
    else:
        value, stop = _compound(line, value, stop)
    return after_span(
        line, Found(i, stop, Kind.DURATION, "duration", value=value), Distance(amount.low, unit)
    )


def read_half(line: Line, i: int) -> Found | None:
    """Read "half an hour", "half a century", "half-hour"."""
    at = line.skip(line.skip_dash(i + 1), "a", "an")
    unit = line.value(at)
    if line.role(at) != "unit" or (at == i + 1 and unit not in ("TH", "D", "CE", "DE")):
        return None
    value = {"DE": "P5Y", "CE": "P50Y", "Y": "P6M"}.get(unit) or write("0.5", unit)
    return after_span(
        line,
        Found(i, at + 1, Kind.DURATION, "half_unit", value=value),
        _HALVES.get(unit, Distance("X", unit)),
    )


def read_units(line: Line, i: int) -> Found | None:
    """Read a bare plural: "for weeks", "decades-long", "hours later"."""
    unit, stop = line.value(i), i + 1
    if line.owned(i) or (line.at(i - 1) in DASHES and line.glued(i)):
        return None
    long = line.at(stop) in DASHES and line.at(stop + 1) in ("long", "old")
    if not (long or line.at(stop) in _AFTER_BARE or _is_amount_of_time(line, i)):
        return None
    if line.at(stop) == "or" and line.role(stop + 1) == "units":
        stop += 2
    found = Found(i, stop, Kind.DURATION, "vague_units", value=write(_VAGUE, unit))
    return after_span(line, found, Distance(_VAGUE, unit))


def _is_amount_of_time(line: Line, i: int) -> bool:
    return line.at(i - 1) in _BEFORE_BARE and line.at(i - 2) not in ("one", "some", "most")


def read_long(line: Line, i: int) -> Found | None:
    """Read "month-long", "year-long", "week-long"."""
    if line.at(i + 1) in DASHES and line.at(i + 2) == "long" and line.glued(i + 1):
        return Found(i, i + 3, Kind.DURATION, "unit_long", value=write("1", line.value(i)))
    return None


def write(number: str, unit: str) -> str:
    """The TIMEX3 value of so many units.

    >>> write("2.5", "Y"), write("X", "W"), write("47.42", "TS"), write("3", "DE")
    ('P2Y6M', 'PXW', 'PT47.42S', 'P30Y')
    """
    if unit in _TENFOLD:
        times, smaller = _TENFOLD[unit]
        if number == _VAGUE:
            return "PXE" if unit == "CE" else f"PX{smaller if unit != 'Q' else 'Q'}"
        return write(_plain(Decimal(number) * times), smaller)
    if number.endswith(".5") and unit in _HALF:
        count, smaller = _HALF[unit]
        whole = number[:-2]
        rest = f"{count}{smaller[-1]}"
        if smaller[0] == "T":
            return f"PT{whole}{unit[-1]}{rest}" if whole != "0" else f"PT{rest}"
        return f"P{whole}{unit}{rest}" if whole != "0" else f"P{rest}"
    time = "T" if unit[0] == "T" else ""
    return f"P{time}{number}{unit if unit == 'WE' else unit[-1]}"


def _plain(number: Decimal) -> str:
    """A number without an exponent and without idle zeros."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _amount(line: Line, i: int) -> Amount | None:
    numeral = line.numbers.get(i)
    word = line.lower[i]
    alone = numeral is None or (word == "one" and numeral.stop == i + 1)
    if alone and (word in ("another", "one") or line.role(i) == "article"):
        hyphened = line.at(i + 2) in DASHES and line.at(i + 3) != "long"
        return None if hyphened else Amount("1", None, i + 1)
    if numeral is None:
        return _quantified(line, i)
    if numeral.value is None or numeral.style == "ordinal" or numeral.value <= 0:
        return None
    return _number(line, i, numeral, numeral.value)


def _number(line: Line, i: int, numeral: Numeral, value: Decimal) -> Amount | None:
    stop = numeral.stop
    if numeral.style == "vague":
        return Amount(_VAGUE, None, line.skip(stop, "of"))
    if numeral.style == "fraction" and not line.digits(i):
        quarters = line.at(stop - 1) == "quarters" and line.role(i - 1) == "which"
        return Amount(_plain(value * 4), None, stop - 1) if quarters else None
    stop = line.skip(stop, "of") if line.lower[stop - 1] == "couple" else stop
    low = _plain(value)
    return _up_to(line, i, low, stop) or Amount(low, None, stop)


def _quantified(line: Line, i: int) -> Amount | None:
    """Read "several", "a few", "some", "a couple of"."""
    j = i + (line.role(i) == "article")
    if line.role(j) != "quantifier":
        return None
    stop = line.skip(j + 1, "of", "more")
    return Amount(line.value(j), None, stop)


def _up_to(line: Line, first: int, low: str, i: int) -> Amount | None:
    """Read the upper end of "two or three", "12 to 18", "3-5", "between two and three"."""
    if line.lower[i] not in _JOINTS:
        return None
    j = line.skip_dash(i)
    j = line.skip(j, "and") if "between" in line.lower[max(0, first - 2) : first] else j
    j = line.skip(j, "or", "to") if j == i or line.at(j) in ("or", "to") else j
    if j == i:
        return None
    numeral = line.numbers.get(line.skip_dash(j))
    if numeral is None or not numeral.value or numeral.style not in ("digits", "words"):
        return None
    high = _plain(numeral.value)
    return Amount(low, high, numeral.stop) if Decimal(high) > Decimal(low) else None


def _unit_at(line: Line, i: int) -> int | None:
    """Where the unit stands: at once, after a hyphen, or after one adjective."""
    if line.role(i) in _UNIT_ROLES:
        return i
    i = line.skip(line.skip_dash(i), "]")
    if line.role(i) in _UNIT_ROLES:
        return i
    if line.at(i) in BETWEEN or line.at(i) == "-":
        i += 1
        return i if line.role(i) in _UNIT_ROLES else None
    return None


def _is_no_span(line: Line, at: int, stop: int, amount: Amount) -> bool:
    """Ages, "a second man", "one day he" and years of a date are no spans of time."""
    after = line.skip_dash(stop)
    lower = line.lower
    if lower[after] in ("old", "olds") or (lower[stop] == "of" and lower[stop + 1] == "age"):
        return True
    if lower[at] == "second":
        return line.digits(at - 1) is None and lower[at - 1] not in ("one", "per")
    if lower[at - 1] == "one" and lower[at] == "day" and lower[at - 2] not in _BEFORE_ONE:
        return lower[stop] not in _AFTER_BARE
    if line.role(at) == "short_unit":
        return line.digits(amount.stop - 1) is None
    return (
        line.value(at) == "WE" and line.role(at) == "unit" and line.at(at - 1) not in ("a", "one")
    )


def _is_numbered_day(line: Line, i: int, at: int) -> bool:
    """As in "World Cup 2018 day five": a year, and a day with its own number."""
    year = line.digits(i)
    alone = at == i + 1 and line.role(at) == "unit"
    return alone and year is not None and 1900 <= year <= 2100 and len(line.lower[i]) == 4


def _compound(line: Line, value: str, stop: int) -> tuple[str, int]:
    """Add a smaller unit: "three hours and 20 minutes", "2 years, 6 months"."""
    j = line.skip(line.skip(stop, ","), "and") if line.lower[stop] in (",", "and") else stop
    numeral = line.numbers.get(j)
    if numeral is None or numeral.value is None or numeral.style not in ("digits", "words"):
        return value, stop
    if line.role(numeral.stop) not in _UNIT_ROLES or numeral.value <= 0:
        return value, stop
    rest = write(_plain(numeral.value), line.value(numeral.stop))
    merged = _merge(value, rest)
    if merged is None:
        return value, stop
    return _compound(line, merged, numeral.stop + 1)


_ORDER: Final = ("Y", "M", "W", "D", "TH", "TM", "TS")


def _merge(value: str, rest: str) -> str | None:
    """Put "P2Y" and "P6M" together as "P2Y6M"; None when the second unit is not the smaller."""
    last = ("T" if "T" in value else "") + value[-1]
    first = ("T" if "T" in rest else "") + rest[-1]
    if last not in _ORDER or first not in _ORDER or _ORDER.index(first) <= _ORDER.index(last):
        return None
    if "T" in rest:
        return value + (rest[2:] if "T" in value else rest[1:])
    return value + rest[1:]


def read_race_time(line: Line, i: int) -> Found | None:
    """Read "1:02:37" and "3:45.12": hours, minutes and seconds on a stop-watch."""
    if line.at(i + 1) != ":":
        return None
    parts = [line.at(i)]
    j = i + 1
    while len(parts) <= 2 and line.at(j) == ":" and line.glued(j) and line.glued(j + 1):
        parts.append(line.at(j + 1))
        j += 2
    if not all(_is_clock_part(part) for part in parts) or line.at(i - 1) in ("at", "by", "until"):
        return None
    if any("." in part for part in parts[:-1]):
        return None
    if len(parts) == 3:
        hours, minutes, seconds = parts
        value = f"PT{int(hours)}H{int(minutes)}M{seconds.lstrip('0') or '0'}S"
        return Found(i, j, Kind.DURATION, "race_time", value=value)
    if len(parts) == 2 and "." in parts[1]:
        value = f"PT{int(parts[0])}M{parts[1].lstrip('0')}S"
        return Found(i, j, Kind.DURATION, "race_time", value=value)
    return None


def _is_clock_part(part: str) -> bool:
    whole, _, rest = part.partition(".")
    short = len(whole) <= 2 and len(rest) <= 3
    return short and whole.isascii() and whole.isdecimal() and (not rest or rest.isdecimal())
