"""The bundle: a story's text, claims, sources and history in one ZIP that proves itself offline.

The same report gives the same bytes: names in order, one date for all, no name from outside.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from typing import TYPE_CHECKING

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
    from workbench.store.replay import EventRow

FORMAT = "claims-workbench bundle 1"
MANIFEST, DRAFT, CLAIMS, HISTORY = "manifest.json", "draft.txt", "claims.csv", "history.jsonl"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_READABLE = 0o644 << 16


def bundle(dossier: Dossier, rows: Iterable[EventRow]) -> bytes:
    """The ZIP.

    Args:
        dossier: What it tells.
        rows: The story's events as they were hashed; their values are left out of a bundle that
            is not for the desk, and the hashes still prove that nothing was taken from between.
    """
    files = _files(dossier, rows)
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
        "sources.json": _json(_sources(dossier)),
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
        }
        for one in dossier.sources
    ]


def _line(row: EventRow, profile: Profile) -> bytes:
    values = {side: list(pair) for side, pair in row.values.items()}
    told = {"columns": dict(row.columns), "values": values if profile is Profile.DESK else {}}
    return json.dumps(told, sort_keys=True, ensure_ascii=True).encode() + b"\n"


def _json(value: object) -> bytes:
    written = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)
    return (written + "\n").encode("utf-8", "backslashreplace")
