"""What a run drew reaches the browser, also when the next run begins at the moment it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from streamlit.runtime.scriptrunner import RerunData, ScriptRunner, ScriptRunnerEvent

from workbench.app import whole_runs

if TYPE_CHECKING:
    from collections.abc import Callable

FINISHED = ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY


class _Session(AppSession):
    """A session without a server: what it would send is in its queue."""

    def __init__(self) -> None:
        self._scriptrunner = None
        self._browser_queue = ForwardMsgQueue()

    def __del__(self) -> None:
        """Nothing to shut down."""


def _runner() -> ScriptRunner:
    return ScriptRunner.__new__(ScriptRunner)


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ScriptRunnerEvent]]:
    """What Streamlit itself hears of a session's runners; the second of them can be started."""
    said: list[tuple[object, ScriptRunnerEvent]] = []

    def hear(_: AppSession, sender: object, event: ScriptRunnerEvent, *__: object) -> None:
        said.append((sender, event))

    def start(session: AppSession, _: RerunData) -> None:
        session._scriptrunner = _runner()  # noqa: SLF001

    monkeypatch.setattr(whole_runs, "_hear", hear)
    monkeypatch.setattr(whole_runs, "_start", start)
    return said


def _words(session: _Session) -> list[str]:
    return [
        msg.delta.new_element.text.body if msg.HasField("delta") else "the end"
        for msg in session._browser_queue.flush()  # noqa: SLF001
    ]


def _draw(session: _Session, words: str) -> None:
    msg = ForwardMsg()
    msg.metadata.delta_path[:] = [0, 1]
    msg.delta.fragment_id = "story"
    msg.delta.new_element.text.body = words
    session._browser_queue.enqueue(msg)  # noqa: SLF001


def test_what_is_not_sent_yet_goes_out_in_order_with_the_end_of_its_run() -> None:
    session = _Session()
    _draw(session, "Not saved")
    session._browser_queue.enqueue(ForwardMsg(script_finished=FINISHED))  # noqa: SLF001
    whole_runs._keep_in_order(session, ["story"])  # noqa: SLF001
    _draw(session, "Saved")
    kept = session._browser_queue._queue[1]  # noqa: SLF001
    assert kept.script_finished == FINISHED  # on which the browser takes away what has gone
    assert _words(session) == ["Not saved", "the end", "Saved"]


def test_a_run_of_the_whole_page_still_drops_what_it_draws_anew() -> None:
    session = _Session()
    _draw(session, "Not saved")
    whole_runs._keep_in_order(session, None)  # noqa: SLF001
    assert _words(session) == []


def test_a_runner_that_ended_by_itself_is_heard_out_until_the_next_one_begins(
    heard: list[tuple[object, ScriptRunnerEvent]],
) -> None:
    session = _Session()
    first = session._scriptrunner = _runner()  # noqa: SLF001
    whole_runs._start_after(session, RerunData())  # noqa: SLF001
    second = session._scriptrunner  # noqa: SLF001
    hear: Callable[..., None] = whole_runs._hear_both  # noqa: SLF001
    hear(session, first, ScriptRunnerEvent.ENQUEUE_FORWARD_MSG)
    hear(session, first, ScriptRunnerEvent.FRAGMENT_STOPPED_WITH_SUCCESS)
    hear(session, first, ScriptRunnerEvent.SHUTDOWN)
    hear(session, second, ScriptRunnerEvent.SCRIPT_STARTED)
    hear(session, first, ScriptRunnerEvent.ENQUEUE_FORWARD_MSG)
    assert [sender is second for sender, _ in heard] == [True, True, False, True, False]


def test_streamlit_is_told_to_once_per_server_and_again_does_no_harm() -> None:
    whole_runs.hear_runs_out()
    whole_runs.hear_runs_out()
    assert AppSession._clear_queue is whole_runs._keep_in_order  # noqa: SLF001
