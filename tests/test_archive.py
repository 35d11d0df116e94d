"""What the archive holds: every claim with its types, every broken text with its reason."""

from __future__ import annotations

import gzip
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.archives import TEXT, bytes_of, lines, run, table
from workbench import extract
from workbench.archive import Asked, Names
from workbench.archive.columns import written
from workbench.archive.records import LONGEST
from workbench.cli import main
from workbench.errors import InputError, SettingsError

if TYPE_CHECKING:
    from pathlib import Path

STORY = {"id": 7, "text": TEXT, "published": "2014-05-09", "desk": "foreign"}


def test_claims_of_the_archive_are_those_of_extract(tmp_path: Path) -> None:
    run(lines(tmp_path / "in" / "a.jsonl", [STORY]), tmp_path / "out")
    found = pd.read_parquet(tmp_path / "out")
    claims = extract(TEXT, date(2014, 5, 9))
    assert list(found["claim"]) == [claim.text for claim in claims]
    assert list(found["value"]) == [written(claim.value) for claim in claims]
    assert list(found["start"]) == [claim.start for claim in claims]
    assert list(found["earliest"].dropna()) == [one.earliest for one in claims if one.earliest]
    money = found[found["kind"] == "money"].iloc[0]
    assert (money["value_low"], money["value_high"]) == (Decimal(2_500_000), Decimal(2_500_000))
    assert (money["unit"], money["published"], money["id"]) == ("USD", date(2014, 5, 9), 7)
    assert money["sentence"] == "It cost $2.5 million."


def test_flags_stand_beside_the_figures_that_they_are_about(tmp_path: Path) -> None:
    run(lines(tmp_path / "a.jsonl", [STORY]), tmp_path / "out")
    flagged = table(tmp_path / "out").query("flags_working.notna()")
    assert {"250", "40", "25 percent"} == set(flagged["claim"])
    assert [list(flags) for flags in flagged["flags"]] == [["pct_of_count"]] * 3
    assert "16" in flagged["flags_working"].iloc[0]


def test_numbers_and_days_are_typed_for_whoever_computes_with_them(tmp_path: Path) -> None:
    run(lines(tmp_path / "a.jsonl", [STORY]), tmp_path / "out")
    schema = pq.read_schema(next((tmp_path / "out").glob("*.parquet")))
    assert schema.field("value_low").type == pa.decimal128(38, 9)
    assert schema.field("earliest").type == pa.date32()
    assert schema.field("published_at").type == pa.timestamp("us", "UTC")
    assert schema.field("flags").type == pa.list_(pa.string())


def test_other_columns_are_kept_with_their_type_and_ours_keep_their_names(tmp_path: Path) -> None:
    stories = [
        STORY | {"words": 120, "rating": 4, "value": True},
        STORY | {"id": 8, "rating": 4.5, "tags": ["a", "b"]},
    ]
    run(lines(tmp_path / "a.jsonl", stories), tmp_path / "out")
    found = table(tmp_path / "out").groupby("id").first()
    assert found["rating"].tolist() == [4.0, 4.5]
    assert found["desk"].tolist() == ["foreign", "foreign"]
    assert found["in_value"].iloc[0]
    assert found["words"].iloc[0] == 120
    assert found["tags"].iloc[1] == '["a", "b"]'


BROKEN = [
    ("not json", "{", "The line is no JSON"),
    ("text is a number", {"id": 1, "text": 4}, 'It has no text in "text".'),
    ("text is absent", {"id": 1}, 'It has no text in "text".'),
    ("published is no day", {"id": 1, "text": "x", "published": "soon"}, '"soon" is no publ'),
    ("no utf-8", '{"id": 1, "text": "\udcff"}', "The line is not in UTF-8."),
    ("a table of numbers", {"id": 1, "text": "6 " * 130_000}, "The text holds more than 120,000"),
    ("far too long", {"id": 1, "text": "6 " * (LONGEST // 2 + 1)}, "The text is longer than"),
]


@pytest.mark.parametrize(
    ("broken", "said"), [one[1:] for one in BROKEN], ids=[one[0] for one in BROKEN]
)
def test_broken_text_is_a_row_with_its_error_among_the_others(
    tmp_path: Path, broken: object, said: str
) -> None:
    path = lines(tmp_path / "a.jsonl", [STORY, broken, STORY])
    done = run(path, tmp_path / "out")
    found = table(tmp_path / "out")
    errors = found[found["error"].notna()]
    assert (done.tally.stories, done.tally.broken, len(errors)) == (2, 1, 1)
    assert errors["error"].iloc[0].startswith(said)
    assert errors["claim"].isna().all()
    second = len(path.read_bytes().splitlines(keepends=True)[0])
    assert errors["record"].iloc[0] == second
    assert len(found) == 2 * len(extract(TEXT)) + 1


def test_csv_with_line_ends_in_its_cells_is_read_whole_wherever_it_is_cut(tmp_path: Path) -> None:
    row = 'x{},"One said ""60"" men.\n\n244 women came.",2014-05-09,{}\r\n'
    text = "id,text,published,desk\r\n" + "".join(row.format(n, "d" * 900) for n in range(1500))
    (tmp_path / "a.csv").write_text(text, encoding="utf-8-sig", newline="")
    done = run(tmp_path / "a.csv", tmp_path / "out")
    found = table(tmp_path / "out")
    assert done.parts == 2
    assert found[found["value"] == "244"]["id"].tolist() == [f"x{n}" for n in range(1500)]
    assert set(found["desk"]) == {"d" * 900}


def test_csv_row_with_too_many_cells_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id;text\n1;60 men\n2;a;b\n3;\n", encoding="utf-8")
    run(tmp_path / "a.csv", tmp_path / "out")
    found = table(tmp_path / "out")
    assert found["error"].dropna().tolist() == [
        "The row has 3 cells, the header 2.",
        'It has no text in "text".',
    ]
    assert found["id"].fillna("none").tolist() == ["1", "none", "3"]


def test_parquet_keeps_every_type_of_its_columns(tmp_path: Path) -> None:
    at = datetime(2014, 5, 9, 12, tzinfo=UTC)
    given = {"key": [1, 2], "body": [TEXT, None], "published": [at, at], "score": [{"a": 1}] * 2}
    pq.write_table(pa.table(given), tmp_path / "a.parquet", row_group_size=1)
    asked = Asked(Names("key", "body"))
    done = run(tmp_path / "a.parquet", tmp_path / "out", asked)
    found = pq.read_table(next((tmp_path / "out").glob("*.parquet")))
    assert (done.tally.stories, done.tally.broken) == (1, 1)
    assert found["score"][0].as_py() == {"a": 1}
    assert found["published_at"][0].as_py() == at
    assert found["record"].to_pylist()[-1] == 1
    assert found["id"].to_pylist()[-1] == 2


def test_damaged_parts_of_files_are_rows_and_the_rest_is_read(tmp_path: Path) -> None:
    source = tmp_path / "in"
    lines(source / "year=2014" / "a.jsonl", [STORY])
    packed = gzip.compress(b'{"id": 1, "text": "60 men"}\n' * 9)
    (source / "b.jsonl.gz").write_bytes(packed[:-20])
    (source / "c.parquet").write_bytes(b"PAR1 and no more")
    (source / "d.csv").write_bytes("id,text\n".encode("utf-16"))
    (source / "e.jsonl").write_text('{"id": 1, "words": "60 men"}\n', encoding="utf-8")
    (source / "f.parquet").write_bytes(b"")
    done = run(source, tmp_path / "out")
    errors = table(tmp_path / "out").query("error.notna()").set_index("file")["error"]
    assert sorted(set(errors.index)) == [
        *("b.jsonl.gz", "c.parquet", "d.csv", "e.jsonl", "f.parquet"),
    ]  # fmt: skip
    assert "breaks off" in errors["b.jsonl.gz"]
    assert "UTF-16" in errors["d.csv"]
    assert "--text-column" in errors["e.jsonl"]
    assert done.tally.broken == 5
    assert (tmp_path / "out" / "year%3D2014" / "a.jsonl.00000.parquet").exists()


def test_chunks_depend_on_the_input_alone_and_hold_each_line_once(tmp_path: Path) -> None:
    stories = [{"id": n, "text": f"{n} men came. {'x' * 3000}"} for n in range(1000)]
    path = lines(tmp_path / "a.jsonl", stories)
    done = run(path, tmp_path / "one")
    run(path, tmp_path / "two")
    assert done.parts == 3
    assert table(tmp_path / "one")["id"].tolist() == list(range(1000))
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "two")


def _empty(folder: Path) -> tuple[Path, Path]:
    (folder / "in").mkdir()
    return folder / "in", folder / "out"


def _inside(folder: Path) -> tuple[Path, Path]:
    lines(folder / "in" / "a.jsonl", [STORY])
    return folder / "in", folder / "in" / "out"


def _occupied(folder: Path) -> tuple[Path, Path]:
    lines(folder / "out" / "letter.txt", ["Dear editor"])
    return lines(folder / "a.jsonl", [STORY]), folder / "out"


def _textless(folder: Path) -> tuple[Path, Path]:
    return lines(folder / "a.jsonl", [{"id": 1, "body": "x"}]), folder / "out"


def _absent(folder: Path) -> tuple[Path, Path]:
    return folder / "nowhere", folder / "out"


@pytest.mark.parametrize(
    ("prepare", "said"),
    [
        (_empty, "has no .jsonl, .csv or .parquet file"),
        (_inside, "give a folder outside it"),
        (_occupied, "holds something that is no archive"),
        (_textless, "say what it is called with --text-column"),
        (_absent, "is not there"),
    ],
)
def test_what_cannot_be_done_at_all_is_one_sentence_and_code_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], prepare: object, said: str
) -> None:
    assert callable(prepare)
    given, out = prepare(tmp_path)
    assert main(["archive", str(given), str(out), "--workers", "1"]) == 2
    told = capsys.readouterr().err
    assert said in told
    assert "Traceback" not in told
    assert told.splitlines()[-1].startswith("workbench: ")


def test_going_on_with_another_input_or_other_options_is_refused(tmp_path: Path) -> None:
    path = lines(tmp_path / "in" / "a.jsonl", [STORY])
    run(path, tmp_path / "out")
    with pytest.raises(SettingsError, match="other options"):
        run(path, tmp_path / "out", Asked(published=date(2016, 6, 4)))
    lines(path, [STORY, STORY])
    with pytest.raises(SettingsError, match=r"1 of the input's files are new.*a\.jsonl"):
        run(path, tmp_path / "out")


def test_a_finished_run_is_not_run_again(tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", [STORY])
    first = run(path, tmp_path / "out")
    (tmp_path / "out" / "a.jsonl.00000.parquet").touch()
    again = run(path, tmp_path / "out")
    assert (again.tally, again.parts, again.repeated) == (first.tally, 1, 1)


def test_a_plan_that_is_damaged_is_one_sentence(tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", [STORY])
    run(path, tmp_path / "out")
    (tmp_path / "out" / "_plan.json").write_text("{", encoding="utf-8")
    with pytest.raises(InputError, match="cannot be read"):
        run(path, tmp_path / "out")


def test_claims_are_read_by_a_pattern_of_names(tmp_path: Path) -> None:
    run(lines(tmp_path / "in" / "year=2014" / "a.jsonl", [STORY]).parents[1], tmp_path / "out")
    claims = duckdb.read_parquet(f"{tmp_path}/out/**/*.parquet")
    money = claims.filter("unit = 'USD'").aggregate("sum(value_low)")
    assert money.fetchall() == [(Decimal(2_500_000),)]
