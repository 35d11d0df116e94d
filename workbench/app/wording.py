"""What the screen calls things: the newsroom's words, and words from outside made harmless."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbench.claim import Status
from workbench.report.words import (
    FIELD_LABELS,
    KIND_LABELS,
    SAID_SO_LABELS,
    STATUS_LABELS,
    STATUS_MARKS,
    days,
    doubt,
    duration,
    field_name,
    number,
    reads_as,
    shown,
    when,
)

if TYPE_CHECKING:
    from workbench.claim import Claim

__all__ = [
    "FIELD_LABELS",
    "KIND_LABELS",
    "SAID_SO_LABELS",
    "STATUS_KEYS",
    "STATUS_LABELS",
    "STATUS_MARKS",
    "days",
    "doubt",
    "duration",
    "excerpt",
    "field_name",
    "number",
    "plain",
    "reads_as",
    "sentence",
    "shown",
    "when",
]

# One key per status in the text; J, K, N, S, E, Y and U are taken.
STATUS_KEYS = {
    Status.OPEN: "o",
    Status.ASKED: "a",
    Status.CONFIRMED: "c",
    Status.CONFIRMED_WITH_CHANGE: "h",
    Status.MISLEADING: "m",
    Status.WRONG: "w",
    Status.CONFLICTING: "f",
    Status.UNVERIFIABLE: "v",
    Status.ON_AUTHOR: "b",
    Status.NOT_CHECKABLE: "t",
    Status.DROPPED: "d",
}
_LITTLE = 32


def excerpt(text: str, claim: Claim, most: int = 160) -> str:
    """The claim within its sentence, for a table cell: from its own words on.

    Where little follows them, some of what stands before comes first.
    """
    rest = " ".join(text[claim.ext_start : max(claim.sent_end, claim.ext_end)].split())
    if len(rest) < _LITTLE:
        before = " ".join(text[min(claim.sent_start, claim.ext_start) : claim.ext_start].split())
        lead = before[-(_LITTLE - len(rest)) :]
        dots = "… " if len(lead) < len(before) else ""
        rest = f"{dots}{lead.partition(' ')[2] if dots else lead} {rest}".strip()
    return rest if len(rest) <= most else rest[: most - 1].rstrip() + "…"


def sentence(text: str, claim: Claim) -> str:
    """The claim's sentence on one line."""
    return " ".join(text[claim.sent_start : claim.sent_end].split())


def plain(words: str) -> str:
    r"""Words from outside for a place that reads Markdown: nothing in them is markup.

    >>> print(plain("![x](http://a) *b*"))
    \!\[x\]\(http\:\/\/a\) \*b\*
    """
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", " ".join(words.split()))
