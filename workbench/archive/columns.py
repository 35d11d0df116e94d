"""The columns of the archive: what each holds, in which type, and how a claim becomes a row."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import TYPE_CHECKING

import pyarrow as pa

from workbench.report.cells import plain_number

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from workbench.checks import Flag
    from workbench.claim import Claim, Value

NUMBER = pa.decimal128(38, 9)
"""What numbers are kept in: 29 digits before the point, 9 after it; ``value`` has them all."""

ID = "id"
OURS: tuple[tuple[str, pa.DataType], ...] = (
    ("published", pa.date32()),
    ("published_at", pa.timestamp("us", "UTC")),
    ("file", pa.string()),
    ("record", pa.int64()),
    ("number", pa.int32()),
    ("claim", pa.string()),
    ("sentence", pa.string()),
    ("kind", pa.string()),
    ("value", pa.string()),
    ("value_low", NUMBER),
    ("value_high", NUMBER),
    ("unit", pa.string()),
    ("unit_code", pa.string()),
    ("modifier", pa.string()),
    ("trend", pa.string()),
    ("counted", pa.string()),
    ("earliest", pa.date32()),
    ("latest", pa.date32()),
    ("speaker", pa.string()),
    ("cue", pa.string()),
    ("guess", pa.string()),
    ("unresolved", pa.string()),
    ("flags", pa.list_(pa.string())),
    ("flags_working", pa.string()),
    ("start", pa.int64()),
    ("end", pa.int64()),
    ("ext_start", pa.int64()),
    ("ext_end", pa.int64()),
    ("sent_start", pa.int64()),
    ("sent_end", pa.int64()),
    ("rules", pa.list_(pa.string())),
    ("error", pa.string()),
)
"""Our columns between the story's id and its other columns."""

_TAKEN = frozenset([ID, *(name for name, _ in OURS)])
_BEFORE, _WIDEST = 500, 1000
"""Code points of a monstrous sentence that are kept: before the claim, and in all."""
_NINE = Decimal("1E-9")
_EXACT = Context(prec=60, rounding=ROUND_HALF_EVEN)
_MOST_DIGITS = 28


def kept_name(name: str) -> str:
    """What another column of the input is called here: one of our names gets ``in_`` in front.

    >>> kept_name("desk"), kept_name("Value"), kept_name("in_value")
    ('desk', 'in_Value', 'in_value')
    """
    return f"in_{name}" if name.casefold() in _TAKEN else name


def schema_of(kept: pa.Schema) -> pa.Schema:
    """The columns of a part: the id, ours, then the others that the input has."""
    others = [field for field in kept if field.name != ID]
    return pa.schema([kept.field(ID), *(pa.field(*one) for one in OURS), *others])


def stored(number: Decimal | None) -> Decimal | None:
    """A number as the archive's numeric columns hold it; None where they cannot.

    >>> stored(Decimal("2.4")), stored(Decimal("1E+30"))
    (Decimal('2.400000000'), None)
    """
    if number is None or not number.is_finite() or number.adjusted() > _MOST_DIGITS:
        return None
    return number.quantize(_NINE, context=_EXACT)


def written(value: Value) -> str | None:
    """A value with all its digits; a range as ``low/high``, ``..`` for its open end (ISO 8601-2).

    >>> written(Decimal("0.10")), written((Decimal(24), None)), written("2014-05"), written(None)
    ('0.10', '24/..', '2014-05', None)
    """
    if isinstance(value, Decimal):
        return plain_number(value)
    if isinstance(value, tuple):
        return "/".join(".." if end is None else plain_number(end) for end in value)
    return value


def bounds(value: Value) -> tuple[Decimal | None, Decimal | None]:
    """Both ends of a number, None for an open one; of no number, nothing."""
    if isinstance(value, Decimal):
        both = stored(value)
        return both, both
    if isinstance(value, tuple):
        return stored(value[0]), stored(value[1])
    return None, None


def published_cells(published: date | datetime | None) -> tuple[date | None, datetime | None]:
    """The publication's day as written, and its instant where that is known."""
    if not isinstance(published, datetime):
        return published, None
    try:
        at = published.astimezone(UTC) if published.tzinfo else None
    except OverflowError:
        at = None
    return published.date(), at


def claim_cells(text: str, number: int, claim: Claim, flags: Sequence[Flag]) -> tuple[object, ...]:
    """The cells of a claim, from ``number`` on."""
    low, high = bounds(claim.value)
    sent_start = max(claim.sent_start, claim.start - _BEFORE)
    sent_end = max(claim.end, min(claim.sent_end, sent_start + _WIDEST))
    return (
        number,
        claim.text,
        text[sent_start:sent_end],
        claim.kind,
        written(claim.value),
        low,
        high,
        claim.unit,
        claim.unit_code,
        claim.modifier,
        claim.trend,
        claim.counted,
        claim.earliest,
        claim.latest,
        claim.speaker,
        claim.cue,
        claim.guess,
        claim.unresolved,
        [flag.rule for flag in flags],
        "\n".join([f"{flag.message}: {flag.working}" for flag in flags]) or None,
        claim.start,
        claim.end,
        claim.ext_start,
        claim.ext_end,
        sent_start,
        sent_end,
        list(claim.rules),
        None,
    )


BEFORE_THE_CLAIM = [name for name, _ in OURS].index("number")
NO_CLAIM: tuple[object, ...] = (None,) * (len(OURS) - BEFORE_THE_CLAIM - 1)
"""The cells of a text that could not be read, between its place and its error."""
