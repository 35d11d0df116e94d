"""The desk's documents on their way into the index: one reading for all who are here.

It goes on by itself: whenever a page asks how far it is and the store keeps documents that the
index does not know, the reading begins again, also after a restart. Only a person who stops it
keeps it stopped, until somebody lets it go on or another document comes.
"""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any

import streamlit as st

from workbench.app import session
from workbench.app.errand import Errand

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.store import Store

NO_FILES = ".".join("0" * 4)
"""The library's revision on a desk that never kept a document."""


@dataclass(frozen=True, slots=True)
class HowFar:
    """How far the reading is.

    Attributes:
        running: Whether documents are being read.
        stopped: Whether somebody has stopped it.
        name: What is being read, "" for nothing.
        part: How much of that is done, from 0 to 1.
        fault: Why nothing could be read, "" where it could.
    """

    running: bool
    stopped: bool
    name: str
    part: float
    fault: str


class ReadingIn:
    """The reading of one desk's documents; safe to share between sessions."""

    def __init__(self, store: Store, url: str) -> None:
        self._store, self._url, self._lock = store, url, Lock()
        self._errand: Errand | None = None
        self._brought_to = NO_FILES
        self._now: Mapping[str, Any] = {}
        self._changes = 0
        self.unread: dict[str, str] = {}
        """Why a document could not be read, by its SHA-256."""
        self.passages: dict[str, int] = {}
        """How many passages each document in the index has, by its SHA-256."""

    def how_far(self) -> HowFar:
        """How far it is; it begins, or goes on, where there is something to read.

        Raises:
            StoreError: the store does not answer.
        """
        revision = self._store.library_revision()
        with self._lock:
            if self._brought_to != revision and (self._errand is None or self._errand.is_over):
                self._begin(revision)
            errand, now = self._errand, self._now
        running = errand is not None and not errand.is_over
        part = now.get("done", 0) / (now.get("of") or 1)
        return HowFar(
            running=running,
            stopped=not running and errand is not None and errand.stopped,
            name=str(now.get("name", "")) if running else "",
            part=min(part, 1.0),
            fault=errand.fault if errand is not None and not running else "",
        )

    @property
    def changes(self) -> int:
        """A number that moves with what is read in or taken out: what was found before is old."""
        return self._changes

    def stop(self) -> None:
        """Read no further; what has been read stays."""
        if self._errand is not None:
            self._errand.stop()

    def go_on(self) -> None:
        """Read what is not read yet, though it was stopped or came to nothing."""
        with self._lock:
            self._brought_to = NO_FILES

    def begin_anew(self) -> None:
        """Read every document again: the index is made afresh."""
        self.stop()
        if self._errand is not None:
            self._errand.wait()
        self.passages.clear()
        file = self._store.index_file()
        for part in ("", "-wal", "-shm"):
            file.with_name(f"{file.name}{part}").unlink(missing_ok=True)
        self.go_on()

    def _begin(self, revision: str) -> None:
        self._brought_to = revision
        self.unread.clear()
        task = {"do": "read", "store": self._url}
        self._errand = Errand(task, self._hear, self._over)

    def _hear(self, told: Mapping[str, Any]) -> None:
        if "unread" in told:
            self.unread[told["file"]] = told["unread"]
        elif "passages" in told:
            self._changes += told["file"] not in self.passages
            self.passages[told["file"]] = told["passages"]
        else:
            self._now = told

    def _over(self) -> None:
        self._now = {}
        self._changes += 1


@st.cache_resource(show_spinner=False)
def _of(url: str) -> ReadingIn:
    return ReadingIn(session.store(), url)


def reading_in() -> ReadingIn:
    """The reading of this server's desk."""
    return _of(session.store_address())


def await_documents(*, still: bool) -> None:
    """Say whether this page shows something that grows while documents are read."""
    st.session_state["awaiting_documents"] = still


def awaited() -> int:
    """A number that moves when documents come in that this page waits for."""
    return reading_in().changes if st.session_state.get("awaiting_documents") else -1
