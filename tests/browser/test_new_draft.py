"""A new draft in a real browser: dropped, compared, confirmed, stored, taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from tests.browser.reviewer import reading, settled
from workbench.claim import Status

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import FilePayload

    from tests.browser.serving import Desk

pytestmark = pytest.mark.browser

_OLD = (
    "The fire burned 12 homes.\n\nIt injured 3 men, Joan Pell said.\n\n"
    "The road was closed for 5 hours.\n"
)
_NEW = "A wind rose.\n\nThe fire burned 12 homes.\n\nIt injured 4 men, Joan Pell said.\n"


def test_new_draft_is_compared_confirmed_stored_and_taken_back(
    desk: Desk, open_page: Callable[..., Page]
) -> None:
    desk = desk.with_story(_OLD)
    for words in ("12", "3", "5 hours"):
        desk.set("Bob Hale", desk.claim(words), "status", "confirmed")
    before = desk.claims()
    page = open_page(desk.url, "Ada Keller")
    reading(page)
    page.get_by_role("link", name="New draft").click()
    expect(page.get_by_text("or paste its text")).to_be_visible()
    settled(page)
    dropped: FilePayload = {"name": "fire-2.txt", "mimeType": "text/plain", "buffer": _NEW.encode()}
    page.locator('input[type="file"]').set_input_files(dropped)
    expect(page.get_by_text("fire-2.txt")).to_be_visible()
    settled(page)
    page.get_by_role("button", name="Compare").click()
    compared = page.locator(".st-key-comparison")
    expect(compared).to_contain_text("1 of 3 claims stand (1 checked), 1 open again, 1 cut.")
    expect(compared).to_contain_text("The figure changed: “3” is now “4”.")
    expect(compared.locator("del").first).to_have_text("3")
    expect(compared.locator("ins").first).to_have_text("4")
    assert desk.claims() == before
    page.get_by_role("button", name="Make it draft 2").click()
    reading(page)
    expect(page.get_by_text("Draft 2 ·")).to_be_visible()
    homes, men = desk.claims()
    assert (homes.reading.text, homes.status, homes.checked_by) == (
        "12", Status.CONFIRMED, "Bob Hale",
    )  # fmt: skip
    assert (men.id, men.reading.text, men.status) == (before[1].id, "4", Status.OPEN)
    with desk.open() as store:
        assert store.story(desk.story).text == _NEW
        assert store.claim(before[2].id).status is Status.DROPPED
        file = store.file_of(desk.story)
        assert file is not None
        assert file.name == "fire-2.txt"
        assert [one.fault for one in store.verify(desk.story)] == [None]
    page.locator(".st-key-pane mark", has_text="4").click()
    card = page.locator(".st-key-card_reopened")
    expect(card).to_contain_text("It was confirmed by Bob Hale in draft 1")
    page.get_by_role("button", name="Undo", exact=True).first.click()
    expect(page.get_by_text("Draft 1 ·")).to_be_visible()
    expect(page.locator(".st-key-pane mark")).to_have_count(3)
    settled(page)
    assert desk.claims() == before
