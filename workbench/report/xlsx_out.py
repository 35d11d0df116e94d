"""The report as a workbook: claims, sources, history, and who wrote it against what.

No cell is a formula: text is written as text, whatever it begins with. What XML cannot hold, and
a carriage return, which XML readers drop, stand as ``_xHHHH_`` (ECMA-376 part 1, 22.9.2.19).
"""

from __future__ import annotations

import io
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from workbench.report.cells import restored
from workbench.report.colours import COLOURS
from workbench.report.columns import code_label, column_label
from workbench.report.html_out import event_words
from workbench.report.table import profiled_columns, profiled_row
from workbench.report.words import SAID_SO_LABELS, STATUS_LABELS
from workbench.report.workbook_text import CUT, xml_escaped

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

    from workbench.report.dossier import Dossier

_WIDTHS = {
    "claim": 18, "sentence": 60, "status": 22, "note": 40, "proposed": 30, "guess": 28,
    "checked_by": 18, "checked_at": 22, "value": 12, "kind": 11,
}  # fmt: skip
_HIDDEN = ("claim_id", "story", "draft", "published", "start", "end", "cue", "draft_sha256",
           "head_hash", "program")  # fmt: skip
_NUMBERS = ("start", "end", "draft", "value", "value_to")
_MOST_DIGITS = 15
"""A spreadsheet keeps no more digits of a number (IEEE 754 double): a longer one is text."""
_LONGEST_CELL = 32_767
"""Characters of a cell (Excel specifications and limits)."""


def workbook(dossier: Dossier) -> bytes:
    """The workbook."""
    book = Workbook(write_only=True)
    book.properties.creator = xml_escaped(dossier.written_by)
    book.properties.created = book.properties.modified = dossier.written_at.replace(tzinfo=None)
    _claims(book.create_sheet("Claims"), dossier)
    _sources(book.create_sheet("Sources"), dossier)
    rows = (event_words(dossier, event) for event in dossier.events)
    _listed(book.create_sheet("History"), ("When", "Who", "What", "Change"), rows, (22, 18, 12, 90))
    _listed(book.create_sheet("About"), ("What", "Says"), dossier.about(), (16, 100))
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _claims(sheet: WriteOnlyWorksheet, dossier: Dossier) -> None:
    names = profiled_columns(dossier.claims, dossier.profile)
    _shape(sheet, [_WIDTHS.get(name, 16) for name in names])
    for number, name in enumerate(names, start=1):
        sheet.column_dimensions[get_column_letter(number)].hidden = name in _HIDDEN
    sheet.freeze_panes = f"{get_column_letter(names.index('claim') + 2)}2"
    sheet.append([_heading(sheet, column_label(name)) for name in names])
    for claim in dossier.claims:
        row = profiled_row(dossier.story, claim, dossier.profile)
        sheet.append([_cell(sheet, name, row.get(name, "")) for name in names])
    last = max(2, len(dossier.claims) + 1)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(names))}{last}"
    for name, labels in (("status", STATUS_LABELS), ("said_so", SAID_SO_LABELS)):
        if name in names:
            place = get_column_letter(names.index(name) + 1)
            _offer(sheet, f"{place}2:{place}{last}", list(labels.values()))
    _colour(sheet, get_column_letter(names.index("status") + 1), last)


def _offer(sheet: WriteOnlyWorksheet, where: str, labels: Sequence[str]) -> None:
    """Let a cell be one of these words, chosen from a list."""
    words = ",".join(label.replace(",", "") for label in labels)
    choice = DataValidation(type="list", formula1=f'"{words}"', allow_blank=True)
    choice.errorStyle, choice.showErrorMessage = "warning", True
    choice.add(where)
    sheet.data_validations.append(choice)


def _colour(sheet: WriteOnlyWorksheet, place: str, last: int) -> None:
    """Colour a status as in the app, and anew when it is changed."""
    for status, (ground, ink) in COLOURS.items():
        rule = CellIsRule(
            operator="equal",
            formula=[f'"{STATUS_LABELS[status]}"'],
            font=Font(color=ink),
            fill=PatternFill(bgColor=ground, fill_type="solid"),
        )
        sheet.conditional_formatting.add(f"{place}2:{place}{last}", rule)


def _sources(sheet: WriteOnlyWorksheet, dossier: Dossier) -> None:
    names = ("Title", "Address", "Role", "Confidential", "Description", "Cited by claims")
    rows = []
    for one in dossier.sources:
        used = [c.number for c in dossier.claims if any(s.source_id == one.id for s in c.sources)]
        told = "; ".join(f"{name}: {words}" for name, words in one.described.items() if words)
        cited = ", ".join(map(str, used))
        secret = "yes" if one.confidential else ""
        rows.append((one.title, one.address, one.role, secret, told, cited))
    _listed(sheet, names, rows, (40, 40, 12, 12, 50, 16))


def _listed(
    sheet: WriteOnlyWorksheet,
    names: Sequence[str],
    rows: Iterable[Sequence[str]],
    widths: Sequence[int],
) -> None:
    _shape(sheet, widths)
    sheet.freeze_panes = "A2"
    sheet.append([_heading(sheet, name) for name in names])
    for row in rows:
        sheet.append([_text(sheet, words) for words in row])


def _shape(sheet: WriteOnlyWorksheet, widths: Sequence[int]) -> None:
    sheet.page_setup.orientation = "landscape"
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width


def _heading(sheet: WriteOnlyWorksheet, words: str) -> WriteOnlyCell:
    cell = _text(sheet, words)
    cell.font = Font(bold=True)
    cell.fill = PatternFill(fgColor="F6F5F1", fill_type="solid")
    return cell


def _cell(sheet: WriteOnlyWorksheet, name: str, written: str) -> WriteOnlyCell:
    """A cell of the claims: a bare number where a spreadsheet keeps it exactly, else text."""
    if name in _NUMBERS and (number := _exact(written)) is not None:
        return WriteOnlyCell(sheet, value=number)
    return _text(sheet, code_label(name, restored(written)))


def _exact(written: str) -> Decimal | None:
    try:
        number = Decimal(written)
    except InvalidOperation:
        return None
    if not number.is_finite() or len(number.as_tuple().digits) > _MOST_DIGITS:
        return None
    # a spreadsheet would drop a zero at the end of a fraction
    fraction = written.partition(".")[2]
    return number if f"{number:f}" == written and fraction[-1:] != "0" else None


def _text(sheet: WriteOnlyWorksheet, words: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet)
    kept = xml_escaped(words)
    if len(kept) > _LONGEST_CELL:
        kept = f"{kept[: _LONGEST_CELL - len(CUT)]}{CUT}"
    cell._value, cell.data_type = kept or None, "s"  # noqa: SLF001 - the setter makes formulas
    # so that it stays text when somebody edits it
    cell.quotePrefix = bool(kept)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell
