"""The same amount in two units or two currencies: "10 miles (16 km)"."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Final

from workbench.checks.interval import Interval, shown
from workbench.checks.sentence import found_in
from workbench.claim import Kind, Modifier
from workbench.lexicon import rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.checks.figure import Figure
    from workbench.checks.flag import Flag
    from workbench.checks.sentence import Match, Sentence

_TEMPERATURE: Final = "temperature"
_FREEZING: Final = {
    "degree celsius": Decimal("273.15"),
    "kelvin": Decimal(0),
    "degree fahrenheit": Decimal("459.67"),
}
_PREFIXES: Final = {
    "kilo": 3, "mega": 6, "giga": 9, "tera": 12, "hecto": 2,
    "deci": -1, "centi": -2, "milli": -3, "micro": -6,
}  # fmt: skip
_IN_OTHER_WORDS: Final = (
    r"<a:Q> ?\((?:about |around |or |some |nearly |roughly |almost |just over |just under )*<b:Q>\)",
    r"<a:Q>[\w ]{0,25}? ?\((?:about |around |or |some |nearly |roughly |almost |just over |just under )*<b:Q>\)",
    r"<a:Q>,? or (?:about |around |some |nearly |roughly |almost )*<b:Q>",
    r"<a:Q> ?/ ?<b:Q>",
    r"<a:Q>,? (?:which is|that is|equivalent to|the equivalent of|equal to) ~?<b:Q>",
    r"<a:Q> ?[-,] ?(?:about |around |or |some |nearly |roughly )*<b:Q> ?[-,]",
)
_DIFFERENCE: Final = (
    r"\b(?:rise|rose|risen|rising|fall|fell|increas\w*|decreas\w*|drop\w*|warm\w*|cool\w*|hotter|colder|"
    r"higher|lower|above|below|difference|anomal\w*|swing|gap|climb\w*|by|jump\w*|limit\w*|up|down)\b"
)


@dataclass(frozen=True)
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


def unit_bracket(sentence: Sentence) -> Iterator[Flag]:
    """A conversion in brackets by the exact factor; either figure may be the rounded one.

    >>> from workbench import check
    >>> [f.message for f in check("The town lies 10 miles (26 km) north of the front line.")]
    ['10 miles is 16.09 km, not 26 km.']
    >>> check("The town lies 10 miles (16 km) north of the front line.")
    []
    """
    for found, one, other in _doubles(sentence):
        ways = _ways(one, other)
        if not ways or (_is_temperature(one) and _is_difference(sentence, found)):
            continue
        if any(_agree(one, other, way) for way in ways):
            continue
        yield _conversion_flag(sentence, "unit_bracket", one, other, ways[0])


def temp_difference(sentence: Sentence) -> Iterator[Flag]:
    """A difference of temperatures converts without the 32; half a last digit.

    >>> from workbench import check
    >>> [f.message for f in check("They warn of a rise of 2 degrees Celsius (35.6 Fahrenheit).")]
    ['2 degrees Celsius is a difference of 3.6 Fahrenheit, not 35.6 Fahrenheit.']
    >>> check("They warn of a rise of 2 degrees Celsius (3.6 Fahrenheit).")
    []
    """
    for found, one, other in _doubles(sentence):
        if not _is_temperature(one) or not _is_difference(sentence, found):
            continue
        first, second = _scale(one.unit or ""), _scale(other.unit or "")
        if first is None or second is None or one.unit == other.unit:
            continue
        factor = first.factors[0] / second.factors[0]
        way = (factor, Decimal(0))
        affine = _affine(one, other)
        # a value reached, "rose to 40C (104F)", or "above 40C (104F)", converts with the 32
        if _agree(one, other, way) or (_is_level(sentence, found) and _agree(one, other, affine)):
            continue
        if not _agree(one, other, affine) and _is_level(sentence, found):
            continue
        exact = one.value * factor
        yield sentence.flag(
            "temp_difference",
            (one, other),
            f"{one.words} is a difference of {shown(exact)}{_name(other)}, not {other.words}.",
            f"{shown(one.value)} × {shown(factor)} = {shown(exact)}",
            "The 32 of the scale was added." if _agree(one, other, affine) else None,
        )


def _doubles(sentence: Sentence) -> Iterator[tuple[Match, Figure, Figure]]:
    seen: set[int] = set()
    for found in sentence.find(*_IN_OTHER_WORDS):
        if found.place("b") in seen or not found.has_number("a", "b"):
            continue
        one, other = found["a"], found["b"]
        if one.unit and other.unit and one.unit != other.unit and _names_unit(one):
            if isinstance(one.claim.value, tuple) or isinstance(other.claim.value, tuple):
                continue
            seen.add(found.place("b"))
            yield found, one, other


def _names_unit(figure: Figure) -> bool:
    """Whether the story writes the unit here, and does not leave it to an earlier figure."""
    return any(not one.isdigit() and one not in ".,- " for one in figure.words)


Way = tuple[Decimal, Decimal]


def _ways(one: Figure, other: Figure) -> list[Way]:
    """Every (factor, offset) that may turn the first unit into the second."""
    first, second = _scale(one.unit or ""), _scale(other.unit or "")
    if first is None or second is None or first.dimension != second.dimension:
        return []
    if first.dimension == _TEMPERATURE:
        return [_affine(one, other)]
    return [(a / b, Decimal(0)) for a in first.factors for b in second.factors]


def _affine(one: Figure, other: Figure) -> Way:
    first, second = _scales()[one.unit or ""], _scales()[other.unit or ""]
    factor = first.factors[0] / second.factors[0]
    return factor, _FREEZING[one.unit or ""] * factor - _FREEZING[other.unit or ""]


def _agree(one: Figure, other: Figure, way: Way) -> bool:
    """Whether the second can be the first, converted and rounded, or the first the second."""
    factor, offset = way
    forth = Interval(one.loose.low * factor + offset, one.loose.high * factor + offset)
    exactly = Interval.exactly(one.value * factor + offset)
    back = Interval.exactly((other.value - offset) / factor)
    written = Interval(
        one.interval.low * factor + offset, one.interval.high * factor + offset
    )
    if one.claim.modifier not in (Modifier.NONE, Modifier.APPROX):
        return exactly.meets(Interval.around(other.value, other.value * 3 / 100).widened(other.step / 2))
    return (
        exactly.meets(_converted(other))
        or back.meets(_converted(one))
        or written.meets(other.interval)
        or (one.is_hedged and forth.meets(_converted(other)))
    )


def _converted(figure: Figure) -> Interval:
    """What a converted figure may stand for: 2% more than its digits and zeros allow."""
    return figure.loose.widened(abs(figure.value) / 50)


def _is_temperature(figure: Figure) -> bool:
    scale = _scale(figure.unit or "")
    return scale is not None and scale.dimension == _TEMPERATURE


def _is_difference(sentence: Sentence, found: Match) -> bool:
    place = found.place("a")
    before = sentence.skeleton[max(0, place - 40) : place]
    after = sentence.skeleton[found.place("b") : found.place("b") + 40]
    return found_in(rf"{_DIFFERENCE}[\w ',-]*$", before) or found_in(
        r"^.\)? (?:\w+ )?(?:hotter|colder|warmer|cooler|higher|lower|above|below|rise|increase|drop|fall|difference|of warming|more|less)\b",
        after,
    )


def _is_compared(sentence: Sentence, found: Match) -> bool:
    """Whether a comparative follows: "10C (50F) warmer than average"."""
    after = sentence.skeleton[found.place("b") + 1 : found.place("b") + 24]
    return found_in(r"^\)? (?:\w+ )?(?:hotter|colder|warmer|cooler|higher|lower)\b", after)


def _is_level(sentence: Sentence, found: Match) -> bool:
    """Whether the temperature is one that was reached: "to 40C", "above 40C"."""
    if _is_compared(sentence, found) or found_in(r"\bwarming (?:to|of|by|at)[\w ]*$", sentence.skeleton[: found.place("a")]):
        return False
    before = sentence.skeleton[max(0, found.place("a") - 24) : found.place("a")]
    return found_in(r"\b(?:to|above|below|at|around|near|reach\w*|hit|exceed\w*|past|was|is|were|of up|high of|low of|highs of|lows of|temperatures? of|between|from|as|up|down|over|under)\b[\w ]*$", before)


def _conversion_flag(sentence: Sentence, rule: str, one: Figure, other: Figure, way: Way) -> Flag:
    factor, offset = way
    exact = one.value * factor + offset
    slip = None
    if other.value and exact > 0:
        ratio = exact / other.value
        for power in (1000, 100, 10):
            if abs(ratio / power - 1) < Decimal("0.05") or abs(ratio * power - 1) < Decimal("0.05"):
                slip = f"It is {power} times off: a comma or a zero."
        if abs(exact * other.value / (one.value or 1) / (one.value or 1) - 1) < Decimal("0.03"):
            slip = "The conversion went the wrong way."
    working = f"{shown(one.value)} × {shown(factor)}" + (f" + {shown(offset)}" if offset else "")
    return sentence.flag(
        rule,
        (one, other),
        f"{one.words} is {shown(exact)}{_name(other)}, not {other.words}.",
        f"{working} = {shown(exact)}",
        slip,
    )


def _name(figure: Figure) -> str:
    """The unit as the story writes it, with a blank in front."""
    letters = figure.words.lstrip("0123456789.,- ")
    return f" {letters}" if letters else ""


def currency_bracket(sentence: Sentence) -> Iterator[Flag]:
    """Two pairs of the same two currencies imply one rate; by what the digits leave open.

    >>> from workbench import check
    >>> [f.message for f in check("It raised 5 million pounds ($6.2 million), 1 million pounds "
    ...                           "($2.1 million) of it from one man.")]
    ['5 million pounds ($6.2 million) implies a rate of 1.24, 1 million pounds ($2.1 million) 2.1.']
    >>> check("It raised 5 million pounds ($6.2 million), 1 million pounds ($1.2 million) of it "
    ...       "from one man.")
    []
    """
    pairs: list[tuple[Figure, Figure]] = []
    for found in sentence.find(
        r"<a:M>~? ?\((?:about |around |or |some |nearly |roughly |almost )*<b:M>(?: at [\w' ]+)?\)",
        r"<a:M>,? or (?:about |around |some |nearly |roughly )*<b:M>",
        r"<a:M> ?- ?(?:about |around |or |some )*<b:M> ?-",
    ):
        if found.has_number("a", "b") and found["a"].unit != found["b"].unit:
            pairs.append((found["a"], found["b"]))
    if not pairs or sentence.has(r"\b(?:then|at the time|today|now worth|in today's money)\b"):
        return
    first, base = pairs[0], pairs[0][0].unit
    rate = _rate(*first)
    for one, other in pairs[1:]:
        years = [claim for claim in sentence.claims if claim.kind is Kind.DATE and found_in(r"\d{4}", claim.text)]
        if years:
            continue
        if (one.unit, other.unit) == (first[1].unit, base):
            one, other = other, one
        if (one.unit, other.unit) != (base, first[1].unit):
            continue
        second = _rate(one, other)
        if rate is None or second is None or rate.meets(second) or _is_close(rate, second):
            continue
        yield sentence.flag(
            "currency_bracket",
            (*first, one, other),
            f"{_pair(*first)} implies a rate of {shown(first[1].value / first[0].value)}, "
            f"{_pair(one, other)} {shown(other.value / one.value)}.",
            f"{shown(first[1].value)} / {shown(first[0].value)} against {shown(other.value)} / "
            f"{shown(one.value)}",
        )


def _pair(one: Figure, other: Figure) -> str:
    return f"{one.words} ({other.words})"


def _rate(one: Figure, other: Figure) -> Interval | None:
    """The rates that two amounts allow, each by half of its last written digit or zero."""
    if one.kind is not Kind.MONEY or one.value <= 0 or other.value <= 0:
        return None
    return _written(other).over(Interval.exactly(one.value))


def _is_close(one: Interval, other: Interval) -> bool:
    """Whether two rates may be those of one week: within a twelfth."""
    return one.scaled(Decimal(13) / 12).meets(other) or other.scaled(Decimal(13) / 12).meets(one)


def _written(figure: Figure) -> Interval:
    half = max(figure.step / 2 if figure.step < figure.value else Decimal(0), figure.loose.high - figure.value)
    return figure.interval.widened(half) if figure.is_hedged else Interval.around(figure.value, half)
