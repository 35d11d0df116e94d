"""Which of the old belongs to which of the new: one to one, the best for all of them together."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import TypeAlias

    Pair: TypeAlias = "tuple[int, int]"

# Exact up to this many on a side; beyond, the best pair first. 40 x 40 took 2 ms.
_LARGEST_EXACT = 40


def assign(scores: Mapping[Pair, float]) -> dict[int, int]:
    """Pair old with new so that the scores of the pairs add up to the most.

    Args:
        scores: How well (old, new) fit, above 0; a pair that is not there cannot be.

    >>> assign({(0, 0): 3, (0, 1): 2.5, (1, 0): 2.9})
    {0: 1, 1: 0}
    """
    found: dict[int, int] = {}
    for pairs in _components(scores):
        olds = sorted({old for old, _ in pairs})
        news = sorted({new for _, new in pairs})
        if len(pairs) == 1:
            found.update(pairs)
        elif max(len(olds), len(news)) <= _LARGEST_EXACT:
            found.update(_exact(olds, news, scores))
        else:
            found.update(_greedy(pairs, scores))
    return dict(sorted(found.items()))


def _components(pairs: Iterable[Pair]) -> Iterator[list[Pair]]:
    """The pairs in groups that share no old and no new with one another."""
    of_old: dict[int, list[Pair]] = defaultdict(list)
    of_new: dict[int, list[Pair]] = defaultdict(list)
    for pair in pairs:
        of_old[pair[0]].append(pair)
        of_new[pair[1]].append(pair)
    seen: set[Pair] = set()
    for first in pairs:
        if first in seen:
            continue
        seen.add(first)
        group = [first]
        for old, new in group:
            beside = [
                one for one in (*of_old.pop(old, ()), *of_new.pop(new, ())) if one not in seen
            ]
            seen.update(beside)
            group += dict.fromkeys(beside)
        yield group


def _greedy(pairs: Iterable[Pair], scores: Mapping[Pair, float]) -> Iterator[Pair]:
    olds: set[int] = set()
    news: set[int] = set()
    for old, new in sorted(pairs, key=lambda pair: (-scores[pair], abs(pair[0] - pair[1]), pair)):
        if old not in olds and new not in news:
            olds.add(old)
            news.add(new)
            yield old, new


def _exact(olds: list[int], news: list[int], scores: Mapping[Pair, float]) -> Iterator[Pair]:
    """The assignment of Kuhn and Munkres, by shortest augmenting paths."""
    turned = len(olds) > len(news)
    rows, columns = (news, olds) if turned else (olds, news)
    cost = [
        [-scores.get((column, row) if turned else (row, column), 0.0) for column in columns]
        for row in rows
    ]
    for row, column in enumerate(_columns(cost)):
        if cost[row][column] < 0:
            pair = (rows[row], columns[column])
            yield (pair[1], pair[0]) if turned else pair


def _columns(cost: list[list[float]]) -> list[int]:
    """The column of each row at the least cost in all; there are at least as many columns."""
    height, width = len(cost), len(cost[0])
    row_price, column_price = [0.0] * (height + 1), [0.0] * (width + 1)
    row_of = [0] * (width + 1)
    for row in range(1, height + 1):
        row_of[0] = row
        came_from = _shortest_path(cost, row_price, column_price, row_of)
        column = came_from.pop()
        while column:
            row_of[column], column = row_of[came_from[column]], came_from[column]
    found = [0] * height
    for column in range(1, width + 1):
        if row_of[column]:
            found[row_of[column] - 1] = column - 1
    return found


def _shortest_path(
    cost: list[list[float]],
    row_price: list[float],
    column_price: list[float],
    row_of: list[int],
) -> list[int]:
    """The column before each column on the way to a free one, which comes last of all."""
    width = len(cost[0])
    least = [float("inf")] * (width + 1)
    came_from = [0] * (width + 1)
    used = [False] * (width + 1)
    column = 0
    while row_of[column] or not column:
        used[column] = True
        row, delta, following = row_of[column], float("inf"), 0
        for j in range(1, width + 1):
            if used[j]:
                continue
            reduced = cost[row - 1][j - 1] - row_price[row] - column_price[j]
            if reduced < least[j]:
                least[j], came_from[j] = reduced, column
            if least[j] < delta:
                delta, following = least[j], j
        for j in range(width + 1):
            if used[j]:
                row_price[row_of[j]] += delta
                column_price[j] -= delta
            else:
                least[j] -= delta
        column = following
    return [*came_from, column]
