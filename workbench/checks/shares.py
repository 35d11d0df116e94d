"""Shares of a whole: per cent, fractions, one in N, and what can be a share at all."""

from __future__ import annotations

from decimal import ROUND_HALF_DOWN, ROUND_HALF_UP, Decimal
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
_FRACTION_LEEWAY: Final = Decimal("2.5")
_LARGEST_SAMPLE: Final = 100

# How a share stands beside what it is a share of: "40, or 25 percent,", "40 (25 percent)".
_THAT_IS: Final = (
    r"(?:,? ?- ?|,? \(|, |,? (?:or|which is|that is|equal to|representing|making up|equivalent to|"
    r"accounting for|amounting to) )(?:or |that is |which is |just |only |i\.e\. |about |a |nearly )*"
)
_OUT_OF: Final = r"(?:out )?of (?:the |its |his |her |their |our |all |those |these |a total of )*"
_PART_AND_WHOLE: Final = (
    rf"\b(?:of|among|from|out of) ~<whole:#>~~, ~<part:#>~{_THAT_IS}<share:PR>",
    rf"<part:#>~ {_OUT_OF}~<whole:#>~{_THAT_IS}<share:PR>",
    rf"<share:P>~{_THAT_IS}(?:~ )?<part:#>~ {_OUT_OF}~<whole:#>",
    rf"<whole:#>~, {_OUT_OF}(?:whom|which|them) ~<part:#>~{_THAT_IS}<share:PR>",
    rf"<part:#>~{_THAT_IS}<share:PR>,? {_OUT_OF}~<whole:#>",
    rf"<share:PR> {_OUT_OF}~<whole:#>~{_THAT_IS}<part:#>",
    rf"<share:R> (?:the |its |their |all )+~<whole:#>~{_THAT_IS}<part:#>",
    rf"<part:#>~ {_OUT_OF}~<whole:#>~~, (?:a share|a rate|a proportion|a success rate|~rate) of <share:P>",
    rf"\b(?:of|among) ~<whole:#>~, ~<share:PR>~{_THAT_IS}<part:#>",
    r"<part:#>~ (?:accounted|account|accounts) for <share:PR> of ~<whole:#>",
    rf"\bof ~<whole:#>~, ~<part:#>~\. (?:that is|that's|this is) <share:PR>",
    rf"<whole:#>~~(?:,|\band|;) ~?<part:#>(?: of them)?,? ?(?:or|\(|- ?) ?<share:PR>",
    rf"<share:PR>~? ?\(<part:#>~? (?:out )?of ~?<whole:#>",
    rf"<part:#>~~, (?:which (?:is|was)|or|that is) <share:PR> of ~?<whole:#>",
)


def _shares(sentence: Sentence) -> Iterator[Match]:
    """Part, whole and share that the sentence ties to each other, each triple once."""
    seen: set[tuple[int, int]] = set()
    for found in sentence.find(*_PART_AND_WHOLE):
        key = (found.place("share"), found.place("part"))
        if key in seen or not found.has_number("part", "whole", "share"):
            continue
        seen.add(key)
        part, whole = found["part"], found["whole"]
        if part.kind is whole.kind and (part.unit == whole.unit) and 0 < whole.value:
            yield found


def pct_of_count(sentence: Sentence) -> Iterator[Flag]:
    """A percentage against the part and the whole beside it; each by what its digits leave open.

    >>> from workbench import check
    >>> [f.message for f in check("Of the 250 volunteers, 40, or 25 percent, would not go back.")]
    ['40 of 250 is 16%, not 25%.']
    >>> check("Of the 250 volunteers, 40, or 16 percent, would not go back.")
    []
    """
    for found in _shares(sentence):
        if found["share"].kind is Kind.PERCENT:
            yield from _compare_share(sentence, "pct_of_count", found, Decimal(0))


def fraction_percent(sentence: Sentence) -> Iterator[Flag]:
    """A fraction against a percentage or a count beside it; a plain fraction has 2.5 points.

    >>> from workbench import check
    >>> [f.message for f in check("A third of the patients - 46% - had fully recovered.")]
    ['A third is 33.33%, not 46%.']
    >>> check("A third of the patients - 33% - had fully recovered.")
    []
    """
    for found in _shares(sentence):
        if found["share"].kind is Kind.RATIO and found["share"].value < 1:
            yield from _compare_share(sentence, "fraction_percent", found, _FRACTION_LEEWAY)
    yield from _fraction_beside(sentence, "fraction_percent", in_n=False, leeway=_FRACTION_LEEWAY)


def one_in_n(sentence: Sentence) -> Iterator[Flag]:
    """ "One in N" against a percentage beside it, by half of the percentage's last digit.

    >>> from workbench import check
    >>> [f.message for f in check("One in five children, 25 percent, is underweight.")]
    ['One in five is 20%, not 25%.']
    >>> check("One in four children, 25 percent, is underweight.")
    []
    """
    yield from _fraction_beside(sentence, "one_in_n", in_n=True, leeway=Decimal("0.5"))


def _fraction_beside(
    sentence: Sentence, rule: str, *, in_n: bool, leeway: Decimal
) -> Iterator[Flag]:
    for found in sentence.find(
        rf"<fraction:R>~{_THAT_IS}(?:~ )?<share:P>",
        rf"<share:P>~{_THAT_IS}(?:~ )?<fraction:R>",
        r"<fraction:R>~, ~<share:P>,",
        r"<share:P>(?:,| -) (?:~ )?(?:more than|less than|nearly|almost)? ?<fraction:R>",
    ):
        if not found.has_number("fraction", "share"):
            continue
        fraction, share = found["fraction"], found["share"]
        says_in = " in " in fraction.words.lower() or " out of " in fraction.words.lower()
        if fraction.value >= 1 or says_in is not in_n or _of_another(sentence, found):
            continue
        allowed = _fraction_interval(fraction, leeway)
        named = rule
        if in_n and not fraction.words.lower().startswith(("one ", "1 ")):
            named = "pct_of_count" if fraction.words[:1].isdigit() else "fraction_percent"
        if allowed.meets(share.interval):
            continue
        yield sentence.flag(
            named,
            (fraction, share),
            f"{_upper(fraction.words)} is {shown(fraction.value * _HUNDRED)}%, not {share.words}.",
            f"{fraction.words} = {shown(fraction.value * _HUNDRED)}%; {share.words} allows "
            f"{_range(share.interval)}%",
        )


def _of_another(sentence: Sentence, found: Match) -> bool:
    """Whether the two shares are of different things: "a third of men and 20% of women"."""
    if found_in(r"^ ?(?:of )?an? (?:percentage )?point", sentence.skeleton[found.place("fraction") + 1 :]):
        return True
    first, last = sorted((found.place("fraction"), found.place("share")))
    between, after = sentence.skeleton[first:last], sentence.skeleton[last + 1 : last + 5]
    return " of " in between and after.startswith(" of ") or " and " in between


def _fraction_interval(fraction: Figure, leeway: Decimal) -> Interval:
    """A fraction in per cent: its side when it is hedged to one, else so many points around."""
    percent = fraction.value * _HUNDRED
    if fraction.claim.modifier in (Modifier.MORE_THAN, Modifier.AT_LEAST):
        return Interval(percent, percent + _FRACTION_LEEWAY * 6, open_low=True)
    if fraction.claim.modifier in (Modifier.LESS_THAN, Modifier.UP_TO):
        return Interval(percent - _FRACTION_LEEWAY * 6, percent, open_high=True)
    if fraction.is_hedged:
        below = fraction.interval.high <= fraction.value + fraction.rounding
        if below:
            return Interval(percent - _FRACTION_LEEWAY * 2, percent)
        return Interval.around(percent, _FRACTION_LEEWAY * 2)
    return Interval.around(percent, leeway)


def _compare_share(sentence: Sentence, rule: str, found: Match, leeway: Decimal) -> Iterator[Flag]:
    part, whole, share = found["part"], found["whole"], found["share"]
    ratio = part.interval.over(whole.interval)
    if ratio is None or part.value > whole.value:
        return
    percent = ratio.scaled(_HUNDRED)
    wanted = share.interval if not leeway else _fraction_interval(share, leeway)
    if percent.meets(wanted):
        return
    exact = part.value / whole.value * _HUNDRED
    yield sentence.flag(
        rule,
        (part, whole, share),
        f"{part.words} of {whole.words} is {shown(exact)}%, not {share.words}.",
        f"100 × {shown(part.value)} / {shown(whole.value)} = {shown(exact)}; {share.words} allows "
        f"{_range(wanted)}",
        _share_slip(part, whole, share),
    )


def _share_slip(part: Figure, whole: Figure, share: Figure) -> str | None:
    """The one repair that makes a share fit: taken of the others, or the rest of it."""
    rest = whole.value - part.value
    if share.kind is not Kind.PERCENT:
        return None
    if rest > 0 and share.interval.meets(Interval.exactly(part.value / rest * _HUNDRED)):
        return f"{share.words} is {part.words} as a share of the other {shown(rest)}."
    if share.interval.meets(Interval.exactly(rest / whole.value * _HUNDRED)):
        return f"{share.words} is the share of the other {shown(rest)}."
    return None


_LISTED: Final = r"(?:interviewed|surveyed|polled|tested|asked|questioned|sampled|examined|studied)"


def grim_granularity(sentence: Sentence) -> Iterator[Flag]:
    """A percentage that no whole number of so few people can give (Brown and Heathers, 2017).

    >>> from workbench import check
    >>> [f.message for f in check("Of the 10 mothers she spoke to, 37 percent had left school.")]
    ['No whole number out of 10 is 37%: 3 would be 30%, 4 would be 40%.']
    >>> check("Of the 10 mothers she spoke to, 40 percent had left school.")
    []
    """
    for found in sentence.find(
        r"\b(?:of|among|out of) ~<whole:N>~~, ~<share:P>",
        r"<share:P> of (?:the |its |those |these |her |his |their |all )+~?<whole:N>",
        r"\b(?:study|survey|poll|sample|group|trial|tests?|analysis) of ~?<whole:N>~~<share:P>",
        r"<whole:N>~~<share:P> of (?:whom|them|these|those|which)\b",
        rf"<whole:N>~ {_LISTED}~~<share:P>",
    ):
        if not found.has_number("whole", "share"):
            continue
        whole, share = found["whole"], found["share"]
        between = sentence.skeleton[found.place("whole") : found.place("share")]
        if found_in(r"\b(?:but|while|although|whereas|yield|price|rose|fell)\b", between):
            continue
        if not _is_sample(whole) or _is_loose(share, whole) or not 0 < share.value < _HUNDRED:
            continue
        if sentence.skeleton[found.place("share") + 1 :].lstrip().startswith(("higher", "more", "of ")):
            is_theirs = found_in(r"^ of (?:whom|them|these|those|which)\b", sentence.skeleton[found.place("share") + 1 :])
            if found.place("share") > found.place("whole") and not is_theirs:
                continue
        if _is_possible(int(whole.value), share):
            continue
        below = int(share.value * whole.value / _HUNDRED)
        yield sentence.flag(
            "grim_granularity",
            (whole, share),
            f"No whole number out of {whole.words} is {shown(share.value)}%: {below} would be "
            f"{shown(below / whole.value * _HUNDRED)}%, {below + 1} would be "
            f"{shown((below + 1) / whole.value * _HUNDRED)}%.",
            f"k / {shown(whole.value)} for k = {below} and {below + 1}; {share.words} lies between",
        )


def _is_loose(share: Figure, whole: Figure) -> bool:
    """Whether the hedge of a share covers the next possible one: "some 45 percent of the 12"."""
    if not share.is_hedged:
        return False
    near = min(abs(share.value - _HUNDRED * k / whole.value) for k in range(int(whole.value) + 1))
    return share.claim.modifier is not Modifier.APPROX or near <= _FRACTION_LEEWAY


def _is_sample(whole: Figure) -> bool:
    value = whole.value
    return (
        not whole.is_hedged
        and value == value.to_integral_value()
        and 1 < value < _LARGEST_SAMPLE * 10
        and not isinstance(whole.claim.value, tuple)
        and not (whole.claim.counted or "").endswith(("percent", "points"))
    )


def _is_possible(whole: int, share: Figure) -> bool:
    """Whether some k of ``whole`` rounds, up or down at the half, to the share as printed."""
    places = share.step
    near = int(share.value * whole / _HUNDRED)
    for k in (near - 1, near, near + 1, near + 2):
        exact = _HUNDRED * k / whole
        for way in (ROUND_HALF_UP, ROUND_HALF_DOWN):
            if (exact / places).quantize(Decimal(1), way) * places == share.value:
                return True
    return False


_SHARE_NOUNS: Final = (
    r"(?:turnout|literacy|occupancy|unemployment|attendance|the share|proportion|approval|"
    r"pass rate|success rate|conviction rate|survival rate|mortality rate|support)"
)


def pct_over_100(sentence: Sentence) -> Iterator[Flag]:
    """A share of more than everything, or a fall by more than all; rises may exceed 100%.

    >>> from workbench import check
    >>> [f.message for f in check("Nearly 112 percent of the district's households have water.")]
    ['112 percent cannot be a share: the whole is 100%.']
    >>> check("Energy prices are 103 percent higher than a year ago.")
    []
    """
    for place, share in sentence.figures.items():
        if share.kind is not Kind.PERCENT or share.value <= _HUNDRED:
            continue
        if share.claim.modifier in (Modifier.LESS_THAN, Modifier.UP_TO):
            continue
        before, after = sentence.skeleton[max(0, place - 60) : place], sentence.skeleton[place + 1 :]
        if _falls(before, after):
            yield sentence.flag(
                "pct_over_100",
                (share,),
                f"Nothing falls by more than all of itself: {share.words} is over 100%.",
                f"a fall by {shown(share.value)}% would leave less than nothing",
            )
        elif _is_share_of_all(before, after):
            yield sentence.flag(
                "pct_over_100",
                (share,),
                f"{share.words} cannot be a share: the whole is 100%.",
                f"{shown(share.value)} > 100",
            )


def _falls(before: str, after: str) -> bool:
    return found_in(r"\b(?:fell|fallen|fall|dropped|drop|declined|decreased|shrank|shrunk|down|"
                  r"plunged|slumped|cut|reduced|lost)(?: \w+){0,3}(?: by| of)? $", before) or found_in(
        r"^ (?:decline|drop|fall|decrease|reduction|cut|lower|fewer|less|loss|plunge)\b", after
    )


def _is_share_of_all(before: str, after: str) -> bool:
    if found_in(r"\b(?:rose|risen|rise|grew|up|increase[ds]?|jump\w*|climb\w*|surg\w*|capacity|gdp|debt)\b", before + after[:40]):
        return False
    if found_in(rf"\b{_SHARE_NOUNS}\b", before):
        return True
    return found_in(r"^ of (?:the |its |all |those |these |their |\w+'s? )*[\w' -]*?(?:[a-z]{3,}s|people|"
                  r"children|men|women|population|voters?|electorate|seats)\b(?! (?:average|level|target|"
                  r"value|price|cost|norm|quota|goal|capacity|income))", after) and not found_in(
        r"^ of (?:the |its |their )?(?:\w+ )?(?:average|target|value|normal|previous|last|gdp|output|"
        r"level|usual|cost|income|budget|salary|price|quota|goal|rainfall|year)", after
    ) or found_in(r"^ of (?:the |all |its )*(?:\w+ )?(?:votes?|ballots?|electorate|voters|land|territory|total)\b", after)


_REST: Final = (
    r"(?:the rest|remaining|remainder|undecided|did not know|didn't know|don't know|do not know|"
    r"no opinion|unsure|not sure|abstain\w*|everything else|all other|the others?\b|no answer|"
    r"only other|\bwomen\b.*\bmen\b|(?<!wo)\bmen\b.*\bwomen\b|the balance|spoil\w*|declined to (?:say|answer)|had no view|no preference|did not answer)"
)


def pct_parts_100(sentence: Sentence) -> Iterator[Flag]:
    """Shares that are said to be all of it add up to 100, within half a last digit for each.

    >>> from workbench import check
    >>> [f.message for f in check("46% were for it, 39% against it and 25% did not know.")]
    ['The shares add up to 110%, not 100%.']
    >>> check("46% were for it, 39% against it and 15% did not know.")
    []
    """
    shares = [one for one in sentence.figures.values() if one.kind is Kind.PERCENT]
    scores = [one for one in sentence.claims if one.kind is Kind.SCORE]
    if not sentence.has(_REST) or len(shares) + 2 * len(scores) < 3 and not _two(sentence, shares):
        return
    if any(one.claim.modifier not in (Modifier.NONE, Modifier.APPROX) for one in shares):
        return
    if sentence.has(r"\b(?:higher|lower|rose|fell|increase|up from|down from|compared|more than one|multiple|as many as)\b"):
        return
    values = [one.value for one in shares] + [v for one in scores for v in _score(one.value)]
    total = sum(values, Decimal(0))
    half = sum((max(one.rounding, one.interval.high - one.value) for one in shares), Decimal(0))
    half += Decimal("0.5") * 2 * len(scores)
    if len(values) < 2 or Interval.around(total, half).meets(Interval.exactly(100)):
        return
    if not Decimal(60) <= total <= Decimal(160):
        return
    yield sentence.flag(
        "pct_parts_100",
        (*shares, *scores),
        f"The shares add up to {shown(total)}%, not 100%.",
        f"{' + '.join(shown(value) for value in values)} = {shown(total)}; rounding explains at "
        f"most {shown(half)}",
    )


def _two(sentence: Sentence, shares: list[Figure]) -> bool:
    """Two shares are all of it where the second is the rest: "60% stayed, the other 30% left"."""
    if len(shares) == 2 and sentence.has(r"(?:women|girls)\b~~<:P>~~\b(?:men|boys)\b~~<:P>|(?:men|boys)\b~~<:P>~~\b(?:women|girls)\b~~<:P>"):
        return True
    return len(shares) == 2 and sentence.has(r"<a:P>~~(?:the (?:rest|remaining|other|remainder)|remaining)(?: of)?,? ~<b:P>")


def _score(value: object) -> list[Decimal]:
    """The two numbers of a score, none when they are no shares."""
    parts = str(value).split("-")
    if len(parts) != 2 or not all(part.isdigit() for part in parts):
        return []
    return [Decimal(part) for part in parts]


def subset_exceeds(sentence: Sentence) -> Iterator[Flag]:
    """A part that is larger than its whole; no leeway but the hedges.

    >>> from workbench import check
    >>> [f.message for f in check("Of the 60 people on the list, 72 had fought in Syria.")]
    ['72 of 60: a part cannot be larger than its whole.']
    >>> check("Of the 72 people on the list, 60 had fought in Syria.")
    []
    """
    for found in sentence.find(
        r"(?:^of |(?:^|[,;\"-] ?|\band )(?:out )?of (?:the |its |those |these |his |her |their |all |a total of )+)~?<whole:#>~~?, ~<part:#>",
        r"<part:#>(?! instead| because| top| in front| short)(?: \w+)? (?:out )?of (?:the |its |those |these |his |her |their |all )+(?:\w+ )?<whole:#>",
        r"<whole:#>~, (?:out )?of (?:whom|which|them) ~<part:#>",
        r"<whole:#>~,? ?(?:-|;|,| and) ?<part:#> of (?:them|these|those|whom|which)\b",
        r"<whole:#>~,? (?:including|among them|of them) (?:at least |the )?<part:#>",
        r"\bamong ~<whole:#>~, ~<part:#>",
    ):
        if not found.has_number("part", "whole"):
            continue
        part, whole = found["part"], found["whole"]
        if not part.is_like(whole) or _is_another_thing(sentence, found):
            continue
        if part.value > whole.value * 20 or sentence.skeleton[: found.place("part")].endswith("page "):
            continue
        if part.interval.low <= whole.interval.high:
            continue
        yield sentence.flag(
            "subset_exceeds",
            (part, whole),
            f"{part.words} of {whole.words}: a part cannot be larger than its whole.",
            f"{shown(part.value)} > {shown(whole.value)}",
        )


def _is_another_thing(sentence: Sentence, found: Match) -> bool:
    """Whether the part counts other things than the whole: "60 players scored 72 goals"."""
    part, whole = found["part"], found["whole"]
    if part.kind is not Kind.COUNT:
        return False
    counted = (part.claim.counted or "").split()[-1:]
    of_whole = (whole.claim.counted or "").split()[-1:]
    stands_alone = sentence.skeleton[found.place("part") + 1 :][:1] in (",", ".", ";", "")
    if found_in(r"including|among them|of them|of whom", sentence.skeleton[found.start : found.end]):
        return False
    behind = sentence.skeleton[found.place("part") + 1 :].lstrip().split(" ", 1)[0].strip(",.;")
    own_noun = bool(counted) and behind == counted[0].lower()
    return not stands_alone and own_noun and counted != of_whole


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def _range(interval: Interval) -> str:
    if not interval.high.is_finite():
        return f"more than {shown(interval.low)}"
    return f"{shown(interval.low)} to {shown(interval.high)}"
