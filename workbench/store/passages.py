"""The index of the documents' passages: an SQLite file with full text, beside whichever store.

It holds nothing that cannot be read from the documents again: it may be deleted at any time. A
document is read in batches, each kept at once, so that a reading that was stopped goes on where it
was; only when it is whole are its passages searched. Each thread and process opens the file for
itself: one may read documents in while others search.
"""

from __future__ import annotations

import json
from collections.abc import Sized
from itertools import islice
from typing import TYPE_CHECKING

from workbench.evidence import Collection, Passage, ReadPassage, rank, read_passage
from workbench.store.readings import from_json, to_json
from workbench.store.rebuildable import RebuildableFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from workbench.claim import Claim
    from workbench.evidence import Question

IN_MEMORY = ":memory:"
_VERSION = 3
_LOOKED_AT = 80
"""Passages that are ranked closely: with 60 of them one claim in 200 lost its passage among the
first five, with 100 none was won."""
_BATCH = 100
"""Passages that are read before what was read is kept: about a tenth of a second."""

_TABLES = ("vocabulary", "words", "totals", "passages", "documents")
_SCHEMA = (
    # whole is 1 when every passage is there, and in the words
    "CREATE TABLE documents (hash TEXT PRIMARY KEY, whole INTEGER NOT NULL)",
    """CREATE TABLE passages (
        number INTEGER PRIMARY KEY, hash TEXT NOT NULL, passage TEXT NOT NULL,
        stems TEXT NOT NULL, numbers TEXT NOT NULL, figures TEXT NOT NULL)""",
    "CREATE INDEX passages_by_hash ON passages (hash)",
    "CREATE TABLE totals (only INTEGER PRIMARY KEY, passages INTEGER, stems INTEGER)",
    "INSERT INTO totals VALUES (0, 0, 0)",
    "CREATE VIRTUAL TABLE words USING fts5(text, tokenize = 'porter unicode61')",
    "CREATE VIRTUAL TABLE vocabulary USING fts5vocab(words, 'row')",
)


class PassageIndex(RebuildableFile):
    """The passages of many documents, and the search for those that speak of a claim.

    Use it in a ``with``, and in one thread. A file of another make is emptied: its documents are
    to be read again. Every method raises :class:`~workbench.errors.StoreError` with one sentence
    when the file cannot do its work.

    Raises:
        StoreError: the file is no index, or cannot be opened.
    """

    version = _VERSION
    tables = _TABLES
    schema = _SCHEMA
    refusal = (
        "The index of documents {where} cannot be used ({error}): delete it, "
        "and the documents are read again."
    )

    def __init__(self, where: Path | str = IN_MEMORY) -> None:
        self._rarity: dict[str, int] = {}
        self._seen = 0
        super().__init__(where)

    def has(self, document: str) -> bool:
        """Whether a document is in the index, whole, by the SHA-256 of its bytes."""
        return self._is_whole(document) is True

    def documents(self) -> dict[str, int]:
        """How many passages each whole document has, by the SHA-256 of its bytes."""
        with self._in_a_sentence():
            counted = self._file.execute(
                "SELECT documents.hash, COUNT(number) FROM documents LEFT JOIN passages"
                " ON passages.hash = documents.hash WHERE whole GROUP BY documents.hash"
            )
            return dict(counted.fetchall())

    def passages_of_document(self, document: str) -> list[Passage]:
        """The passages of a document in their order, as far as it has been read."""
        with self._in_a_sentence():
            rows = self._file.execute(
                "SELECT passage FROM passages WHERE hash = ? ORDER BY number", (document,)
            )
            return [_passage(written) for (written,) in rows]

    def add(
        self,
        document: str,
        passages: Iterable[Passage],
        goes_on: Callable[[int, int], bool] = lambda _done, _of: True,
    ) -> bool:
        """Read a document in, going on where that was stopped before; whether it is whole now.

        Args:
            document: The SHA-256 of its bytes.
            passages: All of its passages, the same ones in the same order each time.
            goes_on: Told after every hundred how many are done, and of how many (0 where
                ``passages`` has no length); answers False to stop.
        """
        whole = self._is_whole(document)
        if whole:
            return True
        of = len(passages) if isinstance(passages, Sized) else 0
        with self._in_a_sentence():
            if whole is None:
                with self._file:
                    self._file.execute("INSERT OR IGNORE INTO documents VALUES (?, 0)", (document,))
            done = self._done(document)
            left = islice(passages, done, None)
            while batch := [read_passage(one) for one in islice(left, _BATCH)]:
                with self._file:
                    self._file.execute("BEGIN IMMEDIATE")
                    if self._done(document) != done:
                        # somebody else reads the same document in, and is further
                        return self.has(document)
                    for read in batch:
                        self._put(document, read)
                done += len(batch)
                if not goes_on(done, of):
                    return False
            self._make_whole(document)
        return True

    def remove(self, document: str) -> None:
        """Take a document out, whole or not."""
        with self._in_a_sentence(), self._file:
            self._file.execute("BEGIN IMMEDIATE")
            if self._is_whole(document):
                rows = self._rows(document)
                self._count(-len(rows), -sum(stems for _, _, stems in rows))
                numbers = [(number,) for number, _, _ in rows]
                self._file.executemany("DELETE FROM words WHERE rowid = ?", numbers)
            self._file.execute("DELETE FROM passages WHERE hash = ?", (document,))
            self._file.execute("DELETE FROM documents WHERE hash = ?", (document,))
        self._rarity.clear()

    def _is_whole(self, document: str) -> bool | None:
        """None for a document that is not there at all."""
        with self._in_a_sentence():
            found = self._file.execute("SELECT whole FROM documents WHERE hash = ?", (document,))
            row = found.fetchone()
        return None if row is None else bool(row[0])

    def _done(self, document: str) -> int:
        counted = self._file.execute("SELECT COUNT(*) FROM passages WHERE hash = ?", (document,))
        return int(counted.fetchone()[0])

    def _make_whole(self, document: str) -> None:
        """Give the passages of a document to the search, all at once."""
        with self._file:
            self._file.execute("BEGIN IMMEDIATE")
            if self._is_whole(document) is not False:
                return
            rows = self._rows(document)
            # half a character is no word, and no SQLite text either
            words = [
                (number, _passage(written).text.encode("utf-8", "replace").decode())
                for number, written, _ in rows
            ]
            self._file.executemany("INSERT INTO words (rowid, text) VALUES (?, ?)", words)
            self._count(len(rows), sum(stems for _, _, stems in rows))
            self._file.execute("UPDATE documents SET whole = 1 WHERE hash = ?", (document,))
        self._rarity.clear()

    def _rows(self, document: str) -> list[tuple[int, str, int]]:
        """Of each passage its number, the passage as written, and how many stems it has."""
        rows = self._file.execute(
            "SELECT number, passage, stems FROM passages WHERE hash = ?", (document,)
        )
        return [(number, written, len(stems.split())) for number, written, stems in rows]

    def search(self, question: Question) -> list[tuple[float, ReadPassage]]:
        """The passages that speak of what a claim speaks of, best first, each with its score."""
        if not question.words:
            return []
        # every word is of letters and figures only, and quoted: none is an operator
        wanted = " OR ".join(f'"{word}"' for word in question.words)
        with self._in_a_sentence():
            self._notice_others()
            rows = self._file.execute(
                "SELECT number, passage, stems, numbers FROM passages JOIN"
                " (SELECT rowid FROM words WHERE words MATCH ? ORDER BY bm25(words), rowid LIMIT ?)"
                " ON rowid = number",
                (wanted, _LOOKED_AT),
            )
            return rank(question, [_read(*row) for row in rows], self._collection())

    def _notice_others(self) -> None:
        """Forget how rare words are where somebody else has changed the file."""
        (version,) = self._file.execute("PRAGMA data_version").fetchone()
        if version != self._seen:
            self._seen = version
            self._rarity.clear()

    def kept(self, one: ReadPassage) -> tuple[str, tuple[Claim, ...]]:
        """The document that a passage found is of, by its SHA-256, and the passage's figures."""
        with self._in_a_sentence():
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
        figures = json.dumps([to_json(one) for one in read.figures])
        self._file.execute(
            "INSERT INTO passages (hash, passage, stems, numbers, figures) VALUES (?, ?, ?, ?, ?)",
            (document, _written(read.passage), stems, numbers, figures),
        )

    def _count(self, passages: int, stems: int) -> None:
        self._file.execute(
            "UPDATE totals SET passages = passages + ?, stems = stems + ?", (passages, stems)
        )


def _written(passage: Passage) -> str:
    fields: Sequence[object] = (
        *(passage.id, passage.text, passage.document),
        *(passage.caption, passage.table, passage.place, passage.lines),
    )
    return json.dumps(fields)


def _passage(written: str) -> Passage:
    name, text, document, caption, rows, place, lines = json.loads(written)
    return Passage(name, text, document, caption, tuple(map(tuple, rows)), place, tuple(lines))


def _read(number: int, written: str, stems: str, numbers: str) -> ReadPassage:
    return ReadPassage(
        _passage(written), tuple(stems.split()), frozenset(numbers.split()), (), number
    )
