"""Documents, pages and spreadsheets on the command line."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.documents import tracked_docx, workbook
from tests.test_cli import ROOT, desk, filled, launched, one_sentence, run
from tests.test_ingest_documents import PAGE
from workbench.cli import main
from workbench.store import Store

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["desk"]


def test_documents_of_several_kinds_are_extracted_in_one_run(desk: Path) -> None:
    (desk / "a.docx").write_bytes(tracked_docx())
    (desk / "b.xlsx").write_bytes(workbook([["Claim"], ["They lost 12 cows."]]))
    (desk / "c.docx").write_bytes(b"no document")
    ran = run("extract", "a.docx", "b.xlsx", "c.docx", "--format", "jsonl", cwd=desk)
    assert ran.returncode == 1
    first, second, bad = map(json.loads, ran.stdout.splitlines())
    assert [claim["text"] for claim in first["claims"]][:2] == ["May 2014", "244"]
    assert [claim["text"] for claim in second["claims"]] == ["12"]
    assert bad["error"] == "c.docx is no Word document (.docx): save it as one and give that."
    assert "a.docx: Tracked changes were read as accepted" in ran.stderr.decode()


@pytest.mark.parametrize(("typed", "year"), [([], "2024"), (["--published", "2016-06-04"], "2016")])
def test_page_says_when_it_was_published_unless_the_command_line_does(
    desk: Path, capsysbinary: pytest.CaptureFixture[bytes], typed: list[str], year: str
) -> None:
    (desk / "river.html").write_text(PAGE, encoding="utf-8")
    assert main(["extract", "river.html", *typed]) == 0
    rows = csv.DictReader(io.StringIO(capsysbinary.readouterr().out.decode("utf-8-sig")))
    assert {row["published"][:4] for row in rows} == {year}


def test_document_is_put_on_the_desk_with_its_file_and_a_sheet_with_its_findings(
    desk: Path,
) -> None:
    draft = tracked_docx()
    (desk / "a.docx").write_bytes(draft)
    (desk / "b.csv").write_text("Claim,Verdict\nThey lost 12 cows.,FALSE\n")
    launched(["a.docx", "b.csv"])
    with Store.open(str(desk / "desk.sqlite")) as store:
        file = store.file_of("a", with_data=True)
        assert file is not None
        assert file.data == draft
        assert [claim.status.value for claim in store.claims("b")] == ["wrong"]
        assert [one.fault for one in store.verify()] == [None, None]


def test_report_among_the_stories_is_brought_in(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    filled(desk)
    assert main(["report", "-o", "claims.csv"]) == 0
    report = (desk / "claims.csv").read_bytes().replace(b"List, p. 1", b"List, p. 2")
    (desk / "claims.csv").write_bytes(report)
    launched(["claims.csv"])
    assert "claims.csv:" in capsys.readouterr().err
    with Store.open(str(desk / "desk.sqlite")) as store:
        assert [story.id for story in store.stories()] == ["story"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["https://example.org/a"], "say --web"),
        (["http://127.0.0.1/", "--web"], "no address of the public web"),
        (["story.txt", "--encoding", "klingon"], "no encoding"),
        (["gone.docx"], "cannot be read"),
    ],
)
@pytest.mark.usefixtures("desk")
def test_input_that_cannot_be_had_is_one_sentence(
    capsys: pytest.CaptureFixture[str], typed: list[str], said: str
) -> None:
    assert main(["extract", *typed]) == 2
    assert said in one_sentence(capsys.readouterr().err.encode())


def test_plain_text_waits_for_no_document_library(desk: Path) -> None:
    code = (
        "import sys; from workbench.cli import main; main(['extract', 'story.txt']); "
        "sys.exit(str({'docx', 'lxml', 'trafilatura', 'pypdf', 'openpyxl', 'odfdo', "
        "'workbench.ingest.address'} & set(sys.modules)))"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, cwd=desk, env=environment, check=False
    )
    assert ran.stderr.decode().strip() == "set()"
