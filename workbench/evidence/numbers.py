"""The numbers in a figure or date, and how alike two of them are."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from workbench.claim import Kind
from workbench.evidence.stems import stem
from workbench.lexicon import words

if TYPE_CHECKING:
    from workbench.claim import Claim

_DAY = re.compile(r"(?P<year>\d{4})(?:-\d\d-(?P<day>\d\d))?")
_CENTURY = re.compile(r"(?P<hundreds>\d\d)XX")
_DECADE = re.compile(r"(?P<tens>\d{3})X")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_NEIGHBOURS = 3
"""Years apart that a wrong year usually is: the story before, or the one after."""

SAME, SLIP, OTHER_FIGURE, UNLIKE = 1.0, 0.5, 0.15, 0.0


def numbers_of(claim: Claim) -> tuple[str, ...]:
    """The numbers that a figure or date is made of, as plain digits.

    >>> from workbench.grammar import extract
    >>> [numbers_of(claim) for claim in extract("On May 30, 1832 some 7,000-11,200 people came.")]
    [('1832', '30'), ('7000', '11200')]
    """
    if claim.kind is Kind.DATE:
        return tuple(n for part in str(claim.value).split("/") for n in _of_date(part))
    if isinstance(claim.value, str):
        return tuple(number.lstrip("0") or "0" for number in re.findall(r"\d+", claim.value))
    ends = claim.value if isinstance(claim.value, tuple) else (claim.value,)
    by = Decimal(100) if claim.kind is Kind.RATIO else Decimal(1)
    return tuple(format((end * by).normalize(), "f") for end in ends if end is not None)


def _of_date(value: str) -> tuple[str, ...]:
    if by_century := _CENTURY.match(value):
        return (str(int(by_century["hundreds"]) + 1),)
    if by_decade := _DECADE.match(value):
        return (f"{by_decade['tens']}0",)
    match = _DAY.match(value)
    if match is None:
        return ()
    day = () if match["day"] is None else (str(int(match["day"])),)
    return (match["year"].lstrip("0"), *day)


def likeness(wanted: str, given: str) -> float:
    """How alike two numbers are: the same, a slip of the pen apart, or not at all.

    A slip is one figure written wrong, two that changed places, or a year a few years off.

    >>> likeness("345", "315"), likeness("1841", "1840"), likeness("345", "512")
    (0.5, 0.5, 0.0)
    """
    if wanted == given:
        return SAME
    if len(wanted) != len(given):
        return UNLIKE
    if len(wanted) == 1:
        return OTHER_FIGURE
    if _YEAR.fullmatch(wanted) and _YEAR.fullmatch(given):
        return SLIP if abs(int(wanted) - int(given)) <= _NEIGHBOURS else UNLIKE
    apart = [at for at in range(len(wanted)) if wanted[at] != given[at]]
    if len(apart) == 1:
        return SLIP
    first, *rest = apart
    swapped = rest == [first + 1] and wanted[first : first + 2] == given[first : first + 2][::-1]
    return SLIP if swapped else UNLIKE


@cache
def _number_words() -> frozenset[str]:
    return frozenset(stem(word) for word in words("numbers") if word.isalpha())


@lru_cache(maxsize=50_000)
def spelled_number(word: str) -> bool:
    """Whether a stem has a figure in it or is a number in words.

    >>> spelled_number("19th"), spelled_number("seven"), spelled_number("ship")
    (True, True, False)
    """
    return any(sign.isdigit() for sign in word) or word in _number_words()
