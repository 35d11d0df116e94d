"""How the app looks, worked out from its own settings: contrasts, marks, keys."""

from __future__ import annotations

import re
import tomllib
from itertools import product
from pathlib import Path

import pytest

from workbench.app.wording import STATUS_KEYS, STATUS_LABELS, STATUS_MARKS
from workbench.claim import Status

APP = Path(__file__).parent.parent / "workbench" / "app"
THEME = tomllib.loads((APP / "entry/.streamlit/config.toml").read_text(encoding="utf-8"))["theme"]
CSS = (APP / "galley" / "galley.css").read_text(encoding="utf-8")
TONES = ("gray", "green", "blue", "orange", "red", "violet")
READABLE, VISIBLE = 4.5, 3.0  # WCAG 2.2 AA: text (1.4.3), marks and lines (1.4.11)


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The WCAG contrast ratio of two colours, 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_contrast_of_black_on_white_is_21() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_words_and_marks_are_readable_on_whatever_they_stand_on(scheme: str) -> None:
    theme = THEME[scheme]
    papers = [theme["backgroundColor"], theme["secondaryBackgroundColor"]]
    papers += [theme[f"{tone}BackgroundColor"] for tone in TONES]
    for paper in papers:
        assert contrast(theme["textColor"], paper) >= READABLE
    for tone, paper in product(TONES, (theme["backgroundColor"], None)):
        under = paper or theme[f"{tone}BackgroundColor"]
        assert contrast(theme[f"{tone}TextColor"], under) >= READABLE, (tone, under)
    assert contrast(theme["primaryColor"], theme["backgroundColor"]) >= READABLE
    assert contrast(theme["grayTextColor"], theme["secondaryBackgroundColor"]) >= READABLE
    assert contrast(theme["primaryColor"], theme["secondaryBackgroundColor"]) >= VISIBLE


def test_no_two_states_have_the_same_mark_key_or_name() -> None:
    for names in (STATUS_MARKS, STATUS_KEYS, STATUS_LABELS):
        assert set(names) == set(Status)
        assert len(set(names.values())) == len(Status)
    assert not set(STATUS_KEYS.values()) & set("jknseyuU?")


def test_each_state_but_open_has_a_look_of_its_own_in_the_text() -> None:
    styled = set(re.findall(r'mark\[data-status="(\w+)"\]', CSS))
    assert styled == {status.value for status in Status} - {"open"}
