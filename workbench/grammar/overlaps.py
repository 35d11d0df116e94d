"""Which reading of the same words is kept: dates before counts, the longer before the shorter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.claim import Kind

if TYPE_CHECKING:
    from workbench.grammar.reading import Reading

# The higher wins; equal ranks go to the longer reading.
_RANK = {
    Kind.AGE: 3,
    Kind.MONEY: 3,
    Kind.PERCENT: 3,
    Kind.DATE: 2,
    Kind.DURATION: 2,
    Kind.SET: 2,
    Kind.QUANTITY: 2,
    Kind.SCORE: 1,
    Kind.RATIO: 1,
    Kind.COUNT: 0,
    Kind.ORDINAL: 0,
}


def choose(
    figures: list[Reading], dates: list[Reading], names: list[tuple[int, int]]
) -> list[Reading]:
    """Merge figures and dates in text order, one reading for each stretch of words.

    A figure inside a fixed name ("S&P 500") is dropped.

    >>> from workbench.grammar.reading import Reading
    >>> day = Reading(0, 2, Kind.DATE, "2016-05-04", "day")
    >>> count = Reading(1, 2, Kind.COUNT, None, "count")
    >>> [r.kind.value for r in choose([count], [day], [])]
    ['date']
    """
    if not figures and len(dates) < 2:
        return dates
    figures = _outside(figures, names)
    merged = sorted([*figures, *dates], key=lambda r: (r.first, -r.stop))
    kept: list[Reading] = []
    for reading in merged:
        while kept and kept[-1].stop > reading.first and _beats(reading, kept[-1]):
            kept.pop()
        if not kept or kept[-1].stop <= reading.first:
            kept.append(reading)
    return kept


def _outside(figures: list[Reading], names: list[tuple[int, int]]) -> list[Reading]:
    if not names:
        return figures
    kept: list[Reading] = []
    at = 0
    for reading in figures:
        while at < len(names) and names[at][1] <= reading.first:
            at += 1
        inside = at < len(names) and names[at][0] < reading.stop
        if not inside or reading.kind in (Kind.MONEY, Kind.PERCENT, Kind.AGE):
            kept.append(reading)
    return kept


def _beats(new: Reading, old: Reading) -> bool:
    ours, theirs = _RANK[new.kind], _RANK[old.kind]
    if ours != theirs:
        return ours > theirs
    return new.stop - new.first > old.stop - old.first
