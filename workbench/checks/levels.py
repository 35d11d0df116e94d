"""The values before and after a change, as a sentence names them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from workbench.checks.interval import Interval
from workbench.checks.pattern import found_in
from workbench.claim import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.checks.figure import Figure
    from workbench.checks.sentence import Match, Sentence

_MEASURED: Final = (Kind.COUNT, Kind.MONEY, Kind.QUANTITY)
# A value that grows or shrinks more than this is another value.
_LEAST, _MOST = Decimal("0.0005"), Decimal(2000)
_TO: Final = r"\b(?:to|at|reached|hit|stands? at|stood at|of) ~?<b:#PR>"
_FROM: Final = r"(?:from|(?:up|down) from) ~?<a:#PR>"
_MOVED: Final = (
    r"(?:had |has |have )?(?:grown|risen|increased|fallen|rose|grew|fell|climbed|dropped|gained)"
)
_FROM_TO: Final = (
    # "from 840 to 1,092", "to 1,092 last year, from 840"
    r"\bfrom ~<a:#PR>~~?\b(?:to|into) ~?<b:#PR>",
    rf"{_TO}(?:~|~<:D>~), ?{_FROM}",
    rf"{_TO}(?:~|~<:D>~)\b{_FROM}",
    # "1,092, compared with 840", "was 840, is now 1,092"
    r"<b:#PR>~~?,? (?:compared (?:with|to)|against|versus|up from|down from) ~?<a:#PR>",
    r"\bwas ~?<a:#PR>~~ (?:is|now|it is now|it was) ~?<b:#PR>",
    # shares: "40%, has risen by 10% to 44%", "40% a decade ago, 44% today"
    rf"<a:#P>~~{_MOVED} by <:#P>~? to <b:#P>",
    r"<a:#P> (?:then|a (?:decade|year|week|month) ago|previously),? ~?<b:#P> (?:today|now|this)",
    (
        r"<a:#P>~~~\b(?:to|and is now|and now) ~?<b:#P>~~~\b"
        r"(?:rise|increase|fall|drop|gain|jump|decline|growth|decrease)"
    ),
    # "added 35 to its 412, making 447"
    (
        r"\b(?:added|adding|gained|won|lost) <:#>~ to (?:the |its |their )?<a:#>~~"
        r"(?:have|has|had|making|total|now) ~?<b:#>"
    ),
    # "1,092 this year; previously it was 840", "1.15 after closing at 1.20"
    r"<b:#P> ~?(?:at|as of|in) (?:the )?~~, (?:previously|earlier|before that|it) ~~<a:#P>",
    r"<b:#P>~~ after ~~(?:settling|closing|ending|standing|previous\w*) ~<a:#P>",
    r"<b:#P>~~(?:previously|last) (?:settling|closing|settled|closed) ~<a:#P>",
)
_EACH_OF_MANY: Final = r"^ (?:a|per|each) (?:share|head|person|unit|barrel)\b|^ apiece"
_LEVEL: Final = r"\b{level}(?: (?:a|an|the|only|just|its|some|day|at|for))* $"
_THEN_AND_NOW: Final = r"<:D>|\b{earlier_level}\b"


def levels(sentence: Sentence) -> Iterator[tuple[Match, Figure, Figure]]:
    """The values before and after a change; each value before has one after."""
    seen: set[int] = set()
    for found in sentence.find(*_FROM_TO):
        if not found.has_number("a", "b"):
            continue
        if found.place("a") not in seen and _may_change(sentence, found):
            seen.add(found.place("a"))
            yield found, found["a"], found["b"]


def lone_levels(sentence: Sentence, besides: int) -> tuple[Figure, Figure] | None:
    """The only two like levels of a sentence beside the figure at that place, each at its cue."""
    found = [
        (place, one)
        for place, one in sentence.figures.items()
        if place != besides and one.kind in _MEASURED and not one.is_range
    ]
    if len(found) != 2 or not found[0][1].is_like(found[1][1]):
        return None
    if not all(found_in(_LEVEL, sentence.before(place)) for place, _ in found):
        return None
    return (found[0][1], found[1][1]) if sentence.has(_THEN_AND_NOW) else None


def as_precise(one: Figure, other: Figure) -> tuple[Interval, Interval]:
    """The intervals of two levels at the finer digit; "4 percent" beside "4.5 percent" is 4.0."""
    if not (one.rounding and other.rounding):
        return one.interval, other.interval
    half = min(one.step, other.step) / 2
    return (
        one.interval if one.is_hedged else Interval.around(one.value, half),
        other.interval if other.is_hedged else Interval.around(other.value, half),
    )


def _may_change(sentence: Sentence, found: Match) -> bool:
    """Whether the one value can turn into the other."""
    before, after = found["a"], found["b"]
    if not before.is_like(after) or before.is_range or after.is_range:
        return False
    if _is_each(sentence, found.place("a")) is not _is_each(sentence, found.place("b")):
        return False
    return not before.value or _LEAST < after.value / before.value < _MOST


def _is_each(sentence: Sentence, place: int) -> bool:
    """Whether it is the amount of one of many: "$3.89 a share" is none of the total."""
    return found_in(_EACH_OF_MANY, sentence.after(place, 13))
