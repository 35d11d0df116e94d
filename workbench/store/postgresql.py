"""PostgreSQL as the store needs it: for a desk of many servers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, event, text

from workbench.errors import StoreError

if TYPE_CHECKING:
    from sqlalchemy import URL, Connection, Engine

_SECONDS_TO_CONNECT = 10
_SETTINGS = (
    # a server that is configured otherwise would lose acknowledged writes
    "SET synchronous_commit = on",
    "SET lock_timeout = '30s'",
)
SOURCES, STORIES, SCHEMA = 4_001, 4_002, 4_003
"""Advisory locks: who shelves a source, who takes a story's id, who migrates."""


def postgresql_engine(url: URL) -> Engine:
    """An engine on a database of a server; a connection that was lost is made anew.

    Raises:
        StoreError: the driver is not installed.
    """
    patience = {} if "connect_timeout" in url.query else {"connect_timeout": _SECONDS_TO_CONNECT}
    try:
        engine = create_engine(
            url, pool_pre_ping=True, pool_size=8, max_overflow=16, connect_args=patience
        )
    except ModuleNotFoundError as error:
        raise StoreError(
            "PostgreSQL needs its driver: pip install 'claims-workbench[postgres]'."
        ) from error
    event.listen(engine, "connect", _set_up)
    return engine


def _set_up(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own
    for setting in _SETTINGS:
        connection.execute(setting)
    connection.commit()


def take_turn(conn: Connection, lock: int) -> None:
    """Wait until nobody else holds this lock, then hold it until the transaction ends.

    SQLite has one writer at a time anyway.
    """
    if conn.dialect.name == "postgresql":
        conn.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": lock})
