"""The checked claims of every story by what they are a quantity of, in a file beside the store.

It holds nothing that is not in the store: it may be deleted at any time, and is made again. It
only tells where to look; what is shown is read from the store.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.memory import key_of, words_about
from workbench.store.rebuildable import RebuildableFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from workbench.claim import Claim

_VERSION = 1
_MOST = 25
"""Claims of one quantity that are looked at closely, those with most of the words."""
_TABLES = ("words", "earlier", "stories")
_SCHEMA = (
    "CREATE TABLE stories (id TEXT PRIMARY KEY, revision INTEGER NOT NULL)",
    """CREATE TABLE earlier (
        number INTEGER PRIMARY KEY, claim_id TEXT NOT NULL, story_id TEXT NOT NULL,
        sentence TEXT NOT NULL, period TEXT NOT NULL)""",
    "CREATE INDEX earlier_by_story ON earlier (story_id)",
    "CREATE VIRTUAL TABLE words USING fts5(quantity, about)",
)


@dataclass(frozen=True, slots=True)
class Placed:
    """A checked claim with its sentence, and the one date in it as TIMEX3, "" for none."""

    claim_id: str
    claim: Claim
    sentence: str
    period: str


class EarlierClaims(RebuildableFile):
    """The file of the checked claims. Use it in a ``with``, and in one thread.

    Raises:
        StoreError: the file cannot be used.
    """

    version = _VERSION
    tables = _TABLES
    schema = _SCHEMA
    refusal = (
        "What was checked before cannot be looked up in {where} ({error}): "
        "delete that file, and it is made again."
    )

    def revisions(self) -> dict[str, int]:
        """Of each story that is here, the revision at which its claims were read."""
        with self._in_a_sentence():
            return dict(self._file.execute("SELECT id, revision FROM stories").fetchall())

    def put(self, stories: Mapping[str, tuple[int, Sequence[Placed]]]) -> None:
        """Put the checked claims of stories there, by story with its revision, for the old ones."""
        with self._in_a_sentence(), self._file:
            self._file.execute("BEGIN IMMEDIATE")
            for story_id, (revision, placed) in stories.items():
                self._forget(story_id)
                self._file.execute("INSERT INTO stories VALUES (?, ?)", (story_id, revision))
                for one in placed:
                    self._put(story_id, one)

    def _forget(self, story_id: str) -> None:
        self._file.execute(
            "DELETE FROM words WHERE rowid IN (SELECT number FROM earlier WHERE story_id = ?)",
            (story_id,),
        )
        self._file.execute("DELETE FROM earlier WHERE story_id = ?", (story_id,))
        self._file.execute("DELETE FROM stories WHERE id = ?", (story_id,))

    def _put(self, story_id: str, one: Placed) -> None:
        put = self._file.execute(
            "INSERT INTO earlier (claim_id, story_id, sentence, period) VALUES (?, ?, ?, ?)",
            (one.claim_id, story_id, one.sentence, one.period),
        )
        self._file.execute(
            "INSERT INTO words (rowid, quantity, about) VALUES (?, ?, ?)",
            (put.lastrowid, _token(one.claim), _spaced(words_about(one.claim, one.sentence))),
        )

    def like(self, claim: Claim, sentence: str, story_id: str) -> dict[str, tuple[str, str]]:
        """Claims of the same quantity in other stories: sentence and period, by their ids."""
        about = words_about(claim, sentence)
        if not about:
            return {}
        either = " OR ".join(f'"{word}"' for word in sorted(about))
        with self._in_a_sentence():
            rows = self._file.execute(
                "SELECT claim_id, sentence, period FROM words JOIN earlier ON words.rowid = number"
                " WHERE words MATCH ? AND story_id <> ?"
                " ORDER BY bm25(words, 0), number DESC LIMIT ?",
                (f"quantity:{_token(claim)} AND about:({either})", story_id, _MOST),
            )
            return {claim_id: (said, period) for claim_id, said, period in rows}


def _token(claim: Claim) -> str:
    """The quantity of a claim as one word of the index."""
    return f"q{hashlib.sha256('|'.join(key_of(claim)).encode()).hexdigest()[:16]}"


def _spaced(words: Iterable[str]) -> str:
    return " ".join(sorted(words))
