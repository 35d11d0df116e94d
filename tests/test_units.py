"""What a number is an amount of, and when it is a guess."""

from __future__ import annotations

from decimal import Decimal

import pytest

from workbench import extract
from workbench.claim import Kind
from workbench.lexicon import rows


def test_a_unit_carries_its_name_and_its_ucum_code() -> None:
    (claim,) = extract("It burned 30 acres.")
    assert (claim.unit, claim.unit_code) == ("acre", "[acr_us]")


@pytest.mark.parametrize(
    ("text", "kind", "unit", "guessed"),
    [
        ("He lost 20 pounds.", Kind.QUANTITY, "lb", True),
        ("A 200-pound man won.", Kind.QUANTITY, "lb", False),
        ("They paid 50,000 pounds.", Kind.MONEY, "GBP", False),
        ("They paid 20 pounds and £3.", Kind.MONEY, "GBP", False),
    ],
)
def test_pounds_are_weight_or_money_and_a_guess_says_so(
    text: str,
    kind: Kind,
    unit: str,
    guessed: bool,  # noqa: FBT001 - the column of a table
) -> None:
    claim = extract(text)[0]
    assert (claim.kind, claim.unit, claim.guess is not None) == (kind, unit, guessed)


def test_minor_coins_count_in_main_units() -> None:
    assert extract("It costs 75 cents.")[0].value == Decimal("0.75")


def test_a_number_too_large_to_read_is_a_claim_without_a_value() -> None:
    (claim,) = extract(f"It has {'9' * 60} cells.")
    assert claim.value is None
    assert claim.kind is Kind.COUNT


def test_every_claim_names_the_rules_that_made_it() -> None:
    (claim,) = extract("More than 200 people fled.")
    assert claim.rules == ("count", "hedge more_than")


@pytest.mark.parametrize("table", ["numbers", "units", "currencies", "hedges", "cues", "names",
                                   "nouns", "trends", "prefixes", "multiples", "matches",
                                   "speakers", "abbreviations", "grammar_words"])  # fmt: skip
def test_every_row_of_the_lexicon_names_its_source(table: str) -> None:
    assert all(row["source"] for row in rows(table))
