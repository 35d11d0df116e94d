"""The bare command on a terminal of somebody who has never run Streamlit."""

from __future__ import annotations

import http.client
import os
import re
import select
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.browser.serving import serve
from workbench.app.bundled import FOLDER
from workbench.app.launch import run
from workbench.app.opening import is_open, opened
from workbench.errors import SettingsError, StoreError
from workbench.store import Store

if TYPE_CHECKING:
    from pathlib import Path

pty = pytest.importorskip("pty", reason="pseudo-terminals are a matter of Unix")

_ADDRESS = re.compile(rb"http://127\.0\.0\.1:\d+")
_PATIENCE_SECONDS = 60


def _read_until_address(terminal: int) -> bytes:
    seen = b""
    give_up = time.monotonic() + _PATIENCE_SECONDS
    while not _ADDRESS.search(seen) and time.monotonic() < give_up:
        ready, _, _ = select.select([terminal], [], [], 1)
        if ready:
            seen += os.read(terminal, 65536)
    return seen


def test_the_bare_command_listens_on_a_terminal_with_an_empty_home_and_asks_nothing(
    tmp_path: Path,
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    outside = ("DISPLAY", "WAYLAND_DISPLAY", "WORKBENCH_STORE")
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in outside and not name.startswith(("XDG_", "STREAMLIT_"))
    }
    terminal, typed_into = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "workbench.cli"],
        stdin=typed_into,
        stdout=typed_into,
        stderr=typed_into,
        cwd=tmp_path,
        env={**kept, "HOME": str(home)},
        start_new_session=True,
    )
    os.close(typed_into)
    try:
        seen = _read_until_address(terminal)
        address = _ADDRESS.search(seen)
        assert address, seen.decode(errors="replace")
        assert b"mail" not in seen.lower()
        health = f"{address[0].decode()}/_stcore/health"
        with urllib.request.urlopen(health, timeout=10) as answer:  # noqa: S310 - our own server
            assert answer.status == 200
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(20)
        os.close(terminal)


def test_a_taken_port_that_was_asked_for_is_refused_with_one_sentence() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(SettingsError, match=f"port {port} .* choose another --port"):
            run("sqlite://", story_id=None, host="127.0.0.1", port=port, headless=True)


def test_a_server_whose_output_nobody_reads_any_more_can_be_stopped(tmp_path: Path) -> None:
    # without --port: a port that another program takes meanwhile is moved on from
    process = subprocess.Popen(
        [sys.executable, "-m", "workbench.cli", "serve"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=tmp_path,
        env={**os.environ, "HOME": str(tmp_path), "WORKBENCH_STORE": "desk.sqlite"},
        start_new_session=True,
    )
    try:
        assert process.stdout
        assert any(map(_ADDRESS.search, process.stdout))
        process.stdout.close()
        process.send_signal(signal.SIGTERM)
        # it cleans up, then ends as the signal says
        assert process.wait(60) in (0, -signal.SIGTERM)
    finally:
        process.kill()
        process.wait()


def test_a_small_answer_does_not_wait_for_its_head_to_be_acknowledged(tmp_path: Path) -> None:
    desk = serve(tmp_path)
    link = http.client.HTTPConnection(urlsplit(desk.url).netloc, timeout=10)
    seconds = []
    try:
        for _ in range(20):
            begun = time.monotonic()
            link.request("GET", "/_stcore/health")
            assert link.getresponse().read() == b"ok"
            seconds.append(time.monotonic() - begun)
    finally:
        link.close()
        desk.stop()
    # a new connection is acknowledged at once; later each wait is 40 ms
    assert min(seconds[10:]) < 0.02


def test_a_new_desk_is_filled_in_the_background_and_garbage_is_looked_for_afterwards(
    tmp_path: Path,
) -> None:
    probe = (
        "import gc, sys; from workbench.app.warming import warm_up; warm_up().join(); "
        "print('workbench.app.pages' in sys.modules, gc.isenabled(), gc.get_freeze_count() > 0)"
    )
    store = str(tmp_path / "desk.sqlite")
    ran = subprocess.run(
        [sys.executable, "-c", probe, "--store", store, "--sample"],
        capture_output=True,
        check=True,
        text=True,
        timeout=60,
    )
    assert ran.stdout.split() == ["True", "True", "True"]
    with Store.open(store, make=False) as desk:
        assert [one.id for one in desk.stories()] == ["sample"]


def test_a_desk_gets_the_sample_only_where_that_was_asked_for(tmp_path: Path) -> None:
    store = str(tmp_path / "desk.sqlite")
    opened(store, sample=False).close()
    with Store.open(store) as desk:
        assert desk.stories() == []


def test_a_desk_that_cannot_be_opened_is_tried_again(tmp_path: Path) -> None:
    store = tmp_path / "desk.sqlite"
    store.mkdir()
    with pytest.raises(StoreError, match="is a folder"):
        opened(str(store), sample=True)
    assert not is_open(str(store))
    store.rmdir()
    with opened(str(store), sample=True) as desk:
        assert [one.id for one in desk.stories()] == ["sample"]


def test_a_file_of_streamlits_is_answered_as_streamlit_does(tmp_path: Path) -> None:
    desk = serve(tmp_path)
    file = max((FOLDER / "static" / "js").glob("DataFrame.*.js"))
    told = []
    try:
        for special in ({}, {"If-None-Match": '"another"'}):
            request = urllib.request.Request(  # noqa: S310 - our own server
                f"{desk.url}static/js/{file.name}", headers=special
            )
            with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
                assert answer.read() == file.read_bytes()
                told.append({name.lower(): value for name, value in answer.getheaders()})
    finally:
        desk.stop()
    ours, theirs = told
    assert {"etag", "accept-ranges"} <= theirs.keys() - ours.keys()
    assert {name: theirs[name] for name in ours.keys() - {"date"}} == {
        name: value for name, value in ours.items() if name != "date"
    }
