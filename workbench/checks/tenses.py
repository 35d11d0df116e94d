"""The publication day: what is told as past before it happens, and what "yesterday" was."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from workbench.checks.calendar import MONTHS, WEEKDAYS, has_year, month_day_in, month_in, written
from workbench.checks.pattern import found_in
from workbench.checks.periods import is_dated, year_of
from workbench.claim import Modifier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.checks.flag import Flag
    from workbench.checks.sentence import Sentence
    from workbench.claim import Claim

_PAST: Final = r"\b(?:{past}|[a-z]{2,}ed)\b"
_CLAUSE_ENDS: Final = re.compile(r"[;:\"]|, (?:and|but|which|who|while|said)\b|\bsaid\b")
_LEADS_TO_DATE: Final = (" on", " in", ",", "in", "on", "of", "early", "late", "mid")
_PART_OF_YEAR: Final = r"\b(?:{month}|end|spring|summer|autumn|winter) of$"
_LABEL: Final = r"^-?(?:\d| {labelled_year})"
_BOUNDS: Final = (Modifier.BY, Modifier.UNTIL, Modifier.BEFORE)
_RELATIVE_DAYS: Final = {"yesterday": -1, "today": 0, "tomorrow": 1}
_RELATIVE_YEARS: Final = {"last year": -1, "this year": 0, "next year": 1}
_RELATIVE_MONTHS: Final = {"last month": -1, "this month": 0, "next month": 1}
_BESIDE: Final = (
    r"<near:D>,? ?\(?(?:on |in |that is,? |i\.e\.,? |- ?)?<said:D>",
    r"<said:D>,? ?\(?(?:- ?)?<near:D>",
)


def after_publication(sentence: Sentence) -> Iterator[Flag]:
    """A past tense with a date that begins after the publication day; plans are exempt.

    >>> from datetime import date
    >>> from workbench import check
    >>> said = "Two brothers were arrested on {} June 2016, the prosecutor said."
    >>> [f.message for f in check(said.format(14), date(2016, 6, 10))]
    ['14 June 2016 is after the publication date, 10 June 2016, but is told as past.']
    >>> check(said.format(8), date(2016, 6, 10))
    []
    """
    published = sentence.published
    if published is None:
        return
    for place, claim in sentence.at.items():
        if not is_dated(claim) or claim.earliest is None or claim.earliest <= published:
            continue
        if has_year(claim.text) and claim.modifier not in _BOUNDS and _is_past(sentence, place):
            yield sentence.flag(
                "after_publication",
                (claim,),
                f"{claim.text} is after the publication date, {written(published)}, but is told "
                "as past.",
                f"{claim.earliest.isoformat()} > {published.isoformat()}",
            )


def _is_past(sentence: Sentence, place: int) -> bool:
    """Whether the clause before a date tells what happened then."""
    clause = _CLAUSE_ENDS.split(sentence.skeleton[:place])[-1].strip()
    if not found_in(_PAST, clause) or found_in(r"\b{ahead}\b", clause):
        return False
    if not clause.endswith(_LEADS_TO_DATE) or found_in(_LABEL, sentence.after(place)):
        return False
    if "edition" in clause:
        return False
    return not clause.endswith(" of") or found_in(_PART_OF_YEAR, clause)


def relative_day(sentence: Sentence) -> Iterator[Flag]:
    """“Yesterday”, "last year" against the date beside it, counted from the publication day.

    >>> from datetime import date
    >>> from workbench import check
    >>> [f.message for f in check("'We met yesterday, June 2,' he said.", date(2016, 5, 31))]
    ['yesterday was 30 May 2016, not June 2.']
    >>> check("'We met yesterday, May 30,' he said.", date(2016, 5, 31))
    []
    """
    published = sentence.published
    if published is None:
        return
    for found in sentence.find(*_BESIDE):
        near, said = found.claim("near"), found.claim("said")
        right = _right_date(near.text.lower(), said, published)
        if right is None:
            continue
        tense = "is" if near.text.lower().startswith(("tomorrow", "next")) else "was"
        yield sentence.flag(
            "relative_day",
            (near, said),
            f"{near.text} {tense} {right}, not {said.text}.",
            f"published {published.isoformat()}, a {WEEKDAYS[published.weekday()]}",
        )


def _right_date(near: str, said: Claim, published: date) -> str | None:
    """What the relative words mean where the date beside them says another; None where it fits."""
    day = next((one for one in _RELATIVE_DAYS if near.endswith(one)), None)
    if day is not None and (month_day := month_day_in(said.text)):
        return _right_day(published, day, month_day)
    if near in _RELATIVE_YEARS and has_year(said.text) and year_of(said) is not None:
        year = published.year + _RELATIVE_YEARS[near]
        return None if year_of(said) == year else str(year)
    if near in _RELATIVE_MONTHS and (month := month_in(said.text)):
        wanted = (published.month - 1 + _RELATIVE_MONTHS[near]) % 12 + 1
        return None if month == wanted else MONTHS[wanted - 1]
    return None


def _right_day(published: date, word: str, month_day: tuple[int, int]) -> str | None:
    """The day that was meant; a story of today may have been written the day before."""
    if published in (date.min, date.max):
        return None  # no day before the first of all, none after the last
    day = published + timedelta(days=_RELATIVE_DAYS[word])
    possible = [day]
    if word == "today":
        possible.append(day - timedelta(days=1))
    return None if month_day in [(one.month, one.day) for one in possible] else written(day)
