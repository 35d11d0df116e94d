"""The change memo: what to change in the story, why, after which source, and a place to decide.

It is a Word document, because an editor answers it by writing into it.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import docx
from docx.enum.section import WD_ORIENT
from docx.shared import Cm, Pt

from workbench.claim import Status
from workbench.report.facts import source_line
from workbench.report.safe_text import for_xml
from workbench.report.words import STATUS_LABELS, when

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell

    from workbench.report.dossier import Dossier
    from workbench.store import ClaimRecord

HEADINGS = ("No.", "Original", "Proposed", "Why", "Source", "Decision")
_WIDTHS_CM = (1.1, 7.2, 5.2, 5.2, 4.8, 2.7)
_CALL_FOR_CHANGE = (Status.CONFIRMED_WITH_CHANGE, Status.MISLEADING, Status.WRONG)
_ABOUT = ("Story", "Draft", "Written", "Program", "Still open", "History")
_MOST_AROUND = 140


def change_memo(dossier: Dossier) -> bytes:
    """The memo as .docx, A4 across."""
    document = docx.Document()
    _lie_across(document)
    document.styles["Normal"].font.size = Pt(9)
    document.core_properties.title = for_xml(f"Changes to {dossier.story.title}")[:255]
    document.core_properties.author = for_xml(dossier.written_by)[:255]
    document.add_heading(for_xml(f"Changes to “{dossier.story.title}”"), level=1)
    told = dict(dossier.about())
    document.add_paragraph(for_xml("\n".join(f"{name}: {told[name]}" for name in _ABOUT)))
    rows = changes(dossier)
    if not rows:
        document.add_paragraph("No change is proposed.")
    else:
        _table(document, rows)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def changes(dossier: Dossier) -> list[tuple[str, ...]]:
    """A row per change in the order of :data:`HEADINGS`: what is proposed, or calls for it."""
    return [
        _row(dossier, claim)
        for claim in dossier.claims
        if claim.proposed or claim.status in _CALL_FOR_CHANGE
    ]


def _row(dossier: Dossier, claim: ClaimRecord) -> tuple[str, ...]:
    by = f" ({claim.checked_by}, {when(claim.checked_at)})" if claim.checked_by else ""
    why = "\n".join(filter(None, [f"{STATUS_LABELS[claim.status]}{by}", claim.reason, claim.note]))
    return (
        str(claim.number),
        _in_its_sentence(dossier.story.text, claim),
        claim.proposed or "no wording yet",
        why,
        "\n".join(map(source_line, claim.sources)) or "none",
        claim.decision.value if claim.decision else "",
    )


def _in_its_sentence(text: str, claim: ClaimRecord) -> str:
    """The claim between brackets with what stands around it in its sentence."""
    reading = claim.reading
    first = max(min(reading.sent_start, reading.start), reading.start - _MOST_AROUND)
    last = min(max(reading.sent_end, reading.end), reading.end + _MOST_AROUND)
    before, after = text[first : reading.start], text[reading.end : last]
    return " ".join(f"{before}[{reading.text}]{after}".split())


def _lie_across(document: Document) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21.0)
    section.left_margin = section.right_margin = section.top_margin = Cm(1.7)
    section.bottom_margin = Cm(1.4)


def _table(document: Document, rows: list[tuple[str, ...]]) -> None:
    table = document.add_table(rows=1, cols=len(HEADINGS), style="Table Grid")
    table.autofit = False
    for cells, texts in zip(
        [table.rows[0].cells, *(table.add_row().cells for _ in rows)],
        [HEADINGS, *rows],
        strict=True,
    ):
        for cell, text, width in zip(cells, texts, _WIDTHS_CM, strict=True):
            cell.width = Cm(width)
            _write(cell, text, bold=texts is HEADINGS)


def _write(cell: _Cell, text: str, *, bold: bool) -> None:
    run = cell.paragraphs[0].add_run(for_xml(text))
    run.bold = bold
