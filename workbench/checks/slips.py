"""The likely slip behind a figure that does not fit: a wrong scale, digits in another order."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from workbench.checks.writing import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workbench.checks.figure import Figure
    from workbench.checks.interval import Interval

THOUSAND: Final = Decimal(1000)
_SCALES: Final = ((THOUSAND, "1,000 times as much"), (1 / THOUSAND, "a thousandth"))


def thousandfold(
    figures: Sequence[Figure], fits: Callable[[Sequence[Interval]], bool]
) -> str | None:
    """The one figure with which it fits 1,000 times as large, or as a thousandth of itself."""
    for at, one in enumerate(figures):
        for factor, words in _SCALES:
            intervals = [figure.interval for figure in figures]
            intervals[at] = one.interval.scaled(factor)
            if fits(intervals):
                return f"{one.words}: {words} fits exactly."
    return None


def swapped_digits(right: Decimal, wrong: Decimal) -> str | None:
    """What to say where two numbers have the same digits in another order.

    >>> swapped_digits(Decimal(66), Decimal(66)), swapped_digits(Decimal(75), Decimal(57))
    (None, '57 has the digits of 75 in another order.')
    """
    first, second = shown(right), shown(wrong)
    if first == second or sorted(first) != sorted(second):
        return None
    return f"{second} has the digits of {first} in another order."
