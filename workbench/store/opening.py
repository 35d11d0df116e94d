"""A store opened: found or made, every connection set up, schema brought up to date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.errors import StoreError
from workbench.store.addresses import file_of, shown
from workbench.store.failures import one_sentence
from workbench.store.migrating import bring_up_to_date, no_store
from workbench.store.postgresql import postgresql_engine
from workbench.store.sqlite import sqlite_engine

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import URL, Engine


def open_engine(url: URL, *, make: bool = True) -> Engine:
    """An engine on a store that is there, ours, and of this program's schema.

    Raises:
        StoreError: it is not there and may not be made; it cannot be made, opened or understood.
    """
    place, file = shown(url), file_of(url)
    # an empty file is no store yet: looking into it would make it one
    if file is not None and not make and not (file.exists() and _holds_anything(file)):
        raise no_store(place)
    engine = postgresql_engine(url) if file is None else sqlite_engine(url, file)
    try:
        with one_sentence(place):
            bring_up_to_date(engine, place, file, make=make)
    except StoreError:
        engine.dispose()
        raise
    return engine


def _holds_anything(file: Path) -> bool:
    return not file.is_file() or file.stat().st_size > 0
