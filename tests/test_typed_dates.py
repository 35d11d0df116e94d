"""Dates that people type, and the forms in figures that dateparser reads for the grammar."""

from __future__ import annotations

from datetime import date

import pytest

from workbench.grammar.extraction import extract
from workbench.grammar.typed_dates import read_absolute, read_typed_date

PUBLISHED = date(2016, 6, 4)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("4 June 2016", "2016-06-04"),
        ("  June   4, 2016 ", "2016-06-04"),
        ("2016-06-04", "2016-06-04"),
        ("June 2016", "2016-06"),
        ("2016", "2016"),
    ],
)
def test_a_typed_date_is_as_precise_as_it_was_typed(words: str, value: str) -> None:
    period = read_typed_date(words)
    assert period is not None
    assert period.value == value


@pytest.mark.parametrize("words", ["yesterday", "last Friday", "1 January", "two days ago"])
def test_a_typed_relative_date_needs_the_publication_date(words: str) -> None:
    assert read_typed_date(words) is None
    assert read_typed_date(words, PUBLISHED) is not None


@pytest.mark.parametrize("words", ["", " ", "soon", "31 Feb 2015", "60", "0000", "x" * 500])
def test_words_that_are_no_date_give_none(words: str) -> None:
    assert read_typed_date(words, PUBLISHED) is None


@pytest.mark.parametrize("words", ["Q3 2016", "1990s"])
def test_what_dateparser_misreads_in_silence_is_refused(words: str) -> None:
    assert read_typed_date(words, PUBLISHED) is None


def test_the_order_of_day_and_month_is_told_to_dateparser() -> None:
    american, european = read_absolute("03/04/2016", "MDY"), read_absolute("03/04/2016", "DMY")
    assert american is not None
    assert european is not None
    assert (american.value, european.value) == ("2016-03-04", "2016-04-03")


def test_dates_in_figures_reach_dateparser() -> None:
    read_absolute.cache_clear()
    (claim,) = extract("The form says 25/12/2015.", PUBLISHED)
    assert claim.value == "2015-12-25"
    assert read_absolute.cache_info().misses == 1
