"""``workbench carry``: two drafts to read, lines to score."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from workbench.cli import main

if TYPE_CHECKING:
    from pathlib import Path

OLD = "The fire burned 12 homes. It injured 3 men.\n"
NEW = "It injured 4 men. The fire burned twelve homes. It cost $5m.\n"


@pytest.fixture(autouse=True)
def drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with two drafts."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "old.txt").write_text(OLD)
    (tmp_path / "new.txt").write_text(NEW)


def lines(tmp_path: Path, *rows: object) -> str:
    """A file of lines."""
    file = tmp_path / "pairs.jsonl"
    text = "".join(f"{row if isinstance(row, str) else json.dumps(row)}\n" for row in rows)
    file.write_text(text)
    return str(file)


def test_two_drafts_are_told_claim_by_claim(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["carry", "old.txt", "new.txt"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "moved    12 → twelve",
        "changed  3 → 4",
        "         The figure changed: “3” is now “4”.",
        "new      $5m",
        "1 stand, 1 to look at again, 0 gone, 1 new.",
    ]


def test_two_drafts_come_as_one_line_when_asked(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["carry", "old.txt", "new.txt", "--format", "jsonl"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["pair"] == ["old.txt", "new.txt"]
    assert [(one["status"], one["moved"]) for one in told["mentions"]] == [
        ("same", True),
        ("changed", False),
    ]
    assert [NEW[start:end] for start, end in told["added"]] == ["$5m"]


def test_each_line_is_answered_in_order_and_a_bad_one_in_its_place(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    good = {"pair": "a", "v1": OLD, "v2": NEW, "mentions": [{"id": 7, "old": [16, 18]}]}
    bad = {"pair": "b", "v1": OLD, "v2": NEW, "mentions": [{"id": 7, "old": [16, 999]}]}
    assert main(["carry", lines(tmp_path, good, bad, "{", {**good, "mentions": None})]) == 1
    first, second, third, fourth = map(json.loads, capfdbinary.readouterr().out.splitlines())
    (mention,) = first["mentions"]
    assert (first["pair"], mention["id"], mention["status"]) == ("a", 7, "same")
    assert NEW[slice(*mention["new"])] == "twelve"
    assert (second["id"], second["line"]) == ("b", 2)
    assert second["error"].startswith("A mention lies outside of its text")
    assert (third["id"], third["line"]) == (None, 3)
    assert [one["id"] for one in fourth["mentions"]] == [0, 1]


@pytest.mark.parametrize(
    ("row", "error"),
    [
        ({"v1": "a", "v2": "b"}, "The line has no pair."),
        ({"pair": 1, "v2": "b"}, "The line has no text v1."),
        ({"pair": 1, "v1": "a", "v2": 3}, "The line has no text v2."),
        ({"pair": 1, "v1": "a", "v2": "b", "mentions": 3}, "mentions is no list"),
        ({"pair": 1, "v1": "a", "v2": "b", "mentions": [3]}, "A mention is no object"),
        ({"pair": 1, "v1": "a", "v2": "b", "mentions": [{"id": 1}]}, "A mention lies outside"),
    ],
)
def test_a_line_that_is_no_pair_says_why(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes], row: object, error: str
) -> None:
    assert main(["carry", lines(tmp_path, row)]) == 2
    assert json.loads(capfdbinary.readouterr().out)["error"].startswith(error)


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        (["a", "b", "c"], "Give two drafts"),
        (["-", "-"], "Only one of the two drafts"),
        (["missing.jsonl"], "missing.jsonl cannot be read"),
        (["old.txt", "missing.txt"], "missing.txt cannot be read"),
        (["old.txt", "--format", "text"], "Lines are answered in lines"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    typed: list[str], error: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["carry", *typed]) == 2
    assert capsys.readouterr().err.startswith(f"workbench: {error}")


def test_nothing_of_a_draft_reaches_the_terminal_but_its_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "old.txt").write_text("Fans of A\x1b[31m paid 12\x1b[0m dollars.\n")
    assert main(["carry", "old.txt", "new.txt"]) == 0
    assert "\x1b" not in capsys.readouterr().out
