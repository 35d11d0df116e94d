"""The texts of a stretch of input, a batch at a time, each broken one with its reason."""

from __future__ import annotations

import gzip
import json
import re
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

import pyarrow as pa

from workbench.errors import InputError
from workbench.ingest.json_lines import read_object, read_publication

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date, datetime
    from pathlib import Path
    from typing import BinaryIO

    Cells = Mapping[str, object]

LONGEST: Final = 600_000
"""Code points of a text that is read, a long novel's; more could cost a worker its memory."""
_MOST_FIGURES: Final = 120_000
"""Runs of digits in a text: each costs a kilobyte or three while it is read."""
LONGEST_LINE: Final = 16_000_000
"""Bytes of a line that is read."""
_MOST_RECORDS, _MOST_CHARACTERS = 256, 1_000_000
_HALF: Final = re.compile("[\ud800-\udfff]")
_DIGITS: Final = re.compile(r"\d+")
_TOO_MANY = f"The text holds more than {_MOST_FIGURES:,} numbers: give the table in parts."
_TOO_LONG = f"The text is longer than {LONGEST:,} characters: give it in parts."
TORN = (OSError, EOFError, zlib.error)
"""What reading a file that is damaged, or gone, raises."""


@dataclass(frozen=True, slots=True)
class Record:
    """One story of the input, or the sentence that says why it is none.

    Attributes:
        at: Where it begins: the byte in its file; the row, from 0, of a parquet file.
        text: The story; "" of a broken one.
        published: When it was published.
        error: What is wrong with it.
    """

    at: int
    text: str = ""
    published: date | datetime | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """Some records in their order and, row by row, the columns that are kept of them."""

    records: list[Record]
    kept: pa.RecordBatch


@dataclass(frozen=True, slots=True)
class Names:
    """What the input calls the columns that are read."""

    id: str = "id"
    text: str = "text"
    published: str = "published"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is read of the input.

    Attributes:
        names: What it calls the columns that are read.
        published: The publication of texts that do not say.
        kept: The columns that each claim keeps of its story.
        called: What the input calls each of those.
    """

    names: Names
    published: date | datetime | None
    kept: pa.Schema
    called: Mapping[str, str]


def checked_record(
    at: int, cells: Cells, names: Names, published: date | datetime | None
) -> Record:
    """A story of its cells.

    >>> checked_record(0, {"text": "60 names", "published": "soon"}, Names(), None).error[:27]
    '"soon" is no publication da'
    """
    try:
        text = _text(cells.get(names.text), names.text)
        said = {"published": cells.get(names.published)}
        return Record(at, text, read_publication(said, published))
    except InputError as reason:
        return Record(at, error=harmless(str(reason)))


def _text(cell: object, name: str) -> str:
    """The text of a story.

    Raises:
        InputError: it is none that can be read.
    """
    if not isinstance(cell, str):
        raise InputError(f'It has no text in "{name}".')
    if len(cell) > LONGEST:
        raise InputError(_TOO_LONG)
    if len(cell) > _MOST_FIGURES and sum(1 for _ in _DIGITS.finditer(cell)) > _MOST_FIGURES:
        raise InputError(_TOO_MANY)
    return harmless(cell)


def harmless(text: str) -> str:
    r"""Words that can be written as UTF-8: U+FFFD for half a surrogate pair, so offsets stay.

    >>> harmless("They fled \ud83d.")
    'They fled \ufffd.'
    """
    return text if text.isascii() else _HALF.sub("\ufffd", text)


def batches(records: Iterable[tuple[Record, Cells]], wanted: Wanted) -> Iterator[Batch]:
    """Records and their cells in batches of bounded size."""
    waiting: list[tuple[Record, Cells]] = []
    size = 0
    for one in records:
        waiting.append(one)
        size += len(one[0].text)
        if len(waiting) >= _MOST_RECORDS or size >= _MOST_CHARACTERS:
            yield _batch(waiting, wanted)
            waiting, size = [], 0
    if waiting:
        yield _batch(waiting, wanted)


def _batch(records: Sequence[tuple[Record, Cells]], wanted: Wanted) -> Batch:
    arrays = []
    for field in wanted.kept:
        name = wanted.called.get(field.name, field.name)
        fit = _FIT.get(field.type.id, as_is)
        arrays.append(pa.array([fit(cells.get(name)) for _, cells in records], field.type))
    kept = pa.RecordBatch.from_arrays(arrays, schema=wanted.kept)
    return Batch([record for record, _ in records], kept)


def as_is(value: object) -> object:
    """A value of a column whose values are all of one sort."""
    return value


def as_text(value: object) -> str | None:
    """A value of a column of text: a string as it is, anything else as JSON."""
    if value is None:
        return None
    return harmless(
        value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    )


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """A file as bytes, unpacked where its name says that it is packed."""
    with path.open("rb") as stream:
        if path.suffix.lower() == ".gz":
            with gzip.GzipFile(fileobj=stream) as unpacked:
                yield cast("BinaryIO", unpacked)
        else:
            yield stream


def as_number(value: object) -> float | None:
    """A value of a column of floating point numbers."""
    return float(value) if isinstance(value, int | float) else None


_FIT: Final = {pa.string().id: as_text, pa.float64().id: as_number}


def json_records(path: Path, start: int, stop: int | None) -> Iterator[tuple[int, object]]:
    """Where each line begins that begins in the stretch, and its object or what is wrong with it.

    Args:
        path: A file of JSON lines.
        start: First byte of the stretch, of what is unpacked.
        stop: One past its last; None for the end of the file.
    """
    at = start
    try:
        with opened(path) as stream:
            for at, line in _lines(stream, start, stop):
                if line.strip():
                    yield at, _object(line)
    except TORN as reason:
        yield at, f"The file breaks off after this record ({told(reason)}): the rest is not read."


def told(reason: BaseException) -> str:
    """What the system says is wrong with a file."""
    return str(getattr(reason, "strerror", None) or reason)


def _object(line: bytes) -> object:
    if len(line) > LONGEST_LINE:
        return f"The line is longer than {LONGEST_LINE:,} bytes: give its text in parts."
    try:
        return read_object(line, _nothing)
    except InputError as reason:
        return str(reason)


def _nothing(_: str) -> None:
    """NaN and Infinity, as Python writes them, are no reason to lose a story."""


def _lines(stream: BinaryIO, start: int, stop: int | None) -> Iterator[tuple[int, bytes]]:
    """Each line that begins in the stretch; of a monstrous one only its beginning."""
    at = start
    if start:
        stream.seek(start - 1)
        at = start - 1 + _pass_line(stream, None if stop is None else stop - start + 1)
    while stop is None or at < stop:
        line = stream.readline(LONGEST_LINE + 1)
        if not line:
            return
        yield at, line
        at += len(line)
        if len(line) > LONGEST_LINE and not line.endswith(b"\n"):
            at += _pass_line(stream, None)


def _pass_line(stream: BinaryIO, most: int | None) -> int:
    """Go past the end of a line, or at least ``most`` bytes on; how many bytes it was."""
    gone = 0
    while most is None or gone < most:
        piece = stream.readline(1 << 20)
        gone += len(piece)
        if not piece or piece.endswith(b"\n"):
            break
    return gone


def records_of(
    found: Iterable[tuple[int, object]], cells_of: Callable[[object], Cells | str], wanted: Wanted
) -> Iterator[tuple[Record, Cells]]:
    """Records of what was found, a fault as it was told."""
    for at, what in found:
        cells = what if isinstance(what, str) else cells_of(what)
        if isinstance(cells, str):
            yield Record(at, error=harmless(cells)), {}
        else:
            yield checked_record(at, cells, wanted.names, wanted.published), cells
