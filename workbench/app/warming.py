"""What the first page needs, loaded while the first browser still fetches Streamlit's own files."""

from __future__ import annotations

import gc
from contextlib import suppress
from importlib import import_module
from threading import Thread
from typing import TYPE_CHECKING

from streamlit import delta_generator

from workbench.errors import StoreError
from workbench.loading import without_collecting

if TYPE_CHECKING:
    from workbench.store import Store


def warm_up() -> Thread:
    """Load the pages in the background and open the desk for them; the thread that does."""
    loading = Thread(target=_warm_up, daemon=True)
    loading.start()
    return loading


def _warm_up() -> None:
    # Streamlit asks whether it runs in a REPL when it first draws, which takes it 70 ms to find out
    delta_generator._use_warning_has_been_displayed = True  # noqa: SLF001 - no public way
    with without_collecting():
        import_module("workbench.app.pages")
        session = import_module("workbench.app.session")
        with suppress(StoreError):  # whoever opens a page is told
            session.open_store(_rehearse)
        # Streamlit collects garbage after every run: 70 ms over modules that are there to stay
        gc.freeze()


def _rehearse(store: Store) -> None:
    """Read what the first page will: the queries, words and rules for it are then prepared."""
    on_desk = store.stories()
    if len(on_desk) == 1:
        store.story(on_desk[0].id)
        store.claims(on_desk[0].id)
