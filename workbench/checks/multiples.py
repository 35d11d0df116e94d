"""How many times: "doubled", "three times as many" against the two values."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from workbench.checks.interval import Interval
from workbench.checks.levels import levels
from workbench.checks.pattern import found_in
from workbench.checks.writing import shown
from workbench.claim import Kind, Modifier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.checks.figure import Figure
    from workbench.checks.flag import Flag
    from workbench.checks.sentence import Sentence

# "Doubled" from 1.9 to 2.1 times; a hedge widens that, "more than" up to half as much again.
_LEEWAY: Final = Decimal("0.05")
_HEDGED_LEEWAY: Final = Decimal("0.15")
_SLIGHTLY_OVER: Final = Decimal("1.5")
_NEARLY: Final = Decimal("0.8")
_FACTOR: Final = r"doubl|tripl|trebl|quadrupl|quintupl|halv|fold|times|twice|thrice|half as"
_IN_TIMES: Final = r"times|fold"
_COMPARED: Final = (
    # "900, twice the 450", "900, twice as many as the 450"
    (
        r"<b:#>~~, ?(?:more than |almost |nearly |about )?<times:R> (?:the|as many as the|as "
        r"much as "
        r"the|its|that of|higher than the|more than the|last ~'s) ~?<a:#>"
    ),
    r"<b:#>~~, ?<times:R> (?:as (?:many|much) as )~<a:#>",
    r"<b:#>~ (?:is|was|were|are) ?~? <times:R> ~?<a:#>",
    r"<b:#>~~<times:R> as \w+ as ~?<a:#>",
    # the former value stands in the clause behind
    r"<times:R> what (?:it|they) (?:was|were)~~: ~?<a:#>~~, <b:#>",
    # the unit stands once: "halved, to nine weeks from 18"
    r"<times:R>, (?:to|at) <b:U> from <a:N>",
)


def multiplier(sentence: Sentence) -> Iterator[Flag]:
    """“Doubled”, "three times" against the two values: 5% around, the hedge gives the side.

    >>> from workbench import check
    >>> [f.message for f in check("Rents have doubled in a decade, from $600 to $900 a month.")]
    ['From $600 to $900 is 1.5 times, not doubled.']
    >>> check("Rents have doubled in a decade, from $450 to $900 a month.")
    []
    """
    factors = [one for one in sentence.figures.values() if _is_factor(one)]
    if len(factors) != 1:
        return
    for before, after in _values(sentence):
        ratio = after.interval.over(before.interval)
        if ratio is None or _is_so_many(factors[0], ratio):
            continue
        exact = shown(after.value / before.value)
        yield sentence.flag(
            "multiplier",
            (before, after, factors[0]),
            f"From {before.words} to {after.words} is {exact} times, not {factors[0].words}.",
            f"{shown(after.value)} / {shown(before.value)} = {exact}",
        )
        return


def _values(sentence: Sentence) -> Iterator[tuple[Figure, Figure]]:
    """The value before and after, or the one that is so many times the other."""
    for _, before, after in levels(sentence):
        if before.kind is not Kind.RATIO and before.value > 0 and after.value > 0:
            yield before, after
    for found in sentence.find(*_COMPARED):
        if not found.has_number("a", "b"):
            continue
        before, after = found["a"], found["b"]
        is_unit_left_out = after.kind is Kind.DURATION and not before.claim.counted
        if (before.is_like(after) or is_unit_left_out) and before.value > 0:
            yield before, after


def _is_factor(figure: Figure) -> bool:
    return figure.kind is Kind.RATIO and found_in(_FACTOR, figure.words.lower())


def _is_so_many(factor: Figure, ratio: Interval) -> bool:
    """Whether the values are that many times; "three times more" may also mean four times."""
    wanted = _times(factor)
    if ratio.meets(wanted):
        return True
    is_in_times = found_in(_IN_TIMES, factor.words.lower())
    return is_in_times and ratio.meets(wanted.plus(Interval.exactly(1)))


def _times(factor: Figure) -> Interval:
    value, hedge = factor.value, factor.claim.modifier
    if hedge in (Modifier.MORE_THAN, Modifier.AT_LEAST):
        return Interval(value, value * _SLIGHTLY_OVER)
    is_below = factor.interval.high <= value and factor.is_hedged
    if hedge in (Modifier.LESS_THAN, Modifier.UP_TO) or is_below:
        return Interval(value * _NEARLY, value)
    leeway = _HEDGED_LEEWAY if factor.is_hedged else _LEEWAY
    return Interval.around(value, value * leeway)
