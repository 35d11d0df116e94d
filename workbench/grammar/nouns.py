"""Noun phrases without a parser: where the one behind a number ends, which word is its head."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.lexicon import words

if TYPE_CHECKING:
    from workbench.grammar.tokens import Tokens

FUNCTION = words("grammar_words", "function")
AUXILIARY = words("grammar_words", "auxiliary")
_PLURALS = words("nouns", "plural")
_SINGULAR_S = words("nouns", "singular_s")
_VERBS = words("nouns", "verb")
_NOUN_VERBS = words("nouns", "noun_verb")
_CASUALTY = words("nouns", "casualty")
_SAYING = words("cues", "verb") | words("cues", "weak")
_LY_NOUNS = words("nouns", "ly_noun")
_DAYS = frozenset("""monday tuesday wednesday thursday friday saturday sunday""".split())
_CALENDAR = _DAYS | frozenset(
    """january february march april may june july august september october november
    december""".split()
)
_TIMES = frozenset("minute time day year week month hour quarter inning lap round".split())
_CLITICS = ("'ve", "’ve", "'re", "’re", "'ll", "’ll", "'m", "’m", "'d", "’d")
_LONGEST = 6
_PARTICIPLES = frozenset(
    """armed united so-called alleged suspected related combined limited advanced unnamed confirmed
    convicted injured married retired registered red detailed dedicated unidentified abandoned
    wounded elected disputed reported listed planned proposed unmanned skilled experienced
    affected infected displaced hundred licensed trained insured""".split()
)


def phrase(
    tokens: Tokens, first: int, *, plural: bool, strict: bool = True, noun: bool = False
) -> str | None:
    """The noun phrase that begins at ``first``: up to its plural head, or to a function word.

    ``strict``: a plural must come, so that a doubtful word before it is taken along.
    ``noun``: the first word is a noun or adjective whatever it looks like ("the first find").

    >>> from workbench.grammar.tokens import scan
    >>> phrase(scan("rail passengers died"), 0, plural=True)
    'rail passengers'
    >>> phrase(scan("offender escaped"), 0, plural=False)
    'offender'
    """
    limit = min(first + _LONGEST, tokens.count)
    stop = head = first
    if noun and first < limit and _is_plain(tokens, first):
        stop += 1
    while stop < limit and not (stop > first and not plural and _closes(tokens, stop)):
        belongs = _may_belong(tokens, stop, first, wanted=plural and strict and head == first)
        dotted = 0 if belongs else _dotted(tokens, stop)
        if not belongs and not dotted:
            break
        stop += dotted or 1
        if plural and is_plural(tokens.lower[stop - 1]):
            head = stop
            if not _goes_on(tokens, stop, limit):
                break
    stop = head if head > first else stop
    while stop > first and not tokens.word[stop - 1][0].isalpha():
        stop -= 1
    return tokens.text[tokens.start[first] : tokens.end[stop - 1]] if stop > first else None


def _is_plain(tokens: Tokens, at: int) -> bool:
    """Whether the word is neither a function word nor an adverb, a day or a mark."""
    word = tokens.lower[at]
    content = word[0].isalpha() and word not in FUNCTION and word not in AUXILIARY
    return content and not _is_adverb(word) and word not in _DAYS and tokens.word[at].islower()


def _closes(tokens: Tokens, at: int) -> bool:
    """Whether "the 62nd minute" is over: a name follows a unit of time."""
    return tokens.lower[at - 1] in _TIMES and tokens.word[at][0].isupper()


def _dotted(tokens: Tokens, at: int) -> int:
    """How many tokens the "U.S." at ``at`` has, 0 when there is none; a noun must follow."""
    size = 0
    while (
        at + size + 1 < tokens.count
        and len(tokens.word[at + size]) == 1
        and tokens.word[at + size].isupper()
        and tokens.word[at + size + 1] == "."
        and (size == 0 or tokens.glued(at + size))
    ):
        size += 2
    after = tokens.word[at + size] if at + size < tokens.count else "."
    return size if size > 2 and after[0].isalpha() and after.lower() not in FUNCTION else 0


def _is_adverb(word: str) -> bool:
    return word.endswith("ly") and word not in _LY_NOUNS


def _goes_on(tokens: Tokens, at: int, limit: int) -> bool:
    """Whether the plural just read only describes another ("members states", "Acres shares")."""
    if at >= limit or tokens.word[at][0].isupper():
        return False
    word = tokens.lower[at]
    if tokens.word[at - 1][0].isupper():
        return word not in _VERBS and word not in _SAYING
    return is_plural(word) and word not in _VERBS and word not in _CASUALTY


def _may_belong(tokens: Tokens, at: int, first: int, *, wanted: bool) -> bool:
    """Whether the word can stand in the phrase; ``wanted``: its plural head is still to come."""
    word = tokens.lower[at]
    if word in "-‑":
        return at > first and tokens.glued(at) and tokens.glued(at + 1)
    if not word[0].isalpha() or word in FUNCTION or word in AUXILIARY or _stands_apart(tokens, at):
        return False
    if at == first or (wanted and is_plural(word)):
        return (wanted and is_plural(word)) or _may_open(tokens, at, wanted=wanted)
    return _may_go_on(tokens, at, first, wanted=wanted)


def _stands_apart(tokens: Tokens, at: int) -> bool:
    """A day, the "U" of "U.S.", "I've": no part of a plain noun phrase."""
    word = tokens.lower[at]
    day = word in _DAYS and tokens.word[at][0].isupper()
    return day or _is_single_letter(tokens, at) or word.endswith(_CLITICS)


def _may_go_on(tokens: Tokens, at: int, first: int, *, wanted: bool) -> bool:
    word = tokens.lower[at]
    if tokens.lower[at - 1][-2:] in ("'s", "’s"):
        return True
    if tokens.word[at - 1] != "-" and word.endswith("ed") and word not in _PARTICIPLES:
        return wanted or (at == first + 1 and tokens.lower[first].endswith("ly"))
    named = tokens.word[at][0].isupper() and tokens.word[at - 1][0].isupper()
    return (
        tokens.word[at - 1] == "-"
        or named
        or (word not in _VERBS and word not in _SAYING and not _is_adverb(word))
    )


def _is_single_letter(tokens: Tokens, at: int) -> bool:
    """Whether the word is the "U" of "U.S."."""
    dotted = len(tokens.word[at]) == 1 and tokens.word[at].isupper() and at + 1 < tokens.count
    return dotted and tokens.word[at + 1] == "." and tokens.glued(at + 1)


def _may_open(tokens: Tokens, at: int, *, wanted: bool) -> bool:
    """As in "one vote" and "a 149 vote margin", not "ten vote"."""
    word = tokens.lower[at]
    if _is_adverb(word) and tokens.word[at].islower():
        after = tokens.lower[at + 1] if at + 1 < tokens.count else ""
        return after == "-" or (
            after[:1].isalpha() and after not in FUNCTION and after not in AUXILIARY
        )
    if word in _CASUALTY or word not in _VERBS:
        return True
    after = tokens.lower[at + 1] if at + 1 < tokens.count else ""
    return word in _NOUN_VERBS and (not wanted or (after[:1].isalpha() and after not in FUNCTION))


def is_plural(word: str) -> bool:
    """Whether a word in lower case looks like a plural noun.

    >>> [is_plural(word) for word in ("seats", "people", "news", "rail")]
    [True, True, False, False]
    """
    if word in _PLURALS:
        return True
    if not word.endswith("s") or len(word) < 4 or word in _SINGULAR_S:
        return False
    return not word.endswith(("ss", "us", "'s", "’s"))


def phrase_before(tokens: Tokens, stop: int, first: int) -> str | None:
    """The noun phrase that ends at ``stop``, its head last.

    >>> from workbench.grammar.tokens import scan
    >>> phrase_before(scan("The overall mortality rates were"), 4, 0)
    'mortality rates'
    """
    begin = stop
    while begin > first and stop - begin < 4 and _is_noun_like(tokens, begin - 1):
        begin -= 1
    return tokens.text[tokens.start[begin] : tokens.end[stop - 1]] if begin < stop else None


def _is_noun_like(tokens: Tokens, at: int) -> bool:
    word = tokens.lower[at]
    if word in _CALENDAR and tokens.word[at][0].isupper():
        return False
    if not word[0].isalpha() or word in FUNCTION or word in AUXILIARY:
        return False
    return not (
        word.endswith("ly") or (word in _VERBS and word not in _NOUN_VERBS and not is_plural(word))
    )
