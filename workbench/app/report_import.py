"""A report brought back in: looked at first, then taken over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from workbench.app import session
from workbench.app.wording import plain
from workbench.errors import WorkbenchError
from workbench.report import ReadReport, Rehearsed, bring_in, read_report, rehearse, sentence

if TYPE_CHECKING:
    from workbench.store import Person

_NAMES = ("No.", "Claim", "What", "Here it is", "It would be")
_MOST_TOLD = 50


def show_import(story_id: str, who: Person) -> None:
    """Offer to choose a file, show what it would change, take it over when that is wanted."""
    st.subheader("Bring a report back in")
    if told := st.session_state.pop("import_told", None):
        st.success(plain(told))
    round_ = st.session_state.setdefault("import_round", 0)
    file = st.file_uploader(
        "A report of this story, CSV or Excel", type=["csv", "xlsx"], key=f"imported_{round_}"
    )
    if file is None:
        return
    try:
        report = _read(file.file_id, file.name, file.getvalue())
        trial = rehearse(session.store(), who, report, file.name, story_id=story_id)
    except WorkbenchError as reason:
        st.error(plain(str(reason)))
        return
    _show_trial(trial)
    if (trial.changes or trial.added) and st.button("Take these changes over", type="primary"):
        _take_over(story_id, who, report, file.name)


def _read(file_id: str, name: str, data: bytes) -> ReadReport:
    """The file's rows, read once however often the page is drawn."""
    held: tuple[str, ReadReport] | None = st.session_state.get("import_read")
    if held is None or held[0] != file_id:
        held = (file_id, read_report(data, name))
        st.session_state["import_read"] = held
    return held[1]


def _show_trial(trial: Rehearsed) -> None:
    if trial.changes:
        cells = [(str(o.number), o.claim, o.field, o.old, o.new) for o in trial.changes]
        st.dataframe(
            pd.DataFrame(cells, columns=list(_NAMES), dtype=str),
            hide_index=True,
            alt="What this file would change",
            key="import_trial",
        )
    else:
        st.info("This file changes nothing here.")
    for told in [*map(sentence, trial.conflicts), *trial.problems][:_MOST_TOLD]:
        st.warning(plain(told))


def _take_over(story_id: str, who: Person, report: ReadReport, name: str) -> None:
    try:
        outcome = bring_in(session.store(), who, report, name, story_id=story_id)
    except WorkbenchError as reason:
        st.error(plain(str(reason)))
        return
    st.session_state["import_told"] = str(outcome)
    st.session_state["import_round"] += 1
    st.rerun()
