"""A bundle checked by itself: no store, no network. The first thing that is wrong comes first."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
import zlib
from typing import TYPE_CHECKING, Any

from workbench.errors import ReportError
from workbench.ingest import DocumentReader
from workbench.report.bundle import (
    CLAIMS,
    DRAFT,
    FORMAT,
    HISTORY,
    MANIFEST,
    MOST_BYTES,
    MOST_FILES,
    SOURCES,
)
from workbench.report.csv_in import read_csv
from workbench.report.profile import Profile
from workbench.report.proof import row_faults
from workbench.store.draft_events import DRAFT as DRAFTED
from workbench.store.keeping import AsOf
from workbench.store.library import read_kept
from workbench.store.replay import ERASED_VALUE, EventRow, replay
from workbench.store.requoting import Quoted, requote
from workbench.store.shelf import links_from_value
from workbench.store.verification import chain_faults, erased_files

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from workbench.ingest import IngestedText
    from workbench.store.replay import Past


def check_bundle(data: bytes) -> list[str]:
    """What in a bundle is not as it was written, one sentence a line; none when all is whole.

    Raises:
        ReportError: it is no bundle of this program.
    """
    files = _unpacked(data)
    manifest = _manifest(files)
    faults = list(_file_faults(files, manifest))
    if faults:
        return faults
    try:
        return list(_content_faults(files, manifest))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ReportError(
            f"The bundle is damaged ({type(error).__name__}): ask for another copy."
        ) from error


def _unpacked(data: bytes) -> dict[str, bytes]:
    """The files by name, in memory: nothing is ever written under a name from the ZIP."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
            if len(parts) > MOST_FILES or sum(one.file_size for one in parts) > MOST_BYTES:
                raise ReportError("The bundle unpacks to more than any story has: it is no bundle.")
            if len({one.filename for one in parts}) < len(parts):
                raise ReportError("The bundle holds two files of one name: it is not ours.")
            return {one.filename: packed.read(one) for one in parts}
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
        raise ReportError(f"The bundle is damaged ({error}): ask for another copy.") from error


def _manifest(files: Mapping[str, bytes]) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads(files[MANIFEST])
        if manifest["format"] == FORMAT and isinstance(manifest["files"], dict):
            return manifest
    except (KeyError, ValueError, TypeError) as error:
        raise ReportError("This ZIP is no bundle of the workbench.") from error
    raise ReportError("This ZIP is no bundle that this version of the workbench can check.")


def _file_faults(files: Mapping[str, bytes], manifest: Mapping[str, Any]) -> Iterator[str]:
    listed: dict[str, str] = manifest["files"]
    for name in sorted({*listed, *files} - {MANIFEST}):
        if name not in files:
            yield f"{name}: missing"
        elif name not in listed:
            yield f"{name}: not in the manifest, so nothing vouches for it"
        elif hashlib.sha256(files[name]).hexdigest() != listed[name]:
            yield f"{name}: not the file that was written"


def _content_faults(files: Mapping[str, bytes], manifest: Mapping[str, Any]) -> Iterator[str]:
    rows = [_row(line) for line in files[HISTORY].splitlines()]
    whole = manifest["profile"] == Profile.DESK.value
    for fault in chain_faults(rows, withheld=not whole):
        yield f"{HISTORY}: {fault}"
    head = rows[-1].columns["hash"] if rows else ""
    if (head, len(rows)) != (manifest["head_hash"], manifest["events"]):
        yield f"{HISTORY}: it does not end with the event that the manifest names"
    if hashlib.sha256(files[DRAFT]).hexdigest() != manifest["draft_sha256"]:
        yield f"{DRAFT}: not the text that the manifest names"
    if whole:
        yield from _told_faults(files, rows, manifest)


def _told_faults(
    files: Mapping[str, bytes], rows: list[EventRow], manifest: Mapping[str, Any]
) -> Iterator[str]:
    """What the files say that the history does not."""
    past = replay(rows)
    arrived = past.story.get("story")
    told = manifest["draft"] == 1 and arrived not in (None, ERASED_VALUE)
    if told and json.loads(arrived or "{}")["draft_sha256"] != manifest["draft_sha256"]:
        yield f"{DRAFT}: not the text that the history says was received"
    then = AsOf(manifest["story"], len(rows), past.claims)
    report = read_csv(files[CLAIMS])
    yield from (f"{CLAIMS}: {problem}" for problem in report.problems)
    for row in report.rows:
        if row.cells.get("head_hash") != manifest["head_hash"]:
            yield f"{CLAIMS}: line {row.line} was written after another event than the history ends"
        yield from (f"{CLAIMS}: {fault}" for fault in row_faults(row, then))
    yield from _source_faults(files, rows, _quoted(past, manifest["draft"]))


def _quoted(past: Past, draft: int) -> list[Quoted]:
    """What evidence of the draft's claims names a file."""
    return [
        Quoted(claim_id, link.file, link.quote, link.citation.locator)
        for claim_id, cells in past.claims.items()
        if cells[DRAFTED] == str(draft) and not cells.get("gone")
        for link in links_from_value(_known(cells["sources"]))
        if link.file
    ]


def _known(value: str | None) -> str | None:
    return None if value == ERASED_VALUE else value


def _source_faults(
    files: Mapping[str, bytes], rows: list[EventRow], quoted: list[Quoted]
) -> Iterator[str]:
    """Files that evidence names and that are not here, and quotes that are not in theirs."""
    if not quoted:
        return
    told = {
        one["sha256"]: one
        for source in json.loads(files[SOURCES])
        for one in source.get("files", ())
    }
    erased = erased_files(rows)
    for one in quoted:
        if one.file not in erased and not _is_here(files, told, one.file):
            yield f"{SOURCES}: the file that evidence of {one.claim_id} names is not in the bundle"
            return
    with DocumentReader() as reader:

        def reads(sha256: str) -> IngestedText | None:
            if sha256 in erased:
                return None
            kept = told[sha256]
            data = files[kept["path"]]
            return read_kept(data, kept["name"], kept["kind"], kept["encoding"], reader)

        names = {sha256: str(one["name"]) for sha256, one in told.items()}
        yield from requote(quoted, names, reads).faults


def _is_here(files: Mapping[str, bytes], told: Mapping[str, Any], sha256: str) -> bool:
    data = files.get(told.get(sha256, {}).get("path", ""))
    return data is not None and hashlib.sha256(data).hexdigest() == sha256


def _row(line: bytes) -> EventRow:
    told = json.loads(line)
    values = {side: (pair[0], pair[1]) for side, pair in told["values"].items()}
    return EventRow(told["columns"], values)
