"""What may stand behind a number that begins a date, a span of time or a time of day.

Most numbers count something ("12 people"): the next word shows it, and spares them fifteen readers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbench.grammar.cardinals import PARTS
from workbench.grammar.date_words import WORDS
from workbench.grammar.durations import BETWEEN
from workbench.grammar.line import APOSTROPHES, DASHES

if TYPE_CHECKING:
    from workbench.grammar.line import Line

_MARKS: Final = DASHES | APOSTROPHES | {"/", ":", "]", "&"}
_JOINTS: Final = frozenset({"and", "or", "to", "until", "through", "of", "day"})
# Endings of "5th", "1990s" and "3Q", hours of the day, "BC" and "A.D.".
_ENDINGS: Final = frozenset({"st", "nd", "rd", "th", "s", "q"})
_HOURS: Final = frozenset({"am", "pm", "a", "p", "in", "at", "o'clock", "o’clock"})
_ERAS: Final = frozenset({"bc", "bce", "ad", "ce", "b"})
_ROLES: Final = frozenset({"month", "unit", "units", "short_unit", "quantifier"})
_NAMED: Final = frozenset(word for word, entry in WORDS.items() if entry.role in _ROLES)
_LEADS: Final = BETWEEN | _MARKS | _JOINTS | _ENDINGS | _HOURS | _ERAS | _NAMED
# Behind a number in words a second one may make the year ("nineteen ninety-six").
_LEADS_WORDS: Final = _LEADS | PARTS.keys()


def leads_on(line: Line, i: int) -> bool:
    """Whether the number or article at ``i`` can begin an expression of time.

    >>> from workbench.grammar.numerals import numerals
    >>> from workbench.grammar.line import Line
    >>> from workbench.grammar.reading import Context
    >>> from workbench.grammar.tokens import scan
    >>> def leads(text: str) -> bool:
    ...     tokens = scan(text)
    ...     return leads_on(Line(tokens, numerals(tokens), Context(None)), 0)
    >>> leads("12 May"), leads("12 million years"), leads("12 million people"), leads("12 people")
    (True, True, False, False)
    """
    numeral = line.numbers.get(i)
    after, leads = line.at(i + 1), _LEADS
    if numeral is not None:
        if numeral.style in ("ordinal", "fraction"):
            return True
        leads = _LEADS_WORDS if numeral.style == "words" else _LEADS
        if line.at(numeral.stop) in leads:
            return True
    if after in leads or line.at(i - 1) == "ad":
        return True
    return line.lower[i].count(".") > 1
