"""The short form of the extraction benchmark runs and says what it measured."""

from __future__ import annotations

import pytest

from tests.bench import extraction
from tests.bench.__main__ import main, names
from tests.bench.extraction import exponent, news, ratios, slope, token_scan
from workbench import extract

_SIZES = (3_000, 60_000)
# Halfway between what grows with the text and what grows with its square, and far from what a busy
# machine does to the least of so many turns.
_BETWEEN, _TURNS = 1.5, 3


def test_the_dispatcher_lists_the_measurements_when_asked_for_none(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main([]) == 2
    assert "extraction" in names()
    assert "extraction" in capsys.readouterr().out


@pytest.mark.parametrize("unit", ["1 ", "one hundred ", "5 million ", "May ", '"', "1-"])
def test_cpu_time_grows_no_faster_than_the_text(unit: str) -> None:
    assert exponent(unit, _SIZES, _TURNS) < _BETWEEN


def test_time_that_grows_with_the_square_of_the_text_is_seen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def extract_again_and_again(text: str) -> None:
        for _ in range(1 + len(text) // 6_000):
            extract(text)

    monkeypatch.setattr(extraction, "extract", extract_again_and_again)
    assert exponent("May ", _SIZES) > _BETWEEN


def test_the_exponent_of_a_power_law_is_found_again() -> None:
    assert slope((10, 100, 1_000), [0.5, 5.0, 50.0]) == pytest.approx(1)
    assert slope((10, 100, 1_000), [1.0, 100.0, 10_000.0]) == pytest.approx(2)


def test_the_token_scan_counts_the_known_words() -> None:
    assert token_scan("Of 244 people, 12 people fled", frozenset({"people", "fled"})) == 3


def test_extraction_stays_within_forty_times_a_bare_token_scan(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # without the peers, which take seconds; forty leaves room for a busy machine
    monkeypatch.setattr("tests.bench.extraction.peers", lambda: iter(()))
    ratio = ratios(news()[:20_000])["token scan"]
    assert ratio is not None
    assert ratio < 40
