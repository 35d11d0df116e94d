"""A kept file made to go for good: its bytes, and what a search and the index hold of it.

That it was there stays: in the log of its source, and in the history of every story that names it.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from sqlalchemy import delete, exists, select, update

from workbench.errors import NotFoundError, StoreError
from workbench.store.chain import canonical
from workbench.store.describing import FILE, log_change
from workbench.store.passages import PassageIndex
from workbench.store.schema import (
    claims,
    draft_files,
    event_values,
    events,
    evidence,
    lookups,
    originals,
    source_files,
)
from workbench.store.sqlite import BUSY_MS

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from sqlalchemy import Connection

    from workbench.store.journal import Journal
    from workbench.store.people import Who

ERASED = "erased"
"""The field of the event that says that something was erased."""

_NAMES_FILES = ("sources", "file")
"""The fields of events that name files by their SHA-256."""


def stories_that_name(conn: Connection, sha256: str) -> set[str]:
    """Stories in which evidence or a draft is of this file, or ever was."""
    cite = select(claims.c.story_id).join(evidence).where(evidence.c.file_sha256 == sha256)
    came = select(draft_files.c.story_id).where(draft_files.c.sha256 == sha256)
    same = (event_values.c.story_id == events.c.story_id) & (event_values.c.seq == events.c.seq)
    did = select(events.c.story_id).join(event_values, same)
    did = did.where(events.c.field.in_(_NAMES_FILES), event_values.c.value.contains(sha256))
    return {*conn.scalars(cite), *conn.scalars(came), *conn.scalars(did)}


def name_of_file(conn: Connection, sha256: str) -> str:
    """What the file of a source is called that is about to be erased.

    Raises:
        NotFoundError: it is the file of no source.
        StoreError: it was erased already.
    """
    rows = conn.execute(select(source_files).where(source_files.c.sha256 == sha256)).all()
    if not rows:
        raise NotFoundError("This is the file of no source: look at the list again.")
    if all(row.erased_at for row in rows):
        raise StoreError(f"{rows[0].name} was erased by {rows[0].erased_by} already.")
    return str(rows[0].name)


def mark_erased(
    conn: Connection, sha256: str, editor: Who, by_at: tuple[str, str], why: str
) -> None:
    """Say of each source's file of these bytes that it was erased, with its event in their log."""
    by, at = by_at
    mine = (source_files.c.sha256 == sha256) & source_files.c.erased_at.is_(None)
    for row in conn.execute(select(source_files).where(mine).order_by(source_files.c.id)).all():
        log_change(conn, editor, at, row.source_id, ({FILE: row.name}, {FILE: "", ERASED: why}))
    conn.execute(update(source_files).where(mine).values(erased_by=by, erased_at=at, reason=why))


def erase_bytes(conn: Connection, sha256: str) -> None:
    """Take the bytes out, and the words that a search found in them."""
    conn.execute(update(originals).where(originals.c.sha256 == sha256).values(data=None))
    conn.execute(delete(lookups).where(lookups.c.file_sha256 == sha256))


def say_erased(journal: Journal, sha256: str, name: str, why: str) -> None:
    """Put it into the history of a story that names the file."""
    said = {"field": FILE, "name": name, "reason": why, "sha256": sha256, "values": []}
    journal.add(ERASED, None, canonical(said))


def files_only_of(conn: Connection, source_ids: Collection[int]) -> list[str]:
    """SHA-256 of the files that are these sources' and nothing else's, and have their bytes."""
    mine = source_files.c.source_id.in_(source_ids)
    wanted = select(source_files.c.sha256).where(mine, source_files.c.erased_at.is_(None))
    others = set(conn.scalars(select(source_files.c.sha256).where(~mine)))
    others |= set(conn.scalars(select(draft_files.c.sha256)))
    return sorted(set(conn.scalars(wanted)) - others)


def take_off(conn: Connection, source_ids: Collection[int]) -> None:
    """Leave no trace of the files of sources that are erased themselves."""
    conn.execute(delete(source_files).where(source_files.c.source_id.in_(source_ids)))
    named = (source_files.c.sha256, draft_files.c.sha256, evidence.c.file_sha256)
    unnamed = [~exists().where(column == originals.c.sha256) for column in named]
    conn.execute(delete(originals).where(originals.c.data.is_(None), *unnamed))


def forget_in_index(index: Path, files: Collection[str]) -> None:
    """Take files out of the index of passages, so that nothing of them is left in its free space.

    Raises:
        StoreError: the index holds them still; the erasure itself is saved.
    """
    if not files or not index.exists():
        return
    try:
        with PassageIndex(index) as opened:
            for sha256 in files:
                opened.remove(sha256)
        _overwrite_index(index)
    except (sqlite3.Error, StoreError):
        # it can be made again
        try:
            index.unlink(missing_ok=True)
        except OSError as error:
            raise StoreError(
                f"This is erased, but {index} may still hold its words ({error}): delete it."
            ) from error


def _overwrite_index(index: Path) -> None:
    with closing(sqlite3.connect(index, isolation_level=None)) as raw:
        raw.execute(f"PRAGMA busy_timeout={BUSY_MS}")
        full_text = "SELECT name FROM sqlite_master WHERE sql LIKE '%USING fts5(%'"
        for (name,) in raw.execute(full_text).fetchall():
            # a deleted text stays among the words until they are written together
            raw.execute(f'INSERT INTO "{name}" ("{name}") VALUES (?)', ("optimize",))  # noqa: S608
        raw.execute("VACUUM")
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
