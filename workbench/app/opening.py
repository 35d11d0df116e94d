"""The desk's store, opened once for a server by whoever asks first; all others wait for that."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from workbench.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable

_turn = Lock()
_open: dict[str, Store] = {}


def is_open(url: str) -> bool:
    """Whether a store need not be waited for."""
    return url in _open


def opened(url: str, *, sample: bool, first: Callable[[Store], None] | None = None) -> Store:
    """The store at ``url``.

    Args:
        url: Its address.
        sample: Whether the sample story goes on it if it is empty.
        first: What is done with it before anybody else has it, if it was not open yet.

    Raises:
        StoreError: it cannot be opened; whoever asks next tries again.
    """
    if url not in _open:
        with _turn:
            if url not in _open:
                store = _opened(url, sample=sample)
                if first is not None:
                    first(store)
                _open[url] = store
    return _open[url]


def _opened(url: str, *, sample: bool) -> Store:
    store = Store.open(url)
    if sample and not store.stories():
        # only a first run needs it
        from workbench.sample import add_sample  # noqa: PLC0415

        add_sample(store)
    return store
