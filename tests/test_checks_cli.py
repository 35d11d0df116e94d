"""``workbench check`` as a newsroom's scripts see it: what it writes, and how it ends."""

from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING, Any

import pytest

from workbench.checks import RULE_NAMES
from workbench.cli import main

if TYPE_CHECKING:
    from pathlib import Path

WRONG = "Of the 250 volunteers, 40, or 25 percent, would not go back."
RIGHT = "Of the 250 volunteers, 40, or 16 percent, would not go back."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a wrong story and its right twin, worked in by this process."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "wrong.txt").write_text(f"A title\n\n{WRONG}\n", encoding="utf-8")
    (tmp_path / "right.txt").write_text(RIGHT, encoding="utf-8")
    return tmp_path


def run(monkeypatch: pytest.MonkeyPatch, *typed: str, given: str = "") -> tuple[int, str, str]:
    """Exit code, output and errors of the command, run in this process."""
    out, errors = io.TextIOWrapper(io.BytesIO(), encoding="utf-8"), io.StringIO()
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", errors)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given.encode())))
    code = main(["check", *typed])
    out.flush()
    return code, out.buffer.getvalue().decode(), errors.getvalue()


@pytest.mark.usefixtures("folder")
def test_text_names_file_line_and_column_and_shows_the_working(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    code, said, _ = run(monkeypatch, "wrong.txt")
    assert code == 1
    assert said.splitlines() == [
        "wrong.txt:3:8: 40 of 250 is 16%, not 25 percent. [pct_of_count]",
        "    “250 volunteers, 40, or 25 percent”",
        "    100 × 40 / 250 = 16; 25 percent allows 24.5 to 25.5",
    ]


@pytest.mark.usefixtures("folder")
def test_a_right_story_says_nothing_and_ends_with_0(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(monkeypatch, "right.txt") == (0, "", "")


@pytest.mark.usefixtures("folder")
def test_a_missing_file_ends_with_2_and_the_others_are_checked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    code, said, errors = run(monkeypatch, "gone.txt", "wrong.txt")
    assert code == 2
    assert "[pct_of_count]" in said
    assert errors.startswith("workbench: ")
    assert "gone.txt" in errors


def test_a_bad_line_keeps_its_place_in_jsonl_and_ends_with_2(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lines = [
        json.dumps({"id": "a", "text": WRONG}),
        "{not json",
        json.dumps({"id": "c", "text": RIGHT}),
    ]
    code, said, _ = run(
        monkeypatch, "--format", "jsonl", "--input", "jsonl", "-", given="\n".join(lines)
    )
    rows = [json.loads(line) for line in said.splitlines()]
    assert code == 2
    assert [row.get("id") for row in rows] == ["a", None, "c"]
    assert rows[1]["line"] == 2
    assert rows[2] == {"id": "c", "flags": []}
    (flag,) = rows[0]["flags"]
    assert flag["rule"] == "pct_of_count"
    assert flag["quote"] == WRONG[flag["start"] : flag["end"]]
    assert flag["slip"] is None


@pytest.mark.usefixtures("folder")
def test_sarif_has_what_a_code_scanner_requires(monkeypatch: pytest.MonkeyPatch) -> None:
    code, said, _ = run(monkeypatch, "--format", "sarif", "wrong.txt", "right.txt")
    log: dict[str, Any] = json.loads(said)
    assert code == 1
    assert (log["version"], len(log["runs"])) == ("2.1.0", 1)
    driver = log["runs"][0]["tool"]["driver"]
    assert driver["name"]
    assert {rule["id"] for rule in driver["rules"]} == set(RULE_NAMES)
    (result,) = log["runs"][0]["results"]
    assert result["ruleId"] in {rule["id"] for rule in driver["rules"]}
    assert result["level"] == "warning"
    assert result["message"]["text"].startswith("40 of 250 is 16%")
    where = result["locations"][0]["physicalLocation"]
    assert where["artifactLocation"]["uri"] == "wrong.txt"
    region = where["region"]
    assert (region["startLine"], region["startColumn"]) == (3, 8)
    assert region["snippet"]["text"] == "250 volunteers, 40, or 25 percent"


@pytest.mark.usefixtures("folder")
def test_a_rule_that_is_switched_off_is_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(monkeypatch, "--off", "pct_of_count", "wrong.txt") == (0, "", "")


@pytest.mark.usefixtures("folder")
def test_a_rule_of_another_name_is_refused_with_the_nearest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    code, said, errors = run(monkeypatch, "--off", "pct_of_counts", "wrong.txt")
    assert (code, said) == (2, "")
    assert 'perhaps "pct_of_count" was meant' in errors


def test_an_editors_questions_are_asked_only_when_wanted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    story = "Crime is up 12 percent."
    assert run(monkeypatch, "-", given=story)[:2] == (0, "")
    code, said, _ = run(monkeypatch, "--notes", "-", given=story)
    assert code == 1
    assert "12 percent: of what, since when? [percent_without_base]" in said
