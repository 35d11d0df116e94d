"""A store opened: what is made, what is refused, how the database is told to behave."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, event

import workbench.report
import workbench.store
from tests.desk_of_two import open_store, put, with_story
from workbench.errors import StoreError
from workbench.store import Store
from workbench.store.addresses import store_url
from workbench.store.file_systems import is_network, type_of
from workbench.store.glance import made_anew, surely_has_stories
from workbench.store.schema import metadata

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

    from tests.databases import Place


def test_every_connection_waits_syncs_and_minds_foreign_keys(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    with store._reads() as conn:  # noqa: SLF001 - what the driver was told is not in the API
        told = {
            name: conn.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert told == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 30000,
    }


def test_migrations_make_exactly_the_tables_that_the_program_sees(place: Place) -> None:
    open_store(place).close()
    engine = create_engine(store_url(place.url("desk.sqlite")))
    with engine.connect() as conn:
        assert compare_metadata(MigrationContext.configure(conn), metadata) == []
    engine.dispose()


def test_store_by_address_and_by_name_is_the_same_file(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "my desk.sqlite"
    with Store.open(f"sqlite:///{path}") as store:
        store.add_story("Ann", title="x", text="x", published=None, claims=[])
    with Store.open(str(path)) as store:
        assert [one.id for one in store.stories()] == ["x"]


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("", "is empty"),
        ("sqlite://", "in memory"),
        ("sqlite:///:memory:", "in memory"),
        ("mysql://desk/claims", "postgresql"),
        ("not a://url", "no address"),
    ],
)
def test_address_that_is_no_store_is_refused_in_one_sentence(url: str, sentence: str) -> None:
    with pytest.raises(StoreError, match=sentence):
        Store.open(url)


def test_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text("Scores of people came back. " * 100)
    with pytest.raises(StoreError, match="is not a store"):
        Store.open(str(tmp_path / "story.txt"))
    assert (tmp_path / "story.txt").read_text().startswith("Scores")


def test_database_of_another_program_is_refused(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "desk.sqlite") as raw:
        raw.execute("CREATE TABLE recipes (name TEXT)")
    with pytest.raises(StoreError, match="another program's"):
        open_store(tmp_path)


def test_store_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    open_store(tmp_path).close()
    with sqlite3.connect(tmp_path / "desk.sqlite") as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match="newer version"):
        open_store(tmp_path)


def test_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="cannot be made"):
        Store.open(str(tmp_path / "file" / "sub" / "desk.sqlite"))
    with pytest.raises(StoreError, match="is a folder"):
        Store.open(str(tmp_path))


def test_read_only_store_can_be_read_and_says_that_it_cannot_be_written(tmp_path: Path) -> None:
    with_story(tmp_path)[0].close()
    with Store.open(f"sqlite:///file:{tmp_path}/desk.sqlite?mode=ro&uri=true") as store:
        assert len(store.claims("returnees")) == 4
        store.here("Ann", "returnees")
        with pytest.raises(StoreError, match="cannot be written to"):
            put(store, "returnees.1", note="x")


def test_full_disk_is_said_and_nothing_already_saved_is_lost(tmp_path: Path) -> None:
    store, story = with_story(tmp_path)
    put(store, "returnees.1", note="kept")
    full = ["PRAGMA max_page_count=1"]
    event.listen(store._engine, "connect", lambda raw, _: [raw.execute(one) for one in full])  # noqa: SLF001 - the disk is made full
    store._engine.dispose()  # noqa: SLF001
    with pytest.raises(StoreError, match="disk is full"):
        put(store, "returnees.2", note="x" * 100_000)
    assert [claim.note for claim in store.claims(story)][:2] == ["kept", ""]
    full.clear()
    store._engine.dispose()  # noqa: SLF001 - somebody frees some space
    put(store, "returnees.2", note="x" * 100_000)
    assert [len(claim.note) for claim in store.claims(story)][:2] == [4, 100_000]


LINUX = """\
/dev/sda1 / ext4 rw,relatime 0 0
proc /proc proc rw 0 0
box:/export /srv nfs4 rw,vers=4.2 0 0
/dev/sdb1 /srv/local\\040disk xfs rw 0 0
//box/share /mnt/share cifs rw 0 0
desk@box:/ /home/desk/far fuse.sshfs rw 0 0
C:\\134 /mnt/c 9p rw,dirsync,aname=drvfs;path=C:\\;uid=1000,trans=fd,rfd=8,wfd=8 0 0
none /container 9p rw,trans=fd,rfdno=4,wfdno=4 0 0
"""
MACOS = """\
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled, nobrowse)
//desk@box/Share on /Volumes/The share (smbfs, nodev, nosuid, mounted by desk)
"""


@pytest.mark.parametrize(
    ("path", "mounts", "kind", "refused"),
    [
        ("/home/desk/desk.sqlite", LINUX, "ext4", False),
        ("/srv/desk/desk.sqlite", LINUX, "nfs4", True),
        ("/srv/local disk/desk.sqlite", LINUX, "xfs", False),
        ("/mnt/share/desk.sqlite", LINUX, "cifs", True),
        ("/mnt/shared/desk.sqlite", LINUX, "ext4", False),
        ("/home/desk/far/desk.sqlite", LINUX, "fuse.sshfs", True),
        ("/mnt/c/desk.sqlite", LINUX, "9p+net", True),
        ("/container/desk.sqlite", LINUX, "9p", False),
        ("/Users/desk/desk.sqlite", MACOS, "apfs", False),
        ("/Volumes/The share/desk.sqlite", MACOS, "smbfs", True),
        ("/anywhere/desk.sqlite", "", None, False),
    ],
)
def test_file_on_a_network_drive_is_told_from_one_on_a_disk(
    path: str, mounts: str, kind: str | None, *, refused: bool
) -> None:
    assert type_of(path, mounts) == kind
    assert is_network(kind) is refused


def test_store_on_a_network_drive_is_refused_in_one_sentence_and_not_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = f"box:/export {tmp_path} nfs4 rw 0 0\n"
    monkeypatch.setattr("workbench.store.file_systems._mounts", lambda: table)
    with pytest.raises(StoreError, match="network drive"):
        open_store(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_file_deleted_while_open_is_said_and_the_desk_goes_on_once_it_is_back(
    tmp_path: Path,
) -> None:
    store, story = with_story(tmp_path)
    put(store, "returnees.1", note="kept")
    store.backup(tmp_path / "copy.sqlite")
    for end in ("", "-wal", "-shm"):
        (tmp_path / f"desk.sqlite{end}").unlink(missing_ok=True)
    with pytest.raises(StoreError, match="see that it is there"):
        put(store, "returnees.2", note="x")
    with pytest.raises(StoreError, match="see that it is there"):
        store.claims(story)
    assert not (tmp_path / "desk.sqlite").exists()
    (tmp_path / "copy.sqlite").rename(tmp_path / "desk.sqlite")
    put(store, "returnees.2", note="now")
    assert [claim.note for claim in store.claims(story)][:2] == ["kept", "now"]


def test_file_deleted_in_the_middle_of_a_change_is_not_said_to_be_saved(tmp_path: Path) -> None:
    store, _ = with_story(tmp_path)
    event.listen(store._engine, "commit", lambda _: (tmp_path / "desk.sqlite").unlink())  # noqa: SLF001 - the instant is inside
    with pytest.raises(StoreError, match="was deleted while"):
        put(store, "returnees.1", note="x")


def test_driver_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "psycopg", None)
    with pytest.raises(StoreError, match=r"claims-workbench\[postgres\]"):
        Store.open("postgresql://nobody@localhost/none")


def test_a_glance_is_sure_of_a_store_of_this_schema_that_has_a_story(tmp_path: Path) -> None:
    file = tmp_path / "my desk.sqlite"
    with Store.open(str(file)) as store:
        assert not surely_has_stories(str(file))
        store.add_story("Ann", title="x", text="x", published=None, claims=[])
        assert surely_has_stories(str(file))
    assert surely_has_stories(f"sqlite:///{file}")


@pytest.mark.parametrize(
    "change",
    ["UPDATE alembic_version SET version_num = '0004'", "DROP TABLE alembic_version", None],
)
def test_a_glance_leaves_every_other_file_to_who_can_tell_what_it_is(
    tmp_path: Path, change: str | None
) -> None:
    file = tmp_path / "desk.sqlite"
    with Store.open(str(file)) as store:
        store.add_story("Ann", title="x", text="x", published=None, claims=[])
    if change is None:
        file.write_text("no database")
    else:
        with closing(sqlite3.connect(file)) as database, database:
            database.execute(change)
    assert not surely_has_stories(str(file))


def test_a_glance_makes_no_file(tmp_path: Path) -> None:
    assert not surely_has_stories(str(tmp_path / "desk.sqlite"))
    assert not surely_has_stories(str(tmp_path))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "package", [workbench.store, workbench.report], ids=lambda one: one.__name__
)
def test_every_public_name_of_a_package_that_loads_when_asked_is_there(package: ModuleType) -> None:
    assert all(hasattr(package, name) for name in package.__all__)
    assert not hasattr(package, "no_such_name")


def test_a_new_store_is_made_as_an_empty_file_and_only_where_there_is_none(tmp_path: Path) -> None:
    file = tmp_path / "a folder" / "desk.sqlite"
    assert made_anew(f"sqlite:///{file}")
    assert file.read_bytes() == b""
    assert not made_anew(str(file))
    assert not made_anew(str(tmp_path))
    assert not made_anew("")
    with Store.open(str(file)) as store:
        assert store.stories() == []


def test_a_new_store_that_cannot_be_made_says_so_at_once(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="cannot be made"):
        made_anew(str(tmp_path / "file" / "desk.sqlite"))
