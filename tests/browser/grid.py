"""Editing the table of claims as a reviewer does: by keyboard, cell by cell, found by its heading.

The grid is a canvas; its cells are reachable through the table that it keeps for screen readers.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

_KEY_DELAY_MS = 60  # the grid itself drops keys that come faster after it opens an editor
_EDITOR_CLOSES_MS = 120


class Grid:
    """The table of claims on a page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.frame = page.locator(".dvn-scroller").first
        self.canvas = page.locator('[data-testid="data-grid-canvas"]').first
        self.frame.hover()

    def cell(self, heading: str, row: int) -> Locator:
        """The cell of a column, by its heading, and a row counted from 0."""
        named = self.canvas.locator("th").filter(has_text=re.compile(f"^{re.escape(heading)}$"))
        expect(named).to_be_attached()
        # screen readers count columns from 1
        return self._at(int(named.get_attribute("aria-colindex") or "0") - 1, row)

    def _at(self, column: int, row: int) -> Locator:
        return self.canvas.locator(f'[data-testid="glide-cell-{column}-{row}"]')

    def select(self, heading: str, row: int) -> None:
        """Move the selection to a cell: into the grid by a click, from there by the arrow keys."""
        cell = self.cell(heading, row)
        chosen = self.canvas.locator('td[aria-selected="true"]')
        if chosen.count() == 0:
            self.frame.click(position={"x": 80, "y": 55})
            expect(chosen).to_have_count(1)
        self.canvas.focus()
        while key := _way(_place(chosen), _place(cell)):
            before = chosen.get_attribute("data-testid") or ""
            self.page.keyboard.press(key)
            expect(chosen).not_to_have_attribute("data-testid", before)
        expect(cell).to_have_attribute("aria-selected", "true")

    def _settle(self, cell: Locator) -> None:
        """Wait until the grid says that the selection went on to the next row after an edit."""
        column, row = _place(cell)
        if self._at(column, row + 1).count():
            expect(self._at(column, row + 1)).to_have_attribute("aria-selected", "true")
        self.page.wait_for_timeout(_EDITOR_CLOSES_MS)

    def type(self, heading: str, row: int, *lines: str) -> None:
        """Replace a text cell by ``lines``, one source or sentence a line."""
        self.select(heading, row)
        self.page.keyboard.press("Enter")
        editor = self.page.locator(".gdg-input, #portal textarea").first
        expect(editor).to_be_visible()
        self.page.keyboard.press("Control+A")
        for place, line in enumerate(lines):
            if place:
                self.page.keyboard.press("Shift+Enter")
            self.page.keyboard.type(line, delay=_KEY_DELAY_MS)
        self.page.keyboard.press("Enter")
        expect(editor).to_be_hidden()
        self._settle(self.cell(heading, row))

    def choose(self, heading: str, row: int, label: str) -> None:
        """Choose an entry of a cell with a list."""
        self.select(heading, row)
        self.page.keyboard.press("Enter")
        entry = self.page.locator("#portal [role=option]").filter(has_text=label)
        self.page.keyboard.type(label, delay=_KEY_DELAY_MS)
        expect(entry.first).to_be_visible()
        self.page.keyboard.press("Enter")
        expect(entry).to_have_count(0)
        self._settle(self.cell(heading, row))


def _way(here: tuple[int, int], there: tuple[int, int]) -> str | None:
    """The next arrow key from one (column, row) to another."""
    if here[0] != there[0]:
        return "ArrowRight" if here[0] < there[0] else "ArrowLeft"
    if here[1] != there[1]:
        return "ArrowDown" if here[1] < there[1] else "ArrowUp"
    return None


def _place(cell: Locator) -> tuple[int, int]:
    name = cell.get_attribute("data-testid") or ""
    column, row = name.removeprefix("glide-cell-").split("-")
    return int(column), int(row)
