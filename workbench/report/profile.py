"""For whom a report is written."""

from __future__ import annotations

from enum import StrEnum


class Profile(StrEnum):
    """For whom a report is written.

    ``DESK`` has all, and its bundle alone has the files of sources. ``EDITOR`` has every finding,
    change and note; a confidential source stands in it without its name, address, place and quote.
    ``PUBLIC`` has neither notes nor confidential sources nor the history, nor the file that the
    story came in, nor a word of which files were kept.
    """

    DESK = "desk"
    EDITOR = "editor"
    PUBLIC = "public"
