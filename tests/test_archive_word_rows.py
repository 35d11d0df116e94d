"""The rows of a word: found exactly, however many words and rows there are."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from workbench.archive.word_rows import rows_with, write_word_rows

if TYPE_CHECKING:
    from pathlib import Path

_MONSTER = "z" * 10_000


@pytest.fixture(scope="module")
def sentences() -> list[set[str]]:
    """The stems of many rows: a few that are in half of them, many that are rare."""
    chance = random.Random(5)  # noqa: S311 - words, not secrets
    common, rare = ["syria", "peopl", "ünlü"], [f"w{number}" for number in range(9_000)]
    return [
        {*chance.sample(common, chance.randint(0, 3)), *chance.sample(rare, 4)}
        | ({_MONSTER} if number % 1_000 == 7 else set())
        for number in range(40_000)
    ]


@pytest.fixture(scope="module")
def place(sentences: list[set[str]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("words") / "00000.words"
    write_word_rows(place, pa.array([f" {' '.join(sorted(one))} " for one in sentences]))
    return place


@pytest.mark.parametrize(
    "stems",
    [{"syria"}, {"peopl", "syria"}, {"syria", "ünlü", "w17"}, {"w0"}, {"w8999"}, {_MONSTER}],
    ids=lambda stems: "+".join(sorted(stems))[:20],
)
def test_rows_are_those_whose_sentence_has_every_word(
    place: Path, sentences: list[set[str]], stems: set[str]
) -> None:
    wanted = [row for row, one in enumerate(sentences) if stems <= one]
    assert wanted
    assert rows_with(place, stems).tolist() == wanted


@pytest.mark.parametrize("absent", ["", "syri", "syriaa", "zzzz", "a", "ž"])
def test_word_that_no_sentence_has_has_no_rows(place: Path, absent: str) -> None:
    assert rows_with(place, [absent]).tolist() == []
    assert rows_with(place, ["syria", absent]).tolist() == []


def test_words_lie_in_several_row_groups_so_that_few_are_unpacked(place: Path) -> None:
    assert pq.read_metadata(place).num_row_groups > 2


def test_shelf_without_figures_has_no_words(tmp_path: Path) -> None:
    write_word_rows(tmp_path / "none.words", pa.array([], pa.string()))
    assert rows_with(tmp_path / "none.words", ["syria"]).tolist() == []
