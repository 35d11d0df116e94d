"""What the search of an archive finds, and what it says when there is nothing to find."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.archives import lines, run
from workbench.archive import answer, search
from workbench.archive.asking import read_question
from workbench.cli import main
from workbench.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

STORIES = [
    ("exact", "2014-05-09", "War in Syria", "She said 244 people had returned."),
    ("hedged", "2014-07-01", "", "About 250 people fled Syria."),
    ("range", "2014-08-01", "Syria", "Between 230 and 245 people are missing."),
    ("years-later", "2019-01-01", "", "In 2014 about 240 people left Syria."),
    ("other-year", "2016-06-04", "Syria", "Then 245 people came back."),
    ("other-noun", "2014-06-04", "Syria", "Then 245 tanks came back."),
    ("other-place", "2014-06-04", "Libya", "Then 245 people came back."),
    ("too-many", "2014-06-04", "Syria", "Then 300 people came back."),
    ("more", "2014-06-04", "Syria", "More than 60 people died."),
    ("money", "2014-06-04", "Yemen", "Aid of $2.4 billion was pledged, or =2+2 of it."),
    ("unnamed", "2014-06-05", "Syria", "The people went home; 243 have returned."),
    ("undated", None, "Syria", "They counted 241 people."),
]
QUERY = "figures of about 240 to 250 people, 2014, Syria"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of twelve stories of a figure each."""
    folder = tmp_path_factory.mktemp("archive")
    names = ("id", "published", "title", "text")
    path = lines(folder / "a.jsonl", [dict(zip(names, one, strict=True)) for one in STORIES])
    run(path, folder / "out")
    return folder / "out"


def _ids(archive: Path, query: str) -> list[str]:
    return [one.id for one in search(archive, query)]


def test_a_figure_with_noun_period_and_place_finds_who_printed_it(archive: Path) -> None:
    assert _ids(archive, QUERY) == ["years-later", "hedged", "exact", "unnamed", "range"]


def test_what_is_found_says_where_it_stood_and_what_it_said(archive: Path) -> None:
    found = next(one for one in search(archive, QUERY) if one.id == "exact")
    assert found.sentence == "She said 244 people had returned."
    assert (found.title, found.published) == ("War in Syria", date(2014, 5, 9))
    assert (found.claim, found.value, found.counted) == ("244", "244", "people")
    assert (found.file, found.record) == ("a.jsonl", 0)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("244 people", ["exact", "years-later", "hedged", "range"]),
        ("more than 260 people", ["too-many"]),
        ("245 tanks", ["other-noun"]),
        ("$2.4 billion", ["money"]),
        ("2.4 billion euros", []),
        ("people Libya", ["other-place"]),
        ("60 people", ["more"]),
        ("about 240 people in June 2016", ["other-year"]),
    ],
)
def test_query_is_read_as_a_story_is(archive: Path, query: str, found: list[str]) -> None:
    assert _ids(archive, query) == found


def test_limit_bounds_what_is_shown_and_not_what_is_counted(archive: Path) -> None:
    found = answer(archive, QUERY, 2)
    assert (len(found.found), found.total) == (2, 5)


@pytest.mark.parametrize(
    ("query", "said"),
    [("", "Say a figure"), ("2014", "Say a figure"), ("60 men and 70 women", "one figure")],
)
def test_query_that_asks_nothing_or_two_things_is_one_sentence(query: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read_question(query)


def test_folder_that_is_no_whole_archive_says_what_to_do(archive: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is no archive: make one with"):
        search(tmp_path, QUERY)
    (tmp_path / "_plan.json").write_bytes((archive / "_plan.json").read_bytes())
    with pytest.raises(InputError, match="is not complete: repeat the command"):
        search(tmp_path, QUERY)


def test_shelves_that_were_deleted_are_made_again(archive: Path) -> None:
    shelf = archive / "_search" / "00000.pq"
    before = shelf.read_bytes()
    shelf.unlink()
    (archive / "_done.json").unlink()
    run(archive.parent / "a.jsonl", archive)
    assert shelf.read_bytes() == before


def test_recall_writes_text_csv_and_lines(
    archive: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    command = ["recall", "$2.4 billion", "--archive", str(archive), "--format"]
    assert main([*command, "text"]) == 0
    told = capfdbinary.readouterr()
    assert "2014-06-04  $2.4 billion  [money Yemen]" in told.out.decode()
    assert "1 of 1 figures: 2,350,000,000 to 2,450,000,000 USD" in told.err.decode()
    assert main([*command, "csv"]) == 0
    written = capfdbinary.readouterr().out.decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(written, newline=""))
    assert (row["value_low"], row["unit"], row["published"]) == ("2400000000", "USD", "2014-06-04")
    assert main([*command, "jsonl"]) == 0
    assert json.loads(capfdbinary.readouterr().out)["value_low"] == 2_400_000_000


def test_recall_without_an_archive_says_how_to_name_one(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WORKBENCH_ARCHIVE", raising=False)
    assert main(["recall", "60 men"]) == 2
    assert "--archive FOLDER, or set WORKBENCH_ARCHIVE" in capsys.readouterr().err
