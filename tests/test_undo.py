"""Taking back: by anyone who may edit, as a new event, never over another's head."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from tests.desk_of_two import claim_at, open_store, put, reread, with_story
from workbench.claim import Status
from workbench.errors import NotAllowedError, NotFoundError, StoreError
from workbench.store import Person, Role

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.databases import Place
    from workbench.store import ClaimRecord, Store

ED = Person("Ed", Role.EDITOR)
STATUS, NOTE = ("returnees.1", "status"), ("returnees.1", "note")


def first(store: Store) -> ClaimRecord:
    """The story's first claim."""
    return store.claims("returnees")[0]


def last(store: Store, who: str = "Ann") -> int:
    """The batch that the person's undo key takes back."""
    batch = store.last_batch(who, "returnees").undo
    assert batch is not None
    return batch


def test_bulk_edit_is_taken_back_as_one_and_put_there_again_as_one(place: Place) -> None:
    store, story = with_story(place)
    before = store.claims(story)
    cells = {(f"returnees.{n}", "status"): "confirmed" for n in range(1, 5)}
    store.apply("Ann", cells, dict.fromkeys(cells, "open"))
    after = store.claims(story)
    assert len(store.undo("Ann", story, last(store)).saved) == 4
    assert store.claims(story) == before
    again = store.last_batch("Ann", story).redo
    assert again is not None
    store.redo("Ann", story, again)
    assert store.claims(story) == after
    assert [verdict.fault for verdict in store.verify()] == [None]


def change_cells(store: Store) -> None:
    put(store, "returnees.1", said_so="exact", proposed="245", note="n", sources="Census, p. 3")


def change_finding(store: Store) -> None:
    store.apply("Ann", {STATUS: "wrong"}, {STATUS: "confirmed"})


def add_claim(store: Store) -> None:
    store.add_claim("Ann", "returnees", claim_at("vote"))


def publish(store: Store) -> None:
    store.set_published(
        "Ann", "returnees", date(2016, 6, 4), [*reread("January 2014", "2013-01"), claim_at("vote")]
    )


def read_again(store: Store) -> None:
    store.reread("Ann", "returnees", reread("January 2014", "2013-01"))


def agree(store: Store) -> None:
    store.second("Ann", ["returnees.1"])


@pytest.mark.parametrize(
    "change", [change_cells, change_finding, add_claim, publish, read_again, agree]
)
def test_whatever_is_taken_back_leaves_the_claims_as_they_were(
    place: Place, change: Callable[[Store], None]
) -> None:
    store, story = with_story(place)
    put(store, "returnees.1", "Bob", status="confirmed")
    put(store, "returnees.2", "Bob", status="confirmed")
    store.second("Cy", ["returnees.2"])
    before, published = store.claims(story), store.story(story).published
    change(store)
    after, dated = store.claims(story), store.story(story).published
    assert (before, published) != (after, dated)
    taken = store.undo("Ann", story, last(store))
    assert (store.claims(story), store.story(story).published) == (before, published)
    assert taken.batch is not None
    store.redo("Ann", story, taken.batch)
    redone = store.claims(story)
    assert [one.reading for one in redone] == [one.reading for one in after]
    assert [one.status for one in redone] == [one.status for one in after]
    assert [verdict.fault for verdict in store.verify()] == [None]


def test_finding_taken_back_is_its_authors_again_with_their_second_reader(place: Place) -> None:
    store, story = with_story(place)
    put(store, "returnees.1", "Ann", status="confirmed")
    store.second("Bob", ["returnees.1"])
    store.apply("Cy", {STATUS: "wrong"}, {STATUS: "confirmed"})
    assert (first(store).checked_by, first(store).second_by) == ("Cy", None)
    store.undo("Cy", story, last(store, "Cy"))
    claim = first(store)
    assert (claim.status, claim.checked_by, claim.second_by) == (Status.CONFIRMED, "Ann", "Bob")
    assert claim.checked_at == datetime(2016, 6, 4, 12, 1, tzinfo=UTC)


def test_undo_is_refused_whole_where_a_cell_has_moved_on(place: Place) -> None:
    store, story = with_story(place)
    put(store, "returnees.1", status="confirmed", note="mine")
    store.apply("Bob", {NOTE: "Bob's"}, {NOTE: "mine"})
    refused = store.undo("Ann", story, last(store))
    (conflict,) = refused.conflicts
    assert (refused.saved, refused.batch) == ((), None)
    assert (conflict.field, conflict.expected, conflict.wanted) == ("note", "mine", None)
    assert (conflict.actual, conflict.actual_by) == ("Bob's", "Bob")
    assert (first(store).status, first(store).note) == (Status.CONFIRMED, "Bob's")
    assert store.undo("Ann", story, last(store), partly=True).saved == (STATUS,)
    assert (first(store).status, first(store).note) == (Status.OPEN, "Bob's")


def test_cell_that_came_back_to_the_same_value_has_moved_on_all_the_same(place: Place) -> None:
    store, story = with_story(place)
    put(store, "returnees.1", note="a")
    store.apply("Bob", {NOTE: "b"}, {NOTE: "a"})
    store.apply("Bob", {NOTE: "a"}, {NOTE: "b"})
    assert store.undo("Ann", story, last(store)).conflicts
    assert first(store).note == "a"


def test_single_event_is_taken_back_by_anybody_after_a_restart(place: Place) -> None:
    store, story = with_story(place)
    put(store, "returnees.1", status="confirmed", note="n")
    made = store.events(story, "returnees.1")[-1]
    store.close()
    with open_store(place) as again:
        again.undo("Bob", story, made.batch, event=made.seq)
        assert (first(again).status, first(again).note) == (Status.CONFIRMED, "")


def test_keys_are_each_persons_own_and_outlive_a_restart(place: Place) -> None:
    store, story = with_story(place)
    put(store, "returnees.1", "Ann", note="one")
    put(store, "returnees.2", "Bob", note="two")
    put(store, "returnees.3", "Ann", note="three")
    anns, bobs = last(store, "Ann"), last(store, "Bob")
    assert anns > bobs
    store.undo("Ann", story, anns)
    store.close()
    with open_store(place) as again:
        keys = again.last_batch("Ann", story)
        assert (keys.undo, keys.redo) == (bobs - 1, anns + 1)
        assert again.last_batch("Bob", story).undo == bobs
        put(again, "returnees.4", "Ann", note="four")
        assert again.last_batch("Ann", story).redo is None
        assert again.last_batch("Dee", story).undo is None


def test_claim_taken_back_gives_its_number_to_no_other(place: Place) -> None:
    store, story = with_story(place)
    assert store.add_claim("Ann", story, claim_at("vote")) == "returnees.5"
    taken = store.undo("Ann", story, last(store))
    assert store.add_claim("Ann", story, claim_at("vote")) == "returnees.6"
    with pytest.raises(NotFoundError):
        put(store, "returnees.5", note="x")
    assert taken.batch is not None
    with pytest.raises(StoreError, match=r"returnees\.6"):
        store.redo("Ann", story, taken.batch)


def test_claim_that_somebody_worked_on_is_not_taken_back(place: Place) -> None:
    store, story = with_story(place)
    added = store.add_claim("Ann", story, claim_at("vote"))
    put(store, added, "Bob", note="x")
    assert store.undo("Ann", story, last(store)).conflicts
    assert added in [claim.id for claim in store.claims(story)]


def test_arrival_is_not_taken_back(place: Place) -> None:
    store, story = with_story(place)
    assert store.last_batch("Ann", story).undo is None
    with pytest.raises(StoreError, match="arrival"):
        store.undo("Ann", story, 1)
    with pytest.raises(NotFoundError):
        store.undo("Ann", story, 99)


def test_reader_takes_nothing_back_and_an_editors_decision_takes_an_editor(place: Place) -> None:
    store, story = with_story(place)
    put(store, "returnees.1", proposed="245")
    decision = {("returnees.1", "decision"): "accepted"}
    batch = store.apply(ED, decision, dict.fromkeys(decision)).batch
    assert batch is not None
    for who in ("Ann", Person("Ann", Role.READER)):
        with pytest.raises(NotAllowedError):
            store.undo(who, story, batch)
    store.undo(ED, story, batch)
    assert first(store).decision is None
