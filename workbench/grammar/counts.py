"""When a bare number is a count, a word like "first" a rank, and "half" a share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.lexicon import words

if TYPE_CHECKING:
    from workbench.grammar.numerals import Numeral
    from workbench.grammar.tokens import Tokens

_PRONOUN_BEFORE = words("grammar_words", "before_pronoun_one")
_NO_NOUN = words("grammar_words", "function") | words("grammar_words", "auxiliary")
_HALF_BEFORE = words("grammar_words", "before_half")
_HALF_AFTER = words("grammar_words", "after_half")
_RANKED_BEFORE = words("grammar_words", "before_rank")
_DETERMINERS = words("grammar_words", "determiner")
_NOT_RANKED = words("grammar_words", "after_adverb_first")
_SINGULAR_S = words("nouns", "singular_s") | words("nouns", "plural")
# "501st Legion", "7th Circuit", "42nd Street" are names.
_FIRMS = words("abbreviations", "company") | words("speakers", "institution")
_UNIT_NAMES = words("names", "after_ordinal") | words("names", "street")
_NUMBERS = words("numbers", "unit") | words("numbers", "teen") | words("numbers", "ten")
_TOLLS = frozenset(
    """killed killing injured injuring wounded wounding arrested arresting hurting detained
    convicted claimed""".split()
)
_CASUALTIES = frozenset({"killed", "dead", "injured", "wounded", "missing", "hurt", "abstained"})


def is_amount(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether a bare number counts something; the pronoun "one" does not.

    >>> from workbench.grammar.numerals import numerals
    >>> from workbench.grammar.tokens import scan
    >>> def first(text: str) -> bool:
    ...     tokens = scan(text)
    ...     return is_amount(tokens, numerals(tokens)[0])
    >>> first("one vote"), first("One told me"), first("one of the men"), first("one killed")
    (True, False, False, True)
    """
    if is_acronym(tokens, numeral):
        return False
    if numeral.style == "words" and numeral.stop == numeral.first + 1:
        word = tokens.lower[numeral.first]
        if word == "one":
            return _counts_one(tokens, numeral)
        if word in ("hundred", "thousand", "million"):
            return _has_noun(tokens, numeral.stop)
    if numeral.style == "words" and numeral.value == 0:
        return tokens.lower[numeral.first] == "zero" or _has_noun(tokens, numeral.stop)
    return True


def is_acronym(tokens: Tokens, numeral: Numeral) -> bool:
    """As in "the FIRST Global contest": capitals among words that are not.

    >>> from workbench.grammar.numerals import numerals
    >>> from workbench.grammar.tokens import scan
    >>> texts = ["the FIRST Global contest", "FIRST WOMAN WINS", "TWO men"]
    >>> [is_acronym(t, numerals(t)[0]) for t in map(scan, texts)]
    [True, False, False]
    """
    if not tokens.word[numeral.first].isupper() or numeral.stop >= tokens.count:
        return False
    after = tokens.word[numeral.stop]
    return after[0].isupper() and not after.isupper()


def is_company(tokens: Tokens, numeral: Numeral) -> bool:
    """As in "First Security Corp." and "the First Union": a capital rank before a capital.

    >>> from workbench.grammar.numerals import numerals
    >>> from workbench.grammar.tokens import scan
    >>> texts = ["First Security Corp. said", "First Greek ship sinks", "by First Union today"]
    >>> [is_company(t, numerals(t)[0]) for t in map(scan, texts)]
    [True, False, True]
    """
    first, stop = numeral.first, numeral.stop
    if not tokens.word[first][0].isupper() or tokens.word[first].isupper():
        return False
    at = stop
    while at < min(tokens.count, stop + 4) and tokens.word[at][0].isupper():
        if tokens.lower[at] in _FIRMS:
            return True
        at += 1
    before = tokens.word[first - 1] if first else "."
    return at > stop and before.islower() and before.isalpha()


def _counts_one(tokens: Tokens, numeral: Numeral) -> bool:
    first, stop = numeral.first, numeral.stop
    before = tokens.lower[first - 1] if first else ""
    if before in _TOLLS or before in _PRONOUN_BEFORE:
        return before in _TOLLS
    after = tokens.lower[stop] if stop < tokens.count else ""
    if after in _CASUALTIES or (after == "-" and tokens.glued(stop)):
        return True
    if not after[:1].isalpha():
        return not after and tokens.count == 1
    if after in ("in", "out", "of", "per", "for"):
        return _of_several(tokens, stop)
    if after in ("or", "to"):
        return tokens.at(stop + 1) in _NUMBERS
    return _is_counted(after)


def _is_counted(after: str) -> bool:
    """Whether the word behind "one" is its noun: "one vote", not "one says", "one I'd"."""
    plain, _, clitic = after.replace("’", "'").partition("'")
    if clitic not in ("", "s") or plain in _NO_NOUN:
        return False
    third_person = after.endswith("s") and not after.endswith("ss") and after not in _SINGULAR_S
    return not (third_person and not clitic) and not _is_verb(after)


def _of_several(tokens: Tokens, stop: int) -> bool:
    """Whether "in five", "out of every ten", "of every two" follows."""
    at = stop
    while (
        at < tokens.count
        and at < stop + 3
        and tokens.lower[at] in ("in", "out", "of", "every", "per", "for")
    ):
        at += 1
    if at >= tokens.count or (tokens.lower[stop] == "of" and tokens.lower[at - 1] != "every"):
        return False
    word = tokens.lower[at]
    return word[0].isdecimal() or word in _NUMBERS


def _has_noun(tokens: Tokens, stop: int) -> bool:
    if stop >= tokens.count:
        return tokens.count == 1
    after = tokens.lower[stop]
    return after[0].isalpha() and after not in _NO_NOUN


_VERBS = words("cues", "verb") | words("cues", "weak") | words("trends", "verb")


def _is_verb(word: str) -> bool:
    return word in _VERBS or (word.endswith("ed") and len(word) > 4 and word not in _ADJECTIVES)


_ADJECTIVES = frozenset(
    """armed united so-called alleged suspected related combined limited advanced unnamed confirmed
    convicted injured married retired registered hundred red detailed dedicated unidentified
    abandoned wounded elected disputed""".split()
)


def is_share(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether "half" and its like are a share; "first half" and "half-time" are not.

    >>> from workbench.grammar.numerals import numerals
    >>> from workbench.grammar.tokens import scan
    >>> texts = ["half of them", "the first half", "a half-brother"]
    >>> [is_share(t, numerals(t)[-1]) for t in map(scan, texts)]
    [True, False, False]
    """
    first, stop = numeral.first, numeral.stop
    word = tokens.lower[stop - 1]
    if not word.startswith("hal"):
        return True
    before = tokens.lower[first - 1] if first else ""
    after = tokens.lower[stop] if stop < tokens.count else ""
    if before in _HALF_BEFORE or after in _HALF_AFTER:
        return False
    return not (after == "-" and tokens.glued(stop))


def is_rank(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether an ordinal ranks something; adverbial "first" and "a second" of time do not.

    >>> from workbench.grammar.numerals import numerals
    >>> from workbench.grammar.tokens import scan
    >>> texts = ["his second attempt", "it was first spotted", "Wait a second, he said"]
    >>> [is_rank(t, numerals(t)[0]) for t in map(scan, texts)]
    [True, False, False]
    """
    first, stop = numeral.first, numeral.stop
    word = tokens.lower[stop - 1]
    before = tokens.lower[first - 1] if first else ""
    after = tokens.lower[stop] if stop < tokens.count else ""
    if (
        after in _UNIT_NAMES
        and tokens.word[stop][0].isupper()
        and tokens.word[first][0].isdecimal()
    ):
        return False
    if (
        word == "second"
        and before in ("a", "per", "split", "each", "every")
        and not (_ranks(after) or after == "-")
    ):
        return False
    if stop - first == tokens.count:
        return True
    if word != "first" or stop - first > 1:
        return not (word == "second" and after in ("thought", "thoughts", "guess"))
    return _ranks_first(before, after)


def _ranks_first(before: str, after: str) -> bool:
    """Whether "first" between these two words is a rank."""
    if before in _DETERMINERS or before.endswith(("'s", "’s", "s'", "s’")):
        return after not in _NO_NOUN or after in ("and", "of", "in", "to", "since", "on", "such")
    if after in _NOT_RANKED or _is_verb(after):
        return False
    if before in _RANKED_BEFORE:
        return after not in _NO_NOUN or after in ("and", "of", "in", "to", "on")
    return _ranks(after)


def _ranks(after: str) -> bool:
    """Whether a noun or adjective follows."""
    return after == "such" or (after[:1].isalpha() and after not in _NO_NOUN)
