"""What an input is cut into: stretches of files, the same whoever works on them."""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from workbench.errors import InputError, SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterator

JSONL, CSV, PARQUET = "jsonl", "csv", "parquet"
_ENDINGS: Final = {
    ".jsonl": JSONL,
    ".ndjson": JSONL,
    ".csv": CSV,
    ".tsv": CSV,
    ".parquet": PARQUET,
    ".jsonl.gz": JSONL,
    ".ndjson.gz": JSONL,
    ".csv.gz": CSV,
    ".tsv.gz": CSV,
}
_SMALLEST, _LARGEST, _PIECES = 1 << 20, 1 << 24, 64
HIDDEN = ("_", ".")
# what reads as a column and its value in the path of a part; bytes that are no UTF-8, which no
# parquet tool finds; and what would read as such an escape
_ESCAPED: Final = re.compile("[=\udc80-\udcff]|%(?=[0-9A-F]{2})")


@dataclass(frozen=True, slots=True)
class Source:
    """A file of the input as it was when the run was planned.

    Attributes:
        name: Its path within the input, with "/".
        size: Its bytes.
        changed: When it was last changed, in nanoseconds.
    """

    name: str
    size: int
    changed: int

    @property
    def kind(self) -> str:
        """What is in it, by its name.

        >>> Source("2014/a.JSONL.gz", 0, 0).kind
        'jsonl'
        """
        return kind_of(self.name) or ""

    @property
    def is_packed(self) -> bool:
        """Whether it must be unpacked from its beginning."""
        return self.name.lower().endswith(".gz")


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of one file, read and written as one part.

    Attributes:
        source: The file's name.
        number: Of the chunk within its file, from 0.
        start: First byte, or first row of a parquet file.
        stop: One past the last; None for the end of the file.
        weight: Bytes that it takes of the input, for the estimate of time.
        error: What is wrong with the whole file, if anything.
        sign: What parts the cells of a CSV.
        encoding: What a CSV is in.
    """

    source: str
    number: int
    start: int
    stop: int | None
    weight: int
    error: str | None = None
    sign: str = ""
    encoding: str = "utf-8"

    @property
    def part(self) -> str:
        """The name of its part within the archive.

        >>> Chunk("year=2014/a.jsonl", 3, 0, None, 1).part
        'year%3D2014/a.jsonl.00003.parquet'
        """
        return f"{_ESCAPED.sub(_escape, self.source)}.{self.number:05}.parquet"


def shown(name: str) -> str:
    r"""A file's name for people; bytes of it that are no UTF-8 as their numbers.

    >>> shown("caf\udce9.jsonl")
    'caf\\xe9.jsonl'
    """
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _escape(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in os.fsencode(found[0]))


def kind_of(name: str) -> str | None:
    """What a file of that name holds; None if it is none of ours."""
    small = name.lower()
    return next((kind for ending, kind in _ENDINGS.items() if small.endswith(ending)), None)


def sources_of(given: Path) -> tuple[Path, list[Source]]:
    """The folder of the input and its files, in order of their names.

    Raises:
        InputError: there is no such file or folder, or nothing in it that can be read.
    """
    try:
        if given.is_file():
            if kind_of(given.name) is None:
                raise InputError(f"{given} is no .jsonl, .csv or .parquet file.")
            folder, entries = given.parent, [_Entry(given.name)]
        elif given.is_dir():
            folder, entries = given, sorted(_entries(given))
        else:
            what = "neither a file nor a folder" if given.exists() else "not there"
            raise InputError(f"{given} is {what}: give a file or a folder of texts.")
        found = [source for one in entries if (source := _source(folder, one)) is not None]
    except OSError as reason:
        raise InputError(f"{given} cannot be read: {reason.strerror or reason}.") from reason
    if not found:
        raise InputError(f"{given} has no .jsonl, .csv or .parquet file: nothing to read.")
    return folder, found


def left_out(given: Path) -> list[str]:
    """What is in an input, not hidden, and is not read, in order of the names."""
    if not given.is_dir():
        return []
    return sorted(one.name for one in _entries(given) if _source(given, one) is None)


class _Entry(NamedTuple):
    """What is in a folder, by its path within the input; a folder only where it is not open."""

    name: str
    is_closed: bool = False


def _entries(folder: Path) -> Iterator[_Entry]:
    """What is in the folder and those below it, nothing of it hidden.

    Raises:
        OSError: the folder itself cannot be read.
    """
    closed: list[OSError] = []
    for at, folders, files in os.walk(folder, onerror=closed.append):
        here = Path(at).relative_to(folder)
        links = [name for name in folders if (Path(at) / name).is_symlink()]
        folders[:] = [name for name in folders if not name.startswith(HIDDEN)]
        for name in (*files, *links):
            if not name.startswith(HIDDEN):
                yield _Entry((here / name).as_posix())
    for reason in closed:
        place = Path(reason.filename or folder)
        if place == folder:
            raise reason
        yield _Entry(place.relative_to(folder).as_posix(), is_closed=True)


def _source(folder: Path, entry: _Entry) -> Source | None:
    """The file as it is now; None for what is none of ours: of another kind, a pipe, a folder."""
    if entry.is_closed:
        return Source(entry.name, 0, 0)
    if kind_of(entry.name) is None:
        return None
    try:
        about = (folder / entry.name).stat()
    except OSError:
        # a link to nothing, say: whoever is to read it writes down why that cannot be
        return Source(entry.name, 0, 0)
    is_file = stat.S_ISREG(about.st_mode)
    return Source(entry.name, about.st_size, about.st_mtime_ns) if is_file else None


def chunk_size(sources: list[Source]) -> int:
    """Bytes of a chunk: a 64th of the input, within bounds, whoever works on it.

    >>> chunk_size([Source("a.csv", 10, 0)]), chunk_size([Source("a.csv", 1 << 40, 0)])
    (1048576, 16777216)
    """
    return min(max(sum(one.size for one in sources) // _PIECES, _SMALLEST), _LARGEST)


def byte_chunks(source: Source, size: int) -> list[Chunk]:
    """The chunks of a file of lines; one that is packed cannot be cut."""
    if source.is_packed or source.size <= size:
        return [Chunk(source.name, 0, 0, None, source.size)]
    starts = range(0, source.size, size)
    return [
        Chunk(source.name, number, start, min(start + size, source.size), size)
        for number, start in enumerate(starts)
    ]


def refuse_places(given: Path, out: Path) -> None:
    """Raises SettingsError where the archive would lie in its own input, or around it."""
    source, target = given.resolve(), out.resolve()
    if target == source or source in target.parents:
        raise SettingsError(f"{out} lies in {given}, the input: give a folder outside it.")
    if target in source.parents:
        raise SettingsError(f"{given}, the input, lies in {out}: give a folder of its own.")
