"""Fractions in words: "two-thirds", "a quarter of", "and a half", "half a million"."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from workbench.grammar.cardinals import PARTS, SIMPLE
from workbench.grammar.numeral import Numeral
from workbench.lexicon import words

if TYPE_CHECKING:
    from workbench.grammar.tokens import Tokens

_SCALE = words("numbers", "scale") | {"hundred", "dozen"}
_AFTER_SHARE = frozenset(
    """of in on at by to from since over more less fewer lower higher cheaper larger smaller faster
    slower and or but as than that who which were was are is have had has this last during after
    before between within compared while when up down off say said will would could may for with
    among not do did does longer shorter bigger the""".split()
)


def part_word(tokens: Tokens, i: int) -> tuple[int, Decimal] | None:
    """As in "thirds" or "-thirds" at ``i``: where it stops and its denominator."""
    if tokens.at(i) == "-":
        i += 1
    part = PARTS.get(tokens.at(i))
    if part is not None and part.role == "parts":
        return i + 1, part.value
    return None


def single_part(tokens: Tokens, i: int) -> tuple[int, Decimal] | None:
    """As in "third", "half" or "quarter" after "one": where it stops and its denominator."""
    hyphened = tokens.at(i) == "-"
    i += hyphened
    part = PARTS.get(tokens.at(i))
    if part is None or part.value < 2 or part.role not in ("ordinal", "half", "part"):
        return None
    if part.role == "ordinal" and (part.value < 3 or not (hyphened or closes_share(tokens, i + 1))):
        return None
    return i + 1, part.value


def and_half(tokens: Tokens, stop: int, value: Decimal) -> tuple[int, Decimal]:
    """Take "and a half", "and three quarters" after a number."""
    i = stop
    if tokens.at(i) == "-" and tokens.at(i + 1) == "and":
        i += 1
    if tokens.at(i) != "and":
        return stop, value
    i += 1
    skip = tokens.at(i) == "-"
    i += skip
    share = _small_share(tokens, i)
    if share is None:
        return stop, value
    end, part = share
    unit = PARTS.get(tokens.at(stop - 1))
    factor = unit.value if unit is not None and unit.role in ("scale", "hundred") else 1
    return end, value + part * factor


def _small_share(tokens: Tokens, i: int) -> tuple[int, Decimal] | None:
    """As in "a half", "a quarter", "three quarters", "two-thirds" at ``i``."""
    opening = tokens.at(i)
    if opening in ("a", "one"):
        i += 1
        i += tokens.at(i) == "-"
        part = PARTS.get(tokens.at(i))
        small = part is not None and (part.role in ("half", "part") or tokens.at(i) == "third")
        return (i + 1, 1 / part.value) if part is not None and small else None
    if opening in SIMPLE:
        share = part_word(tokens, i + 1)
        if share is not None:
            return share[0], PARTS[opening].value / share[1]
    return None


def article_share(tokens: Tokens, i: int, word: str) -> Numeral | None:
    """As in "a third of", "a fifth more": a fraction; "a third man" is left to the ordinal."""
    value = PARTS[word].value
    if value < 3 or not closes_share(tokens, i + 2):
        return None
    return share_of(tokens, i, i + 2, 1 / value)


def share_of(tokens: Tokens, first: int, stop: int, value: Decimal) -> Numeral | None:
    """Make a share of ``value``, or the number in "a quarter of a million"."""
    if tokens.at(stop) == "of" and tokens.at(stop + 1) in ("a", "an"):
        return parts_of(tokens, first, stop, value)
    scale = PARTS.get(tokens.at(stop))
    if scale is not None and scale.role == "scale":
        return Numeral(first, stop + 1, value * scale.value, "words")
    return Numeral(first, stop, value, "fraction") if closes_share(tokens, stop) else None


def closes_share(tokens: Tokens, i: int) -> bool:
    """Whether what follows "a third" leaves it a fraction: no noun of its own."""
    word = tokens.at(i)
    return not word or not word[0].isalpha() or word in _AFTER_SHARE


def parts_of(tokens: Tokens, first: int, stop: int, value: Decimal) -> Numeral | None:
    """As in "three quarters of a million" is a number, other shares are fractions."""
    if tokens.at(stop) == "of" and tokens.at(stop + 1) in ("a", "an"):
        part = PARTS.get(tokens.at(stop + 2))
        if part is not None and part.role == "scale":
            return Numeral(first, stop + 3, value * part.value, "words")
    if tokens.at(first) == "quarter":
        return None
    return Numeral(first, stop, value, "fraction")


def half(tokens: Tokens, first: int, i: int) -> Numeral:
    """As in "half", "half a dozen", "half-million", "half of a billion"."""
    j = i + 1
    j += tokens.at(j) == "-"
    if tokens.at(j) == "of" and tokens.at(j + 1) == "a" and tokens.at(j + 2) in _SCALE:
        j += 1
    j += tokens.at(j) in ("a", "an")
    part = PARTS.get(tokens.at(j))
    if part is not None and part.role in ("scale", "hundred", "dozen"):
        return Numeral(first, j + 1, part.value / 2, "words")
    return Numeral(first, i + 1, Decimal("0.5"), "fraction")
