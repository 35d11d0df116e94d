"""A story as it comes in: a file of any kind, an upload, standard input."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, BinaryIO

from workbench.errors import InputError
from workbench.ingest.claim_sheet import OWN_REPORT, ClaimSheet, sheet_of
from workbench.ingest.decoding import decode
from workbench.ingest.kinds import FileKind, file_name, kind_of
from workbench.ingest.pieces import SILENT, Comment, Locator, Said
from workbench.ingest.reading import DocumentReader
from workbench.ingest.sheets import Sheet, bare, read_csv_sheet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.ingest.claim_sheet import Role, StatedRow

LARGEST = 20_000_000
"""Bytes of a file; a novel has one million."""

_LONGEST_TITLE = 120
_HEADING_WITHIN = 20_000


@dataclass(frozen=True, slots=True)
class IngestedText:
    """A story's text exactly as received or extracted, and what came with it.

    Attributes:
        text: The text that every offset points into.
        title: What the file calls itself, else its first line, else its name.
        encoding_note: What had to be guessed about its encoding; None when it is certain.
        notes: All that a reader must know, one sentence each; the encoding's is the first.
        kind: What kind of file it was.
        encoding: Of a text or page, "" of a document.
        said: What the file says of itself.
        locators: Where in the file each paragraph stands, by start; none for a plain text.
        comments: Remarks in the file, kept beside the text.
        sheet: The rows of a spreadsheet, for another choice of columns.
        stated: What the rows of a spreadsheet state of its claims.
        sheets: Every sheet of a spreadsheet as it stands.
        name: What the file is called, "" for none.
        address: Where on the web it was fetched from, "" for none.
        original: The file's own bytes.
    """

    text: str
    title: str
    encoding_note: str | None
    notes: tuple[str, ...] = ()
    kind: FileKind = FileKind.TEXT
    encoding: str = ""
    said: Said = SILENT
    locators: tuple[Locator, ...] = ()
    comments: tuple[Comment, ...] = ()
    sheet: ClaimSheet | None = None
    stated: tuple[StatedRow, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    name: str = ""
    address: str = ""
    original: bytes = field(default=b"", repr=False)


def read_story_file(
    path: str | Path,
    *,
    is_text: bool = False,
    encoding: str | None = None,
    reader: DocumentReader | None = None,
    as_source: bool = False,
) -> IngestedText:
    """Read a story from a file.

    Args:
        path: Its name.
        is_text: Whether somebody says that it is plain text, whatever its name ends in.
        encoding: What somebody says that a text, page or CSV is in; None tells by its bytes.
        reader: The child that reads documents; None starts one for this file alone.
        as_source: As of :func:`read_story_bytes`.

    Raises:
        InputError: it cannot be read, is empty, too large, or of a kind that is not read.
    """
    file = Path(path)
    try:
        with file.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except OSError as error:
        raise InputError(f"{file} cannot be read: {error.strerror or error}.") from error
    if is_text:
        called = file_name(file.name)
        return _text(_small_enough(data, called), called, encoding)
    return read_story_bytes(data, file.name, encoding=encoding, reader=reader, as_source=as_source)


def read_story_stream(
    stream: BinaryIO,
    name: str,
    *,
    encoding: str | None = None,
    reader: DocumentReader | None = None,
) -> IngestedText:
    """Read a story from an open stream of bytes; errors as of :func:`read_story_file`."""
    return read_story_bytes(stream.read(LARGEST + 1), name, encoding=encoding, reader=reader)


def read_story_bytes(
    data: bytes,
    name: str,
    *,
    encoding: str | None = None,
    reader: DocumentReader | None = None,
    as_source: bool = False,
) -> IngestedText:
    r"""Read a story from bytes, such as an upload; ``name`` is what it is called.

    A plain text and a CSV are read here, where nothing in them can do anything; a document is
    read in a child process. With ``as_source`` it is something to look figures up in: the rows of
    a spreadsheet are then taken as they stand, whatever its columns hold.

    Raises:
        InputError: it is empty, too large, damaged, or of a kind that is not read.

    >>> read_story_bytes(b"River rises again\n\nIt rose 3 ft.", "river.txt").title
    'River rises again'
    """
    name = file_name(name)
    kind = kind_of(name, _small_enough(data, name))
    if kind is FileKind.TEXT:
        return _text(data, name, encoding)
    if kind is FileKind.CSV:
        return _csv(data, name, encoding, as_source=as_source)
    if reader is not None:
        return _document(data, name, kind, encoding, reader, as_source=as_source)
    with DocumentReader() as own:
        return _document(data, name, kind, encoding, own, as_source=as_source)


def read_story_address(
    address: str, *, encoding: str | None = None, reader: DocumentReader | None = None
) -> IngestedText:
    """Fetch a page, or another file, from the web and read it as a story.

    Only for a desk that switched it on: whoever calls this has asked.

    Raises:
        InputError: it may not be fetched, or cannot be read.
    """
    from workbench.ingest.address import fetch  # noqa: PLC0415 - the web is for those who ask for it

    got = fetch(address)
    told = encoding or got.encoding
    read = read_story_bytes(got.data, got.name, encoding=told, reader=reader)
    return replace(read, address=got.address)


def choose_columns(read: IngestedText, columns: Mapping[Role, int], first: int) -> IngestedText:
    """A spreadsheet's story under another choice of columns.

    Args:
        read: What was read from a spreadsheet.
        columns: Which column, from 0, holds what.
        first: The first row, from 0, that is no heading.

    Raises:
        InputError: the chosen column has no words, or this is no spreadsheet.
    """
    if read.sheet is None:
        raise InputError(f"{read.name} is no spreadsheet: it has no columns to choose.")
    return _with_sheet(read, replace(read.sheet, columns=dict(columns), first=first))


def _small_enough(data: bytes, name: str) -> bytes:
    if len(data) > LARGEST:
        raise InputError(f"{name} is larger than {LARGEST // 1_000_000} MB: give a part of it.")
    return data


def _text(data: bytes, name: str, encoding: str | None) -> IngestedText:
    text, note, found = decode(data, name, encoding)
    return IngestedText(
        _some(text, name),
        headline(text) or PurePath(name).stem,
        note,
        notes=(note,) if note else (),
        encoding=found,
        name=name,
        original=data,
    )


def _csv(data: bytes, name: str, encoding: str | None, *, as_source: bool) -> IngestedText:
    text, note, found = decode(data, name, encoding)
    rows = read_csv_sheet(_some(text, name), name)
    read = IngestedText(
        "",
        PurePath(name).stem,
        note,
        notes=(note,) if note else (),
        kind=FileKind.CSV,
        encoding=found,
        sheets=(rows,),
        name=name,
        original=data,
    )
    if as_source:
        return _as_it_stands(read)
    sheet = sheet_of(rows.rows)
    if sheet.is_report:
        raise InputError(f"{name} is a report of this program: bring it in with the import.")
    return _with_sheet(read, sheet)


def is_report(data: bytes, name: str) -> bool:
    """Whether a file is a CSV report that the program wrote, which is brought in, not read."""
    if PurePath(name).suffix.lower() != ".csv":
        return False
    heading = data[:_HEADING_WITHIN].decode("utf-8-sig", "ignore").partition("\n")[0]
    return all(column in heading for column in OWN_REPORT)


def _with_sheet(read: IngestedText, sheet: ClaimSheet) -> IngestedText:
    text, locators, stated = sheet.story(read.name)
    told = sheet.left_out()
    certain = (read.encoding_note,) if read.encoding_note else ()
    return replace(
        read,
        text=text,
        locators=locators,
        stated=stated,
        sheet=sheet,
        notes=(*certain, *((told,) if told else ())),
    )


def _as_it_stands(read: IngestedText) -> IngestedText:
    """A spreadsheet with the rows of its sheets for its text."""
    sheets = ("\n".join("\t".join(row) for row in one.rows) for one in read.sheets)
    return replace(read, text="\n\n".join(sheets))


def _document(  # noqa: PLR0913 - what a file is, and how it is read
    data: bytes,
    name: str,
    kind: FileKind,
    encoding: str | None,
    reader: DocumentReader,
    *,
    as_source: bool,
) -> IngestedText:
    read = reader.read(data, name, kind, encoding)
    extracted = read.extracted
    guessed = extracted.encoding_note
    story = IngestedText(
        extracted.text,
        extracted.said.title or headline(extracted.text) or PurePath(name).stem,
        guessed,
        (*((guessed,) if guessed else ()), *extracted.notes),
        kind,
        extracted.encoding,
        extracted.said,
        extracted.locators,
        extracted.comments,
        name=name,
        original=data,
    )
    if kind is FileKind.XLSX:
        story = replace(story, title=PurePath(name).stem, sheets=read.sheets)
        if as_source:
            return _as_it_stands(story)
        first = read.sheets[0]
        return _with_sheet(story, replace(sheet_of(bare(first.rows)), name=first.name))
    _some(extracted.text, name)
    return story


def _some(text: str, name: str) -> str:
    if not text.strip():
        raise InputError(f"{name} is empty: give a file with the story's text.")
    return text


def headline(text: str) -> str:
    r"""The first line with words on it, where it is short enough to be a headline; else "".

    >>> headline("\n River rises again \n\nIt rose 3 ft.")
    'River rises again'
    """
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return line if len(line) <= _LONGEST_TITLE else ""
