"""A report held against the store it came from: is its history still there, are its cells true?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.report.xlsx_in import read_report
from workbench.store.findings import read_said
from workbench.store.replay import ERASED_VALUE
from workbench.store.shelf import gist, links_of_parts
from workbench.store.stamps import stamp

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from workbench.report.csv_in import ReportRow
    from workbench.store import Store
    from workbench.store.keeping import AsOf


def check_report(store: Store, data: bytes, name: str = "") -> list[str]:
    """What in a report the store does not bear out, one sentence a line; the first bad row first.

    A report says which event was the last when it was written. That event must still be in the
    store; what the report says of each claim must be what the claim held just then. What was
    erased since is not compared.

    Raises:
        ReportError: the file is no report.
    """
    read = read_report(data, name)
    faults = list(read.problems)
    known: dict[str, AsOf | None] = {}
    for row in read.rows:
        head = row.cells.get("head_hash", "")
        if head not in known:
            known[head] = store.as_of(head)
            if known[head] is None:
                faults.append(_unknown(row, head))
        then = known[head]
        if then is not None:
            faults += row_faults(row, then)
    return faults


def _unknown(row: ReportRow, head: str) -> str:
    if not head:
        return f"Line {row.line}: head_hash is empty, so nothing vouches for the row."
    return (
        f"Line {row.line}: the last event that the report knows ({head[:12]}…) is not in this "
        "store: its history was cut or rewritten, an older file was put back, or it is another's."
    )


def row_faults(row: ReportRow, then: AsOf) -> Iterator[str]:
    """What a row says that its story did not, one sentence a line."""
    claim_id = row.cells["claim_id"]
    held = then.cells.get(claim_id)
    if held is None or held.get("gone"):
        yield f"Line {row.line}: there was no claim {claim_id} at event {then.seq}."
        return
    for name, stated in _stated(row).items():
        if not _fits(name, stated, held):
            yield f"Line {row.line}: {name} of {claim_id} is not what it was at event {then.seq}."


def _stated(row: ReportRow) -> dict[str, object]:
    """What the row says, in the forms that the store compares."""
    stated: dict[str, object] = dict(row.reviewed)
    stated["checked_by"] = (row.cells.get("checked_by") or None, _stamp(row.checked_at))
    if "second_by" in row.cells:
        stated["second_by"] = (row.cells["second_by"] or None, _stamp(row.second_at))
    if row.sources is not None:
        stated["sources"] = gist(links_of_parts(row.sources))
    return stated


def _fits(name: str, stated: object, held: Mapping[str, str | None]) -> bool:
    then = held.get("found_by" if name == "checked_by" else name)
    if then == ERASED_VALUE:
        return True
    if name == "sources":
        return stated == gist(then)
    if name in ("checked_by", "second_by"):
        said = read_said(then) if then else None
        return stated == ((said.by, said.at) if said else (None, None))
    return stated == then


def _stamp(moment: datetime | None) -> str | None:
    return None if moment is None else stamp(moment)
