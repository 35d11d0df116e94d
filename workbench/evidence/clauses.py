"""Which of a passage's figures a claim's words stand with: its clause, not only its passage.

"There were 23 falls in the walking group and 31 in the control group" has the 31, and does not
bear out "31 falls in the walking group".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.claim import Kind
from workbench.evidence.asking import saying_words
from workbench.evidence.comparing import compare_figures, noun_of
from workbench.evidence.stems import stem, stems_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workbench.claim import Claim
    from workbench.evidence.asking import Question

_CUT = re.compile(r"[,;:()\u2013\u2014]|\b(?:and|but|while|whereas|against|compared|versus|from)\b")
_WHOLE = re.compile(r"\s*(?:out )?of (?:(?:the|all|its|our|their|his|her) )*\s*")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_BEFORE = frozenset(
    map(stem, ("earlier", "before", "previous", "previously", "prior", "preceding", "formerly"))
)
_AGAINST = re.compile(r"\b(?:against|compared with|compared to|versus|down from|up from)\b")
_EARLIER = "<earlier>"
_CLEARLY = 2
"""Words more than the figure's own that make another figure of its passage the one spoken of."""


@dataclass(frozen=True, slots=True)
class _Clause:
    """A figure's own stretch of its sentence.

    ``lead`` is what stands before the figure, ``rest`` what stands behind, both as stems;
    ``is_whole`` tells that it is what another is a part of: the 96 in "22 of the 96 flats".
    """

    one: Claim
    lead: frozenset[str]
    rest: frozenset[str]
    is_whole: bool

    @property
    def words(self) -> frozenset[str]:
        return self.lead | self.rest


def told_apart(
    claim: Claim, question: Question, text: str, found: Claim, others: Sequence[Claim]
) -> Claim | None:
    """Of a passage's other values the one that the claim's words stand with; None for none.

    Args:
        claim: The claim.
        question: Its sentence, asked.
        text: The passage.
        found: The figure of the passage that has the claim's value.
        others: Its figures that could be the claim's as well, and have another value.

    >>> from workbench.evidence.asking import ask
    >>> from workbench.grammar import extract
    >>> passage = "There were 23 falls in the walking group and 31 in the control group."
    >>> fewer, more = extract(passage)
    >>> for group in ("walking", "control"):
    ...     sentence = f"In the {group} group there were 31 falls."
    ...     one = told_apart(extract(sentence)[0], ask(sentence), passage, more, [fewer])
    ...     print(one and one.text)
    23
    None
    """
    rivals = [one for one in others if not _is_said_too(one, claim, question)]
    if not rivals:
        return None
    clauses = {id(each.one): each for each in _clauses(text, [found, *others])}
    asked = _asked(claim, question, text)
    own = clauses[id(found)]
    best: tuple[int, Claim] | None = None
    for one in rivals:
        lead = _lead(asked, own, clauses[id(one)])
        if lead and (best is None or lead > best[0]):
            best = (lead, one)
    return best[1] if best else None


def _is_said_too(one: Claim, claim: Claim, question: Question) -> bool:
    """Whether the claim's sentence has that value as well, for something else."""
    return any(
        other.text != claim.text and compare_figures(other, one).found for other in question.figures
    )


def _asked(claim: Claim, question: Question, text: str) -> frozenset[str]:
    """What the claim's sentence says of its figure: the words of its clause, and when that was."""
    alike = [
        one for one in question.figures if one.kind is claim.kind and one.kind is not Kind.DATE
    ]
    own = next((one for one in alike if one.text == claim.text), None)
    words = question.content
    if own is not None and len(alike) > 1:
        words = next(each.words for each in _clauses(question.text, alike) if each.one is own)
    words = frozenset(words - _own(claim))
    years, told = set(_YEAR.findall(question.text)), set(_YEAR.findall(text))
    if words & _BEFORE or (years and (not told or max(years) < max(told))):
        return words | {_EARLIER}
    return words


def _own(one: Claim) -> set[str]:
    return {*stems_of(one.text), noun_of(one)}


def _lead(asked: frozenset[str], own: _Clause, other: _Clause) -> int:
    """How many of the claim's words more the other's clause has, 0 where that is not clear."""
    mine, its = own.words, other.words
    beside = other.one.sent_start == own.one.sent_start and other.one.start < own.one.start
    says_more = mine - asked - its - {_EARLIER} or (_EARLIER in mine and _EARLIER not in asked)
    if beside and not own.is_whole and not says_more:
        # "rose from 188 to 203": what goes before is said of both
        mine |= other.lead
    has, lacks = len(asked & mine - its), len(asked & its - mine)
    if _EARLIER in mine and _EARLIER in asked:
        return 0
    return lacks if lacks and (not has or lacks - has >= _CLEARLY) else 0


def _clauses(text: str, figures: Sequence[Claim]) -> Iterator[_Clause]:
    """The clause of each figure, in the order of the text."""
    ordered = sorted(figures, key=lambda one: one.start)
    for at, one in enumerate(ordered):
        start, end, is_whole = one.sent_start, one.sent_end, False
        if at and ordered[at - 1].sent_start == start:
            before = ordered[at - 1]
            start = _cut_between(text, before, one)
            is_whole = _WHOLE.fullmatch(text[before.end : one.start]) is not None
        if at + 1 < len(ordered) and ordered[at + 1].sent_start == one.sent_start:
            end = _cut_between(text, one, ordered[at + 1])
        lead, rest = text[start : one.start], text[one.end : max(end, one.end)]
        said_before, said_after = (
            frozenset(map(stem, saying_words(words))) - _own(one) for words in (lead, rest)
        )
        if _AGAINST.search(lead) or (said_before | said_after) & _BEFORE:
            said_after |= {_EARLIER}
        yield _Clause(one, said_before, said_after, is_whole)


def _cut_between(text: str, one: Claim, following: Claim) -> int:
    """Where the clause of one figure ends and that of the following begins."""
    cuts = [match.start() for match in _CUT.finditer(text, one.end, following.start)]
    return cuts[-1] if cuts else min(one.end, following.start)
