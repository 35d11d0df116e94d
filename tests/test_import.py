"""Reports brought back in: nothing lost, nothing overwritten, nothing attributed to the wrong."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.desk_of_two import TEXT, claim_at, open_store, readings, with_story
from tests.test_report import FORMULAS, HOSTILE, report, rows
from workbench.claim import Kind, Status
from workbench.errors import ReportError
from workbench.report import Outcome, bring_in, read_csv
from workbench.store import CitedSource, ImportRow, Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FILE = "claims.csv"


def edited(data: bytes, edit: Callable[[list[dict[str, str]]], None]) -> bytes:
    """The report after somebody changed its rows."""
    table = rows(data)
    edit(table)
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(table[0]))
    writer.writeheader()
    writer.writerows(table)
    return out.getvalue().encode()


def take(store: Store, data: bytes, who: str = "Imp") -> Outcome:
    """Bring a report in."""
    return bring_in(store, who, read_csv(data), FILE)


def reviewed(folder: Path, name: str = "desk.sqlite") -> Store:
    """A desk on which everything that a report holds is filled in."""
    store, story = with_story(folder, name)
    changes = {
        ("returnees.1", "status"): "confirmed",
        ("returnees.1", "said_so"): "fair_paraphrase",
        ("returnees.1", "sources"): "Annual report https://example.org/a, p. 4\nANNUAL report,p. 9",
        ("returnees.2", "status"): "wrong",
        ("returnees.2", "proposed"): "February 2014",
        ("returnees.2", "note"): "line one\nline two \u2014 \u201cquoted\u201d, comma",
        ("returnees.3", "status"): "dropped",
    }
    untouched = {"status": "open"}
    store.apply("Ann", changes, {cell: untouched.get(cell[1]) for cell in changes})
    store.add_claim("Bob", story, claim_at("vote"))
    store.apply("Bob", {(f"{story}.5", "status"): "on_author"}, {(f"{story}.5", "status"): "open"})
    return store


def without_head(data: bytes) -> list[dict[str, str]]:
    """The rows without the hash of the desk's own history."""
    return [{name: cell for name, cell in row.items() if name != "head_hash"} for row in rows(data)]


def test_report_into_a_fresh_store_and_out_again_loses_nothing(tmp_path: Path) -> None:
    data = report(reviewed(tmp_path))
    fresh, _ = with_story(tmp_path, "fresh.sqlite")
    outcome = take(fresh, data)
    assert (outcome.conflicts, outcome.problems, outcome.added) == ([], [], 1)
    assert without_head(report(fresh)) == without_head(data)


def test_hostile_text_in_every_field_survives_out_and_in(tmp_path: Path) -> None:
    given = json.loads(FORMULAS.read_text()) if FORMULAS.exists() else []
    for number, text in enumerate([*given, *HOSTILE]):
        if "\0" in text:
            continue
        store, story = with_story(tmp_path, f"{number}.sqlite")
        cells = {(f"{story}.1", name): text for name in ("note", "proposed", "sources")}
        store.apply("Ann", cells, dict.fromkeys(cells))
        status = (f"{story}.1", "status")
        store.apply(f"{text}x", {status: "confirmed"}, {status: "open"})
        data = report(store)
        fresh, _ = with_story(tmp_path, f"{number}f.sqlite")
        assert take(fresh, data).problems == []
        assert without_head(report(fresh)) == without_head(data), text
        assert fresh.claims(story)[0].note == text
        assert fresh.claims(story)[0].sources_text == store.claims(story)[0].sources_text


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40))
def test_any_text_of_a_reviewer_survives_out_and_in(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    store, story = with_story(tmp_path_factory.mktemp("desk"))
    cells = {(f"{story}.1", name): text for name in ("note", "proposed", "sources")}
    store.apply("Ann", cells, dict.fromkeys(cells))
    data = report(store)
    fresh, _ = with_story(tmp_path_factory.mktemp("fresh"))
    assert take(fresh, data).problems == []
    assert without_head(report(fresh)) == without_head(data)
    for desk in (store, fresh):
        desk.close()


def test_story_of_hostile_words_survives_out_and_in(tmp_path: Path) -> None:
    words = [text for text in HOSTILE if "\0" not in text]
    text = " | ".join(words)
    claims = [claim_at(words[0], text=text)]
    desks = []
    for name in ("a.sqlite", "b.sqlite"):
        store = open_store(tmp_path, name)
        store.add_story("Ann", title="=cmd()", text=text, published=None, claims=claims)
        desks.append(store)
    for word in dict.fromkeys(words[1:]):
        if text.index(word) != claims[0].start:
            desks[0].add_claim("Bob", "cmd", claim_at(word, text=text))
    data = report(desks[0], "cmd")
    assert take(desks[1], data).problems == []
    assert without_head(report(desks[1], "cmd")) == without_head(data)


def test_who_and_when_of_the_file_are_kept_as_stated_and_the_event_is_the_importers(
    tmp_path: Path,
) -> None:
    fresh, story = with_story(tmp_path, "fresh.sqlite")
    take(fresh, report(reviewed(tmp_path)))
    claim = fresh.claims(story)[0]
    assert (claim.checked_by, claim.stated_in) == ("Ann", FILE)
    assert claim.checked_at == datetime(2016, 6, 4, 12, 1, tzinfo=UTC)
    made = [one for one in fresh.events(story) if one.who == "Imp"]
    assert {one.batch for one in made} == {made[0].batch}
    assert [one.new for one in made if one.field == "import"] == [FILE]
    assert ("status", "confirmed") in [(one.field, one.new) for one in made]


def test_same_import_twice_does_nothing_the_second_time(tmp_path: Path) -> None:
    data = report(reviewed(tmp_path))
    fresh, story = with_story(tmp_path, "fresh.sqlite")
    take(fresh, data)
    revision = fresh.revision(story)
    again = take(fresh, data)
    assert (again.changed, again.added, again.conflicts) == (0, 0, [])
    assert str(again) == "Nothing new in this file."
    assert fresh.revision(story) == revision


def test_own_report_unchanged_does_nothing_even_after_the_desk_went_on(tmp_path: Path) -> None:
    store = reviewed(tmp_path)
    data = report(store)
    cell = ("returnees.1", "note")
    store.apply("Cy", {cell: "later"}, {cell: None})
    revision = store.revision("returnees")
    assert str(take(store, data)) == "Nothing new in this file."
    assert store.revision("returnees") == revision


def test_cell_changed_in_the_file_and_on_the_desk_is_a_conflict_and_stays(tmp_path: Path) -> None:
    store = reviewed(tmp_path)
    data = edited(report(store), lambda table: table[0].update(note="mine", proposed="61"))
    cell = ("returnees.1", "note")
    store.apply("Cy", {cell: "theirs"}, {cell: None})
    outcome = take(store, data)
    (conflict,) = outcome.conflicts
    assert (conflict.wanted, conflict.actual, conflict.actual_by) == ("mine", "theirs", "Cy")
    assert 'the file says note "mine", here it is "theirs", set by Cy.' in str(outcome)
    claim = store.claims("returnees")[0]
    assert (claim.note, claim.proposed) == ("theirs", "61")


def test_sources_changed_in_the_file_and_on_the_desk_are_a_conflict(tmp_path: Path) -> None:
    store = reviewed(tmp_path)
    data = edited(report(store), lambda table: table[0].update(source_1_locator="p. 5"))
    cell = ("returnees.1", "sources")
    store.apply("Cy", {cell: "Census"}, {cell: store.claims("returnees")[0].sources_text})
    assert [one.field for one in take(store, data).conflicts] == ["sources"]
    assert store.claims("returnees")[0].sources_text == "Census"


def test_cell_emptied_in_the_file_is_emptied_on_the_desk(tmp_path: Path) -> None:
    store = reviewed(tmp_path)
    take(store, edited(report(store), lambda table: table[1].update(note="", proposed="")))
    assert [(c.note, c.proposed) for c in store.claims("returnees") if c.number == 2] == [("", "")]


def test_finding_changed_in_the_file_is_not_put_on_who_made_the_earlier_one(tmp_path: Path) -> None:
    store = reviewed(tmp_path)
    take(store, edited(report(store), lambda table: table[0].update(status="Wrong ")))
    claim = store.claims("returnees")[0]
    assert (claim.status, claim.checked_by, claim.stated_in) == (Status.WRONG, "Imp", None)


def test_rows_reordered_with_more_columns_and_semicolons_come_in(tmp_path: Path) -> None:
    table = rows(report(reviewed(tmp_path)))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, ["mine", *reversed(list(table[0]))], delimiter=";", restval="x")
    writer.writeheader()
    writer.writerows(reversed(table))
    fresh, _ = with_story(tmp_path, "fresh.sqlite")
    assert take(fresh, out.getvalue().encode("utf-16")).problems == []
    assert without_head(report(fresh)) == without_head(report(reviewed(tmp_path, "again.sqlite")))


def test_row_with_unknown_span_is_added_by_hand_with_its_reading(tmp_path: Path) -> None:
    fresh, story = with_story(tmp_path)

    def add(table: list[dict[str, str]]) -> None:
        start = TEXT.index("people")
        table.append(
            {**table[0], "claim_id": "x", "start": str(start), "end": str(start + 6)}
            | {"claim": "people", "kind": "count", "value": "1", "value_to": "2.5"}
        )

    take(fresh, edited(report(fresh), add))
    added = next(claim for claim in fresh.claims(story) if claim.added_by_hand)
    assert added.id == "returnees.5"
    assert added.reading.kind is Kind.COUNT
    assert added.reading.value == (Decimal(1), Decimal("2.5"))
    assert (added.reading.sent_start, added.reading.sent_end) == (0, len(TEXT))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"start": "x"}, "whole number"),
        ({"start": "-1"}, "whole number"),
        ({"start": "99999"}, "does not say"),
        ({"end": "5"}, "does not say"),
        ({"start": "1", "end": "3"}, "does not say"),
        ({"status": "fine"}, "is no status"),
        ({"checked_at": "last week"}, "not a time"),
        ({"draft_sha256": ""}, "belongs to no draft"),
        ({"note": "\ud7ff\x00"}, "bytes that no text has"),
    ],
)
def test_row_that_makes_no_sense_is_told_with_its_line_and_the_rest_comes_in(
    tmp_path: Path, change: dict[str, str], said: str
) -> None:
    store = reviewed(tmp_path)

    def mangle(table: list[dict[str, str]]) -> None:
        table[0].update(change)
        table[1]["note"] = "comes in"

    data = edited(report(store), mangle)
    if "note" in change:
        with pytest.raises(ReportError, match=said):
            read_csv(data)
        return
    (problem,) = take(store, data).problems
    assert problem.startswith("Line 2: ")
    assert said in problem
    assert store.claims("returnees")[1].note == "comes in"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "empty"),
        (b"  \r\n", "empty"),
        (b"PK\x03\x04rest", "a workbook"),
        (b"\x89PNG\r\n\x1a\n\x00", "not in UTF-8"),
        ("claim_id;note\n1;d\u00e9\n".encode("cp1252"), "not in UTF-8"),
        (b"just words\n", "names no column"),
        (b'claim_id,"start\n', "not a CSV"),
        (b"claim_id,start,end\n", "lacks the columns claim, kind"),
    ],
)
def test_file_that_is_no_report_is_one_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(ReportError, match=sentence):
        read_csv(data)


def test_column_twice_is_refused(tmp_path: Path) -> None:
    data = report(reviewed(tmp_path)).replace(b",cue,", b",note,", 1)
    with pytest.raises(ReportError, match="note twice"):
        read_csv(data)


def test_report_about_a_text_that_the_desk_lacks_says_so(tmp_path: Path) -> None:
    data = report(reviewed(tmp_path))
    with pytest.raises(ReportError, match="No story here has the text"):
        take(open_store(tmp_path, "fresh.sqlite"), data)


def test_same_text_twice_on_the_desk_needs_the_storys_own_id(tmp_path: Path) -> None:
    data = report(reviewed(tmp_path))
    desk = open_store(tmp_path, "fresh.sqlite")
    for title in ("One", "Two"):
        desk.add_story("Ann", title=title, text=TEXT, published=None, claims=readings())
    with pytest.raises(ReportError, match="one, two"):
        take(desk, data)
    assert "cells changed" in str(bring_in(desk, "Imp", read_csv(data), FILE, story_id="two"))
    assert desk.stories()[0].checked + desk.stories()[1].checked == 3


def test_second_reading_and_quotes_of_a_file_come_in_and_end_with_the_next_change(
    tmp_path: Path,
) -> None:
    store, story = with_story(tmp_path)
    row = ImportRow(
        line=2,
        claim_id=f"{story}.1",
        reading=readings()[0],
        cells={"status": "confirmed"},
        sources=(CitedSource("Census", "primary", "table 3", "", "244 persons", "supports"),),
        checked_by="Ann",
        checked_at=datetime(2016, 6, 1, tzinfo=UTC),
        second_by="Dee",
        second_at=datetime(2016, 6, 2, tzinfo=UTC),
        head_hash="",
    )
    store.import_rows("Imp", story, FILE, [row])
    claim = store.claims(story)[0]
    assert (claim.second_by, claim.sources[0].quote, claim.sources[0].role) == (
        "Dee", "244 persons", "primary",
    )  # fmt: skip
    cell = (claim.id, "sources")
    store.apply("Cy", {cell: "Census, table 4"}, {cell: "Census, table 3"})
    claim = store.claims(story)[0]
    assert (claim.second_by, claim.sources[0].quote) == (None, "244 persons")
    assert ("second_by", None) in [(e.field, e.new) for e in store.events(story, claim.id)]
