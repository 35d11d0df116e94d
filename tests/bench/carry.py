"""Carrying claims to the next draft: figures on the gold drafts, and the time for a whole story."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from tests import gold_drafts
from tests.bench.extraction import news
from workbench import carry, extract

_WORDS = 10_000


def story() -> str:
    """Ten thousand words of news."""
    text = news()
    while len(text.split()) < _WORDS:
        text = f"{text}\n\n{text}"
    return text[: len(" ".join(text.split()[:_WORDS]))]


def next_draft(text: str) -> str:
    """The same with its paragraphs in another order and words replaced all over."""
    parts = text.split("\n\n")
    middle = len(parts) // 2
    moved = "\n\n".join([*parts[middle:], "Nobody had expected it.", *parts[:middle]])
    return moved.replace(" and ", " as well as ").replace("said", "stated").replace("12", "14")


def seconds(old: str, new: str) -> tuple[float, int]:
    """CPU seconds for carrying a draft, and how many claims it has."""
    claims = extract(old)
    begun = time.process_time()
    carry(old, new, claims)
    return time.process_time() - begun, len(claims)


def main(arguments: list[str]) -> int:
    """Print the figures; ``--short`` leaves the gold drafts out."""
    old = story()
    spent, claims = seconds(old, next_draft(old))
    print(f"{len(old.split())} words, {claims} claims: {spent:.2f} s")  # noqa: T201
    for name, hostile in (("one line repeated", "6 men fled.\n\n"), ("no stops", "6 men fled ")):
        text = hostile * 3_000
        spent, claims = seconds(text, text[len(hostile) * 5 :])
        print(f"{name}: {len(text.split())} words, {claims} claims: {spent:.2f} s")  # noqa: T201
    if "--short" in arguments or not gold_drafts.PAIRS.is_file():
        return 0
    with tempfile.TemporaryDirectory() as folder:
        for name, end_to_end in (("mentions given", False), ("end to end", True)):
            got = gold_drafts.figures(Path(folder), end_to_end=end_to_end)
            told = "  ".join(f"{figure} {value:.3f}" for figure, value in got.items())
            print(f"{name:14} {told}")  # noqa: T201
    return 0
