"""Time between two moments: offsets, lengths, ages, anniversaries, editions, and their order."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from workbench.checks.interval import Interval, shown
from workbench.checks.periods import between, days_of, is_dated, length_of, one_of, year_of
from workbench.checks.sentence import found_in
from workbench.claim import Claim, Kind, Modifier

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from workbench.checks.flag import Flag
    from workbench.checks.sentence import Match, Sentence

_HALF: Final = Decimal("0.5")
_YEAR: Final = Decimal("365.25")


def _years(days: Decimal) -> str:
    if days >= _YEAR * 2:
        return f"{shown((days / _YEAR).quantize(Decimal('0.1')))} years"
    if days >= 60:
        return f"{shown((days / Decimal('30.44')).quantize(Decimal('0.1')))} months"
    return f"{shown(days)} days"


def _as_long(gap: Interval, length: Claim) -> Interval | None:
    """What a stated length allows: half a unit around, a whole one for days and coarse dates."""
    stated = length_of(length)
    if stated is None:
        return None
    number, unit = stated
    leeway = Decimal(1) if unit in ("D", "DE", "CE") else _HALF
    if gap.high - gap.low > one_of(unit) * 2:
        leeway = Decimal(1)
    if number != number.to_integral_value():
        leeway = Decimal("0.3")
    return days_of(length, leeway)


def relative_offset(sentence: Sentence) -> Iterator[Flag]:
    """ "Five months before" between two dates; half a unit, a day for days, as the dates allow.

    >>> from workbench import check
    >>> said = "The study began in January 2014, five months before it was proclaimed in {} 2014."
    >>> [f.message for f in check(said.format("September"))]
    ['From January 2014 to September 2014 is 8 months, not five months.']
    >>> check(said.format("June"))
    []
    """
    for found, sign in _offsets(sentence):
        first, second, length = found.claim("a"), found.claim("b"), found.claim("by")
        if not is_dated(first) or not is_dated(second) or _is_clock(first) or _is_clock(second):
            continue
        stretch = sentence.skeleton[min(found.place("by"), found.place("b")) : max(found.place("by"), found.place("b"))]
        if found_in(r"\ue009.*\ue009", stretch):
            continue
        gap = between(first, second)
        wanted = _as_long(gap, length) if gap else None
        if gap is None or wanted is None or sign == 0:
            continue
        if gap.meets(wanted if sign > 0 else Interval(-wanted.high, -wanted.low)):
            continue
        middle = abs((gap.low + gap.high) / 2)
        yield sentence.flag(
            "relative_offset",
            (first, second, length),
            f"From {first.text} to {second.text} is {_apart(first, second, middle)}, not {length.text}.",
            f"{first.value} to {second.value}: {shown(gap.low)} to {shown(gap.high)} days",
        )
        return


def _apart(first: Claim, second: Claim, days: Decimal) -> str:
    """The distance of two dates in the words of the coarser one."""
    a, b = first.earliest, second.earliest
    if a and b and len(str(first.value)) == len(str(second.value)) == len("2014-01"):
        months = abs((b.year - a.year) * 12 + b.month - a.month)
        return f"{months} months" if months < 24 else f"{shown(Decimal(months) / 12)} years"
    if a and b and len(str(first.value)) == len(str(second.value)) == len("2014"):
        return f"{abs(b.year - a.year)} years"
    return _years(days)


def _offsets(sentence: Sentence) -> Iterator[tuple[Match, int]]:
    """Two dates and the length between them; 1 where the second is later, -1 where earlier."""
    for found in sentence.find(
        r"<a:D>~~<by:U> ?~?\b(?P<way>before|after|later|earlier)\b~~<b:D>",
        r"<a:D>,? ?~?(?:and|then|but|only|just)? ?~?<by:U> (?P<way>later|earlier|afterwards),? (?:in |on )?<b:D>",
        r"<a:D>~~~<by:U> (?P<way>later|earlier|afterwards|on|after that|before that),? ~?(?:in|on|by) <b:D>",
        r"<by:U> (?P<way>before|after) ~<b:D>, ~~<a:D>",
        r"<by:U> (?P<way>before|after) ~~<b:D>,~~<a:D>",
    ):
        if found.claim("by").kind is not Kind.DURATION:
            continue
        way = found.words("way")
        yield found, {"before": 1, "after": -1, "later": 1, "afterwards": 1, "on": 1,
                      "after that": 1, "earlier": -1, "before that": -1}[way]


_SPANS: Final = (
    r"\b(?:from|between) (?:the )?<a:D>~?(?:to|until|till|and|through|-) ?~?<b:D>~~~<by:U>",
    r"\b(?:began|begin|begins|beginning|started|start|starts|opened|opens|founded|launched|broke out|created|joined|enlisted|set up|established|formed|elected|took office|arrived|entered|married|inaugurated|imprisoned|closed|shut|left) ~?<a:D>~~~(?:end\w*|clos\w*|finish\w*|until|to|complet\w*|dissol\w*|retir\w*|left|resign\w*|stepped down|disband\w*|divorc\w*|conclud\w*|lifted|surrender\w*|over|reopen\w*|came down|died|released|departed|quit|abolished|folded) ~?<b:D>~~~<by:U>",
    r"<by:U>~~\b(?:began|begins|started|starts|opened|opens|ran from|runs from|lasted from) ~?<a:D>~~\b(?:end\w*|finish\w*|clos\w*|until|to|conclud\w*) ~?<b:D>",
    r"<by:U>~~\b(?:from|between) ~?<a:D> ?~?(?:to|until|till|and|through|-) ?~?<b:D>",
    r"<a:D> ?(?:to|until|-|through) ?<b:D>~~~<by:U>",
    r"<by:U>~? ?\(<a:D>(?: ?- ?| to )<b:D>\)",
    r"<by:U>,? ~?(?:lasting|running|runs|ran|stretching|spanning) from ~?<a:D> (?:to|until) ~?<b:D>",
)


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
    for found in sentence.find(*_SPANS):
        first, last, length = found.claim("a"), found.claim("b"), found.claim("by")
        if length.kind is not Kind.DURATION or not is_dated(first) or not is_dated(last):
            continue
        gap = between(first, last)
        if gap is None or gap.high < 0 or _is_clock(first):
            continue
        if gap.low == gap.high:
            gap = Interval(gap.low, gap.high + 1)
        wanted = days_of(length, _leeway(gap, length))
        if wanted is None or gap.meets(wanted):
            continue
        if sentence.has(r"\b(?:in prison|sentence|later|earlier|after that|apart|each|per|of which|a week|first|last) ?$"):
            continue
        between_words = sentence.skeleton[found.place("b") : found.place("by")]
        if found_in(r"\b(?:before|after .* later|ago|each|every|next|another|first|sentence\w*|followed)\b", between_words):
            continue
        yield sentence.flag(
            "duration",
            (first, last, length),
            f"From {first.text} to {last.text} is {_apart(first, last, gap.high)}, not {length.text}.",
            f"{first.value} to {last.value}: {shown(gap.low)} to {shown(gap.high)} days",
        )
        return
    yield from _whole_range(sentence)
    yield from _since(sentence)


def _leeway(gap: Interval, length: Claim) -> Decimal:
    stated = length_of(length)
    if stated is None:
        return Decimal(0)
    number, unit = stated
    if unit in ("D", "H", "TM"):
        return Decimal(0)
    if number != number.to_integral_value():
        return Decimal("0.35")
    coarse = gap.high - gap.low > one_of(unit)
    return Decimal("0.25") if coarse else Decimal("0.45")


def _whole_range(sentence: Sentence) -> Iterator[Flag]:
    """A range in one expression: "the 16-18 June festival, a five-day feast", "(1998-2003)"."""
    for found in sentence.find(r"<span:D>~~<by:U>", r"<by:U>~~<span:D>"):
        span, length = found.claim("span"), found.claim("by")
        if "/" not in str(span.value) or not (span.earliest and span.latest):
            continue
        if length.kind is not Kind.DURATION or _is_clock(span):
            continue
        between_words = sentence.skeleton[min(found.place("span"), found.place("by")) : max(found.place("span"), found.place("by"))]
        if found_in(r"\b(?:after|before|later|earlier|ago|every|each|about|since|next|sentence\w*|then)\b", between_words):
            continue
        days = Decimal((span.latest - span.earliest).days)
        is_years = re.fullmatch(r"\d{4}/\d{4}", str(span.value)) is not None
        gap = Interval(days - 2 * _YEAR, days) if is_years else Interval(days, days + 1)
        wanted = days_of(length, _leeway(gap, length))
        if wanted is None or gap.meets(wanted):
            continue
        yield sentence.flag(
            "duration",
            (span, length),
            f"{span.text} is {_years(gap.high) if not is_years else str(span.latest.year - span.earliest.year) + ' years'}, not {length.text}.",
            f"{span.earliest.isoformat()} to {span.latest.isoformat()}",
        )
        return


def _since(sentence: Sentence) -> Iterator[Flag]:
    """ "Since 2010, a reign of nine years" against the publication day."""
    if sentence.published is None:
        return
    for found in sentence.find(
        r"\bsince <a:D>,? ~?(?:or |a (?:period|reign|span|run|total) of |that is,? |which is )?(?:for )?<by:U>",
        r"\b(?:for|in|over) (?:the )?(?:past |last )?<by:U>,? (?:ever )?since <a:D>",
        r"<by:U>,? (?:ever )?since <a:D>",
    ):
        start, length = found.claim("a"), found.claim("by")
        if length.kind is not Kind.DURATION or not is_dated(start) or not start.earliest or not start.latest:
            continue
        gap = Interval(
            Decimal((sentence.published - start.latest).days),
            Decimal((sentence.published - start.earliest).days),
        )
        wanted = days_of(length, Decimal("0.6"))
        if wanted is None or gap.high <= 0 or gap.meets(wanted):
            continue
        words = sentence.skeleton[found.start : found.end]
        if found_in(r"\b(?:highest|lowest|first|worst|best|biggest|largest|every|each|after|before)\b", sentence.skeleton[max(0, found.start - 50) : found.start] + words):
            continue
        yield sentence.flag(
            "duration",
            (start, length),
            f"Since {start.text} it is {_years(gap.high)}, not {length.text}.",
            f"{start.value} to {sentence.published.isoformat()}: {shown(gap.low)} to "
            f"{shown(gap.high)} days",
        )
        return


def _is_clock(claim: Claim) -> bool:
    return "T" in str(claim.value)


def _minutes(claim: Claim) -> int | None:
    found = re.search(r"T(\d{2}):(\d{2})", str(claim.value))
    return int(found.group(1)) * 60 + int(found.group(2)) if found else None


def clock_elapsed(sentence: Sentence) -> Iterator[Flag]:
    """Two clock times against the time between them; "about" gives a tenth.

    >>> from workbench import check
    >>> said = "The alarm sounded at 9.15am; firefighters arrived 20 minutes later, at {}.35am."
    >>> [f.message for f in check(said.format(10))]
    ['From 9.15am to 10.35am is 80 minutes, not 20 minutes.']
    >>> check(said.format(9))
    []
    """
    if sentence.has(r"\b(?:gmt|local time|bst|est|edt|cet|utc)\b"):
        return
    for found in sentence.find(
        r"<a:D>~~~<by:U> (?:later|afterwards|on|further on),? ~~<b:D>",
        r"\b(?:from|between|at) <a:D>~?(?:to|until|till|and|-) ?~?<b:D>~~~<by:U>",
        r"<by:U>~~(?:from|between) <a:D> ?~?(?:to|until|till|and|-) ?<b:D>",
        r"<by:U>~~between ~~<a:D>,? and ~~<b:D>",
        r"\b(?:began|started|opened|left|departed|took off|set off|kicked off) at <a:D>~~<b:D>~~<by:U>",
        r"<a:D>~~~(?:end\w*|finish\w*|until|to|land\w*|arriv\w*|over|clos\w*|stopp\w*|complet\w*|was out|reach\w*) ~?<b:D>~~~<by:U>",
        r"<a:D> ?(?:to|until|-) ?<b:D>~~~<by:U>",
        r"<b:D>~~<by:U> after ~~<a:D>",
        r"<b:D>~~<by:U> after ~~~\bat <a:D>",
        r"<a:D>~~~<by:U>~?,? (?:and |until |till |ending |finishing |landing |arriving )~~<b:D>",
        r"<a:D>~~<by:U> before ~~<b:D>",
    ):
        first, last = _minutes(found.claim("a")), _minutes(found.claim("b"))
        length = days_of(found.claim("by"), Decimal(0))
        if first is None or last is None or length is None:
            continue
        gap = Decimal((last - first) % 1440)
        stated = length_of(found.claim("by"))
        unit = stated[1] if stated else "TM"
        half = Decimal(2) if unit == "TM" else Decimal(15) if unit == "H" else Decimal(0)
        wanted = length.scaled(1440).widened(half)
        if unit not in ("H", "TM") or Interval.exactly(gap).meets(wanted) or Interval.exactly((gap + 720) % 1440).meets(wanted) and _lacks_half(found):
            return
        yield sentence.flag(
            "clock_elapsed",
            (found.claim("a"), found.claim("b"), found.claim("by")),
            f"From {found.claim('a').text} to {found.claim('b').text} is {_clock(gap)}, not "
            f"{found.claim('by').text}.",
            f"{first // 60:02}:{first % 60:02} to {last // 60:02}:{last % 60:02}",
        )
        return


def _lacks_half(found: Match) -> bool:
    """Whether neither time says which half of the day it means."""
    return not any(re.search(r"[ap]\.?m", found.claim(one).text.lower()) for one in ("a", "b"))


def _clock(minutes: Decimal) -> str:
    hours, rest = divmod(int(minutes), 60)
    if hours < 2:
        return f"{minutes} minutes"
    return f"{hours} hours" + (f" {rest} minutes" if rest else "")


def age_birth(sentence: Sentence) -> Iterator[Flag]:
    """An age against the year of birth: the difference of years, or one less before the birthday.

    >>> from datetime import date
    >>> from workbench import check
    >>> [f.message for f in check("Born in 1971, the 38-year-old has been in office for a year.",
    ...                           date(2016, 6, 10))]
    ['Born in 1971, a person is 44 or 45 in 2016, not 38.']
    >>> check("Born in 1971, the 45-year-old has been in office.", date(2016, 6, 10))
    []
    """
    yield from _life(sentence)
    if sentence.published is None or sentence.has(r"\b(?:founded|son|daughter|father|mother|brother|sister|wife|husband)\b"):
        return
    for found in sentence.find(
        r"\bborn (?:in |on |~ in |~ on )?<born:D>~~~<age:O> birthday", r"<age:O> birthday~~~\bborn ~?<born:D>",
        r"\bborn (?:in |on |~ in |~ on )?<born:D>~~~<age:A>", r"<age:A>~~~\b(?:was |were |is )?born (?:in |on |~ in |~ on )?<born:D>",
        r"\bborn (?:in |on |~ in |~ on )?<born:D>~~~\b(?:turns|turned|is|aged|now) <age:N>(?:[,.]|$| and| this| last| next| today| on)",
    ):
        if not found.has_number("age"):
            continue
        born, age = found.claim("born"), found["age"]
        others = [one for one in sentence.claims if is_dated(one) and one is not born and re.search(r"\d{4}", one.text)]
        if not born.earliest or not born.latest or year_of(born) is None or age.is_hedged:
            continue
        if found_in(r"\b(?:when|was (?:only |just )?$|at the age of|at age|then|at)\b[\w ]*$", sentence.skeleton[max(0, found.place("age") - 25) : found.place("age")]) and not others:
            continue
        at = _moment(others, sentence, found)
        if at is None:
            continue
        low = at[0] - born.latest.year - 1
        high = at[1] - born.earliest.year
        if born.earliest == born.latest and at[0] == at[1] == sentence.published.year and not others:
            passed = (sentence.published.month, sentence.published.day) >= (born.earliest.month, born.earliest.day)
            low = high = at[0] - born.earliest.year - (0 if passed else 1)
            low, high = low - (1 if "turn" in sentence.skeleton else 0), high + (1 if "turn" in sentence.skeleton else 0)
        if low <= age.value <= high or age.value > 130:
            continue
        yield sentence.flag(
            "age_birth",
            (born, age),
            f"Born in {born.earliest.year}, a person is {_either(low, high)} in {at[1]}, not "
            f"{shown(age.value)}.",
            f"{at[1]} - {born.earliest.year} = {at[1] - born.earliest.year}",
        )
        return


def _either(low: int, high: int) -> str:
    return str(high) if low == high else f"{low} or {high}"


def _moment(others: list[Claim], sentence: Sentence, found: Match) -> tuple[int, int] | None:
    """The year in which the person has that age: the publication, or the one other date."""
    if not others:
        return (sentence.published.year, sentence.published.year) if sentence.published else None
    years = [year_of(one) for one in others]
    if len(others) == 1 and years[0] is not None and not _is_clock(others[0]):
        place = found.place("age")
        near = sentence.skeleton[place : place + 40]
        if "-year-old" in found.claim("age").text and not found_in(r"\b(?:died|killed|when|was)\b", sentence.skeleton):
            return (sentence.published.year, sentence.published.year) if sentence.published else None
        if near or True:
            return years[0], years[0]
    return None


def _life(sentence: Sentence) -> Iterator[Flag]:
    """ "The poet (1931-2008) died at 67"."""
    for found in sentence.find(
        r"\(?<life:D>\)?~~~\bdie[ds]~~(?:at the age of |at age |aged )<age:NA>",
        r"\(?<life:D>\)?~~~\bdie[ds] (?:in \w+ )?(?:at (?:the age of |age )?|aged )?<age:NA>",
        r"\bdie[ds] ~?(?:at (?:the age of |age )?|aged )?<age:NA>~~\(?<life:D>",
        r"\bborn ~?<born:D>~~~(?:died|dies|was killed|death) ~?<died:D>~~(?:at (?:the age of |age )?|aged )?<age:NA>",
        r"\bborn ~?<born:D>~~~(?:died|dies|was killed|death) ~?(?:at (?:the age of |age )?|aged )<age:NA>~?<died:D>",
        r"\((?:b\. )?<born:D> ?- ?<died:D>\)~~~(?:at (?:the age of |age )?|aged )<age:NA>",
    ):
        if not found.has_number("age"):
            continue
        age = found["age"]
        if "life" in found:
            life = found.claim("life")
            if "/" not in str(life.value) or not (life.earliest and life.latest):
                continue
            born, died = life.earliest.year, life.latest.year
            of: tuple[Claim, ...] = (life,)
            low = high = died - born
            low -= 1
        else:
            of = (found.claim("born"), found.claim("died"))
            if not (is_dated(of[0]) and is_dated(of[1])):
                continue
            low, high = _ages(of[0], of[1])
            born, died = year_of(of[0]) or 0, year_of(of[1]) or 0
            if not re.search(r"\d{4}", of[1].text):
                continue
        if low <= age.value <= high or age.value > 130 or age.is_hedged:
            continue
        yield sentence.flag(
            "age_birth",
            (*of, age),
            f"Somebody who lived from {born} to {died} was {_either(low, high)}, not {shown(age.value)}.",
            f"{died} - {born} = {died - born}",
        )
        return


def _ages(born: Claim, then: Claim) -> tuple[int, int]:
    """The ages that somebody born on the one date can have on the other."""
    return _full_years(born.latest, then.earliest), _full_years(born.earliest, then.latest)


def _full_years(born: date | None, then: date | None) -> int:
    if born is None or then is None:
        return 0
    return then.year - born.year - ((then.month, then.day) < (born.month, born.day))


_NAMED: Final = {
    "centenary": 100, "centennial": 100, "bicentenary": 200, "bicentennial": 200, "tercentenary": 300,
    "tricentennial": 300, "quincentenary": 500, "sesquicentennial": 150, "sesquicentenary": 150,
    "golden jubilee": 50, "silver jubilee": 25, "diamond jubilee": 60, "platinum jubilee": 70, "millennium": 1000,
    "half-century": 50, "quatercentenary": 400,
}  # fmt: skip


def anniversary(sentence: Sentence) -> Iterator[Flag]:
    """An anniversary against the year of the event, counted to the publication; exact.

    >>> from datetime import date
    >>> from workbench import check
    >>> said = "Veterans marked the {}th anniversary of the June 1944 landings."
    >>> [f.message for f in check(said.format(60), date(2014, 6, 6))]
    ['From 1944 to 2014 is 70 years, not 60.']
    >>> check(said.format(70), date(2014, 6, 6))
    []
    """
    if sentence.published is None:
        return
    for number, of, event, at in _anniversaries(sentence):
        year = year_of(event)
        if year is None or at - year == number or (abs(at - year - number) <= 1 and _is_loose(sentence, event)):
            continue
        if at - year <= 0:
            continue
        yield sentence.flag(
            "anniversary",
            (*of, event),
            f"From {year} to {at} is {at - year} years, not {number}.",
            f"{at} - {year} = {at - year}",
        )
        return


def _is_loose(sentence: Sentence, event: Claim) -> bool:
    return sentence.has(r"\b(?:next|last|begin|began|year-long|leading up|ahead of|upcoming|will|season|before|approach\w*|later this|since|ago)\b")


def _anniversaries(
    sentence: Sentence,
) -> Iterator[tuple[int, tuple[Claim, ...], Claim, int]]:
    dates = [one for one in sentence.claims if is_dated(one) and year_of(one) is not None]
    published = sentence.published
    if published is None:
        return
    for found in sentence.find(
        r"<n:O> (?:\w+ )?(?:anniversary|birthday|jubilee)", r"<n:U>-? ?(?:anniversary|birthday)", r"<n:N>(?:-year|th)? ?anniversary"
    ):
        number = found["n"].value if found.has_number("n") else (length_of(found.claim("n")) or (None, ""))[0]
        if number is None or number != number.to_integral_value() or number > 3000:
            continue
        for event, at in _event(sentence, dates, published):
            yield int(number), (found.claim("n"),), event, at
    for found in sentence.find(
        r"^<n:U> (?:on|later|after|since|to the day)~~<:D>",
        r"\b(?:it is|it's|it was|marks?|marking|exactly) <n:U>~?(?:this week|this month|today|on [a-z]+day|this year|<:D>)? ?(?:since|after) ~?<:D>",
        r"\b(?:it is|it's|it was|marks?|marking|exactly) <n:U> (?:this week|this month|today|<:D>)? ?(?:since|after) ~~<:D>",
    ):
        length = length_of(found.claim("n"))
        if length and length[1] == "Y":
            for event, at in _event(sentence, dates, published):
                yield int(length[0]), (found.claim("n"),), event, at
    for found in sentence.find(r"\b(?P<name>" + "|".join(_NAMED) + r")\b"):
        name = found.words("name")
        start = sentence.offset(found.place("name"))
        for event, at in _event(sentence, dates, published):
            yield _NAMED[name], (_stretch(event, start, start + len(name)),), event, at


def _stretch(like: Claim, start: int, end: int) -> Claim:
    """A stretch of words as something that a flag may stand on."""
    from dataclasses import replace

    return replace(like, start=start, end=end, ext_start=start, ext_end=end)


def _event(
    sentence: Sentence, dates: list[Claim], published: date
) -> Iterator[tuple[Claim, int]]:
    """The year of the event, and the year of the celebration."""
    past = [one for one in dates if (year_of(one) or 0) < published.year - 3 and re.search(r"\d{4}", one.text)]
    near = [one for one in dates if one not in past]
    if len(past) == 2 and not near:
        first, second = sorted(past, key=lambda one: year_of(one) or 0)
        yield first, year_of(second) or 0
        return
    if len(past) != 1:
        return
    years = {year_of(one) for one in near} or {published.year}
    if len(years) == 1:
        at = years.pop()
        if at is not None:
            yield past[0], at


def ordinal_edition(sentence: Sentence) -> Iterator[Flag]:
    """The Nth edition of what has been held every year since; skipped years cannot be seen.

    >>> from workbench import check
    >>> said = "First held in 2010 and every year since, the race is in its {} edition in 2016."
    >>> [f.message for f in check(said.format("fifth"))]
    ['Every year from 2010 to 2016 makes 7, not fifth.']
    >>> check(said.format("seventh"))
    []
    """
    yield from _titles(sentence)
    if not sentence.has(r"\b(?:every year|annual\w*|each year|yearly|without a break|without interruption|uninterrupted|every <:E>|each and every|unbroken)") and not any(one.kind is Kind.SET for one in sentence.claims):
        return
    steps = [re.fullmatch(r"P(\d+)Y", str(one.value)) for one in sentence.claims if one.kind is Kind.SET]
    step = int(steps[0].group(1)) if steps and steps[0] else 1
    if any(found is None and not re.search(r"each|every", one.text) for found, one in zip(steps, [c for c in sentence.claims if c.kind is Kind.SET], strict=True)):
        return
    if sentence.has(r"\b(?:cancel\w*|except|skipp\w*|pandemic|war|interrupt\w*|summit every)\b") and not sentence.has(r"without interrupt|uninterrupted"):
        return
    for found in sentence.find(
        r"(?:first (?:held|run|staged|published|organised|organized|awarded|played|took place)|<:O> (?:held|run|staged|published|organised|organized|awarded|played|took place)|held every year since|every <:U> since|since|began|begun|started|launched|founded|inaugurated|created|established)~? ?(?:in )?<a:D>~~~<n:O>",
        r"<n:O>~~~(?:since|first held in|began in|started in|launched in|founded in|started in|inaugurated in|<:O> held in|<:O> staged in) ~?<a:D>",
    ):
        if not found.has_number("n") or year_of(found.claim("a")) is None:
            continue
        start = year_of(found.claim("a")) or 0
        ends = [year_of(one) for one in sentence.claims if is_dated(one) and one is not found.claim("a")]
        ends = [one for one in ends if one is not None and one > start]
        end = ends[0] if ends else (sentence.published.year if sentence.published else None)
        if end is None:
            continue
        if (end - start) % step:
            continue
        number = (end - start) // step + 1
        if number == found["n"].value or (not ends and number - 1 == found["n"].value):
            continue
        yield sentence.flag(
            "ordinal_edition",
            (found.claim("a"), found["n"]),
            f"Every {'year' if step == 1 else f'{step} years'} from {start} to {end} makes {number}, not {found['n'].words}.",
            f"({end} - {start}) / {step} + 1 = {number}",
        )
        return


def _titles(sentence: Sentence) -> Iterator[Flag]:
    """ "Champion in 2010, 2012 and 2013, she took her fifth title"."""
    for found in sentence.find(
        r"\b(?:after|following|adding to|having won|won|winner|champion\w*|victor\w*|titles?|wins|successes|triumphs)~? (?:in |of |from )?(?P<list><a:D>(?:, [\ue000-\uf8ff])*,? and [\ue000-\uf8ff])~~~<n:O> (?:\w+ )?(?:title|win|victory|crown|gold|triumph|trophy|success|medal|championship|term|cup|time)",
        r"<n:O> (?:\w+ ){0,2}(?:title|win|victory|crown|gold|triumph|trophy|success|medal|championship|term|cup)~~~(?:after|following|adding to|having won|won|too|previous\w*|earlier)~? (?:in |of |from |those of )?(?P<list><a:D>(?:, [\ue000-\uf8ff])*,? and [\ue000-\uf8ff])",
    ):
        if not found.has_number("n"):
            continue
        listed = [
            claim for place, claim in sentence.at.items()
            if found.place("list") <= place < found.place("list") + len(found.words("list"))
        ]
        if not all(year_of(one) for one in listed) or len(listed) + 1 == found["n"].value:
            continue
        yield sentence.flag(
            "ordinal_edition",
            (*listed, found["n"]),
            f"After {len(listed)} the next is number {len(listed) + 1}, not {found['n'].words}.",
            f"{len(listed)} + 1 = {len(listed) + 1}",
        )
        return


# What must come before what, of one person or thing.
_ORDERED: Final = tuple(
    (rf"\b{first}\b", rf"\b{then}\b")
    for first, then in (
        (r"(?:jailed|imprisoned|sentenced|convicted|arrested|detained|locked up|sent to prison)", r"(?:released|freed|set free|paroled|pardoned|escaped|let out)"),
        (r"born", r"(?:died|graduated|married|elected|appointed|joined|enlisted|moved|killed|became|emigrated|won|enrolled|executed|published|released)"),
        (r"(?:founded|established|set up|created|launched|opened|built|formed|started)", r"(?:closed|shut|dissolved|demolished|destroyed|folded|went bankrupt|merged|sold|abolished|disbanded|wound up|torn down|razed|collapsed|bankrupt|taken over|burned down|burnt down)"),
        (r"(?:married|wed)", r"(?:divorced|separated|widowed)"),
        (r"(?:elected|appointed|took office|took over|sworn in|became|hired|joined|named|signed|promoted)", r"(?:resigned|stepped down|left office|retired|dismissed|sacked|ousted|fired|quit|left|impeached|removed)"),
        (r"(?:arrested|charged|indicted)", r"(?:convicted|acquitted|sentenced|jailed|found guilty|cleared|tried)"),
        (r"(?:began|started|broke out|launched)", r"(?:ended|finished|was completed|concluded)"),
        (r"(?:enrolled|enlisted|matriculated)", r"(?:graduated|discharged|demobilised)"),
        (r"(?:bought|acquired|purchased)", r"(?:sold|resold|disposed of)"),
        (r"(?:kidnapped|abducted|captured|disappeared|went missing|taken hostage)", r"(?:released|freed|rescued|found|escaped|returned)"),
        (r"(?:diagnosed|fell ill)", r"(?:recovered|cured|died)"),
        (r"(?:introduced|enacted|passed|adopted|imposed)", r"(?:repealed|abolished|scrapped|lifted|overturned|struck down)"),
        (r"(?:designed|commissioned|proposed|planned)", r"(?:opened|completed|inaugurated|unveiled|finished)"),
        (r"construction (?:began|started)", r"(?:opened|completed|finished|inaugurated)"),
        (r"(?:filed|submitted|applied)", r"(?:granted|approved|awarded|rejected)"),
        (r"(?:exiled|fled|went into exile|emigrated)", r"(?:returned|came back|came home)"),
        (r"(?:murder\w*|robbery|crime|attack|theft|killing|stole|stolen)", r"(?:arrested|caught|convicted|recovered|charged|jailed)"),
        (r"(?:closed|shut)", r"(?:reopened)"),
        (r"(?:written|wrote|recorded|filmed|completed)", r"(?:published|released)"),
        (r"(?:crowned|ascended|came to the throne)", r"(?:abdicated|deposed|overthrown)"),
    )
)
_AFTER_DEATH: Final = (
    r"\b(?:accepted|attended|wrote|married|won|moved|travelled|traveled|visited|spoke|gave|opened|founded|played|"
    r"painted|retired|signed|voted|met|performed|received|recorded|resigned|toured|testified|returned|composed|"
    r"bought|taught|led|said|told|conducted|made|served|completed|directed|starred|appeared|sang)\b"
)
_POSTHUMOUS: Final = r"\b(?:posthumous\w*|widow|estate|named after|in (?:his|her|their) (?:honou?r|memory)|again|second|re-\w+ed|rearrested|rejoined|until|twice|once more|father|son|heirs?|grandson|first)\b"


def chronology(sentence: Sentence) -> Iterator[Flag]:
    """What can only come after something is not dated before it; equal coarse dates are silent.

    >>> from workbench import check
    >>> [f.message for f in check("Jailed in 2013, he was released in 2011 after an amnesty.")]
    ['released (2011) cannot be before Jailed (2013).']
    >>> check("Jailed in 2011, he was released in 2013 after an amnesty.")
    []
    """
    dates = [(place, claim) for place, claim in sentence.at.items() if is_dated(claim)]
    if len(dates) < 2 or sentence.has(_POSTHUMOUS):
        yield from _before_or_after(sentence)
        return
    events = [
        (verb, claim)
        for at, (place, claim) in enumerate(dates)
        if (verb := _verbs_before(sentence, dates, at))
    ]
    for early, earlier in events:
        for late, later in events:
            if earlier is later or not (later.latest and earlier.earliest):
                continue
            if later.latest.year >= earlier.earliest.year:
                continue
            if not (re.search(r"\d{4}", later.text) and re.search(r"\d{4}", earlier.text)):
                continue
            pair = _ordered(early, late)
            if pair is None:
                continue
            yield sentence.flag(
                "chronology",
                (earlier, later),
                f"{pair[1]} ({later.text}) cannot be before {_as_written(sentence, pair[0])} ({earlier.text}).",
                f"{later.value} < {earlier.value}",
            )
            return
    yield from _before_or_after(sentence)


def _as_written(sentence: Sentence, word: str) -> str:
    at = sentence.words.lower().find(word)
    return sentence.words[at : at + len(word)] if at >= 0 else word


def _verbs_before(sentence: Sentence, dates: list[tuple[int, Claim]], at: int) -> str:
    """The words between the date before and this one."""
    place = dates[at][0]
    start = dates[at - 1][0] + 1 if at else 0
    words = sentence.skeleton[start:place]
    if at + 1 == len(dates):
        return words
    return words


def _ordered(early: str, late: str) -> tuple[str, str] | None:
    """The two verbs where the first stretch holds what must come first, the second what follows."""
    for first, then in _ORDERED:
        one, other = _last(first, early), _last(then, late)
        if one and other and not found_in(rf"{then}", early) and not found_in(r"\b(?:before|after|until)\b", late):
            return one, other
    if (one := _last(r"\b(?:died|was killed|death)\b", late)) is None and (
        gone := _last(r"\bdied\b", early)
    ):
        done = _last(_AFTER_DEATH, late)
        return None if done is None else None if gone is None else None
    return None


def _last(pattern: str, words: str) -> str | None:
    found = list(re.finditer(pattern, words))
    return found[-1].group() if found else None


def _before_or_after(sentence: Sentence) -> Iterator[Flag]:
    """Acts of the dead, and a direction word that contradicts the dates."""
    for found in sentence.find(r"\bwho died ~?(?:in|on) <died:D>,? ~?" + _AFTER_DEATH + r"~~(?:in|on) <then:D>", r"\b(?:who |he |she )?died ~?(?:in|on) <died:D>[^;.]{0,30}?\b(?:he|she|and) " + _AFTER_DEATH + r"~~(?:in|on) <then:D>"):
        died, then = found.claim("died"), found.claim("then")
        if sentence.has(_POSTHUMOUS) or not (died.latest and then.earliest) or then.earliest <= died.latest:
            continue
        yield sentence.flag(
            "chronology",
            (died, then),
            f"Somebody who died in {died.text} did nothing in {then.text}.",
            f"{then.value} > {died.value}",
        )
        return
    for found in sentence.find(r"\b(?:in|on) <a:D>,? (?:after )?having (?:already |been |first )?(?:\w+ ){1,6}(?:in|on) <b:D>", r"^having ~(?:in|on) <b:D>,~~(?:in|on) <a:D>"):
        one, other = found.claim("a"), found.claim("b")
        if one.latest and other.earliest and other.earliest > one.latest:
            yield sentence.flag(
                "chronology",
                (one, other),
                f"What was done before {one.text} was not done in {other.text}.",
                f"{other.value} > {one.value}",
            )
            return
    for found in sentence.find(
        r"\bin <a:D>,? (?:shortly |soon |just |long |immediately |well |years |months |weeks )?(?P<way>before|after) ~<b:D>",
        r"\b(?P<way>before|after) ~(?:in|of|on) <b:D>, ~(?:in|on) <a:D>",
    ):
        one, other = found.claim("a"), found.claim("b")
        if not (is_dated(one) and is_dated(other)) or one.modifier in (Modifier.UNTIL, Modifier.SINCE):
            continue
        if not (one.earliest and one.latest and other.earliest and other.latest):
            continue
        wrong = one.earliest > other.latest if found.words("way") == "before" else one.latest < other.earliest
        if not wrong:
            continue
        yield sentence.flag(
            "chronology",
            (one, other),
            f"{one.text} is not {found.words('way')} {other.text}.",
            f"{one.value} against {other.value}",
        )
        return
