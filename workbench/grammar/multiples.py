"""Words that say a factor or how often: "doubled", "tenfold", "four times as many", "twice"."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from workbench.claim import Kind
from workbench.grammar import triggers
from workbench.grammar.phrases import Phrases
from workbench.grammar.reading import Reading
from workbench.lexicon import rows, words

if TYPE_CHECKING:
    from workbench.grammar.tokens import Tokens

_TABLE = Phrases((row["word"], (row["role"], Decimal(row["value"]))) for row in rows("multiples"))
_FIRSTS = triggers.register(_TABLE.by_first)
_COMPARED = frozenset(
    """as the that what its their his her more higher greater larger bigger faster longer
    less lower smaller likelier stronger heavier cheaper""".split()
)
_FUNCTION = words("grammar_words", "function")


def factors(tokens: Tokens) -> list[Reading]:
    """Find the words that multiply or count occasions by themselves.

    >>> from workbench.grammar.tokens import scan
    >>> [(r.kind.value, r.value) for r in factors(scan("It doubled, twice as fast; used once."))]
    [('ratio', Decimal('2')), ('ratio', Decimal('2')), ('count', Decimal('1'))]
    """
    found: list[Reading] = []
    for i in tokens.spots[_FIRSTS]:
        if (match := _TABLE.ahead(tokens.lower, i)) is not None:
            stop, (role, value) = match
            reading = _factor(i, value) if role == "multiple" else _occasion(tokens, i, stop, value)
            if reading is not None:
                found.append(reading)
    return found


def _factor(first: int, value: Decimal) -> Reading:
    return Reading(first, first + 1, Kind.RATIO, value, "multiple")


def _occasion(tokens: Tokens, first: int, stop: int, value: Decimal) -> Reading | None:
    after = tokens.lower[stop] if stop < tokens.count else ""
    if after == "-" and tokens.glued(stop):
        return None
    if value > 1 and after in _COMPARED:
        return Reading(first, stop, Kind.RATIO, value, "multiple")
    if value == 1 and (after[:1].isalnum() or first == 0 or _is_idiom(tokens, first)):
        return None
    reading = Reading(first, stop, Kind.COUNT, value, "occasions")
    reading.counted = "times"
    return reading


def _is_idiom(tokens: Tokens, first: int) -> bool:
    """As in "at once", "all at once", "than once"."""
    return tokens.lower[first - 1] in ("at", "for", "just", "and", "this", "but", "was")


def times(tokens: Tokens, readings: list[Reading]) -> None:
    """Turn "four times as many" into a factor; "four times" alone stays a count.

    A count glued to "-fold" or "x" is a factor as well.
    """
    for reading in readings:
        if reading.kind is not Kind.COUNT or reading.stop >= tokens.count:
            continue
        after = tokens.lower[reading.stop]
        if after == "times" and (_compared(tokens, reading.stop + 1) or _is_decimal(reading)):
            _to_factor(reading, reading.stop + 1)
        elif (
            after == "-"
            and reading.stop + 1 < tokens.count
            and tokens.lower[reading.stop + 1] == "fold"
        ):
            _to_factor(reading, reading.stop + 2)
        elif after in ("x", "fold", "×") and tokens.glued(reading.stop):
            _to_factor(reading, reading.stop + 1)


def _compared(tokens: Tokens, at: int) -> bool:
    return at < tokens.count and tokens.lower[at] in _COMPARED


def _is_decimal(reading: Reading) -> bool:
    """Nobody does a thing 1.65 times."""
    return isinstance(reading.value, Decimal) and reading.value != reading.value.to_integral_value()


def _to_factor(reading: Reading, stop: int) -> None:
    if isinstance(reading.value, Decimal) and reading.value < 10**6:
        reading.kind, reading.stop, reading.ext_stop = Kind.RATIO, stop, stop
        reading.rules.append("multiple")
