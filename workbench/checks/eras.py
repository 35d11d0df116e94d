"""Periods by name: a quarter, a decade or a century against the months or years beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from workbench.checks.calendar import MONTHS, month_day_in, month_in
from workbench.checks.periods import is_dated, year_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.checks.flag import Flag
    from workbench.checks.sentence import Match, Sentence
    from workbench.claim import Claim

# First and last month of calendar quarters and halves.
_PERIODS: Final = {"Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12)} | {
    "H1": (1, 6),
    "H2": (7, 12),
}
_LENGTHS: Final = (3, 6)
_QUARTER_AND_MONTHS: Final = (
    (
        r"<q:D>(?: of (?:the (?:financial |fiscal )?year|<:D>))?,? ?[-(]? ?(?:which runs |running |"
        r"that is,? |i\.e\.,? )?(?:from |between )?<first:D>(?: through | to | and | until |-| - )"
        r"(?:the end of )?<last:D>"
    ),
    r"<first:D>(?: through | to | and |-| - )<last:D>,? ?[-(]? ?(?:the |its |which is the )<q:D>",
    r"<q:D>,? ?\(?(?:from |of )?<both:D>\)?",
)
_QUARTER_AND_END: Final = (
    r"<q:D>~~,? (?:which |that )?(?:ended|ends|ending|runs until|ran until) "
    r"(?:on |in |at the end of )?<last:D>"
)
_MONTHS_JOINED: Final = re.compile(r"-| to | through | and ")
_ERA: Final = re.compile(r"\d{2}(?:XX|\dX)")
_WITHIN: Final = r"(?:early |late |mid-?)?<era:D>"
_ERA_AND_YEAR: Final = (
    # "in the 1920s, peaking in 1924"
    rf"\b(?:of|in|during|from) (?:the )?{_WITHIN}~?{{peaked}}~?<year:D>",
    (
        r"<era:D>(?:,| -| \(|:) ?(?:in |around |about |specifically |built in |painted in |"
        r"written in |"
        r"completed in |founded in |dating from )*<year:D>"
    ),
    # "a 17th-century house built in 1680"
    r"<era:D>~~\b{built} (?:back to |from |in |around |about )+<year:D>",
    (
        rf"\b(?:in|around|of|from) <year:D>,? (?:in|during|at the (?:height|start|end) of) the "
        rf"{_WITHIN}"
    ),
    r"<era:D>(?:,| -| \() ?(?:between|from) <year:D>",
    r"<era:D>,? \w+ing ~?(?:in|between|from|until) <year:D>",
    r"\b{built} (?:in |around )<year:D>,~~<era:D>~?{work_of_art}",
    rf"<year:D>, (?:in|during) the {_WITHIN}",
)


def period_mapping(sentence: Sentence) -> Iterator[Flag]:
    """A quarter, decade or century against the months or years beside it; calendar quarters.

    >>> from datetime import date
    >>> from workbench import check
    >>> said = "Profit fell in the {} quarter, from July through September."
    >>> [f.message for f in check(said.format("second"), date(2016, 11, 3))]
    ['The second quarter is April to June, not July to September.']
    >>> check(said.format("third"), date(2016, 11, 3))
    []
    """
    yield from _quarters(sentence)
    yield from _quarter_ends(sentence)
    yield from _eras(sentence)


def _quarters(sentence: Sentence) -> Iterator[Flag]:
    if sentence.has(r"\b{fiscal}\b"):
        return
    for found in sentence.find(*_QUARTER_AND_MONTHS):
        quarter, named = found.claim("q"), _months(found)
        period = _PERIODS.get(str(quarter.value)[-2:])
        if period is None or named is None or ("both" in found and "20" in quarter.text):
            continue
        first, last, claims = named
        if (first, last) == period or (last - first) % 12 + 1 not in _LENGTHS:
            continue
        yield sentence.flag(
            "period_mapping",
            (quarter, *claims),
            f"The {quarter.text} is {MONTHS[period[0] - 1]} to {MONTHS[period[1] - 1]}, not "
            f"{MONTHS[first - 1]} to {MONTHS[last - 1]}.",
            "calendar quarters; a financial year is not named",
        )
        return


def _months(found: Match) -> tuple[int, int, tuple[Claim, ...]] | None:
    """First and last month of the dates beside a quarter, and those dates."""
    if "both" in found:
        both = found.claim("both")
        if not _MONTHS_JOINED.search(both.text) or not (both.earliest and both.latest):
            return None
        return both.earliest.month, both.latest.month, (both,)
    one, other = found.claim("first"), found.claim("last")
    first, last = month_in(one.text), month_in(other.text)
    return (first, last, (one, other)) if first and last else None


def _quarter_ends(sentence: Sentence) -> Iterator[Flag]:
    """“The first calendar quarter, which ended on June 30”."""
    if not sentence.has(r"\bcalendar\b"):
        return
    for found in sentence.find(_QUARTER_AND_END):
        quarter, last = found.claim("q"), found.claim("last")
        period = _PERIODS.get(str(quarter.value)[-2:])
        month = month_in(last.text) or (month_day_in(last.text) or (None,))[0]
        if period is None or month is None or month == period[1]:
            continue
        yield sentence.flag(
            "period_mapping",
            (quarter, last),
            f"The {quarter.text} ends in {MONTHS[period[1] - 1]}, not {MONTHS[month - 1]}.",
            "calendar quarters",
        )
        return


def _eras(sentence: Sentence) -> Iterator[Flag]:
    """A decade or century against a year; the year that ends a century belongs to it too."""
    for found in sentence.find(*_ERA_AND_YEAR):
        era, year = found.claim("era"), found.claim("year")
        number = year_of(year)
        if not _ERA.fullmatch(str(era.value)) or not is_dated(era) or number is None:
            continue
        if era.earliest is None or era.latest is None:
            continue
        first, last = era.earliest.year, era.latest.year
        if first <= number <= last + 1:
            continue
        yield sentence.flag(
            "period_mapping",
            (era, year),
            f"{year.text} is not in the {era.text}, which ran from {first} to {last}.",
            f"{number} lies outside {first} to {last}",
        )
        return
