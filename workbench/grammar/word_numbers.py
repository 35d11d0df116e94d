"""Numbers that begin with a word: "forty-two", "a million", "half a dozen", "twenty-third"."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from workbench.grammar.cardinals import PARTS, SIMPLE, cardinal, spoken_decimals
from workbench.grammar.numeral import Numeral
from workbench.grammar.shares import (
    and_half,
    article_share,
    half,
    part_word,
    parts_of,
    share_of,
    single_part,
)
from workbench.grammar.vague import few, vague
from workbench.lexicon import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.grammar.tokens import Tokens

_ORDINAL = words("numbers", "ordinal") | words("numbers", "ordinal_scale")
_VAGUE = words("numbers", "vague")
_SCALE = words("numbers", "scale") | {"hundred", "dozen"}
_FEW = frozenset({"several", "few", "couple", "many"})
_QUARTER = Decimal("0.25")
_DOZEN = Decimal(12)
_BEHIND_ARTICLES = _FEW | _ORDINAL | _SCALE | {"half", "quarter", "score"}
OPENERS = SIMPLE | _ORDINAL | _VAGUE | _SCALE | _FEW | {"a", "an", "half", "quarter", "point"}


def in_words(tokens: Tokens, i: int) -> Numeral | None:
    """Read the number whose first word stands at ``i``, None when the word is something else.

    >>> from workbench.grammar.tokens import scan
    >>> in_words(scan("half a dozen eggs"), 0).value, in_words(scan("a man"), 0)
    (Decimal('6'), None)
    """
    word = tokens.lower[i]
    reader = _READERS.get(word)
    if reader is not None:
        return reader(tokens, i)
    return _bare_scale(tokens, i) if word in _SCALE else _number(tokens, i)


def _number(tokens: Tokens, i: int) -> Numeral | None:
    number = cardinal(tokens, i)
    if number is None:
        return None
    if number.ordinal:
        return Numeral(i, number.stop, number.value, "ordinal")
    return _finish(tokens, i, number.stop, number.value)


def _finish(tokens: Tokens, first: int, stop: int, value: Decimal) -> Numeral | None:
    """What may follow a whole number in words: dozen, point five, and a half, thirds."""
    following = tokens.at(stop)
    if following == "-" and tokens.at(stop + 1) == "dozen":
        stop, following = stop + 1, "dozen"
    if following == "dozen" and value:
        return Numeral(first, stop + 1, value * 12, "words")
    if following == "point":
        end, digits = spoken_decimals(tokens, stop)
        if digits:
            return _scaled_words(tokens, first, end, value + Decimal(f"0.{digits}"))
    fraction = part_word(tokens, stop) or (single_part(tokens, stop) if value == 1 else None)
    if fraction is not None and value:
        end, part = fraction
        return parts_of(tokens, first, end, value / part)
    end, value = and_half(tokens, stop, value)
    return (
        _scaled_words(tokens, first, end, value)
        if end > stop
        else Numeral(first, end, value, "words")
    )


def _scaled_words(tokens: Tokens, first: int, stop: int, value: Decimal) -> Numeral:
    number = cardinal(tokens, first, value, stop)
    if number is not None and number.stop > stop and not number.ordinal:
        return Numeral(first, number.stop, number.value, "words")
    if tokens.at(stop) == "dozen":
        return Numeral(first, stop + 1, value * 12, "words")
    return Numeral(first, stop, value, "words")


def _after_article(tokens: Tokens, i: int) -> Numeral | None:
    j = i + 1
    word = tokens.lower[j] if j < tokens.count else ""
    if word not in _BEHIND_ARTICLES:
        return None
    if word in _FEW:
        return few(tokens, i, j)
    if word in ("half", "quarter"):
        return half(tokens, i, j) if word == "half" else share_of(tokens, i, j + 1, _QUARTER)
    if word == "dozen" or (word == "score" and tokens.at(i + 2) == "of"):
        return Numeral(i, i + 2, _DOZEN if word == "dozen" else _DOZEN + 8, "words")
    if word in _ORDINAL:
        return article_share(tokens, i, word)
    number = cardinal(tokens, i) if word in _SCALE else None
    return _finish(tokens, i, number.stop, number.value) if number else None


def _bare_point(tokens: Tokens, i: int) -> Numeral | None:
    """As in "point zero two"; "the point two men made" is none."""
    if i > 0 and tokens.at(i + 1) not in ("zero", "o", "oh"):
        return None
    stop, digits = spoken_decimals(tokens, i)
    return Numeral(i, stop, Decimal(f"0.{digits}"), "words") if digits else None


def _bare_scale(tokens: Tokens, i: int) -> Numeral | None:
    """As in "dozen", "hundred" and "million" without a number before them."""
    word = tokens.lower[i]
    number = cardinal(tokens, i, Decimal(1), i) if word != "dozen" else None
    if number is None:
        return Numeral(i, i + 1, PARTS[word].value, "words")
    return Numeral(i, number.stop, number.value, "words")


def _quarter(tokens: Tokens, i: int) -> Numeral | None:
    return parts_of(tokens, i, i + 1, _QUARTER)


_READERS: dict[str, Callable[[Tokens, int], Numeral | None]] = {
    **dict.fromkeys(_VAGUE, vague),
    **dict.fromkeys(_FEW, lambda tokens, i: few(tokens, i, i)),
    "a": _after_article,
    "an": _after_article,
    "half": lambda tokens, i: half(tokens, i, i),
    "point": _bare_point,
    "quarter": _quarter,
}
