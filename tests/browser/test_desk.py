"""Bringing stories to the desk: what a reviewer drops, pastes or mistypes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.serving import Desk

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def _page(desk_to_share: Desk, open_page_to_share: Callable[..., Page]) -> Page:
    """The Desk page, opened by its own address, with a reviewer signed in."""
    return open_page_to_share(f"{desk_to_share.url.partition('review')[0]}desk", "Ada Keller")


@pytest.fixture
def desk_page(desk_to_share: Desk, _page: Page) -> tuple[Desk, Page]:
    """The Desk page as it is when one comes to it."""
    _page.get_by_role("link", name="Sources").click()
    expect(_page.get_by_role("heading", name="Sources")).to_be_visible()
    _page.get_by_role("link", name="Desk").click()
    expect(_page.get_by_role("button", name="Find the claims")).to_be_visible()
    expect(_page.get_by_role("alert")).to_have_count(0)
    return desk_to_share, _page


def _latest(desk: Desk, before: set[str]) -> Desk:
    """The desk with the story that has arrived since."""
    with desk.open() as store:
        return replace(desk, story=next(s.id for s in store.stories() if s.id not in before))


def _on_desk(desk: Desk) -> set[str]:
    with desk.open() as store:
        return {story.id for story in store.stories()}


def _drop(page: Page, name: str, data: bytes) -> None:
    page.locator('input[type="file"]').set_input_files(
        {"name": name, "mimeType": "text/plain", "buffer": data}
    )
    expect(page.get_by_text(name).first).to_be_visible()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "empty"),
        (b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0" * 64, "text"),
    ],
    ids=["an empty file", "a program renamed to .txt"],
)
def test_a_file_that_is_no_story_gets_one_sentence_and_adds_nothing(
    desk_page: tuple[Desk, Page], data: bytes, sentence: str
) -> None:
    desk, page = desk_page
    before = _on_desk(desk)
    _drop(page, "story.txt", data)
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text(sentence)
    expect(alert).not_to_contain_text("Traceback")
    assert _on_desk(desk) == before


def test_a_utf_16_file_is_read_as_its_words(desk_page: tuple[Desk, Page]) -> None:
    desk, page = desk_page
    _drop(page, "zurich.txt", "In Zürich 1,200 people came.".encode("utf-16"))
    expect(page.get_by_label("Title")).to_have_value("In Zürich 1,200 people came.")
    page.get_by_role("button", name="Find the claims").click()
    expect(page.locator("mark[data-id]", has_text="1,200")).to_be_visible()
    with desk.open() as store:
        assert "In Zürich 1,200 people came." in [
            store.story(story.id).text for story in store.stories()
        ]


def test_a_story_without_a_number_says_so_and_lets_a_claim_be_added(
    desk_page: tuple[Desk, Page],
) -> None:
    _, page = desk_page
    page.get_by_label("or paste the story").fill("Nobody came. Nobody had been asked.")
    page.get_by_role("button", name="Find the claims").click()
    expect(page.get_by_text("No figure or date was found in this text")).to_be_visible()
    expect(page.get_by_role("button", name="Add a missed claim")).to_be_visible()


def test_without_a_publication_date_the_app_asks_for_it_and_reads_the_rest(
    desk_page: tuple[Desk, Page],
) -> None:
    desk, page = desk_page
    before_it = _on_desk(desk)
    page.get_by_label("or paste the story").fill("Last week 12 boats sank.")
    page.get_by_role("button", name="Find the claims").click()
    expect(page.get_by_text("The publication date is unknown")).to_be_visible()
    desk = _latest(desk, before_it)
    before = {c.reading.text: c.reading for c in desk.claims()}
    assert before["Last week"].value is None
    assert before["Last week"].unresolved == "published"
    page.get_by_role("button", name="Set date").click()
    page.get_by_role("textbox", name="Published on").fill("4 June 2016")
    page.get_by_role("button", name="Read again").click()
    expect(page.get_by_text("The publication date is unknown")).to_have_count(0)
    after = {c.reading.text: c.reading for c in desk.claims()}
    assert after["Last week"].value == "2016-W21"


def test_a_new_publication_date_reopens_what_it_changes_and_shows_both_readings(
    desk_page: tuple[Desk, Page],
) -> None:
    desk, page = desk_page
    before_it = _on_desk(desk)
    page.get_by_label("or paste the story").fill("Two boats sank last week.")
    page.get_by_role("textbox", name="Published on").fill("2016-06-04")
    page.get_by_role("button", name="Find the claims").click()
    expect(page.locator("mark[data-id]", has_text="last week")).to_be_visible()
    desk = _latest(desk, before_it)
    desk.set("Ada Keller", desk.claim("last week"), "status", "confirmed")
    expect(page.locator("mark[data-id]", has_text="last week")).to_have_attribute("data-mark", "✓")
    page.get_by_role("button", name="Set date").click()
    page.get_by_role("textbox", name="Published on").fill("2016-06-14")
    page.get_by_role("button", name="Read again").click()
    expect(page.locator("mark[data-id]", has_text="last week")).to_have_attribute("data-mark", "")
    page.locator("mark[data-id]", has_text="last week").click()
    card = page.locator(".st-key-card")
    expect(card).to_contain_text("6 June to 12 June 2016")
    expect(card).to_contain_text("before it was read again: 23 May to 29 May 2016")
