"""Fixtures of the browser tests: servers on free ports, each reviewer in a profile of their own."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from tests.browser.reviewer import settled
from tests.browser.serving import NO_BROWSER, Desk, find_chromium, launch, serve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext

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
def _shared_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = serve(tmp_path_factory.mktemp("desk"))
    yield desk
    desk.stop()


@pytest.fixture
def desk(_shared_desk: Desk) -> Desk:
    """A desk that runs already, with the sample's words as a story of this test's own on it."""
    return _shared_desk.with_story()


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
def open_page(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """See :func:`_pages`."""
    yield from _pages(chromium)


@pytest.fixture(scope="module")
def open_page_to_share(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """The same for pages that the tests of one file share."""
    yield from _pages(chromium)


@pytest.fixture(scope="module")
def desk_to_share(_shared_desk: Desk) -> Desk:
    """A desk that runs already, with one story for all tests of one file."""
    return _shared_desk.with_story()


def _pages(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Open an address in a browser profile of its own: each call is another person.

    With a ``name`` it is a browser in which that name was given some other day.
    """
    contexts: list[BrowserContext] = []

    def open_one(url: str, name: str | None = None) -> Page:
        context = chromium.new_context(
            viewport={"width": 1440, "height": 900}, accept_downloads=True
        )
        contexts.append(context)
        if name is not None:
            context.add_cookies([{"name": "workbench_reviewer", "value": quote(name), "url": url}])
        page = context.new_page()
        page.goto(url)
        if name is not None:
            expect(page.locator(".st-key-reviewer_badge")).to_contain_text(name)
            settled(page)
        return page

    yield open_one
    for context in contexts:
        context.close()
