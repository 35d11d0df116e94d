"""Take the README's screenshot: ``python -m tests.browser.screenshot .readme/review-page.png``.

It shows the sample story part-way reviewed at 1440 by 900; a second argument "dark" takes the
dark one.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from playwright.sync_api import expect, sync_playwright

from tests.browser.serving import NO_BROWSER, find_chromium, launch, serve
from workbench.sample import review_sample
from workbench.store import Store

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def take(browser: Browser, url: str, target: Path, scheme: str) -> None:
    """Write the review page as a signed-in reviewer sees it to ``target``."""
    context = browser.new_context(
        viewport={"width": 1440, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    context.add_cookies([{"name": "workbench_reviewer", "value": "Ada%20Keller", "url": url}])
    page = context.new_page()
    page.goto(url)
    page.locator("mark[data-id]", has_text="244").first.click()
    expect(page.locator(".st-key-card")).to_be_visible()
    expect(page.locator('[data-testid="data-grid-canvas"]').first).to_be_visible()
    expect(page.locator('[data-testid="stApp"]')).to_have_attribute(
        "data-test-script-state", "notRunning"
    )
    page.screenshot(path=target)


def main() -> None:
    """Serve the reviewed sample and look at it once."""
    target, scheme = Path(sys.argv[1]), (sys.argv[2:] or ["light"])[0]
    path = find_chromium()
    if path is None:
        sys.exit(NO_BROWSER)
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        place = Path(folder) / "desk.db"
        with Store.open(f"sqlite:///{place}") as store:
            review_sample(store)
        desk = serve(Path(folder), store=place)
        take(launch(playwright, path), desk.url, target, scheme)
        desk.stop()


if __name__ == "__main__":
    main()
