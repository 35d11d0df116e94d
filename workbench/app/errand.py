"""Long work in a process of its own: no page waits for it, and nothing in there can hurt the desk.

The process tells how far it is, a line of JSON each, and is simply ended when it is to stop: what
it has written by then is whole.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_HOUSE = str(Path(__file__).parents[2])
_BROKE_OFF = "The work broke off: begin it again."


class Errand:
    """One errand that is under way; ``fault`` says why it came to nothing, ``""`` if it did not.

    Args:
        task: What is to be done, as :mod:`workbench.app.errand_child` takes it.
        hear: Told each thing that the process tells, in order, by a thread of this errand's own.
        end: Told once, by the same thread, when nothing more will be heard.
    """

    def __init__(
        self,
        task: Mapping[str, object],
        hear: Callable[[Mapping[str, Any]], None],
        end: Callable[[], None],
    ) -> None:
        self.fault = ""
        self.stopped = False
        self._hear, self._end = hear, end
        self._child = _start(task)
        self._thread = Thread(target=self._listen, daemon=True)
        self._thread.start()

    @property
    def is_over(self) -> bool:
        """Whether nothing more is being done."""
        return not self._thread.is_alive()

    def stop(self) -> None:
        """Do no more; what is done stays."""
        self.stopped = True
        self._child.kill()

    def wait(self, seconds: float | None = None) -> None:
        """Wait until it is over, or for so long."""
        self._thread.join(seconds)

    def _listen(self) -> None:
        with self._child as child:
            for line in child.stdout or ():
                if not line.endswith(b"\n"):
                    break
                told = json.loads(line)
                if "fault" in told:
                    self.fault = str(told["fault"])
                else:
                    self._hear(told)
        if child.returncode and not self.stopped and not self.fault:
            self.fault = _BROKE_OFF
        self._end()


def _start(task: Mapping[str, object]) -> subprocess.Popen[bytes]:
    """The child, with its task; its input stays open, and it ends when that is closed."""
    found_in = [_HOUSE, *filter(None, [os.environ.get("PYTHONPATH")])]
    child = subprocess.Popen(
        [sys.executable, "-P", "-B", "-m", "workbench.app.errand_child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(found_in)},
    )
    if child.stdin is not None:
        # not on the command line: a store's address can hold a password
        child.stdin.write(json.dumps(task).encode() + b"\n")
        child.stdin.flush()
    return child
