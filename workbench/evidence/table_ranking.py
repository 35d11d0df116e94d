"""How much of a claim a table speaks of: its caption, the heads of its columns, whole cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.evidence.stems import stems_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from workbench.evidence.asking import Question
    from workbench.evidence.passages import ReadPassage

# Fitted on a dev half by softmax, cross-validated in five folds by table, then rounded.
_CAPTION, _CAPTION_USED, _HEADS, _PAIRS, _CELLS = 0.5, 1.1, 0.3, 1.0, 0.7
_LONGEST_CELL = 12


def weigh_table(question: Question, one: ReadPassage, rarity: Callable[[str], float]) -> float:
    """The score of a table for a claim: the part of the claim's words in it, and where they are."""
    weights = {stem: rarity(stem) for stem in question.content}
    whole = sum(weights.values()) or 1.0

    def share(stems: Iterable[str]) -> float:
        return sum(weights.get(stem, 0.0) for stem in set(stems)) / whole

    caption = set(stems_of(one.passage.caption))
    used = sum(rarity(stem) for stem in caption if stem in weights)
    heads = stems_of(" ".join(one.passage.table[0]))
    return (
        share(one.counts)
        + _CAPTION * share(caption)
        + _CAPTION_USED * used / (sum(map(rarity, caption)) or 1.0)
        + _HEADS * share(heads)
        + _PAIRS * _pairs(question, one, rarity)
        + _CELLS * share(_whole_cells(question, one))
    )


def _pairs(question: Question, one: ReadPassage, rarity: Callable[[str], float]) -> float:
    """The part of the claim's pairs of neighbouring words that stand together in the table too."""
    wanted = set(zip(question.stems, question.stems[1:], strict=False))
    given = set(zip(one.stems, one.stems[1:], strict=False))
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
