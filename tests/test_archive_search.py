"""What the search of an archive finds, and what it says when there is nothing to find."""

from __future__ import annotations

import csv
import io
import json
import shutil
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
    ("eleven", "2013-03-01", "Peru", "Turnout fell to 11 percent."),
    ("twelve", "2014-03-01", "Peru", "Turnout fell to 12 percent."),
    ("thirteen", "2016-03-01", "Peru", "Turnout fell to 13 percent."),
    ("share", "2016-03-02", "Peru", "Two thirds of voters stayed home."),
    ("model", "2016-03-03", "Chile", "A Boeing 737 carried 85 passengers, not 2.1 a row."),
]
QUERY = "figures of about 240 to 250 people, 2014, Syria"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of stories of a figure each."""
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
        ("12 percent", ["twelve"]),
        ("11.7 percent", ["twelve"]),
        ("10 percent", []),
        ("two thirds of voters", ["share"]),
        ("turnout since 2014", ["thirteen", "twelve"]),
        ("turnout before 2014", ["eleven"]),
        ("turnout until 2014", ["twelve", "eleven"]),
        ("turnout after 2014", ["thirteen"]),
        ("turnout since 2013 until 2014", ["twelve", "eleven"]),
        ("85 passengers, Boeing 737", ["model"]),
        ("85 passengers, Boeing 747", []),
        ("turnout 05/2014", []),
    ],
)
def test_query_is_read_as_a_story_is(archive: Path, query: str, found: list[str]) -> None:
    assert _ids(archive, query) == found


def test_limit_bounds_what_is_shown_and_not_what_is_counted(archive: Path) -> None:
    found = answer(archive, QUERY, 2)
    assert (len(found.found), found.total) == (2, 5)


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("turnout since 2014", "with “turnout”, since 2014-01-01"),
        ("turnout before 2014", "with “turnout”, until 2013-12-31"),
        ("turnout in 2014", "with “turnout”, from 2014-01-01 to 2014-12-31"),
        ("2.1 children", "2.05 to 2.15 children"),
        ("about 240 to 250 people", "234 to 256 people"),
    ],
)
def test_what_was_understood_is_told(query: str, told: str) -> None:
    assert read_question(query).told() == told


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "Say a figure"),
        ("2014", "Say a figure"),
        ("60 men and 70 women", "one figure"),
        ("turnout last year", "of which year “last year” is"),
    ],
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


@pytest.mark.parametrize("lost", ["_search/00000.pq", "_search/00000.words", "*.parquet"])
@pytest.mark.parametrize("how", ["gone", "cut short"])
def test_what_a_finished_archive_lost_is_told_and_made_again(
    archive: Path, tmp_path: Path, lost: str, how: str
) -> None:
    out = tmp_path / "out"
    shutil.copytree(archive, out)
    (place,) = out.glob(lost)
    whole = place.read_bytes()
    place.write_bytes(whole[:-9])
    if how == "gone":
        place.unlink()
    with pytest.raises(InputError, match="repeat the command that made it"):
        search(out, "244 people")
    run(archive.parent / "a.jsonl", out)
    assert place.read_bytes() == whole
    assert search(out, "244 people")[0].id == "exact"


def test_folder_of_archives_is_searched_as_one(archive: Path, tmp_path: Path) -> None:
    new = {"id": "new", "published": "2014-05-10", "title": "Syria", "text": "Now 244 people are."}
    shutil.copytree(archive, tmp_path / "all" / "2014-04")
    run(lines(tmp_path / "new.jsonl", [new]), tmp_path / "all" / "2014-05")
    found = answer(tmp_path / "all", "244 people, Syria, May 2014", 3)
    assert [one.id for one in found.found] == ["new", "exact", "years-later"]
    assert found.found[0].sentence == "Now 244 people are."
    (tmp_path / "all" / "2014-05" / "_done.json").unlink()
    with pytest.raises(InputError, match="2014-05 is not complete"):
        search(tmp_path / "all", "244 people")


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
