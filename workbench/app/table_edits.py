"""What the reviewer changed in the grid, worked out without Streamlit.

The grid reports its edits by row position and cumulatively since it was mounted. Positions mean
nothing outside the list of claims that was rendered, so they are turned into claim ids here, and
each report is compared with the one before to find what is new.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Cell = tuple[str, str]
"""A claim's id and the name of an editable field."""


@dataclass(frozen=True, slots=True)
class Overruled:
    """A cell of mine that somebody else has changed since."""

    cell: Cell
    mine: str
    theirs: str


def cells(edited_rows: Mapping[int, Mapping[str, object]], ids: Sequence[str]) -> dict[Cell, str]:
    """The grid's edit state by claim id and field.

    >>> cells({1: {"note": None}}, ["a.1", "a.2"])
    {('a.2', 'note'): ''}
    """
    return {
        (ids[position], field): tidy(field, value)
        for position, row in edited_rows.items()
        for field, value in row.items()
    }


def tidy(field: str, value: object) -> str:
    r"""A cell's value as the store keeps it: never None, a source a line without empty ones.

    >>> tidy("sources", "  ICSR report, p. 4 \n\n call")
    'ICSR report, p. 4\ncall'
    """
    text = "" if value is None else str(value)
    if field != "sources":
        return text
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


def new_edits(
    base: Mapping[Cell, str],
    seen: Mapping[Cell, str],
    before: Mapping[Cell, str],
    now: Mapping[Cell, str],
) -> tuple[dict[Cell, str], dict[Cell, str]]:
    """What changed between two reports of the grid: (wanted, expected) per cell.

    Args:
        base: What lies under the grid's edits now.
        seen: What the reviewer is sure to have seen: the grid as it was mounted, and their own
            saved edits. The base moves on with the edits of others, also while an editor is open
            over a cell, so it says nothing about what the reviewer meant to replace.
        before: The report before this one.
        now: This report. A cell that is no longer in it went back to its base.

    >>> cell = ("a", "note")
    >>> new_edits({cell: "theirs"}, {cell: ""}, {}, {cell: "mine"})
    ({('a', 'note'): 'mine'}, {('a', 'note'): ''})
    """
    wanted = {cell: value for cell, value in now.items() if before.get(cell) != value}
    wanted |= {cell: base[cell] for cell in before if cell not in now}
    expected = {cell: before.get(cell, seen[cell]) for cell in wanted}
    changed = {cell for cell in wanted if wanted[cell] != expected[cell]}
    return (
        {cell: wanted[cell] for cell in wanted if cell in changed},
        {cell: expected[cell] for cell in wanted if cell in changed},
    )


def merged_base(
    base: Mapping[Cell, str],
    live: Mapping[Cell, str],
    mine: Mapping[Cell, str],
) -> tuple[dict[Cell, str], list[Overruled]]:
    """The base for the next run: live values everywhere but under my own standing edits.

    The grid lays its edits over the base. A cell I edited keeps the base it had while the store
    still holds my value; if somebody has changed it since, the grid would hide that, so it is
    reported and the caller mounts the grid anew.
    """
    kept: dict[Cell, str] = {}
    overruled: list[Overruled] = []
    for cell, value in base.items():
        if cell not in live:
            kept[cell] = value
        elif cell not in mine:
            kept[cell] = live[cell]
        else:
            kept[cell] = value
            if live[cell] != mine[cell]:
                overruled.append(Overruled(cell, mine[cell], live[cell]))
    return kept, overruled
