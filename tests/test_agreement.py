"""Roles, second readings, sign-off, editors' decisions, who is where."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.desk_of_two import claim_at, put, with_story
from tests.test_verify import report
from workbench.claim import Decision
from workbench.errors import NotAllowedError, StoreError
from workbench.report import bring_in, read_csv
from workbench.store import GONE_AFTER, Person, Role, Store

if TYPE_CHECKING:
    from pathlib import Path

    from tests.databases import Place

ED = Person("Ed", Role.EDITOR, proven=True)
READER = Person("Rae", Role.READER)
STATUS = ("returnees.1", "status")


def covered(place: Place) -> tuple[Store, str]:
    """A story with a finding by Ann on each claim, each read by Bob or Cy."""
    store, story = with_story(place)
    for number in range(1, 5):
        put(store, f"returnees.{number}", "Ann", status="on_author")
    store.second("Bob", ["returnees.1", "returnees.2"])
    store.second("Cy", ["returnees.3", "returnees.4"])
    return store, story


def test_reader_may_look_and_change_nothing(place: Place) -> None:
    store, story = with_story(place)
    assert len(store.claims(story)) == 4
    with pytest.raises(NotAllowedError, match="Rae is here as reader"):
        put(store, "returnees.1", READER, note="x")
    with pytest.raises(NotAllowedError):
        store.second(READER, ["returnees.1"])


def test_name_that_a_login_proved_is_told_from_one_that_was_typed(place: Place) -> None:
    store, story = with_story(place)
    put(store, "returnees.1", Person("Ann", proven=True), note="x")
    put(store, "returnees.2", "Ann", note="x")
    assert [one.proven for one in store.events(story)[-2:]] == [True, False]
    assert store.verify()[0].fault is None


def test_second_reading_is_by_somebody_else_and_ends_with_any_change(place: Place) -> None:
    store, story = with_story(place)
    put(store, "returnees.1", "Ann Lee", status="wrong")
    for oneself in ("Ann Lee", " ann  lee"):
        with pytest.raises(NotAllowedError, match="your own"):
            store.second(oneself, ["returnees.1"])
    store.second("Bob", ["returnees.1"])
    claim = store.claims(story)[0]
    assert (claim.second_by, claim.second_at) == ("Bob", datetime(2016, 6, 4, 12, 4, tzinfo=UTC))
    put(store, "returnees.1", "Bob", note="later")
    assert store.claims(story)[0].second_by is None


def test_claim_without_a_finding_is_not_agreed_with_and_nothing_of_the_call_is(
    place: Place,
) -> None:
    store, story = with_story(place)
    put(store, "returnees.1", "Ann", status="wrong")
    with pytest.raises(StoreError, match=r"returnees\.2 has no finding"):
        store.second("Bob", ["returnees.1", "returnees.2"])
    assert store.claims(story)[0].second_by is None


def test_claim_that_changed_since_it_was_seen_is_not_agreed_with(place: Place) -> None:
    store, _ = with_story(place)
    seen = put(store, "returnees.1", "Ann", status="wrong")
    put(store, "returnees.2", "Ann", status="wrong")
    store.apply("Ann", {STATUS: "confirmed"}, {STATUS: "wrong"})
    agreed = store.second("Bob", ["returnees.1", "returnees.2"], seen=seen + 1)
    assert agreed.saved == (("returnees.2", "second_by"),)
    assert [(one.field, one.actual, one.actual_by) for one in agreed.conflicts] == [
        ("status", "confirmed", "Ann")
    ]


def test_imported_finding_is_read_by_neither_who_made_nor_who_brought_it(
    place: Place, tmp_path: Path
) -> None:
    other, story = with_story(tmp_path, "other.sqlite")
    put(other, "returnees.1", "Zoe", status="confirmed")
    store, _ = with_story(place)
    bring_in(store, "Ann", read_csv(report(other, story)), "claims.csv")
    assert store.claims(story)[0].checked_by == "Zoe"
    for author in ("Zoe", "Ann"):
        with pytest.raises(NotAllowedError):
            store.second(author, ["returnees.1"])
    store.second("Bob", ["returnees.1"])


def test_draft_is_signed_off_on_its_hash_and_any_change_breaks_it_visibly(place: Place) -> None:
    store, story = covered(place)
    draft = store.story(story).draft_sha256
    signed = store.sign_off("Dee", story, draft, seen=store.revision(story))
    assert (signed.by, signed.draft_sha256, signed.holds, signed.second_reader) == (
        "Dee", draft, True, True,
    )  # fmt: skip
    put(store, "returnees.2", "Eve", note="x")
    broken = store.stories()[0].signed
    assert broken is not None
    assert (broken.by, broken.holds, broken.broken_by) == ("Dee", False, "Eve")
    assert [one.field for one in store.events(story)[-3:]] == ["note", "second_by", "signed_off"]
    assert store.verify()[0].fault is None


def test_sign_off_is_refused_for_another_draft_a_later_change_or_an_uncovered_claim(
    place: Place,
) -> None:
    store, story = covered(place)
    draft, seen = store.story(story).draft_sha256, store.revision(story)
    with pytest.raises(StoreError, match="newer draft"):
        store.sign_off("Dee", story, "0" * 64)
    store.add_claim("Dee", story, claim_at("vote"))
    with pytest.raises(StoreError, match="changed since you looked"):
        store.sign_off("Dee", story, draft, seen=seen)
    with pytest.raises(StoreError, match=r"second reading yet: returnees\.5\."):
        store.sign_off("Dee", story, draft)
    assert store.story(story).signed is None


def test_sign_off_can_be_withdrawn_and_a_broken_one_only_given_anew(place: Place) -> None:
    store, story = covered(place)
    draft = store.story(story).draft_sha256
    store.sign_off("Dee", story, draft)
    batch = store.last_batch("Dee", story).undo
    assert batch is not None
    store.undo("Dee", story, batch)
    assert store.story(story).signed is None
    store.sign_off("Dee", story, draft)
    put(store, "returnees.1", "Eve", note="x")
    batch = store.last_batch("Eve", story).undo
    assert batch is not None
    store.undo("Eve", story, batch)
    assert store.claims(story)[0].second_by == "Bob"
    signed = store.story(story).signed
    assert signed is not None
    assert not signed.holds
    assert store.sign_off("Dee", story, draft).holds


def test_desk_of_one_switches_the_second_reader_off_and_reports_say_so(place: Place) -> None:
    store, story = with_story(place)
    assert store.settings().second_reader
    with pytest.raises(NotAllowedError, match="takes an editor"):
        store.configure("Ann", second_reader=False)
    store.configure(ED, second_reader=False)
    for number in range(1, 5):
        put(store, f"returnees.{number}", "Ann", status="on_author")
    signed = store.sign_off("Ann", story, store.story(story).draft_sha256)
    assert not signed.second_reader
    written = report(store, story)
    assert written.count(b"no second reader") == 4
    assert bring_in(store, "Ann", read_csv(written), "claims.csv").changed == 0
    assert {row.cells["second_by"] for row in read_csv(written).rows} == {""}


def test_editor_decides_on_a_proposed_change_and_a_new_proposal_is_undecided(place: Place) -> None:
    store, story = with_story(place)
    cell = ("returnees.1", "decision")
    with pytest.raises(StoreError, match="nothing to decide"):
        store.apply(ED, {cell: "accepted"}, {cell: None})
    put(store, "returnees.1", "Ann", proposed="245")
    with pytest.raises(NotAllowedError):
        store.apply("Ann", {cell: "accepted"}, {cell: None})
    store.apply(ED, {cell: "accepted"}, {cell: None})
    assert store.claims(story)[0].decision is Decision.ACCEPTED
    proposed = ("returnees.1", "proposed")
    store.apply("Ann", {proposed: "246"}, {proposed: "245"})
    assert store.claims(story)[0].decision is None


def test_presence_is_seen_by_others_and_gone_by_itself(place: Place) -> None:
    now = [datetime(2016, 6, 4, 12, tzinfo=UTC)]
    with_story(place)[0].close()
    with Store.open(place.url("desk.sqlite"), clock=lambda: now[0]) as store:
        before = store.revision("returnees")
        store.here("Bob", "returnees")
        store.here(READER, "returnees", "returnees.2")
        store.here("Bob", "returnees", "returnees.1")
        seen = [(one.who, one.claim_id) for one in store.present("returnees")]
        assert seen == [("Bob", "returnees.1"), ("Rae", "returnees.2")]
        assert store.present("elsewhere") == []
        store.leave(READER, "returnees")
        assert [one.who for one in store.present("returnees")] == ["Bob"]
        now[0] += timedelta(seconds=GONE_AFTER + 1)
        assert store.present("returnees") == []
        assert store.revision("returnees") == before
