"""Our dates in the shape that the scorer of the date sets reads, and that scorer itself."""

from __future__ import annotations

import importlib.util
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.gold_scoring import published_on
from workbench import extract
from workbench.claim import Kind

if TYPE_CHECKING:
    from types import ModuleType

Json = dict[str, Any]
GOLD = Path(
    os.environ.get("WORKBENCH_GOLD") or Path(__file__).resolve().parents[2] / "shared" / "gold"
)
_TYPES = {Kind.DATE: "DATE", Kind.DURATION: "DURATION", Kind.SET: "SET"}


def date_spans(text: str, published: str | None) -> list[Json]:
    """The spans of a text for the dates scorer; figures are none of its business."""
    return [
        {
            "start": claim.start,
            "end": claim.end,
            "value": claim.value,
            "type": _TYPES[claim.kind],
        }
        for claim in extract(text, published_on(published))
        if claim.kind in _TYPES
    ]


def documents(name: str) -> dict[str, Json]:
    """The documents of a date set by their ids."""
    lines = (GOLD / "dates" / f"{name}.dev.jsonl").read_text(encoding="utf-8").splitlines()
    return {row["id"]: row for row in map(json.loads, lines)}


def scorer() -> ModuleType:
    """The scorer that lies beside the date sets."""
    path = GOLD / "dates" / "score_dates.py"
    spec = importlib.util.spec_from_file_location("score_dates", path)
    if spec is None or spec.loader is None:
        raise ImportError(f"there is no scorer at {path}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def figures(name: str) -> Json:
    """What we reach on a date set: the figures of the scorer's CONCRETE view."""
    gold = documents(name)
    found = {i: date_spans(row["text"], row.get("ref_date")) for i, row in gold.items()}
    view: Json = scorer().evaluate(gold, found, boot=0)["CONCRETE"]
    return view
