"""The index of the documents' passages: an SQLite file with full text, beside whichever store.

It holds nothing that cannot be read from the documents again: it may be deleted at any time. A
document is put there in one transaction, so that an indexing that was stopped goes on with the
next one.
"""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING, Self

from workbench.errors import StoreError
from workbench.evidence import Collection, Passage, ReadPassage, rank, read_passage
from workbench.store.readings import from_json, to_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path
    from types import TracebackType

    from workbench.claim import Claim
    from workbench.evidence import Question

IN_MEMORY = ":memory:"
_VERSION = 2
_LOOKED_AT = 80
"""Passages that are ranked closely: with 60 of them one claim in 200 lost its passage among the
first five, with 100 none was won."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS documents (hash TEXT PRIMARY KEY);
CREATE TABLE IF NOT EXISTS passages (
    number INTEGER PRIMARY KEY, hash TEXT NOT NULL, passage TEXT NOT NULL,
    stems TEXT NOT NULL, numbers TEXT NOT NULL, figures TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS totals (only INTEGER PRIMARY KEY, passages INTEGER, stems INTEGER);
INSERT OR IGNORE INTO totals VALUES (0, 0, 0);
CREATE INDEX IF NOT EXISTS passages_by_hash ON passages (hash);
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(text, tokenize = 'porter unicode61');
CREATE VIRTUAL TABLE IF NOT EXISTS vocabulary USING fts5vocab(words, 'row');
"""


class PassageIndex:
    """The passages of many documents, and the search for those that speak of a claim.

    Use it in a ``with``. A file of an older make is emptied: its documents are to be read again.

    Raises:
        StoreError: the file is no index, or cannot be opened.
    """

    def __init__(self, where: Path | str = IN_MEMORY) -> None:
        self._rarity: dict[str, int] = {}
        try:
            self._file = sqlite3.connect(where)
            self._open()
        except sqlite3.Error as error:
            raise StoreError(
                f"The index of documents {where} cannot be used ({error}): delete it, "
                "and the documents are read again."
            ) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def _open(self) -> None:
        (version,) = self._file.execute("PRAGMA user_version").fetchone()
        if version not in (0, _VERSION):
            for table in ("vocabulary", "words", "totals", "passages", "documents"):
                self._file.execute(f"DROP TABLE IF EXISTS {table}")
        self._file.executescript(_SCHEMA)
        self._file.execute(f"PRAGMA user_version = {_VERSION}")

    def has(self, document: str) -> bool:
        """Whether a document is in the index, by the SHA-256 of its bytes."""
        found = self._file.execute("SELECT 1 FROM documents WHERE hash = ?", (document,))
        return found.fetchone() is not None

    def documents(self) -> dict[str, int]:
        """How many passages each document of the index has, by the SHA-256 of its bytes."""
        counted = self._file.execute(
            "SELECT documents.hash, COUNT(number) FROM documents"
            " LEFT JOIN passages ON passages.hash = documents.hash GROUP BY documents.hash"
        )
        return dict(counted.fetchall())

    def add(self, document: str, passages: Iterable[Passage]) -> None:
        """Put a document there, whole or, when that is interrupted, not at all."""
        if self.has(document):
            return
        with self._file:
            self._file.execute("INSERT INTO documents VALUES (?)", (document,))
            for passage in passages:
                self._put(document, read_passage(passage))
        self._rarity.clear()

    def add_all(
        self,
        documents: Iterable[tuple[str, Callable[[], Iterable[Passage]]]],
        goes_on: Callable[[int], bool] = lambda _: True,
    ) -> int:
        """Put documents there that are not there yet, until told to stop; how many are done.

        Args:
            documents: Their SHA-256, and how to read each; those there already are not read.
            goes_on: Told how many are done, after each; answers False to stop.
        """
        done = 0
        for document, read in documents:
            if not self.has(document):
                self.add(document, read())
            done += 1
            if not goes_on(done):
                break
        return done

    def remove(self, document: str) -> None:
        """Take a document out."""
        with self._file:
            for (number,) in self._file.execute(
                "SELECT number FROM passages WHERE hash = ?", (document,)
            ).fetchall():
                self._take_out(number)
            self._file.execute("DELETE FROM documents WHERE hash = ?", (document,))
        self._rarity.clear()

    def search(self, question: Question) -> list[tuple[float, ReadPassage]]:
        """The passages that speak of what a claim speaks of, best first, each with its score."""
        if not question.words:
            return []
        # every word is of letters and figures only, and quoted: none is an operator
        wanted = " OR ".join(f'"{word}"' for word in question.words)
        rows = self._file.execute(
            "SELECT number, passage, stems, numbers FROM passages JOIN"
            " (SELECT rowid FROM words WHERE words MATCH ? ORDER BY bm25(words), rowid LIMIT ?)"
            " ON rowid = number",
            (wanted, _LOOKED_AT),
        )
        found = [_read(*row) for row in rows]
        return rank(question, found, self._collection())

    def kept(self, one: ReadPassage) -> tuple[str, tuple[Claim, ...]]:
        """The document that a passage found is of, by its SHA-256, and the passage's figures."""
        row = self._file.execute(
            "SELECT hash, figures FROM passages WHERE number = ?", (one.number,)
        ).fetchone()
        return (row[0], tuple(map(from_json, json.loads(row[1])))) if row else ("", ())

    def _collection(self) -> Collection:
        passages, stems = self._file.execute("SELECT passages, stems FROM totals").fetchone()
        return Collection(passages, stems / (passages or 1), self._having)

    def _having(self, stem: str) -> int:
        known = self._rarity.get(stem)
        if known is None:
            row = self._file.execute(
                "SELECT doc FROM vocabulary WHERE term = ?", (stem,)
            ).fetchone()
            known = self._rarity[stem] = row[0] if row else 0
        return known

    def _put(self, document: str, read: ReadPassage) -> None:
        stems, numbers = " ".join(read.stems), " ".join(sorted(read.numbers))
        put = self._file.execute(
            "INSERT INTO passages (hash, passage, stems, numbers, figures) VALUES (?, ?, ?, ?, ?)",
            (document, _written(read.passage), stems, numbers, _figures(read.figures)),
        )
        # half a character is no word, and no SQLite text either
        words = read.passage.text.encode("utf-8", "replace").decode()
        self._file.execute("INSERT INTO words (rowid, text) VALUES (?, ?)", (put.lastrowid, words))
        self._count(1, len(read.stems))

    def _take_out(self, number: int) -> None:
        row = self._file.execute("SELECT stems FROM passages WHERE number = ?", (number,))
        self._count(-1, -len(row.fetchone()[0].split()))
        self._file.execute("DELETE FROM words WHERE rowid = ?", (number,))
        self._file.execute("DELETE FROM passages WHERE number = ?", (number,))

    def _count(self, passages: int, stems: int) -> None:
        self._file.execute(
            "UPDATE totals SET passages = passages + ?, stems = stems + ?", (passages, stems)
        )


def _figures(figures: Sequence[Claim]) -> str:
    return json.dumps([to_json(one) for one in figures])


def _written(passage: Passage) -> str:
    fields: Sequence[object] = (
        *(passage.id, passage.text, passage.document),
        *(passage.caption, passage.table, passage.place),
    )
    return json.dumps(fields)


def _read(number: int, written: str, stems: str, numbers: str) -> ReadPassage:
    name, text, document, caption, rows, place = json.loads(written)
    passage = Passage(name, text, document, caption, tuple(map(tuple, rows)), place)
    return ReadPassage(passage, tuple(stems.split()), frozenset(numbers.split()), (), number)
