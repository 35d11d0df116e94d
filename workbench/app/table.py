"""The editable table of claims, which loses no edit.

Streamlit's editor keeps edits by row position until it is mounted anew. Hence a view: the list of
claim ids, frozen until the reviewer asks for another one, and a base that changes only where the
reviewer has no edit of their own. See ``table_edits`` for the arithmetic of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from workbench.app import wording
from workbench.app.saving import is_pending, save_cells, show_overruled
from workbench.app.table_edits import Cell, cells, merged_base, new_edits, tidy
from workbench.claim import Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from streamlit.delta_generator import DeltaGenerator
    from streamlit.elements.lib.column_types import ColumnConfig

    from workbench.store import ClaimRecord, Person, Store

EDITABLE = ("status", "sources", "note")
_HEIGHT = 430
_ROW = 36


@dataclass(slots=True)
class View:
    """One mounting of the grid.

    Attributes:
        story_id: The story.
        number: Counts the mountings of this session.
        ids: The claim of each row.
        base: What lies under the reviewer's edits.
        seen: What the reviewer is sure to have seen in each cell.
        mine: The reviewer's edits as the grid last reported them.
    """

    story_id: str
    number: int
    ids: list[str]
    base: dict[Cell, str]
    seen: dict[Cell, str]
    mine: dict[Cell, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The widget's key: a new view is a new widget."""
        return f"claims_{self.story_id}_{self.number}"


def open_view(story_id: str, claims: Sequence[ClaimRecord]) -> View:
    """Mount the grid anew on ``claims``, which from now on are its rows in this order.

    An editor that is open over the old grid is lost with it: only what the reviewer themselves
    click on may lead here.
    """
    number = st.session_state.get("view_number", 0) + 1
    st.session_state["view_number"] = number
    live = _live(claims)
    view = View(story_id, number, [claim.id for claim in claims], live, dict(live))
    st.session_state["view"] = view
    return view


def _live(claims: Sequence[ClaimRecord]) -> dict[Cell, str]:
    return {(c.id, name): tidy(name, _stored(c, name)) for c in claims for name in EDITABLE}


def _stored(claim: ClaimRecord, name: str) -> str:
    if name == "status":
        return claim.status.value
    return claim.sources_text if name == "sources" else claim.note


def show_table(
    store: Store,
    who: Person | None,
    text: str,
    claims: Sequence[ClaimRecord],
    said: DeltaGenerator,
) -> None:
    """Show the view's rows with what the store holds now; edits go to the store at once.

    What there is to say about them goes to ``said``, a place that is there before it is needed:
    the grid must not be moved, and so mounted anew, under an open editor.
    """
    view: View = st.session_state["view"]
    by_id = {claim.id: claim for claim in claims}
    if any(claim_id not in by_id for claim_id in view.ids):
        view = open_view(view.story_id, claims)
    rows = [by_id[claim_id] for claim_id in view.ids]
    view.base, overruled = merged_base(view.base, _live(rows), view.mine)
    with said:
        show_overruled([one for one in overruled if not is_pending(one.cell)], by_id)
    st.data_editor(
        _frame(view, rows, text),
        key=view.key,
        on_change=_save,
        args=(store, who, view),
        column_config=_columns(),
        column_order=[name for name in _columns() if name != "doubt" or _any_doubt(rows)],
        disabled=list(_columns()) if who is None else _READ_ONLY,
        hide_index=True,
        num_rows="fixed",
        height=min(_HEIGHT, _ROW * (len(rows) + 1) + 3),
        row_height=_ROW,
        alt="Claims of the story: status, source and note can be edited",
    )


_READ_ONLY = ("number", "claim", "reads_as", "doubt", "speaker", "kind", "checked", "sentence")


def _any_doubt(rows: Sequence[ClaimRecord]) -> bool:
    return any(wording.doubt(claim.reading) for claim in rows)


def _frame(view: View, rows: Sequence[ClaimRecord], text: str) -> pd.DataFrame:
    columns = {
        "number": [claim.number for claim in rows],
        "claim": [wording.excerpt(text, claim.reading) for claim in rows],
        "reads_as": [wording.reads_as(claim.reading) for claim in rows],
        "doubt": [wording.doubt(claim.reading) for claim in rows],
        "speaker": [claim.reading.speaker or "" for claim in rows],
        **{name: [view.base[claim.id, name] for claim in rows] for name in EDITABLE},
        "kind": [wording.KIND_LABELS[claim.reading.kind] for claim in rows],
        "checked": [checked(claim) for claim in rows],
        "sentence": [wording.sentence(text, claim.reading) for claim in rows],
    }
    # The id is the index: Streamlit then knows the rows of two views apart.
    return pd.DataFrame(columns, index=pd.Index(view.ids, dtype=object, name="claim_id"))


def checked(claim: ClaimRecord) -> str:
    """Who came to the present finding and when, with what is missing from it."""
    if not claim.checked_by:
        return ""
    stated = f", as stated in {claim.stated_in}" if claim.stated_in else ""
    unsourced = "unsourced · " if claim.unsourced else ""
    return f"{unsourced}{claim.checked_by}, {wording.when(claim.checked_at)}{stated}"


def _columns() -> dict[str, ColumnConfig]:
    column = st.column_config
    return {
        "number": column.NumberColumn("#", width=40, pinned=True),
        "claim": column.TextColumn("Claim", width=185, pinned=True),
        "reads_as": column.TextColumn("Reads as", width=115),
        "doubt": column.TextColumn("Doubt", width=130),
        "status": column.SelectboxColumn(
            "Status",
            width=110,
            required=True,
            options=[status.value for status in Status],
            format_func=lambda code: wording.STATUS_LABELS[Status(str(code))],
        ),
        "sources": column.TextColumn(
            "Source",
            width=150,
            help="A title, an address or a source of this desk, and where in it: "
            "“Annual report 2015, p. 4”. Shift+Enter begins a second source.",
        ),
        "note": column.TextColumn("Note", width=110),
        "speaker": column.TextColumn("Said by", width=115),
        "kind": column.TextColumn("Kind", width=90),
        "checked": column.TextColumn("Checked", width=200),
        "sentence": column.TextColumn("In its sentence", width=420),
    }


def _save(store: Store, who: Person | None, view: View) -> None:
    edited = st.session_state[view.key]["edited_rows"]
    now = cells(edited, view.ids)
    wanted, expected = new_edits(view.base, view.seen, view.mine, now)
    view.mine = now
    if wanted and who is not None:
        for cell in save_cells(store, who, wanted, expected):
            view.seen[cell] = wanted.get(cell, view.seen[cell])
