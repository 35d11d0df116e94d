"""Anniversaries against the year of the event, and editions of what is held every year."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from workbench.checks.calendar import has_year
from workbench.checks.periods import is_dated, length_of, year_of
from workbench.claim import Claim, Kind
from workbench.lexicon import rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.checks.flag import Flag, Stretch
    from workbench.checks.sentence import Match, Sentence

_MOST_YEARS: Final = 3000
# A date is of the event, not of its celebration, where it is further back than this.
_RECENT: Final = 3
_NUMBERED: Final = (
    r"<n:O> (?:\w+ )?(?:anniversary|birthday|jubilee)",
    r"<n:U>-? ?(?:anniversary|birthday)",
    r"<n:N>(?:-year|th)? ?anniversary",
)
_IT_IS: Final = r"\b(?:it is|it's|it was|marks?|marking|exactly) <n:U>"
_TO_THE_DAY: Final = (
    r"^<n:U> (?:on|later|after|since|to the day)~~<:D>",
    (
        rf"{_IT_IS}~?(?:this week|this month|today|on [a-z]+day|this year|<:D>)? ?(?:since|after) "
        rf"~?<:D>"
    ),
    rf"{_IT_IS} (?:this week|this month|today|<:D>)? ?(?:since|after) ~~<:D>",
)
_YEARS: Final = {row["word"]: int(row["years"]) for row in rows("anniversaries")}
_NAMED: Final = rf"\b(?P<name>{'|'.join(_YEARS)})\b"
_EVERY_SO_MANY: Final = re.compile(r"P(\d+)Y")
_HELD: Final = (
    r"(?:first {first_held}|<:O> {first_held}|held every year since|every <:U> since|{founded})"
)
_EDITIONS: Final = (
    rf"{_HELD}~? ?(?:in )?<a:D>~~~<n:O>",
    (
        r"<n:O>~~~(?:since|first held in|began in|started in|launched in|founded in|inaugurated in|"
        r"<:O> held in|<:O> staged in) ~?<a:D>"
    ),
)
_LIST: Final = r"(?P<list><a:D>(?:, <:*>)*,? and <:*>)"
_TITLES: Final = (
    rf"\b{{won}}~? (?:in |of |from )?{_LIST}~~~<n:O> (?:\w+ )?(?:{{title}}|time)",
    (
        r"<n:O> (?:\w+ ){0,2}{title}~~~(?:after|following|adding to|having won|won|too|previous\w*|"
        rf"earlier)~? (?:in |of |from |those of )?{_LIST}"
    ),
)


def anniversary(sentence: Sentence) -> Iterator[Flag]:
    """An anniversary against the year of the event, counted to the publication; exact.

    >>> from datetime import date
    >>> from workbench import check
    >>> said = "Veterans marked the {}th anniversary of the June 1944 landings."
    >>> [f.message for f in check(said.format(60), date(2014, 6, 6))]
    ['From 1944 to 2014 is 70 years, not 60.']
    >>> check(said.format(70), date(2014, 6, 6))
    []
    """
    for number, stretch in _said(sentence):
        for event, year, at in _event(sentence):
            leeway = 1 if sentence.has(r"\b{around_then}\b") else 0
            if at <= year or abs(at - year - number) <= leeway:
                continue
            yield sentence.flag(
                "anniversary",
                (stretch, event),
                f"From {year} to {at} is {at - year} years, not {number}.",
                f"{at} - {year} = {at - year}",
            )
            return


def _said(sentence: Sentence) -> Iterator[tuple[int, Stretch]]:
    """How many years are said to be celebrated, and where."""
    for found in sentence.find(*_NUMBERED):
        claim = found.claim("n")
        length = length_of(claim)
        number = found["n"].value if found.has_number("n") else length[0] if length else None
        if number is not None and number == int(number) and number <= _MOST_YEARS:
            yield int(number), claim
    for found in sentence.find(*_TO_THE_DAY):
        length = length_of(found.claim("n"))
        if length and length[1] == "Y":
            yield int(length[0]), found.claim("n")
    for found in sentence.find(_NAMED):
        yield _YEARS[found.words("name")], found.stretch("name")


def _event(sentence: Sentence) -> Iterator[tuple[Claim, int, int]]:
    """The date of the event, its year, and the year of the celebration."""
    if sentence.published is None:
        return
    dates = {
        year: one for one in sentence.claims if is_dated(one) and (year := year_of(one)) is not None
    }
    last = sentence.published.year - _RECENT
    past = sorted(year for year, one in dates.items() if year < last and has_year(one.text))
    near = [year for year in dates if year not in past]
    if len(past) == 2 and not near:
        yield dates[past[0]], past[0], past[1]
    elif len(past) == 1 and len(near) < 2:
        yield dates[past[0]], past[0], near[0] if near else sentence.published.year


def ordinal_edition(sentence: Sentence) -> Iterator[Flag]:
    """The Nth edition of what has been held every year since; skipped years cannot be seen.

    >>> from workbench import check
    >>> said = "First held in 2010 and every year since, the race is in its {} edition in 2016."
    >>> [f.message for f in check(said.format("fifth"))]
    ['Every year from 2010 to 2016 makes 7, not fifth.']
    >>> check(said.format("seventh"))
    []
    """
    yield from _titles(sentence)
    step = _step(sentence)
    for found in sentence.find(*_EDITIONS) if step else ():
        start = year_of(found.claim("a"))
        if not found.has_number("n") or start is None:
            continue
        end, is_named = _end(sentence, found.claim("a"), start)
        if end is None or (end - start) % step:
            continue
        number, said = (end - start) // step + 1, found["n"].value
        if said == number or (said == number - 1 and not is_named):
            continue
        every = "year" if step == 1 else f"{step} years"
        yield sentence.flag(
            "ordinal_edition",
            (found.claim("a"), found["n"]),
            f"Every {every} from {start} to {end} makes {number}, not {found['n'].words}.",
            f"({end} - {start}) / {step} + 1 = {number}",
        )
        return


def _step(sentence: Sentence) -> int:
    """Every how many years it is held; 0 where that is not said, or years were skipped."""
    sets = [one for one in sentence.claims if one.kind is Kind.SET]
    if not sets and not sentence.has(r"\b{every_year}\b"):
        return 0
    if sentence.has(r"\b{skipped}\b") and not sentence.has("without interrupt|uninterrupted"):
        return 0
    steps = [_EVERY_SO_MANY.fullmatch(str(one.value)) for one in sets]
    is_yearly = (
        step or "each" in one.text or "every" in one.text
        for step, one in zip(steps, sets, strict=True)
    )
    if not all(is_yearly):
        return 0
    return int(steps[0][1]) if steps and steps[0] else 1


def _end(sentence: Sentence, start_claim: Claim, start: int) -> tuple[int | None, bool]:
    """The year of the edition, and whether the sentence names it."""
    for one in sentence.claims:
        year = year_of(one)
        if one is not start_claim and year is not None and year > start:
            return year, True
    return (sentence.published.year if sentence.published else None), False


def _titles(sentence: Sentence) -> Iterator[Flag]:
    """“Champion in 2010, 2012 and 2013, she took her fifth title”."""
    for found in sentence.find(*_TITLES):
        listed = _listed(sentence, found)
        number = len(listed) + 1
        if not found.has_number("n") or not all(map(year_of, listed)):
            continue
        if found["n"].value != number:
            yield sentence.flag(
                "ordinal_edition",
                (*listed, found["n"]),
                f"After {len(listed)} the next is number {number}, not {found['n'].words}.",
                f"{len(listed)} + 1 = {number}",
            )
            return


def _listed(sentence: Sentence, found: Match) -> list[Claim]:
    start = found.place("list")
    stop = start + len(found.words("list"))
    return [claim for place, claim in sentence.at.items() if start <= place < stop]
