"""How much of a claim a table speaks of: its caption, the heads of its columns, whole cells."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from workbench.evidence.stems import stems_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from workbench.evidence.asking import Question
    from workbench.evidence.passages import ReadPassage

# Fitted on a dev half by softmax, cross-validated in five folds by table, then rounded.
_CAPTION, _CAPTION_USED, _HEADS, _PAIRS, _CELLS = 0.5, 1.1, 0.3, 1.0, 0.7
_LONGEST_CELL = 12
_LOOKED_AT = 25
"""Tables that are looked at cell by cell."""


def rank_tables(
    question: Question, found: Sequence[ReadPassage], rarity: Callable[[str], float]
) -> list[tuple[float, ReadPassage]]:
    """The tables found for a claim with their scores; those with few of its words are left out."""
    weights = {stem: rarity(stem) for stem in question.content}
    shares = [(_share(weights, one.counts.keys()), one) for one in found]
    likely = sorted(shares, key=lambda pair: -pair[0])[:_LOOKED_AT]
    return [(share + _weigh(question, one, weights, rarity), one) for share, one in likely]


def _weigh(
    question: Question,
    one: ReadPassage,
    weights: Mapping[str, float],
    rarity: Callable[[str], float],
) -> float:
    """What the places of the claim's words in a table add to its score."""
    caption = set(stems_of(one.passage.caption))
    used = sum(rarity(stem) for stem in caption if stem in weights)
    heads = set(stems_of(" ".join(one.passage.table[0])))
    return (
        _CAPTION * _share(weights, caption)
        + _CAPTION_USED * used / (sum(map(rarity, caption)) or 1.0)
        + _HEADS * _share(weights, heads)
        + _PAIRS * _pairs(question, one, rarity)
        + _CELLS * _share(weights, _whole_cells(question, one))
    )


def _share(weights: Mapping[str, float], stems: AbstractSet[str]) -> float:
    """The part of the claim's words, by weight, that is among the stems."""
    return sum(weights[stem] for stem in weights if stem in stems) / (sum(weights.values()) or 1.0)


def _pairs(question: Question, one: ReadPassage, rarity: Callable[[str], float]) -> float:
    """The part of the claim's pairs of neighbouring words that stand together in the table too."""
    wanted = set(pairwise(question.stems))
    given = set(pairwise(one.stems))
    weights = {pair: min(map(rarity, pair)) for pair in wanted}
    return sum(weights[pair] for pair in wanted & given) / (sum(weights.values()) or 1.0)


def _whole_cells(question: Question, one: ReadPassage) -> set[str]:
    """The stems of cells that stand whole in the claim."""
    said = f" {' '.join(question.stems)} "
    found: set[str] = set()
    for cell in {cell for row in one.passage.table[1:] for cell in row}:
        stems = stems_of(cell)
        if 0 < len(stems) <= _LONGEST_CELL and f" {' '.join(stems)} " in said:
            found.update(stems)
    return found
