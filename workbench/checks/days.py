"""Days: their weekday, and whether the calendar and the clock have them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from workbench.checks.calendar import (
    WEEKDAYS,
    another_year_has,
    day_on_paper,
    has_year,
    month_day_in,
    weekday_in,
    written,
)
from workbench.checks.pattern import compiled
from workbench.claim import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.checks.flag import Flag
    from workbench.checks.sentence import Sentence
    from workbench.claim import Claim

# A bare date that is further off may well be of another year.
_FAR: Final = 120
_BEFORE_DATE: Final = re.compile(r"(?:\b|this |last |next )([A-Za-z]+day),? (?:the |on )?\(?$")
_AFTER_DATE: Final = re.compile(
    r"\W{0,3}(?:which (?:was|is|falls on|fell on) )?(?:a|on a) ([A-Za-z]+day)\b"
)
_NEAR: Final = 30
# "the Toronto Sun, August 16, 2008"
_A_PAPER: Final = re.compile(r"[A-Z]\w+ $")
_CLOCK: Final = re.compile(
    r"\b(?:at|by|until|from|around|about|before|after|to|and) "
    r"(?P<hour>\d{1,2})(?P<mark>[.:h])(?P<minute>\d{2})(?: ?[ap]\.?m)?\b(?!:\d)"
    r"(?! ?(?:%|per cent|percent|million|billion|[a-z]*(?:metre|meter|second|km|kg|goals|points)))"
)
_LIKE_A_TIME: Final = re.compile(r"\d[.:h]\d\d")
_LAST_HOUR, _LAST_MINUTE = 24, 59
# "at 30.50" is no time of day; "at 25.10" is, wrongly.
_LAST_WITH_DOT: Final = 29


def weekday_date(sentence: Sentence) -> Iterator[Flag]:
    """A weekday against the day and month beside it; without a year, the nearest to publication.

    >>> from datetime import date
    >>> from workbench import check
    >>> [f.message for f in check("The raid took place on Monday, June 3, 2016.", date(2016, 6, 5))]
    ['3 June 2016 was a Friday, not a Monday.']
    >>> check("The raid took place on Friday, June 3, 2016.", date(2016, 6, 5))
    []
    """
    published = sentence.published
    for claim, weekday in _with_weekday(sentence):
        day = day_on_paper(claim, published)
        if day is None or day.weekday() == weekday:
            continue
        is_far = published is not None and abs((day - published).days) >= _FAR
        if is_far and not has_year(claim.text) and another_year_has(day, weekday):
            continue
        right = WEEKDAYS[day.weekday()]
        tense = "was" if published and day < published else "is"
        yield sentence.flag(
            "weekday_date",
            (claim,),
            f"{written(day)} {tense} a {right}, not a {WEEKDAYS[weekday]}.",
            f"calendar: {day.isoformat()} is a {right}",
        )


def _with_weekday(sentence: Sentence) -> Iterator[tuple[Claim, int]]:
    """Dates with a weekday in them, before them, or behind: "June 3, a Monday"."""
    for claim in sentence.claims:
        if claim.kind is Kind.DATE and month_day_in(claim.text):
            weekday = _weekday_of(sentence, claim)
            if weekday is not None:
                yield claim, weekday


def _weekday_of(sentence: Sentence, claim: Claim) -> int | None:
    text = sentence.text
    before = text[max(sentence.start, claim.start - _NEAR) : claim.start]
    is_paper = claim.text.startswith("Sun,") and _A_PAPER.search(before)
    inside = None if is_paper else weekday_in(claim.text)
    if inside is not None:
        return inside
    beside = _BEFORE_DATE.search(before) or _AFTER_DATE.match(text[claim.end : claim.end + _NEAR])
    return weekday_in(beside[1]) if beside else None


def impossible_date(sentence: Sentence) -> Iterator[Flag]:
    """A day that the calendar does not have, or an hour that the clock does not.

    >>> from workbench import check
    >>> [f.message for f in check("The decree was signed on February 29, 2019.")]
    ['There is no February 29, 2019.']
    >>> check("The decree was signed on February 28, 2019.")
    []
    """
    for claim in sentence.claims:
        if claim.kind is Kind.DATE and claim.value is None and "no such" in (claim.guess or ""):
            yield sentence.flag(
                "impossible_date", (claim,), f"There is no {claim.text}.", "calendar"
            )
    words = sentence.words
    if not _LIKE_A_TIME.search(words):
        return
    for found in _CLOCK.finditer(words):
        if _is_on_the_clock(found):
            continue
        if not compiled(r"\b{of_the_time}\b").expression.search(words.lower()):
            return
        stretch = sentence.as_written(found.start("hour"), found.end())
        yield sentence.flag(
            "impossible_date",
            (stretch,),
            f"There is no {sentence.text[stretch.start : stretch.end]} on the clock.",
            "hours run from 0 to 24, minutes from 0 to 59",
        )


def _is_on_the_clock(found: re.Match[str]) -> bool:
    """Whether it is a time of day, or nothing that was meant for one."""
    hour, minute = int(found["hour"]), int(found["minute"])
    if found["mark"] == "." and hour > _LAST_WITH_DOT:
        return True
    return (hour < _LAST_HOUR and minute <= _LAST_MINUTE) or (hour, minute) == (_LAST_HOUR, 0)
