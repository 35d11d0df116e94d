"""The reading that a row states for a claim that the desk lacks: taken only if it can be true."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, TypeVar

from workbench.claim import Claim, Kind, Modifier, Span
from workbench.errors import ReportError
from workbench.report.table import NEEDS_PUBLISHED, NOT_READ, OPEN_HIGH, OPEN_LOW
from workbench.store.readings import meaning, with_meaning, with_speaker
from workbench.store.records import CORRECTED

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Literal

    from workbench.claim import Value
    from workbench.report.csv_in import ReportRow

    Unresolved = Literal["published"] | None

T = TypeVar("T")

_HIGHEST_EXPONENT = 300
"""Of a number that a computer can reckon with, and no story exceeds."""

# own reading of TIMEX3 values: a calendar point and the part of its day
_POINT = (
    r"(?:(?:BC)?[\dX]{2,4}(?:-(?:[\dX]{2}(?:-[\dX]{2})?|Q[\dX]|H[\dX]|SP|SU|FA|WI"
    r"|W[\dX]{2}(?:-(?:WE|[\dX]))?))?)?(?:T(?:[\dX]{2}(?::\d{2}){0,2}(?:Z|[+-]\d{2}:?\d{2})?"
    r"|MO|MI|AF|EV|NI|DT))?|(?:PAST|PRESENT|FUTURE)_REF"
)
_LENGTH = r"P(?=[\dXT])(?:(?:\d+(?:\.\d+)?|X)[A-Z]{1,2})*(?:T(?:(?:\d+(?:\.\d+)?|X)[HMS])+)?"
_FORMS = {
    Kind.SCORE: re.compile(r"[\d.]+(?:[-:\u2013][\d.]+)+"),
    Kind.DATE: re.compile(rf"(?=.)(?:{_POINT})(?:/(?:{_POINT}))?"),
    Kind.DURATION: re.compile(rf"{_LENGTH}(?:/{_LENGTH})?"),
    Kind.SET: re.compile(rf"(?=.)(?:{_LENGTH}|{_POINT})(?:/(?:{_LENGTH}|{_POINT}))?"),
}
_FULL_DAY = re.compile(r"(?<![\dA-Z-])\d{4}-\d{2}(?:-\d{2})?(?![\dX])")


def stated_reading(row: ReportRow, text: str) -> Claim:
    """The reading that a row states, for a claim that the desk does not have.

    Raises:
        ReportError: the text does not say that there, or a cell makes no sense.
    """
    words = row.cells["claim"]
    if not row.start < row.end or text[row.start : row.end] != words:
        raise ReportError(f'the draft does not say "{words}" at characters {row.start}-{row.end}.')
    within = _sentence(row, text)
    cells = row.cells
    kind = _read(cells, "kind", Kind, f"one of {_listed(Kind)}") or Kind.PASSAGE
    modifier = _read(cells, "modifier", Modifier, f"one of {_listed(Modifier)}")
    earliest, latest = _days(cells)
    guess, unresolved = _guess(cells.get("guess", ""))
    return Claim(
        start=row.start,
        end=row.end,
        ext_start=row.start,
        ext_end=row.end,
        text=words,
        kind=kind,
        value=_value(kind, cells),
        modifier=modifier or Modifier.NONE,
        earliest=earliest,
        latest=latest,
        unit=cells.get("unit") or None,
        counted=cells.get("counted") or None,
        speaker=cells.get("speaker") or None,
        cue=cells.get("cue") or None,
        guess=guess,
        unresolved=unresolved,
        sent_start=within.start,
        sent_end=within.end,
        rules=(CORRECTED,) if cells.get("guess") == CORRECTED else (),
    )


def corrected(reading: Claim, stated: Claim) -> Claim:
    """The desk's own reading with what a person corrected in it, as a row states it."""
    if CORRECTED in stated.rules:
        same = stated.unit == reading.unit
        # a report carries neither the unit's code nor the trend
        said = replace(
            stated, unit_code=reading.unit_code if same else None, trend=reading.trend
        )  # fmt: skip
        reading = with_meaning(reading, meaning(said))
    return with_speaker(reading, stated.speaker) if stated.cue == CORRECTED else reading


def _listed(codes: type[Kind | Modifier]) -> str:
    return ", ".join(code.value for code in codes)


def _read(
    cells: Mapping[str, str], name: str, as_what: Callable[[str], T], wanted: str
) -> T | None:
    """What a cell holds, None for an empty one.

    Raises:
        ReportError: it holds nothing of the sort.
    """
    cell = cells.get(name, "").strip()
    if not cell:
        return None
    try:
        return as_what(cell)
    except (ValueError, InvalidOperation) as error:
        raise ReportError(f'{name} is "{cell}", not {wanted}.') from error


def _days(cells: Mapping[str, str]) -> tuple[date | None, date | None]:
    wanted = "a day like 2016-06-04"
    earliest = _read(cells, "earliest", date.fromisoformat, wanted)
    latest = _read(cells, "latest", date.fromisoformat, wanted)
    if earliest and latest and latest < earliest:
        raise ReportError(f'latest is "{latest}", a day before earliest, "{earliest}".')
    return earliest, latest


def _guess(cell: str) -> tuple[str | None, Unresolved]:
    """The guess, and what the reading lacks; a report says both in one column."""
    if cell == NEEDS_PUBLISHED:
        return None, "published"
    return (None if cell in (NOT_READ, CORRECTED) else cell or None), None


def _value(kind: Kind, cells: Mapping[str, str]) -> Value:
    """The value of a row.

    Raises:
        ReportError: there is no such value of this kind.
    """
    low, high = cells.get("value", "").strip(), cells.get("value_to", "").strip()
    if kind is Kind.PASSAGE:
        return low or None
    form = _FORMS.get(kind)
    if form is None:
        return _number_or_range(cells, low, high)
    if low and (not form.fullmatch(low) or not _in_calendar(low)):
        raise ReportError(f'value is "{low}", which no {kind.value} can be.')
    if high:
        raise ReportError(f'value_to is "{high}", but a {kind.value} has one value.')
    return low or None


def _in_calendar(value: str) -> bool:
    """Whether each month and day that it names is one."""
    named = _FULL_DAY.findall(value)
    try:
        for day in named:
            date.fromisoformat(day if day.count("-") > 1 else f"{day}-01")
    except ValueError:
        return False
    return True


def _number_or_range(cells: Mapping[str, str], low: str, high: str) -> Value:
    if not high:
        return _read(cells, "value", _number, "a number of a size that a story can have")
    bottom = None if low in ("", OPEN_LOW) else _read(cells, "value", _number, "a number")
    top = None if high == OPEN_HIGH else _read(cells, "value_to", _number, "a number")
    if bottom is not None and top is not None and top < bottom:
        raise ReportError(f'value_to is "{high}", less than value, "{low}".')
    return (bottom, top)


def _number(cell: str) -> Decimal:
    number = Decimal(cell)
    if not number.is_finite() or abs(number.adjusted()) > _HIGHEST_EXPONENT:
        raise ValueError(cell)
    return number


def _sentence(row: ReportRow, text: str) -> Span:
    """Where the row's sentence stands around the claim; the claim alone when it does not."""
    words = row.cells.get("sentence", "")
    latest = text.find(words, max(0, row.end - len(words)), row.start + len(words))
    if not words or latest < 0 or latest > row.start:
        return Span(row.start, row.end)
    return Span(latest, latest + len(words))
