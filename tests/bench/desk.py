"""A desk of 1,000 stories and 100,000 claims: how long its pages wait for the store."""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench._crew import busy, database, fill
from workbench.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable

CLAIMS_OF_A_STORY = 100


def measure(url: str, stories: int) -> dict[str, float]:
    """Milliseconds for each page of a desk that is filled first."""
    with Store.open(url) as store:
        fill(store, stories, CLAIMS_OF_A_STORY)
    begun = time.perf_counter()
    with Store.open(url) as store:
        opened = time.perf_counter() - begun
        story = store.stories()[stories // 2].id
        claim = store.claims(story)[0].id
        note = iter(range(1_000))
        seen = [""]

        def decide() -> None:
            text = str(next(note))
            store.apply("Ann", {(claim, "note"): text}, {(claim, "note"): seen[0]})
            seen[0] = text

        pages = {
            "stories": store.stories,
            "claims": lambda: store.claims(story),
            "story": lambda: store.story(story),
            "revision": lambda: store.revision(story),
            "last_batch": lambda: store.last_batch("Ann", story),
            "events": lambda: store.events(story, claim),
            "here": lambda: store.here("Ann", story),
            "apply": decide,
        }
        return {"open": round(1000 * opened, 1)} | {name: _ms(do) for name, do in pages.items()}


def _ms(do: Callable[[], object]) -> float:
    """The middle of five times, in milliseconds."""
    times = []
    for _ in range(5):
        begun = time.perf_counter()
        do()
        times.append(time.perf_counter() - begun)
    return round(1000 * sorted(times)[2], 2)


def main(arguments: list[str]) -> int:
    """Print the times at a tenth and at the whole; 1 if an aim is missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench desk", description=__doc__)
    parser.add_argument("--database", nargs="*", default=["sqlite", "postgresql"])
    parser.add_argument("--stories", nargs="*", type=int, default=[100, 1_000])
    options = parser.parse_args(arguments)
    missed = False
    for kind in options.database:
        for stories in options.stories:
            with tempfile.TemporaryDirectory() as name, database(kind, Path(name)) as url:
                if url is None:
                    continue
                times = measure(url, stories)
            print(kind, stories, "stories", json.dumps(times), busy(), flush=True)  # noqa: T201
            missed |= times["stories"] > 1000 or times["claims"] > 50
    return int(missed)
