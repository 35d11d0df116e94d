"""The index of documents: its words, its resuming, its search."""

from __future__ import annotations

import sqlite3
from threading import Event, Thread
from typing import TYPE_CHECKING

import pytest

from workbench import extract, find
from workbench.errors import StoreError
from workbench.evidence import Passage, ask, cells_of, judge, paragraph, passages_of, table_of
from workbench.evidence.stems import stem
from workbench.ingest import read_story_bytes
from workbench.lexicon import words
from workbench.store.passages import PassageIndex

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

REPORT = [
    paragraph("report#1", "The ministry's report on the floods of January 2014"),
    paragraph("report#2", "In all, 244 people returned to the flooded villages on Monday."),
    paragraph("report#3", "The army sent 244 tanks and 12 boats."),
    paragraph("other#1", "Prices of bread rose by 12 percent."),
]


def ids(claim: str) -> list[str]:
    (found,) = find([claim], REPORT)
    return [one.id for one in found.passages]


def test_our_stems_are_those_of_the_full_text_index() -> None:
    tables = ("nouns", "numbers", "grammar_words", "units", "speakers", "cues", "tenses")
    ours = sorted(
        {w for name in tables for w in words(name) if w.isascii() and w.isalpha() and w.islower()}
    )
    file = sqlite3.connect(":memory:")
    file.execute("CREATE VIRTUAL TABLE words USING fts5(text, tokenize = 'porter unicode61')")
    file.execute("CREATE VIRTUAL TABLE terms USING fts5vocab(words, 'instance')")
    file.executemany("INSERT INTO words (rowid, text) VALUES (?, ?)", enumerate(ours))
    cut = dict(file.execute("SELECT doc, term FROM terms").fetchall())
    assert len(cut) > 1000
    assert {ours[row]: term for row, term in cut.items()} == {word: stem(word) for word in ours}


def test_wrong_number_still_finds_its_passage() -> None:
    assert ids("Some 249 people returned to the flooded villages.")[0] == "report#2"


def test_number_alone_does_not_make_a_passage_the_best() -> None:
    assert ids("About 12 people returned to their villages.")[0] == "report#2"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("On Monday 244 people returned to the villages.", "supports"),
        ("On Monday 249 people returned to the villages.", "contradicts"),
        ("More than 200 people returned to the villages.", "supports"),
        ("The floods of January 2014 were in the ministry's report.", "supports"),
        ("The floods of March 2014 were in the ministry's report.", "contradicts"),
        ("The choir sang two songs in Vienna.", "unclear"),
        ("People returned to the villages.", "unclear"),
    ],
)
def test_figures_of_the_best_passages_judge_the_claim(claim: str, verdict: str) -> None:
    (found,) = find([claim], REPORT)
    assert found.verdict.value == verdict


def test_people_are_not_supported_by_as_many_tanks() -> None:
    tanks = [paragraph("a", "The army of the north sent 244 tanks to the villages.")]
    claim = ask("The army of the north says 244 people went to the villages.")
    assert judge(claim, tanks).value != "supports"


SHIPS = table_of(
    "ships", "Warships of the Swedish navy",
    [["rank", "ship", "built", "crew"], ["1", "Vasa", "1628", "145"],
     ["2", "Kronan", "1668", "500"], ["3", "Kalmar Nyckel", "1625", "40"]],
)  # fmt: skip


@pytest.mark.parametrize(
    ("claim", "cell"),
    [
        ("The Vasa had a crew of 145.", (1, 3)),
        ("The Vasa had a crew of 150.", (1, 3)),
        ("The Kronan had the largest crew of the Swedish navy.", (2, 3)),
        ("The Kronan was built after the Kalmar Nyckel.", (3, 2)),
        ("Kronan was the only ship with a crew of 500.", (2, 1)),
    ],
)
def test_first_cell_named_is_the_one_that_the_claim_speaks_of(
    claim: str, cell: tuple[int, int]
) -> None:
    assert cells_of(ask(claim), SHIPS.table)[0] == cell


def test_table_without_rows_or_with_uneven_ones_has_no_fault() -> None:
    question = ask("The Vasa had a crew of 145.")
    assert cells_of(question, (("ship", "crew"),)) == []
    assert cells_of(question, (("ship", "crew"), ("Vasa",), ("Vasa", "145", "x")))[0] == (2, 1)


def long_report(size: int = 250) -> list[Passage]:
    return [paragraph(f"long#{n}", f"House {n} of {size} lost {n} cows.") for n in range(size)]


def test_reading_in_that_was_stopped_goes_on_inside_the_document(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []

    def goes_on(done: int, of: int) -> bool:
        told.append((done, of))
        return done != 100

    question = ask("House 17 lost 17 cows.")
    with PassageIndex(tmp_path / "index.sqlite") as index:
        assert not index.add("a", long_report(), goes_on)
        # half a document is not searched as if it were all of it
        assert (index.has("a"), index.documents(), index.search(question)) == (False, {}, [])
        assert len(index.passages_of_document("a")) == 100
    with PassageIndex(tmp_path / "index.sqlite") as index:
        assert index.add("a", long_report(), goes_on)
        assert (index.has("a"), index.documents()) == (True, {"a": 250})
        assert index.passages_of_document("a") == long_report()
        assert index.search(question)[0][1].passage.id == "long#17"
        assert index.add("a", [], goes_on)
    assert told == [(100, 250), (200, 250), (250, 250)]


def test_document_that_fails_half_way_is_not_searched(tmp_path: Path) -> None:
    def broken() -> Iterator[Passage]:
        yield REPORT[1]
        raise OSError("the disk is gone")

    with PassageIndex(tmp_path / "index.sqlite") as index:
        with pytest.raises(OSError, match="disk"):
            index.add("a", broken())
        assert not index.has("a")
        assert index.search(ask("244 people returned.")) == []


def test_one_thread_searches_while_another_reads_in(tmp_path: Path) -> None:
    file, done = tmp_path / "index.sqlite", Event()
    with PassageIndex(file) as index:
        index.add("a", REPORT)

    def read_in() -> None:
        with PassageIndex(file) as mine:
            for number in range(4):
                mine.add(f"b{number}", [paragraph("b#1", "Of 31 boats 3 sank.")] * 150)
        done.set()

    other = Thread(target=read_in)
    other.start()
    with PassageIndex(file) as index:
        question, counts = ask("In all 244 people returned to the villages."), set[int]()
        while not done.is_set():
            assert index.search(question)[0][1].passage.id == "report#2"
            counts.add(len(index.documents()))
        other.join()
        assert index.documents() == {"a": 4, **{f"b{n}": 150 for n in range(4)}}
        # how rare a word is follows what the other thread has put there
        assert index.search(ask("the sunken boats"))[0][1].passage.id == "b#1"
    assert counts <= set(range(1, 6))


def test_two_that_read_the_same_document_in_keep_it_once(tmp_path: Path) -> None:
    with PassageIndex(tmp_path / "index.sqlite") as one, PassageIndex(one.where) as two:

        def meanwhile(done: int, _: int) -> bool:
            return two.add("a", long_report()) if done == 100 else True

        one.add("a", long_report(), meanwhile)
        assert one.documents() == two.documents() == {"a": 250}


def test_figures_are_kept_with_their_passage_and_document() -> None:
    with PassageIndex() as index:
        index.add("aa", REPORT)
        ((_, best), *_) = index.search(ask("244 people returned on Monday."))
        document, figures = index.kept(best)
        assert document == "aa"
        assert figures == tuple(extract(best.passage.text))
        assert [one.text for one in figures] == ["244", "Monday"]


def test_document_taken_out_is_found_no_more() -> None:
    with PassageIndex() as index:
        index.add("a", REPORT[:3])
        index.add("b", REPORT[3:])
        index.add("c", long_report(), lambda _done, _of: False)
        index.remove("a")
        index.remove("c")
        assert [one.passage.id for _, one in index.search(ask("12 percent"))] == ["other#1"]
        assert index.search(ask("244 people returned to the villages")) == []


def test_file_that_is_no_index_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "index.sqlite").write_text("no database" * 100)
    with pytest.raises(StoreError, match="delete it"):
        PassageIndex(tmp_path / "index.sqlite")


@pytest.mark.parametrize("claim", ['"', "NEAR(a b)", "text:*", "a OR", "", "''; DROP", "^$ -"])
def test_signs_of_the_query_language_are_words_like_others(claim: str) -> None:
    (found,) = find([claim], REPORT)
    assert len(found.passages) <= len(REPORT)


def test_half_a_character_in_a_document_hurts_nothing() -> None:
    broken = [paragraph("p\ud800", "There are 60 names \ud800 on it"), table_of("t", "\ud800", [])]
    (found,) = find(["60 names"], broken)
    assert [(one.id, one.text[-7:]) for one in found.passages] == [("p\ud800", "\ud800 on it")]


def test_passages_of_a_file_say_where_they_stand() -> None:
    page = b"<html><body><article><p>River rose 3 ft.</p><p>It fell.</p></article></body></html>"
    text = passages_of(read_story_bytes(b"One.\n\n\nTwo.", "a.txt"))
    assert [(one.id, one.document, one.place) for one in text] == [
        ("a.txt#1", "a.txt", "paragraph 1"), ("a.txt#2", "a.txt", "paragraph 2"),
    ]  # fmt: skip
    assert "River rose 3 ft." in passages_of(read_story_bytes(page, "p.html"))[0].text
    (sheet,) = passages_of(read_story_bytes(b"ship,crew\nVasa,145\n", "s.csv"))
    assert sheet.table == (("ship", "crew"), ("Vasa", "145"))
