"""Documents read in a child process: what happens in there cannot hurt the desk.

The parent only waits for a line on a pipe, so that other threads of it go on; a child that takes
too long is ended, and one that died has its death put in a sentence.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING, Self

from workbench.errors import InputError
from workbench.ingest.child import GAVE_UP
from workbench.ingest.documents import TOO_HUNGRY, Document, from_json

if TYPE_CHECKING:
    from types import TracebackType

    from workbench.ingest.kinds import FileKind

_SECONDS, _MOST_SECONDS = 5.0, 60.0
_BYTES_IN_TIME, _BYTES_A_SECOND = 500_000, 150_000
_HOUSE = str(Path(__file__).parents[2])


def seconds_for(size: int) -> float:
    """How long a file of this many bytes may take: five seconds, long documents more.

    >>> seconds_for(400_000), seconds_for(2_000_000), seconds_for(20_000_000)
    (5.0, 15.0, 60.0)
    """
    more = max(0, size - _BYTES_IN_TIME) / _BYTES_A_SECOND
    return min(_SECONDS + more, _MOST_SECONDS)


class DocumentReader:
    """A child that reads one document after the other; a new one when it died.

    Use it in a ``with``; it starts with the first document. ``patience`` is how many times longer
    than a story a document may take: a report of a thousand pages is read in the background.
    """

    def __init__(self, patience: int = 1) -> None:
        self._patience = patience
        self._child: subprocess.Popen[bytes] | None = None
        self._stopped = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the child, whatever it is at."""
        child, self._child = self._child, None
        if child is not None:
            _end(child)

    def peak_memory(self) -> int:
        """The most bytes that the living child has used; 0 where there is none, or no /proc."""
        told = Path(f"/proc/{self._child.pid if self._child else 0}/status")
        if not told.exists():
            return 0
        lines = dict(line.partition(":")[::2] for line in told.read_text("ascii").splitlines())
        return 1024 * int(lines.get("VmHWM", "0 kB").split()[0])

    def stop(self) -> None:
        """Give up the document that is being read, from another thread; no other is begun."""
        self._stopped = True
        if self._child is not None:
            self._child.kill()

    def read(self, data: bytes, name: str, kind: FileKind, encoding: str | None = None) -> Document:
        """The text of a document, and what it says of itself.

        Raises:
            InputError: it has none, is damaged, or wants more time or memory than a story needs.
        """
        if self._child is None and not self._stopped:
            self._child = _start(self._patience)
        if self._child is None or self._stopped:
            self.close()
            raise InputError(f"{name} was not read: you stopped it.")
        child, seconds = self._child, self._patience * seconds_for(len(data))
        late: list[bool] = []

        def give_up() -> None:
            late.append(True)
            child.kill()

        clock = Timer(seconds, give_up)
        clock.start()
        try:
            answer = _ask(child, data, name, kind, encoding)
        finally:
            clock.cancel()
        if answer:
            return from_json(json.loads(answer))
        self.close()
        if self._stopped:
            raise InputError(f"{name} was not read: you stopped it.")
        if late:
            raise InputError(
                f"{name} took more than {seconds:.0f} seconds to read: save it afresh."
            )
        raise InputError(_died(child.returncode, name))


def _ask(
    child: subprocess.Popen[bytes], data: bytes, name: str, kind: FileKind, encoding: str | None
) -> bytes:
    """The child's answer, empty when it gave none."""
    if child.stdin is None or child.stdout is None:
        return b""
    request = {"name": name, "kind": kind.value, "encoding": encoding, "bytes": len(data)}
    try:
        child.stdin.write(json.dumps(request).encode() + b"\n")
        child.stdin.write(data)
        child.stdin.flush()
    except OSError:
        return b""
    line = child.stdout.readline()
    return line if line.endswith(b"\n") else b""


def _start(patience: int) -> subprocess.Popen[bytes]:
    # the child finds us wherever we are, and takes nothing from the folder it is started in
    found_in = [_HOUSE, *filter(None, [os.environ.get("PYTHONPATH")])]
    try:
        return subprocess.Popen(  # noqa: S603 - our own program, and a number of ours
            [sys.executable, "-P", "-B", "-m", "workbench.ingest.child", str(patience)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(found_in)},
        )
    except OSError as error:
        raise InputError(f"No document can be read now ({error}): try again.") from error


def _end(child: subprocess.Popen[bytes]) -> None:
    child.kill()
    child.wait()
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            try:
                pipe.close()
            except OSError:
                # what had not been written has nobody to read it
                continue


def _died(code: int, name: str) -> str:
    if code == GAVE_UP:
        return TOO_HUNGRY.format(name=name)
    return f"{name} is damaged, or not what a document is, and cannot be read: save it again."
