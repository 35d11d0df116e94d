"""What a table says of a claim: the cell that has its value, read under its heads."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from workbench.evidence.cells import cells_of
from workbench.evidence.comparing import Stands, are_apart, compare_figures, nouns_fit
from workbench.evidence.stems import stems_of
from workbench.grammar import extract

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from workbench.claim import Claim
    from workbench.evidence.asking import Question
    from workbench.evidence.cells import Cell
    from workbench.evidence.passages import Passage, Table

_UNIT = re.compile(r"[(\[](?P<unit>[^()\[\]]+)[)\]]\s*$")
_SIGN = re.compile(r"(?P<sign>[$€£¥]|US\$|%)")
_PLAIN = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?")
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_KEPT = 4096
_ROWS = 3
"""Rows that are read for a claim: those that share most words with it."""


@lru_cache(maxsize=_KEPT)
def read_cell(cell: str, head: str) -> tuple[Claim, ...]:
    """The figures of a cell, a bare number with the unit or the noun that its head names.

    >>> [(one.value, one.counted) for one in read_cell("244", "Tanks")]
    [(Decimal('244'), 'Tanks')]
    >>> [(one.value, one.unit) for one in read_cell("2,412", "Revenue ($m)")]
    [(Decimal('2412000000'), 'USD')]
    """
    if not _PLAIN.fullmatch(cell):
        return tuple(extract(cell))
    readings = [_with_head(cell, head), f"in {cell}"] if _YEAR.fullmatch(cell) else []
    found = [extract(words)[:1] for words in readings or [_with_head(cell, head)]]
    return tuple(_over_all_of(cell, one) for some in found for one in some)


def _over_all_of(cell: str, one: Claim) -> Claim:
    """A figure placed in the cell alone, whatever was put around that to read it."""
    end = len(cell)
    return replace(
        one, start=0, end=end, ext_start=0, ext_end=end, text=cell, sent_start=0, sent_end=end
    )


def _with_head(cell: str, head: str) -> str:
    """A bare number in words as a text would have it: "244 Tanks", "$2,412m"."""
    if not any(sign.isalpha() or sign in "%$€£¥" for sign in head):
        return cell
    bracket = _UNIT.search(head)
    unit = bracket["unit"] if bracket else head
    sign = _SIGN.search(unit)
    if sign is None:
        return f"{cell} {unit}"
    rest = (unit[: sign.start()] + unit[sign.end() :]).strip() if bracket else ""
    return f"{cell}%" if sign[0] == "%" else f"{sign[0]}{cell}{rest}"


def judge_table(
    claim: Claim, question: Question, passage: Passage
) -> tuple[Stands, Claim | None, Cell | None]:
    """How a claim stands in a table: its figure there, placed in the table's text, and its cell.

    Only the rows that the claim speaks of are read; another value decides where the claim names
    its column too.
    """
    table = passage.table
    own = set(stems_of(claim.text))
    asked = frozenset(question.content - own)
    named = cells_of(question, table)
    given = frozenset(stems_of(passage.caption))
    first: dict[Stands, tuple[Claim, Cell]] = {}
    for cell in _looked_at(table, named, asked):
        for one in _figures_in(table, cell):
            stands = compare_figures(claim, one)
            decides = stands.found or not asked.isdisjoint(stems_of(table[0][cell[1]]))
            fits = not are_apart(claim, one) and nouns_fit(claim, one, asked, given)
            if decides and fits:
                first.setdefault(stands, (one, cell))
    for stands in (Stands.SAME, Stands.ROUNDED, Stands.ANOTHER):
        if stands in first:
            one, cell = first[stands]
            rival = _told_apart(table, asked, cell, first) if stands.found else None
            if rival is not None:
                return Stands.ANOTHER, _placed(rival[0], passage, rival[1]), rival[1]
            return stands, _placed(one, passage, cell), cell
    return Stands.NOT_FOUND, None, next(iter(named), None)


def _told_apart(
    table: Table,
    asked: frozenset[str],
    cell: Cell,
    first: Mapping[Stands, tuple[Claim, Cell]],
) -> tuple[Claim, Cell] | None:
    """Another value of the same row whose head the claim names, where the found one's it does not.

    "15 games won" is not borne out by the 15 that were lost.
    """
    other = first.get(Stands.ANOTHER)
    if other is None or other[1][0] != cell[0]:
        return None
    mine, its = (set(stems_of(table[0][column])) for column in (cell[1], other[1][1]))
    said_of_mine, said_of_it = asked & mine - its, asked & its - mine
    return other if said_of_it and not said_of_mine else None


def _looked_at(table: Table, named: Sequence[Cell], asked: frozenset[str]) -> Iterator[Cell]:
    """The cells that the claim names, then the rest of the rows that share most with it."""
    shared = [
        (len(asked.intersection(stems_of(" ".join(row)))), -at)
        for at, row in enumerate(table[1:], start=1)
    ]
    rows = [-at for words, at in sorted(shared, reverse=True)[:_ROWS] if words]
    yield from (cell for cell in named if cell[0] in rows)
    for at in rows:
        yield from ((at, column) for column in range(len(table[at])) if (at, column) not in named)


def _figures_in(table: Table, cell: Cell) -> tuple[Claim, ...]:
    row, column = cell
    words = table[row][column] if column < len(table[row]) else ""
    head = table[0][column] if column < len(table[0]) else ""
    return read_cell(words, head) if any(sign.isdigit() for sign in words) else ()


def _placed(one: Claim, passage: Passage, cell: Cell) -> Claim:
    """A figure of a cell, placed in the text of the table."""
    at = place_of(passage, cell)
    return replace(
        one,
        start=at + one.start,
        end=at + one.end,
        ext_start=at + one.ext_start,
        ext_end=at + one.ext_end,
        sent_start=at + one.sent_start,
        sent_end=at + one.sent_end,
    )


def place_of(passage: Passage, cell: Cell) -> int:
    r"""Where a cell begins in the text of its table.

    >>> from workbench.evidence.passages import table_of
    >>> ships = table_of("t", "Ships", [["name", "crew"], ["Vasa", "145"]])
    >>> ships.text[place_of(ships, (1, 1)):]
    '145'
    """
    row, column = cell
    lines = [passage.caption, *(" ".join(cells) for cells in passage.table[:row])]
    before = sum(len(line) + 1 for line in lines if line)
    return before + sum(len(words) + 1 for words in passage.table[row][:column])
