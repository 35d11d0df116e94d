"""Whether a quote holds what a claim says, in a sentence."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from workbench.app import wording
from workbench.evidence import Holds, look_in

if TYPE_CHECKING:
    from datetime import date, datetime

    from workbench.claim import Claim

_KEPT = 256
_MARKS = {Holds.FOUND: "✓", Holds.ANOTHER: "✗", Holds.NOT_FOUND: "?", Holds.NOT_ASKED: "–"}
_AROUND = 24


@lru_cache(maxsize=_KEPT)
def verdict(claim: Claim, quote: str, published: date | datetime | None) -> tuple[Holds, str]:
    """Whether the quote holds the claim's value, and the sentence that says so.

    >>> from workbench import extract
    >>> verdict(extract("244 people returned.")[0], "244 sont revenus", None)[1]
    '✓ the quote holds 244 people (“244 sont revenus”)'
    """
    found = look_in(claim, quote, published)
    wanted = wording.reads_as(claim)
    there = "" if found.said is None else f" (“{_around(quote, found.said)}”)"
    words = {
        Holds.FOUND: f"the quote holds {wanted}{there}",
        Holds.ANOTHER: f"the quote has another value than {wanted}{there}",
        Holds.NOT_FOUND: f"{wanted} was not found in the quote",
        Holds.NOT_ASKED: "the claim has no value that could be looked for in the quote",
    }
    return found.holds, f"{_MARKS[found.holds]} {words[found.holds]}"


def _around(quote: str, said: Claim) -> str:
    """The words of the quote that decide, with what follows them."""
    end = min(len(quote), said.ext_end + _AROUND)
    while end < len(quote) and not quote[end].isspace():
        end += 1
    dots = " …" if quote[end:].strip() else ""
    return " ".join(quote[said.ext_start : end].split()).rstrip(".,;:") + dots
