"""Looking through the shelves: row groups that cannot answer are passed by, then rows filtered.

The words that are asked for are looked up first: they leave few rows. Of the columns none is
unpacked where no row is left. Measured against DuckDB and pyarrow's own dataset scanner, which
unpack the words of every row: half the time at most.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial, reduce
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from workbench.archive.crew import cores
from workbench.archive.word_rows import SUFFIX, rows_with

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from workbench.archive.asking import Question

    _Columns = dict[str, pa.ChunkedArray]
    _Test = Callable[[_Columns, Question], pa.ChunkedArray]

_LEAST_THREADS: Final = 2
_REACH, _TOLD = ("low", "high"), ("unit", "kind", "noun")
_DAYS = ("published", "earliest", "latest")
_RANKING: Final = ("noun", "published")
_TESTED: Final = (*_REACH, *_TOLD, *_DAYS)
_ORDER: Final = [
    ("away", "ascending"),
    ("unnamed", "ascending"),
    ("published", "descending"),
    ("shelf", "ascending"),
    ("group", "ascending"),
    ("at", "ascending"),
]


class Place(NamedTuple):
    """Where a figure stands: its shelf among those looked through, its part, its row."""

    shelf: int
    part: int
    row: int


def best_of(shelves: Sequence[Path], asked: Question, limit: int) -> tuple[int, list[Place]]:
    """How many figures of the shelves answer, and where the best are, best first.

    Raises:
        OSError, pa.ArrowException: a shelf cannot be read.
    """
    with ThreadPoolExecutor(max(cores(), _LEAST_THREADS)) as threads:
        total, best = 0, None
        looks = threads.map(partial(_best_of_shelf, asked, limit), shelves)
        for shelf, (count, found) in enumerate(looks):
            total += count
            if found is not None:
                its = found.append_column("shelf", pa.array([shelf] * len(found), pa.int32()))
                best = _first(its if best is None else pa.concat_tables([best, its]), limit)
    if best is None:
        return 0, []
    where = zip(*(best[name].to_pylist() for name in ("shelf", "group", "at")), strict=True)
    return total, [_place(shelves, *one) for one in where]


def _place(shelves: Sequence[Path], shelf: int, group: int, at: int) -> Place:
    with pq.ParquetFile(shelves[shelf]) as file:
        row = file.read_row_group(group, ["part", "row"]).slice(at, 1).to_pylist()[0]
    return Place(shelf, row["part"], row["row"])


def _first(table: pa.Table, limit: int) -> pa.Table:
    order = [one for one in _ORDER if one[0] in table.schema.names]
    return table.sort_by(order).slice(0, limit)


def _best_of_shelf(asked: Question, limit: int, shelf: Path) -> tuple[int, pa.Table | None]:
    """How many figures of a shelf answer, and the best of them in order."""
    rows = rows_with(shelf.with_suffix(SUFFIX), asked.words) if asked.words else None
    total, best = 0, None
    with pq.ParquetFile(shelf, read_dictionary=_TOLD) as file:
        for group, begin, end in _groups(file.metadata, asked):
            its = None if rows is None else rows[slice(*np.searchsorted(rows, (begin, end)))]
            if its is not None and not len(its):
                continue
            found = _of_group(file, group, asked, None if its is None else pa.array(its - begin))
            if found is not None:
                total += found.num_rows
                best = _first(found if best is None else pa.concat_tables([best, found]), limit)
    return total, best


def _groups(about: pq.FileMetaData, asked: Question) -> Iterator[tuple[int, int, int]]:
    """The row groups that may hold an answer, by their statistics; their first row and the end."""
    names, end = about.schema.names, 0
    for number in range(about.num_row_groups):
        group = about.row_group(number)
        begin, end = end, end + group.num_rows
        ends = {name: _ends(group.column(names.index(name)).statistics) for name in _TESTED}
        if _may_answer(ends, asked):
            yield number, begin, end


_Ends = tuple[Any, Any] | None


def _ends(statistics: pq.Statistics | None) -> _Ends:
    if statistics is None or not statistics.has_min_max:
        return None
    return statistics.min, statistics.max


def _may_answer(ends: dict[str, _Ends], asked: Question) -> bool:
    if asked.figure is not None:
        unit = (asked.figure.unit or "",)
        nouns = (*asked.nouns, "") if asked.nouns else ()
        if not (_meets(ends["unit"], unit) and (not nouns or _meets(ends["noun"], nouns))):
            return False
        low, high = ends["low"], ends["high"]
        if (low and low[0] > asked.high) or (high and high[1] < asked.low):
            return False
    if asked.since is None or asked.until is None:
        return True
    days = (ends["published"], _around(ends["earliest"], ends["latest"]))
    return any(one and one[0] <= asked.until and one[1] >= asked.since for one in days)


def _around(earliest: _Ends, latest: _Ends) -> _Ends:
    return (earliest[0], latest[1]) if earliest and latest else None


def _meets(ends: _Ends, values: tuple[str, ...]) -> bool:
    return ends is None or any(ends[0] <= value <= ends[1] for value in values)


def _of_group(
    file: pq.ParquetFile, group: int, asked: Question, rows: pa.Array | None
) -> pa.Table | None:
    """The figures of a row group that answer, ranked; None if there are none.

    ``rows`` are those that may, None for all. What rules most out is asked first: a column is
    unpacked once, and only where a row is left.
    """
    seen: dict[str, pa.ChunkedArray] = {}
    for columns, fits in _tests(asked):
        read = _unpacked(file, group, columns, rows)
        its = pc.indices_nonzero(fits(read, asked))
        if not len(its):
            return None
        rows = its if rows is None else rows.take(its)
        seen = {name: column.take(its) for name, column in (seen | read).items()}
    missing = [name for name in _RANKING if name not in seen]
    return _ranked(seen | _unpacked(file, group, missing, rows), asked, group, rows)


def _unpacked(
    file: pq.ParquetFile, group: int, columns: Sequence[str], rows: pa.Array | None
) -> _Columns:
    table = file.read_row_group(group, columns, use_threads=False) if columns else pa.table({})
    return {
        name: column if rows is None else column.take(rows)
        for name, column in zip(table.column_names, table.columns, strict=True)
    }


def _tests(asked: Question) -> Iterator[tuple[tuple[str, ...], _Test]]:
    """What a row must pass, with the columns that it is seen by; null is no."""
    if asked.figure is not None:
        yield _REACH, _is_within
        yield _TOLD, _is_of_kind
    if asked.since is not None and asked.until is not None:
        yield _DAYS, _is_of_period


def _is_within(rows: _Columns, asked: Question) -> pa.ChunkedArray:
    """Whether a figure may be the one asked for; 12 and 13 percent, which only touch, are two."""
    low, high = rows["low"], rows["high"]
    within = pc.and_(pc.less_equal(low, asked.high), pc.greater_equal(high, asked.low))
    if asked.low == asked.high:
        return within
    inside = pc.and_(pc.less(low, asked.high), pc.greater(high, asked.low))
    return pc.and_(within, pc.or_(pc.equal(low, high), inside))


def _is_of_kind(rows: _Columns, asked: Question) -> pa.ChunkedArray:
    figure = asked.figure
    unit, kind = (figure.unit or "", figure.kind.value) if figure else ("", "")
    tests = [pc.equal(rows["unit"], unit), pc.equal(rows["kind"], kind)]
    if asked.nouns:
        # what is counted may be left to the reader: "the people ...; 243 have returned"
        tests.append(pc.is_in(rows["noun"], pa.array([*sorted(asked.nouns), ""])))
    return reduce(pc.and_, tests)


def _is_of_period(rows: _Columns, asked: Question) -> pa.ChunkedArray:
    printed = pc.and_kleene(
        pc.greater_equal(rows["published"], asked.since),
        pc.less_equal(rows["published"], asked.until),
    )
    named = pc.and_kleene(
        pc.less_equal(rows["earliest"], asked.until),
        pc.greater_equal(rows["latest"], asked.since),
    )
    return pc.or_kleene(printed, named)


def _ranked(rows: _Columns, asked: Question, group: int, at: pa.Array) -> pa.Table:
    """What the order of the answers goes by: how far from what was asked, whether it is named."""
    away = pa.array([0.0] * len(at))
    if asked.figure is not None:
        middle = pc.divide(pc.add(rows["low"], rows["high"]), 2.0)
        low, high = asked.printed
        beyond = pc.max_element_wise(pc.subtract(low, middle), pc.subtract(middle, high), 0.0)
        away = pc.round(beyond, ndigits=6)
    return pa.table(
        {
            "away": away,
            "unnamed": pc.equal(rows["noun"], ""),
            "published": rows["published"],
            "group": pa.array([group] * len(at), pa.int32()),
            "at": at.cast(pa.int32()),
        }
    )
