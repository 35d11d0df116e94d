"""The library of a desk: the files that its sources are, kept as they were when looked into.

An uploaded file is kept byte for byte; of a page from the web its text is kept, with its address.
The same bytes are kept once, whatever they are the file of.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from platformdirs import user_cache_dir
from sqlalchemy import func, insert, select, update

from workbench.errors import InputError, StoreError
from workbench.ingest import BY_NAME, LARGEST, FileKind, read_story_bytes
from workbench.store.access import Access
from workbench.store.cells import writable
from workbench.store.chain import canonical
from workbench.store.describing import FILE, log_change, put_on_shelf, source_on_shelf
from workbench.store.kept_bytes import bytes_of, keep_bytes
from workbench.store.people import person_of
from workbench.store.postgresql import SOURCES, take_turn
from workbench.store.reading_room import read_revision
from workbench.store.schema import source_files, sources, stories
from workbench.store.stamps import moment, moment_or_none, stamp

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection, Row

    from workbench.ingest import DocumentReader, IngestedText
    from workbench.store.people import Who


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One kept file of a source.

    Attributes:
        id: Its number; never given again.
        source_id: The source that it is, as it is shown on the shelf.
        title: Of the source.
        confidential: Whether the source is.
        sha256: Of the bytes that are kept.
        story_id: The story that it was dropped on; None where it is the whole desk's.
        name: What it was called.
        kind: "text", "html", "docx", "odt", "pdf", "csv" or "xlsx"; of a page whose text is kept
            "text".
        size: Number of bytes.
        encoding: Of a text, page or CSV; "" of a document.
        address: Where on the web it was fetched from, "" for none.
        notes: What was guessed or left out when it was read.
        kept_at: When, in UTC.
        kept_by: By whom.
        erased_by: The editor who erased its bytes; None as long as they are here, and so are
            ``erased_at`` and ``reason``.
    """

    id: int
    source_id: int
    title: str
    confidential: bool
    sha256: str
    story_id: str | None
    name: str
    kind: str
    size: int
    encoding: str
    address: str
    notes: tuple[str, ...]
    kept_at: datetime
    kept_by: str
    erased_by: str | None = None
    erased_at: datetime | None = None
    reason: str | None = None


class Library(Access):
    """The part of the store that keeps the files of sources."""

    def keep_source_file(
        self,
        who: Who,
        read: IngestedText,
        *,
        title: str | None = None,
        source_id: int | None = None,
        story_id: str | None = None,
    ) -> SourceFile:
        """Keep a file that a source is; the same bytes again on one source are one file.

        A file that was dropped on one story and then on another, or on the desk, is the desk's.

        Args:
            who: The person.
            read: The file as it was read.
            title: Of the source that it is; None takes what the file calls itself.
            source_id: The source, where it is on the shelf; None finds it there by the address
                or title, or puts it there.
            story_id: The story that it is for; None for the whole desk.

        Raises:
            NotFoundError: there is no such story or source.
            StoreError: it is too large, holds a name that cannot be stored, or was erased before.
        """
        kept = _kept_as(read)
        with self._writes(who) as (conn, _):
            at = stamp(self._clock())
            if story_id is not None:
                read_revision(conn, story_id)
                # whoever changes the story takes its row first, too, and the sources then
                mine = stories.c.id == story_id
                conn.execute(
                    select(stories.c.id).where(mine).with_for_update(read=True, key_share=True)
                )
            take_turn(conn, SOURCES)
            if source_id is None:
                called = title or read.title or read.name
                source_id = put_on_shelf(conn, who, at, {"title": called, "address": read.address})
            shown = int(source_on_shelf(conn, source_id).id)
            keep_bytes(conn, kept["sha256"], kept.pop("data"), kept["name"])
            row_id = _same(conn, shown, kept["sha256"], story_id)
            if row_id is None:
                by = {"kept_at": at, "kept_by": person_of(who).name}
                values = {**kept, **by, "source_id": shown, "story_id": story_id}
                made = insert(source_files).values(**values).returning(source_files.c.id)
                row_id = int(conn.execute(made).scalar_one())
                said = {FILE: kept["name"], "sha256": kept["sha256"]}
                log_change(conn, who, at, shown, ({}, said))
            return _files(conn, source_files.c.id == row_id)[0]

    def source_files(self, story_id: str | None = None) -> list[SourceFile]:
        """The kept files in the order in which they came, those that were erased marked.

        Args:
            story_id: Those of this story and those of the desk; None for all.

        Raises:
            NotFoundError: there is no such story.
        """
        with self._reads() as conn:
            if story_id is None:
                return _files(conn)
            read_revision(conn, story_id)
            mine = (source_files.c.story_id == story_id) | source_files.c.story_id.is_(None)
            return _files(conn, mine)

    def source_file_data(self, sha256: str) -> bytes:
        """The bytes of a kept file.

        Raises:
            NotFoundError: no such file was ever kept.
            StoreError: it was erased.
        """
        with self._reads() as conn:
            return bytes_of(conn, sha256)

    def read_source_file(
        self, file: SourceFile, *, reader: DocumentReader | None = None
    ) -> IngestedText:
        """A kept file read anew out of its bytes, as it was read when it was kept.

        Raises:
            StoreError: it was erased.
            InputError: it cannot be read any more.
        """
        data = self.source_file_data(file.sha256)
        return read_kept(data, file.name, file.kind, file.encoding, reader)

    def library_revision(self) -> str:
        """What changes whenever a file is kept or erased: cheap to ask again and again."""
        counted = (func.count(), func.max(source_files.c.id), func.count(source_files.c.erased_at))
        with self._reads() as conn:
            row = conn.execute(select(*counted, func.count(source_files.c.story_id))).one()
        return ".".join(str(number or 0) for number in row)

    def index_file(self) -> Path:
        """Where the index of this store's passages lies; it may be deleted at any time.

        Beside an SQLite file; for a server in the folder that this system keeps for what programs
        can make again. That folder is made.

        Raises:
            StoreError: it cannot be made.
        """
        if self._file is not None:
            return self._file.with_name(f"{self._file.name}.index")
        folder = Path(user_cache_dir("claims-workbench", appauthor=False))
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(f"The folder {folder} cannot be made: {error}.") from error
        # the address without its password
        return folder / f"{hashlib.sha256(self._place.encode()).hexdigest()[:16]}.index"


def read_kept(
    data: bytes, name: str, kind: str, encoding: str, reader: DocumentReader | None = None
) -> IngestedText:
    """A kept file read anew, to look figures up in it.

    Its kind goes by what it was read as, whatever its name ends in.

    Raises:
        InputError: it cannot be read.

    >>> read_kept(b"Sixty people", "notes.log", "text", "utf-8").text
    'Sixty people'
    """
    if BY_NAME.get(PurePath(name).suffix.lower()) != kind:
        endings = [ending for ending, one in BY_NAME.items() if one == kind]
        if not endings:
            raise InputError(f'{name} was kept as "{kind}", which is no kind of file that is read.')
        name = f"{name}{endings[0]}"
    told = encoding or None
    return read_story_bytes(data, name, encoding=told, reader=reader, as_source=True)


def _kept_as(read: IngestedText) -> dict[str, Any]:
    """What is kept of a file: its bytes, or of a page from the web and of pasted text the text.

    Raises:
        StoreError: it is too large, or its name cannot be stored.
    """
    is_text = not read.original or (read.kind is FileKind.HTML and bool(read.address))
    # half a character that a page came with cannot be written
    data = read.text.encode("utf-8", "replace") if is_text else read.original
    name = writable(read.name or read.title or "pasted text")
    if len(data) > LARGEST:
        raise StoreError(f"{name} is larger than {LARGEST // 1_000_000} MB: keep a part of it.")
    return {
        "data": data,
        "sha256": hashlib.sha256(data).hexdigest(),
        "name": name,
        "kind": (FileKind.TEXT if is_text else read.kind).value,
        "size": len(data),
        "encoding": writable("utf-8" if is_text else read.encoding),
        "address": writable(read.address),
        "notes": canonical([writable(note) for note in read.notes]),
    }


def _same(conn: Connection, source_id: int, sha256: str, story_id: str | None) -> int | None:
    """The row of these bytes on this source, which is the desk's where another story has it."""
    spelled = (sources.c.id == source_id) | (sources.c.same_as == source_id)
    of_it = source_files.c.source_id.in_(select(sources.c.id).where(spelled))
    wanted = select(source_files).where(of_it, source_files.c.sha256 == sha256)
    row = conn.execute(wanted.order_by(source_files.c.id)).first()
    if row is None:
        return None
    if row.story_id not in (None, story_id):
        own = source_files.c.id == row.id
        conn.execute(update(source_files).where(own).values(story_id=None))
    return int(row.id)


def _files(conn: Connection, *which: Any) -> list[SourceFile]:  # noqa: ANN401 - SQL
    own, shown = sources.alias(), sources.alias()
    wanted = (
        select(
            source_files,
            shown.c.id.label("shown_id"),
            shown.c.title,
            shown.c.confidential,
        )
        .join(own, own.c.id == source_files.c.source_id)
        .join(shown, shown.c.id == func.coalesce(own.c.same_as, own.c.id))
        .where(*which)
        .order_by(source_files.c.id)
    )
    return [_file(row) for row in conn.execute(wanted)]


def _file(row: Row[Any]) -> SourceFile:
    return SourceFile(
        id=row.id,
        source_id=row.shown_id,
        title=row.title,
        confidential=row.confidential,
        sha256=row.sha256,
        story_id=row.story_id,
        name=row.name,
        kind=row.kind,
        size=row.size,
        encoding=row.encoding,
        address=row.address,
        notes=tuple(json.loads(row.notes)),
        kept_at=moment(row.kept_at),
        kept_by=row.kept_by,
        erased_by=row.erased_by,
        erased_at=moment_or_none(row.erased_at),
        reason=row.reason,
    )
