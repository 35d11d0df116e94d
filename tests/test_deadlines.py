"""Deadlines as they are typed, said and kept; stories taken off the desk and put back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from tests.desk_of_two import TEXT, put, readings, with_story
from workbench.app.deadline import in_words, typed_moment
from workbench.errors import StoreError
from workbench.store import Person, Role

if TYPE_CHECKING:
    from pathlib import Path

    from tests.databases import Place

ED = Person("Ed", Role.EDITOR)
# a Friday
NOW = datetime(2016, 6, 3, 15, 30, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("today 17:00", "2016-06-03 17:00"),
        ("17:00", "2016-06-03 17:00"),
        ("5 pm", "2016-06-03 17:00"),
        ("tomorrow 9.30", "2016-06-04 09:30"),
        ("tomorrow", "2016-06-04 18:00"),
        ("Monday at 9 am", "2016-06-06 09:00"),
        ("Friday 12:00", "2016-06-10 12:00"),
        ("4 June 2016, 17:00", "2016-06-04 17:00"),
        ("2016-06-04 17:00", "2016-06-04 17:00"),
        ("4 June 2016", "2016-06-04 18:00"),
        ("4 June 2016 at 12 am", "2016-06-04 00:00"),
        ("soon", None),
        ("25:00", None),
        ("13 pm", None),
        ("", None),
    ],
)
def test_deadline_is_typed_as_one_says_it(typed: str, meant: str | None) -> None:
    read = typed_moment(typed, NOW)
    assert (read and f"{read:%Y-%m-%d %H:%M}") == meant
    assert read is None or read.tzinfo is NOW.tzinfo


@pytest.mark.parametrize(
    ("away", "words"),
    [
        (timedelta(minutes=1), "in 1 minute, today 15:31"),
        (timedelta(hours=1, minutes=30), "in 1 hour 30 minutes, today 17:00"),
        (timedelta(hours=20), "in 20 hours, tomorrow 11:30"),
        (timedelta(days=3), "in 3 days, Monday 15:30"),
        (timedelta(days=30), "in 30 days, 3 July 2016 15:30"),
        (-timedelta(hours=2), "over since 2 hours, today 13:30"),
    ],
)
def test_deadline_is_said_by_how_long_there_is(away: timedelta, words: str) -> None:
    assert in_words((NOW + away).astimezone(UTC), NOW) == words


def test_stories_stand_by_deadline_and_a_deadline_is_undone_like_any_change(place: Place) -> None:
    store, first = with_story(place)
    second = store.add_story("Ann", title="Later", text="x", published=None, claims=())
    third = store.add_story("Ann", title="Third", text="y", published=None, claims=())
    noon = datetime(2016, 6, 5, 12, tzinfo=UTC)
    store.set_deadline("Ann", first, noon, seen=None)
    store.set_deadline("Bob", second, noon - timedelta(hours=1), seen=None)
    assert [one.id for one in store.stories()] == [second, first, third]
    assert store.stories()[1].deadline == noon
    with pytest.raises(StoreError, match="Ann has set another deadline"):
        store.set_deadline("Bob", first, noon + timedelta(days=1), seen=None)
    store.set_deadline("Bob", first, None, seen=noon)
    last = store.last_batch("Bob", first).undo
    assert last is not None
    store.undo("Bob", first, last)
    assert store.story(first).deadline == noon
    assert [verdict.fault for verdict in store.verify()] == [None] * 3


def test_deadline_and_archive_leave_a_sign_off_whole(tmp_path: Path) -> None:
    store, story = with_story(tmp_path)
    store.configure(ED, second_reader=False)
    for number in range(1, 5):
        put(store, f"{story}.{number}", status="on_author")
    store.sign_off("Ann", story, store.story(story).draft_sha256)
    store.set_deadline("Ann", story, datetime(2016, 6, 5, tzinfo=UTC), seen=None)
    store.archive("Ann", story)
    store.put_back("Ann", story)
    signed = store.story(story).signed
    assert signed is not None
    assert signed.holds


def test_story_taken_off_the_desk_is_kept_whole_and_comes_back(place: Place) -> None:
    store, story = with_story(place)
    put(store, f"{story}.1", status="confirmed", note="kept")
    store.archive("Ann", story)
    store.archive("Ann", story)
    assert (store.stories(), [one.id for one in store.archived()]) == ([], [story])
    assert store.claims(story)[0].note == "kept"
    assert store.story(story).archived
    again = store.add_story(
        "Ann", title="Returnees", text=TEXT, published=None, claims=readings()
    )  # fmt: skip
    assert again == "returnees-2"
    assert store.stories_with_draft(store.story(again).draft_sha256) == [again]
    batch = store.last_batch("Ann", story).undo
    assert batch is not None
    store.undo("Ann", story, batch)
    assert {one.id for one in store.stories()} == {story, again}
    assert [one.field for one in store.events(story)][-2:] == ["undo", "archived"]
    assert [verdict.fault for verdict in store.verify()] == [None, None]


def test_edited_deadline_behind_the_back_of_the_history_is_found(place: Place) -> None:
    store, _ = with_story(place)
    place.run("desk.sqlite", "UPDATE stories SET deadline = '2016-06-05T12:00:00Z'")
    assert "deadline is not what its last event says" in str(store.verify()[0].fault)
