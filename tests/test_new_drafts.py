"""A new draft on the desk: what stands keeps its tick, the rest opens again, nothing is lost."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING

import pytest

from tests.desk_of_two import claim_at, open_store, put
from workbench import extract
from workbench.claim import Status
from workbench.drafts import Fate
from workbench.errors import ReportError, StoreError
from workbench.report import bring_in, check_report, read_csv, write_csv
from workbench.store.readings import meaning

if TYPE_CHECKING:
    from pathlib import Path

    from tests.databases import Place
    from workbench.store import ClaimRecord, Store

FIRE = "The fire burned 12 homes."
MEN = "It injured 3 men, Joan Pell said."
FUND = "The fund holds $40,000."
ROAD = "The road was closed for 5 hours."
ONE = f"{FIRE} {MEN}\n\n{FUND}\n\n{ROAD}\n"
TWO = f"A wind rose.\n\n{FUND}\n\n{FIRE} It injured 4 men, Joan Pell said.\n\nIt took 9 engines.\n"
THREE = f"{TWO}\n{ROAD}\n"


def desk(place: Path | Place) -> Store:
    """A store with a story whose four claims are confirmed, each by Ann with a source."""
    store = open_store(place)
    store.add_story("Ann", title="Fire", text=ONE, published=None, claims=extract(ONE))
    for one in store.claims("fire"):
        put(store, one.id, status="confirmed", sources="Log, p. 1", note=one.reading.text)
    return store


def bring(store: Store, text: str, who: str = "Bob", published: date | None = None) -> int:
    """Make a text the story's draft; the batch."""
    batch = store.new_draft(who, store.compare("fire", text, published)).batch
    assert batch is not None
    return batch


def on(store: Store, words: str) -> ClaimRecord:
    """The claim of the present draft on these words."""
    return next(one for one in store.claims("fire") if one.reading.text == words)


def whole(store: Store) -> bool:
    """Whether every history is borne out by the tables."""
    return [one.fault for one in store.verify()] == [None] * len(store.stories())


def test_ticks_hold_where_nothing_changed_and_the_rest_opens_again_with_what_it_was(
    place: Place,
) -> None:
    store = desk(place)
    homes = on(store, "12")
    store.second("Cy", [homes.id])
    before = on(store, "12")
    new = store.compare("fire", TWO, None)
    assert [one.claim.reading.text for one in new.kept] == ["12", "$40,000"]
    assert [one.claim.reading.text for one in new.reopened] == ["3"]
    assert [one.claim.reading.text for one in new.gone] == ["5 hours"]
    assert [one.text for one in new.added] == ["9"]
    assert store.story("fire").draft == 1
    store.new_draft("Bob", new)
    after = on(store, "12")
    assert (after.id, after.status, after.checked_by, after.second_by, after.sources) == (
        before.id, Status.CONFIRMED, "Ann", "Cy", before.sources,
    )  # fmt: skip
    story = store.story("fire")
    assert (story.draft, story.text) == (2, TWO)
    assert TWO[after.reading.start : after.reading.end] == "12"
    four = on(store, "4")
    assert (four.status, four.note, four.checked_by) == (Status.OPEN, "3", None)
    told = store.reopened("fire")[four.id]
    assert (told.fate, told.was, told.by, told.before) == (
        Fate.CHANGED, Status.CONFIRMED, "Ann", 1,
    )  # fmt: skip
    assert told.reasons == ("The figure changed: “3” is now “4”.",)
    assert [told.old[0][a:b] for a, b in told.old[1]] == ["3"]
    assert [told.new[0][a:b] for a, b in told.new[1]] == ["4"]
    assert on(store, "9").number == 5
    assert [one.total for one in store.stories()] == [len(store.claims("fire"))] == [4]
    assert store.claim("fire.4").status is Status.DROPPED
    assert whole(store)


def test_draft_is_taken_back_as_one_and_put_there_again(place: Place) -> None:
    store = desk(place)
    store.second("Cy", [on(store, "12").id, on(store, "3").id])
    before, summary = store.claims("fire"), store.stories()
    batch = bring(store, TWO)
    after = store.claims("fire")
    assert store.last_batch("Bob", "fire").undo == batch
    taken = store.undo("Bob", "fire", batch)
    assert store.claims("fire") == before
    assert store.stories() == summary
    assert store.story("fire").text == ONE
    assert whole(store)
    assert taken.batch is not None
    store.redo("Bob", "fire", taken.batch)
    assert store.claims("fire") == after
    assert whole(store)


def test_draft_is_not_taken_back_over_what_was_done_with_it(place: Place) -> None:
    store = desk(place)
    batch = bring(store, TWO)
    put(store, on(store, "4").id, "Cy", status="wrong")
    refused = store.undo("Bob", "fire", batch, partly=True)
    assert [(one.field, one.actual_by) for one in refused.conflicts] == [("status", "Cy")]
    assert store.story("fire").draft == 2
    event = next(e for e in store.events("fire") if e.field == "status" and e.batch == batch)
    with pytest.raises(StoreError, match="came with a draft"):
        store.undo("Bob", "fire", batch, event=event.seq)


def test_draft_to_which_a_claim_was_added_is_not_taken_back(tmp_path: Path) -> None:
    store = desk(tmp_path)
    batch = bring(store, TWO)
    added = store.add_claim("Ann", "fire", claim_at("wind", text=TWO))
    with pytest.raises(StoreError, match=f"{added} was added"):
        store.undo("Bob", "fire", batch)


def test_passage_that_comes_back_brings_its_claim_with_finding_and_history(place: Place) -> None:
    store = desk(place)
    bring(store, TWO)
    assert "fire.4" not in [one.id for one in store.claims("fire")]
    new = store.compare("fire", THREE, None)
    assert [one.claim.id for one in new.returning] == ["fire.4"]
    assert new.added == ()
    batch = store.new_draft("Bob", new).batch
    back = on(store, "5 hours")
    assert (back.id, back.status, back.checked_by, back.note) == (
        "fire.4", Status.CONFIRMED, "Ann", "5 hours",
    )  # fmt: skip
    assert whole(store)
    store.undo("Bob", "fire", batch or 0)
    assert store.claim("fire.4").status is Status.DROPPED
    assert whole(store)


def test_sign_off_breaks_and_dismissed_flags_stay_dismissed(place: Place) -> None:
    store = open_store(place)
    wrong = "Of the 250 asked, 40, or 25 percent, said no."
    store.add_story("Ann", title="Fire", text=wrong, published=None, claims=extract(wrong))
    (flag,) = store.flags("fire")
    store.dismiss("Ann", "fire", flag.key, "of those who answered")
    for one in store.claims("fire"):
        put(store, one.id, status="on_author")
    store.second("Bob", [one.id for one in store.claims("fire")])
    store.sign_off("Cy", "fire", store.story("fire").draft_sha256)
    bring(store, f"It was cold.\n\n{wrong}")
    signed = store.story("fire").signed
    assert signed is not None
    assert (signed.holds, signed.broken_by) == (False, "Bob")
    assert [one.is_open for one in store.flags("fire")] == [False]
    assert [one.signed for one in store.drafts("fire")] == [True, False]
    bring(store, wrong.replace("250", "260"))
    assert [one.is_open for one in store.flags("fire")] == [True]


def test_text_that_is_compared_is_refused_when_the_desk_has_moved_on(place: Place) -> None:
    store = desk(place)
    with pytest.raises(StoreError, match="word for word"):
        store.compare("fire", ONE, None)
    new = store.compare("fire", TWO, None)
    store.add_claim("Ann", "fire", claim_at("Joan", text=ONE))
    with pytest.raises(StoreError, match="added or corrected meanwhile"):
        store.new_draft("Bob", new)
    bring(store, THREE)
    with pytest.raises(StoreError, match="Another draft"):
        store.new_draft("Bob", new)
    assert store.story("fire").draft == 2


def test_what_people_corrected_and_marked_by_hand_is_carried(tmp_path: Path) -> None:
    store = desk(tmp_path)
    homes = on(store, "12")
    said = meaning(replace(homes.reading, value=Decimal(13)))
    store.apply(
        "Ann", {(homes.id, "reading"): said}, {(homes.id, "reading"): meaning(homes.reading)}
    )
    marked = store.add_claim("Ann", "fire", claim_at("fund", text=ONE))
    put(store, marked, status="wrong", note="no fund")
    put(store, homes.id, status="confirmed")
    bring(store, TWO)
    assert (on(store, "12").reading.value, on(store, "12").status) == (
        Decimal(13), Status.CONFIRMED,
    )  # fmt: skip
    fund = on(store, "fund")
    assert (fund.id, fund.status, fund.added_by_hand) == (marked, Status.WRONG, True)
    assert TWO[fund.reading.sent_start : fund.reading.sent_end] == FUND
    assert whole(store)


def test_same_words_read_on_another_day_open_again(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    text = "He left last Friday."
    friday = date(2016, 6, 10)
    store.add_story("Ann", title="Fire", text=text, published=friday, claims=extract(text, friday))
    put(store, "fire.1", status="confirmed", said_so="exact")
    new = store.compare("fire", text, date(2016, 7, 10))
    store.new_draft("Bob", new)
    claim = store.claim("fire.1")
    assert (claim.status, claim.said_so) == (Status.OPEN, None)
    assert store.story("fire").published == date(2016, 7, 10)
    assert whole(store)


def test_earlier_draft_is_there_as_it_was_left_and_its_report_is_true(place: Place) -> None:
    store = desk(place)
    before = store.claims("fire")
    report = BytesIO()
    write_csv(store.story("fire"), before, report)
    head = store.story("fire").head_hash
    bring(store, TWO)
    story, claims = store.story_at("fire", 1)
    assert (story.text, story.draft, story.head_hash) == (ONE, 1, head)
    seen = [(one.id, one.reading, one.status, one.checked_by, one.sources_text) for one in claims]
    assert seen == [
        (one.id, one.reading, one.status, one.checked_by, one.sources_text) for one in before
    ]
    again = BytesIO()
    write_csv(story, claims, again)
    assert check_report(store, again.getvalue()) == check_report(store, report.getvalue()) == []
    with pytest.raises(ReportError, match="draft 1 of fire, and draft 2 is on the desk"):
        bring_in(store, "Cy", read_csv(report.getvalue()), "claims.csv")
    now = BytesIO()
    write_csv(store.story("fire"), store.claims("fire"), now)
    assert bring_in(store, "Cy", read_csv(now.getvalue()), "claims.csv").changed == 0
    assert check_report(store, now.getvalue()) == []


def test_tick_that_was_meant_for_the_draft_before_is_a_conflict(place: Place) -> None:
    store = desk(place)
    cell = (on(store, "3").id, "status")
    store.apply("Ann", {cell: "open"}, {cell: "confirmed"})
    bring(store, TWO)
    applied = store.apply("Cy", {cell: "confirmed"}, {cell: "open"}, draft=1)
    assert [(one.field, one.actual_by) for one in applied.conflicts] == [("status", "Bob")]
    assert store.claim(cell[0]).status is Status.OPEN
    kept = (on(store, "12").id, "status")
    assert store.apply("Cy", {kept: "wrong"}, {kept: "confirmed"}, draft=1).conflicts == ()


def test_tampering_with_a_draft_is_found(tmp_path: Path) -> None:
    store = desk(tmp_path)
    bring(store, TWO)
    store.close()
    with closing(sqlite3.connect(tmp_path / "desk.sqlite")) as raw, raw:
        raw.execute("UPDATE claims SET draft = 1 WHERE id = 'fire.1'")
    with open_store(tmp_path) as again:
        assert "fire.1: draft is not what" in (again.verify()[0].fault or "")
