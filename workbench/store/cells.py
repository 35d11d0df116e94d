"""The cells a reviewer edits: what each may hold, and the one form it is kept and compared in."""

from __future__ import annotations

from workbench.claim import Decision, SaidSo, Status
from workbench.errors import StoreError
from workbench.store.citations import lines_of
from workbench.store.records import CELLS, FIELDS

LONGEST = 100_000
"""Characters of a cell: the readers of CSV that there are take few more."""


def normal(field: str, value: str | None) -> str | None:
    r"""The value as the store keeps it: empty is None, an empty status is open.

    Raises:
        StoreError: there is no such field, or it cannot hold this value.

    >>> normal("status", None), normal("note", ""), normal("sources", " a \n\n b ")
    ('open', None, 'a\nb')
    """
    if field not in CELLS:
        raise StoreError(f'A claim has no field "{field}" to change; it has {", ".join(FIELDS)}.')
    if field == "status":
        return _code(field, value or Status.OPEN.value, [one.value for one in Status])
    if not value:
        return None
    if field == "said_so":
        return _code(field, value, [one.value for one in SaidSo])
    if field == "decision":
        return _code(field, value, [one.value for one in Decision])
    written = short_enough(writable(value))
    return "\n".join(lines_of(written)) or None if field == "sources" else written


def writable(text: str) -> str:
    """The text itself, if every database can keep it.

    Raises:
        StoreError: it holds a NUL or half of a surrogate pair.
    """
    if "\0" in text or any("\ud800" <= char <= "\udfff" for char in text):
        raise StoreError("The text holds a character that cannot be stored; type it afresh.")
    return text


def short_enough(text: str) -> str:
    """The text itself, if what reads a report can read it.

    Raises:
        StoreError: it is too long.
    """
    if len(text) > LONGEST:
        raise StoreError(
            f"The text has {len(text):,} characters and a cell holds {LONGEST:,}: shorten it."
        )
    return text


def name_of_person(who: str) -> str:
    """A person's name, trimmed.

    Raises:
        StoreError: it is empty.
    """
    name = writable(who.strip())
    if not name:
        raise StoreError("Say who makes this change: the name is empty.")
    return name


def _code(field: str, value: str, codes: list[str]) -> str:
    if value not in codes:
        raise StoreError(f'"{value}" is no {field}; it is one of {", ".join(codes)}.')
    return value
