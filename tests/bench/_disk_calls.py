"""What a process asked of the disk, call by call, and the disk as a power cut would leave it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_TRACED = "openat,close,pwrite64,write,fdatasync,fsync,ftruncate,unlink,unlinkat"
_LINE = re.compile(r"^\d+\s+(\w+)\((.*)\)\s+=\s+(-?\d+)")
_BYTES = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_STANDARD_OUTPUT = "1"


@dataclass(frozen=True, slots=True)
class Call:
    """One call: ``made``, ``written``, ``cut``, ``removed`` or ``synced`` a file, or ``told``."""

    what: str
    file: str
    place: int = 0
    data: bytes = b""


def traced(command: Sequence[str], log: Path, folder: Path) -> list[Call]:
    """Run a command to its end and give its calls on the files of a folder, in order.

    Lines that begin with ``ACK`` on its standard output are what it told the world.
    """
    tracer = ["strace", "-f", "-xx", "-s", "200000", "-e", f"trace={_TRACED}", "-o", str(log)]
    subprocess.run([*tracer, *command], stdout=subprocess.DEVNULL, check=True)
    return list(_Reading(str(folder)).calls(log))


class _Reading:
    """A trace read line by line; it knows which file each descriptor stands for."""

    def __init__(self, folder: str) -> None:
        self._folder, self._open = folder, dict[str, str]()

    def calls(self, log: Path) -> Iterator[Call]:
        with log.open(encoding="ascii", errors="replace") as lines:
            for line in lines:
                found = _LINE.match(line)
                if found and int(found[3]) >= 0:
                    yield from self._call(found[1], found[2], found[3])

    def _call(self, name: str, arguments: str, result: str) -> Iterator[Call]:
        first = arguments.split(",", 1)[0]
        if name == "openat":
            yield from self._opened(arguments, result)
        elif name == "close":
            self._open.pop(first, None)
        elif name == "write" and first == _STANDARD_OUTPUT:
            yield from (Call("told", said) for said in _told(_bytes(arguments)))
        elif name in ("unlink", "unlinkat"):
            yield Call("removed", _bytes(arguments).decode())
        elif first in self._open:
            yield from _on_file(name, self._open[first], arguments, int(result))

    def _opened(self, arguments: str, descriptor: str) -> Iterator[Call]:
        path = _bytes(arguments).decode()
        self._open.pop(descriptor, None)
        if path.startswith(self._folder) and not path.endswith("-shm"):
            self._open[descriptor] = path
            if "O_CREAT" in arguments:
                yield Call("made", path)


def _bytes(arguments: str) -> bytes:
    found = _BYTES.search(arguments)
    return bytes.fromhex(found[1].replace("\\x", "")) if found else b""


def _told(data: bytes) -> list[str]:
    return [line[4:] for line in data.decode().splitlines() if line.startswith("ACK ")]


def _on_file(name: str, file: str, arguments: str, result: int) -> Iterator[Call]:
    if name == "pwrite64":
        yield Call("written", file, int(arguments.rsplit(",", 1)[1]), _bytes(arguments)[:result])
    elif name in ("fsync", "fdatasync"):
        yield Call("synced", file)
    elif name == "ftruncate":
        yield Call("cut", file, int(arguments.split(",")[1]))


def power_cut(
    calls: Sequence[Call], before: Path, image: Path, rng: random.Random, loss: float
) -> list[str]:
    """Build the folder as it is when the power goes after these calls; what had been told by then.

    All up to a file's last sync is on the disk. Of the writes after it each is lost with
    probability ``loss``, in no order.
    """
    shutil.rmtree(image, ignore_errors=True)
    shutil.copytree(before, image)
    safe = {call.file: number for number, call in enumerate(calls) if call.what == "synced"}
    told = []
    for number, call in enumerate(calls):
        if call.what == "told":
            told.append(call.file)
        elif call.what == "removed":
            (image / os.path.basename(call.file)).unlink(missing_ok=True)  # noqa: PTH119 - a name
        elif call.what != "synced":
            lost = call.what == "written" and number > safe.get(call.file, -1)
            if not (lost and rng.random() < loss):
                _do(call, image / os.path.basename(call.file))  # noqa: PTH119 - a name
    return told


def _do(call: Call, file: Path) -> None:
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT)
    if call.what == "written":
        os.pwrite(descriptor, call.data, call.place)
    elif call.what == "cut":
        os.ftruncate(descriptor, call.place)
    os.close(descriptor)
