"""The archive's benchmark says what it can measure, on stories that are the same each time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.bench._many_claims import multiply
from tests.bench._stories import stories, write_stories
from tests.bench.archive import main

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

from tests.archives import run
from workbench.archive import answer


def test_a_figure_that_there_is_none_of_is_refused_with_the_names(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["nonsense"]) == 2
    assert "search" in capsys.readouterr().out


def test_stories_to_measure_on_are_the_same_each_time_and_unlike_each_other() -> None:
    assert list(stories(3)) == list(stories(3))
    assert len({str(story["text"]) for story in stories(50)}) == 50


def test_multiplied_archive_is_found_in_like_any_other(tmp_path: Path) -> None:
    write_stories(tmp_path / "in" / "a.jsonl", 20)
    run(tmp_path / "in", tmp_path / "small")
    figures = multiply(tmp_path / "small", tmp_path / "large", 3_000)
    found = answer(tmp_path / "large", "people", 5)
    assert figures > 1_000
    assert found.total > 5
    assert all("people" in f"{one.title} {one.sentence}".lower() for one in found.found)
