"""A document as it was read, cut into the passages that are searched."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from workbench.evidence.passages import Passage, paragraph, table_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.ingest import IngestedText, Locator

_BLANK_LINES = re.compile(r"\n\s*\n")


def passages_of(read: IngestedText) -> list[Passage]:
    r"""The paragraphs of a document, or its table, named "report.pdf#12" by their place in it.

    >>> from workbench.ingest import read_story_bytes
    >>> story = read_story_bytes(b"It rose 3 ft.\n\nNobody was hurt.", "river.txt")
    >>> [(one.id, one.text, one.place) for one in passages_of(story)][1]
    ('river.txt#2', 'Nobody was hurt.', 'paragraph 2')
    """
    if read.sheet is not None:
        return [table_of(f"{read.name}#1", read.title, read.sheet.rows)]
    pieces = _located(read) if read.locators else _by_blank_lines(read.text)
    return [paragraph(f"{read.name}#{number}", text, place) for number, text, place in pieces]


def _located(read: IngestedText) -> Iterator[tuple[int, str, str]]:
    ends = [*(one.start for one in read.locators), len(read.text)]
    for place, (start, end) in zip(read.locators, pairwise(ends), strict=True):
        words = read.text[start:end].strip()
        if words:
            yield place.paragraph, words, _told(place)


def _told(place: Locator) -> str:
    page = f"page {place.page}, " if place.page is not None else ""
    part = f"{place.part}, " if place.part else ""
    return f"{page}{part}paragraph {place.paragraph}"


def _by_blank_lines(text: str) -> Iterator[tuple[int, str, str]]:
    pieces = filter(str.strip, _BLANK_LINES.split(text))
    for number, words in enumerate(pieces, start=1):
        yield number, words.strip(), f"paragraph {number}"
