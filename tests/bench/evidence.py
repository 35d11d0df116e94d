"""Evidence: the figures on the gold sets, what each part of the score is worth, and the cost.

The cost is that of a query, of a claim looked up, and of a PDF of a thousand pages read in.

With ``--parts`` each weight of the ranking is put to nought in turn; ``--short`` leaves the gold
sets out and measures the cost alone.
"""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import wrap
from typing import TYPE_CHECKING

from tests.documents import pdf
from tests.gold_evidence import FOLDER, evidence_rows, passages
from workbench.evidence import ask, paragraph, passages_of, ranking, table_ranking
from workbench.ingest import read_story_bytes
from workbench.store.finding import look_up
from workbench.store.passages import PassageIndex

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_NO_SIGNS = str.maketrans("", "", "()\\")

_PARTS = (
    *((ranking, name) for name in ("_SAME_NUMBERS", "_NEAR_MISSES", "_NEAR_WORDS")),
    *(
        (table_ranking, name)
        for name in ("_CAPTION", "_CAPTION_USED", "_HEADS", "_PAIRS", "_CELLS")
    ),
)
_PASSAGES, _QUESTIONS = 10_000, 100
_PAGES, _LINES = 1_000, 60
_WIDTH = 90
_SENTENCE = (
    "In {year} the ministry of district {n} counted {m} houses, {k} percent of them flooded."
)


def main(arguments: list[str]) -> int:
    """Print the figures."""
    cost()
    thousand_pages()
    if "--short" in arguments or not FOLDER.is_dir():
        return 0
    print("all parts", *evidence_rows(), sep="\n")  # noqa: T201 - a command line speaks
    for module, name in _PARTS if "--parts" in arguments else ():
        kept = getattr(module, name)
        setattr(module, name, 0.0)
        print(f"without {name}", *evidence_rows(), sep="\n")  # noqa: T201
        setattr(module, name, kept)
    return 0


def cost() -> None:
    """Print what indexing and asking cost, over passages of the gold sets or made-up ones."""
    texts = _texts()
    texts = (texts * (1 + _PASSAGES // len(texts)))[:_PASSAGES]
    with TemporaryDirectory() as folder, PassageIndex(Path(folder) / "index.sqlite") as index:
        begun = time.perf_counter()
        index.add("all", (paragraph(f"d{n // 20}#{n}", text) for n, text in enumerate(texts)))
        print(f"index of {len(texts):,} passages {time.perf_counter() - begun:7.1f} s")  # noqa: T201
        questions = [ask(text[:300]) for text in texts[:: len(texts) // _QUESTIONS]]
        index.search(questions[0])
        _tell("a query", [partial(index.search, one) for one in questions])
        asked = [one for one in questions if one.figures]
        _tell("a claim", [partial(look_up, index, one.figures[0], one.text) for one in asked])


def _tell(what: str, runs: Sequence[Callable[[], object]]) -> None:
    spent = []
    for run in runs:
        begun = time.perf_counter()
        run()
        spent.append(1000 * (time.perf_counter() - begun))
    spent.sort()
    middle, slow = spent[len(spent) // 2], spent[int(0.95 * len(spent))]
    print(f"{what}: median {middle:.1f} ms, 95 in 100 within {slow:.1f} ms")  # noqa: T201


def thousand_pages() -> None:
    """Print what it costs to read a long PDF and to put it into the index."""
    wide = [line for text in _texts() for line in [*wrap(text, _WIDTH), ""]]
    lines = [line.encode("ascii", "ignore").decode().translate(_NO_SIGNS) for line in wide]
    data = pdf(*(_page(lines, _LINES * number) for number in range(_PAGES)))
    with TemporaryDirectory() as folder, PassageIndex(Path(folder) / "index.sqlite") as index:
        begun = time.perf_counter()
        found = passages_of(read_story_bytes(data, "long.pdf", as_source=True))
        read = time.perf_counter()
        index.add("long", found)
        put = time.perf_counter()
        size = (Path(folder) / "index.sqlite").stat().st_size / 1e6
    print(  # noqa: T201
        f"a PDF of {_PAGES:,} pages, {len(data) / 1e6:.1f} MB: read in {read - begun:.1f} s,"
        f" its {len(found):,} passages put into the index in {put - read:.1f} s ({size:.0f} MB)"
    )


def _page(lines: list[str], start: int) -> list[tuple[int, int, int, str]]:
    some = (lines[(start + at) % len(lines)] for at in range(_LINES))
    return [(50, 790 - 12 * at, 10, line) for at, line in enumerate(some) if line]


def _texts() -> list[str]:
    """Passages of the gold sets, or made-up ones."""
    if FOLDER.is_dir():
        return [one.text for one in passages("gum")]
    return [
        _SENTENCE.format(year=1900 + n % 120, n=n, m=7 * n, k=n % 100) for n in range(_PASSAGES)
    ]
