"""For each claim the passages that speak of it, best first, and what they say together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from workbench.evidence import (
    Cell,
    Judged,
    Passage,
    Stands,
    Verdict,
    ask,
    cells_of,
    judge,
    judge_passage,
)
from workbench.evidence.standing import SPEAKS_OF_IT
from workbench.store.passages import PassageIndex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date, datetime

    from workbench.claim import Claim

    _Scored: TypeAlias = "tuple[float, FoundPassage]"

_JUDGED = 5
SHOWN = 10
"""How many passages are given for a claim."""
_CLOSE = 0.6
"""A passage that scores at least this part of the best one's is as good by its words."""
_DECIDES = 0.5
"""The part of the best score with which a passage decides: on a dev half of 219 sentences each
part from 0.4 to 0.6 was as good, and with none at all five wrong figures more were held for found.
"""
_ORDER = (Stands.SAME, Stands.ROUNDED, Stands.ANOTHER, Stands.NOT_FOUND)


@dataclass(frozen=True, slots=True)
class Found:
    """What documents have on a claim.

    Attributes:
        passages: The ten best, or as many as there are, best first.
        verdict: What the first five say together.
        cells: Of the first passage, where it is a table: (row, column), row 0 the heads, likeliest
            first.
    """

    passages: tuple[Passage, ...]
    verdict: Verdict
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A passage found for a claim.

    Attributes:
        passage: The passage.
        document: The SHA-256 that its document was put into the index under.
        judged: What it says of the claim.
    """

    passage: Passage
    document: str
    judged: Judged


@dataclass(frozen=True, slots=True)
class LookedUpPassages:
    """What the documents of an index have on one claim.

    Attributes:
        passages: The ten best, or as many as there are; among those that speak of it about as
            much, the ones that have its value come first, then those with another.
        stands: How the claim stands in them: found, else another value, else nothing.
        best: The passage that decides that; None where nothing was found.
    """

    passages: tuple[FoundPassage, ...]
    stands: Stands
    best: FoundPassage | None


def find(claims: Iterable[str], passages: Iterable[Passage]) -> Iterator[Found]:
    """Find what passages have on each claim, in the order of the claims.

    >>> from workbench.evidence import paragraph
    >>> report = [paragraph("r#1", "In all 244 people returned."), paragraph("r#2", "It rained.")]
    >>> (found,) = find(["249 people returned to the villages."], report)
    >>> found.passages[0].id, found.verdict.value
    ('r#1', 'contradicts')
    """
    with PassageIndex() as index:
        index.add("", passages)
        for claim in claims:
            yield find_in(index, claim)


def find_in(index: PassageIndex, claim: str) -> Found:
    """Find what the documents of an index have on a claim, given as its sentence."""
    question = ask(claim)
    found = [one for _, one in index.search(question)[:SHOWN]]
    best = [one.passage for one in found]
    said = [index.kept(one)[1] for one in found[:_JUDGED]]
    top = best[0].table if best else ()
    return Found(
        tuple(best),
        judge(question, best[:_JUDGED], said),
        tuple(cells_of(question, top) if top else ()),
    )


def look_up(
    index: PassageIndex, claim: Claim, sentence: str, published: date | datetime | None = None
) -> LookedUpPassages:
    """Find what the documents of an index have on one claim of a sentence.

    Args:
        index: The documents.
        claim: The claim.
        sentence: Its sentence, which may have other claims as well.
        published: When the story was published, None for unknown.

    >>> from workbench.evidence import paragraph
    >>> from workbench.grammar import extract
    >>> sentence = "By Monday 249 people had come to the villages."
    >>> with PassageIndex() as index:
    ...     whole = index.add("a1", [paragraph("r#1", "In all 244 people came to the villages.")])
    ...     found = look_up(index, extract(sentence)[1], sentence)
    >>> found.stands.value, found.best.judged.said.text
    ('another', '244')
    """
    question = ask(sentence, published)
    found: list[tuple[float, FoundPassage]] = []
    for score, read in index.search(question)[:SHOWN]:
        document, said = index.kept(read)
        judged = judge_passage(claim, question, read.passage, said)
        found.append((score, FoundPassage(read.passage, document, judged)))
    ranked = _shown(found)
    best = _decides(ranked)
    shown = tuple(one for _, one in ranked)
    return LookedUpPassages(shown, best.judged.stands if best else Stands.NOT_FOUND, best)


def _shown(found: Sequence[_Scored]) -> list[_Scored]:
    """Words rank; of passages that they rank alike those that decide come first."""
    left, shown = list(found), []
    while left:
        least = _CLOSE * left[0][0]
        close = [pair for pair in left if pair[0] >= least] or left[:1]
        first = min(close, key=lambda pair: _ORDER.index(pair[1].judged.stands))
        left.remove(first)
        shown.append(first)
    return shown


def _decides(ranked: Sequence[_Scored]) -> FoundPassage | None:
    """Of the first five that speak of the same thing the one that has the value, or another.

    One that has far less of the claim than the best has decides only where nothing else does.
    """
    most = max((score for score, _ in ranked), default=0.0)
    speaking = [(s, one) for s, one in ranked[:_JUDGED] if one.judged.shared >= SPEAKS_OF_IT]
    close = [one for score, one in speaking if score >= _DECIDES * most]
    for passages in (close, [one for _, one in speaking]):
        for stands in _ORDER[:-1]:
            for one in passages:
                if one.judged.stands is stands:
                    return one
    return None
