"""The archive's page: what it shows of figures that were printed, of none, and of a fault."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from tests.archives import lines, run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PAGE = """
from workbench.app.archive_page import show_archive
show_archive()
"""


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """The page as a desk that was started with these options shows it."""

    def show(*options: str) -> AppTest:
        store = f"sqlite:///{tmp_path / 'desk.db'}"
        monkeypatch.setattr(sys, "argv", ["main.py", "--store", store, *options])
        return AppTest.from_string(PAGE, default_timeout=30).run()

    return show


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> str:
    """An archive of thirty stories of the same figure, with words that look like markup."""
    folder = tmp_path_factory.mktemp("archive")
    story = {"title": "<b>War</b>", "text": "In **Syria** 244 people left.", "published": "2014-05"}
    stories = [story | {"id": n, "published": f"2014-05-{n:02}"} for n in range(1, 31)]
    run(lines(folder / "a.jsonl", stories), folder / "out")
    return str(folder / "out")


def test_a_desk_without_an_archive_says_how_to_make_one(page: Callable[..., AppTest]) -> None:
    shown = page()
    assert "No archive is connected" in shown.info[0].value
    assert "workbench archive STORIES/ ARCHIVE/" in shown.code[0].value


def test_figures_are_listed_as_plain_text_newest_first_and_more_on_demand(
    page: Callable[..., AppTest], archive: str
) -> None:
    shown = page("--archive", archive)
    assert [*shown.info, *shown.warning, *shown.text] == []
    shown = shown.text_input(key="archive_query").set_value("244 people, Syria, 2014").run()
    assert "20 of 30 figures" in shown.caption[0].value
    assert shown.text[0].value == "30 May 2014 · <b>War</b> (30) · 244 people"
    assert shown.text[1].value == "“In **Syria** 244 people left.”"
    shown = shown.button[0].click().run()
    assert len(shown.text) == 2 * 30
    assert not shown.button


def test_no_figure_a_vague_query_and_a_lost_archive_are_each_a_sentence(
    page: Callable[..., AppTest], archive: str, tmp_path: Path
) -> None:
    shown = page("--archive", archive)
    shown = shown.text_input(key="archive_query").set_value("9 people, Syria").run()
    assert "The archive has no such figure" in shown.info[0].value
    shown = shown.text_input(key="archive_query").set_value("2014").run()
    assert "Say a figure" in shown.warning[0].value
    lost = page("--archive", str(tmp_path / "lost"))
    lost = lost.text_input(key="archive_query").set_value("9 people").run()
    assert "is no archive" in lost.warning[0].value
    assert not lost.exception
