"""Claims as JSON lines, their decimals as exact JSON numbers."""

from __future__ import annotations

import json
import math
from decimal import Decimal
from typing import TYPE_CHECKING

from workbench.report.cells import plain_number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbench.claim import Claim

FIELDS = (
    *("start", "end", "ext_start", "ext_end", "text", "kind", "value", "unit", "unit_code"),
    *("modifier", "trend", "counted", "earliest", "latest", "speaker", "cue", "guess"),
    *("unresolved", "sent_start", "sent_end", "rules"),
)


def claim_fields(claim: Claim) -> dict[str, object]:
    """A claim by the names of the jsonl output, days in ISO form."""
    fields: dict[str, object] = {name: getattr(claim, name) for name in FIELDS}
    for day in (name for name in ("earliest", "latest") if fields[name] is not None):
        fields[day] = str(fields[day])
    return fields


def json_line(value: object) -> str:
    r"""One line of JSON; decimals are numbers with all their digits.

    >>> json_line({"value": (Decimal("60"), None), "rate": Decimal("0.1000000000000000000001")})
    '{"value": [60, null], "rate": 0.1000000000000000000001}'
    >>> json_line("\ud800 is no character")
    '"\\ud800 is no character"'
    """
    if isinstance(value, Decimal):
        return _number(value)
    if isinstance(value, dict):
        return _object(value)
    if isinstance(value, list | tuple):
        return _array(value)
    return _plain(value)


def _object(value: Mapping[object, object]) -> str:
    return "{" + ", ".join(f"{_plain(str(k))}: {json_line(v)}" for k, v in value.items()) + "}"


def _array(value: Sequence[object]) -> str:
    return "[" + ", ".join(json_line(one) for one in value) + "]"


def _plain(value: object) -> str:
    if isinstance(value, float) and not math.isfinite(value):
        return "null"
    written = json.dumps(value, ensure_ascii=False)
    # half a surrogate pair can stand in JSON only as an escape
    return written if written.isprintable() else json.dumps(value)


def _number(value: Decimal) -> str:
    """A number that reads back as the same; a whole one without a point."""
    if not value.is_finite():
        return "null"
    written = plain_number(value)
    if "." in written and "E" not in written:
        written = written.rstrip("0").rstrip(".")
    return written
