"""Single edits between two drafts, each with what becomes of the tick."""

from __future__ import annotations

import time

import pytest

from workbench import carry, extract
from workbench.claim import Span
from workbench.drafts import Fate, claims_at, passage

FIRE = (
    "Joan Pelham said the fire burned 1,200 hectares before 90 firefighters came on 4 August 2019."
)


def fates(old: str, new: str) -> list[str]:
    """What became of each claim of the old draft."""
    return [one.fate.value for one in carry(old, new, extract(old)).carried]


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("4 August 2019", "August 4, 2019"),
        ("90", "ninety"),
        ("1,200", "1200"),
        ("said", "stated"),
        ("said", "told reporters"),
        ("the fire", "this fire"),
        ("Pelham", "Pelhem"),
        ("burned", "also burned"),
    ],
)
def test_a_reworded_sentence_keeps_its_ticks(was: str, now: str) -> None:
    assert set(fates(FIRE, FIRE.replace(was, now))) == {"same"}


@pytest.mark.parametrize(
    ("was", "now", "what"),
    [
        ("1,200", "1,300", "The figure changed"),
        ("1,200", "about 1,200", "The hedge changed"),
        ("hectares", "acres", "The figure changed"),
        ("burned", "never burned", "with “never”"),
        ("burned", "spared", "without “burned” and with “spared”"),
        ("Joan Pelham", "Ann Wade", "The speaker changed: Joan Pelham is now Ann Wade"),
        ("4 August", "5 August", "without “4 August 2019” and with “5 August 2019”"),
        ("the fire", "the fire in Arden", "with “in Arden”"),
    ],
)
def test_a_change_of_sense_reopens_and_says_why(was: str, now: str, what: str) -> None:
    first = carry(FIRE, FIRE.replace(was, now), extract(FIRE)).carried[0]
    assert not first.keeps_tick
    assert what in " ".join(first.reasons)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Police said 12 men were rescued.", "Police said 12 men were missing."),
        ("Sales rose by 12 percent.", "Sales fell by 12 percent."),
        ("Ten days before the vote, he quit.", "Ten days after the vote, he quit."),
        ("Milk in Australia kept for four days.", "Milk in Canada kept for four days."),
        ("It lasted ten years.", "It lasted ten months."),
        ("He lost 30 people.", "He lost 30 soldiers."),
        ("Iran tested 12 rockets.", "Iraq tested 12 rockets."),
        ("Three men and one woman died.", "Three women and one man died."),
        ("South Korea defeated New Zealand 12-3.", "New Zealand defeated South Korea 12-3."),
        ("It is 5 km from Rome to Ostia.", "It is 5 km from Ostia to Rome."),
        ("A mill, which is old, employs 300 people.", "A shop, which is old, employs 300 people."),
        ("40 people were hurt, the union said.", "40 people were hurt, the company said."),
        ("He said it cost $5.", "He denied it cost $5."),
        ("He was 45 when he died.", "She was 45 when she died."),
        ("About 200 people came.", "Nearly 200 people came."),
        ("At most 12 people came.", "At least 12 people came."),
        ("It cost $5 million.", "It cost C$5 million."),
        ("Only 12 people came.", "12 people came."),
    ],
)
def test_one_word_that_turns_the_sense_reopens(old: str, new: str) -> None:
    assert not {"same", "moved"} & set(fates(old, new))


def test_a_pronoun_that_now_means_somebody_else_reopens() -> None:
    old, new = "Pell spoke. He said 30 men died.", "Smith spoke. He said 30 men died."
    assert fates(old, new) == ["context"]


def test_words_torn_out_of_the_sentence_reopen_it() -> None:
    old = "Police in New Lisbon arrested 12 men."
    new = "Police arrested 12 men. The mayor of New Lisbon spoke."
    assert fates(old, new) == ["context"]


def test_an_attribution_may_stand_anywhere_in_its_sentence() -> None:
    old = "In all 12 men died in Arden, according to Joan Pelham."
    new = "According to Joan Pelham, in all 12 men died in Arden."
    assert fates(old, new) == ["same"]


def test_values_that_changed_places_both_reopen() -> None:
    old = "The north sent 30 men and the south sent 70 men."
    assert fates(old, "The north sent 70 men and the south sent 30 men.") == ["changed", "changed"]


def test_moved_split_and_merged_sentences_keep_their_ticks() -> None:
    old = "It cost $5 million. Crews built 12 bridges, and farmers planted 40 orchards. Rain fell."
    new = "Crews built 12 bridges. Farmers planted 40 orchards. Rain fell; it cost $5 million."
    assert fates(old, new) == ["moved", "same", "same"]


def test_a_claim_whose_sentence_was_cut_is_gone_and_new_ones_are_listed() -> None:
    old, new = "It cost $5 million. Crews built 12 bridges.", "Crews built 12 bridges in 9 weeks."
    found = carry(old, new, extract(old))
    assert [one.fate for one in found.carried] == [Fate.GONE, Fate.CONTEXT]
    assert [claim.text for claim in found.added] == ["9 weeks"]


def test_a_passage_that_now_stands_twice_with_other_words_reopens() -> None:
    old = "The Navy said it saved 200 people off the coast of Aceh on Friday morning."
    twins = [old.replace("Friday morning", f"Friday {when}") for when in ("night", "noon")]
    (saved, *_) = carry(old, "\n\n".join(twins), extract(old)).carried
    assert "Another passage of the new draft is as much like the old one." in saved.reasons


def test_a_passage_marked_by_hand_is_found_again() -> None:
    old = "The mayor is a trained nurse. She has 3 sons."
    new = "She has 3 sons. The mayor is a trained nurse."
    marked = passage(old, 4, 28)
    (found,) = carry(old, new, [marked]).carried
    assert found.place is not None
    assert found.place.of(new) == marked.text == "mayor is a trained nurse"
    assert found.keeps_tick


def test_a_passage_marked_by_hand_reopens_when_its_words_change() -> None:
    old, new = "The mayor is a trained nurse.", "The mayor is a trained vet."
    (found,) = carry(old, new, [passage(old, 4, 28)]).carried
    assert found.fate is Fate.CHANGED
    assert found.reasons[0] == "The words of the passage changed."


def test_the_changed_words_are_marked_in_both_drafts() -> None:
    old, new = "Crews built 12 bridges.", "Crews fixed 12 bridges."
    (found,) = carry(old, new, extract(old)).carried
    marked = [(one.old and one.old.of(old), one.new and one.new.of(new)) for one in found.changes]
    assert marked == [("built", None), (None, "fixed")]


def test_half_of_a_claim_means_the_claim_and_a_sentence_means_none() -> None:
    text = "Two decades of war began."
    spans = [Span(0, 3), Span(0, len(text))]
    assert [one.kind.value for one in claims_at(text, extract(text), spans)] == [
        "duration",
        "passage",
    ]


def test_a_passage_lies_inside_its_text() -> None:
    with pytest.raises(ValueError, match="0 <= start < end <= 3"):
        passage("abc", 2, 9)


def test_a_story_of_ten_thousand_words_is_carried_in_under_two_seconds() -> None:
    lines = [
        f"Region {chr(65 + k % 26)}{chr(97 + k % 23)} reported {k + 11:,} cases of the fever, "
        f"officials there said late on the day after the count in town {k} ended in silence."
        for k in range(420)
    ]
    old = "\n\n".join(lines)
    new = "\n\n".join([*lines[200:], "Nobody knew why.", *lines[:200]]).replace("fever", "flu", 9)
    claims = extract(old)
    assert len(claims) > 500
    begun = time.process_time()
    found = carry(old, new, claims)
    assert time.process_time() - begun < 2
    assert sum(one.keeps_tick for one in found.carried) > 0.9 * len(claims)
