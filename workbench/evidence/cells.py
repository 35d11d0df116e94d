"""The cells of a table that a claim speaks of: its rows by their heads, its column by its words."""

from __future__ import annotations

import math
import re
from collections import Counter
from typing import TYPE_CHECKING

from workbench.evidence.stems import stem, stems_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.evidence.asking import Question
    from workbench.evidence.passages import Table

Cell = tuple[int, int]

_MOST = 5
_SUPERLATIVES = {
    "most": 1, "highest": 1, "largest": 1, "biggest": 1, "greatest": 1, "longest": 1, "oldest": -1,
    "latest": 1, "maximum": 1, "tallest": 1, "best": 1, "last": 1,
    "least": -1, "lowest": -1, "smallest": -1, "fewest": -1, "shortest": -1, "earliest": -1,
    "minimum": -1, "first": -1, "youngest": 1,
}  # fmt: skip
_NUMBER = re.compile(r"-?\d[\d ,]*(?:\.\d+)?")
# Fitted on the claims of a dev half that have a cell, by a grid of 768 points; rounded.
_COLUMN, _VALUE, _SUPERLATIVE, _OWN_WORDS = 2.0, 0.7, 1.0, 1.0
_NAMED, _SUBJECT, _TIMELY, _FIGURES = 1.0, 2.0, 1.5, 0.4
_ONLY = stem("only")
_COMPARING = frozenset(map(stem, ("than", "before", "after", "compared", "versus", "difference")))
_IN_TIME = frozenset(
    map(stem, ("before", "after", "earlier", "later", "older", "newer", "days", "aired", "began"))
)
_TIMES = frozenset(
    map(
        stem,
        ("date", "year", "years", "airdate", "built", "founded", "opened", "established", "from",
         "born", "released", "draft", "pick", "time", "introduced", "commissioned", "joined"),
    )
)  # fmt: skip


def cells_of(question: Question, table: Table) -> list[Cell]:
    """The cells that a claim speaks of, the likeliest first, as (row, column); row 0 is the heads.

    >>> from workbench.evidence.asking import ask
    >>> ships = (("ship", "built", "crew"), ("Vasa", "1628", "145"), ("Kalmar Nyckel", "1625", "4"))
    >>> cells_of(ask("The Vasa had a crew of 145."), ships)[0]
    (1, 2)
    >>> cells_of(ask("The Kalmar Nyckel is older than the Vasa."), ships)[:2]
    [(2, 1), (1, 1)]
    """
    if len(table) <= 1:
        return []
    stems = [[tuple(stems_of(cell)) for cell in row] for row in table]
    worth = _worth(question, stems)
    named = _ONLY in question.stems
    columns = [0.0] * len(table[0]) if named else _columns(question, table, stems[0])
    extremes = set() if named else _extremes(question, table)
    scored: list[tuple[float, int, int]] = []
    for at, row in enumerate(stems[1:], start=1):
        for column in range(min(len(row), len(columns))):
            own = worth[at - 1][column] * (_NAMED if named else -_OWN_WORDS)
            own += _SUBJECT * _is_subject(question, row[column]) if named else 0.0
            value = 0.0 if named else _VALUE * _is_value(question, row[column])
            score = sum(worth[at - 1]) + own + columns[column] + value
            score += _SUPERLATIVE * ((at, column) in extremes)
            # of cells that are alike the later column: the first ones number or name the rows
            scored.append((-score, at, -column))
    return [(at, -column) for _, at, column in sorted(scored)[:_MOST]]


def _worth(question: Question, stems: Sequence[Sequence[tuple[str, ...]]]) -> list[list[float]]:
    """How much of the claim each cell is: its words that few other rows have."""
    having = Counter(stem for row in stems[1:] for stem in {s for cell in row for s in cell})
    size = len(stems) - 1

    def worth(cell: tuple[str, ...]) -> float:
        mine = [word for word in cell if word in question.content]
        rare = sum(math.log((size + 1) / having[stem]) for stem in set(mine))
        share = len(mine) / (len(cell) or 1)
        return rare * share / math.log(size + 2)

    return [[worth(cell) for cell in row] for row in stems[1:]]


def _columns(question: Question, table: Table, heads: Sequence[tuple[str, ...]]) -> list[float]:
    """How much the claim asks for each column: the head said, and the sort of thing compared."""
    having = Counter(stem for head in heads for stem in set(head))
    compares = not _COMPARING.isdisjoint(question.stems)
    in_time = _IN_TIME & set(question.stems)

    def worth(at: int) -> float:
        head = set(heads[at])
        whole = sum(1 / having[stem] for stem in head)
        said = sum(1 / having[stem] for stem in head if stem in question.content)
        share = said / (whole + 0.5) if whole else 0.0
        timely = bool(in_time) and not _TIMES.isdisjoint(head)
        figures = compares and _figures_in(table, at) and at > 0
        return _COLUMN * share + _TIMELY * timely + _FIGURES * figures

    return [worth(at) for at in range(len(heads))]


def _figures_in(table: Table, column: int) -> bool:
    """Whether most cells of a column begin with a number and not all of them only number rows."""
    values = [_number(table, at, column) for at in range(1, len(table))]
    return 2 * sum(value is not None for value in values) >= len(values)


def _is_value(question: Question, cell: tuple[str, ...]) -> bool:
    """Whether a cell is a number of the claim."""
    said = f" {' '.join(question.stems)} "
    return any(sign.isdigit() for stem in cell for sign in stem) and f" {' '.join(cell)} " in said


def _is_subject(question: Question, cell: tuple[str, ...]) -> bool:
    """Whether a cell stands in the claim before its "only": that is whom the claim is about."""
    before = question.stems[: question.stems.index(_ONLY)]
    return bool(cell) and f" {' '.join(cell)} " in f" {' '.join(before)} "


def _extremes(question: Question, table: Table) -> set[Cell]:
    """The cells with the most, or least, of each column, where the claim speaks of that."""
    sides = {_SUPERLATIVES[word] for word in question.text.lower().split() if word in _SUPERLATIVES}
    found: set[Cell] = set()
    for column in range(len(table[0])):
        numbers = [
            (value, at)
            for at in range(1, len(table))
            if (value := _number(table, at, column)) is not None
        ]
        if len(numbers) * 2 < len(table) - 1:
            continue
        for side in sides:
            best = max(side * value for value, _ in numbers)
            found.update((at, column) for value, at in numbers if side * value == best)
    return found


def _number(table: Table, row: int, column: int) -> float | None:
    """The first number of a cell, None where it begins with none."""
    cell = table[row][column] if column < len(table[row]) else ""
    match = _NUMBER.match(cell.strip())
    return float(match[0].replace(",", "").replace(" ", "")) if match else None
