"""The texts of a stretch of rows of a parquet file."""

from __future__ import annotations

import os
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from workbench.archive.records import Batch, Record, as_text, checked_record, harmless

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workbench.archive.records import Wanted

_ROWS, _MOST_BYTES = 256, 8_000_000
"""Rows of a batch, and the bytes of a text that is made a Python string at all."""


def is_text(sort: pa.DataType) -> bool:
    """Whether a column of the type holds text.

    >>> is_text(pa.large_string()), is_text(pa.binary())
    (True, False)
    """
    if pa.types.is_dictionary(sort):
        return is_text(sort.value_type)
    return bool(
        pa.types.is_string(sort) or pa.types.is_large_string(sort) or pa.types.is_string_view(sort)
    )


def plain(sort: pa.DataType) -> pa.DataType:
    """The type without the views, which Arrow cannot pick rows of.

    >>> plain(pa.list_(pa.string_view())), plain(pa.struct([("a", pa.binary_view())]))
    (ListType(list<item: string>), StructType(struct<a: binary>))
    """
    if pa.types.is_string_view(sort):
        return pa.string()
    if pa.types.is_binary_view(sort):
        return pa.binary()
    if pa.types.is_list(sort) or pa.types.is_large_list(sort):
        same = pa.list_ if pa.types.is_list(sort) else pa.large_list
        return same(sort.value_field.with_type(plain(sort.value_type)))
    if pa.types.is_struct(sort):
        return pa.struct([field.with_type(plain(field.type)) for field in sort])
    return sort


@contextmanager
def parquet_file(path: Path) -> Iterator[pq.ParquetFile]:
    """A parquet file, whatever bytes its name has.

    Raises:
        OSError, pa.ArrowException: it is not there, or none.
    """
    with (
        pa.OSFile(os.fsencode(path)) as stream,
        pq.ParquetFile(stream, page_checksum_verification=True) as file,
    ):
        yield file


def parquet_batches(path: Path, rows: tuple[int, int], wanted: Wanted) -> Iterator[Batch]:
    """The records of some rows, counted from 0; a damaged row group is one broken record."""
    names, kept = wanted.names, wanted.kept
    columns = [names.text, names.published, *map(wanted.called.__getitem__, kept.names)]
    try:
        with parquet_file(path) as file:
            first = 0
            for group in range(file.num_row_groups):
                size = file.metadata.row_group(group).num_rows
                if first < rows[1] and first + size > rows[0]:
                    stretch = (max(rows[0] - first, 0), min(rows[1] - first, size))
                    for at, batch in _of_group(file, group, stretch, first, columns):
                        yield _read(at, batch, wanted)
                first += size
    except (OSError, pa.ArrowException) as reason:
        yield broken(rows[0], f"The file cannot be read ({reason}).", kept)


def _of_group(
    file: pq.ParquetFile, group: int, wanted: tuple[int, int], first: int, columns: list[str]
) -> Iterator[tuple[int, pa.RecordBatch | str]]:
    """Batches of the wanted rows of a row group, each with the number of its first row."""
    at = 0
    try:
        for batch in file.iter_batches(_ROWS, [group], columns, use_threads=False):
            start, stop = max(wanted[0] - at, 0), min(wanted[1] - at, batch.num_rows)
            if start < stop:
                yield first + at + start, batch.slice(start, stop - start)
            at += batch.num_rows
            if at >= wanted[1]:
                return
    except (OSError, pa.ArrowException) as reason:
        yield first + at, f"From here on the rows are damaged ({reason})."


def broken(at: int, error: str, kept: pa.Schema) -> Batch:
    """A batch of one record that could not be read."""
    nothing = [pa.nulls(1, field.type) for field in kept]
    return Batch(
        [Record(at, error=harmless(error))], pa.RecordBatch.from_arrays(nothing, schema=kept)
    )


def _read(at: int, batch: pa.RecordBatch | str, wanted: Wanted) -> Batch:
    if isinstance(batch, str):
        return broken(at, batch, wanted.kept)
    names = wanted.names
    texts, days = _column(batch, names.text), _column(batch, names.published)
    records = []
    for row in range(batch.num_rows):
        try:
            cells = {names.text: _text(texts, row), names.published: _day(days, row)}
        except (ValueError, OverflowError) as reason:
            records.append(Record(at + row, error=f"It cannot be read ({reason})."))
        else:
            records.append(checked_record(at + row, cells, names, wanted.published))
    return Batch(records, _kept(batch, wanted))


def _column(batch: pa.RecordBatch, name: str) -> pa.Array | None:
    place = batch.schema.get_field_index(name)
    return None if place < 0 else batch.column(place)


def _text(texts: pa.Array | None, row: int) -> object:
    """A text; of a monstrous one as much as shows that it is too long."""
    cell = None if texts is None else texts[row]
    if cell is not None and cell.is_valid and hasattr(cell, "as_buffer"):
        buffer = cell.as_buffer()
        if buffer is not None and buffer.size > _MOST_BYTES:
            return " " * _MOST_BYTES
    return None if cell is None else cell.as_py()


def _day(days: pa.Array | None, row: int) -> str | object | None:
    value = None if days is None else days[row].as_py()
    return value.isoformat() if isinstance(value, date | datetime) else value


def _kept(batch: pa.RecordBatch, wanted: Wanted) -> pa.RecordBatch:
    arrays = []
    for field in wanted.kept:
        column = _column(batch, wanted.called[field.name])
        if column is None:
            column = pa.nulls(batch.num_rows, field.type)
        arrays.append(column if column.type == field.type else _as(column, field.type))
    return pa.RecordBatch.from_arrays(arrays, schema=wanted.kept)


def _as(column: pa.Array, sort: pa.DataType) -> pa.Array:
    """A column in the type that all files share; what has no plain form as text is JSON."""
    try:
        return pc.cast(column, sort, safe=False)
    except pa.ArrowNotImplementedError:
        return pa.array([as_text(value) for value in column.to_pylist()], sort)
