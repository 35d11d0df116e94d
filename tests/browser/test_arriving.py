"""Files on their way to the desk, in a real browser: dropped, corrected, stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from tests.browser.reviewer import settled, sign_in
from tests.documents import tracked_docx, workbook
from workbench.claim import Status
from workbench.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import FilePayload

    from tests.browser.serving import Desk

pytestmark = pytest.mark.browser

_SHEET = [
    ["Claim", "Verdict", "Source", "Notes", "Shelf"],
    ["Some 244 people returned.", "TRUE", "Annual report, p. 4", "seen twice", "A1"],
    ["He had lied.", "Pants on Fire!", "", "", "A2"],
]


@pytest.fixture
def desk_page(
    start_desk: Callable[..., Desk], open_page: Callable[[str], Page]
) -> tuple[Desk, Page]:
    """The Desk page with a reviewer signed in."""
    desk = start_desk()
    page = open_page(desk.url)
    sign_in(page, "Ada Keller")
    page.get_by_role("link", name="Desk").click()
    expect(page.get_by_role("button", name="Find the claims")).to_be_visible()
    return desk, page


def _drop(page: Page, files: dict[str, bytes]) -> None:
    kind = "application/octet-stream"
    payloads: list[FilePayload] = [
        {"name": name, "mimeType": kind, "buffer": data} for name, data in files.items()
    ]
    page.locator('input[type="file"]').set_input_files(payloads)
    expect(page.locator("[class*='st-key-arrival_']")).to_have_count(len(files))
    settled(page)


def test_a_word_draft_and_a_spreadsheet_are_corrected_added_and_stored(
    desk_page: tuple[Desk, Page],
) -> None:
    desk, page = desk_page
    draft = tracked_docx()
    river = "Река поднялась на 3 метра"
    _drop(
        page,
        {
            "draft.docx": draft,
            "claims.xlsx": workbook(_SHEET),
            "river.txt": river.encode("koi8-r"),
        },
    )
    card = page.locator("[class*='st-key-arrival_']").first
    expect(card).to_contain_text("Tracked changes were read as accepted")
    expect(card.get_by_label("Byline")).to_have_value("Ada Keller")
    card.get_by_label("Title").fill("Many are back")
    day = card.get_by_role("textbox", name="Published on")
    day.fill("4 June 2014")
    day.press("Tab")
    settled(page)
    expect(page.get_by_text("Not taken from the spreadsheet: Shelf")).to_be_visible()
    expect(page.get_by_text("2 claims in all")).to_be_visible()
    last = page.locator("[class*='st-key-arrival_']").last
    expect(last).to_contain_text("read as Windows-1252")
    encoding = last.get_by_role("combobox", name="Encoding")
    encoding.click()
    encoding.press_sequentially("koi8")
    encoding.press("Enter")
    expect(last.get_by_text(river)).to_be_visible()
    settled(page)
    expect(last.get_by_label("Title")).to_have_value(river)
    page.get_by_role("button", name="Find the claims").click()
    expect(page.locator(".st-key-story_claims")).to_be_visible()
    with Store.open(f"sqlite:///{desk.store}") as store:
        story = store.story("many-are-back")
        assert "In May 2014 some 244 people returned." in story.text
        assert str(story.published) == "2014-06-04"
        assert "Ask the 999" not in story.text
        file = store.file_of("many-are-back", with_data=True)
        assert file is not None
        assert (file.name, file.data) == ("draft.docx", draft)
        assert [one.text for one in file.comments] == ["Who counted? Ask the 999."]
        assert river in [store.story(one.id).text for one in store.stories()]
        first, second = store.claims("claims")
        assert (first.reading.text, first.status, first.note, first.sources_text) == (
            "244", Status.CONFIRMED, "seen twice\nStatus in the file: TRUE", "Annual report, p. 4",
        )  # fmt: skip
        assert (second.reading.text, second.status) == ("He had lied.", Status.WRONG)
        assert [one.fault for one in store.verify()] == [None] * 4
