"""Single cells of a report: text that no spreadsheet will run, numbers and times in plain form."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from workbench.store.stamps import stamp

if TYPE_CHECKING:
    from datetime import date, datetime
    from decimal import Decimal

_FORMULA = frozenset("=+-@")
_GUARDED = frozenset("'\t\r\n")
_LONGEST_PLAIN = 300
"""Digits before or after the point beyond which a number is written with an exponent."""


def neutral(text: str) -> str:
    r"""The text behind one apostrophe if a spreadsheet might take it for a formula.

    That is: after spaces, control and invisible characters it begins with ``= + - @`` or a
    full-width form of them, or it begins with an apostrophe, TAB, CR or LF.

    >>> neutral("=1+1"), neutral(" -1"), neutral("'tis"), neutral("a=1")
    ("'=1+1", "' -1", "''tis", 'a=1')
    """
    return f"'{text}" if text[:1] in _GUARDED or _opens_formula(text) else text


def restored(cell: str) -> str:
    """What :func:`neutral` was given: exactly one apostrophe less, where there is one.

    >>> restored("'=1+1"), restored("''tis"), restored("244 people")
    ('=1+1', "'tis", '244 people')
    """
    return cell.removeprefix("'")


def _opens_formula(text: str) -> bool:
    for char in text:
        if unicodedata.normalize("NFKC", char) in _FORMULA:
            return True
        if not (char.isspace() or unicodedata.category(char) in ("Cc", "Cf")):
            return False
    return False


def plain_number(number: Decimal) -> str:
    """A decimal in plain digits; only a monstrous one keeps its exponent.

    >>> from decimal import Decimal
    >>> plain_number(Decimal("1.2E+6")), plain_number(Decimal("2.50"))
    ('1200000', '2.50')
    >>> plain_number(Decimal("1E+999999"))
    '1E+999999'
    """
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int):
        return ""
    if max(abs(exponent), abs(number.adjusted())) > _LONGEST_PLAIN:
        return str(number)
    return f"{number:f}"


def instant(moment: datetime | None) -> str:
    """An instant in UTC with ``Z``, empty for None.

    >>> from datetime import UTC, datetime
    >>> instant(datetime(2016, 6, 4, 9, 30, tzinfo=UTC))
    '2016-06-04T09:30:00Z'
    """
    return "" if moment is None else stamp(moment)


def day(when: date | None) -> str:
    """A day or an instant in ISO form, empty for None; an instant keeps its own day and offset.

    >>> from datetime import UTC, date, datetime
    >>> day(date(2016, 6, 4)), day(datetime(2016, 6, 4, 9, 30, tzinfo=UTC)), day(None)
    ('2016-06-04', '2016-06-04T09:30:00Z', '')
    >>> day(datetime.fromisoformat("2016-06-04T23:30:00-05:00"))
    '2016-06-04T23:30:00-05:00'
    """
    written = "" if when is None else when.isoformat()
    return f"{written[:-6]}Z" if written.endswith("+00:00") else written
