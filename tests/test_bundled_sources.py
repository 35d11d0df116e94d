"""The files of the evidence in a bundle: for the desk, proved offline, and for nobody else."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import pytest

from tests.desk_of_two import with_story
from tests.test_bundle import packed, repacked
from tests.test_erasure import ED
from tests.test_library import CENSUS, census, take
from tests.test_report_forms import made
from tests.test_requoting import requote
from workbench.cli import main
from workbench.report import Profile, check_bundle

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workbench.store import Store

SHA256 = hashlib.sha256(CENSUS).hexdigest()
PATH = f"sources/{SHA256[:16]}/census.txt"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Store]:
    """A desk with one claim that rests on a passage of a kept file."""
    store, story = with_story(tmp_path)
    take(store, census(store, story))
    yield store
    store.close()


def hide(store: Store) -> None:
    """Make the source confidential."""
    (source,) = store.sources()
    store.describe_source("Ann", source.id, {"confidential": "confidential"}, {"confidential": ""})


def test_bundle_of_the_desk_has_the_files_and_is_the_same_bytes_each_time(desk: Store) -> None:
    files = packed(made(desk, "zip"))
    assert files[PATH] == CENSUS
    (source,) = json.loads(files["sources.json"])
    (kept,) = source["files"]
    assert (kept["path"], kept["sha256"], kept["kept_by"], kept["kept_at"]) == (
        PATH, SHA256, "Ann", "2016-06-04T12:01:00Z",
    )  # fmt: skip
    assert SHA256 in files["claims.jsonld"].decode()
    assert (
        f"census.txt, kept by Ann, 4 Jun 2016, 12:01 UTC, SHA-256 {SHA256}"
        in files["report.html"].decode()
    )
    assert made(desk, "zip") == made(desk, "zip")
    assert check_bundle(made(desk, "zip")) == []


def test_file_of_a_source_is_in_no_other_profile_and_its_hash_in_none_that_withholds_it(
    desk: Store,
) -> None:
    editor = packed(made(desk, "zip", Profile.EDITOR))
    assert PATH not in editor
    assert SHA256 in editor["sources.json"].decode()
    hide(desk)
    for profile in (Profile.EDITOR, Profile.PUBLIC):
        files = packed(made(desk, "zip", profile))
        told = b"".join(data for name, data in files.items() if name != "history.jsonl").decode()
        assert PATH not in files
        assert SHA256 not in told
        assert "census.txt" not in told
        assert check_bundle(made(desk, "zip", profile)) == []
    assert PATH in packed(made(desk, "zip"))


def test_public_report_does_not_name_the_files(desk: Store) -> None:
    files = packed(made(desk, "zip", Profile.PUBLIC))
    assert SHA256 not in b"".join(files.values()).decode()


def test_quote_that_is_not_in_its_file_is_named_offline(
    desk: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    requote(desk, "At least 245 people came back.")
    fault = "the quote of claim returnees.1 is not in census.txt as kept (paragraph 2)"
    assert check_bundle(made(desk, "zip")) == [fault]
    file = tmp_path / "story.zip"
    file.write_bytes(made(desk, "zip"))
    assert main(["verify", str(file)]) == 1
    assert fault in capsys.readouterr().out


def test_file_that_was_exchanged_or_left_out_under_a_new_manifest_is_named(desk: Store) -> None:
    files = packed(made(desk, "zip"))
    said = ["sources.json: the file that evidence of returnees.1 names is not in the bundle"]
    changed = {**files, PATH: CENSUS.replace(b"244", b"245")}
    assert check_bundle(repacked(changed, honest=True)) == said
    del files[PATH]
    assert check_bundle(repacked(files, honest=True)) == said


def test_erased_file_is_not_missed_in_a_bundle(desk: Store) -> None:
    desk.erase_source_file(ED, SHA256, "court order")
    files = packed(made(desk, "zip"))
    assert PATH not in files
    assert json.loads(files["sources.json"])[0]["files"][0]["reason"] == "court order"
    assert check_bundle(made(desk, "zip")) == []
