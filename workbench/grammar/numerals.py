"""Numbers as written: digits, words and both together, halves and other fractions, vague sizes."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from workbench.grammar import triggers
from workbench.grammar.cardinals import SIMPLE
from workbench.grammar.digit_numbers import VULGAR, in_digits
from workbench.grammar.numeral import Numeral, Style
from workbench.grammar.word_numbers import OPENERS, in_words

if TYPE_CHECKING:
    from workbench.grammar.tokens import Tokens

__all__ = ["Numeral", "Style", "numerals"]

_MINUS_WORDS = frozenset({"minus", "negative"})
_STARTS = triggers.register(OPENERS | frozenset(VULGAR) | _MINUS_WORDS)


def numerals(tokens: Tokens) -> list[Numeral]:
    """Find every number of the paragraph, in order, none overlapping another.

    >>> from workbench.grammar.tokens import scan
    >>> [(n.first, n.stop, n.value) for n in numerals(scan("60 names"))]
    [(0, 1, Decimal('60'))]
    >>> [n.value for n in numerals(scan("two and a half, half a dozen, 1.2 million, two-thirds"))]
    [Decimal('2.5'), Decimal('6'), Decimal('1200000'), Decimal('0.6666666666666666666666666667')]
    """
    found: list[Numeral] = []
    stop = 0
    for i in sorted(tokens.digits + tokens.spots[_STARTS]):
        numeral = _read(tokens, i) if i >= stop else None
        if numeral is not None:
            numeral.value = _tidy(numeral.value)
            found.append(numeral)
            stop = max(numeral.stop, i + 1)
    return found


def _read(tokens: Tokens, i: int) -> Numeral | None:
    word = tokens.lower[i]
    if word in OPENERS:
        return in_words(tokens, i)
    if word[0].isdecimal():
        return in_digits(tokens, i)
    if word in VULGAR:
        return Numeral(i, i + 1, VULGAR[word], "fraction")
    return _negative(tokens, i)


def _negative(tokens: Tokens, i: int) -> Numeral | None:
    """As in "minus 40", "minus-40", "negative five"."""
    j = i + 1
    j += tokens.at(j) == "-"
    word = tokens.at(j)
    if not word or (i > 0 and tokens.lower[i - 1][-1].isdecimal()):
        return None
    numeral = in_digits(tokens, j) if word[0].isdecimal() else None
    if numeral is None and word in SIMPLE:
        numeral = in_words(tokens, j)
    if numeral is None or numeral.style not in ("digits", "words"):
        return None
    value = None if numeral.value is None else -abs(numeral.value)
    return Numeral(i, numeral.stop, value, numeral.style)


def _tidy(value: Decimal | None) -> Decimal | None:
    """Make "1.2 million" 1200000 and not 1200000.0; "5.0" keeps its decimal."""
    if value is None or value.adjusted() < 3 or value != value.to_integral_value():
        return value
    return value.quantize(Decimal(1)) if value.adjusted() < 27 else value
