"""Trigger words, at which the rules of the grammar look: one look-up a token serves them all.

A rule registers its words where it is defined and keeps the number it gets;
``tokens.spots[number]`` are then the places in a paragraph where it has to look.
"""

from __future__ import annotations

from itertools import compress, count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# The words of each rule, and the rules of each word. Filled while the grammar is imported.
_WORDS_OF: list[frozenset[str]] = []
_RULES_OF: dict[str, tuple[int, ...]] = {}


def register(words: Iterable[str]) -> int:
    """Make words in lower case triggers of one rule: the rule's number."""
    rule = len(_WORDS_OF)
    _WORDS_OF.append(frozenset(words))
    for word in _WORDS_OF[rule]:
        _RULES_OF[word] = (*_RULES_OF.get(word, ()), rule)
    return rule


def find(lower: list[str]) -> list[list[int]]:
    """The places of the trigger words in a list of words, in order, for each rule.

    >>> rule = register(["zeroth"])
    >>> find(["the", "zeroth", "man"])[rule]
    [1]
    """
    spots: list[list[int]] = [[] for _ in _WORDS_OF]
    for place in compress(count(), map(_RULES_OF.__contains__, lower)):
        for rule in _RULES_OF[lower[place]]:
            spots[rule].append(place)
    return spots
