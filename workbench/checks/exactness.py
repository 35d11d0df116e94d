"""Exact figures against exact ones, and against the bounds that the story gives."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from workbench.checks.flag import flag_on
from workbench.checks.interval import Interval
from workbench.checks.pattern import bits_of, found_in, has_any
from workbench.checks.sameness import (
    COMPARED,
    common_words,
    is_named_as_known,
    is_near,
    same_noun,
)
from workbench.checks.writing import sentence_case, shown
from workbench.claim import Kind, Modifier

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workbench.checks.figure import Figure
    from workbench.checks.flag import Flag
    from workbench.checks.sentence import Sentence

_EXACTLY: Final = r"\b(?:exactly|precisely)\b"
_NAMED_EXACTLY: Final = (
    r"\b(?:all|the|its|their|total of|counted|count of|listed|recorded|shows?|showed|put \w+ "
    r"at|was|"
    r"were|at|sold|registered|names of(?: all)?) $"
)
_IN_ALL: Final = r"\b(?:in all|in total|altogether)\b"
_BROKEN: Final = r"\b{broken_limit} "
_REQUIRED: Final = r"\b(?:{least}|at least .* required)\b"
_RULED: Final = ("required", *bits_of("limit", "least"))
_TURN: Final = re.compile(
    r"\b(?:stay\w*|remain\w*|kept|held|was|were|(?P<never>never)) (?P<side>above|over|below|"
    r"under) $"
)
_HOW_FAR_BELOW: Final = 1000
_MOST_TIMES: Final = 20
_CLAUSE: Final = r"[;:]|\b(?:and|but|yet|while|with|though|carr\w+|held|was|were|had)\b"
_OTHER_MEASURE: Final = r"\b(?:average|profit|revenue|budget|total|together)\b"
_EXTREME: Final = (
    r"\b(?:a (?:high|low|peak|maximum|minimum)(?: of)?|the (?:dearest|cheapest|highest|lowest|"
    r"longest|shortest|largest|smallest|oldest|youngest|heaviest|slowest|fastest))\b"
)
_COUNT_OF: Final = (
    r"\b(?:{counted_up}|the number of [\w ]+ at|put(?:ting)? (?:it|them|the [\w ]+) at|"
    r"was (?:put|counted) at)\b"
)
_ALONE: Final = r"^ ?(?:[.,;)-]|$|in all|in total|altogether)"
_APPOSITION: Final = (r"^[\w ]{0,40}?(?: ?- ?| ?\(|: ?)$", r"^ ?(?:[)-]|,|in all)")


@dataclass(frozen=True, slots=True)
class _Bound:
    """What a story says that something is not above or below.

    Attributes:
        words: "more than", "at most".
        allowed: The numbers that it leaves.
        is_rule: Whether it is a maximum or minimum, and not a rough count.
    """

    words: str
    allowed: Interval
    is_rule: bool = False

    @property
    def broken(self) -> str:
        """What to say of a value beyond it."""
        if not self.is_rule:
            return f"not {self.words}"
        return "above the maximum of" if self.words == "at most" else "below the minimum of"


def precision_conflict(sentences: Sequence[Sentence]) -> Iterator[Flag]:
    """“Exactly” so many against another exact number of the same; no leeway.

    >>> from workbench import check
    >>> said = "{} 500 runners finished; they published the names of all 487 finishers."
    >>> [f.message for f in check(said.format("Exactly"))]
    ['Exactly 500 is said, and 487.']
    >>> check(said.format("Almost"))
    []
    """
    for at, sentence in enumerate(sentences):
        if "xactly" not in sentence.words and "recisely" not in sentence.words:
            continue
        for place, exact in sentence.figures.items():
            if not _is_exact(sentence, place, exact):
                continue
            for other_sentence, spot, other in _figures(sentences[at : at + 2]):
                if other is exact or not _conflicts((sentence, place), (other_sentence, spot)):
                    continue
                yield flag_on(
                    sentence.text,
                    "precision_conflict",
                    (exact, other),
                    f"Exactly {exact.words} is said, and {other.words}.",
                    f"{shown(exact.value)} against {shown(other.value)}",
                )
                return


def _figures(sentences: Sequence[Sentence]) -> Iterator[tuple[Sentence, int, Figure]]:
    for sentence in sentences:
        for place, figure in sentence.figures.items():
            yield sentence, place, figure


def _is_exact(sentence: Sentence, place: int, figure: Figure) -> bool:
    start = max(sentence.start, figure.claim.start - 14)
    said = sentence.text[start : figure.claim.end].lower()
    return found_in(_EXACTLY, said) or found_in(rf"^,? ?{_EXACTLY}", sentence.after(place, 11))


def _conflicts(mine: tuple[Sentence, int], theirs: tuple[Sentence, int]) -> bool:
    """Whether another exact value is given for what is said to be exactly so many."""
    (sentence, place), (other_sentence, spot) = mine, theirs
    exact, other = sentence.figures[place], other_sentence.figures[spot]
    if not other.is_like(exact) or not is_near(exact, other):
        return False
    if other.interval.meets(Interval.exactly(exact.value)):
        return False
    is_here = other_sentence is sentence
    if is_here and spot < place and not is_named_as_known(sentence, spot, other):
        return False
    is_in_other_words = is_here and sentence.before(spot).endswith(" or ")
    is_same = bool(exact.claim.counted) and same_noun(exact, other)
    if not (is_in_other_words or is_same or _is_all_of_them(other_sentence, spot)):
        return False
    around = other_sentence.skeleton[max(0, spot - 25) : spot + 20]
    return not found_in(r"\b{one_of_both}\b", around)


def _is_all_of_them(sentence: Sentence, place: int) -> bool:
    before, after = sentence.before(place), sentence.after(place, 39)
    if before.endswith(" all ") and after.startswith(" of them"):
        return True
    return found_in(_NAMED_EXACTLY, before) or found_in(_IN_ALL, after)


def bound_vs_value(sentences: Sequence[Sentence]) -> Iterator[Flag]:
    """“More than”, "at most" against the exact value of the same thing; on the edge is silent.

    >>> from workbench import check
    >>> [f.message for f in check("More than 300 people attended; stewards counted 280 in all.")]
    ['280 is not more than 300.']
    >>> check("Nearly 300 people attended; stewards counted 280 in all.")
    []
    """
    for at, sentence in enumerate(sentences):
        for place, figure in sentence.figures.items():
            bound = _bound(sentence, place, figure)
            if bound is None:
                continue
            for other, spot, exact in _figures(sentences[at : at + 2]):
                if exact is figure or (other is sentence and spot < place):
                    continue
                if not _breaks(bound, figure, exact):
                    continue
                if _is_bound_by((sentence, place), (other, spot), bound):
                    yield flag_on(
                        sentence.text,
                        "bound_vs_value",
                        (figure, exact),
                        f"{sentence_case(exact.words)} is {bound.broken} {figure.words}.",
                        f"{shown(exact.value)} against {bound.words} {shown(figure.value)}",
                    )
                    return


def _bound(sentence: Sentence, place: int, figure: Figure) -> _Bound | None:
    """What the figure bounds; None where it bounds nothing."""
    if figure.kind not in COMPARED or figure.is_range:
        return None
    around = f"{sentence.before(place, 40)} {sentence.after(place, 23)}"
    if has_any(_RULED, around):
        if found_in(r"\b{limit}\b", around):
            return _limit(figure, around)
        if found_in(_REQUIRED, around):
            return _Bound("at least", Interval.above(figure.value, itself=True), is_rule=True)
    if figure.claim.modifier is Modifier.NONE:
        return _kept_to(sentence, place, figure)
    return _hedged(figure, is_denied=found_in(r"\b{none}\b", sentence.before(place, 60)))


def _limit(figure: Figure, around: str) -> _Bound | None:
    """A maximum, unless the sentence itself says that it was passed."""
    is_up_to = figure.claim.modifier is Modifier.UP_TO
    if found_in(_BROKEN, around) and not is_up_to:
        return None
    most = figure.interval.high if is_up_to else figure.value
    return _Bound("at most", Interval(Decimal(0), most), is_rule=True)


def _kept_to(sentence: Sentence, place: int, figure: Figure) -> _Bound | None:
    """“Stayed above 30C”, "never above 30C"."""
    turn = _TURN.search(sentence.before(place)) if figure.kind is Kind.QUANTITY else None
    if turn is None:
        return None
    value = figure.value
    if (turn["side"] in ("above", "over")) is (turn["never"] is None):
        return _Bound("more than", Interval.above(value, itself=True))
    return _Bound("less than", Interval(value - _HOW_FAR_BELOW, value))


def _hedged(figure: Figure, *, is_denied: bool) -> _Bound | None:
    """The side that a hedge names; "none of them had more than 30" is a maximum."""
    if is_denied and figure.claim.modifier is Modifier.MORE_THAN:
        return _Bound("at most", Interval(Decimal(0), figure.value), is_rule=True)
    match figure.claim.modifier:
        case Modifier.MORE_THAN:
            return _Bound("more than", Interval.above(figure.value, itself=False))
        case Modifier.AT_LEAST:
            return _Bound("at least", Interval.above(figure.value, itself=True))
        case Modifier.LESS_THAN:
            fewer = "fewer than" if figure.kind is Kind.COUNT else "less than"
            return _Bound(fewer, Interval(Decimal(0), figure.value, open_high=True))
        case _:
            return None


def _breaks(bound: _Bound, figure: Figure, exact: Figure) -> bool:
    """Whether an exact value of the same kind of thing lies beyond the bound."""
    if not exact.is_like(figure) or exact.is_hedged or exact.interval.meets(bound.allowed):
        return False
    if figure.kind is Kind.COUNT and exact.head and figure.head and exact.head != figure.head:
        return False
    ratio = exact.value / figure.value if figure.value else Decimal(0)
    if bound.is_rule:
        return 0 < ratio <= _MOST_TIMES
    return Decimal("0.5") <= ratio <= Decimal(2)


def _is_bound_by(mine: tuple[Sentence, int], theirs: tuple[Sentence, int], bound: _Bound) -> bool:
    """Whether the exact value is of the case that the bound is for."""
    other, spot = theirs
    around = other.skeleton[max(0, spot - 30) : spot + 18]
    if found_in(r"\b{other_case}\b", around):
        return False
    return _falls_under(mine, theirs) if bound.is_rule else _is_count_of(mine, theirs)


def _falls_under(mine: tuple[Sentence, int], theirs: tuple[Sentence, int]) -> bool:
    """Whether a maximum or minimum applies to the second figure."""
    (sentence, place), (other, spot) = mine, theirs
    if sentence.figures[place].kind is not Kind.COUNT and other.has(_OTHER_MEASURE):
        return False
    if other is sentence:
        return found_in(_CLAUSE, sentence.skeleton[place:spot])
    return bool(common_words(sentence, other))


def _is_count_of(mine: tuple[Sentence, int], theirs: tuple[Sentence, int]) -> bool:
    """Whether the second figure is the count of what the first one bounds."""
    (sentence, place), (other, spot) = mine, theirs
    bound, exact = sentence.figures[place], other.figures[spot]
    before = other.skeleton[place + 1 if other is sentence else 0 : spot]
    after = other.after(spot, 23)
    counted = found_in(_COUNT_OF, before[-60:]) or found_in(rf"^[\w ,]{{0,14}}?{_COUNT_OF}", after)
    if counted and (found_in(_ALONE, after) or exact.head == bound.head):
        return True
    if other is sentence and found_in(_APPOSITION[0], before) and found_in(_APPOSITION[1], after):
        return True
    return bound.kind is not Kind.COUNT and found_in(_EXTREME, before[-70:])
