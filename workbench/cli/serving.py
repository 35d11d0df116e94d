"""The verbs that open the desk: in the browser, or for browsers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from workbench.loading import without_collecting
from workbench.store.glance import surely_has_stories

if TYPE_CHECKING:
    import argparse


def run_open(options: argparse.Namespace) -> int:
    """Put the stories on the desk and open it until it is stopped; the exit code."""
    return _serve(options, headless=False)


def run_serve(options: argparse.Namespace) -> int:
    """Put the stories on the desk and serve it until it is stopped; the exit code."""
    return _serve(options, headless=True)


def _serve(options: argparse.Namespace, *, headless: bool) -> int:
    # the other verbs must not wait for Streamlit
    from workbench.app.launch import run  # noqa: PLC0415

    first = None
    if options.stories or not surely_has_stories(options.store):
        # half a second of libraries, which the app then loads while the browser fetches the page
        with without_collecting():
            from workbench.cli.filling import fill  # noqa: PLC0415

            first = fill(options)
    return run(
        options.store,
        story_id=first,
        host=options.host,
        port=options.port,
        headless=headless,
        password_file=Path(options.shared_password_file) if options.shared_password_file else None,
        archive=Path(options.archive) if options.archive else None,
    )
