"""What we reach on the evidence sets: shared by gate and benchmark."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from tests.gold_dates import GOLD
from tests.gold_table import Row, gold_scorer
from workbench import find
from workbench.evidence import paragraph, table_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.gold_scoring import Json
    from workbench.evidence import Passage

FOLDER = GOLD / "evidence"
SETS = ("gum", "averitec", "tabfact")


def passages(name: str) -> list[Passage]:
    """The documents of a set."""
    return [
        table_of(doc["doc_id"], doc["caption"], doc["table"])
        if "table" in doc
        else paragraph(doc["doc_id"], doc["text"])
        for doc in _lines(f"{name}.docs")
    ]


def claims(name: str) -> list[Json]:
    """The claims of the dev half of a set."""
    return _lines(f"{name}.claims.dev")


def evidence_rows() -> Iterator[Row]:
    """Measure every row; takes about twenty seconds."""
    (all_gum, wrong, verdict, _), (averitec, *_), (tabfact, _, _, cell) = map(_figures, SETS)
    yield Row("evidence gum: recall at 1", all_gum[1], 0.80, 0.557)
    yield Row("evidence gum: recall at 5", all_gum[2], 0.97, 0.927)
    yield Row("evidence gum: recall at 1, number wrong", wrong[1], 0.80, 0.66)
    yield Row("evidence gum: verdict on the first five", verdict, 0.90, 0.84)
    yield Row("evidence averitec: recall at 5", averitec[2], 0.72, 0.637)
    yield Row("evidence tabfact: recall at 1", tabfact[1], 0.86, 0.746)
    yield Row("evidence tabfact: first cell", cell, 0.65, 0.42)


def evidence_hashes() -> dict[str, str]:
    """The SHA-256 of every file that the rows are measured on."""
    files = [f"{name}.{part}.jsonl" for name in SETS for part in ("docs", "claims.dev")]
    return {f"evidence/{f}": hashlib.sha256((FOLDER / f).read_bytes()).hexdigest() for f in files}


def _figures(name: str) -> tuple[list[float], list[float], float, float]:
    """All, those with a wrong number, the verdict's accuracy, the first cell's recall."""
    gold = claims(name)
    found = find([claim["claim"] for claim in gold], passages(name))
    run = [
        {
            "claim_id": claim["claim_id"],
            "ranked": [passage.id for passage in one.passages],
            "verdict": one.verdict.value,
            "cells": one.cells[:1],
        }
        for claim, one in zip(gold, found, strict=True)
    ]
    scores, verdict, cell = gold_scorer("evidence", "score_retrieval").score(gold, run)
    return scores["all"], scores.get("contradicts", scores["all"]), verdict, cell or 0.0


def _lines(name: str) -> list[Json]:
    return [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text("utf-8").splitlines()]
