"""The cells a reviewer edits: what each may hold, and the one form it is kept and compared in."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from workbench.claim import Claim, Decision, Kind, SaidSo, Status
from workbench.errors import StoreError
from workbench.store.chain import canonical
from workbench.store.citations import lines_of
from workbench.store.readings import meaning, with_meaning
from workbench.store.records import CELLS, FIELDS, LONGEST
from workbench.store.shelf import FILE, LINK, gist_with_files

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from enum import StrEnum


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
        return _code(field, value or Status.OPEN.value, _CODES[field])
    if not value:
        return None
    if field in _CODES:
        return _code(field, value, _CODES[field])
    if field in _KEPT_AS_JSON:
        return _KEPT_AS_JSON[field](value)
    return _text(field, short_enough(writable(value)))


def _text(field: str, written: str) -> str | None:
    if field == "speaker":
        return " ".join(written.split()) or None
    return "\n".join(lines_of(written)) or None if field == "sources" else written


def _evidence(value: str) -> str | None:
    """Sources in full, each text of them one that can be kept."""
    try:
        given: list[dict[str, str]] = [dict(link) for link in json.loads(value)[:]]
        links = [{name: str(link[name]) for name in LINK} | _file(link) for link in given]
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError("These are no sources of a claim: enter them on its card.") from error
    for link in links:
        link |= {name: short_enough(writable(text)) for name, text in link.items()}
        link["cited"] = " ".join(lines_of(link["cited"]))
    links = [link for link in links if link["cited"]]
    return canonical(links) if links else None


def _file(link: Mapping[str, str]) -> dict[str, str]:
    return {FILE: str(link[FILE])} if link.get(FILE) else {}


def _reading(value: str) -> str:
    return meaning(with_meaning(_NOWHERE, value))


_NOWHERE = Claim(
    start=0, end=1, ext_start=0, ext_end=1, text="", kind=Kind.PASSAGE, value=None,
    sent_start=0, sent_end=1,
)  # fmt: skip
_CODES: Mapping[str, Sequence[StrEnum]] = {
    "status": list(Status),
    "said_so": list(SaidSo),
    "decision": list(Decision),
}
_KEPT_AS_JSON = {"evidence": _evidence, "reading": _reading}


def alike(field: str, one: str | None, other: str | None) -> bool:
    """Whether two values of a cell are the same to whoever edits it.

    The description of a source is no part of the claim that cites it.
    """
    if field == "evidence":
        return gist_with_files(one) == gist_with_files(other)
    return one == other


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


def _code(field: str, value: str, codes: Sequence[StrEnum]) -> str:
    if value not in [code.value for code in codes]:
        raise StoreError(f'"{value}" is no {field}; it is one of {", ".join(codes)}.')
    return value
