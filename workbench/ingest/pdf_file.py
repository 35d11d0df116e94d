"""PDF: words at places on a page, put together again as paragraphs.

pypdf gives what the file shows in the order in which it shows it, which for nearly every producer
is the order of reading, columns included; its layout mode would run two columns into each other.
What is done here: lines to paragraphs by spacing, indents and lengths; cells of a row apart; two
columns that were written line by line taken apart; words divided at a line's end made whole.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from workbench.errors import InputError
from workbench.ingest.pieces import Assembly, Extracted, Said
from workbench.lexicon import words as lexicon_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime

    from pypdf import PageObject, PdfReader

MOST_PAGES = 2_000
_SCANNED = "has no text in it, as a scan has none: run text recognition (OCR) over it first"
_LOCKED = "is protected with a password: save it without one"
HEAD_OR_FOOT = "page head or foot"
_NARROW, _WIDE = frozenset("iljtf.,;:'!|I()[] \u2019"), frozenset("mwMW—%@")
_GAP_EM, _DIGITS_GAP_EM, _WIDTH_ERROR = 1.0, 0.7, 0.08
"""How far apart, in the height of the type, two words are two cells; how wrong a width may be."""
_SPACED, _OTHER_SIZE, _INDENT_EM, _SHORT, _FULL = 1.4, 0.12, 0.8, 0.72, 0.9
"""What ends a paragraph: white, other type, an indent, a line shorter than this share of a full
one. Set by eye on a dozen files by LibreOffice, TeX, Chromium, Google Docs and FOP."""
_COLUMN_LINES, _COLUMN_SHARE, _COLUMN_CHARS = 6, 0.6, 20
_ENDS = (".", "!", "?", ":", "”", '"', "’", ")", "…")
_BULLET = re.compile(r"[•▪◦‣●–—*]\s|\(?\d{1,2}[.)]\s")
_LEADERS = re.compile(r"(?:\. ?){5,}\s*\d*$")
_DIVIDED = re.compile(r"([^\W\d_]+)[-\u00ad\u2010]$")
_LONGEST_HEAD = 120
_UNREAD = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd]|/g(?:lyph)?\d+")
_TOO_MANY_UNREAD = 0.2
_NO_LETTERS = "shows letters but does not say which: run text recognition (OCR) over it"


@dataclass(slots=True)
class _Line:
    """One line of a page: its cells with the place where each begins, in points."""

    x: float
    y: float
    size: float
    cells: list[tuple[float, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\t".join(words.strip() for _, words in self.cells if words.strip())

    @property
    def end(self) -> float:
        x, words = self.cells[-1]
        return x + _width(words) * self.size


@dataclass(slots=True)
class _Paragraph:
    page: int
    lines: list[_Line]


def read_pdf(data: bytes) -> Extracted:
    """The text of a PDF with its pages.

    Raises:
        InputError: it is locked, has no text, or too many pages; the sentence lacks its name.
        pypdf.errors.PyPdfError, ValueError …: it is damaged.
    """
    from pypdf import PdfReader  # noqa: PLC0415 - a plain text does not wait for it

    reader = PdfReader(io.BytesIO(data))
    # a file that is only protected against printing opens with the empty password
    if reader.is_encrypted and not reader.decrypt(""):
        raise InputError(_LOCKED)
    if len(reader.pages) > MOST_PAGES:
        raise InputError(f"has more than {MOST_PAGES:,} pages: give the part that matters")
    pages = [_columns(_lines(page)) for page in reader.pages]
    if not any(line.text for lines in pages for line in lines):
        raise InputError(_SCANNED)
    unread = _see_letters(pages)
    heads = _heads_and_feet(pages)
    built, text = Assembly(), list(_paragraphs(pages, heads))
    known = {word for one in text for line in one.lines for word in line.text.lower().split()}
    row = False
    for one in text:
        cells = len(one.lines[0].cells) > 1
        part = "table" if cells else ""
        built.add(_joined(one.lines, known), page=one.page, part=part, row=row and cells)
        row = cells
    for number, lines in enumerate(pages, start=1):
        for line in lines:
            if id(line) in heads:
                built.add(line.text, page=number, part=HEAD_OR_FOOT)
    notes = tuple(_told(len(heads), unread))
    return Extracted(built.text, _said(reader), tuple(built.locators), notes=notes)


def _told(heads: int, unread: int) -> Iterator[str]:
    if heads:
        yield f"{heads} running heads and page numbers stand at the end of the text."
    if unread:
        yield f"It has characters that could not be read: {unread}, each shown as □."


def _see_letters(pages: Sequence[Sequence[_Line]]) -> int:
    """Put a □ for each character that the file does not tell; how many there are.

    Raises:
        InputError: they are too many for a text.
    """
    unread = shown = 0
    for line in (line for lines in pages for line in lines):
        for number, (x, words) in enumerate(line.cells):
            legible, found = _UNREAD.subn("□", words)
            line.cells[number] = (x, legible)
            unread, shown = unread + found, shown + len(legible)
    if unread > _TOO_MANY_UNREAD * shown:
        raise InputError(_NO_LETTERS)
    return unread


def _lines(page: PageObject) -> list[_Line]:
    """The lines of a page in the order of the file."""
    lines: list[_Line] = []
    state = {"open": False}

    def visit(
        words: str, outer: list[float], inner: list[float], _font: object, size: float
    ) -> None:
        x = outer[0] * inner[4] + outer[2] * inner[5] + outer[4]
        y = outer[1] * inner[4] + outer[3] * inner[5] + outer[5]
        height = abs(size * (inner[3] or inner[1] or 1) * (outer[3] or outer[1] or 1)) or 1.0
        for number, piece in enumerate(words.replace("\r", "").split("\n")):
            if number:
                state["open"] = False
            if not piece.strip():
                _space(lines, piece, is_open=state["open"])
                continue
            _place(lines, piece, _Line(x, y, height), is_open=state["open"])
            state["open"] = True

    page.extract_text(visitor_text=visit)
    return [line for line in lines if line.text]


def _space(lines: list[_Line], piece: str, *, is_open: bool) -> None:
    if piece and is_open:
        x, words = lines[-1].cells[-1]
        lines[-1].cells[-1] = (x, words + piece)


def _place(lines: list[_Line], piece: str, at: _Line, *, is_open: bool) -> None:
    """Go on with the last line, in its cell or in the next, or begin a line."""
    last = lines[-1] if lines else None
    same = last is not None and abs(last.y - at.y) < max(last.size, at.size) / 2
    if last is None or not (is_open or same) or (same and at.x < last.x):
        lines.append(replace(at, cells=[(at.x, piece)]))
        return
    x, words = last.cells[-1]
    if not is_open or _apart(x, words, piece, at, last.size):
        last.cells.append((at.x, piece))
    else:
        last.cells[-1] = (x, words + piece)


def _apart(x: float, words: str, piece: str, at: _Line, size: float) -> bool:
    """Whether so much white stands between two pieces of a line that they are two cells."""
    if at.x <= x:
        return False
    gap = (at.x - x) / size - _width(words.rstrip())
    figures = words.rstrip()[-1:].isdigit() and piece.lstrip()[:1].isdigit()
    wanted = _DIGITS_GAP_EM if figures else _GAP_EM
    return gap > wanted + _WIDTH_ERROR * _width(words)


def _width(words: str) -> float:
    """About how wide words are in a usual face, in the height of the type."""
    return sum(0.3 if c in _NARROW else 0.85 if c in _WIDE else 0.68 if c.isupper() else 0.5
               for c in words)  # fmt: skip


def _columns(lines: list[_Line]) -> list[_Line]:
    """Lines that run across two columns taken apart: the left column first, then the right."""
    double = [line for line in lines if _is_double(line)]
    if len(double) < max(_COLUMN_LINES, _COLUMN_SHARE * len(lines)):
        return lines
    gutter = median(line.cells[1][0] for line in double)
    em = median(line.size for line in double)
    if sum(abs(line.cells[1][0] - gutter) < em for line in double) < _COLUMN_SHARE * len(double):
        return lines
    top = [line for line in lines if line.y > max(one.y for one in double)]
    rest = [line for line in lines if not any(line is one for one in top)]
    left = [_side(line, [c for c in line.cells if c[0] < gutter - em]) for line in rest]
    right = [_side(line, [c for c in line.cells if c[0] >= gutter - em]) for line in rest]
    return [line for line in (*top, *left, *right) if line.cells and line.text]


def _is_double(line: _Line) -> bool:
    return len(line.cells) == 2 and all(  # noqa: PLR2004 - two columns
        len(words.strip()) >= _COLUMN_CHARS for _, words in line.cells
    )


def _side(line: _Line, cells: list[tuple[float, str]]) -> _Line:
    return replace(line, x=cells[0][0] if cells else line.x, cells=cells)


def _heads_and_feet(pages: Sequence[Sequence[_Line]]) -> set[int]:
    """The lines, by ``id``, that stand on page after page with no more than the number changed."""
    edges: dict[str, list[_Line]] = {}
    for lines in pages:
        for line in {id(one): one for one in (*lines[:2], *lines[-2:])}.values():
            if len(line.text) <= _LONGEST_HEAD:
                edges.setdefault(re.sub(r"\d+", "#", line.text), []).append(line)
    enough = max(2, len(pages) // 2)
    return {id(one) for same in edges.values() if len(same) >= enough for one in same
            if _same_height(same)}  # fmt: skip


def _same_height(lines: Sequence[_Line]) -> bool:
    return max(line.y for line in lines) - min(line.y for line in lines) < lines[0].size


def _paragraphs(pages: Sequence[Sequence[_Line]], heads: set[int]) -> Iterator[_Paragraph]:
    """The lines of all pages as paragraphs; one may go on over a page or a column."""
    now: _Paragraph | None = None
    for number, lines in enumerate(pages, start=1):
        body = [line for line in lines if id(line) not in heads]
        if not body:
            continue
        leading, full = _leading(body), max(line.end - line.x for line in body)
        for line in body:
            if now is not None and _goes_on(now.lines[-1], line, leading, full):
                now.lines.append(line)
                continue
            if now is not None:
                yield now
            now = _Paragraph(number, [line])
    if now is not None:
        yield now


def _leading(lines: Sequence[_Line]) -> float:
    """From one line of a page to the next, in points, as most of them are set."""
    steps = [before.y - after.y for before, after in pairwise(lines)]
    usual = sorted(step for step in steps if step > 1)
    return usual[len(usual) // 4] if usual else 0.0


def _goes_on(before: _Line, line: _Line, leading: float, full: float) -> bool:
    """Whether a line belongs to the paragraph of the line before it."""
    if _is_row(before) or _is_row(line) or _BULLET.match(line.text):
        return False
    if abs(before.size - line.size) > _OTHER_SIZE * before.size:
        return False
    text, ended = line.text, before.text.endswith(_ENDS)
    step = before.y - line.y
    if step <= 0 or step > _SPACED * max(leading, before.size):
        # a new column or page, or white between: only a sentence in its midst goes on over it
        return step <= 0 and not ended and text[0].islower()
    if line.x > before.x + _INDENT_EM * before.size and ended:
        return False
    share = (before.end - before.x) / full
    if before.text[-1].isdigit() and text[0].isdigit():
        # two rows of a list, or one figure broken in two: only a full line breaks a figure
        return share > _FULL
    return share >= _SHORT or not (ended or text[0].isupper())


def _is_row(line: _Line) -> bool:
    """Whether a line stands for itself: cells of a table, an entry of a table of contents."""
    return len(line.cells) > 1 or _LEADERS.search(line.text) is not None


def _joined(lines: Sequence[_Line], known: set[str]) -> str:
    """The lines of a paragraph as one, words divided at a line's end made whole."""
    text = lines[0].text
    for line in lines[1:]:
        after = line.text
        divided = _DIVIDED.search(text)
        if divided and after[0].islower():
            text = text if _keeps_hyphen(divided[1], after, known) else text[:-1]
            text += after
        elif text.endswith(("-", "\u2013")) and text[-2:-1].isdigit():
            text += after
        else:
            text += f" {after}"
    return text


def _keeps_hyphen(first: str, after: str, known: set[str]) -> bool:
    """Whether the hyphen is the word's own: "two-thirds", or so spelt elsewhere in the file."""
    second = re.match(r"[^\W\d_]+", after)
    rest = second[0] if second else ""
    if first.lower() in lexicon_words("numbers") or "-" in after.split(maxsplit=1)[0]:
        return True
    return f"{first}-{rest}".lower() in known


def _said(reader: PdfReader) -> Said:
    about = reader.metadata
    if about is None:
        return Said()
    saved = _day(reader)
    title = str(about.title or "").strip()
    # what a printing program writes for want of a title
    named_by_program = title.lower().startswith(
        ("microsoft word - ", "untitled", "about:", "file:")
    )
    return Said(
        title="" if named_by_program else title,
        byline=str(about.author or "").strip(),
        saved=saved,
    )


def _day(reader: PdfReader) -> date | None:
    about = reader.metadata
    try:
        moment: datetime | None = about.creation_date if about else None
    except ValueError:
        return None
    return moment.date() if moment else None
