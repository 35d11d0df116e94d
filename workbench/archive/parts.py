"""One chunk of the input read, checked and written as one part: what a worker does."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Final

import pyarrow as pa
import pyarrow.parquet as pq

from workbench.archive.chunks import CSV, PARQUET, kind_of, shown
from workbench.archive.columns import (
    NO_CLAIM,
    OURS,
    claim_cells,
    published_cells,
    schema_of,
)
from workbench.archive.csv_records import cells_under, csv_header, csv_rows
from workbench.archive.parquet_records import broken, parquet_batches
from workbench.archive.records import batches, json_records, records_of
from workbench.archive.whole_files import whole
from workbench.checks import check_claims
from workbench.errors import InputError
from workbench.grammar import extract

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from workbench.archive.chunks import Chunk
    from workbench.archive.records import Batch, Record, Wanted
    from workbench.checks import Flag
    from workbench.claim import Claim

ROWS: Final = 16_384
"""Rows of a row group: what a reader takes from the disk at once."""
_PARQUET: Final = {"compression": "zstd", "compression_level": 3}
_MARK: Final = b"workbench."

# The run must not end for one text. These are what a slip in a rule, or a text that is too much
# for it, raises; whatever the system refuses (OSError) does end it.
_SLIPS: Final = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    MemoryError,
    RecursionError,
    TypeError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class Run:
    """What every worker is told.

    Attributes:
        folder: Where the input is.
        out: Where the archive is.
        wanted: What is read of it.
    """

    folder: Path
    out: Path
    wanted: Wanted


@dataclass(frozen=True, slots=True)
class Tally:
    """What is in a part, or in all of them.

    Attributes:
        stories: Texts that were read.
        broken: Records that could not be.
        claims: Figures and dates found.
        characters: Code points of the texts.
    """

    stories: int = 0
    broken: int = 0
    claims: int = 0
    characters: int = 0

    def __add__(self, other: Tally) -> Tally:
        """Both together."""
        return Tally(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(Tally)))


def write_part(run: Run, chunk: Chunk) -> Tally:
    """Read a chunk, find and check its claims, write its part; the same bytes each time.

    Raises:
        OSError: the part cannot be written.
    """
    batches = _batches(run, chunk) if chunk.error is None else _one_broken(run, chunk, chunk.error)
    return _write(run, chunk, batches)


def write_lost(run: Run, chunk: Chunk, error: str) -> Tally:
    """Write the part of a chunk that cannot be read: one row that says why."""
    return _write(run, chunk, _one_broken(run, chunk, error))


def tally_of(out: Path, chunk: Chunk) -> Tally | None:
    """What is in a part that was written; None if it is not there, or not whole."""
    try:
        about = pq.read_metadata(out / chunk.part).metadata or {}
        return Tally(*(int(about[_MARK + one.name.encode()]) for one in fields(Tally)))
    except (OSError, pa.ArrowException, KeyError, ValueError):
        return None


def _write(run: Run, chunk: Chunk, read: Iterable[Batch]) -> Tally:
    schema = schema_of(run.wanted.kept)
    tally = Tally()
    waiting: list[pa.Table] = []
    with whole(run.out, chunk.part) as place, pq.ParquetWriter(place, schema, **_PARQUET) as writer:
        for batch in read:
            for table, its in _tables(batch, chunk, schema):
                tally += its
                waiting.append(table)
                if sum(one.num_rows for one in waiting) >= ROWS:
                    writer.write_table(pa.concat_tables(waiting), ROWS)
                    waiting = []
        if waiting:
            writer.write_table(pa.concat_tables(waiting), ROWS)
        said = {_MARK.decode() + one.name: str(getattr(tally, one.name)) for one in fields(Tally)}
        writer.add_key_value_metadata(said)
    return tally


def _one_broken(run: Run, chunk: Chunk, error: str) -> Iterator[Batch]:
    yield broken(chunk.start, error, run.wanted.kept)


def _batches(run: Run, chunk: Chunk) -> Iterator[Batch]:
    path, kind = run.folder / chunk.source, kind_of(chunk.source)
    if kind == PARQUET:
        rows = (chunk.start, chunk.start if chunk.stop is None else chunk.stop)
        yield from parquet_batches(path, rows, run.wanted)
    elif kind == CSV:
        yield from _csv_batches(run, chunk, path)
    else:
        found = json_records(path, chunk.start, chunk.stop)
        yield from batches(records_of(found, _as_cells, run.wanted), run.wanted)


def _csv_batches(run: Run, chunk: Chunk, path: Path) -> Iterator[Batch]:
    try:
        cells = cells_under(csv_header(path, chunk.sign, chunk.encoding)[0])
    except InputError as reason:
        yield from _one_broken(run, chunk, f"The file cannot be read: {reason}.")
        return
    found = csv_rows(path, chunk.sign, chunk.encoding, chunk.start, chunk.stop)
    yield from batches(records_of(found, cells, run.wanted), run.wanted)


def _as_cells(found: object) -> dict[str, object]:
    return found if isinstance(found, dict) else {}


def _tables(batch: Batch, chunk: Chunk, schema: pa.Schema) -> Iterator[tuple[pa.Table, Tally]]:
    """The rows of a batch, at most about ``ROWS`` at a time, and what is in them."""
    rows: list[tuple[object, ...]] = []
    of: list[int] = []
    tally, file = Tally(), shown(chunk.source)
    for place, record in enumerate(batch.records):
        found, its = _rows_of(record)
        tally += its
        head = (*published_cells(record.published), file, record.at)
        for row in found:
            rows.append((*head, *row))
            of.append(place)
            if len(rows) >= ROWS:
                yield _table(rows, of, batch, schema), tally
                rows, of, tally = [], [], Tally()
    yield _table(rows, of, batch, schema), tally


def _rows_of(record: Record) -> tuple[Iterable[tuple[object, ...]], Tally]:
    """The rows of a story: its claims, or its fault."""
    if record.error is not None:
        return [(*NO_CLAIM, record.error)], Tally(broken=1)
    try:
        claims = extract(record.text, record.published)
        flags = _flags_by_claim(claims, check_claims(record.text, claims, record.published))
    except _SLIPS as slip:
        told = f"The text could not be read ({type(slip).__name__}: {slip}): please report it."
        return [(*NO_CLAIM, told)], Tally(broken=1)
    rows = (
        claim_cells(record.text, number, claim, flags.get(number - 1, ()))
        for number, claim in enumerate(claims, start=1)
    )
    return rows, Tally(1, 0, len(claims), len(record.text))


def _flags_by_claim(claims: Sequence[Claim], flags: Sequence[Flag]) -> dict[int, list[Flag]]:
    """By the claim's place, the flags whose figures it is one of."""
    starts = [claim.start for claim in claims]
    found: dict[int, list[Flag]] = {}
    for flag in flags:
        about: set[int] = set()
        for start, end in flag.spans:
            first = max(bisect_left(starts, start) - 1, 0)
            for place in range(first, bisect_left(starts, end)):
                if claims[place].end > start:
                    about.add(place)
        for place in about:
            found.setdefault(place, []).append(flag)
    return found


def _table(
    rows: list[tuple[object, ...]], of: list[int], batch: Batch, schema: pa.Schema
) -> pa.Table:
    columns = zip(*rows, strict=True) if rows else ((),) * len(OURS)
    ours = {
        name: pa.array(column, sort) for (name, sort), column in zip(OURS, columns, strict=True)
    }
    kept = batch.kept.take(pa.array(of, pa.int32()))
    arrays = [ours[name] if name in ours else kept.column(name) for name in schema.names]
    return pa.Table.from_arrays(arrays, schema=schema)
