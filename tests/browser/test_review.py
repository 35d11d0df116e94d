"""What a reviewer does all day, in Chromium; then the stored row and the file's content."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from playwright.sync_api import Page, expect

from tests.browser.grid import Grid
from tests.browser.reviewer import settled, sign_in
from workbench.claim import Kind, Status
from workbench.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.browser.serving import Desk
    from workbench.store import ClaimRecord

_MOST_LOOKS, _LOOK_AGAIN_MS = 20, 100

pytestmark = pytest.mark.browser


def _until_stored(
    page: Page, desk: Desk, cell: Callable[[ClaimRecord], object], wanted: list[object]
) -> None:
    """Wait for the grid's own delay, then assert what the first rows of the store hold."""
    for _ in range(_MOST_LOOKS):
        with Store.open(f"sqlite:///{desk.store}") as store:
            stored = [cell(claim) for claim in store.claims("sample")][: len(wanted)]
        if stored == wanted:
            return
        page.wait_for_timeout(_LOOK_AGAIN_MS)
    assert stored == wanted


def _claim(place: Path, words: str) -> ClaimRecord:
    """The first stored claim with these words."""
    with Store.open(f"sqlite:///{place}") as store:
        story = store.stories()[0].id
        return next(c for c in store.claims(story) if c.reading.text == words)


def _row(place: Path, words: str) -> int:
    return _claim(place, words).number - 1


def test_a_tick_a_source_and_a_note_are_stored_and_there_after_a_reload_and_a_restart(
    start_desk: Callable[..., Desk], open_page: Callable[[str], Page]
) -> None:
    desk = start_desk()
    page = open_page(desk.url)
    sign_in(page, "Ada Keller")
    grid = Grid(page)
    row = _row(desk.store, "244")
    grid.choose("Status", row, "confirmed")
    expect(page.get_by_text(re.compile(r"1 of \d+ checked"))).to_be_visible()
    grid.type("Source", row, "Minutes of the hearing (example), p. 7", "https://example.org/a")
    grid.type("Note", row, "Read twice.")
    expect(page.locator("mark", has_text="244").first).to_have_attribute("data-mark", "✓")

    claim = _claim(desk.store, "244")
    assert (claim.status, claim.checked_by) == (Status.CONFIRMED, "Ada Keller")
    assert [(s.title, s.locator, s.address) for s in claim.sources] == [
        ("Minutes of the hearing (example)", "p. 7", ""),
        ("https://example.org/a", "", "https://example.org/a"),
    ]
    assert claim.note == "Read twice."

    page.reload()
    expect(page.get_by_text(re.compile(r"1 of \d+ checked"))).to_be_visible()
    desk.stop()
    again = open_page(start_desk(store=desk.store).url)
    expect(again.get_by_text(re.compile(r"1 of \d+ checked"))).to_be_visible()
    expect(again.locator("mark", has_text="244").first).to_have_attribute("data-mark", "✓")


def test_the_name_is_asked_once_and_remembered_by_the_browser(
    start_desk: Callable[..., Desk], open_page: Callable[[str], Page]
) -> None:
    page = open_page(start_desk().url)
    sign_in(page, "Zoë O'Brien; B.")
    page.reload()
    expect(page.locator(".st-key-reviewer_badge")).to_contain_text("Zoë O'Brien; B.")
    expect(page.get_by_label("Your name")).to_have_count(0)


def test_an_untick_before_the_next_rerun_is_kept(
    start_desk: Callable[..., Desk], open_page: Callable[[str], Page]
) -> None:
    desk = start_desk()
    page = open_page(desk.url)
    sign_in(page, "Ada Keller")
    grid = Grid(page)
    grid.choose("Status", 0, "wrong")
    grid.choose("Status", 0, "open")
    grid.choose("Status", 1, "asked")
    _until_stored(page, desk, lambda claim: claim.status, [Status.OPEN, Status.ASKED])


def test_six_notes_typed_one_after_the_other_are_all_kept(
    start_desk: Callable[..., Desk], open_page: Callable[[str], Page]
) -> None:
    desk = start_desk()
    page = open_page(desk.url)
    sign_in(page, "Ada Keller")
    grid = Grid(page)
    for row in range(6):
        grid.type("Note", row, f"note {row}")
    _until_stored(page, desk, lambda claim: claim.note, [f"note {row}" for row in range(6)])


def test_a_cell_that_two_change_at_once_is_shown_with_both_values_and_the_reviewer_chooses(
    start_desk: Callable[..., Desk], open_page: Callable[[str], Page]
) -> None:
    desk = start_desk()
    ada, ben = open_page(desk.url), open_page(desk.url)
    sign_in(ada, "Ada Keller")
    sign_in(ben, "Ben Osei")
    mine = Grid(ada)
    mine.select("Note", 0)
    ada.keyboard.press("Enter")
    ada.keyboard.type("from Ada", delay=60)
    with Store.open(f"sqlite:///{desk.store}") as store:
        claim = store.claims("sample")[0]
        store.apply("Ben Osei", {(claim.id, "note"): "from Ben"}, {(claim.id, "note"): None})
    ada.keyboard.press("Enter")
    conflict = ada.locator(".st-key-conflict_0")
    expect(conflict).to_contain_text("changed by Ben Osei to “from Ben”")
    expect(conflict).to_contain_text("you set it to “from Ada”")
    with Store.open(f"sqlite:///{desk.store}") as store:
        assert store.claims("sample")[0].note == "from Ben"
    ada.get_by_role("button", name="Use mine").click()
    expect(conflict).to_have_count(0)
    with Store.open(f"sqlite:///{desk.store}") as store:
        assert store.claims("sample")[0].note == "from Ada"


def test_an_edit_of_another_reviewer_arrives_without_a_reload(
    start_desk: Callable[..., Desk], open_page: Callable[[str], Page]
) -> None:
    desk = start_desk()
    page = open_page(desk.url)
    sign_in(page, "Ada Keller")
    with Store.open(f"sqlite:///{desk.store}") as store:
        claim = store.claims("sample")[0]
        store.apply("Ben Osei", {(claim.id, "status"): "wrong"}, {(claim.id, "status"): "open"})
    expect(page.get_by_text("1 wrong")).to_be_visible()
    expect(page.locator("mark").first).to_have_attribute("data-mark", "✗")


def test_a_missed_claim_is_added_from_its_words(
    start_desk: Callable[..., Desk], open_page: Callable[[str], Page]
) -> None:
    desk = start_desk()
    page = open_page(desk.url)
    sign_in(page, "Ada Keller")
    page.get_by_role("button", name="Add a missed claim").click()
    page.get_by_role("textbox", name="Words as they stand in the story").fill("a growing number")
    page.get_by_role("textbox", name="Words as they stand in the story").press("Enter")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator("mark", has_text="a growing number")).to_be_visible()
    claim = _claim(desk.store, "a growing number")
    assert (claim.added_by_hand, claim.reading.kind) == (True, Kind.PASSAGE)
    with Store.open(f"sqlite:///{desk.store}") as store:
        text = store.story("sample").text
    assert text[claim.reading.start : claim.reading.end] == "a growing number"


def test_the_csv_that_is_downloaded_holds_the_ticks(
    start_desk: Callable[..., Desk], open_page: Callable[[str], Page]
) -> None:
    desk = start_desk()
    page = open_page(desk.url)
    sign_in(page, "Ada Keller")
    row = _row(desk.store, "244")
    Grid(page).choose("Status", row, "confirmed")
    expect(page.get_by_text(re.compile(r"1 of \d+ checked"))).to_be_visible()
    page.get_by_role("link", name="Report").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download the CSV").click()
    data = waiting.value.path().read_bytes()
    assert data.startswith(b"\xef\xbb\xbfclaim_id,")
    frame = pd.read_csv(io.BytesIO(data))
    line = frame[frame["claim"] == "244"].iloc[0]
    assert (line["status"], line["checked_by"], line["value"]) == ("confirmed", "Ada Keller", "244")


def test_filters_by_status_kind_and_speaker_show_the_rows_that_fit(
    start_desk: Callable[..., Desk], open_page: Callable[[str], Page]
) -> None:
    desk = start_desk()
    page = open_page(desk.url)
    sign_in(page, "Ada Keller")
    page.get_by_label("Said by").click()
    page.get_by_role("option", name="Colette Marchand").click()
    settled(page)
    grid = Grid(page)
    with Store.open(f"sqlite:///{desk.store}") as store:
        said = [c for c in store.claims("sample") if c.reading.speaker == "Colette Marchand"]
    expect(grid.cell("#", 0)).to_have_text(str(said[0].number))
    grid.choose("Status", 0, "confirmed")
    expect(page.get_by_text(re.compile(r"1 of \d+ checked"))).to_be_visible()
    assert _claim(desk.store, said[0].reading.text).status is Status.CONFIRMED


def test_a_doubtful_reading_comes_first_and_says_why(
    start_desk: Callable[..., Desk], open_page: Callable[[str], Page], tmp_path: Path
) -> None:
    story = tmp_path / "rail.txt"
    story.write_text("Rail chiefs met in 1990. Only 12 came. Talks on Friday.", encoding="utf-8")
    desk = start_desk(str(story), "--published", "2016-06-08")
    page = open_page(desk.url)
    sign_in(page, "Ada Keller")
    grid = Grid(page)
    expect(grid.cell("Claim", 0)).to_contain_text("Friday")
    expect(grid.cell("Doubt", 0)).to_have_text(re.compile("No verb says"))
    expect(grid.cell("Doubt", 1)).to_have_text("")
    grid.choose("Status", 0, "asked")
    expect(page.get_by_text("1 asked")).to_be_visible()
    assert _claim(desk.store, "Friday").status is Status.ASKED


def test_a_value_that_arrived_while_my_editor_was_open_is_not_overwritten_in_silence(
    start_desk: Callable[..., Desk], open_page: Callable[[str], Page]
) -> None:
    desk = start_desk()
    page = open_page(desk.url)
    sign_in(page, "Ann")
    grid = Grid(page)
    grid.select("Note", 1)
    page.keyboard.press("Enter")
    page.keyboard.type("from Ann", delay=60)
    with Store.open(f"sqlite:///{desk.store}") as store:
        claim = store.claims("sample")[1]
        cells = {(claim.id, "note"): "from Bob", (claim.id, "status"): "wrong"}
        store.apply("Bob", cells, {(claim.id, "note"): None, (claim.id, "status"): "open"})
    expect(page.get_by_text("1 wrong")).to_be_visible()  # Bob's edits have reached the page
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-conflict_0")).to_contain_text("changed by Bob to “from Bob”")
    with Store.open(f"sqlite:///{desk.store}") as store:
        assert store.claims("sample")[1].note == "from Bob"


def test_a_cell_of_mine_that_is_changed_by_another_does_not_close_the_editor_i_type_in(
    start_desk: Callable[..., Desk], open_page: Callable[[str], Page]
) -> None:
    desk = start_desk()
    page = open_page(desk.url)
    sign_in(page, "Ann")
    grid = Grid(page)
    grid.type("Note", 0, "mine")
    _until_stored(page, desk, lambda claim: claim.note, ["mine"])
    grid.select("Note", 3)
    page.keyboard.press("Enter")
    page.keyboard.type("a long", delay=60)
    with Store.open(f"sqlite:///{desk.store}") as store:
        claim = store.claims("sample")[0]
        store.apply("Bob", {(claim.id, "note"): "Bob's"}, {(claim.id, "note"): "mine"})
    expect(page.locator(".st-key-overruled")).to_contain_text("was changed since to “Bob's”")
    page.keyboard.type(" thought", delay=60)
    page.keyboard.press("Enter")
    _until_stored(page, desk, lambda claim: claim.note, ["Bob's", "", "", "a long thought"])


def test_a_note_is_kept_when_the_page_is_left_right_after_typing_it(
    start_desk: Callable[..., Desk], open_page: Callable[[str], Page]
) -> None:
    desk = start_desk()
    page = open_page(desk.url)
    sign_in(page, "Ann")
    grid = Grid(page)
    grid.select("Note", 0)
    page.keyboard.press("Enter")
    page.keyboard.type("left in a hurry", delay=60)
    page.get_by_role("link", name="Sources").click()
    expect(page.get_by_role("heading", name="Sources")).to_be_visible()
    _until_stored(page, desk, lambda claim: claim.note, ["left in a hurry"])


def test_while_the_desk_does_not_answer_nothing_can_be_typed(
    start_desk: Callable[..., Desk], open_page: Callable[[str], Page]
) -> None:
    desk = start_desk()
    page = open_page(desk.url)
    sign_in(page, "Ann")
    desk.stop()
    expect(page.locator("#workbench-veil")).to_be_visible()
    expect(page.locator("#workbench-veil")).to_contain_text("nothing that is typed now")
