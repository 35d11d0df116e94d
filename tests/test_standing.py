"""What one passage says of one claim, and what the documents of an index do."""

from __future__ import annotations

import pytest

from workbench import extract
from workbench.evidence import Judged, Passage, ask, judge_passage, paragraph, table_of
from workbench.store.finding import look_up
from workbench.store.passages import PassageIndex


def judged(sentence: str, passage: str | Passage, which: int = 0) -> Judged:
    one = paragraph("p", passage) if isinstance(passage, str) else passage
    said = extract(one.text) if not one.table else []
    return judge_passage(extract(sentence)[which], ask(sentence), one, said)


RETURNED = "So far 244 people have returned to the villages."
PAIRS = [
    (RETURNED, "In all, 244 people returned to their villages.", "same", "244"),
    (RETURNED, "Some 244 people returned.", "same", "244"),
    (RETURNED, "More than 200 people returned to the villages.", "rounded", "200"),
    (RETURNED, "In all, 249 people returned to their villages.", "another", "249"),
    (RETURNED, "The army sent 244 tanks to the villages.", "not_found", None),
    (RETURNED, "At the concert 31 people sang.", "not_found", None),
    (RETURNED, "They returned to the villages.", "not_found", None),
    ("Some 12,000 applicants came.", "There came 12,000 hopefuls.", "same", "12,000"),
    ("Some 244 women returned.", "In all 244 men returned.", "not_found", None),
    ("More than 200 people returned.", "There 244 people returned.", "rounded", "244"),
    ("More than 200 people returned.", "There 512 people returned.", "another", "512"),
    ("Some 1.2 million people fled.", "Of them 1,234,567 people fled.", "rounded", "1,234,567"),
    ("Exactly 1,234,567 people fled.", "Some 1.2 million people fled.", "rounded", "1.2 million"),
    ("Sales were $2.4bn.", "Sales came to $2,412m.", "rounded", "$2,412m"),
    ("Sales were $2.4bn.", "Sales came to $2.9bn.", "another", "$2.9bn"),
    ("It cost $5m.", "The cost was \u20ac5m.", "another", "\u20ac5m"),
    ("Turnout rose 5 %.", "Turnout rose 5 percentage points.", "not_found", None),
    ("Turnout rose 39 percent.", "Turnout rose 38.7 percent.", "rounded", "38.7 percent"),
    ("Turnout rose 39 percent.", "Turnout rose 38.4 percent.", "another", "38.4 percent"),
    ("The flood came in January 2014.", "The flood came in March 2014.", "another", "March 2014"),
    ("The flood came in January 2014.", "The flood came on 3 January 2014.", "rounded", "3 Jan"),
    ("The flood came on 3 January 2014.", "The flood came in January 2014.", "not_found", None),
    ("They won 3-2 at home.", "They won 3\u20132 at home.", "same", "3\u20132"),
    ("More than 40 men were wounded.", "There were 40 wounded and 9 dead.", "rounded", "40"),
    ("Otto (1859-1943) lived there.", "Otto lived there on 16 July 1860.", "not_found", None),
    ("It lasted a year.", "It lasted 12 months.", "same", "12 months"),
]


@pytest.mark.parametrize(("sentence", "passage", "stands", "said"), PAIRS)
def test_passage_is_judged_for_one_claim(
    sentence: str, passage: str, stands: str, said: str | None
) -> None:
    found = judged(sentence, passage)
    assert found.stands.value == stands
    assert (found.said is None) == (said is None)
    if said and found.said:
        assert passage[found.said.start : found.said.end].startswith(said)


def test_sentence_with_two_claims_is_judged_for_each() -> None:
    sentence = "Of the 244 people who returned 12 percent were children."
    passage = "When 244 people returned, 15 percent of them were children."
    assert judged(sentence, passage, 0).stands.value == "same"
    assert judged(sentence, passage, 1).stands.value == "another"


def test_words_of_the_claim_and_the_deciding_figure_are_marked() -> None:
    passage = "On Monday, 249 people returned; the São Tomé villages are empty."
    marks = judged("Some 244 people returned to the villages of São Tomé.", passage).marks
    assert [passage[start:end] for start, end in marks] == [
        "249", "people", "returned", "São", "Tomé", "villages",
    ]  # fmt: skip


SHIPS = table_of(
    "ships", "Ships of the navy",
    [["Ship", "Built", "Crew", "Tanks", "Cost ($m)"], ["Vasa", "1628", "145", "12", "2,412"],
     ["Kronan", "1668", "500", "145", "9"]],
)  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "stands", "cell", "words"),
    [
        ("The Vasa had a crew of 145.", "same", (1, 2), "145"),
        ("The Vasa had a crew of 150.", "another", (1, 2), "145"),
        ("The Kronan had a crew of 145.", "another", (2, 2), "500"),
        ("The cost of the Vasa was $2.4bn.", "rounded", (1, 4), "2,412"),
        ("The cost of the Vasa was \u20ac2.4bn.", "another", (1, 4), "2,412"),
        ("The Vasa was built in 1628.", "same", (1, 1), "1628"),
        ("The Vasa was built in 1630.", "another", (1, 1), "1628"),
        ("The Kronan carried 145 men.", "not_found", None, None),
    ],
)
def test_cell_of_a_table_decides_under_its_heads(
    sentence: str, stands: str, cell: tuple[int, int] | None, words: str | None
) -> None:
    found = judged(sentence, SHIPS)
    assert found.stands.value == stands
    if cell is not None:
        assert found.cell == cell
    if words and found.said:
        assert SHIPS.text[found.said.start : found.said.end] == words


def test_documents_are_looked_up_for_one_claim() -> None:
    sentence = "By Monday 249 people had returned to the flooded villages."
    monday, people = extract(sentence)
    with PassageIndex() as index:
        index.add("aa", [paragraph("r.pdf#1", "In all 244 people returned to the villages.")])
        index.add("bb", [paragraph("l.pdf#1", "By now 249 people returned to flooded villages.")])
        found = look_up(index, people, sentence)
        assert found.stands.value == "same"
        assert found.best is found.passages[0]
        assert (found.best.document, found.best.passage.id) == ("bb", "l.pdf#1")
        assert found.passages[1].judged.stands.value == "another"
        assert look_up(index, monday, sentence).stands.value == "not_found"
        elsewhere = "At the concert 249 people sang."
        assert look_up(index, extract(elsewhere)[0], elsewhere).best is None


FALLS = "There were 23 falls in the walking group and 31 in the control group."
DAMS = (
    "In January 2014 a dam broke and killed 12 people. In March 2014 parliament had it inspected."
)
CARGO = "The port handled 41.7 million tonnes in 2023, down from 43.9 million tonnes in 2022."


@pytest.mark.parametrize(
    ("sentence", "passage", "stands", "said"),
    [
        ("In the control group 31 falls were counted.", FALLS, "same", "31"),
        ("In the walking group 31 falls were counted.", FALLS, "another", "23"),
        ("The dam broke and killed 12 people in March 2014.", DAMS, "another", "January 2014"),
        ("The port handled 43.9 million tonnes in 2023.", CARGO, "another", "41.7"),
        ("The port handled 43.9 million tonnes in 2022.", CARGO, "same", "43.9"),
        ("Profit rose to $203m.", "Profit rose from $188m to $203m.", "same", "$203m"),
        ("The fire destroyed 96 flats.", "It destroyed 22 of the 96 flats.", "another", "22"),
        ("Three died and 19 were injured.", "Three people died, 19 were injured.", "same", "19"),
    ],
)
def test_figure_of_another_clause_does_not_bear_the_claim_out(
    sentence: str, passage: str, stands: str, said: str
) -> None:
    figures = extract(sentence)
    which = next(
        at for at, one in enumerate(figures) if one.text in ("31", "96", "19", "203")
        or one.text.startswith(("31", "96", "19", "$203", "43.9", "March"))
    )  # fmt: skip
    found = judged(sentence, passage, which)
    assert found.stands.value == stands
    assert found.said is not None
    assert passage[found.said.start :].startswith(said)


GAMES = table_of("g", "League", [["Club", "Won", "Lost"], ["Swifts", "11", "15"]])


def test_value_of_a_column_that_the_claim_does_not_name_does_not_bear_it_out() -> None:
    assert judged("The Swifts won 15 games.", GAMES).cell == (1, 1)
    assert judged("The Swifts won 15 games.", GAMES).stands.value == "another"
    assert judged("The Swifts lost 15 games.", GAMES).stands.value == "same"
