"""Two figures side by side: whether they may be of one thing, and whether one covers the other."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from workbench.claim import Kind, Modifier
from workbench.evidence.holding import agree, last_place, same_sort
from workbench.evidence.stems import stem, stems_of
from workbench.lexicon import words

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from workbench.claim import Claim


class Stands(StrEnum):
    """How a claim stands in a passage."""

    SAME = "same"
    """It has the claim's value, of the same thing."""
    ROUNDED = "rounded"
    """It has a value that is compatible by rounding or hedge: 1,234,567 for "1.2 million"."""
    ANOTHER = "another"
    """It speaks of the same thing and has another value of the same sort."""
    NOT_FOUND = "not_found"
    """It has no value of the sort, or speaks of something else."""

    @property
    def found(self) -> bool:
        """Whether the passage has the claim's value."""
        return self in (Stands.SAME, Stands.ROUNDED)


_APART = [
    {stem(word): sort for sort, same in enumerate(sorts) for word in same}
    for sorts in (
        (("men", "males", "boys"), ("women", "females", "girls")),
        (("children", "boys", "girls"), ("adults", "men", "women")),
        (("dead", "deaths", "killed"), ("injured", "wounded"), ("missing",), ("survivors",)),
    )
]
"""Persons who are counted against each other: 50 men are not 50 women."""
_ROUNDED_FROM = 1000
"""From here on noughts at the end are taken for rounding, behind two figures at least."""
_EXACT = (Modifier.NONE, Modifier.APPROX)
_AGAINST = [
    {above, below}
    for above in (Modifier.AT_LEAST, Modifier.MORE_THAN)
    for below in (Modifier.UP_TO, Modifier.LESS_THAN)
]


def noun_of(figure: Claim) -> str:
    """The stem of what is counted, its head; "" for nothing."""
    return "".join(stems_of(figure.counted or "")[-1:])


def nouns_fit(figure: Claim, one: Claim, asked: AbstractSet[str], given: AbstractSet[str]) -> bool:
    """Whether two counts may be of one thing: 244 tanks are not 244 people.

    Of two nouns one must at least be spoken of at the other's place, unless both are persons.

    Args:
        figure: The claim's.
        one: The source's.
        asked: The stems that the claim's sentence has.
        given: The stems that the source has.
    """
    noun, other = noun_of(figure), noun_of(one)
    if figure.kind is not Kind.COUNT or not noun or not other or noun == other:
        return True
    return _persons() >= {noun, other} or noun in given or other in asked


def are_apart(figure: Claim, one: Claim) -> bool:
    """Whether two counts are of persons, or of persons and things, that cannot be the same ones.

    >>> from workbench.grammar import extract
    >>> said = [extract(words)[0] for words in ("50 men", "50 women", "50 people", "50 tanks")]
    >>> [are_apart(said[0], one) for one in said], are_apart(said[2], said[3])
    ([False, True, False, True], True)
    """
    noun, other = noun_of(figure), noun_of(one)
    if figure.kind is not Kind.COUNT or not noun or not other or noun == other:
        return False
    if any(noun in sorts and other in sorts and sorts[noun] != sorts[other] for sorts in _APART):
        return True
    return (noun in _persons()) != (other in _persons()) and one.kind is Kind.COUNT


@cache
def _persons() -> frozenset[str]:
    """The stems of nouns that people are counted by: 12,000 applicants are as many hopefuls."""
    return frozenset(map(stem, words("persons") | words("nouns", "person")))


def comparable(figure: Claim, one: Claim) -> bool:
    """Whether a figure of a passage may be what the claim's is, numbers aside.

    A number without a noun may be an age or a year; with one it is of that noun.
    """
    if one.value is None:
        return False
    if one.kind is Kind.COUNT and one.counted is None:
        return True
    if figure.kind is Kind.COUNT and figure.counted is None:
        return True
    return same_sort(figure, one)


def covers(figure: Claim, one: Claim, given: AbstractSet[str]) -> bool:
    """Whether they agree by hedge or rounding, and are of the same noun as far as nouns are told.

    "More than 200" speaks of 244, and says nothing of 512: that has a rounder number of its own.
    """
    if figure.kind is not one.kind or not is_near(figure.value, one.value):
        return False
    if not agree(figure, one):
        return False
    noun, other = noun_of(figure), noun_of(one)
    return noun == other if noun and other else not noun or noun in given


def is_near(wanted: object, given: object) -> bool:
    """Whether a number is no further off than one of the last figure of the other."""
    if not isinstance(wanted, Decimal) or not isinstance(given, Decimal):
        return False
    return abs(wanted - given) < last_place(wanted)


def rounds_to(figure: Claim, one: Claim) -> bool:
    """Whether a source's figure is compatible with the claim's: by a hedge of either, or rounded.

    A claim is rounded at its last decimal, and from a thousand on at its noughts. A source that
    is only rounder than the claim, without a hedge or a word like "million", bears nothing out;
    nor does a size as vague as "hundreds".
    """
    wanted, given = figure.value, one.value
    if not isinstance(wanted, Decimal) or not isinstance(given, Decimal):
        vague = isinstance(given, tuple) and None in given
        return agree(figure, one) or (agree(one, figure) and not vague)
    if wanted == given:
        # of the hedges only: "over 3.1 billion" and "3.1 billion"
        return {figure.modifier, one.modifier} not in _AGAINST and figure.unit == one.unit
    if figure.modifier is one.modifier and figure.modifier not in _EXACT:
        return False
    near = is_near(wanted, given) or is_near(given, wanted)
    if near and (agree(figure, one) or agree(one, figure)):
        return True
    return figure.unit == one.unit and figure.kind is one.kind and _rounded_to(wanted, given)


def _rounded_to(value: Decimal, exact: Decimal) -> bool:
    """Whether the first is what the second is rounded to, at the first's own last figure."""
    place = last_place(value)
    if place > 1 and (abs(value) < _ROUNDED_FROM or abs(value) < 10 * place):
        return False
    return last_place(exact) < place and 2 * abs(value - exact) <= place


def is_same(figure: Claim, one: Claim) -> bool:
    """Whether two figures say the same, hedges and all: "some 244" is as good as 244."""
    hedged = figure.modifier is one.modifier or {figure.modifier, one.modifier} <= set(_EXACT)
    return hedged and agree(figure, one) and agree(one, figure)


def compare_figures(claim: Claim, one: Claim) -> Stands:
    """How a figure stands to another of its sort, whatever each is of.

    >>> from workbench.grammar import extract
    >>> pairs = [("$2.4bn", "$2,412m"), ("$5m", "€5m"), ("more than 200", "244")]
    >>> [compare_figures(extract(a)[0], extract(b)[0]).value for a, b in pairs]
    ['rounded', 'another', 'rounded']
    """
    if one.value is None or claim.value is None or not same_sort(claim, one):
        return Stands.NOT_FOUND
    if claim.kind is Kind.DATE:
        return _compare_dates(claim, one)
    if is_same(claim, one):
        return Stands.SAME
    return Stands.ROUNDED if rounds_to(claim, one) else Stands.ANOTHER


def _compare_dates(claim: Claim, one: Claim) -> Stands:
    """A day within the claim's month holds it; the month of the claim's day tells nothing.

    Nor does a day within a stretch of years: it is neither's beginning or end.
    """
    if agree(claim, one):
        stretch = "/" in str(claim.value)
        inside = Stands.NOT_FOUND if stretch else Stands.ROUNDED
        return Stands.SAME if agree(one, claim) else inside
    return Stands.NOT_FOUND if agree(one, claim) else Stands.ANOTHER
