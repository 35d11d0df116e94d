"""The sources' own files: kept once, named by the evidence, undone, brought back in, looked up."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.desk_of_two import TEXT, put, reread, with_story
from tests.documents import tracked_docx
from workbench.errors import NotFoundError, StoreError
from workbench.ingest import LARGEST, FileKind, IngestedText, read_story_bytes
from workbench.report import bring_in, check_report, read_csv, write_csv
from workbench.store import Evidence, LookedUp, Store, reading_hash
from workbench.store.passages import PassageIndex
from workbench.store.shelf import links_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.databases import Place
    from workbench.store import Applied, SourceFile

CENSUS = b"Census 2014\n\nAt least 244 people came back."
QUOTE = "At least 244 people came back."
CLAIM = "returnees.1"


def census(store: Store, story: str | None = None) -> SourceFile:
    """A file dropped on the desk, or on a story."""
    return store.keep_source_file("Ann", read_story_bytes(CENSUS, "census.txt"), story_id=story)


def take(store: Store, file: SourceFile, who: str = "Ann", claim_id: str = CLAIM) -> Applied:
    """Make a passage of a file evidence of a claim, behind what it has."""
    latest = store.claim(claim_id).sources
    link = store_link(file)
    cell = (claim_id, "evidence")
    return store.apply(
        who, {cell: links_of([*latest, link]) or ""}, {cell: links_of(latest) or ""}
    )  # fmt: skip


def store_link(file: SourceFile) -> Evidence:
    """A passage of a file as evidence."""
    cited = f"{file.title}, paragraph 2"
    return Evidence(
        file.source_id, file.title, "", "paragraph 2", "", QUOTE, "yes", cited, file.sha256
    )


def test_file_is_kept_with_who_when_and_a_source_of_its_title(place: Place) -> None:
    store, story = with_story(place)
    kept = census(store, story)
    assert (kept.title, kept.name, kept.kind, kept.size) == (
        "Census 2014", "census.txt", "text", len(CENSUS),
    )  # fmt: skip
    assert (kept.kept_by, kept.kept_at.isoformat()) == ("Ann", "2016-06-04T12:01:00+00:00")
    assert store.source_file_data(kept.sha256) == CENSUS
    assert [one.id for one in store.sources()] == [kept.source_id]
    (filed, made) = store.source_changes(kept.source_id)
    assert (filed.new["file"], made.new["title"]) == ("census.txt", "Census 2014")
    with pytest.raises(StoreError, match="an editor can erase it"):
        store.take_source_back("Ann", filed.seq)


def test_same_bytes_on_one_source_are_one_file_and_of_two_stories_the_desks(place: Place) -> None:
    store, story = with_story(place)
    other = store.add_story("Ann", title="Other", text="x", published=None, claims=[])
    first = census(store, story)
    before = store.library_revision()
    assert (census(store, story).id, store.library_revision()) == (first.id, before)
    assert store.source_files(other) == []
    again = census(store, other)
    assert (again.id, again.story_id) == (first.id, None)
    assert [one.id for one in store.source_files(other)] == [first.id]
    assert store.library_revision() != before


def test_same_bytes_as_a_draft_and_two_sources_are_stored_once(place: Place) -> None:
    store, _ = with_story(place)
    read = read_story_bytes(tracked_docx(), "draft.docx")
    one = store.keep_source_file("Ann", read, title="Memo")
    two = store.keep_source_file("Ann", read, title="Letter")
    assert one.sha256 == two.sha256
    assert len(place.rows("desk.sqlite", "SELECT sha256 FROM originals")) == 1
    again = store.read_source_file(one)
    assert (again.text, again.locators) == (read.text, read.locators)


def test_of_a_fetched_page_the_text_is_kept_and_its_source_is_found_by_its_address(
    place: Place,
) -> None:
    store, _ = with_story(place)
    address = "https://example.org/census"
    known = store.add_source("Ann", {"title": "The census office", "address": address})
    page = b"<html><title>Census</title><p>At least 244 people came back.</p></html>"
    read = replace(read_story_bytes(page, "census.html"), address=address)
    kept = store.keep_source_file("Ann", read)
    assert (kept.source_id, kept.kind, kept.address) == (known, "text", address)
    assert store.source_file_data(kept.sha256).decode() == read.text
    assert store.read_source_file(kept).text == read.text


def test_file_that_is_too_large_is_refused_in_a_sentence_and_leaves_nothing(place: Place) -> None:
    store, _ = with_story(place)
    large = IngestedText(
        "x", "Large", None, kind=FileKind.PDF, name="large.pdf", original=bytes(LARGEST + 1)
    )
    with pytest.raises(StoreError, match=r"^large.pdf is larger than 20 MB: keep a part of it.$"):
        store.keep_source_file("Ann", large)
    assert (store.sources(), store.source_files()) == ([], [])


def test_file_for_a_story_or_source_that_is_not_there_is_not_kept(place: Place) -> None:
    store, _ = with_story(place)
    read = read_story_bytes(CENSUS, "census.txt")
    with pytest.raises(NotFoundError):
        store.keep_source_file("Ann", read, story_id="nowhere")
    with pytest.raises(NotFoundError):
        store.keep_source_file("Ann", read, source_id=99)
    with pytest.raises(NotFoundError):
        store.source_file_data("0" * 64)
    assert (store.sources(), store.source_files()) == ([], [])


def test_passage_taken_as_evidence_is_undone_and_redone_with_its_file(place: Place) -> None:
    store, story = with_story(place)
    kept = census(store, story)
    put(store, CLAIM, sources="Census 2014, p. 4")
    before = store.claim(CLAIM).sources
    cell = (CLAIM, "evidence")
    better = [replace(before[0], quote=QUOTE, file=kept.sha256)]
    store.apply("Ann", {cell: links_of(better)}, {cell: links_of(before)})
    assert store.claim(CLAIM).sources == tuple(better)
    undone = store.last_batch("Ann", story).undo
    assert undone is not None
    store.undo("Ann", story, undone)
    assert store.claim(CLAIM).sources == before
    redone = store.last_batch("Ann", story).redo
    assert redone is not None
    store.undo("Ann", story, redone)
    assert store.claim(CLAIM).sources == tuple(better)
    assert store.verify()[0].fault is None


def test_file_stays_with_its_evidence_when_the_line_is_edited_in_the_table(place: Place) -> None:
    store, story = with_story(place)
    kept = census(store, story)
    take(store, kept)
    line = store.claim(CLAIM).sources_text
    edited = f"Another, p. 1\n{line.replace('paragraph 2', 'p. 9')}"
    store.apply("Bob", {(CLAIM, "sources"): edited}, {(CLAIM, "sources"): line})
    assert [(one.locator, one.file) for one in store.claim(CLAIM).sources] == [
        ("p. 1", ""), ("p. 9", kept.sha256),
    ]  # fmt: skip


def test_evidence_whose_file_somebody_else_changed_is_a_conflict(place: Place) -> None:
    store, story = with_story(place)
    kept = census(store, story)
    put(store, CLAIM, sources="Census 2014, p. 4")
    seen = store.claim(CLAIM).sources
    cell = (CLAIM, "evidence")
    with_file = [replace(seen[0], file=kept.sha256)]
    with_quote = [replace(seen[0], quote="244")]
    assert store.apply("Ann", {cell: links_of(with_file)}, {cell: links_of(seen)}).conflicts == ()
    late = store.apply("Bob", {cell: links_of(with_quote)}, {cell: links_of(seen)})
    assert [one.actual_by for one in late.conflicts] == ["Ann"]
    assert store.claim(CLAIM).sources == tuple(with_file)


def test_evidence_cannot_name_a_file_that_is_not_kept(place: Place) -> None:
    store, story = with_story(place)
    nowhere = replace(census(store, story), sha256="0" * 64)
    with pytest.raises(StoreError, match="is not kept here"):
        take(store, nowhere)
    assert store.claim(CLAIM).sources == ()


def test_report_brought_back_in_leaves_the_file_with_its_evidence(place: Place) -> None:
    store, story = with_story(place)
    kept = census(store, story)
    take(store, kept)
    written = io.BytesIO()
    write_csv(store.story(story), store.claims(story), written)
    assert kept.sha256.encode() not in written.getvalue()
    assert check_report(store, written.getvalue()) == []
    assert bring_in(store, "Bob", read_csv(written.getvalue()), "a.csv").changed == 0
    edited = written.getvalue().replace(b"244 people came", b"245 people came")
    assert bring_in(store, "Bob", read_csv(edited), "b.csv").changed == 1
    (link,) = store.claim(CLAIM).sources
    assert (link.quote, link.file) == ("At least 245 people came back.", kept.sha256)


def test_history_knows_the_file_of_the_evidence_as_it_then_was(place: Place) -> None:
    store, story = with_story(place)
    kept = census(store, story)
    take(store, kept)
    head = store.story(story).head_hash
    put_back = store.last_batch("Ann", story).undo
    assert put_back is not None
    store.undo("Ann", story, put_back)
    then = store.as_of(head)
    assert then is not None
    assert kept.sha256 in str(then.cells[CLAIM]["sources"])


def test_source_with_a_file_stays_on_the_shelf_when_no_claim_cites_it(place: Place) -> None:
    store, story = with_story(place)
    put(store, CLAIM, sources="Census 2014, p. 4")
    kept = census(store, story)
    store.apply("Ann", {(CLAIM, "sources"): None}, {(CLAIM, "sources"): "Census 2014, p. 4"})
    assert [(one.id, one.used) for one in store.sources()] == [(kept.source_id, 0)]


def test_file_of_a_source_that_was_made_another_is_shown_and_found_under_that(
    place: Place,
) -> None:
    store, story = with_story(place)
    kept = census(store, story)
    into = store.add_source("Ann", {"title": "The census"})
    store.merge_sources("Ann", kept.source_id, into)
    read = read_story_bytes(CENSUS, "census.txt")
    again = store.keep_source_file("Ann", read, source_id=into, story_id=story)
    assert (again.id, again.source_id, again.title) == (kept.id, into, "The census")


def test_two_who_drop_and_take_at_once_lose_nothing(place: Place) -> None:
    store, story = with_story(place)
    kept = census(store, story)

    def work(number: int) -> None:
        read = read_story_bytes(b"Report %d" % (number % 3), f"{number}.txt")
        store.keep_source_file("Bob", read, story_id=story)
        take(store, kept, "Bob", f"returnees.{number % 4 + 1}")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(12)))
    assert len(store.source_files(story)) == 4
    assert all(one.sources[0].file == kept.sha256 for one in store.claims(story))
    assert store.verify()[0].fault is None


def test_index_of_a_server_lies_in_this_users_cache_and_does_not_tell_the_password(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbench.store.library.user_cache_dir", lambda *_, **__: str(tmp_path))
    store, _ = with_story(place)
    file = store.index_file()
    assert file.parent == tmp_path
    assert file.name.endswith(".index")
    assert (file.name == "desk.sqlite.index") == (place.database == "sqlite")


def test_index_is_not_taken_for_a_store(tmp_path: Path) -> None:
    store, _ = with_story(tmp_path)
    with PassageIndex(store.index_file()):
        pass
    with pytest.raises(StoreError, match="another program's"):
        Store.open(str(store.index_file()), make=False)
    store.close()


def looked_up(store: Store, claim_id: str, stands: str) -> LookedUp:
    """What a search found on a claim as it is now."""
    reading = store.claim(claim_id).reading
    return LookedUp(
        claim_id, stands, "0" * 64, "census.txt", "paragraph 2", QUOTE, reading_hash(reading, TEXT)
    )


def test_what_a_search_found_is_replaced_by_the_next_and_no_part_of_the_history(
    place: Place,
) -> None:
    store, story = with_story(place)
    revision = store.revision(story)
    store.record_lookups(
        "Ann",
        story,
        [looked_up(store, "returnees.1", "nothing"), looked_up(store, "returnees.2", "found")],
    )
    store.record_lookups("Ann", story, [looked_up(store, "returnees.1", "another")])
    found = store.lookups(story)
    assert {name: one.stands for name, one in found.items()} == {
        "returnees.1": "another", "returnees.2": "found",
    }  # fmt: skip
    assert (found["returnees.1"].said, found["returnees.1"].at is None) == (QUOTE, False)
    assert store.revision(story) == revision
    with pytest.raises(StoreError, match="nothing a search finds"):
        store.record_lookups("Ann", story, [looked_up(store, "returnees.1", "true")])


def test_what_was_found_for_another_reading_is_not_shown(place: Place) -> None:
    store, story = with_story(place)
    store.record_lookups(
        "Ann", story, [looked_up(store, f"returnees.{n}", "found") for n in (1, 2)]
    )
    store.reread("Ann", story, reread("January 2014", "2013-01"))
    assert list(store.lookups(story)) == ["returnees.1"]
