"""The verbs that open the desk: in the browser, or for browsers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from workbench.loading import without_collecting
from workbench.store.glance import made_anew, surely_has_stories

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

    # what opens a store is a second of libraries, which the app otherwise loads, and fills a new
    # store with, while the browser fetches the page
    first, anew = None, not options.stories and made_anew(options.store)
    if options.stories or not (anew or surely_has_stories(options.store)):
        with without_collecting():
            from workbench.cli.filling import fill  # noqa: PLC0415

            first = fill(options)
    return run(
        options.store,
        story_id=first,
        sample=anew,
        host=options.host,
        port=options.port,
        headless=headless,
        password_file=Path(options.shared_password_file) if options.shared_password_file else None,
        archive=Path(options.archive) if options.archive else None,
    )
