"""What one passage says of one claim: the same, as good as the same, another value, or nothing.

Words find a passage, numbers judge it: the figure must be of the same sort and of the same noun,
and where it differs the passage must speak of what the claim's sentence speaks of.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.claim import Kind
from workbench.evidence.asking import saying_words
from workbench.evidence.clauses import told_apart
from workbench.evidence.comparing import Stands, are_apart, compare_figures, noun_of, nouns_fit
from workbench.evidence.holding import Holds, look_in
from workbench.evidence.stems import stem, stems_of, words_of
from workbench.evidence.tables import judge_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.claim import Claim
    from workbench.evidence.asking import Question
    from workbench.evidence.cells import Cell
    from workbench.evidence.passages import Passage


@dataclass(frozen=True, slots=True)
class Judged:
    """A passage held against a claim.

    Attributes:
        stands: How the claim stands in it.
        said: The figure of the passage that decides it, placed in ``passage.text``; None where
            nothing does.
        marks: Stretches of ``passage.text`` in code points, (start, end), in order and apart: the
            words of the claim's sentence, and the deciding figure.
        cell: Of a table the cell that decides, else the likeliest: (row, column), row 0 the heads.
        shared: How much of what the sentence says of the claim the passage has, 0 to 1.
    """

    stands: Stands
    said: Claim | None
    marks: tuple[tuple[int, int], ...]
    cell: Cell | None = None
    shared: float = 0.0


_WORD = re.compile(r"[^\W_]+")
SPEAKS_OF_IT = 0.2
"""The part of the claim's words that a passage must have to speak of the same thing at all."""
_ENOUGH, _AROUND = 3, 40
"""Words of a long sentence that are enough for that; characters before and behind its figure."""


def judge_passage(
    claim: Claim, question: Question, passage: Passage, said: Sequence[Claim]
) -> Judged:
    """How a claim stands in a passage.

    Args:
        claim: The claim.
        question: Its sentence, asked.
        passage: A paragraph or a table.
        said: The figures of a paragraph, as they were read; a table's cells are read here.

    >>> from workbench.evidence import ask, paragraph
    >>> from workbench.grammar import extract
    >>> sentence = "So far 244 people have returned to the villages."
    >>> names = paragraph("list", "By Monday 249 people had returned to the villages.")
    >>> found = judge_passage(extract(sentence)[0], ask(sentence), names, extract(names.text))
    >>> found.stands.value, found.said.text
    ('another', '249')
    """
    places, given = _words(passage.text, question)
    shared = _shared(claim, question, given)
    if claim.kind is Kind.PASSAGE and claim.value is None:
        quoted = look_in(claim, passage.text).holds is Holds.FOUND
        stands = Stands.SAME if quoted else Stands.NOT_FOUND
        return Judged(stands, None, tuple(places), None, shared)
    if passage.table:
        stands, one, cell = judge_table(claim, question, passage)
        return Judged(stands, one, _marks(places, one), cell, shared)
    stands, one = _weigh(claim, question, passage.text, said, given)
    if stands is Stands.ANOTHER and shared < SPEAKS_OF_IT:
        stands, one = Stands.NOT_FOUND, None
    return Judged(stands, one, _marks(places, one), None, shared)


def _weigh(
    claim: Claim, question: Question, text: str, said: Sequence[Claim], given: frozenset[str]
) -> tuple[Stands, Claim | None]:
    """The best that any figure of a passage says, and that figure."""
    judged = [(compare_figures(claim, one), one) for one in said]
    fitting = [
        (stands, one)
        for stands, one in judged
        if stands is not Stands.NOT_FOUND
        and not are_apart(claim, one)
        and nouns_fit(claim, one, question.content, given)
    ]
    others = [one for stands, one in fitting if stands is Stands.ANOTHER]
    rivals = [one for one in others if _same_noun(claim, one) or not one.counted]
    for wanted in (Stands.SAME, Stands.ROUNDED):
        found = [one for stands, one in fitting if stands is wanted]
        apart = [told_apart(claim, question, text, one, rivals) for one in found]
        if None in apart:
            return wanted, found[apart.index(None)]
        if apart:
            return Stands.ANOTHER, apart[0]
    nearest = _nearest(claim, others)
    return (Stands.NOT_FOUND, None) if nearest is None else (Stands.ANOTHER, nearest)


def _nearest(claim: Claim, others: Sequence[Claim]) -> Claim | None:
    """Of other values the one of the same noun, else of none; None where each is of another."""
    noun = noun_of(claim)
    alike = [one for one in others if _same_noun(claim, one)]
    by_noun = [one for one in alike if noun and noun_of(one) == noun]
    return next(iter(by_noun or alike), None)


def _same_noun(claim: Claim, one: Claim) -> bool:
    """Whether another value is of the same noun: without one it may be anything's."""
    if claim.kind is not Kind.COUNT:
        return claim.kind is one.kind or claim.kind is Kind.RATIO
    return noun_of(claim) == noun_of(one)


def _shared(claim: Claim, question: Question, given: frozenset[str]) -> float:
    """Which part of the words that the sentence says of its figure a passage has.

    Of a long sentence, a summary, a few words are enough, or those around the figure.
    """
    noun = noun_of(claim)
    own = {*stems_of(claim.text), noun}
    about = question.content - own or {noun}
    at = question.text.find(claim.text)
    around = question.text[max(0, at - _AROUND) : at + len(claim.text) + _AROUND] if at >= 0 else ""
    near = {stem(word) for word in saying_words(around)} & about
    has = about & given
    enough = SPEAKS_OF_IT if len(has) >= _ENOUGH else 0.0
    beside = len(near & given) / len(near) if len(near) > 1 else 0.0
    return max(len(has) / len(about), enough, beside)


def _words(text: str, question: Question) -> tuple[list[tuple[int, int]], frozenset[str]]:
    """Where the claim's words stand in a text, and all the stems that it has."""
    places: list[tuple[int, int]] = []
    stems: set[str] = set()
    for match in _WORD.finditer(text):
        mine = [stem(word) for word in words_of(match[0])]
        stems.update(mine)
        if not question.content.isdisjoint(mine):
            places.append(match.span())
    return places, frozenset(stems)


def _marks(places: Sequence[tuple[int, int]], one: Claim | None) -> tuple[tuple[int, int], ...]:
    if one is None:
        return tuple(places)
    apart = [(start, end) for start, end in places if end <= one.start or one.end <= start]
    return tuple(sorted([*apart, (one.start, one.end)]))
