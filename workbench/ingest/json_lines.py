"""Stories one a line as JSON objects: ``{"id", "text", "published"}``."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.errors import InputError
from workbench.ingest.published import read_published

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One line that is a story; ``id`` is whatever the line gave, unchanged."""

    line: int
    id: object
    text: str
    published: date | datetime | None


@dataclass(frozen=True, slots=True)
class BadLine:
    """One line that is none, and why; ``id`` is None when it gave none."""

    line: int
    id: object
    error: str


def read_jsonl(
    stream: Iterable[bytes], published: date | datetime | None = None
) -> Iterator[StoryLine | BadLine]:
    r"""Every line of a stream, in order, a bad one with its reason.

    Args:
        stream: Lines as bytes, in UTF-8.
        published: For lines that do not say.

    Raises:
        InputError: all of it is in an encoding that has no lines of bytes.

    >>> list(read_jsonl([b'{"id": 7, "text": "60 names"}\n', b"{"]))[0].text
    '60 names'
    """
    for number, raw in enumerate(stream, start=1):
        if number == 1 and _is_utf16(raw):
            raise InputError("The lines are in UTF-16: save them as UTF-8 and give that.")
        found: dict[str, object] = {}
        try:
            found = read_object(raw)
            story = StoryLine(number, _id(found), _text(found), read_publication(found, published))
        except InputError as reason:
            yield BadLine(number, found.get("id"), str(reason))
        else:
            yield story


def _is_utf16(raw: bytes) -> bool:
    return raw.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in raw[:2]


def read_object(raw: bytes, no_number: Callable[[str], object] | None = None) -> dict[str, object]:
    """The object of one line.

    Args:
        raw: The line.
        no_number: What stands for NaN and Infinity, which no JSON has; None refuses them.

    Raises:
        InputError: the line is none.
    """
    if not raw.strip():
        raise InputError("The line is empty.")
    try:
        found = json.loads(
            raw.decode("utf-8-sig"),
            parse_constant=no_number or _no_number,
            parse_float=_finite,
        )
    except UnicodeDecodeError as error:
        raise InputError("The line is not in UTF-8.") from error
    except ValueError as error:
        raise InputError(f"The line is no JSON ({error}).") from error
    except RecursionError as error:
        raise InputError("The line is nested too deeply.") from error
    if not isinstance(found, dict):
        raise InputError('The line is no object like {"id": "1", "text": "…"}.')
    return found


def _no_number(literal: str) -> object:
    raise InputError(f"The line is no JSON ({literal} is no number).")


def _finite(literal: str) -> float:
    """The number, for it must be written again as it was: none that is beyond any float."""
    number = float(literal)
    if math.isinf(number):
        raise InputError("The line holds a number that is too large.")
    return number


def _id(found: dict[str, object]) -> object:
    if "id" not in found:
        raise InputError("The line has no id.")
    return found["id"]


def _text(found: dict[str, object]) -> str:
    text = found.get("text")
    if not isinstance(text, str):
        raise InputError("The line has no text.")
    return text


def read_publication(
    found: dict[str, object], otherwise: date | datetime | None
) -> date | datetime | None:
    """When the story of a line was published, ``otherwise`` where it does not say.

    Raises:
        InputError: what it says is neither a day nor an instant.
    """
    given = found.get("published")
    if given is None:
        return otherwise
    if not isinstance(given, str):
        raise InputError("published is neither a day nor an instant.")
    return read_published(given) or otherwise
