"""What the app shows when there is nothing to show, or when the store cannot be read."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from workbench import extract
from workbench.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable

ENTRY = Path(__file__).parent.parent / "workbench" / "app" / "entry" / "main.py"


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """The app's script on the store of this test, as a session that just opened it."""

    def start(*options: str, store: str | None = None) -> AppTest:
        place = store or f"sqlite:///{tmp_path / 'desk.db'}"
        monkeypatch.setattr(sys, "argv", [str(ENTRY), "--store", place, *options])
        return AppTest.from_file(str(ENTRY), default_timeout=30).run()

    return start


def _words(app: AppTest) -> str:
    shown = [*app.info, *app.warning, *app.error, *app.markdown, *app.caption, *app.subheader]
    return "\n".join(element.value for element in shown)


def test_an_empty_desk_says_so_and_offers_the_sample(app: Callable[..., AppTest]) -> None:
    shown = app()
    assert "The desk is empty" in _words(shown)
    assert "Put the sample story on the desk" in [button.label for button in shown.button]


def test_a_story_that_is_not_there_is_one_sentence_with_a_way_back(
    app: Callable[..., AppTest],
) -> None:
    shown = app("--story", "nowhere")
    assert "nowhere" in _words(shown)
    assert not shown.exception


def test_a_store_that_is_no_database_is_one_sentence_and_no_traceback(
    app: Callable[..., AppTest], tmp_path: Path
) -> None:
    place = tmp_path / "letter.db"
    place.write_text("Dear editor, " * 100, encoding="utf-8")
    shown = app(store=f"sqlite:///{place}")
    assert [error.value for error in shown.error] != []
    assert not shown.exception
    assert "Traceback" not in _words(shown)


def test_several_stories_are_listed_with_their_progress(
    app: Callable[..., AppTest], tmp_path: Path
) -> None:
    with Store.open(str(tmp_path / "desk.db")) as store:
        for title, text in (("Flood", "In 1990, 12 boats sank."), ("Fire", "It cost $5.")):
            published = date(2016, 6, 4)
            store.add_story(
                "A",
                title=title,
                text=text,
                published=published,
                claims=extract(text, published),
            )
    shown = app()
    assert {"Flood", "Fire"} <= {element.value for element in shown.text}
    assert {button.label for button in shown.button} >= {"Open"}
