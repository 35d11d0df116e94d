"""One person's one change to the claims of one story: cells, their events, who checked what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, insert, select, update

from workbench.claim import Status
from workbench.errors import NotFoundError, StoreError
from workbench.store.draft_events import DRAFT
from workbench.store.findings import said_by
from workbench.store.kept_bytes import see_that_they_are_kept
from workbench.store.readings import (
    from_json,
    meaning,
    says_the_same,
    to_json,
    with_meaning,
    with_speaker,
)
from workbench.store.records import Applied
from workbench.store.schema import claims, stories
from workbench.store.shelf import (
    cite,
    evidence_of,
    evidence_of_story,
    files_in,
    links_from_cell,
    links_from_value,
    links_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from workbench.claim import Claim
    from workbench.store.findings import Finding
    from workbench.store.journal import Journal
    from workbench.store.records import Cell, Conflict, Evidence
    from workbench.store.shelf import Link

EVENT_OF = {"evidence": "sources", "speaker": "reading"}
"""Cells whose events go by another name."""

_CHANGE = update(claims).where(claims.c.id == bindparam("which"))
_CHANGING = (
    *(
        "draft",
        "first",
        "past",
        "reading",
        "status",
        "said_so",
        "proposed",
        "reason",
        "note",
        "decision",
        "gone",
        "unsourced",
    ),
    *("checked_by", "checked_at", "stated_in", "second_by", "second_at"),
)
_SEEN = ("checked_by", "checked_at", "stated_in", "second_by", "second_at")


@dataclass(slots=True)
class Held:
    """A claim as the store holds it while it is being changed."""

    row: dict[str, Any]
    evidence: tuple[Evidence, ...]

    @property
    def id(self) -> str:
        """The claim's id."""
        return str(self.row["id"])

    @property
    def reading(self) -> Claim:
        """What the claim says."""
        return from_json(self.row["reading"])

    def cell(self, field: str) -> str | None:
        """What the cell holds, empty as None."""
        if field == "sources":
            return "\n".join(one.cited for one in self.evidence) or None
        if field == "evidence":
            return self.sources_value
        if field == "reading":
            return meaning(self.reading)
        if field == "speaker":
            return self.reading.speaker
        if field == DRAFT:
            return str(self.row["draft"])
        value: str | None = self.row[field]
        return value

    @property
    def sources_value(self) -> str | None:
        """Its sources in full, as an event keeps them."""
        return links_of(self.evidence)

    @property
    def second(self) -> str | None:
        """Its second reading, as an event keeps it."""
        return second_text(self.row["second_by"], self.row["second_at"])


def is_unsourced(status: Status, held: Sequence[Evidence]) -> bool:
    """Whether a finding rests on nothing that another person could look up.

    >>> is_unsourced(Status.CONFIRMED, ()), is_unsourced(Status.ON_AUTHOR, ())
    (True, False)
    """
    rests_on_author = status is Status.ON_AUTHOR
    return status.checked and not rests_on_author and not any(one.locator for one in held)


class Sitting:
    """Changes that are written together, each as an event of ``journal``."""

    def __init__(self, conn: Connection, journal: Journal) -> None:
        self.conn, self.journal = conn, journal
        self._touched: dict[str, Held] = {}

    def held(
        self, claim_ids: Sequence[str] | None = None, *, gone: bool = False
    ) -> dict[str, Held]:
        """The named claims, or all of the present draft, by id.

        With ``gone`` those that were taken back, too.

        Raises:
            NotFoundError: one of the named is not in the store.
        """
        wanted = select(claims).where(claims.c.story_id == self.journal.story_id)
        if not gone:
            wanted = wanted.where(~claims.c.gone)
        if claim_ids is None:
            present = select(stories.c.draft).where(stories.c.id == self.journal.story_id)
            wanted = wanted.where(claims.c.draft == present.scalar_subquery())
            cited = evidence_of_story(self.conn, self.journal.story_id)
        else:
            wanted = wanted.where(claims.c.id.in_(claim_ids))
            cited = evidence_of(self.conn, claim_ids)
        rows = self.conn.execute(wanted.order_by(claims.c.first, claims.c.past, claims.c.number))
        found = {row["id"]: Held(dict(row), cited.get(row["id"], ())) for row in rows.mappings()}
        for claim_id in claim_ids or ():
            if claim_id not in found:
                raise NotFoundError(f'There is no claim "{claim_id}" in this story.')
        return found

    def change(self, held: Held, field: str, new: str | None) -> list[Cell]:
        """Put a normalised value into a cell; the same value again is no event.

        Gives the cells of the claim that changed with it.
        """
        old = held.cell(field)
        if old == new:
            return []
        if field == "sources":
            self.link(held, links_from_cell(new or "", held.evidence))
        elif field == "evidence":
            see_that_they_are_kept(self.conn, files_in(new) - files_in(old))
            self.link(held, links_from_value(new))
        elif field == "speaker":
            self.reread(held, with_speaker(held.reading, new))
        elif field == "reading":
            return self.correct(held, with_meaning(held.reading, new or ""))
        else:
            self._put(held, field, old, new)
        return []

    def correct(self, held: Held, reading: Claim) -> list[Cell]:
        """Replace what the claim says; checked, it opens again where that is something else.

        Gives the cells that changed with it.
        """
        before = held.reading
        self.reread(held, reading)
        if not Status(held.row["status"]).checked or says_the_same(before, reading):
            return []
        self.change(held, "status", Status.OPEN.value)
        return [(held.id, "status")]

    def _put(self, held: Held, field: str, old: str | None, new: str | None) -> None:
        if field == "decision" and new and not held.row["proposed"]:
            raise StoreError(f"No change is proposed for {held.id}: there is nothing to decide.")
        held.row[field] = new
        self.journal.add(field, old, new, held.id)
        if field == "status":
            self._find(held, Status(new or Status.OPEN))
        elif field == "proposed":
            # what was decided on was another change
            self.change(held, "decision", None)
        self._unread(held)

    def link(self, held: Held, links: Sequence[Link]) -> None:
        """Make these the claim's sources."""
        old = links_of(held.evidence)
        held.evidence = cite(self.conn, held.id, links)
        self.journal.add("sources", old, links_of(held.evidence), held.id)
        self._unread(held)

    def reread(self, held: Held, reading: Claim) -> None:
        """Replace what the claim says."""
        self._put_reading(held, reading)
        self._unread(held)

    def move(self, held: Held, reading: Claim, draft: int) -> None:
        """Put a claim at its place in a draft; what was found about it is as it was."""
        self.put_in_draft(held, draft)
        self._put_reading(held, reading)

    def put_in_draft(self, held: Held, draft: int) -> None:
        """Say which draft a claim is in."""
        if held.row["draft"] != draft:
            self.journal.add(DRAFT, str(held.row["draft"]), str(draft), held.id)
            held.row["draft"] = draft
            self._touched[held.id] = held

    def _put_reading(self, held: Held, reading: Claim) -> None:
        old, new = held.row["reading"], to_json(reading)
        if old == new:
            return
        held.row.update(reading=new, first=reading.start, past=reading.end)
        self.journal.add("reading", old, new, held.id)
        self._touched[held.id] = held

    def state(self, held: Held, by: tuple[str | None, str | None], file: str) -> None:
        """Who made the present finding and when, as a file states it."""
        held.row.update(checked_by=by[0], checked_at=by[1], stated_in=file)
        self.journal.add("checked_by", None, said_by(*by), held.id)
        self._touched[held.id] = held

    def state_second(self, held: Held, by: tuple[str | None, str | None], file: str) -> None:
        """Who read the finding a second time and when, as a file states it."""
        held.row.update(second_by=by[0], second_at=by[1], stated_in=held.row["stated_in"] or file)
        self.journal.add("second_by", None, said_by(*by), held.id)
        self._touched[held.id] = held

    def add(self, reading: Claim, number: int, draft: int, *, by_hand: bool) -> Held:
        """A new claim of the story, open and without sources."""
        held = Held(new_row(self.journal.story_id, reading, number, draft, by_hand=by_hand), ())
        self.conn.execute(insert(claims), [held.row])
        self.journal.add("added" if by_hand else "reading", None, held.row["reading"], held.id)
        return held

    def restore(self, held: Held, finding: Finding) -> None:
        """Give a status that an undo brought back to whoever had come to it."""
        held.row.update(checked_by=finding.by, checked_at=finding.at, stated_in=finding.stated_in)
        self.journal.add("checked_by", None, finding.text, held.id)
        self._touched[held.id] = held

    def second(self, held: Held, by: str | None, at: str | None) -> None:
        """Who agrees with the finding, None for nobody any more."""
        was = held.second
        if was == second_text(by, at):
            return
        held.row.update(second_by=by, second_at=at)
        self.journal.add("second_by", was, second_text(by, at), held.id)
        self._touched[held.id] = held

    def take_back(self, held: Held, *, gone: bool) -> None:
        """Hide a claim that was added, or show it again; its id stays its own."""
        reading = str(held.row["reading"])
        held.row["gone"] = gone
        old, new = (reading, None) if gone else (None, reading)
        self.journal.add("added", old, new, held.id)
        self._touched[held.id] = held

    def applied(self, saved: Sequence[Cell], conflicts: Sequence[Conflict] = ()) -> Applied:
        """Write what changed; gives what became of it."""
        batch = self.journal.batch
        revision = self.close()
        wrote = batch if revision >= batch else None
        return Applied(tuple(saved), tuple(conflicts), revision, wrote)

    def close(self) -> int:
        """Write what changed; gives the story's revision."""
        rows = []
        for held in self._touched.values():
            held.row["unsourced"] = is_unsourced(Status(held.row["status"]), held.evidence)
            rows.append({**{name: held.row[name] for name in _CHANGING}, "which": held.id})
        if rows:
            self.conn.execute(_CHANGE, rows)
        self._touched.clear()
        self.journal.close()
        return self.journal.revision

    def _find(self, held: Held, status: Status) -> None:
        """The status event just made is the finding, or there is none."""
        found = (self.journal.who, self.journal.at) if status.checked else (None, None)
        held.row.update(checked_by=found[0], checked_at=found[1], stated_in=None)

    def _unread(self, held: Held) -> None:
        """A second reading covers the claim as it was then: any later change ends it, visibly."""
        self._touched[held.id] = held
        if held.row["second_by"] is None:
            return
        self.second(held, None, None)


def second_text(by: str | None, at: str | None) -> str | None:
    """Who agreed and when, as an event keeps it."""
    return None if by is None else said_by(by, at)


def new_row(
    story_id: str, reading: Claim, number: int, draft: int, *, by_hand: bool
) -> dict[str, Any]:
    """The row of a claim that nobody has looked at."""
    nothing = dict.fromkeys(("said_so", "proposed", "reason", "note", "decision", *_SEEN))
    return {
        "id": f"{story_id}.{number}",
        "story_id": story_id,
        "draft": draft,
        "number": number,
        "first": reading.start,
        "past": reading.end,
        "reading": to_json(reading),
        "added_by_hand": by_hand,
        "status": Status.OPEN.value,
        "unsourced": False,
        "gone": False,
        **nothing,
    }
