"""Figures that leave their unit out: "6 hectares, up from 2.48", "from 7 to 9 percent"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.claim import Kind
from workbench.lexicon import words

if TYPE_CHECKING:
    from workbench.grammar.reading import Reading
    from workbench.grammar.tokens import Tokens

_MEASURED = frozenset({Kind.PERCENT, Kind.QUANTITY})
_NO_NOUN = words("grammar_words", "function") | words("grammar_words", "auxiliary")
_BEFORE = (("up", "from"), ("down", "from"), ("compared", "with"), ("compared", "to"))
_REACH = 20


def share_units(tokens: Tokens, readings: list[Reading]) -> None:
    """Give a bare number the unit of the figure that it is compared with.

    >>> from workbench.grammar.numerals import numerals
    >>> from workbench.grammar.tokens import scan
    >>> from workbench.grammar.units import figures
    >>> tokens = scan("It covers 6 hectares, up from 2.48 last year; 8 percent, down from 12 men.")
    >>> found = figures(tokens, numerals(tokens))
    >>> share_units(tokens, found)
    >>> [(r.kind.value, r.unit) for r in found]
    [('quantity', 'ha'), ('quantity', 'ha'), ('percent', '%'), ('count', None)]
    """
    last: Reading | None = None
    for reading in readings:
        if reading.kind in _MEASURED:
            last = reading
        elif last is not None and _is_bare(tokens, reading) and _compares(tokens, last, reading):
            reading.kind, reading.unit, reading.unit_code = last.kind, last.unit, last.unit_code
            reading.rules.append("elided unit")


def _is_bare(tokens: Tokens, reading: Reading) -> bool:
    """Whether it is a plain number in digits with nothing behind it that it could count."""
    if reading.kind is not Kind.COUNT or not tokens.word[reading.stop - 1][0].isdecimal():
        return False
    after = tokens.at(reading.stop)
    return not after[:1].isalpha() or after in _NO_NOUN or after in ("last", "next", "previous")


def _compares(tokens: Tokens, last: Reading, reading: Reading) -> bool:
    first = reading.first
    near = first - last.stop <= _REACH and not {".", ";"}.intersection(
        tokens.word[last.stop : first]
    )
    return near and tuple(tokens.lower[max(0, first - 2) : first]) in _BEFORE
