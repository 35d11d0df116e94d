"""Order: ranges, ranks and margins."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from workbench.checks.interval import Interval, shown
from workbench.checks.periods import is_dated, year_of
from workbench.checks.sentence import found_in
from workbench.claim import Claim, Kind, Modifier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.checks.figure import Figure
    from workbench.checks.flag import Flag
    from workbench.checks.sentence import Sentence

_FALLS: Final = (
    r"\b(?:fell|fall\w*|drop\w*|declin\w*|decreas\w*|down|lower\w*|cut\w*|reduc\w*|shrank|shrunk|slid\w*|slip\w*|"
    r"plung\w*|dwindl\w*|sank|went|go(?:es)?|gone|chang\w*|mov\w*|switch\w*|shift\w*|swung|trimm\w*|slash\w*|countdown|backwards?)\b"
)


def range_order(sentence: Sentence) -> Iterator[Flag]:
    """The lower end of a range stands first; falls "from 9 to 4" are no ranges.

    >>> from workbench import check
    >>> [f.message for f in check("Between 60 and 40 fighters are thought to have crossed.")]
    ['The range runs backwards: 60 to 40.']
    >>> check("Between 40 and 60 fighters are thought to have crossed.")
    []
    """
    for found in sentence.find(
        r"\bbetween <a:#PA>~?(?: and | to |-)<b:#PA>",
        r"\b(?:rang\w+|var\w+|anywhere|stretch\w+|spann\w+|anything) ~?(?:from|between) ~?<a:#PA>~? ?(?:to|up to|and|-) ?~?<b:#PA>",
        r"\bfrom ~?<a:#PA>~~(?:up to|as high as|upwards? to) ~?<b:#PA>",
        r"\b(?:aged|ages|aged between|aged from|ages from) <a:#A>(?: and | to |-)<b:#A>",
        r"\bfrom <a:#>~<b:#>",
    ):
        if not found.has_number("a", "b"):
            continue
        low, high = found["a"], found["b"]
        is_plain = sentence.skeleton[found.start : found.end].startswith("from") and "up to" not in sentence.skeleton[found.start : found.end] and "high as" not in sentence.skeleton[found.start : found.end]
        if is_plain and high.claim.modifier is not Modifier.UP_TO and not found_in(r"\brang\w+ $|\bvar\w+ $", sentence.skeleton[: found.start]):
            continue
        if not low.is_like(high) or low.value <= high.value or low.interval.meets(high.interval):
            continue
        before = sentence.skeleton[max(0, found.start - 40) : found.start]
        if found_in(_FALLS, before) and "between" not in sentence.skeleton[found.start : found.end]:
            continue
        if found_in(r"\b(?:difference|gap|match|game|score|draw|split|won|beat|lost|vote|exchange)\b", before):
            continue
        if _is_scaled(low, high):
            continue
        yield _backwards(sentence, low, high, shown(low.value), shown(high.value))
        return
    for found in sentence.find(
        r"\b(?:between|from) (?:the )?<a:D>~?(?: and | to | until | through |-)~?<b:D>", r"\(<a:D> ?- ?<b:D>\)"
    ):
        start, end = found.claim("a"), found.claim("b")
        first, last = year_of(start), year_of(end)
        if first is None or last is None or first <= last or not (is_dated(start) and is_dated(end)):
            continue
        if not (re.search(r"\d{4}", start.text) and re.search(r"\d{4}", end.text)):
            continue
        if found_in(r"\b(?:postpon\w*|mov\w*|brought forward|chang\w*|back|compar\w*|down|drop\w*|fell|fall)\b", sentence.skeleton):
            continue
        yield _backwards(sentence, start, end, start.text, end.text)
        return
    for claim in sentence.claims:
        ends = re.fullmatch(r"(\d{4})/(\d{4})", str(claim.value)) if claim.kind is Kind.DATE else None
        if ends and ends.group(1) > ends.group(2):
            yield _backwards(sentence, claim, claim, ends.group(1), ends.group(2))
        written = re.fullmatch(r"(\d{4}) ?(?:-|–|—|to) ?(\d{4})", claim.text)
        if written and not ends and written.group(1) > written.group(2) and claim.kind is Kind.DATE:
            yield _backwards(sentence, claim, claim, written.group(1), written.group(2))
        if isinstance(claim.value, tuple) and claim.kind in (Kind.COUNT, Kind.PERCENT, Kind.QUANTITY, Kind.AGE):
            low, high = claim.value
            before = sentence.skeleton[: len(sentence.skeleton)]
            if low is None or high is None or low <= high or not re.search(r"\d-\d|\d–\d| to | and ", claim.text):
                continue
            place = next(at for at, one in sentence.at.items() if one is claim)
            lead = before[max(0, place - 30) : place]
            if not found_in(r"\b(?:about|some|around|estimated|rang\w+|aged|between|for|of|with|take|takes|last\w*|need\w*|cost\w*|expect\w*) $|^$", lead) or found_in(_FALLS, lead):
                continue
            if found_in(r"\b(?:by|vote|voted|won|win|lead|beat|defeat|score|margin|split|majority|lost|victory)\b", before) or "between" in lead:
                continue
            yield _backwards(sentence, claim, claim, shown(low), shown(high))


def _is_scaled(low: Figure, high: Figure) -> bool:
    """ "Between 900 and 1.2 million" or "$5 to 6 million": the scale stands only once."""
    scale = re.compile(r"thousand|million|billion|trillion|[kmb]n?\b", re.IGNORECASE)
    return bool(scale.search(low.words)) is not bool(scale.search(high.words)) and low.claim is not high.claim


def _backwards(
    sentence: Sentence, low: Figure | Claim, high: Figure | Claim, first: str, last: str
) -> Flag:
    return sentence.flag(
        "range_order",
        (low, high),
        f"The range runs backwards: {first} to {last}.",
        f"{first} > {last}",
        f"{last} to {first}.",
    )


_LOW_WINS: Final = r"\b(?:seconds|minutes?|strokes?|under par|over par|race|lap|golf|time|times|faults?|penalty|penalties|unemployment|cheapest|smallest|lowest|fewest|least|shortest|poorest|youngest|slowest|fastest|quickest|pole|handicap|deaths?)\b"
_SECOND: Final = r"(?:second|runner-up|runners-up|third|fourth|fifth|next)"
_FIRST: Final = r"(?:first|top|topped|led|leads|leading|leader\w*|largest|biggest|most|highest|winn\w*|won|ahead|heaviest|longest|tallest|oldest|busiest|richest|best)"


def rank_order(sentence: Sentence) -> Iterator[Flag]:
    """Who is behind has less than who is ahead; figures that may be equal are silent.

    >>> from workbench import check
    >>> [f.message for f in check("Chile came second with 41 medals, behind Peru on 38.")]
    ['41 stands behind 38.']
    >>> check("Chile came second with 38 medals, behind Peru on 41.")
    []
    """
    if sentence.has(_LOW_WINS):
        return
    for found in sentence.find(
        r"<less:#P>~?,? (?:and |just |well |far |some way |narrowly )?(?:behind|trailing|trails|trailed) ~~?(?:on|with|at|of|\(|,|who had|which has|which had|'s) ?~?<more:#P>",
        r"<less:#P>~?,? (?:behind|trailing) ~<more:#P>",
        r"<more:#P>~?,? (?:and |just |well |far |narrowly |comfortably )?(?:ahead of|followed by|in front of) ~~?(?:on|with|at|of|\(|,|who had|which has|which had|'s) ?~?<less:#P>",
        r"<more:#P>~?,? (?:ahead of|followed by) ~<less:#P>",
        r"<less:#P>~, (?:still |far |well |slightly |just )?(?:fewer|less|lower|smaller|below) (?:than )?(?:the |its |their |his |her |that of |\w+'s )~?<more:#P>",
        r"<more:#P>~, (?:still |far |well |slightly |just )?(?:more|higher|larger|bigger|greater|above) (?:than )?(?:the |its |their |his |her |that of |\w+'s )~?<less:#P>",
        r"\b(?:behind|trailing) ~~(?:with|on) <less:#P>~ (?:to|against) ~<more:#P>",
        r"<more:#P>~~\b(?:is|are|was|were|making it|and so) (?:\w+ )?(?:taller|higher|larger|longer|heavier|bigger|deeper|older|wider|faster) than (?:the |its )?~?<less:#P>",
        r"<less:#P>~~\b(?:is|are|was|were|making it|and so) (?:\w+ )?(?:shorter|lower|smaller|lighter|younger|narrower|slower|shallower) than (?:the |its )?~?<more:#P>",
        r"\b(?:behind|trailing) ~~(?:on|with|at|\() ?<more:#P>~~(?:on|with|at|had|has|won|took|\() ?~?<less:#P>",
    ):
        if not found.has_number("less", "more"):
            continue
        less, more = found["less"], found["more"]
        between = sentence.skeleton[min(less_at := found.place("less"), found.place("more")) : max(less_at, found.place("more"))]
        if found_in(r"\b(?:years?|days?|weeks?|months?|points behind|clear)\b", between) or not less.is_like(more):
            continue
        if found_in(r"\bto $", sentence.skeleton[max(0, found.place("less") - 4) : found.place("less")]) or sentence.skeleton[less_at + 1 :].lstrip().startswith(("point", "behind by")) and "behind" in between[:22]:
            continue
        if _is_gap(sentence, found.place("less")) or _is_gap(sentence, found.place("more")):
            continue
        if less.interval.low > more.interval.high or (_is_plainly_more(less, more)):
            yield _rank_flag(sentence, less, more)
            return
    yield from _superlative(sentence)
    yield from _came_next(sentence)


def _is_plainly_more(less: Figure, more: Figure) -> bool:
    """Whether two unhedged figures of one precision stand in the wrong order."""
    return not (less.is_hedged or more.is_hedged) and less.step == more.step and less.value > more.value


def _is_gap(sentence: Sentence, place: int) -> bool:
    """Whether the figure is the distance itself: "three points ahead of"."""
    after = sentence.skeleton[place + 1 : place + 30]
    return found_in(r"^ ?(?:points?|goals?|seats?|votes?|percentage points?|places?|shots?|miles?|km|metres?|laps?|seconds?) (?:ahead|behind|clear|in front|adrift)", after)


def _rank_flag(sentence: Sentence, less: Figure, more: Figure) -> Flag:
    return sentence.flag(
        "rank_order",
        (less, more),
        f"{less.words} stands behind {more.words}.",
        f"{shown(less.value)} > {shown(more.value)}",
    )


def _superlative(sentence: Sentence) -> Iterator[Flag]:
    """ "The largest, with 40,000 members, ... the second largest has 52,000"."""
    for found in sentence.find(
        rf"\b(?:the )?(?:largest|biggest|most populous|highest|tallest|heaviest|longest|busiest|first place|top scorer|leader|winner|top|in first|first)\b~~<more:#P>~~~\b(?:second|next|runner-up|smaller|then|followed by|second-\w+)\b~~<less:#P>",
        r"<more:#P>~~\b(?:is|was|as) ~?(?:largest|biggest|highest|tallest|longest|heaviest|deepest|busiest|oldest)\b~~~\b(?:next|second)\b~~<less:#P>",
        rf"\b(?:the )?{_GREATER} of the (?:two|pair)~~<more:#P>~~~\bthe (?:other|second)\b~~<less:#P>",
        r"<more:#P>~~~<o:O>[- ]?(?:largest|biggest|placed|place|highest|tallest|longest|most)?~~<less:#P>",
    ):
        if not found.has_number("less", "more"):
            continue
        less, more = found["less"], found["more"]
        if "o" in found and (found.claim("o").text.lower() not in ("second", "third") or not found_in(r"\b(?:largest|biggest|highest|tallest|longest|most|first|top|won|leader|winner|led|best|finished|gold)\b", sentence.skeleton[: found.place("more")])):
            continue
        if not less.is_like(more) or less.interval.low <= more.interval.high or less.claim.counted != more.claim.counted and less.kind is Kind.COUNT and _own(less) and _own(more):
            continue
        yield _rank_flag(sentence, less, more)
        return


_GREATER: Final = r"(?:stronger|larger|bigger|older|taller|heavier|higher|faster|longer|richer|deeper|busier|costlier|hotter|wider|more \w+)"


def _own(figure: Figure) -> bool:
    return bool(figure.claim.counted)


def _came_next(sentence: Sentence) -> Iterator[Flag]:
    """ "Scored 91, 88 and 88; a fourth, with 89, came next"."""
    for found in sentence.find(
        r"(?P<list><a:#P>(?:, ~?[\ue000-\uf8ff])*,? and ~?[\ue000-\uf8ff])~~~?(?:[;,] )(?P<rest>[^.]*\b(?:came next|next|fourth|third|last|behind them|followed)\b[^.]*)"
    ):
        start, stop = found.place("list"), found.place("list") + len(found.words("list"))
        listed = [one for place, one in sentence.figures.items() if start <= place < stop]
        lowest = min((one.value for one in listed), default=None)
        for place, figure in sentence.figures.items():
            after = sentence.skeleton[place + 1 : place + 20]
            before = sentence.skeleton[max(0, place - 8) : place]
            if place < stop or figure.kind is not listed[0].kind or lowest is None or len(listed) < 2:
                continue
            if not found_in(r"(?:with|on|at|scoring|had) $", before) or not found_in(r"^[,.]? ?(?:came next|was next|came last|,|$|\.)", after):
                continue
            if figure.value > lowest:
                low = min(listed, key=lambda one: one.value)
                yield _rank_flag(sentence, figure, low)
                return


_MARGIN: Final = r"(?:margin|majority|lead|win|victory|advantage|defeat|gap|difference|deficit|winning margin|loss|edge|triumph)"


def vote_margin(sentence: Sentence) -> Iterator[Flag]:
    """A result against the margin beside it; rounded shares leave a point, a majority may be over half.

    >>> from workbench import check
    >>> [f.message for f in check("She won by 54 percent to 44 percent, a margin of 12 points.")]
    ['54 against 44 is a margin of 10, not 12.']
    >>> check("She won by 54 percent to 44 percent, a margin of 10 points.")
    []
    """
    for one, other, margin in _results(sentence):
        first, second = one[0], other[0]
        if first == second:
            continue
        gap = first - second
        exact = abs(gap)
        stated = margin.value
        if stated in (exact, exact / 2) or (margin.is_hedged and margin.interval.meets(Interval.exactly(exact))):
            continue
        total = first + second
        over_half = max(first, second) - (total / 2).to_integral_value()
        if stated in (over_half, over_half + 1, max(first, second) - total / 2):
            continue
        leeway = Decimal(1) if one[1] else Decimal(0)
        leeway += margin.rounding if margin.step < 1 else Decimal(0)
        if abs(stated - exact) <= leeway:
            continue
        yield sentence.flag(
            "vote_margin",
            (*(figure for figure in (one[2], other[2])), margin),
            f"{shown(first)} against {shown(second)} is a margin of {shown(exact)}, not "
            f"{shown(stated)}.",
            f"{shown(max(first, second))} - {shown(min(first, second))} = {shown(exact)}",
        )
        return


Side = tuple[Decimal, bool, "Figure | Claim"]


def _results(sentence: Sentence) -> Iterator[tuple[Side, Side, Figure]]:
    """The two sides of a result and the margin that is claimed; True for whole per cent."""
    margins = [
        found["c"]
        for found in sentence.find(
            rf"{_MARGIN}~?\bof (?:only |just |some )?<c:NPM>",
            rf"<c:NP>[- ](?:\w+[- ]){{0,2}}?{_MARGIN}\b",
            r"\bby (?:just |only )?<c:NP> ?(?:points?|votes?|goals?|seats?|percentage points?|runs?|tries)\b(?! (?:to|against|for)\b)",
            r"<c:NP> (?:points?|votes?|goals?|seats?|percentage points?) (?:ahead|more|clear|behind|in front)",
        )
        if found.has_number("c")
    ]
    if len({one.start for one in margins}) != 1:
        return
    margin = margins[0]
    for found in sentence.find(
        r"<a:NP>~?(?: to | against |-| versus |, against | compared with | - )~?<b:NP>",
        r"<a:NP>~~(?:to|against|with|,) ~?(?:'s )?<b:NP>",
        r"<a:NP>~~(?:while|and|with|but) ~~<b:NP>",
        r"\b(?:in favour|for|yes|ayes?):? ~?<a:N>~~(?:against|no|noes):? ~?<b:N>",
        r"<a:NP>~~~(?:behind|ahead of|against|over) ~~<b:NP>",
    ):
        if not found.has_number("a", "b"):
            continue
        one, other = found["a"], found["b"]
        if margin.start in (one.start, other.start) and one.claim is not other.claim:
            continue
        if one.kind is not other.kind or margin.claim in (one.claim, other.claim):
            continue
        if max(one.value, other.value) < margin.value and one.kind is Kind.COUNT:
            continue
        if one.kind is Kind.COUNT and not found_in(r"\b(?:vote\w*|won|win|beat|seats?|majority|ballot\w*|elected|defeat\w*|passed|approved|rejected|lead\w*|ahead|margin|victory|in favour|against|trail\w*)\b", sentence.skeleton):
            continue
        whole = one.kind is Kind.PERCENT and one.step >= 1 and other.step >= 1 and margin.step < 1
        yield (one.value, whole, one), (other.value, whole, other), margin
        return
    for claim in sentence.claims:
        parts = re.fullmatch(r"(\d+)-(\d+)", str(claim.value)) if claim.kind is Kind.SCORE else None
        if parts:
            yield (Decimal(parts.group(1)), False, claim), (Decimal(parts.group(2)), False, claim), margin
            return
