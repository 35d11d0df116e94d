"""What the desk has checked before: earlier claims that speak of the same quantity.

The same quantity is the same noun, unit and sort of figure, in a sentence about the same thing. Its
value may be another one by now: that is a note for the reviewer, never an alarm.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.claim import Kind
from workbench.evidence import agree, ask
from workbench.evidence.holding import same_sort
from workbench.evidence.stems import stems_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from workbench.claim import Claim, Status

_LEAST_SHARED = 0.3
"""The part of the words that two sentences must share to be about the same thing."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """A claim of an earlier story as the desk left it.

    Attributes:
        story: The story that it stood in.
        claim: The claim.
        sentence: Its sentence.
        status: Where it stands.
        source: What it was checked against, "" for nothing.
        day: When its status was last set.
    """

    story: str
    claim: Claim
    sentence: str
    status: Status
    source: str
    day: date


@dataclass(frozen=True, slots=True)
class Remembered:
    """An earlier claim of the same quantity.

    Attributes:
        earlier: That claim.
        same_value: Whether it agrees with the new one.
        age: Days from when it was checked to the day asked for.
    """

    earlier: Earlier
    same_value: bool
    age: int

    def told(self) -> str:
        """What a reviewer reads: "12 May 2016: 249, confirmed"."""
        day = self.earlier.day
        status = self.earlier.status.value.replace("_", " ")
        return f"{day.day} {day:%B %Y}: {self.earlier.claim.text}, {status}"


def remember(
    claim: Claim, sentence: str, earlier: Iterable[Earlier], today: date
) -> list[Remembered]:
    """Earlier claims of the same quantity, those about the most alike first, then the newest.

    Args:
        claim: The new claim; dates, and claims without a value, are remembered by nothing.
        sentence: Its sentence.
        earlier: Claims of the desk that somebody has checked; others are passed over.
        today: The day that ages are counted to.
    """
    if claim.value is None or claim.kind in (Kind.DATE, Kind.SET, Kind.PASSAGE):
        return []
    words = _words(sentence) - {_noun(claim)}
    found: list[tuple[float, Remembered]] = []
    for one in earlier:
        if not one.status.checked or not _same_quantity(claim, one.claim):
            continue
        theirs = _words(one.sentence) - {_noun(claim)}
        shared = len(words & theirs) / (min(len(words), len(theirs)) or 1)
        if shared >= _LEAST_SHARED:
            age = (today - one.day).days
            found.append((shared, Remembered(one, agree(claim, one.claim), age)))
    found.sort(key=lambda pair: (-pair[0], pair[1].age))
    return [one for _, one in found]


def _same_quantity(claim: Claim, other: Claim) -> bool:
    """Whether two figures are of the same unit and noun; money is of its currency."""
    if other.value is None or not same_sort(claim, other) or claim.unit != other.unit:
        return False
    return _noun(claim) == _noun(other)


def _noun(claim: Claim) -> str:
    return "".join(stems_of(claim.counted or "")[-1:])


def _words(sentence: str) -> frozenset[str]:
    """The words that a sentence is about, its numbers aside."""
    return frozenset(
        stem for stem in ask(sentence).content if not any(sign.isdigit() for sign in stem)
    )
