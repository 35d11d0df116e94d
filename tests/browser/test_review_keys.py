"""Reviewing from the text by keyboard: nothing is lost, and no key fires while typing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from tests.browser.grid import Grid
from tests.browser.reviewer import reading, until_stored
from workbench.app.wording import STATUS_KEYS, STATUS_MARKS
from workbench.claim import Status

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.serving import Desk

pytestmark = pytest.mark.browser

PAIRS = 25
_BOATS = " ".join(f"In {1950 + year} a storm sank {year + 3} boats." for year in range(PAIRS))


def test_a_story_is_reviewed_to_its_end_without_the_mouse(
    desk: Desk, open_page: Callable[..., Page]
) -> None:
    page = open_page(desk.url)
    page.get_by_label("Your name").focus()
    page.keyboard.type("Ada Keller")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Your name")).to_have_count(0)
    reading(page)
    for status, claim in zip([*Status][1:] * 2, desk.claims(), strict=False):
        page.keyboard.press("n")
        page.keyboard.press(STATUS_KEYS[status])
        page.keyboard.press("s")
        page.keyboard.type(f"Yearbook, p. {claim.number}")
        page.keyboard.press("Enter")
    page.keyboard.press("e")
    page.keyboard.type("just a note, jkncwu")
    page.keyboard.press("Enter")
    wanted = [
        (status, f"Yearbook, p. {claim.number}")
        for status, claim in zip([*Status][1:] * 2, desk.claims(), strict=False)
    ]
    until_stored(page, desk, lambda claim: (claim.status, claim.sources_text), wanted)
    until_stored(
        page, desk, lambda claim: claim.note, [*[""] * (len(wanted) - 1), "just a note, jkncwu"]
    )
    for claim in desk.claims():
        mark = page.locator(f'mark[data-id="{claim.id}"]').first
        expect(mark).to_have_attribute("data-status", claim.status.value)
        expect(mark).to_have_attribute("data-mark", STATUS_MARKS[claim.status])
        assert claim.checked_by == ("Ada Keller" if claim.status.checked else None)
    expect(page.get_by_text(re.compile(r"^saved \d\d:\d\d:\d\d$"))).to_be_visible()


def test_rapid_ticks_and_steps_are_all_stored_and_text_table_and_card_agree_afterwards(
    desk: Desk, open_page: Callable[..., Page]
) -> None:
    boats = desk.with_story(_BOATS)
    page = open_page(boats.url, "Ada Keller")
    reading(page)
    keys = [("c", "w", "a")[place % 3] for place in range(PAIRS)]
    page.keyboard.press("j")
    for key in keys:
        page.keyboard.press(key)
        page.keyboard.press("j")
    named = {"c": Status.CONFIRMED, "w": Status.WRONG, "a": Status.ASKED}
    until_stored(page, boats, lambda claim: claim.status, [named[key] for key in keys])
    for _ in range(PAIRS):
        page.keyboard.press("u")
    until_stored(page, boats, lambda claim: claim.status, [Status.OPEN] * PAIRS)

    # text, table and card agree on the claim that is selected
    claims = boats.claims()
    chosen = page.locator('mark[aria-current="true"]')
    row = page.locator(".workbench-row")
    card = page.locator(".st-key-card")
    page.locator(f'mark[data-id="{claims[12].id}"]').click()
    expect(card).to_contain_text(str(claims[12].number))
    expect(row).to_be_visible()
    grid = Grid(page)
    expect(grid.cell("#", 12)).to_be_attached()  # the table was scrolled to its row
    grid.select("Note", 9)
    expect(chosen).to_have_attribute("data-id", claims[9].id)
    expect(card).to_contain_text(f"{claims[9].number}  {claims[9].reading.text}")
    # keys of the text do not fire in the table, nor while a note is typed there
    page.keyboard.press("w")
    page.keyboard.press("Escape")
    grid.type("Note", 10, "unusual, ask UNHCR")
    until_stored(page, boats, lambda claim: claim.note, [*[""] * 10, "unusual, ask UNHCR"])
    assert {claim.status for claim in boats.claims()} == {Status.OPEN}


def test_the_keys_are_listed_and_a_tick_without_a_source_is_marked_unsourced(
    desk: Desk, open_page: Callable[..., Page]
) -> None:
    page = open_page(desk.url, "Ada Keller")
    reading(page)
    page.keyboard.press("?")
    sheet = page.get_by_role("dialog", name="Keys")
    expect(sheet).to_contain_text("next open claim")
    expect(sheet).to_contain_text("sources conflict ⇄")
    page.keyboard.press("w")  # closes it and does nothing else
    expect(sheet).to_have_count(0)
    page.keyboard.press("j")
    current = page.locator('mark[data-id][aria-current="true"]').first
    expect(current).to_be_visible()
    chosen = current.get_attribute("data-id")
    page.keyboard.press("w")
    first = page.locator(f'mark[data-id="{chosen}"]').first
    expect(first).to_have_attribute("data-mark", "✗")
    expect(first).to_have_attribute("data-unsourced", "")
    expect(page.get_by_text("1 unsourced").first).to_be_visible()
    # somebody else changed it meanwhile: both values are shown
    claim = next(one for one in desk.claims() if one.id == chosen)
    page.keyboard.press("e")
    page.keyboard.type("mine")
    desk.set("Ben", claim, "note", "Ben's")
    expect(page.get_by_text("Ben set note to")).to_be_visible()
    page.keyboard.press("Enter")
    conflict = page.locator(".st-key-conflict_0")
    expect(conflict).to_contain_text("changed by Ben to “Ben's”")
    page.get_by_role("button", name="Keep theirs").click()
    expect(conflict).to_have_count(0)
    assert next(one for one in desk.claims() if one.id == chosen).note == "Ben's"
