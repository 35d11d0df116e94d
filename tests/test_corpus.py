"""The project's own corpus: one sentence a line, grouped by the question it asks.

A line with ``"gap": true`` is a known gap: it must fail, and is promoted once it passes.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.gold_scoring import plain, published_on
from workbench import extract
from workbench.claim import Kind

CORPUS = Path(__file__).parent / "corpus"
DATED = (Kind.DATE, Kind.DURATION, Kind.SET)
# Lowering either is an explicit act: it stands in the history of this file.
FEWEST_SENTENCES = 400
MOST_GAPS = 10


def _lines() -> list[Any]:
    found: list[Any] = []
    for path in sorted(CORPUS.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            row = json.loads(line)
            row["dates_only"] = path.stem == "dates"
            marks = [pytest.mark.xfail(strict=True, reason="known gap")] if _is_gap(row) else []
            name = f"{row['group']}-{path.stem}:{number}"
            found.append(pytest.param(row, id=name, marks=marks))
    return found


def _is_gap(row: dict[str, Any]) -> bool:
    return bool(row.get("gap") or row.get("known_gap"))


LINES = _lines()


@pytest.mark.parametrize("row", LINES)
def test_a_sentence_of_the_corpus_is_read_as_its_line_says(row: dict[str, Any]) -> None:
    claims = extract(row["text"], published_on(row["published"]))
    if row["dates_only"]:
        claims = [claim for claim in claims if claim.kind in DATED]
    assert [claim.text for claim in claims] == [want["text"] for want in row["expect"]]
    for claim, want in zip(claims, row["expect"], strict=True):
        got = {key: plain(getattr(claim, key)) for key in want}
        assert got == {key: pytest.approx(value) if _is_number(value) else value
                       for key, value in want.items()}  # fmt: skip


def _is_number(value: object) -> bool:
    return isinstance(value, int | float)


def test_the_corpus_keeps_its_size_and_its_few_gaps() -> None:
    gaps = sum(_is_gap(line.values[0]) for line in LINES)
    assert len(LINES) >= FEWEST_SENTENCES
    assert gaps <= MOST_GAPS
