"""The floors that our dates keep on the gold sets; skipped where those sets are not at hand."""

from __future__ import annotations

import pytest

from tests import gold_dates
from workbench.grammar.typed_dates import read_absolute

pytestmark = pytest.mark.skipif(
    not (gold_dates.GOLD / "dates").is_dir(), reason="the gold date sets are not at hand"
)
# Lowering one is an explicit act: it stands in the history of this file.
FLOORS = {
    "news_te3": {"value_f1": 0.885, "relaxed_f1": 0.97, "value_acc": 0.905},
    "wikiwars": {"value_f1": 0.85, "value_acc": 0.89},
    "gum_news": {"relaxed_r": 0.94, "value_acc": 0.89},
}


@pytest.mark.parametrize("name", FLOORS)
def test_a_date_set_is_read_as_well_as_it_was(name: str) -> None:
    got = gold_dates.figures(name)
    for figure, floor in FLOORS[name].items():
        assert got[figure] >= floor, f"{figure} fell to {got[figure]:.4f}"


def test_dateparser_reads_some_of_the_gold() -> None:
    read_absolute.cache_clear()
    for row in gold_dates.documents("recognizers").values():
        gold_dates.date_spans(row["text"], row.get("ref_date"))
    assert read_absolute.cache_info().misses > 0
