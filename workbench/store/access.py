"""The way to the database: one reading or writing transaction at a time, errors as sentences."""

from __future__ import annotations

from contextlib import contextmanager, nullcontext
from threading import Lock
from typing import TYPE_CHECKING, Self

from workbench.errors import StoreError
from workbench.store.addresses import file_of, shown, store_url
from workbench.store.failures import one_sentence
from workbench.store.journal import Journal
from workbench.store.opening import open_engine
from workbench.store.people import Role, person_of
from workbench.store.sqlite import WRITES
from workbench.store.stamps import random_salt, stamp, utc_now

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from types import TracebackType
    from typing import TypeAlias

    from sqlalchemy import URL, Connection, Engine

    from workbench.store.people import Who

    Begin: TypeAlias = Callable[[Connection, str], Journal]


class Access:
    """An open store. Safe to share between threads; close it, or use it in a ``with``.

    Every method raises :class:`~workbench.errors.StoreError` with one sentence when the database
    cannot do its work; what was to be written is then not written at all.
    """

    def __init__(
        self, engine: Engine, url: URL, clock: Callable[[], datetime], salt: Callable[[], bytes]
    ) -> None:
        self._engine, self._clock, self._salt = engine, clock, salt
        self._place, self._file = shown(url), file_of(url)
        # one snapshot per reading; SQLite's deferred transactions are that already
        reads = {} if self._file else {"isolation_level": "REPEATABLE READ"}
        self._reader = engine.execution_options(**reads)
        self._writer = engine.execution_options(**{WRITES: True})
        # SQLite has one writer at a time: threads queue here, where waiting costs nothing
        self._turn = Lock() if self._file else nullcontext()

    @classmethod
    def open(
        cls,
        url: str,
        *,
        make: bool = True,
        clock: Callable[[], datetime] = utc_now,
        salt: Callable[[], bytes] = random_salt,
    ) -> Self:
        """Open a store; make one where there is none, unless ``make`` says not to.

        Args:
            url: ``sqlite:///path``, the path alone (folders are made), or
                ``postgresql+psycopg://name:password@host/database``.
            make: Whether to make the store where there is none.
            clock: Gives the present instant.
            salt: Gives the bytes that each value is hashed behind.

        Raises:
            StoreError: it cannot be made, opened or understood.
        """
        address = store_url(url)
        return cls(open_engine(address, make=make), address, clock, salt)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the file or the connections back."""
        self._engine.dispose()

    @contextmanager
    def _reads(self) -> Iterator[Connection]:
        with one_sentence(self._place), self._reader.connect() as conn:
            yield conn

    @contextmanager
    def _writes(self, who: Who, needed: Role = Role.REVIEWER) -> Iterator[tuple[Connection, Begin]]:
        """A writing transaction of one person at one instant; any error undoes all of it."""
        person, salt = person_of(who, needed), self._salt

        def begin(conn: Connection, story_id: str) -> Journal:
            return Journal(conn, story_id, person, stamp(self._clock()), salt)

        with one_sentence(self._place), self._turn, self._writer.begin() as conn:
            yield conn, begin
        if self._file and not self._file.exists():
            raise StoreError(
                f"{self._file} was deleted while this was being saved: put it back and do it again."
            )
