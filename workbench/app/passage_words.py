"""A passage that was found, in words: what it says of the claim, where it stands, what to quote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.app.wording import reads_as
from workbench.claim import Kind
from workbench.evidence import Stands, locator_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.claim import Claim
    from workbench.evidence import Judged
    from workbench.store.finding import FoundPassage

_MOST_SHOWN = 340
_LONGEST_QUOTE = 600
_MOST_CELLS = 6
_SAME = {Kind.DATE: "same date", Kind.PASSAGE: "same words"}


def verdict(claim: Claim, judged: Judged) -> tuple[str, str]:
    """A sign and the words for what a passage says of a claim."""
    said = "" if judged.said is None else _said(judged.said)
    if judged.stands is Stands.SAME:
        return "✓", _SAME.get(claim.kind, "same figure")
    if judged.stands is Stands.ROUNDED:
        hedge = "fits" if claim.kind is Kind.DATE else "fits by rounding"
        return "≈", f"{hedge}: {said}"
    if judged.stands is Stands.ANOTHER:
        return "≠", f"another {'date' if claim.kind is Kind.DATE else 'value'}: {said}"
    return "–", "does not give it"


def _said(said: Claim) -> str:
    return reads_as(said) if said.kind is not Kind.DATE else said.text


def locator(one: FoundPassage) -> str:
    """Where a passage stands in its document; of a table the cell, with the heads of it."""
    passage, cell = one.passage, one.judged.cell
    if not passage.table or cell is None:
        return passage.place
    row, column = cell
    heads = (passage.table[row][0] if column else "", passage.table[0][column])
    named = [" ".join(head.split()) for head in heads]
    return ", ".join(filter(None, (locator_of(passage, cell), *named)))


def shown_part(one: FoundPassage) -> tuple[int, int]:
    """The stretch of a paragraph that is shown: the sentence that decides, and what is around it.

    Where nothing decides it is the part with the most of the claim's words.
    """
    text, said = one.passage.text, one.judged.said
    if len(text) <= _MOST_SHOWN:
        return 0, len(text)
    middle = _thickest(one.judged.marks) if said is None else (said.start, said.end)
    start = max(0, min(middle[0] - _MOST_SHOWN // 2, len(text) - _MOST_SHOWN))
    return _whole_words(text, start, start + _MOST_SHOWN)


def _thickest(marks: tuple[tuple[int, int], ...]) -> tuple[int, int]:
    if not marks:
        return 0, 0
    return max(marks, key=lambda m: sum(abs(m[0] - o[0]) < _MOST_SHOWN // 2 for o in marks))


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    if start:
        start = text.find(" ", start, end) + 1 or start
    if end < len(text):
        end = text.rfind(" ", start, end) if " " in text[start:end] else end
    return start, end


def quote_of(one: FoundPassage) -> str:
    """What becomes the quote: the sentence that decides, or the row of a table."""
    passage, judged = one.passage, one.judged
    if passage.table:
        row = passage.table[judged.cell[0]] if judged.cell else passage.table[0]
        return " ".join(" ".join(filter(None, row)).split())
    if judged.said is None:
        start, end = shown_part(one)
    else:
        start, end = judged.said.sent_start, judged.said.sent_end
    if end - start > _LONGEST_QUOTE:
        start, end = shown_part(one)
    return " ".join(passage.text[start:end].split())


def cells_around(one: FoundPassage) -> Iterator[tuple[str, str, bool]]:
    """Of the row that decides each cell with its column's head, and whether it is the one."""
    table, cell = one.passage.table, one.judged.cell or (min(1, len(one.passage.table) - 1), 0)
    row, column = cell
    heads = table[0] if row else [""] * len(table[0])
    chosen = sorted({0, column, *range(_MOST_CELLS - 1)})
    for place in chosen:
        if place < len(table[row]) and table[row][place]:
            yield heads[place], table[row][place], place == column and one.judged.said is not None
