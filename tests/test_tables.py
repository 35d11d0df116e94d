"""Tables of documents as passages: sheets, long ones, those inside of pages, their cells."""

from __future__ import annotations

import pytest

from tests.documents import tracked_docx, workbook
from workbench import extract
from workbench.evidence import ask, judge_passage, locator_of, passages_of
from workbench.ingest import read_story_bytes
from workbench.store.finding import look_up
from workbench.store.passages import PassageIndex

RETURNS: list[list[object]] = [
    ["Returns by village, 2014"], [], ["Village", "Houses", "Returned"],
    ["Kalna", 31, 244], [], ["Burdwan", 12, 1.5],
]  # fmt: skip


def test_every_sheet_of_a_workbook_is_a_table_with_the_cells_of_the_file() -> None:
    read = read_story_bytes(
        workbook([["Nothing here but words"]], Returns=RETURNS), "r.xlsx", as_source=True
    )
    first, returns = passages_of(read)
    assert (first.place, returns.place, returns.id) == ("sheet Sheet", "sheet Returns", "r.xlsx#2")
    assert returns.caption == "r – Returns – Returns by village, 2014"
    assert returns.table[0] == ("Village", "Houses", "Returned")
    assert locator_of(returns, (1, 2)) == "sheet Returns, cell C4"
    assert locator_of(returns, (2, 0)) == "sheet Returns, cell A6"
    assert locator_of(returns) == "sheet Returns"


def test_figure_of_a_claim_is_found_in_its_cell() -> None:
    sentence = "To Kalna 244 people returned in 2014."
    with PassageIndex() as index:
        read = read_story_bytes(workbook([["x"]], Returns=RETURNS), "r.xlsx", as_source=True)
        index.add("aa", passages_of(read))
        found = look_up(index, extract(sentence)[0], sentence)
    assert found.best is not None
    assert (found.stands.value, found.best.judged.cell) == ("same", (1, 2))
    assert locator_of(found.best.passage, found.best.judged.cell) == "sheet Returns, cell C4"


def test_long_table_is_cut_into_pieces_that_carry_the_heads() -> None:
    rows = "".join(f"Village {n},{n + 5000}\n" for n in range(3000))
    read = read_story_bytes(f"Village,Returned\n{rows}".encode(), "long.csv", as_source=True)
    pieces = passages_of(read)
    assert len(pieces) == 100
    assert {(one.table[0], len(one.table)) for one in pieces} == {(("Village", "Returned"), 31)}
    assert len({one.id for one in pieces}) == 100
    assert locator_of(pieces[-1], (30, 1)) == "table, cell B3001"


def test_sheet_of_figures_alone_is_a_source_without_heads() -> None:
    read = read_story_bytes(b"1990,12.5\n1991,13.5\n", "rate.csv", as_source=True)
    (table,) = passages_of(read)
    assert table.table == (("", ""), ("1990", "12.5"), ("1991", "13.5"))
    assert locator_of(table, (1, 1)) == "table, cell B1"
    assert read.text == "1990\t12.5\n1991\t13.5"


PAGE = b"""<html><body><article><p>The ministry has counted the people who returned to villages.</p>
<table><tr><th>Village</th><th>Returned</th></tr><tr><td>Kalna</td><td>244</td></tr></table>
<p>Nobody else has counted them, as far as anybody knows.</p></article></body></html>"""


@pytest.mark.parametrize(("data", "name"), [(PAGE, "p.html"), (tracked_docx(), "d.docx")])
def test_table_inside_a_document_is_one_passage_with_heads(data: bytes, name: str) -> None:
    found = passages_of(read_story_bytes(data, name))
    (table,) = [one for one in found if one.table]
    town = table.table[1][0]
    sentence = f"In {town} {table.table[1][-1]} people were counted."
    assert locator_of(table, (1, 1)).endswith(", cell B2")
    assert locator_of(table).startswith("table at paragraph ")
    judged = judge_passage(extract(sentence)[-1], ask(sentence), table, ())
    assert (judged.stands.value, judged.cell) == ("same", (1, len(table.table[0]) - 1))
    assert all(not one.text.startswith(town) for one in found if not one.table)
