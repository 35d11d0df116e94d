"""The command line, as a shell sees it: output, errors, exit codes."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from workbench.cli import main
from workbench.cli.options import VERBS, read_command
from workbench.errors import SettingsError
from workbench.settings import Settings, default_store
from workbench.store import Store

if TYPE_CHECKING:
    from collections.abc import Sequence

STORY = "Sixty names\n\nAt least 244 people came back in January 2014. Scores left last week.\n"
COMMAND = [sys.executable, "-m", "workbench.cli"]
ROOT = Path(__file__).parents[1]


def run(
    *typed: str | Path, given: bytes = b"", cwd: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run the command as a shell would, on a store beside its files."""
    environment = {**os.environ, "WORKBENCH_STORE": "desk.sqlite", "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [*COMMAND, *map(str, typed)],
        input=given, capture_output=True, cwd=cwd, env=environment, check=False, timeout=60,
    )  # fmt: skip


def json_lines(data: bytes) -> list[dict[str, object]]:
    """Output as parsed lines."""
    return [json.loads(line) for line in data.splitlines()]


def one_sentence(data: bytes) -> str:
    """What stands on standard error, if it is one line and no traceback."""
    (line,) = data.decode().splitlines()
    assert line.startswith("workbench: ")
    assert line.endswith(".")
    return line


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a story and a store of its own, worked in by this process."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WORKBENCH_STORE", str(tmp_path / "desk.sqlite"))
    (tmp_path / "story.txt").write_text(STORY)
    return tmp_path


def filled(desk: Path) -> Path:
    """The desk with the story on it, its first claim checked."""
    launched(["story.txt"])
    with Store.open(str(desk / "desk.sqlite")) as store:
        store.apply(
            "Ann",
            {("story.1", "status"): "confirmed", ("story.1", "sources"): "List, p. 1"},
            {("story.1", "status"): "open", ("story.1", "sources"): None},
        )
    return desk


def launched(typed: Sequence[str]) -> dict[str, object]:
    """What the app would be started with; the server itself is the browser tests' matter."""
    started: dict[str, object] = {}

    def start(store_url: str, **options: object) -> int:
        started.update(options, store=store_url)
        return 0

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("workbench.app.launch.run", start)
        started["code"] = main(typed)
    return started


def test_extract_writes_csv_with_one_header_for_all_inputs(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(STORY)
    ran = run("extract", "a.txt", "b.txt", cwd=tmp_path)
    table = list(csv.DictReader(io.StringIO(ran.stdout.decode("utf-8-sig"))))
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert {row["story"] for row in table} == {"a.txt", "b.txt"}
    assert [row["value"] for row in table if row["claim"] == "244"] == ["244", "244"]
    assert ran.stdout.startswith(b"\xef\xbb\xbfclaim_id,")
    assert ran.stdout.count(b"claim_id") == 1


def test_extract_writes_a_json_line_per_story_with_every_field(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    ran = run("extract", "a.txt", "--format", "jsonl", "--published", "2016-06-04", cwd=tmp_path)
    (line,) = json_lines(ran.stdout)
    assert line["id"] == "a.txt"
    claims = line["claims"]
    assert isinstance(claims, list)
    people = next(claim for claim in claims if claim["text"] == "244")
    assert STORY[people["start"] : people["end"]] == "244"
    assert isinstance(people["value"], int)
    assert {"ext_start", "unit_code", "trend", "cue", "sent_end", "rules"} <= people.keys()


def test_unknown_publication_leaves_what_needs_it_unresolved(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    (line,) = json_lines(run("extract", "a.txt", "--format", "jsonl", cwd=tmp_path).stdout)
    claims = line["claims"]
    assert isinstance(claims, list)
    found = {claim["text"]: (claim["value"], claim["unresolved"]) for claim in claims}
    assert found["last week"] == (None, "published")
    assert found["January 2014"] == ("2014-01", None)


def test_text_from_standard_input_is_a_story_named_by_a_dash() -> None:
    ran = run("extract", "-", "--format", "jsonl", given=STORY.encode())
    assert [line["id"] for line in json_lines(ran.stdout)] == ["-"]


LINES = (
    b'{"id": "a", "text": "60 names"}\n{rubbish\n'
    b'{"id": 7, "text": "last week", "published": "2016-06-04"}\n{"id": "c"}\n'
)


def test_bad_lines_are_told_in_their_place_and_the_run_goes_on() -> None:
    ran = run("extract", "-", "--input", "jsonl", "--format", "jsonl", given=LINES)
    lines = json_lines(ran.stdout)
    assert ran.returncode == 1
    assert [line["id"] for line in lines] == ["a", None, 7, "c"]
    assert [line.get("line") for line in lines] == [None, 2, None, 4]
    assert all(("error" in line) != ("claims" in line) for line in lines)
    assert ran.stderr == b""


def test_bad_lines_of_csv_output_are_told_on_standard_error(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(LINES)
    ran = run("extract", "in.jsonl", cwd=tmp_path)
    assert ran.returncode == 1
    assert [line.split(b":")[1] for line in ran.stderr.splitlines()] == [b" line 2", b" line 4"]


def test_line_with_half_a_character_is_still_json() -> None:
    given = b'{"id": "\\ud800", "text": "60 names \\ud800"}'
    ran = run("extract", "-", "--input", "jsonl", "--format", "jsonl", given=given)
    assert (ran.returncode, json_lines(ran.stdout)[0]["id"]) == (0, "\ud800")
    assert run("extract", "-", "--input", "jsonl", given=given).returncode == 0


def test_results_are_flushed_line_by_line() -> None:
    with subprocess.Popen(
        [*COMMAND, "extract", "-", "--input", "jsonl", "--format", "jsonl"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as process:  # fmt: skip
        assert process.stdin
        assert process.stdout
        for number in range(3):
            process.stdin.write(f'{{"id": {number}, "text": "60 names"}}\n'.encode())
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == number
        process.stdin.close()
        assert process.wait() == 0


def test_work_of_more_than_a_second_shows_a_sign_of_life() -> None:
    with subprocess.Popen(
        [*COMMAND, "extract", "-", "--input", "jsonl"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as process:  # fmt: skip
        assert process.stdin
        assert process.stderr
        process.stdin.write(b'{"id": "slow", "text": "60 names"}\n')
        process.stdin.flush()
        assert b"slow" in process.stderr.readline()
        process.stdin.close()
        assert process.wait() == 0


@pytest.mark.parametrize(
    "typed",
    [
        ("extract", "gone.txt"),
        ("extract", "empty.txt"),
        ("extract", "elf.txt"),
        ("extract", "story.docx"),
        ("extract", "gone.jsonl", "--format", "jsonl"),
        ("extract",),
        ("extract", "story.txt", "--published", "soon"),
        ("extract", "story.txt", "--format", "pdf"),
        ("report",),
        ("report", "--story", "gone"),
        ("report", "--store", "elf.txt"),
        ("report", "--store", "elf.txt/desk.sqlite"),
        ("import", "gone.csv"),
        ("import", "story.txt"),
        ("import", "empty.txt"),
        ("gone.txt",),
        ("serve", "--port", "many"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_done_is_one_sentence_and_exit_2(
    desk: Path, typed: tuple[str, ...], capfd: pytest.CaptureFixture[str]
) -> None:
    (desk / "empty.txt").write_bytes(b"")
    (desk / "elf.txt").write_bytes(b"\x7fELF" + b"\0" * 5000)
    assert main(typed) == 2
    told = capfd.readouterr().err.splitlines()
    assert told
    assert all(line.startswith("workbench: ") and line.endswith(".") for line in told)
    # the bare command tells of each story, then that nothing is left to open
    assert len(told) == (2 if typed == ("gone.txt",) else 1)


def test_one_missing_input_among_several_is_exit_1(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    ran = run("extract", "gone.txt", "a.txt", "--format", "jsonl", cwd=tmp_path)
    assert ran.returncode == 1
    assert [line["id"] for line in json_lines(ran.stdout)] == ["gone.txt", "a.txt"]
    assert "gone.txt cannot be read" in one_sentence(ran.stderr)


def test_guessed_encoding_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"Scores \x97 60 names")
    ran = run("extract", "a.txt", cwd=tmp_path)
    assert ran.returncode == 0
    assert "read as Windows-1252" in one_sentence(ran.stderr)


@pytest.mark.parametrize("verb", ["", *VERBS])
def test_every_command_has_help_with_an_example(
    verb: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main([*([verb] if verb else []), "--help"])
    assert left.value.code == 0
    assert f"example:\n  workbench {verb}".rstrip() in capsys.readouterr().out


@pytest.mark.parametrize("heavy", ["streamlit", "sqlalchemy", "workbench.checks"])
def test_extract_does_not_wait_for_what_it_does_not_use(heavy: str) -> None:
    probe = (
        "import sys; from workbench.cli import main; main(['extract', '-']); "
        f"print('{heavy}' in sys.modules, file=sys.stderr)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", probe], input=STORY.encode(), capture_output=True, check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert ran.stderr.strip() == b"False"


def test_a_desk_is_served_before_the_libraries_of_the_store_are_loaded_new_or_with_stories(
    desk: Path,
) -> None:
    probe = (
        "import sys; from workbench.app import launch; launch.run = lambda *_, **__: 0; "
        "from workbench.cli import main; main(['serve']); print('sqlalchemy' in sys.modules)"
    )

    def serves() -> bytes:
        ran = subprocess.run(
            [sys.executable, "-c", probe], capture_output=True, check=True, cwd=desk,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        return ran.stdout.strip()

    assert serves() == b"False"
    # nobody filled it: what is on it takes a look
    assert [serves(), serves()] == [b"True", b"False"]
    with Store.open(str(desk / "desk.sqlite")) as store:
        assert len(store.stories()) == 1


def test_named_story_is_put_on_the_desk_and_opened(desk: Path) -> None:
    started = launched(["story.txt", "--published", "2016-06-04"])
    assert started == {
        "code": 0,
        "store": str(desk / "desk.sqlite"),
        "story_id": "story",
        "sample": False,
        "host": "127.0.0.1",
        "port": None,
        "headless": False,
        "password_file": None,
        "archive": None,
    }
    with Store.open(str(desk / "desk.sqlite")) as store:
        assert [(one.id, one.title) for one in store.stories()] == [("story", "Sixty names")]
        assert str(store.story("story").published) == "2016-06-04"


def test_same_story_named_again_is_not_put_there_twice_and_takes_a_date_and_says_so(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    launched(["story.txt"])
    assert capsys.readouterr().err == ""
    launched(["story.txt", "--published", "2016-06-04"])
    said = capsys.readouterr().err
    assert "story is on the desk already" in said
    assert "was unknown and now is 2016-06-04" in said
    launched(["story.txt"])
    launched(["story.txt", "--published", "2016-06-04"])
    assert capsys.readouterr().err == ""
    with Store.open(str(desk / "desk.sqlite")) as store:
        assert [str(one.published) for one in store.stories()] == ["2016-06-04"]
        readings = {claim.reading.text: claim.reading for claim in store.claims("story")}
        assert readings["last week"].unresolved is None


def test_first_run_has_the_sample_put_on_the_desk_and_later_runs_see_to_it(desk: Path) -> None:
    assert launched(["serve", "--port", "8600"]).items() >= {
        "port": 8600, "headless": True, "story_id": None, "sample": True, "code": 0,
    }.items()  # fmt: skip
    assert not launched([])["sample"]
    with Store.open(str(desk / "desk.sqlite")) as store:
        assert len(store.stories()) == 1


def test_named_story_on_a_first_run_comes_without_the_sample(desk: Path) -> None:
    launched(["story.txt"])
    with Store.open(str(desk / "desk.sqlite")) as store:
        assert [one.id for one in store.stories()] == ["story"]


def test_report_goes_to_a_file_or_to_standard_output(desk: Path) -> None:
    filled(desk)
    to_file = run("report", "--format", "csv", "-o", "out.csv", cwd=desk)
    to_stdout = run("report", "--story", "story", "-o", "-", cwd=desk)
    assert (to_file.returncode, to_file.stdout, to_file.stderr) == (0, b"", b"")
    assert (desk / "out.csv").read_bytes() == to_stdout.stdout
    assert b"List" in to_stdout.stdout
    assert [one.name for one in desk.iterdir() if one.name.startswith(".")] == []


def test_report_of_several_stories_asks_which(desk: Path) -> None:
    filled(desk)
    (desk / "other.txt").write_text("60 names")
    launched(["other.txt"])
    assert "other, story" in one_sentence(run("report", cwd=desk).stderr)


def test_report_that_cannot_be_written_is_one_sentence(desk: Path) -> None:
    filled(desk)
    ran = run("report", "-o", "gone/out.csv", cwd=desk)
    assert ran.returncode == 2
    assert "cannot be written" in one_sentence(ran.stderr)


def test_import_with_its_story_fills_a_fresh_desk_without_loss(desk: Path) -> None:
    filled(desk)
    run("report", "-o", "out.csv", cwd=desk)
    lacking = run("import", "out.csv", "--store", "new.sqlite", cwd=desk)
    assert lacking.returncode == 2
    assert "--story" in one_sentence(lacking.stderr)
    typed = ("import", "out.csv", "--store", "new.sqlite", "--story", "story.txt", "--who", "Imp")
    ran = run(*typed, cwd=desk)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert ran.stdout == b"2 cells changed.\n"
    again = run("report", "--store", "new.sqlite", cwd=desk).stdout.decode("utf-8-sig")
    before = (desk / "out.csv").read_bytes().decode("utf-8-sig")
    tables = [list(csv.DictReader(io.StringIO(text, newline=""))) for text in (before, again)]
    for row in (*tables[0], *tables[1]):
        row.pop("head_hash")
    assert tables[0] == tables[1]
    assert run(*typed, cwd=desk).stdout == b"Nothing new in this file.\n"


def test_import_with_another_text_is_refused(desk: Path) -> None:
    filled(desk)
    run("report", "-o", "out.csv", cwd=desk)
    (desk / "other.txt").write_text("60 names")
    ran = run("import", "out.csv", "--story", "other.txt", "--store", "new.sqlite", cwd=desk)
    assert ran.returncode == 2
    assert "is not the text that out.csv is about" in one_sentence(ran.stderr)


def test_extracted_csv_filled_in_by_hand_comes_in(desk: Path) -> None:
    data = run("extract", "story.txt", cwd=desk).stdout.decode("utf-8-sig")
    table = list(csv.DictReader(io.StringIO(data)))
    table[0].update(status="confirmed", checked_by="Ann", source_1="List", source_1_locator="p. 1")
    with (desk / "hand.csv").open("w", newline="", encoding="utf-8") as out:
        writer = csv.DictWriter(out, list(table[0]))
        writer.writeheader()
        writer.writerows(table)
    ran = run("import", "hand.csv", "--story", "story.txt", "--who", "Imp", cwd=desk)
    assert (ran.returncode, ran.stdout) == (0, b"2 cells changed.\n")
    with Store.open(str(desk / "desk.sqlite")) as store:
        (story,) = store.stories()
        claim = store.claims(story.id)[0]
    assert (claim.sources_text, claim.checked_by, claim.stated_in) == (
        "List, p. 1", "Ann", "hand.csv",
    )  # fmt: skip


def test_conflict_of_an_import_is_told_and_exit_1(desk: Path) -> None:
    filled(desk)
    data = run("report", cwd=desk).stdout.replace(b",confirmed,", b",wrong,")
    (desk / "out.csv").write_bytes(data)
    with Store.open(str(desk / "desk.sqlite")) as store:
        cell = ("story.1", "status")
        store.apply("Cy", {cell: "misleading"}, {cell: "confirmed"})
    ran = run("import", "out.csv", "--who", "Imp", cwd=desk)
    assert ran.returncode == 1
    assert ran.stdout == b"1 conflict left alone.\n"
    assert 'status "wrong", here it is "misleading"' in one_sentence(ran.stderr)


def test_options_may_stand_before_the_verb() -> None:
    options = read_command(["--store", "x", "report", "-o", "y"], Settings(store="z"))
    assert (options.verb, options.store, options.output) == ("report", "x", "y")


def test_settings_come_from_the_environment() -> None:
    settings = Settings.read({"WORKBENCH_STORE": "", "WORKBENCH_HOST": "::1"})
    assert (settings.store, settings.host, settings.port) == (default_store(), "::1", None)
    for port in ("many", "0", "65536", "-1"):
        with pytest.raises(SettingsError, match="is no port"):
            Settings.read({"WORKBENCH_PORT": port})
