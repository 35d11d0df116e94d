"""Who the text makes answerable for a figure, and by which word: "Calvar told", "according to"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.claim import Kind
from workbench.grammar.attributions import (
    Attribution,
    Paragraph,
    Sentence,
    attributions,
    catch_up,
    may_say,
    within,
)
from workbench.grammar.colons import colon_speech
from workbench.grammar.people import meet_people

if TYPE_CHECKING:
    from workbench.grammar.reading import Context, Reading
    from workbench.grammar.tokens import Tokens

# How many sentences, and how many code points of text, may wait for a pronoun to ask who spoke in
# them. More would save nothing: paragraphs held in memory make those read after them slower.
_MOST_KEPT = 32
_LONGEST_KEPT = 10_000


def attribute(tokens: Tokens, readings: list[Reading], context: Context) -> None:
    """Set speaker and cue on the figures of a paragraph.

    Its sentences are kept in the context, for pronouns and for a quotation that runs on.

    >>> from workbench.claim import Kind
    >>> from workbench.grammar.reading import Context, Reading
    >>> from workbench.grammar.tokens import scan
    >>> tokens = scan("Ann Lee told the house in May that 244 people had gone.")
    >>> tokens.sentences = [(0, len(tokens))]
    >>> reading = Reading(8, 9, Kind.COUNT, None, "count")
    >>> attribute(tokens, [reading], Context(None))
    >>> reading.speaker, reading.cue
    ('Ann Lee', 'told')
    """
    meet_people(tokens, context)
    paragraph = Paragraph(tokens, colon_speech(tokens, context))
    if readings and may_say(paragraph):
        _ask(paragraph, readings, context)
    else:
        context.kept += [Sentence(paragraph, span) for span in tokens.sentences]
    if _is_enough(context.kept):
        catch_up(context)


def _is_enough(kept: list[Sentence]) -> bool:
    """Whether the sentences that wait are too many or come from too long a stretch of text."""
    if len(kept) < 2:
        return False
    first, last = kept[0].paragraph.tokens, kept[-1].paragraph.tokens
    return len(kept) > _MOST_KEPT or last.end[-1] - first.start[0] > _LONGEST_KEPT


def _ask(paragraph: Paragraph, readings: list[Reading], context: Context) -> None:
    """Ask every sentence with a figure who says what in it; all of them if a figure is quoted."""
    quoted = paragraph.quoted
    # a quotation may belong to a speaker of any sentence of its paragraph
    quoting = bool(quoted) and any(within(reading.first, quoted) for reading in readings)
    last: Attribution | None = None
    waiting: list[Reading] = []
    begin = 0
    for span in paragraph.tokens.sentences:
        sentence, end = Sentence(paragraph, span), begin
        while end < len(readings) and readings[end].first < span[1]:
            end += 1
        inside, begin = readings[begin:end], end
        if (inside or quoting) and (found := attributions(sentence, context)):
            last = found[-1]
            _answer_each(paragraph.tokens, inside, found, quoted)
        if quoting:
            waiting += [r for r in inside if r.speaker is None and within(r.first, quoted)]
            waiting = _answer_all(waiting, last)
        context.kept.append(sentence)
    if waiting and quoted[0][0] == 0:
        catch_up(context)
        if context.speaker is not None:
            _answer_all(waiting, Attribution(0, 0, context.speaker, "quotation"))


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


def _answer_all(readings: list[Reading], by: Attribution | None) -> list[Reading]:
    """Give quoted figures to a speaker; those that go on waiting while there is none."""
    if by is None:
        return readings
    for reading in readings:
        reading.speaker, reading.cue = by.speaker, by.cue
    return []


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
    covering = [
        part
        for part in found
        if part.first <= reading.first < part.stop and not _is_day_of_saying(tokens, reading, part)
    ]
    if covering:
        best = min(covering, key=lambda part: part.stop - part.first)
        reading.speaker, reading.cue = best.speaker, best.cue
