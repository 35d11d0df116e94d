"""From the command to the first page: seconds until a new browser shows the claims' table.

Five first starts of ``workbench serve``, each with a store of its own that gets the sample story,
and as many starts on the store that was made, each seen by a browser that has fetched nothing yet;
and the seconds of two plain commands. Of the server also the processor's seconds, which other
programs of the machine disturb less.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from tests.browser.serving import NO_BROWSER, find_chromium, launch, serve

if TYPE_CHECKING:
    from playwright.sync_api import Browser

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
                print(f"start {start + 1}: first {_start(browser, Path(folder))}")  # noqa: T201
                print(f"         again {_start(browser, Path(folder))}")  # noqa: T201
    return 0


def _start(browser: Browser, folder: Path) -> str:
    """One start on the store in a folder, in words."""
    begun = time.monotonic()
    desk = serve(folder)
    healthy = time.monotonic()
    page = browser.new_page()
    try:
        page.goto(desk.url)
        page.wait_for_selector(_TABLE, timeout=60_000)
        shown = time.monotonic()
        used = processor_seconds(desk.process.pid)
    finally:
        page.close()
        desk.stop()
    told = "" if used is None else f", processor {used:.2f} s"
    return f"server {healthy - begun:.2f} s, table {shown - begun:.2f} s{told}"


def processor_seconds(pid: int) -> float | None:
    """The processor's seconds that a process has used; None where there is no /proc."""
    told = Path(f"/proc/{pid}/stat")
    if not told.exists():
        return None
    # the name, in brackets, may hold anything; user and system time are the 14th and 15th field
    after_the_name = told.read_text(encoding="utf-8").rpartition(")")[2].split()
    ticks = int(after_the_name[11]) + int(after_the_name[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _command_seconds(typed: tuple[str, ...]) -> float:
    begun = time.monotonic()
    subprocess.run(
        [sys.executable, "-m", "workbench.cli", *typed],
        input=_STORY,
        capture_output=True,
        check=True,
    )
    return time.monotonic() - begun
