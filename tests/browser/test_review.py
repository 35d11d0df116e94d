"""What a reviewer does all day, in Chromium; then the stored row and the file's content."""

from __future__ import annotations

import io
import re
from threading import Event, Thread
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import create_engine

from tests.browser.grid import Grid
from tests.browser.reviewer import sign_in, until_stored
from workbench.app.missed import missed_claim
from workbench.claim import Kind, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.browser.serving import Desk

pytestmark = pytest.mark.browser


def test_what_was_edited_is_there_after_a_restart_and_can_be_undone_then(
    start_desk: Callable[..., Desk], open_page: Callable[..., Page]
) -> None:
    who = "Zoë O'Brien; B."
    desk = start_desk()
    page = open_page(desk.url)
    sign_in(page, who)
    page.wait_for_function("() => document.cookie.includes('workbench_reviewer')")
    page.reload()  # the name is asked once and remembered by the browser
    expect(page.locator(".st-key-reviewer_badge")).to_contain_text(who)
    expect(page.get_by_label("Your name")).to_have_count(0)
    grid = Grid(page)
    row = desk.claim("244").number - 1
    grid.choose("Status", row, "confirmed")
    expect(page.get_by_text(re.compile(r"1 of \d+ checked"))).to_be_visible()
    grid.type("Source", row, "Minutes of the hearing (example), p. 7", "https://example.org/a")
    grid.type("Note", row, "Read twice.")
    mark = page.locator("mark[data-id]", has_text="244").first
    expect(mark).to_have_attribute("data-mark", "✓")
    expect(mark).not_to_have_attribute("data-unsourced", "")
    until_stored(page, desk, lambda claim: claim.note, [*[""] * row, "Read twice."])

    claim = desk.claim("244")
    assert (claim.status, claim.checked_by) == (Status.CONFIRMED, who)
    assert [(s.title, s.locator, s.address) for s in claim.sources] == [
        ("Minutes of the hearing (example)", "p. 7", ""),
        ("https://example.org/a", "", "https://example.org/a"),
    ]

    desk.stop()
    veil = page.locator("#workbench-veil")
    expect(veil).to_contain_text("nothing that is typed now would be saved")
    again = open_page(start_desk(store=desk.store).url, who)
    expect(again.get_by_text(re.compile(r"1 of \d+ checked"))).to_be_visible()
    expect(again.locator("mark[data-id]", has_text="244").first).to_have_attribute("data-mark", "✓")
    again.locator("mark[data-id]").first.click()
    for _ in range(3):
        again.keyboard.press("u")
    expect(again.get_by_text(re.compile(r"^0 of"))).to_be_visible()
    assert desk.claim("244").status is Status.OPEN
    again.keyboard.press("Shift+U")
    expect(again.get_by_text(re.compile(r"1 of \d+ checked"))).to_be_visible()
    assert desk.claim("244").status is Status.CONFIRMED


@pytest.fixture
def slow_desk(desk: Desk) -> Iterator[Callable[[float], None]]:
    """Hold up every save of the desk for some seconds, as a busy database does."""
    engine = create_engine(f"sqlite:///{desk.store}")
    threads: list[Thread] = []

    def hold_up(seconds: float) -> None:
        held = Event()

        def hold() -> None:
            with engine.connect() as conn:
                conn.connection.driver_connection.execute("BEGIN IMMEDIATE")  # type: ignore[union-attr]
                held.set()
                Event().wait(seconds)
                conn.connection.driver_connection.execute("ROLLBACK")  # type: ignore[union-attr]

        threads.append(Thread(target=hold))
        threads[-1].start()
        held.wait()

    yield hold_up
    for thread in threads:
        thread.join()
    engine.dispose()


def test_ticks_unticks_and_notes_are_kept_while_saves_are_slow_and_another_edits(
    desk: Desk, open_page: Callable[..., Page], slow_desk: Callable[[float], None]
) -> None:
    page = open_page(desk.url, "Ada Keller")
    grid = Grid(page)
    before = desk.claims()
    slow_desk(1.5)
    grid.choose("Status", 0, "wrong")
    grid.choose("Status", 0, "open")
    grid.choose("Status", 1, "asked")
    until_stored(page, desk, lambda claim: claim.status, [Status.OPEN, Status.ASKED])
    for row in range(6):
        grid.type("Note", row, f"note {row}")
        desk.set("Ben", before[row + 7], "note", f"Ben's {row}")
        if row == 2:  # a claim comes in front of all, another is cut: no note moves to a neighbour
            with desk.open() as store:
                added = missed_claim(store.story(desk.story), 0, 4)
                store.add_claim("Ben", desk.story, added)
            desk.set("Ben", before[13], "status", "dropped")
    wanted = ["", *(f"note {n}" for n in range(6)), "", *(f"Ben's {n}" for n in range(6))]
    until_stored(page, desk, lambda claim: claim.note, wanted)
    assert [c.status for c in desk.claims()][:3] == [Status.OPEN, Status.OPEN, Status.ASKED]


def test_an_edit_stays_on_its_claim_when_a_filter_makes_other_rows_leave(
    desk: Desk, open_page: Callable[..., Page]
) -> None:
    page = open_page(desk.url, "Ada Keller")
    first, second, third = desk.claims()[:3]
    page.get_by_role("radio", name="Open").click()
    grid = Grid(page)
    grid.choose("Status", 0, "wrong")  # it leaves the filter, but not the table under my hands
    desk.set("Ben", second, "status", "asked")
    grid.type("Note", 2, "for the third")
    until_stored(page, desk, lambda claim: claim.note, ["", "", "for the third"])
    expect(page.get_by_text("1 asked")).to_be_visible()
    page.get_by_role("button", name="The list has changed").click()
    expect(grid.cell("#", 0)).to_have_text(str(third.number))
    grid.type("Note", 0, "again the third")
    until_stored(page, desk, lambda claim: claim.note, ["", "", "again the third"])
    assert [c.status for c in desk.claims()][:2] == [Status.WRONG, Status.ASKED]
    assert desk.claims()[0].id == first.id


def test_a_cell_that_two_change_at_once_is_shown_with_both_values_and_the_reviewer_chooses(
    desk: Desk, open_page: Callable[..., Page]
) -> None:
    page = open_page(desk.url, "Ada Keller")
    grid = Grid(page)
    grid.begin("Note", 0, "from Ada")
    claim = desk.claims()[0]
    desk.set("Ben Osei", claim, "note", "from Ben")
    desk.set("Ben Osei", claim, "status", "wrong")
    expect(page.get_by_text("1 wrong")).to_be_visible()  # Ben's edits have reached the page
    expect(page.locator("mark[data-id]").first).to_have_attribute("data-mark", "✗")
    page.keyboard.press("Enter")
    conflict = page.locator(".st-key-conflict_0")
    expect(conflict).to_contain_text("changed by Ben Osei to “from Ben”")
    expect(conflict).to_contain_text("you set it to “from Ada”")
    assert desk.claims()[0].note == "from Ben"
    page.get_by_role("button", name="Use mine").click()
    expect(conflict).to_have_count(0)
    assert desk.claims()[0].note == "from Ada"


def test_what_is_being_typed_outlives_a_change_of_another_and_a_page_that_is_left(
    desk: Desk, open_page: Callable[..., Page]
) -> None:
    page = open_page(desk.url, "Ann")
    grid = Grid(page)
    grid.type("Note", 0, "mine")
    until_stored(page, desk, lambda claim: claim.note, ["mine"])
    grid.begin("Note", 3, "a long")
    desk.set("Bob", desk.claims()[0], "note", "Bob's")
    expect(page.locator(".st-key-overruled")).to_contain_text("was changed since to “Bob's”")
    page.keyboard.type(" thought", delay=60)
    page.keyboard.press("Enter")
    until_stored(page, desk, lambda claim: claim.note, ["Bob's", "", "", "a long thought"])
    # a page that is left right after the typing takes nothing along
    grid.begin("Note", 4, "left in a hurry")
    page.get_by_role("link", name="Sources").click()
    expect(page.get_by_role("heading", name="Sources")).to_be_visible()
    until_stored(
        page, desk, lambda claim: claim.note, ["Bob's", "", "", "a long thought", "left in a hurry"]
    )


def test_a_missed_claim_is_added_from_its_words_and_the_csv_holds_the_ticks(
    desk: Desk, open_page: Callable[..., Page]
) -> None:
    page = open_page(desk.url, "Ada Keller")
    page.get_by_role("button", name="Add a missed claim").click()
    page.get_by_role("textbox", name="Words as they stand in the story").fill("a growing number")
    page.get_by_role("textbox", name="Words as they stand in the story").press("Enter")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator("mark[data-id]", has_text="a growing number")).to_be_visible()
    claim = desk.claim("a growing number")
    assert (claim.added_by_hand, claim.reading.kind) == (True, Kind.PASSAGE)
    with desk.open() as store:
        text = store.story(desk.story).text
    assert text[claim.reading.start : claim.reading.end] == "a growing number"

    desk.set("Ada Keller", desk.claim("244"), "status", "confirmed")
    page.get_by_role("link", name="Report").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download the CSV").click()
    data = waiting.value.path().read_bytes()
    assert data.startswith(b"\xef\xbb\xbfclaim_id,")
    frame = pd.read_csv(io.BytesIO(data))
    line = frame[frame["claim"] == "244"].iloc[0]
    assert (line["status"], line["checked_by"], line["value"]) == ("confirmed", "Ada Keller", "244")


def test_while_the_store_does_not_answer_the_page_stays_and_saves_when_it_can(
    start_desk: Callable[..., Desk], open_page: Callable[..., Page], tmp_path: Path
) -> None:
    # the folder is moved as a whole: a database and its log must never be moved one by one
    shelf, away = tmp_path / "shelf", tmp_path / "away"
    shelf.mkdir()
    desk = start_desk(store=shelf / "desk.db")
    page = open_page(desk.url, "Ada Keller")
    grid = Grid(page)
    shelf.rename(away)
    expect(page.get_by_role("alert").filter(has_text="cannot be opened")).to_be_visible()
    grid.type("Note", 0, "kept all the same")
    expect(page.get_by_text("1 not saved yet")).to_be_visible()
    expect(page.locator("mark[data-id]").first).to_be_visible()
    away.rename(shelf)
    expect(page.get_by_text(re.compile(r"^saved \d\d:\d\d:\d\d$"))).to_be_visible()
    expect(page.get_by_role("alert").filter(has_text="cannot be opened")).to_have_count(0)
    assert desk.claims()[0].note == "kept all the same"
