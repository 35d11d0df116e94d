"""A flag in a real browser: seen in text, table and card, dismissed with a reason, stored."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from tests.browser.grid import Grid
from tests.browser.reviewer import reading, settled

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.serving import Desk

pytestmark = pytest.mark.browser

_STORY = (
    "The town has 12 schools.\n\n"
    "Of the 250 volunteers asked, 40, or 25 percent, said they would never go back.\n"
)
_MESSAGE = "40 of 250 is 16%, not 25 percent."


def test_flag_is_seen_everywhere_and_dismissed_with_a_reason_that_is_stored(
    desk: Desk, open_page: Callable[..., Page]
) -> None:
    desk = desk.with_story(_STORY)
    page = open_page(desk.url, "Ada Keller")
    reading(page)
    mark = page.locator(".st-key-pane mark", has_text="25 percent")
    expect(mark).to_have_attribute("data-flag", "⚑")
    expect(page.locator(".st-key-pane mark", has_text="12")).not_to_have_attribute("data-flag", "⚑")
    expect(Grid(page).cell("Flag", 0)).to_have_text("⚑ share of a count")
    expect(page.get_by_text("· 1 flag")).to_be_visible()
    mark.click()
    card = page.locator(".st-key-card_flags")
    expect(card).to_contain_text(_MESSAGE)
    expect(card).to_contain_text("100 × 40 / 250 = 16")
    card.get_by_role("button", name="Dismiss").click()
    page.get_by_label("Why is it no fault?").fill("25 percent of the 160 who answered")
    page.get_by_role("button", name="Dismiss it").click()
    expect(mark).not_to_have_attribute("data-flag", "⚑")
    expect(card).to_contain_text("Dismissed: 1")
    settled(page)
    with desk.open() as store:
        last = store.events(desk.story)[-1]
        (flag,) = store.flags(desk.story)
        assert last.who == "Ada Keller"
        assert last.field == flag.key
        assert json.loads(last.new or "")["reason"] == "25 percent of the 160 who answered"
        assert flag.dismissed is not None
        assert [one.fault for one in store.verify(desk.story)] == [None]
    card.get_by_text("Dismissed: 1").click()
    expect(card).to_contain_text("Ada Keller")
    card.get_by_role("button", name="Restore").click()
    expect(mark).to_have_attribute("data-flag", "⚑")
