"""Who the text makes answerable for a figure, and by which word: "Calvar told", "according to"."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from workbench.claim import Kind
from workbench.grammar import triggers
from workbench.grammar.colons import colon_speech
from workbench.grammar.people import (
    full_name,
    is_person,
    meet_people,
    name_in,
    subject_person,
)
from workbench.grammar.phrases import Phrases
from workbench.grammar.reporting import QUOTE_MARKS, Clause, reporting_clause, reports
from workbench.grammar.subjects import SPEAKING, is_name
from workbench.lexicon import rows, words

if TYPE_CHECKING:
    from workbench.grammar.reading import Context, Reading
    from workbench.grammar.tokens import Tokens

_PHRASES = Phrases((row["word"], row["word"]) for row in rows("cues") if row["role"] == "phrase")
_SIGNALS = triggers.register(words("cues", "verb") | words("cues", "weak") | {*_PHRASES.by_first})
_TITLES = words("speakers", "title")
_DOCUMENTS = words("speakers", "document")
_OPENING = 2
_LONGEST_NAME = 6
# A sentence with more speakers than this is a list or an attack; the rest stay the reporter's.
_MOST_CUES = 40
_PHRASE_REACH = 14
_PHRASE_ENDS = frozenset(
    """who which that and but while as when in on after with has have is are was were had by said
    at released published , . ; : ? ! ( ) — – over more about around nearly some almost roughly
    up there""".split()
)


class Attribution(NamedTuple):
    """Token range that one speaker answers for; ``leading``: the cue stands before it."""

    first: int
    stop: int
    speaker: str
    cue: str
    leading: bool = True


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
    cued = bool(tokens.spots[_SIGNALS])
    starts = [reading.first for reading in readings]
    last: Attribution | None = None
    waiting: list[Reading] = []
    for first, stop in tokens.sentences:
        found = _attributions(tokens, (first, stop), quoted, context) if cued else []
        if spoken is not None:
            found.insert(0, Attribution(max(spoken[0], first), stop, *spoken[1:]))
        _remember(tokens, (first, stop), found, context)
        if found:
            last = found[-1]
            _answer_all(waiting, last)
            waiting = []
        figured = False
        for reading in readings[bisect_left(starts, first) : bisect_left(starts, stop)]:
            figured = figured or reading.kind is not Kind.DATE
            _answer(tokens, reading, found if figured else _leading(found, reading, quoted))
            if reading.speaker is None and _within(reading.first, quoted):
                waiting.append(reading)
        if last is not None:
            _answer_all(waiting, last)
            waiting = []
    if waiting and context.speaker is not None and quoted[0][0] == 0:
        _answer_all(waiting, Attribution(0, 0, context.speaker, "quotation"))


def _remember(
    tokens: Tokens, sentence: tuple[int, int], found: list[Attribution], context: Context
) -> None:
    """Keep who spoke last, and which person "he" will be."""
    if found:
        context.speaker = found[-1].speaker
        if is_person(found[-1].speaker, context):
            context.person = found[-1].speaker
        return
    context.person = subject_person(tokens, sentence, context) or context.person


def _leading(
    found: list[Attribution], reading: Reading, quoted: list[tuple[int, int]]
) -> list[Attribution]:
    """The date of the event, before any figure, is not what a trailing speaker answers for."""
    if _within(reading.first, quoted):
        return found
    return [part for part in found if part.leading]


def _answer_all(readings: list[Reading], attribution: Attribution) -> None:
    for reading in readings:
        reading.speaker, reading.cue = attribution.speaker, attribution.cue


def _ends(span: tuple[int, int]) -> int:
    return span[1]


def _within(at: int, spans: list[tuple[int, int]]) -> bool:
    """Whether a position lies in one of the spans, which stand in order."""
    if not spans:
        return False
    nearest = bisect_right(spans, at, key=_ends)
    return nearest < len(spans) and spans[nearest][0] <= at


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


def _attributions(
    tokens: Tokens,
    sentence: tuple[int, int],
    quoted: list[tuple[int, int]],
    context: Context,
) -> list[Attribution]:
    """Every attribution of one sentence."""
    found: list[Attribution] = []
    inner = (
        quoted
        and quoted[
            bisect_left(quoted, sentence[0], key=_ends) : bisect_left(quoted, (sentence[1],))
        ]
    )
    first, stop = sentence
    signals = tokens.spots[_SIGNALS]
    for at in signals[bisect_left(signals, first) : bisect_left(signals, stop)]:
        if len(found) > _MOST_CUES:
            break
        word = tokens.lower[at]
        if word in _PHRASES.by_first and not _within(at, inner):
            phrase = _PHRASES.ahead(tokens.lower, at)
            if phrase is not None and (more := _by_phrase(tokens, phrase, sentence, context)):
                found += more
                continue
        if reports(tokens, at) and not _within(at, inner):
            if found and _goes_on(tokens, at):
                found.append(Attribution(at + 1, stop, found[-1].speaker, tokens.word[at]))
            elif (clause := reporting_clause(tokens, at, sentence)) is not None:
                found += _by_clause(tokens, clause, inner, sentence, context)
    return found


def _goes_on(tokens: Tokens, at: int) -> bool:
    """As in "…, adding that": the speaker before it says more."""
    return tokens.lower[at].endswith("ing") and tokens.lower[at - 1] != "as"


def _by_phrase(
    tokens: Tokens, phrase: tuple[int, str], sentence: tuple[int, int], context: Context
) -> list[Attribution]:
    """As in "according to monitors" covers every figure of its sentence."""
    begin, cue = phrase
    end = phrase_end(tokens, begin, sentence[1])
    if end <= begin or tokens.word[begin][0].isdecimal():
        return []
    name = (
        _made_by(tokens, end, sentence[1])
        or _apposed(tokens, end, sentence[1])
        or name_in(tokens, begin, end)
    )
    if tokens.word[name[0]][0].isdecimal():
        return []
    speaker = full_name(tokens, *name, context)
    leading = begin - sentence[0] <= _OPENING
    return [Attribution(*sentence, speaker, cue, leading)] if speaker else []


def _made_by(tokens: Tokens, at: int, stop: int) -> tuple[int, int] | None:
    """Who made the document of "according to estimates by Acme Research"."""
    if at + 1 >= stop or tokens.lower[at] != "by" or tokens.lower[at - 1] not in _DOCUMENTS:
        return None
    end = phrase_end(tokens, at + 1, stop)
    named = end > at + 1 and tokens.word[end - 1][0].isupper()
    return name_in(tokens, at + 1, end) if named else None


def _apposed(tokens: Tokens, comma: int, stop: int) -> tuple[int, int] | None:
    """The name behind "according to the team's coach," up to the next comma."""
    if tokens.lower[comma - 1] not in SPEAKING and tokens.lower[comma - 1] not in _TITLES:
        return None
    if comma >= stop or tokens.word[comma] != "," or not tokens.word[comma - 1].islower():
        return None
    end = comma + 1
    while end < min(stop, comma + _LONGEST_NAME) and tokens.word[end] not in ",.;":
        end += 1
    named = 1 < end - comma - 1 < _LONGEST_NAME and is_name(tokens, (comma + 1, end))
    return (comma + 1, end) if named and end < stop else None


def phrase_end(tokens: Tokens, begin: int, stop: int) -> int:
    """Where the noun phrase at ``begin`` ends.

    >>> from workbench.grammar.tokens import scan
    >>> phrase_end(scan("Dr. Ann Lee of Oslo, who"), 0, 8)
    6
    """
    at = begin
    while at < min(stop, begin + _PHRASE_REACH):
        word = tokens.lower[at]
        ends = word in QUOTE_MARKS or (word in _PHRASE_ENDS and (at > begin or not word.isalpha()))
        tied = word == "and" and at > begin and _ties(tokens, at)
        if ends and not tied and not (word == "." and _is_initial(tokens, at)):
            break
        if at > begin + 1 and word.endswith("ed") and tokens.word[at].islower():
            break
        at += 1
    return at


def _ties(tokens: Tokens, at: int) -> bool:
    """Whether "and" stands between two capitalised words of one name."""
    behind = tokens.word[at + 1] if at + 1 < tokens.count else "."
    return tokens.word[at - 1][0].isupper() and behind[0].isupper()


def _is_initial(tokens: Tokens, dot: int) -> bool:
    word = tokens.word[dot - 1]
    return dot > 0 and tokens.glued(dot) and len(word) <= 2 and word[0].isupper()


def _by_clause(
    tokens: Tokens,
    clause: Clause,
    inner: list[tuple[int, int]],
    sentence: tuple[int, int],
    context: Context,
) -> list[Attribution]:
    """What a reporting verb covers: its content, the quotations beside it."""
    speaker = full_name(tokens, *clause.name, context)
    if not speaker:
        return []
    cue = tokens.word[clause.verb]
    found = [Attribution(*clause.content, speaker, cue, leading=not clause.trailing)]
    if clause.trailing:
        found += [
            Attribution(first, max(stop, sentence[1]), speaker, cue)
            for first, stop in inner[:_MOST_CUES]
            if first >= clause.content[1]
        ]
    return found
