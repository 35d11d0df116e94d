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
from dataclasses import dataclass
from itertools import islice
from multiprocessing.connection import wait
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from workbench.errors import SettingsError
from workbench.report.program import PROGRAM

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from concurrent.futures import Future
    from multiprocessing.connection import Connection
    from typing import Any

T = TypeVar("T")
R = TypeVar("R")

_GONE: Final = (
    "The scheduler is gone: start it and repeat the command, which goes on from where it stands."
)
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


def done_by(crew: Crew, work: Callable[[T], R], given: Iterable[T]) -> Iterator[tuple[T, R | None]]:
    """Have work done, a bounded amount at a time, and tell what came of each as it is done.

    None stands for what cost a worker its life each time that it was tried. Whatever else the work
    raises is raised here.
    """
    done: queue.SimpleQueue[tuple[T, int, Future[R]]] = queue.SimpleQueue()
    waiting, under_way = iter(given), 0

    def start(one: T, attempt: int) -> None:
        future = crew.executor.submit(work, one)
        future.add_done_callback(lambda ready: done.put((one, attempt, ready)))

    while True:
        for one in islice(waiting, max(crew.width() - under_way, 0)):
            start(one, 1)
            under_way += 1
        if not under_way:
            return
        one, attempt, future = done.get()
        try:
            result: R | None = future.result()
        except crew.lost:
            if attempt < crew.attempts:
                start(one, attempt + 1)
                continue
            result = None
        except CancelledError as reason:
            raise SettingsError(_GONE) from reason
        under_way -= 1
        yield one, result


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
        with _deaf_children():  # a pool starts its process when it is first given something
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


@contextmanager
def _deaf_children() -> Iterator[None]:
    """Let processes that are started here not hear Ctrl-C, which one that still loads would tell.

    It is held back, not lost: this process hears it afterwards. Windows has nothing like it.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


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
        from distributed.comm import get_address_host_port  # noqa: PLC0415 - an extra
    except ImportError as reason:
        raise SettingsError(
            "--scheduler needs Dask: pip install 'claims-workbench[archive]'."
        ) from reason
    try:
        # a client of what is no address waits for itself when it is thrown away
        get_address_host_port(address)
    except ValueError as reason:
        raise SettingsError(
            f'"{address}" is no address of a Dask scheduler ({reason}): '
            "give one like tcp://10.0.0.1:8786."
        ) from reason
    try:
        client = Client(address, timeout=_ANSWER_S, set_as_default=False)
    except (OSError, ValueError, TypeError) as reason:
        raise SettingsError(f"No Dask scheduler answers at {address}: {reason}.") from reason
    with client:
        seen = [str(place.resolve()) for place in places]
        _refuse_unfit(client.run(_fault, PROGRAM, seen), address)
        executor = client.get_executor(pure=False)
        # the scheduler itself gives work whose worker died to others before it says so
        yield Crew(executor, lambda: _width(client), (KilledWorker,), 1)


def _width(client: Any) -> int:  # noqa: ANN401 - Dask is an extra
    threads: int = sum(client.nthreads().values())
    return _AHEAD * max(threads, 1)


def _fault(program: str, places: Sequence[str]) -> str | None:
    """Why a worker, where this is called, could not take part; None if it can."""
    if program != PROGRAM:
        return f"it has {PROGRAM}, the command is {program}"
    missing = [place for place in places if not Path(place).is_dir()]
    return f"it does not see {missing[0]}" if missing else None


def _refuse_unfit(faults: dict[str, str | None], address: str) -> None:
    if not faults:
        raise SettingsError(f"The cluster at {address} has no worker: start some first.")
    for worker, fault in faults.items():
        if fault is not None:
            raise SettingsError(f"Worker {worker} cannot take part: {fault}.")
