"""The way from a text to its claims: paragraph by paragraph, one scan, then rule after rule."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from workbench.claim import Claim
from workbench.grammar.bounds import hedge, is_hedged
from workbench.grammar.counted import count_nouns
from workbench.grammar.dates import read_dates
from workbench.grammar.elided import share_units
from workbench.grammar.multiples import factors, times
from workbench.grammar.names import fixed_names
from workbench.grammar.numerals import numerals
from workbench.grammar.overlaps import choose
from workbench.grammar.ranges import join
from workbench.grammar.reading import Context, Reading
from workbench.grammar.speakers import attribute
from workbench.grammar.tokens import Tokens, scan_each
from workbench.grammar.units import figures, single_units
from workbench.story import paragraphs, sentences

_OWNED = ("'s", "’s")

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime


def extract(text: str, published: date | datetime | None = None) -> list[Claim]:
    """Find every figure and date of a text that a checker would have to tick off, in text order.

    Without ``published`` an expression that depends on it has no value and says so in
    ``unresolved``.

    >>> [(c.text, c.kind.value, c.value) for c in extract("More than 200 fled, 39 percent by car.")]
    [('200', 'count', Decimal('200')), ('39 percent', 'percent', Decimal('39'))]
    """
    return list(claims(text, published))


def claims(text: str, published: date | datetime | None = None) -> Iterator[Claim]:
    """Walk over the claims of a text; nothing but the context is kept between paragraphs.

    >>> next(claims("It has 60 names.")).counted
    'names'
    """
    context = Context(published)
    for tokens in scan_each(text, paragraphs(text)):
        yield from _paragraph(tokens, context)


def _paragraph(tokens: Tokens, context: Context) -> Iterator[Claim]:
    span = tokens.start[0], tokens.end[-1]
    tokens.sentences = _token_ranges(tokens, sentences(tokens.text, *span))
    readings = _readings(tokens, context)
    if readings:
        hedge(tokens, readings)
        count_nouns(tokens, readings)
    attribute(tokens, readings, context)
    at = 0
    for reading in readings:
        while tokens.sentences[at][1] <= reading.first:
            at += 1
        yield _claim(tokens, reading, tokens.sentences[at])


def _readings(tokens: Tokens, context: Context) -> list[Reading]:
    numbers = numerals(tokens)
    found: list[Reading] = []
    if numbers:
        found = join(tokens, figures(tokens, numbers))
        share_units(tokens, found)
        times(tokens, found)
    found += factors(tokens)
    found += single_units(tokens, is_hedged)
    dates = read_dates(tokens, numbers, context)
    return choose(found, dates, fixed_names(tokens) if found else [])


def _token_ranges(tokens: Tokens, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The token positions of stretches of the text."""
    return [
        (bisect_left(tokens.start, start), bisect_left(tokens.start, end)) for start, end in spans
    ]


def _end(tokens: Tokens, last: int) -> int:
    """Where a claim ends whose last word is ``last``: before the 's of "this year's count"."""
    word = tokens.lower[last]
    owned = word.endswith(_OWNED) and len(word) > 2
    return tokens.end[last] - (2 if owned else 0)


def _claim(tokens: Tokens, reading: Reading, sentence: tuple[int, int]) -> Claim:
    start, end = tokens.start[reading.first], _end(tokens, reading.stop - 1)
    ext_start = min(start, tokens.start[reading.ext_first])
    ext_end = max(end, tokens.end[reading.ext_stop - 1])
    return Claim(
        start=start,
        end=end,
        ext_start=ext_start,
        ext_end=ext_end,
        text=tokens.text[start:end],
        kind=reading.kind,
        value=reading.value,
        unit=reading.unit,
        unit_code=reading.unit_code,
        modifier=reading.modifier,
        trend=reading.trend,
        counted=reading.counted,
        earliest=reading.earliest,
        latest=reading.latest,
        speaker=reading.speaker,
        cue=reading.cue,
        guess=reading.guess,
        unresolved=reading.unresolved,
        sent_start=tokens.start[sentence[0]],
        sent_end=tokens.end[sentence[1] - 1],
        rules=tuple(reading.rules),
    )
