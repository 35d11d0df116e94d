"""Spreadsheets of claims: rows become paragraphs, what they state lands on the right claim."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from tests.documents import workbook
from workbench import extract
from workbench.claim import Kind, Status
from workbench.errors import InputError
from workbench.ingest import IngestedText, Role, choose_columns, read_story_bytes
from workbench.ingest.sheets import read_csv_sheet
from workbench.lexicon import rows as lexicon_rows
from workbench.report import bring_sheet_in
from workbench.report.sheet_in import status_of
from workbench.store import ClaimRecord, DraftFile, Store

if TYPE_CHECKING:
    from pathlib import Path

HAND_TYPED = """Facts for Friday,,,,,,,
Claim,Verdict,Source,URL,Notes,Checked by,Date,Shelf
Some 244 people returned.,TRUE,"Report, p. 4",https://example.org/a,seen twice,Bob,4 June 2016,A1
He had lied.,Pants on Fire!,,,,,,A2
It cost £5 for 3 men.,half true,Invoice,,,Cy,04/06/2016,A3
Nobody knows 17.,,,,,,,A4
,,,,,,,
"""


def on_desk(tmp_path: Path, read: IngestedText) -> tuple[Store, dict[str, ClaimRecord]]:
    """The story of a spreadsheet on a desk, its claims by their words."""
    store = Store.open(str(tmp_path / "desk.sqlite"))
    story = store.add_story(
        "Ada", title=read.title, text=read.text, published=None, claims=extract(read.text),
        story_id="sheet", file=DraftFile.of(read),
    )  # fmt: skip
    bring_sheet_in(store, "Ada", story, read.name, read.stated)
    return store, {claim.reading.text: claim for claim in store.claims(story)}


def test_hand_typed_csv_becomes_a_story_with_its_findings(tmp_path: Path) -> None:
    read = read_story_bytes(HAND_TYPED.encode(), "friday.csv")
    assert read.text.split("\n\n") == [
        "Some 244 people returned.", "He had lied.", "It cost £5 for 3 men.", "Nobody knows 17.",
    ]  # fmt: skip
    assert read.notes == ("Not taken from the spreadsheet: Shelf.",)
    store, claims = on_desk(tmp_path, read)
    with store:
        one = claims["244"]
        assert (one.status, one.checked_by, one.stated_in) == (
            Status.CONFIRMED,
            "Bob",
            "friday.csv",
        )
        assert one.checked_at == datetime(2016, 6, 4, 12, tzinfo=UTC)
        assert one.note == "seen twice\nStatus in the file: TRUE"
        (source,) = one.sources
        assert (source.title, source.locator, source.address) == (
            "Report", "p. 4", "https://example.org/a",
        )  # fmt: skip
        assert claims["17"].status is Status.OPEN
        assert store.verify()[0].fault is None


def test_row_with_several_figures_or_none_is_found_as_a_passage(tmp_path: Path) -> None:
    store, claims = on_desk(tmp_path, read_story_bytes(HAND_TYPED.encode(), "friday.csv"))
    with store:
        lied, cost = claims["He had lied."], claims["It cost £5 for 3 men."]
        assert (lied.reading.kind, lied.status) == (Kind.PASSAGE, Status.WRONG)
        assert (cost.reading.kind, cost.status) == (Kind.PASSAGE, Status.MISLEADING)
        assert (claims["£5"].status, claims["3"].status) == (Status.OPEN, Status.OPEN)
        # a day that could be two is kept as it was typed
        assert cost.note == "Status in the file: half true\nDate in the file: 04/06/2016"


def test_workbook_is_read_like_a_csv_with_days_as_days(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Quote", "Status", "Date"]]
    rows.append(["They lost 12 cows.", "False", datetime(2016, 6, 4)])  # noqa: DTZ001 - as Excel has it
    read = read_story_bytes(workbook(rows), "claims.xlsx")
    assert (read.title, read.text) == ("claims", "They lost 12 cows.")
    store, claims = on_desk(tmp_path, read)
    with store:
        assert claims["12"].status is Status.WRONG


def test_columns_can_be_chosen_otherwise() -> None:
    read = read_story_bytes(b"a,b\nfirst words here,second 12\n", "x.csv")
    assert read.text == "first words here"
    other = choose_columns(read, {Role.CLAIM: 1, Role.NOTE: 0}, 1)
    assert (other.text, other.stated[0].said) == ("second 12", {Role.NOTE: "first words here"})
    with pytest.raises(InputError, match="no column of text"):
        choose_columns(read, {}, 1)


@pytest.mark.parametrize(
    "text",
    ["claim;source\nA;b\n", "claim\tsource\nA\tb\n", "sep=;\r\nclaim;source\r\nA;b\r\n",
     "claim,source\rA,b\r", '"claim","source"\n"A","b"'],
)  # fmt: skip
def test_separators_and_line_ends_are_told_by_the_rows(text: str) -> None:
    assert read_csv_sheet(text, "x.csv").rows == (("claim", "source"), ("A", "b"))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_csv_of_excel_comes_in_whatever_it_was_saved_as(encoding: str) -> None:
    read = read_story_bytes("Claim,Note\nÉtait 60,“vu”\n".encode(encoding), "x.csv")
    assert (read.text, read.stated[0].said[Role.NOTE]) == ("Était 60", "“vu”")


def test_report_of_ours_is_no_story() -> None:
    head = b"claim_id,story,draft,published,start,end,claim,checked_by,draft_sha256\n"
    with pytest.raises(InputError, match="is a report of this program"):
        read_story_bytes(head + b"a.1,a,1,,0,2,60,,x\n", "claims.csv")


def test_every_word_for_a_status_means_one_and_every_heading_one_role() -> None:
    for row in lexicon_rows("statuses"):
        assert status_of(row["word"].upper()) is Status(row["role"])
    words = [row["word"] for row in lexicon_rows("headings")]
    assert len(words) == len(set(words))
    assert {row["role"] for row in lexicon_rows("headings")} == {role.value for role in Role}
