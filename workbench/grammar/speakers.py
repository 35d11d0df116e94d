"""Who the text makes answerable for a figure, and by which word: "Calvar told", "according to"."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from workbench.claim import Kind
from workbench.grammar.attributions import Attribution, Sentence, attributions, catch_up, within
from workbench.grammar.colons import colon_speech
from workbench.grammar.people import meet_people

if TYPE_CHECKING:
    from workbench.grammar.reading import Context, Reading
    from workbench.grammar.tokens import Tokens

# How much text may wait for a pronoun to ask who spoke in it, in code points: its tokens take two
# or three megabytes.
_LONGEST_KEPT = 50_000


def attribute(
    tokens: Tokens, readings: list[Reading], quoted: list[tuple[int, int]], context: Context
) -> None:
    """Set speaker and cue on the figures of a paragraph.

    ``quoted`` are the quotations of the paragraph in token positions. The last speaker is kept in
    the context for pronouns and for a quotation that runs on.

    >>> from workbench.claim import Kind
    >>> from workbench.grammar.reading import Context, Reading
    >>> from workbench.grammar.tokens import scan
    >>> tokens = scan("Ann Lee told the house in May that 244 people had gone.")
    >>> tokens.sentences = [(0, len(tokens))]
    >>> reading = Reading(8, 9, Kind.COUNT, None, "count")
    >>> attribute(tokens, [reading], [], Context(None))
    >>> reading.speaker, reading.cue
    ('Ann Lee', 'told')
    """
    meet_people(tokens, context)
    spoken = colon_speech(tokens, context)
    starts = [reading.first for reading in readings]
    # a quotation may belong to a speaker of any sentence of its paragraph
    quoting = any(within(first, quoted) for first in starts) if quoted else False
    last: Attribution | None = None
    waiting: list[Reading] = []
    for span in tokens.sentences:
        sentence = Sentence(tokens, span, quoted, spoken)
        inside = readings[bisect_left(starts, span[0]) : bisect_left(starts, span[1])]
        if inside or quoting:
            found = attributions(sentence, context)
            last = found[-1] if found else last
            _answer_each(tokens, inside, found, quoted)
            waiting += [r for r in inside if r.speaker is None and within(r.first, quoted)]
            if last is not None:
                _answer_all(waiting, last)
                waiting = []
        context.kept.append(sentence)
    if waiting and quoted[0][0] == 0:
        catch_up(context)
        if context.speaker is not None:
            _answer_all(waiting, Attribution(0, 0, context.speaker, "quotation"))
    elif tokens.end[-1] - context.kept[0].tokens.start[0] > _LONGEST_KEPT:
        catch_up(context)


def _answer_each(
    tokens: Tokens,
    readings: list[Reading],
    found: list[Attribution],
    quoted: list[tuple[int, int]],
) -> None:
    """Give each figure of a sentence to the attribution that covers it."""
    figured = False
    for reading in readings:
        figured = figured or reading.kind is not Kind.DATE
        _answer(tokens, reading, found if figured else _leading(found, reading, quoted))


def _leading(
    found: list[Attribution], reading: Reading, quoted: list[tuple[int, int]]
) -> list[Attribution]:
    """The date of the event, before any figure, is not what a trailing speaker answers for."""
    if within(reading.first, quoted):
        return found
    return [part for part in found if part.leading]


def _answer_all(readings: list[Reading], attribution: Attribution) -> None:
    for reading in readings:
        reading.speaker, reading.cue = attribution.speaker, attribution.cue


def _is_day_of_saying(tokens: Tokens, reading: Reading, part: Attribution) -> bool:
    """As in "said in May" and "told the press last week": the reporter's own date."""
    if reading.kind is not Kind.DATE:
        return False
    if reading.ext_first <= part.first + 1 and part.first > 0:
        opening = tokens.lower[part.first : reading.first]
        return part.cue == tokens.word[part.first - 1] and opening in ([], ["in"], ["on"], ["at"])
    stop = reading.ext_stop
    return tokens.word[stop : stop + 1] in (["“"], ['"']) or (
        tokens.word[stop : stop + 1] == [","] and tokens.word[stop + 1 : stop + 2] in (["“"], ['"'])
    )


def _answer(tokens: Tokens, reading: Reading, found: list[Attribution]) -> None:
    """Give the figure to the narrowest attribution that covers it."""
    if not found:
        return
    covering = [
        part
        for part in found
        if part.first <= reading.first < part.stop and not _is_day_of_saying(tokens, reading, part)
    ]
    if covering:
        best = min(covering, key=lambda part: part.stop - part.first)
        reading.speaker, reading.cue = best.speaker, best.cue
