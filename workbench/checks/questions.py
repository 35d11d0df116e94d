"""What an editor would ask: notes, off unless a desk switches them on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from workbench.checks.pattern import found_in
from workbench.claim import Kind, Modifier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.checks.flag import Flag, Stretch
    from workbench.checks.sentence import Sentence

_SAYS_OF_WHAT: Final = (
    r"\b(?:of|among|from|than|compared|since|in|between|over|last|a year|each|rate|poll|turnout)\b"
)
_POLL: Final = r"(?P<word>\b(?:poll|opinion poll|survey)\b)"
_FACTOR: Final = r"doubl|tripl|trebl|quadrupl|halv|fold"
_VALUES: Final = frozenset({Kind.COUNT, Kind.MONEY, Kind.QUANTITY, Kind.PERCENT})
_CURRENTLY: Final = r"(?P<word>\b(?:currently|at present|at the moment|to date|so far)\b)"
_MAJORITY: Final = (
    r"\b(?:a majority|the majority|most)~?,? ?-?\(? ?(?:or |some |about )*<share:P>",
    r"<share:P>,? (?:or )?(?:a|the) majority\b",
)
_HALF: Final = 50
_SUPERLATIVE: Final = (
    r"(?P<word>\b(?:the|its|their) (?:world's |country's |region's )?(?:largest|biggest|highest|"
    r"lowest|worst|best|oldest|longest|deadliest|fastest|tallest|richest|poorest|smallest|"
    r"first(?: ever)?|only|most \w+)(?: \w+){0,3} (?:in|since|ever|on record|of all time)\b)"
)
_LARGE: Final = 100


def percent_without_base(sentence: Sentence) -> Iterator[Flag]:
    """A percentage that does not say of what, or from what.

    >>> from workbench import check
    >>> [f.message for f in check("Crime is up 12 percent.", notes=True)]
    ['12 percent: of what, since when?']
    >>> check("Of the members, 12 percent left in 2014.", notes=True)
    []
    """
    shares = [one for one in sentence.figures.values() if one.kind is Kind.PERCENT]
    if shares and not sentence.has(_SAYS_OF_WHAT):
        words = shares[0].words
        yield _note(sentence, "percent_without_base", shares[0], f"{words}: of what, since when?")


def poll_without_size(sentence: Sentence) -> Iterator[Flag]:
    """A poll's percentage without how many were asked, or when.

    >>> from workbench import check
    >>> [f.message for f in check("A poll put support at 40 percent.", notes=True)]
    ['A poll: how many were asked, and when?']
    >>> check("A poll of 1,000 adults in May put support at 40 percent.", notes=True)
    []
    """
    kinds = {claim.kind for claim in sentence.claims}
    for found in sentence.find(_POLL):
        if Kind.PERCENT in kinds and not {Kind.COUNT, Kind.DATE} <= kinds:
            question = f"A {found.words('word')}: how many were asked, and when?"
            yield _note(sentence, "poll_without_size", found.stretch("word"), question)
        return


def doubled_from_what(sentence: Sentence) -> Iterator[Flag]:
    """“Doubled” without either value.

    >>> from workbench import check
    >>> [f.message for f in check("Complaints have doubled.", notes=True)]
    ['doubled: from what to what?']
    >>> check("Complaints have doubled to 60.", notes=True)
    []
    """
    if any(one.kind in _VALUES for one in sentence.claims):
        return
    for claim in sentence.claims:
        if claim.kind is Kind.RATIO and found_in(_FACTOR, claim.text.lower()):
            question = f"{claim.text}: from what to what?"
            yield _note(sentence, "doubled_from_what", claim, question)


def currently_without_date(sentence: Sentence) -> Iterator[Flag]:
    """“Currently” beside a figure, without a day that it holds for.

    >>> from workbench import check
    >>> [f.message for f in check("The list currently has 60 names.", notes=True)]
    ['currently: as of which day?']
    >>> check("The list currently has 60 names, as of 1 June 2016.", notes=True)
    []
    """
    if not sentence.figures or any(claim.kind is Kind.DATE for claim in sentence.claims):
        return
    for found in sentence.find(_CURRENTLY):
        question = f"{found.words('word')}: as of which day?"
        yield _note(sentence, "currently_without_date", found.stretch("word"), question)
        return


def majority_below_half(sentence: Sentence) -> Iterator[Flag]:
    """A "majority" or "most" with a share of half or less.

    >>> from workbench import check
    >>> [f.message for f in check("A majority of them, 48 percent, said no.", notes=True)]
    ['48 percent is no majority: the largest group?']
    >>> check("A majority of them, 52 percent, said no.", notes=True)
    []
    """
    for found in sentence.find(*_MAJORITY):
        if found.has_number("share") and found["share"].interval.high <= _HALF:
            share = found["share"]
            question = f"{share.words} is no majority: the largest group?"
            yield _note(sentence, "majority_below_half", share, question)
            return


def superlative(sentence: Sentence) -> Iterator[Flag]:
    """“The largest in”, "the worst since": checked against what list?

    >>> from workbench import check
    >>> [f.message for f in check("The largest mosque in Europe has 900 places.", notes=True)]
    ['the largest mosque in ...: by which list?']
    >>> check("It is a large mosque, with 900 places.", notes=True)
    []
    """
    for found in sentence.find(_SUPERLATIVE):
        question = f"{found.words('word')} ...: by which list?"
        yield _note(sentence, "superlative", found.stretch("word"), question)
        return


def figure_without_source(sentence: Sentence) -> Iterator[Flag]:
    """A large or hedged figure that nobody is named for.

    >>> from workbench import check
    >>> [f.message for f in check("About 2,000 men have left the country.", notes=True)]
    ['2,000: who says so?']
    >>> check("About 2,000 men have left, the ministry said.", notes=True)
    []
    """
    if sentence.has(r"\b{sourced}\b"):
        return
    for figure in sentence.figures.values():
        if figure.kind not in _VALUES or figure.claim.speaker or figure.value < _LARGE:
            continue
        if figure.claim.modifier is not Modifier.NONE:
            question = f"{figure.words}: who says so?"
            yield _note(sentence, "figure_without_source", figure, question)
            return


def _note(sentence: Sentence, rule: str, of: Stretch, question: str) -> Flag:
    flag = sentence.flag(rule, (of,), question, "a question, not an error")
    return replace(flag, level="note")
