"""The child process that reads documents, and what it is not allowed to do.

Started as ``python -m workbench.ingest.child``, with how many times longer than usual it may take.
It reads one request a line from standard input,
``{"name", "kind", "encoding", "bytes"}`` followed by that many bytes, and answers each with one
line of JSON. Whatever goes wrong in a library ends the process, and the parent says so.

Before the first library is loaded, on Linux and macOS, the system is told: no more memory than
:data:`MOST_MEMORY`, no more seconds of computing than the parent waits, no file longer than
nothing, no core dump. Windows has no such limits: there the parent's waiting time is the only
one. On every system Python's own audit events keep whatever is in it from opening a connection,
starting a program or opening a file for writing.
"""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_MEMORY = 300_000_000
"""Bytes of address space: a page needs 83 million of them with its libraries, a PDF 56."""

MOST_SECONDS = 90
"""Of computing for one child, all its files together; the parent's clock is the narrower one."""

GAVE_UP = 4
"""How the child ends when a document wanted more than it may have."""

_NEVER = (
    *("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname"),
    *("subprocess.Popen", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.startfile"),
    *("os.remove", "os.rename", "os.mkdir", "os.symlink", "shutil.rmtree", "urllib.Request"),
)
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def main() -> None:
    """Answer requests until there are no more."""
    requests, answers = sys.stdin.buffer, _own_output()
    _limit(int(sys.argv[1]) if sys.argv[1:] else 1)
    sys.addaudithook(_refuse)
    while line := requests.readline():
        request = json.loads(line)
        data = requests.read(request["bytes"])
        answers.write(json.dumps(_answer(request, data)).encode() + b"\n")
        answers.flush()


def _own_output() -> BinaryIO:
    """The way to the parent; what a library prints goes nowhere."""
    ours = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    return ours


def _limit(patience: int = 1) -> None:
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    for name, most in (
        ("RLIMIT_AS", MOST_MEMORY),
        ("RLIMIT_CPU", patience * MOST_SECONDS),
        ("RLIMIT_FSIZE", 0),
        ("RLIMIT_CORE", 0),
    ):
        kind = getattr(resource, name, None)
        try:
            if kind is not None:
                resource.setrlimit(kind, (most, most))
        except (ValueError, OSError):
            # macOS knows the limit of memory and does not let it be set; its clock still runs
            continue


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    """Raise PermissionError where something does what reading a document never needs."""
    flags = arguments[2] if event == "open" and len(arguments) > 2 else 0  # noqa: PLR2004
    if event in _NEVER or (isinstance(flags, int) and flags & _WRITES):
        raise PermissionError(event)


def _answer(request: Mapping[str, str], data: bytes) -> object:
    from workbench.errors import InputError  # noqa: PLC0415 - loaded within the limits
    from workbench.ingest.documents import read_document, to_json  # noqa: PLC0415

    try:
        return to_json(read_document(data, request["name"], request["kind"], request["encoding"]))
    except InputError as reason:
        return {"refused": str(reason)}
    except (MemoryError, RecursionError):
        os._exit(GAVE_UP)


if __name__ == "__main__":
    main()
