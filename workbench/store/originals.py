"""The files that drafts came in: their own bytes, kept once, and where in them the text stands."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import insert, select

from workbench.ingest import Comment, Locator
from workbench.store.access import Access
from workbench.store.cells import writable
from workbench.store.chain import canonical
from workbench.store.kept_bytes import are_these, keep_bytes
from workbench.store.schema import draft_files, originals, stories

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from sqlalchemy import Connection, Row

    from workbench.ingest import IngestedText
    from workbench.store.journal import Journal

ARRIVED = "file"
"""The field of a story whose event names the file that a draft came in, with its SHA-256."""


@dataclass(frozen=True, slots=True)
class DraftFile:
    """The file that a draft came in.

    Attributes:
        name: What it was called.
        kind: "text", "html", "docx", "odt", "pdf", "csv" or "xlsx".
        data: Its own bytes; None where they were not asked for.
        sha256: Of the bytes.
        size: Number of bytes.
        encoding: Of a text, page or CSV; "" of a document.
        byline: Who wrote it, as the file or the person who added it says.
        language: As the file or that person says, like "en" or "de-AT".
        address: Where on the web it was fetched from, "" for none.
        notes: What was guessed or left out when it was read.
        locators: Where in the file each paragraph of the draft's text stands, by start.
        comments: Remarks in the file.
    """

    name: str
    kind: str
    data: bytes | None = field(repr=False)
    sha256: str
    size: int
    encoding: str = ""
    byline: str = ""
    language: str = ""
    address: str = ""
    notes: tuple[str, ...] = ()
    locators: tuple[Locator, ...] = ()
    comments: tuple[Comment, ...] = ()

    @classmethod
    def of(
        cls, read: IngestedText, *, byline: str | None = None, language: str | None = None
    ) -> Self | None:
        """The file that a story was read from, byline and language as corrected; None for none."""
        if not read.name:
            return None
        return cls(
            name=read.name,
            kind=read.kind.value,
            data=read.original,
            sha256=hashlib.sha256(read.original).hexdigest(),
            size=len(read.original),
            encoding=read.encoding,
            byline=read.said.byline if byline is None else byline,
            language=read.said.language if language is None else language,
            address=read.address,
            notes=read.notes,
            locators=read.locators,
            comments=read.comments,
        )

    def locator(self, offset: int) -> Locator | None:
        """Where in the file the character at this offset stands; None in a plain text."""
        before = [one for one in self.locators if one.start <= offset]
        return before[-1] if before else None


class Originals(Access):
    """The part of the store that keeps files."""

    def file_of(
        self, story_id: str, draft: int | None = None, *, with_data: bool = False
    ) -> DraftFile | None:
        """The file that a draft came in, the present draft's by default; None for pasted text."""
        with self._reads() as conn:
            wanted = select(draft_files).where(draft_files.c.story_id == story_id)
            if draft is None:
                mine = select(stories.c.draft).where(stories.c.id == story_id).scalar_subquery()
                wanted = wanted.where(draft_files.c.draft == mine)
            else:
                wanted = wanted.where(draft_files.c.draft == draft)
            row = conn.execute(wanted).one_or_none()
            if row is None:
                return None
            return _file(row, _data(conn, row.sha256) if with_data else None)


def keep_file(journal: Journal, draft: int, file: DraftFile) -> None:
    """Keep the file that a draft of the journal's story came in, as an event of its own.

    Raises:
        StoreError: its name or metadata hold a character that cannot be stored, or it was erased.
    """
    conn = journal.conn
    keep_bytes(conn, file.sha256, file.data or b"", file.name)
    plain = ("sha256", "size", "name", "kind", "encoding", "byline", "language", "address")
    values: dict[str, Any] = {name: getattr(file, name) for name in plain}
    values = {k: writable(v) if isinstance(v, str) else v for k, v in values.items()}
    for name in ("notes", "locators", "comments"):
        found = [one if isinstance(one, str) else asdict(one) for one in getattr(file, name)]
        values[name] = writable(canonical(found))
    conn.execute(insert(draft_files).values(story_id=journal.story_id, draft=draft, **values))
    said = {"draft": draft, "name": file.name, "kind": file.kind, "sha256": file.sha256}
    journal.add(ARRIVED, None, canonical(said))


def file_faults(
    conn: Connection, story_id: str, told: Mapping[int, str], erased: Collection[str] = ()
) -> Iterator[str]:
    """Files of a story that are not the ones that its history names.

    Args:
        conn: A reading connection.
        story_id: The story.
        told: SHA-256 by number of the draft, as the events have it.
        erased: SHA-256 of the files that an editor erased.
    """
    joined = select(draft_files, originals.c.data).join(originals)
    found = {r.draft: r for r in conn.execute(joined.where(draft_files.c.story_id == story_id))}
    for draft in sorted({*told, *found}):
        row = found.get(draft)
        if row is None or row.sha256 != told.get(draft):
            yield f"draft_files row {story_id} {draft}: not the file that the history names"
        elif not are_these(row.sha256, row.data, erased):
            yield f"originals row {row.sha256}: not the bytes that the history names"


def _data(conn: Connection, sha256: str) -> bytes | None:
    found: bytes | None = conn.scalar(select(originals.c.data).where(originals.c.sha256 == sha256))
    return found


def _file(row: Row[Any], data: bytes | None) -> DraftFile:
    return DraftFile(
        name=row.name,
        kind=row.kind,
        data=data,
        sha256=row.sha256,
        size=row.size,
        encoding=row.encoding,
        byline=row.byline,
        language=row.language,
        address=row.address,
        notes=tuple(json.loads(row.notes)),
        locators=tuple(Locator(**one) for one in json.loads(row.locators)),
        comments=tuple(Comment(**one) for one in json.loads(row.comments)),
    )
