"""The floors that carrying keeps on the gold drafts; skipped where that set is not at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import gold_drafts

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(
    not gold_drafts.PAIRS.is_file(), reason="the gold drafts are not at hand"
)
MEASURED_ON = "352f0cab0f39f132ccf8235275b207bfc104d04e0495eae1af94464083934015"
# Lowering one is an explicit act: it stands in the history of this file.
FLOORS = {
    False: {"keep": 0.88, "anchor": 0.97, "reworded": 0.88},
    True: {"keep": 0.785, "anchor": 0.97, "reworded": 0.86},
}


def test_the_drafts_are_those_that_the_floors_were_measured_on() -> None:
    assert gold_drafts.digest() == MEASURED_ON


@pytest.mark.parametrize("end_to_end", [False, True])
def test_ticks_are_kept_as_well_as_they_were(tmp_path: Path, *, end_to_end: bool) -> None:
    got = gold_drafts.figures(tmp_path, end_to_end=end_to_end)
    for figure, floor in FLOORS[end_to_end].items():
        assert got[figure] >= floor, f"{figure} fell to {got[figure]:.4f}"


def test_no_tick_survives_that_should_not(tmp_path: Path) -> None:
    assert gold_drafts.figures(tmp_path)["false_carry"] == 0
