"""Who answers for a figure, across sentences, paragraphs and quotations."""

from __future__ import annotations

import pytest

from workbench import extract
from workbench.grammar.reading import Context
from workbench.grammar.speakers import attribute
from workbench.grammar.tokens import scan
from workbench.lexicon import rows


def _speakers(text: str) -> list[tuple[str, str | None]]:
    return [(claim.text, claim.speaker) for claim in extract(text)]


def test_a_pronoun_is_the_one_who_spoke_last() -> None:
    text = "Ann Berg told reporters she was glad.\n\nShe said 40 boats were late."
    assert _speakers(text) == [("40", "Ann Berg")]


def test_a_pronoun_goes_back_over_pages_in_which_nobody_spoke() -> None:
    silence = "The boats were late again in the harbour.\n\n" * 2000
    text = f"Ann Berg told reporters she was glad.\n\n{silence}She said 40 boats were late."
    assert _speakers(text) == [("40", "Ann Berg")]


def test_a_sentence_does_not_know_the_names_behind_it() -> None:
    text = "Berg said it was bad.\n\nMinister Ann Berg left.\n\nThey said 40 boats were late."
    assert _speakers(text) == [("40", "Berg")]


def test_a_sentence_is_kept_for_a_pronoun_only_for_some_pages() -> None:
    context, text = Context(None), "The boats were late again.\n" * 10_000
    for start in range(0, len(text), 27):
        tokens = scan(text, start, start + 27)
        tokens.sentences = [(0, len(tokens))]
        attribute(tokens, [], context)
    assert len(context.kept) < 100


@pytest.mark.parametrize("phrase", [row["word"] for row in rows("cues") if row["role"] == "phrase"])
def test_every_phrase_of_the_lexicon_names_a_speaker(phrase: str) -> None:
    (claim,) = extract(f"Some 40 boats sank, {phrase} Ann Berg.")
    assert (claim.speaker, claim.cue) == ("Ann Berg", phrase)


def test_a_last_name_is_made_full() -> None:
    text = "Director Ann Berg arrived.\n\nBerg said 40 boats were late."
    assert _speakers(text) == [("40", "Ann Berg")]


def test_a_quotation_that_runs_on_keeps_its_speaker() -> None:
    text = '"It was bad," said Ann Berg.\n\n"We lost 40 boats."'
    assert _speakers(text) == [("40", "Ann Berg")]


def test_a_quotation_takes_the_speaker_named_behind_it() -> None:
    assert _speakers('"We lost 40 boats. It was bad," Ann Berg said.') == [("40", "Ann Berg")]


def test_the_day_of_the_telling_is_the_reporters() -> None:
    text = "Ann Berg told the house in May 2015 that 40 boats had sunk."
    assert _speakers(text) == [("May 2015", None), ("40", "Ann Berg")]


def test_a_speaker_before_a_colon_may_open_a_later_sentence_without_a_full_name() -> None:
    text = "Police: 40 boats were late.\n\nPolice searched 12 of them."
    assert _speakers(text) == [("40", "Police"), ("12", None)]


@pytest.mark.parametrize(
    "text",
    [
        "The United States sent 40 boats.",
        "A report of 40 pages was printed.",
        "The cases reported in 40 towns are mild.",
        "He was told to bring 40 boats.",
    ],
)
def test_a_noun_or_participle_that_looks_like_a_cue_names_nobody(text: str) -> None:
    assert _speakers(text) == [("40", None)]
