"""How a claim was read and why, in words; and what a reviewer types in its place."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from functools import lru_cache
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from workbench import extract
from workbench.app import wording
from workbench.claim import Kind, Modifier
from workbench.store.records import CORRECTED

if TYPE_CHECKING:
    from datetime import date, datetime

    from workbench.claim import Claim

_RULES = Path(__file__).parent / "rules.tsv"
_FIGURES = (
    Kind.COUNT, Kind.MONEY, Kind.PERCENT, Kind.QUANTITY, Kind.ORDINAL, Kind.RATIO, Kind.AGE,
)  # fmt: skip
_ENDS = re.compile(
    r"(?:from\s+|between\s+)?(?P<first>.+?)\s*(?:\bto\b|\buntil\b|\band\b|[-\u2013])\s*(?P<last>.+)",
    re.IGNORECASE,
)
_HEDGES = {
    Modifier.NONE: "exactly as it stands",
    Modifier.APPROX: "about, give or take",
    Modifier.AT_LEAST: "at least",
    Modifier.MORE_THAN: "more than",
    Modifier.LESS_THAN: "less than",
    Modifier.UP_TO: "at most",
}


@lru_cache(maxsize=1)
def _words_of_rules() -> dict[str, str]:
    rows = csv.DictReader(StringIO(_RULES.read_text(encoding="utf-8")), delimiter="\t")
    return {row["rule"]: row["words"] for row in rows}


def rule_in_words(rule: str) -> str:
    """What a rule of the reader goes by.

    >>> rule_in_words("percent"), rule_in_words("hedge more_than"), rule_in_words("clock_word")
    ('a share in hundred', 'a word before it says “more than”', 'clock word')
    """
    if rule.startswith("hedge "):
        return f"a word before it says “{rule.removeprefix('hedge ').replace('_', ' ')}”"
    return _words_of_rules().get(rule, rule.replace("_", " "))


def why(claim: Claim) -> list[tuple[str, str]]:
    """How a claim was read: what is asked of it, and the answer, one after the other."""
    rows = [
        ("Sort", wording.KIND_LABELS[claim.kind]),
        ("Value", wording.reads_as(claim)),
        ("Unit", "" if claim.unit in (None, "%") else str(claim.unit)),
        ("Of what", claim.counted or ""),
        ("How exact", _HEDGES.get(claim.modifier, "") if claim.kind in _FIGURES else ""),
        ("Days", _days(claim)),
        ("Trend", {"up": "it rose", "down": "it fell"}.get(claim.trend or "", "")),
        ("Because", "; ".join(map(rule_in_words, claim.rules))),
        ("In doubt", wording.doubt(claim)),
    ]
    return [(name, words) for name, words in rows if words]


def _days(claim: Claim) -> str:
    if claim.earliest is None or claim.latest is None:
        return ""
    first, last = claim.earliest, claim.latest
    if first == last:
        return wording.days(first, last)
    return f"{wording.days(first, first)} to {wording.days(last, last)}"


def read_as(claim: Claim, words: str, published: date | datetime | None) -> Claim | None:
    """The claim as it would be with these words in its place; None where they say no one value.

    Read as the story is. A bare number keeps the unit and what is counted; of a count, a noun may
    be typed with it.

    >>> claim, = extract("It lies 5 miles off.")
    >>> read = read_as(claim, "about 8", None)
    >>> read.value, read.unit, read.modifier.value
    (Decimal('8'), 'mile', 'approx')
    """
    said = _one(words, published) or _between(words, published)
    if said is None:
        return None
    corrected = replace(
        claim,
        kind=said.kind,
        value=said.value,
        unit=said.unit,
        unit_code=said.unit_code,
        modifier=said.modifier,
        counted=said.counted or (claim.counted if said.kind is claim.kind else None),
        earliest=said.earliest,
        latest=said.latest,
        guess=None,
        unresolved=None,
        rules=(CORRECTED,),
    )
    if said.kind is Kind.COUNT and not said.counted and claim.kind in _FIGURES:
        corrected = replace(
            corrected, kind=claim.kind, unit=claim.unit, unit_code=claim.unit_code
        )  # fmt: skip
    return corrected


def _one(words: str, published: date | datetime | None) -> Claim | None:
    """The one value that the words say, all their figures used."""
    typed = words.strip()
    found = extract(typed, published)
    if len(found) != 1 or found[0].value is None:
        return None
    around = typed[: found[0].ext_start] + typed[found[0].ext_end :]
    return None if any(char.isdigit() for char in around) else found[0]


def _between(words: str, published: date | datetime | None) -> Claim | None:
    """A stretch of days: "11 to 20 May 2016"."""
    ends = _ENDS.fullmatch(words.strip())
    if ends is None:
        return None
    first, last = ends["first"], ends["last"]
    if first.isdigit():
        first += last.lstrip("0123456789")
    one, other = _one(first, published), _one(last, published)
    if one is None or other is None or not one.kind is other.kind is Kind.DATE:
        return None
    if not (one.earliest and other.latest and one.earliest <= other.latest):
        return None
    return replace(
        other, value=f"{one.value}/{other.value}", earliest=one.earliest, modifier=Modifier.NONE
    )  # fmt: skip


def sentence_parts(text: str, claim: Claim) -> tuple[str, str, str]:
    """The claim's sentence in one line: what stands before the claim, the claim, what follows.

    >>> text = "It has  60 names."
    >>> sentence_parts(text, extract(text)[0])
    ('It has ', '60', ' names.')
    """
    start, end = min(claim.sent_start, claim.start), max(claim.sent_end, claim.end)
    stretches = (text[start : claim.start], text[claim.start : claim.end], text[claim.end : end])
    before, words, after = (" ".join(f"|{one}|".split())[1:-1] for one in stretches)
    return before, words, after
