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

from workbench.app import flags, looked, wording
from workbench.app.columns import EDITABLE, chosen_columns, column_config, shown_columns
from workbench.app.same_figure import numbers_of, offer_the_same, same_figures
from workbench.app.saving import is_pending, save_cells, show_overruled
from workbench.app.table_edits import Cell, cells, merged_base, new_edits, tidy

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from streamlit.delta_generator import DeltaGenerator

    from workbench.app.looked import Looked
    from workbench.store import ClaimRecord, Person, Store

_HEIGHT = 366
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
        outdated: Whether the reviewer has set one of those otherwise than in the grid since.
    """

    story_id: str
    number: int
    ids: list[str]
    base: dict[Cell, str]
    seen: dict[Cell, str]
    mine: dict[Cell, str] = field(default_factory=dict)
    outdated: bool = False

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


def shown_anew(changed: Iterable[Cell]) -> None:
    """Cells that the reviewer changed otherwise than in the grid, which must not hide that.

    The grid lays its own edits over everything; only where it has one is it mounted anew, with
    the same rows.
    """
    view: View | None = st.session_state.get("view")
    if view is not None and any(cell in view.mine for cell in changed):
        view.outdated = True


def _live(claims: Sequence[ClaimRecord]) -> dict[Cell, str]:
    return {(c.id, name): tidy(name, _stored(c, name)) for c in claims for name in EDITABLE}


def _stored(claim: ClaimRecord, name: str) -> str:
    if name == "status":
        return claim.status.value
    return claim.sources_text if name == "sources" else claim.note


def show_table(  # noqa: PLR0913, PLR0917 - all that a table shows, and where it speaks
    store: Store,
    who: Person | None,
    text: str,
    claims: Sequence[ClaimRecord],
    found: Looked,
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
    elif view.outdated:
        view = open_view(view.story_id, [by_id[claim_id] for claim_id in view.ids])
    rows = [by_id[claim_id] for claim_id in view.ids]
    view.base, overruled = merged_base(view.base, _live(rows), view.mine)
    with said:
        show_overruled([one for one in overruled if not is_pending(one.cell)], by_id)
    chosen = chosen_columns(store, who)
    config = column_config()
    with st.container(key="claims_table"):
        st.data_editor(
            _frame(view, rows, text, claims, found, chosen),
            key=view.key,
            on_change=_save,
            args=(store, who, view),
            column_config=config,
            column_order=shown_columns(chosen, rows, looked_up=bool(found.found)),
            disabled=list(config) if who is None else [n for n in config if n not in EDITABLE],
            hide_index=True,
            num_rows="fixed",
            height=min(_HEIGHT, _ROW * (len(rows) + 1) + 3),
            row_height=_ROW,
            alt="Claims of the story: status, source and note can be edited",
        )


def _frame(  # noqa: PLR0913, PLR0917 - all that its columns are made of
    view: View,
    rows: Sequence[ClaimRecord],
    text: str,
    claims: Sequence[ClaimRecord],
    found: Looked,
    chosen: Sequence[str],
) -> pd.DataFrame:
    twins = same_figures(claims)
    columns = {
        "number": [claim.number for claim in rows],
        "claim": [wording.excerpt(text, claim.reading) for claim in rows],
        "reads_as": [_reads_as(claim, twins.get(claim.id, ())) for claim in rows],
        "flag": [flags.short(claim) for claim in rows],
        "doubt": [wording.doubt(claim.reading) for claim in rows],
        # always there: another column would be another grid, and take an open editor with it
        "documents": [looked.short(found, claim) for claim in rows],
        "speaker": [claim.reading.speaker or "" for claim in rows],
        **{name: [view.base[claim.id, name] for claim in rows] for name in EDITABLE},
        "kind": [wording.KIND_LABELS[claim.reading.kind] for claim in rows],
        "sentence": [wording.sentence(text, claim.reading) for claim in rows],
    }
    if "checked" in chosen:  # it changes with each tick, and the whole frame with it
        columns["checked"] = [checked(claim) for claim in rows]
    # The id is the index: Streamlit then knows the rows of two views apart.
    return pd.DataFrame(columns, index=pd.Index(view.ids, dtype=object, name="claim_id"))


def _reads_as(claim: ClaimRecord, same: Sequence[ClaimRecord]) -> str:
    """The reading, and which other rows say the same figure."""
    reading = wording.reads_as(claim.reading)
    return f"{reading} = {numbers_of(same)}" if same else reading


def checked(claim: ClaimRecord) -> str:
    """Who came to the present finding and when, with what is missing from it."""
    if not claim.checked_by:
        return ""
    stated = f", as stated in {claim.stated_in}" if claim.stated_in else ""
    unsourced = "unsourced · " if claim.unsourced else ""
    return f"{unsourced}{claim.checked_by}, {wording.when(claim.checked_at)}{stated}"


def _save(store: Store, who: Person | None, view: View) -> None:
    edited = st.session_state[view.key]["edited_rows"]
    now = cells(edited, view.ids)
    wanted, expected = new_edits(view.base, view.seen, view.mine, now)
    view.mine = now
    if wanted and who is not None:
        saved = list(save_cells(store, who, wanted, expected))
        for cell in saved:
            view.seen[cell] = wanted.get(cell, view.seen[cell])
        offer_the_same(cell for cell in saved if cell in wanted)
