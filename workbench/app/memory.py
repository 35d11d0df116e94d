"""What the desk has checked before: the same quantity in earlier stories, as a note on the card."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.app.card_fields import Card


def show_memory(card: Card) -> None:
    """Earlier findings on the same quantity."""
