"""A power cut at random moments, simulated: every decision acknowledged before it must be there.

strace records what one reviewer's process writes and syncs, and when the store answers. From that
the disk is rebuilt as many cuts would leave it: what was not synced yet survives at random.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import event

from tests.bench._crew import fill
from tests.bench._decider import decide
from tests.bench._disk_calls import Call, power_cut, traced
from workbench.errors import StoreError
from workbench.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable

NO_STRACE = "strace is not here: on Debian, apt-get install strace"
_PAGES_BEFORE_A_CHECKPOINT = 50


@dataclass(slots=True)
class Outcome:
    """What the images held; all but the first three must be 0."""

    told: int = 0
    writes: int = 0
    images: int = 0
    lost: int = 0
    damaged: int = 0
    broken_chains: int = 0

    def __str__(self) -> str:
        return json.dumps(asdict(self))


def review(file: str, seconds: float, synchronous: str) -> None:
    """Decide for a while, telling each answer on standard output at once."""
    with Store.open(file) as store:
        # more checkpoints than a desk has: they are where a log and its file can part
        often = f"wal_autocheckpoint={_PAGES_BEFORE_A_CHECKPOINT}"
        for told in (often, f"synchronous={synchronous}"):
            event.listen(store._engine, "connect", _telling(told))  # noqa: SLF001
        store._engine.dispose()  # noqa: SLF001 - so that it holds for every connection
        claims = [claim.id for claim in store.claims(store.stories()[0].id)]
        rng, number, until = random.Random(3), 0, time.monotonic() + seconds  # noqa: S311
        while time.monotonic() < until:
            number += 1
            if decide(store, "r", rng.choice(claims), ("wrong", f"op{number}")).startswith("A"):
                sys.stdout.write(f"ACK op{number}\n")
                sys.stdout.flush()


def _telling(pragma: str) -> Callable[[Any, object], None]:
    def tell(raw: Any, _: object) -> None:  # noqa: ANN401 - the driver's own
        raw.execute(f"PRAGMA {pragma}")

    return tell


def measure(seconds: float, images: int, synchronous: str = "FULL") -> Outcome:
    """Record one reviewer, then look at so many images of the disk.

    With ``synchronous`` NORMAL, which the store never uses for a decision, there must be losses:
    that shows that this looks closely enough.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        desk = folder / "desk"
        desk.mkdir()
        with Store.open(str(desk / "desk.sqlite")) as store:
            fill(store, 1, 50)
        shutil.copytree(desk, folder / "before")
        command = [sys.executable, "-m", "tests.bench.powerloss", str(desk / "desk.sqlite")]
        calls = traced([*command, str(seconds), synchronous], folder / "trace", desk)
        return _look(calls, folder, images)


def _look(calls: list[Call], folder: Path, images: int) -> Outcome:
    outcome = Outcome(
        told=sum(call.what == "told" for call in calls),
        writes=sum(call.what == "written" for call in calls),
    )
    rng = random.Random(7)  # noqa: S311 - no secret
    first = next(number for number, call in enumerate(calls) if call.what == "told")
    for _ in range(images):
        cut, loss = rng.randrange(first, len(calls)), rng.choice((0.3, 0.7, 1.0))
        told = power_cut(calls[:cut], folder / "before", folder / "image", rng, loss)
        outcome.images += 1
        _check(outcome, folder / "image" / "desk.sqlite", told)
    return outcome


def _check(outcome: Outcome, file: Path, told: list[str]) -> None:
    try:
        with Store.open(str(file)) as store:
            story = store.stories()[0].id
            kept = {one.new for one in store.events(story)}
            outcome.broken_chains += any(one.fault for one in store.verify())
    except StoreError:
        outcome.damaged += 1
        return
    outcome.lost += bool(set(told) - kept)


def main(arguments: list[str]) -> int:
    """Print one line of JSON; 1 if anything was lost."""
    if shutil.which("strace") is None:
        print(NO_STRACE)  # noqa: T201 - a measurement speaks
        return 2
    parser = argparse.ArgumentParser(prog="python -m tests.bench powerloss", description=__doc__)
    parser.add_argument("--seconds", type=float, default=4)
    parser.add_argument("--images", type=int, default=300)
    parser.add_argument("--synchronous", default="FULL", help="how SQLite syncs (as in the store)")
    options = parser.parse_args(arguments)
    outcome = measure(options.seconds, options.images, options.synchronous)
    print(outcome)  # noqa: T201 - a measurement speaks
    return int(bool(outcome.lost or outcome.damaged or outcome.broken_chains))


if __name__ == "__main__":
    review(sys.argv[1], float(sys.argv[2]), sys.argv[3])
