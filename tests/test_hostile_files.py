"""Every hostile file gives text or one clear error, soon, in little memory, and reaches nothing."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from workbench.errors import InputError
from workbench.ingest import DocumentReader, IngestedText, read_story_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator

HOSTILE = Path(__file__).parents[2] / "shared" / "hostile"
MANIFEST = HOSTILE / "manifest.jsonl"
READ = ("docx", "pdf", "html", "csv", "encoding", "bytes", "hostile")
MOST_SECONDS, MOST_BYTES = 5.0, 300_000_000

EXPECTED = {
    "ok.docx": "244 people returned in May 2014.",
    "ok.pdf": "244 people returned in May 2014.",
    "js_action.pdf": "244 people returned in May 2014.",
    "utf16.csv": "244 people",
    "script.html": "244 people <b> 244",
    "zip_slip.docx": "244",
    "dup_header.csv": "Not taken from the spreadsheet",
    "bad_charset.html": "read as Windows-1252",
    "billion_laughs.docx": "defines entities",
    "xxe_file.docx": "defines entities",
    "xxe_http.docx": "defines entities",
    "bomb_200mb.docx": "unpacks to more",
    "many_entries.docx": "20,003 parts",
    "truncated.docx": "damaged",
    "not_zip.docx": "not a Word document",
    "no_document.docx": "damaged",
    "deep_nesting.docx": "damaged",
    "ext_target.docx": "damaged",
    "empty.docx": "is empty",
    "empty.pdf": "is empty",
    "garbage.pdf": "is no PDF",
    "pages_loop.pdf": "damaged",
    "elf_as.txt": "is a program",
    "png_as.txt": "is a picture",
    "nul_filled.txt": "not a text",
    "only_newlines.txt": "is empty",
    "mojibake.txt": "wrong encoding",
    "truncated_utf8.txt": "cut off",
    "news_cp1252.txt": "read as Windows-1252",
    "test__pdfs__encrypted-attachment.pdf": "password",
    "019-grayscale-image__grayscale-image.pdf": "text recognition",
}
"""A phrase that stands in the text, in a note or in the error."""


def listed() -> list[str]:
    """Paths of the files that could be dropped on the desk."""
    if not MANIFEST.exists():
        return []
    rows = [json.loads(line) for line in MANIFEST.read_text(encoding="utf-8").splitlines()]
    return [row["path"] for row in rows if row["kind"] in READ]


FILES = listed()
STANDS_ALONE = "the hostile files lie beside the repository, which stands alone here"


@pytest.fixture(scope="module")
def reader() -> Iterator[DocumentReader]:
    """One child for all files that do not end it: each has the same limits in it.

    Its clock runs slowly, so that a busy machine ends none; what is measured is its work.
    """
    with DocumentReader(patience=12) as one:
        yield one


@pytest.mark.parametrize("path", FILES or [pytest.param("", marks=pytest.mark.skip(STANDS_ALONE))])
def test_hostile_file_gives_text_or_one_sentence_in_time(reader: DocumentReader, path: str) -> None:
    file = HOSTILE / path
    before = worked(reader)
    said, text = outcome(file.read_bytes(), file.name, reader)
    assert worked(reader) - before < MOST_SECONDS
    assert said or text
    assert all(one.endswith(".") and "\n" not in one for one in said)
    assert "\ufffd" not in text or any("lost letters" in o or "wrong enc" in o for o in said)
    assert EXPECTED.get(file.name, "") in "\n".join([text, *said])


def worked(reader: DocumentReader) -> float:
    """Seconds of a processor that the children took, the living one where /proc tells of it."""
    ended = os.times()
    child = reader._child  # noqa: SLF001 - what it costs nobody but a test asks
    living = 0.0
    stat = Path(f"/proc/{child.pid if child else 0}/stat")
    if stat.exists():
        fields = stat.read_text(encoding="ascii").rpartition(")")[2].split()
        living = sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK")
    return ended.children_user + ended.children_system + living


def outcome(data: bytes, name: str, reader: DocumentReader) -> tuple[list[str], str]:
    """What is said of a file, and the text that it gives."""
    try:
        read = read_story_bytes(data, name, reader=reader)
    except InputError as reason:
        return [str(reason)], ""
    assert isinstance(read, IngestedText)
    return list(read.notes), read.text


@pytest.mark.skipif(not FILES, reason=STANDS_ALONE)
def test_hostile_names_are_shown_on_one_line_and_lead_nowhere(tmp_path: Path) -> None:
    names = json.loads((HOSTILE / "security" / "filenames.json").read_text(encoding="utf-8"))
    before = tree(tmp_path)
    for name in names:
        try:
            called = read_story_bytes(b"244 people", name).name
        except InputError as reason:
            called = str(reason)
        assert not any(char in called for char in "\n\0\u202e\\")
    assert tree(tmp_path) == before


def tree(folder: Path) -> dict[str, str]:
    """Every file beside and below a folder, hashed."""
    found = [one for one in folder.parent.rglob("*") if one.is_file()]
    return {str(one): hashlib.sha256(one.read_bytes()).hexdigest() for one in found}


@pytest.mark.skipif(not FILES or sys.platform != "linux", reason="/proc tells what was used")
@pytest.mark.parametrize("name", ["flate_bomb_300mb.pdf", "entity_bomb.html", "many_entries.docx"])
def test_bomb_is_read_in_less_memory_than_a_browser_tab(name: str) -> None:
    with DocumentReader() as reader:
        outcome((HOSTILE / "hostile" / "ok.pdf").read_bytes(), "ok.pdf", reader)
        outcome((HOSTILE / "hostile" / name).read_bytes(), name, reader)
        assert 0 < reader.peak_memory() < MOST_BYTES
