"""The card of a claim, by keyboard and by label: what is typed there is in the store."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from tests.browser.reviewer import settled, sign_in
from workbench.claim import Status
from workbench.store.readings import meaning

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator

    from tests.browser.serving import Desk
    from workbench.store import ClaimRecord

pytestmark = pytest.mark.browser

FIRST = "244"
_TRIES = 5
_OPENS_MS = 3_000
_LOOKS = 400


def stored(page: Page, desk: Desk, words: str, holds: Callable[[ClaimRecord], bool]) -> ClaimRecord:
    """The claim as soon as the store has what was typed."""
    for _ in range(_LOOKS):
        claim = desk.claim(words)
        if holds(claim):
            return claim
        page.wait_for_timeout(50)
    raise AssertionError(f"never stored: {claim}")


def by_somebody_else(desk: Desk, words: str, **cells: str) -> None:
    """Another reviewer changes cells of a claim, whatever they hold."""
    with desk.open() as store:
        claim = desk.claim(words)
        now = {name: str(getattr(claim, name) or "") for name in cells if name != "sources"}
        now |= {"sources": claim.sources_text} if "sources" in cells else {}
        wanted = {(claim.id, name): value for name, value in cells.items()}
        assert store.apply("Ben Osei", wanted, {c: now[c[1]] for c in wanted}).conflicts == ()


def box(page: Page, name: str) -> Locator:
    """A text field of the card."""
    return page.locator(".st-key-card").get_by_role("textbox", name=name, exact=True)


def choose(page: Page, group: str, label: str) -> None:
    """One of the answers to a question of the card."""
    one = page.locator(".st-key-card").get_by_role("radiogroup", name=group)
    one.get_by_role("radio", name=label, exact=True).click()


def pick(page: Page, name: str, label: str) -> None:
    """An entry of a list; what is saved meanwhile draws the page anew and shuts an open list."""
    entry = page.get_by_role("option", name=label)
    for _ in range(_TRIES):
        settled(page)
        page.get_by_role("combobox", name=name).press("ArrowDown")
        page.get_by_role("combobox", name=name).press_sequentially(label)
        try:
            entry.click(timeout=_OPENS_MS)
        except PlaywrightTimeoutError:
            continue
        return
    raise AssertionError(f"{name} never offered {label}")


def select(page: Page, words: str) -> None:
    """Click on a claim in the text and wait for its card."""
    page.locator("mark[data-id]", has_text=words).first.click()
    expect(page.locator(".claim-sentence mark")).to_have_text(words)


def test_a_claim_is_checked_on_its_card_from_source_to_proposed_wording(  # noqa: PLR0915 - one path
    desk: Desk, open_page: Callable[..., Page]
) -> None:
    page = open_page(desk.url, "Ada Keller")
    select(page, FIRST)
    card = page.locator(".st-key-card")
    with desk.open() as store:
        before = len(store.sources())

    # a tick without a source is saved and called unsourced
    choose(page, "Is it so?", "confirmed")
    claim = stored(page, desk, FIRST, lambda one: one.status is Status.CONFIRMED)
    assert (claim.unsourced, claim.checked_by) == (True, "Ada Keller")
    expect(card).to_contain_text("Unsourced:")

    choose(page, "Did they say it?", "yes, fairly paraphrased")
    stored(page, desk, FIRST, lambda one: one.said_so == "fair_paraphrase")

    box(page, "Add a source").fill("Minutes (example) https://example.org/m")
    box(page, "Add a source").press("Enter")
    box(page, "Where in it").fill("p. 7")
    box(page, "Quote, in the source’s own words").fill("En tout, 31 sont revenus")
    box(page, "Note").click()
    claim = stored(page, desk, FIRST, lambda one: bool(one.sources and one.sources[0].quote))
    (source,) = claim.sources
    assert (source.title, source.locator, source.address, source.quote) == (
        "Minutes (example)", "p. 7", "https://example.org/m", "En tout, 31 sont revenus",
    )  # fmt: skip
    assert not claim.unsourced
    expect(card).to_contain_text(
        "✗ the quote has another value than 244 people (“31 sont revenus”)"
    )
    expect(card).not_to_contain_text("Unsourced:")
    box(page, "Quote, in the source’s own words").fill("En tout, 244 sont revenus")
    box(page, "Note").click()
    expect(card).to_contain_text("✓ the quote holds 244 people (“244 sont revenus”)")

    box(page, "Proposed wording").fill("at least 244 people")
    box(page, "Reason for the change").fill("the minutes count those known")
    box(page, "Who says it").fill("the service’s head")
    box(page, "Note").fill("second page missing")
    # leaving the card by a click on another claim saves what stands in it
    select(page, "60")
    claim = stored(page, desk, FIRST, lambda one: one.note == "second page missing")
    assert (claim.proposed, claim.reason) == (
        "at least 244 people", "the minutes count those known",
    )  # fmt: skip
    assert claim.reading.speaker == "the service’s head"
    expect(box(page, "Note")).to_have_value("")
    settled(page)

    # the sources of the desk can be chosen again; a quote of two sources each keeps its place
    pick(page, "or one of this desk’s", "Minutes (example)")
    stored(page, desk, "60", lambda one: len(one.sources) == 1)
    box(page, "Add a source").fill("doi:10.1000/182, p. 3")
    box(page, "Add a source").press("Enter")
    claim = stored(page, desk, "60", lambda one: len(one.sources) == 2)
    assert [one.address for one in claim.sources] == [
        "https://example.org/m", "https://doi.org/10.1000/182",
    ]  # fmt: skip
    with desk.open() as store:
        assert len(store.sources()) == before + 2

    # a corrected reading opens the finding again; the history takes both back
    select(page, FIRST)
    card.get_by_role("button", name="Correct the reading").click()
    page.get_by_role("textbox", name="What it says, in plain words").fill("at least 245")
    expect(page.get_by_text("This reads as: ≥ 245 people")).to_be_visible()
    page.get_by_role("button", name="Correct it").click()
    claim = stored(page, desk, FIRST, lambda one: one.status is Status.OPEN)
    assert (claim.reading.value, claim.reading.counted) == (Decimal(245), "people")
    expect(card).to_contain_text("read as ≥ 245 people")
    expect(card).to_contain_text("Ada Keller corrected the reading to “≥ 245 people”")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Correct it")).to_have_count(0)
    page.locator(f".st-key-undo_{desk.story} button").first.click()
    claim = stored(page, desk, FIRST, lambda one: one.status is Status.CONFIRMED)
    assert claim.reading.value == Decimal(244)
    with desk.open() as store:
        assert store.verify(desk.story)[0].fault is None


def test_what_is_typed_on_the_card_outlives_another_reviewers_changes(
    desk: Desk, open_page: Callable[..., Page]
) -> None:
    page = open_page(desk.url, "Ada Keller")
    select(page, FIRST)
    card = page.locator(".st-key-card")
    box(page, "Note").click()
    page.keyboard.type("my half")

    # another field, another source, another claim: the open editor keeps its words
    by_somebody_else(desk, FIRST, sources="Census, p. 4", status="asked")
    by_somebody_else(desk, "60", note="elsewhere")
    expect(card).to_contain_text("Ben Osei set source to")
    expect(box(page, "Where in it")).to_have_value("p. 4")
    page.keyboard.type(" sentence")
    box(page, "Proposed wording").click()
    claim = stored(page, desk, FIRST, lambda one: one.note == "my half sentence")
    assert claim.sources_text == "Census, p. 4"

    # the same field: neither text is lost, the reviewer chooses
    box(page, "Note").fill("mine")
    by_somebody_else(desk, FIRST, note="theirs")
    expect(card).to_contain_text("Ben Osei has changed this since to “theirs”")
    expect(box(page, "Note")).to_have_value("mine")
    box(page, "Proposed wording").click()
    expect(page.get_by_text("Yours is not saved yet")).to_be_visible()
    assert desk.claim(FIRST).note == "theirs"
    page.get_by_role("button", name="Use mine").click()
    stored(page, desk, FIRST, lambda one: one.note == "mine")
    expect(page.get_by_text("Yours is not saved yet")).to_have_count(0)
    settled(page)

    # nothing typed: what they wrote is shown when it is asked for
    by_somebody_else(desk, FIRST, note="theirs again")
    card.get_by_role("button", name="Show it here").click()
    expect(box(page, "Note")).to_have_value("theirs again")

    # a quote typed while another source comes in and this one's place moves is still its own
    box(page, "Quote, in the source’s own words").fill("244 came back")
    by_somebody_else(desk, FIRST, sources="A call\nCensus, p. 4")
    expect(card.get_by_role("textbox", name="Where in it")).to_have_count(2)
    box(page, "Proposed wording").click()
    claim = stored(
        page, desk, FIRST, lambda one: len(one.sources) > 1 and one.sources[1].quote != ""
    )
    assert [(one.cited, one.quote) for one in claim.sources] == [
        ("A call", ""), ("Census, p. 4", "244 came back"),
    ]  # fmt: skip

    # two correct one reading: the second is told
    seen = meaning(claim.reading)
    card.get_by_role("button", name="Correct the reading").click()
    page.get_by_role("textbox", name="What it says, in plain words").fill("245 people")
    expect(page.get_by_text("This reads as: 245 people")).to_be_visible()
    with desk.open() as store:
        other = seen.replace('"244"', '"246"')
        cell = (claim.id, "reading")
        assert store.apply("Ben Osei", {cell: other}, {cell: seen}).conflicts == ()
    page.get_by_role("button", name="Correct it").click()
    expect(page.get_by_text("the reading was changed by Ben Osei to “246 people”")).to_be_visible()
    assert desk.claim(FIRST).reading.value == Decimal(246)


def test_sources_calls_and_desk_are_worked_through_by_label(  # noqa: PLR0915 - one path
    start_desk: Callable[..., Desk], open_page: Callable[[str], Page]
) -> None:
    desk = start_desk()
    by_somebody_else(desk, FIRST, sources="Press ofice", status="asked")
    page = open_page(desk.url)
    sign_in(page, "Ada Keller")

    page.get_by_role("link", name="Sources").click()
    page.get_by_role("textbox", name="Add a source").fill("Press office")
    page.get_by_role("textbox", name="Add a source").press("Enter")
    expect(page.get_by_role("textbox", name="Title")).to_have_value("Press office")
    expect(page.get_by_text("Cited by 0 claims.")).to_be_visible()
    settled(page)
    page.get_by_role("textbox", name="Publisher").fill("The ministry (example)")
    page.get_by_role("textbox", name="Author").click()
    expect(page.get_by_text("set of “Press office” publisher")).to_be_attached()
    settled(page)
    pick(page, "It is the same source as", "Press ofice")
    page.get_by_role("button", name="Make them one").click()
    expect(page.get_by_text("Cited by 1 claim.")).to_be_visible()
    with desk.open() as store:
        (source,) = store.sources()
        assert (source.title, source.used) == ("Press ofice", 1)
    page.get_by_role("textbox", name="Title").fill("Press office, ministry (example)")
    page.get_by_role("textbox", name="Author").click()
    expect(page.get_by_role("combobox", name="Describe a source")).to_have_value(
        "Press office, ministry (example)"
    )

    page.get_by_role("link", name="Calls").click()
    expect(page.get_by_text("Press office, ministry (example)").first).to_be_visible()
    answer = page.get_by_role("textbox", name="How many people had returned from the war zone")
    answer.fill("244 by the end of May")
    page.get_by_role("textbox", name="Called on").first.fill("3 June 2016, 14:10")
    page.get_by_role("button", name="Log the call").first.click()
    claim = stored(page, desk, FIRST, lambda one: bool(one.sources[0].quote))
    assert [(one.locator, one.quote) for one in claim.sources] == [
        ("call of 3 June 2016, 14:10", "244 by the end of May")
    ]
    assert claim.sources[0].title == "Press office, ministry (example)"
    expect(page.get_by_text("Answered, a finding is still to be made")).to_be_visible()

    page.get_by_role("link", name="Desk").click()
    page.get_by_role("button", name="Deadline").click()
    page.get_by_role("textbox", name="To be done by").fill("4 June 2099, 17:00")
    page.get_by_role("button", name="Set the deadline").click()
    expect(page.get_by_text("4 June 2099 17:00")).to_be_visible()
    page.get_by_role("button", name="Take off the desk").click()
    page.get_by_role("button", name="Take it off").click()
    expect(page.get_by_text("The desk is empty")).to_be_visible()
    with desk.open() as store:
        assert store.stories() == []
        assert f"{store.story('sample').deadline:%Y-%m-%d}" == "2099-06-04"
    page.get_by_text("Taken off the desk: 1").click()
    page.get_by_role("button", name="Put it back").click()
    expect(page.get_by_text("Taken off the desk: 1")).to_have_count(0)
    expect(page.get_by_role("button", name="Open", exact=True).first).to_be_visible()
    settled(page)
    with desk.open() as store:
        assert [one.id for one in store.stories()] == ["sample"]
        assert store.verify("sample")[0].fault is None
