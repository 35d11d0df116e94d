"""Units of one dimension in each other, by the exact factors of ``lexicon/conversions.tsv``."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Final

from workbench.lexicon import rows

if TYPE_CHECKING:
    from workbench.checks.figure import Figure

_TEMPERATURE: Final = "temperature"
# What 0 of a scale is in its own degrees above absolute zero.
_ZERO: Final = {
    "degree celsius": Decimal("273.15"),
    "kelvin": Decimal(0),
    "degree fahrenheit": Decimal("459.67"),
}
_PREFIXES: Final = {
    "kilo": 3, "mega": 6, "giga": 9, "tera": 12, "hecto": 2,
    "deci": -1, "centi": -2, "milli": -3, "micro": -6,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Way:
    """How a value turns into one of another unit: ``factor`` times it, and ``offset`` more."""

    factor: Decimal
    offset: Decimal = Decimal(0)

    def __call__(self, value: Decimal) -> Decimal:
        """The value in the other unit."""
        return value * self.factor + self.offset

    def back(self, value: Decimal) -> Decimal:
        """The value of the other unit in the first one."""
        return (value - self.offset) / self.factor


@dataclass(frozen=True, slots=True)
class _Scale:
    """What one of a unit is in SI units of its dimension, in every reading that it has."""

    dimension: str
    factors: tuple[Decimal, ...]


@cache
def _scales() -> dict[str, _Scale]:
    return {
        row["word"]: _Scale(row["dimension"], tuple(map(Decimal, row["factor"].split())))
        for row in rows("conversions")
    }


@cache
def _scale(unit: str) -> _Scale | None:
    """The scale of a unit, one with a metric prefix too ("kilowatt")."""
    known = _scales()
    if unit in known:
        return known[unit]
    for prefix, power in _PREFIXES.items():
        if unit.startswith(prefix) and (base := known.get(unit.removeprefix(prefix))):
            return _Scale(base.dimension, tuple(f * Decimal(10) ** power for f in base.factors))
    return None


def factor_between(one: Figure, other: Figure) -> Decimal | None:
    """How many of the second's unit one of the first's is; None where they are not alike.

    A unit with several readings (the ton, the gallon) is only like itself.
    """
    if one.is_like(other):
        return Decimal(1)
    first, second = _scale(one.unit or ""), _scale(other.unit or "")
    if first is None or second is None or first.dimension != second.dimension:
        return None
    if len(first.factors) > 1 or len(second.factors) > 1 or first.dimension == _TEMPERATURE:
        return None
    return first.factors[0] / second.factors[0]


def ways(one: Figure, other: Figure) -> list[Way]:
    """Every way in which the first unit may turn into the second, none of another dimension."""
    first, second = _scale(one.unit or ""), _scale(other.unit or "")
    if first is None or second is None or first.dimension != second.dimension:
        return []
    if first.dimension == _TEMPERATURE:
        return [reading(one, other)]
    return [Way(a / b) for a in first.factors for b in second.factors]


def reading(one: Figure, other: Figure) -> Way:
    """The way from one temperature scale to another, for what a thermometer reads."""
    factor = difference(one, other).factor
    return Way(factor, _ZERO[one.unit or ""] * factor - _ZERO[other.unit or ""])


def difference(one: Figure, other: Figure) -> Way:
    """The way from one temperature scale to another, for a difference: without the 32."""
    scales = _scales()
    return Way(scales[one.unit or ""].factors[0] / scales[other.unit or ""].factors[0])


def is_temperature(figure: Figure) -> bool:
    """Whether the figure is in degrees of a temperature scale."""
    return figure.unit in _ZERO
