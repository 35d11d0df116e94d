"""``workbench extract``: claims to standard output, a story at a time."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from workbench import extract
from workbench.cli.inputs import NotGiven, Reading, StoryGiven, stories_given
from workbench.cli.progress import Progress
from workbench.cli.result_lines import JsonLines, ending
from workbench.report import claim_fields, start_extracted, write_extracted

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from typing import BinaryIO

    from workbench.claim import Claim
    from workbench.cli.result_lines import Form


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
    form: Form[Claim] = (
        _Csv(sys.stdout.buffer)
        if options.format == "csv"
        else JsonLines(sys.stdout.buffer, "claims", claim_fields)
    )
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
    return ending(done, bad)


def _refuse(form: Form[Claim], bad: NotGiven) -> None:
    if bad.line is None:
        sys.stderr.write(f"workbench: {bad.error}\n")
    form.refuse(bad)


def tell_notes(given: StoryGiven) -> None:
    """Say on standard error what was guessed or left out when a story was read."""
    for note in given.notes:
        about = "" if str(given.id) in note else f"{given.id}: "
        sys.stderr.write(f"workbench: {about}{note}\n")
