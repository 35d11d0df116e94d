"""Rows of a report brought back to the desk: what the file changed is saved, nothing else is.

A file knows what the desk held when it was written: the hash of the last event stands in each
row. A cell that differs from *that* was changed in the file. Where the desk has moved on as well,
the cell is a conflict, left to a person. A file from another desk fills cells that nobody here has
touched; whatever else it says otherwise than this desk is a conflict. What a file does not state
is left alone: a status that is empty, and every empty cell of a file that comes from no desk.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from workbench.claim import Status
from workbench.store.arrivals import add_by_hand
from workbench.store.cells import normal
from workbench.store.chain import canonical
from workbench.store.changes import conflict
from workbench.store.journal import cited_lines
from workbench.store.readings import from_json, meaning
from workbench.store.records import CORRECTED, FIELDS, Cell, Conflict, Imported
from workbench.store.replay import ERASED_VALUE
from workbench.store.schema import event_values, events
from workbench.store.shelf import gist, links_from_report, links_of, links_of_parts
from workbench.store.stamps import stamp

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from workbench.store.records import CitedSource, ImportRow
    from workbench.store.sitting import Held, Sitting

_UNTOUCHED = {"status": Status.OPEN.value}


@dataclass(slots=True)
class _Outcome:
    changed: list[Cell] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)


class Import:
    """One file's rows for one story, on their way in."""

    def __init__(self, sitting: Sitting, file_name: str) -> None:
        self._sitting, self._file = sitting, file_name
        self._since: dict[str, dict[Cell, str | None] | None] = {}
        self._done = _Outcome()

    def bring_in(self, rows: Sequence[ImportRow]) -> Imported:
        """Save what the rows changed; the same rows a second time change nothing."""
        revision = self._sitting.journal.revision
        by_place = self._places()
        for row in sorted(rows, key=_number_stated):
            held = _match(by_place.get((row.reading.start, row.reading.end), []), row)
            self._take(row, held or self._add(row, by_place))
        done, story_id = self._done, self._sitting.journal.story_id
        if self._sitting.journal.revision > revision:
            self._sitting.journal.add("import", None, self._file)
        outcome = (tuple(done.changed), tuple(done.added), tuple(done.conflicts))
        return Imported(story_id, *outcome, self._sitting.close())

    def _places(self) -> dict[tuple[int, int], list[Held]]:
        places: dict[tuple[int, int], list[Held]] = {}
        for held in self._sitting.held().values():
            places.setdefault((held.row["first"], held.row["past"]), []).append(held)
        return places

    def _add(self, row: ImportRow, by_place: dict[tuple[int, int], list[Held]]) -> Held:
        claim_id = add_by_hand(self._sitting, row.reading, _number_stated(row))
        held = self._sitting.held([claim_id])[claim_id]
        by_place.setdefault((row.reading.start, row.reading.end), []).append(held)
        self._done.added.append(claim_id)
        return held

    def _take(self, row: ImportRow, held: Held) -> None:
        before = (held.row["status"], held.row["checked_by"], held.row["checked_at"])
        for name in FIELDS:
            if _is_stated(row, name):
                self._take_cell(row, held, name, normal(name, row.cells[name]))
        if row.sources is not None and (row.sources or row.head_hash):
            self._take_sources(row, held, row.sources)
        if CORRECTED in row.reading.rules:
            self._take_correction(row, held, "reading", meaning(row.reading))
        if row.reading.cue == CORRECTED:
            self._take_correction(row, held, "speaker", row.reading.speaker)
        self._take_statements(row, held, before)

    def _take_cell(self, row: ImportRow, held: Held, name: str, stated: str | None) -> None:
        actual = held.cell(name)
        base = self._base(row.head_hash, (held.id, name), actual)
        if stated == actual or (stated == base and self._is_ours(row)):
            return
        if actual == base:
            self._sitting.change(held, name, stated)
            self._done.changed.append((held.id, name))
        else:
            expected = None if base == ERASED_VALUE else base
            found = conflict(self._sitting.conn, held, name, expected, stated)
            self._done.conflicts.append(found)

    def _take_sources(self, row: ImportRow, held: Held, cited: Sequence[CitedSource]) -> None:
        actual = links_of(held.evidence)
        base = self._base(row.head_hash, (held.id, "sources"), actual)
        stated = links_of_parts(cited)
        if base == ERASED_VALUE:
            base = canonical([{"cited": "", "quote": "", "supports": ERASED_VALUE}])
        as_before = gist(stated) == gist(base) and self._is_ours(row)
        if gist(stated) == gist(actual) or as_before:
            return
        if gist(actual) == gist(base):
            self._sitting.link(held, links_from_report(cited, held.evidence))
            self._done.changed.append((held.id, "sources"))
        else:
            lines = (cited_lines(base), cited_lines(stated))
            found = conflict(self._sitting.conn, held, "sources", *lines)
            self._done.conflicts.append(found)

    def _take_correction(self, row: ImportRow, held: Held, name: str, stated: str | None) -> None:
        """A reading that a person corrected; one of a program is this desk's own business."""
        actual, base = held.cell(name), None
        if stated == actual:
            return
        since, cell = self._changes_since(row.head_hash), (held.id, "reading")
        if since is None:
            by_hand = held.reading.cue if name == "speaker" else " ".join(held.reading.rules)
            untouched = by_hand != CORRECTED
        elif cell in since:
            before = from_json(since[cell] or held.row["reading"])
            base = before.speaker if name == "speaker" else meaning(before)
            if stated == base:
                return
            untouched = base == actual
        else:
            untouched = True
        if untouched:
            self._done.changed += [(held.id, name), *self._sitting.change(held, name, stated)]
        else:
            found = conflict(self._sitting.conn, held, name, base, stated)
            self._done.conflicts.append(found)

    def _take_statements(
        self, row: ImportRow, held: Held, before: tuple[str, str | None, str | None]
    ) -> None:
        """Who and when, as the file states them, for the finding that the file brought."""
        if held.row["status"] != row.cells.get("status"):
            return
        stated = (row.checked_by, _stamp(row.checked_at))
        brought = held.row["status"] != before[0] and Status(held.row["status"]).checked
        # the finding was changed in the file, the name beside it was not: it is the importer's
        if brought and row.checked_by and stated != before[1:]:
            self._sitting.state(held, stated, self._file)
        second = (row.second_by, _stamp(row.second_at))
        if brought and row.second_by:
            self._sitting.state_second(held, second, self._file)

    def _is_ours(self, row: ImportRow) -> bool:
        """Whether the file was written from this story's history."""
        return self._changes_since(row.head_hash) is not None

    def _base(self, head_hash: str, cell: Cell, actual: str | None) -> str | None:
        """What the cell held when the file was written."""
        since = self._changes_since(head_hash)
        return _UNTOUCHED.get(cell[1]) if since is None else since.get(cell, actual)

    def _changes_since(self, head_hash: str) -> dict[Cell, str | None] | None:
        """What the cells changed since that event held then; None when it is not ours."""
        if head_hash not in self._since:
            self._since[head_hash] = self._read_changes(head_hash)
        return self._since[head_hash]

    def _read_changes(self, head_hash: str) -> dict[Cell, str | None] | None:
        conn = self._sitting.conn
        mine = events.c.story_id == self._sitting.journal.story_id
        seq = conn.scalar(select(events.c.seq).where(mine, events.c.hash == head_hash))
        if seq is None:
            return None
        same = (event_values.c.story_id == events.c.story_id) & (event_values.c.seq == events.c.seq)
        wanted = (
            select(events.c.claim_id, events.c.field, events.c.old_hash, event_values.c.value)
            .outerjoin(event_values, same & (event_values.c.side == "old"))
            .where(mine, events.c.seq > seq, events.c.field.in_((*FIELDS, "reading")))
            .order_by(events.c.seq.desc())
        )
        # the earliest event after the export comes last and stays: it holds what the file knew
        return {(row.claim_id, row.field): _known(row) for row in conn.execute(wanted)}


def _is_stated(row: ImportRow, name: str) -> bool:
    if name not in row.cells:
        return False
    return bool(row.cells[name] or (row.head_hash and name != "status"))


def _known(row: Any) -> str | None:  # noqa: ANN401 - a row
    """What a cell held before an event; an erased value is like no other, so it stays away."""
    value: str | None = row.value
    return ERASED_VALUE if value is None and row.old_hash is not None else value


def _match(candidates: list[Held], row: ImportRow) -> Held | None:
    """The claim at this place: the one of that id, or that number, or the first."""
    named = (h for h in candidates if h.id == row.claim_id)
    numbered = (h for h in candidates if h.row["number"] == _number_stated(row))
    return next(named, None) or next(numbered, None) or next(iter(candidates), None)


def _number_stated(row: ImportRow) -> int:
    """The number at the end of the claim's id, 0 when there is none."""
    tail = row.claim_id.rpartition(".")[2]
    return int(tail) if tail.isdecimal() and tail.isascii() and len(tail) < 10 else 0  # noqa: PLR2004 - the longest that every database keeps


def _stamp(moment: datetime | None) -> str | None:
    return None if moment is None else stamp(moment)
