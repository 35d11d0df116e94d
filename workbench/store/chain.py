"""The hashes that make a story's history tamper-evident.

An event's hash covers who, when, what and the hash before it. Of the values it covers only a
salted SHA-256, so that a value can be erased on purpose, salt and all, and the chain stays whole.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

GENESIS = "0" * 64
"""What stands for the hash before a story's first event."""


def canonical(value: object) -> str:
    r"""The one JSON text of a value: keys sorted, no spaces, plain ASCII.

    >>> canonical({"b": "é", "a": None})
    '{"a":null,"b":"\\u00e9"}'
    """
    return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False)


def text_hash(text: str) -> str:
    """SHA-256 of a text in UTF-8, as hexadecimal digits; it names a draft.

    >>> text_hash("")[:16]
    'e3b0c44298fc1c14'
    """
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def value_hash(salt: str, value: str) -> str:
    """SHA-256 of a value behind its salt, so that a short value cannot be guessed from it."""
    return hashlib.sha256(f"{salt}:{canonical(value)}".encode("ascii")).hexdigest()


def event_hash(event: Mapping[str, object]) -> str:
    """SHA-256 of an event as canonical JSON, the hash before it among its fields.

    ``proven`` counts only where it is so: events of before it was kept have the hash they had.

    >>> event_hash({"prev": GENESIS}) == event_hash({"prev": "1" * 64})
    False
    """
    fields = {name: value for name, value in event.items() if name != "proven"}
    if event.get("proven"):
        fields["proven"] = True
    return hashlib.sha256(canonical(fields).encode("ascii")).hexdigest()
