"""For each claim the passages that speak of it, best first, and what they say together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.evidence import Cell, Passage, Verdict, ask, cells_of, judge
from workbench.store.passages import PassageIndex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_JUDGED = 5
SHOWN = 10
"""How many passages are given for a claim."""


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
    best = [one.passage for _, one in index.search(question)[:SHOWN]]
    top = best[0].table if best else ()
    return Found(
        tuple(best), judge(question, best[:_JUDGED]), tuple(cells_of(question, top) if top else ())
    )
