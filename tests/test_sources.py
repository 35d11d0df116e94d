"""Sources described once and used again: added, corrected, made one, erased."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.desk_of_two import put, with_story
from workbench.app.sources import csl_json, described_by, like
from workbench.errors import NotFoundError, StoreError
from workbench.store import Person, Role

if TYPE_CHECKING:
    from pathlib import Path

    from tests.databases import Place
    from workbench.store import Store

ED = Person("Ed", Role.EDITOR)


def titles(store: Store) -> dict[str, int]:
    """The shelf: how many claims cite each title."""
    return {one.title: one.used for one in store.sources()}


def number(store: Store, title: str) -> int:
    """The source of that title."""
    return next(one.id for one in store.sources() if one.title == title)


def whole(store: Store) -> bool:
    """Whether the tables bear the history out."""
    return store.verify()[0].fault is None


@pytest.mark.parametrize(
    ("line", "title", "address", "doi"),
    [
        ("Annual report 2015", "Annual report 2015", "", ""),
        ("https://example.org/a", "https://example.org/a", "https://example.org/a", ""),
        ("A study https://doi.org/10.1000/182", "A study", "https://doi.org/10.1000/182",
         "10.1000/182"),
        ("doi:10.1000/182", "https://doi.org/10.1000/182", "https://doi.org/10.1000/182",
         "10.1000/182"),
        ("A study, 10.1000/182.", "A study", "https://doi.org/10.1000/182", "10.1000/182"),
        ("Version 10.1 of the list", "Version 10.1 of the list", "", ""),
    ],
)  # fmt: skip
def test_url_doi_or_line_of_text_is_a_source(line: str, title: str, address: str, doi: str) -> None:
    said = described_by(line)
    assert (said["title"], said["address"], said["DOI"]) == (title, address, doi)


def test_source_is_entered_once_and_cited_by_its_name(tmp_path: Path) -> None:
    store, story = with_story(tmp_path)
    first = store.add_source("Ann", described_by("doi:10.1000/182"))
    assert store.add_source("Bob", described_by("https://doi.org/10.1000/182")) == first
    put(store, f"{story}.1", sources="https://doi.org/10.1000/182, p. 4")
    (source,) = store.sources()
    assert (source.id, source.used, source.described["type"]) == (first, 1, "article-journal")
    store.apply("Ann", {(f"{story}.1", "sources"): None},
                {(f"{story}.1", "sources"): "https://doi.org/10.1000/182, p. 4"})  # fmt: skip
    assert [one.id for one in store.sources()] == [first]


def test_description_is_changed_part_by_part_and_taken_back(place: Place) -> None:
    store, story = with_story(place)
    put(store, f"{story}.1", sources="Anual report, p. 4")
    source = number(store, "Anual report")
    store.describe_source(
        "Ann", source, {"title": "Annual report", "role": "primary"}, {"title": "Anual report"}
    )
    claim = store.claims(story)[0]
    assert (claim.sources_text, claim.sources[0].title) == ("Anual report, p. 4", "Annual report")
    assert claim.sources[0].role == "primary"
    put(store, f"{story}.2", sources="Anual report, p. 9")
    assert titles(store) == {"Annual report": 2}
    with pytest.raises(StoreError, match='changed meanwhile to "primary"'):
        store.describe_source("Bob", source, {"role": "secondary"}, {"role": ""})
    change = store.source_changes(source)[0]
    assert (change.who, change.new) == ("Ann", {"title": "Annual report", "role": "primary"})
    store.take_source_back("Bob", change.seq)
    assert titles(store) == {"Anual report": 2}
    assert whole(store)


def test_undo_of_a_citation_finds_a_source_that_has_another_name_now(tmp_path: Path) -> None:
    store, story = with_story(tmp_path)
    put(store, f"{story}.1", sources="Census, p. 4")
    cell = (f"{story}.1", "sources")
    store.apply("Ann", {cell: "Census, p. 4\nA call"}, {cell: "Census, p. 4"})
    store.describe_source("Ann", number(store, "Census"), {"title": "Census 2011"},
                          {"title": "Census"})  # fmt: skip
    batch = store.last_batch("Ann", story).undo
    assert batch is not None
    store.undo("Ann", story, batch)
    assert titles(store) == {"Census 2011": 1}


def test_two_spellings_are_made_one_for_every_claim_and_parted_again(place: Place) -> None:
    store, story = with_story(place)
    for claim, line in ((1, "Annual report, p. 4"), (2, "The annual report, p. 5")):
        put(store, f"{story}.{claim}", sources=line)
    one, other = number(store, "The annual report"), number(store, "Annual report")
    store.merge_sources("Ann", one, other)
    assert titles(store) == {"Annual report": 2}
    assert [claim.sources[0].title for claim in store.claims(story)[:2]] == ["Annual report"] * 2
    put(store, f"{story}.3", sources="The annual report, p. 6")
    assert titles(store) == {"Annual report": 3}
    with pytest.raises(NotFoundError):
        store.merge_sources("Ann", one, other)
    store.take_source_back("Bob", store.source_changes()[0].seq)
    assert titles(store) == {"Annual report": 2, "The annual report": 1}
    assert whole(store)


def test_merge_that_was_merged_on_is_parted_from_the_last(place: Place) -> None:
    store, story = with_story(place)
    for claim, line in ((1, "A, p. 1"), (2, "B, p. 2"), (3, "C, p. 3")):
        put(store, f"{story}.{claim}", sources=line)
    a, b, c = (number(store, title) for title in "ABC")
    store.merge_sources("Ann", a, b)
    first = store.source_changes()[0].seq
    store.merge_sources("Ann", b, c)
    second = store.source_changes()[0].seq
    assert titles(store) == {"C": 3}
    with pytest.raises(StoreError, match="merged on since"):
        store.take_source_back("Ann", first)
    store.take_source_back("Ann", second)
    assert titles(store) == {"B": 2, "C": 1}
    store.take_source_back("Ann", first)
    assert titles(store) == {"A": 1, "B": 1, "C": 1}


def test_erased_source_goes_with_its_other_spellings_and_what_was_done_to_it(place: Place) -> None:
    store, story = with_story(place)
    put(store, f"{story}.1", sources="Mr X, call of 3 June")
    put(store, f"{story}.2", sources="Deep Throat, call of 4 June")
    store.merge_sources("Ann", number(store, "Mr X"), number(store, "Deep Throat"))
    store.erase_source(ED, number(store, "Deep Throat"), "promised")
    assert store.sources() == []
    assert [claim.sources for claim in store.claims(story)[:2]] == [(), ()]
    assert store.source_changes() == []
    kept = str(place.rows("desk.sqlite", "SELECT value FROM event_values")) + str(
        place.rows("desk.sqlite", "SELECT title FROM sources")
    )
    assert "Mr X" not in kept
    assert "Deep Throat" not in kept
    assert whole(store)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"title": " "}, "Give the source a title"),
        ({"title": "X", "address": "javascript:alert(1)"}, "is no address"),
        ({"title": "X", "role": "best"}, "is no role"),
    ],
)
def test_source_that_makes_no_sense_is_refused(
    tmp_path: Path, said: dict[str, str], sentence: str
) -> None:
    store, _ = with_story(tmp_path)
    with pytest.raises(StoreError, match=sentence):
        store.add_source("Ann", said)
    assert store.sources() == []


def test_sources_are_handed_on_as_csl_json_without_the_confidential(tmp_path: Path) -> None:
    store, _ = with_story(tmp_path)
    store.add_source("Ann", {**described_by("A study doi:10.1000/182"), "author": "A. Lee"})
    store.add_source("Ann", {"title": "Mr X", "confidential": "confidential"})
    (item,) = json.loads(csl_json(store.sources()))
    assert item == {
        "id": item["id"], "type": "article-journal", "title": "A study", "DOI": "10.1000/182",
        "URL": "https://doi.org/10.1000/182", "author": [{"literal": "A. Lee"}],
    }  # fmt: skip


def test_likely_duplicate_is_pointed_out_by_doi_address_or_title(tmp_path: Path) -> None:
    store, _ = with_story(tmp_path)
    store.add_source("Ann", {"title": "A study", "DOI": "10.1000/182"})
    store.add_source("Ann", described_by("https://doi.org/10.1000/182"))
    store.add_source("Ann", {"title": "Another"})
    first, second, third = sorted(store.sources(), key=lambda one: one.id)
    alike = like(first, store.sources())
    assert alike is not None
    assert alike.id == second.id
    assert like(third, store.sources()) is None
