"""A table as it stands in its file, cut into passages: what names it, its heads, its rows."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.evidence.passages import Passage, table_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workbench.evidence.cells import Cell

_WHOLE, _PIECE = 60, 30
"""Rows of a table that is left whole, and of a piece of a longer one."""
_TITLES = 5
"""Rows at the top that may be titles: one cell with words, above rows of several."""
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_NUMBER = re.compile(r"[-+$€£¥]?\d[\d,.]*\s?%?")
_LETTERS = 26


def tables_of(  # noqa: PLR0913, PLR0917 - a table, what it is called and where it stands
    name: str,
    number: int,
    caption: str,
    rows: Sequence[tuple[str, ...]],
    place: str,
    lines: Sequence[int],
) -> Iterator[Passage]:
    """The passages that a table makes, each with the heads of the columns in its row 0.

    Args:
        name: Of its document.
        number: Of the first passage in it; pieces after the first are "name#4.2", "name#4.3" ….
        caption: What the table is called.
        rows: All of its rows, titles and heads among them.
        place: Where it stands, in words.
        lines: The number of each row in its file.
    """
    at = _titles(rows)
    titles = [next(filter(None, row)) for row in rows[:at]]
    heads, first = ((("",) * len(rows[at]), 0), at) if _is_bare(rows[at]) else (
        (rows[at], lines[at]), at + 1
    )  # fmt: skip
    called = " \u2013 ".join(dict.fromkeys(filter(None, (caption, *titles))))
    body = list(zip(rows[first:], lines[first:], strict=True))
    size = _PIECE if len(body) > _WHOLE else max(1, len(body))
    for piece, start in enumerate(range(0, max(1, len(body)), size), start=1):
        some = [heads, *body[start : start + size]]
        mark = f"{name}#{number}" if piece == 1 else f"{name}#{number}.{piece}"
        table = table_of(mark, called, [row for row, _ in some])
        yield replace(table, document=name, place=place, lines=tuple(line for _, line in some))


def locator_of(passage: Passage, cell: Cell | None = None) -> str:
    """Where a passage, or a cell of its table, stands in its document, in words.

    Args:
        passage: The passage.
        cell: (row, column) of its table, row 0 the heads.

    >>> rows = [("Ship", "Crew"), ("Vasa", "145")]
    >>> (ships,) = tables_of("r.xlsx", 1, "Ships", rows, "sheet A", [3, 5])
    >>> locator_of(ships, (1, 1))
    'sheet A, cell B5'
    """
    if cell is None or not passage.lines:
        return passage.place
    row, column = cell
    return f"{passage.place}, cell {_letters(column)}{passage.lines[row]}"


def _letters(column: int) -> str:
    """The letters of a column from 0.

    >>> _letters(1), _letters(26), _letters(701)
    ('B', 'AA', 'ZZ')
    """
    rest, last = divmod(column, _LETTERS)
    return (_letters(rest - 1) if rest else "") + chr(ord("A") + last)


def _titles(rows: Sequence[tuple[str, ...]]) -> int:
    """How many rows at the top are titles of the table."""
    filled = [sum(map(bool, row)) for row in rows[: _TITLES + 1]]
    at = next((at for at, cells in enumerate(filled) if cells > 1), 0)
    return at if at <= _TITLES else 0


def _is_bare(row: Sequence[str]) -> bool:
    """Whether a first row is no heads but figures already; years may well be heads."""
    return any(_NUMBER.fullmatch(cell) and not _YEAR.fullmatch(cell) for cell in row)
