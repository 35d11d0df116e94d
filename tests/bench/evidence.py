"""Evidence: the figures on the gold sets, what each part of the score is worth, and the cost.

With ``--parts`` each weight of the ranking is put to nought in turn; ``--short`` leaves the gold
sets out and measures the cost alone.
"""

from __future__ import annotations

import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.gold_evidence import FOLDER, evidence_rows, passages
from workbench.evidence import ask, paragraph, ranking, table_ranking
from workbench.store.passages import PassageIndex

_PARTS = (
    *((ranking, name) for name in ("_SAME_NUMBERS", "_NEAR_MISSES", "_NEAR_WORDS")),
    *(
        (table_ranking, name)
        for name in ("_CAPTION", "_CAPTION_USED", "_HEADS", "_PAIRS", "_CELLS")
    ),
)
_PASSAGES, _QUESTIONS = 10_000, 100
_SENTENCE = (
    "In {year} the ministry of district {n} counted {m} houses, {k} percent of them flooded."
)


def main(arguments: list[str]) -> int:
    """Print the figures."""
    cost()
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
    texts = [one.text for one in passages("gum")] if FOLDER.is_dir() else []
    made = [
        _SENTENCE.format(year=1900 + n % 120, n=n, m=7 * n, k=n % 100) for n in range(_PASSAGES)
    ]
    texts = (texts * (1 + _PASSAGES // len(texts)) if texts else made)[:_PASSAGES]
    with TemporaryDirectory() as folder, PassageIndex(Path(folder) / "index.sqlite") as index:
        begun = time.perf_counter()
        index.add("all", (paragraph(f"d{n // 20}#{n}", text) for n, text in enumerate(texts)))
        print(f"index of {len(texts):,} passages {time.perf_counter() - begun:7.1f} s")  # noqa: T201
        questions = [ask(text[:300]) for text in texts[:: len(texts) // _QUESTIONS]]
        index.search(questions[0])
        spent = []
        for question in questions:
            begun = time.perf_counter()
            index.search(question)
            spent.append(1000 * (time.perf_counter() - begun))
    spent.sort()
    middle, slow = spent[len(spent) // 2], spent[int(0.95 * len(spent))]
    print(f"a query: median {middle:.1f} ms, 95 in 100 within {slow:.1f} ms")  # noqa: T201
