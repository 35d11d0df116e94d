"""A question to the archive as a person words it: "about 240 to 250 people, 2014, Syria"."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from workbench.archive.columns import stored
from workbench.archive.shelves import OPEN, reach
from workbench.claim import Kind, Modifier
from workbench.errors import InputError
from workbench.evidence import ask
from workbench.evidence.stems import stem, stems_of
from workbench.grammar import extract

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.claim import Claim

_LEAD: Final = re.compile(r"\s*figures?\s+(?:of|for|from|between|around)\b", re.IGNORECASE)
_TIMES: Final = (Kind.DATE, Kind.DURATION, Kind.SET)
_UPWARDS: Final = (Modifier.AT_LEAST, Modifier.MORE_THAN)
_DAY: Final = timedelta(days=1)
_EVERYTHING: Final = float("inf")


@dataclass(frozen=True, slots=True)
class Question:
    """What is looked for.

    Attributes:
        figure: The figure as it was read; None where only words or a period were given.
        low: The least number that answers it.
        high: The greatest.
        nouns: Stems of which one must be what is counted.
        words: Stems that must all stand in the sentence or the title.
        said: The words that are asked besides the figure and the period, as they were typed.
        since: First day of the period asked for, None where any day will do.
        until: Its last day; "since 2014" has the calendar's last.
    """

    figure: Claim | None
    low: float
    high: float
    nouns: frozenset[str]
    words: frozenset[str]
    said: tuple[str, ...]
    since: date | None
    until: date | None

    @property
    def printed(self) -> tuple[float, float]:
        """The ends of the figure as it was typed, an open one without end."""
        value = self.figure.value if self.figure else None
        ends = value if isinstance(value, tuple) else (value, value)
        low, high = (float(one) if isinstance(one, Decimal) else None for one in ends)
        return (
            self.low if low is None or self.low == -_EVERYTHING else low,
            self.high if high is None or self.high == _EVERYTHING else high,
        )

    def told(self) -> str:
        """What was understood, in words."""
        parts = []
        if self.figure is not None:
            parts.append(_figure_told(self.figure, self.low, self.high))
        parts += [f"with “{one}”" for one in self.said]
        if self.since is not None and self.until is not None:
            parts.append(_period_told(self.since, self.until))
        return ", ".join(parts)


def read_question(query: str) -> Question:
    """What a query asks for, read as a story is read.

    Raises:
        InputError: it says nothing to look for, more than one figure, or a date without its year.

    >>> asked = read_question("figures of about 240 to 250 people, 2014, Syria")
    >>> asked.low, asked.high, sorted(asked.words), str(asked.since), str(asked.until)
    (234.0, 256.25, ['peopl', 'syria'], '2014-01-01', '2014-12-31')
    """
    text = _LEAD.sub(lambda found: " " * len(found.group()), query, count=1)
    claims = extract(text)
    days = [one for one in claims if one.kind is Kind.DATE]
    for one in days:
        if one.earliest is None:
            raise InputError(f"Say of which year “{one.text}” is: an archive has many.")
    figures = [one for one in claims if one.kind not in _TIMES and not isinstance(one.value, str)]
    figures = [one for one in figures if one.value is not None]
    if len(figures) > 1:
        raise InputError(
            f"Ask for one figure at a time: “{figures[0].text}” or “{figures[1].text}”."
        )
    figure = figures[0] if figures else None
    said = _words(text, [*days, *figures])
    words = frozenset(map(stem, said))
    counted = frozenset(stems_of(figure.counted or "")) if figure else frozenset()
    if figure is None and not words:
        raise InputError(
            "Say a figure, or at least a word, to look for: “about 240 to 250 people, 2014, Syria”."
        )
    low, high = _asked_reach(figure, text) if figure else (-_EVERYTHING, _EVERYTHING)
    since, until = _period(days)
    shown = tuple(one for one in said if stem(one) not in counted)
    return Question(figure, low, high, counted, words | counted, shown, since, until)


def _asked_reach(figure: Claim, text: str) -> tuple[float, float]:
    """The numbers that answer a figure: an open one is answered by any beyond it."""
    ends = reach(figure, text[figure.ext_start : figure.ext_end])
    # the places that the archive keeps of a number: two thirds are two thirds there, too
    low, high = (float(stored(end) or end) for end in ends)
    said = figure.value if isinstance(figure.value, tuple) else ()
    if figure.modifier in _UPWARDS or (said and said[1] is None):
        high = _EVERYTHING
    elif figure.modifier in OPEN or (said and said[0] is None):
        low = -_EVERYTHING
    return low, high


def _period(days: Sequence[Claim]) -> tuple[date | None, date | None]:
    """First and last day that the dates of a question allow, None where it has none."""
    firsts: list[date] = []
    lasts: list[date] = []
    for one in days:
        if one.earliest is None or one.latest is None:
            continue
        if one.modifier is Modifier.BEFORE:
            lasts.append(one.earliest - _DAY)
        elif one.modifier in (Modifier.UNTIL, Modifier.BY):
            lasts.append(one.latest)
        elif one.modifier is Modifier.AFTER:
            firsts.append(one.latest + _DAY)
        else:
            firsts.append(one.earliest)
            lasts += [] if one.modifier is Modifier.SINCE else [one.latest]
    if not firsts and not lasts:
        return None, None
    return min(firsts, default=date.min), max(lasts, default=date.max)


def _period_told(since: date, until: date) -> str:
    if until == date.max:
        return f"since {since}"
    return f"until {until}" if since == date.min else f"from {since} to {until}"


def _words(text: str, claims: Sequence[Claim]) -> list[str]:
    """The words of what is asked besides the figure and the period.

    A number that was not read as either is a word, too: "Boeing 737".
    """
    rest = text
    for claim in claims:
        size = claim.ext_end - claim.ext_start
        rest = f"{rest[: claim.ext_start]}{' ' * size}{rest[claim.ext_end :]}"
    return list(ask(rest).words)


def _figure_told(figure: Claim, low: float, high: float) -> str:
    is_whole = figure.kind is Kind.COUNT and math.isfinite(low) and math.isfinite(high)
    if is_whole and math.ceil(low) <= math.floor(high):
        low, high = math.ceil(low), math.floor(high)
    if low == high:
        numbers = f"{low:,.10g}"
    elif low == -_EVERYTHING:
        numbers = f"up to {high:,.10g}"
    elif high == _EVERYTHING:
        numbers = f"{low:,.10g} or more"
    else:
        numbers = f"{low:,.10g} to {high:,.10g}"
    return " ".join(part for part in (numbers, figure.unit, figure.counted) if part)
