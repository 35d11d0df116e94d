"""From the command to the first page: seconds until a new browser shows the claims' table.

Five first starts of ``workbench serve``, each with a store of its own that gets the sample story,
as many starts on the store that was made, and in turn with them a bare Streamlit app that shows
one ``st.data_editor`` of as many rows: the ratio to it is what is ours. Each is seen by a browser
that has fetched nothing yet. Of the server also the processor's seconds, which other programs of
the machine disturb less; and the seconds of two plain commands.
"""

from __future__ import annotations

import compileall
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

import workbench
from tests.browser.serving import (
    NO_BROWSER,
    answers_at,
    died_within,
    find_chromium,
    free_port,
    launch,
)
from workbench.sample import PUBLISHED, sample_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

_STARTS = 5
_TABLE = "[data-testid=stDataFrame]"
_PATIENCE_SECONDS = 60
_LOOK_AGAIN_SECONDS = 0.01
_COMMANDS = (("--help",), ("extract", "-"))
_STORY = b"Police said that 244 people had come home.\n"
_BARE = """
import pandas as pd
import streamlit as st

st.set_page_config(layout="wide")
st.data_editor(pd.DataFrame({{"claim": ["x"] * {rows}, "number": range({rows})}}), num_rows="fixed")
"""


@dataclass(frozen=True, slots=True)
class Start:
    """How long one start took, in seconds; ``processor`` is None where there is no /proc."""

    server: float
    table: float
    processor: float | None

    def __str__(self) -> str:
        told = "" if self.processor is None else f", processor {self.processor:.2f} s"
        return f"server {self.server:.2f} s, table {self.table:.2f} s{told}"


def main(arguments: list[str]) -> int:
    """Print the seconds of every start; ``--short`` leaves it at one of each."""
    path = find_chromium()
    if path is None:
        print(NO_BROWSER)  # noqa: T201
        return 2
    # as an installation leaves it
    compileall.compile_dir(Path(workbench.__file__).parent, quiet=1)
    for typed in _COMMANDS:
        print(f"workbench {' '.join(typed):12} {_command_seconds(typed):5.2f} s")  # noqa: T201
    found: defaultdict[str, list[Start]] = defaultdict(list)
    with sync_playwright() as playwright:
        browser = launch(playwright, path)
        for _ in range(1 if "--short" in arguments else _STARTS):
            with tempfile.TemporaryDirectory() as folder:
                for name, one in _starts(browser, Path(folder)):
                    found[name].append(one)
                    print(f"{name:6} {one}", flush=True)  # noqa: T201
    print(*_medians(found), sep="\n")  # noqa: T201
    return 0


def _starts(browser: Browser, folder: Path) -> Iterator[tuple[str, Start]]:
    """A first start, one on the store that it made, and a bare app's."""
    script = folder / "bare.py"
    rows = len(workbench.extract(sample_text(), PUBLISHED))
    script.write_text(_BARE.format(rows=rows), encoding="utf-8")
    ours = ["workbench.cli", "serve", "--store", str(folder / "desk.db"), "--port"]
    bare = ["streamlit", "run", str(script), "--server.headless=true", "--server.address=127.0.0.1"]
    bare += ["--browser.gatherUsageStats=false", "--server.fileWatcherType=none", "--server.port"]
    for name, command in (("first", ours), ("again", ours), ("bare", bare)):
        yield name, _start(browser, folder, command)


def _start(browser: Browser, folder: Path, command: list[str]) -> Start:
    """One start of a module's command, which ends in the option of the port."""
    port = free_port()
    url = f"http://127.0.0.1:{port}/"
    begun = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", *command, str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
    )
    try:
        healthy = answers_at(url)
        while not healthy():
            late = time.monotonic() - begun > _PATIENCE_SECONDS
            if late or died_within(process, _LOOK_AGAIN_SECONDS):
                raise RuntimeError(f"{' '.join(command)} did not start")
        server = time.monotonic() - begun
        with browser.new_page() as page:
            page.goto(url)
            page.wait_for_selector(_TABLE, timeout=1000 * _PATIENCE_SECONDS)
            return Start(server, time.monotonic() - begun, processor_seconds(process.pid))
    finally:
        process.terminate()
        process.wait(20)


def _medians(found: dict[str, list[Start]]) -> Iterator[str]:
    """The median of each kind of start until the table, and its ratio to the bare app's."""
    table = {name: statistics.median(one.table for one in all_) for name, all_ in found.items()}
    for name, seconds in table.items():
        yield f"median {name:6} table {seconds:.2f} s, {seconds / table['bare']:.2f} x bare"


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
