"""The command with the streams, names and moments that a shell can hand it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.test_cli import COMMAND, ROOT, STORY, filled, json_lines, one_sentence, run
from tests.test_cli import desk as desk  # noqa: PLC0414 - a fixture
from workbench.cli import main
from workbench.store import Store

if TYPE_CHECKING:
    from pathlib import Path


def shell(line: str, folder: Path) -> subprocess.CompletedProcess[bytes]:
    """Run a line of shell in which ``workbench`` is the command."""
    environment = {**os.environ, "WORKBENCH_STORE": "desk.sqlite", "PYTHONPATH": str(ROOT)}
    script = f'workbench() {{ "{sys.executable}" -m workbench.cli "$@"; }}\n{line}'
    return subprocess.run(
        ["sh", "-c", script],  # noqa: S607 - the shell of the system
        capture_output=True, cwd=folder, env=environment, check=False, timeout=60,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("workbench extract - <&-", "Standard input is closed"),
        ("workbench extract - --input jsonl <&-", "Standard input is closed"),
        ("workbench import - <&-", "Standard input is closed"),
        ("workbench extract story.txt >&-", "Standard output is closed"),
        ("workbench report >&-", "Standard output is closed"),
    ],
)
def test_closed_stream_is_one_sentence_and_exit_2(desk: Path, line: str, said: str) -> None:
    ran = shell(line, desk)
    assert ran.returncode == 2
    assert said in one_sentence(ran.stderr)


def test_closed_standard_error_costs_nothing_but_what_it_would_say(desk: Path) -> None:
    (desk / "odd.txt").write_bytes(b"Scores \x97 60 names")
    ran = shell("workbench extract odd.txt 2>&-", desk)
    assert ran.returncode == 0
    assert ran.stdout.count(b"odd.txt.") == 1
    assert shell("workbench extract gone.txt 2>&- >&- <&-", desk).returncode == 2


def test_report_to_a_file_needs_no_standard_output(desk: Path) -> None:
    filled(desk)
    assert shell("workbench report -o out.csv >&- 2>&- <&-", desk).returncode == 0
    assert (desk / "out.csv").read_bytes() == run("report", cwd=desk).stdout


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a full disk is a device of Linux")  # noqa: PTH110
def test_full_disk_is_one_sentence_and_exit_2(desk: Path) -> None:
    ran = shell("workbench extract story.txt >/dev/full", desk)
    assert ran.returncode == 2
    assert "No space left" in one_sentence(ran.stderr)


_STOPPED_WHILE_LOADING = """
import os, signal, sys
from workbench.cli import main

class Stop:
    def find_spec(self, name, *_):
        if name == sys.argv[1]:
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Stop())
sys.exit(main(["extract", "story.txt"]))
"""


@pytest.mark.parametrize(
    "loading",
    ["workbench.cli.options", "workbench.cli.extracting", "workbench.grammar", "workbench.ingest"],
)
def test_ctrl_c_while_the_program_loads_ends_it_quietly(desk: Path, loading: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", _STOPPED_WHILE_LOADING, loading], capture_output=True, check=False,
        cwd=desk, env={**os.environ, "PYTHONPATH": str(ROOT)}, timeout=60,
    )  # fmt: skip
    assert (ran.returncode, ran.stdout, ran.stderr) == (130, b"", b"")


def test_ctrl_c_ends_quietly() -> None:
    with subprocess.Popen(
        [*COMMAND, "extract", "-", "--input", "jsonl", "--format", "jsonl"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as process:  # fmt: skip
        assert process.stdin
        assert process.stdout
        process.stdin.write(b'{"id": 1, "text": "60 names"}\n')
        process.stdin.flush()
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        _, said = process.communicate()
        assert (process.returncode, said) == (130, b"")


def test_reader_that_goes_away_ends_it_quietly() -> None:
    with subprocess.Popen(
        [*COMMAND, "extract", "-", "--input", "jsonl", "--format", "jsonl"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as process:  # fmt: skip
        assert process.stdout
        process.stdout.close()
        assert process.stdin
        process.stdin.write(b'{"id": 1, "text": "60 names"}\n' * 50)
        process.stdin.close()
        assert process.stderr
        assert process.stderr.read() == b""
        assert process.wait() == 141


def test_nothing_of_ours_is_loaded_before_the_command_can_be_stopped() -> None:
    probe = "import sys, workbench.cli; print([n for n in sys.modules if 'workbench.' in n])"
    ran = subprocess.run(
        [sys.executable, "-c", probe], capture_output=True, check=True, text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert ran.stdout.strip() == "['workbench.cli.streams', 'workbench.errors', 'workbench.cli']"


def test_report_from_standard_input_is_brought_in(desk: Path) -> None:
    filled(desk)
    run("report", "-o", "out.csv", cwd=desk)
    data = (desk / "out.csv").read_bytes()
    typed = ("import", "-", "--store", "new.sqlite", "--story", "story.txt", "--who", "Imp")
    assert run(*typed, given=data, cwd=desk).stdout == b"2 cells changed.\n"
    with Store.open(str(desk / "new.sqlite")) as store:
        assert store.claims("story")[0].stated_in == "standard input"


def test_story_of_an_import_may_come_from_standard_input_but_not_both(desk: Path) -> None:
    filled(desk)
    run("report", "-o", "out.csv", cwd=desk)
    typed = ("import", "out.csv", "--store", "new.sqlite", "--story", "-")
    assert run(*typed, given=STORY.encode(), cwd=desk).returncode == 0
    both = run("import", "-", "--story", "-", given=b"", cwd=desk)
    assert "Standard input is one file" in one_sentence(both.stderr)


def test_capitals_of_a_name_make_no_difference_to_what_it_holds(tmp_path: Path) -> None:
    (tmp_path / "a.JSONL").write_bytes(b'{"id": 7, "text": "60 names"}\n')
    ran = run("extract", "a.JSONL", "--format", "jsonl", cwd=tmp_path)
    assert [line["id"] for line in json_lines(ran.stdout)] == [7]


def test_lines_said_to_be_a_text_are_one_text(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b'{"id": 7, "text": "60 names"}\n')
    ran = run("extract", "a.jsonl", "--input", "text", "--format", "jsonl", cwd=tmp_path)
    assert [line["id"] for line in json_lines(ran.stdout)] == ["a.jsonl"]


def test_number_that_json_cannot_hold_is_a_bad_line_and_the_output_is_json() -> None:
    given = b'{"id":1e400,"text":"9"}\n{"id":NaN,"text":"9"}\n{"id":{"a":-1e999},"text":"9"}\n'
    ran = run("extract", "-", "--input", "jsonl", "--format", "jsonl", given=given)
    assert ran.returncode == 2
    assert [line["id"] for line in json_lines(ran.stdout)] == [None, None, None]
    assert b"Infinity" not in ran.stdout


def test_lines_in_utf16_are_one_sentence_with_advice(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes('{"id": 7, "text": "60"}\n'.encode("utf-16") * 3)
    ran = run("extract", "a.jsonl", cwd=tmp_path)
    assert ran.returncode == 2
    assert "save them as UTF-8" in one_sentence(ran.stderr)


@pytest.mark.parametrize(
    "typed",
    [
        ("report", "--store", "gone/desk.sqlite"),
        ("verify", "gone/desk.sqlite"),
        ("verify", "--store", "sqlite:///gone/desk.sqlite"),
        ("verify", "sqlite:///gone/desk.sqlite"),
        ("backup", "copy.sqlite", "--store", "gone/desk.sqlite"),
        ("backup", "copy.sqlite", "--store", "sqlite:///gone/desk.sqlite"),
        ("report", "--store", "empty.sqlite"),
        ("verify", "--store", "empty.sqlite"),
    ],
    ids=" ".join,
)
def test_only_the_app_and_an_import_make_a_store(
    desk: Path, typed: tuple[str, ...], capfd: pytest.CaptureFixture[str]
) -> None:
    (desk / "empty.sqlite").touch()
    before = sorted(desk.rglob("*"))
    assert main(typed) == 2
    (told,) = capfd.readouterr().err.splitlines()
    assert told.startswith("workbench: There is no store at ")
    assert sorted(desk.rglob("*")) == before
    assert (desk / "empty.sqlite").stat().st_size == 0


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("extract", "story.txt", "--published", ""), "--published is empty"),
        (("serve", "--published", " "), "--published is empty"),
        (("exract", "story.txt"), 'no such command or file "exract": perhaps "extract" was meant'),
        (("frobnicate",), 'no such command or file "frobnicate": see'),
    ],
)
def test_what_was_meant_otherwise_is_one_sentence(
    desk: Path, typed: tuple[str, ...], said: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(typed) == 2
    assert said in one_sentence(capfd.readouterr().err.encode())
    assert not (desk / "desk.sqlite").exists()


def test_publication_of_one_row_that_is_no_day_leaves_the_others(desk: Path) -> None:
    filled(desk)
    lines = run("report", cwd=desk).stdout.split(b"\r\n")
    lines[2] = lines[2].replace(b",1,,", b",1,31/02/2016,", 1)
    (desk / "out.csv").write_bytes(b"\r\n".join(lines))
    ran = run("import", "out.csv", "--store", "new.sqlite", "--story", "story.txt", cwd=desk)
    assert (ran.returncode, ran.stdout[:16]) == (1, b"2 cells changed,")
    assert 'Line 3: published is "31/02/2016"' in one_sentence(ran.stderr)
