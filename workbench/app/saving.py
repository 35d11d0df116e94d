"""Saving a reviewer's edits, and saying what could not be saved and why.

Nothing that was typed is dropped for a conflict or a failure: it stays in the grid and here until
the reviewer has chosen or the store takes it.
"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from workbench.app import wording
from workbench.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import tzinfo

    from streamlit.delta_generator import DeltaGenerator

    from workbench.app.table_edits import Cell, Overruled
    from workbench.store import ClaimRecord, Conflict, Person, Store


def _conflicts() -> dict[Cell, Conflict]:
    """Edits that met somebody else's, by cell, until the reviewer chooses."""
    found: dict[Cell, Conflict] = st.session_state.setdefault("conflicts", {})
    return found


def _unsaved() -> dict[Cell, tuple[str, str]]:
    """Edits that the store could not take, by cell: (wanted, expected)."""
    found: dict[Cell, tuple[str, str]] = st.session_state.setdefault("unsaved", {})
    return found


def outstanding() -> tuple[object, ...]:
    """What is to be said of this session's edits: it compares equal while that is the same."""
    return frozenset(_unsaved()), frozenset(_conflicts()), st.session_state.get("not_saved")


def is_pending(cell: Cell) -> bool:
    """Whether an edit of this cell waits for the reviewer or the store."""
    return cell in _conflicts() or cell in _unsaved()


@contextmanager
def refusals_said() -> Iterator[None]:
    """What the store refuses is said on the page; what it takes ends an earlier refusal."""
    try:
        yield
    except StoreError as reason:
        st.session_state["not_saved"] = str(reason)
    else:
        if not _unsaved():
            st.session_state.pop("not_saved", None)


def save_cells(
    store: Store, who: Person, wanted: Mapping[Cell, str], expected: Mapping[Cell, str]
) -> Iterable[Cell]:
    """Save edits, those that could not be saved before among them; the cells that are saved."""
    waiting = _unsaved()
    changes = {cell: one[0] for cell, one in waiting.items()} | dict(wanted)
    base = dict(expected) | {cell: one[1] for cell, one in waiting.items()}
    groups = [changes]
    if waiting:  # what cannot be saved at all must not hold up the rest
        groups = [{cell: value} for cell, value in changes.items()]
    saved: list[Cell] = []
    for group in groups:
        saved += _save_group(store, who, group, base)
    if not waiting:
        st.session_state.pop("not_saved", None)
    if saved:
        st.session_state["saved_at"] = datetime.now(UTC)
    return saved


def _save_group(
    store: Store, who: Person, changes: Mapping[Cell, str], base: Mapping[Cell, str]
) -> Iterable[Cell]:
    """Save these together, or keep them together among what could not be saved."""
    waiting = _unsaved()
    try:
        applied = store.apply(
            who, changes, {cell: base[cell] for cell in changes}, draft=_draft_shown(changes)
        )
    except StoreError as reason:
        waiting.update({cell: (value, base[cell]) for cell, value in changes.items()})
        st.session_state["not_saved"] = str(reason)
        return ()
    for cell in changes:
        waiting.pop(cell, None)
    for cell in applied.saved:
        _conflicts().pop(cell, None)
    _conflicts().update({(one.claim_id, one.field): one for one in applied.conflicts})
    return applied.saved


def _draft_shown(changes: Iterable[Cell]) -> int | None:
    """The draft that the page showed when these cells were changed."""
    seen = st.session_state.get("last_seen", {})
    named = {claim_id.rpartition(".")[0] for claim_id, _ in changes}
    return next((seen[one][0].draft for one in named if one in seen), None)


def save_waiting(store: Store, who: Person) -> bool:
    """Try again to save what could not be saved; whether some of it is saved now."""
    return bool(_unsaved()) and bool(list(save_cells(store, who, {}, {})))


def _save_waiting(store: Store, who: Person) -> None:
    save_waiting(store, who)


def saved_when() -> str:
    """When something was last saved, by the reviewer's own clock; empty before the first time."""
    at: datetime | None = st.session_state.get("saved_at")
    if at is None or _unsaved():
        return f"{len(_unsaved())} not saved yet" if _unsaved() else ""
    try:
        zone: tzinfo = ZoneInfo(st.context.timezone or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        zone = UTC
    return f"saved {at.astimezone(zone):%H:%M:%S}"


def show_pending(store: Store, who: Person, claims: Sequence[ClaimRecord]) -> None:
    """What is not saved: edits that the store could not take, then those that met another's."""
    if _unsaved():
        # a callback: it runs first in the next run, whatever that run then shows
        label = f"Save {len(_unsaved())} unsaved now"
        st.button(label, key="save_again", on_click=_save_waiting, args=(store, who))
    else:
        nothing_here()
    with st.container() if _conflicts() else nothing_here():
        _show_conflicts(store, who, {claim.id: claim.number for claim in claims})


def nothing_here() -> DeltaGenerator:
    """An empty place where there was or will be something to say.

    What is no longer drawn goes from the page only when Streamlit sweeps up after a run, and a
    poll that starts at that moment makes it forget to: "Not saved" would stay for something that
    is. What is drawn as empty is empty at once.
    """
    return st.empty()


def _show_conflicts(store: Store, who: Person, numbers: Mapping[str, int]) -> None:
    for place, (cell, conflict) in enumerate(list(_conflicts().items())):
        with st.container(border=True, key=f"conflict_{place}"):
            st.warning(wording.plain(_conflict_sentence(conflict, numbers)))
            keep, use = st.columns(2)
            keep.button(
                "Keep theirs", key=f"keep_{place}", width="stretch",
                on_click=_settle, args=(store, who, cell, None),
            )  # fmt: skip
            use.button(
                "Use mine", key=f"use_{place}", width="stretch", type="primary",
                on_click=_settle, args=(store, who, cell, conflict),
            )  # fmt: skip


def _settle(store: Store, who: Person, cell: Cell, mine: Conflict | None) -> None:
    """End a conflict, by saving the reviewer's value if that is what they chose."""
    _conflicts().pop(cell, None)
    if mine is not None:
        save_cells(store, who, {cell: mine.wanted or ""}, {cell: mine.actual or ""})
    look_again()


def look_again() -> None:
    """Mount the table anew in the run that follows."""
    st.session_state.pop("view", None)


def _conflict_sentence(conflict: Conflict, numbers: Mapping[str, int]) -> str:
    by = f" by {conflict.actual_by}" if conflict.actual_by else ""
    at = f" ({wording.when(conflict.actual_at)})" if conflict.actual_at else ""
    return (
        f"Claim {numbers.get(conflict.claim_id, '?')}: the {wording.field_name(conflict.field)} "
        f"was changed{by} to {wording.shown(conflict.field, conflict.actual)}{at} while you set it "
        f"to {wording.shown(conflict.field, conflict.wanted)}. Yours is not saved yet."
    )


def show_overruled(overruled: Sequence[Overruled], by_id: Mapping[str, ClaimRecord]) -> None:
    """Cells of mine that somebody has changed since: said at once, shown when I ask for it.

    To show the new value the grid must be mounted anew, which would take an open editor with it.
    """
    if not overruled:
        nothing_here()
        return
    with st.container(border=True, key="overruled"):
        for one in overruled:
            claim_id, name = one.cell
            st.warning(
                wording.plain(
                    f"Claim {by_id[claim_id].number}: the {wording.field_name(name)} that you set "
                    f"to {wording.shown(name, one.mine)} was changed since to "
                    f"{wording.shown(name, one.theirs)}.",
                ),
            )
        st.button("Show it in the table", key="show_overruled", on_click=look_again)
