"""The table of claims: filters, columns, paste, one status for many, the same figure twice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from tests.browser.grid import Grid
from tests.browser.reviewer import settled, until_stored
from workbench.claim import Status

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.serving import Desk

pytestmark = pytest.mark.browser


def test_rows_are_pasted_and_one_status_for_all_that_a_filter_shows_is_taken_back_by_one_undo(
    desk: Desk, open_page: Callable[..., Page]
) -> None:
    page = open_page(desk.url, "Ada Keller")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    Grid(page).select("Source", 1)
    page.evaluate(
        "words => navigator.clipboard.writeText(words)",
        "Yearbook, p. 1\tfirst\nYearbook, p. 2\tsecond\n=HYPERLINK(1)\tthird",
    )
    page.keyboard.press("Control+V")
    wanted = [
        ("", ""),
        ("Yearbook, p. 1", "first"),
        ("Yearbook, p. 2", "second"),
        ("=HYPERLINK(1)", "third"),
    ]
    until_stored(page, desk, lambda claim: (claim.sources_text, claim.note), wanted)

    # all that a filter shows
    page.get_by_label("Said by").click()
    page.get_by_role("option", name="Colette Marchand").click()
    settled(page)
    said = [c for c in desk.claims() if c.reading.speaker == "Colette Marchand"]
    expect(Grid(page).cell("#", 0)).to_have_text(str(said[0].number))
    page.get_by_role("button", name="Table", exact=True).click()
    page.get_by_label("One status for all that the filters show").click()
    page.get_by_role("option", name="asked").click()
    page.get_by_role("button", name=f"Set {len(said)} claim").click()
    expect(page.get_by_text(f"{len(said)} asked")).to_be_visible()
    asked = [claim.id for claim in desk.claims() if claim.status is Status.ASKED]
    assert asked == [claim.id for claim in said]
    page.keyboard.press("Escape")
    page.locator("mark[data-id]").first.click()
    page.keyboard.press("u")
    expect(page.get_by_text(f"{len(said)} asked")).to_have_count(0)
    assert {claim.status for claim in desk.claims()} == {Status.OPEN}


def test_the_columns_a_reviewer_chose_are_there_again_in_another_browser(
    desk: Desk, open_page: Callable[..., Page]
) -> None:
    page = open_page(desk.url, "Cleo")
    for heading in ("#", "Claim", "Reads as", "Status", "Source", "Note"):
        box = Grid(page).canvas.locator("th").filter(has_text=re.compile(f"^{heading}$"))
        expect(box).to_be_attached()
    page.get_by_role("button", name="Table", exact=True).click()
    page.get_by_role("button", name="Said by", exact=True).click()
    expect(page.locator('th:text-is("Said by")')).to_have_count(0)
    elsewhere = open_page(desk.url, "Cleo")
    expect(elsewhere.locator('th:text-is("Note")')).to_have_count(1)
    expect(elsewhere.locator('th:text-is("Said by")')).to_have_count(0)


def test_a_doubtful_reading_comes_first_and_the_same_figure_is_offered_the_same_finding(
    desk: Desk, open_page: Callable[..., Page]
) -> None:
    rail = desk.with_story(
        "Rail chiefs met in 1990. Only 12 trains came. Talks on Friday. All 12 trains were late."
    )
    page = open_page(rail.url, "Ada Keller")
    grid = Grid(page)
    expect(grid.cell("Claim", 0)).to_contain_text("Friday")
    expect(grid.cell("Doubt", 0)).to_have_text(re.compile("No verb says"))
    expect(grid.cell("Doubt", 1)).to_have_text("")
    first, second = [claim for claim in rail.claims() if claim.reading.text == "12"]
    expect(grid.cell("Reads as", 2)).to_have_text(f"12 trains = {second.number}")
    grid.choose("Status", 0, "asked")
    expect(page.get_by_text("1 asked")).to_be_visible()
    assert rail.claim("Friday").status is Status.ASKED
    grid.type("Source", 2, "Timetable, p. 4")
    grid.choose("Status", 2, "confirmed")
    offer = page.get_by_role("button", name=f"Set {second.number} to confirmed, too")
    expect(offer).to_be_visible()
    assert rail.claims()[3].status is Status.OPEN  # never by itself
    page.locator(f'mark[data-id="{first.id}"]').click()
    page.keyboard.press("y")
    expect(offer).to_have_count(0)
    expect(page.get_by_text("2 of 4 checked")).to_be_visible()
    twin = rail.claims()[3]
    assert (twin.status, twin.sources_text) == (Status.CONFIRMED, "Timetable, p. 4")
