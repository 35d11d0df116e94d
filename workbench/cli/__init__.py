"""The workbench without a browser, and the way into it: ``workbench``."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING

from workbench.cli.streams import STOPPED, drop_output, keep_places, output_is_closed, quiet_start
from workbench.errors import SettingsError, WorkbenchError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

_NOBODY_READS, _NOTHING_DONE = 141, 2
"""What a shell expects of a program whose reader has gone, and what we say of nothing done."""

_SERVERS = ("open", "serve")
_MODULES = {
    "open": "serving",
    "serve": "serving",
    "extract": "extracting",
    "carry": "carrying",
    "check": "checking",
    "find": "finding",
    "report": "desk",
    "import": "desk",
    "verify": "keeping",
    "backup": "keeping",
    "archive": "archiving",
    "recall": "archiving",
}
"""Where each verb's ``run_`` is."""


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
    options = read_command(typed, Settings.read())
    if output_is_closed():
        _refuse_without_output(options)
    code = _verb(options.verb)(options)
    if not output_is_closed():
        sys.stdout.flush()
    return code


def _verb(name: str) -> Callable[[argparse.Namespace], int]:
    """What a verb runs; of the others nothing is loaded."""
    with quiet_start():
        from workbench.loading import without_collecting  # noqa: PLC0415

        with without_collecting():
            module = import_module(f"workbench.cli.{_MODULES[name]}")
    run: Callable[[argparse.Namespace], int] = getattr(module, f"run_{name}")
    return run


def _refuse_without_output(options: argparse.Namespace) -> None:
    """Raises SettingsError where the command has something to say and nowhere to say it."""
    to_file = options.verb == "archive" or (options.verb == "report" and options.output != "-")
    if not to_file and options.verb not in _SERVERS:
        raise SettingsError("Standard output is closed, so the result has nowhere to go.")


def _give_up(sentence: str) -> int:
    sys.stderr.write(f"workbench: {sentence}\n")
    return _NOTHING_DONE
