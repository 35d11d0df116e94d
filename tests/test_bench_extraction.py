"""The short form of the extraction benchmark runs and says what it measured."""

from __future__ import annotations

import pytest

from tests.bench.__main__ import main, names
from tests.bench.extraction import cpu_ms, exponent, news
from workbench import extract


def test_the_dispatcher_lists_the_measurements_when_asked_for_none(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main([]) == 2
    assert "extraction" in names()
    assert "extraction" in capsys.readouterr().out


def test_extraction_stays_far_below_forty_milliseconds_per_thousand_words() -> None:
    assert cpu_ms(extract, news()[:20_000]) < 40


@pytest.mark.parametrize("unit", ["1 ", "one hundred ", "5 million ", "May ", '"', "1-"])
def test_cpu_time_grows_no_faster_than_the_text(unit: str) -> None:
    assert exponent(unit, (3_000, 60_000)) < 1.35
