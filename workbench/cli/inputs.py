"""The inputs of a command, one story after the other, whatever they came in."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.errors import InputError
from workbench.ingest import BadLine, read_jsonl, read_story_file, read_story_stream

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import BinaryIO

    from workbench.ingest import IngestedText
    from workbench.store import Published


@dataclass(frozen=True, slots=True)
class StoryGiven:
    """One story of the inputs; ``note`` says what was guessed when it was read."""

    id: object
    title: str
    text: str
    published: Published
    note: str | None = None


@dataclass(frozen=True, slots=True)
class NotGiven:
    """An input, or a line of one, that is no story; ``line`` is None for a whole file."""

    id: object
    line: int | None
    error: str


def stories_given(
    names: Sequence[str], kind: str | None, published: Published
) -> Iterator[StoryGiven | NotGiven]:
    """Every story of the inputs, in order.

    Args:
        names: File names, ``-`` for standard input.
        kind: "text" or "jsonl" for all of them; None goes by the name.
        published: For stories that do not say.
    """
    for name in names:
        in_lines = kind == "jsonl" or (kind is None and name.lower().endswith(".jsonl"))
        try:
            if in_lines:
                yield from _lines(name, published)
            else:
                yield _text(name, published, is_text=kind == "text")
        except InputError as reason:
            yield NotGiven(Path(name).name, None, str(reason))


def standard_input() -> BinaryIO:
    """Standard input as bytes.

    Raises:
        InputError: whoever started the program closed it.
    """
    # None, whatever its type says, where it was closed before we began
    if sys.stdin is None:
        raise InputError("Standard input is closed: give a file.")
    return sys.stdin.buffer


def read_story(name: str, *, is_text: bool = False) -> IngestedText:
    """The story of that file, ``-`` for standard input.

    Raises:
        InputError: it cannot be read.
    """
    if name == "-":
        return read_story_stream(standard_input(), "standard input")
    return read_story_file(name, is_text=is_text)


def _text(name: str, published: Published, *, is_text: bool) -> StoryGiven:
    read = read_story(name, is_text=is_text)
    return StoryGiven(Path(name).name, read.title, read.text, published, read.encoding_note)


def _lines(name: str, published: Published) -> Iterator[StoryGiven | NotGiven]:
    if name == "-":
        yield from _given(standard_input(), published)
        return
    try:
        with Path(name).open("rb") as stream:
            yield from _given(stream, published)
    except OSError as error:
        raise InputError(f"{name} cannot be read: {error.strerror or error}.") from error


def _given(stream: BinaryIO, published: Published) -> Iterator[StoryGiven | NotGiven]:
    for line in read_jsonl(stream, published):
        if isinstance(line, BadLine):
            yield NotGiven(line.id, line.line, line.error)
        else:
            yield StoryGiven(line.id, str(line.id), line.text, line.published)
