"""How the server listens: what it answers leaves at once.

Streamlit binds its socket without naming TCP, and asyncio then leaves Nagle's delay on: the second
small packet of an answer waits 40 ms for the browser to acknowledge the first. A page is 130 files
and each run of it some fifty messages.
"""

from __future__ import annotations

import asyncio
import socket
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asyncio import Server
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager

    from streamlit import App


def answering_at_once(
    then: Callable[[], object],
) -> Callable[[App], AbstractAsyncContextManager[None]]:
    """The lifespan of an app whose connections are taken without the delay.

    ``then`` is called when the server listens, which it does after the app has started, on the
    loop that the app started on.
    """

    @asynccontextmanager
    async def lifespan(_: App) -> AsyncIterator[None]:
        loop = asyncio.get_running_loop()
        listen = loop.create_server

        async def listen_undelayed(*args: object, **options: object) -> Server:
            sock = options.get("sock")
            if isinstance(sock, socket.socket) and sock.family in {socket.AF_INET, socket.AF_INET6}:
                # every connection that is accepted inherits it
                sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            server = await listen(*args, **options)  # type: ignore[call-overload]
            then()
            return server  # type: ignore[no-any-return]

        loop.create_server = listen_undelayed  # type: ignore[method-assign]
        yield

    return lifespan
