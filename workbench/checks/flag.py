"""What an automatic check found, with its working shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable

Level = Literal["flag", "note"]


class Stretch(Protocol):
    """Words of a story that a flag may stand on: a claim, a figure, or any others."""

    @property
    def start(self) -> int:
        """First code point."""

    @property
    def end(self) -> int:
        """One past the last code point."""


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


def flag_on(  # noqa: PLR0913, PLR0917 - these are the parts of a flag
    text: str,
    rule: str,
    of: Iterable[Stretch],
    message: str,
    working: str,
    slip: str | None = None,
) -> Flag:
    """A flag on words of a story, wherever they stand."""
    spans = sorted({(one.start, one.end) for one in of})
    start, end = spans[0][0], max(stop for _, stop in spans)
    return Flag(
        rule=rule,
        start=start,
        end=end,
        quote=text[start:end],
        spans=tuple(spans),
        message=message,
        working=working,
        slip=slip,
    )
