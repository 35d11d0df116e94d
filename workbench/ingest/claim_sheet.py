"""A hand-typed spreadsheet of claims: which column holds what, and the story that its rows make.

Each row becomes a paragraph; what it states of that paragraph (source, status, note, who, when)
is kept beside it in the file's own words, to be put on the claims by whoever has them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from workbench.errors import InputError
from workbench.ingest.pieces import Assembly, Locator
from workbench.lexicon import rows as lexicon_rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_HEADINGS_WITHIN = 10
_LONGEST_HEADING = 40
OWN_REPORT = frozenset(("claim_id", "draft_sha256", "start", "end", "checked_by"))
"""Headings that only a report of this program has together."""


class Role(StrEnum):
    """What a column of a spreadsheet of claims can hold."""

    CLAIM = "claim"
    SPEAKER = "speaker"
    STATUS = "status"
    SOURCE = "source"
    ADDRESS = "address"
    LOCATOR = "locator"
    NOTE = "note"
    CHECKED_BY = "checked_by"
    CHECKED_ON = "checked_on"


@dataclass(frozen=True, slots=True)
class StatedRow:
    """What a row states of its paragraph, ``text[start:end]``, in the words of the file.

    ``said`` has no empty value; ``line`` is the row's number in the file, from 1.
    """

    line: int
    start: int
    end: int
    said: Mapping[Role, str]


@dataclass(frozen=True, slots=True)
class ClaimSheet:
    """The rows of a spreadsheet and what its columns hold.

    Attributes:
        rows: Every row, all equally wide.
        first: The first row, from 0, that is no heading.
        columns: Which column, from 0, holds what.
        name: Of the sheet, "" for none.
    """

    rows: tuple[tuple[str, ...], ...]
    first: int
    columns: Mapping[Role, int] = field(default_factory=dict)
    name: str = ""

    @property
    def headings(self) -> tuple[str, ...]:
        """A heading for each column, its letter where the sheet has none."""
        typed = self.rows[self.first - 1] if self.first else [""] * len(self.rows[0])
        return tuple(words or f"column {number}" for number, words in enumerate(typed, start=1))

    @property
    def is_report(self) -> bool:
        """Whether this is a report that the program wrote itself."""
        return bool(self.rows) and set(self.rows[0]) >= OWN_REPORT

    def story(self, name: str) -> tuple[str, tuple[Locator, ...], tuple[StatedRow, ...]]:
        """The text that the rows make, with where each stands and what it states.

        Raises:
            InputError: no column of text was found or chosen.
        """
        at = self.columns.get(Role.CLAIM)
        if at is None:
            raise InputError(f"{name} has no column of text: one must hold the claims.")
        built, stated = Assembly(), []
        for number, row in enumerate(self.rows[self.first :], start=self.first + 1):
            words = row[at].strip()
            if not words:
                continue
            start = built.add(words, part=f"{self.name} row {number}".strip())
            said: dict[Role, str] = {
                role: row[column].strip()
                for role, column in self.columns.items()
                if role is not Role.CLAIM and row[column].strip()
            }
            stated.append(StatedRow(number, start, start + len(words), said))
        if not stated:
            raise InputError(f"{name} has no claim under its headings: add one and give it again.")
        return built.text, tuple(built.locators), tuple(stated)

    def left_out(self) -> str | None:
        """The sentence that names the columns that are not taken; None when all are."""
        taken = set(self.columns.values())
        others = [
            words
            for number, words in enumerate(self.headings)
            if number not in taken and any(row[number].strip() for row in self.rows[self.first :])
        ]
        if not others:
            return None
        return f"Not taken from the spreadsheet: {', '.join(others)}."


def sheet_of(rows: Sequence[Sequence[str]]) -> ClaimSheet:
    """The rows with their columns told by the headings, the text's by its length where need be.

    >>> sheet = sheet_of([["Quote", "Verdict"], ["Sixty people came", "True"]])
    >>> sheet.first, dict(sheet.columns)
    (1, {<Role.CLAIM: 'claim'>: 0, <Role.STATUS: 'status'>: 1})
    """
    even = tuple(tuple(row) for row in rows)
    at, columns = _headings(even)
    first = at + 1 if columns else int(_looks_like_headings(even))
    if Role.CLAIM not in columns:
        longest = _column_of_text(even[first:], set(columns.values()))
        columns = columns if longest is None else {Role.CLAIM: longest, **columns}
    return ClaimSheet(even, first, columns)


def _headings(rows: Sequence[Sequence[str]]) -> tuple[int, dict[Role, int]]:
    """The row that has the most of the headings we know, and what they say."""
    best: tuple[int, dict[Role, int]] = (0, {})
    for number, row in enumerate(rows[:_HEADINGS_WITHIN]):
        found = _roles(row)
        if len(found) > len(best[1]) and all(len(cell) <= 2 * _LONGEST_HEADING for cell in row):
            best = (number, found)
    return best


def _roles(row: Sequence[str]) -> dict[Role, int]:
    known = {one["word"]: Role(one["role"]) for one in lexicon_rows("headings")}
    found: dict[Role, int] = {}
    for number, cell in enumerate(row):
        role = known.get(" ".join(cell.casefold().replace("_", " ").split()).strip(" :?*#."))
        if role is not None:
            found.setdefault(role, number)
    return found


def _looks_like_headings(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row names the columns: short words without a figure, above others."""
    first = rows[0]
    return len(rows) > 1 and all(
        cell and len(cell) <= _LONGEST_HEADING and not any(char.isdigit() for char in cell)
        for cell in first
    )


def _column_of_text(rows: Sequence[Sequence[str]], taken: set[int]) -> int | None:
    """The column whose cells are the longest words; None where none has any."""
    if not rows:
        return None
    lengths = {
        number: sum(len(row[number]) for row in rows)
        for number in range(len(rows[0]))
        if number not in taken and any(any(c.isalpha() for c in row[number]) for row in rows)
    }
    return max(lengths, key=lambda number: lengths[number], default=None)
