"""Whether two figures of a story are two values of one thing."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from workbench.checks.slips import swapped_digits
from workbench.claim import Kind
from workbench.lexicon import words

if TYPE_CHECKING:
    from workbench.checks.figure import Figure
    from workbench.checks.sentence import Sentence

COMPARED: Final = (Kind.COUNT, Kind.MONEY, Kind.QUANTITY, Kind.PERCENT, Kind.DURATION)
_DEFINITE: Final = re.compile(
    r"\b(?:the|these|those|all|its|their|his|her|both|all the|all of the)"
    r"(?: same| full| \w+'s)? $"
)
# Words are one where they begin alike; shorter ones carry little sense.
_STEM: Final = 4
_WORD: Final = re.compile(r"[a-z]{4,}")
_EMPTY: Final = words("check_words", "empty")
# Of these a story may count many groups.
_ANY_GROUP: Final = ("people", "men", "women", "children", "day", "year", "time")
# A slip is within a third, or a zero or three too many.
_NEAR: Final = 1.5
_LEAST: Final = 5
_ZEROS: Final = (10, 1000)


def is_named_as_known(sentence: Sentence, place: int, figure: Figure) -> bool:
    """Whether a figure is named as one that the reader has met: "the 66 names"."""
    before = sentence.before(place, 22)
    before += sentence.text[figure.claim.ext_start : figure.claim.start].lower()
    return _DEFINITE.search(before) is not None


def same_noun(one: Figure, other: Figure) -> bool:
    """Whether two counts are of things of one name; other kinds have none."""
    if one.kind is not Kind.COUNT:
        return True
    first, second = (one.claim.counted or "").lower(), (other.claim.counted or "").lower()
    if not first or not second:
        return False
    if first.rstrip("s") == second.rstrip("s"):
        return True
    is_bare = " " not in first or " " not in second
    return is_bare and one.head == other.head and one.head not in _ANY_GROUP


def is_near(one: Figure, other: Figure) -> bool:
    """Whether one may be a slip for the other: digits swapped, a zero, or within a third."""
    low, high = sorted((one.value, other.value))
    if low <= 0:
        return False
    if swapped_digits(low, high) or high / low in _ZEROS:
        return True
    return high >= _LEAST and float(high / low) <= _NEAR


def common_words(one: Sentence, other: Sentence) -> frozenset[str]:
    """The stems of the words with sense that two sentences share."""
    return _stems(one) & _stems(other)


@lru_cache(maxsize=256)
def _stems(sentence: Sentence) -> frozenset[str]:
    return frozenset(
        word[:_STEM] for word in _WORD.findall(sentence.skeleton) if word not in _EMPTY
    )
