"""An older store brought up to date: copied first, changed in one transaction."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import inspect, text

from workbench.errors import StoreError
from workbench.store.glance import HEAD, VERSIONS
from workbench.store.postgresql import SCHEMA, take_turn
from workbench.store.sqlite import WRITES
from workbench.store.stamps import utc_now

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

NEW_STORE = Path(__file__).parent / "migrations" / "new_store.sql"
"""The schema of this version for SQLite: a test holds it equal to what the migrations make."""


def bring_up_to_date(engine: Engine, place: str, file: Path | None, *, make: bool = True) -> None:
    """Make the store's schema this program's; an older file is copied beside itself first.

    Raises:
        StoreError: it is another program's, a later version's, or cannot be copied; or there is
            none and none may be made.
    """
    with engine.connect() as conn:
        version = version_of(conn, place)
    if version == HEAD:
        return
    if version is None and not make:
        raise no_store(place)
    with engine.execution_options(**{WRITES: True}).begin() as conn:
        take_turn(conn, SCHEMA)
        # somebody else may have done it while we waited for our turn
        version = version_of(conn, place)
        if version not in (HEAD, None) and file is not None:
            _copy_aside(file, version)
        if version is None and file is not None:
            _make(conn)
        elif version != HEAD:
            migrate(conn)


def no_store(place: str) -> StoreError:
    """What to say where a store was expected."""
    return StoreError(f"There is no store at {place}: name the desk's own with --store.")


def version_of(conn: Connection, place: str) -> str | None:
    """The store's schema, None for a database without any.

    Raises:
        StoreError: it is another program's, or a later version's.
    """
    tables = inspect(conn).get_table_names()
    if not tables:
        return None
    if "alembic_version" not in tables or "stories" not in tables:
        raise StoreError(f"{place} is another program's: name another store with --store.")
    version = conn.scalar(text("SELECT version_num FROM alembic_version"))
    if version not in VERSIONS:
        raise StoreError(f"{place} was written by a newer version: update the program to open it.")
    return str(version)


def _copy_aside(file: Path, version: str | None) -> None:
    """Keep the file as it was, dated, beside it; the copy is whole before it gets its name."""
    now = utc_now().strftime("%Y-%m-%dT%H%M%SZ")
    kept = file.with_name(f"{file.stem}.schema-{version}.{now}{file.suffix}")
    partial = kept.with_name(f"{kept.name}.partial")
    try:
        with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(partial)) as copy:
            source.backup(copy)
        partial.replace(kept)
    except (sqlite3.Error, OSError) as error:
        partial.unlink(missing_ok=True)
        raise StoreError(
            f"{file} is of an older version and could not be copied before the change ({error}): "
            "make room beside it, then try again."
        ) from error


def _make(conn: Connection) -> None:
    """Make the schema of a new SQLite store at once: what the migrations come to, as a script."""
    statement = ""
    for line in NEW_STORE.read_text(encoding="utf-8").splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            conn.exec_driver_sql(statement)
            statement = ""


def migrate(conn: Connection) -> None:
    """Go through the migrations that a store has not had, in the transaction that is open."""
    # a third of a second of imports that only an older store needs
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", "workbench.store:migrations")
    config.attributes["connection"] = conn
    command.upgrade(config, "head")
