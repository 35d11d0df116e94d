"""Changes from one value to another: by how much, by how many per cent, how many times."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from workbench.checks.interval import Interval, shown
from workbench.checks.sentence import found_in
from workbench.claim import Kind, Modifier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.checks.figure import Figure
    from workbench.checks.flag import Flag
    from workbench.checks.sentence import Match, Sentence

_HUNDRED: Final = Decimal(100)
_TIMES_LEEWAY: Final = Decimal("0.05")
_SLIGHTLY_OVER: Final = Decimal("1.5")
_NEARLY: Final = Decimal("0.8")
_UP: Final = (
    r"(?:rose|rises?|risen|rising|grew|grow[ns]?|growing|growth|gain\w*|climb\w*|jump\w*|increas\w*|up|"
    r"surg\w*|soar\w*|higher|more|add\w*|rais\w*|advanc\w*|expand\w*|swell\w*|swelled|extra|rall\w+|improve\w*|"
    r"upturn|leap\w*|leapt|boost\w*|put on|hike\w*|lift\w*|push\w*)"
)
_DOWN: Final = (
    r"(?:fell|falls?|fallen|falling|drop\w*|declin\w*|decreas\w*|down|lower\w*|fewer|less|shrank|shrunk|"
    r"shrink\w*|slid\w*|slip\w*|sank|plung\w*|plummet\w*|tumbl\w*|cut\w*|los[est]\w*|reduc\w*|dip\w*|shed|"
    r"slump\w*|trimm\w*|slash\w*|loss|eas\w+|narrow\w*|dwindl\w*|off)"
)
_MOVE: Final = rf"\b(?:{_UP}|{_DOWN})\b"

# From A to B, in the ways that a story says it.
_FROM_TO: Final = (
    r"\bfrom ~<a:#PR>~~?\b(?:to|into) ~?<b:#PR>",
    r"\b(?:to|at|reached|hit|stands? at|stood at|of) ~?<b:#PR>(?:~|~<:D>~), ?(?:from|(?:up|down) from) ~?<a:#PR>",
    r"\b(?:to|at|reached|hit|stands? at|stood at|of) ~?<b:#PR>(?:~|~<:D>~)\b(?:from|(?:up|down) from) ~?<a:#PR>",
    r"<b:#PR>~~?,? (?:compared (?:with|to)|against|versus|up from|down from) ~?<a:#PR>",
    r"\bwas ~?<a:#PR>~~ (?:is|now|it is now|it was) ~?<b:#PR>",
    r"<a:#P>~~(?:had |has |have )?(?:grown|risen|increased|fallen|rose|grew|fell|climbed|dropped|gained) by <:#P>~? to <b:#P>",
    r"\b(?:added|adding|gained|won|lost) <:#>~ to (?:the |its |their )?<a:#>~~(?:have|has|had|making|total|now) ~?<b:#>",
    r"<a:#P> (?:then|a (?:decade|year|week|month) ago|previously),? ~?<b:#P> (?:today|now|this)",
    r"<a:#P>~~~\b(?:to|and is now|and now) ~?<b:#P>~~~\b(?:rise|increase|fall|drop|gain|jump|decline|growth|decrease)",
    r"<b:#P> ~?(?:at|as of|in) (?:the )?~~, (?:previously|earlier|before that|it) ~~<a:#P>",
    r"<b:#P>~~ after ~~(?:settling|closing|ending|standing|previous\w*) ~<a:#P>",
    r"<b:#P>~~(?:previously|last) (?:settling|closing|settled|closed) ~<a:#P>",
)


_LEVEL: Final = r"(?:\bfrom|\bto|\bat|\bwas|\bwere|\bis|\bof|now|cost|costs|sells for|stood|stands|had|has|previously|compared with|against|finish\w*|clos\w*|beg[au]n\w*|reach\w*|took|received|employ\w*)(?: (?:a|an|the|only|just|its|some|day|at|for))* $"


def _is_range(figure: Figure) -> bool:
    return isinstance(figure.claim.value, tuple)


def _is_per_share(sentence: Sentence, place: int) -> bool:
    """Whether the amount is one of each: "$3.89 a share" is not comparable with the total."""
    return found_in(r"^ (?:a|per|each) (?:share|head|person|unit|barrel)\b|^ apiece", sentence.skeleton[place + 1 : place + 14])


_LEAST: Final = Decimal("0.0005")
_MOST: Final = Decimal(2000)


def _lone_pair(sentence: Sentence, besides: int) -> tuple[Figure, Figure] | None:
    """The only two like levels of a sentence beside the figure at that place, each at its cue."""
    levels = [
        (place, one)
        for place, one in sentence.figures.items()
        if place != besides and one.kind in _MEASURED and not isinstance(one.claim.value, tuple)
    ]
    if len(levels) != 2 or not levels[0][1].is_like(levels[1][1]):
        return None
    for place, _ in levels:
        if not found_in(_LEVEL, sentence.skeleton[max(0, place - 30) : place]):
            return None
    if not sentence.has(r"[\ue008]|\b(?:from|previously|now|then|before|earlier|ago|beg[au]n)\b"):
        return None
    return levels[0][1], levels[1][1]


_MEASURED: Final = (Kind.COUNT, Kind.MONEY, Kind.QUANTITY)


def _pairs(sentence: Sentence) -> Iterator[tuple[Match, Figure, Figure]]:
    """The values before and after a change, each pair once."""
    seen: set[tuple[int, int]] = set()
    for found in sentence.find(*_FROM_TO):
        if not found.has_number("a", "b"):
            continue
        before, after = found["a"], found["b"]
        places = (found.place("a"), found.place("b"))
        if places in seen or not before.is_like(after) or _is_range(before) or _is_range(after):
            continue
        if _is_per_share(sentence, places[0]) is not _is_per_share(sentence, places[1]):
            continue
        if before.value and not _LEAST < after.value / before.value < _MOST:
            continue
        seen.add(places)
        yield found, before, after


def pct_change(sentence: Sentence) -> Iterator[Flag]:
    """A percentage of change against the values before and after, all by their digits.

    >>> from workbench import check
    >>> [f.message for f in check("Attendance rose from 840 to 1,092, a 23 percent increase.")]
    ['From 840 to 1,092 is a rise of 30%, not 23 percent.']
    >>> check("Attendance rose from 840 to 1,092, a 30 percent increase.")
    []
    """
    told = False
    for found, before, after in _pairs(sentence):
        if before.kind is Kind.PERCENT or before.value <= 0:
            continue
        told = True
        change = _between(*_as_precise(before, after))
        share = _percent_of_change(sentence, found)
        if change is None or share is None or _is_adjusted(sentence):
            continue
        if share.interval.meets(change) or share.interval.meets(_minus(change)):
            continue
        exact = (after.value - before.value) / before.value * _HUNDRED
        slip = _scale_slip(before, after, share)
        yield sentence.flag(
            "magnitude_slip" if slip else "pct_change",
            (before, after, share),
            f"From {before.words} to {after.words} is {_a_change(exact)}%, not {share.words}.",
            f"100 × ({shown(after.value)} - {shown(before.value)}) / {shown(before.value)} = "
            f"{shown(exact)}",
            slip or _base_slip(before, after, share),
        )
    if not told:
        yield from _loose_change(sentence)


_COMPARATIVE: Final = r"^[\w -]{0,12}?\b(?:higher|lower|more|fewer|less|dearer|cheaper|larger|smaller|bigger|up|down|rise|fall|drop|increase|decrease|decline|jump|gain|cut|longer|shorter|taller|faster|slower|heavier|growth|reduction)\b"


def _loose_change(sentence: Sentence) -> Iterator[Flag]:
    """The only percentage of a sentence against its only two values, either way round."""
    shares = [(place, one) for place, one in sentence.figures.items() if one.kind is Kind.PERCENT]
    if len(shares) != 1 or _is_adjusted(sentence):
        return
    place, share = shares[0]
    pair = _lone_pair(sentence, place)
    if pair is None or not found_in(_COMPARATIVE, sentence.skeleton[place + 1 : place + 30]):
        return
    one, other = pair
    ways = [_change_in_percent(one, other), _change_in_percent(other, one)]
    if any(way is None or share.interval.meets(way) or share.interval.meets(_minus(way)) for way in ways):
        return
    exact = (other.value - one.value) / one.value * _HUNDRED
    yield sentence.flag(
        "pct_change",
        (one, other, share),
        f"From {one.words} to {other.words} is {_a_change(exact)}%, not {share.words}.",
        f"100 × ({shown(other.value)} - {shown(one.value)}) / {shown(one.value)} = {shown(exact)}",
    )


def _change_in_percent(before: Figure, after: Figure) -> Interval | None:
    return _between(before.interval, after.interval)


def _between(before: Interval, after: Interval) -> Interval | None:
    """The change from one to the other, in per cent."""
    ratio = after.over(before)
    if ratio is None:
        return None
    return ratio.minus(Interval.exactly(1)).scaled(_HUNDRED)


def _minus(interval: Interval) -> Interval:
    return Interval(-interval.high, -interval.low)


def _a_change(exact: Decimal) -> str:
    return f"a {'rise' if exact >= 0 else 'fall'} of {shown(abs(exact))}"


def _scale_slip(before: Figure, after: Figure, share: Figure) -> str | None:
    """Whether the change fits with one value 1,000 times as large."""
    for one, factors in ((before, (1000, 1)), (after, (1, 1000))):
        change = _between(before.interval.scaled(factors[0]), after.interval.scaled(factors[1]))
        if change and (share.interval.meets(change) or share.interval.meets(_minus(change))):
            return f"{one.words}: 1,000 times as much fits."
    return None


def _base_slip(before: Figure, after: Figure, share: Figure) -> str | None:
    """Whether the percentage divides by the new value, or gives the new value as a share."""
    if not after.value:
        return None
    of_new = abs(after.value - before.value) / after.value * _HUNDRED
    if share.interval.meets(Interval.exactly(of_new)):
        return f"{share.words} divides by the new value, {after.words}."
    if share.interval.meets(Interval.exactly(after.value / before.value * _HUNDRED)):
        return f"{share.words} is the new value in per cent of the old, not the change."
    return None


def _percent_of_change(sentence: Sentence, found: Match) -> Figure | None:
    """The one percentage that says by how much the pair changed."""
    candidates = []
    for place, figure in sentence.figures.items():
        if figure.kind is not Kind.PERCENT or place in (found.place("a"), found.place("b")):
            continue
        if _goes_to(sentence, place, (found.place("a"), found.place("b"))):
            continue
        before = sentence.skeleton[max(0, place - 45) : place]
        after = sentence.skeleton[place + 1 : place + 40]
        # the clause of the percentage alone
        before = _last_clause(before)
        if found_in(rf"{_MOVE}[\w '$-]*$", before) or found_in(rf"^[\w -]{{0,22}}?{_MOVE}", after):
            candidates.append((place, figure))
    if len(candidates) != 1:
        return None
    return candidates[0][1]


def _goes_to(sentence: Sentence, place: int, ends: tuple[int, int]) -> bool:
    """Whether the percentage has a value of its own: "rose 12% to £480m on revenue of ..."."""
    return any(
        found.start == place and found.place("to") not in ends
        for found in sentence.find(r"<:P> to ~?<to:#>")
    )


def _last_clause(words: str) -> str:
    cut = max(words.rfind(mark) for mark in (";", ":", ". "))
    return words[cut + 1 :]


def _is_adjusted(sentence: Sentence) -> bool:
    """Whether the percentage is of another kind than plain change."""
    return sentence.has(
        r"\b(?:annualis|annualiz|adjusted|like-for-like|same-store|compound|a year on average|"
        r"per year|each year|annually|in real terms|constant currenc|seasonally|on average)"
    )


def pct_vs_points(sentence: Sentence) -> Iterator[Flag]:
    """Per cent written for percentage points; half a last digit.

    >>> from workbench import check
    >>> [f.message for f in check("It raised its rate from 4 percent to 4.5 percent, an increase "
    ...                           "of 0.5 percent.")]
    ['From 4 percent to 4.5 percent is 0.5 percentage points, or 12.5%, not 0.5 percent.']
    >>> check("It raised its rate from 4 percent to 5 percent, an increase of 25 percent.")
    []
    """
    for found, before, after in _pairs(sentence):
        if before.kind is not Kind.PERCENT or before.value <= 0:
            continue
        share = _percent_of_change(sentence, found)
        if share is None or _is_points(sentence, share):
            continue
        first, last = _as_precise(before, after)
        points = last.minus(first)
        ratio = last.over(first)
        relative = ratio.minus(Interval.exactly(1)).scaled(_HUNDRED) if ratio else None
        if relative is None or share.interval.meets(relative) or share.interval.meets(_minus(relative)):
            continue
        exact = after.value - before.value
        percent = exact / before.value * _HUNDRED
        fits = share.interval.meets(points) or share.interval.meets(_minus(points))
        yield sentence.flag(
            "pct_vs_points" if fits else "pct_change",
            (before, after, share),
            f"From {before.words} to {after.words} is {shown(abs(exact))} percentage points, or "
            f"{shown(abs(percent))}%, not {share.words}.",
            f"{shown(after.value)} - {shown(before.value)} = {shown(exact)} points; "
            f"100 × {shown(exact)} / {shown(before.value)} = {shown(percent)}%",
            "Points were written as per cent." if fits else None,
        )


def _as_precise(one: Figure, other: Figure) -> tuple[Interval, Interval]:
    """The intervals of two rates; "4 percent" beside "4.5 percent" is 4.0."""
    half = min(one.step, other.step) / 2 if one.rounding and other.rounding else None
    if half is None:
        return one.interval, other.interval
    return (
        one.interval if one.is_hedged else Interval.around(one.value, half),
        other.interval if other.is_hedged else Interval.around(other.value, half),
    )


def _is_points(sentence: Sentence, share: Figure) -> bool:
    after = sentence.text[share.claim.end : share.claim.end + 12].lower()
    if share.unit == "percentage point":
        return True
    return "point" in after or "point" in share.words.lower()


# The amount of a change: "by 35", "gained 35 pupils", "4 cents higher", "an increase of 12".
_AMOUNT: Final = (
    r"\bby ~?<d:#P>",
    rf"\b(?:gain|gained|gaining|lost|losing|added|adding|shed|shedding|up|down|put on|picked up|rose|fell|dropped|climbed|"
    r"jumped|increased|grew|declined|slipped|sank|recruited) ~?<d:#>(?! to\b)",
    rf"<d:#> ~?(?:higher|lower|more|fewer|less|up|down|extra)\b",
    r"\b(?:increase|rise|gain|drop|fall|decline|cut|reduction|jump|decrease|difference|growth|improvement) of ~?<d:#P>",
    r"<d:#P> (?:increase|rise|gain|drop|fall|decline|loss|cut|reduction|jump|decrease)\b",
    r"\b(?:a|an) (?:sav\w+|surplus|shortfall|profit|gap) of ~?<d:#>",
    r"\ba?n? ?<d:#>-?~?(?:increase|rise|gain|drop|fall|decline|cut|reduction|jump|decrease|hike)\b",
)


def diff_abs(sentence: Sentence) -> Iterator[Flag]:
    """The amount of a change against the values before and after; counts are exact.

    >>> from workbench import check
    >>> [f.message for f in check("The school gained 35 pupils, taking its roll from 412 to 437.")]
    ['From 412 to 437 is 25, not 35.']
    >>> check("The school gained 35 pupils, taking its roll from 412 to 447.")
    []
    """
    told = False
    for found, before, after in _pairs(sentence):
        told = True
        ends = (found.place("a"), found.place("b"))
        between = _amounts(sentence, before, ends)
        if before.kind is Kind.RATIO or len(between) != 1:
            continue
        amount = between[0]
        first, last = _as_precise(before, after) if amount.kind is Kind.PERCENT else (before.interval, after.interval)
        change = last.minus(first)
        if amount.interval.meets(change) or amount.interval.meets(_minus(change)):
            continue
        exact = after.value - before.value
        if _other_pair_fits(sentence, amount, ends):
            continue
        slip = _thousandfold(before, after, amount)
        if not slip and amount.value > max(before.value, after.value):
            continue
        yield sentence.flag(
            "magnitude_slip" if slip else "diff_abs",
            (before, after, amount),
            f"From {before.words} to {after.words} is {shown(abs(exact))}, not {amount.words}.",
            f"{shown(after.value)} - {shown(before.value)} = {shown(exact)}",
            slip or _swapped(abs(exact), amount),
        )
    if not told:
        yield from _loose_amount(sentence)


def _loose_amount(sentence: Sentence) -> Iterator[Flag]:
    """The only amount of change of a sentence against its only two levels."""
    found = {match.place("d"): match["d"] for match in sentence.find(*_AMOUNT) if match.has_number("d")}
    for place, amount in found.items():
        pair = _lone_pair(sentence, place)
        if pair is None or amount.kind is Kind.PERCENT or not pair[0].is_like(amount):
            continue
        gap = pair[1].interval.minus(pair[0].interval)
        if amount.interval.meets(gap) or amount.interval.meets(_minus(gap)):
            return
        if any(amount.interval.plus(one.interval).meets(other.interval) for one, other in (pair, pair[::-1])):
            return
        exact = abs(pair[1].value - pair[0].value)
        yield sentence.flag(
            "diff_abs",
            (*pair, amount),
            f"From {pair[0].words} to {pair[1].words} is {shown(exact)}, not {amount.words}.",
            f"{shown(pair[1].value)} - {shown(pair[0].value)} = {shown(exact)}",
            _swapped(exact, amount),
        )
        return


def _thousandfold(before: Figure, after: Figure, amount: Figure) -> str | None:
    """The one value that fits 1,000 times as large, or a thousandth of it."""
    if max(before.value, after.value) < 1000:
        return None
    for one in (before, after, amount):
        for factor, words in ((Decimal(1000), "1,000 times as much"), (1 / Decimal(1000), "a thousandth")):
            a, b, c = (
                each.interval.scaled(factor if each is one else 1) for each in (before, after, amount)
            )
            if c.meets(b.minus(a)) or c.meets(a.minus(b)):
                return f"{one.words}: {words} fits exactly."
    return None


def _amounts(sentence: Sentence, like: Figure, ends: tuple[int, int]) -> list[Figure]:
    found: dict[int, Figure] = {}
    for match in sentence.find(*_AMOUNT):
        place = match.place("d")
        if not match.has_number("d") or place in ends:
            continue
        points = like.kind is Kind.PERCENT and match["d"].unit == "percentage point"
        if points or (like.kind is not Kind.PERCENT and match["d"].is_like(like)):
            found[place] = match["d"]
    return list(found.values())


def _other_pair_fits(sentence: Sentence, amount: Figure, ends: tuple[int, int]) -> bool:
    """Whether the amount is the difference of two other values that the sentence names."""
    others = [
        one for one in sentence.figures.values() if one.is_like(amount) and one is not amount
    ]
    for first in others:
        for second in others:
            if first is not second and amount.interval.meets(
                first.interval.minus(second.interval)
            ):
                return True
    return False


def _swapped(exact: Decimal, amount: Figure) -> str | None:
    """Whether two digits stand in the wrong order."""
    right, wrong = shown(exact), shown(amount.value)
    if sorted(right) == sorted(wrong) and right != wrong:
        return f"{wrong} has the digits of {right} in another order."
    return None


def multiplier(sentence: Sentence) -> Iterator[Flag]:
    """ "Doubled", "three times" against the two values: 5% around, the hedge gives the side.

    >>> from workbench import check
    >>> [f.message for f in check("Rents have doubled in a decade, from $600 to $900 a month.")]
    ['From $600 to $900 is 1.5 times, not doubled.']
    >>> check("Rents have doubled in a decade, from $450 to $900 a month.")
    []
    """
    factors = [one for one in sentence.figures.values() if one.kind is Kind.RATIO and _is_factor(one)]
    if len(factors) != 1:
        return
    factor = factors[0]
    for _, before, after in (*_pairs(sentence), *_compared(sentence)):
        if before.kind is Kind.RATIO or before.value <= 0 or after.value <= 0:
            continue
        ratio = after.interval.over(before.interval)
        wanted = _times(factor)
        if ratio is None or ratio.meets(wanted) or _grew_by(factor, ratio):
            continue
        exact = after.value / before.value
        yield sentence.flag(
            "multiplier",
            (before, after, factor),
            f"From {before.words} to {after.words} is {shown(exact)} times, not {factor.words}.",
            f"{shown(after.value)} / {shown(before.value)} = {shown(exact)}",
        )
        return


def _compared(sentence: Sentence) -> Iterator[tuple[Match, Figure, Figure]]:
    """Two values that "three times" ties together without from and to."""
    for found in sentence.find(
        r"<b:#>~~, ?(?:more than |almost |nearly |about )?<times:R> (?:the|as many as the|as much as the|its|that of|higher than the|more than the|last ~'s) ~?<a:#>",
        r"<b:#>~~, ?<times:R> (?:as (?:many|much) as )~<a:#>",
        r"<b:#>~ (?:is|was|were|are) ?~? <times:R> ~?<a:#>",
        r"<b:#>~~<times:R> as \w+ as ~?<a:#>",
        r"<times:R> what (?:it|they) (?:was|were)~~: <a:#>~~, <b:#>",
    ):
        if found.has_number("a", "b") and found["a"].is_like(found["b"]):
            yield found, found["a"], found["b"]


def _is_factor(figure: Figure) -> bool:
    words = figure.words.lower()
    return found_in(r"doubl|tripl|trebl|quadrupl|quintupl|halv|fold|times|twice|thrice|half as", words)


def _times(factor: Figure) -> Interval:
    value = factor.value
    if factor.claim.modifier in (Modifier.MORE_THAN, Modifier.AT_LEAST):
        return Interval(value, value * _SLIGHTLY_OVER)
    if factor.claim.modifier in (Modifier.LESS_THAN, Modifier.UP_TO) or factor.interval.high <= value:
        return Interval(value * _NEARLY, value)
    leeway = _TIMES_LEEWAY * (3 if factor.is_hedged else 1)
    return Interval.around(value, value * leeway)


def _grew_by(factor: Figure, ratio: Interval) -> bool:
    """ "Three times more" may be read as four times as many: silent on either reading."""
    return found_in(r"times|fold", factor.words.lower()) and ratio.meets(
        _times(factor).plus(Interval.exactly(1))
    )
