"""A document as it was read, cut into the passages that are searched."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from workbench.evidence.passages import Passage, paragraph
from workbench.evidence.table_pieces import tables_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.ingest import IngestedText, Locator

_BLANK_LINES = re.compile(r"\n\s*\n")
_TABLE = "table"


def passages_of(read: IngestedText) -> list[Passage]:
    r"""The paragraphs and tables of a document, named "report.pdf#12" by their place in it.

    Each sheet of a spreadsheet is a table. So is a table of a page or a Word file whose rows all
    have as many cells; the rows of another, and of a PDF, are paragraphs. Long tables are cut into
    pieces that carry the heads.

    >>> from workbench.ingest import read_story_bytes
    >>> story = read_story_bytes(b"It rose 3 ft.\n\nNobody was hurt.", "river.txt")
    >>> [(one.id, one.text, one.place) for one in passages_of(story)][1]
    ('river.txt#2', 'Nobody was hurt.', 'paragraph 2')
    """
    if read.sheets:
        return _sheets(read)
    if not read.locators:
        pieces = _by_blank_lines(read.text)
        return [paragraph(f"{read.name}#{number}", text, place) for number, text, place in pieces]
    return list(_located(read))


def _sheets(read: IngestedText) -> list[Passage]:
    found: list[Passage] = []
    for sheet in read.sheets:
        place = f"sheet {sheet.name}" if sheet.name else _TABLE
        caption = " \u2013 ".join(filter(None, (read.title, sheet.name)))
        rows = [tuple(cell.strip() for cell in row) for row in sheet.rows]
        found += tables_of(read.name, len(found) + 1, caption, rows, place, sheet.lines)
    return found


def _located(read: IngestedText) -> Iterator[Passage]:
    ends = [*(one.start for one in read.locators), len(read.text)]
    pieces = [
        (place, read.text[start:end])
        for place, (start, end) in zip(read.locators, pairwise(ends), strict=True)
    ]
    at = 0
    while at < len(pieces):
        rows = _rows_from(pieces, at)
        place, words = pieces[at]
        if len(rows) > 1:
            told, lines = _told(place, "table at "), tuple(range(1, len(rows) + 1))
            yield from tables_of(read.name, place.paragraph, read.title, rows, told, lines)
        elif words.strip():
            yield paragraph(f"{read.name}#{place.paragraph}", words.strip(), _told(place))
        at += max(1, len(rows))


def _rows_from(pieces: list[tuple[Locator, str]], at: int) -> list[tuple[str, ...]]:
    """The rows of the table that begins there; none where they are not all equally wide."""
    rows: list[tuple[str, ...]] = []
    for place, words in pieces[at:]:
        cells = tuple(cell.strip() for cell in words.strip("\n").split("\t"))
        if place.part != _TABLE or place.page is not None or len(cells) == 1:
            break
        rows.append(cells)
        if words.endswith("\n\n"):
            break
    return rows if len({len(row) for row in rows}) == 1 else []


def _told(place: Locator, before: str = "") -> str:
    page = f"page {place.page}, " if place.page is not None else ""
    part = f"{place.part}, " if place.part and not before else ""
    return f"{page}{part}{before}paragraph {place.paragraph}"


def _by_blank_lines(text: str) -> Iterator[tuple[int, str, str]]:
    pieces = filter(str.strip, _BLANK_LINES.split(text))
    for number, words in enumerate(pieces, start=1):
        yield number, words.strip(), f"paragraph {number}"
