"""A page from the web, for a desk that switched it on; never one from the desk's own network.

The name is resolved once, every address it resolves to must be a public one, and the connection
goes to the very address that was looked at, so that a second answer of the name's owner cannot
lead elsewhere. A redirect is a new address and is looked at again. No proxy, no credentials, no
cookies, no port but the web's own.
"""

from __future__ import annotations

import codecs
import http.client
import ipaddress
import socket
import ssl
import time
import zlib
from dataclasses import dataclass
from threading import Thread, Timer
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urljoin, urlsplit

from workbench.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_SECONDS = 10.0
MOST_BYTES = 5_000_000
MOST_REDIRECTS = 5
_PORTS = {"http": 80, "https": 443}
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_OK = 200
_AT_ONCE = 65_536
_LONGEST_ADDRESS = 2_000
_KINDS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "application/pdf": ".pdf",
    "text/csv": ".csv",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.oasis.opendocument.text": ".odt",
}
# addresses that carry another address inside them, or that Python's own list calls global
_NEVER = tuple(
    ipaddress.ip_network(one)
    for one in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "100.64.0.0/10",
                "192.88.99.0/24", "fec0::/10")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave: its bytes, a file name for them, and where it was at last."""

    data: bytes
    name: str
    address: str
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class _Place:
    scheme: str
    host: str
    port: int
    path: str


def fetch(address: str, allowed: Callable[[str, int], bool] | None = None) -> Fetched:
    """The bytes of a web page, within ten seconds and five megabytes after decompression.

    Args:
        address: Beginning with http:// or https://.
        allowed: Whether an IP address may be connected to on a port; None is a public one on
            the web's own.

    Raises:
        InputError: it may not be fetched, cannot be, is too large or takes too long.
    """
    may, until = allowed or _of_the_web, time.monotonic() + MOST_SECONDS
    at = address
    for _ in range(MOST_REDIRECTS + 1):
        place = _place(at)
        found = _get(place, _checked(place, may, until), until)
        if isinstance(found, Fetched):
            return found
        at = urljoin(at, found)
    raise InputError(f"{address} leads from one address to the next: give the last one.")


def is_public(ip: str) -> bool:
    """Whether an IP address is of the public internet, and one of a single machine.

    >>> is_public("93.184.216.34"), is_public("169.254.169.254"), is_public("::ffff:10.0.0.1")
    (True, False, False)
    """
    try:
        found = ipaddress.ip_address(ip.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped:
        return False
    inside = any(found in network for network in _NEVER if network.version == found.version)
    return found.is_global and not found.is_multicast and not found.is_reserved and not inside


def _of_the_web(ip: str, port: int) -> bool:
    return port in _PORTS.values() and is_public(ip)


def _place(address: str) -> _Place:
    """The parts of an address.

    Raises:
        InputError: it is none of the web, or has what no page needs.
    """
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
        ascii_host = host.encode("idna").decode() if not host.isascii() else host
    except (ValueError, UnicodeError) as error:
        raise InputError(f"{address[:100]} is no web address: copy it from the browser.") from error
    if parts.scheme not in _PORTS or not host or len(address) > _LONGEST_ADDRESS:
        raise InputError(f"{address[:100]} is no web address: give one with http or https.")
    if parts.username is not None or parts.password is not None:
        raise InputError("The address holds a name or password: give it without.")
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = f"?{quote(parts.query, safe='%:@!$&()*+,;=~-._/?')}" if parts.query else ""
    return _Place(parts.scheme, ascii_host, port or _PORTS[parts.scheme], path + query)


def _checked(place: _Place, may: Callable[[str, int], bool], until: float) -> str:
    """The IP address to connect to: the name's first, when all of its are allowed.

    Raises:
        InputError: the name has none, or one that is not allowed.
    """
    found = _resolved(place, until)
    if not found:
        raise InputError(f"{place.host} is not known: see that the address is right.")
    if not all(may(ip, place.port) for ip in found):
        raise InputError(f"{place.host} is no address of the public web: it is not fetched.")
    return found[0]


def _resolved(place: _Place, until: float) -> list[str]:
    """Every IP address of a name, asked for once; empty when there is no answer in time."""
    found: list[str] = []

    def ask() -> None:
        try:
            answers = socket.getaddrinfo(place.host, place.port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            return
        found.extend(str(answer[4][0]) for answer in answers)

    # the system's resolver cannot be interrupted; it is left behind when it takes too long
    asking = Thread(target=ask, daemon=True)
    asking.start()
    asking.join(max(0.0, until - time.monotonic()))
    return list(found)


class _Plain(http.client.HTTPConnection):
    """A connection to the address that was looked at, under the name that was asked for."""

    def __init__(self, place: _Place, ip: str, seconds: float) -> None:
        super().__init__(place.host, place.port, timeout=seconds)
        self._ip = ip
        self.wire: socket.socket | None = None

    def connect(self) -> None:
        """Connect to the address, whatever the name resolves to by now."""
        family = socket.AF_INET6 if ":" in self._ip else socket.AF_INET
        self.sock = socket.socket(family, socket.SOCK_STREAM)
        # kept here: the library lets go of it while its answer is still being read
        self.wire = self.sock
        self.sock.settimeout(self.timeout)
        self.sock.connect((self._ip, self.port))


class _Secured(_Plain):
    """The same with the certificate of the name."""

    def connect(self) -> None:
        """Connect, then see that the other side is who it was asked to be."""
        super().connect()
        context = ssl.create_default_context()
        self.sock = self.wire = context.wrap_socket(self.sock, server_hostname=self.host)


def _get(place: _Place, ip: str, until: float) -> Fetched | str:
    """What the address gives: the page, or where it sends us.

    Raises:
        InputError: it does not give it in time, or it is none.
    """
    left = max(0.1, until - time.monotonic())
    connection = (_Secured if place.scheme == "https" else _Plain)(place, ip, left)
    clock = Timer(left, _hang_up, [connection])
    clock.start()
    try:
        connection.putrequest("GET", place.path)
        connection.putheader("User-Agent", "claims-workbench")
        connection.putheader("Accept-Encoding", "gzip, identity")
        connection.putheader("Connection", "close")
        connection.endheaders()
        return _read(place, connection.getresponse(), until)
    except (OSError, http.client.HTTPException, zlib.error, ValueError) as error:
        late = time.monotonic() >= until
        why = f"took more than {MOST_SECONDS:.0f} seconds" if late else "could not be fetched"
        raise InputError(f"{place.host} {why}: save the page and give the file.") from error
    finally:
        clock.cancel()
        connection.close()


def _hang_up(connection: _Plain) -> None:
    """End whatever the connection is at: a trickle of bytes resets every timeout but this one."""
    if connection.wire is not None:
        try:
            connection.wire.shutdown(socket.SHUT_RDWR)
        except OSError:
            return


def _read(place: _Place, response: http.client.HTTPResponse, until: float) -> Fetched | str:
    if response.status in _REDIRECTS:
        to = response.getheader("Location")
        if not to:
            raise InputError(f"{place.host} leads nowhere: save the page and give the file.")
        return to
    if response.status != _OK:
        raise InputError(f"{place.host} answered {response.status}: see that the page is there.")
    kind, _, rest = (response.getheader("Content-Type") or "text/html").partition(";")
    ending = _KINDS.get(kind.strip().lower())
    if ending is None:
        raise InputError(f"{place.host} gave {kind.strip()}, which is not read: give a page.")
    data = _body(place, response)
    if response.length or time.monotonic() >= until:
        raise TimeoutError
    charset = _known(rest.partition("charset=")[2].partition(";")[0].strip(" \"'"))
    full = f"{place.scheme}://{place.host}{place.path}"
    return Fetched(data, _file_name(place, ending), full, charset)


def _known(charset: str) -> str | None:
    try:
        return codecs.lookup(charset).name if charset else None
    except LookupError:
        return None


def _body(place: _Place, response: http.client.HTTPResponse) -> bytes:
    """The whole answer, unpacked as it comes, never more than the limit.

    Raises:
        InputError: it is larger.
    """
    packed = (response.getheader("Content-Encoding") or "identity").lower()
    if packed not in ("identity", "gzip", "x-gzip", ""):
        raise InputError(f"{place.host} packs its pages as {packed}: save the page and give that.")
    unpack = zlib.decompressobj(wbits=31) if "gzip" in packed else None
    data = bytearray()
    while chunk := response.read1(_AT_ONCE):
        data += unpack.decompress(chunk, MOST_BYTES + 1 - len(data)) if unpack else chunk
        if len(data) > MOST_BYTES:
            raise InputError(
                f"{place.host} gives more than {MOST_BYTES // 1_000_000} MB: save a part of it."
            )
    return bytes(data)


def _file_name(place: _Place, ending: str) -> str:
    """A name to call the page by: the last part of its address, or its host."""
    last = unquote(place.path.partition("?")[0]).rstrip("/").rpartition("/")[2]
    stem = "".join(char for char in last if char.isalnum() or char in "-_. ")[:80].strip(". ")
    return f"{stem.removesuffix(ending) or place.host}{ending}"
