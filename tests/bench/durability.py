"""kill -9 of random reviewers while all decide at once: nothing acknowledged may be lost."""

from __future__ import annotations

import argparse

from tests.bench._crew import run
from tests.databases import NO_SERVER


def main(arguments: list[str]) -> int:
    """Print one line of JSON for each database; 1 if anything was lost."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench durability", description=__doc__)
    parser.add_argument("--database", nargs="*", default=["sqlite", "postgresql"])
    parser.add_argument("--writers", type=int, default=16)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--kills", type=int, default=110)
    options = parser.parse_args(arguments)
    bad = False
    for database in options.database:
        outcome = run(database, options.writers, options.seconds, options.kills)
        print(outcome or NO_SERVER, flush=True)  # noqa: T201 - a measurement speaks
        bad |= outcome is None or bool(outcome.lost or outcome.gaps or outcome.faults)
    return int(bad)
