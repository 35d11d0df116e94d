"""``workbench extract``: claims to standard output, a story at a time."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Protocol

from workbench import extract
from workbench.cli.inputs import NotGiven, Reading, StoryGiven, stories_given
from workbench.cli.progress import Progress
from workbench.report import claim_fields, json_line, start_extracted, write_extracted

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from typing import BinaryIO

    from workbench.claim import Claim

ALL_DONE, SOME_BAD, NOTHING_DONE = 0, 1, 2


class _Form(Protocol):
    """How results are written."""

    def story(self, given: StoryGiven, claims: Sequence[Claim]) -> None: ...

    def refuse(self, bad: NotGiven) -> None: ...

    def close(self) -> None: ...


class _Jsonl:
    """One line per story, a bad one among them in its place."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def story(self, given: StoryGiven, claims: Sequence[Claim]) -> None:
        """Write the claims of a story."""
        self._write({"id": given.id, "claims": [claim_fields(claim) for claim in claims]})

    def refuse(self, bad: NotGiven) -> None:
        """Write what is wrong with a line."""
        self._write({"id": bad.id, "line": bad.line, "error": bad.error})

    def close(self) -> None:
        """Nothing is left to write."""

    def _write(self, result: object) -> None:
        self._stream.write(f"{json_line(result)}\n".encode())
        self._stream.flush()


class _Csv:
    """One header, then rows; bad lines are told on standard error."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._begun, self._refused = stream, False, False

    def story(self, given: StoryGiven, claims: Sequence[Claim]) -> None:
        """Write the rows of a story."""
        self._begin()
        write_extracted(str(given.id), given.text, given.published, claims, self._stream)
        self._stream.flush()

    def refuse(self, bad: NotGiven) -> None:
        """Tell what is wrong with a line."""
        self._refused = True
        if bad.line is not None:
            sys.stderr.write(f"workbench: line {bad.line}: {bad.error}\n")

    def close(self) -> None:
        """A report without any story is its header."""
        if not self._refused:
            self._begin()

    def _begin(self) -> None:
        if not self._begun:
            start_extracted(self._stream)
            self._begun = True


def run_extract(options: argparse.Namespace) -> int:
    """Write the claims of every input; the exit code."""
    form: _Form = (_Csv if options.format == "csv" else _Jsonl)(sys.stdout.buffer)
    done = bad = 0
    with Progress(sys.stderr) as progress:
        for given in stories_given(options.inputs, Reading.asked(options)):
            if isinstance(given, NotGiven):
                bad += 1
                _refuse(form, given)
            else:
                done += 1
                progress.at(f"reading story {done + bad} ({given.id})")
                tell_notes(given)
                form.story(given, extract(given.text, given.published))
        form.close()
    if bad and not done:
        return NOTHING_DONE
    return SOME_BAD if bad else ALL_DONE


def _refuse(form: _Form, bad: NotGiven) -> None:
    if bad.line is None:
        sys.stderr.write(f"workbench: {bad.error}\n")
    form.refuse(bad)


def tell_notes(given: StoryGiven) -> None:
    """Say on standard error what was guessed or left out when a story was read."""
    for note in given.notes:
        about = "" if str(given.id) in note else f"{given.id}: "
        sys.stderr.write(f"workbench: {about}{note}\n")
