"""A file beside the store that holds nothing of its own: deleted at any time, it is made again."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, ClassVar, Self

from workbench.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import TracebackType

_PATIENCE = 30.0
"""Seconds to wait for another who writes; one of them keeps a whole document within a second."""


class RebuildableFile:
    """An SQLite file of one make. Use it in a ``with``, and in one thread.

    A file of another make is emptied. Every method raises
    :class:`~workbench.errors.StoreError` with one sentence when the file cannot do its work.

    Attributes:
        version: Of its make; another number empties the file.
        tables: Its tables of every make, those that need others first.
        schema: The statements that make it.
        refusal: What is said when it cannot be used, with ``{where}`` and ``{error}``.

    Raises:
        StoreError: the file cannot be opened.
    """

    version: ClassVar[int]
    tables: ClassVar[tuple[str, ...]]
    schema: ClassVar[tuple[str, ...]]
    refusal: ClassVar[str]

    def __init__(self, where: Path | str) -> None:
        self.where = where
        with self._in_a_sentence():
            self._file = sqlite3.connect(where, timeout=_PATIENCE)
            self._open()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    @contextmanager
    def _in_a_sentence(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise StoreError(self.refusal.format(where=self.where, error=error)) from error

    def _open(self) -> None:
        found = self._made_as()
        # what a power cut takes is read again from where it came
        self._file.execute("PRAGMA synchronous = NORMAL")
        if found == self.version:
            return
        # readers go on while somebody writes
        self._file.execute("PRAGMA journal_mode = WAL")
        with self._file:
            self._file.execute("BEGIN IMMEDIATE")
            if self._made_as() == self.version:
                return
            for table in self.tables:
                self._file.execute(f"DROP TABLE IF EXISTS {table}")
            for statement in self.schema:
                self._file.execute(statement)
            self._file.execute(f"PRAGMA user_version = {self.version}")

    def _made_as(self) -> int:
        return int(self._file.execute("PRAGMA user_version").fetchone()[0])
