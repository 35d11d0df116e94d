"""Every form of a report: who, when and against what stand in it, and nothing that is withheld."""

from __future__ import annotations

import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import docx
import openpyxl
import pytest

from tests.desk_of_two import TEXT, claim_at, put, with_story
from tests.documents import tracked_docx
from tests.test_report import HOSTILE
from workbench import extract
from workbench.errors import ReportError
from workbench.ingest import read_story_bytes
from workbench.report import FORMATS, Profile, check_report, make_report, read_csv, read_report
from workbench.report.columns import column_label, column_name
from workbench.report.program import PROGRAM
from workbench.report.table import columns
from workbench.store import DraftFile

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.store import Store

AT = datetime(2016, 6, 5, 9, 30, tzinfo=UTC)
SECRET, NOTE = "Deep throat ledger", "She rang at noon"


def made(
    store: Store, form: str, profile: Profile = Profile.DESK, story: str = "returnees"
) -> bytes:
    """A report as Ed asked for it."""
    return make_report(store, story, form, who="Ed", at=AT, profile=profile)


def reviewed(folder: Path) -> Store:
    """A desk with a finding on an open source and one on a confidential source."""
    store, _ = with_story(folder)
    put(store, "returnees.1", status="confirmed", note=NOTE, sources=f"{SECRET}, p. 3")
    put(store, "returnees.2", status="wrong", proposed="May 2014", sources="Census, table 3")
    secret = next(one for one in store.sources() if one.title == SECRET)
    store.describe_source("Ann", secret.id, {"confidential": "confidential"}, {"confidential": ""})
    return store


def words_of(data: bytes) -> str:
    """Everything that can be read in a report, unpacked where it is packed."""
    if not data.startswith(b"PK"):
        return data.decode("utf-8-sig")
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return "\n".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return reviewed(tmp_path_factory.mktemp("desk"))


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "csv"])
def test_every_form_says_who_when_against_which_draft_with_what_and_what_is_open(
    desk: Store, form: str
) -> None:
    story, words = desk.story("returnees"), words_of(made(desk, form))
    for told in ("Ed", story.draft_sha256, story.head_hash, PROGRAM, "2: claim 3, 4", "2016"):
        assert told in words


@pytest.mark.parametrize("form", list(FORMATS))
def test_each_profile_withholds_what_it_says(desk: Store, form: str) -> None:
    everything = words_of(made(desk, form))
    assert form == "memo" or (SECRET in everything and NOTE in everything)
    editor, public = (words_of(made(desk, form, one)) for one in (Profile.EDITOR, Profile.PUBLIC))
    assert SECRET not in editor + public
    assert NOTE not in public
    assert "Census" in editor
    assert "Census" in public


def test_report_that_leaves_things_out_is_not_brought_back_in(desk: Store) -> None:
    for form in ("csv", "xlsx"):
        with pytest.raises(ReportError, match="leaves things out"):
            read_report(made(desk, form, Profile.EDITOR), f"a.{form}")


def test_workbook_and_csv_say_the_same_and_are_true_to_the_store(desk: Store) -> None:
    data = made(desk, "xlsx")
    table, sheet = read_csv(made(desk, "csv")).rows, read_report(data, "a.xlsx").rows
    assert [(o.reviewed, o.sources, o.checked_at) for o in table] == [
        (o.reviewed, o.sources, o.checked_at) for o in sheet
    ]
    assert check_report(desk, data, "a.xlsx") == []


def test_workbook_has_a_frozen_header_filters_a_list_of_statuses_and_four_sheets(
    desk: Store,
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(made(desk, "xlsx")))
    assert book.sheetnames == ["Claims", "Sources", "History", "About"]
    sheet = book["Claims"]
    assert sheet.freeze_panes == "H2"
    assert sheet.auto_filter.ref.endswith("5")
    assert any("sources conflict" in one.formula1 for one in sheet.data_validations.dataValidation)
    assert len(sheet.conditional_formatting) == 1
    assert sheet["E2"].value == 9
    assert book["Sources"].max_row == 3
    assert book["History"].max_row == len(desk.events("returnees")) + 1


def test_hostile_cells_are_text_in_the_workbook_and_come_back_exactly(tmp_path: Path) -> None:
    store, story = with_story(tmp_path)
    wanted = [*HOSTILE, "_x000D_", "a\r\nb\x01", " kept ", "=1+1|x", "- a\n= b"]
    texts = [text for text in wanted if "\0" not in text]
    ids = [
        store.add_claim("=cmd()", story, replace(claim_at(TEXT[:2]), end=2 + n, text=TEXT[: 2 + n]))
        for n in range(len(texts))
    ]
    changes = {(i, f): t for i, t in zip(ids, texts, strict=True) for f in ("note", "proposed")}
    store.apply("=cmd()", changes, dict.fromkeys(changes))
    data = made(store, "xlsx")
    book = openpyxl.load_workbook(io.BytesIO(data))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    rows = {row.cells["claim_id"]: row.reviewed for row in read_report(data, "a.xlsx").rows}
    assert [rows[i]["note"] for i in ids] == [rows[i]["proposed"] for i in ids] == texts


def test_columns_have_names_in_the_reviewers_words_and_back() -> None:
    names = columns(12)
    assert [column_name(column_label(name)) for name in names] == names


def test_annotated_copy_has_a_comment_by_its_reviewer_at_the_words_of_each_claim(
    desk: Store,
) -> None:
    copy = made(desk, "docx")
    head, *comments = docx.Document(io.BytesIO(copy)).comments
    assert "Still open: 2: claim 3, 4" in head.text
    assert [one.author for one in comments] == [
        "Ann",
        "Ann",
        "claims-workbench",
        "claims-workbench",
    ]
    assert "Proposed: May 2014" in comments[1].text
    assert marked(copy)[1:] == ["244", "January 2014", "Scores", "3-2"]


def marked(copy: bytes) -> list[str]:
    """The words between the two ends of each comment, in the order of their numbers."""
    body = docx.Document(io.BytesIO(copy)).element.xml
    found = []
    for number in re.findall(r'<w:commentRangeStart w:id="(\d+)"', body):
        _, _, rest = body.partition(f'<w:commentRangeStart w:id="{number}"/>')
        inside, _, _ = rest.partition(f'<w:commentRangeEnd w:id="{number}"/>')
        words = "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", inside))
        found.append((int(number), words))
    return [words for _, words in sorted(found)]


def test_story_that_came_as_word_gets_its_comments_in_a_copy_of_that_very_file(
    tmp_path: Path,
) -> None:
    store, _ = with_story(tmp_path)
    read = read_story_bytes(tracked_docx(), "draft.docx")
    story = store.add_story(
        "Ann", title="T", text=read.text, published=None,
        claims=extract(read.text, None), file=DraftFile.of(read),
    )  # fmt: skip
    copy = made(store, "docx", story=story)
    again = read_story_bytes(copy, "draft.docx")
    assert again.text == read.text
    assert again.comments[0] == read.comments[0]
    assert marked(copy)[2:] == [one.reading.text for one in store.claims(story)]
    with (
        zipfile.ZipFile(io.BytesIO(copy)) as new,
        zipfile.ZipFile(io.BytesIO(tracked_docx())) as old,
    ):
        assert new.read("word/styles.xml") == old.read("word/styles.xml")
    assert docx.Document(io.BytesIO(copy)).element.xml.count("<w:ins ") == docx.Document(
        io.BytesIO(tracked_docx())
    ).element.xml.count("<w:ins ")
    # the public gets neither the desk's file nor the remarks in it
    assert len(read_story_bytes(made(store, "docx", Profile.PUBLIC, story), "a.docx").comments) == (
        len(again.comments) - 1
    )


def test_annotations_select_the_words_by_place_and_by_quote_and_review_each_finding(
    desk: Store,
) -> None:
    page = json.loads(made(desk, "jsonld"))
    assert page["total"] == 4
    for one in page["items"]:
        place, quote = one["target"]["selector"]
        assert TEXT[place["start"] : place["end"]] == quote["exact"]
        assert TEXT[: place["start"]].endswith(quote["prefix"])
    reviews = [b for one in page["items"] for b in one["body"] if b["type"] == "schema:ClaimReview"]
    ratings = [one["schema:reviewRating"]["schema:alternateName"] for one in reviews]
    assert ratings == ["confirmed", "wrong"]


def test_change_memo_has_one_row_a_change_with_why_and_a_place_to_decide(desk: Store) -> None:
    (table,) = docx.Document(io.BytesIO(made(desk, "memo"))).tables
    head, row = ([cell.text for cell in row.cells] for row in table.rows)
    assert head == ["No.", "Original", "Proposed", "Why", "Source", "Decision"]
    assert row[1].startswith("At least 244 people came back in [January 2014].")
    assert (row[0], row[2], row[4], row[5]) == ("2", "May 2014", "Census, table 3", "")


def test_page_loads_nothing_and_runs_nothing(desk: Store) -> None:
    page = made(desk, "html").decode()
    assert "default-src 'none'" in page
    assert not re.search(r"<(script|img|link|iframe|form)\b", page)
    assert set(re.findall(r'data-number="([^"]*)"', page)) == {"1", "2", "3", "4"}
