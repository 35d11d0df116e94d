"""What the best passages say of a claim, taken together: its figures are in them, or others."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from workbench.claim import Kind
from workbench.evidence.comparing import comparable, covers, noun_of, nouns_fit
from workbench.evidence.numbers import numbers_of
from workbench.evidence.stems import stems_of
from workbench.grammar import extract

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


def judge(
    question: Question,
    best: Sequence[Passage],
    said: Sequence[Sequence[Claim]] | None = None,
) -> Verdict:
    """Hold the figures of a claim against the best passages, those of one document.

    Args:
        question: The claim.
        best: The passages, best first.
        said: The figures of each, where they have been read already.

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
    together = [
        (one, at) for at, one in enumerate(best) if one.document == document and not one.table
    ]
    stems = {word for one, _ in together for word in stems_of(one.text)}
    shared = len(question.content & stems) / (len(question.content) or 1)
    asked = [figure for figure in question.figures if _is_exact(figure)]
    loose = _loose_numbers(question)
    if shared < _LEAST_SHARED or not (asked or loose):
        return Verdict.UNCLEAR
    given = [
        figure
        for one, at in together
        for figure in (extract(one.text) if said is None else said[at])
    ]
    stands = all(_stands(figure, given, stems, question) for figure in asked) and loose <= stems
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
    alike = [one for one in said if comparable(figure, one)]
    fitting = [one for one in alike if nouns_fit(figure, one, question.content, stems)]
    given = {part for one in fitting for part in _parts(one)}
    if wanted <= given or any(covers(figure, one, stems) for one in alike):
        return True
    noun = noun_of(figure)
    small = figure.kind is Kind.COUNT and noun and figure.value in _SMALL
    return bool(small) and not any(noun_of(one) == noun for one in alike)


def _parts(figure: Claim) -> set[str]:
    """The numbers of a figure; of a date its month too, so that January is not March."""
    months = _MONTH.findall(str(figure.value)) if figure.kind is Kind.DATE else ()
    return {*numbers_of(figure), *(f"month {month}" for month in months)}
