"""The shelves: the figures of the claims, sorted by unit, noun and number, for the search.

They lie beside the claims and hold nothing of their own: a shelf that is deleted is written again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, Final

import pyarrow as pa
import pyarrow.parquet as pq

from workbench.archive.whole_files import whole
from workbench.checks.figure import figures_of
from workbench.claim import Claim, Kind, Modifier
from workbench.evidence.stems import stems_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    Cells = dict[str, object]

FOLDER: Final = "_search"
_FULL, _LEAST, _SHELVES = 500_000, 25_000, 16
"""Claims of a shelf, at most what a worker can sort in its memory; less where that makes enough
shelves for several workers."""
ROWS: Final = 16_384
_AT_ONCE: Final = 4_096
SCHEMA: Final = pa.schema(
    [
        ("kind", pa.string()),
        ("unit", pa.string()),
        ("noun", pa.string()),
        ("low", pa.float64()),
        ("high", pa.float64()),
        ("published", pa.date32()),
        ("earliest", pa.date32()),
        ("latest", pa.date32()),
        ("stems", pa.string()),
        ("part", pa.int32()),
        ("row", pa.int32()),
    ]
)
"""``low`` and ``high`` are what the words allow ("about 240" is 234 to 246), of an open figure the
number that is printed; ``earliest`` and ``latest`` the days that the sentence names."""
ORDER: Final = [("unit", "ascending"), ("noun", "ascending"), ("low", "ascending")]
OPEN: Final = (Modifier.AT_LEAST, Modifier.MORE_THAN, Modifier.LESS_THAN, Modifier.UP_TO)
_TITLES: Final = ("title", "headline")
_NEEDED: Final = (
    *("published", "record", "claim", "sentence", "kind", "value_low", "value_high", "unit"),
    *("modifier", "counted", "earliest", "latest", "start", "end", "ext_start", "ext_end"),
    "sent_start",
)


@dataclass(frozen=True, slots=True)
class Shelf:
    """Some parts whose figures are sorted together.

    Attributes:
        number: Of the shelf, from 0.
        parts: The number and the name of each part.
    """

    number: int
    parts: tuple[tuple[int, str], ...]

    @property
    def name(self) -> str:
        """Its file within the archive; not called .parquet, so that ``**/*.parquet`` is claims."""
        return f"{FOLDER}/{self.number:05}.pq"


def shelves_of(parts: Sequence[str], claims: Sequence[int]) -> list[Shelf]:
    """The parts in runs of about as many claims as a shelf is to hold.

    >>> [shelf.parts for shelf in shelves_of(["a", "b", "c"], [20_000, 4_000, 9_000])]
    [((0, 'a'), (1, 'b')), ((2, 'c'),)]
    """
    shelves: list[list[tuple[int, str]]] = []
    held, full = 0, min(max(sum(claims) // _SHELVES, _LEAST), _FULL)
    for number, (part, its) in enumerate(zip(parts, claims, strict=True)):
        if not shelves or (held and held + its > full):
            shelves.append([])
            held = 0
        shelves[-1].append((number, part))
        held += its
    return [Shelf(number, tuple(those)) for number, those in enumerate(shelves)]


def write_shelf(out: Path, shelf: Shelf) -> int:
    """Write a shelf; how many figures it has.

    Raises:
        OSError: it cannot be written, or a part is gone.
    """
    tables = [table for number, name in shelf.parts for table in _figures(out, number, name)]
    table = pa.concat_tables(tables).sort_by([*ORDER, ("part", "ascending"), ("row", "ascending")])
    with whole(out, shelf.name) as place:
        pq.write_table(
            table, place, row_group_size=ROWS, compression="zstd",
            use_dictionary=["kind", "unit", "noun"],
        )  # fmt: skip
    return len(table)


def _figures(out: Path, number: int, name: str) -> Iterator[pa.Table]:
    """The figures of a part, some at a time."""
    rows: list[Cells] = []
    with pq.ParquetFile(out / name) as file:
        titles = [one for one in _TITLES if one in file.schema_arrow.names]
        at = 0
        for _, sentence in groupby(_claims(file, titles), _sentence_of):
            inside = list(sentence)
            rows += _of_sentence(inside, at, number, titles)
            at += len(inside)
            if len(rows) >= _AT_ONCE:
                yield pa.Table.from_pylist(rows, SCHEMA)
                rows = []
    yield pa.Table.from_pylist(rows, SCHEMA)


def _claims(file: pq.ParquetFile, titles: Sequence[str]) -> Iterator[Cells]:
    columns = [*_NEEDED, *titles]
    for batch in file.iter_batches(_AT_ONCE, columns=columns, use_threads=False):
        yield from batch.to_pylist()


def _sentence_of(row: Cells) -> tuple[object, object]:
    return row["record"], row["sent_start"]


def _of_sentence(
    inside: Sequence[Cells], at: int, part: int, titles: Sequence[str]
) -> Iterator[Cells]:
    days = [row for row in inside if row["kind"] == Kind.DATE]
    earliest = min(_days(days, "earliest"), default=None)
    latest = max(_days(days, "latest"), default=None)
    words: str | None = None
    for place, row in enumerate(inside):
        reach = reach_of(row)
        if reach is None:
            continue
        if words is None:
            words = " ".join(str(row[one] or "") for one in ("sentence", *titles))
            words = f" {' '.join(dict.fromkeys(stems_of(words)))} "
        yield {
            "kind": row["kind"],
            "unit": row["unit"] or "",
            "noun": "".join(stems_of(str(row["counted"] or ""))[-1:]),
            "low": float(reach[0]),
            "high": float(reach[1]),
            "published": row["published"],
            "earliest": earliest,
            "latest": latest,
            "stems": words,
            "part": part,
            "row": at + place,
        }


def _days(rows: Iterable[Cells], name: str) -> Iterator[date]:
    for row in rows:
        day = row[name]
        if isinstance(day, date):
            yield day


def reach_of(row: Cells) -> tuple[Decimal, Decimal] | None:
    """The numbers that a claim of the archive allows, None for one that has none."""
    low, high = _number(row["value_low"]), _number(row["value_high"])
    if low is None and high is None:
        return None
    sentence, start = str(row["sentence"]), _place(row["sent_start"])
    said = sentence[_place(row["ext_start"]) - start : _place(row["ext_end"]) - start]
    claim = Claim(
        start=_place(row["start"]),
        end=_place(row["end"]),
        ext_start=_place(row["ext_start"]),
        ext_end=_place(row["ext_end"]),
        text=str(row["claim"]),
        kind=Kind(str(row["kind"])),
        value=low if low == high else (low, high),
        unit=None if row["unit"] is None else str(row["unit"]),
        modifier=Modifier(str(row["modifier"])),
        sent_start=start,
        sent_end=start + len(sentence),
    )
    return reach(claim, said)


def _number(cell: object) -> Decimal | None:
    return cell if isinstance(cell, Decimal) else None


def _place(cell: object) -> int:
    return cell if isinstance(cell, int) else 0


def reach(claim: Claim, said: str) -> tuple[Decimal, Decimal]:
    """The numbers that a figure allows; of an open one the number that is printed.

    >>> from workbench.grammar import extract
    >>> [reach(one, one.text) for one in extract("244 men, more than 60 women")]
    [(Decimal('244'), Decimal('244')), (Decimal('60'), Decimal('60'))]
    """
    printed = claim.value if isinstance(claim.value, tuple) else (claim.value,)
    ends = [one for one in printed if isinstance(one, Decimal)]
    if claim.modifier not in OPEN and None not in printed:
        allowed = [figure.interval for figure in figures_of(claim, said.lower())]
        ends += [end for one in allowed for end in (one.low, one.high) if end is not None]
    ends = [end for end in ends if end.is_finite()]
    return min(ends), max(ends)
