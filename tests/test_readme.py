"""What the README says is executed, or held equal to what the code has."""

from __future__ import annotations

import csv
import doctest
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_python_sessions_of_the_readme_give_what_it_shows() -> None:
    assert doctest.testfile(str(ROOT / "README.md"), module_relative=False).failed == 0


def test_every_column_of_the_report_is_explained() -> None:
    with (ROOT / "claims.csv").open(encoding="utf-8-sig", newline="") as file:
        header = next(csv.reader(file))
    named = set(re.findall(r"`(\w+)`", README))
    assert {name for name in header if not re.match(r"source_([2-9]|\d\d)", name)} <= named


COMMANDS = (
    *("extract", "check", "carry", "find", "serve", "report", "import", "verify", "backup"),
    *("archive", "recall"),
)


@pytest.mark.parametrize("verb", COMMANDS)
def test_every_command_is_in_the_readme_and_its_help_has_an_example(verb: str) -> None:
    assert f"workbench {verb}" in README
    shown = subprocess.run(
        [sys.executable, "-m", "workbench.cli", verb, "--help"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert re.search(rf"(?i)example.*workbench {verb}", shown.stdout, re.DOTALL)


def test_the_readme_names_the_present_version_among_its_changes() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert f"### {project['version']}\n" in README


def test_the_readme_has_exactly_two_commands_to_type() -> None:
    assert README.count("```sh\n") == 2
