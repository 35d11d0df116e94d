"""Checking never raises, its spans are the words it shows, and its cost grows as the text does."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.bench.checks import SHAPES, SHORT_SIZES, growth
from workbench import check
from workbench.checks import RULE_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator

HOSTILE = Path(__file__).resolve().parents[2] / "shared" / "hostile" / "strings"
_WORDS = """from between and of the or an average each per a an total in all more than at most 1 0
to 5 1,000 2.5 million billion $5 £480m €1.2bn 40% 0% 120 percent points doubled half third one five
10000000000000000000000000000000000000 2014 31 June 2016 Monday, 3 May 9.15am 25:10 later before
after since anniversary 60th first born died aged 45-year-old ( ) , ; : . - – km miles C F votes
margin 3-2 exactly ranging up rose fell 66 names 12 were including others rest yesterday last year
Q2 quarter second century"""
PIECES = st.sampled_from([*_WORDS.split(), "\n\n", ". The ", ", or ", " ("])
DAYS = st.sampled_from([None, date(2016, 6, 10), date(1, 1, 1), date(9999, 12, 31)])


def _holds(text: str, published: date | None = date(2016, 6, 10)) -> None:
    before = 0
    for flag in check(text, published, notes=True):
        assert flag.rule in RULE_NAMES
        assert flag.quote == text[flag.start : flag.end] != ""
        assert all(flag.start <= start < end <= flag.end for start, end in flag.spans)
        assert flag.message
        assert "\n" not in flag.working
        assert before <= flag.start
        before = flag.start


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40), DAYS)
def test_any_mixture_of_figures_is_checked_without_an_error(
    pieces: list[str], published: date | None
) -> None:
    _holds(" ".join(pieces), published)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_checked_without_an_error(text: str) -> None:
    _holds(text)


def _hostile() -> Iterator[str]:
    for path in sorted(HOSTILE.glob("*.json")):
        found = json.loads(path.read_text(encoding="utf-8"))
        values = found.values() if isinstance(found, dict) else found
        for one in values:
            text = one if isinstance(one, str) else json.dumps(one, ensure_ascii=False)
            yield f"Of the 60 {text} people, 72, or 15 percent, {text} left in 2030."


@pytest.mark.skipif(
    not HOSTILE.is_dir(), reason="the hostile strings are not beside the repository"
)
def test_hostile_strings_are_checked_without_an_error() -> None:
    for text in _hostile():
        _holds(text)


@pytest.mark.parametrize("shape", SHAPES)
def test_cpu_time_grows_no_faster_than_the_text(shape: str) -> None:
    # halfway between what grows with the text and what grows with its square
    assert growth(SHAPES[shape], SHORT_SIZES) < 1.5


def test_a_table_of_figures_in_one_sentence_is_left_alone() -> None:
    assert check("Of the 60 listed, 72 left, " + "and 5 more, " * 100 + "they said.") == []
    assert [flag.rule for flag in check("Of the 60 listed, 72 left, they said.")] == [
        "subset_exceeds"
    ]
