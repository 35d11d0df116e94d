"""Extraction beside its peers: CPU per 1,000 words, the ratios, and how it grows with the text.

Peers run on the same text in the same process. dateparser is a dependency; quantulum3 comes with
the extra ``peers``; spaCy's small model takes part when it is installed already.
"""

from __future__ import annotations

import importlib
import json
import math
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench import extract

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SHARED = Path(__file__).resolve().parents[3] / "shared"
CORPUS = Path(__file__).resolve().parents[1] / "corpus"
SIZES = (10_000, 100_000, 1_000_000)
SHORT_SIZES = (1_000, 10_000)


def news() -> str:
    """The text to measure on: the timing text beside the gold sets, else our own corpus."""
    timing = SHARED / "gold" / "quantities" / "news_for_timing.txt"
    if timing.exists():
        return timing.read_text(encoding="utf-8")
    lines = (CORPUS / "figures.jsonl").read_text(encoding="utf-8").splitlines()
    return "\n\n".join(json.loads(line)["text"] for line in lines)


def cpu_ms(read: Callable[[str], object], text: str) -> float:
    """CPU milliseconds per 1,000 words."""
    read(text[:500])
    begun = time.process_time()
    read(text)
    return (time.process_time() - begun) * 1e6 / len(text.split())


def peers() -> Iterator[tuple[str, Callable[[str], object] | None]]:
    """Every peer by name, None where it is not installed."""
    for name, module, build in (
        ("dateparser.search", "dateparser.search", _dateparser),
        ("quantulum3", "quantulum3.parser", _quantulum),
        ("spaCy small model", "spacy", _spacy),
    ):
        yield name, _built(module, build)


def _built(
    module: str, build: Callable[[Any], Callable[[str], object] | None]
) -> Callable[[str], object] | None:
    try:
        return build(importlib.import_module(module))
    except ImportError:
        return None


def _dateparser(module: Any) -> Callable[[str], object]:  # noqa: ANN401 - a peer is untyped
    return lambda text: module.search_dates(text, languages=["en"])


def _quantulum(module: Any) -> Callable[[str], object]:  # noqa: ANN401 - a peer is untyped
    read: Callable[[str], object] = module.parse
    return read


def _spacy(module: Any) -> Callable[[str], object] | None:  # noqa: ANN401 - a peer is untyped
    if not module.util.is_package("en_core_web_sm"):
        return None
    model: Callable[[str], object] = module.load("en_core_web_sm")
    return model


def exponent(unit: str, sizes: tuple[int, ...]) -> float:
    """How CPU time grows with the length: 1 is linear, between the first and the last size."""
    spent = [max(_seconds((unit * (size // len(unit) + 1))[:size]), 1e-3) for size in sizes]
    return math.log(spent[-1] / spent[0]) / math.log(sizes[-1] / sizes[0])


def _seconds(text: str) -> float:
    begun = time.process_time()
    extract(text)
    return time.process_time() - begun


def main(arguments: list[str]) -> int:
    """Print the figures; ``--short`` keeps to small sizes."""
    short = "--short" in arguments
    text = news()[: 12_000 if short else None]
    ours = cpu_ms(extract, text)
    print(f"workbench.extract   {ours:9.1f} ms CPU per 1,000 words")  # noqa: T201
    for name, read in peers():
        spent = None if read is None else cpu_ms(read, text)
        line = (
            "not measured" if spent is None else f"{spent:9.1f} ms, {spent / ours:.1f} times ours"
        )
        print(f"{name:19} {line}")  # noqa: T201
    units = SHARED / "hostile" / "growth" / "units.json"
    if units.exists():
        for unit in json.loads(units.read_text(encoding="utf-8")):
            grown = exponent(unit, SHORT_SIZES if short else SIZES)
            print(f"growth of {unit!r:14} {grown:5.2f}")  # noqa: T201
    return 0
