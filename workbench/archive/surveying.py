"""A look at each file before the run: its columns and where it can be cut."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pyarrow as pa

from workbench.archive.chunks import CSV, JSONL, Chunk, kind_of
from workbench.archive.csv_records import csv_encoding, csv_header, csv_rows
from workbench.archive.parquet_records import is_text, parquet_file, plain
from workbench.archive.records import harmless, json_records, opened, told
from workbench.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pyarrow.parquet as pq

    from workbench.archive.records import Names

MOST_COLUMNS: Final = 500
_SIGNS: Final = ",;\t|"
_LOOKED_AT: Final = 1 << 16
_INT64: Final = 1 << 63
_CLOSED: Final = "The folder cannot be opened: ask whoever owns it to let you read it."
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Survey:
    """What a look at a file, or at a stretch of one, has shown.

    Attributes:
        columns: Its columns; of JSON lines those that any line has.
        chunks: What it is cut into.
        error: Why it cannot be read at all.
    """

    columns: pa.Schema
    chunks: tuple[Chunk, ...]
    error: str | None = None


def survey(folder: Path, size: int, names: Names, chunk: Chunk) -> Survey:
    """Look at a file: at one chunk of JSON lines, else at the whole.

    Args:
        folder: Where the input is.
        size: Bytes that a chunk should have.
        names: What the columns are called.
        chunk: The stretch to look at.
    """
    path, kind = folder / chunk.source, kind_of(chunk.source)
    if kind is None:
        return Survey(pa.schema([]), (chunk,), error=_CLOSED)
    try:
        if kind in (JSONL, CSV):
            _refuse_utf16(path)
        if kind == JSONL:
            return _of_lines(path, chunk, names)
        return _of_csv(path, chunk, size) if kind == CSV else _of_parquet(path, chunk, size, names)
    except (InputError, OSError, EOFError, pa.ArrowException) as reason:
        return Survey(pa.schema([]), (chunk,), error=f"The file cannot be read ({told(reason)}).")


def _refuse_utf16(path: Path) -> None:
    with opened(path) as stream:
        if stream.read(2).startswith(_UTF16):
            raise InputError("it is in UTF-16: save it as UTF-8")


def _of_lines(path: Path, chunk: Chunk, names: Names) -> Survey:
    sorts: dict[str, pa.DataType] = {}
    for _, found in json_records(path, chunk.start, chunk.stop):
        for name, value in found.items() if isinstance(found, dict) else ():
            before = sorts.get(name)
            if before is None and not _is_column(name, len(sorts), names):
                continue
            sort = _sort_of(value)
            if sort is not before:
                sorts[name] = sort if before is None else joined(before, sort)
    return Survey(pa.schema(list(sorts.items())), (chunk,))


def _is_column(key: str, seen: int, names: Names) -> bool:
    """Whether a key is a column; half a character has no bytes to be called by."""
    if seen > MOST_COLUMNS and key not in (names.id, names.text, names.published):
        return False
    return harmless(key) == key


_SORTS: Final = {
    type(None): pa.null(),
    bool: pa.bool_(),
    int: pa.int64(),
    float: pa.float64(),
    str: pa.string(),
}


def _sort_of(value: object) -> pa.DataType:
    if type(value) is int and not -_INT64 <= value < _INT64:
        return pa.string()
    return _SORTS.get(type(value), pa.string())


def joined(one: pa.DataType, other: pa.DataType) -> pa.DataType:
    """The type that holds the values of two columns of one name; text where nothing else does.

    >>> joined(pa.int64(), pa.float64()), joined(pa.null(), pa.bool_())
    (DataType(double), DataType(bool))
    >>> joined(pa.int64(), pa.bool_())
    DataType(string)
    """
    if one == other or pa.types.is_null(other):
        return one
    if pa.types.is_null(one):
        return other
    if pa.types.is_signed_integer(one) and pa.types.is_signed_integer(other):
        return pa.int64()
    if all(pa.types.is_integer(sort) or pa.types.is_floating(sort) for sort in (one, other)):
        return pa.float64()
    return pa.string()


def _of_csv(path: Path, chunk: Chunk, size: int) -> Survey:
    with opened(path) as stream:
        sign = _sign(stream.read(_LOOKED_AT))
    encoding = csv_encoding(path)
    names, begin = csv_header(path, sign, encoding)
    columns = pa.schema([(name, pa.string()) for name in dict.fromkeys(names) if name])
    # a quoted cell may hold line ends: only whoever reads from the start knows where rows begin
    starts = list(_row_starts(path, sign, encoding, begin, size))
    stops, weight = [*starts[1:], None], min(size, chunk.weight)
    chunks = tuple(
        Chunk(chunk.source, number, start, stop, weight, sign=sign, encoding=encoding)
        for number, (start, stop) in enumerate(zip(starts, stops, strict=True))
    )
    return Survey(columns, chunks)


def _row_starts(path: Path, sign: str, encoding: str, begin: int, size: int) -> Iterator[int]:
    yield begin
    if path.suffix.lower() == ".gz":
        return
    last = begin
    for at, _ in csv_rows(path, sign, encoding, begin, None):
        if at - last >= size:
            yield at
            last = at


def _sign(beginning: bytes) -> str:
    r"""What parts the cells: the sign under which the header has the most names.

    >>> _sign(b"id;text\n1;a, b, c, d")
    ';'
    """
    header = beginning.decode("utf-8-sig", "replace").splitlines()[:1]
    return max(_SIGNS, key=lambda sign: len(next(csv.reader(header, delimiter=sign), [])))


def _of_parquet(path: Path, chunk: Chunk, size: int, names: Names) -> Survey:
    with parquet_file(path) as file:
        columns = file.schema_arrow.remove_metadata()
        place = columns.get_field_index(names.text)
        if place >= 0 and not is_text(columns.field(place).type):
            raise InputError(f'its column "{names.text}" holds no text')
        starts = list(_group_starts(file.metadata, names.text, size))
        stops = [*starts[1:], file.metadata.num_rows]
    chunks = tuple(
        Chunk(chunk.source, number, start, stop, chunk.weight // len(starts))
        for number, (start, stop) in enumerate(zip(starts, stops, strict=True))
    )
    plainly = [(field.name, plain(field.type)) for field in columns]
    return Survey(pa.schema(plainly), chunks)


def _group_starts(about: pq.FileMetaData, text: str, size: int) -> Iterator[int]:
    """The rows where chunks begin: several row groups in one, or one cut into several."""
    yield 0
    first = gathered = 0
    for number in range(about.num_row_groups):
        group = about.row_group(number)
        columns = (group.column(place) for place in range(group.num_columns))
        its = sum(one.total_uncompressed_size for one in columns if one.path_in_schema == text)
        if gathered and gathered + its > size:
            yield first
            gathered = 0
        pieces = min(-(-its // size), group.num_rows)
        for piece in range(1, pieces):
            yield first + group.num_rows * piece // pieces
        gathered = its // max(pieces, 1) + (0 if pieces > 1 else gathered)
        first += group.num_rows
