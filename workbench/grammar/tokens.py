"""One scan of a paragraph into words, number literals and marks; every later rule reads these."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING

from workbench.grammar import triggers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# A number literal keeps its inner separators ("1,234.5", "10.30"); a word keeps its apostrophes
# ("don't", "Assad's" but not the quotation mark after it); everything else is one mark a token.
# The first branch, a plain word of ASCII letters, is there for speed alone. Nothing matched is
# given back: for a number of a million digits the places to go back to would take memory and time.
_TOKEN = re.compile(r"([A-Za-z]++(?![\w'’])|[^\W\d_]++(?:['’][^\W\d_]++)*+|\d++(?:[.,]\d++)*+|\S)")

# Code points of the paragraphs that are cut at once: as many as a story has.
_AT_ONCE = 4_000


@dataclass(slots=True)
class Tokens:
    """A paragraph as parallel lists, one entry a token; offsets are those of the whole text.

    Attributes:
        text: The whole text as received.
        start: First code point of each token.
        end: One past the last code point of each token.
        word: Each token as written.
        lower: Each token in lower case.
        count: How many tokens there are.
        sentences: Token ranges (first, stop) of the paragraph's sentences, in order, together
            covering every token.
        digits: Places of the tokens that begin with a digit.
        capitals: Places of the tokens that begin with a capital letter.
        spots: Places of the trigger words, by the number of the rule that looks for them.
        european: Whether "1.000" is a thousand here; None until a number asks.
    """

    text: str
    start: list[int]
    end: list[int]
    word: list[str]
    lower: list[str]
    digits: list[int]
    capitals: list[int]
    spots: list[list[int]]
    count: int
    sentences: list[tuple[int, int]] = field(default_factory=list)
    european: bool | None = None

    def __len__(self) -> int:
        return self.count

    def at(self, i: int) -> str:
        """The word at ``i`` in lower case, empty outside the paragraph."""
        return self.lower[i] if 0 <= i < self.count else ""

    def glued(self, i: int) -> bool:
        """Whether nothing stands between token ``i`` and the one before it."""
        return 0 < i < self.count and self.end[i - 1] == self.start[i]


def cut(text: str) -> list[str]:
    """The tokens of a text as written, without their places.

    >>> cut("sq. ft")
    ['sq', '.', 'ft']
    """
    return _TOKEN.findall(text)


def scan(text: str, start: int = 0, end: int | None = None) -> Tokens:
    """Cut ``text[start:end]`` into tokens.

    >>> scan("US$1.2bn since mid-May").word
    ['US', '$', '1.2', 'bn', 'since', 'mid', '-', 'May']
    """
    return next(_scanned(text, [(start, len(text) if end is None else end)]))


def scan_each(text: str, paragraphs: Iterable[tuple[int, int]]) -> Iterator[Tokens]:
    r"""Cut each paragraph into tokens; between two of them stands nothing but white space.

    Several are cut at once, since most of them are short.

    >>> [tokens.word for tokens in scan_each("In May\n\n60 names", [(0, 6), (8, 16)])]
    [['In', 'May'], ['60', 'names']]
    """
    together: list[tuple[int, int]] = []
    for paragraph in paragraphs:
        together.append(paragraph)
        if paragraph[1] - together[0][0] >= _AT_ONCE:
            yield from _scanned(text, together)
            together = []
    if together:
        yield from _scanned(text, together)


def _scanned(text: str, paragraphs: list[tuple[int, int]]) -> Iterator[Tokens]:
    begin = paragraphs[0][0]
    # The gaps and the tokens by turns, with a gap at either end.
    pieces = _TOKEN.split(text[begin : paragraphs[-1][1]])
    edges = list(accumulate(map(len, pieces), initial=begin))
    start, end, word = edges[1:-1:2], edges[2::2], pieces[1::2]
    lower = list(map(str.lower, word))
    rules = triggers.rules_of(word)
    first = 0
    for _, after in paragraphs:
        stop = bisect_left(start, after, first)
        spots = triggers.find(rules[first:stop])
        yield Tokens(
            text,
            start[first:stop],
            end[first:stop],
            word[first:stop],
            lower[first:stop],
            spots[triggers.DIGITS],
            spots[triggers.CAPITALS],
            spots,
            stop - first,
        )
        first = stop
