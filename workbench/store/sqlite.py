"""SQLite as the store needs it: nothing acknowledged is lost, nobody waits for ever."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DisconnectionError

from workbench.store.file_systems import make_file

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import URL, Connection, Engine

WRITES = "workbench_writes"
"""The execution option of an engine whose transactions write."""

UNSYNCED = "workbench_unsynced"
"""The execution option of one whose transactions may be lost in a power cut, and no others with
them: NORMAL still syncs before each checkpoint."""

BUSY_MS = 30_000
"""How long a writer waits for the others; the slowest of 64 waits well under this."""

_PRAGMAS = (
    f"PRAGMA busy_timeout={BUSY_MS}",
    # FULL: with NORMAL a power cut loses writes that were already acknowledged
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
)


def sqlite_engine(url: URL, file: Path) -> Engine:
    """An engine on a file, made where there is none; it never makes the file a second time.

    Raises:
        StoreError: the file cannot be made, or lies on a network drive.
    """
    if not url.query:
        make_file(file)
        # a file that is deleted while we work must not come back as an empty one
        name = file.absolute().as_uri()
        url = make_url("sqlite://").set(database=name, query={"mode": "rw", "uri": "true"})
    engine = create_engine(url, pool_size=16, max_overflow=64)
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    _watch(engine, file)
    return engine


def _set_up(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own
    # transactions are begun by _begin, not by the driver's guess
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    if cursor.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        cursor.execute("PRAGMA journal_mode=WAL")
    cursor.close()


def _begin(conn: Connection) -> None:
    options = conn.get_execution_options()
    if options.get(WRITES, False):
        kept = "NORMAL" if options.get(UNSYNCED, False) else "FULL"
        if conn.connection.info.get("synchronous", "FULL") != kept:
            conn.exec_driver_sql(f"PRAGMA synchronous={kept}")
            conn.connection.info["synchronous"] = kept
    conn.exec_driver_sql("BEGIN IMMEDIATE" if options.get(WRITES, False) else "BEGIN")


def identity(file: Path) -> tuple[int, int] | None:
    """What tells a file from another of its name; None when there is none."""
    try:
        found = file.stat()
    except OSError:
        return None
    return (found.st_dev, found.st_ino)


def _watch(engine: Engine, file: Path) -> None:
    """Never write to a file that was deleted or replaced: its edits would be gone with it."""

    def remember(_connection: object, record: Any) -> None:  # noqa: ANN401 - the pool's record
        record.info.update(identity=identity(file), synchronous="FULL")

    def compare(_connection: object, record: Any, _proxy: object) -> None:  # noqa: ANN401
        if record.info["identity"] != identity(file):
            raise DisconnectionError

    event.listen(engine, "connect", remember)
    event.listen(engine, "checkout", compare)
