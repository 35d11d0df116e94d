"""Word documents: the text as if every tracked change were accepted.

python-docx opens the package; its own ``paragraph.text`` leaves out inserted words, text boxes
and notes, so the body is walked here, element by element (ECMA-376 part 1, section 17).
The walk is the same each time: :func:`read_parts` gives, for the same bytes, the same text and
the very runs that its characters come from, which is where a report can put its comments.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbench.ingest.pieces import Assembly, Comment, Extracted, Said

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docx.document import Document
    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

_GONE = frozenset(f"{_W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "rt"))
_CHANGES = tuple(f"{_W}{name}" for name in ("ins", "del", "moveTo", "moveFrom"))
_CHARACTERS = {
    f"{_W}tab": "\t",
    f"{_W}ptab": "\t",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "\u2011",
}
_NOTES = {f"{_W}footnoteReference": "footnote", f"{_W}endnoteReference": "endnote"}
_SET_AS = {
    "superscript": str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"),
    "subscript": str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"),
}
_IN_A_CELL = " / "
TRACKED = "Tracked changes were read as accepted: insertions are in the text, deletions are not."


@dataclass(frozen=True, slots=True)
class RunPlace:
    """The stretch of the text, ``end`` excluded, that one run (``w:r``) of the file shows."""

    start: int
    end: int
    run: _Element


@dataclass(slots=True)
class _Line:
    """A paragraph on its way into the text: words with the run of each."""

    words: list[tuple[str, _Element | None]] = field(default_factory=list)
    boxes: list[_Element] = field(default_factory=list)
    comments: list[tuple[int, str]] = field(default_factory=list)
    style: str = ""
    page: int = 0
    goes_on: bool = False

    @property
    def length(self) -> int:
        return sum(len(words) for words, _ in self.words)

    @property
    def text(self) -> str:
        return "".join(words for words, _ in self.words)


@dataclass(slots=True)
class Parts:
    """A document's text with where it comes from."""

    built: Assembly = field(default_factory=Assembly)
    runs: list[RunPlace] = field(default_factory=list)
    comments: list[tuple[int, str]] = field(default_factory=list)
    tracked: bool = False


def read_docx(data: bytes) -> Extracted:
    """The text of a Word document, its notes, tables, text boxes and captions in their places.

    Raises:
        KeyError, ValueError, lxml.etree.XMLSyntaxError: it is damaged.
    """
    import docx  # noqa: PLC0415 - a plain text does not wait for it

    document = docx.Document(io.BytesIO(data))
    parts = read_parts(document)
    return Extracted(
        parts.built.text,
        _said(document),
        tuple(parts.built.locators),
        tuple(_comments(document, parts.comments)),
        (TRACKED,) if parts.tracked else (),
    )


def read_parts(document: Document) -> Parts:
    """The text of an open document, and the runs that it stands in, in text order."""
    walk = _Walk()
    walk.blocks(document.element.body)
    walk.notes(document)
    return walk.parts


class _Walk:
    """One way through a document, from its first paragraph to its last footnote."""

    def __init__(self) -> None:
        self.parts = Parts()
        self._page = 1
        self._paged = False
        self._pending: _Line | None = None
        self._noted: list[tuple[str, str]] = []

    def blocks(self, holder: _Element, part: str = "") -> None:
        """Put the paragraphs and tables that an element holds into the text."""
        for block in holder:
            if block.tag == f"{_W}p":
                self._paragraph(block, part)
            elif block.tag == f"{_W}tbl":
                self._table(block)
            elif block.tag in _GONE:
                self.parts.tracked = True
            elif block.tag != f"{_W}sectPr":
                self.blocks(block, part)

    def notes(self, document: Document) -> None:
        """Put the footnotes and endnotes that the text refers to behind it."""
        parts = {rel.reltype.rsplit("/", 1)[-1]: rel for rel in document.part.rels.values()}
        for kind, number in list(self._noted):
            rel = parts.get(f"{kind}s")
            if rel is None or rel.is_external:
                continue
            for note in _note(rel.target_part.blob, kind, number):
                self.blocks(note, f"{kind} {number}")

    def _paragraph(self, element: _Element, part: str) -> None:
        line = self._line(element)
        if self._pending is not None:
            line = _joined(self._pending, line)
            self._pending = None
        if line.goes_on:
            self._pending = line
            return
        self._put(line, "caption" if "caption" in line.style.lower() else part)
        for box in line.boxes:
            self.blocks(box, "text box")

    def _put(self, line: _Line, part: str, *, row: bool = False) -> None:
        if not line.text.strip():
            return
        page = (line.page or self._page) if self._paged else None
        at = start = self.parts.built.add(line.text, page=page, part=part, row=row)
        self.parts.comments += [(start + place, number) for place, number in line.comments]
        for words, run in line.words:
            if run is not None:
                self.parts.runs.append(RunPlace(at, at + len(words), run))
            at += len(words)

    def _table(self, table: _Element) -> None:
        """A row is a line of cells between tabs; a row of one cell is set as its paragraphs."""
        first = True
        for row in _within(table, f"{_W}tr"):
            if _has(row, f"{_W}trPr/{_W}del"):
                self.parts.tracked = True
                continue
            cells = list(_within(row, f"{_W}tc"))
            if len(cells) == 1:
                self.blocks(cells[0], "table")
                first = True
                continue
            line = _Line()
            for number, cell in enumerate(cells):
                if number:
                    line.words.append(("\t", None))
                self._cell(cell, line)
            self._put(line, "table", row=not first)
            first = False
            for box in line.boxes:
                self.blocks(box, "text box")

    def _cell(self, cell: _Element, into: _Line) -> None:
        begun = False
        for paragraph in cell.iter(f"{_W}p"):
            if _is_inside(paragraph, cell, (f"{_W}txbxContent", *_GONE)):
                continue
            line = self._line(paragraph)
            if line.text.strip():
                if begun:
                    into.words.append((_IN_A_CELL, None))
                begun = True
                _joined(into, _flat(line))
            into.boxes += [] if line.text.strip() else line.boxes

    def _line(self, paragraph: _Element) -> _Line:
        line = _Line()
        for style in paragraph.iterfind(f"{_W}pPr/{_W}pStyle"):
            line.style = style.get(f"{_W}val", "")
        if _has(paragraph, f"{_W}pPr/{_W}rPr/{_W}del"):
            self.parts.tracked = line.goes_on = True
        self._inline(paragraph, line, None)
        return line

    def _inline(self, holder: _Element, line: _Line, run: _Element | None) -> None:
        for element in holder:
            tag = element.tag
            if tag in _CHANGES:
                self.parts.tracked = True
            if tag in _GONE or not isinstance(tag, str) or tag.endswith("Pr"):
                continue
            if tag in (f"{_W}t", f"{_M}t"):
                line.page = line.page or self._page
                line.words.append((_raised(element.text or "", run), run))
            elif tag == f"{_W}txbxContent":
                line.boxes.append(element)
            elif tag == f"{_MC}AlternateContent":
                self._inline(next(iter(element), element), line, run)
            elif not self._mark(element, line, run):
                self._inline(element, line, element if tag == f"{_W}r" else run)

    def _mark(self, element: _Element, line: _Line, run: _Element | None) -> bool:
        """Whether the element is a character or a mark of its own, which is then taken in."""
        tag = element.tag
        if tag in _CHARACTERS:
            line.words.append((_CHARACTERS[tag], run))
        elif tag == f"{_W}br":
            self._break(element, line, run)
        elif tag == f"{_W}lastRenderedPageBreak":
            self._turn()
        elif tag == f"{_W}sym":
            line.words.append((_symbol(element), run))
        elif tag in _NOTES:
            self._noted.append((_NOTES[tag], element.get(f"{_W}id", "")))
        elif tag == f"{_W}commentRangeStart":
            line.comments.append((line.length, element.get(f"{_W}id", "")))
        else:
            return False
        return True

    def _break(self, element: _Element, line: _Line, run: _Element | None) -> None:
        # a page break is followed by the mark of the page that was rendered, which counts it
        if element.get(f"{_W}type") != "page":
            line.words.append(("\n", run))

    def _turn(self) -> None:
        self._page += 1
        if not self._paged:
            self._paged = True
            first = self.parts.built.locators
            first[:] = [type(one)(one.start, 1, one.paragraph, one.part) for one in first]


def _joined(before: _Line, after: _Line) -> _Line:
    """Two lines as one, where the mark between them was deleted or they share a cell."""
    at = before.length
    before.page = before.page or after.page
    before.words += after.words
    before.boxes += after.boxes
    before.comments += [(at + place, number) for place, number in after.comments]
    before.goes_on = after.goes_on
    return before


def _flat(line: _Line) -> _Line:
    """The line with no break and no tab inside, which would end its row or its cell."""
    line.words = [(words.replace("\n", " ").replace("\t", " "), run) for words, run in line.words]
    return line


def _within(holder: _Element, tag: str) -> Iterable[_Element]:
    """The rows of a table or the cells of a row, those in content controls and insertions too."""
    for element in holder:
        if element.tag == tag:
            yield element
        elif element.tag not in _GONE and element.tag not in (f"{_W}tbl", f"{_W}p", f"{_W}tc"):
            yield from _within(element, tag)


def _is_inside(element: _Element, top: _Element, tags: tuple[str, ...]) -> bool:
    parent = element.getparent()
    while parent is not None and parent is not top:
        if parent.tag in tags or parent.tag == f"{_MC}Fallback":
            return True
        parent = parent.getparent()
    return False


def _has(element: _Element, path: str) -> bool:
    return element.find(path) is not None


def _raised(words: str, run: _Element | None) -> str:
    """The words, with raised and lowered digits as such: ten squared is not a hundred and two."""
    if run is not None:
        for set_as in run.iterfind(f"{_W}rPr/{_W}vertAlign"):
            return words.translate(_SET_AS.get(set_as.get(f"{_W}val", ""), {}))
    return words


def _symbol(element: _Element) -> str:
    """A character of a symbol font; those of its private area stand for nothing in another."""
    given = element.get(f"{_W}char", "")
    try:
        code = int(given, 16)
    except ValueError:
        return ""
    return chr(code) if code < 0xE000 else "\u25a1"  # noqa: PLR2004 - Unicode's private area


def _note(xml: bytes, kind: str, number: str) -> Iterable[_Element]:
    from docx.oxml.parser import parse_xml  # noqa: PLC0415 - entities off, as for the rest

    for note in parse_xml(xml).iterfind(f"{_W}{kind}"):
        if note.get(f"{_W}id") == number:
            yield note


def _comments(document: Document, places: list[tuple[int, str]]) -> Iterable[Comment]:
    starts = {number: start for start, number in reversed(places)}
    for comment in document.comments:
        start = starts.get(str(comment.comment_id), 0)
        yield Comment(start, comment.author or "", comment.text)


def _said(document: Document) -> Said:
    package = document.part.package
    if not any(rel.reltype.endswith("/core-properties") for rel in package.rels.values()):
        return Said()
    about = document.core_properties
    saved = about.modified or about.created
    return Said(
        title=about.title.strip(),
        byline=about.author.strip(),
        language=about.language.strip(),
        saved=saved.date() if saved else None,
    )
