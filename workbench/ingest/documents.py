"""One document of any kind to one record, and the record as JSON between two processes."""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from workbench.errors import InputError
from workbench.ingest.decoding import decode
from workbench.ingest.kinds import PACKED, FileKind
from workbench.ingest.pieces import Comment, Extracted, Locator, Said
from workbench.ingest.sheets import Sheet, read_xlsx_sheets

if TYPE_CHECKING:
    from collections.abc import Mapping

_NEEDED = {
    FileKind.DOCX: "word/document.xml",
    FileKind.ODT: "content.xml",
    FileKind.XLSX: "xl/workbook.xml",
}


_NO_MEMORY = 2
"""XML_ERR_NO_MEMORY of libxml2, in the error that lxml makes of it."""

TOO_HUNGRY = "{name} wants more memory than any story needs: give the text of it alone."


@dataclass(frozen=True, slots=True)
class Document:
    """A document read: its text, or the sheets of a workbook."""

    extracted: Extracted
    sheets: tuple[Sheet, ...] = ()


def read_document(data: bytes, name: str, kind: str, encoding: str | None = None) -> Document:
    """Read a document in this very process; :class:`DocumentReader` does it in a child.

    Raises:
        InputError: it cannot be read.
    """
    asked = FileKind(kind)
    if asked in PACKED:
        # looked at here so that no library opens what has not been looked at
        from workbench.ingest.packed import see_that_it_is_safe  # noqa: PLC0415

        see_that_it_is_safe(data, name, _NEEDED[asked])
    try:
        return _read(data, name, asked, encoding)
    except (
        *(zipfile.BadZipFile, zlib.error, EOFError, KeyError, IndexError, ValueError, TypeError),
        *(AttributeError, AssertionError, OSError, ArithmeticError, NotImplementedError),
        SyntaxError,  # what lxml raises for XML that is none
    ) as error:
        if getattr(error, "code", None) == _NO_MEMORY:
            raise InputError(TOO_HUNGRY.format(name=name)) from error
        sentence = f"{name} is damaged and cannot be read ({type(error).__name__}): save it again."
        raise InputError(sentence) from error


def _read(data: bytes, name: str, kind: FileKind, encoding: str | None) -> Document:
    if kind is FileKind.HTML:
        return Document(_html(data, name, encoding))
    if kind is FileKind.XLSX:
        return Document(Extracted(""), tuple(read_xlsx_sheets(data, name)))
    if kind is FileKind.PDF:
        return Document(_pdf(data, name))
    from workbench.ingest.docx_file import read_docx  # noqa: PLC0415
    from workbench.ingest.odt_file import read_odt  # noqa: PLC0415

    return Document(read_docx(data) if kind is FileKind.DOCX else read_odt(data))


def _html(data: bytes, name: str, encoding: str | None) -> Extracted:
    from workbench.ingest.html_page import declared_encoding, read_html  # noqa: PLC0415

    decoded = decode(data, name, encoding, declared=declared_encoding(data))
    read = read_html(decoded.text)
    return replace(read, encoding=decoded.encoding, encoding_note=decoded.note)


def _pdf(data: bytes, name: str) -> Extracted:
    from pypdf.errors import PyPdfError  # noqa: PLC0415

    from workbench.ingest.pdf_file import read_pdf  # noqa: PLC0415

    try:
        return read_pdf(data)
    except PyPdfError as error:
        raise InputError(
            f"{name} is damaged and cannot be read as a PDF: save it again."
        ) from error
    except InputError as reason:
        raise InputError(f"{name} {reason}.") from reason


def to_json(document: Document) -> dict[str, Any]:
    """The document as JSON has it: :func:`from_json` gives it back."""
    return asdict(document) | {"extracted": _plain(document.extracted)}


def _plain(extracted: Extracted) -> dict[str, Any]:
    said = asdict(extracted.said)
    for field in ("published", "saved"):
        said[field] = said[field].isoformat() if said[field] else None
    return asdict(extracted) | {"said": said}


def from_json(found: Mapping[str, Any]) -> Document:
    """What the child answered.

    Raises:
        InputError: it answered that the document cannot be read.
    """
    if "refused" in found:
        raise InputError(found["refused"])
    given = found["extracted"]
    said: dict[str, Any] = dict(given["said"])
    for field in ("published", "saved"):
        said[field] = date.fromisoformat(said[field]) if said[field] else None
    extracted = Extracted(
        given["text"],
        Said(**said),
        tuple(Locator(**one) for one in given["locators"]),
        tuple(Comment(**one) for one in given["comments"]),
        tuple(given["notes"]),
        given["encoding"],
        given["encoding_note"],
    )
    sheets = [
        Sheet(one["name"], tuple(map(tuple, one["rows"])), tuple(one["lines"]))
        for one in found["sheets"]
    ]
    return Document(extracted, tuple(sheets))
