"""The run: look, plan, read every chunk, make the figures findable; what is done stays done."""

from __future__ import annotations

import shutil
import time
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

import pyarrow as pa

from workbench.archive.chunks import (
    JSONL,
    Chunk,
    byte_chunks,
    chunk_size,
    refuse_places,
    sources_of,
)
from workbench.archive.crew import done_by
from workbench.archive.done import Done
from workbench.archive.parts import Run, Tally, tally_of, write_lost, write_part
from workbench.archive.plan import DONE, Asked, Plan, begun, plan_of, refuse_other
from workbench.archive.records import Wanted
from workbench.archive.shelves import are_lacking, is_there, shelves_of, write_shelf
from workbench.archive.surveying import Survey, survey
from workbench.archive.whole_files import UNFINISHED

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from workbench.archive.chunks import Source
    from workbench.archive.crew import Crew

    Tell = Callable[[str], None]
    Hire = Callable[[], AbstractContextManager[Crew]]

_MINUTE, _HOUR, _LONG = 60, 3600, 90
_LOST: Final = (
    "The worker that read this part was ended each time it was tried, perhaps for want of memory: "
    "give its texts by themselves, or delete this part and repeat the command."
)


@dataclass(frozen=True, slots=True)
class Finished:
    """What came of a run.

    Attributes:
        tally: What is in the archive.
        parts: How many parts it has.
        repeated: How many of them were there before.
    """

    tally: Tally
    parts: int
    repeated: int


def run_over(given: Path, out: Path, asked: Asked, hire: Hire, tell: Tell) -> Finished:
    """Write the claims of every text of an input; go on with a run that was stopped.

    Args:
        given: A file or folder of JSON lines, CSV or parquet.
        out: The folder of the archive.
        asked: What the columns are called, and so on.
        hire: Gets the workers, once there is something to do.
        tell: Is told where the run stands.

    Raises:
        InputError: nothing can be read.
        SettingsError: the archive cannot be written there, or not so.
        OSError: the system refuses to write it.
    """
    refuse_places(given, out)
    tell("looking for texts")
    folder, sources = sources_of(given)
    plan = begun(out)
    if plan is not None:
        refuse_other(plan, asked, sources, out)
        done = _done(out, plan)
        if done is not None:
            return Finished(done.tally, len(plan.chunks), len(plan.chunks))
        (out / DONE).unlink(missing_ok=True)
    out.mkdir(parents=True, exist_ok=True)
    with hire() as crew:
        if plan is None:
            plan = _planned(folder, sources, asked, crew, tell)
            plan.write(out)
        wanted = Wanted(asked.names, asked.published, plan.kept, plan.called)
        run = Run(folder.resolve(), out.resolve(), wanted)
        there, tallies = _read_all(run, plan, crew, tell)
        shelves = _shelve(run, plan, tallies, crew, tell)
    total = sum(tallies, Tally())
    Done(total, shelves).write(out)
    shutil.rmtree(out / UNFINISHED, ignore_errors=True)
    return Finished(total, len(tallies), there)


def _done(out: Path, plan: Plan) -> Done | None:
    """What is in a finished archive; None where it is not, or has lost a part or a shelf since."""
    done = Done.read(out)
    if done is None or are_lacking(out, done.shelves):
        return None
    return done if all(tally_of(out, chunk) for chunk in plan.chunks) else None


def _planned(folder: Path, sources: list[Source], asked: Asked, crew: Crew, tell: Tell) -> Plan:
    size = chunk_size(sources)
    looks = [
        (source, chunk)
        for source in sources
        for chunk in (
            byte_chunks(source, size)
            if source.kind == JSONL
            else [Chunk(source.name, 0, 0, None, source.size)]
        )
    ]
    found: dict[Chunk, Survey] = {}
    tell(f"looking at {len(looks):,} stretches of the input")
    look = partial(survey, folder.resolve(), size, asked.names)
    for chunk, seen in done_by(crew, look, [chunk for _, chunk in looks]):
        found[chunk] = seen or Survey(pa.schema([]), (chunk,), error=_LOST)
        tell(f"looked at {len(found):,} of {len(looks):,} stretches of the input")
    return plan_of(asked, sources, [(source, found[chunk]) for source, chunk in looks])


def _read_all(run: Run, plan: Plan, crew: Crew, tell: Tell) -> tuple[int, list[Tally]]:
    """Write every part that is not there: how many were, and what is in each, in order."""
    tell("looking which parts are there")
    tallies = {chunk: its for chunk in plan.chunks if (its := tally_of(run.out, chunk))}
    there, clock = len(tallies), _Clock(sum(chunk.weight for chunk in plan.chunks))
    clock.pass_by(sum(chunk.weight for chunk in tallies))
    missing = [chunk for chunk in plan.chunks if chunk not in tallies]
    for chunk, its in done_by(crew, partial(write_part, run), missing):
        tallies[chunk] = its or write_lost(run, chunk, _LOST)
        clock.work(chunk.weight)
        tell(f"read {len(tallies):,} of {len(plan.chunks):,} parts{clock.told()}")
    return there, [tallies[chunk] for chunk in plan.chunks]


def _shelve(run: Run, plan: Plan, tallies: list[Tally], crew: Crew, tell: Tell) -> int:
    """Make the figures of the archive findable; how many shelves that takes."""
    shelves = shelves_of([chunk.part for chunk in plan.chunks], [one.claims for one in tallies])
    missing = [shelf for shelf in shelves if not is_there(run.out / shelf.name)]
    for number, _ in enumerate(done_by(crew, partial(write_shelf, run.out), missing), start=1):
        tell(f"made {number:,} of {len(missing):,} shelves of figures findable")
    return len(shelves)


class _Clock:
    """How long the rest will take, by how fast it went."""

    def __init__(self, total: int) -> None:
        self._left, self._done, self._begun = total, 0, time.monotonic()

    def pass_by(self, weight: int) -> None:
        """Count what was done before."""
        self._left -= weight

    def work(self, weight: int) -> None:
        """Count what was done now."""
        self._left -= weight
        self._done += weight

    def told(self) -> str:
        """The estimate in words, "" while there is none."""
        spent = time.monotonic() - self._begun
        if not self._done or spent <= 0 or self._left <= 0:
            return ""
        return f", about {lasting(self._left * spent / self._done)} left"


def lasting(seconds: float) -> str:
    """A stretch of time in one round number.

    >>> lasting(42), lasting(600), lasting(9000)
    ('42 seconds', '10 minutes', '2.5 hours')
    """
    if seconds < _LONG:
        return f"{seconds:.0f} seconds"
    if seconds < _LONG * _MINUTE:
        return f"{seconds / _MINUTE:.0f} minutes"
    return f"{seconds / _HOUR:.1f} hours"
