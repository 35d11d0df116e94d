"""What the card says about a reading, and what a reviewer types in its place."""

from __future__ import annotations

from datetime import date

import pytest

from workbench import extract
from workbench.app.reading import read_as, sentence_parts, why
from workbench.app.wording import reads_as
from workbench.claim import Kind

PUBLISHED = date(2016, 6, 4)


@pytest.mark.parametrize(
    ("story", "typed", "reading"),
    [
        ("244 people came.", "245", "245 people"),
        ("244 people came.", "at least 245 fighters", "≥ 245 fighters"),
        ("Scores of men came.", "40 to 60", "40 to 60 men"),
        ("It lies 5 miles off.", "8 km", "8 km"),
        ("It cost $5 million.", "6 million", "USD 6,000,000"),
        ("She left in mid-May.", "11 to 20 May 2016", "11 May to 20 May 2016"),
        ("It lasted five months.", "six months", "6 months"),
        ("They won 3-2.", "4-2", "4-2"),
        ("39 percent voted.", "39.4%", "39.4%"),
        ("She left last week.", "27 May", "27 May 2016"),
    ],
)
def test_correction_is_typed_in_words_and_read_as_the_story_is(
    story: str, typed: str, reading: str
) -> None:
    claim = extract(story, PUBLISHED)[0]
    corrected = read_as(claim, typed, PUBLISHED)
    assert corrected is not None
    assert reads_as(corrected) == reading
    assert (corrected.start, corrected.text, corrected.rules) == (
        claim.start, claim.text, ("corrected by hand",),
    )  # fmt: skip


@pytest.mark.parametrize("typed", ["", "nobody", "3 or 4 men and 5 women"])
def test_words_that_say_no_one_value_correct_nothing(typed: str) -> None:
    assert read_as(extract("244 people came.")[0], typed, PUBLISHED) is None


def test_the_card_gives_the_range_of_days_and_the_rule_in_words() -> None:
    claim = extract("She left in January 2014.")[0]
    said = dict(why(claim))
    assert claim.kind is Kind.DATE
    assert said["Days"] == "1 January 2014 to 31 January 2014"
    assert said["Because"] == "month and year are written"


def test_sentence_of_a_claim_is_one_line_with_the_claim_in_the_middle() -> None:
    text = "Then,\r\nin all,  60  names stood there. More."
    assert sentence_parts(text, extract(text)[0]) == ("Then, in all, ", "60", " names stood there.")
