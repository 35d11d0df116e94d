"""Ranks: who is behind has less than who is ahead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbench.checks.pattern import found_in
from workbench.checks.writing import sentence_case, shown
from workbench.claim import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.checks.figure import Figure
    from workbench.checks.flag import Flag
    from workbench.checks.sentence import Match, Sentence

_WITH: Final = r"~~?(?:on|with|at|of|\(|,|who had|which has|which had|'s) ?~?"
_NARROWLY: Final = r"(?:and |just |well |far |some way |narrowly |comfortably )?"
_THAN: Final = r"(?:than )?(?:the |its |their |his |her |that of |\w+'s )~?"
_STILL: Final = r"(?:still |far |well |slightly |just )?"
_IS: Final = r"\b(?:is|are|was|were|making it|and so) (?:\w+ )?"
_COMPARED: Final = (
    # "41 medals, behind Peru on 38"
    rf"<less:#P>~?,? {_NARROWLY}(?:behind|trailing|trails|trailed) {_WITH}<more:#P>",
    r"<less:#P>~?,? (?:behind|trailing) ~<more:#P>",
    rf"<more:#P>~?,? {_NARROWLY}(?:ahead of|followed by|in front of) {_WITH}<less:#P>",
    r"<more:#P>~?,? (?:ahead of|followed by) ~<less:#P>",
    # "41, still fewer than its 38"
    rf"<less:#P>~, {_STILL}(?:fewer|less|lower|smaller|below) {_THAN}<more:#P>",
    rf"<more:#P>~, {_STILL}(?:more|higher|larger|bigger|greater|above) {_THAN}<less:#P>",
    r"\b(?:behind|trailing) ~~(?:with|on) <less:#P>~ (?:to|against) ~<more:#P>",
    # "at 828 m it is taller than the 632 m tower"
    rf"<more:#P>~~{_IS}{{greater_than}} than (?:the |its )?~?<less:#P>",
    rf"<less:#P>~~{_IS}{{less_than}} than (?:the |its )?~?<more:#P>",
    (
        r"\b(?:behind|trailing) ~~(?:on|with|at|\() ?<more:#P>~~(?:on|with|at|had|has|won|"
        r"took|\() ?~?"
        r"<less:#P>"
    ),
)
_ANOTHER_MEASURE: Final = r"\b(?:years?|days?|weeks?|months?|points behind|clear)\b"
_BY_POINTS: Final = r"^ ?(?:point|behind by)"
_DISTANCE: Final = (
    r"^ ?(?:points?|goals?|seats?|votes?|percentage points?|places?|shots?|miles?|km|metres?|laps?|"
    r"seconds?) (?:ahead|behind|clear|in front|adrift)"
)
_FIRST_AND_NEXT: Final = (
    # "the largest, with 52,000 members ... the second largest has 40,000"
    (
        r"\b(?:the )?(?:largest|biggest|most populous|highest|tallest|heaviest|longest|busiest|"
        r"first place|top scorer|leader|winner|top|in first|first)\b~~<more:#P>~~~\b(?:second|next|"
        r"runner-up|smaller|then|followed by|second-\w+)\b~~<less:#P>"
    ),
    r"<more:#P>~~\b(?:is|was|as) ~?{superlative}\b~~~\b(?:next|second)\b~~<less:#P>",
    (
        r"\b(?:the )?(?:{greater}|more \w+) of the (?:two|pair)~~<more:#P>~~~\bthe (?:other|"
        r"second)\b"
        r"~~<less:#P>"
    ),
)
_THEN_SECOND: Final = (
    r"<more:#P>~~~<o:O>[- ]?(?:largest|biggest|placed|place|highest|tallest|longest|"
    r"most)?~~<less:#P>"
)
_SECOND: Final = ("second", "third")
_LIST_AND_REST: Final = (
    r"(?P<list><a:#P>(?:, ~?<:*>)*,? and ~?<:*>)~~~?(?:[;,] )"
    r"(?P<rest>[^.]*\b(?:came next|next|fourth|third|last|behind them|followed)\b[^.]*)"
)
_ONE_MORE: Final = r"(?:with|on|at|scoring|had) $"
_CAME_NEXT: Final = r"^[,.]? ?(?:came next|was next|came last|,|$|\.)"


def rank_order(sentence: Sentence) -> Iterator[Flag]:
    """Who is behind has less than who is ahead; figures that may be equal are silent.

    >>> from workbench import check
    >>> [f.message for f in check("Chile came second with 41 medals, behind Peru on 38.")]
    ['41 stands behind 38.']
    >>> check("Chile came second with 38 medals, behind Peru on 41.")
    []
    """
    if sentence.has(r"\b{low_wins}\b"):
        return
    for found in sentence.find(*_COMPARED):
        if found.has_number("less", "more") and _are_ranked(sentence, found):
            less, more = found["less"], found["more"]
            if less.interval.low > more.interval.high or _is_plainly_more(less, more):
                yield _rank_flag(sentence, less, more)
                return
    yield from _first_and_next(sentence)
    yield from _came_next(sentence)


def _are_ranked(sentence: Sentence, found: Match) -> bool:
    """Whether both figures are what the two are ranked by, and none is the distance itself."""
    between = found.between("less", "more")
    if not found["less"].is_like(found["more"]) or found_in(_ANOTHER_MEASURE, between):
        return False
    place = found.place("less")
    after = sentence.after(place)
    if "behind" in between[:22] and found_in(_BY_POINTS, after):
        return False
    if sentence.before(place).endswith(" to "):
        return False
    return not any(
        found_in(_DISTANCE, sentence.after(found.place(one))) for one in ("less", "more")
    )


def _is_plainly_more(less: Figure, more: Figure) -> bool:
    """Whether two unhedged figures of one precision stand in the wrong order."""
    is_exact = not (less.is_hedged or more.is_hedged) and less.step == more.step
    return is_exact and less.value > more.value


def _rank_flag(sentence: Sentence, less: Figure, more: Figure) -> Flag:
    return sentence.flag(
        "rank_order",
        (less, more),
        f"{sentence_case(less.words)} stands behind {more.words}.",
        f"{shown(less.value)} > {shown(more.value)}",
    )


def _first_and_next(sentence: Sentence) -> Iterator[Flag]:
    for found in (*sentence.find(*_FIRST_AND_NEXT), *_then_second(sentence)):
        if not found.has_number("less", "more"):
            continue
        less, more = found["less"], found["more"]
        if not less.is_like(more) or less.interval.low <= more.interval.high:
            continue
        if less.kind is Kind.COUNT and less.head and more.head and less.head != more.head:
            continue
        yield _rank_flag(sentence, less, more)
        return


def _then_second(sentence: Sentence) -> Iterator[Match]:
    """“The winner had 52 points ... second, with 48”."""
    for found in sentence.find(_THEN_SECOND):
        before = sentence.skeleton[: found.place("more")]
        is_ranked = found.claim("o").text.lower() in _SECOND
        if is_ranked and found_in(r"\b{ranked_first}\b", before):
            yield found


def _came_next(sentence: Sentence) -> Iterator[Flag]:
    """“Scored 91, 88 and 88; a fourth, with 89, came next”."""
    for found in sentence.find(_LIST_AND_REST):
        start = found.place("list")
        stop = start + len(found.words("list"))
        listed = [one for place, one in sentence.figures.items() if start <= place < stop]
        if len(listed) < 2:
            continue
        low = min(listed, key=lambda one: one.value)
        for place, figure in sentence.figures.items():
            if place < stop or figure.kind is not low.kind or figure.value <= low.value:
                continue
            before, after = sentence.before(place, 8), sentence.after(place, 19)
            if found_in(_ONE_MORE, before) and found_in(_CAME_NEXT, after):
                yield _rank_flag(sentence, figure, low)
                return
