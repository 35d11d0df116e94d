"""Copies of a store in use."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from tests.desk_of_two import put, with_story
from workbench.cli import main
from workbench.errors import StoreError
from workbench.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from tests.databases import Place


def test_copy_opens_as_a_store_and_holds_everything(place: Place, tmp_path: Path) -> None:
    store, story = with_story(place)
    put(store, "returnees.1", status="confirmed", sources="Census, p. 1", note="n")
    store.backup(tmp_path / "copies" / "copy.sqlite")
    put(store, "returnees.2", note="later")
    with Store.open(str(tmp_path / "copies" / "copy.sqlite")) as copy:
        assert copy.claims(story)[0] == store.claims(story)[0]
        assert copy.claims(story)[1].note == ""
        assert [one.fault for one in copy.verify()] == [None]
        put(copy, "returnees.2", sources="Another, p. 1")


def test_copy_made_while_others_write_is_of_one_moment(place: Place, tmp_path: Path) -> None:
    store, _ = with_story(place)
    done = threading.Event()

    def write() -> None:
        cell, seen = ("returnees.1", "note"), ""
        for number in range(100_000):
            if done.is_set():
                return
            store.apply("Ann", {cell: str(number)}, {cell: seen})
            seen = str(number)

    writer = threading.Thread(target=write)
    writer.start()
    for number in range(3):
        store.backup(tmp_path / f"{number}.sqlite")
    done.set()
    writer.join()
    for number in range(3):
        with Store.open(str(tmp_path / f"{number}.sqlite")) as copy:
            assert [one.fault for one in copy.verify()] == [None]


def test_copy_never_takes_the_place_of_a_file(tmp_path: Path) -> None:
    store, _ = with_story(tmp_path)
    with pytest.raises(StoreError, match="is there already"):
        store.backup(tmp_path / "desk.sqlite")
    with pytest.raises(StoreError, match="cannot be written"):
        store.backup(tmp_path / "desk.sqlite" / "copy.sqlite")


def test_commands_copy_verify_and_name_what_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store, _ = with_story(tmp_path)
    store.close()
    desk, copies = str(tmp_path / "desk.sqlite"), tmp_path / "copies"
    copies.mkdir()
    report = str(tmp_path / "claims.csv")
    assert main(["report", "--store", desk, "-o", report]) == 0
    assert main(["backup", str(copies), "--store", desk]) == 0
    copy = capsys.readouterr().out.strip()
    assert main(["verify", copy, "--against", report]) == 0
    assert capsys.readouterr().out.startswith("returnees: whole, 5 events, head ")
    assert main(["verify", report, "--store", copy]) == 0
    with Store.open(desk) as store:
        put(store, "returnees.1", note="x")
    assert main(["report", "--store", desk, "-o", report]) == 0
    assert main(["verify", copy, "--against", report]) == 1
    assert "an older file was put back" in capsys.readouterr().out
    assert main(["verify", str(tmp_path / "none.sqlite")]) == 2
    assert main(["backup", copy, "--store", desk]) == 2
