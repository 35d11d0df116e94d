"""Single rows of a report on their way in: what cannot be true is refused, nothing is guessed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.desk_of_two import TEXT, claim_at, open_store, readings, with_story
from tests.test_import import FILE, edited, reviewed, take, without_head
from tests.test_report import report, rows
from workbench.claim import Kind, Status
from workbench.errors import ReportError, StoreError
from workbench.report import bring_in, read_csv

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.claim import Value


def with_row(data: bytes, **cells: str) -> bytes:
    """The report with one more claim, on "people", whose cells say this."""
    start = TEXT.index("people")
    place = {"claim_id": "x", "claim": "people", "start": str(start), "end": str(start + 6)}
    blank = dict.fromkeys(("value", "value_to", "modifier", "earliest", "latest", "guess"), "")
    return edited(data, lambda table: table.append({**table[0], **place, **blank, **cells}))


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"kind": "date", "value": "garbage"}, 'value is "garbage", which no date can be'),
        ({"kind": "date", "value": "2016-13"}, "which no date can be"),
        ({"kind": "date", "value": "2016-02-30"}, "which no date can be"),
        ({"kind": "duration", "value": "five months"}, "which no duration can be"),
        ({"kind": "set", "value": "often"}, "which no set can be"),
        ({"kind": "score", "value": "won"}, "which no score can be"),
        ({"kind": "date", "value": "2016", "value_to": "2017"}, "value_to is"),
        (
            {"kind": "date", "value": "2016", "earliest": "2016-02-01", "latest": "2016-01-01"},
            "latest is",
        ),
        ({"kind": "date", "value": "2016", "earliest": "01/02/2016"}, "earliest is"),
        ({"kind": "count", "value": "1e999999999"}, "value is"),
        ({"kind": "count", "value": "nan"}, "value is"),
        ({"kind": "count", "value": "inf"}, "value is"),
        ({"kind": "count", "value": "many"}, "value is"),
        ({"kind": "count", "value": "5", "value_to": "4"}, "value_to is"),
        ({"kind": "count", "value": "5", "value_to": "x"}, "value_to is"),
        ({"kind": "sort of"}, "kind is"),
        ({"kind": "count", "modifier": "sort of"}, "modifier is"),
    ],
)
def test_reading_that_cannot_be_true_is_refused_with_line_and_column(
    tmp_path: Path, cells: dict[str, str], said: str
) -> None:
    store, story = with_story(tmp_path)
    outcome = take(store, with_row(report(store), **cells))
    (problem,) = outcome.problems
    assert problem.startswith("Line 10: ")
    assert said in problem
    assert len(store.claims(story)) == 4


@pytest.mark.parametrize(
    ("cells", "value"),
    [
        ({"kind": "count", "value": "2000", "value_to": "inf"}, (Decimal(2000), None)),
        ({"kind": "count", "value": "-inf", "value_to": "60"}, (None, Decimal(60))),
        ({"kind": "count", "value": "", "value_to": "60"}, (None, Decimal(60))),
        ({"kind": "count", "value": "-5"}, Decimal(-5)),
        ({"kind": "score", "value": "3-2"}, "3-2"),
        ({"kind": "date", "value": "BC0044-03"}, "BC0044-03"),
        ({"kind": "date", "value": "2019-W36-WE"}, "2019-W36-WE"),
        ({"kind": "date", "value": "199X"}, "199X"),
        ({"kind": "date", "value": "2016-06-04TAF"}, "2016-06-04TAF"),
        ({"kind": "date", "value": "T14:30/T15:00"}, "T14:30/T15:00"),
        ({"kind": "date", "value": "PAST_REF"}, "PAST_REF"),
        ({"kind": "date", "value": "1956/1960"}, "1956/1960"),
        ({"kind": "duration", "value": "P9Y30D"}, "P9Y30D"),
        ({"kind": "duration", "value": "PT1H30M"}, "PT1H30M"),
        ({"kind": "duration", "value": "PXW"}, "PXW"),
        ({"kind": "set", "value": "XXXX-WXX-1"}, "XXXX-WXX-1"),
        ({"kind": "passage", "value": ""}, None),
    ],
)
def test_reading_that_can_be_true_comes_in_as_it_is_stated(
    tmp_path: Path, cells: dict[str, str], value: Value
) -> None:
    store, story = with_story(tmp_path)
    assert take(store, with_row(report(store), **cells)).problems == []
    (added,) = [one.reading for one in store.claims(story) if one.added_by_hand]
    assert (added.kind, added.value) == (Kind(cells["kind"]), value)


def test_why_a_claim_is_unread_does_not_become_its_guess(tmp_path: Path) -> None:
    store, story = with_story(tmp_path)
    take(store, with_row(report(store), kind="date", guess="needs the publication date"))
    (added,) = [one.reading for one in store.claims(story) if one.added_by_hand]
    assert (added.guess, added.unresolved) == (None, "published")


@pytest.mark.parametrize(
    "cell", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2016-13-01"]
)
def test_time_that_no_clock_shows_is_told_for_its_row(tmp_path: Path, cell: str) -> None:
    data = report(reviewed(tmp_path))
    fresh, _ = with_story(tmp_path, "fresh.sqlite")
    outcome = take(fresh, edited(data, lambda table: table[0].update(checked_at=cell)))
    (problem,) = outcome.problems
    assert problem == f'Line 2: checked_at is "{cell}", not a time like 2016-06-04T09:30:00Z.'
    assert outcome.changed == 5


def test_time_long_ago_is_written_with_all_the_digits_of_its_year(tmp_path: Path) -> None:
    data = report(reviewed(tmp_path))
    fresh, story = with_story(tmp_path, "fresh.sqlite")
    early = "0900-01-01T00:00:00Z"
    take(fresh, edited(data, lambda table: table[0].update(checked_at=early)))
    assert fresh.claims(story)[0].checked_at == datetime(900, 1, 1, tzinfo=UTC)
    assert rows(report(fresh))[0]["checked_at"] == early


def test_offsets_that_a_spreadsheet_made_decimal_are_whole_numbers(tmp_path: Path) -> None:
    def decimal(table: list[dict[str, str]]) -> None:
        for row in table:
            row.update(start=f"{row['start']}.0", end=f"{row['end']}.00")

    data = edited(report(reviewed(tmp_path)), decimal)
    fresh, _ = with_story(tmp_path, "fresh.sqlite")
    assert take(fresh, data).problems == []


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("published", "soon"), ("status", "fine"), ("said_so", "yes"), ("start", "6.5"),
        ("note", "n" * 100_001), ("source_1_quote", "q" * 100_001),
    ],
)  # fmt: skip
def test_bad_cell_is_told_with_its_line_and_column_and_the_rest_comes_in(
    tmp_path: Path, column: str, cell: str
) -> None:
    store = reviewed(tmp_path)
    read = read_csv(edited(report(store), lambda table: table[0].update({column: cell})))
    (problem,) = read.problems
    assert problem.startswith(f"Line 2: {column}")
    assert len(read.rows) == 4


def test_note_that_no_csv_reader_could_read_back_is_refused(tmp_path: Path) -> None:
    store, story = with_story(tmp_path)
    cell = (f"{story}.1", "note")
    with pytest.raises(StoreError, match="100,001 characters and a cell holds 100,000"):
        store.apply("Ann", {cell: "n" * 100_001}, {cell: None})
    assert len(store.apply("Ann", {cell: "n" * 100_000}, {cell: None}).saved) == 1
    assert len(rows(report(store))[0]["note"]) == 100_000


def test_line_that_names_the_separator_is_not_the_header(tmp_path: Path) -> None:
    store = reviewed(tmp_path)
    data = edited(report(store), lambda table: table[0].update(start="x"))
    read = read_csv(b"\xef\xbb\xbfsep=,\r\n" + data)
    assert len(read.rows) == 4
    assert read.problems[0].startswith("Line 3: start")


def test_file_with_a_header_alone_says_that_it_has_no_rows(tmp_path: Path) -> None:
    store, _ = with_story(tmp_path)
    header = report(store).split(b"\r\n")[0] + b"\r\n"
    assert str(take(store, header)) == (
        "This file has a header and no rows: there is nothing to bring in."
    )


def test_row_of_another_draft_is_told_and_the_others_come_in(tmp_path: Path) -> None:
    data = edited(report(reviewed(tmp_path)), lambda table: table[1].update(draft_sha256="0" * 64))
    fresh, story = with_story(tmp_path, "fresh.sqlite")
    outcome = take(fresh, data)
    (problem,) = outcome.problems
    assert problem.startswith("Line 4: draft_sha256: No story here has the text")
    assert [one.status for one in fresh.claims(story)][:2] == [Status.CONFIRMED, Status.OPEN]


def test_import_into_one_story_never_changes_another(tmp_path: Path) -> None:
    store = reviewed(tmp_path)
    data = edited(report(store), lambda table: table[0].update(note="mine"))
    text = "The vote ended 3-2."
    other = store.add_story(
        "Ann", title="Other", text=text, published=date(2016, 6, 4),
        claims=[claim_at("3-2", Kind.SCORE, text=text)],
    )  # fmt: skip
    revision = store.revision("returnees")
    with pytest.raises(ReportError, match=r'text of "other" is not .* it is that of returnees'):
        bring_in(store, "Imp", read_csv(data), FILE, story_id=other)
    assert store.revision("returnees") == revision


def test_what_another_desks_file_sets_back_is_a_conflict_and_stays(tmp_path: Path) -> None:
    elsewhere, _ = with_story(tmp_path, "elsewhere.sqlite")
    elsewhere.apply("Eve", {("returnees.4", "note"): "so"}, {("returnees.4", "note"): None})
    store = reviewed(tmp_path)
    before = without_head(report(store))
    outcome = take(store, report(elsewhere))
    assert [(one.claim_id, one.field, one.wanted) for one in outcome.conflicts] == [
        ("returnees.1", "status", "open"), ("returnees.1", "said_so", None),
        ("returnees.1", "sources", None), ("returnees.2", "status", "open"),
        ("returnees.2", "proposed", None), ("returnees.2", "note", None),
        ("returnees.3", "status", "open"),
    ]  # fmt: skip
    after = without_head(report(store))
    assert [one.pop("note") for one in after][4] == "so"
    assert [one for one in after if one.get("claim_id") != "returnees.4"] == [
        {name: cell for name, cell in one.items() if name != "note"}
        for one in before if one["claim_id"] != "returnees.4"
    ]  # fmt: skip


def test_empty_cells_of_a_file_from_no_desk_are_not_stated(tmp_path: Path) -> None:
    store = reviewed(tmp_path)
    review = ("status", "said_so", "proposed", "note", "source_1", "source_2", "head_hash")
    parts = ("source_1_locator", "source_2_locator", "source_1_address", "source_2_address")

    def empty(table: list[dict[str, str]]) -> None:
        for row in table:
            row.update(dict.fromkeys((*review, *parts), ""))

    data = edited(report(store), empty)
    assert str(take(store, data)) == "Nothing new in this file."


def test_empty_status_is_not_stated_even_in_the_desks_own_report(tmp_path: Path) -> None:
    store = reviewed(tmp_path)
    data = edited(report(store), lambda table: table[0].update(status="", note="new"))
    assert take(store, data).changed == 1
    assert store.claims("returnees")[0].status is Status.CONFIRMED


def test_conflict_of_several_sources_is_told_in_one_line(tmp_path: Path) -> None:
    store = reviewed(tmp_path)
    data = edited(report(store), lambda table: table[0].update(source_1="Census"))
    cell = ("returnees.1", "sources")
    store.apply("Cy", {cell: "A\nB"}, {cell: store.claims("returnees")[0].sources_text})
    _, told = str(take(store, data)).splitlines()
    assert 'here it is "A / B", set by Cy.' in told


def test_call_with_its_day_counts_as_a_source_that_says_where(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    story = store.add_story("Ann", title="R", text=TEXT, published=None, claims=readings())
    for line, unsourced in (("Call with Lee", True), ("Call with Lee, 3 June", False)):
        claim = store.claims(story)[0]
        store.apply(
            "Ann",
            {(claim.id, "status"): "confirmed", (claim.id, "sources"): line},
            {(claim.id, "status"): claim.status, (claim.id, "sources"): claim.sources_text},
        )
        assert store.claims(story)[0].unsourced is unsourced
