"""Ranges: the lower end stands first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from workbench.checks.calendar import has_year
from workbench.checks.pattern import found_in
from workbench.checks.periods import is_dated, year_of
from workbench.checks.writing import shown
from workbench.claim import Claim, Kind, Modifier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.checks.figure import Figure
    from workbench.checks.flag import Flag, Stretch
    from workbench.checks.sentence import Match, Sentence

_RANGES: Final = (
    # "between 40 and 60", "ranging from 40 to 60", "from 40 to as many as 60", "aged 40 to 60"
    r"\bbetween <a:#PA>~?(?: and | to |-)<b:#PA>",
    (
        r"\b(?:rang\w+|var\w+|anywhere|stretch\w+|spann\w+|anything) ~?(?:from|between) "
        r"~?<a:#PA>~? ?"
        r"(?:to|up to|and|-) ?~?<b:#PA>"
    ),
    r"\bfrom ~?<a:#PA>~~(?:up to|as high as|upwards? to) ~?<b:#PA>",
    r"\b(?:aged|ages|aged between|aged from|ages from) <a:#A>(?: and | to |-)<b:#A>",
    r"\bfrom <a:#>~<b:#>",
)
_YEARS: Final = (
    r"\b(?:between|from) (?:the )?<a:D>~?(?: and | to | until | through |-)~?<b:D>",
    r"\(<a:D> ?- ?<b:D>\)",
)
_UPWARDS: Final = r"up to|high as"
_WRITTEN_YEARS: Final = re.compile(r"(\d{4}) ?(?:-|–|—|/|to) ?(\d{4})")
_WRITTEN_RANGE: Final = re.compile(r"\d[-–]\d| to | and ")
_SCALE: Final = re.compile(r"thousand|million|billion|trillion|[kmb]n?\b", re.IGNORECASE)
_OF_NUMBERS: Final = (Kind.COUNT, Kind.PERCENT, Kind.QUANTITY, Kind.AGE)


def range_order(sentence: Sentence) -> Iterator[Flag]:
    """The lower end of a range stands first; falls "from 9 to 4" are no ranges.

    >>> from workbench import check
    >>> [f.message for f in check("Between 60 and 40 fighters are thought to have crossed.")]
    ['The range runs backwards: 60 to 40.']
    >>> check("Between 40 and 60 fighters are thought to have crossed.")
    []
    """
    for found in sentence.find(*_RANGES):
        if found.has_number("a", "b") and _is_backwards(sentence, found):
            low, high = found["a"], found["b"]
            yield _backwards(sentence, (low, high), shown(low.value), shown(high.value))
            return
    yield from _years(sentence)
    for place, claim in sentence.at.items():
        if claim.kind is Kind.DATE:
            yield from _written_years(sentence, claim)
        elif claim.kind in _OF_NUMBERS and isinstance(claim.value, tuple):
            yield from _written_range(sentence, place, claim)


def _is_backwards(sentence: Sentence, found: Match) -> bool:
    low, high = found["a"], found["b"]
    if not low.is_like(high) or low.value <= high.value or low.interval.meets(high.interval):
        return False
    words, before = found.all_words, sentence.before(found.start, 40)
    is_upwards = high.claim.modifier is Modifier.UP_TO or found_in(_UPWARDS, words)
    is_said_to_range = is_upwards or found_in(r"\b(?:rang|var)\w+ $", before)
    if words.startswith("from") and not is_said_to_range:
        return False
    if found_in(r"\b{moves_down}\b", before) and "between" not in words:
        return False
    return not found_in(r"\b{contest}\b", before) and not _is_scaled_once(low, high)


def _is_scaled_once(low: Figure, high: Figure) -> bool:
    """“Between 900 and 1.2 million” or "$5 to 6 million": the scale stands only once."""
    if low.claim is high.claim:
        return False
    return bool(_SCALE.search(low.words)) is not bool(_SCALE.search(high.words))


def _years(sentence: Sentence) -> Iterator[Flag]:
    """“From 1998 to 1989”."""
    for found in sentence.find(*_YEARS):
        start, end = found.claim("a"), found.claim("b")
        first, last = year_of(start), year_of(end)
        if first is None or last is None or not (is_dated(start) and is_dated(end)):
            continue
        if first <= last or not (has_year(start.text) and has_year(end.text)):
            continue
        if not sentence.has(r"\b{rescheduled}\b"):
            yield _backwards(sentence, (start, end), start.text, end.text)
            return


def _written_years(sentence: Sentence, claim: Claim) -> Iterator[Flag]:
    """“(1998-1989)” in one expression."""
    found = _WRITTEN_YEARS.fullmatch(str(claim.value)) or _WRITTEN_YEARS.fullmatch(claim.text)
    if found and found[1] > found[2]:
        yield _backwards(sentence, (claim,), found[1], found[2])


def _written_range(sentence: Sentence, place: int, claim: Claim) -> Iterator[Flag]:
    """“About 60-40 men” in one expression; "won 60-40" is none."""
    low, high = claim.value if isinstance(claim.value, tuple) else (None, None)
    if low is None or high is None or low <= high or not _WRITTEN_RANGE.search(claim.text):
        return
    if sentence.at.get(place - len(" to ") - 1) is claim:
        return  # the second end of the same range
    lead = sentence.before(place)
    if not found_in(r"\b{estimated} $|^$", lead) or found_in(r"\b{moves_down}\b|between", lead):
        return
    if not sentence.has(r"\b{contested}\b"):
        yield _backwards(sentence, (claim,), shown(low), shown(high))


def _backwards(sentence: Sentence, of: tuple[Stretch, ...], first: str, last: str) -> Flag:
    return sentence.flag(
        "range_order",
        of,
        f"The range runs backwards: {first} to {last}.",
        f"{first} > {last}",
        f"{last} to {first}.",
    )
