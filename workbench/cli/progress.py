"""A sign of life on standard error for whatever takes more than a second."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Self, TextIO

if TYPE_CHECKING:
    from types import TracebackType

_FIRST_S, _SLOWEST_S = 1.0, 32.0


class Progress:
    """Says where the work stands after one second, then after ever longer pauses."""

    def __init__(self, stream: TextIO) -> None:
        self._stream, self._now = stream, ""
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._tell, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
        self._thread.join()

    def at(self, where: str) -> None:
        """What is being worked on from now."""
        self._now = where

    def _tell(self) -> None:
        pause = _FIRST_S
        while not self._over.wait(pause):
            self._stream.write(f"workbench: {self._now} …\n")
            self._stream.flush()
            pause = min(2 * pause, _SLOWEST_S)
