"""The small pattern language of the checks, over the skeleton of a sentence.

In a skeleton every claim is one private-use character that tells its kind; all other words are in
lower case: "of the N volunteers interviewed, N, or P, said". Patterns are regular expressions with
these words of their own:

- ``<part:N>`` is a claim of that kind, by a name; ``<part:#>`` a count, sum of money or quantity,
  ``<share:PR>`` one of two kinds. A range is two of them with " to " between. What has a name must
  be there, so it never stands in an optional group.
- ``<:N>`` is one that needs no name; ``<:*>`` one of any kind.
- ``{fall}`` is any word of that role in ``lexicon/check_words.tsv``.
- ``~`` is a few words without a claim or a comma, ``~~`` a few without a number but with commas
  and dates, ``~~~`` anything.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from workbench.claim import Kind
from workbench.lexicon import rows

if TYPE_CHECKING:
    from collections.abc import Iterable

LETTERS: Final = {
    Kind.COUNT: "N",
    Kind.MONEY: "M",
    Kind.PERCENT: "P",
    Kind.QUANTITY: "Q",
    Kind.ORDINAL: "O",
    Kind.RATIO: "R",
    Kind.AGE: "A",
    Kind.SCORE: "S",
    Kind.DATE: "D",
    Kind.DURATION: "U",
    Kind.SET: "E",
    Kind.PASSAGE: "X",
}
MARKS: Final = {letter: chr(0xE000 + place) for place, letter in enumerate(LETTERS.values())}
_FIRST, _LAST = chr(0xE000), chr(0xE000 + len(LETTERS) - 1)
_NUMBERS: Final = "".join(MARKS[letter] for letter in "NMPQRS")
_TOKEN: Final = re.compile(r"<(\w*):([A-Z#*]+)>|(~{1,3})|\{([a-z_]+)\}")
_GAPS: Final = {
    "~": rf"[^{_FIRST}-{_LAST},;:()]{{0,60}}?",
    "~~": rf"[^{_NUMBERS};:]{{0,90}}?",
    "~~~": r".{0,160}?",
}


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern, compiled.

    Attributes:
        expression: It as a regular expression.
        named: The claims that it names, in order: for each the marks of the kinds that it may be.
    """

    expression: re.Pattern[str]
    named: tuple[frozenset[str], ...]

    def may_fit(self, marks: str) -> bool:
        """Whether a skeleton with these marks has the claims that the pattern names, in order."""
        left = iter(marks)
        return all(any(mark in kinds for mark in left) for kinds in self.named)


@lru_cache(maxsize=2048)
def compiled(pattern: str) -> Pattern:
    """Compile a pattern, once.

    >>> compiled("<a:N>~{month}").expression.search(MARKS["N"] + " men in may") is not None
    True
    """
    named = [_marks(found[2]) for found in _TOKEN.finditer(pattern) if found[1]]
    return Pattern(re.compile(_TOKEN.sub(_replaced, pattern)), tuple(named))


@lru_cache(maxsize=16_384)
def fitting(patterns: tuple[str, ...], marks: str) -> tuple[re.Pattern[str], ...]:
    """Those of the patterns that may fit a skeleton with these marks: of most sentences none.

    >>> len(fitting(("<a:N>~<b:P>", "<a:P>~<b:N>", "{month}"), MARKS["N"] + MARKS["P"]))
    2
    """
    those = map(compiled, patterns)
    return tuple(one.expression for one in those if one.may_fit(marks))


def found_in(pattern: str, words: str) -> bool:
    """Whether a pattern fits somewhere in these words of a skeleton."""
    return compiled(pattern).expression.search(words) is not None


def has_any(bits: Iterable[str], words: str) -> bool:
    """Whether one of the bits stands in these words, within a word too: quicker than a pattern."""
    for bit in bits:  # noqa: SIM110 - every rule asks this of every sentence; any() takes twice as long
        if bit in words:
            return True
    return False


def bits_of(*roles: str) -> tuple[str, ...]:
    """What the words of these roles begin with: without any of it, no such word is there.

    >>> bits_of("anniversary")
    ('anniversary', 'anniversaries', 'birthday', 'jubilee')
    """
    return tuple(word.partition("*")[0] for role in roles for word in _words_by_role()[role])


def _replaced(token: re.Match[str]) -> str:
    name, letters, gap, role = token.groups()
    if gap:
        return f"(?:{_GAPS[gap]})"
    if role:
        return any_of(role)
    marks = "".join(sorted(_marks(letters)))
    return f"(?P<{name}>[{marks}])" if name else f"[{marks}]"


def _marks(letters: str) -> frozenset[str]:
    if letters == "*":
        return frozenset(MARKS.values())
    return frozenset(MARKS[one] for one in letters.replace("#", "NMQ"))


@cache
def any_of(role: str) -> str:
    """The words of a role as one group of an expression; "*" at a word's end is any ending.

    >>> any_of("anniversary")
    '(?:anniversary|anniversaries|birthday|jubilee)'

    Raises:
        KeyError: no word of the lexicon has that role.
    """
    found = _words_by_role()[role]
    return (
        "(?:"
        + "|".join(
            re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", " ").replace(r"\-", "-")
            for word in found
        )
        + ")"
    )


@cache
def _words_by_role() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in rows("check_words"):
        found.setdefault(row["role"], []).append(row["word"])
    return found
