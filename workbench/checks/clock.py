"""Times of day: two of them against the time between."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from workbench.checks.interval import Interval
from workbench.checks.periods import days_of, length_of
from workbench.checks.writing import in_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.checks.flag import Flag
    from workbench.checks.sentence import Match, Sentence
    from workbench.claim import Claim

_DAY: Final = 24 * 60
# What a length leaves open on either side, in minutes, by its unit.
_LEEWAY: Final = {"TM": Decimal(2), "H": Decimal(15)}
_LONGEST_IN_MINUTES: Final = 120
_ZONES: Final = r"\b(?:gmt|local time|bst|est|edt|cet|utc)\b"
_CLOCK: Final = re.compile(r"T(\d{2}):(\d{2})")
_HALF_OF_DAY: Final = re.compile(r"[ap]\.?m")
_TIMES: Final = (
    # "at 9.15; 20 minutes later, at 9.35", "from 7pm to 9.30pm, two and a half hours"
    r"<a:D>~~~<by:U> (?:later|afterwards|on|further on),? ~~<b:D>",
    r"\b(?:from|between|at) <a:D>~?(?:to|until|till|and|-) ?~?<b:D>~~~<by:U>",
    r"<by:U>~~(?:from|between) <a:D> ?~?(?:to|until|till|and|-) ?<b:D>",
    r"<by:U>~~between ~~<a:D>,? and ~~<b:D>",
    r"\b(?:began|started|opened|left|departed|took off|set off|kicked off) at <a:D>~~<b:D>~~<by:U>",
    r"<a:D>~~~{clock_end} ~?<b:D>~~~<by:U>",
    r"<a:D> ?(?:to|until|-) ?<b:D>~~~<by:U>",
    # "at 9.35, 20 minutes after the alarm at 9.15"
    r"<b:D>~~<by:U> after ~~<a:D>",
    r"<b:D>~~<by:U> after ~~~\bat <a:D>",
    r"<a:D>~~~<by:U>~?,? (?:and |until |till |ending |finishing |landing |arriving )~~<b:D>",
    r"<a:D>~~<by:U> before ~~<b:D>",
)


def clock_elapsed(sentence: Sentence) -> Iterator[Flag]:
    """Two clock times against the time between them; "about" gives a tenth.

    >>> from workbench import check
    >>> said = "The alarm sounded at 9.15am; firefighters arrived 20 minutes later, at {}.35am."
    >>> [f.message for f in check(said.format(10))]
    ['From 9.15am to 10.35am is 80 minutes, not 20 minutes.']
    >>> check(said.format(9))
    []
    """
    if sentence.has(_ZONES):
        return
    for found in sentence.find(*_TIMES):
        first, last = _minutes(found.claim("a")), _minutes(found.claim("b"))
        wanted = _length(found.claim("by"))
        if first is None or last is None or wanted is None:
            continue
        gap = Decimal((last - first) % _DAY)
        if not _fits(found, gap, wanted):
            yield sentence.flag(
                "clock_elapsed",
                (found.claim("a"), found.claim("b"), found.claim("by")),
                f"From {found.claim('a').text} to {found.claim('b').text} is {_in_words(gap)}, "
                f"not {in_text(found.claim('by').text)}.",
                f"{_on_the_clock(first)} to {_on_the_clock(last)}",
            )
        return


def _minutes(claim: Claim) -> int | None:
    """Minutes since midnight; None for a date without a time of day."""
    found = _CLOCK.search(str(claim.value))
    return int(found[1]) * 60 + int(found[2]) if found else None


def _length(claim: Claim) -> Interval | None:
    """The minutes that a length allows; None where it is not in hours or minutes."""
    days, stated = days_of(claim, Decimal(0)), length_of(claim)
    if days is None or stated is None or stated[1] not in _LEEWAY:
        return None
    return days.scaled(_DAY).widened(_LEEWAY[stated[1]])


def _fits(found: Match, gap: Decimal, wanted: Interval) -> bool:
    """Whether so many minutes lie between, in either half of the day where none is named."""
    if Interval.exactly(gap).meets(wanted):
        return True
    named = any(_HALF_OF_DAY.search(found.claim(one).text.lower()) for one in ("a", "b"))
    return not named and Interval.exactly((gap + _DAY // 2) % _DAY).meets(wanted)


def _on_the_clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _in_words(minutes: Decimal) -> str:
    """So many minutes as one would say them.

    >>> _in_words(Decimal(80)), _in_words(Decimal(150))
    ('80 minutes', '2 hours 30 minutes')
    """
    hours, rest = divmod(int(minutes), 60)
    if minutes < _LONGEST_IN_MINUTES:
        return f"{minutes} minutes"
    return f"{hours} hours" + (f" {rest} minutes" if rest else "")
