"""Files that are there whole or not at all, after a power cut too."""

from __future__ import annotations

import os
import uuid
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

UNFINISHED = "_unfinished"
"""The folder, beside the file or above it, where a file is written before it is put in place."""


@contextmanager
def whole(archive: Path, name: str) -> Iterator[Path]:
    """A place to write a file of the archive to; it is put in its place when it is complete."""
    target, waiting = archive / name, archive / UNFINISHED
    target.parent.mkdir(parents=True, exist_ok=True)
    waiting.mkdir(exist_ok=True)
    place = waiting / f"{target.name}.{uuid.uuid4().hex}"
    try:
        yield place
        _sync(place)
        place.replace(target)
    finally:
        place.unlink(missing_ok=True)
    if os.name == "posix":
        _sync(target.parent)


def write_whole(target: Path, data: bytes) -> None:
    """Write a small file at once."""
    with whole(target.parent, target.name) as place:
        place.write_bytes(data)


def _sync(path: Path) -> None:
    number = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(number)
    finally:
        os.close(number)
