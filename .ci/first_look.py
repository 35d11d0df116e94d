"""Open the app as its first visitor does and see the claims of the sample story listed."""

import shutil
import sys

from playwright.sync_api import expect, sync_playwright

with sync_playwright() as playwright:
    browser = playwright.chromium.launch(
        executable_path=shutil.which("chromium"), args=["--headless", "--no-sandbox"]
    )
    page = browser.new_page()
    page.goto(sys.argv[1])
    expect(page.locator("mark", has_text="244").first).to_be_visible(timeout=60_000)
    expect(page.get_by_text("checked", exact=False).first).to_be_visible()
    print(f"{page.locator('mark').count()} claims are marked at {sys.argv[1]}")  # noqa: T201
    browser.close()
