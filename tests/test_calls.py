"""The call sheet: whom to ask what, each question once, no figure and no quote read out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.desk_of_two import open_store
from workbench import extract
from workbench.app.call_page import printed
from workbench.app.calls import with_answer
from workbench.app.questions import NOBODY, call_sheet, question
from workbench.claim import Status
from workbench.sample import sample_text
from workbench.story import paragraphs, quotations

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.store import ClaimRecord, Store

TEXT = (
    "Ann Lee said 244 people had returned from Syria. The repair cost $5 million in 2014.\n\n"
    "“We counted 31 trucks at the border,” said Bo Ray. Later, 244 people had returned from Syria."
)


def asked(text: str) -> dict[str, str]:
    """What is asked about each claim of a text, by its words."""
    every = extract(text)
    quoted = [span for one in paragraphs(text) for span in quotations(text, *one)[0]]
    return {one.text: question(text, one, every, quoted) for one in every}


def on_desk(folder: Path, text: str = TEXT) -> tuple[Store, list[ClaimRecord]]:
    """A story with its claims."""
    store = open_store(folder)
    story = store.add_story("Ann", title="T", text=text, published=None, claims=extract(text))
    return store, store.claims(story)


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        ("In all, 244 people had returned.", "244", "How many people had returned?"),
        ("He said that about 60 men left town.", "60", "How many men left town?"),
        ("The raid killed 12 people.", "12", "How many people: “The raid killed ___ people”?"),
        ("It cost $5 million in 2014.", "$5 million", "How much was it: “It cost ___ in …”?"),
        ("It cost $5 million in 2014.", "2014", "When was it: “It cost … in ___”?"),
        ("“We lost 31 trucks,” he said.", "31", "How many trucks?"),
    ],
)
def test_question_asks_for_the_figure_and_gives_none(text: str, words: str, wanted: str) -> None:
    assert asked(text)[words] == wanted


@pytest.mark.parametrize("text", [TEXT, sample_text()])
def test_no_question_holds_a_figure_of_the_story_or_a_stretch_of_a_quote(text: str) -> None:
    quotes = [text[a:b] for one in paragraphs(text) for a, b in quotations(text, *one)[0]]
    for words, said in asked(text).items():
        assert words not in said
        assert not any(char.isdigit() for char in said)
        assert not any(" ".join(quote.split()[:4]) in said for quote in quotes)


def test_sheet_groups_by_speaker_and_asks_each_question_once(tmp_path: Path) -> None:
    _, claims = on_desk(tmp_path)
    sheets = call_sheet(TEXT, claims)
    assert [sheet.whom for sheet in sheets] == ["Ann Lee", "Bo Ray", NOBODY]
    assert [q.words for q in sheets[1].questions] == ["How many trucks?"]
    same = replace(claims[-1], reading=replace(claims[-1].reading, speaker="Ann Lee"))
    (first,) = call_sheet(TEXT, [*claims[:1], same])
    (only,) = first.questions
    assert only.words == "How many people had returned from Syria?"
    assert [claim.number for claim in only.claims] == [claims[0].number, claims[-1].number]


def test_source_to_be_asked_comes_before_the_speaker_and_checked_claims_are_left_out(
    tmp_path: Path,
) -> None:
    store, claims = on_desk(tmp_path)
    ids = [claim.id for claim in claims]
    store.apply(
        "Ann",
        {(ids[0], "sources"): "Press office", (ids[1], "status"): "confirmed"},
        {(ids[0], "sources"): None, (ids[1], "status"): "open"},
    )
    sheets = call_sheet(TEXT, store.claims("t"))
    assert sheets[0].whom == "Press office"
    numbers = {c.number for sheet in sheets for q in sheet.questions for c in q.claims}
    assert claims[1].number not in numbers


def test_logged_answer_is_evidence_with_the_day_and_takes_the_question_off_the_sheet(
    tmp_path: Path,
) -> None:
    store, claims = on_desk(tmp_path)
    store.apply(
        "Ann",
        {(claims[0].id, "sources"): "Press office", (claims[0].id, "status"): "asked"},
        {(claims[0].id, "sources"): None, (claims[0].id, "status"): "open"},
    )
    claim = store.claim(claims[0].id)
    (answer,) = with_answer(claim, "Press office", "3 June 2016, 14:10", "244, by their count")
    assert answer.cited == "Press office, call of 3 June 2016, 14:10"
    assert answer.quote == "244, by their count"
    answered = replace(claim, sources=(answer,))
    (sheet,) = call_sheet(TEXT, [answered])
    assert (sheet.questions, sheet.answered) == ((), (answered,))
    assert call_sheet(TEXT, [replace(answered, status=Status.CONFIRMED)]) == []


def test_printed_sheet_escapes_what_comes_from_outside(tmp_path: Path) -> None:
    text = "The <script>alert(1)</script> list had 60 names."
    _, claims = on_desk(tmp_path, text)
    page = printed("<b>T</b>", call_sheet(text, claims))
    assert "<script" not in page
    assert "<b>" not in page
    assert "&lt;b&gt;" in page
    assert "http" not in page
