"""What can only come after something is not dated before it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from workbench.checks.calendar import has_year, month_day_in
from workbench.checks.pattern import found_in
from workbench.checks.periods import is_dated
from workbench.checks.writing import sentence_case
from workbench.claim import Claim, Modifier
from workbench.lexicon import rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.checks.flag import Flag
    from workbench.checks.sentence import Sentence


def _event(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words.replace('*', chr(92) + 'w*')})\b")


_ORDER: Final = tuple((_event(row["first"]), _event(row["then"])) for row in rows("event_order"))
_TURNED: Final = r"\b(?:before|after|until)\b"
_ACTS_OF_THE_DEAD: Final = (
    r"\bwho died ~?(?:in|on) <died:D>,? ~?\b{act_of_living}\b~~(?:in|on) <then:D>",
    (
        r"\b(?:who |he |she )?died ~?(?:in|on) <died:D>[^;.]{0,30}?\b(?:he|she|and) "
        r"\b{act_of_living}\b~~(?:in|on) <then:D>"
    ),
)
_HAVING_DONE: Final = (
    r"\b(?:in|on) <a:D>,? (?:after )?having (?:already |been |first )?(?:\w+ ){1,6}(?:in|on) <b:D>",
    r"^having ~(?:in|on) <b:D>,~~(?:in|on) <a:D>",
)
_BEFORE_OR_AFTER: Final = (
    (
        r"\bin <a:D>,? (?:shortly |soon |just |long |immediately |well |years |months |weeks )?"
        r"(?P<way>before|after) ~<b:D>"
    ),
    r"\b(?P<way>before|after) ~(?:in|of|on) <b:D>, ~(?:in|on) <a:D>",
)


def chronology(sentence: Sentence) -> Iterator[Flag]:
    """What can only come after something is not dated before it; equal coarse dates are silent.

    >>> from workbench import check
    >>> [f.message for f in check("Jailed in 2013, he was released in 2011 after an amnesty.")]
    ['Released (2011) cannot be before jailed (2013).']
    >>> check("Jailed in 2011, he was released in 2013 after an amnesty.")
    []
    """
    if not sentence.has(r"\b{posthumous}\b"):
        yield from _in_order(sentence)
        yield from _acts_of_the_dead(sentence)
    yield from _having_done(sentence)
    yield from _before_or_after(sentence)


def _in_order(sentence: Sentence) -> Iterator[Flag]:
    events = list(_events(sentence))
    for early, first in events:
        for late, second in events:
            if first is second or not _is_earlier(second, first):
                continue
            pair = _ordered(early, late)
            if pair:
                yield sentence.flag(
                    "chronology",
                    (first, second),
                    f"{sentence_case(pair[1])} ({second.text}) cannot be before {pair[0]} "
                    f"({first.text}).",
                    f"{second.value} < {first.value}",
                )
                return


def _events(sentence: Sentence) -> Iterator[tuple[str, Claim]]:
    """Every date with the words between the date before and it."""
    start = 0
    for place, claim in sentence.at.items():
        if is_dated(claim):
            if words := sentence.skeleton[start:place]:
                yield words, claim
            start = place + 1


def _is_earlier(one: Claim, other: Claim) -> bool:
    """Whether a date is of an earlier year than another, or an earlier day of the same year."""
    if not (one.latest and other.earliest):
        return False
    if has_year(one.text) and has_year(other.text):
        return one.latest.year < other.earliest.year
    are_days = month_day_in(one.text) is not None and month_day_in(other.text) is not None
    return are_days and one.latest < other.earliest and one.latest.year == other.earliest.year


def _ordered(early: str, late: str) -> tuple[str, str] | None:
    """The two verbs where the first stretch holds what must come first, the second what follows."""
    if found_in(_TURNED, late):
        return None
    for first, then in _ORDER:
        one = first.findall(early)
        other = one and then.findall(late)
        if other and not then.search(early):
            return one[-1], other[-1]
    return None


def _acts_of_the_dead(sentence: Sentence) -> Iterator[Flag]:
    for found in sentence.find(*_ACTS_OF_THE_DEAD):
        died, then = found.claim("died"), found.claim("then")
        if died.latest and then.earliest and then.earliest > died.latest:
            yield sentence.flag(
                "chronology",
                (died, then),
                f"Somebody who died in {died.text} did nothing in {then.text}.",
                f"{then.value} > {died.value}",
            )
            return


def _having_done(sentence: Sentence) -> Iterator[Flag]:
    for found in sentence.find(*_HAVING_DONE):
        one, other = found.claim("a"), found.claim("b")
        if one.latest and other.earliest and other.earliest > one.latest:
            yield sentence.flag(
                "chronology",
                (one, other),
                f"What was done before {one.text} was not done in {other.text}.",
                f"{other.value} > {one.value}",
            )
            return


def _before_or_after(sentence: Sentence) -> Iterator[Flag]:
    """A word of direction that contradicts the dates: "in 2010, after the war of 2012"."""
    for found in sentence.find(*_BEFORE_OR_AFTER):
        one, other, way = found.claim("a"), found.claim("b"), found.words("way")
        if one.modifier in (Modifier.UNTIL, Modifier.SINCE) or not _contradicts(one, way, other):
            continue
        yield sentence.flag(
            "chronology",
            (one, other),
            f"{one.text} is not {way} {other.text}.",
            f"{one.value} against {other.value}",
        )
        return


def _contradicts(one: Claim, way: str, other: Claim) -> bool:
    """Whether the first date is not before, or not after, the second."""
    if not (one.earliest and one.latest and other.earliest and other.latest):
        return False
    if not (is_dated(one) and is_dated(other)):
        return False
    if way == "before":
        return one.earliest > other.latest
    return one.latest < other.earliest
