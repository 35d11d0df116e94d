"""``workbench find``: claims and documents in, a line for a line out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from workbench.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    Finds = Callable[..., tuple[int, list[dict[str, object]], str]]


@pytest.fixture
def finds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> Finds:
    """The command on a folder with documents: its exit code, its lines, what it said."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "report.txt").write_text("In all 244 people returned.\n\nIt rained on Monday.\n")
    (tmp_path / "ships.csv").write_text("ship,crew\nVasa,145\nKronan,500\n")
    docs = (
        {"doc_id": "bread", "text": "Bread rose by 12 percent."},
        {"doc_id": "wars", "caption": "Wars", "table": [["war", "years"], ["Kalmar", 2]]},
    )
    (tmp_path / "docs.jsonl").write_text("\n".join(map(json.dumps, docs)))

    def run(claims: str, documents: Sequence[str]) -> tuple[int, list[dict[str, object]], str]:
        (tmp_path / "claims.jsonl").write_text(claims)
        code = main(["find", "claims.jsonl", "--in", *documents])
        said = capsysbinary.readouterr()
        return code, [json.loads(line) for line in said.out.splitlines()], said.err.decode()

    return run


def claim(name: object, text: str) -> str:
    return json.dumps({"claim_id": name, "claim": text}) + "\n"


def test_each_claim_gets_a_line_with_passages_verdict_and_cells(finds: Finds) -> None:
    asked = claim(1, "249 people returned.") + claim("b", "The Vasa had a crew of 145.")
    code, lines, said = finds(asked, ["report.txt", "ships.csv", "docs.jsonl"])
    assert (code, said) == (0, "")
    assert lines[0] == {
        "claim_id": 1, "ranked": ["report.txt#1"], "verdict": "contradicts", "cells": [],
    }  # fmt: skip
    assert (lines[1]["ranked"], lines[1]["verdict"]) == (["ships.csv#1"], "supports")
    assert lines[1]["cells"][0] == [1, 1]  # type: ignore[index]


def test_bad_line_is_told_in_its_place_and_the_run_goes_on(finds: Finds) -> None:
    asked = "rubbish\n" + '{"claim_id": 7}\n' + claim("c", "")
    code, lines, _ = finds(asked, ["docs.jsonl"])
    assert code == 1
    assert [(one["claim_id"], one.get("line")) for one in lines] == [
        (None, 1), (7, 2), ("c", None),
    ]  # fmt: skip
    assert lines[2] == {"claim_id": "c", "ranked": [], "verdict": "unclear", "cells": []}


def test_document_that_cannot_be_read_is_told_and_the_others_are_searched(finds: Finds) -> None:
    code, lines, said = finds(claim(1, "244 people returned."), ["none.pdf", "report.txt"])
    assert (code, lines[0]["ranked"]) == (1, ["report.txt#1"])
    assert said.startswith("workbench: none.pdf cannot be read")


@pytest.mark.parametrize("documents", [["none.pdf"], ["claims.jsonl"]])
def test_without_any_document_nothing_is_done(finds: Finds, documents: list[str]) -> None:
    code, lines, said = finds(claim(1, "244 people returned."), documents)
    assert (code, lines) == (2, [])
    assert "No document could be read" in said
