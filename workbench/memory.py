"""What the desk has checked before: earlier claims that speak of the same quantity.

The same quantity is the same noun, unit and sort of figure, in a sentence about the same thing and
the same place. Its value may be another one by now: that is a note for the reviewer, never an
alarm; and one for another period is told as such.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from workbench.claim import Kind
from workbench.evidence import agree
from workbench.evidence.asking import saying_words
from workbench.evidence.comparing import noun_of
from workbench.evidence.holding import measure_of, same_sort
from workbench.evidence.stems import stem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbench.claim import Claim, Status

_LEAST_SHARED = 0.3
"""The part of the words that two sentences must share to be about the same thing."""
_PERIOD = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?")
_PLACE = re.compile(
    r"\b(?:in|at|to|from|near|of|across|around|outside|into|on|over|for)\s+(?:the\s+)?"
    r"((?:[^\W\d_a-z][\w\u2019'-]+)(?:\s+(?:[^\W\d_a-z][\w\u2019'-]+))*)"
)
"""Names behind a word that places: "to the Indian villages", "in New Delhi"."""
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NEVER = (Kind.DATE, Kind.SET, Kind.PASSAGE)


@dataclass(frozen=True, slots=True)
class Earlier:
    """A claim of an earlier story as the desk left it.

    Attributes:
        story: The story that it stood in.
        claim: The claim.
        sentence: Its sentence.
        status: Where it stands.
        source: What it was checked against, "" for nothing or for what is not to be named.
        day: When its status was last set.
        period: The date that its sentence gives, TIMEX3; "" for none or several.
        claim_id: Its id in the store, "" outside of one.
    """

    story: str
    claim: Claim
    sentence: str
    status: Status
    source: str
    day: date
    period: str = ""
    claim_id: str = ""


@dataclass(frozen=True, slots=True)
class Remembered:
    """An earlier claim of the same quantity.

    Attributes:
        earlier: That claim.
        same_value: Whether it agrees with the new one.
        age: Days from when it was checked to the day asked for.
        period: The period that it was for, in words, where the new one is for another; else "".
    """

    earlier: Earlier
    same_value: bool
    age: int
    period: str = ""

    def told(self) -> str:
        """What a reviewer reads: "12 May: 249, confirmed", "12 May, for 2014: 249, confirmed".

        The year of the day stands there when it is not the one asked in.
        """
        day = self.earlier.day
        asked = day + timedelta(days=self.age)
        year = "" if day.year == asked.year else f" {day.year}"
        period = f", for {self.period}" if self.period else ""
        status = self.earlier.status.value.replace("_", " ")
        return (
            f"{day.day} {_MONTHS[day.month - 1]}{year}{period}: {self.earlier.claim.text}, {status}"
        )


def remember(
    claim: Claim, sentence: str, earlier: Iterable[Earlier], today: date, period: str = ""
) -> list[Remembered]:
    """Earlier claims of the same quantity, those about the most alike first, then the newest.

    Those for the same period, or for none, come before those for another.

    Args:
        claim: The new claim; dates, and claims without a value, are remembered by nothing.
        sentence: Its sentence.
        earlier: Claims of the desk that somebody has checked; others are passed over.
        today: The day that ages are counted to.
        period: The date that its sentence gives, TIMEX3; "" for none or several.
    """
    if not can_be_remembered(claim):
        return []
    words, places = words_about(claim, sentence), _places(sentence)
    found: list[tuple[bool, float, Remembered]] = []
    for one in earlier:
        if not one.status.checked or not _same_quantity(claim, one.claim):
            continue
        theirs = words_about(claim, one.sentence)
        shared = len(words & theirs) / (min(len(words), len(theirs)) or 1)
        if shared >= _LEAST_SHARED and _same_place(places, _places(one.sentence)):
            other = _other_period(period, one.period)
            agrees = agree(claim, one.claim)
            age = (today - one.day).days
            found.append((bool(other), shared, Remembered(one, agrees, age, other)))
    found.sort(key=lambda three: (three[0], -three[1], three[2].age))
    return [one for _, _, one in found]


def can_be_remembered(claim: Claim) -> bool:
    """Whether a claim is a quantity at all: not a date, and read."""
    return claim.value is not None and claim.kind not in _NEVER


def key_of(claim: Claim) -> tuple[str, str, str]:
    """What two claims of the same quantity have in common: measure, unit and noun."""
    return measure_of(claim), claim.unit or "", noun_of(claim)


def words_about(claim: Claim, sentence: str) -> frozenset[str]:
    """The stems of what a sentence says of a claim, the noun and all numbers aside."""
    stems = map(stem, saying_words(sentence))
    return frozenset(one for one in stems if not any(sign.isdigit() for sign in one)) - {
        noun_of(claim)
    }


def period_words(period: str) -> str:
    """A year, month or day as it is said; "" for what is none.

    >>> period_words("2014"), period_words("2014-05"), period_words("2014-05-12")
    ('2014', 'May 2014', '12 May 2014')
    """
    match = _PERIOD.fullmatch(period)
    if match is None:
        return ""
    month = f"{_MONTHS[int(match['month']) - 1]} " if match["month"] else ""
    day = f"{int(match['day'])} " if match["day"] else ""
    return f"{day}{month}{int(match['year'])}"


def _other_period(period: str, theirs: str) -> str:
    """Their period in words where it is neither within ours nor around it."""
    if not period or not theirs or period.startswith(theirs) or theirs.startswith(period):
        return ""
    return period_words(theirs)


def _places(sentence: str) -> frozenset[str]:
    """The names of places that a sentence gives, word by word, small."""
    names = {word for name in _PLACE.findall(sentence) for word in name.split()}
    return frozenset(
        name.casefold().removesuffix("\u2019s") for name in names.difference(_MONTHS, _DAYS)
    )


def _same_place(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether two sentences may speak of one place: where one names none they may."""
    return not ours or not theirs or not ours.isdisjoint(theirs)


def _same_quantity(claim: Claim, other: Claim) -> bool:
    """Whether two figures are of the same unit and noun; money is of its currency."""
    if other.value is None or not same_sort(claim, other) or claim.unit != other.unit:
        return False
    return noun_of(claim) == noun_of(other)
