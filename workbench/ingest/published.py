"""The publication date as people and machines give it: an ISO day or instant."""

from __future__ import annotations

from datetime import date, datetime

from workbench.errors import InputError

_DAY = len("2016-06-04")


def read_published(given: str | None) -> date | datetime | None:
    """A day, an instant, or None for unknown.

    Raises:
        InputError: it is neither.

    >>> read_published("2016-06-04"), read_published(None)
    (datetime.date(2016, 6, 4), None)
    >>> read_published("2016-06-04T09:30:00Z").hour
    9
    """
    if given is None or not given.strip():
        return None
    text = given.strip()
    try:
        if len(text) <= _DAY:
            return date.fromisoformat(text)
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise InputError(
            f'"{text}" is no publication date: write it like 2016-06-04 or 2016-06-04T09:30:00Z.'
        ) from error
