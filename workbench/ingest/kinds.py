"""What kind of file somebody gave, by its name and by its first bytes."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from pathlib import PurePath

from workbench.errors import InputError


class FileKind(StrEnum):
    """The kinds of file that are read."""

    TEXT = "text"
    HTML = "html"
    DOCX = "docx"
    ODT = "odt"
    PDF = "pdf"
    CSV = "csv"
    XLSX = "xlsx"


BY_NAME = {
    **dict.fromkeys((".txt", ".text", ".md", ".markdown"), FileKind.TEXT),
    **dict.fromkeys((".html", ".htm", ".xhtml"), FileKind.HTML),
    **dict.fromkeys((".csv", ".tsv"), FileKind.CSV),
    ".docx": FileKind.DOCX,
    ".odt": FileKind.ODT,
    ".pdf": FileKind.PDF,
    ".xlsx": FileKind.XLSX,
}
"""Endings of names, in lower case."""

PACKED = (FileKind.DOCX, FileKind.ODT, FileKind.XLSX)
_DOCUMENTS = (*PACKED, FileKind.PDF)
_CALLED = {
    FileKind.DOCX: "Word document (.docx)",
    FileKind.ODT: "OpenDocument text (.odt)",
    FileKind.PDF: "PDF",
    FileKind.XLSX: "Excel workbook (.xlsx)",
}
_INSTEAD = {
    **dict.fromkeys((".doc", ".rtf", ".dot", ".pages", ".wpd", ".docm", ".dotx"), ".docx"),
    **dict.fromkeys((".xls", ".ods", ".numbers", ".xlsm", ".xlsb"), ".xlsx"),
}
_MAGIC = {
    b"\x7fELF": "a program",
    b"MZ\x90\0": "a program",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"II*\0": "a picture",
    b"MM\0*": "a picture",
    b"RIFF": "a picture or a recording",
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a packed document (such as .docx or .zip)",
    b"\xd0\xcf\x11\xe0": "an old or protected Office document",
    b"\x1f\x8b": "a packed file",
    b"{\\rtf": "an RTF document",
}
_PDF_WITHIN = 1024
_LONGEST_NAME = 200
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
"""Categories of characters: controls, marks that turn the writing round, halves of pairs."""
_MARKUP = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html[\s>])", re.IGNORECASE
)
_ENDING = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,9}")


def file_name(given: str) -> str:
    r"""What a file is called: its last part, on one line, without what only confuses a reader.

    Nothing is ever opened or written under this name; it is shown, and kept beside the bytes.

    >>> file_name("../../etc/passwd"), file_name("..\\win.ini"), file_name("a\nb.txt\0")
    ('passwd', 'win.ini', 'ab.txt')
    """
    last = re.split(r"[/\\]", given)[-1]
    shown = "".join(char for char in last if unicodedata.category(char) not in _UNSEEN).strip()
    if len(shown) > _LONGEST_NAME:
        ending = PurePath(shown).suffix[:20]
        shown = f"{shown[: _LONGEST_NAME - len(ending)]}{ending}"
    return shown or "the file"


def is_address(name: str) -> bool:
    """Whether a name is a web address and no file.

    >>> is_address("https://example.org/a"), is_address("a.html")
    (True, False)
    """
    return name.lower().startswith(("http://", "https://"))


def what_it_is(data: bytes) -> str | None:
    """What a file is that is no text, in words; None for what may be one."""
    return next((what for opening, what in _MAGIC.items() if data.startswith(opening)), None)


def kind_of(name: str, data: bytes) -> FileKind:
    """The kind that a file's name says it is, and its bytes do not deny.

    A name without an ending that says anything goes by the bytes.

    Raises:
        InputError: such files are not read, or it is not what its name says.

    >>> kind_of("Draft 1.2", b"Sixty people").value, kind_of("story.PDF", b"%PDF-1.7 ...").value
    ('text', 'pdf')
    """
    ending = PurePath(name).suffix.lower()
    named = BY_NAME.get(ending)
    if named is None and _ENDING.fullmatch(ending):
        instead = _INSTEAD.get(ending, ".docx, .pdf or .txt")
        raise InputError(f"{name} is not read: save it as {instead} and give that.")
    if named is None:
        return _by_bytes(data)
    if named in _DOCUMENTS:
        _see_that_it_is(named, name, data)
    return named


def _by_bytes(data: bytes) -> FileKind:
    if data.startswith(b"%PDF-"):
        return FileKind.PDF
    return FileKind.HTML if _MARKUP.match(data[:_PDF_WITHIN]) else FileKind.TEXT


def _see_that_it_is(kind: FileKind, name: str, data: bytes) -> None:
    """Raises InputError where a document does not begin as one of its kind."""
    if not data.strip(b"\0\t\r\n "):
        raise InputError(f"{name} is empty: give a file with the story's text.")
    if kind is FileKind.PDF:
        begins = b"%PDF-" in data[:_PDF_WITHIN]
    else:
        begins = data.startswith(b"PK\x03\x04")
    if begins:
        return
    found, called = what_it_is(data), _CALLED[kind]
    if found is None:
        raise InputError(f"{name} is no {called}: save it as one and give that.")
    advice = "take its password away or save it again" if "Office" in found else "save it"
    raise InputError(f"{name} is {found}, not a {called}: {advice} as one and give that.")
