"""Fields of the card while others edit, without a browser; what the history and the signing say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.desk_of_two import put, with_story
from workbench.app.fields import Sight
from workbench.app.history import can_come_back, sentence
from workbench.app.signing import what_is_missing
from workbench.store import Person, Role
from workbench.store.readings import meaning

if TYPE_CHECKING:
    from pathlib import Path

HELD = {"hold": False, "theirs": False}


def looking(name: str = "note", present: str = "a") -> tuple[Sight, str]:
    """A reviewer who looks at one field."""
    eyes = Sight()
    eyes.look_at("returnees.1")
    return eyes, eyes.mount(name, present, **HELD)[0]


def test_field_stays_the_same_widget_while_nothing_else_is_stored() -> None:
    eyes, key = looking()
    assert eyes.mount("note", "a", **HELD) == (key, False)
    assert eyes.seen[key] == "a"


def test_field_that_somebody_else_changed_is_left_to_its_reviewer() -> None:
    eyes, key = looking()
    assert eyes.mount("note", "b", hold=False, theirs=True) == (key, True)
    assert eyes.seen[key] == "a"
    eyes.anew("note")
    again, is_old = eyes.mount("note", "b", hold=False, theirs=True)
    assert (again != key, is_old, eyes.seen[again]) == (True, False, "b")


def test_field_whose_own_reviewer_changed_it_elsewhere_is_mounted_anew() -> None:
    eyes, key = looking()
    again, is_old = eyes.mount("note", "b", **HELD)
    assert (again != key, is_old, eyes.seen[again]) == (True, False, "b")


def test_field_whose_edit_waits_is_held_until_the_reviewer_has_chosen() -> None:
    eyes, key = looking()
    eyes.waiting.add(key)
    assert eyes.mount("note", "b", hold=True, theirs=True) == (key, False)
    again, _ = eyes.mount("note", "b", hold=False, theirs=True)
    assert (again != key, eyes.seen[again]) == (True, "b")


def test_another_claim_is_another_widget_and_so_is_the_first_when_it_comes_back() -> None:
    eyes, key = looking()
    eyes.look_at("returnees.2")
    other, _ = eyes.mount("note", "", **HELD)
    eyes.look_at("returnees.1")
    back, _ = eyes.mount("note", "a", **HELD)
    assert len({key, other, back}) == 3


def test_what_a_widget_reports_twice_is_news_once() -> None:
    eyes, key = looking("new_source", "")
    assert eyes.is_news(key, "Census, p. 4")
    assert not eyes.is_news(key, "Census, p. 4")
    assert eyes.is_news(key, "Census, p. 5")


def test_history_says_what_was_done_in_words(tmp_path: Path) -> None:
    store, story = with_story(tmp_path)
    claim = f"{story}.1"
    now = store.claim(claim).reading
    said = meaning(now).replace('"range":["244",null]', '"number":"245"')
    store.apply("Bob", {(claim, "reading"): said}, {(claim, "reading"): meaning(now)})
    store.apply("Cy", {(claim, "speaker"): "Ann Lee"}, {(claim, "speaker"): None})
    put(store, claim, status="confirmed", said_so="fair_paraphrase", sources="Census, p. 4")
    store.second("Bob", [claim])
    put(store, claim, "Cy", note="x")
    events = store.events(story, claim)
    assert [sentence(event) for event in events if sentence(event)] == [
        "Bob corrected the reading to “≥ 245 people” (was “≥ 244 people”)",
        "Cy named who says it: “Ann Lee” (was “nobody”)",
        "Ann set status to “confirmed”",
        "Ann set said so to “yes, fairly paraphrased”",
        "Ann set source to “Census, p. 4”",
        "Bob agreed with the finding",
        "Cy set note to “x”",
        "Cy changed it, which ended the second reading",
    ]
    assert not can_come_back(events[0])
    assert can_come_back(events[1])


def test_signing_names_what_is_missing_and_counts_the_unsourced_unless_switched_off(
    tmp_path: Path,
) -> None:
    store, story = with_story(tmp_path)
    put(store, f"{story}.1", status="confirmed")
    missing = what_is_missing(store.story(story), store.claims(story))
    assert missing == "3 findings, a source for 1 unsourced finding and 1 second reading"
    store.configure(Person("Ed", Role.EDITOR), unsourced_blocks=False)
    missing = what_is_missing(store.story(story), store.claims(story))
    assert missing == "3 findings and 1 second reading"
