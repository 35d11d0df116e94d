"""Inputs as they come from elsewhere: odd bytes, names and kinds of files; nothing else is lost."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from tests.archives import TEXT, lines, run, table
from workbench.archive.chunks import left_out

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

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
