"""Parts and their total, running totals, and the scale that makes a sum fit."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from workbench.checks.pattern import found_in
from workbench.checks.sums import fits, is_running, parts_of, scale_slip, sum_flag, sums
from workbench.checks.writing import sentence_case, shown
from workbench.claim import Kind
from workbench.lexicon import rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workbench.checks.figure import Figure
    from workbench.checks.flag import Flag
    from workbench.checks.sentence import Match, Sentence

_INCLUDING: Final = r"<total:N>~,? (?:including|among them) (?P<parts>[^;:.]*)"
_LISTED: Final = r"<:*>[\w' -]*(?:, [\w' -]*<:*>[\w' -]*)*,? and [\w' -]*"
_OVERLAPPING: Final = r"\b(?:who|of them|of whom|aged|women|children|foreign|injured)\b"
_LEFT: Final = (
    r"<part:#>~ (?:out )?of (?:the |its |their |all )*~?<total:#>~, (?:leaving|with) "
    r"(?P<rest>[^;.]*)"
)
_LEFT_TO_ONE: Final = r"^[^,]*(?:for|to|with|unfilled|vacant|empty|left|remaining|undecided)"
_TO: Final = r"\b(?:bring|brings|bringing|brought|tak\w+|took|rais\w+|lift\w+|push\w+)"
_TOLL: Final = r"(?:the|its|their|his|her) ~?(?:toll|total|death|sum|number)"
_RAISED: Final = (
    # "two more, bringing the toll from 20 to 22", "... , which stood at 20, to 22"
    rf"<more:#>~~~{_TO} {_TOLL}~~(?:from|stood at|was|at) ~?<before:#>~~\bto ~?<total:#>",
    (
        rf"<more:#>~~~{_TO}~~(?:previously|until then|earlier|which (?:was|stood at)) "
        rf"~?<before:#>~~"
        r"\bto ~?<total:#>"
    ),
    # "20 were dead ... two more ... bringing it to 22"
    (
        rf"<before:#>~~~<more:#> (?:more|others?|further|additional|new)~~~(?:{_TO}|\bto make)~~"
        r"\bto ~?<total:#>"
    ),
    rf"<before:#>~~~\banother <more:#>~~~{_TO}~~\bto ~?<total:#>",
)
_SMALL: Final = {"none": Decimal(0), "no": Decimal(0)} | {
    row["word"]: Decimal(row["value"]) for row in rows("numbers") if row["role"] == "unit"
}


def parts_total(sentence: Sentence) -> Iterator[Flag]:
    """Parts that are all of a total add up to it, within half a last digit for each of them.

    >>> from workbench import check
    >>> [f.message for f in check("The crash killed 14 people: nine passengers, three crew members "
    ...                           "and one person on the ground.")]
    ['The parts add up to 13, not 14.']
    >>> check("It killed 13 people: nine passengers, three crew members and one on the ground.")
    []
    """
    for total, parts in sums(sentence):
        if fits(total, parts) or scale_slip(total, parts) or is_running(sentence, parts):
            continue
        if not _fits_with_one_more(sentence, total, parts):
            yield sum_flag(sentence, "parts_total", total, parts)
            return
    yield from _included(sentence)
    yield from _left_over(sentence)


def magnitude_slip(sentence: Sentence) -> Iterator[Flag]:
    """Million for billion: a sum that is right with one value 1,000 times as large.

    >>> from workbench import check
    >>> [f.slip for f in check("It will borrow $3.2 billion, of which $800 million goes to schools "
    ...                        "and the other $2.4 million to hospitals.")]
    ['$2.4 million: 1,000 times as much fits exactly.']
    >>> check("It will borrow $3.2 billion, of which $800 million goes to schools and the other "
    ...       "$2.4 billion to hospitals.")
    []
    """
    for total, parts in sums(sentence):
        if not fits(total, parts) and (slip := scale_slip(total, parts)):
            yield sum_flag(sentence, "magnitude_slip", total, parts, slip)
            return


def running_total(sentence: Sentence) -> Iterator[Flag]:
    """Figures of single months or days against their total, and a toll that rises by so many.

    >>> from workbench import check
    >>> [f.message for f in check("There were 45 arrests in January, 52 in February and 39 in "
    ...                           "March, 146 in the quarter.")]
    ['The parts add up to 136, not 146.']
    >>> check("There were 45 arrests in January, 52 in February and 39 in March, "
    ...       "136 in the quarter.")
    []
    """
    for total, parts in sums(sentence):
        if fits(total, parts) or scale_slip(total, parts):
            continue
        if is_running(sentence, parts):
            yield sum_flag(sentence, "running_total", total, parts)
            return
    for found in sentence.find(*_RAISED):
        if not found.has_number("more", "before", "total"):
            continue
        total, parts = found["total"], [found["before"], found["more"]]
        if all(part.is_like(total) for part in parts) and not fits(total, parts):
            yield sum_flag(sentence, "running_total", total, parts)
            return


def _fits_with_one_more(sentence: Sentence, total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether it fits with the one person or thing that the list names without a number."""
    added = sum((part.value for part in parts), Decimal(0))
    rest = sentence.text[max(part.end for part in parts) : sentence.end]
    return total.kind is Kind.COUNT and added + 1 == total.value and " and " in rest


def _included(sentence: Sentence) -> Iterator[Flag]:
    """Parts that are only some of the total do not exceed it: "40 buildings, including ..."."""
    for found in sentence.find(_INCLUDING):
        if not found.has_number("total") or found["total"].is_hedged:
            continue
        total, parts, words = found["total"], parts_of(sentence, found), found.words("parts")
        if found_in(r"\b{partial}\b", words) or found_in(_OVERLAPPING, words):
            continue
        if len(parts) > 1 and found_in(_LISTED, words) and _exceed(parts, total):
            yield sum_flag(sentence, "parts_total", total, parts)
            return


def _exceed(parts: Sequence[Figure], total: Figure) -> bool:
    """Whether parts that each count a thing of their own are more than the total."""
    if any(part.is_hedged or not part.head for part in parts):
        return False
    return sum(part.value for part in parts) > total.value


def _left_over(sentence: Sentence) -> Iterator[Flag]:
    """“56 of the 59 seats, leaving its three rivals with one, one and two”."""
    for found in sentence.find(_LEFT):
        if not found.has_number("part", "total"):
            continue
        part, total = found["part"], found["total"]
        rest = _dealt_out(sentence, found)
        if part.kind is not Kind.COUNT or part.is_hedged or total.is_hedged or rest is None:
            continue
        added = part.value + rest
        if added != total.value:
            yield sentence.flag(
                "parts_total",
                (part, total, sentence.claims[-1]),
                f"{sentence_case(part.words)} and {shown(rest)} add up to {shown(added)}, not "
                f"{total.words}.",
                f"{shown(part.value)} + {shown(rest)} = {shown(added)}",
            )
            return


def _dealt_out(sentence: Sentence, found: Match) -> Decimal | None:
    """What the others got together; None where that is not said."""
    words = found.words("rest")
    shares = list(_numbers(sentence, words, found.place("rest")))
    if found_in(r"\b(?:each|apiece)\b", words):
        return shares[0] * shares[1] if len(shares) == 2 else None
    if shares and found_in(r"\bwith\b", words) and len(shares) == shares[0] + 1:
        return sum(shares[1:], Decimal(0))
    return shares[0] if len(shares) == 1 and found_in(_LEFT_TO_ONE, words) else None


def _numbers(sentence: Sentence, words: str, start: int) -> Iterator[Decimal]:
    """The counts in a stretch of the skeleton, small ones in words among them."""
    for token in re.finditer(r"[\ue000-\uf8ff]|[a-z]+", words):
        figure = sentence.figures.get(start + token.start())
        if token.group() in _SMALL:
            yield _SMALL[token.group()]
        elif figure is not None and figure.kind is Kind.COUNT:
            yield figure.value
