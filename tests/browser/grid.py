"""Editing the table of claims as a reviewer does: by keyboard, cell by cell, found by its heading.

The grid is a canvas; its cells are reachable through the table that it keeps for screen readers.
"""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

_EDITOR_CLOSES_MS = 120
_EDITOR_TAKES_MS = 100  # Enter sooner after the words than any hand leaves them out
_PATIENCE_SECONDS = 30
_ANSWERS_SECONDS = 1.5  # a key that the grid has not answered by then was dropped
_LOOK_AGAIN_MS = 20
_ROW = 36


class Grid:
    """The table of claims on a page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.frame = page.locator(".dvn-scroller").first
        self.canvas = page.locator('[data-testid="data-grid-canvas"]').first
        self.chosen = self.canvas.locator('td[aria-selected="true"]')
        expect(self.canvas.locator("th").first).to_be_attached()

    def cell(self, heading: str, row: int) -> Locator:
        """The cell of a column, by its heading, and a row counted from 0."""
        return self._at(self._column(heading), row)

    def _column(self, heading: str) -> int:
        named = self.canvas.locator("th").filter(has_text=re.compile(f"^{re.escape(heading)}$"))
        expect(named).to_be_attached()
        # screen readers count columns from 1
        return int(named.get_attribute("aria-colindex") or "0") - 1

    def _at(self, column: int, row: int) -> Locator:
        return self.canvas.locator(f'[data-testid="glide-cell-{column}-{row}"]')

    def _place(self) -> tuple[int, int] | None:
        """Column and row of the selected cell, None for none."""
        names = self.chosen.evaluate_all("cells => cells.map(cell => cell.dataset.testid)")
        if len(names) != 1:
            return None
        column, row = names[0].removeprefix("glide-cell-").split("-")
        return int(column), int(row)

    def _left(self, place: tuple[int, int] | None) -> bool:
        """Whether the selection leaves a place before long."""
        give_up = time.monotonic() + _ANSWERS_SECONDS
        while self._place() == place:
            if time.monotonic() > give_up:
                return False
            self.page.wait_for_timeout(_LOOK_AGAIN_MS)
        return True

    def select(self, heading: str, row: int) -> None:
        """Move the selection to a cell: into the grid by a click, from there by the arrow keys.

        A grid that is busy drops a click or a key: what it does not answer is done again.
        """
        there = (self._column(heading), row)
        give_up = time.monotonic() + _PATIENCE_SECONDS
        answers = True
        while (here := self._place()) != there and time.monotonic() < give_up:
            if here is None or not answers:
                # the table follows the claim that is selected in the text
                top = max(0, row - 2) * _ROW
                self.frame.evaluate("(frame, top) => { frame.scrollTop = top; }", top)
                self.frame.click(position={"x": 80, "y": 55})
                self._left(here)
                answers = True
                continue
            self.canvas.focus()
            self.page.keyboard.press(_way(here, there))
            answers = self._left(here)
        expect(self.cell(heading, row)).to_have_attribute("aria-selected", "true")
        self.canvas.focus()

    def _open_editor(self, heading: str, row: int, editor: Locator) -> None:
        self.select(heading, row)
        for _ in range(5):
            self.page.keyboard.press("Enter")
            try:
                expect(editor).to_be_visible(timeout=1000 * _ANSWERS_SECONDS)
            except AssertionError:
                self.select(heading, row)
            else:
                return
        expect(editor).to_be_visible()

    def _close_editor(self, editor: Locator, place: tuple[int, int]) -> None:
        self._pause(_EDITOR_TAKES_MS)
        self.page.keyboard.press("Enter")
        expect(editor).to_have_count(0)
        # the selection goes on to the next row, where there is one
        self._left(place)
        self._pause(_EDITOR_CLOSES_MS)

    def _pause(self, milliseconds: int) -> None:
        """Let the grid take in what was typed: longer where the machine is busy."""
        self.page.wait_for_timeout(milliseconds)
        self.page.evaluate("() => new Promise((done) => requestIdleCallback(done))")

    def begin(self, heading: str, row: int, words: str) -> None:
        """Open a text cell and type over what it holds, leaving the editor open."""
        editor = self.page.locator("#portal textarea")
        self._open_editor(heading, row, editor)
        expect(editor).to_be_focused()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(words)
        expect(editor).to_have_value(words)

    def type(self, heading: str, row: int, *lines: str) -> None:
        """Replace a text cell by ``lines``, one source or sentence a line."""
        self.begin(heading, row, lines[0])
        for line in lines[1:]:
            self.page.keyboard.press("Shift+Enter")
            self.page.keyboard.insert_text(line)
        expect(self.page.locator("#portal textarea")).to_have_value("\n".join(lines))
        self._close_editor(self.page.locator("#portal textarea"), (self._column(heading), row))

    def choose(self, heading: str, row: int, label: str) -> None:
        """Choose an entry of a cell with a list."""
        entries = self.page.locator("#portal [role=option]")
        self._open_editor(heading, row, entries.first)
        search = self.page.locator("#portal input").first
        expect(search).to_be_focused()
        self.page.keyboard.insert_text(label)
        expect(search).to_have_value(label)
        expect(entries.filter(has_text=label).first).to_be_visible()
        self._close_editor(entries, (self._column(heading), row))


def _way(here: tuple[int, int], there: tuple[int, int]) -> str:
    """The next arrow key from one (column, row) to another."""
    if here[0] != there[0]:
        return "ArrowRight" if here[0] < there[0] else "ArrowLeft"
    return "ArrowDown" if here[1] < there[1] else "ArrowUp"
