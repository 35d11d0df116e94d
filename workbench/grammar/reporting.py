"""Reporting verbs: is "said" or "found" one here, who is its subject, what its content."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from workbench.grammar.people import name_in
from workbench.grammar.subjects import (
    AUXILIARY,
    BREAKS,
    PRONOUNS,
    QUOTE_MARKS,
    SPEAKING,
    before_verb,
    ends_clause,
    holds_verb,
    subject,
)
from workbench.lexicon import words

if TYPE_CHECKING:
    from workbench.grammar.tokens import Tokens

__all__ = ["QUOTE_MARKS", "Clause", "reporting_clause", "reports"]

_WEAK = words("cues", "weak")
_CUES = words("cues", "verb") | _WEAK
_DOCUMENTS = words("speakers", "document")
_INSTITUTIONS = words("speakers", "institution")
_SPEAKING = SPEAKING | _INSTITUTIONS
# Whoever "expected $1.42" answers for it; who "found 12 bodies" is told of by the reporter.
_FORESEEN = frozenset(
    """expected expects forecast forecasts projected projects estimated estimates anticipated
    anticipates""".split()
)
_SHOWING = frozenset({"showing", "finding", "indicating", "suggesting", "revealing", "describing"})
_TITLES = words("speakers", "title")
_FUNCTION = words("grammar_words", "function")
# Verb forms that are as often nouns or participles; their subject must stand right before them.
_NOUN_FORMS = frozenset(
    """report reports claim claims state states note notes estimate estimates promise promises
    pledge pledges comment comments forecast forecasts project projects answer answers tweet tweets
    quote quotes show shows find finds read reads say says ask asks demand demands hope hopes
    posted read put puts projected reported reporting confirmed announced estimated expected
    alleged claimed stated noted disclosed predicted forecast revealed declared observed found
    advised proposed calculated suggested related quoted remembered""".split()
)
_PASSIVE = frozenset({"was", "were", "is", "are", "been", "be", "being", "to", "not", "'s", "by"})
# "banned from claiming", "blamed for denying": no subject of their own stands before these.
_BEFORE_GERUND = frozenset({"for", "from", "of", "against", "about", "worth", "without"})
# Plain forms: "they state", but "New York state".
_BASE = frozenset(word for word in _CUES if f"{word}s" in _CUES)
_TAKING = frozenset("claimed claims claim claiming added adds add adding".split())
_NUMBERS = words("numbers", "unit") | words("numbers", "ten") | {"another", "$", "£", "€"}
_ADVERBS = words("speakers", "adverb")
_FINAL_MARKS = QUOTE_MARKS | {".", "!", "?", "…"}
_DETERMINERS = frozenset({"the", "a", "an", "its", "their", "his", "her", "our", "this", "no"})
_THAT_REACH = 25
_AFTER_PARTICIPLE = frozenset(
    "to at by in on from as for with today yesterday last this earlier later only and , .".split()
)
_ARTICLES = frozenset({"the", "a", "an", "one"})
_INVERTED_END = frozenset({",", ".", ";", ":", "who", "which", "in", "on", "at", "as", "after"}) | (
    QUOTE_MARKS
)
# A pronoun in the subject form right behind the verb: a clause follows.
_CLAUSE_OPENERS = frozenset({"he", "she", "they", "there", "we", "i"})


class Clause(NamedTuple):
    """A reporting verb: where it stands, its subject's name, what it reports.

    ``trailing`` is set when the content stands before it (", he said").
    """

    verb: int
    name: tuple[int, int]
    content: tuple[int, int]
    trailing: bool


def reports(tokens: Tokens, at: int) -> bool:
    """Whether the word can be a reporting verb at this place at all.

    >>> from workbench.grammar.tokens import scan
    >>> reports(scan("he said"), 1), reports(scan("United States"), 1), reports(scan("a report"), 1)
    (True, False, False)
    """
    word = tokens.lower[at]
    if word not in _CUES or not tokens.word[at].islower():
        return False
    before = tokens.lower[at - 1] if at else ""
    if before in _PASSIVE or before[-1:].isdecimal():
        return tokens.lower[at - 3 : at] == ["went", "on", "to"]
    if _is_no_verb(tokens, at):
        return False
    if word in _TAKING and _takes_number(tokens, at + 1):
        return False
    return word not in _NOUN_FORMS or _has_subject_before(tokens, at)


def _is_no_verb(tokens: Tokens, at: int) -> bool:
    """As in "the write-down", "a video showing cars", "New York state"."""
    word, before = tokens.lower[at], tokens.lower[at - 1] if at else ""
    if before in _DETERMINERS or (tokens.at(at + 1) == "-" and tokens.glued(at + 1)):
        return True
    if word.endswith("ing"):
        return not _is_absolute(tokens, at)
    return word in _BASE and _is_noun_here(tokens, at)


def _is_absolute(tokens: Tokens, at: int) -> bool:
    """As in ", saying that", "with one poster writing", not "a video showing a car"."""
    before = tokens.lower[at - 1] if at else ""
    if before in (",", "as") or before in QUOTE_MARKS or before in _ADVERBS:
        return True
    if (before in _DOCUMENTS or before.endswith("day")) and tokens.lower[at] not in _SHOWING:
        return True
    return before not in _BEFORE_GERUND and "with" in tokens.lower[max(0, at - 5) : at]


def _is_noun_here(tokens: Tokens, at: int) -> bool:
    """As in "New York state": no plural subject stands before the plain form of a verb."""
    before = tokens.lower[at - 1] if at else ""
    return tokens.word[at - 1][0].isupper() and not before.endswith("s") if before else False


def _takes_number(tokens: Tokens, at: int) -> bool:
    """As in "claimed 217 lives", "added two more": what was taken or put, nothing said."""
    reach = tokens.lower[at : at + 6]
    if tokens.lower[at - 1].startswith("claim"):
        return "lives" in reach or "victims" in reach or "responsibility" in reach
    return bool(reach) and (reach[0][0].isdecimal() or reach[0] in _NUMBERS or reach[0] == "to")


def _has_subject_before(tokens: Tokens, at: int) -> bool:
    """As in "scientists report" and "the poll found", not "a report" or "cases reported"."""
    stop = before_verb(tokens, at, 0)
    if stop == 0:
        return False
    before = tokens.lower[stop - 1]
    if before in PRONOUNS or before in ("who", "which") or before in _SPEAKING:
        return True
    if tokens.word[stop - 1][0].isupper():
        return before not in _FUNCTION
    after = tokens.lower[at + 1] if at + 1 < tokens.count else ""
    follows = before in (",", ")") or before in QUOTE_MARKS or after == "that"
    return follows and after not in _AFTER_PARTICIPLE


def reporting_clause(tokens: Tokens, at: int, sentence: tuple[int, int]) -> Clause | None:
    """Read the clause of the reporting verb at ``at``.

    >>> from workbench.grammar.tokens import scan
    >>> tokens = scan("On Monday, the minister said that 12 died")
    >>> reporting_clause(tokens, 5, (0, len(tokens)))
    Clause(verb=5, name=(4, 5), content=(7, 9), trailing=False)
    """
    inverted = _inverted(tokens, at, sentence)
    if inverted is not None:
        return Clause(at, inverted, (sentence[0], at), trailing=True)
    found = subject(tokens, at, sentence[0])
    if found is None:
        return None
    begin, after_words, name = found
    trailing = (after_words and ends_clause(tokens, at, begin, sentence)) or (
        begin > sentence[0] and _is_last(tokens, at, sentence[1])
    )
    if tokens.lower[at] in _WEAK and not (trailing or _introduces(tokens, at, name, sentence[1])):
        return None
    if trailing:
        return Clause(at, name, (sentence[0], begin), trailing=True)
    return Clause(at, name, (_content_start(tokens, at, sentence[1]), sentence[1]), trailing=False)


def _is_last(tokens: Tokens, at: int, stop: int) -> bool:
    """Whether the verb is the last word of its sentence, so that all was said before it."""
    behind = at + 1
    while behind < stop and tokens.word[behind] in _FINAL_MARKS:
        behind += 1
    return behind >= stop and tokens.word[stop - 1] in _FINAL_MARKS


def _inverted(tokens: Tokens, at: int, sentence: tuple[int, int]) -> tuple[int, int] | None:
    """As in "…," said the minister: the noun phrase behind the verb."""
    if at == sentence[0] or at + 1 >= sentence[1]:
        return None
    if not _may_invert(tokens, at):
        return None
    if tokens.word[at - 1] == "," and not _ends_soon(tokens, at + 1, sentence[1]):
        return None
    stop = at + 1
    while stop < sentence[1] and not _ends_inverted(tokens, stop):
        stop += 1
    if stop == at + 1 or holds_verb(tokens, (at + 1, stop)):
        return None
    return name_in(tokens, at + 1, stop)


def _ends_inverted(tokens: Tokens, at: int) -> bool:
    """Whether the noun phrase ends here; the full stop of "Dr." and "J." does not end it."""
    if tokens.lower[at] not in _INVERTED_END:
        word = tokens.lower[at]
        return word in _CUES and word not in _NOUN_FORMS and tokens.word[at].islower()
    before = tokens.lower[at - 1]
    return not (tokens.word[at] == "." and (before in _TITLES or len(before) == 1))


def _may_invert(tokens: Tokens, at: int) -> bool:
    """Whether a comma or quotation stands before the verb, a noun phrase behind it."""
    before, after = tokens.word[at - 1], tokens.lower[at + 1]
    if before not in QUOTE_MARKS and (before != "," or tokens.lower[at] in _WEAK):
        return False
    return tokens.word[at + 1][0].isupper() or after in _ARTICLES or after in SPEAKING


def _ends_soon(tokens: Tokens, at: int, stop: int) -> bool:
    """Whether the sentence has no further clause with "that" behind an inverted verb."""
    return "that" not in tokens.lower[at : min(at + 8, stop)]


def _introduces(tokens: Tokens, at: int, name: tuple[int, int], stop: int) -> bool:
    """Whether a weak verb ("found", "expects") does report: by "that", a quotation, its subject."""
    after = tokens.lower[at + 1] if at + 1 < stop else ""
    if after == "that" or after in QUOTE_MARKS or after in (":", ","):
        return True
    head, written = tokens.lower[name[1] - 1], tokens.word[name[1] - 1]
    if after in _CLAUSE_OPENERS and (head in PRONOUNS or written[0].isupper()):
        return True
    if after == "by" or _is_deed(tokens, at, stop):
        return False
    foreseen = tokens.lower[at] in _FORESEEN and head in _SPEAKING
    owned = tokens.lower[before_verb(tokens, at, 0) - 1] in _DOCUMENTS and written[0].isupper()
    named = written.isupper() or (written[0].isupper() and head in _INSTITUTIONS)
    return foreseen or owned or named or head in _DOCUMENTS


def _is_deed(tokens: Tokens, at: int, stop: int) -> bool:
    """As in "agreed to pay", "put him on the list": something done, nothing said."""
    verb = tokens.lower[at]
    if verb in ("put", "puts", "placed", "places"):
        reach = tokens.lower[at + 1 : min(at + 12, stop)]
        return not any(word[0].isdecimal() or word in _NUMBERS for word in reach)
    return verb.startswith("agree") and tokens.at(at + 1) in ("to", "on", "with")


def _content_start(tokens: Tokens, at: int, stop: int) -> int:
    """Where the content begins: behind "that" after "told the house in May", else at once."""
    for i in range(at + 1, min(at + _THAT_REACH, stop)):
        word = tokens.lower[i]
        if word == "that":
            return i + 1
        if word in BREAKS or (word in AUXILIARY and tokens.word[i].islower()):
            break
    return _behind_day(tokens, at + 1, stop)


def _behind_day(tokens: Tokens, at: int, stop: int) -> int:
    """As in "said Tuesday", "said on Monday": the day of saying is the reporter's."""
    i = at + (at < stop and tokens.lower[at] in ("on", "late", "early"))
    if i < stop and tokens.word[i][0].isupper() and tokens.lower[i].endswith("day"):
        return i + 1
    return i + 1 if i < stop and tokens.lower[i] in ("yesterday", "today") else at
