"""Dates, durations and sets as a story writes them, and what the reading says about itself."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.claim import Kind
from workbench.grammar.dates import read_dates
from workbench.grammar.extraction import extract
from workbench.grammar.numerals import numerals
from workbench.grammar.reading import Context
from workbench.grammar.timex import Period, days_of, parse
from workbench.grammar.tokens import scan

if TYPE_CHECKING:
    from workbench.claim import Claim

PUBLISHED = date(2016, 6, 4)
DATED = (Kind.DATE, Kind.DURATION, Kind.SET)


def _dated(text: str, published: date | None = PUBLISHED) -> list[Claim]:
    return [claim for claim in extract(text, published) if claim.kind in DATED]


def _only(text: str, published: date | None = PUBLISHED) -> Claim:
    (claim,) = _dated(text, published)
    return claim


def test_a_year_spans_all_its_days() -> None:
    claim = _only("It was founded in 1992.")
    assert (claim.earliest, claim.latest) == (date(1992, 1, 1), date(1992, 12, 31))


def test_a_range_spans_from_its_first_day_to_its_last() -> None:
    claim = _only("The war of 1971–1975 cost much.")
    assert (claim.earliest, claim.latest) == (date(1971, 1, 1), date(1975, 12, 31))


def test_a_date_before_christ_has_no_days() -> None:
    claim = _only("The temple fell in 480 BC.")
    assert (claim.value, claim.earliest, claim.latest) == ("BC0480", None, None)


def test_a_duration_has_no_days() -> None:
    claim = _only("He was jailed for 40 years.")
    assert (claim.earliest, claim.latest) == (None, None)


def test_without_publication_date_a_relative_date_says_what_it_needs() -> None:
    claim = _only("The storm came last Friday.", None)
    assert (claim.value, claim.earliest, claim.unresolved) == (None, None, "published")


def test_without_publication_date_an_absolute_date_keeps_its_value() -> None:
    claim = _only("The bridge opened in May 2014.", None)
    assert (claim.value, claim.unresolved) == ("2014-05", None)


def test_an_impossible_day_keeps_its_row_without_a_value() -> None:
    claim = _only("The permit of 31 February 2015 is a forgery.")
    assert claim.value is None
    assert claim.guess == "There is no such day in the calendar."


def test_the_ext_span_has_the_words_of_the_modifier() -> None:
    text = "It has stood empty since late December 2014."
    claim = _only(text)
    assert text[claim.ext_start : claim.ext_end] == "since late December 2014"
    assert claim.text == "late December 2014"


def test_the_clause_after_before_belongs_to_the_ext_span() -> None:
    text = "Five months before rebels took the city, he left."
    claim = _only(text)
    assert text[claim.ext_start : claim.ext_end] == "Five months before rebels took the city"


def test_a_later_paragraph_is_news_again() -> None:
    text = "In 1931 a strike began in early October.\n\nThe union told members so in September."
    values = [claim.value for claim in _dated(text)]
    assert values == ["1931", "1931-10", "2015-09"]


def test_each_value_reads_back_as_the_days_it_gives() -> None:
    for value in ("2014", "2014-05", "2014-Q3", "2014-H2", "2014-SU", "2014-W07", "2014-W07-WE"):
        period = parse(value)
        assert period is not None
        assert period.value == value
        assert days_of(value) == period.days


@given(st.dates())
def test_every_day_lies_in_its_week_month_and_year(day: date) -> None:
    for unit in ("day", "week", "month", "quarter", "half", "year"):
        first, last = Period.of(day, unit).days
        assert first is None or last is None or first <= day <= last


WORDS = st.sampled_from(
    [
        "May",
        "5",
        ",",
        "2014",
        "the",
        "last",
        "next",
        "week",
        "Friday",
        "ago",
        "two",
        "years",
        "a",
        "mid",
        "-",
        "early",
        "end",
        "of",
        "since",
        "1990",
        "s",
        "'",
        "31",
        "February",
        "12",
        ":",
        "30",
        "p.m.",
        "GMT",
        "quarter",
        "third",
        "every",
        "Monday",
        "Q",
        "3",
        "BC",
        "44",
        "half",
        "and",
        "to",
        "/",
        ".",
        "this",
        "past",
        "months",
        "99999",
        "0",
        "fiscal",
        "Christmas",
        "before",
        "later",
        "year",
        "2016-02-30",
        "10000",
        "that",
        "day",
        "summer",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=14), st.sampled_from([None, PUBLISHED, date.min, date.max]))
def test_no_sequence_of_date_words_is_too_much(words: list[str], published: date | None) -> None:
    text = " ".join(words)
    tokens = scan(text)
    tokens.sentences = [(0, len(tokens))]
    stop = 0
    for reading in read_dates(tokens, numerals(tokens), Context(published)):
        assert stop <= reading.first < reading.stop <= len(tokens)
        assert reading.ext_first <= reading.first
        assert reading.ext_stop >= reading.stop
        stop = reading.stop


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_read_without_error(text: str) -> None:
    for claim in _dated(text):
        assert text[claim.start : claim.end] == claim.text


def test_deep_chains_of_date_words_do_not_recurse() -> None:
    assert _dated("early " * 5000) == []
    assert _dated("the end of " * 5000) == []


def test_a_possessive_of_recent_is_read_like_recent() -> None:
    assert _only("the recent's year").value == "PAST_REF"
    assert _only("that recent's day").value == "PAST_REF"
