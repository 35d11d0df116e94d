"""From the command to the first page: seconds until a new browser shows the claims' table.

Five starts of ``workbench serve``, each with a store of its own that gets the sample story, seen by
a browser that has fetched nothing yet; and the seconds of two plain commands.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.serving import NO_BROWSER, find_chromium, launch, serve

_STARTS = 5
_TABLE = "[data-testid=stDataFrame]"
_COMMANDS = (("--help",), ("extract", "-"))
_STORY = b"Police said that 244 people had come home.\n"


def main(arguments: list[str]) -> int:
    """Print the seconds of every start; ``--short`` leaves it at one."""
    path = find_chromium()
    if path is None:
        print(NO_BROWSER)  # noqa: T201
        return 2
    for typed in _COMMANDS:
        print(f"workbench {' '.join(typed):12} {_command_seconds(typed):5.2f} s")  # noqa: T201
    with sync_playwright() as playwright:
        browser = launch(playwright, path)
        for start in range(1 if "--short" in arguments else _STARTS):
            with tempfile.TemporaryDirectory() as folder:
                begun = time.monotonic()
                desk = serve(Path(folder))
                healthy = time.monotonic()
                page = browser.new_page()
                page.goto(f"{desk.url}")
                page.wait_for_selector(_TABLE, timeout=60_000)
                shown = time.monotonic()
                page.close()
                desk.stop()
            print(  # noqa: T201
                f"start {start + 1}: server {healthy - begun:.2f} s, table {shown - begun:.2f} s"
            )
    return 0


def _command_seconds(typed: tuple[str, ...]) -> float:
    begun = time.monotonic()
    subprocess.run(
        [sys.executable, "-m", "workbench.cli", *typed],
        input=_STORY,
        capture_output=True,
        check=True,
    )
    return time.monotonic() - begun
