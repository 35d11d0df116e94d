"""What a report will say, shown before it is downloaded; no part of it is ever read as markup."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from workbench.report import Dossier, Profile
from workbench.report.cells import restored
from workbench.report.columns import code_label, column_label
from workbench.report.facts import facts, source_line
from workbench.report.jsonld_out import annotation
from workbench.report.table import profiled_columns, profiled_row
from workbench.report.words import STATUS_LABELS, reads_as

if TYPE_CHECKING:
    from collections.abc import Sequence

_ROWS = 200
_INSIDE = ("claim_id", "story", "draft", "published", "start", "end", "cue", "draft_sha256",
           "head_hash", "program")  # fmt: skip


def show_preview(dossier: Dossier, form: str) -> None:
    """Show who wrote it against what, then its rows in the shape that they will have."""
    with st.expander("Who, when, against which draft, what is open", expanded=False):
        for name, words in dossier.about():
            st.text(f"{name}: {words}")
    rows = _ROWS_OF[form](dossier)
    if not rows[1]:
        st.info("There is nothing to report in this form yet.")
        return
    names, cells = rows
    frame = pd.DataFrame(cells[:_ROWS], columns=list(names), dtype=str)
    st.dataframe(frame, hide_index=True, alt="The report as it will be downloaded", key="preview")
    if len(cells) > _ROWS:
        st.caption(f"The first {_ROWS} of {len(cells):,} rows; the download has all.")
    if form == "jsonld":
        st.caption("Its first annotation:")
        st.code(json.dumps(annotation(dossier, dossier.claims[0]), ensure_ascii=False, indent=1))


def _table(dossier: Dossier) -> tuple[Sequence[str], list[Sequence[str]]]:
    names = profiled_columns(dossier.claims, dossier.profile)
    names = [name for name in names if name not in _INSIDE]
    rows = [profiled_row(dossier.story, one, dossier.profile) for one in dossier.claims]
    cells: list[Sequence[str]] = [
        [code_label(name, restored(row.get(name, ""))) for name in names] for row in rows
    ]
    return [column_label(name) for name in names], cells


def _margin(dossier: Dossier) -> tuple[Sequence[str], list[Sequence[str]]]:
    from workbench.report.docx_out import remarks  # noqa: PLC0415 - the first page does without

    text = dossier.story.text
    cells: list[Sequence[str]] = [
        (text[one.start : one.end], one.author, "\n".join(one.lines)) for one in remarks(dossier)
    ]
    return ("At these words", "Comment by", "Comment"), cells


def _beside(dossier: Dossier) -> tuple[Sequence[str], list[Sequence[str]]]:
    cells: list[Sequence[str]] = [
        (
            str(one.number),
            one.reading.text,
            reads_as(one.reading),
            STATUS_LABELS[one.status],
            "\n".join(map(source_line, one.sources)),
            "\n".join(f"{name}: {words}" for name, words in facts(one)),
        )
        for one in dossier.claims
    ]
    return ("No.", "Claim", "Reads as", "Status", "Sources", "More"), cells


def _memo(dossier: Dossier) -> tuple[Sequence[str], list[Sequence[str]]]:
    from workbench.report.memo_out import HEADINGS, changes  # noqa: PLC0415 - likewise

    return HEADINGS, list(changes(dossier))


def _files(dossier: Dossier) -> tuple[Sequence[str], list[Sequence[str]]]:
    held: list[Sequence[str]] = [
        ("draft.txt", "the text as received"),
        ("claims.csv, claims.jsonld, report.html", f"{len(dossier.claims)} claims, three ways"),
        ("sources.json", f"{len(dossier.sources)} sources"),
        ("history.jsonl", f"{dossier.story.revision} events with their hashes"),
        ("manifest.json", "the SHA-256 of each file: `workbench verify` checks it offline"),
    ]
    if dossier.file is not None:
        held.append((f"original/{dossier.file.name}", f"{dossier.file.size:,} bytes, as received"))
    if dossier.profile is not Profile.DESK:
        held.append(("history.jsonl", "hashes alone, without what they stand for"))
    return ("File", "Holds"), held


_ROWS_OF = {
    "csv": _table,
    "xlsx": _table,
    "docx": _margin,
    "html": _beside,
    "memo": _memo,
    "jsonld": _beside,
    "zip": _files,
}
