"""Passages of documents as they are searched: their stems, their numbers, their tables."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from workbench.evidence.numbers import numbers_of, spelled_number
from workbench.evidence.stems import stems_of
from workbench.grammar import extract

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.claim import Claim

Table = tuple[tuple[str, ...], ...]

_NEAR = 6


@dataclass(frozen=True)
class Passage:
    """A paragraph or a table of a document; ``id`` is its own and nobody else's.

    Attributes:
        id: As its document gave it, or "report.pdf#12" for the twelfth of a file.
        text: Its words; a table's are its caption and its rows.
        document: What it is a part of; "" where it stands alone.
        caption: Of a table, else "".
        table: Rows of cells, the heads of the columns first; empty for a paragraph.
        place: Where in its document it stands, in words: "page 4, paragraph 12", "sheet Returns".
        lines: Of a spreadsheet the number of each row in its file, from 1, 0 for heads that it
            does not have; else empty.
    """

    id: str
    text: str
    document: str = ""
    caption: str = ""
    table: Table = ()
    place: str = ""
    lines: tuple[int, ...] = ()


def paragraph(name: str, text: str, place: str = "") -> Passage:
    """A paragraph; what stands before a ``#`` in its name is the document that it is of.

    >>> paragraph("report.pdf#12", "Sixty people").document
    'report.pdf'
    """
    document, mark, _ = name.rpartition("#")
    return Passage(name, text, document if mark else "", place=place)


def table_of(name: str, caption: str, rows: Sequence[Sequence[str]]) -> Passage:
    r"""A table, its first row the heads of its columns.

    >>> table_of("t", "Ships", [["name", "crew"], ["Vasa", "145"]]).text
    'Ships\nname crew\nVasa 145'
    """
    table = tuple(tuple(cell.strip() for cell in row) for row in rows)
    lines = [caption, *(" ".join(row) for row in table)]
    return Passage(name, "\n".join(filter(None, lines)), "", caption, table)


@dataclass(frozen=True)
class ReadPassage:
    """A passage as the index keeps it.

    Attributes:
        passage: The passage.
        stems: Of its words, in the order of the text.
        numbers: In its figures and dates.
        figures: These as they were read, where they are at hand; none are of a table.
        number: Its own in the index, 0 outside of one.
    """

    passage: Passage
    stems: tuple[str, ...]
    numbers: frozenset[str]
    figures: tuple[Claim, ...] = ()
    number: int = 0

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each stem stands in it."""
        return Counter(self.stems)

    @cached_property
    def near_numbers(self) -> frozenset[str]:
        """The stems that stand within a few words of any number."""
        found: set[str] = set()
        for place, stem in enumerate(self.stems):
            if spelled_number(stem):
                found.update(self.stems[max(0, place - _NEAR) : place + _NEAR + 1])
        return frozenset(found)


def read_passage(passage: Passage) -> ReadPassage:
    """Read the words and the figures of a passage; no figures are read of a table's cells."""
    said = () if passage.table else tuple(extract(passage.text))
    numbers = frozenset(number for claim in said for number in numbers_of(claim))
    return ReadPassage(passage, tuple(stems_of(passage.text)), numbers, said)
