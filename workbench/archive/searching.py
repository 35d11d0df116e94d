"""The search of the archive: shelves filtered where they lie, then the rows that answer."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from workbench.archive.asking import Question, read_question
from workbench.archive.columns import ID
from workbench.archive.plan import DONE, Plan
from workbench.archive.shelves import FOLDER, SCHEMA
from workbench.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from decimal import Decimal

LIMIT: Final = 20
_SHOWN: Final = (
    *(ID, "published", "file", "record", "claim", "sentence", "kind", "value", "value_low"),
    *("value_high", "unit", "modifier", "counted", "speaker", "earliest", "latest"),
)
_TITLES: Final = ("title", "headline")
_RANKED: Final = ("noun", "low", "high", "published", "part", "row")
_ONCE: Final = 8
"""Batches that are read ahead: the bound of the search's memory."""


@dataclass(frozen=True, slots=True)
class Found:
    """A figure that was printed.

    Attributes:
        id: The story's id, as text.
        title: Its title or headline, "" where the input has none.
        published: When it was published.
        file: The file of the input that it stood in.
        record: Where in that.
        claim: The words of the figure.
        sentence: Its sentence.
        kind: What sort of figure it is.
        value: The number with all its digits, or a range ``low/high``.
        value_low: The lower end, or the number.
        value_high: The upper end, or the number.
        unit: Its unit.
        modifier: How it was hedged.
        counted: What it counts.
        speaker: Who said so.
    """

    id: str
    title: str
    published: date | None
    file: str
    record: int
    claim: str
    sentence: str
    kind: str
    value: str
    value_low: Decimal | None
    value_high: Decimal | None
    unit: str | None
    modifier: str
    counted: str | None
    speaker: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What the archive has on a question.

    Attributes:
        question: What was understood.
        found: The best, best first: nearest in number, then newest.
        total: How many there are in all.
    """

    question: Question
    found: list[Found]
    total: int


def search(folder: str | Path, query: str, limit: int = LIMIT) -> list[Found]:
    """The figures of an archive that answer a query, best first.

    Args:
        folder: The archive.
        query: "about 240 to 250 people, 2014, Syria": a figure with its hedge and what is counted,
            a period that the story was published in or the sentence names, words that must stand
            in the sentence or the title.
        limit: How many at most.

    Raises:
        InputError: the folder is no whole archive, or the query says nothing to look for.
    """
    return answer(folder, query, limit).found


def answer(folder: str | Path, query: str, limit: int = LIMIT) -> Answer:
    """As ``search``, with what was understood and how many there are.

    Raises:
        InputError: the folder is no whole archive, or the query says nothing to look for.
    """
    question, place = read_question(query), Path(folder)
    if not (place / DONE).exists():
        Plan.read(place)
        raise InputError(f"{place} is not complete: repeat the command that began it.")
    try:
        total, best = _best(place, question, limit)
        return Answer(question, list(_rows(place, best)), total)
    except (OSError, pa.ArrowException) as reason:
        raise InputError(
            f"{place} cannot be read ({reason}): repeat the command that made it."
        ) from reason


def _best(folder: Path, question: Question, limit: int) -> tuple[int, list[tuple[int, int]]]:
    """How many figures answer, and part and row of the best."""
    shelves = ds.dataset(sorted(map(str, (folder / FOLDER).glob("*.pq"))), SCHEMA, "parquet")
    batches = shelves.to_batches(
        columns=list(_RANKED), filter=_filter(question), batch_readahead=_ONCE,
        fragment_readahead=_ONCE,
    )  # fmt: skip
    total, best = 0, pa.table([])
    for batch in batches:
        if batch.num_rows:
            total += batch.num_rows
            ranked = _ranked(pa.table(batch), question)
            best = ranked if not best.num_rows else pa.concat_tables([best, ranked])
            best = best.sort_by(_ORDER).slice(0, limit)
    if not total:
        return 0, []
    return total, list(zip(best["part"].to_pylist(), best["row"].to_pylist(), strict=True))


_ORDER: Final = [
    ("away", "ascending"),
    ("unnamed", "ascending"),
    ("published", "descending"),
    ("part", "ascending"),
    ("row", "ascending"),
]


def _filter(asked: Question) -> pc.Expression:
    field, wanted = pc.field, pc.scalar(True)
    if asked.figure is not None:
        wanted &= field("unit") == (asked.figure.unit or "")
        wanted &= field("kind") == asked.figure.kind.value
        wanted &= (field("low") <= asked.high) & (field("high") >= asked.low)
        if asked.nouns:
            # what is counted may have been left to the reader: "people ... 244 have returned"
            wanted &= field("noun").isin([*sorted(asked.nouns), ""])
    if asked.since is not None and asked.until is not None:
        in_print = (field("published") >= asked.since) & (field("published") <= asked.until)
        named = (field("earliest") <= asked.until) & (field("latest") >= asked.since)
        wanted &= in_print | named
    for word in sorted(asked.words):
        wanted &= pc.match_substring(field("stems"), f" {word} ")
    return wanted


def _ranked(found: pa.Table, asked: Question) -> pa.Table:
    """How far each figure is from what was asked, and whether it says what it counts."""
    if asked.figure is None:
        away = pa.array([0.0] * found.num_rows)
    else:
        middle = pc.divide(pc.add(found["low"], found["high"]), 2.0)
        low, high = asked.printed
        beyond = pc.max_element_wise(pc.subtract(low, middle), pc.subtract(middle, high), 0.0)
        away = pc.round(beyond, ndigits=6)
    unnamed = pc.equal(found["noun"], "")
    return found.append_column("away", away).append_column("unnamed", unnamed)


def _rows(folder: Path, places: Sequence[tuple[int, int]]) -> Iterator[Found]:
    """The rows of the claims at these places, in their order."""
    parts = [chunk.part for chunk in Plan.read(folder).chunks]
    rows: dict[tuple[int, int], Found] = {}
    by_part: dict[int, list[int]] = {}
    for part, row in places:
        by_part.setdefault(part, []).append(row)
    for part, wanted in by_part.items():
        for row, found in _rows_of(folder / parts[part], sorted(wanted)):
            rows[part, row] = found
    return (rows[place] for place in places)


def _rows_of(part: Path, wanted: Sequence[int]) -> Iterator[tuple[int, Found]]:
    with pq.ParquetFile(part) as file:
        columns = [name for name in (*_SHOWN, *_TITLES) if name in file.schema_arrow.names]
        first = 0
        for group in range(file.num_row_groups):
            size = file.metadata.row_group(group).num_rows
            inside = [row for row in wanted if first <= row < first + size]
            if inside:
                read = file.read_row_group(group, columns).take([row - first for row in inside])
                yield from zip(inside, map(_found, read.to_pylist()), strict=True)
            first += size


def _found(row: dict[str, Any]) -> Found:
    title = next((row[name] for name in _TITLES if row.get(name)), "")
    cells = {name: row[name] for name in Found.__slots__ if name not in ("id", "title")}
    return Found(id=str(row[ID]), title=str(title), **cells)
