"""Whether a text reports the news of the day or tells a story of its own time.

"In early October" is last October in the news and October 1931 in the story of a strike of 1931.
Dates with a year of their own, well before publication, make a text a telling one; "yesterday"
and "Monday" make it news again; what a paragraph did not say firmly is forgotten at its end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbench.claim import Kind
from workbench.grammar.line import FIRM, TELLING
from workbench.grammar.timex import GRAIN

if TYPE_CHECKING:
    from workbench.grammar.line import Found, Line
    from workbench.grammar.reading import Context
    from workbench.grammar.timex import Period
    from workbench.grammar.tokens import Tokens

_YEAR: Final = GRAIN["year"]
_RECENT: Final = 400
_LONG_AGO: Final = 3650
_MOST: Final = 8
_LEAST: Final = -4
# A heading of so few words passes on what it tells to the paragraph under it.
_HEADING: Final = 12
_STOPS: Final = frozenset({".", "!", "?", '"', "”"})
_NEWS: Final = frozenset(
    {"deictic", "weekday", "last_unit", "this_part", "which_weekday", "which_month", "the_weekend"}
)
_BARE: Final = frozenset({"month", "day_of_month"})
# Years between two threads of a story.
_THREAD: Final = 5
# A later year opens a new chapter only where it opens a sentence ("In 1958 …").
_OPENING: Final = 5
_ASIDE: Final = frozenset({"ago", "from_now", "which_season", "holiday"})


def end_paragraph(tokens: Tokens, context: Context, entered: int) -> None:
    """Forget a telling that was not firm, unless the paragraph was a heading.

    ``entered`` is how firmly the text told its story when the paragraph began.
    """
    heading = tokens.count <= _HEADING and tokens.at(tokens.count - 1) not in _STOPS
    if context.telling <= FIRM and not heading:
        context.telling = min(context.telling, entered, 0)


def note_told(line: Line, found: Found) -> None:
    """Keep the date as the latest told, and what it shows of the text."""
    context, period = line.context, found.period
    if found.kind is not Kind.DATE or period is None or period.value is None:
        return
    if "born" in line.lower[max(0, found.first - 3) : found.first]:
        return  # a birthday says nothing of when the story happens
    firm = line.firm is not None
    _weigh(line, found, period)
    if firm and (found.rule in _NEWS or found.rule in _ASIDE):
        return
    if GRAIN[period.unit] > _YEAR or _is_coarser(line, found, period):
        return
    if firm and found.anchored and _is_aside(line, period):
        return
    told = period if period.unit == "year" else (found.until or period)
    context.told = told if told.value is not None else None


def _is_aside(line: Line, period: Period) -> bool:
    """A date years away from the story's time is a remark, until a second one follows."""
    context, told = line.context, line.told
    if told is None or abs(period.year - told.year) <= _THREAD:
        context.aside = None
        return False
    before = context.aside
    context.aside = period
    return before is None or abs(period.year - before.year) > _THREAD


def _weigh(line: Line, found: Found, period: Period) -> None:
    context: Context = line.context
    if found.rule in _NEWS:
        context.telling = min(context.telling, 2) - 2
    elif found.anchored and GRAIN[period.unit] < _YEAR:
        context.telling += _weight(line, period)
    elif found.anchored and 0 <= context.telling < TELLING:
        context.telling += max(0, _weight(line, period))
    elif line.entered >= TELLING and found.rule in _BARE:
        context.telling += 1
    context.telling = max(_LEAST, min(context.telling, _MOST))


def _weight(line: Line, period: Period) -> int:
    """How much a date with its year speaks for a story of its own time: more when long ago."""
    first, _ = period.days
    if line.today is None or first is None:
        return 2
    back = line.today.number - first.toordinal()
    if back <= _RECENT:
        return -2 if line.context.telling > 0 else 0
    return 1 + (GRAIN[period.unit] < _YEAR) + (back > _LONG_AGO)


def _is_coarser(line: Line, found: Found, period: Period) -> bool:
    """Whether it only repeats the year of the date told: "December 7 …, 1941"."""
    told = line.told
    if told is None or period.unit != "year" or told.unit == "year":
        return False
    if found.first - line.sentence(found.first)[0] > _OPENING and told.year < period.year:
        return True
    return period.year <= told.year <= (found.until or period).year
