"""Spreadsheets as rows of text: CSV in any of its dialects, and every sheet of Excel workbooks."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from workbench.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOST_ROWS, MOST_COLUMNS = 20_000, 100
"""What is read of a sheet; more is said to be left out."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet as it stands, the empty rows left out.

    Attributes:
        name: "" of a CSV.
        rows: Cells as their reader sees them, all rows equally wide.
        lines: The number of each row in the file, from 1.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]


_SIGNS = ",;\t|"
_LONGEST_CELL = 1_000_000
_LOOKED_AT = 20
_NOON = "00:00:00"
_EMPTY = "{name} is empty: give a file with the story's text."


def read_csv_sheet(text: str, name: str) -> Sheet:
    r"""The rows of a CSV, its separator told by which one makes the columns even.

    Raises:
        InputError: a cell never ends, or no row has a word in it.

    >>> read_csv_sheet("claim;source\n\nSixty people;List, p. 4", "a.csv").rows
    (('claim', 'source'), ('Sixty people', 'List, p. 4'))
    """
    csv.field_size_limit(_LONGEST_CELL * 20)
    first, _, rest = text.partition("\n")
    sign = None
    if first.lower().startswith("sep=") and len(first.strip()) == len("sep=,"):
        sign, text = first.strip()[-1], rest
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=sign or _sign(text)))
    except csv.Error as error:
        raise InputError(
            f"{name} is no table that can be read ({error}): save it again."
        ) from error
    return _sheet("", bare(rows), name)


def bare(rows: Iterable[Sequence[str]]) -> list[list[str]]:
    """The rows without the white space around their cells."""
    return [[cell.strip() for cell in row] for row in rows]


def _sign(text: str) -> str:
    """The separator under which most rows have the same number of cells, above one."""
    best, most = ",", 0.0
    for sign in _SIGNS:
        reader = csv.reader(io.StringIO(text[:_LONGEST_CELL], newline=""), delimiter=sign)
        counts = [len(row) for row, _ in zip(_whole(reader), range(_LOOKED_AT), strict=False)]
        wide = [count for count in counts if count > 1]
        even = wide.count(max(wide, key=wide.count)) / len(counts) if wide else 0.0
        if even > most:
            best, most = sign, even
    return best


def _whole(reader: Iterable[list[str]]) -> Iterable[list[str]]:
    """The rows up to the first that is broken under this separator."""
    try:
        yield from reader
    except csv.Error:
        return


def read_xlsx_sheets(data: bytes, name: str) -> list[Sheet]:
    """Every sheet of a workbook that holds any words, as it stands.

    Raises:
        InputError: none does, or one is far too large.
        KeyError, ValueError, zipfile.BadZipFile …: it is damaged.
    """
    from openpyxl import load_workbook  # noqa: PLC0415 - a plain text does not wait for it

    # values as Excel last worked them out, read row by row, whatever size the sheet says it has
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    found: list[Sheet] = []
    for sheet in book.worksheets:
        sheet.reset_dimensions()
        rows: list[list[str]] = []
        blank = 0
        for row in sheet.iter_rows(max_col=MOST_COLUMNS + 1, values_only=True):
            cells = [_shown(value) for value in row]
            blank = 0 if any(cells) else blank + 1
            if blank > MOST_ROWS or len(rows) > MOST_ROWS:
                break
            rows.append(cells)
        if any(cell.strip() for row in rows for cell in row):
            found.append(_sheet(sheet.title, rows, name))
    if not found:
        raise InputError(_EMPTY.format(name=name))
    return found


def _shown(value: object) -> str:
    """A cell as its reader sees it: days without the midnight that Excel keeps behind them."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(" ").removesuffix(f" {_NOON}")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return repr(value).removesuffix(".0")
    return str(value)


def _sheet(called: str, rows: Sequence[Sequence[str]], name: str) -> Sheet:
    """The rows with words in them, none wider than another, within bounds.

    Raises:
        InputError: there are none, or far too many.
    """
    kept = [
        (line, row) for line, row in enumerate(rows, start=1) if any(cell.strip() for cell in row)
    ]
    if not kept:
        raise InputError(_EMPTY.format(name=name))
    # beyond the last column with words in it there is nothing
    width = max(at for _, row in kept for at, cell in enumerate(row, start=1) if cell.strip())
    if len(kept) > MOST_ROWS or width > MOST_COLUMNS:
        raise InputError(
            f"{name} has more than {MOST_ROWS:,} rows or {MOST_COLUMNS} columns: give a part of it."
        )
    even = tuple((*row[:width], *[""] * (width - len(row))) for _, row in kept)
    return Sheet(called, even, tuple(line for line, _ in kept))
