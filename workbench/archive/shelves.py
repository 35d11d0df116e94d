"""The shelves: the figures of the claims, sorted by unit, noun and number, for the search.

They lie beside the claims and hold nothing of their own: a shelf that is deleted is written again.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import groupby, islice, repeat
from operator import attrgetter
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from workbench.archive.whole_files import whole
from workbench.archive.word_rows import SUFFIX, write_word_rows
from workbench.checks.figure import figures_of
from workbench.claim import Claim, Kind, Modifier
from workbench.evidence.stems import stems_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from workbench.claim import Range

FOLDER: Final = "_search"
_FULL, _LEAST, _SHELVES = 250_000, 25_000, 16
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
number that is printed; ``earliest`` and ``latest`` the days that the sentence names; ``stems`` its
words, which are written beside the shelf."""
ORDER: Final = [("unit", "ascending"), ("noun", "ascending"), ("low", "ascending")]
OPEN: Final = (Modifier.AT_LEAST, Modifier.MORE_THAN, Modifier.LESS_THAN, Modifier.UP_TO)
_TITLES: Final = ("title", "headline")
_DAYS: Final = pa.int32()


class _Row(NamedTuple):
    """What a claim of the archive says, as far as the shelves need it; a day is its number.

    A text that could not be read has a row that says nothing, null in the columns of figures too.
    """

    record: int
    sent_start: int
    published: int | None
    kind: str
    claim: str
    sentence: str
    ext_start: int
    ext_end: int
    value_low: Decimal | None
    value_high: Decimal | None
    modifier: str
    unit: str | None
    counted: str | None
    earliest: int | None
    latest: int | None
    titles: tuple[object, ...]


_NEEDED: Final = _Row._fields[:-1]
_SENTENCE: Final = attrgetter("record", "sent_start")


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
        """Its file within the archive."""
        return name_of(self.number)


def name_of(shelf: int) -> str:
    """The file of a shelf; not called .parquet, so that ``**/*.parquet`` is claims."""
    return f"{FOLDER}/{shelf:05}.pq"


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


def is_there(shelf: Path) -> bool:
    """Whether a shelf was written whole, and its words."""
    try:
        return all(pq.read_metadata(one) for one in (shelf, shelf.with_suffix(SUFFIX)))
    except (OSError, pa.ArrowException):
        return False


def are_lacking(out: Path, shelves: int) -> bool:
    """Whether one of the shelves of an archive is not there, or not whole."""
    return not all(is_there(out / name_of(number)) for number in range(shelves))


def write_shelf(out: Path, shelf: Shelf) -> int:
    """Write a shelf; how many figures it has.

    Raises:
        OSError: it cannot be written, or a part is gone.
    """
    return put(out, shelf.name, pa.concat_tables(_tables(_figures(out, shelf.parts))))


def put(out: Path, name: str, figures: pa.Table) -> int:
    """Write figures as the shelf of that name, and its words beside it; how many they are.

    Raises:
        OSError: it cannot be written.
    """
    table = figures.sort_by([*ORDER, ("part", "ascending"), ("row", "ascending")])
    with whole(out, str(PurePath(name).with_suffix(SUFFIX))) as place:
        write_word_rows(place, table["stems"].combine_chunks())
    with whole(out, name) as place:
        pq.write_table(
            table.drop_columns("stems"), place, row_group_size=ROWS, compression="zstd",
            use_dictionary=["kind", "unit", "noun"],
        )  # fmt: skip
    return len(table)


def _tables(figures: Iterator[tuple[object, ...]]) -> Iterator[pa.Table]:
    """Figures as tables of bounded size."""
    yield SCHEMA.empty_table()
    while some := list(islice(figures, _AT_ONCE)):
        columns = map(_column, zip(*some, strict=True), SCHEMA.types)
        yield pa.Table.from_arrays(list(columns), schema=SCHEMA)


def _column(values: Sequence[object], sort: pa.DataType) -> pa.Array:
    is_day = sort == pa.date32()
    return pa.array(values, _DAYS).cast(sort) if is_day else pa.array(values, sort)


def _figures(out: Path, parts: Iterable[tuple[int, str]]) -> Iterator[tuple[object, ...]]:
    """The figures of some parts, in the order of the schema."""
    for number, name in parts:
        at = 0
        with pq.ParquetFile(out / name) as file:
            for _, sentence in groupby(_rows(file), _SENTENCE):
                inside = list(sentence)
                yield from _of_sentence(inside, at, number)
                at += len(inside)


def _rows(file: pq.ParquetFile) -> Iterator[_Row]:
    titles = [one for one in _TITLES if one in file.schema_arrow.names]
    for batch in file.iter_batches(_AT_ONCE, columns=[*_NEEDED, *titles], use_threads=False):
        columns = [_values(batch.column(name)) for name in _NEEDED]
        called = [batch.column(name).to_pylist() for name in titles]
        yield from map(_Row, *columns, zip(*called, strict=True) if called else repeat(()))


def _values(column: pa.Array) -> list[Any]:
    """A column as Python has it, a day as its number: to make a date of it takes a microsecond."""
    if column.type == pa.date32():
        column = column.cast(_DAYS)
    is_decimal = pa.types.is_decimal(column.type)  # NumPy makes the same of it in a third the time
    values: list[Any] = (
        column.to_numpy(zero_copy_only=False).tolist() if is_decimal else column.to_pylist()
    )
    return values


def _of_sentence(inside: Sequence[_Row], at: int, part: int) -> Iterator[tuple[object, ...]]:
    days = [row for row in inside if row.kind == Kind.DATE]
    earliest = min((row.earliest for row in days if row.earliest is not None), default=None)
    latest = max((row.latest for row in days if row.latest is not None), default=None)
    words = None
    for place, row in enumerate(inside, at):
        if row.value_low is None and row.value_high is None:
            continue
        if words is None:
            words = _stems(row)
        noun = "".join(stems_of(row.counted or "")[-1:])
        ends = _reach_of(row)
        days_of = row.published, earliest, latest
        yield (row.kind, row.unit or "", noun, *ends, *days_of, words, part, place)


def _stems(row: _Row) -> str:
    """The stems of a sentence and its story's title, each once, with a blank around each."""
    words = " ".join((row.sentence, *(str(one or "") for one in row.titles)))
    return f" {' '.join(dict.fromkeys(stems_of(words)))} "


def _reach_of(row: _Row) -> tuple[float, float]:
    said = row.sentence[row.ext_start - row.sent_start : row.ext_end - row.sent_start]
    value = row.value_low if row.value_low == row.value_high else (row.value_low, row.value_high)
    return _read_reach(row.claim, said, row.kind, value, row.modifier)


@lru_cache(maxsize=4_096)
def _read_reach(
    words: str, said: str, kind: str, value: Decimal | Range | None, modifier: str
) -> tuple[float, float]:
    """The numbers that a figure allows: many stand in story after story in the same words."""
    claim = Claim(
        start=0,
        end=len(words),
        ext_start=0,
        ext_end=len(said),
        text=words,
        kind=Kind(kind),
        value=value,
        modifier=Modifier(modifier),
        sent_start=0,
        sent_end=len(said),
    )
    low, high = reach(claim, said)
    return float(low), float(high)


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
