"""Dates, durations and sets of a paragraph, read from left to right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbench.claim import Kind
from workbench.grammar import (
    calendar_forms,
    clock,
    day_names,
    durations,
    edges,
    holidays,
    parts_of_month,
    results,
    seasons,
    sets,
    which,
    years,
)
from workbench.grammar.clock_days import days_for_clocks
from workbench.grammar.date_words import HOLIDAY_STARTS
from workbench.grammar.leads import find_starts
from workbench.grammar.line import Line
from workbench.grammar.number_readers import readers_of_numbers
from workbench.grammar.reading import Reading
from workbench.grammar.telling import end_paragraph, note_told
from workbench.grammar.timex import NO_DAYS

if TYPE_CHECKING:
    from workbench.grammar.line import Found, Reader
    from workbench.grammar.numerals import Numeral
    from workbench.grammar.reading import Context
    from workbench.grammar.tokens import Tokens


def read_dates(tokens: Tokens, numbers: list[Numeral], context: Context) -> list[Reading]:
    """Read every date, duration and set of a paragraph, in order, none overlapping another.

    >>> from datetime import date
    >>> from workbench.grammar.numerals import numerals
    >>> from workbench.grammar.reading import Context
    >>> from workbench.grammar.tokens import scan
    >>> tokens = scan("In mid-May, two days after the vote, it will open Friday")
    >>> [r.value for r in read_dates(tokens, numerals(tokens), Context(date(2016, 6, 4)))]
    ['2016-05', 'P2D', '2016-06-10']
    """
    entered = context.telling
    by_first = {number.first: number for number in numbers}
    readers = readers_of_numbers(tokens, by_first) if numbers else {}
    starts = find_starts(tokens, by_first, readers)
    dates: list[Reading] = []
    if starts:
        line = Line(tokens, by_first, context)
        line.readers = readers
        dates = _read_all(line, starts)
    end_paragraph(tokens, context, entered)
    return dates


def _read_all(line: Line, starts: list[int]) -> list[Reading]:
    stop = 0
    for i in starts:
        found = read_at(line, i) if i >= stop else None
        if found is None:
            continue
        edges.note_link(line, found)
        results.note_period(line, found)
        note_told(line, found)
        line.found.append(found)
        stop = max(found.stop, i + 1)
    return [_reading(found) for found in days_for_clocks(line)] if line.found else []


def read_at(line: Line, i: int) -> Found | None:
    """Read the one expression that begins at ``i``, if any does."""
    if not 0 <= i < line.count:
        return None
    for reader in _BY_ROLE.get(line.role(i), ()):
        found = reader(line, i)
        if found is not None:
            return found
    for reader in line.readers.get(i, ()):
        found = reader(line, i)
        if found is not None:
            return found
    return holidays.read_holiday(line, i) if line.lower[i] in HOLIDAY_STARTS else None


def _read_plain(line: Line, i: int) -> Found | None:
    """Read a date without "early" and the like: they do not stand twice."""
    return None if line.role(i) in ("edge", "comparative") else read_at(line, i)


def _read_edge(line: Line, i: int) -> Found | None:
    return edges.read_edge(line, i, _read_plain)


def _read_comparative(line: Line, i: int) -> Found | None:
    return edges.read_comparative(line, i, _read_plain)


_BY_ROLE: Final[dict[str, tuple[Reader, ...]]] = {
    "month": (calendar_forms.read_month,),
    "weekday": (
        parts_of_month.read_weekday_of_week,
        day_names.read_weekday,
    ),
    "short_weekday": (day_names.read_short_weekday,),
    "weekdays": (sets.read_weekdays,),
    "deictic": (day_names.read_deictic,),
    "which": (
        parts_of_month.read_nth_weekday,
        which.read_which,
    ),
    "season": (seasons.read_season,),
    "edge": (_read_edge,),
    "comparative": (_read_comparative,),
    "unit": (
        parts_of_month.read_week_of,
        which.read_weekend,
        which.read_day_beside,
        results.read_year_part,
        durations.read_long,
    ),
    "units": (durations.read_units,),
    "quantifier": (durations.read_duration,),
    "article": (sets.read_rate, durations.read_duration),
    "half": (durations.read_half,),
    "every": (sets.read_every,),
    "frequency": (sets.read_frequency,),
    "decade": (years.read_named_decade,),
    "apostrophe": (years.read_decade, years.read_year),
    "fiscal": (results.read_fiscal,),
    "q": (results.read_q,),
    "period": (results.read_period,),
    "clock_word": (clock.read_clock_word,),
    "ordinal": (parts_of_month.read_nth_weekday, results.read_ordinal_part, years.read_century),
    "part": (day_names.read_part_of,),
}


def _reading(found: Found) -> Reading:
    """Hand over what was found in the form that every part of the grammar speaks."""
    dated = found.kind is Kind.DATE
    earliest, latest = found.days if dated and not found.unresolved else NO_DAYS
    return Reading(
        found.first,
        found.stop,
        found.kind,
        None if found.unresolved else found.timex,
        found.rule,
        modifier=found.modifier,
        earliest=earliest,
        latest=latest,
        guess=found.guess if dated else None,
        unresolved="published" if found.unresolved else None,
        ext_first=min(found.first, found.ext_first) if found.ext_first >= 0 else -1,
        ext_stop=max(found.stop, found.ext_stop) if found.ext_stop >= 0 else -1,
    )
