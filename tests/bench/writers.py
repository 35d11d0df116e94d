"""How many decisions a second a store acknowledges, how long the slowest waits, who is turned away.

The aims, on SQLite: 150 a second at 16 writers with p99 under a second; nobody at 64 is told that
the database is in use.
"""

from __future__ import annotations

import argparse

from tests.bench._crew import run
from tests.databases import NO_SERVER


def main(arguments: list[str]) -> int:
    """Print one line of JSON for each database and crew; 1 if an aim is missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench writers", description=__doc__)
    parser.add_argument("--database", nargs="*", default=["sqlite", "postgresql"])
    parser.add_argument("--writers", nargs="*", type=int, default=[1, 16, 64])
    parser.add_argument("--seconds", type=float, default=15)
    options = parser.parse_args(arguments)
    missed = False
    for database in options.database:
        for writers in options.writers:
            outcome = run(database, writers, options.seconds)
            print(outcome or NO_SERVER, flush=True)  # noqa: T201 - a measurement speaks
            if outcome is not None and database == "sqlite":
                slow = outcome.saved_per_second < 150 or outcome.p99 > 1000
                missed |= bool(outcome.locked) or (slow and writers == 16)
    return int(missed)
