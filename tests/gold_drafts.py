"""Our comparisons of drafts in the shape that their scorer reads, and what it makes of them."""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import io
import json
import re
from typing import TYPE_CHECKING

from tests.gold_dates import GOLD, Json
from workbench import carry, extract
from workbench.claim import Kind, Span
from workbench.drafts import claims_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path
    from types import ModuleType

PAIRS = GOLD / "carry" / "carry.dev.jsonl"
_FIGURE = re.compile(r"(status_acc|anchor|keep|false_carry) ([\d.]+)")
_REWORDED = re.compile(r"'reword': '(\d+)/(\d+)'")


def pairs() -> list[Json]:
    """The pairs of drafts with what became of each marked number."""
    return [json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()]


def digest() -> str:
    """The SHA-256 of the set."""
    return hashlib.sha256(PAIRS.read_bytes()).hexdigest()


def answer(pair: Mapping[str, Json | str | list[Json]], *, end_to_end: bool) -> Json:
    """What we say of each mention of a pair.

    End to end, a mention that is no claim of ours in either draft has no tick that could survive.
    """
    old, new, mentions = str(pair["v1"]), str(pair["v2"]), pair["mentions"]
    assert isinstance(mentions, list)
    claims = extract(old)
    meant = claims_at(old, claims, [Span(*one["old"]) for one in mentions])
    marked = [*claims, *(one for one in meant if one.kind is Kind.PASSAGE)]
    became = {id(one.old): one for one in carry(old, new, marked).carried}
    told = []
    for mention, claim in zip(mentions, meant, strict=True):
        one = became[id(claim)]
        status = "same" if one.keeps_tick else one.fate.value
        if end_to_end and (claim.kind is Kind.PASSAGE or one.new is None):
            status = "gone"
        place = None if one.place is None else [one.place.start, one.place.end]
        told.append({"id": mention["id"], "status": status, "new": place})
    return {"pair": pair["pair"], "mentions": told}


def figures(folder: Path, *, end_to_end: bool = False) -> dict[str, float]:
    """What the scorer beside the set makes of our answers: shares, the higher the better.

    Only ``false_carry`` is the better the lower.
    """
    answers = folder / "answers.jsonl"
    answers.write_text(_lines(answer(one, end_to_end=end_to_end) for one in pairs()))
    told = io.StringIO()
    with contextlib.redirect_stdout(told):
        _scorer().main(str(PAIRS), str(answers))
    found = {name: float(value) for name, value in _FIGURE.findall(told.getvalue())}
    reworded = _REWORDED.search(told.getvalue())
    if reworded is None:
        raise ValueError("the scorer no longer tells how many reworded numbers were kept")
    return {**found, "reworded": int(reworded[1]) / int(reworded[2])}


def _lines(rows: Iterable[Json]) -> str:
    return "".join(f"{json.dumps(row)}\n" for row in rows)


def _scorer() -> ModuleType:
    path = GOLD / "carry" / "score_carry.py"
    spec = importlib.util.spec_from_file_location("score_carry", path)
    if spec is None or spec.loader is None:
        raise ImportError(f"there is no scorer at {path}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
