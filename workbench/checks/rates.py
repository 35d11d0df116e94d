"""Products: so much each, so much a month, so many per 100,000."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from workbench.checks.interval import Interval
from workbench.checks.pattern import found_in
from workbench.checks.slips import THOUSAND
from workbench.checks.writing import like, sentence_case, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.checks.figure import Figure
    from workbench.checks.flag import Flag
    from workbench.checks.sentence import Match, Sentence

_EACH: Final = (
    r"(?:,? ?(?:each|apiece|a head|per head|per person|per \w+|a piece|a (?:ticket|share|copy|unit|"
    r"tonne|ton|barrel|family|household|person|pupil|seat|night|bottle|litre|car|phone|mile|kilo\w*|"
    r"pound|day|week|month|game|head)\b|every \w+))"
)
_IN_ALL: Final = (
    r"(?:or|for|total\w*|a bill of|at a cost of|making|raising|worth|costing|revenue of|in all|"
    r"altogether|is|was|-|comes to|came to|brings? in|brought in)"
)
_SHARED_OUT: Final = (
    # "$2,000 for 40 members, or $50 each"
    (
        r"<total:M>~~(?:to|among|between|for|from|by|on|across|over|in) ~?<number:N>~~"
        rf"<each:M>{_EACH}"
    ),
    # "40 members paid $50, or $2,000 in total"
    (
        r"<number:N>~~(?:at|for|pa\w+|with|worth|costing|sold for|selling for|received|got|"
        r"get|gets|"
        rf"priced at|average of) ~?<each:M>{_EACH}?~~~(?:total\w*|revenues?|a bill|costs?|costing|"
        r"raising|raised|paying|worth|for|or|altogether|bill|bringing in|brought in|bringing|"
        r"taking|"
        r"earning|netting|making) ~?<total:M>"
    ),
    (
        r"\b(?:each|every one) of (?:the |its |their |those )?<number:N>~~<each:M>~~(?:total|"
        r"cost|bill|"
        r"sum|altogether|all|combined)~?<total:M>"
    ),
    (
        r"<each:M> (?:for|to) (?:each|every one) of (?:the |its |their )?<number:N>~~(?:or|"
        r"for a total "
        r"of|a total of|-|altogether) ~?<total:M>"
    ),
    rf"<number:N>~~<each:M>{_EACH}~~{_IN_ALL} ~?<total:M>",
    # "$50 each to 40 members, or $2,000"
    rf"<each:M>{_EACH}~~(?:to|for|from|by) ~?<number:N>~~{_IN_ALL} ~?<total:M>",
    (
        r"<number:N>~~(?:shar\w+|divid\w+|split\w*|received|won|paid|pay|raised) ~?<total:M>~~"
        rf"<each:M>{_EACH}"
    ),
    (
        r"<total:M>~~(?:shared|divided|split|distributed|spread) (?:equally |evenly "
        r")?(?:among|between|"
        r"by|across) ~?<number:N>~~<each:M>"
    ),
    (
        r"<total:M>~~<number:N>~~(?:an average of|averag\w+|about|or|works out at|equal to|"
        r"which is|"
        r"that is) ~?<each:M>"
    ),
    (
        rf"<number:N>~,? (?:at|each costing|costing) ~?<each:M>{_EACH}~~(?:cost|bill|total|"
        rf"worth|price)"
        r"~?<total:M>"
    ),
    (
        r"<number:N>~~(?:at an average of|at an average price of|at) ~?<each:M>~~~"
        r"(?:of|to|for|with|worth) ~?<total:M>"
    ),
)
_PERIODS: Final = {
    "day": Decimal(365),
    "week": Decimal(52),
    "month": Decimal(12),
    "quarter": Decimal(4),
    "year": Decimal(1),
    "fortnight": Decimal(26),
}
# How many of the one period a story may count in the other: working days, weeks without holidays.
_USUAL: Final = {
    ("day", "week"): (7, 5, 6),
    ("day", "month"): (28, 30, 31, 20, 22),
    ("day", "year"): (365, 250, 260),
    ("week", "month"): (4,),
    ("week", "year"): (52, 50, 48),
}
_OF: Final = (rf" (?:a|per|each|every) (?P<of>{'|'.join(_PERIODS)})", r" ?<ofs:E>")
_BY: Final = (rf" (?:a|per|each|every) (?P<by>{'|'.join(_PERIODS)})", r" ?<bys:E>")
_THAT_IS: Final = (
    r"~~\b(?:or|equal to|that is|which is|equivalent to|amounting to|-|meaning|making|for|"
    r"adding up "
    r"to|totalling|works out (?:at|to)|comes to) ?~?"
)
_TWO_PERIODS: Final = tuple(
    rf"<one:#>~?{of}{joint}<other:#>~?{by}"
    for joint in (_THAT_IS, r",? ?(?:-|\() ?~?")
    for of in _OF
    for by in _BY
)
# Prices of subscriptions, where a year costs less than twelve months.
_ODD_PRICE: Final = re.compile(r"\.(?:99|95|49)\b")
_NEAR_ENOUGH: Final = 50
_PER_HEAD: Final = (
    # "45 deaths per 100,000 in a city of 2 million, or 900 deaths"
    (
        r"<rate:N>~ (?:per|for every|in every|out of every) <base:N>~~(?:of|population of|has|"
        r"with) "
        r"~?<people:N>~~(?:or|meaning|which is|equal to|means|that is) ~?<cases:N>"
    ),
    (
        r"<cases:N>~~(?:of|population of|among|in its) ~?<people:N>~~(?:or|a rate of|equal to|"
        r"that is|"
        r"which is) ~?<rate:N>~? (?:per|for every|in every) <base:N>"
    ),
)
_RATIO_OF_PEOPLE: Final = (
    # "36 murders in a province of 400,000 people, a rate of 9 per 100,000"
    (
        r"<cases:N>~~(?:of|population of|among|in its|in) ~?<people:N>~~(?:or|a rate of|equal to|"
        r"that is|which is|rate was|rate is) ~?<rate:R>"
    ),
    (
        r"<rate:R>~~(?:of|population of|has|with) ~?<people:N>~~(?:or|meaning|which is|equal "
        r"to|means|"
        r"that is) ~?<cases:N>"
    ),
)


def per_unit(sentence: Sentence) -> Iterator[Flag]:
    """So much each, times so many, is the total; so much a month is 12 times as much a year.

    >>> from workbench import check
    >>> [f.message for f in check("Members pay $25 a month, or $250 a year.")]
    ['$25 a month is $300 a year, not $250.']
    >>> check("Members pay $25 a month, or $300 a year.")
    []
    """
    yield from _products(sentence, "per_unit", by_thousand=False)
    yield from _by_period(sentence)
    yield from _per_head(sentence)
    yield from _ratio_of_people(sentence)


def magnitude_of_product(sentence: Sentence) -> Iterator[Flag]:
    """A product that is right with one value 1,000 times as large; part of ``magnitude_slip``.

    >>> from workbench import check
    >>> [f.rule for f in check("It sold 2 million phones at an average of $300 each, for revenue "
    ...                        "of $600 billion.")]
    ['magnitude_slip']
    >>> check("It sold 2 million phones at an average of $300 each, for revenue of $600 million.")
    []
    """
    yield from _products(sentence, "magnitude_slip", by_thousand=True)


def _products(sentence: Sentence, rule: str, *, by_thousand: bool) -> Iterator[Flag]:
    for found in sentence.find(*_SHARED_OUT):
        if not found.has_number("total", "number", "each") or not _may_share(sentence, found):
            continue
        total, number, each = found["total"], found["number"], found["each"]
        if _is_product(total, number, each) or _is_product(each, number, total):
            return
        slip = _scale_slip(total, number, each)
        if (slip is not None) is by_thousand:
            exact = number.value * each.value
            yield sentence.flag(
                rule,
                (total, number, each),
                f"{sentence_case(number.words)} times {each.words} is {like(total, exact)}, not "
                f"{total.words}.",
                f"{shown(number.value)} × {shown(each.value)} = {shown(exact)}; "
                f"{shown(total.value)} / {shown(number.value)} = "
                f"{shown(total.value / number.value)}",
                slip,
            )
            return


def _may_share(sentence: Sentence, found: Match) -> bool:
    """Whether the sum can be so many times the other one."""
    total, number, each = found["total"], found["number"], found["each"]
    if not each.is_like(total) or number.value <= 1 or each.value == total.value:
        return False
    if total.is_range or each.is_range:
        return False
    first, last = sorted((found.place("total"), found.place("number")))
    named_before = found_in(r"\b(?:each|every)\b", sentence.skeleton[first:last])
    return found.place("each") < last or not named_before


def _is_product(total: Figure, number: Figure, each: Figure) -> bool:
    """Whether it fits, also with the share rounded: $1,000 among 3 is "$333 each"."""
    if number.interval.times(each.interval).meets(total.interval):
        return True
    share = total.interval.over(number.interval)
    return share is not None and share.meets(each.interval.widened(each.step / 2))


def _scale_slip(total: Figure, number: Figure, each: Figure) -> str | None:
    product = number.interval.times(each.interval)
    if product.scaled(THOUSAND).meets(total.interval):
        return f"{total.words}: a thousandth of it fits exactly."
    if product.scaled(1 / THOUSAND).meets(total.interval):
        return f"{total.words}: 1,000 times as much fits exactly."
    return None


def _by_period(sentence: Sentence) -> Iterator[Flag]:
    """So much a month, or so much a year."""
    if sentence.has(r"\b{discount}\b"):
        return
    for found in sentence.find(*_TWO_PERIODS):
        first, second = _period(found, "of"), _period(found, "by")
        if not found.has_number("one", "other") or not first or not second or first == second:
            continue
        one, other = found["one"], found["other"]
        if not one.is_like(other) or _ODD_PRICE.search(f"{one.words} {other.words}"):
            continue
        factor = _PERIODS[first] / _PERIODS[second]
        usual = _USUAL.get((first, second), ())
        ways = [Decimal(way) for way in usual] or [factor]
        if not any(_near(one, other, way) for way in (*ways, factor)):
            yield sentence.flag(
                "per_unit",
                (one, other),
                f"{sentence_case(one.words)} a {first} is {like(one, one.value * ways[0])} a "
                f"{second}, not {other.words}.",
                f"{shown(one.value)} × {shown(ways[0])} = {shown(one.value * ways[0])}",
            )
            return


def _near(one: Figure, other: Figure, factor: Decimal) -> bool:
    expected = one.interval.scaled(factor)
    half = other.rounding
    if other.is_hedged or one.is_hedged:
        half = max(half, abs(other.value) / _NEAR_ENOUGH)
    return expected.meets(other.interval.widened(half)) or other.loose.meets(expected)


def _period(found: Match, name: str) -> str | None:
    """The period that a figure is for: its name, else the set ("annually") behind it."""
    if found.words(name):
        return found.words(name)
    words = found.claim(f"{name}s").text.lower().rstrip("s")
    return next((period for period in _PERIODS if words.endswith(period)), None)


def _per_head(sentence: Sentence) -> Iterator[Flag]:
    """A rate per so many of a population against the number of cases."""
    for found in sentence.find(*_PER_HEAD):
        if not found.has_number("rate", "base", "people", "cases") or found["base"].value <= 0:
            continue
        rate, base, people, cases = (found[one] for one in ("rate", "base", "people", "cases"))
        rates = rate.interval.widened(rate.step / 2)
        if people.interval.times(rates).scaled(1 / base.value).meets(cases.loose):
            continue
        exact = shown(rate.value * people.value / base.value)
        yield sentence.flag(
            "per_unit",
            (rate, base, people, cases),
            f"{sentence_case(rate.words)} per {base.words} of {people.words} is {exact}, not "
            f"{cases.words}.",
            f"{shown(rate.value)} × {shown(people.value)} / {shown(base.value)} = {exact}",
        )


def _ratio_of_people(sentence: Sentence) -> Iterator[Flag]:
    """The same where the rate is one expression: "19 per 100,000"."""
    for found in sentence.find(*_RATIO_OF_PEOPLE):
        if not found.has_number("cases", "people", "rate"):
            continue
        cases, people, rate = found["cases"], found["people"], found["rate"]
        number = _number_of(rate)
        share = cases.interval.over(people.loose)
        if number is None or share is None or people.value <= cases.value:
            continue
        base = number / rate.value
        half = Decimal(1).scaleb(int(number.as_tuple().exponent)) / 2
        if share.meets(Interval.around(number, half).scaled(1 / base)):
            continue
        exact = shown(cases.value / people.value * base)
        yield sentence.flag(
            "per_unit",
            (cases, people, rate),
            f"{sentence_case(cases.words)} in {people.words} is {exact} per {shown(base)}, not "
            f"{rate.words}.",
            f"{shown(cases.value)} / {shown(people.value)} × {shown(base)} = {exact}",
        )
        return


def _number_of(rate: Figure) -> Decimal | None:
    """The 19 of "19 per 100,000"; None where it is not written so, or 0."""
    written = re.match(r"\d[\d,]*(?:\.\d+)?", rate.words)
    if written is None or "per" not in rate.words:
        return None
    return Decimal(written.group().replace(",", "")) or None
