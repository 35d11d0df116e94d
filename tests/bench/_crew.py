"""Many reviewers at once on one store, some of them killed, and what is left of their work."""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import tempfile
import time
from collections import Counter
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench._decider import Shift, work
from tests.databases import address_of, server_of_its_own
from workbench.claim import Claim, Kind
from workbench.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.context import ForkServerContext, ForkServerProcess

_LONGEST_START = 120.0


@dataclass(slots=True)
class Outcome:
    """What became of a crew's work; times in milliseconds."""

    database: str
    writers: int
    seconds: float
    kills: int = 0
    saved: int = 0
    saved_per_second: float = 0
    conflicts: int = 0
    refused: dict[str, int] = field(default_factory=dict)
    lost: int = 0
    gaps: int = 0
    faults: list[str] = field(default_factory=list)
    p50: float = 0
    p99: float = 0
    slowest: float = 0
    machine: str = ""

    @property
    def locked(self) -> int:
        """How often the database was said to be in use."""
        return sum(times for said, times in self.refused.items() if "in use" in said)

    def __str__(self) -> str:
        return json.dumps(asdict(self))


@contextmanager
def database(kind: str, folder: Path) -> Iterator[str | None]:
    """The address of an empty store of that kind; None where there is no such database."""
    if kind == "sqlite":
        yield str(folder / "desk.sqlite")
        return
    with server_of_its_own() as server:
        yield address_of(server).render_as_string(hide_password=False) if server else None


def fill(store: Store, stories: int, claims: int) -> None:
    """Put stories on the desk, each with so many claims."""
    text = " ".join(str(1000 + number) for number in range(claims))
    found = [_claim(text, 5 * number) for number in range(claims)]
    for number in range(stories):
        store.add_story("desk", title=f"Story {number}", text=text, published=None, claims=found)


def _claim(text: str, start: int) -> Claim:
    return Claim(
        start=start, end=start + 4, ext_start=start, ext_end=start + 4,
        text=text[start : start + 4], kind=Kind.COUNT, value=None, sent_start=0, sent_end=len(text),
    )  # fmt: skip


def run(kind: str, writers: int, seconds: float, kills: int = 0) -> Outcome | None:
    """Let a crew work, kill some of them at random moments, and look at what is there.

    Needs a system that can fork; None where there is no such database.
    """
    outcome = Outcome(kind, writers, seconds)
    with tempfile.TemporaryDirectory() as name, database(kind, Path(name)) as url:
        if url is None:
            return None
        with Store.open(url) as store:
            fill(store, 4, 50)
        _Crew(url, Path(name), outcome).work(kills)
        _read_notes(outcome, Path(name))
        _look(outcome, url, Path(name))
        outcome.machine = busy()
    return outcome


class _Crew:
    def __init__(self, url: str, folder: Path, outcome: Outcome) -> None:
        self._url, self._folder, self._outcome = url, folder, outcome
        self._context: ForkServerContext = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(["tests.bench._decider"])

    def work(self, kills: int) -> None:
        crew = [self._hire(number) for number in range(self._outcome.writers)]
        self._wait_until_ready(len(crew))
        until = time.time() + self._outcome.seconds + 0.1
        ready = self._folder / "ready"
        ready.write_text(repr(until), encoding="utf-8")
        ready.rename(self._folder / "start")
        rng = random.Random(1)  # noqa: S311 - no secret
        while self._outcome.kills < kills and time.time() < until - 0.2:
            time.sleep(rng.expovariate(kills / self._outcome.seconds * 1.4))
            self._replace(crew, rng.randrange(len(crew)))
        for process in crew:
            process.join()

    def _hire(self, number: int) -> ForkServerProcess:
        notes = self._folder / f"notes-{number}"
        shift = Shift(self._url, notes, self._folder / "start")
        process = self._context.Process(target=work, args=(shift, f"r{number}"))
        process.start()
        return process

    def _replace(self, crew: list[ForkServerProcess], number: int) -> None:
        crew[number].kill()
        crew[number].join()
        self._outcome.kills += 1
        crew[number] = self._hire(number)

    def _wait_until_ready(self, writers: int) -> None:
        deadline = time.time() + _LONGEST_START
        while len(list(self._folder.glob("notes-*"))) < writers and time.time() < deadline:
            time.sleep(0.02)


def _lines(folder: Path) -> Iterator[str]:
    for notes in folder.glob("notes-*"):
        yield from notes.read_text(encoding="utf-8").splitlines(keepends=True)


def _read_notes(outcome: Outcome, folder: Path) -> None:
    refused: Counter[str] = Counter()
    times = []
    for line in _lines(folder):
        # a line without its end is of somebody who was killed while writing it
        if line.startswith("A ") and line.endswith("\n"):
            times.append(1000 * float(line.split()[2]))
        elif line.startswith("C"):
            outcome.conflicts += 1
        elif line.startswith("E "):
            refused[line[2:].strip()] += 1
    times.sort()
    outcome.refused, outcome.saved = dict(refused), len(times)
    outcome.saved_per_second = round(len(times) / outcome.seconds, 1)
    if times:
        outcome.p50 = round(times[len(times) // 2], 1)
        outcome.p99 = round(times[int(0.99 * (len(times) - 1))], 1)
        outcome.slowest = round(times[-1], 1)


def _look(outcome: Outcome, url: str, folder: Path) -> None:
    """Every decision that was acknowledged is in the history, every history is whole."""
    said = {
        line.split()[1] for line in _lines(folder) if line.startswith("A ") and line[-1] == "\n"
    }
    with Store.open(url) as store:
        kept = set()
        for story in store.stories():
            held: dict[tuple[str | None, str], str | None] = {}
            for event in store.events(story.id):
                cell = (event.claim_id, event.field)
                if event.field in ("note", "status"):
                    outcome.gaps += cell in held and held[cell] != event.old
                    held[cell] = event.new
                kept.add(event.new)
        outcome.faults = [one.fault for one in store.verify() if one.fault]
    outcome.lost = len(said - kept)


def busy() -> str:
    """How busy the machine was, for whoever reads the figures."""
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"
