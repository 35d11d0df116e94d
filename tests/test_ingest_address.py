"""A page from the web: only from a public address, once looked at, within ten seconds and 5 MB."""

from __future__ import annotations

import gzip
import json
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from workbench.errors import InputError
from workbench.ingest import address

if TYPE_CHECKING:
    from collections.abc import Iterator

PROBES = Path(__file__).parents[2] / "shared" / "hostile" / "security" / "ssrf.json"
OWN = [
    "file:///etc/passwd", "http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://0/",
    "http://169.254.169.254/latest/meta-data/", "http://[::ffff:127.0.0.1]/", "http://127.1/",
    "http://10.0.0.1/", "http://100.64.0.1/", "http://[fd00::1]/", "http://[fe80::1%25lo]/",
    "http://224.0.0.1/", "http://0x7f000001/", "http://2130706433/", "http://user@127.0.0.1/",
    "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/", "http://255.255.255.255/",
    "ftp://93.184.216.34/", "http://", "http://[", "http://a:99999/", "http://93.184.216.34:22/",
]  # fmt: skip
HTML = b"<html><body><article><p>The river rose by 3 ft.</p></article></body></html>"


class _Pages(BaseHTTPRequestHandler):
    """Pages that behave and pages that do not."""

    def do_GET(self) -> None:
        getattr(self, f"_{self.path.strip('/').partition('?')[0]}")()

    def _send(self, body: bytes, **headers: str) -> None:
        self.send_response(200)
        for name, value in {"Content-Type": "text/html", **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def _page(self) -> None:
        self._send(HTML, Content_Length=str(len(HTML)))

    def _packed(self) -> None:
        self._send(gzip.compress(HTML), Content_Encoding="gzip")

    def _bomb(self) -> None:
        self._send(gzip.compress(bytes(50_000_000)), Content_Encoding="gzip")

    def _long(self) -> None:
        self._send(bytes(address.MOST_BYTES + 1))

    def _lie(self) -> None:
        self._send(HTML, Content_Length="9000")

    def _picture(self) -> None:
        self._send(b"\x89PNG", Content_Type="image/png")

    def _trickle(self) -> None:
        self._send(b"")
        for _ in range(1_200):
            self.wfile.write(b"x")
            time.sleep(0.05)

    def _inside(self) -> None:
        self._to("http://169.254.169.254/")

    def _loop(self) -> None:
        self._to("/loop")

    def _moved(self) -> None:
        self._to("/page")

    def _to(self, where: str) -> None:
        self.send_response(302)
        self.send_header("Location", where)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Pages)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def here(ip: str, _port: int) -> bool:
    """The test's own server, which no desk may fetch from."""
    return ip == "127.0.0.1"


def probes() -> list[str]:
    """Addresses that must not be fetched, those beside the repository among them."""
    found: list[str] = json.loads(PROBES.read_text(encoding="utf-8")) if PROBES.exists() else []
    return [*OWN, *found]


@pytest.fixture
def connected(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Every address that something tries to connect to; nothing gets through."""
    seen: list[object] = []

    def connect(_: socket.socket, at: object) -> None:
        seen.append(at)
        raise OSError("nothing gets through")

    monkeypatch.setattr(socket.socket, "connect", connect)
    return seen


def test_no_connection_is_made_to_an_address_that_is_not_public(connected: list[object]) -> None:
    for probe in probes():
        with pytest.raises(InputError):
            address.fetch(probe)
    assert connected == []


def test_name_that_changes_its_address_is_connected_to_where_it_was_looked_at(
    connected: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def answer(host: str, port: int, **_: object) -> list[object]:
        asked.append(host)
        ip = "93.184.216.34" if len(asked) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port))]

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    with pytest.raises(InputError, match="could not be fetched"):
        address.fetch("http://rebind.test/")
    assert (asked, connected) == (["rebind.test"], [("93.184.216.34", 80)])


def test_name_with_one_address_inside_is_refused_whole(
    connected: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    both = [(2, 1, 6, "", (ip, 80)) for ip in ("93.184.216.34", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: both)
    with pytest.raises(InputError, match="no address of the public web"):
        address.fetch("http://both.test/")
    assert connected == []


@pytest.mark.parametrize("path", ["page", "packed", "moved"])
def test_page_is_fetched_unpacked_and_followed(site: str, path: str) -> None:
    got = address.fetch(f"{site}/{path}", here)
    assert got.data == HTML
    assert got.name.endswith(".html")


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("bomb", "more than 5 MB"),
        ("long", "more than 5 MB"),
        ("lie", "could not be fetched"),
        ("picture", "image/png"),
        ("inside", "no address of the public web"),
        ("loop", "leads from one address to the next"),
    ],
)
def test_page_that_is_none_is_one_sentence(site: str, path: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        address.fetch(f"{site}/{path}", here)


def test_trickle_of_bytes_ends_with_the_clock(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(address, "MOST_SECONDS", 0.5)
    begun = time.monotonic()
    with pytest.raises(InputError, match="took more than"):
        address.fetch(f"{site}/trickle", here)
    # the page itself would take a minute
    assert time.monotonic() - begun < 20
