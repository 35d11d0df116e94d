"""A file that went through a spreadsheet: edits, seen before they are made, and nothing lost."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from tests.desk_of_two import TEXT, claim_at, put, with_story
from tests.test_report import report
from workbench.cli import main
from workbench.report import bring_in, read_csv, rehearse
from workbench.report.rehearsal import WouldChange

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

FILE = "edited.csv"


def edited(data: bytes) -> bytes:
    """The report as a German spreadsheet saved it: semicolons, other dates, rows and columns."""
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    for row in rows:
        row["checked_at"] = row["checked_at"] and "04.06.2016 12:01"
        row["published"] = row["published"] and "4.6.2016"
        row["my own"] = "x"
    rows[1] |= {"status": "Wrong", "note": "\u201ccurly\u201d \u2019tis"}
    written = io.StringIO(newline="")
    writer = csv.DictWriter(written, list(rows[0]), delimiter=";", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(reversed(rows))
    return written.getvalue().encode("utf-8-sig")


def test_file_edited_in_a_spreadsheet_is_shown_as_its_edits_and_nothing_is_kept_of_it(
    tmp_path: Path,
) -> None:
    store, story = with_story(tmp_path)
    put(store, "returnees.1", status="confirmed", sources="Census, p. 4")
    before = store.revision(story)
    trial = rehearse(store, "Imp", read_csv(edited(report(store))), FILE, story_id=story)
    assert trial.changes == [
        WouldChange(2, "January 2014", "status", "open", "wrong"),
        WouldChange(2, "January 2014", "note", "", "\u201ccurly\u201d \u2019tis"),
    ]
    assert (trial.conflicts, trial.problems) == ([], [])
    assert store.revision(story) == before
    assert store.verify()[0].fault is None


def test_rehearsal_and_import_agree_and_tell_the_conflict(tmp_path: Path) -> None:
    store, story = with_story(tmp_path)
    data = edited(report(store))
    put(store, "returnees.2", "Bob", status="confirmed")
    trial = rehearse(store, "Imp", read_csv(data), FILE, story_id=story)
    (conflict,) = trial.conflicts
    assert (conflict.wanted, conflict.actual, conflict.actual_by) == ("wrong", "confirmed", "Bob")
    done = bring_in(store, "Imp", read_csv(data), FILE, story_id=story)
    assert str(done) == str(trial)
    assert store.claim("returnees.2").note == "\u201ccurly\u201d \u2019tis"


def test_dry_run_tells_what_would_change_and_changes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store, _ = with_story(tmp_path)
    file = tmp_path / FILE
    file.write_bytes(edited(report(store)))
    place = ["--store", str(tmp_path / "desk.sqlite")]
    assert main(["import", str(file), "--dry-run", *place]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "Claim 2 (January 2014): status: open -> wrong"
    assert "Nothing was changed" in told[2]
    assert store.claim("returnees.2").note == ""
    assert main(["import", str(file), *place]) == 0
    assert store.claim("returnees.2").status == "wrong"


def test_sentence_of_any_length_is_written_so_that_every_reader_of_csv_reads_it(
    tmp_path: Path,
) -> None:
    store, _ = with_story(tmp_path)
    text = "word " * 40_000 + TEXT
    claim = claim_at("244", text=text)
    story = store.add_story("Ann", title="Long", text=text, published=None, claims=[claim])
    data = report(store, story)
    csv.field_size_limit(131_072)
    (row,) = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert "At least 244 people" in row["sentence"]
    assert bring_in(store, "Imp", read_csv(data), FILE, story_id=story).changed == 0
