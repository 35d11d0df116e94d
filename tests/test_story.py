"""Paragraphs, sentences and quotations, as offsets into a text that is never altered."""

from __future__ import annotations

import pytest

from workbench.story import paragraphs, quotations, sentences


def _sentences(text: str) -> list[str]:
    return [text[a:b] for first, last in paragraphs(text) for a, b in sentences(text, first, last)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Mr. Hay paid $1.2 million to J. R. Olsen.",
        "The U.S. Army left on Jan. 4 at 3 p.m. local time.",
        "It sank off St. Mary, he said.",
        "Roe Inc. and Berg Co. merged.",
        "No. 4 was empty.",
    ],
)
def test_abbreviations_and_initials_do_not_end_a_sentence(sentence: str) -> None:
    assert _sentences(f"{sentence} Then it rained.") == [sentence, "Then it rained."]


def test_a_quotation_mark_behind_the_full_stop_belongs_to_the_sentence() -> None:
    assert _sentences('"We left." They stayed.') == ['"We left."', "They stayed."]


def test_an_abbreviated_country_ends_a_sentence_before_a_word_that_opens_one() -> None:
    assert _sentences("He left the U.S. The rest stayed.") == [
        "He left the U.S.",
        "The rest stayed.",
    ]


@pytest.mark.parametrize("line_break", ["\n\n", "\r\n\r\n", "\r\r", "\n \t\n", "\u2029"])
def test_a_paragraph_break_always_ends_a_sentence(line_break: str) -> None:
    assert _sentences(f"A headline without a stop{line_break}The story begins") == [
        "A headline without a stop",
        "The story begins",
    ]


def test_hard_wrapped_copy_goes_on_over_the_line_break() -> None:
    text = "The council said on Monday that it would close the old\nbridge for repairs.\n"
    assert len(_sentences(text)) == 1


def test_a_short_line_does_not_run_into_the_next() -> None:
    assert _sentences("Storm kills 12\nThe storm came at night.") == [
        "Storm kills 12",
        "The storm came at night.",
    ]


def test_an_empty_text_has_no_paragraph() -> None:
    assert list(paragraphs(" \r\n\t \n")) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('He said "ten" twice.', ['"ten"']),
        ("He said “ten”.", ["“ten”"]),
        ("Er sagte „zehn“.", ["„zehn“"]),
        ("Il dit « dix ».", ["« dix »"]),
        ("``Ten,'' he said.", ["``Ten,''"]),
        ('A 5" pipe', []),
    ],
)
def test_quoted_speech_is_found_in_every_style(text: str, found: list[str]) -> None:
    spans, is_open = quotations(text, 0, len(text))
    assert [text[a:b] for a, b in spans] == found
    assert not is_open


def test_a_quotation_left_open_runs_to_the_end_and_says_so() -> None:
    text = "“We went on"
    assert quotations(text, 0, len(text)) == ([(0, len(text))], True)
