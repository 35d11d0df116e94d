"""The inputs of a command, one story after the other, whatever they came in."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

from workbench.errors import InputError
from workbench.ingest import (
    BadLine,
    DocumentReader,
    is_address,
    read_jsonl,
    read_story_address,
    read_story_file,
    read_story_stream,
)

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence
    from typing import BinaryIO

    from workbench.ingest import IngestedText
    from workbench.store import Published


@dataclass(frozen=True, slots=True)
class StoryGiven:
    """One story of the inputs; ``read`` is the file that it came from, None for a line."""

    id: object
    title: str
    text: str
    published: Published
    read: IngestedText | None = None

    @property
    def notes(self) -> tuple[str, ...]:
        """What was guessed or left out when it was read, one sentence each."""
        return self.read.notes if self.read else ()


@dataclass(frozen=True, slots=True)
class NotGiven:
    """An input, or a line of one, that is no story; ``line`` is None for a whole file."""

    id: object
    line: int | None
    error: str


@dataclass(frozen=True, slots=True)
class Reading:
    """How inputs are to be read.

    Attributes:
        kind: "text" or "jsonl" for all of them; None goes by the name.
        published: For stories of lines that do not say; for a file it wins over its own word.
        encoding: Of texts, pages and CSVs; None tells by their bytes.
        web: Whether a web address may be fetched.
    """

    kind: str | None = None
    published: Published = None
    encoding: str | None = None
    web: bool = False

    @classmethod
    def asked(cls, options: argparse.Namespace) -> Self:
        """As the command line says."""
        return cls(options.input, options.published, options.encoding, options.web)


def stories_given(names: Sequence[str], how: Reading) -> Iterator[StoryGiven | NotGiven]:
    """Every story of the inputs, in order; a name is a file, a web address or ``-``."""
    with DocumentReader() as reader:
        for name in names:
            in_lines = how.kind == "jsonl" or (how.kind is None and name.lower().endswith(".jsonl"))
            try:
                if in_lines:
                    yield from _lines(name, how.published)
                else:
                    yield _story(name, how, reader)
            except InputError as reason:
                yield NotGiven(name if is_address(name) else Path(name).name, None, str(reason))


def standard_input() -> BinaryIO:
    """Standard input as bytes.

    Raises:
        InputError: whoever started the program closed it.
    """
    # None, whatever its type says, where it was closed before we began
    if sys.stdin is None:
        raise InputError("Standard input is closed: give a file.")
    return sys.stdin.buffer


def read_story(
    name: str, how: Reading | None = None, reader: DocumentReader | None = None
) -> IngestedText:
    """The story of that file or address, ``-`` for standard input.

    Raises:
        InputError: it cannot be read.
    """
    asked = how or Reading()
    if name == "-":
        stream, called = standard_input(), "standard input"
        return read_story_stream(stream, called, encoding=asked.encoding, reader=reader)
    if is_address(name):
        if not asked.web:
            raise InputError(f"{name} is on the web: say --web if it may be fetched from there.")
        return read_story_address(name, encoding=asked.encoding, reader=reader)
    is_text = asked.kind == "text"
    return read_story_file(name, is_text=is_text, encoding=asked.encoding, reader=reader)


def _story(name: str, how: Reading, reader: DocumentReader) -> StoryGiven:
    read = read_story(name, how, reader)
    called = read.name if is_address(name) else Path(name).name
    return StoryGiven(called, read.title, read.text, how.published or read.said.published, read)


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
