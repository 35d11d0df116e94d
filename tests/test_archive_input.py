"""Inputs as they come from elsewhere: odd bytes, names and kinds of files; nothing else is lost."""

from __future__ import annotations

import errno
import gzip
import os
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.archives import TEXT, lines, run, table
from workbench.archive import Asked, Names
from workbench.archive.chunks import left_out
from workbench.archive.plan import Plan
from workbench.cli import main
from workbench.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

STORY = {"id": 7, "text": TEXT, "published": "2014-05-09"}


def test_a_json_key_of_half_a_character_is_left_out_and_its_story_is_read(tmp_path: Path) -> None:
    odd = '{"id": 8, "text": "34 people came.", "x\\ud800": 1, "desk": "foreign"}'
    done = run(lines(tmp_path / "a.jsonl", [STORY, odd]), tmp_path / "out")
    found = table(tmp_path / "out").set_index("id").loc[8]
    assert (done.tally.stories, done.tally.broken) == (2, 0)
    assert (found["value"], found["desk"]) == ("34", "foreign")
    assert not [name for name in found.index if name.startswith("x")]


def test_files_whose_names_are_no_utf8_are_read_under_names_that_are(tmp_path: Path) -> None:
    source, out = tmp_path / "in", tmp_path / "out"
    lines(source / os.fsdecode(b"caf\xe9.jsonl"), [STORY])
    lines(source / "caf%E9.jsonl", [STORY | {"id": 8}])
    pq.write_table(pa.table({"text": ["34 people came."]}), tmp_path / "made")
    (tmp_path / "made").rename(source / os.fsdecode(b"caf\xe8.parquet"))
    done = run(source, out)
    parts = sorted(path.name for path in out.glob("caf*"))
    assert (done.tally.stories, done.tally.broken) == (3, 0)
    assert parts == [f"caf%{end}.00000.parquet" for end in ("25E9.jsonl", "E8.parquet", "E9.jsonl")]
    assert set(table(out)["file"]) == {r"caf\xe9.jsonl", "caf%E9.jsonl", r"caf\xe8.parquet"}
    assert run(source, out).repeated == 3


def test_parquet_columns_of_views_are_kept_as_plain_columns(tmp_path: Path) -> None:
    view = pa.string_view()
    given = {
        "text": pa.array([TEXT], view),
        "desk": pa.array(["foreign"], view),
        "data": pa.array([b"\xff"], pa.binary_view()),
        "tags": pa.array([["a", "b"]], pa.list_(view)),
        "by": pa.array([{"name": "Ada"}], pa.struct([("name", view)])),
    }
    pq.write_table(pa.table(given), tmp_path / "a.parquet")
    assert run(tmp_path / "a.parquet", tmp_path / "out").tally.stories == 1
    (found, *_) = pq.read_table(tmp_path / "out" / "a.parquet.00000.parquet").to_pylist()
    assert {name: found[name] for name in given if name != "text"} == {
        "desk": "foreign",
        "data": b"\xff",
        "tags": ["a", "b"],
        "by": {"name": "Ada"},
    }


def test_links_to_nothing_and_closed_folders_are_rows_and_the_rest_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "in"
    lines(source / "a.jsonl", [STORY])
    lines(source / "closed" / "b.jsonl", [STORY])
    (source / "c.jsonl").symlink_to(source / "a.jsonl")
    for ending in ("csv", "jsonl", "parquet"):
        (source / f"gone.{ending}").symlink_to(source / "nowhere")
    monkeypatch.setattr(os, "scandir", _not_of_closed(os.scandir))
    done = run(source, tmp_path / "out")
    errors = table(tmp_path / "out").query("error.notna()").set_index("file")["error"]
    assert (done.tally.stories, done.tally.broken) == (2, 4)
    assert errors["closed"].startswith("The folder cannot be opened")
    assert all("No such file" in errors[f"gone.{one}"] for one in ("csv", "jsonl", "parquet"))


def _not_of_closed(scan: Callable[[str | int], object]) -> Callable[[str | int], object]:
    """Looks into every folder but ``closed``: a test that is run by root may open all."""

    def look(folder: str | int) -> object:
        if isinstance(folder, str) and Path(folder).name == "closed":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), folder)
        return scan(folder)

    return look


def test_a_named_pipe_is_left_out_without_waiting_for_it(tmp_path: Path) -> None:
    lines(tmp_path / "in" / "a.jsonl", [STORY])
    os.mkfifo(tmp_path / "in" / "p.jsonl")
    assert run(tmp_path / "in", tmp_path / "out").parts == 1
    assert left_out(tmp_path / "in") == ["p.jsonl"]
    with pytest.raises(InputError, match="neither a file nor a folder"):
        run(tmp_path / "in" / "p.jsonl", tmp_path / "other")


def test_csv_in_windows_1252_is_read_right_wherever_it_is_cut(tmp_path: Path) -> None:
    row = '{},"One said “60” – not 70.\n\n244 réfugiés came.",é{}\r\n'
    text = "id,text,numéro\r\n" + "".join(row.format(n, "é" * 900) for n in range(1500))
    (tmp_path / "a.csv").write_bytes(text.encode("cp1252"))
    done = run(tmp_path / "a.csv", tmp_path / "out")
    found = table(tmp_path / "out")
    assert (done.parts, done.tally.stories) == (2, 1500)
    assert found[found["value"] == "244"]["id"].tolist() == [str(n) for n in range(1500)]
    assert set(found["sentence"]) == {"One said “60” – not 70.", "244 réfugiés came."}
    assert set(found["numéro"]) == {"é" * 901}
    assert Plan.read(tmp_path / "out").encodings == {"a.csv": "windows-1252"}


def test_an_odd_byte_in_a_csv_of_utf8_costs_one_character(tmp_path: Path) -> None:
    rows = "id,text,desk\n1,60 réfugiés,é\n2,70 réfugiés,é\n3,80 r\udce9fugi,\udce9\n"
    (tmp_path / "a.csv").write_text(rows, encoding="utf-8", errors="surrogateescape")
    run(tmp_path / "a.csv", tmp_path / "out")
    found = table(tmp_path / "out")
    assert found["sentence"].tolist() == ["60 réfugiés", "70 réfugiés", "80 r\ufffdfugi"]
    assert found["desk"].tolist() == ["é", "é", "\ufffd"]


def test_packed_csv_that_breaks_off_is_read_up_to_there(tmp_path: Path) -> None:
    rows = "id,text,desk\n" + "".join(f"{n},{n} m\xe9n came,{'d' * 900}\n" for n in range(10, 99))
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(rows.encode("cp1252"))[:-12])
    done = run(tmp_path / "a.csv.gz", tmp_path / "out")
    found = table(tmp_path / "out")
    assert "breaks off" in found["error"].iloc[-1]
    assert (done.tally.broken, found["sentence"].iloc[0]) == (1, "10 m\xe9n came")


@pytest.mark.parametrize(
    ("names", "option"),
    [
        (Names(id="uid"), "--id-column"),
        (Names(text="txt"), "--text-column"),
        (Names(published="date"), "--published-column"),
    ],
)
def test_a_column_that_is_named_and_that_no_file_has_is_refused(
    tmp_path: Path, names: Names, option: str
) -> None:
    lines(tmp_path / "in" / "a.jsonl", [STORY])
    lines(tmp_path / "in" / "empty.jsonl", [])
    with pytest.raises(InputError, match=f'"{asdict(names)[option[2:-7]]}": {option}'):
        run(tmp_path / "in", tmp_path / "out", Asked(names))


def test_a_column_that_one_of_the_files_has_may_be_named(tmp_path: Path) -> None:
    many = {f"c{number}": 1 for number in range(600)}
    lines(tmp_path / "in" / "a.jsonl", [{"text": TEXT}])
    lines(tmp_path / "in" / "b.jsonl", [many | {"text": TEXT, "date": "2014-05-09"}])
    run(tmp_path / "in", tmp_path / "out", Asked(Names(published="date"), keep=("c1",)))
    found = table(tmp_path / "out").groupby("file").first()["published"]
    assert found.isna().to_dict() == {"a.jsonl": True, "b.jsonl": False}


def test_files_of_other_kinds_are_counted_and_named_and_hidden_ones_are_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "in"
    lines(source / "a.jsonl", [STORY])
    for name in ("_SUCCESS", ".a.jsonl.crc", "b.xlsx", "sub/2015.jsonl.zst", "c.json", "d.txt"):
        lines(source / name, ["?"])
    assert _main(source, tmp_path / "out") == 0
    assert (
        "workbench: 4 files are neither JSON lines, CSV nor parquet and were left out: "
        "b.xlsx, c.json, d.txt ….\n"
    ) in capsys.readouterr().err


def test_a_guessed_encoding_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.csv")
    path.write_bytes("id,text\n1,60 réfugiés\n".encode("cp1252"))
    assert _main(path, tmp_path / "out") == 0
    told = capsys.readouterr().err
    assert "1 file is not in UTF-8 and was read as Windows-1252" in told
    assert r"(caf\xe9.csv)" in told


def _main(given: Path, out: Path) -> int:
    return main(["archive", str(given), str(out), "--workers", "1"])


def test_tsv_is_read_as_csv_is(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("id\ttext\n1\t60 men, 70 women\n", encoding="utf-8")
    run(tmp_path / "a.tsv", tmp_path / "out")
    assert table(tmp_path / "out")["value"].tolist() == ["60", "70"]


def test_csv_in_utf16_without_its_mark_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes("id,text\n1,60 réfugiés, čtyři ženy\n".encode("utf-16-le"))
    with pytest.raises(InputError, match="save it as"):
        run(tmp_path / "a.csv", tmp_path / "out")


def test_half_an_emoji_costs_one_character_and_no_offset(tmp_path: Path) -> None:
    text = "They fled \ud83d. 48 people came."
    story = STORY | {"text": text, "desk": "\udc00 desk", "tags": ["\ud83d"]}
    run(lines(tmp_path / "a.jsonl", [story]), tmp_path / "out")
    found = table(tmp_path / "out").iloc[0]
    assert (found["value"], text[found["start"] : found["end"]]) == ("48", "48")
    assert (found["desk"], found["tags"]) == ("\ufffd desk", '["\ufffd"]')


def test_folders_named_by_a_column_that_is_kept_too_do_not_disturb_who_reads_the_archive(
    tmp_path: Path,
) -> None:
    lines(tmp_path / "in" / "year=2014" / "a.jsonl", [STORY | {"year": 2014}])
    lines(tmp_path / "in" / "year=late" / "a=b.jsonl", [STORY | {"year": 2015}])
    run(tmp_path / "in", tmp_path / "out")
    found = pd.read_parquet(tmp_path / "out")
    assert set(found["year"]) == {2014, 2015}
    assert set(found["file"]) == {"year=2014/a.jsonl", "year=late/a=b.jsonl"}
    far = duckdb.read_parquet(f"{tmp_path}/out/**/*.parquet")
    assert set(far.project("year").fetchall()) == {(2014,), (2015,)}


def test_nan_and_infinity_in_json_are_cells_without_a_value(tmp_path: Path) -> None:
    odd = {"score": float("nan"), "rate": float("-inf"), "by": [float("inf")]}
    run(lines(tmp_path / "a.jsonl", [STORY | odd, STORY | {"score": 4.5}]), tmp_path / "out")
    found = pq.read_table(tmp_path / "out" / "a.jsonl.00000.parquet").to_pylist()
    assert {(one["id"], one["score"], one["rate"], one["by"]) for one in found} == {
        (7, None, None, "[null]"),
        (7, 4.5, None, None),
    }
    assert not [one for one in found if one["error"]]


def test_one_text_is_told_as_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _main(lines(tmp_path / "a.jsonl", [{"text": "60 men"}]), tmp_path / "out") == 0
    told = f"workbench: 1 text, 1 claim in 1 part of {tmp_path / 'out'}.\n"
    assert capsys.readouterr().err.endswith(told)
