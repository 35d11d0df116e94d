"""Who does the work: processes of this machine, or a Dask cluster; both are executors."""

from __future__ import annotations

import multiprocessing
import os
import queue
import signal
import threading
from concurrent.futures import CancelledError, Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.connection import wait
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

from workbench.errors import SettingsError
from workbench.report.program import PROGRAM

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from concurrent.futures import Future
    from multiprocessing.connection import Connection
    from pathlib import Path
    from typing import Any

T = TypeVar("T")
R = TypeVar("R")

_ANSWER_S: Final = 10
_AHEAD: Final = 2
"""Chunks that a cluster is given for each of its threads, so that none waits for the next."""


@dataclass(frozen=True)
class Crew:
    """Workers, and how they are to be used.

    Attributes:
        executor: What work is given to.
        width: How much may be under way at once; a cluster may grow.
        lost: What is raised where a worker died over its work.
        attempts: How often work is given out before it counts as lost.
    """

    executor: Executor
    width: Callable[[], int]
    lost: tuple[type[BaseException], ...]
    attempts: int


def done_by(
    crew: Crew, work: Callable[[T], R], given: Iterable[T]
) -> Iterator[tuple[T, R | None]]:
    """Have work done, a bounded amount at a time, and tell what came of each as it is done.

    None stands for what cost a worker its life each time that it was tried. Whatever else the work
    raises is raised here.
    """
    done: queue.SimpleQueue[tuple[T, int, Future[R]]] = queue.SimpleQueue()
    under_way = 0

    def start(one: T, attempt: int) -> None:
        crew.executor.submit(work, one).add_done_callback(
            lambda future: done.put((one, attempt, future))
        )

    waiting = iter(given)
    more = True
    while more or under_way:
        while more and under_way < crew.width():
            one = next(waiting, done)
            if one is done:
                more = False
            else:
                start(one, 1)  # type: ignore[arg-type] - anything but the mark of the end
                under_way += 1
        if not under_way:
            return
        one, attempt, future = done.get()
        try:
            result = future.result()
        except crew.lost:
            if attempt < crew.attempts:
                start(one, attempt + 1)
                continue
            yield one, None
        except CancelledError as reason:
            raise SettingsError(
                "The scheduler is gone: start it and repeat the command, which goes on from here."
            ) from reason
        else:
            yield one, result
        under_way -= 1


class LocalPools(Executor):
    """Processes of this machine, each a pool of its own: one that dies takes its work alone."""

    def __init__(self, workers: int) -> None:
        self._context = multiprocessing.get_context("spawn")
        self._reader, self._writer = self._context.Pipe(duplex=False)
        self._idle: queue.LifoQueue[ProcessPoolExecutor] = queue.LifoQueue()
        for _ in range(workers):
            self._idle.put(self._pool())

    def _pool(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(1, self._context, _follow, (self._reader,))

    def submit(self, fn: Callable[..., R], /, *args: Any, **kwargs: Any) -> Future[R]:  # noqa: ANN401 - as its base
        """Give a free process something to do; waits for one."""
        pool = self._idle.get()
        future = pool.submit(fn, *args, **kwargs)
        future.add_done_callback(lambda done: self._free(pool, done))
        return future

    def _free(self, pool: ProcessPoolExecutor, done: Future[Any]) -> None:
        broken = not done.cancelled() and isinstance(done.exception(), BrokenProcessPool)
        self._idle.put(self._pool() if broken else pool)

    def end(self) -> None:
        """End every process, one at work at once: what it writes is there whole or not at all."""
        self._writer.close()
        while not self._idle.empty():
            self._idle.get().shutdown(wait=False, cancel_futures=True)


def _follow(told: Connection) -> None:
    """Let a worker end with the run, whatever ended that; Ctrl-C is for the one who runs it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def end() -> None:
        wait([told])
        os._exit(0)

    threading.Thread(target=end, daemon=True).start()


def cores() -> int:
    """How many cores this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1


@contextmanager
def local_crew(workers: int | None = None) -> Iterator[Crew]:
    """Processes of this machine, one for each core if not said otherwise."""
    count = workers or cores()
    pools = LocalPools(count)
    try:
        yield Crew(pools, lambda: count, (BrokenProcessPool,), 2)
    finally:
        pools.end()


@contextmanager
def dask_crew(address: str, places: Sequence[Path]) -> Iterator[Crew]:
    """The workers of a running Dask cluster.

    Args:
        address: Its scheduler, ``tcp://host:8786``.
        places: Folders that every worker must see.

    Raises:
        SettingsError: Dask is not installed, nobody answers, or a worker cannot do the work.
    """
    try:
        from distributed import Client, KilledWorker  # noqa: PLC0415 - an extra
    except ImportError as reason:
        raise SettingsError(
            "--scheduler needs Dask: pip install 'claims-workbench[archive]'."
        ) from reason
    try:
        client = Client(address, timeout=_ANSWER_S, set_as_default=False)
    except (OSError, ValueError, TypeError) as reason:
        raise SettingsError(f"No Dask scheduler answers at {address}: {reason}.") from reason
    with client:
        _refuse_unfit(client.run(_fault, [str(place.resolve()) for place in places]), address)
        executor = client.get_executor(pure=False)
        # the scheduler itself gives work whose worker died to others before it says so
        yield Crew(executor, lambda: _width(client), (KilledWorker,), 1)


def _width(client: Any) -> int:  # noqa: ANN401 - Dask is an extra
    return _AHEAD * max(sum(client.nthreads().values()), 1)


def _fault(places: Sequence[str]) -> str | None:
    """Why a worker could not take part; None if it can."""
    from workbench.report.program import PROGRAM as ITS  # noqa: N811, PLC0415 - the worker's own

    if ITS != PROGRAM:
        return f"it has {ITS}, this is {PROGRAM}"
    missing = [place for place in places if not os.path.isdir(place)]  # noqa: PTH112 - strings travel
    return f"it does not see {missing[0]}" if missing else None


def _refuse_unfit(faults: dict[str, str | None], address: str) -> None:
    if not faults:
        raise SettingsError(f"The cluster at {address} has no worker: start some first.")
    for worker, fault in faults.items():
        if fault is not None:
            raise SettingsError(f"Worker {worker} cannot take part: {fault}.")
