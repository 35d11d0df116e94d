"""The bytes of files, each kept once by their SHA-256, whatever they are the file of."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from sqlalchemy import exists, insert, select

from workbench.errors import NotFoundError, StoreError
from workbench.store.postgresql import SOURCES, take_turn
from workbench.store.schema import originals, source_files

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from sqlalchemy import Connection

    from workbench.store.records import Evidence


def keep_bytes(conn: Connection, sha256: str, data: bytes, name: str) -> None:
    """Keep the bytes of a file, once.

    Raises:
        StoreError: they were erased on purpose, and are not kept again.
    """
    take_turn(conn, SOURCES)
    there = select(originals.c.data.is_(None).label("erased")).where(originals.c.sha256 == sha256)
    row = conn.execute(there).one_or_none()
    if row is None:
        conn.execute(insert(originals).values(sha256=sha256, data=data))
    elif row.erased:
        raise StoreError(f"{name} {_told(conn, sha256)}: it is not kept again.")


def bytes_of(conn: Connection, sha256: str) -> bytes:
    """The bytes of a file.

    Raises:
        NotFoundError: no such file was ever kept.
        StoreError: it was erased on purpose, or is not what was kept.
    """
    row = conn.execute(select(originals).where(originals.c.sha256 == sha256)).one_or_none()
    if row is None:
        raise NotFoundError(f"No file with the SHA-256 {sha256[:12]}… is kept in this store.")
    if row.data is None:
        raise StoreError(f"This file {_told(conn, sha256)}: nothing of it is left here.")
    if not are_these(sha256, row.data, ()):
        raise StoreError(f"The file {sha256[:12]}… is not as it was kept: see workbench verify.")
    return bytes(row.data)


def see_that_they_are_kept(conn: Connection, files: Collection[str]) -> None:
    """See that evidence names only files that are here.

    Raises:
        StoreError: one was never kept, or was erased.
    """
    filed = exists().where(source_files.c.sha256 == originals.c.sha256)
    kept = select(originals.c.sha256).where(originals.c.sha256.in_(files), filed)
    if not files:
        return
    # an erasure that goes on at this moment is waited for
    take_turn(conn, SOURCES)
    found = set(conn.scalars(kept.where(originals.c.data.is_not(None))))
    for sha256 in sorted(set(files) - found):
        raise StoreError(
            f"The file that this evidence names ({sha256[:12]}…) is not kept here: "
            "add it to the sources first, or look again."
        )


def are_these(sha256: str, data: bytes | None, erased: Collection[str]) -> bool:
    """Whether bytes are those that a SHA-256 names; none are where an editor erased them.

    >>> are_these("ab", None, {"ab"}), are_these("ab", b"", {"ab"}), are_these("ab", None, ())
    (True, False, False)
    """
    if data is None:
        return sha256 in erased
    # whoever tampers with a file may leave something else than bytes
    return isinstance(data, bytes) and hashlib.sha256(data).hexdigest() == sha256


def evidence_file_faults(
    conn: Connection, cited: Mapping[str, Sequence[Evidence]], erased: Collection[str]
) -> Iterator[str]:
    """Files that evidence names and that are not here as they were, one sentence each.

    Args:
        conn: A reading connection.
        cited: The evidence of a story, by claim.
        erased: SHA-256 of the files that an editor erased.
    """
    naming: dict[str, str] = {}
    for claim_id, links in cited.items():
        for link in links:
            if link.file:
                naming.setdefault(link.file, claim_id)
    for sha256, claim_id in naming.items():
        row = conn.execute(select(originals).where(originals.c.sha256 == sha256)).one_or_none()
        if not are_these(sha256, row.data if row else None, erased):
            yield f"originals row {sha256}: not the file that evidence of {claim_id} names"


def _told(conn: Connection, sha256: str) -> str:
    """By whom, when and why it was erased."""
    mine = (source_files.c.sha256 == sha256) & source_files.c.erased_at.is_not(None)
    row = conn.execute(select(source_files).where(mine).limit(1)).one_or_none()
    if row is None:
        return "was erased from this desk on purpose"
    return f"was erased by {row.erased_by} on {row.erased_at} ({row.reason})"
