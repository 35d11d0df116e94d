"""Words from outside, in every field and view: nothing of them ever runs, loads or links."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.reviewer import settled, sign_in
from workbench.claim import Claim, Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Dialog, Page

    from tests.browser.serving import Desk

pytestmark = pytest.mark.browser

_LIST = Path(__file__).parents[3] / "shared" / "hostile" / "security" / "xss.json"
_FEW = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![x](http://127.0.0.2/leak.png) [x](javascript:alert(1))",
    "<iframe srcdoc='<script>parent.alert(1)</script>'>",
    "<style>body{background:url(http://127.0.0.2/s)}</style>",
    "javascript:alert(1)",
]
_FOREIGN = """() => {
    const roots = [document];
    const found = [];
    while (roots.length) {
        const root = roots.pop();
        for (const one of root.querySelectorAll("*")) {
            if (one.shadowRoot) roots.push(one.shadowRoot);
            // the galley's own line for notes is a form
            if (/^(IFRAME|OBJECT|EMBED|BASE|FORM)$/.test(one.tagName) && one.id !== "entry")
                found.push(one.outerHTML.slice(0, 200));
            if (one.tagName === "SCRIPT" && /alert/.test(one.textContent)) found.push("script");
            for (const name of one.getAttributeNames())
                if (name.startsWith("on")) found.push(`${one.tagName} ${name}`);
            // the page's own icon is an image in itself
            const link = one.rel === "shortcut icon" ? null : one.getAttribute("href");
            if (link && /^\\s*[a-z][a-z0-9+.-]*:/i.test(link) && !/^(https?|mailto):/i.test(link))
                found.push(link);
            if (/leak|^x$/.test(one.getAttribute("src") ?? "")) found.push(one.outerHTML);
        }
    }
    return found;
}"""


def payloads() -> list[str]:
    """The shared list where there is one, and our own."""
    shared = json.loads(_LIST.read_text(encoding="utf-8")) if _LIST.exists() else []
    return [*shared, *_FEW]


class Watch:
    """What a page did that it should not."""

    def __init__(self, page: Page) -> None:
        self.faults: list[str] = []
        page.on("dialog", self._answer)
        page.on("console", lambda said: self._hear(said.text))
        page.on("request", lambda asked: self._see(asked.url))

    def _answer(self, dialog: Dialog) -> None:
        self.faults.append("dialog")
        dialog.dismiss()

    def _hear(self, said: str) -> None:
        if "Content Security Policy" in said:
            self.faults.append(said)

    def _see(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob", "file") and parts.hostname != "127.0.0.1":
            self.faults.append(url)


def place_hostile_story(desk: Desk) -> str:
    """A story with each payload in its text, title and reviewer's cells; its id."""
    words = payloads()
    text = "\n\n".join(f"{one} 244 people" for one in words)
    claims, at = [], 0
    for one in words:
        start = text.index(f"{one} 244 people", at)
        end = at = start + len(one)
        claims.append(
            Claim(
                start=start, end=end, ext_start=start, ext_end=end, text=text[start:end],
                kind=Kind.PASSAGE, value=None, sent_start=start, sent_end=end + 11,
                speaker=one, counted=one, guess=one,
            )
        )  # fmt: skip
    with desk.open() as store:
        story = store.add_story(
            words[1], title=words[0], text=text, published=None, claims=claims, story_id="hostile"
        )
        for claim, one in zip(store.claims(story), words, strict=True):
            evidence = [
                {
                    "cited": one, "title": one, "address": one, "locator": one, "role": "",
                    "quote": one, "supports": one,
                }
            ]  # fmt: skip
            cells = {
                "status": "wrong", "note": one, "proposed": one, "reason": one,
                "evidence": json.dumps(evidence),
            }  # fmt: skip
            changes = {(claim.id, name): value for name, value in cells.items()}
            seen = {(claim.id, name): "open" if name == "status" else None for name in cells}
            assert store.apply(one, changes, seen).conflicts == ()
    return story


def test_hostile_words_stay_words_in_every_view_and_in_the_page_on_disk(
    start_desk: Callable[..., Desk], open_page: Callable[..., Page], tmp_path: Path
) -> None:
    desk = start_desk()
    story = place_hostile_story(desk)
    page = open_page("about:blank")
    watch = Watch(page)
    page.goto(f"{desk.url}review?story={story}")
    sign_in(page, payloads()[1])
    page.wait_for_function("() => document.cookie.includes('workbench_reviewer')")
    for view in ("desk", "review", "calls", "sources", "report"):
        page.goto(f"{desk.url}{view}?story={story}")
        settled(page)
        expect(page.locator(".st-key-reviewer_badge")).to_contain_text(payloads()[1])
        assert page.evaluate(_FOREIGN) == [], view
        assert watch.faults == [], view
    form = page.get_by_role("combobox", name="Form")
    form.click()
    form.press_sequentially("page to read")
    form.press("Enter")
    settled(page)
    with page.expect_download() as got:
        page.get_by_role("button", name="Download the page").click()
    file = tmp_path / "report.html"
    got.value.save_as(file)
    page.goto(file.as_uri())
    expect(page.locator("mark")).to_have_count(len(payloads()))
    shown = page.locator(".words").all_text_contents()
    assert shown == [f"{one} 244 people" for one in payloads()]
    assert page.evaluate(_FOREIGN) == []
    assert page.locator("script, img, iframe, link").count() == 0
    assert watch.faults == []
