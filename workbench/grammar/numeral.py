"""The record of a number found in a paragraph."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from decimal import Decimal

Style = Literal["digits", "words", "ordinal", "fraction", "vague"]


@dataclass(slots=True)
class Numeral:
    """A number in a paragraph.

    Attributes:
        first: Position of its first token.
        stop: One past its last token.
        value: What it says; the lower bound of a vague one; None: too large or malformed.
        style: How it is written. "vague" is "dozens", "several hundred"; "fraction" is "half".
        guess: What is uncertain in the reading.
    """

    first: int
    stop: int
    value: Decimal | None
    style: Style
    guess: str | None = None
