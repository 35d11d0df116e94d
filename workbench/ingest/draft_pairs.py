"""Two drafts a line as JSON objects: ``{"pair", "v1", "v2", "mentions": [{"id", "old"}]}``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.claim import Span
from workbench.errors import InputError
from workbench.ingest.json_lines import BadLine, read_object, read_publication

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class DraftPair:
    """One line: an earlier and a later draft, and what was marked in the earlier one.

    ``pair`` and the ids of the mentions are whatever the line gave; ``mentions`` is None where it
    gave none, which asks for every claim.
    """

    line: int
    pair: object
    old: str
    new: str
    published: date | datetime | None
    mentions: tuple[tuple[object, Span], ...] | None


def read_pairs(
    stream: Iterable[bytes], published: date | datetime | None = None
) -> Iterator[DraftPair | BadLine]:
    r"""Every line of a stream, in order, a bad one with its reason.

    >>> line = b'{"pair": 1, "v1": "6 men", "v2": "7 men", "mentions": [{"id": 0, "old": [0, 1]}]}'
    >>> next(read_pairs([line])).mentions
    ((0, Span(start=0, end=1)),)
    """
    for number, raw in enumerate(stream, start=1):
        found: dict[str, object] = {}
        try:
            found = read_object(raw)
            pair = _pair(number, found, published)
        except InputError as reason:
            yield BadLine(number, found.get("pair"), str(reason))
        else:
            yield pair


def _pair(number: int, found: dict[str, object], published: date | datetime | None) -> DraftPair:
    if "pair" not in found:
        raise InputError("The line has no pair.")
    old, new = _text(found, "v1"), _text(found, "v2")
    mentions = _mentions(found.get("mentions"), len(old))
    day = read_publication(found, published)
    return DraftPair(number, found["pair"], old, new, day, mentions)


def _text(found: dict[str, object], name: str) -> str:
    text = found.get(name)
    if not isinstance(text, str):
        raise InputError(f"The line has no text {name}.")
    return text


def _mentions(given: object, length: int) -> tuple[tuple[object, Span], ...] | None:
    if given is None:
        return None
    if not isinstance(given, list):
        raise InputError('mentions is no list like [{"id": 0, "old": [3, 6]}].')
    return tuple(_mention(one, length) for one in given)


def _mention(given: object, length: int) -> tuple[object, Span]:
    if not isinstance(given, dict) or "id" not in given:
        raise InputError('A mention is no object like {"id": 0, "old": [3, 6]}.')
    match given.get("old"):
        case [int(start), int(end)] if 0 <= start < end <= length:
            return given["id"], Span(start, end)
    raise InputError("A mention lies outside of its text: old is its start and end in v1.")
