"""A figure of the story as the checks use it: its number and the interval its words allow."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Final

from workbench.checks.interval import Interval
from workbench.checks.periods import length_of
from workbench.checks.writing import in_text
from workbench.claim import Claim, Kind, Modifier

if TYPE_CHECKING:
    from collections.abc import Iterator

_DIGITS: Final = re.compile(r"\d[\d,]*(?:\.(\d+))?")
_BELOW: Final = re.compile(
    r"\b(?:nearly|almost|approaching|close to|not quite|just (?:under|below))\b"
)
_JUST_OVER: Final = re.compile(r"\b(?:just|slightly|a little) (?:over|above|more than)\b")
_SCALED: Final = Decimal(1000)
_SCALE_WORD: Final = re.compile(
    r"(?:thousand|million|billion|trillion|mn|bn|tn|[mbk])\b", re.IGNORECASE
)
_NONE: Final = Decimal(0)
_TENTH: Final = Decimal("0.1")
_FORTIETH: Final = Decimal("0.025")
_HALF: Final = Decimal("0.5")
_LOOSEST: Final = Decimal("0.08")
_MEASURED: Final = (Kind.PERCENT, Kind.QUANTITY)


@dataclass(frozen=True)
class Figure:
    """One number of a claim; a range has two.

    Attributes:
        claim: The claim it stands in.
        value: Its number.
        said: The words with their hedge, in lower case.
    """

    claim: Claim
    value: Decimal
    said: str

    @cached_property
    def step(self) -> Decimal:
        """One more in the last written digit: 0.1 for 2.4, 100,000 for 2.4 million."""
        written = _DIGITS.search(self.claim.text)
        if not written:
            return self._trailing if self.value >= _SCALED else Decimal(1)
        number = Decimal(written.group().replace(",", ""))
        scale = self.value / number if number and self.value else Decimal(1)
        if isinstance(self.claim.value, tuple) and not _SCALE_WORD.search(self.claim.text):
            scale = Decimal(1)
        return abs(scale) * Decimal(10) ** -len(written.group(1) or "")

    @property
    def _trailing(self) -> Decimal:
        """The place of the last digit that is not 0: 100 for 1,200."""
        digits = self.value.normalize()
        exponent = digits.as_tuple().exponent
        return Decimal(10) ** exponent if isinstance(exponent, int) else Decimal(1)

    @property
    def rounding(self) -> Decimal:
        """Half of what the writing leaves open, without any hedge; 0 for a plain count."""
        kind = self.claim.kind
        if (
            kind in _MEASURED
            or _SCALE_WORD.search(self.claim.text)
            or (kind is not Kind.MONEY and self.step < 1)
        ):
            return self.step * _HALF
        return Decimal(0)

    @cached_property
    def loose(self) -> Interval:
        """The interval with trailing zeros read as rounding, for figures converted by a writer."""
        half = max(self.rounding, min(self._trailing * _HALF, abs(self.value) * _LOOSEST))
        return self.interval.widened(half) if self.is_hedged else Interval.around(self.value, half)

    @property
    def is_hedged(self) -> bool:
        """Whether a word loosens the figure: "about", "nearly", "more than"."""
        return self.claim.modifier is not Modifier.NONE

    @cached_property
    def interval(self) -> Interval:
        """Every number that the words allow."""
        value, half = self.value, self.rounding
        if isinstance(self.claim.value, tuple) and None in self.claim.value:
            is_open_above = self.claim.value[1] is None  # "dozens": two dozen or more
            return Interval.above(value, itself=True) if is_open_above else Interval(_NONE, value)
        if _BELOW.search(self.said):
            return Interval(value - abs(value) * _TENTH, value + half)
        if _JUST_OVER.search(self.said):
            return Interval(value, value + abs(value) * _TENTH)
        return self._bounded(half)

    def _bounded(self, half: Decimal) -> Interval:
        """The interval that the modifier of the claim gives."""
        match self.claim.modifier:
            case Modifier.APPROX:
                points = Decimal(1) if self.kind is Kind.PERCENT else _NONE
                zeros = self._trailing * _HALF
                loose = max(half, zeros, abs(self.value) * _FORTIETH, points)
                return Interval.around(self.value, loose)
            case Modifier.MORE_THAN:
                return Interval.above(self.value - half, itself=bool(half))
            case Modifier.AT_LEAST:
                return Interval.above(self.value - half, itself=True)
            case Modifier.LESS_THAN:
                return Interval(_NONE, self.value + half, open_high=not half)
            case Modifier.UP_TO:
                return Interval(_NONE, self.value + half)
            case _:
                return Interval.around(self.value, half)

    @property
    def start(self) -> int:
        """Where its words begin, the hedge with them."""
        return self.claim.ext_start

    @property
    def end(self) -> int:
        """One past their last code point."""
        return self.claim.ext_end

    @property
    def words(self) -> str:
        """The words of the claim, as they stand within a sentence."""
        return in_text(self.claim.text)

    @property
    def kind(self) -> Kind:
        """Kind of the claim."""
        return self.claim.kind

    @property
    def unit(self) -> str | None:
        """Unit of the claim; of a duration the letter of ``length_of``."""
        if self.claim.kind is Kind.DURATION:
            length = length_of(self.claim)
            return length[1] if length else None
        return self.claim.unit

    @property
    def is_range(self) -> bool:
        """Whether it is one end of a range."""
        return isinstance(self.claim.value, tuple)

    @property
    def head(self) -> str:
        """The last word of what it counts, without its plural; "" where it counts nothing.

        "men" of "40 young men", "name" of "60 names".
        """
        return (self.claim.counted or "").split(" ")[-1].lower().rstrip("s")

    def is_like(self, other: Figure) -> bool:
        """Whether the two may be added: the same kind of thing in the same unit."""
        return self.kind is other.kind and self.unit == other.unit


def figures_of(claim: Claim, said: str) -> Iterator[Figure]:
    """The numbers of a claim: two of a range, none of a date or of one without a reading."""
    if isinstance(claim.value, Decimal):
        if claim.value.is_finite():
            yield Figure(claim, claim.value, said)
    elif isinstance(claim.value, tuple):
        for end in claim.value:
            if end is not None:
                yield Figure(claim, end, said)
    elif length := length_of(claim):
        yield Figure(claim, length[0], said)
