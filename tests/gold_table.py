"""What we reach on every gold set, beside what was aimed at: one table for gate and benchmark."""

from __future__ import annotations

import hashlib
import importlib.util
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.gold_consistency import FILES as CHECKS_FILES
from tests.gold_consistency import checks_figures
from tests.gold_dates import GOLD
from tests.gold_dates import figures as date_figures
from tests.gold_scoring import Json, all_mentions, quantity_spans

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

FLOORS = Path(__file__).with_name("gold_floors.json")


@dataclass(frozen=True, slots=True)
class Row:
    """One figure of the table: what it is, what we reach, what is the aim, what peers reach."""

    name: str
    got: float
    target: float
    peer: float

    def __str__(self) -> str:
        mark = "" if self.got >= self.target else "  below the aim"
        return (
            f"{self.name:52} {self.got:6.3f}   aim {self.target:5.3f}   peer {self.peer:5.3f}{mark}"
        )


_WHERE = ", where gold has one"
_CLAIMS = (
    ("strict F1", ("strict", "f1"), 0.94, 0.853),
    ("relaxed F1", ("relaxed", "f1"), 0.97, 0.928),
    ("kind", ("accuracy", "kind"), 0.95, 0.81),
    ("value", ("accuracy", "value"), 0.95, 0.758),
    ("modifier of numbers that have one", ("accuracy", f"modifier, numbers{_WHERE}"), 0.90, 0),
    ("modifier of dates that have one", ("accuracy", f"modifier, dates{_WHERE}"), 0.85, 0),
    ("counted noun", ("accuracy", "counted, all"), 0.85, 0),
    ("speaker where there is one", ("accuracy", "speaker, where gold has one"), 0.75, 0),
    ("speaker where there is none", ("accuracy", "speaker, where gold has none"), 0.95, 1),
)  # fmt: skip
_QUANTITIES = (
    ("newsquant", "joint F1", "joint_value_F1", 95.5, 93.9),
    ("newsquant", "unit", "unit_acc_matched", 95, 94),
    ("newsquant", "modifier or trend, not exact", "modifier_acc_nonexact", 88, 85),
    ("ieer", "joint F1", "joint_value_F1", 95, 92.2),
    ("challenge", "joint F1", "joint_value_F1", 93, 71),
    ("nemo_itn", "value end to end", "value_end_to_end", 95, 90),
    ("number_parser", "value end to end", "value_end_to_end", 98, 93),
    ("price_parser", "value end to end", "value_end_to_end", 95, 92),
)
_MEASURED = {name for name, *_ in _QUANTITIES}
_DATES = (
    ("news_te3", "value_f1", 0.85, 0.794),
    ("news_te3", "relaxed_f1", 0.955, 0.949),
    ("news_te3", "value_acc", 0.88, 0.836),
    ("wikiwars", "value_f1", 0.91, 0.900),
    ("gum_news", "relaxed_r", 0.94, 0.901),
    ("gum_news", "value_acc", 0.90, 0.829),
)
_CHECKS = (
    ("pair accuracy", 0.80, 0.298),
    ("precision", 0.95, 0.93),
    ("rule named", 0.75, 0.0),
    ("silence on clean news", 0.8, 1.0),
)


def hashes() -> dict[str, str]:
    """The SHA-256 of every gold file that the table is measured on."""
    names = ["claims/gold_dev", *(f"quantities/{name}.dev" for name in sorted(_MEASURED))]
    names += [f"dates/{name}.dev" for name in sorted({name for name, *_ in _DATES})]
    names += CHECKS_FILES
    files = {f"{name}.jsonl": GOLD / f"{name}.jsonl" for name in names}
    return {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files.items()}


def table() -> Iterator[Row]:
    """Measure every row of the table; takes some seconds."""
    yield from _claims()
    yield from _quantities()
    for name, figure, target, peer in _DATES:
        yield Row(f"dates {name}: {figure}", date_figures(name)[figure], target, peer)
    for figure, target, peer in _CHECKS:
        yield Row(f"checks: {figure}", checks_figures()[figure], target, peer)


def _claims() -> Iterator[Row]:
    scorer = gold_scorer("claims", "score_claims")
    gold = {row["id"]: row for row in _rows("claims", "gold_dev")}
    found = {row["id"]: row for row in all_mentions(gold.values())}
    tally, _, accuracy, *_ = scorer.score(gold, found)
    for name, (part, figure), target, peer in _CLAIMS:
        if part == "accuracy":
            hits, total = accuracy[figure]
            got = hits / total
        else:
            got = tally.prf(part == "strict")[2]
        yield Row(f"claims: {name}", got, target, peer)


def _quantities() -> Iterator[Row]:
    results: dict[str, Json] = {}
    scorer = gold_scorer("quantities", "score_quantities")
    for name, title, figure, target, peer in _QUANTITIES:
        if name not in results:
            gold = _rows("quantities", f"{name}.dev")
            found = {row["id"]: quantity_spans(row["text"]) for row in gold}
            results[name], _ = scorer.score(gold, found)
        yield Row(f"{name}: {title}", results[name][figure] / 100, target / 100, peer / 100)
    for name in ("newsquant", "ieer"):
        joint = _without_pronoun(scorer, name)["joint_value_F1"]
        yield Row(f"{name}: joint F1 without the pronoun one", joint / 100, 0.955, 0.939)
    hits = results["challenge"]["trap_hits"] / results["challenge"]["traps"]
    yield Row("challenge: traps left alone", 1 - hits, 1 - 1 / 11, 1 - 3 / 11)


def _without_pronoun(scorer: ModuleType, name: str) -> Json:
    """The same measure without gold's "one of the …", which our guidelines call no mention."""
    gold = _rows("quantities", f"{name}.dev")
    for row in gold:
        pronouns = [span for span in row["spans"] if _is_pronoun(row["text"], span)]
        row["spans"] = [span for span in row["spans"] if span not in pronouns]
    found = {row["id"]: quantity_spans(row["text"]) for row in gold}
    figures: Json = scorer.score(gold, found)[0]
    return figures


def _is_pronoun(text: str, span: Json) -> bool:
    words = text[span["start"] : span["end"]].lower()
    return words == "one" and text[span["end"] :].lstrip().lower().startswith("of ")


def _rows(folder: str, name: str) -> list[Json]:
    lines = (GOLD / folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def gold_scorer(folder: str, name: str) -> ModuleType:
    """The scorer that lies beside a gold set."""
    path = GOLD / folder / f"{name}.py"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise ImportError(f"there is no scorer at {path}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
