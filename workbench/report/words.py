"""The newsroom's words for codes, values and days, as every report and the screen say them."""

from __future__ import annotations

import json
import re
from calendar import monthrange
from decimal import Decimal
from typing import TYPE_CHECKING

from workbench.claim import Claim, Kind, Modifier, SaidSo, Status
from workbench.store.readings import with_meaning

if TYPE_CHECKING:
    from datetime import date, datetime

STATUS_LABELS = {
    Status.OPEN: "open",
    Status.ASKED: "asked",
    Status.CONFIRMED: "confirmed",
    Status.CONFIRMED_WITH_CHANGE: "confirmed with change",
    Status.MISLEADING: "misleading",
    Status.WRONG: "wrong",
    Status.CONFLICTING: "sources conflict",
    Status.UNVERIFIABLE: "unverifiable",
    Status.ON_AUTHOR: "on author",
    Status.NOT_CHECKABLE: "not checkable",
    Status.DROPPED: "cut from story",
}
SAID_SO_LABELS = {
    SaidSo.EXACT: "yes, exactly",
    SaidSo.FAIR_PARAPHRASE: "yes, fairly paraphrased",
    SaidSo.DIFFERS: "said something else",
    SaidSo.NOT_FOUND: "not found",
}
# A mark beside the colour: never colour alone.
STATUS_MARKS = {
    Status.OPEN: "",
    Status.ASKED: "?",
    Status.CONFIRMED: "✓",
    Status.CONFIRMED_WITH_CHANGE: "✎",
    Status.MISLEADING: "≈",
    Status.WRONG: "✗",
    Status.CONFLICTING: "⇄",
    Status.UNVERIFIABLE: "∅",
    Status.ON_AUTHOR: "✍",
    Status.NOT_CHECKABLE: "–",
    Status.DROPPED: "⌫",
}
KIND_LABELS = {
    Kind.COUNT: "count",
    Kind.MONEY: "money",
    Kind.PERCENT: "per cent",
    Kind.QUANTITY: "measure",
    Kind.ORDINAL: "rank",
    Kind.RATIO: "share or ratio",
    Kind.AGE: "age",
    Kind.SCORE: "score",
    Kind.DATE: "date",
    Kind.DURATION: "duration",
    Kind.SET: "how often",
    Kind.PASSAGE: "passage",
}
FIELD_LABELS = {
    "status": "Status",
    "said_so": "Said so",
    "proposed": "Proposed wording",
    "reason": "Reason for the change",
    "decision": "Decision",
    "note": "Note",
    "reading": "Reading",
    "speaker": "Said by",
    "evidence": "Source",
    "quotes": "Quotes of the sources",
    "sources": "Source",
    "second_by": "Second reading",
}
_HEDGES = {
    Modifier.APPROX: "about {}",
    Modifier.AT_LEAST: "≥ {}",
    Modifier.MORE_THAN: "> {}",
    Modifier.LESS_THAN: "< {}",
    Modifier.UP_TO: "≤ {}",
}
_PERIODS = {"Y": "year", "M": "month", "W": "week", "D": "day"}
_CLOCK = {"H": "hour", "M": "minute", "S": "second"}
_PARTS = {"MO": "morning", "MI": "midday", "AF": "afternoon", "EV": "evening", "NI": "night"}
_DATE_KINDS = (Kind.DATE, Kind.DURATION, Kind.SET)
_MOST_SHOWN_DIGITS = 21


def reads_as(claim: Claim) -> str:
    """The reading of a claim in one short line, hedge and unit included.

    >>> from workbench.claim import Claim
    >>> reads_as(Claim(start=0, end=2, ext_start=0, ext_end=2, text="60", kind=Kind.COUNT,
    ...     value=Decimal(60), counted="names", sent_start=0, sent_end=2))
    '60 names'
    """
    if claim.kind is Kind.PASSAGE:
        return "passage"
    if claim.value is None:
        return "needs the publication date" if claim.unresolved else "not read"
    if claim.kind in _DATE_KINDS:
        return _date_reads_as(claim)
    return _figure_reads_as(claim)


def doubt(claim: Claim) -> str:
    """What is uncertain in the reading of a claim, in one sentence; empty when nothing is."""
    if claim.guess:
        return claim.guess
    if claim.value is None and claim.kind is not Kind.PASSAGE:
        if claim.unresolved:
            return "It needs the publication date."
        return "It was found, but could not be read."
    return ""


def _figure_reads_as(claim: Claim) -> str:
    figure = _bare_figure(claim)
    if claim.unit == "%":
        figure += "%"
    elif claim.kind is Kind.MONEY and claim.unit:
        figure = f"{claim.unit} {figure}"
    elif claim.unit:
        figure += f" {claim.unit}"
    if not figure.startswith(("≥", "≤")):
        figure = _HEDGES.get(claim.modifier, "{}").format(figure)
    return f"{figure} {claim.counted}" if claim.counted and claim.kind is Kind.COUNT else figure


def _bare_figure(claim: Claim) -> str:
    value = claim.value
    if isinstance(value, tuple):
        low, high = value
        if low is None or high is None:
            return f"≥ {number(low)}" if low is not None else f"≤ {number(high)}"
        return f"{number(low)} to {number(high)}"
    if isinstance(value, Decimal):
        return f"no. {number(value)}" if claim.kind is Kind.ORDINAL else number(value)
    return str(value)


def number(value: Decimal | None) -> str:
    """A number as a reader writes it, thousands set off.

    >>> number(Decimal("1200000")), number(Decimal("0.3333333333333333333333333333"))
    ('1,200,000', '0.3333')
    """
    if value is None:
        return ""
    if value and value.adjusted() >= _MOST_SHOWN_DIGITS:
        return f"{value:.3e}"
    shown = round(value, 4) if value != value.to_integral_value() else value.to_integral_value()
    return f"{shown.normalize():,f}" if shown else "0"


def _date_reads_as(claim: Claim) -> str:
    value = str(claim.value)
    if claim.kind is Kind.DURATION:
        shown = duration(value)
    elif claim.kind is Kind.SET and value.startswith("P"):
        shown = f"every {duration(value).removeprefix('1 ')}"
    elif claim.earliest and claim.latest:
        shown = days(claim.earliest, claim.latest) + _time_of_day(value)
    else:
        shown = {"PAST_REF": "not long before", "FUTURE_REF": "not long after"}.get(value, value)
    if claim.modifier is Modifier.NONE:
        return shown
    if claim.kind is Kind.DURATION and claim.modifier in (Modifier.BEFORE, Modifier.AFTER):
        return f"{shown} {claim.modifier}"
    return _HEDGES.get(claim.modifier, claim.modifier.replace("_", " ") + " {}").format(shown)


def days(first: date, last: date) -> str:
    """The days from ``first`` to ``last`` as a newsroom names them.

    >>> from datetime import date
    >>> days(date(2014, 1, 1), date(2014, 1, 31)), days(date(2016, 5, 3), date(2016, 5, 3))
    ('January 2014', '3 May 2016')
    """
    if first == last:
        return f"{first.day} {first:%B} {first.year}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year} to {last.year}"
    whole_month = (first.year, first.month, monthrange(last.year, last.month)[1])
    if first.day == 1 and whole_month == (last.year, last.month, last.day):
        return f"{first:%B} {first.year}"
    start = f"{first.day} {first:%B}" + ("" if first.year == last.year else f" {first.year}")
    return f"{start} to {last.day} {last:%B} {last.year}"


def duration(value: str) -> str:
    """An ISO 8601 duration in words; what is not a plain one stays as it is.

    >>> duration("P5M"), duration("PT1H2M37S"), duration("PXY")
    ('5 months', '1 hour 2 minutes 37 seconds', 'some years')
    """
    stretch, _, clock = value.removeprefix("P").partition("T")
    words = [
        _count_of(amount, names[letter])
        for part, names in ((stretch, _PERIODS), (clock, _CLOCK))
        for amount, letter in re.findall(r"([\d.]+|X+)([A-Z])", part)
        if letter in names
    ]
    return " ".join(words) or value


def _count_of(amount: str, noun: str) -> str:
    if amount.startswith("X"):
        return f"some {noun}s"
    return f"{amount} {noun}" if amount == "1" else f"{amount} {noun}s"


def _time_of_day(value: str) -> str:
    _, _, time = value.partition("T")
    if not time:
        return ""
    return f", {_PARTS[time]}" if time in _PARTS else f", {time.removesuffix('Z')}"


def when(moment: datetime | None) -> str:
    """A stored UTC time as the table shows it.

    >>> from datetime import datetime, UTC
    >>> when(datetime(2016, 6, 4, 14, 2, tzinfo=UTC))
    '4 Jun 2016, 14:02 UTC'
    """
    return f"{moment.day} {moment:%b %Y, %H:%M} UTC" if moment else ""


def field_name(field: str) -> str:
    """A field's name within a sentence."""
    return FIELD_LABELS.get(field, field.replace("_", " ")).lower()


def shown(field: str, value: str | None) -> str:
    """A cell's value within a sentence.

    >>> shown("status", "wrong"), shown("note", None)
    ('“wrong”', '“nothing”')
    """
    if value and field in _SHOWN:
        value = _SHOWN[field](value)
    return f"“{value or 'nothing'}”"


def _sources_shown(value: str) -> str:
    """What stands in a claim's sources, quotes beside the lines."""
    links = json.loads(value)
    return "; ".join(
        f"{link['cited']} (“{link['quote']}”)" if link["quote"] else str(link["cited"])
        for link in links
    )


def _reading_shown(value: str) -> str:
    """What a claim is read as, of a whole reading or of its meaning alone."""
    return reads_as(with_meaning(_ANY, value))


_ANY = Claim(
    start=0, end=1, ext_start=0, ext_end=1, text="", kind=Kind.PASSAGE, value=None,
    sent_start=0, sent_end=1,
)  # fmt: skip
_SHOWN = {
    "status": lambda value: STATUS_LABELS[Status(value)],
    "said_so": lambda value: SAID_SO_LABELS[SaidSo(value)],
    "evidence": _sources_shown,
    "reading": _reading_shown,
}
