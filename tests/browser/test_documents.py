"""The desk's documents in a real browser: dropped, found from the card, made evidence, erased."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from tests.browser.reviewer import reading, settled, until_stored
from workbench.claim import Status

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import FilePayload

    from tests.browser.serving import Desk

pytestmark = pytest.mark.browser

_HEARING = "By 17 May 231 people had returned from the war zone, Ms Marchand told the committee."
_MINUTES = f"""Committee on defence

{_HEARING} <img src=x onerror="document.title='taken'">

The list of people who had changed their minds runs to 60 names.
"""
_ODD_NAME = "=1+1 <b>list & [x](y).txt"


def _drop(page: Page, files: dict[str, bytes]) -> None:
    kind = "application/octet-stream"
    payloads: list[FilePayload] = [
        {"name": name, "mimeType": kind, "buffer": data} for name, data in files.items()
    ]
    page.locator('input[type="file"]').set_input_files(payloads)


def _select(page: Page, words: str) -> None:
    page.locator("mark[data-id]", has_text=words).first.click()
    expect(page.locator(".claim-sentence mark")).to_have_text(words)


def _looked_up(page: Page, desk: Desk) -> dict[str, str]:
    """How each claim stands in the documents, as soon as the page says that all were looked up."""
    page.get_by_role("button", name="Look in the documents").click()
    expect(page.locator(".st-key-under_table")).to_contain_text("In the documents:")
    with desk.open() as store:
        return {claim: one.stands for claim, one in store.lookups(desk.story).items()}


def test_a_dropped_document_is_found_from_the_card_and_becomes_evidence_that_u_takes_back(  # noqa: PLR0915 - one path
    start_desk: Callable[..., Desk], open_page: Callable[..., Page]
) -> None:
    desk = start_desk().with_story()
    page = open_page(desk.url, "Ada Keller")
    reading(page)
    _select(page, "244")
    card = page.locator(".st-key-card_documents")
    expect(card).to_contain_text("No documents yet: drop the report")

    page.get_by_role("link", name="Documents", exact=True).click()
    expect(page.get_by_text("No documents yet: drop the report")).to_be_visible()
    minutes = _MINUTES.encode()
    _drop(page, {"minutes.txt": minutes, "scan.pdf": b"%PDF-1.7 torn", _ODD_NAME: b"It rained."})
    expect(page.get_by_text("scan.pdf is damaged")).to_be_visible()
    with desk.open() as store:
        found = {one.name: one for one in store.source_files()}
        assert set(found) == {"minutes.txt", _ODD_NAME}
        kept = found["minutes.txt"]
        assert (kept.kept_by, kept.story_id, kept.size) == ("Ada Keller", desk.story, len(minutes))
        assert store.source_file_data(kept.sha256) == minutes
    settled(page)

    # the card ranks, compares and marks; what a document says is never markup
    page.get_by_role("link", name="Review", exact=True).click()
    reading(page)
    _select(page, "244")
    card.get_by_text("In the documents", exact=True).click()
    first = page.locator(".st-key-passage_0")
    expect(first).to_contain_text("another value: 231 people · minutes.txt, paragraph 2")
    expect(first.locator("mark")).to_have_text("231")
    expect(first).to_contain_text("<img src=x onerror=")
    assert page.title() != "taken"
    settled(page)
    first.get_by_role("button", name="Use as evidence").click()
    until_stored(page, desk, lambda one: len(one.sources), [0, 0, 0, 1])
    (evidence,) = desk.claim("244").sources
    assert (evidence.file, evidence.quote, evidence.locator, evidence.title) == (
        kept.sha256, _HEARING, "paragraph 2", "Committee on defence",
    )  # fmt: skip
    assert desk.claim("244").status is Status.OPEN
    expect(first).to_contain_text("used as evidence")
    expect(page.locator(".st-key-card_sources")).to_contain_text("✗ the quote has another value")
    # the page has followed: a download that is asked for while it does is not there any more
    expect(page.locator(f".st-key-undo_{desk.story} button").first).to_be_enabled()
    settled(page)
    with page.expect_download() as coming:
        page.get_by_role("button", name="Open the document").click()
    assert Path(coming.value.path()).read_bytes() == minutes
    page.locator("mark[data-id]", has_text="244").first.click()
    page.keyboard.press("u")
    until_stored(page, desk, lambda one: len(one.sources), [0, 0, 0, 0])
    expect(first.get_by_role("button", name="Use as evidence")).to_be_visible()
    settled(page)

    # the whole story: a column, a filter, a line on the card; nothing is ticked
    stands = _looked_up(page, desk)
    people, names = desk.claim("244").id, desk.claim("60").id
    assert (stands[people], stands[names]) == ("another", "found")
    assert set(stands) == {claim.id for claim in desk.claims()}
    expect(card).to_contain_text("≠ another value 231 in minutes.txt, paragraph 2")
    page.get_by_role("radio", name="Another value").click()
    settled(page)
    headings = page.locator('[data-testid="data-grid-canvas"] th')
    expect(headings.filter(has_text="In the documents")).to_have_count(1)
    expect(page.locator("#glide-cell-3-0")).to_contain_text("another value")
    assert {claim.status for claim in desk.claims()} == {Status.OPEN}

    # an editor erases the file: the bytes are gone, and what was found in them
    page.get_by_role("link", name="Sources", exact=True).click()
    name = page.get_by_role("combobox", name="Describe a source")
    name.click()
    name.press_sequentially("Committee on")
    name.press("Enter")
    expect(page.locator(".st-key-source")).to_contain_text("minutes.txt · ")
    settled(page)
    page.get_by_role("button", name="Erase the file").click()
    page.get_by_role("textbox", name="Why").fill("not ours to keep")
    page.get_by_role("button", name="Erase", exact=True).click()
    expect(page.get_by_text("minutes.txt was erased by Ada Keller")).to_be_visible()
    with desk.open() as store:
        assert [one.name for one in store.source_files() if one.erased_at is None] == [_ODD_NAME]
        assert people not in store.lookups(desk.story)
        assert [one.fault for one in store.verify()] == [None] * len(store.stories())
