"""The workbench without a browser, and the way into it: ``workbench``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from workbench.cli.streams import STOPPED, drop_output, keep_places, output_is_closed, quiet_start
from workbench.errors import SettingsError, WorkbenchError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence
    from typing import TypeAlias

    Runs: TypeAlias = "dict[str, Callable[[argparse.Namespace], int]]"

_NOBODY_READS, _NOTHING_DONE = 141, 2
"""What a shell expects of a program whose reader has gone, and what we say of nothing done."""

_SERVERS = ("open", "serve")


def main(typed: Sequence[str] | None = None) -> int:
    """Run what was typed; the exit code.

    0 is all done, 1 done with some lines bad, 2 nothing could be done.
    """
    try:
        keep_places()
        return _run(sys.argv[1:] if typed is None else typed)
    except KeyboardInterrupt:
        return STOPPED
    except BrokenPipeError:
        drop_output()
        return _NOBODY_READS
    except WorkbenchError as reason:
        return _give_up(str(reason))
    except OSError as reason:
        drop_output()
        return _give_up(f"The system refused: {reason}.")


def _run(typed: Sequence[str]) -> int:
    with quiet_start():
        from workbench.cli.options import read_command  # noqa: PLC0415
        from workbench.settings import Settings  # noqa: PLC0415

        runs, run_app = _verbs()
    options = read_command(typed, Settings.read())
    if output_is_closed():
        _refuse_without_output(options)
    code = runs.get(options.verb, run_app)(options)
    if not output_is_closed():
        sys.stdout.flush()
    return code


def _verbs() -> tuple[Runs, Callable[[argparse.Namespace], int]]:
    from workbench.cli.archiving import run_archive, run_recall  # noqa: PLC0415
    from workbench.cli.carrying import run_carry  # noqa: PLC0415
    from workbench.cli.checking import run_check  # noqa: PLC0415
    from workbench.cli.desk import run_app, run_import, run_report  # noqa: PLC0415
    from workbench.cli.extracting import run_extract  # noqa: PLC0415
    from workbench.cli.finding import run_find  # noqa: PLC0415
    from workbench.cli.keeping import run_backup, run_verify  # noqa: PLC0415

    runs: Runs = {
        "extract": run_extract,
        "carry": run_carry,
        "check": run_check,
        "find": run_find,
        "report": run_report,
        "import": run_import,
        "verify": run_verify,
        "backup": run_backup,
        "archive": run_archive,
        "recall": run_recall,
    }
    return runs, run_app


def _refuse_without_output(options: argparse.Namespace) -> None:
    """Raises SettingsError where the command has something to say and nowhere to say it."""
    to_file = options.verb == "archive" or (options.verb == "report" and options.output != "-")
    if not to_file and options.verb not in _SERVERS:
        raise SettingsError("Standard output is closed, so the result has nowhere to go.")


def _give_up(sentence: str) -> int:
    sys.stderr.write(f"workbench: {sentence}\n")
    return _NOTHING_DONE
