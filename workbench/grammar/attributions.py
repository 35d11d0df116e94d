"""Who says what in one sentence ("according to", "she said"), and who was the last to speak."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from workbench.grammar import triggers
from workbench.grammar.people import bare, is_person, met_by, name_in, subject_person
from workbench.grammar.phrases import Phrases
from workbench.grammar.reporting import QUOTE_MARKS, Clause, reporting_clause, reports
from workbench.grammar.subjects import PRONOUNS, SPEAKING, is_name
from workbench.lexicon import rows, words
from workbench.story import quotations

if TYPE_CHECKING:
    from workbench.grammar.reading import Context
    from workbench.grammar.tokens import Tokens

_CUE_PHRASES = [row["word"] for row in rows("cues") if row["role"] == "phrase"]
_PHRASES = Phrases((phrase, phrase) for phrase in _CUE_PHRASES)
# Words with which a phrase begins and which are everywhere; a later word of the phrase tells it.
_COMMON = frozenset({"a", "as", "in", "the"})


def _telling(phrase: str) -> tuple[int, str, str]:
    """Which word of a phrase tells it: how far from its first word, the two words."""
    parts = phrase.split()
    at = next(i for i, word in enumerate(parts) if word not in _COMMON)
    return at, parts[0], parts[at]


_TELLING = [_telling(phrase) for phrase in _CUE_PHRASES]
_SIGNALS = triggers.register(
    words("cues", "verb") | words("cues", "weak") | {word for _, _, word in _TELLING}
)
_MARKS = triggers.register(QUOTE_MARKS)
# Of "in the words of", behind "words": that "in" may stand two words before.
_BEHIND = {word: (at, first) for at, first, word in _TELLING if at > 0}
_OF_ONE = frozenset({"he", "she"})
_TITLES = words("speakers", "title")
_INSTITUTIONS = words("speakers", "institution")
_DOCUMENTS = words("speakers", "document")
_SAYING = words("cues", "verb") | words("cues", "weak") | words("grammar_words", "auxiliary")
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


@dataclass(slots=True)
class Paragraph:
    """What the sentences of a paragraph share.

    Attributes:
        tokens: Its words.
        opening: What ``colon_speech`` says of it: from where, the speaker, the cue.
    """

    tokens: Tokens
    opening: tuple[int, str, str] | None
    _quoted: list[tuple[int, int]] | None = None

    @property
    def quoted(self) -> list[tuple[int, int]]:
        """The quotations of the paragraph, as token ranges in order."""
        if not self.tokens.spots[_MARKS]:
            return []
        if self._quoted is None:
            start = self.tokens.start
            spans, _ = quotations(self.tokens.text, start[0], self.tokens.end[-1])
            self._quoted = [(bisect_left(start, a), bisect_left(start, b)) for a, b in spans]
        return self._quoted


@dataclass(slots=True)
class Sentence:
    """A sentence by its token range, and who says what in it once that has been asked."""

    paragraph: Paragraph
    span: tuple[int, int]
    found: list[Attribution] | None = None

    @property
    def tokens(self) -> Tokens:
        """The words of its paragraph."""
        return self.paragraph.tokens


def may_say(paragraph: Paragraph) -> bool:
    """Whether a paragraph may have a speaker or a quotation at all."""
    spots = paragraph.tokens.spots
    return bool(spots[_SIGNALS] or spots[_MARKS] or paragraph.opening)


def attributions(sentence: Sentence, context: Context) -> list[Attribution]:
    """Every attribution of one sentence.

    A pronoun in it asks who spoke in the sentences that the context keeps.
    """
    if sentence.found is None:
        sentence.found = _signalled(sentence, context)
        if sentence.paragraph.opening is not None:
            begin, speaker, cue = sentence.paragraph.opening
            first, stop = sentence.span
            sentence.found.insert(0, Attribution(max(begin, first), stop, speaker, cue))
    return sentence.found


def catch_up(context: Context) -> None:
    """Bring the last speaker and the last person up to date with the sentences kept.

    Most claims name their speaker or have none, so a sentence is only kept when it is read; who
    spoke in it is asked for the first pronoun behind it, if one comes.
    """
    kept, context.kept = context.kept, []
    for sentence in kept[_last_told(kept, context) :]:
        _remember(sentence, context)


def _last_told(kept: list[Sentence], context: Context) -> int:
    """From where on the sentences tell both the last speaker and the last person.

    A sentence with a pronoun may go back to both, so that they must be told before it.
    """
    speaker = person = False
    for at in range(len(kept) - 1, -1, -1):
        if kept[at].found is None and _may_go_back(kept[at]):
            speaker = person = False
            continue
        found = attributions(kept[at], context)
        speaker = speaker or bool(found)
        person = person or _person(kept[at], found, context) is not None
        if speaker and person:
            return at
    return 0


def _may_go_back(sentence: Sentence) -> bool:
    """Whether a pronoun may be the speaker in the sentence."""
    tokens, span = sentence.tokens, sentence.span
    return not PRONOUNS.isdisjoint(tokens.lower[slice(*span)]) and bool(_places(tokens, span))


def _remember(sentence: Sentence, context: Context) -> None:
    """Keep who spoke last, and which person "he" will be."""
    found = attributions(sentence, context)
    if found:
        context.speaker = found[-1].speaker
    context.person = _person(sentence, found, context) or context.person


def _person(sentence: Sentence, found: list[Attribution], context: Context) -> str | None:
    """Whom "he" means behind the sentence: its last speaker, else the person it opens with."""
    if not found:
        return subject_person(sentence.tokens, sentence.span, context)
    speaker = found[-1].speaker
    return speaker if is_person(speaker, sentence.tokens, context) else None


def _signalled(sentence: Sentence, context: Context) -> list[Attribution]:
    """The attributions that a reporting verb or a phrase like "according to" makes."""
    tokens, (_, stop) = sentence.tokens, sentence.span
    found: list[Attribution] = []
    places = _places(tokens, sentence.span)
    inner = _inner(sentence) if places else []
    for at in places:
        if len(found) > _MOST_CUES:
            break
        if within(at, inner):
            continue
        if more := _by_phrase(tokens, at, sentence.span, context):
            found += more
        elif not reports(tokens, at):
            continue
        elif found and _goes_on(tokens, at):
            found.append(Attribution(at + 1, stop, found[-1].speaker, tokens.word[at]))
        elif (clause := reporting_clause(tokens, at, sentence.span)) is not None:
            found += _by_clause(tokens, clause, inner, sentence.span, context)
    return found


def _places(tokens: Tokens, sentence: tuple[int, int]) -> list[int]:
    """Where a reporting verb or a phrase that names a speaker may begin."""
    first, stop = sentence
    signals = tokens.spots[_SIGNALS]
    places: list[int] = []
    for at in signals[bisect_left(signals, first) : bisect_left(signals, stop)]:
        back, opening = _BEHIND.get(tokens.lower[at], (0, ""))
        if back and at - back >= first and tokens.lower[at - back] == opening:
            places.append(at - back)
        places.append(at)
    return places


def _inner(sentence: Sentence) -> list[tuple[int, int]]:
    """The quotations that lie in the sentence or reach into it."""
    quoted, (first, stop) = sentence.paragraph.quoted, sentence.span
    return quoted and quoted[bisect_left(quoted, first, key=_ends) : bisect_left(quoted, (stop,))]


def _ends(span: tuple[int, int]) -> int:
    return span[1]


def within(at: int, spans: list[tuple[int, int]]) -> bool:
    """Whether a position lies in one of the spans, which stand in order."""
    if not spans:
        return False
    nearest = bisect_right(spans, at, key=_ends)
    return nearest < len(spans) and spans[nearest][0] <= at


def _goes_on(tokens: Tokens, at: int) -> bool:
    """As in "…, adding that": the speaker before it says more."""
    return tokens.lower[at].endswith("ing") and tokens.lower[at - 1] != "as"


def _by_phrase(
    tokens: Tokens, at: int, sentence: tuple[int, int], context: Context
) -> list[Attribution]:
    """As in "according to monitors", which covers every figure of its sentence."""
    phrase = _PHRASES.ahead(tokens.lower, at)
    if phrase is None:
        return []
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


def full_name(tokens: Tokens, first: int, stop: int, context: Context) -> str | None:
    """The speaker's name in full: last names by the people met, pronouns by who spoke last.

    >>> from workbench.grammar.reading import Context, Met
    >>> from workbench.grammar.tokens import scan
    >>> people = {"neumann": Met("Peter Neumann", 0)}
    >>> context = Context(None, people=people, speaker="Patrick Calvar")
    >>> full_name(scan("Neumann"), 0, 1, context), full_name(scan("he"), 0, 1, context)
    ('Peter Neumann', 'Patrick Calvar')
    """
    if stop - first == 1 and tokens.lower[first] in PRONOUNS:
        catch_up(context)
        one = tokens.lower[first] in _OF_ONE and not _is_object(tokens, stop, context)
        return (context.person if one else None) or context.speaker
    while first < stop - 1 and (tokens.lower[first] in _TITLES or tokens.word[first] == "."):
        if first == stop - 2 and tokens.lower[first + 1] in _INSTITUTIONS:
            break
        first += 1
    name = tokens.text[tokens.start[first] : tokens.end[stop - 1]]
    if _owns_document(tokens, stop):
        name = bare(name)
    return met_by(tokens, bare(name).lower(), context) or name


def _is_object(tokens: Tokens, at: int, context: Context) -> bool:
    """Whether the person is named right behind: "he described Lee" is not said by Lee."""
    last = context.person.split()[-1].lower() if context.person else ""
    return last in tokens.lower[at : at + 4]


def _owns_document(tokens: Tokens, at: int) -> bool:
    """Whether "analysis put" or "own statistics." follows, so that 's is a possessive."""
    for i in range(at, min(at + 3, tokens.count - 1)):
        if tokens.lower[i] in _DOCUMENTS:
            after = tokens.lower[i + 1]
            return not after[0].isalpha() or after in _SAYING
    return False
