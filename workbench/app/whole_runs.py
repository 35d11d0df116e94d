"""Every run of a page reaches the browser whole, also when the next one begins as it ends.

Streamlit 1.67 forgets parts of a run when another begins at the moment that it ends, as it does
whenever two people or two keys are quick. A new runner is started and what the old one had left to
say is ignored: what it drew last, and that it is over. What is not sent yet when the next run
begins is dropped, or sent without the word that the run was over, on which the browser takes away
what is no longer drawn. A reviewer then looks at a "Not saved" that is not so, or misses what the
last key did. (``AppSession.request_rerun``, ``AppSession._clear_queue``, ``ForwardMsgQueue.clear``;
streamlit issue 9921 tells a part of it.)
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner import ScriptRunner, ScriptRunnerEvent

if TYPE_CHECKING:
    from streamlit.runtime.scriptrunner import RerunData

# ruff: noqa: SLF001 - there is no public way to any of it
_start = AppSession._create_scriptrunner
_hear = AppSession._handle_scriptrunner_event_on_event_loop
_clear = AppSession._clear_queue
_ended: WeakKeyDictionary[AppSession, ScriptRunner] = WeakKeyDictionary()


def hear_runs_out() -> None:
    """Let every session of this server pass each run on whole; again does no harm."""
    AppSession._create_scriptrunner = _start_after  # type: ignore[method-assign]
    AppSession._handle_scriptrunner_event_on_event_loop = _hear_both  # type: ignore[method-assign, assignment]
    AppSession._clear_queue = _keep_in_order  # type: ignore[method-assign]


def _start_after(self: AppSession, initial_rerun_data: RerunData) -> None:
    if self._scriptrunner is not None:
        _ended[self] = self._scriptrunner
    _start(self, initial_rerun_data)


def _hear_both(
    self: AppSession, sender: ScriptRunner | None, event: ScriptRunnerEvent, *said: object
) -> None:
    if sender is not None and sender is _ended.get(self):
        # all that it drew is in the session's queue before anything of the next runner; only its
        # farewell may come later, and that says nothing
        if event is not ScriptRunnerEvent.SHUTDOWN:
            sender = self._scriptrunner
    elif event is ScriptRunnerEvent.SCRIPT_STARTED:
        _ended.pop(self, None)
    _hear(self, sender, event, *said)  # type: ignore[arg-type]


def _keep_in_order(self: AppSession, fragment_ids_this_run: list[str] | None = None) -> None:
    """What waits to be sent when a run begins: all of it goes out first where a part is redrawn."""
    if fragment_ids_this_run:
        # nothing of the new run may be put in the place of something older, before its end
        self._browser_queue._delta_index_map = {}
    else:
        _clear(self, fragment_ids_this_run)
