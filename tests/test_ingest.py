"""Files and bytes to text: exact, or with a note, or one sentence."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import InputError
from workbench.ingest import (
    LARGEST,
    BadLine,
    StoryLine,
    read_jsonl,
    read_published,
    read_story_bytes,
    read_story_file,
)

NEWS = (
    "Le ministre a déclaré que 1\u202f244 personnes étaient rentrées en mai 2014 — “soit 60 %”.\r\n"
)
HOSTILE = Path(__file__).parents[2] / "shared" / "hostile"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_unicode_text_comes_in_exactly_with_its_line_ends(encoding: str) -> None:
    read = read_story_bytes(NEWS.encode(encoding), "news.txt")
    assert (read.text, read.encoding_note) == (NEWS, None)


def test_other_text_is_read_as_windows_1252_and_says_so() -> None:
    text = NEWS.replace("\u202f", " ")
    read = read_story_bytes(text.encode("cp1252"), "news.txt")
    assert read.text == text
    assert "Windows-1252" in str(read.encoding_note)


def test_every_byte_of_windows_1252_gives_one_character() -> None:
    data = b"Scores " + bytes(range(0x80, 0x100))
    text = read_story_bytes(data, "news.txt").text
    assert len(text) == len(data)
    assert "\ufffd" not in text


def test_text_cut_inside_a_character_is_kept_and_says_so() -> None:
    read = read_story_bytes("60 % était".encode()[:-3] + b"\xc3", "news.txt")
    assert read.text == "60 % ét"
    assert "cut off" in str(read.encoding_note)


def test_text_that_went_through_a_wrong_encoding_is_remarked_upon() -> None:
    wrong = NEWS.encode().decode("latin-1")
    assert "wrong encoding" in str(read_story_bytes(wrong.encode(), "news.txt").encoding_note)


@pytest.mark.parametrize("data", [b"", b" \r\n\t\n", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_empty_text_is_refused(data: bytes) -> None:
    with pytest.raises(InputError, match="is empty"):
        read_story_bytes(data, "news.txt")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\x7fELF\x02\x01", "a program"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"%PDF-1.7", "a PDF"),
        (b"PK\x03\x04\x14", "a packed document"),
        (b"244\0\0\0\0people", "not a text"),
        (bytes(range(1, 32)) * 9, "not a text"),
    ],
)
def test_binary_renamed_to_txt_is_refused(data: bytes, what: str) -> None:
    with pytest.raises(InputError, match=what):
        read_story_bytes(data, "news.txt")


def test_file_above_the_limit_is_refused_without_being_read_whole(tmp_path: Path) -> None:
    file = tmp_path / "long.txt"
    with file.open("wb") as sparse:
        sparse.truncate(LARGEST * 50)
    with pytest.raises(InputError, match="larger than 20 MB"):
        read_story_file(file)


@pytest.mark.parametrize(
    ("name", "instead"), [("a.doc", ".docx"), ("a.XLS", ".xlsx"), ("a.json", ".docx, .pdf or .txt")]
)
def test_other_kinds_of_file_say_what_to_save_them_as(name: str, instead: str) -> None:
    with pytest.raises(InputError, match=f"save it as {instead} and"):
        read_story_bytes(b"{}", name)


@pytest.mark.parametrize("name", ["a.txt", "a", "a.TXT", "draft v1.2"])
def test_text_files_go_by_these_names(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"Sixty names\n\nSixty.")
    assert read_story_file(tmp_path / name).title == "Sixty names"


def test_title_is_the_file_name_where_the_first_line_is_no_headline() -> None:
    assert read_story_bytes(b"word " * 50, "river.txt").title == "river"


def test_missing_file_and_folder_are_one_sentence(tmp_path: Path) -> None:
    for path in (tmp_path / "gone.txt", tmp_path):
        with pytest.raises(InputError, match="cannot be read"):
            read_story_file(path)


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_one_sentence(data: bytes) -> None:
    with suppress(InputError):
        assert read_story_bytes(data, "x.txt").text.strip()


@pytest.mark.parametrize(
    ("name", "exact"),
    [
        ("news_utf-8.txt", True),
        ("news_utf-8-sig.txt", True),
        ("news_utf-16.txt", True),
        ("news_utf-16-le.txt", True),
        ("news_utf-16-be.txt", True),
        ("news_utf-32.txt", True),
        ("news_cp1252.txt", False),
        ("news_iso-8859-15.txt", False),
        ("news_mac_roman.txt", False),
        ("news_gb18030.txt", False),
        ("mojibake.txt", False),
        ("mixed_utf8_cp1252.txt", False),
        ("truncated_utf8.txt", False),
        ("zh_utf-16.txt", True),
        ("zh_gb18030.txt", False),
        ("zh_big5.txt", False),
    ],
)
def test_hostile_encodings_are_exact_or_carry_a_note(name: str, *, exact: bool) -> None:
    folder = HOSTILE / "encoding"
    if not folder.exists():
        pytest.skip("the hostile files lie beside the repository, which stands alone here")
    read = read_story_file(folder / name)
    assert (read.encoding_note is None) is exact
    if exact and name.startswith("news"):
        assert read.text == (folder / "news_utf-8.txt").read_bytes().decode()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("elf_as.txt", "a program"),
        ("png_as.txt", "a picture"),
        ("nul_filled.txt", "not a text"),
        ("only_newlines.txt", "is empty"),
        ("empty.docx", "is empty"),
        ("empty.pdf", "is empty"),
    ],
)
def test_hostile_files_are_refused_in_one_sentence(name: str, said: str) -> None:
    folder = HOSTILE / "hostile"
    if not folder.exists():
        pytest.skip("the hostile files lie beside the repository, which stands alone here")
    with pytest.raises(InputError, match=said):
        read_story_file(folder / name)


@pytest.mark.parametrize(
    ("given_date", "read"),
    [
        ("2016-06-04", date(2016, 6, 4)),
        ("2016-06-04T09:30:00Z", datetime(2016, 6, 4, 9, 30, tzinfo=UTC)),
        (" 2016-06-04 ", date(2016, 6, 4)),
        ("", None),
        (None, None),
    ],
)
def test_publication_is_a_day_an_instant_or_unknown(
    given_date: str | None, read: date | None
) -> None:
    assert read_published(given_date) == read


@pytest.mark.parametrize("given_date", ["last week", "2016", "04/06/2016", "2016-13-01", "0"])
def test_other_publication_dates_are_refused(given_date: str) -> None:
    with pytest.raises(InputError, match="is no publication date"):
        read_published(given_date)


def test_lines_keep_their_order_ids_and_dates() -> None:
    lines = [
        b'\xef\xbb\xbf{"id": "a", "text": "60", "published": "2016-06-04"}\r\n',
        b'{"id": 7, "text": "", "published": null}',
    ]
    otherwise = date(2015, 1, 1)
    assert list(read_jsonl(lines, otherwise)) == [
        StoryLine(1, "a", "60", date(2016, 6, 4)),
        StoryLine(2, 7, "", otherwise),
    ]


@pytest.mark.parametrize(
    ("line", "identity"),
    [
        (b"", None),
        (b"{", None),
        (b"[1]", None),
        (b"\xff", None),
        (b'{"id": 1e400, "text": "9"}', None),
        (b'{"id": NaN, "text": "9"}', None),
        (b'{"id": "a", "text": "9", "more": -Infinity}', None),
        (b"[" * 100_000, None),
        (b"1" * 5000, None),
        (b'{"text": "60"}', None),
        (b'{"id": "a"}', "a"),
        (b'{"id": "a", "text": 60}', "a"),
        (b'{"id": "a", "text": "60", "published": 2016}', "a"),
        (b'{"id": "a", "text": "60", "published": "soon"}', "a"),
    ],
)
def test_bad_line_is_told_with_its_number_and_the_next_is_read(
    line: bytes, identity: str | None
) -> None:
    bad, good = read_jsonl([line, b'{"id": 1, "text": "60"}'])
    assert isinstance(bad, BadLine)
    assert (bad.line, bad.id) == (1, identity)
    assert bad.error.endswith(".")
    assert isinstance(good, StoryLine)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_lines_in_utf16_are_refused_together_with_advice(encoding: str) -> None:
    lines = '{"id": 1, "text": "60"}\n{"id": 2, "text": "60"}\n'.encode(encoding).splitlines()
    with pytest.raises(InputError, match="save them as UTF-8"):
        list(read_jsonl(lines))


def test_file_of_any_name_is_read_when_somebody_says_that_it_is_text(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b"Sixty names\n\nSixty.")
    assert read_story_file(tmp_path / "a.jsonl", is_text=True).title == "Sixty names"
