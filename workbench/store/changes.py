"""The one way to change cells: compare and set, each with its event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from workbench.errors import NotFoundError, StoreError
from workbench.store.cells import alike, normal
from workbench.store.draft_events import CARRIED, last_told, read_reopened
from workbench.store.journal import Journal, last_change
from workbench.store.records import Applied, Conflict
from workbench.store.schema import claims, stories
from workbench.store.sitting import EVENT_OF, Held, Sitting
from workbench.store.stamps import moment_or_none

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sqlalchemy import Connection

    from workbench.store.records import Cell


_FINDINGS = ("status", "said_so")


def apply_cells(
    conn: Connection,
    begin: Callable[[Connection, str], Journal],
    changes: Mapping[Cell, str | None],
    expected: Mapping[Cell, str | None],
    draft: int | None = None,
) -> Applied:
    """Save every cell that still holds what was expected; the others come back as conflicts.

    With the ``draft`` that the person looked at, a finding is about the claim as it was there.
    """
    wanted = {cell: normal(cell[1], value) for cell, value in changes.items()}
    seen = {cell: normal(cell[1], _expected(expected, cell)) for cell in changes}
    ids = list(dict.fromkeys(claim_id for claim_id, _ in changes))
    sitting = Sitting(conn, begin(conn, story_of(conn, ids)))
    held = sitting.held(ids)
    saved: list[Cell] = []
    conflicts: list[Conflict] = []
    outdated = _opened_since(conn, sitting.journal.story_id, draft)
    for cell, value in wanted.items():
        claim = held[cell[0]]
        if cell[0] in outdated and cell[1] in _FINDINGS and claim.cell(cell[1]) != value:
            conflicts.append(_about_another_draft(conn, claim, cell[1], value))
            continue
        name, actual = cell[1], claim.cell(cell[1])
        if alike(name, actual, value) or alike(name, actual, seen[cell]):
            saved += [cell, *sitting.change(claim, name, value)]
        else:
            conflicts.append(conflict(conn, claim, cell[1], seen[cell], value))
    return sitting.applied(saved, conflicts)


def _opened_since(conn: Connection, story_id: str, draft: int | None) -> set[str]:
    """The claims that a later draft than this does not leave as they were."""
    present = conn.scalar(select(stories.c.draft).where(stories.c.id == story_id))
    if draft in (None, present):
        return set()
    told = last_told(conn, story_id)
    return {one for one, value in told.items() if read_reopened(value).draft > (draft or 0)}


def _about_another_draft(conn: Connection, held: Held, field: str, value: str | None) -> Conflict:
    who, at = last_change(conn, held.row["story_id"], held.id, CARRIED)
    actual = held.cell(field)
    return Conflict(held.id, field, actual, value, actual, who, moment_or_none(at))


def conflict(
    conn: Connection, held: Held, field: str, expected: str | None, wanted: str | None
) -> Conflict:
    """A cell that is left alone, with who made it what it is."""
    who, at = last_change(conn, held.row["story_id"], held.id, EVENT_OF.get(field, field))
    return Conflict(
        claim_id=held.id,
        field=field,
        expected=expected,
        wanted=wanted,
        actual=held.cell(field),
        actual_by=who,
        actual_at=moment_or_none(at),
    )


def _expected(expected: Mapping[Cell, str | None], cell: Cell) -> str | None:
    if cell not in expected:
        raise StoreError(f"Say what {cell[1]} of {cell[0]} held before the change.")
    return expected[cell]


def story_of(conn: Connection, claim_ids: list[str]) -> str:
    """The one story that all these claims belong to."""
    wanted = select(claims.c.id, claims.c.story_id).where(claims.c.id.in_(claim_ids))
    story = {row.id: row.story_id for row in conn.execute(wanted)}
    for claim_id in claim_ids:
        if claim_id not in story:
            raise NotFoundError(f'There is no claim "{claim_id}" in this store.')
    if len(set(story.values())) > 1:
        raise StoreError("One change belongs to one story: change the claims story by story.")
    return str(story[claim_ids[0]])
