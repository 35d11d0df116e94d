"""Two reviewers at once while the story moves under them: the short form of ``bench review``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.bench.review import two_reviewers

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.browser.serving import Desk

pytestmark = pytest.mark.browser


def test_edits_of_two_reviewers_by_turns_are_all_kept_on_their_own_rows(
    desk: Desk, chromium: Browser
) -> None:
    found = two_reviewers(chromium, desk, 6)
    assert (found["lost"], found["on a wrong row"]) == (0, 0)
    assert found["cells"] >= 3
