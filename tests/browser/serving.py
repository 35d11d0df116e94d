"""A real server with a store of its own, and a real Chromium to look at it with."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from workbench import extract
from workbench.sample import PUBLISHED, STORY_ID, TITLE, sample_text
from workbench.store import Store
from workbench.store.glance import surely_has_stories

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser, Playwright

    from workbench.store import ClaimRecord

NO_BROWSER = "no Chromium found: install it, on Debian with `apt-get install chromium`"
_NAMES = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_PATIENCE_SECONDS = 60


@dataclass(slots=True)
class Desk:
    """A running app: its address, its store and its process, and the story that a test is about.

    ``url`` is where a test's story is reviewed, or the root where the test has the desk to itself.
    """

    url: str
    store: Path
    log: Path
    process: subprocess.Popen[bytes]
    story: str = STORY_ID

    def open(self) -> Store:
        """The desk's store, as somebody at another computer has it."""
        return Store.open(f"sqlite:///{self.store}")

    def claims(self) -> list[ClaimRecord]:
        """The claims of the story as they are stored now."""
        with self.open() as store:
            return store.claims(self.story)

    def claim(self, words: str) -> ClaimRecord:
        """The first claim with these words."""
        return next(claim for claim in self.claims() if claim.reading.text == words)

    def set(self, who: str, claim: ClaimRecord, field: str, value: str) -> None:
        """Change a cell of the claim as somebody else who sees what it holds."""
        now = {"status": claim.status, "note": claim.note, "sources": claim.sources_text}
        cell = (claim.id, field)
        with self.open() as store:
            assert store.apply(who, {cell: value}, {cell: now.get(field, "")}).conflicts == ()

    def with_story(self, text: str | None = None) -> Desk:
        """The same desk with a story of a test's own on it, the sample's words by default."""
        words = text or sample_text()
        with self.open() as store:
            story = store.add_story(
                "Claims Workbench",
                title=TITLE,
                text=words,
                published=PUBLISHED,
                claims=extract(words, PUBLISHED),
                story_id=f"story {len(store.stories())}",
            )
        root = self.url.partition("review")[0]
        return replace(self, url=f"{root}review?story={story}", story=story)

    def stop(self) -> None:
        """End the server as its operator would."""
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(20)


def serve(folder: Path, *arguments: str, store: Path | None = None) -> Desk:
    """Start ``workbench serve`` on a free port with a store in ``folder``; wait until it answers.

    A new store is filled while the server already answers: it is waited for, too.

    Raises:
        RuntimeError: it died or did not answer in time; the message is its log.
    """
    place = store or folder / "desk.db"
    port = free_port()
    log = folder / f"server-{port}.log"
    command = [sys.executable, "-m", "workbench.cli", "serve", *arguments]
    with log.open("wb") as out:
        process = subprocess.Popen(
            [*command, "--store", f"sqlite:///{place}", "--port", str(port)],
            stdout=out,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
            cwd=folder,
        )
    desk = Desk(f"http://127.0.0.1:{port}/", place, log, process)
    _wait_until(desk, answers_at(desk.url))
    _wait_until(desk, partial(surely_has_stories, str(place)))
    return desk


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port: int = trial.getsockname()[1]
        return port


def answers_at(url: str) -> Callable[[], bool]:
    """Whether a Streamlit server answers at its address by now."""

    def answers() -> bool:
        try:
            with urllib.request.urlopen(f"{url}_stcore/health", timeout=1):  # noqa: S310 - ours
                return True
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False

    return answers


def _wait_until(desk: Desk, ready: Callable[[], bool]) -> None:
    give_up = time.monotonic() + _PATIENCE_SECONDS
    while not ready():
        if died_within(desk.process, seconds=0.1) or time.monotonic() > give_up:
            desk.stop()
            raise RuntimeError(f"the app did not start:\n{desk.log.read_text(errors='replace')}")


def died_within(process: subprocess.Popen[bytes], seconds: float) -> bool:
    """Whether a process ends in so many seconds, which are waited for if it does not."""
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    return True


def find_chromium() -> str | None:
    """The path of a Chromium on this machine."""
    return next((path for name in _NAMES if (path := shutil.which(name))), None)


def launch(playwright: Playwright, path: str) -> Browser:
    """Start a Chromium that needs neither a screen nor the network."""
    return playwright.chromium.launch(executable_path=path, args=_FLAGS)
