"""Keeping the store: is its history whole, what did it hold, a copy of it."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from workbench.errors import StoreError
from workbench.store.addresses import store_url
from workbench.store.library import Library
from workbench.store.opening import open_engine
from workbench.store.reading_room import read_revision
from workbench.store.replay import EventRow, read_rows, replay
from workbench.store.requoting import Quoted, Requoted, requote
from workbench.store.schema import claims, events, metadata
from workbench.store.shelf import evidence_of_story
from workbench.store.verification import Verdict, story_ids, verify_story

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sqlalchemy import Engine

    from workbench.ingest import DocumentReader, IngestedText

_ROWS_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class AsOf:
    """A story as it was after one event.

    ``cells`` is, by claim id, what each field held then: ``found_by`` and ``second_by`` are a name
    and a time in one line, ``sources`` are JSON, an erased value is ``replay.ERASED_VALUE``.
    """

    story_id: str
    seq: int
    cells: Mapping[str, Mapping[str, str | None]]


class Keeping(Library):
    """The part of the store that answers for the rest."""

    def verify(self, story_id: str | None = None) -> list[Verdict]:
        """Check every story, or the one named, against its own history."""
        with self._reads() as conn:
            named = story_ids(conn) if story_id is None else [story_id]
            return [verify_story(conn, one) for one in named]

    def find_quotes_again(self, story_id: str, *, reader: DocumentReader | None = None) -> Requoted:
        """Look for each quote of a story's evidence in the text of its file, read out of its bytes.

        Args:
            story_id: The story; claims that were cut from it or taken back are left out.
            reader: The child that reads documents; None starts one for each file.

        Raises:
            NotFoundError: there is no such story.
        """
        with self._reads() as conn:
            read_revision(conn, story_id)
            kept = select(claims.c.id).where(claims.c.story_id == story_id, ~claims.c.gone)
            here = set(conn.scalars(kept))
            cited = evidence_of_story(conn, story_id)
        files = {one.sha256: one for one in self.source_files()}
        quoted = [
            Quoted(claim_id, one.file, one.quote, one.locator)
            for claim_id, links in cited.items()
            for one in links
            if claim_id in here
        ]

        def reads(sha256: str) -> IngestedText | None:
            if sha256 not in files:
                raise StoreError("their file is no source's any more.")
            if files[sha256].erased_at is not None:
                return None
            return self.read_source_file(files[sha256], reader=reader)

        return requote(quoted, {one.sha256: one.name for one in files.values()}, reads)

    def as_of(self, head_hash: str) -> AsOf | None:
        """The story whose history has an event of this hash, as it was then; None for none."""
        with self._reads() as conn:
            wanted = select(events.c.story_id, events.c.seq).where(events.c.hash == head_hash)
            at = conn.execute(wanted).one_or_none()
            if at is None:
                return None
            rows = [row for row in read_rows(conn, at.story_id) if row.seq <= at.seq]
        return AsOf(at.story_id, at.seq, replay(rows).claims)

    def history_rows(self, story_id: str) -> list[EventRow]:
        """Every event of a story as it was hashed, with its values, for a copy that proves it."""
        with self._reads() as conn:
            return read_rows(conn, story_id)

    def backup(self, file: Path) -> None:
        """Copy the store, while it is in use, into an SQLite file that opens as a store itself.

        The copy gets its name only when it is complete and on the disk.

        Raises:
            StoreError: there is such a file already, or it cannot be written.
        """
        if file.exists():
            raise StoreError(f"{file} is there already: name another file for the copy.")
        partial = file.with_name(f".{file.name}.{os.getpid()}.partial")
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            self._copy_to(partial)
            _settle(partial)
            partial.rename(file)
        except (OSError, sqlite3.Error) as error:
            raise StoreError(f"{file} cannot be written: {error}.") from error
        finally:
            _drop(partial)

    def _copy_to(self, partial: Path) -> None:
        if self._file is None:
            engine = open_engine(store_url(str(partial)))
            try:
                self._copy_tables(engine)
            finally:
                engine.dispose()
            return
        with self._reads() as conn, closing(sqlite3.connect(partial)) as copy:
            source = conn.connection.dbapi_connection
            if not isinstance(source, sqlite3.Connection):
                raise StoreError(f"{self._place} cannot be copied: its driver is another one.")
            source.backup(copy)

    def _copy_tables(self, engine: Engine) -> None:
        """Every row of every table, all as of one moment."""
        with self._reads() as conn, engine.begin() as copy:
            for table in metadata.sorted_tables:
                rows = conn.execute(select(table)).mappings()
                for some in rows.partitions(_ROWS_AT_ONCE):
                    copy.execute(insert(table), [dict(row) for row in some])


def _drop(partial: Path) -> None:
    """Leave nothing of a copy under its first name."""
    for end in ("", "-wal", "-shm"):
        with suppress(OSError):
            partial.with_name(f"{partial.name}{end}").unlink()


def _settle(partial: Path) -> None:
    """Make the copy one file, see that it is sound, and that the disk has it.

    Raises:
        StoreError: it is not sound.
    """
    with closing(sqlite3.connect(partial)) as copy:
        copy.execute("PRAGMA journal_mode=DELETE")
        said = copy.execute("PRAGMA integrity_check").fetchone()[0]
    if said != "ok":
        raise StoreError(f"The copy is not sound ({said}), so it was not kept.")
    with partial.open("rb+") as written:
        os.fsync(written.fileno())
