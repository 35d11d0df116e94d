"""Time between two dates: "five months before", "a seven-day festival"."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from workbench.checks.interval import Interval
from workbench.checks.pattern import found_in
from workbench.checks.periods import between, days_of, is_clock, is_dated, length_of, one_of
from workbench.checks.writing import in_text, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.checks.flag import Flag
    from workbench.checks.sentence import Match, Sentence
    from workbench.claim import Claim

_HALF: Final = Decimal("0.5")
_TENTH: Final = Decimal("0.1")
_YEAR, _MONTH = one_of("Y"), one_of("M")
_MONTHS_A_YEAR: Final = 12
# What one length leaves open on either side, in its own units: a part where the dates are days,
# more where they are months; "2.5 years" was measured.
_LEEWAY, _COARSE, _MEASURED = Decimal("0.45"), Decimal("0.25"), Decimal("0.35")
_OFFSET_MEASURED: Final = Decimal("0.3")
_SINCE_LEEWAY: Final = Decimal("0.6")
_LATER: Final = {
    "before": 1, "after": -1, "later": 1, "afterwards": 1, "on": 1, "after that": 1,
    "earlier": -1, "before that": -1,
}  # fmt: skip
_OFFSETS: Final = (
    # "began in January, five months before it was proclaimed in June"
    r"<a:D>~~<by:U> ?~?\b(?P<way>before|after|later|earlier)\b~~<b:D>",
    (
        r"<a:D>,? ?~?(?:and|then|but|only|just)? ?~?<by:U> (?P<way>later|earlier|afterwards),? "
        r"(?:in |on )?<b:D>"
    ),
    (
        r"<a:D>~~~<by:U> (?P<way>later|earlier|afterwards|on|after that|before that),? "
        r"~?(?:in|on|by) "
        r"<b:D>"
    ),
    r"<by:U> (?P<way>before|after) ~<b:D>, ~~<a:D>",
    r"<by:U> (?P<way>before|after) ~~<b:D>,~~<a:D>",
)
_JOINED: Final = r"(?:to|until|till|and|through|-)"
_STRETCHES: Final = (
    # "from 9 March to 15 March, seven days", "began in 1990 and ended in 2002, twelve years"
    rf"\b(?:from|between) (?:the )?<a:D>~?{_JOINED} ?~?<b:D>~~~<by:U>",
    r"\b{begin} ~?<a:D>~~~{end} ~?<b:D>~~~<by:U>",
    r"<a:D> ?(?:to|until|-|through) ?<b:D>~~~<by:U>",
    # "a seven-day feast that began on 9 March and ended on 15 March"
    (
        r"<by:U>~~\b(?:began|begins|started|starts|opened|opens|ran from|runs from|lasted "
        r"from) ~?<a:D>"
        r"~~\b(?:end\w*|finish\w*|clos\w*|until|to|conclud\w*) ~?<b:D>"
    ),
    rf"<by:U>~~\b(?:from|between) ~?<a:D> ?~?{_JOINED} ?~?<b:D>",
    r"<by:U>~? ?\(<a:D>(?: ?- ?| to )<b:D>\)",
    (
        r"<by:U>,? ~?(?:lasting|running|runs|ran|stretching|spanning) from ~?<a:D> (?:to|until) "
        r"~?<b:D>"
    ),
)
_ONE_RANGE: Final = (r"<span:D>~~<by:U>", r"<by:U>~~<span:D>")
_YEARS: Final = re.compile(r"\d{4}/\d{4}")
_SINCE: Final = (
    (
        r"\bsince <a:D>,? ~?(?:or |a (?:period|reign|span|run|total) of |that is,? |which is )?"
        r"(?:for )?<by:U>"
    ),
    r"\b(?:for|in|over) (?:the )?(?:past |last )?<by:U>,? (?:ever )?since <a:D>",
    r"<by:U>,? (?:ever )?since <a:D>",
)
_RECORD: Final = r"\b(?:highest|lowest|first|worst|best|biggest|largest|every|each|after|before)\b"
_APART: Final = (
    r"\b(?:in prison|sentence|later|earlier|after that|apart|each|per|of which|a week|first|"
    r"last) ?$"
)


def relative_offset(sentence: Sentence) -> Iterator[Flag]:
    """“Five months before” between two dates; half a unit, a day for days, as the dates allow.

    >>> from workbench import check
    >>> said = "The study began in January 2014, five months before it was proclaimed in {} 2014."
    >>> [f.message for f in check(said.format("September"))]
    ['September 2014 is 8 months after January 2014, not five months.']
    >>> check(said.format("June"))
    []
    """
    for found in sentence.find(*_OFFSETS):
        first, second, length = found.claim("a"), found.claim("b"), found.claim("by")
        gap = _gap(first, second)
        wanted = _as_far(gap, length) if gap else None
        if gap is None or wanted is None or found_in("<:U>", found.between("by", "b")):
            continue
        sign = _LATER[found.words("way")]
        if gap.meets(wanted if sign > 0 else wanted.negative):
            continue
        way = "after" if gap.middle > 0 else "before"
        apart = _apart(first, second, abs(gap.middle))
        said = in_text(length.text) if gap.middle * sign > 0 else "the other way round"
        yield sentence.flag(
            "relative_offset",
            (first, second, length),
            f"{second.text} is {apart} {way} {first.text}, not {said}.",
            _working(first, second, gap),
        )
        return


def duration(sentence: Sentence) -> Iterator[Flag]:
    """Start and end against the stated length; days count inclusively or not, others half a unit.

    >>> from datetime import date
    >>> from workbench import check
    >>> said = "The festival ran from 9 March to 15 March, a {}-day feast of film."
    >>> [f.message for f in check(said.format("ten"), date(2016, 6, 10))]
    ['From 9 March to 15 March is 7 days, not ten-day.']
    >>> check(said.format("seven"), date(2016, 6, 10))
    []
    """
    for found in sentence.find(*_STRETCHES):
        first, last, length = found.claim("a"), found.claim("b"), found.claim("by")
        gap = _gap(first, last)
        if gap is None or gap.high < 0 or _is_no_length(sentence, found):
            continue
        if gap.low == gap.high:
            gap = Interval(gap.low, gap.high + 1)
        wanted = days_of(length, _leeway(gap, length))
        if wanted is None or gap.meets(wanted):
            continue
        yield sentence.flag(
            "duration",
            (first, last, length),
            f"From {first.text} to {last.text} is {_apart(first, last, gap.high)}, not "
            f"{in_text(length.text)}.",
            _working(first, last, gap),
        )
        return
    yield from _one_range(sentence)
    yield from _since(sentence)


def _gap(first: Claim, second: Claim) -> Interval | None:
    """The days between two dates; None where one of them has no days, or is a time of day."""
    if is_clock(first) or is_clock(second) or not (is_dated(first) and is_dated(second)):
        return None
    return between(first, second)


def _working(first: Claim, second: Claim, gap: Interval) -> str:
    return f"{first.value} to {second.value}: {gap.words} days"


def _as_far(gap: Interval, length: Claim) -> Interval | None:
    """What a stated offset allows: half a unit around, a whole one for days and coarse dates."""
    stated = length_of(length)
    if stated is None:
        return None
    number, unit = stated
    leeway = Decimal(1) if unit in ("D", "DE", "CE") else _HALF
    if gap.high - gap.low > one_of(unit) * 2:
        leeway = Decimal(1)
    if number != number.to_integral_value():
        leeway = _OFFSET_MEASURED
    return days_of(length, leeway)


def _leeway(gap: Interval, length: Claim) -> Decimal:
    """What a stated length leaves open on either side, in its own units."""
    stated = length_of(length)
    if stated is None or stated[1] in ("D", "H", "TM"):
        return Decimal(0)
    number, unit = stated
    if number != number.to_integral_value():
        return _MEASURED
    return _COARSE if gap.high - gap.low > one_of(unit) else _LEEWAY


def _apart(first: Claim, second: Claim, days: Decimal) -> str:
    """The distance of two dates in the words of how they are written."""
    a, b = first.earliest, second.earliest
    digits = {len(str(first.value)), len(str(second.value))}
    if a and b and digits == {len("2014-01")}:
        months = abs((b.year - a.year) * _MONTHS_A_YEAR + b.month - a.month)
        if months < 2 * _MONTHS_A_YEAR:
            return f"{months} months"
        return f"{shown(Decimal(months) / _MONTHS_A_YEAR)} years"
    if a and b and digits == {len("2014")}:
        return f"{abs(b.year - a.year)} years"
    return _in_words(days)


def _in_words(days: Decimal) -> str:
    """So many days in the unit that one would say them in.

    >>> _in_words(Decimal(10)), _in_words(Decimal(100)), _in_words(Decimal(1000))
    ('10 days', '3.3 months', '2.7 years')
    """
    if days >= 2 * _YEAR:
        return f"{shown((days / _YEAR).quantize(_TENTH))} years"
    if days >= 2 * _MONTH:
        return f"{shown((days / _MONTH).quantize(_TENTH))} months"
    return f"{shown(days)} days"


def _is_no_length(sentence: Sentence, found: Match) -> bool:
    """Whether the length is of something else: "each", "three years later"."""
    between_words = found.between("b", "by")
    later = found_in(r"\b(?:{in_between}|after .* later)\b", between_words)
    return later or sentence.has(_APART)


def _one_range(sentence: Sentence) -> Iterator[Flag]:
    """A range in one expression: "the 16-18 June festival, a five-day feast", "(1998-2003)"."""
    for found in sentence.find(*_ONE_RANGE):
        span, length = found.claim("span"), found.claim("by")
        if "/" not in str(span.value) or is_clock(span) or not (span.earliest and span.latest):
            continue
        if found_in(r"\b{unsteady}\b", found.between("span", "by")):
            continue
        days = Decimal((span.latest - span.earliest).days)
        is_years = _YEARS.fullmatch(str(span.value)) is not None
        gap = Interval(days - 2 * _YEAR, days) if is_years else Interval(days, days + 1)
        wanted = days_of(length, _leeway(gap, length))
        if wanted is None or gap.meets(wanted):
            continue
        years = f"{span.latest.year - span.earliest.year} years"
        yield sentence.flag(
            "duration",
            (span, length),
            (
                f"{span.text} is {years if is_years else _in_words(gap.high)}, not "
                f"{in_text(length.text)}."
            ),
            f"{span.earliest.isoformat()} to {span.latest.isoformat()}",
        )
        return


def _since(sentence: Sentence) -> Iterator[Flag]:
    """“Since 2010, a reign of nine years” against the publication day."""
    published = sentence.published
    for found in sentence.find(*_SINCE) if published else ():
        start, length = found.claim("a"), found.claim("by")
        wanted = days_of(length, _SINCE_LEEWAY)
        if published is None or not (start.earliest and start.latest) or not is_dated(start):
            continue
        gap = Interval(
            Decimal((published - start.latest).days), Decimal((published - start.earliest).days)
        )
        if wanted is None or gap.high <= 0 or gap.meets(wanted):
            continue
        if found_in(_RECORD, sentence.before(found.start, 50) + found.all_words):
            continue
        yield sentence.flag(
            "duration",
            (start, length),
            f"Since {start.text} it is {_in_words(gap.high)}, not {in_text(length.text)}.",
            f"{start.value} to {published.isoformat()}: {gap.words} days",
        )
        return
