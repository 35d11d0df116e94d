"""What an automatic check found, with its working shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["flag", "note"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """One thing in a story that cannot be right, or (a note) that an editor would ask about.

    Offsets are code points of the text as received, end excluded.

    Attributes:
        rule: Name of the rule.
        level: "flag" for what cannot be right, "note" for a question.
        start: First code point of the words that disagree.
        end: One past their last code point.
        quote: ``text[start:end]``.
        spans: The figures that the check compared, in text order.
        message: One line that a reporter understands.
        working: The recomputation.
        slip: The single repair that would make it fit exactly, None when there is none.
    """

    rule: str
    level: Level = "flag"
    start: int
    end: int
    quote: str
    spans: tuple[tuple[int, int], ...]
    message: str
    working: str
    slip: str | None = None
