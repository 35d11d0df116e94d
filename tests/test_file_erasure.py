"""A kept file erased: its bytes gone everywhere, its quote there, verify says by whom and why."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.desk_of_two import with_story
from tests.test_erasure import ED
from tests.test_library import CENSUS, CLAIM, QUOTE, census, looked_up, take
from tests.test_originals import DRAFT, added
from workbench.errors import NotAllowedError, NotFoundError, StoreError
from workbench.evidence import passages_of
from workbench.ingest import read_story_bytes
from workbench.store.passages import PassageIndex

if TYPE_CHECKING:
    from pathlib import Path

    from tests.databases import Place

NAME = "desk.sqlite"


def test_bytes_go_the_quote_stays_and_verify_says_by_whom_and_why(place: Place) -> None:
    store, story = with_story(place)
    kept = census(store, story)
    take(store, kept)
    store.record_lookups("Ann", story, [looked_up(store, CLAIM, "found")])
    before = store.library_revision()
    store.erase_source_file(ED, kept.sha256, "court order")
    assert store.library_revision() != before
    with pytest.raises(StoreError, match=r"was erased by Ed on 2016-06-04T.* \(court order\)"):
        store.source_file_data(kept.sha256)
    assert store.claim(CLAIM).sources[0].quote == QUOTE
    (file,) = store.source_files(story)
    assert (file.erased_by, file.reason, file.erased_at is None) == ("Ed", "court order", False)
    (verdict,) = store.verify()
    assert (verdict.fault, len(verdict.erased)) == (None, 1)
    assert verdict.erased[0].startswith("census.txt (SHA-256 ")
    assert verdict.erased[0].endswith("(court order)")
    assert store.source_changes(kept.source_id)[0].new == {"file": "", "erased": "court order"}


def test_file_is_erased_in_every_story_that_ever_named_it(place: Place) -> None:
    store, story = with_story(place)
    other = store.add_story("Ann", title="Other", text="x", published=None, claims=[])
    kept = census(store)
    take(store, kept)
    done = store.last_batch("Ann", story).undo
    assert done is not None
    store.undo("Ann", story, done)
    store.erase_source_file(ED, kept.sha256, "court order")
    redo = store.last_batch("Ann", story).redo
    assert redo is not None
    store.undo("Ann", story, redo)
    assert store.claim(CLAIM).sources[0].file == kept.sha256
    assert [(one.fault, len(one.erased)) for one in store.verify()] == [(None, 0), (None, 1)]
    assert store.revision(other) == 1


def test_file_that_is_a_drafts_original_too_is_erased_for_both(place: Place) -> None:
    with added(place) as store:
        kept = store.keep_source_file("Ann", read_story_bytes(DRAFT, "draft.docx"))
        store.erase_source_file(ED, kept.sha256, "court order")
        original = store.file_of("back", with_data=True)
        (verdict,) = store.verify()
    assert original is not None
    assert original.data is None
    assert (verdict.fault, len(verdict.erased)) == (None, 1)


def test_erasing_takes_an_editor_a_reason_and_a_file_that_is_there(place: Place) -> None:
    store, story = with_story(place)
    kept = census(store, story)
    with pytest.raises(NotAllowedError):
        store.erase_source_file("Ann", kept.sha256, "because")
    with pytest.raises(StoreError, match="Say why"):
        store.erase_source_file(ED, kept.sha256, " ")
    with pytest.raises(NotFoundError):
        store.erase_source_file(ED, "0" * 64, "because")
    assert store.source_file_data(kept.sha256)
    store.erase_source_file(ED, kept.sha256, "because")
    with pytest.raises(StoreError, match="already"):
        store.erase_source_file(ED, kept.sha256, "because")


def test_erased_file_is_not_kept_again_nor_named_by_new_evidence(place: Place) -> None:
    store, story = with_story(place)
    kept = census(store, story)
    store.erase_source_file(ED, kept.sha256, "court order")
    with pytest.raises(StoreError, match=r"erased by Ed .*: it is not kept again"):
        census(store, story)
    with pytest.raises(StoreError, match="is not kept here"):
        take(store, kept)


def test_source_that_is_erased_takes_its_files_along(place: Place) -> None:
    store, story = with_story(place)
    kept = census(store, story)
    take(store, kept)
    store.erase_source(ED, kept.source_id, "court order")
    assert (store.source_files(), store.claim(CLAIM).sources) == ([], ())
    assert place.rows(NAME, "SELECT * FROM originals") == []
    assert store.verify()[0].fault is None


def test_file_that_another_source_is_too_outlives_the_one_that_is_erased(place: Place) -> None:
    store, story = with_story(place)
    kept = census(store, story)
    read = read_story_bytes(CENSUS, "copy.txt")
    other = store.keep_source_file("Ann", read, title="A copy", story_id=story)
    take(store, other)
    store.erase_source(ED, kept.source_id, "a mistake")
    assert [one.id for one in store.source_files()] == [other.id]
    assert store.source_file_data(other.sha256) == CENSUS
    assert store.find_quotes_again(story).found == 1
    assert store.verify()[0].fault is None


def test_neither_the_file_nor_the_index_holds_what_was_erased(tmp_path: Path) -> None:
    store, story = with_story(tmp_path)
    read = read_story_bytes(b"Memo\n\nThe whistleblower saw 244 people.", "memo.txt")
    kept = store.keep_source_file("Ann", read, story_id=story)
    with PassageIndex(store.index_file()) as index:
        index.add(kept.sha256, passages_of(read))
        index.add("another", passages_of(read_story_bytes(b"Sixty people stayed.", "a.txt")))
    store.erase_source_file(ED, kept.sha256, "promised")
    for file in tmp_path.iterdir():
        assert b"histleblower" not in file.read_bytes(), file
    with PassageIndex(store.index_file()) as index:
        assert (index.has(kept.sha256), index.has("another")) == (False, True)
    store.close()


def test_index_that_is_none_is_deleted_when_a_file_is_erased(tmp_path: Path) -> None:
    store, story = with_story(tmp_path)
    kept = census(store, story)
    store.index_file().write_bytes(b"no index, but perhaps its words" * 99)
    store.erase_source_file(ED, kept.sha256, "promised")
    assert not store.index_file().exists()
    store.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE originals SET data = NULL",
        "UPDATE originals SET data = 'x'",
        "UPDATE evidence SET file_sha256 = NULL",
        "DELETE FROM originals",
    ],
)
def test_file_that_was_tampered_with_is_found(tmp_path: Path, statement: str) -> None:
    store, story = with_story(tmp_path)
    take(store, census(store, story))
    with closing(sqlite3.connect(tmp_path / NAME)) as raw:
        raw.execute(statement)
        raw.commit()
    assert store.verify()[0].fault is not None
    store.close()
