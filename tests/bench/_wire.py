"""Bytes on the wire between a browser and a server: a relay that counts them."""

from __future__ import annotations

import socket
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_PIECE = 65536


@dataclass(slots=True)
class Wire:
    """A relay on a port of its own; ``passed`` is the bytes so far, both ways together."""

    port: int
    passed: int = 0


@contextmanager
def counted(to_port: int) -> Iterator[Wire]:
    """Relay a free port to ``to_port`` of this machine until the block ends."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        wire = Wire(listening.getsockname()[1])
        Thread(target=_accept, args=(listening, to_port, wire), daemon=True).start()
        yield wire


def _accept(listening: socket.socket, to_port: int, wire: Wire) -> None:
    while True:
        try:
            near, _ = listening.accept()
            far = socket.create_connection(("127.0.0.1", to_port))
        except OSError:
            return
        for source, target in ((near, far), (far, near)):
            Thread(target=_relay, args=(source, target, wire), daemon=True).start()


def _relay(source: socket.socket, target: socket.socket, wire: Wire) -> None:
    try:
        while data := source.recv(_PIECE):
            wire.passed += len(data)
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        return
