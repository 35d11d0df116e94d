"""A CSV report read back: from this program or from a spreadsheet that saved it again."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from workbench.errors import InputError, ReportError, StoreError
from workbench.ingest import read_published
from workbench.report.cells import restored
from workbench.report.columns import code_of
from workbench.report.table import FOR_WHOM, NO_SECOND_READER, OF_A_SOURCE
from workbench.report.typed_times import is_two_days, plain_day, typed_instant
from workbench.store.cells import normal, short_enough, writable
from workbench.store.citations import lines_of
from workbench.store.records import CitedSource

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import datetime

T = TypeVar("T")

NEEDED = (
    *("claim_id", "start", "end", "claim", "kind", "status", "said_so", "proposed", "note"),
    *("checked_by", "checked_at", "draft_sha256"),
)
_REVIEWED = ("status", "said_so", "proposed", "note")
_DAYS = ("published", "earliest", "latest")
_LONGEST_CELL = 20_000_000
_WHOLE = re.compile(r"(?P<digits>[0-9]{1,8})(?:\.0+)?")
_SEPARATOR = re.compile(r"sep=(?P<sign>[,;\t])\r?\n", re.IGNORECASE)
"""What a spreadsheet puts before the header, and hides from whoever opens the file in one."""
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One row of a report, its text as it was before it was made harmless for spreadsheets.

    ``cells`` holds every column of the row; ``reviewed`` the reviewer's own in the store's form,
    None for an empty one: a status that is empty is not stated.
    """

    line: int
    start: int
    end: int
    cells: Mapping[str, str]
    reviewed: Mapping[str, str | None]
    sources: tuple[CitedSource, ...] | None
    checked_at: datetime | None
    second_at: datetime | None


@dataclass(slots=True)
class ReadReport:
    """The rows of a file, and a sentence for each row that makes no sense."""

    rows: list[ReportRow] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def read_csv(data: bytes) -> ReadReport:
    """The rows of a report; columns in any order, more columns than ours, any row order.

    Raises:
        ReportError: it is empty, no CSV, in an unknown encoding, or lacks columns.
    """
    return read_rows(*_table(_text(data)))


def read_rows(names: list[str], rows: Iterable[tuple[int, list[str]]]) -> ReadReport:
    """The rows of a report's table, each with the line that it begins on.

    Raises:
        ReportError: columns are missing or there twice, or the report leaves things out.
    """
    _see_that_it_is_whole(names)
    report = ReadReport()
    for line, cells in rows:
        try:
            report.rows.append(_row(line, dict(zip(names, cells, strict=False))))
        except (ReportError, StoreError) as reason:
            report.problems.append(f"Line {line}: {reason}")
    return report


def _text(data: bytes) -> str:
    if not data.strip():
        raise ReportError("The file is empty: export the report again.")
    if data.startswith(b"PK"):
        raise ReportError("This is a workbook, not a CSV: give it a name that ends in .xlsx.")
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReportError("The file is not in UTF-8: save it again as CSV UTF-8.") from error
    if "\0" in text:
        raise ReportError("The file is not a CSV: it holds bytes that no text has.")
    return text


def _table(text: str) -> tuple[list[str], Iterator[tuple[int, list[str]]]]:
    """The column names, and the rows with the lines that they begin on."""
    said = _SEPARATOR.match(text)
    table = text[said.end() :] if said else text
    # spreadsheets of many countries save with a semicolon
    comma = said["sign"] if said else max(",;\t", key=table.split("\n", 1)[0].count)
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(table, newline=""), delimiter=comma, strict=True)
    rows = _numbered(reader, lines_before=1 if said else 0)
    return [name.strip() for name in next(rows, (0, []))[1]], rows


def _see_that_it_is_whole(names: list[str]) -> None:
    """Raises ReportError where columns are missing or stand there twice."""
    if FOR_WHOM in names:
        raise ReportError(
            "This report was written for readers and leaves things out: only one that was written "
            "for the desk can be brought back in."
        )
    missing = [name for name in NEEDED if name not in names]
    if len(missing) == len(NEEDED):
        raise ReportError("This is no report of the workbench: its first line names no column.")
    if missing:
        raise ReportError(f"The report lacks the columns {', '.join(missing)}: export it again.")
    twice = sorted({name for name in names if name and names.count(name) > 1})
    if twice:
        raise ReportError(f"The report has the column {twice[0]} twice: remove one of them.")


def _numbered(reader: Iterator[list[str]], lines_before: int) -> Iterator[tuple[int, list[str]]]:
    """Rows that hold anything, each with the line it begins on.

    Raises:
        ReportError: quotes do not match.
    """
    line = lines_before + 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, cells
            line = lines_before + getattr(reader, "line_num", line) + 1
    except csv.Error as error:
        raise ReportError(f"The file is not a CSV: line {line} has {error}.") from error


def _row(line: int, raw: dict[str, str]) -> ReportRow:
    cells = {name: _of_column(name, writable, restored(cell)) for name, cell in raw.items()}
    if cells.get("second_by") == NO_SECOND_READER:
        cells["second_by"] = ""
    for name in _DAYS:
        if name in cells:
            cells[name] = plain_day(cells[name].strip())
    if is_two_days(cells.get("published", "")):
        # the desk knows when its own story was published
        cells["published"] = ""
    if not cells.get("draft_sha256"):
        raise ReportError("draft_sha256 is empty: the row belongs to no draft.")
    _see_that_it_is_a_day(cells)
    return ReportRow(
        line=line,
        start=_offset(cells, "start"),
        end=_offset(cells, "end"),
        cells=cells,
        reviewed={name: _reviewed(name, cells.get(name, "")) for name in _REVIEWED},
        sources=_sources(cells) if "source_1" in cells else None,
        checked_at=_instant(cells, "checked_at"),
        second_at=_instant(cells, "second_at"),
    )


def _reviewed(name: str, cell: str) -> str | None:
    """The reviewer's cell; a code is understood as people type it ("Not checkable")."""
    coded = name in ("status", "said_so")
    text = "_".join(code_of(name, cell).strip().lower().split()) if coded else cell
    return _of_column(name, lambda one: normal(name, one), text) if text else None


def _of_column(name: str, read: Callable[[str], T], cell: str) -> T:
    """What a cell is read as.

    Raises:
        ReportError: it cannot be; the sentence names the column.
    """
    try:
        return read(cell)
    except StoreError as reason:
        raise ReportError(f"{name}: {reason}") from reason


def _offset(cells: Mapping[str, str], name: str) -> int:
    cell = cells.get(name, "").strip()
    whole = _WHOLE.fullmatch(cell)
    if whole is None:
        raise ReportError(f'{name} is "{cell}", not a whole number.')
    return int(whole["digits"])


def _see_that_it_is_a_day(cells: Mapping[str, str]) -> None:
    """Raises ReportError where the publication is none."""
    try:
        read_published(cells.get("published"))
    except InputError as error:
        cell = cells["published"].strip()
        raise ReportError(f'published is "{cell}", not a day like 2016-06-04.') from error


def _instant(cells: Mapping[str, str], name: str) -> datetime | None:
    cell = cells.get(name, "").strip()
    if not cell:
        return None
    try:
        return typed_instant(cell)
    except (ValueError, OverflowError) as error:
        raise ReportError(f'{name} is "{cell}", not a time like 2016-06-04T09:30:00Z.') from error


def _sources(cells: Mapping[str, str]) -> tuple[CitedSource, ...]:
    number, found = 1, []
    while f"source_{number}" in cells:
        name, *rest = (cells.get(f"source_{number}{part}", "") for part in OF_A_SOURCE)
        role, locator, address, quote, supports = rest
        if name.strip() or address.strip() or locator.strip():
            one_line = " ".join(lines_of(name))
            _of_column(f"source_{number}_quote", short_enough, quote)
            source = CitedSource(one_line, role, locator.strip(), address.strip(), quote, supports)
            found.append(source)
        number += 1
    return tuple(found)
