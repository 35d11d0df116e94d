"""Intervals of numbers: what a figure allows, given its digits and its hedge.

Two figures contradict each other only where their intervals cannot meet; that is how statcheck
(Nuijten et al. 2016) treats rounded results.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from workbench.checks.writing import shown

_INFINITE: Final = Decimal("Infinity")


@dataclass(frozen=True, slots=True)
class Interval:
    """Every number from ``low`` to ``high``; the ends belong to it unless it is open there.

    >>> Interval.around(16, Decimal("0.5")).meets(Interval.exactly(Decimal("16.5")))
    True
    """

    low: Decimal
    high: Decimal
    open_low: bool = False
    open_high: bool = False

    @classmethod
    def exactly(cls, value: Decimal | int) -> Interval:
        """The interval that holds nothing else."""
        return cls(Decimal(value), Decimal(value))

    @classmethod
    def around(cls, value: Decimal | int, half: Decimal) -> Interval:
        """From ``value - half`` to ``value + half``."""
        return cls(Decimal(value) - half, Decimal(value) + half)

    @classmethod
    def above(cls, value: Decimal, *, itself: bool) -> Interval:
        """Everything from ``value`` on, with or without ``itself``."""
        return cls(value, _INFINITE, open_low=not itself)

    def meets(self, other: Interval) -> bool:
        """Whether some number lies in both."""
        return self._reaches(other) and other._reaches(self)

    def _reaches(self, other: Interval) -> bool:
        """Whether the upper end lies at or beyond the other's lower end."""
        if self.high == other.low:
            return not (self.open_high or other.open_low)
        return self.high > other.low

    def widened(self, half: Decimal) -> Interval:
        """The interval with so much more on either side.

        >>> Interval.exactly(5).widened(Decimal(1))
        Interval(low=Decimal('4'), high=Decimal('6'), open_low=False, open_high=False)
        """
        return Interval(self.low - half, self.high + half)

    def plus(self, other: Interval) -> Interval:
        """Every sum of one number of each."""
        return Interval(self.low + other.low, self.high + other.high)

    def minus(self, other: Interval) -> Interval:
        """Every difference."""
        return Interval(self.low - other.high, self.high - other.low)

    def times(self, other: Interval) -> Interval:
        """Every product; both must hold no negative number."""
        return Interval(_product(self.low, other.low), _product(self.high, other.high))

    @property
    def negative(self) -> Interval:
        """The same numbers below 0: a fall where a rise is meant."""
        return Interval(-self.high, -self.low, self.open_high, self.open_low)

    @property
    def middle(self) -> Decimal:
        """The number half way between its ends."""
        return (self.low + self.high) / 2

    @property
    def words(self) -> str:
        """It in words.

        >>> Interval.exactly(5).widened(Decimal(1)).words
        '4 to 6'
        """
        if not self.high.is_finite():
            return f"more than {shown(self.low)}"
        return f"{shown(self.low)} to {shown(self.high)}"

    def scaled(self, factor: Decimal | int) -> Interval:
        """Every number of it, ``factor`` (above 0) times."""
        by = Decimal(factor)
        return Interval(self.low * by, self.high * by, self.open_low, self.open_high)

    def over(self, other: Interval) -> Interval | None:
        """Every quotient of numbers that are not negative; None where it could divide by 0."""
        if other.low <= 0:
            return None
        low = Decimal(0) if other.high == _INFINITE else self.low / other.high
        return Interval(low, self.high / other.low)


def _product(one: Decimal, other: Decimal) -> Decimal:
    return Decimal(0) if not one or not other else one * other
