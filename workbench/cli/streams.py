"""The standard streams as they were given to us: closed, full, without a reader."""

from __future__ import annotations

import os
import signal
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

STOPPED = 130
"""What a shell expects of a program ended by Ctrl-C."""

_STANDARD = 2
"""The highest number of a standard stream."""


def keep_places() -> None:
    """Put nothing at all where a standard stream was closed, so that no file of ours gets there."""
    place = os.open(os.devnull, os.O_RDWR)
    while place <= _STANDARD:
        place = os.open(os.devnull, os.O_RDWR)
    os.close(place)
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - to the end


def output_is_closed() -> bool:
    """Whether whoever started the program closed its standard output."""
    return sys.stdout is None


def drop_output() -> None:
    """Let what is still buffered go nowhere: where it was to go takes no more."""
    if sys.stdout is not None:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


@contextmanager
def quiet_start() -> Iterator[None]:
    """While modules load, Ctrl-C ends the program at once: nothing is open yet.

    An interrupt that is raised inside an import is told, or lost, by whatever is being imported.
    """
    ours = (
        threading.current_thread() is threading.main_thread()
        and signal.getsignal(signal.SIGINT) is signal.default_int_handler
    )
    if not ours:
        yield
        return
    signal.signal(signal.SIGINT, lambda *_: os._exit(STOPPED))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
