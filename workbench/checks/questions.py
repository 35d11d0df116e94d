"""What an editor would ask: notes, off unless a desk switches them on."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from workbench.checks.sentence import found_in
from workbench.claim import Claim, Kind, Modifier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.checks.flag import Flag
    from workbench.checks.sentence import Sentence


def _note(
    sentence: Sentence, rule: str, of: tuple[Claim | _Stretch, ...], question: str
) -> Flag:
    flag = sentence.flag(rule, of, question, "a question, not an error")  # type: ignore[arg-type]
    return replace(flag, level="note")


class _Stretch:
    """Words of the sentence that a note stands on."""

    def __init__(self, sentence: Sentence, found: re.Match[str]) -> None:
        self.start = sentence.offset(found.start())
        self.end = sentence.offset(found.end() - 1) + 1


def percent_without_base(sentence: Sentence) -> Iterator[Flag]:
    """A percentage that does not say of what, or from what.

    >>> from workbench import check
    >>> [f.message for f in check("Crime is up 12 percent.", notes=True)]
    ['12 percent of what, since when?']
    >>> check("Of the members, 12 percent left in 2014.", notes=True)
    []
    """
    for place, share in sentence.figures.items():
        if share.kind is not Kind.PERCENT or sentence.has(r"\b(?:of|among|from|than|compared|since|in|between|over|last|a year)\b"):
            continue
        del place
        yield _note(sentence, "percent_without_base", (share.claim,), f"{share.words} of what, since when?")
        return


_POLL: Final = re.compile(r"\b(?:poll|opinion poll|survey)\b")


def poll_without_size(sentence: Sentence) -> Iterator[Flag]:
    """A poll's percentage without how many were asked, or when.

    >>> from workbench import check
    >>> [f.message for f in check("A poll put support at 40 percent.", notes=True)]
    ['How many were asked, when, by whom?']
    >>> check("A poll of 1,000 adults in May put support at 40 percent.", notes=True)
    []
    """
    found = _POLL.search(sentence.skeleton)
    kinds = {claim.kind for claim in sentence.claims}
    if found and Kind.PERCENT in kinds and not {Kind.COUNT, Kind.DATE} <= kinds:
        yield _note(sentence, "poll_without_size", (_Stretch(sentence, found),), "How many were asked, when, by whom?")


def doubled_from_what(sentence: Sentence) -> Iterator[Flag]:
    """ "Doubled" without either value.

    >>> from workbench import check
    >>> [f.message for f in check("Complaints have doubled.", notes=True)]
    ['doubled: from what to what?']
    >>> check("Complaints have doubled to 60.", notes=True)
    []
    """
    values = {Kind.COUNT, Kind.MONEY, Kind.QUANTITY, Kind.PERCENT}
    for claim in sentence.claims:
        is_factor = claim.kind is Kind.RATIO and found_in(r"doubl|tripl|trebl|quadrupl|halv|fold", claim.text.lower())
        if is_factor and not any(one.kind in values for one in sentence.claims):
            yield _note(sentence, "doubled_from_what", (claim,), f"{claim.text}: from what to what?")


_CURRENTLY: Final = re.compile(r"\b(?:currently|at present|at the moment|to date|so far)\b")


def currently_without_date(sentence: Sentence) -> Iterator[Flag]:
    """ "Currently" beside a figure, without a day that it holds for.

    >>> from workbench import check
    >>> [f.message for f in check("The list currently has 60 names.", notes=True)]
    ['currently: as of which day?']
    >>> check("The list currently has 60 names, as of 1 June 2016.", notes=True)
    []
    """
    found = _CURRENTLY.search(sentence.skeleton)
    if found and sentence.figures and all(claim.kind is not Kind.DATE for claim in sentence.claims):
        yield _note(sentence, "currently_without_date", (_Stretch(sentence, found),), f"{found.group()}: as of which day?")


def majority_below_half(sentence: Sentence) -> Iterator[Flag]:
    """A "majority" or "most" with a share of half or less.

    >>> from workbench import check
    >>> [f.message for f in check("A majority, 48 percent, were against it.", notes=True)]
    ['48 percent is no majority: the largest group?']
    >>> check("A majority, 52 percent, were against it.", notes=True)
    []
    """
    for found in sentence.find(r"\b(?:a majority|the majority|most),? ?-?\(? ?(?:or |some |about )*<share:P>", r"<share:P>,? (?:or )?(?:a|the) majority\b"):
        if found.has_number("share") and found["share"].interval.high <= 50:
            share = found["share"]
            yield _note(sentence, "majority_below_half", (share.claim,), f"{share.words} is no majority: the largest group?")
            return


_SUPERLATIVE: Final = re.compile(
    r"\b(?:the|its|their) (?:world's |country's |region's )?(?:largest|biggest|highest|lowest|worst|best|oldest|longest|deadliest|"
    r"fastest|tallest|richest|poorest|smallest|first(?: ever)?|only|most \w+)(?: \w+){0,3} (?:in|since|ever|on record|of all time)\b"
)


def superlative(sentence: Sentence) -> Iterator[Flag]:
    """ "The largest in", "the worst since": checked against what list?

    >>> from workbench import check
    >>> [f.message for f in check("It is the largest mosque in Europe.", notes=True)]
    ['the largest mosque in: by which list?']
    >>> check("It is a large mosque.", notes=True)
    []
    """
    found = _SUPERLATIVE.search(sentence.skeleton)
    if found:
        yield _note(sentence, "superlative", (_Stretch(sentence, found),), f"{found.group()}: by which list?")


_GIVEN: Final = frozenset({Kind.COUNT, Kind.MONEY, Kind.PERCENT, Kind.QUANTITY})
_SOURCED: Final = r"\b(?:according to|said|says|told|report\w*|figures|data|records?|statement|show\w*|study|survey|poll|official\w*|estimat\w*|by the|census)\b"
_LARGE: Final = 100


def figure_without_source(sentence: Sentence) -> Iterator[Flag]:
    """A large or hedged figure that nobody is named for.

    >>> from workbench import check
    >>> [f.message for f in check("About 2,000 men have left the country.", notes=True)]
    ['2,000: who says so?']
    >>> check("About 2,000 men have left, the ministry said.", notes=True)
    []
    """
    for figure in sentence.figures.values():
        if figure.kind not in _GIVEN or figure.claim.speaker or sentence.has(_SOURCED):
            continue
        if figure.value >= _LARGE and figure.claim.modifier is not Modifier.NONE:
            yield _note(sentence, "figure_without_source", (figure.claim,), f"{figure.words}: who says so?")
            return
