"""Earlier claims of the desk that speak of the same quantity."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from workbench import extract
from workbench.claim import Status
from workbench.memory import Earlier, remember

TODAY = date(2016, 6, 4)


def earlier(sentence: str, status: Status = Status.CONFIRMED, day: int = 12) -> Earlier:
    return Earlier("old", extract(sentence)[0], sentence, status, "List, p. 1", date(2016, 5, day))


def remembered(sentence: str, *before: Earlier) -> list[tuple[str, bool, int]]:
    found = remember(extract(sentence)[0], sentence, before, TODAY)
    return [(one.told(), one.same_value, one.age) for one in found]


def test_same_quantity_with_another_value_is_shown_with_its_age() -> None:
    before = earlier("By then 249 people had returned to the flooded villages.")
    assert remembered("So far 244 people have returned to the villages.", before) == [
        ("12 May: 249, confirmed", False, 23)
    ]


def test_the_same_value_is_told_apart_from_another() -> None:
    before = earlier("By then 244 people had returned to the flooded villages.")
    ((_, same, _),) = remembered("So far 244 people have returned to the villages.", before)
    assert same


@pytest.mark.parametrize(
    "other",
    [
        "The army sent 244 tanks to the flooded villages that people returned to.",
        "People returned to the villages 244 miles away.",
        "At the concert 244 people sang.",
    ],
)
def test_another_noun_unit_or_subject_is_not_the_same_quantity(other: str) -> None:
    story = "So far 244 people have returned to the flooded villages."
    assert remembered(story, earlier(other)) == []


def test_what_nobody_has_checked_is_not_remembered() -> None:
    story = "So far 244 people have returned to the villages."
    assert remembered(story, earlier(story, Status.OPEN)) == []


def test_the_newest_of_equals_comes_first() -> None:
    story = "So far 244 people have returned to the villages."
    told = remembered(story, earlier(story, day=3), earlier(story, day=12))
    assert [words for words, *_ in told] == [
        "12 May: 244, confirmed", "3 May: 244, confirmed",
    ]  # fmt: skip


def test_figure_of_another_place_is_not_the_same_quantity() -> None:
    story = "So far 244 people have returned to the flooded villages of Kalna."
    there = "So far 31 people have returned to the flooded villages of Burdwan."
    nowhere = "So far 31 people have returned to the flooded villages."
    assert remembered(story, earlier(there)) == []
    assert remembered(there, earlier(nowhere)) == [("12 May: 31, confirmed", True, 23)]


def test_year_is_told_when_it_is_not_this_one() -> None:
    before = replace(earlier("Then 249 people returned to the villages."), day=date(2015, 12, 30))
    ((told, _, age),) = remembered("So far 244 people have returned to the villages.", before)
    assert (told, age) == ("30 December 2015: 249, confirmed", 157)
