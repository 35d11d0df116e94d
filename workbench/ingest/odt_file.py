"""OpenDocument texts, as if every tracked change were accepted (OpenDocument 1.3, part 3).

What was deleted lies apart in ``text:tracked-changes``; what was inserted stands in the text.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from workbench.ingest.docx_file import TRACKED
from workbench.ingest.pieces import Assembly, Comment, Extracted, Said

if TYPE_CHECKING:
    from collections.abc import Iterable

    from odfdo import Document, Element

_SPACES = re.compile(r"[ \t\r\n]+")
_PARAGRAPHS = ("text:p", "text:h")
_APART = (
    *("text:tracked-changes", "office:annotation-end", "text:sequence-decls", "office:forms"),
    *("text:bookmark-start", "text:variable-decls", "text:note-citation", "text:ruby-text"),
)
_BOXES = ("draw:text-box",)
_MOST_REPEATED = 200


@dataclass(slots=True)
class _Line:
    words: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    comments: list[tuple[int, Element]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.words)

    def put(self, words: str | None) -> None:
        """White space counts once, as the format has it; the rest is written out as elements."""
        flat = _SPACES.sub(" ", words or "")
        if flat.startswith(" ") and (not self.words or self.words[-1].endswith((" ", "\n"))):
            flat = flat[1:]
        if flat:
            self.words.append(flat)


def read_odt(data: bytes) -> Extracted:
    """The text of an OpenDocument text, its notes, tables and text boxes in their places.

    Raises:
        KeyError, ValueError, lxml.etree.XMLSyntaxError: it is damaged.
    """
    from odfdo import Document  # noqa: PLC0415 - a plain text does not wait for it

    document = Document(io.BytesIO(data))
    walk = _Walk()
    walk.blocks(document.body)
    for number, note in enumerate(walk.notes, start=1):
        for body in (one for one in note.children if one.tag == "text:note-body"):
            walk.blocks(body, f"{note.get_attribute('text:note-class') or 'footnote'} {number}")
    return Extracted(
        walk.built.text,
        _said(document),
        tuple(walk.built.locators),
        tuple(walk.comments),
        (TRACKED,) if walk.tracked else (),
    )


class _Walk:
    """One way through a document."""

    def __init__(self) -> None:
        self.built, self.comments = Assembly(), list[Comment]()
        self.notes: list[Element] = []
        self.tracked = False

    def blocks(self, holder: Element, part: str = "") -> None:
        """Put the paragraphs and tables that an element holds into the text."""
        for block in holder.children:
            if block.tag in _PARAGRAPHS:
                self._paragraph(block, part)
            elif block.tag == "table:table":
                self._table(block)
            elif block.tag == "text:tracked-changes":
                self.tracked = True
            elif block.tag not in _APART:
                self.blocks(block, part)

    def _paragraph(self, element: Element, part: str) -> None:
        line = self._line(element)
        self._put(line, part)
        for box in line.boxes:
            self.blocks(box, "text box")

    def _put(self, line: _Line, part: str, *, row: bool = False) -> None:
        start = self.built.length
        if line.text.strip():
            start = self.built.add(line.text.rstrip(), part=part, row=row)
        self.comments += [_comment(start + place, element) for place, element in line.comments]

    def _line(self, element: Element) -> _Line:
        line = _Line()
        self._inline(element, line)
        return line

    def _inline(self, holder: Element, line: _Line) -> None:
        line.put(holder.text)
        for element in holder.children:
            self._mark(element, line)
            line.put(element.tail)

    def _mark(self, element: Element, line: _Line) -> None:
        tag = element.tag
        if tag == "text:s":
            line.words.append(" " * _repeated(element, "text:c"))
        elif tag == "text:tab":
            line.words.append("\t")
        elif tag == "text:line-break":
            line.words.append("\n")
        elif tag == "text:note":
            self.notes.append(element)
        elif tag == "office:annotation":
            line.comments.append((len(line.text), element))
        elif tag in _BOXES:
            line.boxes.append(element)
        elif tag not in _APART:
            self._inline(element, line)

    def _table(self, table: Element) -> None:
        first = True
        for row in _within(table, "table:table-row"):
            cells = list(_within(row, "table:table-cell"))
            if len(cells) == 1 and _repeated(cells[0], "table:number-columns-repeated") == 1:
                self.blocks(cells[0], "table")
                first = True
                continue
            line = _Line()
            line.words.append("\t".join(self._cells(cells, line)))
            self._put(line, "table", row=not first)
            first = False
            for box in line.boxes:
                self.blocks(box, "text box")

    def _cells(self, cells: list[Element], row: _Line) -> Iterable[str]:
        for cell in cells:
            lines = [self._line(paragraph) for paragraph in _paragraphs(cell)]
            row.boxes += [box for line in lines for box in line.boxes]
            shown = " / ".join(_SPACES.sub(" ", line.text).strip() for line in lines)
            yield from [shown] * _repeated(cell, "table:number-columns-repeated")


def _within(holder: Element, tag: str) -> Iterable[Element]:
    """The rows of a table, those of its header too, or the cells of a row."""
    for element in holder.children:
        if element.tag == tag:
            yield element
        elif element.tag.startswith("table:table-") and element.tag != "table:table-cell":
            yield from _within(element, tag)


def _paragraphs(cell: Element) -> Iterable[Element]:
    for element in cell.children:
        if element.tag in _PARAGRAPHS:
            yield element
        elif element.tag not in _APART:
            yield from _paragraphs(element)


def _repeated(element: Element, attribute: str) -> int:
    """How often a space or a cell is meant; a sheet's thousand empty cells are not."""
    given = element.get_attribute(attribute)
    digits = str(given or 1)
    return min(int(digits), _MOST_REPEATED) if digits.isdecimal() else 1


def _comment(start: int, element: Element) -> Comment:
    said = {"dc:creator": "", "text:p": ""}
    for child in element.children:
        if child.tag in said:
            said[child.tag] = f"{said[child.tag]} {child.text_recursive}".strip()
    return Comment(start, said["dc:creator"], said["text:p"])


def _said(document: Document) -> Said:
    about = document.meta
    saved = about.date or about.creation_date
    return Said(
        title=(about.title or "").strip(),
        byline=(about.creator or about.initial_creator or "").strip(),
        language=str(about.language or "").strip(),
        saved=saved.date() if isinstance(saved, datetime) else None,
    )
