"""Our claims in the shapes that the gold sets' own scorers read; shared by gate and benchmark."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from workbench import extract
from workbench.claim import Claim, Kind, Modifier

if TYPE_CHECKING:
    from collections.abc import Iterable

Json = dict[str, Any]

_TYPES = {
    Kind.COUNT: "NUMBER",
    Kind.MONEY: "MONEY",
    Kind.PERCENT: "PERCENT",
    Kind.QUANTITY: "QUANTITY",
    Kind.RATIO: "FRACTION",
    Kind.AGE: "AGE",
    Kind.SCORE: "SCORE",
    Kind.ORDINAL: "ORDINAL",
    Kind.DURATION: "DURATION",
}
_MODIFIERS = {
    Modifier.APPROX: "approx",
    Modifier.AT_LEAST: "at_least_or_more",
    Modifier.MORE_THAN: "at_least_or_more",
    Modifier.LESS_THAN: "at_most_or_less",
    Modifier.UP_TO: "at_most_or_less",
}
_AGO = re.compile(r"(.+?)\s+(?:ago|hence|later|earlier)", re.IGNORECASE)
_DECADE = re.compile(r"decade|centur", re.IGNORECASE)
_DURATION = re.compile(r"PT?(\d+(?:\.\d+)?)([YMWDHS])")
_SPANS = {"Y": "year", "W": "week", "D": "day", "H": "hour", "S": "second"}


def published_on(day: str | None) -> date | None:
    """The day of an ISO date or instant."""
    return date.fromisoformat(day[:10]) if day else None


def plain(value: object) -> object:
    """A value as JSON has it."""
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, tuple):
        return [plain(part) for part in value]
    return value


def claim_mentions(text: str, published: str | None) -> list[Json]:
    """The mentions of a text for the claims scorer."""
    return [
        {
            "start": claim.start,
            "end": claim.end,
            "ext_start": claim.ext_start,
            "ext_end": claim.ext_end,
            "kind": claim.kind.value,
            "value": plain(claim.value),
            "unit": claim.unit,
            "modifier": claim.modifier.value,
            "counted": claim.counted,
            "speaker": claim.speaker,
        }
        for claim in extract(text, published_on(published))
    ]


def quantity_spans(text: str) -> list[Json]:
    """The spans of a text for the quantities scorer; dates and sets are none of its business."""
    spans: list[Json] = []
    for claim in extract(text, date(2019, 6, 15)):
        if claim.kind is Kind.DATE:
            spans += _ago(claim)
        elif claim.kind is not Kind.SET and not _is_unnumbered(claim):
            spans.append(_quantity(claim))
    return spans


def _is_unnumbered(claim: Claim) -> bool:
    """Whether a duration has no number ("a year", "decades"): these sets annotate numbers."""
    opening = re.split(r"[\s-]", claim.text.lower(), maxsplit=1)[0]
    return (
        claim.kind is Kind.DURATION
        and (opening in ("a", "an") or " " not in claim.text)
        and (not any(letter.isdigit() for letter in claim.text) and "-" not in claim.text)
    )


def _ago(claim: Claim) -> list[Json]:
    """As in "ten years ago" is a date to us; these sets annotate the ten years in it."""
    match = _AGO.fullmatch(claim.text)
    if match is None:
        return []
    inner = extract(match[1])
    if len(inner) != 1 or inner[0].kind is not Kind.DURATION:
        return []
    span = _quantity(inner[0])
    span["start"], span["end"] = claim.start, claim.start + len(match[1])
    return [span]


def _quantity(claim: Claim) -> Json:
    value, unit = plain(claim.value), claim.unit
    kind = _TYPES[claim.kind]
    if claim.kind is Kind.DURATION:
        value, unit = _time_span(str(claim.value), claim.text)
    elif claim.kind is Kind.SCORE:
        value = [float(part) for part in str(claim.value).split("-")]
    if isinstance(value, list) and kind != "SCORE":
        kind = "RANGE" if None not in value else "VAGUE"
    if kind == "VAGUE" and isinstance(value, list):
        value = _order_of_magnitude(value)
    modifier = _MODIFIERS.get(claim.modifier, "exact")
    if claim.modifier is Modifier.NONE and kind == "VAGUE":
        modifier = "approx"
    if claim.trend and modifier in ("exact", "approx", "at_most_or_less"):
        modifier = claim.trend
    return {
        "start": claim.start,
        "end": claim.end,
        "type": kind,
        "value": value,
        "unit": unit,
        "modifier": modifier,
    }


def _order_of_magnitude(value: list[Any]) -> list[Any]:
    """As in "thousands" is [2000, …] to us and [1000, 10000] in the news sets."""
    return [value[0] / 2, value[0] * 5]


def _time_span(value: str, text: str) -> tuple[object, str | None]:
    """A TIMEX3 duration as number and unit; a decade stays a year span times ten."""
    ends = value.split("/")
    if len(ends) == 2:
        (low, unit), (high, _) = (_time_span(end, text) for end in ends)
        return [low, high], unit
    match = _DURATION.fullmatch(value)
    if match is None:
        return None, None
    number, letter = float(match[1]), match[2]
    if letter == "M":
        return number, "minute" if value.startswith("PT") else "month"
    longer = _DECADE.search(text)
    if longer is not None and letter == "Y":
        return (
            (number / 10, "decade") if longer[0].lower() == "decade" else (number / 100, "century")
        )
    return number, _SPANS[letter]


def all_mentions(documents: Iterable[Json]) -> list[Json]:
    """One prediction for each document of the claims gold."""
    return [
        {"id": doc["id"], "mentions": claim_mentions(doc["text"], doc.get("published"))}
        for doc in documents
    ]
