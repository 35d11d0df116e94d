"""The same thing said twice: two values for it, headline against body, bounds and exact values."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from workbench.checks.figure import Figure, figures_of
from workbench.checks.interval import Interval, shown
from workbench.checks.sentence import flag_on, found_in
from workbench.claim import Kind, Modifier
from workbench.lexicon import rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workbench.checks.flag import Flag
    from workbench.checks.sentence import Sentence

_COMPARED: Final = (Kind.COUNT, Kind.MONEY, Kind.QUANTITY, Kind.PERCENT, Kind.DURATION)
_WINDOW: Final = 3
_TOO_FAR: Final = 2
_CONTRAST: Final = (
    r"\b(?:rose|risen|rise|grew|grown|increas\w*|fell|fallen|dropp?\w*|declin\w*|up from|down from|more than|"
    r"earlier|previous\w*|last (?:year|month|week|season)|then|later|initially|at first|revised|updated|"
    r"now|so far|by (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)|another|other|additional|"
    r"further|remaining|rest|while|whereas|although|but|however|instead|compared|against|than|estimat\w*|"
    r"target|goal|plan\w*|according to|up to|at least|about|around|would|could|will|should|if)\b"
)


def _numbers(sentence: Sentence) -> list[tuple[int, Figure]]:
    return list(sentence.figures.items())


def _content(sentence: Sentence) -> frozenset[str]:
    """Words that carry the sense of a sentence, cut to their stem."""
    return frozenset(
        word[:4]
        for word in re.findall(r"[a-z]{4,}", sentence.skeleton)
        if word not in _EMPTY
    )


_EMPTY: Final = frozenset(
    ("said that this with from have been were they their them than then more most also when which "
     "will would could about after before over under into only some such other there where while "
     "what years year people told says according each every being between during last first").split()
)


def _head(figure: Figure) -> str:
    words = (figure.claim.counted or "").lower().split()
    return words[-1].rstrip("s") if words else ""


_DEFINITE: Final = re.compile(r"\b(?:the|these|those|all|its|their|his|her|both|all the|all of the)(?: same| full| \w+'s)? $")


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
    for at, sentence in enumerate(sentences):
        for place, later in _numbers(sentence):
            if later.kind not in _COMPARED or later.is_hedged or not _is_known(sentence, place, later):
                continue
            earlier = _earlier(sentences, at, later, place)
            if earlier is None:
                continue
            thousand = later.value in (earlier.value * 1000, earlier.value / 1000)
            yield flag_on(
                sentence.text,
                "magnitude_slip" if thousand else "same_quantity_conflict",
                (earlier, later),
                f"{_named(earlier)} here, {_named(later)} there.",
                f"{shown(earlier.value)} against {shown(later.value)}",
                _transposed(earlier, later),
            )


def _named(figure: Figure) -> str:
    counted = figure.claim.counted
    return f"{figure.words} {counted}" if counted and figure.kind is Kind.COUNT else figure.words


def _is_slip(one: Figure, other: Figure) -> bool:
    """Whether two values differ by what a hand does wrong: digits swapped, a scale word."""
    if one.value in (other.value * 1000, other.value / 1000):
        return True
    return _transposed(one, other) is not None and min(one.value, other.value) >= 1


def _transposed(one: Figure, other: Figure) -> str | None:
    first, second = shown(one.value), shown(other.value)
    if sorted(first) == sorted(second):
        return f"{first} and {second} have the same digits in another order."
    return None


def _is_known(sentence: Sentence, place: int, figure: Figure) -> bool:
    """Whether the figure is named as one that the reader has met: "the 66 names"."""
    before = sentence.skeleton[max(0, place - 22) : place]
    before += sentence.text[figure.claim.ext_start : figure.claim.start].lower()
    return _DEFINITE.search(before) is not None


def _earlier(
    sentences: Sequence[Sentence], at: int, later: Figure, place: int
) -> Figure | None:
    sentence = sentences[at]
    after = sentence.skeleton[place + 1 : place + 3]
    hyphen = after.startswith("-") or later.words.count("-") > 0
    if found_in(r"^ (?:other|more|additional|further|remaining|new|extra)\b", sentence.skeleton[place + 1 :]):
        return None
    if other_part(sentence, place):
        return None
    same_value = [
        one for other in sentences[: at + 1] for _, one in _numbers(other)
        if one is not later and one.kind is later.kind and one.interval.meets(later.interval) and _same_noun(one, later)
    ]
    if same_value:
        return None
    own = _content(sentence)
    for other in reversed(sentences[max(0, at - _WINDOW) : at + 1]):
        for spot, one in _numbers(other):
            if one is later or (other is sentence and spot >= place) or one.kind is not later.kind:
                continue
            if one.claim.modifier not in (Modifier.NONE, Modifier.APPROX) or one.unit != later.unit:
                continue
            if not _same_noun(one, later) or one.interval.meets(later.interval):
                continue
            if not _is_near(one, later):
                continue
            if _is_slip(one, later) and other is not sentence:
                return one
            stretch = other.skeleton[max(0, spot - 40) : spot] + " " + sentence.skeleton[max(0, place - 40) : place + 20]
            if found_in(_CONTRAST, stretch) or found_in(r"\bof $|\bof the $", sentence.skeleton[max(0, place - 7) : place]) and found_in(r"^ ~?(?:who|that|which)", sentence.skeleton[place + 1 :]):
                continue
            if other is sentence and not found_in(r"\b(?:the|these|those|all)(?: the| of the)? $", sentence.skeleton[max(0, place - 14) : place]):
                continue
            shared = own & _content(other)
            shared -= {_head(later)[:4]}
            follows = 0 < sentences.index(sentence) - sentences.index(other) <= 1 and bool(later.claim.counted)
            if other is not sentence and not shared and not (follows and later.kind is Kind.COUNT):
                continue
            if later.kind is Kind.DURATION and not (one.words.count("-") and later.words.count("-")):
                continue
            if later.kind is not Kind.COUNT and not hyphen and len(shared) < 2 and other is not sentence:
                continue
            return one
    return None


def other_part(sentence: Sentence, place: int) -> bool:
    """Whether the figure is the whole of a part just named: "56 of the 59"."""
    return found_in(r"[\ue000-\ue003] ?(?:out )?of (?:the|its|their|those|these) ?(?:\w+ )?$", sentence.skeleton[max(0, place - 24) : place])


def _same_noun(one: Figure, other: Figure) -> bool:
    if one.kind is not Kind.COUNT:
        return True
    first, second = (one.claim.counted or "").lower(), (other.claim.counted or "").lower()
    if not first or not second:
        return False
    if first == second or first.rstrip("s") == second.rstrip("s"):
        return True
    return _head(one) == _head(other) and (" " not in first or " " not in second) and _head(one) not in ("people", "men", "women", "children", "day", "year", "time")


def _is_near(one: Figure, other: Figure) -> bool:
    """Whether one may be a slip for the other: a digit off, two swapped, or within a third."""
    low, high = sorted((one.value, other.value))
    if low <= 0:
        return False
    if sorted(str(low)) == sorted(str(high)):
        return True
    return high / low <= 1 + 1 / _TOO_FAR and high >= 5 or high == low * 10 or high == low * 1000


_TOLLS: Final = tuple(
    (row["role"], re.compile(rf"\b(?:{row['word']})\b")) for row in rows("tolls")
)


def headline_body(sentences: Sequence[Sentence]) -> Iterator[Flag]:
    """The figure of the headline against the body's; a headline may round and may bound.

    >>> from workbench import check
    >>> said = "Quake toll passes 11,000\\n\\nThe number of dead in the quake rose to {} on Wednesday."
    >>> [f.message for f in check(said.format("9,638"))]
    ['The headline says 11,000, the story 9,638.']
    >>> check(said.format("11,236"))
    []
    """
    if len(sentences) < 2 or not _is_headline(sentences):
        return
    headline, body = sentences[0], sentences[1:]
    for place, figure in _numbers(headline):
        if figure.kind not in (*_COMPARED, Kind.AGE) or figure.claim.value is None:
            continue
        wanted = _headline_interval(headline, place, figure)
        rivals = []
        fits = False
        for sentence in body:
            for spot, other in _numbers(sentence):
                if not other.is_like(figure):
                    continue
                # a part of it, or the sum of two, may be what the headline counts
                is_low = other.claim.modifier is Modifier.AT_LEAST and other.value < figure.value
                if other.interval.meets(wanted) and not (is_low and not figure.is_hedged):
                    fits = True
                elif sentence in body[:_WINDOW] and _same_topic(headline, place, figure, sentence, spot, other):
                    rivals.append(other)
        if fits or not rivals or _sum_fits(rivals, body, figure, wanted):
            continue
        other = rivals[0]
        if len({one.value for one in rivals}) > 1 and figure.kind is not Kind.PERCENT:
            continue
        yield flag_on(
            headline.text,
            "headline_body",
            (figure, other),
            f"The headline says {figure.words}, the story {other.words}.",
            f"{shown(figure.value)} against {shown(other.value)}",
            _transposed(figure, other),
        )
        return


def _is_headline(sentences: Sequence[Sentence]) -> bool:
    """Whether the first sentence is a line of its own without a full stop."""
    first, second = sentences[0], sentences[1]
    gap = first.text[first.end : second.start]
    lead = first.text[: first.start].strip()
    return not lead and "\n" in gap and not first.words.rstrip().endswith((".", "!", ":", ";"))


def _headline_interval(headline: Sentence, place: int, figure: Figure) -> Interval:
    before = headline.skeleton[max(0, place - 22) : place]
    if found_in(r"\b(?:pass\w*|top\w*|exceed\w*|cross\w*|over|past|above|surpass\w*|hits?|reach\w*|more than|nears?) $", before):
        if found_in(r"\b(?:hits?|reach\w*) $", before):
            return figure.loose
        if "near" in before:
            return Interval(figure.value * 9 / 10, figure.value)
        return Interval.above(figure.value, itself=True)
    return figure.loose if figure.value >= 1000 or figure.kind is Kind.MONEY else figure.interval


def _same_topic(
    headline: Sentence, place: int, figure: Figure, sentence: Sentence, spot: int, other: Figure
) -> bool:
    """Whether both count the same: the dead and those who died, or the same noun."""
    mine, theirs = _topic(headline.skeleton, place), _topic(sentence.skeleton, spot)
    if figure.kind is Kind.COUNT and min(figure.value, other.value) >= 1000 and not mine and not theirs:
        large = [one for _, one in _numbers(sentence) if one.is_like(figure) and one.value >= 1000]
        return len(large) == 1 and figure.value / 2 <= other.value <= figure.value * 2
    if mine & theirs:
        head = _head(other)
        if figure.kind is Kind.COUNT and head and head not in _PERSONS and head != _head(figure) and not _topic(head, 0):
            return False
        return not found_in(r"\b(?:another|further|others?|including|of (?:them|whom|these)|earlier|previous\w*|last year|since|more)\b", sentence.skeleton[max(0, spot - 25) : spot + 18])
    if figure.kind is not Kind.COUNT:
        shared = _content(headline) & _content(sentence)
        if figure.kind is Kind.AGE:
            return True
        if figure.kind is Kind.PERCENT:
            return bool(shared) and sentence is not headline and found_in(_MOVES, headline.skeleton) and found_in(_MOVES, sentence.skeleton)
        return len(shared) >= 2 and sum(one.is_like(figure) for _, one in _numbers(sentence)) == 1
    first, second = _head(figure), _head(other)
    return bool(first) and first == second


_MOVES: Final = r"\b(?:eas\w+|slow\w*|rise\w*|rose|fall\w*|fell|drop\w*|climb\w*|jump\w*|hits?|reach\w*|up|down|grow\w*|grew|slips?|slipped|at|to)\b"
_PERSONS: Final = frozenset(
    ("people person men man women woman child children passenger worker soldier civilian resident other student "
     "pupil villager miner officer police fan protester migrant fighter dead tourist patient victim sailor").split()
)


def _topic(words: str, place: int) -> set[str]:
    """What the figure at that place counts, by the nearest word that says it."""
    start, stop = max(0, place - 45), place + 60
    near = [
        (min(abs(found.start() - place), abs(found.end() - place)), role)
        for role, pattern in _TOLLS
        for found in pattern.finditer(words, start, stop)
    ]
    return {min(near)[1]} if near else set()


def _sum_fits(
    rivals: Sequence[Figure], body: Sequence[Sentence], figure: Figure, wanted: Interval
) -> bool:
    near = [one for sentence in body[:_WINDOW] for _, one in _numbers(sentence) if one.is_like(figure)]
    return any(
        one is not other and one.interval.plus(other.interval).meets(wanted)
        for one in near for other in near
    )


def precision_conflict(sentences: Sequence[Sentence]) -> Iterator[Flag]:
    """ "Exactly" so many against another exact number of the same; no leeway.

    >>> from workbench import check
    >>> said = "{} 500 runners finished; they published the names of all 487 finishers."
    >>> [f.message for f in check(said.format("Exactly"))]
    ['Exactly 500 is said, and 487.']
    >>> check(said.format("Almost"))
    []
    """
    for at, sentence in enumerate(sentences):
        for place, exact in _numbers(sentence):
            said = sentence.text[max(sentence.start, exact.claim.start - 14) : exact.claim.end].lower()
            after = sentence.skeleton[place + 1 : place + 12]
            if not found_in(r"\b(?:exactly|precisely)\b", said) and not found_in(r"^,? ?(?:exactly|precisely)", after):
                continue
            for other_sentence in sentences[at : at + 2]:
                for spot, other in _numbers(other_sentence):
                    if other is exact or not other.is_like(exact) or other.value == exact.value:
                        continue
                    if other_sentence is sentence and spot < place and not _is_known(sentence, spot, other):
                        continue
                    if not _is_near(exact, other) or other.interval.meets(Interval.exactly(exact.value)):
                        continue
                    is_other_word = other_sentence is sentence and found_in(r"\bor $", sentence.skeleton[max(0, spot - 4) : spot])
                    if not is_other_word and not (_all_of(other_sentence, spot, other) or _same_noun(exact, other) and exact.claim.counted):
                        continue
                    stretch = other_sentence.skeleton[max(0, spot - 25) : spot + 20]
                    if found_in(r"\b(?:last|earlier|previous\w*|another|more|than|of (?:whom|which|these)|from|year|then|while|but only|fewer|up|down)\b", stretch):
                        continue
                    yield flag_on(
                        sentence.text,
                        "precision_conflict",
                        (exact, other),
                        f"Exactly {exact.words} is said, and {other.words}.",
                        f"{shown(exact.value)} against {shown(other.value)}",
                    )
                    return


def _all_of(sentence: Sentence, place: int, figure: Figure) -> bool:
    before = sentence.skeleton[max(0, place - 26) : place]
    after = sentence.skeleton[place + 1 : place + 40]
    if found_in(r"\ball $", before) and after.startswith(" of them"):
        return True
    return found_in(r"\b(?:all|the|its|their|total of|counted|count of|listed|recorded|shows?|showed|put \w+ at|was|were|at|sold|registered|names of) $", before) or found_in(r"\b(?:in all|in total|altogether)\b", after)


_COUNTED: Final = (
    r"\b(?:in all|in total|altogether|in fact|exact\w*|official\w*|the (?:exact|final|precise|actual|full) \w+|final (?:count|tally|figure)|"
    r"counted|tallied|recorded|registered|the count|put(?:ting)? (?:it|them|the [\w ]+) at|the number of [\w ]+ at|was (?:put|counted) at|listed|"
    r"to be precise|precisely|only|just|namely|names?|tally|figure|records? show\w*|list of the|names of the|total\w*|logged|measured|weighed|came to|"
    r"stood at|released|published|according to the (?:register|count|list))\b"
)


def bound_vs_value(sentences: Sequence[Sentence]) -> Iterator[Flag]:
    """ "More than", "at most" against the exact value of the same thing; on the edge is silent.

    >>> from workbench import check
    >>> [f.message for f in check("More than 300 people attended; stewards counted 280 in all.")]
    ['280 is not more than 300.']
    >>> check("Nearly 300 people attended; stewards counted 280 in all.")
    []
    """
    for at, sentence in enumerate(sentences):
        for place, bound in _numbers(sentence):
            side = _bound(sentence, place, bound)
            if side is None:
                continue
            words, allowed, is_rule = side
            for other_sentence in sentences[at : at + 2]:
                for spot, exact in _numbers(other_sentence):
                    if exact is bound or not exact.is_like(bound) or exact.is_hedged:
                        continue
                    if other_sentence is sentence and spot < place:
                        continue
                    if exact.interval.meets(allowed) or not _is_comparable(bound, exact, is_rule=is_rule):
                        continue
                    if is_rule:
                        shared = _content(sentence) & _content(other_sentence)
                        if not shared_kind(bound, exact, other_sentence, spot):
                            continue
                        if other_sentence is sentence and not found_in(r"[;:]|\b(?:and|but|yet|while|with|though|carr\w+|held|was|were|had)\b", sentence.skeleton[place:spot]):
                            continue
                        if other_sentence is not sentence and not shared:
                            continue
                    elif not _is_exact_count(sentence, other_sentence, place, spot, bound, exact):
                        continue
                    stretch = other_sentence.skeleton[max(0, spot - 30) : spot + 18]
                    if found_in(r"\b(?:of (?:them|whom|which|these|those)|another|others?|more|each|every|including|last year|from|previous\w*|a year earlier|compared|rais\w*|increas\w*|appeal\w*|reduc\w*|overturn\w*|quash\w*|old)\b", stretch):
                        continue
                    yield flag_on(
                        sentence.text,
                        "bound_vs_value",
                        (bound, exact),
                        f"{exact.words} is not {words} {bound.words}.",
                        f"{shown(exact.value)} against {words} {shown(bound.value)}",
                    )
                    return


def shared_kind(bound: Figure, exact: Figure, sentence: Sentence, spot: int) -> bool:
    """A rule about money or measures binds amounts that are charged, paid or reached."""
    del spot
    return bound.kind is Kind.COUNT or not sentence.has(r"\b(?:average|profit|revenue|budget|total|together)\b") or bound.unit != exact.unit


def _bound(
    sentence: Sentence, place: int, figure: Figure
) -> tuple[str, Interval, bool] | None:
    """What the figure bounds, in words, and whether it is a rule (a maximum) or a count."""
    value, hedge = figure.value, figure.claim.modifier
    around = sentence.skeleton[max(0, place - 40) : place] + " " + sentence.skeleton[place + 1 : place + 24]
    if figure.kind not in _COMPARED or isinstance(figure.claim.value, tuple):
        return None
    if found_in(r"\b(?:maximum|capped|cap of|limit\w*|no more than|not exceed\w*|must not|may not|ceiling|at most|holds up to|capacity|can reach|can carry|up to)\b", around):
        if found_in(r"\b(?:above|over|exceed\w* the|more than the|broke|beyond) ", around) and hedge is not Modifier.UP_TO:
            return None
        return "at most", Interval(figure.value * 0, figure.interval.high if hedge is Modifier.UP_TO else value), True
    if found_in(r"\b(?:minimum|no less than|no fewer than|at least .* required|floor of)\b", around):
        return "at least", Interval.above(value, itself=True), True
    lead = sentence.skeleton[:place]
    if hedge is Modifier.MORE_THAN and found_in(r"\b(?:no|not|never|none|nobody|nothing|cannot|n't)\b", lead[-60:]):
        return "at most", Interval(value * 0, value), True
    if hedge is Modifier.NONE and figure.kind is Kind.QUANTITY and (turn := re.search(r"\b(?:stay\w*|remain\w*|kept|held|was|were|never) (above|over|below|under) $", lead)):
        over = (turn.group(1) in ("above", "over")) is not lead[: turn.end()].endswith(f"never {turn.group(1)} ")
        return ("more than", Interval.above(value, itself=True), False) if over else ("less than", Interval(value - 1000, value), False)
    if hedge is Modifier.MORE_THAN:
        return "more than", Interval.above(value, itself=False), False
    if hedge is Modifier.AT_LEAST:
        return "at least", Interval.above(value, itself=True), False
    if hedge is Modifier.LESS_THAN:
        return "fewer than" if figure.kind is Kind.COUNT else "less than", Interval(value * 0, value, open_high=True), False
    return None


_EXTREME: Final = r"\b(?:a (?:high|low|peak|maximum|minimum)(?: of)?|the (?:dearest|cheapest|highest|lowest|longest|shortest|largest|smallest|oldest|youngest|heaviest|slowest|fastest))\b"


def _is_comparable(bound: Figure, exact: Figure, *, is_rule: bool) -> bool:
    ratio = exact.value / bound.value if bound.value else 0
    if is_rule:
        return bool(ratio) and ratio <= 20 and _same_or_no_noun(bound, exact)
    return _same_or_no_noun(bound, exact) and bool(ratio) and Interval(
        bound.value / 2, bound.value * 2
    ).meets(Interval.exactly(exact.value))


def _same_or_no_noun(bound: Figure, exact: Figure) -> bool:
    if bound.kind is not Kind.COUNT:
        return True
    return not _head(exact) or not _head(bound) or _head(bound) == _head(exact)


def _is_exact_count(
    sentence: Sentence, other: Sentence, place: int, spot: int, bound: Figure, exact: Figure
) -> bool:
    """Whether the second figure is the count of what the first one bounds."""
    before = other.skeleton[place + 1 : spot] if other is sentence else other.skeleton[:spot]
    after = other.skeleton[spot + 1 : spot + 24]
    counted = found_in(_COUNTED, before[-60:]) or found_in(rf"^[\w ,]{{0,14}}?{_COUNTED}", after)
    alone = found_in(r"^ ?(?:[.,;)-]|$|in all|in total|altogether)", after) or _head(exact) == _head(bound)
    apposition = other is sentence and found_in(r"^[\w ]{0,40}?(?: ?- ?| ?\(|: ?)$", before) and found_in(r"^ ?(?:[)-]|,|in all)", after)
    extreme = bound.kind is not Kind.COUNT and found_in(_EXTREME, before[-70:])
    return (counted and alone) or apposition or extreme
