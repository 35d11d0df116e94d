"""Reports out of the store and back into it."""

from workbench.report.bringing_in import Outcome, bring_in, import_csv
from workbench.report.csv_in import ReadReport, ReportRow, read_csv
from workbench.report.csv_out import start_extracted, write_csv, write_extracted
from workbench.report.lines import claim_fields, json_line
from workbench.report.proof import check_report
from workbench.report.sheet_in import bring_sheet_in

__all__ = [
    "Outcome",
    "ReadReport",
    "ReportRow",
    "bring_in",
    "bring_sheet_in",
    "check_report",
    "claim_fields",
    "import_csv",
    "json_line",
    "read_csv",
    "start_extracted",
    "write_csv",
    "write_extracted",
]
