"""The same thing said twice, with two values."""

from __future__ import annotations

from collections import defaultdict, deque
from typing import TYPE_CHECKING, Final

from workbench.checks.flag import flag_on
from workbench.checks.pattern import found_in
from workbench.checks.sameness import (
    COMPARED,
    common_words,
    is_named_as_known,
    is_near,
    same_noun,
)
from workbench.checks.slips import THOUSAND, swapped_digits
from workbench.checks.writing import sentence_case, shown
from workbench.claim import Kind, Modifier

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from workbench.checks.figure import Figure
    from workbench.checks.flag import Flag
    from workbench.checks.sentence import Sentence

# How many sentences back a value is still fresh, and how many earlier values are looked through.
_WINDOW: Final = 3
_MEMORY: Final = 100
_NEW_ONES: Final = r"^ (?:other|more|additional|further|remaining|new|extra)\b"
_PART_JUST_NAMED: Final = r"<:NMPQ> ?(?:out )?of (?:the|its|their|those|these) ?(?:\w+ )?$"
_ALL_OF: Final = r"\b(?:the|these|those|all)(?: the| of the)? $"


def same_quantity_conflict(sentences: Sequence[Sentence]) -> Iterator[Flag]:
    """The same thing with two values, the second named as known ("the 66 names"); no leeway.

    Silent where the values differ so much, or in such words, that another thing may be meant.

    >>> from workbench import check
    >>> said = "The database lists 60 names. Most of the {} names in the database are of young men."
    >>> [f.message for f in check(said.format(66))]
    ['60 names here, 66 names there.']
    >>> check(said.format(60))
    []
    """
    earlier: dict[tuple[Kind, str], deque[Figure]] = defaultdict(lambda: deque(maxlen=_MEMORY))
    for at, sentence in enumerate(sentences):
        for place, figure in sentence.figures.items():
            key = (figure.kind, figure.head if figure.kind is Kind.COUNT else "")
            known = earlier[key]
            if _is_known(sentence, place, figure) and not _is_repeated(figure, known):
                window = sentences[max(0, at - _WINDOW) : at + 1]
                yield from _conflict(window, place, figure)
            known.append(figure)


def _is_known(sentence: Sentence, place: int, figure: Figure) -> bool:
    """Whether the figure is named as one that the reader has met: "the 66 names"."""
    if figure.kind not in COMPARED or figure.is_hedged:
        return False
    if not is_named_as_known(sentence, place, figure):
        return False
    is_new = found_in(_NEW_ONES, sentence.after(place))
    return not is_new and not found_in(_PART_JUST_NAMED, sentence.before(place, 24))


def _is_repeated(figure: Figure, known: Iterable[Figure]) -> bool:
    """Whether the story has given that value of the same thing before."""
    return any(one.interval.meets(figure.interval) and same_noun(one, figure) for one in known)


def _conflict(window: Sequence[Sentence], place: int, later: Figure) -> Iterator[Flag]:
    sentence = window[-1]
    for other in reversed(window):
        for spot, one in other.figures.items():
            if other is sentence and spot >= place:
                break
            if _may_be_same(one, later) and _is_same(window, (other, spot), place):
                yield _conflict_flag(sentence, one, later)
                return


def _conflict_flag(sentence: Sentence, earlier: Figure, later: Figure) -> Flag:
    return flag_on(
        sentence.text,
        "magnitude_slip" if _is_thousandfold(earlier, later) else "same_quantity_conflict",
        (earlier, later),
        f"{sentence_case(_named(earlier))} here, {_named(later)} there.",
        f"{shown(earlier.value)} against {shown(later.value)}",
        swapped_digits(earlier.value, later.value),
    )


def _named(figure: Figure) -> str:
    counted = figure.claim.counted
    return f"{figure.words} {counted}" if counted and figure.kind is Kind.COUNT else figure.words


def _is_thousandfold(one: Figure, other: Figure) -> bool:
    return one.value in (other.value * THOUSAND, other.value / THOUSAND)


def _may_be_same(one: Figure, later: Figure) -> bool:
    """Whether two figures can be two values of one thing."""
    if one.kind is not later.kind or one.unit != later.unit or not same_noun(one, later):
        return False
    if one.claim.modifier not in (Modifier.NONE, Modifier.APPROX):
        return False
    return is_near(one, later) and not one.interval.meets(later.interval)


def _is_same(window: Sequence[Sentence], earlier: tuple[Sentence, int], place: int) -> bool:
    """Whether the words around both figures speak of one thing, at one time."""
    sentence, (other, spot) = window[-1], earlier
    one, later = other.figures[spot], sentence.figures[place]
    is_swapped = swapped_digits(one.value, later.value) is not None and one.value >= 1
    if other is not sentence and (is_swapped or _is_thousandfold(one, later)):
        return True
    around = f"{other.before(spot, 40)} {sentence.skeleton[max(0, place - 40) : place + 20]}"
    if found_in(r"\b{contrast}\b", around) or _is_some_of(sentence, place):
        return False
    if other is sentence:
        return found_in(_ALL_OF, sentence.before(place, 14))
    if later.kind is Kind.COUNT:
        follows = other is window[-2] and bool(later.claim.counted)
        return follows or bool(common_words(sentence, other) - {later.head[:4]})
    is_named_by_it = "-" in sentence.after(place, 2)[:1] or "-" in later.words
    if later.kind is Kind.DURATION:
        return "-" in one.words and "-" in later.words and bool(common_words(sentence, other))
    shared = len(common_words(sentence, other))
    return shared > 1 or (is_named_by_it and shared > 0)


def _is_some_of(sentence: Sentence, place: int) -> bool:
    """Whether it says "of the 66 who ...": a part that is told apart."""
    is_of = found_in(r"\bof (?:the )?$", sentence.before(place, 7))
    return is_of and found_in(r"^ ~?(?:who|that|which)", sentence.skeleton[place + 1 :])
