"""Ages: "39-year-old", "36 years old", "aged nine and 14", "Lopez, 53"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.lexicon import words

if TYPE_CHECKING:
    from workbench.grammar.numerals import Numeral
    from workbench.grammar.tokens import Tokens

SPANS = {
    "year": "year",
    "years": "year",
    "yr": "year",
    "yrs": "year",
    "month": "month",
    "months": "month",
    "week": "week",
    "weeks": "week",
    "day": "day",
    "days": "day",
    "hour": "hour",
    "hours": "hour",
}
_CHILDREN = frozenset(
    """daughter son baby infant boy girl child toddler twin twins sister brother grandson puppy
    granddaughter niece nephew newborn""".split()
)
_OLDEST = 125
_PERSONS = words("nouns", "person")
_NO_NAMES = words("abbreviations", "month") | words("abbreviations", "weekday")
_MONTHS = frozenset(
    """january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday""".split()
)


def age_behind(tokens: Tokens, stop: int) -> tuple[int, str] | None:
    """Read "-year-old", "years old", "years of age" at ``stop``: where it ends, the unit.

    >>> from workbench.grammar.tokens import scan
    >>> age_behind(scan("a six-week-old boy"), 2)
    (6, 'week')
    >>> age_behind(scan("6 years"), 1) is None
    True
    """
    count = tokens.count
    at = stop + (stop < count and tokens.word[stop] in "-‑–")
    unit = SPANS.get(tokens.lower[at]) if at < count else None
    if unit is None:
        return None
    at += 1
    at += at < count and tokens.word[at] in "-‑–"
    if at < count and tokens.lower[at] in ("old", "olds"):
        return at + 1, unit
    if at < count and tokens.word[at - 2] in "-‑" and tokens.lower[at] in _CHILDREN:
        return at, unit
    if at + 1 < count and tokens.lower[at] == "of" and tokens.lower[at + 1] == "age":
        return at + 2, unit
    return None


def is_aged(tokens: Tokens, first: int) -> bool:
    """Whether "aged", "age" or "the age of" stands before ``first``.

    >>> from workbench.grammar.tokens import scan
    >>> is_aged(scan("children aged five to 11"), 2), is_aged(scan("at the age of 14"), 4)
    (True, True)
    """
    if not first:
        return False
    before = tokens.lower[first - 1]
    if before in ("between", "from", "about", "around", "over", "under") and first > 1:
        before, first = tokens.lower[first - 2], first - 1
    if before in ("aged", "ages"):
        return True
    if before == "age":
        return first < 2 or tokens.lower[first - 2] not in ("the", "iron", "bronze", "ice")
    return before == "of" and first > 1 and tokens.lower[first - 2] in ("age", "ages")


def span_of_age(tokens: Tokens, stop: int) -> tuple[int, str]:
    """Where "aged 18 months" ends, and its unit: years unless another is named.

    >>> from workbench.grammar.tokens import scan
    >>> span_of_age(scan("aged 18 months"), 2), span_of_age(scan("aged 18 or"), 2)
    ((3, 'month'), (2, 'year'))
    """
    unit = SPANS.get(tokens.at(stop))
    return (stop + 1, unit) if unit else (stop, "year")


_AFTER_PRONOUN_AGE = frozenset(
    """, . ; : ! ? ) — – ” " and when so but at in or as then while because
    my his her their the he she i they we our""".split()
)


_PRONOUN_VERBS = frozenset({"turned", "turns", "turning", "was", "is", "were", "'s", "only"})


def _is_years(numeral: Numeral) -> bool:
    """Whether a number can be the age of a person in whole years."""
    value = numeral.value
    return value is not None and 1 < value <= _OLDEST and value == int(value)


def is_of_pronoun(tokens: Tokens, numeral: Numeral) -> bool:
    """As in "when she was eighteen", "he turns 40", "people 65 and older".

    >>> from workbench.grammar.numerals import numerals
    >>> from workbench.grammar.tokens import scan
    >>> texts = ["until she was eighteen,", "he was 12 points ahead", "those 65 and older"]
    >>> [is_of_pronoun(t, numerals(t)[0]) for t in map(scan, texts)]
    [True, False, True]
    """
    first, stop, lower = numeral.first, numeral.stop, tokens.lower
    before = lower[first - 1] if first else ""
    after = lower[stop] if stop < tokens.count else ""
    if (before not in _PRONOUN_VERBS and after not in ("and", "or")) or not _is_years(numeral):
        return False
    if after in ("and", "or") and tokens.at(stop + 1) in ("older", "younger", "under"):
        return True
    if after and after not in _AFTER_PRONOUN_AGE and not after.endswith("ing"):
        return False
    verb = before if before != "only" else tokens.at(first - 2)
    if verb in ("turned", "turns", "turning"):
        return not (after == "in" and tokens.at(stop + 1).isdecimal())
    at = first - 2 if verb == before else first - 3
    return verb in ("was", "is", "were", "'s") and tokens.at(at) in ("he", "she", "i", "who")


def is_apposed(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether a bare number behind a name is an age: "Lopez, 53, said", "Ann Lee (34)".

    >>> from workbench.grammar.numerals import numerals
    >>> tokens = __import__("workbench.grammar.tokens", fromlist=["scan"]).scan("Lopez, 53, said")
    >>> is_apposed(tokens, numerals(tokens)[0])
    True
    """
    first, stop = numeral.first, numeral.stop
    opening = tokens.word[first - 1] if first > 1 else ""
    if opening not in (",", "(") or not _is_person(tokens, first - 2) or not _is_years(numeral):
        return False
    after = tokens.lower[stop] if stop < tokens.count else "."
    # "eight Conservatives, five from Labour" are members of parties
    if not tokens.word[first][0].isdigit() and after in ("from", "of"):
        return False
    if opening == "(":
        return after == ")" and numeral.value is not None and numeral.value >= 10
    return after in _AFTER_AGE and not (after == "," and _goes_on(tokens, stop + 1))


_AFTER_AGE = frozenset({",", ".", ";", ")", "who", "of", "from", "was", "is", "and", "said", "has"})


def _is_person(tokens: Tokens, at: int) -> bool:
    word = tokens.word[at]
    low = tokens.lower[at]
    if len(word) < 2 or not word[0].isupper() or low in _MONTHS or low in _NO_NAMES:
        return low in _PERSONS or (word == "." and at > 0 and tokens.lower[at - 1] in ("jr", "sr"))
    return True


def _goes_on(tokens: Tokens, at: int) -> bool:
    """Whether a number follows: a list of figures, no age."""
    return at < tokens.count and tokens.word[at][0].isdecimal()
