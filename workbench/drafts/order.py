"""Places in order: what kept it when it was copied, and what lies about a place."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def longest_rise(placed: Sequence[tuple[int, int]]) -> set[int]:
    """The keys of the longest run of places, in order, that never goes back.

    >>> sorted(longest_rise([(0, 50), (1, 10), (2, 20)]))
    [1, 2]
    """
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for k, (_, at) in enumerate(placed):
        length = bisect_left(ends, at)
        if length == len(ends):
            ends.append(at)
            last.append(k)
        else:
            ends[length], last[length] = at, k
        before.append(last[length - 1] if length else -1)
    found = set()
    k = last[-1] if last else -1
    while k >= 0:
        found.add(placed[k][0])
        k = before[k]
    return found


def nearest(places: Sequence[int], goal: int, count: int) -> Sequence[int]:
    """At most that many of the places, which are in order, about the goal.

    >>> nearest([1, 5, 6, 9, 20], 6, 2)
    [5, 6]
    """
    first = max(0, min(bisect_left(places, goal) - count // 2, len(places) - count))
    return places[first : first + count]
