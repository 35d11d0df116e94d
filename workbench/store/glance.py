"""A store told at a glance, without the libraries that open it: the app starts on that.

What a glance does not settle takes :meth:`Store.open`, which makes, migrates, refuses and explains.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from workbench.store.file_systems import make_file, refuse_network

HEAD = "0005"
"""The migration that this program needs."""

VERSIONS = ("0001", "0002", "0003", "0004", "0005")
"""Every schema that this program can open or bring up to date."""

_ASKED = "SELECT version_num = ? AND EXISTS (SELECT 1 FROM stories) FROM alembic_version"


def surely_has_stories(store: str) -> bool:
    """Whether a store is an SQLite file of this program's own schema, with a story on it.

    Raises:
        StoreError: the file lies on the network.

    >>> surely_has_stories("postgresql://desk@db.example.org/claims")
    False
    """
    file = _plain_file(store)
    if file is None or not file.is_file():
        return False
    refuse_network(file)
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", uri=True)) as database:
            return database.execute(_ASKED, [HEAD]).fetchall() == [(1,)]
    except sqlite3.Error:
        return False


def made_anew(store: str) -> bool:
    """Make the file of a store where there is none, empty as yet; whether that was done.

    Raises:
        StoreError: it cannot be made, or lies on the network.

    >>> made_anew("postgresql://desk@db.example.org/claims")
    False
    """
    file = _plain_file(store)
    if file is None or file.exists():
        return False
    make_file(file)
    return True


def _plain_file(store: str) -> Path | None:
    """The file that an address names without further ado, None for any other address."""
    name = store.removeprefix("sqlite:///")
    plain = name.strip() and not any(mark in name for mark in ("://", "?", "%"))
    return Path(name) if plain else None
