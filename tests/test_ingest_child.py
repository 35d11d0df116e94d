"""The child that reads documents: bounded, replaceable, and no burden on the rest of the desk."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import docx
import pytest

from tests.documents import saved, with_parts, workbook
from workbench.errors import InputError
from workbench.ingest import DocumentReader, read_story_bytes, reading
from workbench.ingest.batch import MOST_FILES, Batch, Given

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.fixture(scope="module")
def reader() -> Iterator[DocumentReader]:
    # what ends a reading here is a limit, not the clock, which a busy machine lets run out
    with DocumentReader(patience=12) as one:
        yield one


def word(body: str = "", head: str = "") -> bytes:
    """A Word document with this body, before which its XML says that."""
    paragraphs = body or "<w:p><w:r><w:t>244 people</w:t></w:r></w:p>"
    xml = f'<?xml version="1.0"?>{head}<w:document {_W}><w:body>{paragraphs}</w:body></w:document>'
    return with_parts(saved(docx.Document()), {"word/document.xml": xml})


_LAUGHS = "".join(
    f'<!ENTITY a{n} "{f"&a{n - 1};" * 9 if n else "244"}">' for n in range(9)
)  # fmt: skip
HUNGRY = word(f"<w:p><w:r><w:t>{'<w:x/>' * 10}</w:t></w:r></w:p>" * 200_000)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (word(head=f"<!DOCTYPE w [{_LAUGHS}]>"), "defines entities"),
        (word(head='<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>'), "defines entities"),
        (word("<w:sdt>" * 3000 + "</w:sdt>" * 3000), "damaged"),
        (with_parts(word(), {"word/other.xml": " " * 30_000_000}), "unpacks to more"),
        (with_parts(word(), {f"word/m{n}.xml": "" for n in range(5_001)}), "parts"),
        (word()[:-200], "damaged"),
        (workbook([["a"]]), "word/document.xml is missing"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "old or protected Office document"),
        (b"\x89PNG\r\n", "is a picture, not a Word document"),
        (HUNGRY, "memory"),
    ],
    ids=["laughs", "xxe", "deep", "bomb", "parts", "cut", "sheet", "ole", "png", "hungry"],
)
def test_hostile_word_document_is_one_sentence(
    reader: DocumentReader, data: bytes, said: str
) -> None:
    with pytest.raises(InputError, match=said):
        read_story_bytes(data, "a.docx", reader=reader)


def test_part_with_a_path_for_a_name_is_never_written(
    reader: DocumentReader, tmp_path: Path
) -> None:
    outside = tmp_path / "slipped.txt"
    data = with_parts(word(), {str(outside): "slipped", f"../../../../..{outside}": "slipped"})
    assert read_story_bytes(data, "a.docx", reader=reader).text == "244 people"
    assert list(tmp_path.iterdir()) == []


def test_workbook_that_claims_a_billion_rows_is_read_by_those_it_has(
    reader: DocumentReader,
) -> None:
    data = workbook([["Claim"], ["244 people"]])
    sheet = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        xml = packed.read(sheet).decode()
    data = with_parts(data, {sheet: xml.replace('ref="A1:A2"', 'ref="A1:XFD1048576"')})
    assert read_story_bytes(data, "a.xlsx", reader=reader).text == "244 people"


def test_child_that_hangs_is_ended_and_the_next_file_gets_a_new_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def sleeper() -> subprocess.Popen[bytes]:
        pipe = subprocess.PIPE
        command = [sys.executable, "-S", "-c", "import time; time.sleep(60)"]
        return subprocess.Popen(command, stdin=pipe, stdout=pipe)

    with DocumentReader() as reader:
        with monkeypatch.context() as patched:
            patched.setattr(reading, "_start", lambda _: sleeper())
            patched.setattr(reading, "seconds_for", lambda _: 0.2)
            with pytest.raises(InputError, match=r"a\.docx took more than"):
                read_story_bytes(word(), "a.docx", reader=reader)
        assert read_story_bytes(word(), "a.docx", reader=reader).text == "244 people"


def test_child_may_neither_write_nor_connect_nor_start_anything() -> None:
    tried = (
        "import sys, socket, subprocess\n"
        "from workbench.ingest import child\n"
        "child._limit(); sys.addaudithook(child._refuse)\n"
        "def refused(act):\n"
        "    try: act()\n"
        "    except PermissionError: return True\n"
        "print(all(map(refused, [lambda: open(sys.argv[1], 'w'),"
        " lambda: socket.create_connection(('127.0.0.1', 9)),"
        " lambda: subprocess.run(['true'])])))\n"
    )
    ran = subprocess.run(
        [sys.executable, "-B", "-c", tried, "written"], capture_output=True, check=True
    )
    assert ran.stdout.strip() == b"True"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell what a child used")
def test_document_takes_the_time_of_another_process_and_not_that_of_the_desk() -> None:
    before = os.times()
    with DocumentReader(patience=12) as reader, pytest.raises(InputError, match="memory"):
        read_story_bytes(HUNGRY, "a.docx", reader=reader)
    after = os.times()
    assert after.user - before.user < (after.children_user - before.children_user) / 2


def test_batch_reads_all_in_order_and_says_of_each_why_it_has_no_story() -> None:
    batch = Batch([Given("a.txt", b"60"), Given("b.docx", word()), Given("c.docx", b"")])
    batch.wait()
    read, other, empty = batch.results
    assert [getattr(one, "text", one) for one in (read, other)] == ["60", "244 people"]
    assert empty == "c.docx is empty: give a file with the story's text."
    assert (batch.done, batch.is_over) == (3, True)


def test_batch_that_is_stopped_keeps_what_was_read_and_ends_at_once() -> None:
    batch = Batch([Given("a.txt", b"60"), *(Given(f"{n}.docx", HUNGRY) for n in range(19))])
    batch.stop()
    batch.wait()
    assert batch.results[1:] == [None] * 19


def test_batch_of_too_many_files_is_refused() -> None:
    with pytest.raises(InputError, match="at once are too many"):
        Batch([Given("a.txt", b"60")] * (MOST_FILES + 1))
