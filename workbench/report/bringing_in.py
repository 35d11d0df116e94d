"""A report brought back to the desk: each row to the draft that it was written about."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbench.errors import ReportError
from workbench.report.stating import corrected, stated_reading
from workbench.store.records import CORRECTED, ImportRow

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from workbench.claim import Claim
    from workbench.report.csv_in import ReadReport, ReportRow
    from workbench.store import Conflict, Imported, Store, Who


@dataclass(slots=True)
class Outcome:
    """What an import did: per story, and a sentence for each row that could not be taken."""

    stories: list[Imported] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    @property
    def conflicts(self) -> list[Conflict]:
        """Cells that the desk changed since the file was written; they stayed as they are."""
        return [conflict for story in self.stories for conflict in story.conflicts]

    @property
    def changed(self) -> int:
        """Number of cells that now hold what the file says."""
        return sum(len(story.changed) for story in self.stories)

    @property
    def added(self) -> int:
        """Number of claims that the desk did not have."""
        return sum(len(story.added) for story in self.stories)

    def __str__(self) -> str:
        counted = [
            _count(self.changed, "cell changed", "cells changed"),
            _count(self.added, "claim added", "claims added"),
            _count(len(self.conflicts), "conflict left alone", "conflicts left alone"),
            _count(len(self.problems), "line not understood", "lines not understood"),
        ]
        told = [sentence(conflict) for conflict in self.conflicts] + self.problems
        summary = ", ".join(part for part in counted if part) or self._nothing()
        return "\n".join([f"{summary[0].upper()}{summary[1:]}.", *map(_in_one_line, told)])

    def _nothing(self) -> str:
        if self.stories:
            return "nothing new in this file"
        return "this file has a header and no rows: there is nothing to bring in"


def _count(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}" if number else ""


def sentence(conflict: Conflict) -> str:
    """A conflict in one line: what the file wants, what the desk holds, since when."""
    by = f", set by {conflict.actual_by}" if conflict.actual_by else ""
    wanted, actual = (_shown(conflict.wanted), _shown(conflict.actual))
    return f"{conflict.claim_id}: the file says {conflict.field} {wanted}, here it is {actual}{by}."


def _in_one_line(text: str) -> str:
    r"""The text with its line breaks shown.

    >>> _in_one_line("List, p. 1\r\nCensus")
    'List, p. 1 / Census'
    """
    return " / ".join(text.splitlines())


def _shown(value: str | None) -> str:
    return "empty" if value is None else f'"{value}"'


def bring_in(
    store: Store, who: Who, report: ReadReport, file_name: str, *, story_id: str | None = None
) -> Outcome:
    """Save what was changed in a report, as events by ``who``.

    Args:
        store: Where to.
        who: The importing person.
        report: The rows.
        file_name: Named wherever the file's own who and when are shown.
        story_id: The only story that may be changed; None for whichever the rows are about.

    Raises:
        ReportError: the store, or that story, has no draft that the report is about.
        StoreError: nothing could be saved.
    """
    outcome = Outcome(problems=list(report.problems))
    for story, rows in ready_rows(store, report, story_id, outcome.problems):
        outcome.stories.append(store.import_rows(who, story, file_name, rows))
    return outcome


def ready_rows(
    store: Store, report: ReadReport, story_id: str | None, problems: list[str]
) -> Iterator[tuple[str, list[ImportRow]]]:
    """Story by story the rows as the store takes them; what cannot be taken goes to ``problems``.

    Raises:
        ReportError: the store, or that story, has no draft that the report is about.
    """
    by_draft: dict[str, list[ReportRow]] = {}
    for row in report.rows:
        by_draft.setdefault(row.cells["draft_sha256"], []).append(row)
    for story, rows in _places(store, by_draft, story_id, problems):
        yield story, _ready(store, story, rows, problems)


def _places(
    store: Store,
    by_draft: Mapping[str, Sequence[ReportRow]],
    story_id: str | None,
    problems: list[str],
) -> list[tuple[str, Sequence[ReportRow]]]:
    """The rows by the story that they are about; those about none become problems.

    Raises:
        ReportError: none of them is about any.
    """
    places, lost = [], []
    for sha256, rows in by_draft.items():
        try:
            places.append((_story_for(store, sha256, rows, story_id), rows))
        except ReportError as reason:
            if len(by_draft) == 1:
                raise
            lost += [f"Line {row.line}: draft_sha256: {reason}" for row in rows]
    if lost and not places:
        raise ReportError(lost[0])
    problems += lost
    return places


def _story_for(store: Store, sha256: str, rows: Sequence[ReportRow], story_id: str | None) -> str:
    """The story whose draft the rows are about."""
    known = store.stories_with_draft(sha256)
    if story_id is not None:
        return _only(story_id, known)
    named = rows[0].cells["claim_id"].rpartition(".")[0]
    if named in known:
        return named
    if not known and (earlier := store.stories_that_had(sha256)):
        story, number = earlier[0]
        raise ReportError(
            f"This report is about draft {number} of {story}, and draft "
            f"{store.story(story).draft} is on the desk: what it says may be about other words. "
            "Enter it on the desk, or take the newer draft back first."
        )
    if not known:
        raise ReportError(
            f"No story here has the text that this report is about (draft {sha256[:12]}…): "
            "give that text with --story, or add it on the desk first."
        )
    if len(known) > 1:
        raise ReportError(f"Several stories have this text: {', '.join(known)}; drop all but one.")
    return known[0]


def _only(story_id: str, known: Sequence[str]) -> str:
    if story_id not in known:
        other = f"; it is that of {', '.join(known)}" if known else ""
        raise ReportError(f'The text of "{story_id}" is not the one reported on{other}.')
    return story_id


def _ready(
    store: Store, story_id: str, rows: Sequence[ReportRow], problems: list[str]
) -> list[ImportRow]:
    """The rows with the readings that the desk has, or that the file states for new claims."""
    text = store.story(story_id).text
    known = {(one.reading.start, one.reading.end): one.reading for one in store.claims(story_id)}
    ready = []
    for row in rows:
        try:
            reading = known.get((row.start, row.end))
            if reading is None:
                reading = stated_reading(row, text)
            elif CORRECTED in (row.cells.get("guess"), row.cells.get("cue")):
                reading = corrected(reading, stated_reading(row, text))
        except ReportError as reason:
            problems.append(f"Line {row.line}: {reason}")
        else:
            ready.append(_import_row(row, reading))
    return ready


def _import_row(row: ReportRow, reading: Claim) -> ImportRow:
    return ImportRow(
        line=row.line,
        claim_id=row.cells["claim_id"],
        reading=reading,
        cells=row.reviewed,
        sources=row.sources,
        checked_by=row.cells.get("checked_by") or None,
        checked_at=row.checked_at,
        second_by=row.cells.get("second_by") or None,
        second_at=row.second_at,
        head_hash=row.cells.get("head_hash", ""),
    )
