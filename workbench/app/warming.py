"""What the first page needs, loaded while the first browser still fetches Streamlit's own files."""

from __future__ import annotations

import gc
from importlib import import_module
from threading import Thread

from streamlit import delta_generator

from workbench.loading import without_collecting


def warm_up() -> Thread:
    """Load the pages in the background; the thread that does."""
    loading = Thread(target=_load, daemon=True)
    loading.start()
    return loading


def _load() -> None:
    # Streamlit asks whether it runs in a REPL when it first draws, which takes it 70 ms to find out
    delta_generator._use_warning_has_been_displayed = True  # noqa: SLF001 - no public way
    with without_collecting():
        import_module("workbench.app.pages")
        import_module("workbench.checks")
        # Streamlit collects garbage after every run: 70 ms over modules that are there to stay
        gc.freeze()
