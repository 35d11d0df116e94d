"""Which figures of a shelf have a word in their sentence: by word, its rows, as a book's index.

Beside each shelf lies one such file. A word that is asked for is found in it by halving, so that
the rows of the others are never unpacked.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from typing import TYPE_CHECKING, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    Rows = NDArray[np.int32]

SUFFIX: Final = ".words"
_SCHEMA: Final = pa.schema([("stem", pa.string()), ("rows", pa.list_(pa.int32()))])
_WORD, _ROW = 32, 0xFFFF_FFFF
_LAST: Final = "workbench.last"
"""Where the file says the last word of each row group; of a monstrous word statistics do not."""
_AT_ONCE: Final = 65_536
"""Rows of a row group, of all its words together: what is unpacked to look one of them up."""


def write_word_rows(place: Path, stems: pa.Array) -> None:
    """Write which rows have which stem.

    Args:
        place: The file.
        stems: The stems of each row's sentence as text, a blank between two.

    Raises:
        OSError: it cannot be written.
    """
    words, rows = _sorted(stems)
    ends = np.cumsum(np.bincount(rows >> _WORD)) if len(rows) else np.empty(0, np.int64)
    offsets = pa.array(np.concatenate(([0], ends)).astype(np.int32))
    rows_of = pa.ListArray.from_arrays(offsets, pa.array((rows & _ROW).astype(np.int32)))
    table = pa.Table.from_arrays([words, rows_of], schema=_SCHEMA)
    with pq.ParquetWriter(
        place, _SCHEMA, compression="zstd", use_dictionary=False,
        column_encoding={"stem": "PLAIN", "rows.list.element": "DELTA_BINARY_PACKED"},
    ) as writer:  # fmt: skip
        last = []
        for first, stop in _groups(ends):
            writer.write_table(table.slice(first, stop - first), stop - first)
            last.append(table["stem"][stop - 1].as_py())
        writer.add_key_value_metadata({_LAST: json.dumps(last)})


def _sorted(stems: pa.Array) -> tuple[pa.Array, NDArray[np.int64]]:
    """The words in order, and for each time that one stands in a row its place in that and the row.

    Both are kept in one number, the word's place in its upper half, and sorted as such.
    """
    lists = pc.split_pattern(pc.utf8_trim_whitespace(stems), " ")
    rows = np.repeat(np.arange(len(stems), dtype=np.int32), pc.list_value_length(lists))
    coded = lists.flatten().dictionary_encode()
    del lists
    order = pc.sort_indices(coded.dictionary).to_numpy()
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    both = place[coded.indices.to_numpy()]
    both <<= _WORD
    both |= rows
    both.sort()
    return coded.dictionary.take(pa.array(order)), both


def _groups(ends: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """From which word to which the row groups go, by where the rows of each word end.

    >>> list(_groups(np.array([10, 65_000, 200_000, 200_001])))
    [(0, 2), (2, 3), (3, 4)]
    """
    first, before = 0, 0
    while first < len(ends):
        stop = max(first + 1, int(np.searchsorted(ends, before + _AT_ONCE, "right")))
        yield first, stop
        first, before = stop, int(ends[stop - 1])


def rows_with(place: Path, stems: Collection[str]) -> Rows:
    """The rows that have every one of the stems, in order.

    Raises:
        OSError, pa.ArrowException: the file cannot be read.
    """
    found: Rows | None = None
    with pq.ParquetFile(place) as file:
        for stem in sorted(stems):
            its = _rows_of(file, stem)
            found = its if found is None else _in_both(found, its)
            if not len(found):
                break
    return np.empty(0, np.int32) if found is None else found


def _rows_of(file: pq.ParquetFile, stem: str) -> Rows:
    last = json.loads((file.metadata.metadata or {})[_LAST.encode()])
    group = bisect_left(last, stem)
    rows: Rows = np.empty(0, np.int32)
    if group < len(last):
        words = file.read_row_group(group, use_threads=False)
        at = pc.index(words["stem"], stem).as_py()
        rows = words["rows"][at].values.to_numpy() if at >= 0 else rows
    return rows


def _in_both(some: Rows, others: Rows) -> Rows:
    """The rows that stand in both, in order.

    >>> _in_both(np.array([1, 4, 9]), np.array([0, 4, 9, 12])).tolist()
    [4, 9]
    """
    few, many = (some, others) if len(some) < len(others) else (others, some)
    if not len(few):
        return few
    at = np.minimum(np.searchsorted(many, few), len(many) - 1)
    both: Rows = few[many[at] == few]
    return both
