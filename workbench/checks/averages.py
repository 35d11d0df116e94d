"""The average of values that are listed, or of a total over so many."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbench.checks.interval import Interval
from workbench.checks.pattern import found_in
from workbench.checks.periods import length_of
from workbench.checks.writing import like, shown
from workbench.claim import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from workbench.checks.figure import Figure
    from workbench.checks.flag import Flag
    from workbench.checks.sentence import Match, Sentence

_ANOTHER_MEAN: Final = r"\b(?:median|weighted|moving average|batting)\b"
_MEAN: Final = (
    r"\b(?:average|mean)\w*~~<mean:#PA>",
    (
        r"<mean:#PA>~? (?:on average|average|each on average|a (?:game|match|day|week|month|"
        r"year) on "
        r"average)"
    ),
)
_LISTED: Final = (
    r"<a:#PA>(?:, <:*>){1,9},? and <:*>",
    r"<a:#PA>~?(?:, ~?<:*>~?){1,9},? and ~?<:*>",
    r"<a:#PA> and <:*>",
)
_TOTAL_OVER: Final = (
    r"<total:#>~~(?:in|from|over|across|for|to|by|between|among|on|during|with) ~?<number:N>",
    (
        r"<number:N>~~(?:with|shar\w+|split|handled|produced|scored|sold|carried|took|earned|raised|"
        r"received|for|drew|attracted|had) ~?<total:#>"
    ),
)
_UNITS: Final = {"Y": "year", "M": "month", "D": "day", "W": "week"}
_FEWEST: Final = 2


def average(sentence: Sentence) -> Iterator[Flag]:
    """The average of values that are listed, or of a total over so many; half a last digit.

    >>> from workbench import check
    >>> [f.message for f in check("Snow fell by 3 cm, 5 cm and 1 cm, an average of 6 cm.")]
    ['The average is 3 cm, not 6 cm.']
    >>> check("Snow fell by 3 cm, 5 cm and 1 cm, an average of 3 cm.")
    []
    """
    if sentence.has(_ANOTHER_MEAN):
        return
    for found in sentence.find(*_MEAN):
        if not found.has_number("mean"):
            continue
        mean = found["mean"]
        for parts, number in _averaged(sentence, found.place("mean"), mean):
            expected = _total(parts).over(number)
            if expected is None:
                continue
            allowed = mean.interval if mean.rounding else mean.interval.widened(mean.step / 2)
            if not expected.meets(allowed):
                yield _average_flag(sentence, parts, number, expected.middle, mean)
            return


def _average_flag(
    sentence: Sentence, parts: list[Figure], number: Interval, exact: Decimal, mean: Figure
) -> Flag:
    values = " + ".join(shown(one.value) for one in parts)
    divided = f"({values})" if len(parts) > 1 else values
    return sentence.flag(
        "average",
        (*parts, mean),
        f"The average is {like(mean, exact)}, not {mean.words}.",
        f"{divided} / {shown(number.middle)} = {shown(exact)}",
    )


def _total(parts: list[Figure]) -> Interval:
    total = Interval.exactly(0)
    for one in parts:
        total = total.plus(one.interval)
    return total


def _averaged(
    sentence: Sentence, place: int, mean: Figure
) -> Iterator[tuple[list[Figure], Interval]]:
    """What is averaged and over how many: a list, else years, else a total over a number."""
    for listed in sentence.find(*_LISTED):
        inside = _inside(sentence, listed, place, mean)
        if inside:
            yield inside, Interval.exactly(len(inside))
            return
    yield from _over_a_time(sentence, place, mean)
    for pair in sentence.find(*_TOTAL_OVER):
        if pair.has_number("total", "number") and _may_average(pair, place, mean):
            yield [pair["total"]], pair["number"].interval
            return


def _over_a_time(
    sentence: Sentence, place: int, mean: Figure
) -> Iterator[tuple[list[Figure], Interval]]:
    """“Over ten years 340 people have drowned, a mean of 43 a year”."""
    totals = [
        one
        for at, one in sentence.figures.items()
        if at != place and one.is_like(mean) and one.value > mean.value
    ]
    if len(totals) != 1:
        return
    for claim in sentence.claims:
        length = length_of(claim)
        unit = _UNITS.get(length[1]) if length else None
        if length and unit and length[0] >= _FEWEST and _is_per(sentence, place, unit):
            yield totals, Interval.exactly(length[0])


def _is_per(sentence: Sentence, place: int, unit: str) -> bool:
    """Whether the mean is for one such unit: "43 a year", "43 annually"."""
    if found_in(rf"^ ?(?:a|per|each|every) {unit}\b", sentence.after(place, 11)):
        return True
    sets = (one.text.lower() for one in sentence.claims if one.kind is Kind.SET)
    return any(words.endswith(unit) for words in sets)


def _inside(sentence: Sentence, listed: Match, place: int, mean: Figure) -> list[Figure]:
    """The values of a list that can have that mean; none where they cannot."""
    inside = [
        one
        for at, one in sentence.figures.items()
        if listed.start <= at < listed.end and at != place
    ]
    if len(inside) < _FEWEST or listed.start <= place < listed.end:
        return []
    if len({one.kind for one in inside}) > 1 and not _bears_unit_for_all(inside):
        return []
    return inside if mean.kind in (inside[-1].kind, Kind.COUNT) else []


def _bears_unit_for_all(inside: list[Figure]) -> bool:
    """Whether only the last one bears the unit of all: "12, 18 and 30 centimetres"."""
    return (
        len(inside) > _FEWEST
        and inside[-1].kind is Kind.QUANTITY
        and all(one.kind is Kind.COUNT for one in inside[:-1])
    )


def _may_average(pair: Match, place: int, mean: Figure) -> bool:
    """Whether a total over a number can have that mean."""
    total, number = pair["total"], pair["number"]
    if place in (pair.place("total"), pair.place("number")) or not total.is_like(mean):
        return False
    return number.value >= _FEWEST and total.value > mean.value
