"""A desk of several: undo, history, second readings, sign-off, company, login, password."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from tests.browser.grid import Grid
from tests.browser.oidc import running_provider
from tests.browser.reviewer import sign_in
from workbench.claim import Status
from workbench.store import Person, Role

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.browser.oidc import Provider
    from tests.browser.serving import Desk

pytestmark = pytest.mark.browser


def _check_all(desk: Desk, who: str) -> None:
    """A finding for each claim of the story, by ``who``."""
    with desk.open() as store:
        cells = {(claim.id, "status"): "on_author" for claim in store.claims(desk.story)}
        store.apply(who, cells, dict.fromkeys(cells, "open"))


def _configure_login(folder: Path, provider: Provider, roles: str) -> None:
    """The secrets.toml of a server started in ``folder``."""
    (folder / ".streamlit").mkdir()
    written = f"{provider.secrets('http://127.0.0.1:{port}/')}\n[workbench.roles]\n{roles}\n"
    (folder / ".streamlit" / "secrets.toml").write_text(written, encoding="utf-8")


def test_the_card_undoes_any_change_hides_what_was_erased_and_lets_an_editor_decide(
    desk: Desk, open_page: Callable[..., Page]
) -> None:
    claims = desk.claims()
    first, second, third = (claim.id for claim in claims[:3])
    page = open_page(desk.url, "Ada Keller")
    with desk.open() as store:
        store.apply("Ben Osei", {(first, "note"): "first"}, {(first, "note"): None})
        store.apply("Ben Osei", {(second, "note"): "secret name"}, {(second, "note"): None})
        store.erase(Person("Ed", Role.EDITOR), desk.story, second, "note", "names a source")
        store.apply("Ben Osei", {(third, "proposed"): "some 2,000"}, {(third, "proposed"): None})
    page.locator(f'mark[data-id="{first}"]').first.click()
    card = page.locator(".st-key-card")
    expect(card).to_contain_text("Ben Osei set note to “first”")
    card.get_by_role("button", name="Undo").first.click()
    expect(card).to_contain_text("Ada Keller set note to “nothing”")
    assert desk.claims()[0].note == ""

    page.locator(f'mark[data-id="{second}"]').first.click()
    expect(card).to_contain_text("Ed erased note")
    expect(card).not_to_contain_text("secret name")

    page.locator(f'mark[data-id="{third}"]').first.click()
    expect(card).to_contain_text("proposed: some 2,000 (not decided)")
    page.get_by_role("button", name="Accept the change").click()
    expect(card).to_contain_text("proposed: some 2,000 (accepted)")
    assert desk.claims()[2].decision == "accepted"


def test_a_draft_is_signed_off_after_second_readings_and_a_later_change_breaks_it(
    desk: Desk, open_page: Callable[..., Page]
) -> None:
    _check_all(desk, "Ben Osei")
    page = open_page(desk.url, "Ada Keller")
    expect(page.get_by_text(re.compile("still needs \\d+ second readings"))).to_be_visible()
    # nobody is offered a second reading of their own finding
    last = desk.claims()[-1]
    desk.set("Ada Keller", last, "status", "confirmed")
    page.locator(f'mark[data-id="{last.id}"]').first.click()
    expect(page.locator(".st-key-card")).to_contain_text("Ada Keller set status to")
    expect(page.get_by_role("button", name="I agree: second reading")).to_have_count(0)
    desk.set("Ben Osei", desk.claims()[-1], "status", "on_author")
    page.locator("mark[data-id]").first.click()
    page.get_by_role("button", name="I agree: second reading").click()
    expect(page.locator(".st-key-card")).to_contain_text("second reading: Ada Keller")
    with desk.open() as store:
        store.second("Ada Keller", [claim.id for claim in store.claims(desk.story)])
    page.get_by_role("button", name="Sign this draft off").click()
    expect(page.get_by_text("is signed off by Ada Keller")).to_be_visible()
    with desk.open() as store:
        claim = store.claims(desk.story)[0].id
        store.apply("Ben Osei", {(claim, "note"): "hm"}, {(claim, "note"): None})
    expect(page.get_by_text("no longer holds: Ben Osei changed")).to_be_visible()


def test_who_else_is_on_the_story_and_on_which_claim_is_shown(
    desk: Desk, open_page: Callable[..., Page]
) -> None:
    ada, ben = open_page(desk.url, "Ada Keller"), open_page(desk.url, "Ben Osei")
    ben.locator("mark[data-id]").first.click()
    expect(ada.locator(".st-key-company")).to_contain_text("Ben Osei on claim 1")


def test_with_a_login_the_name_and_the_role_are_the_provider_s_whatever_the_page_sends(
    start_desk: Callable[..., Desk], open_page: Callable[..., Page], tmp_path: Path
) -> None:
    with running_provider() as provider:
        provider.user = {"sub": "7", "name": "Cleo Brandt", "email": "cleo@example.org"}
        roles = '"cleo@example.org" = "editor"\n"*" = "reader"'
        _configure_login(tmp_path, provider, roles)
        desk = start_desk()
        page = open_page(desk.url)
        page.context.add_cookies(
            [{"name": "workbench_reviewer", "value": "Mallory", "url": desk.url}]
        )
        page.goto(f"{desk.url}?who=Mallory")
        expect(page.locator("mark[data-id]")).to_have_count(0)
        page.get_by_role("button", name="Log in").click()
        badge = page.locator(".st-key-reviewer_badge")
        expect(badge).to_contain_text("Cleo Brandt <cleo@example.org>")
        page.locator("mark[data-id]").first.click()
        page.keyboard.press("w")
        expect(page.get_by_text("1 wrong")).to_be_visible()
        provider.user = {"sub": "8", "name": "Rae", "email": "rae@example.org"}
        reader = open_page(desk.url)
        reader.get_by_role("button", name="Log in").click()
        reader.locator("mark[data-id]").first.click()
        cell = Grid(reader).cell("Status", 0)
        expect(cell).to_have_attribute("aria-readonly", "true")
        expect(reader.get_by_role("button", name="Add a missed claim")).to_have_count(0)
        reader.keyboard.press("c")  # a reader looks, by key too
        reader.keyboard.press("j")
        expect(reader.locator(".st-key-card")).to_contain_text("2  2014")
    with desk.open() as store:
        claim = store.claims("sample")[0]
        last = store.events("sample", claim.id)[-1]
    assert (claim.status, claim.checked_by) == (Status.WRONG, "Cleo Brandt <cleo@example.org>")
    assert last.proven


def test_a_shared_password_admits_and_says_that_names_are_not_proven(
    start_desk: Callable[..., Desk], open_page: Callable[[str], Page], tmp_path: Path
) -> None:
    file = tmp_path / "password.txt"
    file.write_text("correct horse\n", encoding="utf-8")
    page = open_page(start_desk("--shared-password-file", str(file)).url)
    field = page.get_by_role("textbox", name="The desk's password")
    field.fill("wrong horse")
    page.get_by_role("button", name="Open the desk").click()
    expect(page.get_by_text("That is not the password")).to_be_visible()
    expect(page.locator("mark[data-id]")).to_have_count(0)
    field.fill("correct horse")
    page.get_by_role("button", name="Open the desk").click()
    sign_in(page, "Ada Keller")
    expect(page.get_by_text("Names on this desk are not proven")).to_be_visible()


def test_a_desk_is_not_opened_to_the_network_without_a_login_or_a_password(
    tmp_path: Path,
) -> None:
    command = [sys.executable, "-m", "workbench.cli", "serve", "--host", "0.0.0.0"]  # noqa: S104
    done = subprocess.run(
        [*command, "--store", str(tmp_path / "desk.db")],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env={**os.environ, "HOME": str(tmp_path)},
        timeout=60,
    )
    assert done.returncode == 2
    assert "--shared-password-file" in done.stderr
