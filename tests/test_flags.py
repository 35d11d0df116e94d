"""Flags on the desk: found in the claims as they stand, dismissed with a reason, undoable."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from tests.desk_of_two import open_store
from workbench import extract
from workbench.errors import NotAllowedError, StoreError
from workbench.report import write_csv
from workbench.store import Person, Role
from workbench.store.readings import meaning

if TYPE_CHECKING:
    from pathlib import Path

    from tests.databases import Place
    from workbench.store import Store, StoryFlag

ED = Person("Ed", Role.EDITOR)
WRONG = "Of the 250 asked, 40, or 25 percent, said no."
RISE = "Attendance rose from 840 to 1,092 last season, a 23 percent increase."
POLL = f"The survey came out on Friday. {WRONG} He counted 7 dogs. A majority, 41 percent, agreed."


def desk(place: Path | Place, text: str = POLL) -> Store:
    """A store with a story whose arithmetic is wrong."""
    store = open_store(place)
    store.add_story("Ann", title="Poll", text=text, published=None, claims=extract(text))
    return store


def only(store: Store, story: str = "poll") -> StoryFlag:
    """The one flag of the story."""
    (flag,) = store.flags(story)
    return flag


def test_flag_stands_at_each_claim_that_it_compares_and_in_the_report(place: Place) -> None:
    store = desk(place)
    flag = only(store)
    claims = store.claims("poll")
    assert flag.flag.rule == "pct_of_count"
    assert "16" in flag.flag.working
    flagged = [one.reading.text for one in claims if one.flags]
    assert flagged == ["250", "40", "25 percent"]
    assert store.open_flags() == {"poll": (1, 0)}
    written = BytesIO()
    write_csv(store.story("poll"), claims, written)
    written.seek(0)
    column = pd.read_csv(written, keep_default_na=False).set_index("claim")["flags"]
    assert column["40"] == f"pct_of_count: {flag.flag.message}"
    assert column["7"] == ""


def test_dismissal_says_who_and_why_and_is_taken_back_and_put_there_again(place: Place) -> None:
    store = desk(place)
    key = only(store).key
    batch = store.dismiss("Bob", "poll", key, "  25 percent of\nthose who answered ").batch
    dismissed = only(store).dismissed
    assert dismissed is not None
    assert (dismissed.by, dismissed.reason) == ("Bob", "25 percent of those who answered")
    assert [one.flags for one in store.claims("poll")] == [()] * len(store.claims("poll"))
    assert store.open_flags() == {"poll": (0, 0)}
    assert batch is not None
    again = store.undo("Cy", "poll", batch).batch
    assert only(store).is_open
    assert again is not None
    store.redo("Cy", "poll", again)
    assert not only(store).is_open
    store.restore_flag("Ann", "poll", key)
    assert only(store).is_open
    assert [one.fault for one in store.verify()] == [None]


def test_dismissal_outlives_a_restart_and_is_refused_without_a_reason_or_twice(
    place: Place,
) -> None:
    store = desk(place)
    key = only(store).key
    with pytest.raises(StoreError, match="Say why"):
        store.dismiss("Ann", "poll", key, " \n")
    store.dismiss("Ann", "poll", key, "another base")
    with pytest.raises(StoreError, match="Ann has dismissed this already: another base"):
        store.dismiss("Bob", "poll", key, "so it is")
    with pytest.raises(StoreError, match="not flagged any more"):
        store.dismiss("Bob", "poll", "flag 0", "so it is")
    with pytest.raises(NotAllowedError):
        store.dismiss(Person("Rea", Role.READER), "poll", key, "no")
    store.close()
    with open_store(place) as later:
        assert not only(later).is_open
        assert later.last_batch("Ann", "poll").undo is not None


def test_flag_follows_what_a_person_corrects_and_what_is_cut(tmp_path: Path) -> None:
    store = desk(tmp_path)
    claim = next(one for one in store.claims("poll") if one.reading.text == "25 percent")
    said = meaning(replace(claim.reading, value=Decimal(16)))
    store.apply(
        "Ann", {(claim.id, "reading"): said}, {(claim.id, "reading"): meaning(claim.reading)}
    )
    assert store.flags("poll") == []
    store.undo("Ann", "poll", store.last_batch("Ann", "poll").undo or 0)
    assert only(store).is_open
    store.apply("Ann", {(claim.id, "status"): "dropped"}, {(claim.id, "status"): "open"})
    assert store.flags("poll") == []


def test_dismissal_of_other_figures_is_none_of_these(tmp_path: Path) -> None:
    store = desk(tmp_path, f"{WRONG}\n\n{RISE}")
    first, second = store.flags("poll")
    store.dismiss("Ann", "poll", first.key, "the others gave no answer")
    assert [one.is_open for one in store.flags("poll")] == [False, True]
    assert second.key != first.key


def test_editor_switches_checks_off_by_name_and_questions_on(place: Place) -> None:
    store = desk(place)
    with pytest.raises(NotAllowedError):
        store.configure("Ann", rules_off=["pct_of_count"])
    store.configure(ED, rules_off=["pct_of_count", "average"])
    assert store.settings().rules_off == ("average", "pct_of_count")
    assert store.flags("poll") == []
    store.configure(ED, rules_off=[], notes=True)
    assert store.open_flags() == {"poll": (1, 2)}
    assert store.settings().second_reader
