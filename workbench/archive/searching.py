"""The search of the archive: shelves filtered where they lie, then the rows that answer."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from workbench.archive.asking import Question, read_question
from workbench.archive.columns import ID
from workbench.archive.done import Done
from workbench.archive.looking import best_of
from workbench.archive.plan import PLAN, Plan
from workbench.archive.shelves import name_of
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
        folder: The archive, or a folder of several: one a month, say.
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
    shelves = [one for archive in _archives(place) for one in _shelves(archive)]
    try:
        total, best = best_of([archive / name for archive, name in shelves], question, limit)
        where = [(shelves[one.shelf][0], one.part, one.row) for one in best]
        return Answer(question, list(_rows(where)), total)
    except (OSError, pa.ArrowException) as reason:
        raise InputError(
            f"{place} cannot be read ({reason}): repeat the command that made it."
        ) from reason


def _archives(folder: Path) -> list[Path]:
    """The archive, or those that lie in a folder."""
    inside = [] if (folder / PLAN).exists() else sorted(folder.glob(f"*/{PLAN}"))
    return [one.parent for one in inside] or [folder]


def _shelves(archive: Path) -> list[tuple[Path, str]]:
    done = Done.read(archive)
    if done is None:
        Plan.read(archive)
        raise InputError(f"{archive} is not complete: repeat the command that began it.")
    return [(archive, name_of(number)) for number in range(done.shelves)]


def _rows(places: Sequence[tuple[Path, int, int]]) -> Iterator[Found]:
    """The rows of the claims at these places, archive, part and row, in their order."""
    parts = {one: [chunk.part for chunk in Plan.read(one).chunks] for one, _, _ in places}
    rows: dict[tuple[Path, int, int], Found] = {}
    by_part: dict[tuple[Path, int], list[int]] = {}
    for archive, part, row in places:
        by_part.setdefault((archive, part), []).append(row)
    for (archive, part), wanted in by_part.items():
        for row, found in _rows_of(archive / parts[archive][part], sorted(wanted)):
            rows[archive, part, row] = found
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
