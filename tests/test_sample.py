"""The project's own story and report: in our own words, invented, and what the code writes."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.sample import PUBLISHED, add_sample, review_sample, sample_report, sample_text
from workbench.store import Store

ROOT = Path(__file__).parent.parent


def test_claims_csv_is_what_the_code_writes_byte_for_byte() -> None:
    written = (ROOT / "claims.csv").read_bytes()
    assert written == sample_report(), "write it anew: python -m workbench.sample claims.csv"


def test_the_sample_story_says_last_that_it_is_an_exercise() -> None:
    text = sample_text()
    assert 400 <= len(text.split()) <= 600
    assert "exercise" in text.rstrip().splitlines()[-1]


def test_every_sample_source_says_example_and_lies_at_example_org(tmp_path: Path) -> None:
    with Store.open(str(tmp_path / "desk.db")) as store:
        review_sample(store)
        for source in store.sources():
            assert "example" in source.title
            assert source.address == "" or source.address.startswith("https://example.org/")


def test_the_sample_comes_to_the_desk_with_nothing_checked(tmp_path: Path) -> None:
    with Store.open(str(tmp_path / "desk.db")) as store:
        story = store.story(add_sample(store))
        assert story.published == PUBLISHED
        assert {claim.status.value for claim in store.claims(story.id)} == {"open"}


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("244", "244"),
        ("60", "60"),
        ("January 2014", "2014-01"),
        ("mid-May", "2016-05"),
        ("five months", "P5M"),
        ("four", "4"),
    ],
)
def test_the_figures_of_the_sample_are_read(words: str, value: str, tmp_path: Path) -> None:
    with Store.open(str(tmp_path / "desk.db")) as store:
        claims = store.claims(add_sample(store))
    reading = next(claim.reading for claim in claims if claim.reading.text == words)
    assert str(reading.value) == value
