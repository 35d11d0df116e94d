"""What is told of drafts: the correction log, and what changed since a reviewer's tick."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from tests.desk_of_two import open_store, put
from tests.test_new_drafts import FUND, ONE, TWO, bring, desk, on
from workbench import extract
from workbench.app.new_draft import earlier_of, same_story
from workbench.app.since import since_my_tick
from workbench.claim import Status
from workbench.report.corrections import corrections_csv, corrections_of, corrections_text
from workbench.store.comparing import compare_draft

if TYPE_CHECKING:
    from pathlib import Path


def test_correction_log_is_the_signed_draft_against_the_corrected_one(tmp_path: Path) -> None:
    store = desk(tmp_path)
    put(store, on(store, "3").id, proposed="4 men", reason="the hospital's list")
    bring(store, TWO)
    put(store, on(store, "4").id, "Cy", status="confirmed")
    (then, claims), now = store.story_at("fire", 1), store.story("fire")
    log = corrections_of(
        compare_draft(then, claims, (), now.text, now.published), store.claims("fire")
    )
    assert [(one.what, one.claim_id) for one in log] == [
        ("corrected", "fire.2"), ("new", "fire.5"), ("cut", "fire.4"),
    ]  # fmt: skip
    first = log[0]
    assert (first.was, first.now) == (
        "It injured 3 men, Joan Pell said.", "It injured 4 men, Joan Pell said.",
    )  # fmt: skip
    assert first.why == (
        "The figure changed: “3” is now “4”. Proposed: 4 men (not decided). the hospital's list"
    )
    assert (first.checked_by_then, first.checked_by_now) == ("Ann", "Cy")
    rows = list(csv.DictReader(io.StringIO(corrections_csv(log).decode("utf-8-sig"))))
    assert [row["what"] for row in rows] == ["corrected", "new", "cut"]
    text = corrections_text(("Fire", 1, 2), log)
    assert text.startswith("Corrections to “Fire”: draft 1, signed off, to draft 2\n")
    assert "Cut (fire.4)\n  was: The road was closed for 5 hours.\n" in text


def test_what_changed_since_my_tick_is_what_drafts_and_others_did(tmp_path: Path) -> None:
    store = desk(tmp_path)
    bring(store, TWO)
    fund = on(store, "$40,000")
    store.apply("Cy", {(fund.id, "status"): "wrong"}, {(fund.id, "status"): "confirmed"})
    mine = since_my_tick(store.events("fire"), "Ann")
    assert [(one.claim_id, one.found) for one in mine] == [
        ("fire.2", Status.CONFIRMED), ("fire.3", Status.CONFIRMED), ("fire.4", Status.CONFIRMED),
    ]  # fmt: skip
    assert mine[0].carried[0].reasons == ("The figure changed: “3” is now “4”.",)
    assert [one.who for one in mine[1].later] == ["Cy"]
    assert since_my_tick(store.events("fire"), "Cy") == []


def test_draft_that_was_taken_back_changed_nothing_since_my_tick(tmp_path: Path) -> None:
    store = desk(tmp_path)
    store.undo("Ann", "fire", bring(store, TWO))
    assert since_my_tick(store.events("fire"), "Ann") == []


def test_story_of_the_same_name_is_offered_as_a_draft_and_nothing_else(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    for title, text in (("Fire", ONE), ("Fire", TWO), ("Firework", FUND)):
        store.add_story("Ann", title=title, text=text, published=None, claims=extract(text))
    stories = {one.id: one for one in store.stories()}
    listed = list(stories.values())
    assert [one.id for one in same_story("fire", "Fire", listed)] == ["fire-2"]
    earlier = earlier_of(stories["fire-2"], listed)
    assert earlier is not None
    assert earlier.id == "fire"
    assert earlier_of(stories["fire"], listed) is None
    assert earlier_of(stories["firework"], listed) is None
