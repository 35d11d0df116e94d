"""Results against the margin beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from workbench.checks.interval import Interval
from workbench.checks.writing import shown
from workbench.claim import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.checks.figure import Figure
    from workbench.checks.flag import Flag, Stretch
    from workbench.checks.sentence import Match, Sentence

_POINTS: Final = r"(?:points?|votes?|goals?|seats?|percentage points?|runs?|tries)"
_MARGINS: Final = (
    # "a margin of 12 points", "a 12-point lead", "by 12 points", "12 points ahead"
    r"{margin}~?\bof (?:only |just |some )?<c:NPM>",
    r"<c:NP>[- ](?:\w+[- ]){0,2}?{margin}\b",
    rf"\bby (?:just |only )?<c:NP> ?{_POINTS}\b(?! (?:to|against|for)\b)",
    rf"<c:NP> {_POINTS} (?:ahead|more|clear|behind|in front)",
)
_RESULTS: Final = (
    r"<a:NP>~?(?: to | against |-| versus |, against | compared with | - )~?<b:NP>",
    r"<a:NP>~~(?:to|against|with|,) ~?(?:'s )?<b:NP>",
    r"<a:NP>~~(?:while|and|with|but) ~~<b:NP>",
    r"\b(?:in favour|for|yes|ayes?):? ~?<a:N>~~(?:against|no|noes):? ~?<b:N>",
    r"<a:NP>~~~(?:behind|ahead of|against|over) ~~<b:NP>",
)
_SCORE: Final = re.compile(r"(\d+)-(\d+)")


@dataclass(frozen=True, slots=True)
class _Result:
    """What both sides got, where that stands, and whether both are whole per cent."""

    first: Decimal
    second: Decimal
    of: tuple[Stretch, ...]
    is_rounded: bool = False


def vote_margin(sentence: Sentence) -> Iterator[Flag]:
    """A result against its margin; rounded shares leave a point, a majority may be over half.

    >>> from workbench import check
    >>> [f.message for f in check("She won by 54 percent to 44 percent, a margin of 12 points.")]
    ['54 against 44 is a margin of 10, not 12.']
    >>> check("She won by 54 percent to 44 percent, a margin of 10 points.")
    []
    """
    margin = _margin(sentence)
    result = _result(sentence, margin) if margin else None
    if margin is None or result is None or _fits(result, margin):
        return
    high, low = max(result.first, result.second), min(result.first, result.second)
    yield sentence.flag(
        "vote_margin",
        (*result.of, margin),
        f"{shown(result.first)} against {shown(result.second)} is a margin of "
        f"{shown(high - low)}, not {shown(margin.value)}.",
        f"{shown(high)} - {shown(low)} = {shown(high - low)}",
    )


def _margin(sentence: Sentence) -> Figure | None:
    """The one margin that is claimed."""
    margins = [found["c"] for found in sentence.find(*_MARGINS) if found.has_number("c")]
    return margins[0] if len({one.start for one in margins}) == 1 else None


def _result(sentence: Sentence, margin: Figure) -> _Result | None:
    for found in sentence.find(*_RESULTS):
        if found.has_number("a", "b") and _is_result(sentence, found, margin):
            one, other = found["a"], found["b"]
            is_rounded = one.kind is Kind.PERCENT and min(one.step, other.step) >= 1 > margin.step
            return _Result(one.value, other.value, (one, other), is_rounded)
    for claim in sentence.claims:
        score = _SCORE.fullmatch(str(claim.value)) if claim.kind is Kind.SCORE else None
        if score:
            return _Result(Decimal(score[1]), Decimal(score[2]), (claim,))
    return None


def _is_result(sentence: Sentence, found: Match, margin: Figure) -> bool:
    """Whether two figures are what two sides got, and neither is the margin."""
    one, other = found["a"], found["b"]
    if one.kind is not other.kind or margin.claim in (one.claim, other.claim):
        return False
    if one.kind is Kind.PERCENT:
        return True
    return max(one.value, other.value) >= margin.value and sentence.has(r"\b{elect}\b")


def _fits(result: _Result, margin: Figure) -> bool:
    """Whether the margin is the gap, half of it, or what one has over half of all."""
    exact, stated = abs(result.first - result.second), margin.value
    if not exact or (margin.is_hedged and margin.interval.meets(Interval.exactly(exact))):
        return True
    half = (result.first + result.second) / 2
    most = max(result.first, result.second)
    over = most - half.to_integral_value()
    if stated in (exact, exact / 2, over, over + 1, most - half):
        return True
    leeway = Decimal(1) if result.is_rounded else Decimal(0)
    if margin.step < 1:
        leeway += margin.rounding
    return abs(stated - exact) <= leeway
