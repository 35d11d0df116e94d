"""Each quote looked for again in the bytes of its file: found, missing, erased, unreadable."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.desk_of_two import with_story
from tests.documents import tracked_docx
from tests.test_erasure import ED
from tests.test_library import CLAIM, QUOTE, census, take
from workbench.cli import main
from workbench.ingest import DocumentReader, read_story_bytes
from workbench.store.shelf import links_of

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.databases import Place
    from workbench.store import Store


def requote(store: Store, quote: str) -> None:
    """Change the quote of the claim's evidence."""
    latest = store.claim(CLAIM).sources
    cell = (CLAIM, "evidence")
    changed = [replace(one, quote=quote) for one in latest]
    store.apply("Bob", {cell: links_of(changed)}, {cell: links_of(latest)})


def test_quote_that_is_not_in_its_file_is_named_with_claim_file_and_place(place: Place) -> None:
    store, story = with_story(place)
    kept = census(store, story)
    take(store, kept)
    assert (store.find_quotes_again(story).found, store.find_quotes_again(story).faults) == (1, ())
    requote(store, QUOTE.replace("244", "245"))
    looked = store.find_quotes_again(story)
    assert looked.found == 0
    assert looked.faults == (
        "the quote of claim returnees.1 is not in census.txt as kept (paragraph 2)",
    )
    assert store.verify()[0].fault is None


def test_quotes_of_a_document_are_found_in_one_child_and_of_an_erased_one_not_looked_for(
    place: Place,
) -> None:
    store, story = with_story(place)
    with DocumentReader() as reader:
        read = read_story_bytes(tracked_docx(), "draft.docx", reader=reader)
        kept = store.keep_source_file("Ann", read, title="Memo", story_id=story)
        take(store, kept)
        requote(store, "Shrewsbury 12 345")
        assert store.find_quotes_again(story, reader=reader).found == 1
    store.erase_source_file(ED, kept.sha256, "court order")
    looked = store.find_quotes_again(story)
    assert (looked.found, looked.faults) == (0, ())


def test_row_of_a_table_of_figures_alone_is_found_again(place: Place) -> None:
    store, story = with_story(place)
    read = read_story_bytes(b"2014,244\n2015,249\n", "people.csv", as_source=True)
    take(store, store.keep_source_file("Ann", read, title="People", story_id=story))
    requote(store, "2014 244")
    assert store.find_quotes_again(story).found == 1
    requote(store, "2014 249")
    assert store.find_quotes_again(story).found == 0


def test_verify_says_which_quotes_stand_and_that_a_missing_one_is_no_tampering(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store, story = with_story(tmp_path)
    take(store, census(store, story))
    store.close()
    assert main(["verify", str(tmp_path / "desk.sqlite")]) == 0
    assert "returnees: 1 quote stands in the files as kept." in capsys.readouterr().out
    requote(store, "nobody came")
    store.close()
    assert main(["verify", str(tmp_path / "desk.sqlite")]) == 1
    whole, missing = capsys.readouterr().out.splitlines()
    assert whole.startswith("returnees: whole, ")
    assert missing == (
        "returnees: the quote of claim returnees.1 is not in census.txt as kept (paragraph 2)."
    )
