"""The long measurements in short: kill -9, power cuts, a crowd, a full desk."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.bench import desk, powerloss
from tests.databases import NO_SERVER

if TYPE_CHECKING:
    from tests.databases import Place

ROOT = Path(__file__).parent.parent
MUST_BE_NOTHING = {"lost": 0, "gaps": 0, "faults": [], "refused": {}}

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
needs_strace = pytest.mark.skipif(not shutil.which("strace"), reason=powerloss.NO_STRACE)


def outcome_of(name: str, *options: str) -> dict[str, Any]:
    """What a measurement says, run as one is by hand; the test skips where there is no server."""
    command = [sys.executable, "-m", "tests.bench", name, *options]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    if NO_SERVER in ran.stdout:
        pytest.skip(NO_SERVER)
    assert ran.returncode in (0, 1), ran.stderr
    outcome: dict[str, Any] = json.loads(ran.stdout)
    return outcome


@needs_fork
@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_reviewers_who_are_killed_lose_nothing_that_was_acknowledged(database: str) -> None:
    crew = ("--writers", "6", "--seconds", "3", "--kills", "8")
    outcome = outcome_of("durability", "--database", database, *crew)
    assert outcome["kills"] > 0
    assert outcome["saved"] > 0
    assert {name: outcome[name] for name in MUST_BE_NOTHING} == MUST_BE_NOTHING


@needs_fork
def test_nobody_of_sixty_four_is_turned_away() -> None:
    outcome = outcome_of("writers", "--database", "sqlite", "--writers", "64", "--seconds", "3")
    assert outcome["saved"] + outcome["conflicts"] >= 64
    assert {name: outcome[name] for name in MUST_BE_NOTHING} == MUST_BE_NOTHING


@needs_strace
def test_power_cut_loses_nothing_that_was_acknowledged() -> None:
    outcome = powerloss.measure(1, 25)
    assert outcome.told > 10
    assert (outcome.lost, outcome.damaged, outcome.broken_chains) == (0, 0, 0)


@needs_strace
def test_simulated_power_cut_does_find_what_a_laxer_store_would_lose() -> None:
    assert powerloss.measure(1, 15, "NORMAL").lost > 0


def test_pages_of_a_desk_do_not_wait_for_the_store(place: Place) -> None:
    times = desk.measure(place.url("desk.sqlite"), 60)
    # the aims are a second and 50 ms at 1,000 stories; the bounds leave room for a busy machine
    assert times["stories"] < 500
    assert times["claims"] < 250
    assert times["here"] < 100
