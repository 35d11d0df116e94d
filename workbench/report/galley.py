"""A story's text cut where its claims begin and end, paragraph by paragraph."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from workbench.story import paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workbench.store import ClaimRecord


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that belong to one claim, to the innermost where several overlap, or to none.

    ``begins`` are the claims whose first words these are.
    """

    words: str
    claim: ClaimRecord | None
    begins: tuple[ClaimRecord, ...]


@dataclass(frozen=True, slots=True)
class GalleyParagraph:
    """A paragraph of the text and the claims that begin in it."""

    pieces: tuple[Piece, ...]
    claims: tuple[ClaimRecord, ...]


def galley_of(text: str, claims: Sequence[ClaimRecord]) -> Iterator[GalleyParagraph]:
    """The paragraphs in order; a claim that goes over several is marked in each."""
    ordered = sorted(claims, key=lambda one: (one.reading.start, -one.reading.end))
    waiting = list(reversed(ordered))
    standing: list[ClaimRecord] = []
    for start, end in _stretches(text):
        begun = []
        while waiting and waiting[-1].reading.start < end:
            begun.append(waiting.pop())
        standing = [one for one in [*standing, *begun] if one.reading.end > start]
        yield GalleyParagraph(tuple(_pieces(text, start, end, standing)), tuple(begun))


def _stretches(text: str) -> list[tuple[int, int]]:
    """Where each paragraph begins and ends; words between two of them belong to the first."""
    starts = [start for start, _ in paragraphs(text)]
    if not starts:
        return [(0, len(text))]
    starts[0] = 0
    return list(pairwise([*starts, len(text)]))


def _pieces(text: str, start: int, end: int, claims: Sequence[ClaimRecord]) -> Iterator[Piece]:
    spans = [(max(start, c.reading.start), min(end, c.reading.end)) for c in claims]
    edges = sorted({start, end, *(edge for span in spans for edge in span)})
    for first, past in pairwise(edges):
        over = [c for c in claims if c.reading.start <= first and c.reading.end >= past]
        begins = tuple(c for c in over if c.reading.start == first)
        inner = max(over, key=lambda c: (c.reading.start, -c.reading.end), default=None)
        yield Piece(text[first:past], inner, begins)
