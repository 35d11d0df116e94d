"""Fixtures of the browser tests: servers on free ports, each reviewer in a profile of their own."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from tests.browser.serving import NO_BROWSER, Desk, find_chromium, launch, serve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

expect.set_options(timeout=20_000)


@pytest.fixture
def start_desk(tmp_path: Path) -> Iterator[Callable[..., Desk]]:
    """Start the app on ``store`` (a fresh one by default) with the arguments given."""
    running: list[Desk] = []

    def start(*arguments: str, store: Path | None = None) -> Desk:
        running.append(serve(tmp_path, *arguments, store=store))
        return running[-1]

    yield start
    for desk in running:
        desk.stop()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A headless Chromium; without one the test skips, or fails where browsers are required."""
    path = find_chromium()
    if path is None:
        if "browser" in os.environ.get("WORKBENCH_TESTS_REQUIRE", ""):
            pytest.fail(NO_BROWSER)
        pytest.skip(NO_BROWSER)
    with sync_playwright() as playwright:
        browser = launch(playwright, path)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[Callable[[str], Page]]:
    """Open an address in a browser profile of its own: each call is another person."""
    pages: list[Page] = []

    def open_one(url: str) -> Page:
        context = chromium.new_context(
            viewport={"width": 1440, "height": 900}, accept_downloads=True
        )
        page = context.new_page()
        page.goto(url)
        pages.append(page)
        return page

    yield open_one
    for page in pages:
        page.context.close()
