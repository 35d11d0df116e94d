"""Durations and dates as intervals of days."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from workbench.checks.interval import Interval
from workbench.claim import Claim, Kind, Modifier

if TYPE_CHECKING:
    from datetime import date

_DURATION: Final = re.compile(r"P(?:(\d+(?:\.\d+)?)([YMWDCE]|DE|CE))?(?:T(\d+(?:\.\d+)?)([HMS]))?")
_HOURS: Final = re.compile(r"PT(\d+)H(\d+)M")
_DAYS: Final = {
    "Y": Decimal("365.25"), "M": Decimal("30.44"), "W": Decimal(7), "D": Decimal(1),
    "DE": Decimal("3652.5"), "CE": Decimal(36525),
}  # fmt: skip
_OF_A_DAY: Final = {"H": Decimal(1) / 24, "M": Decimal(1) / 1440, "S": Decimal(1) / 86400}
_HALF: Final = Decimal("0.5")


def length_of(claim: Claim) -> tuple[Decimal, str] | None:
    """Number and unit of a plain duration, (5, "M") for five months; None for any other.

    Units: Y, M, W, D, DE (decades), CE (centuries), H, TM (minutes), S.
    """
    if claim.kind is not Kind.DURATION or not isinstance(claim.value, str):
        return None
    if both := _HOURS.fullmatch(claim.value):
        return Decimal(both.group(1)) + Decimal(both.group(2)) / 60, "H"
    found = _DURATION.fullmatch(claim.value)
    if found is None or (found.group(1) is None) is (found.group(3) is None):
        return None
    if found.group(1) is not None:
        return Decimal(found.group(1)), found.group(2)
    return Decimal(found.group(3)), {"M": "TM"}.get(found.group(4), found.group(4))


def one_of(unit: str) -> Decimal:
    """Days in one of a unit that ``length_of`` gives."""
    return _OF_A_DAY["M" if unit == "TM" else unit] if unit in ("H", "TM", "S") else _DAYS[unit]


def days_of(claim: Claim, leeway: Decimal = Decimal(0)) -> Interval | None:
    """The days that a duration allows, ``leeway`` of its own units on either side.

    A hedge widens it: "about" by a tenth, "almost" from four fifths, "more than" upwards.
    """
    length = length_of(claim)
    if length is None:
        return None
    number, unit = length
    day = one_of(unit)
    low, high = (number - leeway) * day, (number + leeway) * day
    if isinstance(number, Decimal) and number != number.to_integral_value():
        low, high = low - day * _HALF / 2, high + day * _HALF / 2
    if claim.modifier is Modifier.MORE_THAN or claim.modifier is Modifier.AT_LEAST:
        return Interval(low, Decimal("Infinity"))
    if claim.modifier in (Modifier.LESS_THAN, Modifier.UP_TO):
        return Interval(Decimal(0), high)
    if claim.modifier is Modifier.APPROX:
        slack = number * day / 5
        return Interval(number * day - slack, number * day + slack)
    return Interval(low, high)


def between(first: Claim, second: Claim) -> Interval | None:
    """How many days may lie from the first date to the second; None where one has no days."""
    if not (first.earliest and first.latest and second.earliest and second.latest):
        return None
    return Interval(
        Decimal((second.earliest - first.latest).days),
        Decimal((second.latest - first.earliest).days),
    )


def is_dated(claim: Claim) -> bool:
    """Whether a claim is a date with days."""
    return claim.kind is Kind.DATE and claim.earliest is not None and claim.latest is not None


def year_of(claim: Claim) -> int | None:
    """The year of a date that lies within one, None for any other."""
    if not is_dated(claim) or claim.earliest is None or claim.latest is None:
        return None
    return claim.earliest.year if claim.earliest.year == claim.latest.year else None


def says_day(claim: Claim) -> date | None:
    """The day of a date that is one day."""
    return claim.earliest if is_dated(claim) and claim.earliest == claim.latest else None


def is_clock(claim: Claim) -> bool:
    """Whether a date has a time of day."""
    return "T" in str(claim.value)
