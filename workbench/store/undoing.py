"""A change taken back, as a change of its own: every cell gets what it held before.

Nothing is taken back over another's head: where a cell has moved on since, the whole undo is
refused with the conflicts, unless the person asks for the rest of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, func, select, update

from workbench.claim import Status
from workbench.errors import NotFoundError, StoreError
from workbench.store.draft_events import CARRIED, DRAFT, held_draft, last_told, put_draft
from workbench.store.findings import UNDOINGS, Finding, finding_before, read_said
from workbench.store.flags import FLAG, held_flag
from workbench.store.journal import SIGNED, cited_lines, last_change
from workbench.store.originals import ARRIVED
from workbench.store.readings import from_json
from workbench.store.records import CELLS, Applied, Conflict
from workbench.store.schema import claims, event_values, events, stories
from workbench.store.shelf import links_from_value
from workbench.store.stamps import moment_or_none
from workbench.store.standing import ARCHIVED, DEADLINE, held_on_story, put_on_story

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from workbench.store.records import Cell
    from workbench.store.sitting import Held, Sitting

OF_A_CLAIM = (*CELLS, "reading", "added", "second_by", DRAFT, CARRIED)
_OF_A_STORY = ("published", SIGNED, DEADLINE, ARCHIVED, DRAFT)
_FOLLOWS = (ARRIVED, "checked_by", "import", "signed_alone", "signed_unsourced", *UNDOINGS)
"""Fields of events that say something about the batch, and change with the rest of it."""
_LATE = ("decision", "second_by")
"""What other fields clear as they change: given back after them."""


def is_undoable(field: str) -> bool:
    """Whether an event of this field can be taken back.

    >>> is_undoable("note"), is_undoable("erased")
    (True, False)
    """
    return field in (*OF_A_CLAIM, *_OF_A_STORY) or field.startswith(FLAG)


@dataclass(frozen=True, slots=True)
class Step:
    """One event to take back; an empty claim id is the story itself."""

    seq: int
    claim_id: str
    field: str
    old: str | None
    new: str | None

    @property
    def cell(self) -> Cell:
        """Which cell it changed."""
        return (self.claim_id, self.field)

    @property
    def made_the_claim(self) -> bool:
        """Whether there was no such claim, or none in sight, before it."""
        return self.field in ("added", "reading") and self.old is None


def steps_of(conn: Connection, story_id: str, batch: int, event: int | None) -> list[Step]:
    """The events of a batch in their order, or the one of them that is named.

    Raises:
        NotFoundError: there is no such batch or event.
        StoreError: it cannot be taken back, or a value of it was erased.
    """
    old, new = event_values.alias(), event_values.alias()
    joined = events
    for side, values in (("old", old), ("new", new)):
        same = and_(
            values.c.story_id == events.c.story_id,
            values.c.seq == events.c.seq,
            values.c.side == side,
        )
        joined = joined.outerjoin(values, same)  # type: ignore[assignment]
    wanted = select(events, old.c.value.label("old"), new.c.value.label("new"))
    rows = conn.execute(
        wanted.select_from(joined)
        .where(events.c.story_id == story_id, events.c.batch == batch)
        .order_by(events.c.seq)
    ).all()
    rows = [row for row in rows if event in (None, row.seq)]
    if not rows:
        raise NotFoundError(f"There is no change {event or batch} of this story to take back.")
    if any(row.field not in _FOLLOWS and not is_undoable(row.field) for row in rows):
        raise StoreError("An arrival or an erasure cannot be taken back.")
    if any(
        (row.old_hash and row.old is None) or (row.new_hash and row.new is None) for row in rows
    ):
        raise StoreError("This cannot be taken back: what was there before has been erased.")
    return [Step(row.seq, row.claim_id or "", row.field, row.old, row.new) for row in rows]


def is_of_draft(conn: Connection, story_id: str, batch: int) -> bool:
    """Whether a batch brought a draft, or took one back."""
    mine = (events.c.story_id == story_id) & (events.c.batch == batch) & (events.c.field == DRAFT)
    return conn.scalar(select(events.c.seq).where(mine).limit(1)) is not None


class Undoing:
    """One batch, or one event of it, on its way back."""

    def __init__(self, sitting: Sitting, batch: int, event: int | None) -> None:
        self._sitting, self._conn = sitting, sitting.conn
        self._story_id = sitting.journal.story_id
        found = steps_of(self._conn, self._story_id, batch, event)
        self._of_draft = any(not one.claim_id and one.field == DRAFT for one in found)
        if event is not None and is_of_draft(self._conn, self._story_id, batch):
            raise StoreError("This came with a draft: take the whole draft back, or check it anew.")
        self._named = str(batch) if event is None else f"{batch}:{event}"
        self._later = self._changed_after(found[-1].seq)
        self._steps = [step for step in found if self._can_come_back(step, alone=event is not None)]
        if not self._steps:
            raise StoreError(
                "A second reading or a sign-off that a change has ended is given anew."
            )
        ids = sorted({step.claim_id for step in self._steps if step.claim_id})
        self._held = sitting.held(ids, gone=True)

    @property
    def decides(self) -> bool:
        """Whether an editor's decision would be taken back."""
        return any(step.field == "decision" and step.new is not None for step in self._steps)

    def take_back(self, verb: str, *, partly: bool) -> Applied:
        """Give every cell what it held before; nothing at all where some have moved on.

        Args:
            verb: ``undo`` or ``redo``, as the history shall call it.
            partly: Take back what has not moved on, all the same.
        """
        moved = [step for step in self._steps if self._moved_on(step)]
        conflicts = [self._conflict(step) for step in moved]
        if self._of_draft:
            self._see_that_nothing_was_added()
        if conflicts and (self._of_draft or not partly):
            return Applied((), tuple(conflicts), self._sitting.journal.revision)
        still = [step for step in self._steps if step not in moved]
        doing = [step for step in still if not self._is_back(step)]
        if doing:
            self._sitting.journal.add(verb, None, self._named)
        for step in sorted(doing, key=lambda step: (step.field in _LATE, -step.seq)):
            self._take_back(step)
        return self._sitting.applied([step.cell for step in still], conflicts)

    def _can_come_back(self, step: Step, *, alone: bool) -> bool:
        """A second reading only with all that it covered, a broken sign-off never."""
        if step.field in _FOLLOWS or (step.field == SIGNED and step.old is not None):
            return False
        covers = step.field == "second_by" and step.old is not None
        touched = alone or any(claim_id == step.claim_id for claim_id, _ in self._later)
        return not (covers and touched)

    def _changed_after(self, seq: int) -> dict[Cell, int]:
        wanted = (
            select(events.c.claim_id, events.c.field, func.max(events.c.seq).label("last"))
            .where(events.c.story_id == self._story_id, events.c.seq > seq)
            .group_by(events.c.claim_id, events.c.field)
        )
        return {(row.claim_id or "", row.field): row.last for row in self._conn.execute(wanted)}

    def _moved_on(self, step: Step) -> bool:
        if self._is_back(step):
            return False
        if step.made_the_claim:
            return any(claim_id == step.claim_id for claim_id, _ in self._later)
        return step.cell in self._later

    def _is_back(self, step: Step) -> bool:
        """Whether the cell already holds what it held before."""
        return self._now(step) == (None if step.made_the_claim else step.old)

    def _now(self, step: Step) -> str | None:
        """What stands there now, in the form of an event's value."""
        if not step.claim_id:
            return self._of_story(step.field)
        held = self._held[step.claim_id]
        if step.field == CARRIED:
            return last_told(self._conn, self._story_id, step.claim_id).get(step.claim_id)
        if step.field in ("added", "reading"):
            return None if held.row["gone"] else str(held.row["reading"])
        if step.field == "sources":
            return held.sources_value
        return held.second if step.field == "second_by" else held.cell(step.field)

    def _see_that_nothing_was_added(self) -> None:
        """Raises StoreError where people have added claims to the draft that is taken back."""
        present = select(stories.c.draft).where(stories.c.id == self._story_id).scalar_subquery()
        mine = (claims.c.story_id == self._story_id) & (claims.c.draft == present) & ~claims.c.gone
        known = {step.claim_id for step in self._steps}
        there = self._conn.scalars(select(claims.c.id).where(mine).order_by(claims.c.number))
        others = [one for one in there if one not in known]
        if others:
            raise StoreError(
                f"{', '.join(others[:3])} was added to this draft since: take that back first."
            )

    def _of_story(self, field: str) -> str | None:
        if field == DRAFT:
            return held_draft(self._conn, self._story_id)
        if field.startswith(FLAG):
            return held_flag(self._conn, self._story_id, field)
        if field in (DEADLINE, ARCHIVED):
            return held_on_story(self._conn, self._story_id, field)
        column = stories.c.published if field == "published" else stories.c.signed_sha256
        wanted = select(column).where(stories.c.id == self._story_id)
        if field == SIGNED:
            wanted = wanted.where(stories.c.broken_by.is_(None))
        found: str | None = self._conn.scalar(wanted)
        return found

    def _take_back(self, step: Step) -> None:
        if not step.claim_id:
            self._take_back_of_story(step)
        elif step.field == CARRIED:
            self._sitting.journal.add(CARRIED, step.new, step.old, step.claim_id)
        elif step.field == DRAFT:
            self._sitting.put_in_draft(self._held[step.claim_id], int(step.old or 1))
        elif step.field in ("added", "reading"):
            self._take_back_reading(self._held[step.claim_id], step)
        elif step.field == "second_by":
            self._take_back_second(self._held[step.claim_id], step)
        else:
            self._take_back_cell(self._held[step.claim_id], step)

    def _take_back_of_story(self, step: Step) -> None:
        if step.field == SIGNED:
            self._sitting.journal.unsign()
        elif step.field.startswith(FLAG):
            self._sitting.journal.add(step.field, step.new, step.old)
        elif step.field in (DEADLINE, ARCHIVED):
            put_on_story(self._conn, self._sitting.journal, step.field, step.old)
        elif step.field == DRAFT:
            put_draft(self._conn, self._sitting.journal, step.new, step.old)
        else:
            self._publish(step)

    def _take_back_cell(self, held: Held, step: Step) -> None:
        if step.field == "sources":
            self._sitting.link(held, links_from_value(step.old))
            return
        self._sitting.change(held, step.field, step.old)
        if step.field == "status" and Status(step.old or Status.OPEN).checked:
            finding = finding_before(self._conn, held.id, step.seq)
            if finding.by is not None:
                self._sitting.restore(held, finding)

    def _take_back_reading(self, held: Held, step: Step) -> None:
        if step.old is not None and step.new is not None and self._of_draft:
            self._sitting.move(held, from_json(step.old), held.row["draft"])
            return
        if step.old is not None and step.new is not None:
            self._sitting.reread(held, from_json(step.old))
            return
        self._sitting.take_back(held, gone=step.old is None)
        if step.old is not None:
            self._see_that_it_is_free(held)

    def _see_that_it_is_free(self, held: Held) -> None:
        """Raises StoreError where the same words have been added again meanwhile."""
        same = (claims.c.first == held.row["first"]) & (claims.c.past == held.row["past"])
        mine = (claims.c.story_id == self._story_id) & (claims.c.draft == held.row["draft"])
        wanted = select(claims.c.id).where(same, mine, ~claims.c.gone, claims.c.id != held.id)
        other = self._conn.scalar(wanted.limit(1))
        if other is not None:
            raise StoreError(f"These words are a claim again already: {other}.")

    def _take_back_second(self, held: Held, step: Step) -> None:
        """Withdraw a second reading, or give one back: the claim is as it was read."""
        said = read_said(step.old) if step.old else Finding()
        self._sitting.second(held, said.by, said.at)

    def _publish(self, step: Step) -> None:
        mine = stories.c.id == self._story_id
        self._conn.execute(update(stories).where(mine).values(published=step.old))
        self._sitting.journal.add("published", step.new, step.old)

    def _conflict(self, step: Step) -> Conflict:
        who, at = last_change(self._conn, self._story_id, step.claim_id or None, step.field)
        texts = [step.new, step.old, self._now(step)]
        if step.field == "sources":
            texts = [cited_lines(text) for text in texts]
        return Conflict(
            claim_id=step.claim_id,
            field=step.field,
            expected=texts[0],
            wanted=texts[1],
            actual=texts[2],
            actual_by=who,
            actual_at=moment_or_none(at),
        )
