"""The call sheet as a page to print: opened in any browser, nothing fetched, room for answers."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from workbench.app.questions import NOBODY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.app.questions import Question, Sheet

_STYLE = """
body { font: 11pt/1.45 Georgia, serif; max-width: 44em; margin: 2em auto; padding: 0 1em; }
h1 { font-size: 1.3em; } h2 { font-size: 1.1em; margin-top: 2em; border-bottom: 1px solid; }
li { margin: 0 0 1.6em; break-inside: avoid; }
.answer { border-bottom: 1px dotted; height: 1.8em; }
.claims, .log { font: 9pt sans-serif; color: #444; }
section { break-inside: auto; } @media print { section { break-after: page; } }
"""


def printed(title: str, sheets: Sequence[Sheet]) -> str:
    """The sheet as one HTML page; every word of the story and of the desk is escaped."""
    parts = [
        "<!doctype html><html lang='en'><meta charset='utf-8'>",
        f"<title>Call sheet: {escape(title)}</title><style>{_STYLE}</style>",
        f"<h1>Call sheet: {escape(title)}</h1>",
        *(_section(sheet) for sheet in sheets if sheet.questions),
        "</html>",
    ]
    return "\n".join(parts)


def _section(sheet: Sheet) -> str:
    log = (
        ""
        if sheet.whom == NOBODY
        else "<p class='log'>Called on ________ at ____, spoke with ____________</p>"
    )
    asked = "\n".join(map(_item, sheet.questions))
    return f"<section><h2>{escape(sheet.whom)}</h2>{log}<ol>{asked}</ol></section>"


def _item(question: Question) -> str:
    numbers = ", ".join(str(claim.number) for claim in question.claims)
    return (
        f"<li>{escape(question.words)}<div class='answer'></div><div class='answer'></div>"
        f"<div class='claims'>claim {numbers}</div></li>"
    )
