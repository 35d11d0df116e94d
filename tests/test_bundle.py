"""The bundle: the same bytes each time, checked offline, the first thing that is wrong named."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.test_report_forms import made, reviewed
from workbench.cli import main
from workbench.errors import ReportError
from workbench.report import Profile, check_bundle

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from workbench.store import Store


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return reviewed(tmp_path_factory.mktemp("desk"))


def packed(data: bytes) -> dict[str, bytes]:
    """The files of a ZIP by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def repacked(files: dict[str, bytes], *, honest: bool = False) -> bytes:
    """The files as a ZIP again; with ``honest`` the manifest vouches for what they are now."""
    import hashlib  # noqa: PLC0415

    if honest:
        manifest = json.loads(files["manifest.json"])
        manifest["files"] = {
            n: hashlib.sha256(d).hexdigest() for n, d in files.items() if n != "manifest.json"
        }
        files = {**files, "manifest.json": json.dumps(manifest).encode()}
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as opened:
        for name, data in files.items():
            opened.writestr(name, data)
    return written.getvalue()


def test_bundle_is_the_same_bytes_each_time_and_whole(desk: Store) -> None:
    assert made(desk, "zip") == made(desk, "zip")
    for profile in Profile:
        assert check_bundle(made(desk, "zip", profile)) == []


def test_names_in_a_bundle_lead_nowhere(desk: Store) -> None:
    assert sorted(packed(made(desk, "zip"))) == [
        *("claims.csv", "claims.jsonld", "draft.txt", "history.jsonl", "manifest.json"),
        *("report.html", "sources.json"),
    ]


@pytest.mark.parametrize(
    ("name", "change", "said"),
    [
        ("draft.txt", lambda data: data + b"!", "draft.txt: not the text"),
        (
            "history.jsonl",
            lambda data: data.replace(b'"who": "Ann"', b'"who": "Bob"', 1),
            "events row 1: not what was written",
        ),
        (
            "history.jsonl",
            lambda data: b"".join(data.splitlines(keepends=True)[:-1]),
            "does not end with the event",
        ),
        (
            "history.jsonl",
            lambda data: b"".join(data.splitlines(keepends=True)[1:]),
            "events row 1: missing",
        ),
        (
            "claims.csv",
            lambda data: data.replace(b",confirmed,", b",wrong,", 1),
            "status of returnees.1 is not what it was",
        ),
    ],
)
def test_forgery_under_a_new_manifest_is_named(
    desk: Store, name: str, change: Callable[[bytes], bytes], said: str
) -> None:
    files = packed(made(desk, "zip"))
    files[name] = change(files[name])
    assert said in check_bundle(repacked(files, honest=True))[0]
    assert check_bundle(repacked(files)) == [f"{name}: not the file that was written"]


def test_file_that_is_missing_or_slipped_in_is_named(desk: Store) -> None:
    files = packed(made(desk, "zip"))
    html = files.pop("report.html")
    assert check_bundle(repacked(files)) == ["report.html: missing"]
    files |= {"report.html": html, "../evil.txt": b""}
    assert "../evil.txt: not in the manifest" in check_bundle(repacked(files))[0]


@pytest.mark.parametrize(
    "data", [b"PK\3\4", repacked({"a": b""}), repacked({"manifest.json": b"[]"})]
)
def test_what_is_no_bundle_is_one_sentence(data: bytes) -> None:
    with pytest.raises(ReportError, match=r"^[^\n]+\.$"):
        check_bundle(data)


def test_verify_checks_a_bundle_without_a_store(
    desk: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "story.zip"
    file.write_bytes(made(desk, "zip"))
    assert main(["verify", str(file), "--store", str(tmp_path / "none.db")]) == 0
    assert "whole, and true to its own history" in capsys.readouterr().out
    file.write_bytes(repacked({**packed(file.read_bytes()), "draft.txt": b""}))
    assert main(["verify", str(file)]) == 1
    assert "draft.txt: not the file" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == [file]
