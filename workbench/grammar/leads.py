"""Where an expression of time may begin: the next word alone rules most places out.

"A", "that" and "new" are in every other sentence, and few of them begin a date. One look at the
word behind spares them the readers, and half of the paragraphs the reading of dates altogether.
The tables only spare work: with every place tried the same expressions are found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbench.grammar.date_words import HOLIDAY_STARTS, HOLIDAYS, WORDS, owned, with_roles
from workbench.grammar.durations import BETWEEN
from workbench.grammar.edges import NOUNS
from workbench.grammar.line import DASHES, WORDS_AT
from workbench.grammar.number_readers import BEHIND_ORDINALS, UNITS
from workbench.grammar.sets import OTHER

if TYPE_CHECKING:
    from workbench.grammar.line import Reader
    from workbench.grammar.numerals import Numeral
    from workbench.grammar.tokens import Tokens

_SPANS: Final = UNITS | BETWEEN | DASHES | {"]"}
_QUANTIFIERS: Final = with_roles("quantifier")
_PARTS: Final = with_roles("month", "weekday", "season", "part", "unit", "units", "fiscal")
_ANY: Final = frozenset(WORDS) | HOLIDAY_STARTS | DASHES | {"in", "on", "of", "the"}
# By the role of a word, one of which words must stand behind it; roles left out need none.
_BEHIND_ROLE: Final = {
    "article": _SPANS | _QUANTIFIERS,
    "quantifier": _SPANS | {"of", "more"},
    "which": _PARTS | _QUANTIFIERS | with_roles("which"),
    "every": _PARTS.union(OTHER, ["few"]),
    "edge": _ANY,
    "comparative": _ANY,
    "half": UNITS | DASHES | {"a", "an"},
    "ordinal": BEHIND_ORDINALS,
    "part": frozenset({"of", "hours"}),
    "apostrophe": frozenset[str](),
    "times": frozenset[str](),
}
_CAPITAL: Final = frozenset(word for word, entry in WORDS.items() if entry.capital)
# Words that begin something before a number as well.
_BEFORE_NUMBERS: Final = with_roles("which", "every", "edge", "comparative", "apostrophe")


def _behind_holidays() -> dict[str, frozenset[str]]:
    """By the first word of holidays that all have several, the second ones."""
    return {
        word: frozenset(form for name, _ in names for form in owned(name[1]))
        for first, names in HOLIDAYS.items()
        if all(len(name) > 1 for name, _ in names)
        for word in owned(first)
        if word not in WORDS
    }


# By word, one of which words must stand behind it for it to begin anything.
_BEHIND: Final[dict[str, frozenset[str]]] = {
    **_behind_holidays(),
    **{
        word: _BEHIND_ROLE[entry.role]
        for word, entry in WORDS.items()
        if entry.role in _BEHIND_ROLE and word not in HOLIDAY_STARTS
    },
    **dict.fromkeys(NOUNS, DASHES | {"of"}),
}


def find_starts(
    tokens: Tokens, numbers: dict[int, Numeral], readers: dict[int, tuple[Reader, ...]]
) -> list[int]:
    """Where an expression of time may begin, in order; ``numbers`` and their readers by place.

    >>> from workbench.grammar.tokens import scan
    >>> tokens = scan("That day a man of the year spent a year in that town")
    >>> [tokens.word[i] for i in find_starts(tokens, {}, {})]
    ['That', 'day', 'year', 'a', 'year']
    """
    lower, last = tokens.lower, tokens.count - 1
    starts: list[int] = []
    for i in tokens.spots[WORDS_AT]:
        word = lower[i]
        behind = _BEHIND.get(word)
        if behind is None:
            # "may" and "march" are dates only with their capital
            if word not in _CAPITAL or tokens.word[i][0].isupper():
                starts.append(i)
        elif i < last and (
            lower[i + 1] in behind
            or (word in _BEFORE_NUMBERS and (i + 1 in numbers or lower[i + 1][0].isdecimal()))
        ):
            starts.append(i)
    return sorted({*starts, *readers}) if readers else starts
