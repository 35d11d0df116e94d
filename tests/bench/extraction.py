"""Extraction beside its peers: CPU per 1,000 words, the ratios, and how it grows with the text.

Peers run on the same text in the same process. dateparser is a dependency; quantulum3 comes with
the extra ``peers``; spaCy's small model takes part when it is installed already. The floor is a
bare scan of the text: every word cut out and looked up in a set, the least that Python can do.

``--long`` adds the growth with the length to 10 MB and with the number of texts to 100,000.
"""

from __future__ import annotations

import importlib
import json
import math
import re
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
LONG_SIZES = (1_000, 10_000, 100_000, 1_000_000, 10_000_000)
LONG_TEXTS = (10, 100, 1_000, 10_000, 100_000)
# One measured stretch is repeated until it has taken this long, so that a short text is no noise.
STEADY_SECONDS = 0.1
PEER_CHARACTERS = 60_000


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


def token_scan(text: str, known: frozenset[str]) -> int:
    """Count the words of a text that are in a set: the floor for reading it in Python."""
    return sum(word in known for word in re.findall(r"\w+", text))


def ratios(text: str) -> dict[str, float | None]:
    """Extraction's CPU over a bare token scan's, and each peer's over extraction's.

    The keys are "token scan" and the peers' names; None is a peer that is not installed.
    """
    known = frozenset(re.findall(r"\w+", text)[::2])
    # by turns, so that a busy machine slows both
    turns = [(steady_seconds(extract, text), steady_seconds(_scan_with(known), text))
             for _ in range(5)]  # fmt: skip
    ours = min(spent for spent, _ in turns)
    found: dict[str, float | None] = {"token scan": ours / min(spent for _, spent in turns)}
    part = text[:PEER_CHARACTERS]
    beside = cpu_ms(extract, part)
    for name, read in peers():
        found[name] = None if read is None else cpu_ms(read, part) / beside
    return found


def _scan_with(known: frozenset[str]) -> Callable[[str], int]:
    return lambda text: token_scan(text, known)


def steady_seconds(read: Callable[[str], object], text: str) -> float:
    """CPU seconds for one reading of a text, the mean of as many as make a steady figure."""
    begun, count = time.process_time(), 0
    while time.process_time() - begun < STEADY_SECONDS:
        read(text)
        count += 1
    return (time.process_time() - begun) / count


def growth(*, long: bool) -> dict[str, float]:
    """How CPU grows with the length of one text, and with the number of texts: 1 is linear.

    ``long`` goes on to 10 MB and to 100,000 texts, which takes minutes.
    """
    text = news()
    sizes = LONG_SIZES if long else LONG_SIZES[:-1]
    counts = LONG_TEXTS if long else LONG_TEXTS[:-1]
    pieces = [text[at : at + 1_000] for at in range(0, len(text) - 1_000, 997)]
    # the same thousand characters again and again: figures are as dense in a short text as in a
    # long one, and only the length differs
    middle = pieces[len(pieces) // 2]
    return {"length": exponent(middle, sizes), "number of texts": _by_number(pieces, counts)}


def _by_number(pieces: list[str], counts: tuple[int, ...]) -> float:
    def read_all(count: int) -> float:
        begun = time.process_time()
        for at in range(count):
            extract(pieces[at % len(pieces)])
        return time.process_time() - begun

    # the mean of ten runs of the shortest, which alone would be noise
    spent = [sum(read_all(counts[0]) for _ in range(10)) / 10, *map(read_all, counts[1:])]
    return slope(counts, spent)


def exponent(unit: str, sizes: tuple[int, ...], turns: int = 1) -> float:
    """How CPU time grows with the length: 1 is linear.

    Of several turns the least time of each length counts: what else the machine does only adds.
    """
    extract(unit)  # what is loaded for the first date is no growth
    texts = [(unit * (size // len(unit) + 1))[:size] for size in sizes]
    spent = [[steady_seconds(extract, text) for text in texts] for _ in range(turns)]
    return slope(sizes, list(map(min, zip(*spent, strict=True))))


def slope(sizes: tuple[int, ...], spent: list[float]) -> float:
    """The exponent of the power law that fits best: least squares over the logarithms.

    >>> round(slope((10, 100, 1000), [2.0, 20.0, 200.0]), 3)
    1.0
    """
    across, up = [math.log(size) for size in sizes], [math.log(one) for one in spent]
    middle, height = sum(across) / len(across), sum(up) / len(up)
    steep = sum((x - middle) * (y - height) for x, y in zip(across, up, strict=True))
    return steep / sum((x - middle) ** 2 for x in across)


def main(arguments: list[str]) -> int:
    """Print the figures; ``--short`` keeps to small sizes, ``--long`` adds the largest."""
    short = "--short" in arguments
    text = news()[: 12_000 if short else None]
    print(f"workbench.extract   {cpu_ms(extract, text):9.1f} ms CPU per 1,000 words")  # noqa: T201
    for name, ratio in ratios(text).items():
        print(f"{name:19} {_said(name, ratio)}")  # noqa: T201
    if not short:
        for what, grown in growth(long="--long" in arguments).items():
            print(f"growth with {what:14} {grown:5.2f}")  # noqa: T201
    units = SHARED / "hostile" / "growth" / "units.json"
    if units.exists():
        for unit in json.loads(units.read_text(encoding="utf-8")):
            grown = exponent(unit, SHORT_SIZES if short else SIZES)
            print(f"growth of {unit!r:14} {grown:5.2f}")  # noqa: T201
    return 0


def _said(name: str, ratio: float | None) -> str:
    if ratio is None:
        return "not measured"
    if name == "token scan":
        return f"ours takes {ratio:.1f} times as long"
    return f"{ratio:9.1f} times ours"
