"""What is shipped: settings, headers, versions above the advisories, text that is never markup."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from workbench.app.headers import HEADERS
from workbench.app.launch import _ENTRY
from workbench.report.safe_text import escaped, for_xml, linkable, safe_name

HOUSE = Path(__file__).parents[1]
FLOORS = {
    "pypdf": "6.6",
    "lxml": "6.1",
    "streamlit": "1.54",
    "python-docx": "0.8.6",
    "starlette": "1.1",
}
"""The first versions without the faults that were made known of earlier ones."""


def test_shipped_settings_are_the_safe_ones() -> None:
    settings = tomllib.loads((_ENTRY.parent / ".streamlit" / "config.toml").read_text())
    assert settings["server"] | {
        "address": "127.0.0.1", "enableXsrfProtection": True, "enableCORS": True,
        "maxUploadSize": 20,
    } == settings["server"]  # fmt: skip
    assert settings["browser"]["gatherUsageStats"] is False
    assert (
        settings["client"] | {"showErrorDetails": "none", "disableDataExport": True}
        == (settings["client"])
    )


def test_policy_lets_no_foreign_thing_run_and_nobody_frame_the_app() -> None:
    policy = dict(part.split(" ", 1) for part in HEADERS["Content-Security-Policy"].split("; "))
    assert "'unsafe-inline'" not in policy["script-src"]
    assert "'unsafe-eval'" not in policy["script-src"].replace("'wasm-unsafe-eval'", "")
    assert policy["connect-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["object-src"] == "'none'"
    assert not any("http" in words or "*" in words for words in policy.values())
    assert HEADERS["X-Content-Type-Options"] == "nosniff"
    assert HEADERS["Referrer-Policy"] == "no-referrer"


def test_no_dependency_may_be_older_than_its_last_advisory() -> None:
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text())["project"]
    allowed = {one.name: one.specifier for one in map(Requirement, project["dependencies"])}
    for name, floor in FLOORS.items():
        lowest = min(Version(one.version.removesuffix(".*")) for one in allowed[name])
        assert lowest >= Version(floor), name


def test_no_page_of_ours_reads_html_or_markdown_of_unknown_words() -> None:
    """Words for a place that reads markup are our own, or have gone through ``plain``."""
    unsafe = []
    for file in sorted((HOUSE / "workbench" / "app").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            if any(one.arg == "unsafe_allow_html" for one in node.keywords):
                unsafe.append(f"{file.name}:{node.lineno}")
            called = ast.unparse(node.func)
            if called.endswith((".html", ".markdown")) and not _is_ours(node):
                unsafe.append(f"{file.name}:{node.lineno} {called}")
    assert unsafe == []


def _is_ours(call: ast.Call) -> bool:
    """Whether what is shown is a constant, a file of ours, or escaped wherever it is not."""
    shown = call.args[0]
    if isinstance(shown, ast.JoinedStr):
        filled = [one.value for one in shown.values if isinstance(one, ast.FormattedValue)]
        return all(_is_harmless(one) for one in filled)
    return _is_harmless(shown)


_ESCAPES = ("plain(", "escape(", "marked_html(")


def _is_harmless(node: ast.expr) -> bool:
    words = ast.unparse(node)
    return (
        isinstance(node, ast.Constant)
        or words.startswith(
            (
                "plain(",
                "wording.plain(",
                "escape(",
                "marked_html(",
                "_HERE / ",
                "len(",
                "_KEYS",
                "STATUS_",
            )
        )
        or words.isupper()
    )


@pytest.mark.parametrize(
    "address",
    [
        *("javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "\x01http://a"),
        *(" https://a", "data:text/html,<script>", "vbscript:x", "blob:http://a", "file:///etc"),
        *('http://a/"onmouseover=alert(1)//', "http://a b", "//a", ""),
    ],
)
def test_address_of_another_kind_becomes_no_link(address: str) -> None:
    assert linkable(address) == ""


@pytest.mark.parametrize("address", ["http://a.example/b?c=d&e", "https://a", "mailto:a@b.example"])
def test_address_of_the_web_or_of_mail_becomes_a_link(address: str) -> None:
    assert linkable(address) == address


def test_text_for_markup_holds_no_markup_and_no_character_that_breaks_it() -> None:
    assert escaped("<b>\x00\ud800'\"&") == "&lt;b&gt;\u2400\ufffd&#x27;&quot;&amp;"
    assert for_xml("a\u2028\tb\r\n") == "a\u2028\tb\r\n"


@pytest.mark.parametrize(
    "name",
    ["../../x", "..", "/etc/passwd", "C:\\x", "a\0b", "con\u202e", "-" * 300],
)
def test_file_name_leads_nowhere(name: str) -> None:
    found = safe_name(name, "file")
    assert found
    assert len(found) < 100
    assert not set(found) & set("/\\:\0\u202e")
    assert found not in (".", "..")
