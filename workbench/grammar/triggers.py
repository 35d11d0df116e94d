"""Trigger words, at which the rules of the grammar look: one look-up a token serves them all.

A rule registers its words where it is defined and keeps the number it gets;
``tokens.spots[number]`` are then the places in a paragraph where it has to look. Two rules have no
list of words: words that begin with a digit are the first's, with a capital the second's.
"""

from __future__ import annotations

from itertools import compress
from typing import TYPE_CHECKING, Final, cast

if TYPE_CHECKING:
    from collections.abc import Iterable

DIGITS: Final = 0
CAPITALS: Final = 1

# The words of each rule, and the rules of each word. Filled while the grammar is imported.
_WORDS_OF: Final[list[frozenset[str]]] = [frozenset(), frozenset()]
_RULES_OF: Final[dict[str, tuple[int, ...]]] = {}
# The rules of words as written: texts repeat their words. Rare and long ones are not worth keeping.
_KNOWN: Final[dict[str, tuple[int, ...]]] = {}
_MOST_KNOWN: Final = 50_000
_LONGEST_KNOWN: Final = 24


def register(words: Iterable[str]) -> int:
    """Make words in lower case triggers of one rule: the rule's number."""
    rule = len(_WORDS_OF)
    _WORDS_OF.append(frozenset(words))
    for word in _WORDS_OF[rule]:
        _RULES_OF[word] = (*_RULES_OF.get(word, ()), rule)
    _KNOWN.clear()
    return rule


def rules_of(words: list[str]) -> list[tuple[int, ...]]:
    """The rules that look at each word of a list as it is written."""
    found = list(map(_KNOWN.get, words))
    if None in found:
        return list(map(_rules_of, words))
    return cast("list[tuple[int, ...]]", found)


def find(rules: list[tuple[int, ...]]) -> list[list[int]]:
    """The places at which each rule has to look, in order, by the rules of each word.

    >>> rule = register(["zeroth"])
    >>> spots = find(rules_of(["The", "zeroth", "man", "of", "60"]))
    >>> spots[rule], spots[CAPITALS], spots[DIGITS]
    ([1], [0], [4])
    """
    spots: list[list[int]] = [[] for _ in _WORDS_OF]
    for place, those in compress(enumerate(rules), rules):
        for rule in those:
            spots[rule].append(place)
    return spots


def _rules_of(word: str) -> tuple[int, ...]:
    """The rules that look at a word as it is written."""
    known = _KNOWN.get(word)
    if known is not None:
        return known
    rules = _RULES_OF.get(word.lower(), ())
    if word[0].isupper():
        rules = (CAPITALS, *rules)
    elif word[0].isdecimal():
        rules = (DIGITS, *rules)
    if len(word) <= _LONGEST_KNOWN:
        if len(_KNOWN) >= _MOST_KNOWN:
            _KNOWN.clear()
        _KNOWN[word] = rules
    return rules
