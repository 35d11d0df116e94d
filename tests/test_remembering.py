"""What a desk remembers of its other stories, read from a real store."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.desk_of_two import open_store
from workbench import extract

if TYPE_CHECKING:
    from pathlib import Path

    from tests.databases import Place
    from workbench.store import Store

TODAY = date(2016, 6, 24)
"""Twenty days after the clock of these stores."""
EARLIER = "In 2014 some 249 people returned to the flooded villages. It rained for 3 days."
NEW = "So far 244 people have returned to the flooded villages."


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))


def story(store: Store, title: str, text: str) -> tuple[str, dict[str, str]]:
    """A story on the desk, and the ids of its claims by their words."""
    made = store.add_story("Ann", title=title, text=text, published=None, claims=extract(text))
    return made, {one.reading.text: one.id for one in store.claims(made)}


def tick(store: Store, claim_id: str, status: str = "confirmed", source: str = "") -> None:
    changes: dict[tuple[str, str], str | None] = {(claim_id, "status"): status}
    if source:
        changes[claim_id, "sources"] = source
    assert not store.apply("Ann", changes, dict.fromkeys(changes)).conflicts


def told(store: Store, text: str = NEW, which: str = "244") -> list[str]:
    new, claims = story(store, "New", text)
    return [one.told() for one in store.remembered(new, claims[which], TODAY)]


def test_checked_claim_of_another_story_is_remembered(place: Place) -> None:
    with open_store(place) as store:
        _, old = story(store, "Old", EARLIER)
        assert told(store) == []
        tick(store, old["249"], source="The list, p. 4")
        new, claims = story(store, "New", NEW)
        (one,) = store.remembered(new, claims["244"], TODAY)
        assert one.told() == "4 June: 249, confirmed"
        assert (one.same_value, one.age, one.earlier.source) == (False, 20, "The list, p. 4")
        assert (one.earlier.story, one.earlier.claim_id) == ("Old", old["249"])


def test_archived_story_is_remembered_and_a_finding_taken_back_is_not(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        archived, old = story(store, "Old", EARLIER)
        tick(store, old["249"], "wrong")
        store.archive("Ann", archived)
        assert told(store) == ["4 June: 249, wrong"]
        changed = {(old["249"], "status"): "open"}
        store.apply("Ann", changed, {(old["249"], "status"): "wrong"})
        assert told(store) == []


def test_confidential_source_is_not_named(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        _, old = story(store, "Old", EARLIER)
        tick(store, old["249"], source="Ada Nurse")
        (source,) = store.sources()
        (link,) = store.claim(old["249"]).sources
        assert link.source_id == source.id
        store.describe_source(
            "Ann", source.id, {"confidential": "confidential"}, {"confidential": ""}
        )
        new, claims = story(store, "New", NEW)
        (one,) = store.remembered(new, claims["244"], TODAY)
        assert (one.told(), one.earlier.source) == ("4 June: 249, confirmed", "")


def test_another_period_is_told_as_such(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        _, old = story(store, "Old", EARLIER)
        tick(store, old["249"])
        text = "In 2016 some 244 people returned to the flooded villages."
        assert told(store, text) == ["4 June, for 2014: 249, confirmed"]


def test_lost_file_of_what_was_checked_is_made_again(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        _, old = story(store, "Old", EARLIER)
        tick(store, old["249"])
        assert len(told(store)) == 1
        store.memory_file().unlink()
        assert len(told(store)) == 1
        seen: list[tuple[int, int]] = []
        store.memory_file().unlink()

        def stop(done: int, of: int) -> bool:
            seen.append((done, of))
            return False

        assert not store.take_in_what_was_checked(stop)
        assert seen == [(2, 2)]
