"""Documents as newsrooms have them, made by the libraries that write them."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import docx
import openpyxl
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docx.text.paragraph import Paragraph

_W = nsdecls("w")


def tracked_docx() -> bytes:
    """A draft under revision: 244 inserted, 300 deleted, a comment, a table, a caption, a box."""
    document = docx.Document()
    about = document.core_properties
    about.title, about.author, about.language = "Many came back", "Ada Keller", "en-GB"
    document.add_heading("Many came back", 1)
    first = document.add_paragraph("In May 2014 ")
    insert(first, "some 244 people ")
    delete(first, "300 people ")
    run = first.add_run("returned.")
    document.add_comment([run], text="Who counted? Ask the 999.", author="Sub", initials="S")
    table = document.add_table(rows=2, cols=3)
    for number, cells in enumerate([("Town", "2013", "2014"), ("Shrewsbury", "12", "345")]):
        for column, words in enumerate(cells):
            table.cell(number, column).text = words
    document.add_paragraph("Photograph: 1999", style="Caption")
    last = document.add_paragraph("It weighs 10")
    last.add_run("2").font.superscript = True
    last.add_run(" tons.")
    return saved(document)


def insert(paragraph: Paragraph, words: str) -> None:
    """Put words into a paragraph as a tracked insertion."""
    text = f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'
    xml = f'<w:ins {_W} w:id="1" w:author="Ed">{text}</w:ins>'
    paragraph._p.append(parse_xml(xml))  # noqa: SLF001 - python-docx writes no tracked changes


def delete(paragraph: Paragraph, words: str) -> None:
    """Leave words in a paragraph as a tracked deletion."""
    text = f'<w:r><w:delText xml:space="preserve">{words}</w:delText></w:r>'
    xml = f'<w:del {_W} w:id="2" w:author="Ed">{text}</w:del>'
    paragraph._p.append(parse_xml(xml))  # noqa: SLF001 - likewise


def saved(document: docx.document.Document) -> bytes:
    """The file of a document."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def with_parts(data: bytes, parts: Mapping[str, str]) -> bytes:
    """A packed document with parts replaced or added."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, words in parts.items():
            new.writestr(name, words)
    return made.getvalue()


def part_of(data: bytes, name: str) -> str:
    """One part of a packed document."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return packed.read(name).decode()


def workbook(rows: Sequence[list[str] | list[object]], **more: Sequence[list[object]]) -> bytes:
    """An Excel workbook of one sheet, or more by their names."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for name, others in more.items():
        sheet = book.create_sheet(name)
        for row in others:
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def pdf(*pages: Sequence[tuple[int, int, int, str]], trailer: str = "") -> bytes:
    """A PDF whose pages show words at (x, y) in a size of type."""
    count = len(pages)
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(count))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {count}>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for number, words in enumerate(pages):
        shown = "".join(
            f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({line}) Tj ET\n" for x, y, size, line in words
        )
        objects.append(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>"
            f"/Contents {5 + 2 * number} 0 R>>"
        )
        objects.append(f"<</Length {len(shown)}>>stream\n{shown}endstream")
    made, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(made))
        made += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    return made + (
        f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer<</Size {size}/Root 1 0 R{trailer}>>\n"
        f"startxref\n{len(made)}\n%%EOF\n"
    ).encode("latin-1")
