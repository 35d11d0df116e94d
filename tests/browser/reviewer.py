"""What every reviewer does first, and what stands in the store afterwards."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from playwright.sync_api import Page

    from tests.browser.serving import Desk
    from workbench.store import ClaimRecord

_PATIENCE_SECONDS, _LOOK_AGAIN_MS = 20, 50


def sign_in(page: Page, name: str) -> None:
    """Give a name and wait until the page is the reviewer's."""
    page.get_by_label("Your name").fill(name)
    page.get_by_role("button", name="Start reviewing").click()
    expect(page.locator(".st-key-reviewer_badge")).to_contain_text(name)
    expect(page.get_by_label("Your name")).to_have_count(0)
    settled(page)


def settled(page: Page) -> None:
    """Wait until the app has nothing more to run."""
    expect(page.locator('[data-testid="stApp"]')).to_have_attribute(
        "data-test-script-state", "notRunning"
    )
    expect(page.locator('[data-testid="stApp"]')).to_have_attribute(
        "data-test-connection-state", "CONNECTED"
    )


def reading(page: Page) -> None:
    """Wait until the text of the story listens to keys."""
    expect(page.locator("mark[data-status]").first).to_be_visible()
    settled(page)


def until_stored(
    page: Page, desk: Desk, cell: Callable[[ClaimRecord], object], wanted: Sequence[object]
) -> None:
    """Wait for the grid's own delay, then assert what the first claims of the story hold."""
    give_up = time.monotonic() + _PATIENCE_SECONDS
    while (stored := [cell(claim) for claim in desk.claims()][: len(wanted)]) != [*wanted]:
        if time.monotonic() > give_up:
            break
        page.wait_for_timeout(_LOOK_AGAIN_MS)
    assert stored == [*wanted], f"stored is {[cell(claim) for claim in desk.claims()]}"
