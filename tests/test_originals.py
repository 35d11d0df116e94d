"""The files that drafts came in: kept with their bytes, named by the history, found again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.documents import tracked_docx
from workbench import extract
from workbench.errors import NotAllowedError
from workbench.ingest import read_story_bytes
from workbench.store import DraftFile, Person, Role, Store

if TYPE_CHECKING:
    from pathlib import Path

    from tests.databases import Place

DRAFT = tracked_docx()


def added(place: Place, name: str = "desk.sqlite") -> Store:
    """A desk with one Word draft on it."""
    read = read_story_bytes(DRAFT, "draft.docx")
    store = Store.open(place.url(name))
    file = DraftFile.of(read, byline="Ada K.")
    store.add_story(
        "Ada", title="Back", text=read.text, published=None, claims=extract(read.text), file=file
    )
    return store


def test_file_comes_back_byte_for_byte_with_its_locators(place: Place) -> None:
    with added(place) as store:
        file = store.file_of("back", with_data=True)
        text = store.story("back").text
        fault = store.verify()[0].fault
    assert file is not None
    assert (file.data, file.name, file.kind, file.byline) == (DRAFT, "draft.docx", "docx", "Ada K.")
    at = file.locator(text.index("345"))
    assert at is not None
    assert (at.part, text[at.start :].split("\n")[0]) == ("table", "Shrewsbury\t12\t345")
    assert fault is None


def test_bytes_are_not_read_unless_they_are_asked_for(place: Place) -> None:
    with added(place) as store:
        file = store.file_of("back")
    assert file is not None
    assert (file.data, file.size) == (None, len(DRAFT))


def test_pasted_story_has_no_file(place: Place) -> None:
    with Store.open(place.url("desk.sqlite")) as store:
        store.add_story("Ada", title="Back", text="60", published=None, claims=[])
        assert store.file_of("back") is None


def test_same_file_in_two_stories_is_kept_once(place: Place) -> None:
    with added(place) as store:
        read = read_story_bytes(DRAFT, "again.docx")
        store.add_story(
            "Bob", title="Twice", text=read.text, published=None, claims=[], file=DraftFile.of(read)
        )
        assert [store.file_of(one).name for one in ("back", "twice")] == [  # type: ignore[union-attr]
            "draft.docx", "again.docx",
        ]  # fmt: skip
    assert len(place.rows("desk.sqlite", "SELECT sha256 FROM originals")) == 1


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE originals SET data = NULL", "not the bytes that the history names"),
        ("UPDATE draft_files SET draft = 2", "draft_files"),
        ("DELETE FROM draft_files", "not the file that the history names"),
    ],
)
def test_file_that_was_tampered_with_is_found(tmp_path: Path, statement: str, said: str) -> None:
    from tests.databases import OnSqlite  # noqa: PLC0415 - SQLite lets it happen

    place = OnSqlite(tmp_path)
    added(place).close()
    place.run("desk.sqlite", statement)
    with Store.open(place.url("desk.sqlite")) as store:
        assert said in str(store.verify()[0].fault)


def test_only_an_editor_lets_stories_be_fetched_from_the_web(place: Place) -> None:
    with Store.open(place.url("desk.sqlite")) as store:
        assert store.settings().web is False
        with pytest.raises(NotAllowedError):
            store.configure(Person("Bob", Role.REVIEWER), web=True)
        store.configure(Person("Eve", Role.EDITOR), web=True)
        assert (store.settings().web, store.settings().second_reader) == (True, True)
