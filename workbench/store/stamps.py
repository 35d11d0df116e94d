"""Times and days as the store writes them: ISO 8601 text, instants in UTC to the second."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.store.records import Published


def utc_now() -> datetime:
    """The present instant, in UTC."""
    return datetime.now(UTC)


def random_salt() -> bytes:
    """Sixteen bytes that nobody can guess."""
    return os.urandom(16)


def stamp(moment: datetime) -> str:
    """An instant as text; one without a zone is taken as UTC.

    >>> stamp(datetime(2016, 6, 4, 9, 30, 1, 250, tzinfo=UTC))
    '2016-06-04T09:30:01Z'
    """
    zoned = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    plain = zoned.astimezone(UTC).replace(tzinfo=None)
    return f"{plain.isoformat(timespec='seconds')}Z"


def moment(text: str) -> datetime:
    """The instant that :func:`stamp` wrote.

    >>> moment('2016-06-04T09:30:01Z')
    datetime.datetime(2016, 6, 4, 9, 30, 1, tzinfo=datetime.timezone.utc)
    """
    return datetime.fromisoformat(text)


def moment_or_none(text: str | None) -> datetime | None:
    """The instant, or None where there is none."""
    return None if text is None else moment(text)


def published_text(published: Published) -> str | None:
    """A publication day or instant as text.

    >>> published_text(date(2016, 6, 4))
    '2016-06-04'
    """
    return None if published is None else published.isoformat()


def published_from(text: str | None) -> Published:
    """What :func:`published_text` wrote.

    >>> published_from('2016-06-04')
    datetime.date(2016, 6, 4)
    """
    if text is None:
        return None
    day_alone = len(text) == len("2016-06-04")
    return date.fromisoformat(text) if day_alone else datetime.fromisoformat(text)
