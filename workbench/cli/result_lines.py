"""What commands write, line by line, and the code that they end with."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from workbench.report import json_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import BinaryIO

    from workbench.cli.inputs import NotGiven, StoryGiven

ALL_DONE, SOME_BAD, NOTHING_DONE = 0, 1, 2

Found = TypeVar("Found")
Told_contra = TypeVar("Told_contra", contravariant=True)


def ending(done: int, bad: int) -> int:
    """The exit code of a command that did so many and could not do so many.

    >>> ending(3, 0), ending(3, 1), ending(0, 1)
    (0, 1, 2)
    """
    if bad and not done:
        return NOTHING_DONE
    return SOME_BAD if bad else ALL_DONE


def write_line(result: object, stream: BinaryIO | None = None) -> None:
    """Write a result as one line of JSON, at once; to standard output if not said otherwise."""
    stream = stream or sys.stdout.buffer
    stream.write(f"{json_line(result)}\n".encode())
    stream.flush()


def one_line(text: str, longest: int | None = None) -> str:
    r"""Words from outside on one line, without what a terminal would obey.

    >>> one_line("a\x1b[2J\nb"), one_line("a long one", 6)
    ('a [2J b', 'a lon…')
    """
    line = "".join(one if one.isprintable() else " " for one in text)
    line = " ".join(line.split())
    return line if longest is None or len(line) <= longest else f"{line[: longest - 1]}…"


class Form(Protocol[Told_contra]):
    """How the results of stories are written."""

    def story(self, given: StoryGiven, found: Sequence[Told_contra]) -> None:
        """Write what was found in a story."""

    def refuse(self, bad: NotGiven) -> None:
        """Write or tell what is wrong with an input."""

    def close(self) -> None:
        """Write what comes last."""


class JsonLines(Generic[Found]):
    """One line per story, a bad one among them in its place."""

    def __init__(
        self, stream: BinaryIO, name: str, fields: Callable[[Found], dict[str, object]]
    ) -> None:
        self._stream, self._name, self._fields = stream, name, fields

    def story(self, given: StoryGiven, found: Sequence[Found]) -> None:
        """Write what was found in a story."""
        write_line({"id": given.id, self._name: [*map(self._fields, found)]}, self._stream)

    def refuse(self, bad: NotGiven) -> None:
        """Write what is wrong with a line."""
        write_line({"id": bad.id, "line": bad.line, "error": bad.error}, self._stream)

    def close(self) -> None:
        """Nothing is left to write."""
