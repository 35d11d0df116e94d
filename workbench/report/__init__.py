"""Reports out of the store and back into it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.loading import when_asked

if TYPE_CHECKING:
    from workbench.report.bringing_in import Outcome, bring_in, sentence
    from workbench.report.bundle_proof import check_bundle
    from workbench.report.csv_in import ReadReport, ReportRow, read_csv
    from workbench.report.csv_out import start_extracted, write_csv, write_extracted
    from workbench.report.dossier import Dossier, dossier_of
    from workbench.report.formats import FORMATS, format_of, make_report
    from workbench.report.lines import claim_fields, json_line
    from workbench.report.profile import Profile
    from workbench.report.proof import check_report
    from workbench.report.rehearsal import Rehearsed, rehearse
    from workbench.report.sheet_in import bring_sheet_in
    from workbench.report.xlsx_in import is_workbook, read_report

__all__ = [
    "FORMATS",
    "Dossier",
    "Outcome",
    "Profile",
    "ReadReport",
    "Rehearsed",
    "ReportRow",
    "bring_in",
    "bring_sheet_in",
    "check_bundle",
    "check_report",
    "claim_fields",
    "dossier_of",
    "format_of",
    "is_workbook",
    "json_line",
    "make_report",
    "read_csv",
    "read_report",
    "rehearse",
    "sentence",
    "start_extracted",
    "write_csv",
    "write_extracted",
]

_WHERE = {
    "bringing_in": "Outcome bring_in sentence",
    "bundle_proof": "check_bundle",
    "csv_in": "ReadReport ReportRow read_csv",
    "csv_out": "start_extracted write_csv write_extracted",
    "dossier": "Dossier dossier_of",
    "formats": "FORMATS format_of make_report",
    "lines": "claim_fields json_line",
    "profile": "Profile",
    "proof": "check_report",
    "rehearsal": "Rehearsed rehearse",
    "sheet_in": "bring_sheet_in",
    "xlsx_in": "is_workbook read_report",
}

if not TYPE_CHECKING:
    __getattr__ = when_asked(__name__, _WHERE)
