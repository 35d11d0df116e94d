"""A report that comes back as a workbook: read in a child process, as every document is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.errors import InputError, ReportError
from workbench.ingest import DocumentReader, FileKind
from workbench.report.columns import column_name
from workbench.report.csv_in import ReadReport, read_csv, read_rows
from workbench.report.workbook_text import CUT, unescaped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def read_report(data: bytes, name: str) -> ReadReport:
    """The rows of a report in the form that its name says: .xlsx or CSV.

    Raises:
        ReportError: it is no report, or cannot be read.
    """
    return _read_workbook(data, name) if is_workbook(name) else read_csv(data)


def is_workbook(name: str) -> bool:
    """Whether a file of this name is read as a workbook.

    >>> is_workbook("Claims.XLSX"), is_workbook("claims.csv")
    (True, False)
    """
    return name.lower().endswith(".xlsx")


def _read_workbook(data: bytes, name: str) -> ReadReport:
    try:
        with DocumentReader() as reader:
            rows = reader.read(data, name, FileKind.XLSX).sheets[0].rows
    except InputError as reason:
        raise ReportError(str(reason)) from reason
    head = [column_name(unescaped(cell).strip()) for cell in rows[0]]
    cut: list[str] = []
    report = read_rows(head, _whole(head, rows, cut))
    report.problems += cut
    return report


def _whole(
    head: Sequence[str], rows: Sequence[Sequence[str]], cut: list[str]
) -> Iterator[tuple[int, list[str]]]:
    """The rows with their lines; what a workbook had no room for is told in ``cut``."""
    for line, row in enumerate(rows[1:], start=2):
        cells = [_cell(unescaped(cell)) for cell in row]
        if not any(cell.strip() for cell in cells):
            continue
        if lost := [name for name, cell in zip(head, cells, strict=False) if _is_cut(name, cell)]:
            cut.append(f"Line {line}: {lost[0]} was too long for a workbook: bring the CSV in.")
        else:
            yield line, cells


def _is_cut(name: str, cell: str) -> bool:
    return cell.endswith(CUT) and name != "sentence"


def _cell(cell: str) -> str:
    """The cell as the CSV would have it: with one apostrophe before text that begins with one."""
    return f"'{cell}" if cell.startswith("'") else cell
