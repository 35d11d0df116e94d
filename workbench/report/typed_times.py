"""Times and days as a spreadsheet of some country wrote them over."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time

_TYPED = re.compile(
    r"(?P<first>\d{1,2})(?P<sign>[./-])(?P<second>\d{1,2})(?P=sign)(?P<year>\d{4})"
    r"(?:,?[ T]+(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second_>\d\d))?"
    r"(?: ?(?P<half>[AaPp])\.?[Mm]\.?)?)?"
)
_MONTHS, _NOON = 12, 12


def typed_instant(cell: str) -> datetime | None:
    """The instant, in UTC unless the cell says otherwise; None where it can be two.

    Raises:
        ValueError: it is none.

    >>> typed_instant("2016-06-04T09:30:00Z") == typed_instant("04.06.2016 09:30")
    True
    >>> typed_instant("6/24/2016 9:30 PM").isoformat()
    '2016-06-24T21:30:00+00:00'
    >>> typed_instant("6/4/2016 09:30") is None
    True
    """
    typed = _TYPED.fullmatch(cell)
    if typed is None:
        moment = datetime.fromisoformat(cell)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    ordered = _day_and_month(typed)
    if ordered is None:
        return None
    hour = int(typed["hour"] or 0)
    if typed["half"]:
        hour = hour % _NOON + (_NOON if typed["half"] in "Pp" else 0)
    clock = time(hour, int(typed["minute"] or 0), int(typed["second_"] or 0), tzinfo=UTC)
    return datetime.combine(datetime(int(typed["year"]), *ordered, tzinfo=UTC), clock)


def _day_and_month(typed: re.Match[str]) -> tuple[int, int] | None:
    """Month and day; None where either could be the other: only a dot says that the day is first.

    Raises:
        ValueError: there is no such month.
    """
    first, second = int(typed["first"]), int(typed["second"])
    if typed["sign"] == "." or first > _MONTHS:
        return second, first
    if second > _MONTHS or first == second:
        return first, second
    return None


def plain_day(cell: str) -> str:
    """A day that a spreadsheet wrote over as an ISO day; one that can be two stays as it is.

    >>> plain_day("04.06.2016"), plain_day("6/24/2016"), plain_day("6/4/2016"), plain_day("2016")
    ('2016-06-04', '2016-06-24', '6/4/2016', '2016')
    """
    try:
        moment = typed_instant(cell) if _TYPED.fullmatch(cell) else None
    except ValueError:
        return cell
    return moment.date().isoformat() if moment else cell


def is_two_days(cell: str) -> bool:
    """Whether month and day could be either.

    >>> is_two_days("6/4/2016"), is_two_days("6/24/2016")
    (True, False)
    """
    typed = _TYPED.fullmatch(cell)
    return typed is not None and _day_and_month(typed) is None
