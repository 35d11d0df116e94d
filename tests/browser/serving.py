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
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Playwright

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
    """A running app: its address, its store and its process."""

    url: str
    store: Path
    log: Path
    process: subprocess.Popen[bytes]

    def stop(self) -> None:
        """End the server as its operator would."""
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(20)


def serve(folder: Path, *arguments: str, store: Path | None = None) -> Desk:
    """Start ``workbench serve`` on a free port with a store in ``folder``; wait until it answers.

    Raises:
        RuntimeError: it died or did not answer in time; the message is its log.
    """
    place = store or folder / "desk.db"
    port = _free_port()
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
    _wait_until_healthy(desk)
    return desk


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port: int = trial.getsockname()[1]
        return port


def _wait_until_healthy(desk: Desk) -> None:
    give_up = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < give_up and not _died_within(desk.process, seconds=0.1):
        try:
            with urllib.request.urlopen(f"{desk.url}_stcore/health", timeout=1):  # noqa: S310 - ours
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            continue
    desk.stop()
    raise RuntimeError(f"the app did not start:\n{desk.log.read_text(errors='replace')}")


def _died_within(process: subprocess.Popen[bytes], seconds: float) -> bool:
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
