"""Who stands before a reporting verb: its subject, past adverbs, days, appositions, openers."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from workbench.grammar.people import name_in
from workbench.lexicon import words

if TYPE_CHECKING:
    from workbench.grammar.tokens import Tokens

Subject = tuple[int, bool, tuple[int, int]]
"""Where the subject begins, whether words stand before it, and its name."""

SPEAKING = words("speakers", "person_noun") | words("speakers", "document")
PRONOUNS = words("speakers", "pronoun")
AUXILIARY = words("grammar_words", "auxiliary")
_FUNCTION = words("grammar_words", "function")
_ADVERBS = words("speakers", "adverb")
_CUES = words("cues", "verb")
QUOTE_MARKS = frozenset({'"', "“", "”", "„", "«", "»", "``", "''", "`", "'", "’", "‘"})
BREAKS = frozenset({";", ":", "—", "–", "(", ")", "_", "[", "]"}) | QUOTE_MARKS
_SUBORDINATORS = frozenset({"before", "after", "when", "since", "until", "if", "once", "because"})
_CLAUSE_WORDS = _SUBORDINATORS | {"but", "while", "although", "though", "as", "that", "which",
                                  "and", "where", "whereas"}  # fmt: skip
_GRAMMATICAL = _FUNCTION | AUXILIARY
_NO_NOUN = _GRAMMATICAL | _CLAUSE_WORDS | _ADVERBS | _CUES
# Every word and mark at which a walk to the left may find a clause to begin.
_MAY_OPEN = BREAKS | _CLAUSE_WORDS | _CUES | {","}
_OPENERS = frozenset(
    """on in at after before since during for with by when while as although though despite from
    under over last this earlier later however meanwhile also but and yet still asked because if
    following until amid against among early late according to next each every these nevertheless
    around about about upon through throughout between within without besides instead
    likewise moreover furthermore nonetheless thus indeed therefore otherwise""".split()
)
_CONJUNCTIONS = frozenset({"and", "but", "so", "yet"})
_BEFORE_DAY = frozenset({"on", "late", "early", "last", "this", "in", "next"})
_DAY_UNITS = frozenset({"week", "month", "year", "morning", "afternoon", "evening", "night"})
_MONTHS = frozenset(
    """january february march april may june july august september october november
    december""".split()
)
_THAT_REACH = 25
_CLAUSE_REACH = 60
_TELLING = frozenset({"told", "tells", "telling", "tell", "informed", "assured", "reminded"})
_CLOSING = frozenset({".", ",", "!", "?", ";", "…"}) | QUOTE_MARKS
_SAID_WHERE = frozenset(
    """in on at to during after before via by from through as yesterday today later earlier last
    this late early when while ahead following outside inside""".split()
)


def before_verb(tokens: Tokens, at: int, first: int) -> int:
    """Where the subject ends: left over "also", "has", "on Friday", "was quoted as".

    >>> from workbench.grammar.tokens import scan
    >>> before_verb(scan("The agency on Friday announced"), 4, 0)
    2
    >>> before_verb(scan("Lee was quoted as saying"), 4, 0)
    1
    """
    stop = at
    while stop > first:
        earlier = _step_left(tokens, stop, first)
        if earlier == stop:
            break
        stop = earlier
    return stop - 3 if tokens.lower[stop - 3 : stop] == ["went", "on", "to"] else stop


def _step_left(tokens: Tokens, stop: int, first: int) -> int:
    word = tokens.lower[stop - 1]
    if word in _ADVERBS or (word.endswith("ly") and tokens.word[stop - 1].islower()):
        return stop - 1
    if word == "as" and stop - 2 > first and tokens.lower[stop - 2] in ("quoted", "cited"):
        return stop - 2
    return _day_start(tokens, stop, first)


def _day_start(tokens: Tokens, stop: int, first: int) -> int:
    """Where "on Friday", "Tuesday", "last week" before ``stop`` begins, else ``stop``."""
    word, before = tokens.lower[stop - 1], tokens.lower[stop - 2] if stop - 2 > first else ""
    capital = tokens.word[stop - 1][0].isupper()
    weekday = capital and word.endswith("day") and before != "of"
    month = before in _BEFORE_DAY and (word in _DAY_UNITS or (capital and word in _MONTHS))
    if not (weekday or month):
        return stop
    begin = stop - 1
    while begin - 1 > first and tokens.lower[begin - 1] in _BEFORE_DAY:
        begin -= 1
    return begin


def subject(tokens: Tokens, at: int, first: int) -> Subject | None:
    """Find the subject before the verb at ``at`` in the sentence that begins at ``first``.

    >>> from workbench.grammar.tokens import scan
    >>> subject(scan("After the vote, Ann Lee said"), 6, 0)
    (4, False, (4, 6))
    """
    stop, relative = _subject_end(tokens, at, first)
    if stop == first:
        return None
    if tokens.lower[stop - 1] in PRONOUNS:
        return _pronoun(tokens, stop - 1, first)
    begin = _clause_start(tokens, stop, first)
    chunks = _chunks(tokens, begin, stop)
    if not chunks or (begin > first and tokens.lower[begin - 1] in _SUBORDINATORS):
        return None
    if relative:
        return _antecedent(tokens, chunks[-1])
    found = None
    if len(chunks) > 1 and _content_before(tokens, at, chunks[-1][0], first):
        found = _behind_content(tokens, chunks, first)
    return found or _before_content(tokens, chunks, first)


def _pronoun(tokens: Tokens, at: int, first: int) -> Subject | None:
    """A pronoun as subject; not that of "the company it claimed to own"."""
    before = tokens.word[at - 1] if at > first else ""
    noun = before.isalpha() and before.islower() and len(before) > 2
    if noun and before not in _NO_NOUN:
        chunk = _chunks(tokens, _clause_start(tokens, at, first), at)
        if chunk and not _is_opener(tokens, chunk[0]):
            return None
    return at, _after_words(tokens, at, first), (at, at + 1)


def _content_before(tokens: Tokens, at: int, begin: int, first: int) -> bool:
    """Whether what is said stands before the verb and no quotation opens behind it."""
    behind = at + 1
    behind += behind < tokens.count and tokens.word[behind] in ",:"
    opens = behind < tokens.count and tokens.word[behind] in QUOTE_MARKS
    return not opens and ends_clause(tokens, at, begin, (first, tokens.count))


def _subject_end(tokens: Tokens, at: int, first: int) -> tuple[int, bool]:
    """Go left over adverbs, "who", a comma and brackets; whether there was a "who"."""
    stop = before_verb(tokens, at, first)
    relative = stop > first and tokens.lower[stop - 1] in ("who", "which")
    stop -= relative
    if stop > first and tokens.word[stop - 1] == ",":
        stop -= 1
    return _skip_brackets(tokens, stop, first), relative


def _antecedent(tokens: Tokens, chunk: tuple[int, int]) -> Subject | None:
    """Whom "who said" refers to: the words right before it, back to a verb or preposition."""
    first, stop = chunk
    begin = stop - 1
    while begin > first and tokens.lower[begin - 1] not in _GRAMMATICAL:
        begin -= 1
    return _speaking(tokens, (begin, stop), after_words=False)


def _behind_content(tokens: Tokens, chunks: list[tuple[int, int]], first: int) -> Subject | None:
    """The subject of ", Ann Lee, a doctor, said" at the end: the last part, or the name before."""
    if all(_is_opener(tokens, chunk) for chunk in chunks[:-1]):
        return None
    chunk = chunks[-1]
    if not is_name(tokens, chunk) and is_name(tokens, chunks[-2]):
        chunk = chunks[-2]
    return _speaking(tokens, chunk, after_words=True) if chunk[0] > first else None


def _before_content(tokens: Tokens, chunks: list[tuple[int, int]], first: int) -> Subject | None:
    """The subject at the head of its clause, behind opening phrases ("On Monday, …")."""
    opened = False
    while len(chunks) > 1 and (_is_opener(tokens, chunks[0]) or holds_verb(tokens, chunks[0])):
        opened = opened or _is_opener(tokens, chunks[0])
        chunks = chunks[1:]
    if tokens.lower[chunks[0][0]] in _CONJUNCTIONS and chunks[0][1] > chunks[0][0] + 1:
        chunks = [(chunks[0][0] + 1, chunks[0][1]), *chunks[1:]]
    chunk = of_two(tokens, chunks)
    if len(chunks) > 1 and chunk == chunks[0] and not _may_say(tokens, chunk):
        chunk = chunks[-1] if _may_say(tokens, chunks[-1]) else chunk
    after_words = not opened and _after_words(tokens, chunk[0], first)
    return _speaking(tokens, chunk, after_words=after_words)


def _may_say(tokens: Tokens, chunk: tuple[int, int]) -> bool:
    """Whether the head of a noun phrase is a name or one who speaks."""
    _, stop = name_in(tokens, *chunk)
    return tokens.lower[stop - 1] in SPEAKING or tokens.word[stop - 1][0].isupper()


def of_two(tokens: Tokens, chunks: list[tuple[int, int]]) -> tuple[int, int]:
    """Of "the coordinator, Ann Lee," the name; of "Ann Lee, the coordinator," the name as well."""
    if len(chunks) > 1 and not is_name(tokens, chunks[0]) and is_name(tokens, chunks[1]):
        return chunks[1]
    return chunks[0]


def _speaking(tokens: Tokens, chunk: tuple[int, int], *, after_words: bool) -> Subject | None:
    """Whether the noun phrase can be somebody or something that says."""
    if tokens.lower[chunk[0]] == "with" and chunk[1] > chunk[0] + 1:
        chunk = (chunk[0] + 1, chunk[1])
    name = name_in(tokens, *chunk)
    opening, head = tokens.word[name[0]], tokens.lower[name[1] - 1]
    if (
        not opening[0].isalpha()
        or opening == "More"
        or tokens.lower[name[0]] in ("i", "we", "you", "there", "all")
    ):
        return None
    known = tokens.word[name[0]][0].isupper() or head in SPEAKING
    if not AUXILIARY.isdisjoint(tokens.lower[slice(*name)]):
        return None
    if not known and (name[1] - name[0] > 4 or holds_verb(tokens, name) or head in AUXILIARY):
        return None
    return chunk[0], after_words, name


def holds_verb(tokens: Tokens, chunk: tuple[int, int]) -> bool:
    """Whether an auxiliary or a participle stands in the stretch."""
    return not AUXILIARY.isdisjoint(tokens.lower[slice(*chunk)]) or any(
        word.endswith("ed") and word.islower() for word in tokens.word[slice(*chunk)]
    )


def _after_words(tokens: Tokens, begin: int, first: int) -> bool:
    """Whether a comma, dash or quotation mark stands before the subject."""
    if begin <= first:
        return False
    before = tokens.word[begin - 1]
    return before in QUOTE_MARKS or before in (",", "-", "–", "—", "_")


def ends_clause(tokens: Tokens, at: int, begin: int, sentence: tuple[int, int]) -> bool:
    """Whether nothing is reported behind the verb: the sentence ends there, or a phrase follows."""
    if tokens.word[begin - 1] in QUOTE_MARKS:
        return True
    after, stop = at + 1, sentence[1]
    if tokens.lower[at] in _TELLING:
        after = _past_listener(tokens, after, stop)
    word = tokens.lower[after] if after < stop else "."
    if word in _CLOSING:
        return True
    if word in _SAID_WHERE or word.endswith("day"):
        return "that" not in tokens.lower[after : min(after + _THAT_REACH, stop)]
    return False


def _past_listener(tokens: Tokens, at: int, stop: int) -> int:
    """Go over whom was told: "told the press", "told AFP"."""
    limit = min(at + 5, stop)
    while at < limit and tokens.lower[at] not in _CLOSING and tokens.lower[at] not in _SAID_WHERE:
        if tokens.lower[at] in AUXILIARY or tokens.lower[at] == "that":
            break
        at += 1
    return at


def _skip_brackets(tokens: Tokens, stop: int, first: int) -> int:
    """Go left over "(NIAID)", also with the comma behind it."""
    if stop - 2 <= first or tokens.word[stop - 1] != ")":
        return stop
    for at in range(stop - 2, max(first, stop - 16), -1):
        if tokens.word[at] == "(":
            return at
    return stop


def _clause_start(tokens: Tokens, stop: int, first: int) -> int:
    """Go left from the verb to where its clause begins."""
    at, lowest, comma = stop, max(first, stop - _CLAUSE_REACH), False
    while at > lowest:
        word = tokens.lower[at - 1]
        if word not in _MAY_OPEN:
            at -= 1
            continue
        if word == ")" and (outside := _skip_brackets(tokens, at, lowest)) < at:
            at = outside
            continue
        if word in BREAKS or (
            _may_join(tokens, at, stop) and _opens(tokens, at, stop, first, comma)
        ):
            return at
        comma = comma or word == ","
        at -= 1
    return at


def _may_join(tokens: Tokens, at: int, stop: int) -> bool:
    """Whether a clause can begin at ``at``: behind "while", or "reported its source said"."""
    word = tokens.lower[at - 1]
    if word in _CLAUSE_WORDS:
        return True
    determined = at < stop and tokens.lower[at] in ("its", "the", "a", "an", "their", "his", "her")
    return determined and word in _CUES and tokens.word[at - 1].islower()


def _opens(tokens: Tokens, at: int, stop: int, first: int, comma: bool) -> bool:  # noqa: FBT001 - one of the walk's own facts
    """Whether the clause of the verb begins behind the conjunction before ``at``."""
    word = tokens.lower[at - 1]
    if at - 1 == first:
        # "After the vote, Ann Lee said": the clause in front ends at its comma.
        return not (comma and word in _OPENERS)
    if word in ("that", "because", "which") or word in _CUES or tokens.word[at - 2] == ",":
        return True
    return word in _SUBORDINATORS and at < stop and tokens.word[at][0].isupper()


def _chunks(tokens: Tokens, begin: int, stop: int) -> list[tuple[int, int]]:
    """The parts of a clause between commas."""
    commas = [i for i in range(begin, stop) if tokens.word[i] == ","]
    edges = pairwise([begin - 1, *commas, stop])
    return [(before + 1, comma) for before, comma in edges if comma - before > 1]


def _is_opener(tokens: Tokens, chunk: tuple[int, int]) -> bool:
    word = tokens.lower[chunk[0]]
    if word in _CONJUNCTIONS and tokens.word[min(chunk[0] + 1, chunk[1] - 1)][0].isupper():
        return False
    if word in _OPENERS or word.endswith(("ly", "ing", "day")):
        return True
    return word.endswith("ed") and tokens.word[chunk[0]].islower()


def is_name(tokens: Tokens, chunk: tuple[int, int]) -> bool:
    """Whether the stretch is nothing but capitalised words."""
    first, stop = chunk
    if tokens.lower[first] in ("on", "in", "at"):
        return False
    return all(tokens.word[i][0].isupper() or tokens.word[i] in ".-" for i in range(first, stop))
