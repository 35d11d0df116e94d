"""``workbench check``: what cannot be right in a story, for a person, a CMS or a code scanner."""

from __future__ import annotations

import difflib
import sys
from typing import TYPE_CHECKING

from workbench.checks import RULE_NAMES, check
from workbench.cli.extracting import tell_notes
from workbench.cli.inputs import NotGiven, Reading, StoryGiven, stories_given
from workbench.cli.progress import Progress
from workbench.cli.result_lines import JsonLines, write_line
from workbench.errors import SettingsError
from workbench.report.program import PROGRAM

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from typing import BinaryIO

    from workbench.checks import Flag
    from workbench.cli.result_lines import Form

NO_FLAG, FLAGS, BAD = 0, 1, 2
_SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


class _Text:
    """A line for each flag, as compilers write them, and its working below."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def story(self, given: StoryGiven, flags: Sequence[Flag]) -> None:
        """Write the flags of a story."""
        for flag in flags:
            line, column = _place(given.text, flag.start)
            said = [f"{given.id}:{line}:{column}: {flag.message} [{flag.rule}]"]
            said.append(f"    “{' '.join(flag.quote.split())}”")
            said.append(f"    {flag.working}" + (f"; {flag.slip}" if flag.slip else ""))
            self._stream.write(("\n".join(said) + "\n").encode("utf-8", "backslashreplace"))
        self._stream.flush()

    def refuse(self, bad: NotGiven) -> None:
        """Tell what is wrong with a line; whole files are told for every form."""
        if bad.line is not None:
            sys.stderr.write(f"workbench: line {bad.line}: {bad.error}\n")

    def close(self) -> None:
        """Nothing is left to write."""


class _Sarif:
    """One SARIF 2.1.0 log of all stories (OASIS), written at the end."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._results: list[object] = []
        self._failures: list[object] = []

    def story(self, given: StoryGiven, flags: Sequence[Flag]) -> None:
        """Keep the flags of a story."""
        self._results += [_sarif_result(given, flag) for flag in flags]

    def refuse(self, bad: NotGiven) -> None:
        """Keep what could not be read as a notification."""
        self._failures.append({"level": "error", "message": {"text": bad.error}})

    def close(self) -> None:
        """Write the log."""
        name, _, version = PROGRAM.rpartition(" ")
        run = {
            "tool": {
                "driver": {
                    "name": name,
                    "version": version,
                    "rules": [{"id": rule} for rule in RULE_NAMES],
                }
            },
            "columnKind": "unicodeCodePoints",
            "invocations": [
                {
                    "executionSuccessful": not self._failures,
                    "toolExecutionNotifications": self._failures,
                }
            ],
            "results": self._results,
        }
        log = {"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}
        write_line(log, self._stream)


def _sarif_result(given: StoryGiven, flag: Flag) -> object:
    line, column = _place(given.text, flag.start)
    last_line, last_column = _place(given.text, flag.end)
    region = {
        "startLine": line,
        "startColumn": column,
        "endLine": last_line,
        "endColumn": last_column,
        "charOffset": flag.start,
        "charLength": flag.end - flag.start,
        "snippet": {"text": flag.quote},
    }
    where = {"artifactLocation": {"uri": _uri(str(given.id))}, "region": region}
    return {
        "ruleId": flag.rule,
        "level": "warning" if flag.level == "flag" else "note",
        "message": {"text": f"{flag.message} {flag.working}."},
        "locations": [{"physicalLocation": where}],
    }


def _uri(name: str) -> str:
    from urllib.parse import quote  # noqa: PLC0415 - only this form needs it

    return quote(name)


def flag_fields(flag: Flag) -> dict[str, object]:
    """A flag by the names of the jsonl output."""
    return {
        "rule": flag.rule,
        "level": flag.level,
        "quote": flag.quote,
        "message": flag.message,
        "working": flag.working,
        "slip": flag.slip,
        "start": flag.start,
        "end": flag.end,
        "spans": flag.spans,
    }


def _place(text: str, at: int) -> tuple[int, int]:
    r"""Line and column of a code point, both from 1.

    >>> _place("one\ntwo", 5)
    (2, 2)
    """
    return text.count("\n", 0, at) + 1, at - (text.rfind("\n", 0, at) + 1) + 1


def _form(name: str, stream: BinaryIO) -> Form[Flag]:
    match name:
        case "text":
            return _Text(stream)
        case "sarif":
            return _Sarif(stream)
    return JsonLines(stream, "flags", flag_fields)


def run_check(options: argparse.Namespace) -> int:
    """Write the flags of every input; 0 no flag, 1 flags, 2 any error.

    Raises:
        SettingsError: a rule that is to be switched off does not exist.
    """
    _refuse_unknown(options.off)
    form = _form(options.format, sys.stdout.buffer)
    done = bad = flagged = 0
    with Progress(sys.stderr) as progress:
        for given in stories_given(options.inputs, Reading.asked(options)):
            if isinstance(given, NotGiven):
                bad += 1
                if given.line is None:
                    sys.stderr.write(f"workbench: {given.error}\n")
                form.refuse(given)
                continue
            done += 1
            progress.at(f"checking story {done + bad} ({given.id})")
            tell_notes(given)
            flags = check(given.text, given.published, off=options.off, notes=options.notes)
            flagged += bool(flags)
            form.story(given, flags)
        form.close()
    if bad:
        return BAD
    return FLAGS if flagged else NO_FLAG


def _refuse_unknown(names: Sequence[str]) -> None:
    for name in names:
        if name not in RULE_NAMES:
            near = difflib.get_close_matches(name, RULE_NAMES, n=1)
            others = f"they are {', '.join(RULE_NAMES)}"
            meant = f'perhaps "{near[0]}" was meant' if near else others
            raise SettingsError(f'There is no rule "{name}": {meant}.')
