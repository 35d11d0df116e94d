"""A story as it comes in: a text file, an upload, standard input."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import BinaryIO

from workbench.errors import InputError
from workbench.ingest.decoding import decode

LARGEST = 20_000_000
"""Bytes of a file; a novel has one million."""

_LONGEST_TITLE = 120
_TEXTS = ("", ".txt", ".text")


@dataclass(frozen=True, slots=True)
class IngestedText:
    """A story's text exactly as received, a title for it, and what had to be guessed."""

    text: str
    title: str
    encoding_note: str | None


def read_story_file(path: str | Path, *, is_text: bool = False) -> IngestedText:
    """Read a story from a file.

    Args:
        path: Its name.
        is_text: Whether somebody says that it is plain text, whatever its name ends in.

    Raises:
        InputError: it cannot be read, is empty, too large, or no text.
    """
    file = Path(path)
    if not is_text:
        _refuse_kind(file.name)
    try:
        with file.open("rb") as stream:
            return _read(stream.read(LARGEST + 1), file.name)
    except OSError as error:
        raise InputError(f"{file} cannot be read: {error.strerror or error}.") from error


def read_story_stream(stream: BinaryIO, name: str) -> IngestedText:
    """Read a story from an open stream of bytes; errors as of :func:`read_story_file`."""
    return read_story_bytes(stream.read(LARGEST + 1), name)


def read_story_bytes(data: bytes, name: str) -> IngestedText:
    r"""Read a story from bytes, such as an upload; ``name`` is what it is called.

    Raises:
        InputError: it is empty, too large, or no text.

    >>> read_story_bytes(b"River rises again\n\nIt rose 3 ft.", "river.txt").title
    'River rises again'
    """
    _refuse_kind(name)
    return _read(data, name)


def _read(data: bytes, name: str) -> IngestedText:
    if len(data) > LARGEST:
        raise InputError(f"{name} is larger than {LARGEST // 1_000_000} MB: give a part of it.")
    text, note = decode(data, name)
    if not text.strip():
        raise InputError(f"{name} is empty: give a file with the story's text.")
    return IngestedText(text, _title(text) or PurePath(name).stem, note)


def _refuse_kind(name: str) -> None:
    suffix = PurePath(name).suffix.lower()
    if suffix not in _TEXTS and suffix[1:].isalpha():
        raise InputError(f"{name} is not read yet: save it as plain text (.txt) and give that.")


def _title(text: str) -> str:
    """The first line with words on it, where it is short enough to be a headline."""
    line = next(line.strip() for line in text.splitlines() if line.strip())
    return line if len(line) <= _LONGEST_TITLE else ""
