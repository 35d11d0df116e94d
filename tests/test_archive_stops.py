"""A run that is stopped, and goes on; workers that die; three workers of a Dask cluster."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.archives import TEXT, bytes_of, lines, run, table
from workbench.archive import dask_crew, local_crew, run_over
from workbench.archive.crew import Crew, done_by
from workbench.archive.parts import write_part
from workbench.archive.plan import DONE, Asked
from workbench.cli import main
from workbench.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Future
    from typing import Any

ROOT = Path(__file__).parent.parent
FILES, ENOUGH = 40, 3


@pytest.fixture(scope="module")
def stories(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of forty files, each a chunk."""
    folder = tmp_path_factory.mktemp("stories")
    for number in range(FILES):
        story = {"id": number, "text": f"{TEXT}\n\n" * 60, "published": "2014-05-09"}
        lines(folder / f"{number:02}.jsonl", [story, "{"])
    return folder


@pytest.fixture(scope="module")
def whole(stories: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What a run leaves behind that nothing stopped."""
    out = tmp_path_factory.mktemp("whole") / "out"
    run(stories, out)
    return bytes_of(out)


@pytest.mark.parametrize("stop", [signal.SIGKILL, signal.SIGINT])
def test_a_run_that_was_stopped_goes_on_to_the_same_bytes_and_repeats_nothing(
    stories: Path, whole: dict[str, str], tmp_path: Path, stop: signal.Signals
) -> None:
    out = tmp_path / "out"
    command = [sys.executable, "-m", "workbench.cli", "archive", str(stories), str(out)]
    with subprocess.Popen([*command, "--workers", "2"], cwd=ROOT, stderr=subprocess.PIPE) as going:
        while len(list(out.glob("*.parquet"))) < ENOUGH and going.poll() is None:
            with suppress(subprocess.TimeoutExpired):
                going.wait(0.01)
        going.send_signal(stop)
        told = going.communicate()[1].decode()
    assert going.returncode == (-stop if stop is signal.SIGKILL else 130), told
    assert "Traceback" not in told
    assert ("repeat the command to go on" in told) == (stop is signal.SIGINT)
    there = {path: path.stat().st_mtime_ns for path in out.glob("*.parquet")}
    assert ENOUGH <= len(there) < FILES
    assert not (out / DONE).exists()
    done = run(stories, out)
    assert done.repeated == len(there)
    assert {path: path.stat().st_mtime_ns for path in there} == there
    assert bytes_of(out) == whole
    assert (done.tally.stories, done.tally.broken) == (FILES, FILES)


def test_workers_do_not_hear_ctrl_c_while_they_load_and_who_starts_them_does() -> None:
    hears = signal.pthread_sigmask(signal.SIG_BLOCK, [])
    with local_crew(1) as crew:
        assert dict(done_by(crew, _began_deaf, [1])) == {1: True}
    assert signal.pthread_sigmask(signal.SIG_BLOCK, []) == hears
    assert signal.SIGINT not in hears


def _began_deaf(_: int) -> bool:
    """Whether Ctrl-C was held back from this process before any of our code ran in it."""
    return signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, [])


def _die_of(number: int) -> int:
    """Work that costs a worker its life where the number is odd."""
    if number % 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def test_a_worker_that_is_killed_takes_its_own_work_alone() -> None:
    with local_crew(2) as crew:
        found = dict(done_by(crew, _die_of, range(4)))
    assert found == {0: 0, 1: None, 2: 2, 3: None}


def test_work_whose_worker_died_once_is_done_by_another(tmp_path: Path) -> None:
    with local_crew(1) as crew:
        assert list(done_by(crew, _die_once, [tmp_path / "mark"])) == [(tmp_path / "mark", True)]


def _die_once(mark: Path) -> bool:
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return True


def test_a_chunk_that_costs_every_worker_its_life_is_one_row(tmp_path: Path) -> None:
    source = tmp_path / "in"
    lines(source / "a.jsonl", [{"id": 1, "text": TEXT}])
    lines(source / "b.jsonl", [{"id": 2, "text": TEXT}])
    done = run_over(source, tmp_path / "out", Asked(), _mortal_crew, lambda _: None)
    errors = table(tmp_path / "out").query("error.notna()")
    assert (done.tally.stories, done.tally.broken) == (1, 1)
    assert errors["file"].tolist() == ["b.jsonl"]
    assert "want of memory" in errors["error"].iloc[0]


class _WorkerDiedError(Exception):
    """What stands for a worker's death in a crew of one thread."""


class _Mortal(ThreadPoolExecutor):
    """A thread that dies whenever it is to read the claims of b.jsonl."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:  # noqa: ANN401 - as its base
        """Do it, or die."""

        def work() -> object:
            if fn.func is write_part and args[0].source == "b.jsonl":  # type: ignore[attr-defined]
                raise _WorkerDiedError
            return fn(*args, **kwargs)

        return super().submit(work)


@contextmanager
def _mortal_crew() -> Iterator[Crew]:
    with _Mortal(1) as pool:
        yield Crew(pool, lambda: 1, (_WorkerDiedError,), 2)


@pytest.fixture
def dask() -> Iterator[str]:
    """A Dask cluster of three processes; its scheduler's address."""
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=3, threads_per_worker=1, processes=True, dashboard_address=None
    ) as cluster:
        yield cluster.scheduler_address


def test_three_workers_of_a_dask_cluster_write_the_same_bytes(
    stories: Path, whole: dict[str, str], tmp_path: Path, dask: str
) -> None:
    out = tmp_path / "out"
    assert main(["archive", str(stories), str(out), "--scheduler", dask]) == 1
    assert bytes_of(out) == whole


def test_what_is_no_address_of_a_scheduler_is_one_sentence(tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    with (
        pytest.raises(SettingsError, match='"nonsense" is no address of a Dask scheduler'),
        dask_crew("nonsense", [tmp_path]),
    ):
        pass


def test_a_scheduler_that_does_not_answer_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr("workbench.archive.crew._ANSWER_S", 0.2)
    with (
        pytest.raises(SettingsError, match=r"No Dask scheduler answers at tcp://127\.0\.0\.1:1"),
        dask_crew("tcp://127.0.0.1:1", [tmp_path]),
    ):
        pass
