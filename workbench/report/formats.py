"""Every form that a report can take, by the name that the command line and the app know it by."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.report.csv_out import write_csv
from workbench.report.dossier import dossier_of
from workbench.report.profile import Profile

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from workbench.report.dossier import Dossier
    from workbench.store import Store


@dataclass(frozen=True, slots=True)
class Format:
    """One form: what it is called on the screen, how its files end, what they are, who makes them.

    ``makes`` is given the store for what only the history has.
    """

    label: str
    ending: str
    mime: str
    makes: Callable[[Store, Dossier], bytes]


def _csv(_: Store, dossier: Dossier) -> bytes:
    written = io.BytesIO()
    write_csv(dossier.story, dossier.claims, written, dossier.profile)
    return written.getvalue()


# the libraries of a form are loaded for whoever asks for it
def _xlsx(_: Store, dossier: Dossier) -> bytes:
    from workbench.report.xlsx_out import workbook  # noqa: PLC0415

    return workbook(dossier)


def _docx(_: Store, dossier: Dossier) -> bytes:
    from workbench.report.docx_out import annotated_copy  # noqa: PLC0415

    return annotated_copy(dossier)


def _html(_: Store, dossier: Dossier) -> bytes:
    from workbench.report.html_out import html_page  # noqa: PLC0415

    return html_page(dossier)


def _jsonld(_: Store, dossier: Dossier) -> bytes:
    from workbench.report.jsonld_out import annotation_page  # noqa: PLC0415

    return annotation_page(dossier)


def _memo(_: Store, dossier: Dossier) -> bytes:
    from workbench.report.memo_out import change_memo  # noqa: PLC0415

    return change_memo(dossier)


def _zip(store: Store, dossier: Dossier) -> bytes:
    from workbench.report.bundle import bundle  # noqa: PLC0415

    wanted = [one for one in dossier.files.values() if one.erased_at is None]
    if dossier.profile is not Profile.DESK:
        wanted = []
    sources = {one.sha256: store.source_file_data(one.sha256) for one in wanted}
    return bundle(dossier, store.history_rows(dossier.story.id), sources)


_OFFICE = "application/vnd.openxmlformats-officedocument"
_WORD = f"{_OFFICE}.wordprocessingml.document"
FORMATS = {
    "csv": Format("CSV", "csv", "text/csv", _csv),
    "xlsx": Format("Excel workbook", "xlsx", f"{_OFFICE}.spreadsheetml.sheet", _xlsx),
    "docx": Format("annotated copy (Word)", "docx", _WORD, _docx),
    "html": Format("page to read and print (HTML)", "html", "text/html", _html),
    "memo": Format("change memo (Word)", "memo.docx", _WORD, _memo),
    "jsonld": Format("web annotations (JSON-LD)", "jsonld", "application/ld+json", _jsonld),
    "zip": Format("bundle that proves itself (ZIP)", "zip", "application/zip", _zip),
}


def format_of(name: str) -> str:
    """The form that a file name asks for; CSV where it asks for none.

    >>> format_of("Claims.XLSX"), format_of("changes.memo.docx"), format_of("-")
    ('xlsx', 'memo', 'csv')
    """
    asked = name.lower()
    longest_first = sorted(FORMATS, key=lambda form: -len(FORMATS[form].ending))
    return next((f for f in longest_first if asked.endswith(f".{FORMATS[f].ending}")), "csv")


def make_report(  # noqa: PLR0913 - a report has these parts, each by name
    store: Store,
    story_id: str,
    form: str,
    *,
    who: str,
    at: datetime,
    profile: Profile = Profile.DESK,
) -> bytes:
    """The report of a story in one of :data:`FORMATS`.

    Raises:
        NotFoundError: there is no such story.
        StoreError: the store cannot be read.
    """
    return FORMATS[form].makes(store, dossier_of(store, story_id, who=who, at=at, profile=profile))
