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
from workbench.sample import add_sample
from workbench.store import Person, Role, Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.browser.oidc import Provider
    from tests.browser.serving import Desk

pytestmark = pytest.mark.browser


def _check_all(place: Path, who: str) -> None:
    """A finding for each claim of the sample, by ``who``."""
    with Store.open(f"sqlite:///{place}") as store:
        cells = {(claim.id, "status"): "on_author" for claim in store.claims("sample")}
        store.apply(who, cells, dict.fromkeys(cells, "open"))


def _configure_login(folder: Path, provider: Provider, roles: str) -> None:
    """The secrets.toml of a server started in ``folder``."""
    (folder / ".streamlit").mkdir()
    written = f"{provider.secrets('http://127.0.0.1:{port}/')}\n[workbench.roles]\n{roles}\n"
    (folder / ".streamlit" / "secrets.toml").write_text(written, encoding="utf-8")


def _statuses(place: Path) -> list[Status]:
    with Store.open(f"sqlite:///{place}") as store:
        return [claim.status for claim in store.claims("sample")]


def test_a_change_is_undone_and_redone_by_key_after_a_restart_too(
    start_desk: Callable[..., Desk], open_page: Callable[[str], Page]
) -> None:
    desk = start_desk()
    page = open_page(desk.url)
    sign_in(page, "Ada Keller")
    Grid(page).choose("Status", 0, "wrong")
    expect(page.get_by_text("1 wrong")).to_be_visible()
    desk.stop()
    again = open_page(start_desk(store=desk.store).url)
    sign_in(again, "Ada Keller")
    again.locator("mark").first.click()
    again.keyboard.press("u")
    expect(again.get_by_text(re.compile(r"^0 of"))).to_be_visible()
    assert _statuses(desk.store)[0] is Status.OPEN
    again.keyboard.press("Shift+U")
    expect(again.get_by_text("1 wrong")).to_be_visible()
    assert _statuses(desk.store)[0] is Status.WRONG


def test_the_undo_key_does_not_fire_while_typing_a_note(
    start_desk: Callable[..., Desk], open_page: Callable[[str], Page]
) -> None:
    desk = start_desk()
    page = open_page(desk.url)
    sign_in(page, "Ada Keller")
    grid = Grid(page)
    grid.choose("Status", 0, "wrong")
    expect(page.get_by_text("1 wrong")).to_be_visible()
    grid.type("Note", 1, "unusual, ask UNHCR")
    expect(page.get_by_text("1 wrong")).to_be_visible()
    assert _statuses(desk.store)[0] is Status.WRONG


def test_any_change_in_the_history_of_a_claim_is_undone_by_its_button(
    start_desk: Callable[..., Desk], open_page: Callable[[str], Page]
) -> None:
    desk = start_desk()
    page = open_page(desk.url)
    sign_in(page, "Ada Keller")
    with Store.open(f"sqlite:///{desk.store}") as store:
        claim = store.claims("sample")[0].id
        store.apply("Ben Osei", {(claim, "note"): "first"}, {(claim, "note"): None})
    page.locator("mark").first.click()
    card = page.locator(".st-key-card")
    expect(card).to_contain_text("Ben Osei set note to “first”")
    card.get_by_role("button", name="Undo").first.click()
    expect(card).to_contain_text("Ada Keller set note to “nothing”")
    with Store.open(f"sqlite:///{desk.store}") as store:
        assert store.claims("sample")[0].note == ""


def test_a_draft_is_signed_off_after_second_readings_and_a_later_change_breaks_it(
    start_desk: Callable[..., Desk], open_page: Callable[[str], Page]
) -> None:
    desk = start_desk()
    _check_all(desk.store, "Ben Osei")
    page = open_page(desk.url)
    sign_in(page, "Ada Keller")
    expect(page.get_by_text(re.compile("still needs \\d+ second readings"))).to_be_visible()
    page.locator("mark").first.click()
    page.get_by_role("button", name="I agree: second reading").click()
    expect(page.locator(".st-key-card")).to_contain_text("second reading: Ada Keller")
    with Store.open(f"sqlite:///{desk.store}") as store:
        store.second("Ada Keller", [claim.id for claim in store.claims("sample")])
    page.get_by_role("button", name="Sign this draft off").click()
    expect(page.get_by_text("is signed off by Ada Keller")).to_be_visible()
    with Store.open(f"sqlite:///{desk.store}") as store:
        claim = store.claims("sample")[0].id
        store.apply("Ben Osei", {(claim, "note"): "hm"}, {(claim, "note"): None})
    expect(page.get_by_text("no longer holds: Ben Osei changed")).to_be_visible()


def test_nobody_is_offered_a_second_reading_of_their_own_finding(
    start_desk: Callable[..., Desk], open_page: Callable[[str], Page]
) -> None:
    desk = start_desk()
    _check_all(desk.store, "Ada Keller")
    page = open_page(desk.url)
    sign_in(page, "Ada Keller")
    page.locator("mark").first.click()
    expect(page.locator(".st-key-card")).to_contain_text("Ada Keller")
    expect(page.get_by_role("button", name="I agree: second reading")).to_have_count(0)


def test_who_else_is_on_the_story_and_on_which_claim_is_shown(
    start_desk: Callable[..., Desk], open_page: Callable[[str], Page]
) -> None:
    desk = start_desk()
    ada, ben = open_page(desk.url), open_page(desk.url)
    sign_in(ada, "Ada Keller")
    sign_in(ben, "Ben Osei")
    ben.locator("mark").first.click()
    expect(ada.locator(".st-key-company")).to_contain_text("Ben Osei on claim 1")


def test_with_a_login_the_name_and_the_role_are_the_provider_s_whatever_the_page_sends(
    start_desk: Callable[..., Desk], open_page: Callable[[str], Page], tmp_path: Path
) -> None:
    with running_provider() as provider:
        provider.user = {"sub": "7", "name": "Cleo Brandt", "email": "cleo@example.org"}
        _configure_login(tmp_path, provider, '"cleo@example.org" = "editor"')
        desk = start_desk()
        page = open_page(desk.url)
        page.context.add_cookies(
            [{"name": "workbench_reviewer", "value": "Mallory", "url": desk.url}]
        )
        page.goto(f"{desk.url}?who=Mallory")
        expect(page.locator("mark")).to_have_count(0)
        page.get_by_role("button", name="Log in").click()
        badge = page.locator(".st-key-reviewer_badge")
        expect(badge).to_contain_text("Cleo Brandt <cleo@example.org>")
        page.locator("mark").first.click()
        Grid(page).choose("Status", 0, "wrong")
        expect(page.get_by_text("1 wrong")).to_be_visible()
    with Store.open(f"sqlite:///{desk.store}") as store:
        claim = store.claims("sample")[0]
        last = store.events("sample", claim.id)[-1]
    assert claim.checked_by == "Cleo Brandt <cleo@example.org>"
    assert last.proven


def test_a_reader_sees_the_table_and_can_change_nothing(
    start_desk: Callable[..., Desk], open_page: Callable[[str], Page], tmp_path: Path
) -> None:
    with running_provider() as provider:
        provider.user = {"sub": "8", "name": "Rae", "email": "rae@example.org"}
        _configure_login(tmp_path, provider, '"*" = "reader"')
        page = open_page(start_desk().url)
        page.get_by_role("button", name="Log in").click()
        expect(page.locator("mark").first).to_be_visible()
        cell = Grid(page).cell("Status", 0)
        expect(cell).to_have_attribute("aria-readonly", "true")
        expect(page.get_by_role("button", name="Add a missed claim")).to_have_count(0)


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
    expect(page.locator("mark")).to_have_count(0)
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


def test_what_an_editor_erased_is_gone_from_the_card(
    start_desk: Callable[..., Desk], open_page: Callable[[str], Page], tmp_path: Path
) -> None:
    place = tmp_path / "desk.db"
    with Store.open(f"sqlite:///{place}") as store:
        add_sample(store)
        claim = store.claims("sample")[0].id
        store.apply("Ben Osei", {(claim, "note"): "secret name"}, {(claim, "note"): None})
        store.erase(Person("Ed", Role.EDITOR), "sample", claim, "note", "names a source")
    page = open_page(start_desk(store=place).url)
    sign_in(page, "Ada Keller")
    page.locator("mark").first.click()
    expect(page.locator(".st-key-card")).to_be_visible()
    expect(page.locator(".st-key-card")).not_to_contain_text("secret name")


def test_an_editor_accepts_a_proposed_wording_on_the_card(
    start_desk: Callable[..., Desk], open_page: Callable[[str], Page]
) -> None:
    desk = start_desk()
    page = open_page(desk.url)
    sign_in(page, "Ed")
    with Store.open(f"sqlite:///{desk.store}") as store:
        claim = store.claims("sample")[0].id
        store.apply("Ben Osei", {(claim, "proposed"): "some 2,000"}, {(claim, "proposed"): None})
    page.locator("mark").first.click()
    card = page.locator(".st-key-card")
    expect(card).to_contain_text("proposed: some 2,000 (not decided)")
    page.get_by_role("button", name="Accept the change").click()
    expect(card).to_contain_text("proposed: some 2,000 (accepted)")
    with Store.open(f"sqlite:///{desk.store}") as store:
        assert store.claims("sample")[0].decision == "accepted"


def test_an_edit_that_the_store_could_not_take_is_said_and_saved_when_it_can(
    start_desk: Callable[..., Desk], open_page: Callable[[str], Page], tmp_path: Path
) -> None:
    # the folder is moved as a whole: a database and its log must never be moved one by one
    shelf, away = tmp_path / "shelf", tmp_path / "away"
    shelf.mkdir()
    desk = start_desk(store=shelf / "desk.db")
    page = open_page(desk.url)
    sign_in(page, "Ada Keller")
    grid = Grid(page)
    shelf.rename(away)
    grid.type("Note", 0, "kept all the same")
    expect(page.get_by_text("Not saved yet: 1 of your edits").first).to_be_visible()
    away.rename(shelf)
    page.get_by_role("button", name="Try again").first.click()
    expect(page.get_by_text("Not saved:")).to_be_visible()
    page.get_by_role("button", name="Save 1 unsaved now").click()
    expect(page.get_by_text("Not saved:")).to_have_count(0)
    with Store.open(f"sqlite:///{desk.store}") as store:
        assert store.claims("sample")[0].note == "kept all the same"
