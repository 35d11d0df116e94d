"""The day of publication as a reviewer types it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import streamlit as st

from workbench.app.wording import days, plain
from workbench.grammar.typed_dates import read_typed_date

if TYPE_CHECKING:
    from datetime import date

_MONTHS = 12


def published_field(key: str, present: date | None) -> str:
    """A text field for the day; what it returns is read with :func:`typed_day` on submit."""
    return st.text_input(
        "Published on",
        value=days(present, present) if present else "",
        key=key,
        placeholder="4 June 2016",
        help="“Last week” and “Monday” are read against it. Leave it empty if it is unknown.",
    )


def typed_day(words: str) -> tuple[bool, date | None]:
    """Whether the words are a day or nothing at all, and the day.

    >>> typed_day("4 June 2016"), typed_day(" "), typed_day("June 2016")
    ((True, datetime.date(2016, 6, 4)), (True, None), (False, None))
    """
    if not words.strip():
        return True, None
    if _could_be_two_days(words):
        return False, None
    read = read_typed_date(words)
    if read is None or read.unit != "day":
        return False, None
    return True, read.days[0]


def _could_be_two_days(words: str) -> bool:
    """Whether day and month could change places: "04/06/2016".

    >>> _could_be_two_days("04/06/2016"), _could_be_two_days("25/06/2016")
    (True, False)
    """
    figures = re.fullmatch(r"\s*(\d{1,2})[/.-](\d{1,2})[/.-]\d{2,4}\s*", words)
    if figures is None:
        return False
    first, second = int(figures[1]), int(figures[2])
    return first != second and max(first, second) <= _MONTHS


def warn_no_day(words: str) -> None:
    """Say that the words are no day, and what to type."""
    problem = "could be two days" if _could_be_two_days(words) else "is not a day"
    st.warning(plain(f"“{words}” {problem}: type it like 4 June 2016 or 2016-06-04."))
