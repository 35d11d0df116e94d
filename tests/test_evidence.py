"""A passage of a source held against a claim: the value is in it, another one is, or none."""

from __future__ import annotations

from datetime import date

import pytest

from workbench import extract
from workbench.claim import Claim, Kind
from workbench.evidence import Holds, look_in

PUBLISHED = date(2016, 6, 4)
STORY_AND_QUOTE = [
    ("244 people had returned.", "244 sont revenus", "found", "244"),
    ("244 people had returned.", "En tout, 31 personnes sont revenues", "another", "31"),
    ("244 people had returned.", "They have all come back.", "not_found", None),
    ("244 people had returned.", "It happened in 2014.", "not_found", None),
    ("244 people had returned.", "two hundred and forty-four returned", "found", "two hundred"),
    ("244 people had returned.", "About 244 people had returned", "found", "244"),
    ("244 people had returned.", "9 buses carried 31 people", "another", "31"),
    ("More than 200 came.", "244 came", "found", "244"),
    ("More than 200 came.", "exactly 200 came", "another", "200"),
    ("More than 200 came.", "more than 200 came", "found", "200"),
    ("At least 200 came.", "200 came", "found", "200"),
    ("Up to 200 came.", "250 came", "another", "250"),
    ("Between 10 and 20 came.", "15 came", "found", "15"),
    ("Between 10 and 20 came.", "25 came", "another", "25"),
    ("Some 1.2 million people fled.", "1,234,567 people fled", "found", "1,234,567"),
    ("Some 1.2 million people fled.", "1,262,000 people fled", "another", "1,262,000"),
    ("39 percent voted.", "39.0 % of voters", "found", "39.0 %"),
    ("Half of them voted.", "50 percent voted", "found", "50 percent"),
    ("39 percent voted.", "39 people voted", "not_found", None),
    ("It cost $5 million.", "costs of US$5m", "found", "US$5m"),
    ("It cost $5 million.", "costs of \u20ac5m", "another", "\u20ac5m"),
    ("It is 5 miles away.", "a five-mile walk", "found", "five-mile"),
    ("It is 5 miles away.", "5 tonnes", "not_found", None),
    ("She left in January 2014.", "She left on 3 January 2014", "found", "3 January 2014"),
    ("She left on 3 January 2014.", "She left in January 2014", "another", "January 2014"),
    ("She left on 3 January 2014.", "She left on 5 January 2014", "another", "5 January 2014"),
    ("It lasted a year.", "for 12 months", "found", "12 months"),
    ("It lasted a year.", "for 11 months", "another", "11 months"),
    ("They won 3-2.", "a 3\u20132 win", "found", "3\u20132"),
    ("The third man left.", "3 men left", "not_found", None),
]


@pytest.mark.parametrize(("story", "quote", "holds", "words"), STORY_AND_QUOTE)
def test_value_of_a_claim_is_looked_for_in_a_quote(
    story: str, quote: str, holds: str, words: str | None
) -> None:
    found = look_in(extract(story, PUBLISHED)[0], quote, PUBLISHED)
    assert found.holds.value == holds
    assert (found.said is None) == (words is None)
    if words and found.said:
        assert found.said.text.startswith(words)


def test_relative_day_of_a_quote_is_read_against_the_day_it_was_published() -> None:
    claim = extract("She left on 3 June 2016.")[0]
    assert look_in(claim, "She left yesterday", PUBLISHED).holds is Holds.FOUND
    assert look_in(claim, "She left yesterday").holds is Holds.NOT_FOUND


def test_passage_is_looked_for_by_its_words() -> None:
    passage = Claim(
        start=0, end=17, ext_start=0, ext_end=17, text="nobody\u2019s  fault", kind=Kind.PASSAGE,
        value=None, sent_start=0, sent_end=17,
    )  # fmt: skip
    assert look_in(passage, "It was Nobody's fault, he said").holds is Holds.FOUND
    assert look_in(passage, "It was his fault").holds is Holds.NOT_FOUND


def test_claim_that_could_not_be_read_is_looked_for_nowhere() -> None:
    unread = extract("She left last week.")[0]
    assert unread.value is None
    assert look_in(unread, "She left last week").holds is Holds.NOT_ASKED
