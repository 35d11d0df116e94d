"""What the server refuses, whoever asks and however: one server for all of it."""

from __future__ import annotations

import hashlib
import http.client
import socket
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.browser.reviewer import settled, sign_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.browser.serving import Desk

pytestmark = pytest.mark.browser

_LIMIT = 20_000_000
_PIECE = b"244 people. " * 87_382


def put(
    desk: Desk, path: str, length: int, headers: dict[str, str], *, send: bool = True
) -> int | None:
    """Put a file of this length under this path as no browser would; the answer, None for none."""
    parts = urlsplit(desk.url)
    link = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=30)
    try:
        link.putrequest("PUT", path, skip_accept_encoding=True)
        for name, value in {**headers, "Content-Length": str(length)}.items():
            link.putheader(name, value)
        link.endheaders()
        left = length if send else 0
        while left > 0:
            link.send(_PIECE[: min(left, len(_PIECE))])
            left -= len(_PIECE)
        return link.getresponse().status
    except (ConnectionError, BrokenPipeError, http.client.HTTPException, TimeoutError):
        return None
    finally:
        link.close()


def tree(folder: Path) -> dict[str, str]:
    """Every file below a folder but the store and the log, hashed."""
    return {
        str(one): hashlib.sha256(one.read_bytes()).hexdigest()
        for one in folder.rglob("*")
        if one.is_file() and not one.name.startswith(("desk.", "server-"))
    }


def memory(desk: Desk) -> int:
    """The bytes that the server uses now; 0 where there is no /proc."""
    told = Path(f"/proc/{desk.process.pid}/statm")
    return int(told.read_text().split()[1]) * 4096 if told.exists() else 0


def websocket(desk: Desk, origin: str) -> str:
    """The first line of the answer to a websocket that comes from this origin."""
    parts = urlsplit(desk.url)
    with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=10) as link:
        link.sendall(
            f"GET /_stcore/stream HTTP/1.1\r\nHost: {parts.netloc}\r\nOrigin: {origin}\r\n"
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n".encode()
        )
        return link.recv(200).decode(errors="replace").partition("\r\n")[0]


def test_server_refuses_what_is_foreign_forged_or_huge_and_goes_on_for_everybody_else(
    start_desk: Callable[..., Desk], open_page: Callable[..., Page], tmp_path: Path
) -> None:
    desk = start_desk()
    page = open_page(desk.url)
    sign_in(page, "Ada Keller")
    assert websocket(desk, "https://evil.example").endswith("403 Forbidden")
    assert " 101 " in websocket(desk, desk.url.rstrip("/"))
    before, held = tree(tmp_path), memory(desk)
    names = ("../../evil.txt", "..%2f..%2fevil.txt", "/etc/evil", "a\\..\\evil")
    for name in names:
        path = "/_stcore/upload_file/session/" + name.replace(" ", "%20")
        assert (put(desk, path, 12, {}) or 403) >= 400
    with ThreadPoolExecutor(10) as ten:
        upload = "/_stcore/upload_file/session/file"
        asked = [ten.submit(put, desk, upload, 10 * _LIMIT, {}) for _ in range(10)]
        slowest = 0.0
        while not all(one.done() for one in asked):
            begun = time.monotonic()
            with urllib.request.urlopen(f"{desk.url}_stcore/health", timeout=10):  # noqa: S310 - ours
                slowest = max(slowest, time.monotonic() - begun)
        answers = [one.result() for one in asked]
    assert slowest < 1
    assert all(answer is None or answer >= 400 for answer in answers)
    assert tree(tmp_path) == before
    assert memory(desk) - held < 2 * _LIMIT + 40_000_000
    page.get_by_role("link", name="Sources").click()
    settled(page)
    assert desk.process.poll() is None
