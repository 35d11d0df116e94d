"""What can be a share at all: none above 100, all of them together 100, no part above its whole."""

from __future__ import annotations

from decimal import ROUND_HALF_DOWN, ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Final

from workbench.checks.interval import Interval
from workbench.checks.pattern import found_in
from workbench.checks.writing import sentence_case, shown
from workbench.claim import Claim, Kind, Modifier

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workbench.checks.figure import Figure
    from workbench.checks.flag import Flag
    from workbench.checks.sentence import Match, Sentence

_HUNDRED: Final = Decimal(100)
_HALF: Final = Decimal("0.5")
_LARGEST_SAMPLE: Final = 1000
# A hedged share of a small sample may lie so many points beside a possible one.
_LOOSE_POINTS: Final = Decimal("2.5")
# Shares that add up to less or more than this were never meant to be all of it.
_LEAST_SUM, _MOST_SUM = Decimal(60), Decimal(160)
# A part more than so many times its whole is a misreading of ours, not a slip of theirs.
_ABSURD: Final = 20

_SHARE_OF_FEW: Final = (
    # "of the 10 mothers, 40 percent", "40 percent of the 10 mothers"
    r"\b(?:of|among|out of) ~<whole:N>~~, ~<share:P>",
    r"<share:P> of (?:the |its |those |these |her |his |their |all )+~?<whole:N>",
    # "a survey of 10 mothers found 40 percent", "10 mothers, 40 percent of whom"
    r"\b{sample} (?:of|with) ~?<whole:N>~~<share:P>",
    r"<whole:N>~~<share:P> of (?:whom|them|these|those|which)\b",
    r"<whole:N>~ {asked}~~<share:P>",
)
_THEIRS: Final = r"^ of (?:whom|them|these|those|which)\b"
_ANOTHER_CLAUSE: Final = r"\b(?:but|while|although|whereas|yield|price|rose|fell)\b"

_OF_MANY: Final = (
    r"^ of (?:the |its |all |those |these |their |\w+'s? )*[\w' -]*?(?:[a-z]{3,}s|people|children|"
    r"men|women|population|voters?|electorate|seats)\b(?! {measured_against})"
)
_OF_A_MEASURE: Final = r"^ of (?:the |its |their )?(?:\w+ )?{not_a_whole}"
_OF_VOTERS: Final = r"^ of (?:the |all |its )*(?:\w+ )?{voters}\b"

_ALL_OF_IT: Final = r"\b{rest}\b|\bwomen\b.*\bmen\b|\bmen\b.*\bwomen\b"
_TWO_THAT_ARE_ALL: Final = (
    r"<a:P>~~(?:the (?:rest|remaining|other|remainder)|remaining)(?: of)?,? ~<b:P>",
    r"\b(?:women|girls)\b~~<a:P>~~\b(?:men|boys)\b~~<b:P>",
    r"\b(?:men|boys)\b~~<a:P>~~\b(?:women|girls)\b~~<b:P>",
)

_PART_OF_WHOLE: Final = (
    # "of the 72 people, 60", "60 of the 72", "72 people, of whom 60"
    (
        r"(?:^of |(?:^|[,;\"-] ?|\band )(?:out )?of (?:the |its |those |these |his |her |"
        r"their |all |"
        r"a total of )+)~?<whole:#>~~?, ~<part:#>"
    ),
    (
        r"<part:#>(?! instead| because| top| in front| short)(?: \w+)? (?:out )?of (?:the |"
        r"its |those |"
        r"these |his |her |their |all )+(?:\w+ )?<whole:#>"
    ),
    r"<whole:#>~, (?:out )?of (?:whom|which|them) ~<part:#>",
    r"<whole:#>~,? ?(?:-|;|,| and) ?<part:#> of (?:them|these|those|whom|which)\b",
    # "72 people, including 60 women", "among the 72, 60"
    r"<whole:#>~,? (?:including|among them|of them) (?:at least |the )?<part:#>",
    r"\bamong ~<whole:#>~, ~<part:#>",
)
_SAID_TO_BE_PART: Final = r"including|among them|of them|of whom"


def grim_granularity(sentence: Sentence) -> Iterator[Flag]:
    """A percentage that no whole number of so few people can give (Brown and Heathers, 2017).

    >>> from workbench import check
    >>> [f.message for f in check("Of the 10 mothers she spoke to, 37 percent had left school.")]
    ['No whole number out of 10 is 37%: 3 would be 30%, 4 would be 40%.']
    >>> check("Of the 10 mothers she spoke to, 40 percent had left school.")
    []
    """
    for found in sentence.find(*_SHARE_OF_FEW):
        if not found.has_number("whole", "share"):
            continue
        whole, share = found["whole"], found["share"]
        if not _is_sample(whole) or _is_loose(share, whole) or not 0 < share.value < _HUNDRED:
            continue
        if _is_of_another_base(sentence, found) or _is_possible(int(whole.value), share):
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


def _is_of_another_base(sentence: Sentence, found: Match) -> bool:
    """Whether the percentage is of something else: "of the 10 firms, prices fell 37 percent"."""
    if found_in(_ANOTHER_CLAUSE, found.between("whole", "share")):
        return True
    after = sentence.after(found.place("share"))
    goes_on = after.lstrip().startswith(("higher", "more", "of "))
    return goes_on and found.place("share") > found.place("whole") and not found_in(_THEIRS, after)


def _is_loose(share: Figure, whole: Figure) -> bool:
    """Whether the hedge of a share covers the next possible one: "some 45 percent of the 12"."""
    if not share.is_hedged:
        return False
    near = min(abs(share.value - _HUNDRED * k / whole.value) for k in range(int(whole.value) + 1))
    return share.claim.modifier is not Modifier.APPROX or near <= _LOOSE_POINTS


def _is_sample(whole: Figure) -> bool:
    return (
        not whole.is_hedged
        and whole.value == whole.value.to_integral_value()
        and 1 < whole.value < _LARGEST_SAMPLE
        and not whole.is_range
        and not (whole.claim.counted or "").endswith(("percent", "points"))
    )


def _is_possible(whole: int, share: Figure) -> bool:
    """Whether some k of ``whole`` rounds, up or down at the half, to the share as printed."""
    near = int(share.value * whole / _HUNDRED)
    return any(
        (_HUNDRED * k / whole / share.step).quantize(Decimal(1), way) * share.step == share.value
        for k in (near - 1, near, near + 1, near + 2)
        for way in (ROUND_HALF_UP, ROUND_HALF_DOWN)
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
        before, after = sentence.before(place, 60), sentence.skeleton[place + 1 :]
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
    return found_in(r"\b{fell_by}(?: \w+){0,3}(?: by| of)? $", before) or found_in(
        r"^ {fall_noun}\b", after
    )


def _is_share_of_all(before: str, after: str) -> bool:
    if found_in(r"\b{beyond_all}\b", before + after[:40]):
        return False
    if found_in(r"\b{share_noun}\b", before) or found_in(_OF_VOTERS, after):
        return True
    return found_in(_OF_MANY, after) and not found_in(_OF_A_MEASURE, after)


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
    if not _are_all(sentence, shares, scores):
        return
    values = [one.value for one in shares] + [v for one in scores for v in _sides(one)]
    total = sum(values, Decimal(0))
    half = sum((max(one.rounding, one.interval.high - one.value) for one in shares), Decimal(0))
    half += _HALF * 2 * len(scores)
    if Interval.around(total, half).meets(Interval.exactly(100)):
        return
    if len(values) > 1 and _LEAST_SUM <= total <= _MOST_SUM:
        yield sentence.flag(
            "pct_parts_100",
            (*shares, *scores),
            f"The shares add up to {shown(total)}%, not 100%.",
            f"{' + '.join(map(shown, values))} = {shown(total)}; rounding explains at most "
            f"{shown(half)}",
        )


def _are_all(sentence: Sentence, shares: Sequence[Figure], scores: Sequence[Claim]) -> bool:
    """Whether a sentence says that its shares are all of one whole."""
    if not sentence.has(_ALL_OF_IT) or sentence.has(r"\b{compared_shares}\b"):
        return False
    if any(one.claim.modifier not in (Modifier.NONE, Modifier.APPROX) for one in shares):
        return False
    two = len(shares) == 2 and any(sentence.find(*_TWO_THAT_ARE_ALL))
    return two or len(shares) + 2 * len(scores) > 2


def _sides(score: Claim) -> list[Decimal]:
    """The two numbers of a score, none when they are no shares."""
    parts = str(score.value).split("-")
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
    for found in sentence.find(*_PART_OF_WHOLE):
        if not found.has_number("part", "whole"):
            continue
        part, whole = found["part"], found["whole"]
        if not part.is_like(whole) or part.interval.low <= whole.interval.high:
            continue
        if part.value > whole.value * _ABSURD or _counts_others(sentence, found):
            continue
        if not sentence.before(found.place("part")).endswith("page "):
            yield sentence.flag(
                "subset_exceeds",
                (part, whole),
                f"{sentence_case(part.words)} of {whole.words}: a part cannot be larger than its "
                "whole.",
                f"{shown(part.value)} > {shown(whole.value)}",
            )


def _counts_others(sentence: Sentence, found: Match) -> bool:
    """Whether the part counts other things than the whole: "60 players scored 72 goals"."""
    part, whole = found["part"], found["whole"]
    if part.kind is not Kind.COUNT or found_in(_SAID_TO_BE_PART, found.all_words):
        return False
    after = sentence.after(found.place("part"))
    if after[:1] in (",", ".", ";", ""):
        return False
    behind = after.lstrip().split(" ", 1)[0].strip(",.;")
    return bool(part.head) and behind.startswith(part.head) and part.head != whole.head
