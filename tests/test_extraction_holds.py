"""Extraction never raises, and a claim's span is always the words it shows."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench import extract
from workbench.grammar.number_readers import EVERY_READER

if TYPE_CHECKING:
    from collections.abc import Iterator

HOSTILE = Path(__file__).resolve().parents[2] / "shared" / "hostile"
_WORDS = """one million 5 1,000 $ € % May 2016 - – to and a half of per cent said “ ” " ' . , ( )
first year-old km º ½ １２ three hundred last week dozens # No Ann Lee told that according more than
minus x 10 0 £ pounds between in every aged 3-2 doubled"""
PIECES = st.sampled_from([*_WORDS.split(), "\n", "\n\n", "\r\n", " "])


def _holds(text: str) -> None:
    before = 0
    for claim in extract(text, date(2016, 6, 4)):
        assert text[claim.start : claim.end] == claim.text != ""
        assert claim.ext_start <= claim.start < claim.end <= claim.ext_end
        assert claim.sent_start <= claim.start
        assert before <= claim.start
        before = claim.end


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read_without_an_error(text: str) -> None:
    _holds(text)


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=40), st.sampled_from(["", " "]))
def test_any_mix_of_the_words_of_the_grammar_is_read_without_an_error(
    pieces: list[str], glue: str
) -> None:
    _holds(glue.join(pieces))


def _strings(value: Any) -> Iterator[str]:  # noqa: ANN401 - JSON of any shape
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


@pytest.mark.skipif(
    not HOSTILE.is_dir(), reason="the hostile strings are not beside the repository"
)
def test_every_hostile_string_is_read_without_an_error() -> None:
    read = 0
    for path in sorted((HOSTILE / "strings").glob("*.json")):
        for text in _strings(json.loads(path.read_text(encoding="utf-8"))):
            _holds(text)
            read += 1
    assert read > 100


def test_fraction_before_a_colon_is_no_time_of_a_race() -> None:
    _holds("lap 1.00:02.5 of 3:45.12")
    assert [claim.value for claim in extract("She ran it in 3:45.12.")] == ["PT3M45.12S"]


def test_a_number_beyond_reckoning_is_read_before_times() -> None:
    assert [claim.text for claim in extract("It grew a decillion times.")] == ["a decillion"]


def test_a_number_of_many_digits_keeps_them_all() -> None:
    digits = "123456789012345678901234567890123456789"
    assert extract(f"It has {digits} parts.")[0].value == Decimal(digits)


def test_sparing_words_their_date_readers_changes_no_reading(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    texts = [
        json.loads(line)["text"]
        for path in sorted((Path(__file__).parent / "corpus").glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    spared = [extract(text, date(2016, 6, 4)) for text in texts]
    monkeypatch.setattr(
        "workbench.grammar.dates.readers_of_numbers",
        lambda tokens, numbers: dict.fromkeys([*tokens.digits, *numbers], EVERY_READER),
    )
    monkeypatch.setattr(
        "workbench.grammar.dates.find_starts", lambda tokens, *_: list(range(len(tokens)))
    )
    assert [extract(text, date(2016, 6, 4)) for text in texts] == spared
    assert len(texts) > 100
