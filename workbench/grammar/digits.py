"""Numbers written in digits: which separator groups thousands and which begins the decimals."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.grammar.tokens import Tokens

# Longer runs are serial numbers or noise: shown as found, without a value.
LONGEST = 40

_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?")
_POINT = re.compile(r"\d+\.\d+")
_EUROPEAN = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}|\d+,(?:\d{1,2}|\d{4,})")
_DOTTED = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_GAPS = " \u00a0\u202f\u2009\u2007"


def literal(word: str, *, european: bool = False) -> Decimal | None:
    """Read a number token; None when it is too long or its separators make no sense.

    >>> literal("1,234.5"), literal("1,00,000"), literal("1.144.000"), literal("0,29")
    (Decimal('1234.5'), Decimal('100000'), Decimal('1144000'), Decimal('0.29'))
    >>> literal("1.000"), literal("1.000", european=True), literal("10.15.1")
    (Decimal('1.000'), Decimal('1000'), None)
    """
    if len(word) > LONGEST:
        return None
    if word.isdecimal():
        return Decimal(word)
    if _POINT.fullmatch(word):
        thousands = european and _DOTTED.fullmatch(word)
        return Decimal(word.replace(".", "") if thousands else word)
    if _GROUPED.fullmatch(word):
        return Decimal(word.replace(",", ""))
    if _EUROPEAN.fullmatch(word):
        return Decimal(word.replace(".", "").replace(",", "."))
    return None


def is_european(tokens: Tokens) -> bool:
    """Whether some number of the paragraph can only be European ("1,5", "1.234,50").

    >>> from workbench.grammar.tokens import scan
    >>> is_european(scan("von 1,5 auf 1.000")), is_european(scan("from 1.5 to 1,000"))
    (True, False)
    """
    words = [tokens.word[i] for i in tokens.digits]
    return any("," in word and len(word) <= LONGEST and _EUROPEAN.fullmatch(word) for word in words)


def spaced_groups(tokens: Tokens, i: int) -> int:
    """Where a number grouped by spaces or apostrophes that begins at ``i`` stops, else ``i + 1``.

    >>> from workbench.grammar.tokens import scan
    >>> spaced_groups(scan("1 204 cases"), 0), spaced_groups(scan("20 30"), 0)
    (2, 1)
    """
    if not _opens_groups(tokens, i):
        return i + 1
    stop, count = i + 1, tokens.count
    while stop < count and _is_group(tokens, stop) and tokens.word[stop - 1].isdecimal():
        stop += 1
    followed = stop < count and tokens.word[stop][0].isdecimal()
    return i + 1 if followed or _glued_on(tokens, stop) else stop


def _opens_groups(tokens: Tokens, i: int) -> bool:
    word = tokens.word[i]
    if len(word) > 3 or word[0] == "0" or not word.isdecimal():
        return False
    return i == 0 or not (tokens.word[i - 1][0].isdecimal() or tokens.word[i - 1] in "/#")


def _is_group(tokens: Tokens, i: int) -> bool:
    word = tokens.word[i]
    if not word[:3].isdecimal() or len(word) < 3 or len(word) > 6:
        return False
    if len(word) > 3 and word[3] not in ".,":
        return False
    gap = tokens.text[tokens.end[i - 1] : tokens.start[i]]
    return len(gap) == 1 and gap in _GAPS


def _glued_on(tokens: Tokens, stop: int) -> bool:
    """Whether a dash or slash glued behind makes it a telephone or serial number."""
    return stop < tokens.count and tokens.glued(stop) and tokens.word[stop] in "-/"
