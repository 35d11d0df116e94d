"""Products and quotients: so much each, on average, per hour."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from workbench.checks.conversions import factor_between
from workbench.checks.interval import Interval, shown
from workbench.checks.periods import days_of, length_of
from workbench.checks.sentence import found_in
from workbench.claim import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.checks.figure import Figure
    from workbench.checks.flag import Flag
    from workbench.checks.sentence import Match, Sentence

_EACH: Final = r"(?:,? ?(?:each|apiece|a head|per head|per person|per \w+|a piece|a (?:ticket|share|copy|unit|tonne|ton|barrel|family|household|person|pupil|seat|night|bottle|litre|car|phone|mile|kilo\w*|pound|day|week|month|game|head)\b|every \w+))"
_PERIODS: Final = {
    "day": Decimal(365), "week": Decimal(52), "month": Decimal(12), "quarter": Decimal(4),
    "year": Decimal(1), "fortnight": Decimal(26),
}  # fmt: skip
_SHARED_OUT: Final = (
    rf"<total:M>~~(?:to|among|between|for|from|by|on|across|over|in) ~?<number:N>~~<each:M>{_EACH}",
    rf"<number:N>~~(?:at|for|pa\w+|with|worth|costing|sold for|selling for|received|got|get|gets|priced at|average of) ~?<each:M>{_EACH}?~~~(?:total\w*|revenues?|a bill|costs?|costing|raising|raised|paying|worth|for|or|altogether|bill|bringing in|brought in|bringing|taking|earning|netting|making) ~?<total:M>",
    rf"\b(?:each|every one) of (?:the |its |their |those )?<number:N>~~<each:M>~~(?:total|cost|bill|sum|altogether|all|combined)~?<total:M>",
    rf"<each:M> (?:for|to) (?:each|every one) of (?:the |its |their )?<number:N>~~(?:or|for a total of|a total of|-|altogether) ~?<total:M>",
    rf"<number:N>~~<each:M>{_EACH}~~(?:or|for|total\w*|a bill of|at a cost of|making|raising|worth|costing|revenue of|in all|altogether|is|was|-|comes to|came to|brings? in|brought in) ~?<total:M>",
    rf"<each:M>{_EACH}~~(?:to|for|from|by) ~?<number:N>~~(?:or|for|total\w*|a bill of|at a cost of|making|raising|worth|costing|came to|revenue of|in all|altogether|is|was|-) ~?<total:M>",
    rf"<number:N>~~(?:shar\w+|divid\w+|split\w*|received|won|paid|pay|raised) ~?<total:M>~~<each:M>{_EACH}",
    rf"<total:M>~~(?:shared|divided|split|distributed|spread) (?:equally |evenly )?(?:among|between|by|across) ~?<number:N>~~<each:M>",
    rf"<total:M>~~<number:N>~~(?:an average of|averag\w+|about|or|works out at|equal to|which is|that is) ~?<each:M>",
    rf"<number:N>~,? (?:at|each costing|costing) ~?<each:M>{_EACH}~~(?:cost|bill|total|worth|price)~?<total:M>",
    rf"<number:N>~~(?:at an average of|at an average price of|at) ~?<each:M>~~~(?:of|to|for|with|worth) ~?<total:M>",
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
        if not found.has_number("total", "number", "each"):
            continue
        total, number, each = found["total"], found["number"], found["each"]
        if not each.is_like(total) or number.value <= 1 or _is_loose(total, each):
            continue
        first, last = sorted((found.place("total"), found.place("number")))
        if found.place("each") > last and found_in(r"\b(?:each|every)\b", sentence.skeleton[first:last]):
            continue
        product = number.interval.times(each.interval)
        if product.meets(total.interval) or _quotient(total, number, each):
            return
        if number.interval.times(total.interval).meets(each.interval) or _quotient(each, number, total):
            return
        slip = _thousandfold(product, total)
        if (slip is not None) is not by_thousand:
            continue
        exact = number.value * each.value
        yield sentence.flag(
            rule,
            (total, number, each),
            f"{number.words} times {each.words} is {shown(exact)}, not {total.words}.",
            f"{shown(number.value)} × {shown(each.value)} = {shown(exact)}; {shown(total.value)} / "
            f"{shown(number.value)} = {shown(total.value / number.value)}",
            slip,
        )
        return


def _is_loose(total: Figure, each: Figure) -> bool:
    return each.value == total.value or any(
        isinstance(one.claim.value, tuple) for one in (total, each)
    )


def _quotient(total: Figure, number: Figure, each: Figure) -> bool:
    """Whether the share rounds from the total: $1,000 among 3 is "$333 each"."""
    quotient = total.interval.over(number.interval)
    return quotient is not None and quotient.meets(each.interval.widened(each.step / 2))


def _thousandfold(product: Interval, total: Figure) -> str | None:
    for factor, words in ((Decimal(1000), "a thousandth of it"), (1 / Decimal(1000), "1,000 times as much")):
        if product.scaled(factor).meets(total.interval):
            return f"{total.words}: {words} fits exactly."
    return None


def _by_period(sentence: Sentence) -> Iterator[Flag]:
    """So much a month, or so much a year."""
    if sentence.has(r"\b(?:discount|in one go|up front|upfront|in advance|if (?:they|you|paid)|when paid|sav(?:e|ing)|free|instead)\b"):
        return
    period = r"(?: (?:a|per|each|every) (?P<{}>day|week|month|quarter|year|fortnight)| ?<{}s:E>)"
    for found in sentence.find(
        rf"<one:#>~?{period.format('of', 'of')}~~\b(?:or|equal to|that is|which is|equivalent to|amounting to|-|meaning|making|for|adding up to|totalling|works out (?:at|to)|comes to) ?~?<other:#>~?{period.format('by', 'by')}",
        rf"<one:#>~?{period.format('of', 'of')},? ?(?:-|\() ?~?<other:#>~?{period.format('by', 'by')}",
    ):
        if not found.has_number("one", "other") or not found["one"].is_like(found["other"]):
            continue
        first, second = _period(found, "of"), _period(found, "by")
        one, other = found["one"], found["other"]
        if first is None or second is None or first == second:
            continue
        if any(re.search(r"\.(?:99|95|49)\b", figure.words) for figure in (one, other)):
            continue  # prices of subscriptions, where a year costs less than twelve months
        factor = _PERIODS[first] / _PERIODS[second]
        if {first, second} & {"day"} and {first, second} & {"week"}:
            factor = Decimal(7) if first == "day" else 1 / Decimal(7)
        ways = [factor]
        if first == "day" and second == "month":
            ways = [Decimal(28), Decimal(30), Decimal(31), Decimal(20), Decimal(22)]
        elif first == "day" and second == "week":
            ways = [Decimal(7), Decimal(5), Decimal(6)]
        elif first == "week" and second == "month":
            ways = [Decimal(4), factor]
        elif first == "week" and second == "year":
            ways = [Decimal(52), Decimal(50), Decimal(48)]
        elif first == "day" and second == "year":
            ways = [Decimal(365), Decimal(250), Decimal(260)]
        if any(_near(one, other, way) for way in ways):
            continue
        exact = one.value * factor
        yield sentence.flag(
            "per_unit",
            (one, other),
            f"{one.words} a {first} is {_like(one, exact)} a {second}, not {other.words}.",
            f"{shown(one.value)} × {shown(factor)} = {shown(exact)}",
        )
        return


def _near(one: Figure, other: Figure, factor: Decimal) -> bool:
    leeway = max(other.rounding, abs(other.value) / 50) if other.is_hedged or one.is_hedged else other.rounding
    return one.interval.scaled(factor).meets(other.interval.widened(leeway)) or other.loose.meets(
        one.interval.scaled(factor)
    )


def _period(found: Match, name: str) -> str | None:
    if found.words(name):
        return found.words(name)
    if f"{name}s" in found:
        words = found.claim(f"{name}s").text.lower()
        return next((period for period in _PERIODS if words.rstrip("s").endswith(period)), None)
    return None


def _like(figure: Figure, value: Decimal) -> str:
    """A value with the currency sign that the story put before the figure."""
    sign = figure.words[: len(figure.words) - len(figure.words.lstrip("$£€¥"))]
    return f"{sign}{shown(value)}"


def _per_head(sentence: Sentence) -> Iterator[Flag]:
    """ "45 deaths per 100,000 in a city of 2 million, or 900 deaths"."""
    for found in sentence.find(
        r"<rate:N>~ (?:per|for every|in every|out of every) <base:N>~~(?:of|population of|has|with) ~?<people:N>~~(?:or|meaning|which is|equal to|means|that is) ~?<cases:N>",
        r"<cases:N>~~(?:of|population of|among|in its) ~?<people:N>~~(?:or|a rate of|equal to|that is|which is) ~?<rate:N>~? (?:per|for every|in every) <base:N>",
    ):
        if not found.has_number("rate", "base", "people", "cases"):
            continue
        rate, base, people, cases = (found[one] for one in ("rate", "base", "people", "cases"))
        if base.value <= 0:
            continue
        expected = people.interval.times(rate.interval.widened(rate.step / 2)).scaled(1 / base.value)
        if expected.meets(cases.loose):
            continue
        exact = rate.value * people.value / base.value
        yield sentence.flag(
            "per_unit",
            (rate, base, people, cases),
            f"{rate.words} per {base.words} of {people.words} is {shown(exact)}, not {cases.words}.",
            f"{shown(rate.value)} × {shown(people.value)} / {shown(base.value)} = {shown(exact)}",
        )


def _ratio_of_people(sentence: Sentence) -> Iterator[Flag]:
    """ "36 murders in a province of 400,000 people, a rate of 19 per 100,000"."""
    for found in sentence.find(
        r"<cases:N>~~(?:of|population of|among|in its|in) ~?<people:N>~~(?:or|a rate of|equal to|that is|which is|rate was|rate is) ~?<rate:R>",
        r"<rate:R>~~(?:of|population of|has|with) ~?<people:N>~~(?:or|meaning|which is|equal to|means|that is) ~?<cases:N>",
    ):
        if not found.has_number("cases", "people", "rate"):
            continue
        cases, people, rate = found["cases"], found["people"], found["rate"]
        written = re.match(r"([\d.,]+)", rate.words)
        if written is None or "per" not in rate.words or people.value <= cases.value:
            continue
        number = Decimal(written.group(1).replace(",", "").rstrip("."))
        if not number:
            continue
        base = number / rate.value
        step = Decimal(1).scaleb(int(number.as_tuple().exponent)) / 2
        expected = Interval.around(number, step).scaled(1 / base)
        share = cases.interval.over(people.loose)
        if share is None or share.meets(expected):
            continue
        exact = cases.value / people.value * base
        yield sentence.flag(
            "per_unit",
            (cases, people, rate),
            f"{cases.words} in {people.words} is {shown(exact)} per {shown(base)}, not {rate.words}.",
            f"{shown(cases.value)} / {shown(people.value)} × {shown(base)} = {shown(exact)}",
        )
        return


def average(sentence: Sentence) -> Iterator[Flag]:
    """The average of values that are listed, or of a total over so many; half a last digit.

    >>> from workbench import check
    >>> [f.message for f in check("Goals of 3, 5 and 1 in three games give an average of four.")]
    ['The average is 3, not four.']
    >>> check("Goals of 3, 5 and 1 in three games give him an average of three.")
    []
    """
    if sentence.has(r"\b(?:median|weighted|moving average|batting)\b"):
        return
    if not sentence.has(r"\b(?:averag|mean\b)"):
        return
    for found in sentence.find(
        r"\b(?:average|mean)\w*~~<mean:#PA>", r"<mean:#PA>~? (?:on average|average|each on average|a (?:game|match|day|week|month|year) on average)",
    ):
        if not found.has_number("mean"):
            continue
        mean = found["mean"]
        for total, number, parts in _averaged(sentence, found, mean):
            expected = total.over(number)
            if expected is None:
                continue
            wide = mean.interval.widened(mean.step / 2)
            if expected.meets(wide):
                return
            exact = expected.low if expected.low == expected.high else (expected.low + expected.high) / 2
            yield sentence.flag(
                "average",
                (*parts, mean),
                f"The average is {shown(exact)}, not {mean.words}.",
                f"{' + '.join(shown(one.value) for one in parts)} over {shown(number.low)} = {shown(exact)}"
                if len(parts) > 2
                else f"{' / '.join(shown(one.value) for one in parts)} = {shown(exact)}",
            )
            return


def _over_a_time(sentence: Sentence, place: int, mean: Figure) -> Iterator[tuple[Interval, Interval, list[Figure]]]:
    """ "Over ten years 340 people have drowned, a mean of 43 a year"."""
    rest = sentence.skeleton[place + 1 : place + 12]
    sets = [one.text.lower() for one in sentence.claims if one.kind is Kind.SET]
    for claim in sentence.claims:
        length = length_of(claim)
        unit = {"Y": "year", "M": "month", "D": "day", "W": "week"}.get(length[1]) if length else None
        if length is None or unit is None or length[0] < 2:
            continue
        if not found_in(rf"^ ?(?:a|per|each|every) {unit}\b", rest) and not any(one.endswith(unit) for one in sets):
            continue
        totals = [
            one for at, one in sentence.figures.items()
            if at != place and one.is_like(mean) and one.value > mean.value
        ]
        if len(totals) == 1:
            yield totals[0].interval, Interval.exactly(length[0]), totals


def _averaged(
    sentence: Sentence, found: Match, mean: Figure
) -> Iterator[tuple[Interval, Interval, list[Figure]]]:
    """Total, number and the figures they come from: a list, else a total over a number."""
    place = found.place("mean")
    yield from _over_a_time(sentence, place, mean)
    for pattern in (
        r"<a:#PA>(?:, [\ue000-\uf8ff]){1,9},? and [\ue000-\uf8ff]",
        r"<a:#PA>~?(?:, ~?[\ue000-\uf8ff]~?){1,9},? and ~?[\ue000-\uf8ff]",
        r"<a:#PA> and [\ue000-\uf8ff]",
    ):
        for listed in sentence.find(pattern):
            inside = [
                one
                for at, one in sentence.figures.items()
                if listed.start <= at < listed.end and at != place
            ]
            if len(inside) < 2 or len({one.kind for one in inside}) > 1 or place in range(listed.start, listed.end):
                continue
            if inside[0].kind is not mean.kind and mean.kind is not Kind.COUNT:
                continue
            total = Interval.exactly(0)
            for one in inside:
                total = total.plus(one.interval)
            yield total, Interval.exactly(len(inside)), inside
            return
    for pair in sentence.find(
        r"<total:#>~~(?:in|from|over|across|for|to|by|between|among|on|during|with) ~?<number:N>",
        r"<number:N>~~(?:with|shar\w+|split|handled|produced|scored|sold|carried|took|earned|raised|received|for|drew|attracted|had) ~?<total:#>",
    ):
        if not pair.has_number("total", "number"):
            continue
        total, number = pair["total"], pair["number"]
        if place in (pair.place("total"), pair.place("number")) or total.kind is not mean.kind:
            continue
        if total.unit != mean.unit or number.value < 2 or total.value <= mean.value:
            continue
        yield total.interval, number.interval, [total, number]
        return


def speed_time_distance(sentence: Sentence) -> Iterator[Flag]:
    """Distance over time is speed, and so much a day over the days is the total; half a digit.

    >>> from workbench import check
    >>> [f.message for f in check("It covers the 300 km in two hours, at an average of 200 km/h.")]
    ['300 km in two hours is 150 km/hour, not 200 km/h.']
    >>> check("It covers the 300 km in two hours, at an average of 150 km/h.")
    []
    """
    if sentence.has(r"\b(?:stops?|stopped|breaks?|rest|paus\w*|top|maximum|peak|record|limit|up to|gusts?|faster|slower|wind\w*)\b"):
        yield from _so_much_a_day(sentence)
        return
    speeds = [one for one in sentence.figures.values() if one.kind is Kind.QUANTITY and ("/" in (one.unit or "") or one.unit == "knot")]
    times = [one for one in sentence.claims if one.kind is Kind.DURATION]
    for speed in speeds:
        unit, _, per = (speed.unit or "").partition("/")
        if speed.unit == "knot":
            unit, per = "nautical mile", "hour"
        ways = [
            one for one in sentence.figures.values()
            if one.kind is Kind.QUANTITY and one.unit in (unit, {"meter": "m", "foot": "ft"}.get(unit))
        ]
        if len(ways) != 1 or len(times) != 1:
            continue
        days, per_days = days_of(times[0]), {"hour": Decimal(1) / 24, "second": Decimal(1) / 86400, "day": Decimal(1)}.get(per)
        if days is None or per_days is None or days.low <= 0:
            continue
        way = ways[0]
        expected = way.interval.over(days.scaled(1 / per_days))
        if expected is None or expected.meets(speed.interval):
            continue
        exact = way.value / ((days.low + days.high) / 2 / per_days)
        yield sentence.flag(
            "speed_time_distance",
            (way, times[0], speed),
            f"{way.words} in {times[0].text} is {shown(exact)} {speed.unit}, not {speed.words}.",
            f"{shown(way.value)} / {shown((days.low + days.high) / 2 / per_days)} = {shown(exact)}",
        )
    yield from _so_much_a_day(sentence)


def _so_much_a_day(sentence: Sentence) -> Iterator[Flag]:
    for found in sentence.find(
        r"<rate:#>~? (?:a|per|each|every) (?P<unit>day|hour|week|month|minute)~~(?:for|over|in) ~?<time:U>~~<total:#>",
        r"<rate:#>~? ?<set:E>~~(?:for|over|in) ~?<time:U>~~<total:#>",
        r"<total:#>~~(?:in|over) ~?<time:U>~~<rate:#>~? (?:a|per|each|every) (?P<unit>day|hour|week|month|minute)",
        r"<total:#>~~(?:in|over) ~?<time:U>~~<rate:#>~? ?<set:E>",
        r"<rate:#>~? ?<set:E>,~~<total:#>~~(?:in|over) ~?<time:U>",
    ):
        if not found.has_number("rate", "total"):
            continue
        same = factor_between(found["rate"], found["total"])
        if same is None:
            continue
        unit = found.words("unit") if "unit" in found else (_period_of(found.claim("set").text) or "")
        per = {"minute": Decimal(1) / 1440, "hour": Decimal(1) / 24, "day": Decimal(1), "week": Decimal(7), "month": Decimal("30.44"), "year": Decimal("365.25")}.get(unit)
        days = days_of(found.claim("time"))
        if per is None or days is None:
            continue
        rate, total = found["rate"], found["total"]
        expected = days.scaled(1 / per).times(rate.interval.widened(rate.step / 2)).scaled(same)
        if expected.meets(total.loose) or found_in(r"\b(?:first|last|then|more than|up to)\b", sentence.skeleton):
            continue
        exact = (days.low + days.high) / 2 / per * rate.value * same
        yield sentence.flag(
            "speed_time_distance",
            (rate, found.claim("time"), total),
            f"{rate.words} a {unit} for {found.claim('time').text} is {shown(exact)}, not {total.words}.",
            f"{shown(rate.value)} × {shown((days.low + days.high) / 2 / per)} = {shown(exact)}",
        )
        return


def _period_of(words: str) -> str | None:
    return next((one for one in ("minute", "hour", "day", "week", "month", "year") if words.lower().rstrip("s").endswith(one)), None)
