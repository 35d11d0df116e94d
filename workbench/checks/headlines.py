"""The figure of the headline against the story's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from workbench.checks.flag import flag_on
from workbench.checks.interval import Interval
from workbench.checks.pattern import found_in
from workbench.checks.sameness import COMPARED, common_words
from workbench.checks.slips import THOUSAND, swapped_digits
from workbench.checks.writing import shown
from workbench.claim import Kind, Modifier
from workbench.lexicon import rows, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workbench.checks.figure import Figure
    from workbench.checks.flag import Flag
    from workbench.checks.sentence import Sentence

# The lead: how many sentences of the body must say what the headline says.
_LEAD: Final = 3
# A figure of the same size, where neither says what it counts, is the same one.
_TWICE: Final = 2
_NEARLY: Final = 9
_TOLLS: Final = tuple((row["role"], re.compile(rf"\b(?:{row['word']})\b")) for row in rows("tolls"))
_TOLL_BEFORE, _TOLL_AFTER = 45, 60
_PASSES: Final = r"\b(?:pass\w*|top\w*|exceed\w*|cross\w*|over|past|above|surpass\w*|more than) $"
_NEARS: Final = r"\bnears? $"
_PERSONS: Final = words("check_words", "person")


def headline_body(sentences: Sequence[Sentence]) -> Iterator[Flag]:
    r"""The figure of the headline against the body's; a headline may round and may bound.

    >>> from workbench import check
    >>> said = "Quake toll passes 11,000\n\nThe number of dead rose to {} on Wednesday."
    >>> [f.message for f in check(said.format("9,638"))]
    ['The headline says 11,000, the story 9,638.']
    >>> check(said.format("11,236"))
    []
    """
    if len(sentences) < 2 or not _has_headline(sentences):
        return
    headline, body = sentences[0], sentences[1:]
    for place, figure in headline.figures.items():
        if figure.kind not in (*COMPARED, Kind.AGE):
            continue
        wanted = _allowed(headline, place, figure)
        if _is_borne_out(figure, wanted, body):
            continue
        rivals = [
            other
            for sentence in body[:_LEAD]
            for spot, other in sentence.figures.items()
            if other.is_like(figure) and _same_topic((headline, place), (sentence, spot))
        ]
        many = len({one.value for one in rivals}) > 1 and figure.kind is not Kind.PERCENT
        if rivals and not many:
            yield flag_on(
                headline.text,
                "headline_body",
                (figure, rivals[0]),
                f"The headline says {figure.words}, the story {rivals[0].words}.",
                f"{shown(figure.value)} against {shown(rivals[0].value)}",
                swapped_digits(rivals[0].value, figure.value),
            )
            return


def _has_headline(sentences: Sequence[Sentence]) -> bool:
    """Whether the first sentence is a line of its own without a full stop."""
    first, second = sentences[0], sentences[1]
    gap = first.text[first.end : second.start]
    is_first = not first.text[: first.start].strip()
    return is_first and "\n" in gap and not first.words.rstrip().endswith((".", "!", ":", ";"))


def _allowed(headline: Sentence, place: int, figure: Figure) -> Interval:
    """What a headline's figure may stand for: "passes 11,000" is more, a large one is rounded."""
    before = headline.before(place, 22)
    if found_in(_PASSES, before):
        return Interval.above(figure.value, itself=True)
    if found_in(_NEARS, before):
        return Interval(figure.value * _NEARLY / 10, figure.value)
    is_rounded = figure.value >= THOUSAND or figure.kind is Kind.MONEY
    is_level = found_in(r"\b(?:hits?|reach\w*) $", before)
    return figure.loose if is_rounded or is_level else figure.interval


def _is_borne_out(figure: Figure, wanted: Interval, body: Sequence[Sentence]) -> bool:
    """Whether the story has that figure, or two near its beginning that add up to it."""
    for sentence in body:
        for other in sentence.figures.values():
            is_low = other.claim.modifier is Modifier.AT_LEAST and other.value < figure.value
            if not other.is_like(figure) or (is_low and not figure.is_hedged):
                continue
            if other.interval.meets(wanted):
                return True
    near = [
        one for sentence in body[:_LEAD] for one in sentence.figures.values() if one.is_like(figure)
    ]
    return any(
        one is not other and one.interval.plus(other.interval).meets(wanted)
        for one in near
        for other in near
    )


def _same_topic(mine: tuple[Sentence, int], theirs: tuple[Sentence, int]) -> bool:
    """Whether both count the same: the dead and those who died, or things of one name."""
    figure, other = mine[0].figures[mine[1]], theirs[0].figures[theirs[1]]
    if figure.kind is not Kind.COUNT:
        return _same_measure(mine[0], theirs[0], figure)
    topic, their_topic = _topic(mine), _topic(theirs)
    if not topic and not their_topic and min(figure.value, other.value) >= THOUSAND:
        return _is_only_large(theirs[0], figure, other)
    if topic and topic == their_topic:
        is_thing = other.head and other.head not in _PERSONS and other.head != figure.head
        around = theirs[0].before(theirs[1], 25) + theirs[0].after(theirs[1], 17)
        return not is_thing and not found_in(r"\b{another_lot}\b", around)
    return bool(figure.head) and figure.head == other.head


def _same_measure(headline: Sentence, sentence: Sentence, figure: Figure) -> bool:
    """Whether a sum, share, age or length of the story is the headline's."""
    if figure.kind is Kind.AGE:
        return True
    shared = len(common_words(headline, sentence))
    if figure.kind is Kind.PERCENT:
        moves = r"\b{moves}\b"
        return shared > 0 and headline.has(moves) and sentence.has(moves)
    return shared > 1 and sum(one.is_like(figure) for one in sentence.figures.values()) == 1


def _is_only_large(sentence: Sentence, figure: Figure, other: Figure) -> bool:
    """Whether a sentence has one large figure like the headline's, and about as large."""
    like = (one for one in sentence.figures.values() if one.is_like(figure))
    large = [one for one in like if one.value >= THOUSAND]
    return len(large) == 1 and figure.value / _TWICE <= other.value <= figure.value * _TWICE


def _topic(at: tuple[Sentence, int]) -> str | None:
    """What a figure counts, by the nearest word of ``lexicon/tolls.tsv``."""
    skeleton, place = at[0].skeleton, at[1]
    near = [
        (min(abs(found.start() - place), abs(found.end() - place)), role)
        for role, pattern in _TOLLS
        for found in pattern.finditer(skeleton, max(0, place - _TOLL_BEFORE), place + _TOLL_AFTER)
    ]
    return min(near)[1] if near else None
