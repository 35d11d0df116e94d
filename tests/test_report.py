"""The CSV report: its exact form, what it neutralises, and the jsonl numbers."""

from __future__ import annotations

import csv
import io
import json
import math
import tomllib
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.desk_of_two import TEXT, claim_at, open_store, readings, with_story
from workbench.claim import Kind
from workbench.report import json_line, start_extracted, write_csv, write_extracted
from workbench.report.cells import neutral, plain_number, restored
from workbench.report.program import VERSION
from workbench.store.chain import text_hash

if TYPE_CHECKING:
    from workbench.claim import Value
    from workbench.store import ClaimRecord, Store

HEADER = (
    "claim_id,story,draft,published,start,end,claim,sentence,kind,value,value_to,unit,modifier,"
    "counted,earliest,latest,speaker,cue,guess,status,said_so,proposed,note,flags,checked_by,"
    "checked_at,second_by,second_at,source_1,source_1_role,source_1_locator,source_1_address,"
    "source_1_quote,source_1_supports,draft_sha256,head_hash,program"
)


def report(store: Store, story: str = "returnees") -> bytes:
    """The report as bytes."""
    stream = io.BytesIO()
    write_csv(store.story(story), store.claims(story), stream)
    return stream.getvalue()


def rows(data: bytes) -> list[dict[str, str]]:
    """The rows of a report, cells as they stand in the file."""
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_report_is_utf8_with_bom_and_crlf_and_begins_with_the_header(tmp_path: Path) -> None:
    data = report(with_story(tmp_path)[0])
    first, rest = data.split(b"\r\n", 1)
    assert first == b"\xef\xbb\xbf" + HEADER.encode()
    assert rest.endswith(b"\r\n")
    # the story's own CRLF stands only inside quotes
    assert rest.replace(b"\r\n", b"").count(b"\n") == 0


def test_values_are_bare_numbers_ranges_two_cells_and_dates_timex(tmp_path: Path) -> None:
    values = [(row["value"], row["value_to"]) for row in rows(report(with_story(tmp_path)[0]))]
    assert values == [("244", "inf"), ("2014-01", ""), ("", ""), ("3-2", "")]


def test_pandas_reads_the_report_without_options(tmp_path: Path) -> None:
    store, _ = with_story(tmp_path)
    store.apply(
        "Ann",
        {("returnees.1", "status"): "confirmed", ("returnees.1", "sources"): "Census, table 3\nx"},
        {("returnees.1", "status"): "open", ("returnees.1", "sources"): ""},
    )
    (tmp_path / "r.csv").write_bytes(report(store))
    frame = pd.read_csv(tmp_path / "r.csv")
    assert list(frame.columns[:2]) == ["claim_id", "story"]
    assert list(frame["start"]) == [9, 33, 48, 76]
    assert frame.loc[0, "checked_at"] == "2016-06-04T12:01:00Z"
    assert (frame.loc[0, "source_1"], frame.loc[0, "source_1_locator"]) == ("Census", "table 3")
    assert frame.loc[0, "source_2"] == "x"
    assert frame.loc[0, "program"] == f"claims-workbench {VERSION}"
    assert frame.loc[0, "draft_sha256"] == text_hash(TEXT)
    assert frame.loc[0, "head_hash"] == store.story("returnees").head_hash


def test_program_names_the_version_that_the_project_declares() -> None:
    project = Path(__file__).parents[1] / "pyproject.toml"
    assert tomllib.loads(project.read_text())["project"]["version"] == VERSION


def test_report_of_a_story_without_claims_is_its_header(tmp_path: Path) -> None:
    store, _ = with_story(tmp_path)
    empty = store.add_story("Ann", title="None", text="None.", published=None, claims=[])
    assert report(store, empty) == b"\xef\xbb\xbf" + HEADER.encode() + b"\r\n"


def test_extracted_rows_have_the_same_columns_and_empty_review_cells() -> None:
    stream = io.BytesIO()
    start_extracted(stream)
    write_extracted("a.txt", TEXT, None, readings(), stream)
    (first, *rest) = rows(stream.getvalue())
    assert len(rest) == 3
    assert ",".join(first) == HEADER
    assert first["claim_id"] == "a.txt.1"
    assert all(first[name] == "" for name in ("status", "note", "checked_by", "head_hash", "draft"))


FORMULAS = Path(__file__).parents[2] / "shared" / "hostile" / "security" / "csv_formula.json"
HOSTILE = [
    *("=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "\n=1", " =1", "\x00=1", "\u200b=1", "'=1"),
    *("\uff1d1", "\uff0b1", "\uff0d1", "\uff201", "'", "''", "\ufeff=1", "\u00a0-1"),
]
LIVE = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")


@pytest.mark.parametrize("text", HOSTILE)
def test_live_cell_gets_one_apostrophe(text: str) -> None:
    assert neutral(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "244", "a=1", "60 %", "mid-May", "\u2014 he said", "(=1)"])
def test_harmless_text_stays_as_it_is(text: str) -> None:
    assert neutral(text) == text


@given(st.text())
def test_neutral_text_is_never_live_and_comes_back_exactly(text: str) -> None:
    cell = neutral(text)
    assert restored(cell) == text
    assert not cell.lstrip().startswith(LIVE)


def test_hostile_formulas_stay_text_in_every_field(tmp_path: Path) -> None:
    if not FORMULAS.exists():
        pytest.skip("the hostile strings lie beside the repository, which stands alone here")
    for number, text in enumerate(json.loads(FORMULAS.read_text())):
        store, story = with_story(tmp_path, f"{number}.sqlite")
        cells = {(f"{story}.1", name): text for name in ("note", "proposed", "sources")}
        store.apply(f"{text}x", cells, dict.fromkeys(cells))
        for row in rows(report(store)):
            for name, cell in row.items():
                assert not cell.startswith(LIVE), (name, cell)
        assert restored(rows(report(store))[0]["note"]) == text


@pytest.mark.parametrize(
    ("number", "plain"),
    [
        ("1.2E+6", "1200000"),
        ("0.00050", "0.00050"),
        ("-5", "-5"),
        ("0", "0"),
        ("1E-7", "0.0000001"),
    ],
)
def test_decimals_are_written_in_plain_digits(number: str, plain: str) -> None:
    assert plain_number(Decimal(number)) == plain


@pytest.mark.parametrize(
    ("number", "written"),
    [
        ("244", "244"), ("1.2E+6", "1200000"), ("2.50", "2.5"), ("0.1", "0.1"), ("-0.0", "-0"),
        ("12345678901234567890.123456789", "12345678901234567890.123456789"),
        ("1E+999999", "1E+999999"), ("NaN", "null"), ("Infinity", "null"), ("100", "100"),
    ],
)  # fmt: skip
def test_jsonl_numbers_are_exact_and_valid(number: str, written: str) -> None:
    assert json_line(Decimal(number)) == written
    json.loads(written)


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_jsonl_numbers_read_back_as_the_same_decimal(number: Decimal) -> None:
    assert json.loads(json_line(number), parse_float=Decimal, parse_int=Decimal) == number


@given(
    st.recursive(
        st.none() | st.booleans() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_jsonl_is_one_line_of_json(value: object) -> None:
    line = json_line(value)
    assert len(line.splitlines()) == 1
    assert json.loads(line) == value


def test_report_of_a_claim_added_by_hand_says_passage(tmp_path: Path) -> None:
    store, story = with_story(tmp_path)
    added = store.add_claim("Bob", story, claim_at("vote", Kind.PASSAGE))
    row = next(row for row in rows(report(store)) if row["claim_id"] == added)
    assert (row["kind"], row["claim"]) == ("passage", "vote")


def test_claim_records_name_every_source_line(tmp_path: Path) -> None:
    store, story = with_story(tmp_path)
    cell = (f"{story}.1", "sources")
    store.apply("Ann", {cell: "Annual report,p. 4"}, {cell: None})
    claim: ClaimRecord = store.claims(story)[0]
    assert claim.sources_text == "Annual report,p. 4"
    assert rows(report(store))[0]["source_1"] == "Annual report,p. 4"


def test_open_end_of_a_range_is_an_infinity_that_pandas_reads_as_a_number(tmp_path: Path) -> None:
    ranges: list[Value] = [
        (Decimal(2000), None),
        (None, Decimal(60)),
        (Decimal(1), Decimal("2.5")),
        Decimal(9),
    ]
    claims = [replace(readings()[0], value=value) for value in ranges]
    stream = io.BytesIO()
    start_extracted(stream)
    write_extracted("a.txt", TEXT, None, claims, stream)
    (tmp_path / "r.csv").write_bytes(stream.getvalue())
    frame = pd.read_csv(tmp_path / "r.csv")
    assert list(frame["value"]) == [2000, -math.inf, 1, 9]
    assert list(frame["value_to"])[:3] == [math.inf, 60, 2.5]
    assert list(frame["value_to"].isna()) == [False, False, False, True]


def test_published_keeps_the_offset_that_its_day_is_told_by(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    late = datetime.fromisoformat("2016-06-04T23:30:00-05:00")
    story = store.add_story("Ann", title="R", text=TEXT, published=late, claims=readings())
    assert store.story(story).published == late
    assert {row["published"] for row in rows(report(store, story))} == {"2016-06-04T23:30:00-05:00"}


def test_claim_without_a_value_says_why_in_the_guess_column() -> None:
    unread = replace(readings()[2], guess=None)
    stream = io.BytesIO()
    start_extracted(stream)
    unplaced = replace(unread, unresolved="published")
    passage = replace(unread, kind=Kind.PASSAGE)
    write_extracted("a.txt", TEXT, None, [unread, unplaced, readings()[2], passage], stream)
    assert [row["guess"] for row in rows(stream.getvalue())] == [
        "found, but not read", "needs the publication date", "Scores is a vague size.", "",
    ]  # fmt: skip


@pytest.mark.parametrize("number", [math.inf, -math.inf, math.nan])
def test_float_that_json_lacks_is_null(number: float) -> None:
    assert json_line({"id": number}) == '{"id": null}'
