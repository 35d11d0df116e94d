"""Erasing on purpose: gone for good, said so for good, and the chain whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.desk_of_two import put, with_story
from tests.test_verify import report
from workbench.errors import NotAllowedError, NotFoundError, StoreError
from workbench.report import bring_in, check_report, read_csv
from workbench.store import CitedSource, ImportRow, Person, Role

if TYPE_CHECKING:
    from pathlib import Path

    from tests.databases import Place

ED = Person("Ed", Role.EDITOR)
NAME = "desk.sqlite"


def left_of(place: Place, secret: str) -> list[str]:
    """The tables that still hold the words."""
    tables = {"claims": "note", "event_values": "value", "evidence": "quote", "sources": "title"}
    found = [
        name
        for name, column in tables.items()
        if place.rows(NAME, f"SELECT * FROM {name} WHERE {column} LIKE '%{secret}%'")  # noqa: S608
    ]
    return found + (["evidence"] if _cited(place, secret) else [])


def _cited(place: Place, secret: str) -> bool:
    return bool(place.rows(NAME, f"SELECT * FROM evidence WHERE cited LIKE '%{secret}%'"))  # noqa: S608


def test_note_is_erased_with_its_past_and_verify_says_by_whom_and_why(place: Place) -> None:
    store, story = with_story(place)
    put(store, "returnees.1", note="a confidential name")
    cell = ("returnees.1", "note")
    store.apply("Ann", {cell: "harmless"}, {cell: "a confidential name"})
    written = report(store, story)
    store.erase(ED, story, "returnees.1", "note", "promised to the source")
    assert left_of(place, "confidential") == []
    (verdict,) = store.verify()
    assert verdict.fault is None
    (said,) = verdict.erased
    assert said.startswith("note of returnees.1: erased by Ed on 2016-06-04T")
    assert said.endswith("(promised to the source)")
    assert store.events(story)[-1].new == "note: promised to the source"
    assert check_report(store, written) == []
    brought = bring_in(store, "Ann", read_csv(written), "claims.csv")
    assert (brought.changed, [one.field for one in brought.conflicts]) == (0, ["note"])


def test_source_is_erased_from_every_story_and_the_others_stay(place: Place) -> None:
    store, story = with_story(place)
    other = store.add_story("Ann", title="Other", text="x", published=None, claims=[])
    put(store, "returnees.1", sources="Confidential memo, p. 4\nCensus, p. 1")
    put(store, "returnees.2", sources="CONFIDENTIAL memo, p. 9")
    source = next(one.id for one in store.sources() if one.title == "Confidential memo")
    store.erase_source(ED, source, "court order")
    assert left_of(place, "onfidential") == left_of(place, "ONFIDENTIAL") == []
    assert [claim.sources_text for claim in store.claims(story)][:2] == ["Census, p. 1", ""]
    assert [one.title for one in store.sources()] == ["Census"]
    assert [(one.fault, len(one.erased)) for one in store.verify()] == [(None, 0), (None, 2)]
    assert store.revision(other) == 1
    with pytest.raises(NotFoundError):
        store.erase_source(ED, source, "again")


def test_quote_is_erased_and_its_source_stays(place: Place) -> None:
    store, story = with_story(place)
    claim = store.claims(story)[0]
    cited = CitedSource("Memo", locator="p. 4", quote="a confidential line")
    row = ImportRow(2, claim.id, claim.reading, {}, (cited,), None, None, None, None, "")
    store.import_rows("Ann", story, "claims.csv", [row])
    assert left_of(place, "confidential") == ["event_values", "evidence"]
    store.erase(ED, story, claim.id, "quotes", "off the record")
    assert left_of(place, "confidential") == []
    assert store.claims(story)[0].sources_text == "Memo, p. 4"
    assert store.verify()[0].fault is None


def test_erasure_takes_an_editor_a_reason_and_a_field_that_can_be_erased(place: Place) -> None:
    store, story = with_story(place)
    put(store, "returnees.1", note="n")
    with pytest.raises(NotAllowedError):
        store.erase("Ann", story, "returnees.1", "note", "because")
    with pytest.raises(StoreError, match="Say why"):
        store.erase(ED, story, "returnees.1", "note", " ")
    with pytest.raises(StoreError, match="can be erased, not status"):
        store.erase(ED, story, "returnees.1", "status", "because")
    assert store.claims(story)[0].note == "n"


def test_erased_value_is_not_brought_back_by_an_undo(place: Place) -> None:
    store, story = with_story(place)
    put(store, "returnees.1", note="n")
    batch = store.last_batch("Ann", story).undo
    assert batch is not None
    store.erase(ED, story, "returnees.1", "note", "because")
    with pytest.raises(StoreError, match="has been erased"):
        store.undo("Ann", story, batch)


def test_file_itself_no_longer_holds_what_was_erased(tmp_path: Path) -> None:
    store, story = with_story(tmp_path)
    put(store, "returnees.1", note="a whistleblower")
    store.erase(ED, story, "returnees.1", "note", "promised")
    for file in tmp_path.iterdir():
        assert b"whistleblower" not in file.read_bytes()
    store.close()
