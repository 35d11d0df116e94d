"""What every reviewer does first: give a name, wait for the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page


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
