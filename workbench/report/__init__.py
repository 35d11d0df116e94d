"""Reports out of the store and back into it."""

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
