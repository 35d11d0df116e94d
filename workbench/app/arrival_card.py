"""One file before it is added: what it says of itself, to be corrected, and its columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from workbench.app.published import published_field
from workbench.app.wording import STATUS_LABELS, days, plain
from workbench.errors import InputError
from workbench.ingest import ENCODINGS, FileKind, Role, choose_columns
from workbench.report.sheet_in import status_of

if TYPE_CHECKING:
    from workbench.ingest import ClaimSheet, IngestedText
    from workbench.ingest.batch import Batch

_ROWS_SHOWN = 8
_WITH_ENCODING = (FileKind.TEXT, FileKind.HTML, FileKind.CSV)
_OPENING = 280
_NO_COLUMN = "–"
_ROLE_LABELS = {
    Role.CLAIM: "Claim",
    Role.SPEAKER: "Who said it",
    Role.STATUS: "Status",
    Role.SOURCE: "Source",
    Role.ADDRESS: "Address",
    Role.LOCATOR: "Place in it",
    Role.NOTE: "Note",
    Role.CHECKED_BY: "Checked by",
    Role.CHECKED_ON: "Checked on",
}


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file as its reader corrected it."""

    read: IngestedText
    title: str
    byline: str
    language: str
    published_words: str


def show_card(batch: Batch, number: int, read: IngestedText, key: str) -> Arrival | None:
    """What a file says of itself in fields; the arrival, None while it cannot be added."""
    with st.container(border=True, key=f"arrival_{key}"):
        st.markdown(f"**{plain(read.name)}**")
        chosen = read if read.sheet is None else _show_columns(key, read, read.sheet)
        for note in (chosen or read).notes:
            st.info(plain(note))
        if read.sheet is None:
            st.text(_opening(read.text))
        about, day = st.columns([3, 1])
        title = about.text_input("Title", value=read.title, key=f"title_{key}")
        with day:
            words = published_field(f"published_{key}", read.said.published)
        if read.said.saved and not read.said.published:
            saved = days(read.said.saved, read.said.saved)
            day.caption(f"The file was last saved on {saved}.")
        who, language, encoding = st.columns([3, 1, 1])
        byline = who.text_input("Byline", value=read.said.byline, key=f"byline_{key}")
        spoken = language.text_input("Language", value=read.said.language, key=f"lang_{key}")
        if read.kind in _WITH_ENCODING:
            with encoding:
                _choose_encoding(batch, number, read.encoding, key)
    return None if chosen is None else Arrival(chosen, title, byline, spoken, words)


def _opening(text: str) -> str:
    """The first words of a text, on one line."""
    line = " ".join(text[: 2 * _OPENING].split())
    return line if len(line) <= _OPENING else line[:_OPENING].rstrip() + " …"


def _choose_encoding(batch: Batch, number: int, present: str, key: str) -> None:
    """Another encoding reads the file again at once."""
    known = [present, *(one for one in ENCODINGS if one != present)]

    def read_again() -> None:
        batch.read_again(number, st.session_state[f"encoding_{key}"])

    st.selectbox("Encoding", known, key=f"encoding_{key}", on_change=read_again)


def _show_columns(key: str, read: IngestedText, sheet: ClaimSheet) -> IngestedText | None:
    """Which column holds what, with the rows that this makes; None without a claim in any."""
    headings = st.checkbox("The table has headings", value=sheet.first > 0, key=f"headings_{key}")
    first = max(sheet.first, 1) if headings else 0
    names = [f"{place}. {words}" for place, words in enumerate(sheet.headings, start=1)]
    columns: dict[Role, int] = {}
    for place, (role, label) in enumerate(_ROLE_LABELS.items()):
        if place % 3 == 0:
            row = st.columns(3)
        at = sheet.columns.get(role)
        picked = row[place % 3].selectbox(
            label,
            [_NO_COLUMN, *names],
            index=0 if at is None else at + 1,
            key=f"column_{role}_{key}",
        )
        if picked != _NO_COLUMN:
            columns[role] = names.index(picked)
    try:
        chosen = choose_columns(read, columns, first)
    except InputError as reason:
        st.error(plain(str(reason)))
        return None
    _show_rows(chosen)
    return chosen


def _show_rows(chosen: IngestedText) -> None:
    rows = [
        {
            "Row": one.line,
            "Claim": chosen.text[one.start : one.end],
            "Status": _status(one.said.get(Role.STATUS, "")),
            "Source": one.said.get(Role.SOURCE, "") or one.said.get(Role.ADDRESS, ""),
            "Note": one.said.get(Role.NOTE, ""),
            "Checked by": one.said.get(Role.CHECKED_BY, ""),
        }
        for one in chosen.stated[:_ROWS_SHOWN]
    ]
    st.dataframe(pd.DataFrame(rows), hide_index=True, alt="The claims as they will be added")
    st.caption(f"{len(chosen.stated)} claims in all.")


def _status(words: str) -> str:
    """What a word of the file will be here."""
    status = status_of(words)
    if not words:
        return ""
    return f"{words} → {STATUS_LABELS[status]}" if status else f"{words} (kept as a note)"
