"""Whether a passage says what a claim says: its value looked for among those of the passage.

The passage is read by the reader of the story. Two figures agree when their bounds do: "more than
200" holds of 244, "1.2 million" of 1,234,567, "January 2014" of 3 January 2014.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from workbench.claim import Claim, Kind, Modifier
from workbench.grammar import extract

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from workbench.claim import Range


class Holds(StrEnum):
    """What a passage says of a claim's value."""

    FOUND = "found"
    """It has the value, or one that the claim's hedge or rounding covers."""
    ANOTHER = "another"
    """It has a value of the same sort, and not this one."""
    NOT_FOUND = "not_found"
    """It has no value of the sort."""
    NOT_ASKED = "not_asked"
    """The claim has no value to look for."""


@dataclass(frozen=True, slots=True)
class Held:
    """What became of looking for a claim in a passage.

    ``said`` is what of the passage decides it: the value that agrees, or the nearest that does not;
    None where there is neither.
    """

    holds: Holds
    said: Claim | None = None


_FIGURES = (
    Kind.COUNT, Kind.MONEY, Kind.PERCENT, Kind.QUANTITY, Kind.RATIO, Kind.AGE, Kind.ORDINAL,
)  # fmt: skip
_HUNDRED = Decimal(100)
_LARGE = re.compile(
    r"(?<![a-z])(?:hundred|thousand|million|billion|trillion|m|bn|tn|k)(?![a-z])", re.IGNORECASE
)
_PART = re.compile(r"(?P<amount>\d+(?:\.\d+)?)(?P<unit>[A-Z])")
_MONTHS, _SECONDS = "months", "seconds"
_LENGTHS = {
    "Y": (_MONTHS, 12), "M": (_MONTHS, 1), "W": (_SECONDS, 604_800), "D": (_SECONDS, 86_400),
    "TH": (_SECONDS, 3_600), "TM": (_SECONDS, 60), "TS": (_SECONDS, 1),
}  # fmt: skip


def look_in(claim: Claim, passage: str, published: date | datetime | None = None) -> Held:
    """Look for what a claim says in the words of a source.

    Args:
        claim: The claim.
        passage: A quote, in the source's own words.
        published: The day that the passage's "last week" is read against; None for unknown.

    >>> claim, = extract("244 people returned.")
    >>> look_in(claim, "In all, 244 have returned").holds.value
    'found'
    >>> look_in(claim, "In all, 31 have returned").holds.value
    'another'
    """
    if claim.kind is Kind.PASSAGE and claim.value is None:
        words = _plain(claim.text) in _plain(passage)
        return Held(Holds.FOUND if words else Holds.NOT_FOUND)
    return compare(claim, extract(passage, published))


def compare(claim: Claim, said: Sequence[Claim]) -> Held:
    """Look for what a claim says among the claims of a passage."""
    if claim.value is None:
        return Held(Holds.NOT_ASKED)
    alike = [one for one in said if one.value is not None and same_sort(claim, one)]
    for one in alike:
        if agree(claim, one):
            return Held(Holds.FOUND, one)
    if not alike:
        return Held(Holds.NOT_FOUND)
    counted = _head(claim)
    nearest = next((one for one in alike if counted and _head(one) == counted), alike[0])
    return Held(Holds.ANOTHER, nearest)


def agree(claim: Claim, said: Claim) -> bool:
    """Whether what a source says is what the claim says, as far as the claim goes.

    >>> more, = extract("More than 200 people returned.")
    >>> exact, = extract("244 people returned.")
    >>> agree(more, exact), agree(exact, more)
    (True, False)
    """
    if claim.kind in _FIGURES:
        return _figures_agree(claim, said)
    if claim.kind is Kind.DATE:
        return _dates_agree(claim, said)
    if claim.kind is Kind.DURATION:
        return _length(claim.value) == _length(said.value)
    if claim.kind is Kind.SCORE:
        return re.split(r"\D+", str(claim.value)) == re.split(r"\D+", str(said.value))
    return claim.value == said.value


def same_sort(claim: Claim, said: Claim) -> bool:
    """Whether two values could be compared at all: the same sort, and the same unit."""
    if claim.kind in _FIGURES:
        return said.kind in _FIGURES and measure_of(claim) == measure_of(said)
    return claim.kind is said.kind


def measure_of(claim: Claim) -> str:
    """What a figure is a number of, as far as numbers of it can be compared.

    >>> measure_of(extract("5 %")[0]), measure_of(extract("$5m")[0]), measure_of(extract("5 km")[0])
    ('share', 'money', 'km')
    """
    if claim.kind in (Kind.PERCENT, Kind.RATIO):
        # a rise by 5 percentage points is no rise by 5 per cent
        return "share" if claim.unit in (None, "%") else claim.unit
    if claim.kind is Kind.ORDINAL:
        return "rank"
    return "money" if claim.kind is Kind.MONEY else claim.unit or ""


def _figures_agree(claim: Claim, said: Claim) -> bool:
    if claim.kind is Kind.MONEY and claim.unit != said.unit:
        return False
    wanted, given = _bounds(claim), _bounds(said)
    if wanted is None or given is None:
        return False
    if claim.modifier is Modifier.NONE and _worth(claim) == _worth(said):
        return True
    low, high, open_low, open_high = wanted
    if (low, high) == given[:2]:
        return not (open_low or open_high) or (open_low, open_high) == given[2:]
    above = low is None or (given[0] is not None and (given[0] > low or _meets(given, wanted, 0)))
    below = high is None or (given[1] is not None and (given[1] < high or _meets(given, wanted, 1)))
    return above and below


def _meets(given: tuple[object, ...], wanted: tuple[object, ...], side: int) -> bool:
    """Whether both end at the same number, which belongs to what is wanted."""
    return given[side] == wanted[side] and (not wanted[side + 2] or bool(given[side + 2]))


def _bounds(
    claim: Claim,
) -> tuple[Decimal | None, Decimal | None, bool, bool] | None:
    """Least and most that a figure can mean, None for no end, and whether each end is left out."""
    worth = _worth(claim)
    return None if worth is None else _hedged(claim, *worth)


def _worth(claim: Claim) -> Range | None:
    """Both ends of a figure as it is written, shares as parts of one."""
    value = claim.value
    if isinstance(value, str) or value is None:
        return None
    low, high = value if isinstance(value, tuple) else (value, value)
    by = _HUNDRED if claim.kind is Kind.PERCENT else Decimal(1)
    return (None if low is None else low / by, None if high is None else high / by)


def _hedged(
    claim: Claim, low: Decimal | None, high: Decimal | None
) -> tuple[Decimal | None, Decimal | None, bool, bool]:
    by = claim.modifier
    if by is Modifier.AT_LEAST:
        return low, None, False, False
    if by is Modifier.MORE_THAN:
        return low, None, True, False
    if by is Modifier.UP_TO:
        return None, high, False, False
    if by is Modifier.LESS_THAN:
        return None, high, False, True
    rounded = by is Modifier.APPROX or _LARGE.search(claim.text) is not None
    if rounded and low is not None and low == high:
        half = last_place(low) / 2
        return low - half, high + half, False, True
    return low, high, False, False


def last_place(value: Decimal) -> Decimal:
    """What one of the last figure that is no nought is worth: 100,000 in 1.2 million.

    >>> last_place(Decimal("1200000")), last_place(Decimal("0.35"))
    (Decimal('1E+5'), Decimal('0.01'))
    """
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


def _dates_agree(claim: Claim, said: Claim) -> bool:
    """Whether every day that the source can mean is one that the claim can mean."""
    if claim.earliest is None or claim.latest is None:
        return claim.value == said.value
    if said.earliest is None or said.latest is None:
        return False
    within = claim.earliest <= said.earliest and said.latest <= claim.latest
    clock = [str(one.value).partition("T")[2] for one in (claim, said)]
    return within and (not clock[0] or clock[0] == clock[1])


def _length(value: object) -> dict[str, Decimal] | str:
    """A duration in months and seconds, so that 12 months are a year; as it is if it is vague.

    >>> _length("P1Y") == _length("P12M"), _length("P1M") == _length("P30D")
    (True, False)
    """
    stretch, _, clock = str(value).removeprefix("P").partition("T")
    parts = [("", *one) for one in _PART.findall(stretch)]
    parts += [("T", *one) for one in _PART.findall(clock)]
    if "X" in str(value) or "/" in str(value) or any(t + u not in _LENGTHS for t, _, u in parts):
        return str(value)
    total: dict[str, Decimal] = {}
    for clock_mark, amount, letter in parts:
        sort, size = _LENGTHS[clock_mark + letter]
        total[sort] = total.get(sort, Decimal(0)) + Decimal(amount) * size
    return total


def _head(claim: Claim) -> str:
    """The last word of what is counted, as two texts may spell it alike."""
    return (claim.counted or "").casefold().rpartition(" ")[2].rstrip("s")


def _plain(words: str) -> str:
    return " ".join(words.casefold().translate(_STRAIGHT).split())


_STRAIGHT = str.maketrans("\u2018\u2019\u201c\u201d", "''\"\"")
