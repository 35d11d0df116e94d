"""Numbers as written: what each is, where it ends, and that none is ever a crash."""

from __future__ import annotations

from decimal import Decimal

import pytest

from workbench.grammar.numerals import numerals
from workbench.grammar.tokens import scan


def _read(text: str) -> list[tuple[str, Decimal | None, str]]:
    tokens = scan(text)
    return [
        (text[tokens.start[n.first] : tokens.end[n.stop - 1]], n.value, n.style)
        for n in numerals(tokens)
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234.5", "1234.5"),
        ("1 204", "1204"),
        ("12 590,50", "12590.50"),
        ("1.144.000", "1144000"),
        ("1,00,000", "100000"),
        ("0,29", "0.29"),
        (".5", "0.5"),
        ("-5", "-5"),
        ("minus 40", "-40"),
        ("2½", "2.5"),
        ("2 1/2", "2.5"),
        ("１２", "12"),
        ("1.2 million", "1200000"),
        ("3.5bn", "3500000000"),
        ("250K", "250000"),
        ("2 crore", "20000000"),
        ("one hundred and forty-two", "142"),
        ("twenty one hundred", "2100"),
        ("two million three", "2000003"),
        ("two thousand million", "2000000000"),
        ("eighteen point o five", "18.05"),
        ("one hundred sixty four point five eight thousand", "164580"),
        ("half a dozen", "6"),
        ("half a million", "500000"),
        ("a million and a half", "1500000"),
        ("two and a half", "2.5"),
        ("three quarters of a million", "750000"),
        ("two dozen", "24"),
    ],
)
def test_a_number_is_read_whole_however_it_is_written(text: str, value: str) -> None:
    assert [(words, number) for words, number, _ in _read(text)] == [(text, Decimal(value))]


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("twenty-third", "ordinal"),
        ("21st", "ordinal"),
        ("one hundred and first", "ordinal"),
        ("two-thirds", "fraction"),
        ("one-tenth", "fraction"),
        ("hundreds of thousands", "vague"),
        ("several hundred", "vague"),
    ],
)
def test_the_way_a_number_is_written_is_kept(text: str, style: str) -> None:
    assert [(words, kept) for words, _, kept in _read(text)] == [(text, style)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("between a hundred and two hundred", [100, 200]),
        ("one million and two million", [1000000, 2000000]),
        ("$1 billion seven years ago", [1000000000, 7]),
        ("five or six hundred", [5, 600]),
        ("9/11", [9, 11]),
    ],
)
def test_two_numbers_beside_each_other_stay_two(text: str, values: list[int]) -> None:
    assert [number for _, number, _ in _read(text)] == values


def test_one_point_three_zeros_is_a_thousand_only_beside_european_numbers() -> None:
    assert [n for _, n, _ in _read("1.000 of 2.5")] == [Decimal("1.000"), Decimal("2.5")]
    assert [n for _, n, _ in _read("1.000 und 2,5")] == [Decimal(1000), Decimal("2.5")]


@pytest.mark.parametrize("text", ["9" * 5000, "1." * 300 + "1", "1,2,3,4"])
def test_a_number_that_makes_no_sense_is_found_without_a_value(text: str) -> None:
    assert [(words, number) for words, number, _ in _read(text)] == [(text, None)]


def test_test_scores_are_no_crowd() -> None:
    assert _read("her test scores of the year") == []
