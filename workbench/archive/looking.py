"""Looking through the shelves: row groups that cannot answer are passed by, then rows filtered.

Measured against pyarrow's own dataset scanner (four times slower: it unpacks the words of every
row) and DuckDB (as fast; a dependency more).
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial, reduce
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from workbench.archive.crew import cores
from workbench.archive.shelves import FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workbench.archive.asking import Question

_LEAST_THREADS: Final = 2
_CHEAP: Final = ("kind", "unit", "noun", "low", "high", "published", "earliest", "latest")
_ORDER: Final = [
    ("away", "ascending"),
    ("unnamed", "ascending"),
    ("published", "descending"),
    ("part", "ascending"),
    ("row", "ascending"),
]


def best_of(folder: Path, asked: Question, limit: int) -> tuple[int, list[tuple[int, int]]]:
    """How many figures of an archive answer, and the part and row of the best, best first.

    Raises:
        OSError, pa.ArrowException: a shelf cannot be read.
    """
    shelves = sorted((folder / FOLDER).glob("*.pq"))
    with ThreadPoolExecutor(max(cores(), _LEAST_THREADS)) as threads:
        total, best = 0, None
        for count, its in threads.map(partial(_best_of_shelf, asked, limit), shelves):
            total += count
            if its is not None:
                best = its if best is None else _first(pa.concat_tables([best, its]), limit)
    if best is None:
        return 0, []
    return total, list(zip(best["part"].to_pylist(), best["row"].to_pylist(), strict=True))


def _first(table: pa.Table, limit: int) -> pa.Table:
    return table.sort_by(_ORDER).slice(0, limit)


def _best_of_shelf(asked: Question, limit: int, shelf: Path) -> tuple[int, pa.Table | None]:
    """How many figures of a shelf answer, and the best of them in order."""
    total, best = 0, None
    with pq.ParquetFile(shelf) as file:
        for group in _groups(file.metadata, asked):
            its = _of_group(file, group, asked)
            if its is not None:
                total += its.num_rows
                best = _first(its if best is None else pa.concat_tables([best, its]), limit)
    return total, best


def _groups(about: pq.FileMetaData, asked: Question) -> Iterator[int]:
    """The row groups that may hold an answer, by their statistics."""
    names = about.schema.names
    for number in range(about.num_row_groups):
        group = about.row_group(number)
        ends = {name: _ends(group.column(names.index(name)).statistics) for name in _CHEAP}
        if _may_answer(ends, asked):
            yield number


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


def _of_group(file: pq.ParquetFile, group: int, asked: Question) -> pa.Table | None:
    """The figures of a row group that answer, ranked; None if there are none."""
    cheap = file.read_row_group(group, list(_CHEAP), use_threads=False)
    rows = pc.indices_nonzero(_fits(cheap, asked))
    if not len(rows):
        return None
    if asked.words:
        words = file.read_row_group(group, ["stems"], use_threads=False)["stems"].take(rows)
        said = (pc.match_substring(words, f" {word} ") for word in sorted(asked.words))
        rows = rows.filter(reduce(pc.and_, said).combine_chunks())
        if not len(rows):
            return None
    places = file.read_row_group(group, ["part", "row"], use_threads=False).take(rows)
    return _ranked(cheap.take(rows), places, asked)


def _fits(rows: pa.Table, asked: Question) -> pa.ChunkedArray:
    """Which rows answer as far as figure and period go; null is no."""
    tests = [pc.is_valid(rows["kind"])]
    if asked.figure is not None:
        tests += [
            pc.equal(rows["unit"], asked.figure.unit or ""),
            pc.equal(rows["kind"], asked.figure.kind.value),
            pc.less_equal(rows["low"], asked.high),
            pc.greater_equal(rows["high"], asked.low),
        ]
        if asked.nouns:
            # what is counted may be left to the reader: "the people ...; 243 have returned"
            tests.append(pc.is_in(rows["noun"], pa.array([*sorted(asked.nouns), ""])))
    if asked.since is not None and asked.until is not None:
        printed = pc.and_kleene(
            pc.greater_equal(rows["published"], asked.since),
            pc.less_equal(rows["published"], asked.until),
        )
        named = pc.and_kleene(
            pc.less_equal(rows["earliest"], asked.until),
            pc.greater_equal(rows["latest"], asked.since),
        )
        tests.append(pc.or_kleene(printed, named))
    return reduce(pc.and_kleene, tests)


def _ranked(rows: pa.Table, places: pa.Table, asked: Question) -> pa.Table:
    """What the order of the answers goes by: how far from what was asked, whether it is named."""
    away = pa.chunked_array([pa.array([0.0] * rows.num_rows)])
    if asked.figure is not None:
        middle = pc.divide(pc.add(rows["low"], rows["high"]), 2.0)
        low, high = asked.printed
        beyond = pc.max_element_wise(pc.subtract(low, middle), pc.subtract(middle, high), 0.0)
        away = pc.round(beyond, ndigits=6)
    unnamed, day = pc.equal(rows["noun"], ""), rows["published"]
    return (
        places.append_column("away", away)
        .append_column("unnamed", unnamed)
        .append_column("published", day)
    )
