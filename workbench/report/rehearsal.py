"""A report looked at before it is brought in: what would change, and what would not."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbench.report.bringing_in import Outcome, ready_rows
from workbench.report.words import field_name, reads_as, shown

if TYPE_CHECKING:
    from workbench.report.csv_in import ReadReport
    from workbench.store import ClaimRecord, Store, Who


@dataclass(frozen=True, slots=True)
class WouldChange:
    """One cell that an import would change, in the words of the screen.

    ``old`` is "" where there was nothing, and of a claim that would be new.
    """

    number: int
    claim: str
    field: str
    old: str
    new: str


@dataclass(slots=True)
class Rehearsed(Outcome):
    """What an import would do; nothing of it was done."""

    changes: list[WouldChange] = field(default_factory=list)


def rehearse(
    store: Store, who: Who, report: ReadReport, file_name: str, *, story_id: str | None = None
) -> Rehearsed:
    """What :func:`~workbench.report.bring_in` would do with the same arguments.

    Raises:
        ReportError: the store, or that story, has no draft that the report is about.
        StoreError: nothing could be saved.
    """
    outcome = Rehearsed(problems=list(report.problems))
    for story, rows in ready_rows(store, report, story_id, outcome.problems):
        before = {one.id: one for one in store.claims(story)}
        imported, after = store.rehearse_rows(who, story, file_name, rows)
        outcome.stories.append(imported)
        now = {one.id: one for one in after}
        outcome.changes += [_added(now[one]) for one in imported.added if one in now]
        outcome.changes += [
            _change(name, before.get(claim_id), now[claim_id])
            for claim_id, name in imported.changed
            if claim_id in now
        ]
    return outcome


def _added(claim: ClaimRecord) -> WouldChange:
    return WouldChange(claim.number, claim.reading.text, "new claim", "", reads_as(claim.reading))


def _change(name: str, before: ClaimRecord | None, after: ClaimRecord) -> WouldChange:
    old = _held(before, name) if before else ""
    return WouldChange(after.number, after.reading.text, field_name(name), old, _held(after, name))


def _held(claim: ClaimRecord, name: str) -> str:
    """What a claim holds in a cell, in words; "" for nothing."""
    if name == "reading":
        return reads_as(claim.reading)
    if name == "speaker":
        return claim.reading.speaker or ""
    held = claim.sources_text if name == "sources" else getattr(claim, name)
    return shown(name, str(held))[1:-1] if held else ""
