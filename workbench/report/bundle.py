"""The bundle: a story's text, claims, sources and history in one ZIP that proves itself offline.

The same report gives the same bytes: names in order, one date for all, no name from outside.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from types import MappingProxyType
from typing import TYPE_CHECKING

from workbench.errors import ReportError
from workbench.report.csv_out import write_csv
from workbench.report.html_out import html_page
from workbench.report.jsonld_out import annotation_page
from workbench.report.profile import Profile
from workbench.report.program import PROGRAM
from workbench.report.safe_text import safe_name
from workbench.store.stamps import stamp

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from workbench.report.dossier import Dossier
    from workbench.store import SourceFile
    from workbench.store.replay import EventRow

FORMAT = "claims-workbench bundle 1"
MANIFEST, DRAFT, CLAIMS, HISTORY = "manifest.json", "draft.txt", "claims.csv", "history.jsonl"
SOURCES = "sources.json"
MOST_FILES, MOST_BYTES = 1_000, 500_000_000
"""What a bundle may hold, unpacked."""
_NONE: Mapping[str, bytes] = MappingProxyType({})
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_READABLE = 0o644 << 16


def bundle(
    dossier: Dossier, rows: Iterable[EventRow], sources: Mapping[str, bytes] = _NONE
) -> bytes:
    """The ZIP.

    Args:
        dossier: What it tells.
        rows: The story's events as they were hashed; their values are left out of a bundle that
            is not for the desk, and the hashes still prove that nothing was taken from between.
        sources: The bytes of the files that its evidence names, by SHA-256; for the desk alone.

    Raises:
        ReportError: it would hold more than such a bundle may.
    """
    files = _files(dossier, rows)
    files |= {path_of(dossier.files[sha256]): data for sha256, data in sources.items()}
    size = sum(map(len, files.values()))
    if size > MOST_BYTES or len(files) >= MOST_FILES:
        raise ReportError(
            f"With its sources' {len(sources)} files this bundle has {size // 1_000_000} MB, more "
            f"than the {MOST_BYTES // 1_000_000} MB that can be checked: take another form."
        )
    files[MANIFEST] = _json(_manifest(dossier, files))
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as packed:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, _READABLE
            entry.create_system = 3  # the same on every system
            packed.writestr(entry, files[name])
    return written.getvalue()


def _files(dossier: Dossier, rows: Iterable[EventRow]) -> dict[str, bytes]:
    table = io.BytesIO()
    write_csv(dossier.story, dossier.claims, table, dossier.profile)
    files = {
        DRAFT: dossier.story.text.encode("utf-8", "surrogatepass"),
        CLAIMS: table.getvalue(),
        "claims.jsonld": annotation_page(dossier),
        "report.html": html_page(dossier),
        SOURCES: _json(_sources(dossier)),
        HISTORY: b"".join(_line(row, dossier.profile) for row in rows),
    }
    if dossier.file is not None and dossier.file.data is not None:
        files[f"original/{safe_name(dossier.file.name, 'file')}"] = dossier.file.data
    return files


def _manifest(dossier: Dossier, files: Mapping[str, bytes]) -> dict[str, object]:
    story = dossier.story
    return {
        "format": FORMAT,
        "program": PROGRAM,
        "profile": dossier.profile.value,
        "written_by": dossier.written_by,
        "written_at": stamp(dossier.written_at),
        "about": [list(pair) for pair in dossier.about()],
        "story": story.id,
        "draft": story.draft,
        "draft_sha256": story.draft_sha256,
        "head_hash": story.head_hash,
        "events": story.revision,
        "files": {name: hashlib.sha256(files[name]).hexdigest() for name in sorted(files)},
    }


def _sources(dossier: Dossier) -> list[dict[str, object]]:
    """The sources by the names of CSL-JSON, with the claims that cite them."""
    return [
        {
            "id": one.id,
            "title": one.title,
            "URL": one.address,
            "role": one.role,
            "confidential": one.confidential,
            **{name: words for name, words in one.described.items() if words},
            "claims": [c.id for c in dossier.claims if one.id in [s.source_id for s in c.sources]],
            **_kept(dossier, one.id),
        }
        for one in dossier.sources
    ]


def _kept(dossier: Dossier, source_id: int) -> dict[str, object]:
    """The kept files that claims cite a source from; nothing where they cite none."""
    links = (link for one in dossier.claims for link in one.sources)
    cited = {link.file for link in links if link.source_id == source_id}
    told = [_file(dossier.files[one], dossier.profile) for one in sorted(cited & {*dossier.files})]
    return {"files": told} if told else {}


def _file(one: SourceFile, profile: Profile) -> dict[str, object]:
    """A kept file, under which name it lies in the bundle, or who erased it."""
    told: dict[str, object] = {
        "sha256": one.sha256,
        "name": one.name,
        "kind": one.kind,
        "encoding": one.encoding,
        "size": one.size,
        "URL": one.address,
        "kept_by": one.kept_by,
        "kept_at": stamp(one.kept_at),
    }
    if one.erased_at is not None:
        gone = {"erased_by": one.erased_by, "erased_at": stamp(one.erased_at)}
        return {**told, **gone, "reason": one.reason}
    return {**told, "path": path_of(one)} if profile is Profile.DESK else told


def path_of(one: SourceFile) -> str:
    """Where in a bundle a kept file lies."""
    return f"sources/{one.sha256[:16]}/{safe_name(one.name, 'file')}"


def _line(row: EventRow, profile: Profile) -> bytes:
    values = {side: list(pair) for side, pair in row.values.items()}
    told = {"columns": dict(row.columns), "values": values if profile is Profile.DESK else {}}
    return json.dumps(told, sort_keys=True, ensure_ascii=True).encode() + b"\n"


def _json(value: object) -> bytes:
    written = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)
    return (written + "\n").encode("utf-8", "backslashreplace")
