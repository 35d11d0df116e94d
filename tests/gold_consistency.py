"""Our flags against the gold set of stories that contradict themselves, and against clean news."""

from __future__ import annotations

import json
from collections import defaultdict
from functools import cache
from typing import Any

from tests.gold_dates import GOLD
from tests.gold_scoring import published_on
from workbench import check

Json = dict[str, Any]
FILES = ("consistency/consistency.dev", "consistency/clean_news.dev")


@cache
def checks_figures() -> dict[str, float]:
    """Pair accuracy, precision, how often the rule is the right one, and silence on clean news.

    Silence is 1 less the flags per 1,000 words, so that more is better as in every other row.
    """
    pairs: dict[str, dict[str, bool]] = defaultdict(dict)
    hits = alarms = named = wrong = 0
    for row in _rows(FILES[0]):
        flags = check(row["text"], published_on(row["published"]))
        is_wrong = row["expected"] == "flag"
        if row["pair"]:
            pairs[row["pair"]][row["expected"]] = bool(flags)
        wrong += is_wrong
        hits += is_wrong and bool(flags)
        alarms += not is_wrong and bool(flags)
        named += is_wrong and row["rule"] in {flag.rule for flag in flags}
    right = sum(pair["flag"] and not pair["ok"] for pair in pairs.values())
    return {
        "pair accuracy": right / len(pairs),
        "precision": hits / (hits + alarms),
        "rule named": named / wrong,
        "silence on clean news": 1 - _flags_per_thousand_words(),
    }


def _flags_per_thousand_words() -> float:
    words = flags = 0
    for row in _rows(FILES[1]):
        text = "\n\n".join(" ".join(paragraph) for paragraph in row["paragraphs"])
        words += len(text.split())
        flags += len(check(text, published_on(row.get("published"))))
    return 1000 * flags / words


def _rows(name: str) -> list[Json]:
    lines = (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]
