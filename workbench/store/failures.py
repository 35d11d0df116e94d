"""What the database says when it cannot, in one sentence that says what to do."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from workbench.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator

_READ_ONLY = "{place} cannot be written to: make it writable, or name another store."
_FULL = "The disk is full and this change was not saved: free some space, try again."
_IN_USE = "{place} is in use by another program: close that, or try again."
_AWAY = "{place} does not answer, so this was not done: try again once it is back."
_BUSY = "{place} is busy and this change was not saved: try again."
_REFUSED = "{place} lets nobody in under this name and password: see to the address in --store."

# by SQLite's own name of the result, its longer forms included
SQLITE = {
    "SQLITE_NOTADB": "{place} is not a store: name another file with --store.",
    "SQLITE_READONLY": _READ_ONLY,
    "SQLITE_PERM": _READ_ONLY,
    "SQLITE_FULL": _FULL,
    "SQLITE_CANTOPEN": "{place} cannot be opened: see that it is there and its folder writable.",
    "SQLITE_BUSY": _IN_USE,
    "SQLITE_LOCKED": _IN_USE,
    "SQLITE_CORRUPT": "{place} is damaged: bring back a copy of it.",
    "SQLITE_IOERR": "{place} could not be read or written: see to the disk, then try again.",
}

# by the beginning of the SQLSTATE
POSTGRESQL = {
    "08": _AWAY,
    "57P": _AWAY,
    "53100": _FULL,
    "53300": _BUSY,
    "25006": _READ_ONLY,
    "42501": _READ_ONLY,
    "40": _BUSY,
    "55P03": _BUSY,
    "28": _REFUSED,
    "3D": "{place} is no database of that server: make it, or correct the address in --store.",
}
OTHERWISE = "{place} could not do this ({said}): nothing of this change was saved."


@contextmanager
def one_sentence(place: str) -> Iterator[None]:
    """Turn what the database driver raises into a :class:`StoreError`.

    Raises:
        StoreError: the database refused.
    """
    try:
        yield
    except DBAPIError as error:
        raise StoreError(sentence(place, error)) from error
    except PoolTimeoutError as error:
        raise StoreError(_BUSY.format(place=place)) from error


def sentence(place: str, error: DBAPIError) -> str:
    """The sentence for what the driver said."""
    known = [*_sqlite(error), *_postgresql(error), OTHERWISE]
    said = " ".join(str(error.orig).split())
    return known[0].format(place=place, said=said)


def _sqlite(error: DBAPIError) -> list[str]:
    name = str(getattr(error.orig, "sqlite_errorname", ""))
    return [text for code, text in SQLITE.items() if name.startswith(code)]


def _postgresql(error: DBAPIError) -> list[str]:
    if not hasattr(error.orig, "sqlstate"):
        return []
    # a server that cannot be reached gives no state at all
    state = str(getattr(error.orig, "sqlstate", None) or _unreached(error))
    return [text for code, text in POSTGRESQL.items() if state.startswith(code)]


def _unreached(error: DBAPIError) -> str:
    said = str(error.orig)
    if "password" in said or "authentication" in said:
        return "28"
    return "3D" if "does not exist" in said and "database" in said else "08"
