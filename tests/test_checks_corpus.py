"""Our own sentences, a wrong one and its right twin a line: what is flagged, and what is not.

A line with ``"gap": true`` is a known gap: it must fail, and is promoted once it passes. A line
without ``"wrong"`` is a sentence that once was, or easily could be, a false alarm.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from workbench import check
from workbench.checks import RULE_NAMES

PAIRS = Path(__file__).parent / "corpus" / "checks" / "pairs.jsonl"
# Lowering either is an explicit act: it stands in the history of this file.
FEWEST_LINES = 660
MOST_GAPS = 30


def _lines() -> list[Any]:
    return [json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()]


LINES = _lines()


def _parameters() -> list[Any]:
    return [
        pytest.param(
            row,
            id=f"{row['rule'] or 'silence'}:{number}",
            marks=[pytest.mark.xfail(strict=True, reason="known gap")] if row.get("gap") else [],
        )
        for number, row in enumerate(LINES, 1)
    ]


@pytest.mark.parametrize("row", _parameters())
def test_the_wrong_sentence_is_flagged_and_its_right_twin_is_not(row: dict[str, Any]) -> None:
    published = date.fromisoformat(row["published"])
    assert [flag.message for flag in check(row["right"], published)] == []
    if "wrong" in row:
        assert row["rule"] in {flag.rule for flag in check(row["wrong"], published)}


def test_the_pairs_cover_every_rule_and_keep_their_few_gaps() -> None:
    notes = {"percent_without_base", "poll_without_size", "doubled_from_what", "superlative",
             "currently_without_date", "majority_below_half", "figure_without_source"}  # fmt: skip
    assert {row["rule"] for row in LINES if row["rule"]} == set(RULE_NAMES) - notes
    assert len(LINES) >= FEWEST_LINES
    assert sum(bool(row.get("gap")) for row in LINES) <= MOST_GAPS
