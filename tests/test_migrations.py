"""Stores of earlier versions: copied first, brought up to date, nothing lost."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from tests.desk_of_two import open_store, put
from tests.new_store import migrated, script
from workbench.claim import SaidSo, Status
from workbench.errors import StoreError
from workbench.store import Store
from workbench.store.glance import HEAD, VERSIONS
from workbench.store.migrating import NEW_STORE

RELEASED = Path(__file__).parent / "released"


def made_by(version: str, folder: Path) -> Path:
    """A store as that version wrote it, reviewed part-way."""
    file = folder / "desk.sqlite"
    with closing(sqlite3.connect(file)) as raw:
        raw.executescript((RELEASED / f"{version}.sql").read_bytes().decode())
    return file


def dump(file: Path) -> list[str]:
    """All that a file holds, as SQL."""
    with closing(sqlite3.connect(file)) as raw:
        return list(raw.iterdump())


@pytest.mark.parametrize("version", VERSIONS)
def test_store_of_every_released_version_opens_without_loss(tmp_path: Path, version: str) -> None:
    with Store.open(str(made_by(version, tmp_path))) as store:
        first, second, third, fourth, added = sorted(
            store.claims("returnees"), key=lambda claim: claim.number
        )
        assert (first.status, first.said_so, first.note, first.checked_by) == (
            Status.CONFIRMED, SaidSo.EXACT, "seen twice", "Bob",
        )  # fmt: skip
        assert first.sources_text == "Annual report, p. 4\nhttps://example.org/a, table 3"
        assert (second.status, second.reading.value) == (Status.OPEN, "2013-01")
        assert (third.status, fourth.reading.value, added.added_by_hand) == (
            Status.OPEN, "3-2", True,
        )  # fmt: skip
        assert store.story("returnees").published == date(2016, 6, 4)
        assert [one.who for one in store.events("returnees")][-1] == "Cy"
        assert [(one.id, one.total) for one in store.stories()] == [
            ("second", 0), ("returnees", 5),
        ]  # fmt: skip
        assert [one.fault for one in store.verify()] == [None, None]
        put(store, "returnees.3", status="wrong")


@pytest.mark.parametrize("version", VERSIONS[:-1])
def test_older_store_is_copied_beside_itself_before_it_is_changed(
    tmp_path: Path, version: str
) -> None:
    before = dump(made_by(version, tmp_path))
    open_store(tmp_path).close()
    (copy,) = tmp_path.glob("desk.schema-*.sqlite")
    assert f"schema-{version}." in copy.name
    assert dump(copy) == before
    open_store(tmp_path).close()
    assert len(list(tmp_path.glob("desk.schema-*"))) == 1


def test_store_of_this_version_is_not_copied(tmp_path: Path) -> None:
    made_by(HEAD, tmp_path)
    open_store(tmp_path).close()
    assert [file.name for file in tmp_path.iterdir()] == ["desk.sqlite"]


def test_older_store_that_cannot_be_copied_is_left_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = made_by("0001", tmp_path)
    before = dump(file)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(StoreError, match="could not be copied"):
        Store.open(str(file))
    assert dump(file) == before
    assert [one.name for one in tmp_path.glob("*schema*")] == []


def test_new_store_is_what_all_migrations_make(tmp_path: Path) -> None:
    open_store(tmp_path).close()
    by_migrations = migrated(tmp_path)
    assert sorted(dump(tmp_path / "desk.sqlite")) == sorted(dump(by_migrations))
    # after a new migration: python -m tests.new_store
    assert NEW_STORE.read_text(encoding="utf-8") == script(by_migrations)
