"""Shares of a whole: a percentage, a fraction or "one in N" beside the part and the whole."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from workbench.checks.interval import Interval
from workbench.checks.pattern import found_in
from workbench.checks.writing import sentence_case, shown
from workbench.claim import Kind, Modifier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.checks.figure import Figure
    from workbench.checks.flag import Flag
    from workbench.checks.sentence import Match, Sentence

_HUNDRED: Final = Decimal(100)
# Points that "a third" leaves on either side, and six times that where it is a mere bound.
_FRACTION_LEEWAY: Final = Decimal("2.5")
_ONE_IN_N_LEEWAY: Final = Decimal("0.5")

# How a share stands beside what it is a share of: "40, or 25 percent,", "40 (25 percent)".
_THAT_IS: Final = (
    r"(?:,? ?- ?|,? \(|, |,? (?:or|which is|that is|equal to|representing|making up|equivalent to|"
    r"accounting for|amounting to) )"
    r"(?:or |that is |which is |just |only |i\.e\. |about |a |nearly )*"
)
_OUT_OF: Final = r"(?:out )?of (?:the |its |his |her |their |our |all |those |these |a total of )*"
_PART_WHOLE_AND_SHARE: Final = (
    # "of the 250 asked, 40, or 16 percent", "40 of the 250, or 16 percent"
    rf"\b(?:of|among|from|out of) ~<whole:#>~~, ~<part:#>~{_THAT_IS}<share:PR>",
    rf"<part:#>~ {_OUT_OF}~<whole:#>~{_THAT_IS}<share:PR>",
    # "16 percent - 40 of the 250", "the 250, of whom 40, or 16 percent"
    rf"<share:P>~{_THAT_IS}(?:~ )?<part:#>~ {_OUT_OF}~<whole:#>",
    rf"<whole:#>~, {_OUT_OF}(?:whom|which|them) ~<part:#>~{_THAT_IS}<share:PR>",
    # "40, or 16 percent, of the 250", "16 percent of the 250, or 40"
    rf"<part:#>~{_THAT_IS}<share:PR>,? {_OUT_OF}~<whole:#>",
    rf"<share:PR> {_OUT_OF}~<whole:#>~{_THAT_IS}<part:#>",
    rf"<share:R> (?:the |its |their |all )+~<whole:#>~{_THAT_IS}<part:#>",
    # "40 of the 250, a success rate of 16 percent"
    rf"<part:#>~ {_OUT_OF}~<whole:#>~~, (?:a share|a proportion|(?:a |~)rate) of <share:P>",
    rf"\b(?:of|among) ~<whole:#>~, ~<share:PR>~{_THAT_IS}<part:#>",
    r"<part:#>~ (?:accounted|account|accounts) for <share:PR> of ~<whole:#>",
    r"\bof ~<whole:#>~, ~<part:#>~\. (?:that is|that's|this is) <share:PR>",
    r"<whole:#>~~(?:,|\band|;) ~?<part:#>(?: of them)?,? ?(?:or|\(|- ?) ?<share:PR>",
    r"<share:PR>~? ?\(<part:#>~? (?:out )?of ~?<whole:#>",
    r"<part:#>~~, (?:which (?:is|was)|or|that is) <share:PR> of ~?<whole:#>",
)
_FRACTION_AND_PERCENT: Final = (
    rf"<fraction:R>~{_THAT_IS}(?:~ )?<share:P>",
    rf"<share:P>~{_THAT_IS}(?:~ )?<fraction:R>",
    r"<fraction:R>~, ~<share:P>,",
    r"<share:P>(?:,| -) (?:~ )?(?:more than|less than|nearly|almost)? ?<fraction:R>",
)
_OF_POINTS: Final = r"^ ?(?:of )?an? (?:percentage )?point"
_A_CHANGE: Final = r"halv|doubl|tripl|trebl|quadrupl|fold|times"


def pct_of_count(sentence: Sentence) -> Iterator[Flag]:
    """A percentage against the part and the whole beside it; each by what its digits leave open.

    >>> from workbench import check
    >>> [f.message for f in check("Of the 250 volunteers, 40, or 25 percent, would not go back.")]
    ['40 of 250 is 16%, not 25 percent.']
    >>> check("Of the 250 volunteers, 40, or 16 percent, would not go back.")
    []
    """
    for found in _shares(sentence):
        if found["share"].kind is Kind.PERCENT:
            yield from _compare(sentence, "pct_of_count", found, found["share"].interval)


def fraction_percent(sentence: Sentence) -> Iterator[Flag]:
    """A fraction against a percentage or a count beside it; a plain fraction has 2.5 points.

    >>> from workbench import check
    >>> [f.message for f in check("A third of the patients - 46% - had fully recovered.")]
    ['A third is 33.3%, not 46%.']
    >>> check("A third of the patients - 33% - had fully recovered.")
    []
    """
    for found in _shares(sentence):
        share = found["share"]
        if share.kind is Kind.RATIO and share.value < 1:
            wanted = _in_percent(share, _FRACTION_LEEWAY)
            yield from _compare(sentence, "fraction_percent", found, wanted)
    for fraction, share in _fractions(sentence):
        if not _says_in(fraction):
            yield from _compare_fraction(
                sentence, "fraction_percent", fraction, share, _FRACTION_LEEWAY
            )


def one_in_n(sentence: Sentence) -> Iterator[Flag]:
    """“One in N” against a percentage beside it, by half of the percentage's last digit.

    >>> from workbench import check
    >>> [f.message for f in check("One in five children, 25 percent, is underweight.")]
    ['One in five is 20%, not 25 percent.']
    >>> check("One in four children, 25 percent, is underweight.")
    []
    """
    for fraction, share in _fractions(sentence):
        if not _says_in(fraction):
            continue
        words = fraction.words.lower()
        rule = "pct_of_count" if words[:1].isdigit() else "fraction_percent"
        if words.startswith(("one ", "1 ")):
            rule = "one_in_n"
        yield from _compare_fraction(sentence, rule, fraction, share, _ONE_IN_N_LEEWAY)


def _shares(sentence: Sentence) -> Iterator[Match]:
    """Part, whole and share that the sentence ties to each other, each triple once."""
    seen: set[tuple[int, int]] = set()
    for found in sentence.find(*_PART_WHOLE_AND_SHARE):
        key = (found.place("share"), found.place("part"))
        if key in seen or not found.has_number("part", "whole", "share"):
            continue
        seen.add(key)
        if found["part"].is_like(found["whole"]) and found["whole"].value > 0:
            yield found


def _compare(sentence: Sentence, rule: str, found: Match, wanted: Interval) -> Iterator[Flag]:
    part, whole, share = found["part"], found["whole"], found["share"]
    ratio = part.interval.over(whole.interval)
    if ratio is None or part.value > whole.value or ratio.scaled(_HUNDRED).meets(wanted):
        return
    exact = shown(part.value / whole.value * _HUNDRED)
    yield sentence.flag(
        rule,
        (part, whole, share),
        f"{sentence_case(part.words)} of {whole.words} is {exact}%, not {share.words}.",
        f"100 × {shown(part.value)} / {shown(whole.value)} = {exact}; {share.words} allows "
        f"{wanted.words}",
        _base_slip(part, whole, share) if share.kind is Kind.PERCENT else None,
    )


def _base_slip(part: Figure, whole: Figure, share: Figure) -> str | None:
    """The one repair that makes a share fit: taken of the others, or the rest of it."""
    rest = whole.value - part.value
    if rest > 0 and share.interval.meets(Interval.exactly(part.value / rest * _HUNDRED)):
        return f"{share.words} is {part.words} as a share of the other {shown(rest)}."
    if share.interval.meets(Interval.exactly(rest / whole.value * _HUNDRED)):
        return f"{share.words} is the share of the other {shown(rest)}."
    return None


def _fractions(sentence: Sentence) -> Iterator[tuple[Figure, Figure]]:
    """A fraction and the percentage that says the same."""
    for found in sentence.find(*_FRACTION_AND_PERCENT):
        if not found.has_number("fraction", "share") or _is_of_another(sentence, found):
            continue
        fraction = found["fraction"]
        if fraction.value < 1 and not found_in(_A_CHANGE, fraction.words.lower()):
            yield fraction, found["share"]


def _says_in(fraction: Figure) -> bool:
    return found_in(r" (?:in|out of) ", fraction.words.lower())


def _is_of_another(sentence: Sentence, found: Match) -> bool:
    """Whether the two shares are of different things: "a third of men and 20% of women"."""
    if found_in(_OF_POINTS, sentence.after(found.place("fraction"))):
        return True
    between = found.between("fraction", "share")
    last = max(found.place("fraction"), found.place("share"))
    return (" of " in between and sentence.after(last).startswith(" of ")) or " and " in between


def _compare_fraction(
    sentence: Sentence, rule: str, fraction: Figure, share: Figure, leeway: Decimal
) -> Iterator[Flag]:
    if _in_percent(fraction, leeway).meets(share.interval):
        return
    exact = shown(fraction.value * _HUNDRED)
    yield sentence.flag(
        rule,
        (fraction, share),
        f"{sentence_case(fraction.words)} is {exact}%, not {share.words}.",
        f"{fraction.words} = {exact}%; {share.words} allows {share.interval.words}%",
    )


def _in_percent(fraction: Figure, leeway: Decimal) -> Interval:
    """A fraction in per cent: its side when it is hedged to one, else so many points around."""
    percent, hedge = fraction.value * _HUNDRED, fraction.claim.modifier
    if hedge in (Modifier.MORE_THAN, Modifier.AT_LEAST):
        return Interval(percent, percent + _FRACTION_LEEWAY * 6, open_low=True)
    if hedge in (Modifier.LESS_THAN, Modifier.UP_TO):
        return Interval(percent - _FRACTION_LEEWAY * 6, percent, open_high=True)
    if not fraction.is_hedged:
        return Interval.around(percent, leeway)
    if fraction.interval.high <= fraction.value + fraction.rounding:  # "nearly a third"
        return Interval(percent - _FRACTION_LEEWAY * 2, percent)
    return Interval.around(percent, _FRACTION_LEEWAY * 2)
