"""Vague sizes: "dozens", "tens of thousands", "several hundred", "a few dozen"."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from workbench.grammar.cardinals import PARTS
from workbench.grammar.numeral import Numeral
from workbench.lexicon import words

if TYPE_CHECKING:
    from workbench.grammar.tokens import Tokens

_VAGUE = words("numbers", "vague")
_SCALE = words("numbers", "scale") | {"hundred", "dozen"}
_AFTER_SCORES = frozenset(
    """of were are have had more died killed been and attended others injured""".split()
)
_BEFORE_POINTS = frozenset("the their its his her test high low final exam match box".split())


def vague(tokens: Tokens, i: int) -> Numeral | None:
    """As in "dozens", "tens of thousands", "hundreds and hundreds"."""
    word, stop = tokens.lower[i], i + 1
    value = PARTS[word].value
    if tokens.at(stop) in ("and", "upon", "or") and tokens.at(stop + 1) in _VAGUE:
        stop += 2
    if tokens.at(stop) == "of" and _multiplies(tokens, stop + 1):
        value *= PARTS[tokens.at(stop + 1)].value
        return Numeral(i, stop + 2, value * 2, "vague")
    if word == "tens" or (word == "scores" and not _is_crowd(tokens, i, stop)):
        return None
    return Numeral(i, stop, value * 2, "vague")


def _multiplies(tokens: Tokens, i: int) -> bool:
    word = tokens.at(i)
    return word in _VAGUE and PARTS[word].value >= 100


def _is_crowd(tokens: Tokens, i: int, stop: int) -> bool:
    """Whether "scores" is a crowd and not goals or points."""
    if tokens.at(stop) == "of" and tokens.at(stop + 1)[:1].isdigit():
        return False
    return tokens.at(stop) in _AFTER_SCORES and tokens.at(i - 1) not in _BEFORE_POINTS


def few(tokens: Tokens, first: int, i: int) -> Numeral | None:
    """As in "several hundred", "a few dozen", "a couple of thousand", "a couple of"."""
    j = i + 1
    couple = tokens.lower[i] == "couple"
    j += couple and tokens.at(j) == "of"
    scale = tokens.at(j)
    if scale not in _SCALE and not (scale in _VAGUE and tokens.lower[i] == "many"):
        plain = couple and first < i and j > i + 1
        return Numeral(first, i + 1, Decimal(2), "words") if plain else None
    value = PARTS[scale].value * 2
    stop = j + 1
    if tokens.at(stop) in _SCALE:
        value *= PARTS[tokens.at(stop)].value
        stop += 1
    return Numeral(first, stop, value, "vague")
