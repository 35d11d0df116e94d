"""The cost of the checks beside extraction and a few plain expressions, and how it grows."""

from __future__ import annotations

import math
import re
import time
from functools import partial
from typing import TYPE_CHECKING

from tests.bench.extraction import news
from workbench import extract
from workbench.checks import check_claims

if TYPE_CHECKING:
    from collections.abc import Callable

SIZES = (50_000, 200_000)
SHORT_SIZES = (3_000, 24_000)
ROUNDS = 5
TURNS = 3
# One endless sentence, many short ones, much that is told as known, brackets, long paragraphs.
SHAPES = {
    "one sentence of numbers": "1,234 and ",
    "ranges in a row": "between 1 and 2 and 3 ",
    "sentences at the cap": "Of the 60 listed, "
    + "72 were from 5 to 4 percent, " * 12
    + "he said. ",
    "a flag in each sentence": "Of the 60 people on the list, 72 had fought. ",
    "figures told as known": "The database lists 60 names. Most of the 67 names are new. ",
    "bounds": "More than 300 people came; the hall holds at most 20 people. ",
    "headlines": "Toll 500\n\n",
    "brackets": "1 (2 (3 ( ",
    "no sentence end": "of the 60 in all, including ",
}
# What a newsroom's own script would do in an afternoon.
_PLAIN = (
    r"of the (\d[\d,]*) [^.]*?, (\d[\d,]*), or (\d+) ?(?:%|percent)",
    r"from (\d[\d,.]*) to (\d[\d,.]*)[^.]*?(\d+) ?(?:%|percent)",
    r"(\d[\d,.]*) (miles?|km|feet|kg|pounds?) \((\d[\d,.]*) (\w+)\)",
    r"(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? (\w+ \d+|\d+ \w+)(?:,? (\d{4}))?",
)


def plain_expressions(text: str) -> int:
    """How often the plain expressions fit."""
    return sum(len(re.findall(expression, text)) for expression in _PLAIN)


def costs(text: str) -> dict[str, float]:
    """CPU milliseconds per 1,000 words of extraction, of the checks alone, of plain expressions."""
    claims = extract(text)
    measured: dict[str, Callable[[], object]] = {
        "extraction": lambda: extract(text),
        "checks": lambda: check_claims(text, claims),
        "plain expressions": lambda: plain_expressions(text),
    }
    words = len(text.split())
    return {
        name: min(_spent(run) for _ in range(ROUNDS)) * 1e6 / words
        for name, run in measured.items()
    }


def _spent(run: Callable[[], object]) -> float:
    begun = time.process_time()
    run()
    return time.process_time() - begun


def growth(unit: str, sizes: tuple[int, int] = SIZES) -> float:
    """How the CPU time of the checks grows with the length: 1 is linear.

    Less than 2 ms says nothing, and counts as that much.
    """
    texts = [(unit * (size // len(unit) + 1))[:size] for size in sizes]
    checks = [partial(check_claims, text, extract(text)) for text in texts]
    # by turns, so that a busy machine slows both
    turns = [[_spent(check) for check in checks] for _ in range(TURNS)]
    short, long = (max(min(spent), 2e-3) for spent in zip(*turns, strict=True))
    return math.log(long / short) / math.log(sizes[1] / sizes[0])


def main(arguments: list[str]) -> int:
    """Print the figures; ``--short`` keeps to small sizes."""
    short = "--short" in arguments
    found = costs(news()[: 60_000 if short else None])
    for name, spent in found.items():
        ratio = spent / found["extraction"]
        print(f"{name:18} {spent:8.3f} ms CPU per 1,000 words, {ratio:.3f} of extraction")  # noqa: T201
    for shape, unit in SHAPES.items():
        print(f"growth, {shape:24} {growth(unit, SHORT_SIZES if short else SIZES):5.2f}")  # noqa: T201
    return 0
