"""Packed documents (.docx, .odt, .xlsx are ZIP files of XML), looked at before they are opened.

What is refused here is what no writing program makes: parts that unpack to more than a computer
holds, thousands of parts, and XML that defines entities, which is how "billion laughs" and stolen
local files come in. Nothing is ever unpacked to disk, so that a part's name leads nowhere.
"""

from __future__ import annotations

import io
import zipfile
import zlib

from workbench.errors import InputError

MOST_PARTS = 5_000
LARGEST_XML = 24_000_000
LARGEST_WHOLE = 80_000_000
"""Bytes after unpacking: of one part in XML, and of all parts. A tree takes about ten times its
XML, and the child that reads it has :data:`~workbench.ingest.child.MOST_MEMORY`."""

_XML = (".xml", ".rels")
_DOCTYPES = (b"<!DOCTYPE", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))


def see_that_it_is_safe(data: bytes, name: str, needed: str) -> None:
    """Look at the parts of a packed document without keeping any.

    Args:
        data: The file.
        name: What it is called, for the error.
        needed: The part without which it is no document of its kind.

    Raises:
        InputError: it is damaged, protected, too large once unpacked, or defines entities.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
            _see_the_sizes(parts, name)
            if needed not in {part.filename for part in parts}:
                raise InputError(f"{name} holds no text: the part {needed} is missing from it.")
            for part in parts:
                if part.filename.lower().endswith(_XML):
                    _see_the_xml(packed.read(part), name)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise InputError(f"{name} is damaged and cannot be unpacked: save it again.") from error
    except RuntimeError as error:
        raise InputError(f"{name} is protected with a password: save it without one.") from error


def _see_the_sizes(parts: list[zipfile.ZipInfo], name: str) -> None:
    if len(parts) > MOST_PARTS:
        raise InputError(f"{name} holds {len(parts):,} parts, which no document does.")
    largest = max((part.file_size for part in parts if _is_xml(part)), default=0)
    if largest > LARGEST_XML or sum(part.file_size for part in parts) > LARGEST_WHOLE:
        raise InputError(f"{name} unpacks to more than any story needs: give the text of it alone.")


def _is_xml(part: zipfile.ZipInfo) -> bool:
    return part.filename.lower().endswith(_XML)


def _see_the_xml(xml: bytes, name: str) -> None:
    if any(doctype in xml for doctype in _DOCTYPES):
        raise InputError(f"{name} defines entities of its own, which no writing program does.")
