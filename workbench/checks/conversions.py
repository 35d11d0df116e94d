"""The same amount in two units: "10 miles (16 km)"."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from workbench.checks.interval import Interval
from workbench.checks.pattern import found_in
from workbench.checks.scales import Way, difference, is_temperature, reading, ways
from workbench.checks.writing import factor_shown, like, sentence_case, shown
from workbench.claim import Modifier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.checks.figure import Figure
    from workbench.checks.flag import Flag
    from workbench.checks.sentence import Match, Sentence

# A converted figure may be so much beside the exact one: writers round to what reads well.
_CONVERTED: Final = Decimal("0.02")
_HEDGED: Final = Decimal("0.03")
_POWERS: Final = (10, 100, 1000)
_NEAR_A_POWER: Final = Decimal("0.05")
_NEAR_BACKWARDS: Final = Decimal("0.03")
_ABOUT: Final = r"(?:about |around |or |some |nearly |roughly |almost |just over |just under )*"
_IN_OTHER_WORDS: Final = (
    # in brackets, behind "or", a slash or a comma
    rf"<a:Q> ?\({_ABOUT}<b:Q>\)",
    rf"<a:Q>[\w ]{{0,25}}? ?\({_ABOUT}<b:Q>\)",
    rf"<a:Q>,? or {_ABOUT}<b:Q>",
    r"<a:Q> ?/ ?<b:Q>",
    r"<a:Q>,? (?:which is|that is|equivalent to|the equivalent of|equal to) ~?<b:Q>",
    rf"<a:Q> ?[-,] ?{_ABOUT}<b:Q> ?[-,]",
)
_WARMER: Final = (
    r"^\)? ?(?:\w+ )?(?:hotter|colder|warmer|cooler|higher|lower|above|below|rise|increase|drop|"
    r"fall|difference|of warming|more|less)\b"
)
_COMPARED: Final = r"^\)? (?:\w+ )?(?:hotter|colder|warmer|cooler|higher|lower)\b"
_BY_SO_MUCH: Final = r"\bwarming (?:to|of|by|at)[\w ]*$|\bby (?:some |about |around )?$"


def unit_bracket(sentence: Sentence) -> Iterator[Flag]:
    """A conversion in brackets by the exact factor; either figure may be the rounded one.

    >>> from workbench import check
    >>> [f.message for f in check("The town lies 10 miles (26 km) north of the front line.")]
    ['10 miles is 16.1 km, not 26 km.']
    >>> check("The town lies 10 miles (16 km) north of the front line.")
    []
    """
    for found, one, other in _conversions(sentence):
        if is_temperature(one) and _is_difference(sentence, found):
            continue
        possible = ways(one, other)
        if not possible or any(_agree(one, other, way) for way in possible):
            continue
        way = possible[0]
        exact = way(one.value)
        offset = f" + {shown(way.offset)}" if way.offset else ""
        yield sentence.flag(
            "unit_bracket",
            (one, other),
            f"{sentence_case(one.words)} is {like(other, exact)}, not {other.words}.",
            f"{shown(one.value)} × {factor_shown(way.factor)}{offset} = {shown(exact)}",
            _conversion_slip(one, other, exact),
        )


def temp_difference(sentence: Sentence) -> Iterator[Flag]:
    """A difference of temperatures converts without the 32; half a last digit.

    >>> from workbench import check
    >>> [f.message for f in check("They warn of a rise of 2 degrees Celsius (35.6 Fahrenheit).")]
    ['2 degrees Celsius is a difference of 3.6 Fahrenheit, not 35.6 Fahrenheit.']
    >>> check("They warn of a rise of 2 degrees Celsius (3.6 Fahrenheit).")
    []
    """
    for found, one, other in _conversions(sentence):
        if not (is_temperature(one) and is_temperature(other) and _is_difference(sentence, found)):
            continue
        way = difference(one, other)
        is_reading = _agree(one, other, reading(one, other))
        # a value reached, "rose to 40C (104F)", or "above 40C (104F)", converts with the 32
        if _agree(one, other, way) or _is_level(sentence, found):
            continue
        exact = way(one.value)
        yield sentence.flag(
            "temp_difference",
            (one, other),
            f"{sentence_case(one.words)} is a difference of {like(other, exact)}, not "
            f"{other.words}.",
            f"{shown(one.value)} × {factor_shown(way.factor)} = {shown(exact)}",
            "The 32 of the scale was added." if is_reading else None,
        )


def _conversions(sentence: Sentence) -> Iterator[tuple[Match, Figure, Figure]]:
    """Two figures of one amount in different units."""
    seen: set[int] = set()
    for found in sentence.find(*_IN_OTHER_WORDS):
        if found.place("b") in seen or not found.has_number("a", "b"):
            continue
        one, other = found["a"], found["b"]
        are_single = not one.is_range and not other.is_range
        if are_single and one.unit and other.unit and one.unit != other.unit and _names_unit(one):
            seen.add(found.place("b"))
            yield found, one, other


def _names_unit(figure: Figure) -> bool:
    """Whether the story writes the unit here, and does not leave it to an earlier figure."""
    return any(not one.isdigit() and one not in ".,- " for one in figure.words)


def _agree(one: Figure, other: Figure, way: Way) -> bool:
    """Whether the second can be the first, converted and rounded, or the first the second."""
    exactly = Interval.exactly(way(one.value))
    if one.claim.modifier not in (Modifier.NONE, Modifier.APPROX):
        near = Interval.around(other.value, abs(other.value) * _HEDGED + other.step / 2)
        return exactly.meets(near)
    if one.is_hedged and _converted_ends(one.loose, way).meets(_as_converted(other)):
        return True
    back = Interval.exactly(way.back(other.value))
    return (
        exactly.meets(_as_converted(other))
        or back.meets(_as_converted(one))
        or _converted_ends(one.interval, way).meets(other.interval)
    )


def _converted_ends(interval: Interval, way: Way) -> Interval:
    return Interval(way(interval.low), way(interval.high))


def _as_converted(figure: Figure) -> Interval:
    """What a converted figure may stand for: 2% more than its digits and zeros allow."""
    return figure.loose.widened(abs(figure.value) * _CONVERTED)


def _is_difference(sentence: Sentence, found: Match) -> bool:
    """Whether a word says that the degrees are a difference: "a rise of", "warmer"."""
    before, after = sentence.before(found.place("a"), 40), sentence.after(found.place("b"), 39)
    return found_in(r"\b{difference}\b[\w ',-]*$", before) or found_in(_WARMER, after)


def _is_level(sentence: Sentence, found: Match) -> bool:
    """Whether the degrees are a value reached: "rose to 40C", "above 40C"."""
    before, after = sentence.before(found.place("a"), 40), sentence.after(found.place("b"), 23)
    if found_in(_COMPARED, after) or found_in(_BY_SO_MUCH, before):
        return False
    return found_in(r"\b{temperature_level}\b[\w ]*$", before[-24:])


def _conversion_slip(one: Figure, other: Figure, exact: Decimal) -> str | None:
    """The likely slip: a comma, a zero, or the factor the wrong way."""
    if not other.value or not one.value or exact <= 0:
        return None
    if abs(exact * other.value / one.value**2 - 1) < _NEAR_BACKWARDS:
        return "The conversion went the wrong way."
    ratio = exact / other.value
    for power in _POWERS:
        if min(abs(ratio / power - 1), abs(ratio * power - 1)) < _NEAR_A_POWER:
            return f"It is {power} times off: a comma or a zero."
    return None
