"""The calendar: weekdays, days that do not exist, days to come told as past, periods by name."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from workbench.checks.periods import is_dated, says_day, year_of
from workbench.checks.sentence import found_in
from workbench.claim import Claim, Kind, Modifier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.checks.flag import Flag
    from workbench.checks.sentence import Sentence

_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORT: Final = {day[:3]: place for place, day in enumerate(_WEEKDAYS)} | {
    "tues": 1, "weds": 2, "thur": 3, "thurs": 3,
}  # fmt: skip
_WEEKDAY: Final = re.compile(
    r"\b(monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tues?|weds?|thur?s?|fri|sat|sun)\b\.?",
    re.IGNORECASE,
)
_MONTHS: Final = (
    "january february march april may june july august september october november december"
).split()
_MONTH_DAY: Final = re.compile(
    r"\b(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?\b"
    r"|\b(?P<day2>\d{1,2})(?:st|nd|rd|th)?(?: of)? (?P<month2>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
    re.IGNORECASE,
)
_HAS_YEAR: Final = re.compile(r"\b\d{4}\b")


def _weekday(words: str) -> int | None:
    found = _WEEKDAY.search(words)
    if not found:
        return None
    name = found.group(1).lower()
    return _WEEKDAYS.index(name) if name in _WEEKDAYS else _SHORT.get(name)


def _month_day(words: str) -> tuple[int, int] | None:
    found = _MONTH_DAY.search(words)
    if not found:
        return None
    month = (found.group("month") or found.group("month2")).lower()
    number = next(place for place, name in enumerate(_MONTHS, 1) if name.startswith(month))
    return number, int(found.group("day") or found.group("day2"))


def _written(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1].capitalize()} {day.year}"


def weekday_date(sentence: Sentence) -> Iterator[Flag]:
    """A weekday against the day and month beside it; without a year, the nearest to publication.

    >>> from datetime import date
    >>> from workbench import check
    >>> [f.message for f in check("The raid took place on Monday, June 3, 2016.", date(2016, 6, 5))]
    ['3 June 2016 was a Friday, not a Monday.']
    >>> check("The raid took place on Friday, June 3, 2016.", date(2016, 6, 5))
    []
    """
    for claim, weekday in _with_weekday(sentence):
        month_day = _month_day(claim.text)
        if month_day is None:
            continue
        day = _on_paper(claim, month_day, sentence.published)
        if day is None or day.weekday() == weekday:
            continue
        if not _HAS_YEAR.search(claim.text) and _another_year_fits(day, weekday, sentence.published):
            continue
        right = _WEEKDAYS[day.weekday()].capitalize()
        tense = "was" if sentence.published and day < sentence.published else "is"
        yield sentence.flag(
            "weekday_date",
            (claim,),
            f"{_written(day)} {tense} a {right}, not a {_WEEKDAYS[weekday].capitalize()}.",
            f"calendar: {day.isoformat()} is a {right}",
        )


def _with_weekday(sentence: Sentence) -> Iterator[tuple[Claim, int]]:
    """Dates with a weekday in them, before them, or behind: "June 3, a Monday"."""
    for claim in sentence.claims:
        if claim.kind is not Kind.DATE:
            continue
        inside = _weekday(claim.text)
        if claim.text.startswith("Sun") and not claim.text.startswith("Sunday") and re.search(r"[A-Z]\w+ $", sentence.text[sentence.start : claim.start]):
            continue  # "the Toronto Sun, August 16, 2008"
        if inside is not None and _month_day(claim.text):
            yield claim, inside
            continue
        before = sentence.text[max(sentence.start, claim.start - 22) : claim.start]
        beside = re.search(r"(?:\b|this |last |next )([A-Za-z]+day),? (?:the |on )?\(?$", before)
        after = re.match(r"\W{0,3}(?:which (?:was|is|falls on|fell on) )?(?:a|on a) ([A-Za-z]+day)\b", sentence.text[claim.end : claim.end + 30])
        for found in (beside, after):
            if found and (weekday := _weekday(found.group(1))) is not None:
                yield claim, weekday
                break


def _on_paper(claim: Claim, month_day: tuple[int, int], published: date | None) -> date | None:
    """The day that the words name: with their own year, else the one nearest to publication."""
    day = says_day(claim)
    if _HAS_YEAR.search(claim.text):
        return day
    if published is None:
        return None
    near = []
    for year in (published.year - 1, published.year, published.year + 1):
        try:
            near.append(date(year, *month_day))
        except ValueError:
            continue
    return min(near, key=lambda one: abs((one - published).days)) if near else None


def _another_year_fits(day: date, weekday: int, published: date | None) -> bool:
    """A bare date half a year away may well be of another year."""
    if published is None or abs((day - published).days) < 120:
        return False
    for year in (day.year - 1, day.year + 1):
        try:
            if day.replace(year=year).weekday() == weekday:
                return True
        except ValueError:
            continue
    return False


_CLOCK: Final = re.compile(
    r"\b(?:at|by|until|from|around|about|before|after|to|and) (\d{1,2})([.:h])(\d{2})(?: ?[ap]\.?m)?(?! ?(?:%|per cent|percent|million|billion|[a-z]*(?:metre|meter|second|km|kg|goals|points)))\b"
)
_TIME_WORDS: Final = re.compile(
    r"\b(?:left|leaves?|arriv\w+|began|begins?|starts?|started|opened|opens|closed|closes|struck|depart\w*|"
    r"o'clock|hours|gmt|a\.?m|p\.?m|local time|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|morning|evening|"
    r"night|kick-off|ended|ends|called|rang|sounded|took off|landed|scheduled|due|due to|reached|sunset|sunrise|"
    r"curfew|train|flight|ship|ferry|alarm|meeting|midnight|noon|polls|until)\b"
)


def impossible_date(sentence: Sentence) -> Iterator[Flag]:
    """A day that the calendar does not have, or an hour that the clock does not.

    >>> from workbench import check
    >>> [f.message for f in check("The decree was signed on February 29, 2019.")]
    ['There is no February 29, 2019.']
    >>> check("The decree was signed on February 28, 2019.")
    []
    """
    for claim in sentence.claims:
        if claim.kind is Kind.DATE and claim.value is None and "no such" in (claim.guess or ""):
            yield sentence.flag(
                "impossible_date", (claim,), f"There is no {claim.text}.", "calendar"
            )
    for found in _CLOCK.finditer(sentence.words):
        hour, minute = int(found.group(1)), int(found.group(3))
        if (hour <= 24 and minute <= 59) and not (hour == 24 and minute):
            continue
        if found.group(2) == "." and (hour > 29 or not _TIME_WORDS.search(sentence.words.lower())):
            continue
        if hour > 99 or (found.group(2) == ":" and re.match(r":\d", sentence.words[found.end() :])):
            continue
        if not _TIME_WORDS.search(sentence.words.lower()):
            continue
        start = sentence.start + found.start(1)
        yield sentence.flag(
            "impossible_date",
            (_Words(start, sentence.start + found.end()),),
            f"There is no {sentence.text[start : sentence.start + found.end()]} on the clock.",
            "hours run from 0 to 24, minutes from 0 to 59",
        )


class _Words:
    """A stretch of the text that a flag stands on."""

    def __init__(self, start: int, end: int) -> None:
        self.start, self.end = start, end


_PAST: Final = (
    r"\b(?:was|were|had|did|took|came|went|said|won|lost|died|killed|made|began|ended|left|met|held|fell|rose|"
    r"gave|got|saw|told|sent|built|bought|sold|paid|led|hit|wrote|found|spoke|became|grew|broke|cut|shot|struck|"
    r"drew|fled|flew|drove|brought|taught|caught|fought|sank|won|read|kept|signed|set up|put|beat|spent|[a-z]{2,}ed)\b"
)
_AHEAD: Final = (
    r"\b(?:will|would|shall|may|might|could|should|can|due|set to|plan(?:s|ned|ning)?|schedul\w*|expect\w*|intend\w*|aim\w*|hop\w*|"
    r"is to|are to|was to|were to|to be|going to|until|till|by|before|target\w*|forecast\w*|project\w*|propos\w*|"
    r"announced for|ahead of|deadline|bid\w*|extend\w*|elected to|agree\w*|promis\w*|pledg\w*|vow\w*|commit\w*|postpon\w*|"
    r"delay\w*|moved? to|schedule|expire\w*|valid|through|from|for|if|unless|invited|booked|reserved|ordered|book|"
    r"estimat\w*|predict\w*|envisag\w*|slated|earmarked|set for|calls? for|called for|based|dated|named|called|titled|"
    r"entitled|deferred|adjourned|remanded|bailed|suspended|banned|contracted|due|timetabled)\b"
)


def after_publication(sentence: Sentence) -> Iterator[Flag]:
    """A past tense with a date that begins after the publication day; plans are exempt.

    >>> from datetime import date
    >>> from workbench import check
    >>> said = "Two brothers were arrested on {} June 2016, the prosecutor said."
    >>> [f.message for f in check(said.format(14), date(2016, 6, 10))]
    ['14 June 2016 is after the publication date, 10 June 2016, but is told as past.']
    >>> check(said.format(8), date(2016, 6, 10))
    []
    """
    published = sentence.published
    if published is None:
        return
    for place, claim in sentence.at.items():
        if not is_dated(claim) or claim.earliest is None or claim.earliest <= published:
            continue
        if not _HAS_YEAR.search(claim.text) or claim.modifier in (Modifier.BY, Modifier.UNTIL, Modifier.BEFORE):
            continue
        before = sentence.skeleton[:place]
        clause = re.split(r"[;:\"]|, (?:and|but|which|who|while|said)\b|\bsaid\b", before)[-1]
        if not found_in(_PAST, clause) or found_in(_AHEAD, clause) or not clause.strip().endswith(
            (" on", " in", ",", "in", "on", "of", "early", "late", "mid")
        ):
            continue
        after = sentence.skeleton[place + 1 : place + 30]
        if found_in(r"^-?(?:\d| (?:season|edition|budget|election|world cup|olympic|games|model|target|plan|campaign|tournament|draft|vote|deadline|championship|euro))", after):
            continue
        if "edition" in clause or clause.strip().endswith(" of") and not found_in(r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december|end|spring|summer|autumn|winter) of$", clause.strip()):
            continue
        yield sentence.flag(
            "after_publication",
            (claim,),
            f"{claim.text} is after the publication date, {_written(published)}, but is told as "
            "past.",
            f"{claim.earliest.isoformat()} > {published.isoformat()}",
        )


_RELATIVE_DAYS: Final = {"yesterday": -1, "today": 0, "tomorrow": 1}
_RELATIVE_YEARS: Final = {"last year": -1, "this year": 0, "next year": 1}
_RELATIVE_MONTHS: Final = {"last month": -1, "this month": 0, "next month": 1}


def relative_day(sentence: Sentence) -> Iterator[Flag]:
    """ "Yesterday", "last year" against the date beside it, counted from the publication day.

    >>> from datetime import date
    >>> from workbench import check
    >>> [f.message for f in check("'We met yesterday, June 2,' he said.", date(2016, 5, 31))]
    ['yesterday was 30 May 2016, not June 2.']
    >>> check("'We met yesterday, May 30,' he said.", date(2016, 5, 31))
    []
    """
    published = sentence.published
    if published is None:
        return
    for found in sentence.find(
        r"<near:D>,? ?\(?(?:on |in |that is,? |i\.e\.,? |- ?)?<said:D>",
        r"<said:D>,? ?\(?(?:- ?)?<near:D>",
    ):
        near, said = found.claim("near"), found.claim("said")
        word = near.text.lower()
        word = next((one for one in _RELATIVE_DAYS if word.endswith(one)), word)
        if word in _RELATIVE_DAYS and (month_day := _month_day(said.text)):
            day = published + timedelta(days=_RELATIVE_DAYS[word])
            leeway = (day + timedelta(days=1), day, day - timedelta(days=1))
            exact = (day.month, day.day) == month_day
            # a dateline may lie a day before publication, but then "today" is not beside a date
            if exact or (word == "today" and month_day == (leeway[2].month, leeway[2].day)):
                continue
            right = _written(day)
        elif word in _RELATIVE_YEARS and (year := year_of(said)) and _HAS_YEAR.search(said.text):
            if year == published.year + _RELATIVE_YEARS[word]:
                continue
            right = str(published.year + _RELATIVE_YEARS[word])
        elif word in _RELATIVE_MONTHS and (month := _month_name(said.text)):
            wanted = (published.month - 1 + _RELATIVE_MONTHS[word]) % 12 + 1
            if month == wanted:
                continue
            right = _MONTHS[wanted - 1].capitalize()
        else:
            continue
        yield sentence.flag(
            "relative_day",
            (near, said),
            f"{near.text} was {right}, not {said.text}." if not word.startswith(("tomorrow", "next"))
            else f"{near.text} is {right}, not {said.text}.",
            f"published {published.isoformat()}, a {_WEEKDAYS[published.weekday()].capitalize()}",
        )


def _month_name(words: str) -> int | None:
    first = words.lower().split()[0].rstrip(",")
    return _MONTHS.index(first) + 1 if first in _MONTHS else None


_QUARTERS: Final = {"Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12), "H1": (1, 6), "H2": (7, 12)}


def period_mapping(sentence: Sentence) -> Iterator[Flag]:
    """A quarter, decade or century against the months or years beside it; calendar quarters.

    >>> from workbench import check
    >>> [f.message for f in check("Profit fell in the second quarter, from July through September.")]
    ['The second quarter is April to June, not July to September.']
    >>> check("Profit fell in the third quarter, from July through September.")
    []
    """
    yield from _quarters(sentence)
    yield from _quarter_ends(sentence)
    yield from _decades(sentence)


def _quarters(sentence: Sentence) -> Iterator[Flag]:
    if sentence.has(r"\b(?:fiscal|financial year|school year)\b"):
        return
    for found in sentence.find(
        r"<q:D>(?: of (?:the (?:financial |fiscal )?year|<y:D>))?,? ?[-(]? ?(?:which runs |running |that is,? |i\.e\.,? )?(?:from |between )?<first:D>(?: through | to | and | until |-| - )(?:the end of )?<last:D>",
        r"<first:D>(?: through | to | and |-| - )<last:D>,? ?[-(]? ?(?:the |its |which is the )<q:D>",
        r"<q:D>,? ?\(?(?:from |of )?<both:D>\)?",
    ):
        quarter = found.claim("q")
        name = str(quarter.value)[-2:]
        if name not in _QUARTERS or "20" in quarter.text and "both" in found:
            continue
        if "both" in found:
            both = found.claim("both")
            if not re.search(r"(?:-| to | through | and )", both.text) or not (both.earliest and both.latest):
                continue
            first, last = both.earliest.month, both.latest.month
            named: tuple[Claim, ...] = (both,)
        else:
            one, other = found.claim("first"), found.claim("last")
            start, end = _month_name(one.text), _month_name(other.text)
            if start is None or end is None:
                continue
            first, last, named = start, end, (one, other)
        if (first, last) == _QUARTERS[name] or (last - first) % 12 + 1 not in (3, 6):
            continue
        begins, ends = (_MONTHS[month - 1].capitalize() for month in _QUARTERS[name])
        yield sentence.flag(
            "period_mapping",
            (quarter, *named),
            f"The {quarter.text} is {begins} to {ends}, not {_MONTHS[first - 1].capitalize()} to "
            f"{_MONTHS[last - 1].capitalize()}.",
            "calendar quarters; a financial year is not named",
        )
        return


def _quarter_ends(sentence: Sentence) -> Iterator[Flag]:
    """ "The first quarter, which ended on June 30"."""
    for found in sentence.find(r"<q:D>~~,? (?:which |that )?(?:ended|ends|ending|runs until|ran until) (?:on |in |at the end of )?<last:D>"):
        quarter, last = found.claim("q"), found.claim("last")
        name, month = str(quarter.value)[-2:], _month_name(last.text)
        if month is None and (month_day := _month_day(last.text)):
            month = month_day[0]
        if name not in _QUARTERS or month is None or month == _QUARTERS[name][1]:
            continue
        if not found_in(r"\bcalendar\b", sentence.skeleton):
            continue
        right = _MONTHS[_QUARTERS[name][1] - 1].capitalize()
        yield sentence.flag(
            "period_mapping",
            (quarter, last),
            f"The {quarter.text} ends in {right}, not {_MONTHS[month - 1].capitalize()}.",
            "calendar quarters",
        )
        return


def _decades(sentence: Sentence) -> Iterator[Flag]:
    for found in sentence.find(
        r"\b(?:of|in|during|from) (?:the )?(?:early |late |mid-?)?<era:D>~?(?:peak\w*|culminat\w*|reach\w*|ended|began|came|started|ran|hit|crest\w*|high point|climax\w*)~?<year:D>",
        r"<era:D>(?:,| -| \(|:) ?(?:in |around |about |specifically |built in |painted in |written in |completed in |founded in |dating from )*<year:D>",
        r"<era:D>~~\b(?:built|painted|written|completed|founded|dating|dates|composed|erected|published|made|carved|begun|opened|consecrated|cast|laid out) (?:back to |from |in |around |about )+<year:D>",
        r"\b(?:in|around|of|from) <year:D>,? (?:in|during|at the (?:height|start|end) of) the (?:early |late |mid-?)?<era:D>",
        r"<era:D>(?:,| -| \() ?(?:between|from) <year:D>",
        r"<era:D>,? \w+ing ~?(?:in|between|from|until) <year:D>",
        r"\b(?:built|painted|written|completed|founded|composed|erected|published|made|opened|begun|consecrated) (?:in |around )<year:D>,~~<era:D>~?(?:building|house|church|castle|style|architecture|painting|work|masterpiece|literature)",
        r"<year:D>, (?:in|during) the (?:early |late |mid-?)?<era:D>",
    ):
        era, year = found.claim("era"), found.claim("year")
        is_era = re.fullmatch(r"\d{2}(?:XX|\dX)", str(era.value)) is not None
        if not is_era or not is_dated(year) or not is_dated(era) or year_of(year) is None:
            continue
        number = year_of(year) or 0
        if era.earliest is None or era.latest is None:
            continue
        first, last = era.earliest.year, era.latest.year
        # the year that ends a century belongs to it by the strict count
        if first <= number <= last + 1:
            continue
        yield sentence.flag(
            "period_mapping",
            (era, year),
            f"{year.text} is not in the {era.text}, which ran from {first} to {last}.",
            f"{number} lies outside {first} to {last}",
        )
        return
