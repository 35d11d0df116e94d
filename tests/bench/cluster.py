"""How many cores one scheduler keeps busy: ``python -m tests.bench cluster``.

A thousand cores are simulated: the scheduler, the command's own side and each worker's are the real
ones, only a worker waits as long as a core needs for a piece of the archive, and writes nothing.
So the figure is what handing out and taking back costs; what shared storage costs is not in it.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import multiprocessing
import os
import tempfile
import time
from contextlib import AsyncExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.bench._crew import busy
from workbench.archive import dask_crew
from workbench.archive.chunks import Chunk
from workbench.archive.crew import done_by
from workbench.archive.parts import Run, Tally
from workbench.archive.records import Names, Wanted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.connection import Connection

_MOST: Final = 1 << 24
"""Bytes of a piece of a large archive."""
_STORIES: Final = _MOST // 2_200
_PROCESSES: Final = 2
_SELDOM: Final = {
    "distributed.admin.tick.interval": "10s",
    "distributed.admin.system-monitor.interval": "10s",
    "distributed.worker.profile.enabled": False,
}
"""How seldom a worker looks at itself here, where hundreds share a core that each should have."""


def stand_in(seconds: float, _: Run, chunk: Chunk) -> Tally:
    """What ``write_part`` is told and tells, and the time that it takes."""
    time.sleep(seconds)
    return Tally(_STORIES, 0, 25 * _STORIES, chunk.weight)


def _schedule(told: Connection) -> None:
    from distributed import Scheduler  # noqa: PLC0415 - an extra

    logging.getLogger("distributed").setLevel(logging.ERROR)

    async def run() -> None:
        async with Scheduler(port=0, dashboard=False) as scheduler:
            told.send(scheduler.address)
            await scheduler.finished()

    asyncio.run(run())


def _work(address: str, count: int, told: Connection) -> None:
    import dask  # noqa: PLC0415 - an extra
    from distributed import Worker  # noqa: PLC0415 - an extra

    dask.config.set(_SELDOM)
    logging.getLogger("distributed").setLevel(logging.ERROR)

    async def run() -> None:
        async with AsyncExitStack() as crowd:
            for number in range(count):
                name = f"{os.getpid()}-{number}"
                worker = Worker(address, nthreads=1, name=name, memory_limit=0, dashboard=False)
                await crowd.enter_async_context(worker)
            told.send(count)
            await asyncio.Event().wait()

    asyncio.run(run())


@contextmanager
def cluster(workers: int) -> Iterator[str]:
    """A scheduler and workers of one thread each, many to a process; the scheduler's address."""
    context = multiprocessing.get_context("spawn")
    told, tells = context.Pipe(duplex=False)
    started = [context.Process(target=_schedule, args=(tells,), daemon=True)]
    started[0].start()
    try:
        address = told.recv()
        each = -(-workers // _PROCESSES)
        for first in range(0, workers, each):
            count = min(each, workers - first)
            one = context.Process(target=_work, args=(address, count, tells), daemon=True)
            one.start()
            started.append(one)
        for _ in started[1:]:
            told.recv()
        yield address
    finally:
        for one in reversed(started):
            one.kill()
            one.join()


def measure(workers: int, seconds: float, rounds: int) -> str:
    """How busy the workers were over so many pieces for each, of so many seconds."""
    count = workers * rounds
    pieces = (
        Chunk("2014.jsonl", one, one * _MOST, (one + 1) * _MOST, _MOST) for one in range(count)
    )
    with cluster(workers) as address, tempfile.TemporaryDirectory() as name:
        run = Run(Path(name), Path(name), Wanted(Names(), None, None, {}))
        with dask_crew(address, [Path(name)]) as crew:
            begun = time.monotonic()
            done = done_by(crew, partial(stand_in, seconds, run), pieces)
            for _ in done:
                pass
            spent = time.monotonic() - begun
    share = count * seconds / (workers * spent)
    told = (
        f"{workers:,} workers, {count:,} pieces of {seconds:g} s: {spent:.1f} s, {share:.0%} busy"
    )
    return f"{told}, {count / spent:.3g} pieces a second; {busy()}"


def main(arguments: list[str]) -> int:
    """Print a line for each size of the cluster and time of a piece; a core needs 26 s for one."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench cluster", description=__doc__)
    parser.add_argument("--workers", nargs="*", type=int, default=[10, 100, 1_000])
    parser.add_argument("--seconds", nargs="*", type=float, default=[26.0, 2.0])
    parser.add_argument("--rounds", type=int, default=4)
    options = parser.parse_args(arguments)
    for workers in options.workers:
        for seconds in options.seconds:
            print(measure(workers, seconds, options.rounds), flush=True)  # noqa: T201
    return 0
