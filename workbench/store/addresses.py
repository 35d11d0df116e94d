"""The address of a store, as typed: a file, an SQLite URL or a PostgreSQL URL."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from workbench.errors import StoreError

if TYPE_CHECKING:
    from sqlalchemy import URL

_POSTGRESQL = ("postgresql", "postgresql+psycopg")


def store_url(given: str) -> URL:
    """A store's address: a URL, or the name of an SQLite file.

    Raises:
        StoreError: it is neither.

    >>> str(store_url("desk.sqlite"))
    'sqlite:///desk.sqlite'
    >>> str(store_url("postgresql://desk@db.example.org/claims"))
    'postgresql+psycopg://desk@db.example.org/claims'
    """
    if "://" not in given:
        if not given.strip():
            raise StoreError("The name of the store is empty: give a file with --store.")
        return make_url("sqlite://").set(database=given)
    try:
        url = make_url(given)
    except (ArgumentError, ValueError) as error:
        raise StoreError(f'"{given}" is no address of a store: give a file name.') from error
    if url.drivername in _POSTGRESQL:
        return url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() != "sqlite":
        raise StoreError("A store is an SQLite file or a postgresql+psycopg:// address.")
    if url.database in (None, "", ":memory:"):
        raise StoreError("A store in memory would be lost: give a file name.")
    return url


def file_of(url: URL) -> Path | None:
    """The file of an SQLite store, None for PostgreSQL.

    >>> file_of(store_url("sqlite:///file:/srv/a.db?mode=ro&uri=true")) == Path("/srv/a.db")
    True
    """
    if url.get_backend_name() != "sqlite":
        return None
    name = str(url.database)
    return Path(unquote(urlsplit(name).path) if name.startswith("file:") else name)


def shown(url: URL) -> str:
    """The address as an error names it, without a password."""
    return str(file_of(url) or url.render_as_string(hide_password=True))
