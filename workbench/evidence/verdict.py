"""What the best passages say of a claim, taken together: its figures are in them, or others."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from workbench.claim import Kind
from workbench.evidence.holding import agree, last_place, same_sort
from workbench.evidence.numbers import numbers_of
from workbench.evidence.stems import stem, stems_of
from workbench.grammar import extract
from workbench.lexicon import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.claim import Claim
    from workbench.evidence.asking import Question
    from workbench.evidence.passages import Passage


class Verdict(StrEnum):
    """What passages say of a claim."""

    SUPPORTS = "supports"
    """Each figure of the claim stands in them."""
    CONTRADICTS = "contradicts"
    """They speak of the same thing, and a figure of the claim does not stand in them."""
    UNCLEAR = "unclear"
    """They do not speak of it, or the claim has no figure to look for."""


_SMALL = frozenset(map(Decimal, range(2, 10)))
_MONTH = re.compile(r"(?<=\d{4}-)\d\d")
_LEAST_SHARED = 0.2
"""The part of the claim's words that passages must have to speak of the same thing at all."""


def judge(question: Question, best: Sequence[Passage]) -> Verdict:
    """Hold the figures of a claim against the best passages, those of one document.

    >>> from workbench.evidence.asking import ask
    >>> from workbench.evidence.passages import paragraph
    >>> list_of_names = paragraph("list", "In all, 244 people returned to the villages.")
    >>> judge(ask("Of them 244 people returned."), [list_of_names]).value
    'supports'
    >>> judge(ask("Of them 249 people returned."), [list_of_names]).value
    'contradicts'
    >>> judge(ask("The choir sang in Vienna."), [list_of_names]).value
    'unclear'
    """
    if not best:
        return Verdict.UNCLEAR
    if best[0].table:
        return _judge_table(question, best[0])
    document = best[0].document
    together = [one for one in best if one.document == document]
    together = [one for one in together if not one.table]
    stems = {word for one in together for word in stems_of(one.text)}
    shared = len(question.content & stems) / (len(question.content) or 1)
    asked = [figure for figure in question.figures if _is_exact(figure)]
    loose = _loose_numbers(question)
    if shared < _LEAST_SHARED or not (asked or loose):
        return Verdict.UNCLEAR
    said = [figure for one in together for figure in extract(one.text)]
    stands = all(_stands(figure, said, stems, question) for figure in asked) and loose <= stems
    return Verdict.SUPPORTS if stands else Verdict.CONTRADICTS


def _judge_table(question: Question, table: Passage) -> Verdict:
    """A table supports what stands in it; what may be worked out from it is left to the reader."""
    numbers = {word for word in question.content if any(sign.isdigit() for sign in word)}
    stands = bool(numbers) and numbers <= set(stems_of(table.text))
    return Verdict.SUPPORTS if stands else Verdict.UNCLEAR


def _is_exact(figure: Claim) -> bool:
    """Whether a figure names a number at all: "hundreds" and "last week" do not."""
    open_ended = isinstance(figure.value, tuple) and None in figure.value
    return not open_ended and bool(numbers_of(figure))


def _loose_numbers(question: Question) -> set[str]:
    """The numbers inside of names ("81P", "Explorer 6"): those that are in no figure."""
    in_figures = {word for figure in question.figures for word in stems_of(figure.text)}
    with_figures = {word for word in question.content if any(sign.isdigit() for sign in word)}
    return with_figures - in_figures


def _stands(figure: Claim, said: Sequence[Claim], stems: set[str], question: Question) -> bool:
    """Whether the passages have a figure, or one that its hedge or rounding covers.

    A small count that is told nowhere may have been counted ("three children", each by name): only
    another number of the same noun speaks against it.
    """
    wanted = _parts(figure)
    alike = [one for one in said if _comparable(figure, one)]
    fitting = [one for one in alike if _noun_fits(figure, one, question, stems)]
    given = {part for one in fitting for part in _parts(one)}
    if wanted <= given or any(_covers(figure, one, stems) for one in alike):
        return True
    noun = _noun(figure)
    small = figure.kind is Kind.COUNT and noun and figure.value in _SMALL
    return bool(small) and not any(_noun(one) == noun for one in alike)


def _parts(figure: Claim) -> set[str]:
    """The numbers of a figure; of a date its month too, so that January is not March."""
    months = _MONTH.findall(str(figure.value)) if figure.kind is Kind.DATE else ()
    return {*numbers_of(figure), *(f"month {month}" for month in months)}


def _noun_fits(figure: Claim, one: Claim, question: Question, stems: set[str]) -> bool:
    """Whether two counts may be of one thing: 244 tanks are not 244 people.

    Of two nouns one must at least be spoken of at the other's place, unless both are persons.
    """
    noun, other = _noun(figure), _noun(one)
    if figure.kind is not Kind.COUNT or not noun or not other or noun == other:
        return True
    if _persons() >= {noun, other}:
        return True
    return noun in stems or other in question.content


@cache
def _persons() -> frozenset[str]:
    """The stems of nouns that people are counted by: 12,000 applicants are as many hopefuls."""
    return frozenset(map(stem, words("persons") | words("nouns", "person")))


def _comparable(figure: Claim, one: Claim) -> bool:
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


def _covers(figure: Claim, one: Claim, stems: set[str]) -> bool:
    """Whether they agree by hedge or rounding, and are of the same noun as far as nouns are told.

    "More than 200" speaks of 244, and says nothing of 512: that has a rounder number of its own.
    """
    if figure.kind is not one.kind or not _is_near(figure.value, one.value):
        return False
    if not agree(figure, one):
        return False
    noun, other = _noun(figure), _noun(one)
    return noun == other if noun and other else not noun or noun in stems


def _is_near(wanted: object, given: object) -> bool:
    """Whether a number is no further off than one of the last figure of the other."""
    if not isinstance(wanted, Decimal) or not isinstance(given, Decimal):
        return False
    return abs(wanted - given) < last_place(wanted)


def _noun(figure: Claim) -> str:
    """The stem of what is counted, its head; "" for nothing."""
    return "".join(stems_of(figure.counted or "")[-1:])
