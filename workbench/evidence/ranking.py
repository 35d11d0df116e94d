"""Which passages speak of what a claim speaks of: words rank, numbers judge.

The score of a paragraph is the weight of the claim's words in it, by BM25 (Robertson and Zaragoza,
"The Probabilistic Relevance Framework", 2009, section 3.4) with the squared rarity of each word.
Its numbers add to that only as far as the words of its document are those of the claim: a number
alone makes no evidence, and a wrong number in the claim takes little away.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbench.evidence.numbers import SAME, likeness
from workbench.evidence.table_ranking import rank_tables

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from workbench.evidence.asking import Question
    from workbench.evidence.passages import ReadPassage


@dataclass(frozen=True)
class Collection:
    """What is searched as a whole.

    Attributes:
        size: How many passages there are.
        length: Of a passage, in words, on average.
        having: How many passages have a stem.
    """

    size: int
    length: float
    having: Callable[[str], int]
    _known: dict[str, float] = field(default_factory=dict)

    def rarity(self, stem: str) -> float:
        """How much a stem tells: the idf of BM25, never below nought.

        >>> round(Collection(100, 20.0, {"villag": 1}.__getitem__).rarity("villag"), 2)
        4.21
        """
        known = self._known.get(stem)
        if known is None:
            having = self.having(stem)
            known = self._known[stem] = math.log(1 + (self.size - having + 0.5) / (having + 0.5))
        return known


# Fitted on the dev halves of two sets at once, by a grid of 108 points around a softmax fit that
# was cross-validated in five folds by document; what each is worth is told by the bench "evidence".
_SATURATION, _BY_LENGTH = 3.0, 0.9
_SAME_NUMBERS, _NEAR_MISSES, _NEAR_WORDS = 1.0, 1.6, 0.3


def rank(
    question: Question, found: Sequence[ReadPassage], among: Collection
) -> list[tuple[float, ReadPassage]]:
    """The passages found for a claim, best first, each with its score."""
    tables = [one for one in found if one.passage.table]
    paragraphs = [one for one in found if not one.passage.table]
    scored = rank_tables(question, tables, among.rarity)
    gates = _gates(question, paragraphs, among)
    scored += [
        (_weigh(question, one, among, gate), one)
        for one, gate in zip(paragraphs, gates, strict=True)
    ]
    return sorted(scored, key=lambda pair: -pair[0])


def _gates(question: Question, found: Sequence[ReadPassage], among: Collection) -> list[float]:
    """How much of the claim's words the document of each passage has, squared."""
    wanted = {stem: among.rarity(stem) for stem in question.content - set(question.numbers)}
    whole = sum(wanted.values()) or 1.0
    of_document: dict[str, set[str]] = defaultdict(set)
    for one in found:
        of_document[one.passage.document or one.passage.id] |= wanted.keys() & one.counts.keys()
    said = (of_document[one.passage.document or one.passage.id] for one in found)
    return [(sum(wanted[stem] for stem in stems) / whole) ** 2 for stems in said]


def _weigh(question: Question, one: ReadPassage, among: Collection, gate: float) -> float:
    near = _share(question.near, one.counts, among) + _share(question.near, one.near_numbers, among)
    same, missed = _numbers(question, one, among)
    numbers = _SAME_NUMBERS * same + _NEAR_MISSES * missed
    return _words(question, one, among) + gate * (numbers + _NEAR_WORDS * near)


def _words(question: Question, one: ReadPassage, among: Collection) -> float:
    """BM25 of the claim's words, as a part of what they weigh together."""
    weights = {stem: among.rarity(stem) ** 2 for stem in question.content}
    by_length = 1 - _BY_LENGTH + _BY_LENGTH * len(one.stems) / (among.length or 1.0)
    total = 0.0
    for stem, weight in weights.items():
        times = one.counts.get(stem, 0)
        if times:
            total += weight * times * (_SATURATION + 1) / (times + _SATURATION * by_length)
    return total / (sum(weights.values()) or 1.0)


def _share(
    wanted: frozenset[str], given: Mapping[str, int] | frozenset[str], among: Collection
) -> float:
    whole = sum(map(among.rarity, wanted)) or 1.0
    return sum(among.rarity(stem) for stem in wanted if stem in given) / whole


def _numbers(question: Question, one: ReadPassage, among: Collection) -> tuple[float, float]:
    """Which part of the claim's numbers the passage has, and which it almost has."""
    whole = same = missed = 0.0
    for number in question.numbers:
        weight = among.rarity(number)
        whole += weight
        nearest = max((likeness(number, given) for given in one.numbers), default=0.0)
        same += weight * (nearest == SAME)
        missed += weight * nearest * (nearest != SAME)
    return (same / whole, missed / whole) if whole else (0.0, 0.0)
