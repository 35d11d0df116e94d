"""A claim's reading as one line of JSON and back, exactly: decimals as text, days as ISO."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, select

from workbench.claim import Claim, Kind, Modifier
from workbench.errors import StoreError
from workbench.store.chain import canonical
from workbench.store.records import CORRECTED
from workbench.store.schema import event_values, events

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from workbench.claim import Value

NAMES = tuple(Claim.__dataclass_fields__)


def to_json(claim: Claim) -> str:
    """The reading as canonical JSON."""
    fields: dict[str, object] = {name: getattr(claim, name) for name in NAMES}
    fields["value"] = _pack(claim.value)
    fields["rules"] = list(claim.rules)
    for day in ("earliest", "latest"):
        fields[day] = _iso(getattr(claim, day))
    return canonical(fields)


def from_json(text: str) -> Claim:
    """The reading that :func:`to_json` wrote.

    >>> claim = Claim(start=3, end=6, ext_start=3, ext_end=6, text="244", kind=Kind.COUNT,
    ...     value=(Decimal("60"), None), sent_start=0, sent_end=9)
    >>> from_json(to_json(claim)) == claim
    True
    """
    fields: dict[str, Any] = json.loads(text)
    fields["value"] = _unpack(fields["value"])
    fields["rules"] = tuple(fields["rules"])
    fields["kind"] = Kind(fields["kind"])
    fields["modifier"] = Modifier(fields["modifier"])
    for day in ("earliest", "latest"):
        if fields[day]:
            fields[day] = date.fromisoformat(fields[day])
    return Claim(**fields)


def says_the_same(old: Claim, new: Claim) -> bool:
    """Whether two readings of the same words give the same value.

    >>> claim = from_json(to_json(Claim(start=0, end=2, ext_start=0, ext_end=2, text="60",
    ...     kind=Kind.COUNT, value=Decimal(60), sent_start=0, sent_end=2)))
    >>> says_the_same(claim, claim)
    True
    """
    return (old.kind, old.value, old.unit, old.earliest, old.latest) == (
        new.kind,
        new.value,
        new.unit,
        new.earliest,
        new.latest,
    )


_MEANING = (
    *("kind", "value", "unit", "unit_code", "modifier", "trend", "counted", "earliest", "latest"),
    *("guess", "unresolved"),
)


def meaning(claim: Claim) -> str:
    """What the claim says, apart from its place, its words and its speaker."""
    fields = json.loads(to_json(claim))
    return canonical({name: fields[name] for name in _MEANING})


def with_meaning(claim: Claim, said: str) -> Claim:
    """The claim corrected to say what :func:`meaning` wrote.

    Raises:
        StoreError: it is no such thing.
    """
    fields = json.loads(to_json(claim))
    try:
        fields |= {name: json.loads(said)[name] for name in _MEANING} | {"rules": [CORRECTED]}
        return from_json(json.dumps(fields))
    except (ValueError, KeyError, TypeError, ArithmeticError) as error:
        raise StoreError(
            "This is no reading of a claim: correct it on the claim's card."
        ) from error


def with_speaker(claim: Claim, name: str | None) -> Claim:
    """The claim as said by whom a person named, None for nobody.

    >>> claim = Claim(start=0, end=2, ext_start=0, ext_end=2, text="60", kind=Kind.COUNT,
    ...     value=Decimal(60), sent_start=0, sent_end=2)
    >>> with_speaker(claim, "Ann Lee").speaker
    'Ann Lee'
    """
    return replace(claim, speaker=name, cue=CORRECTED)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _pack(value: Value) -> object:
    """A value with its type beside it, so that the score "3" is not read back as the number 3."""
    if value is None:
        return None
    if isinstance(value, str):
        return {"text": value}
    if isinstance(value, tuple):
        return {"range": [None if bound is None else str(bound) for bound in value]}
    return {"number": str(value)}


def _unpack(packed: dict[str, Any] | None) -> Value:
    if packed is None:
        return None
    if "text" in packed:
        return str(packed["text"])
    if "range" in packed:
        low, high = (None if bound is None else Decimal(bound) for bound in packed["range"])
        return (low, high)
    return Decimal(packed["number"])


def earlier_readings(conn: Connection, story_id: str) -> dict[str, Claim]:
    """By claim, the reading that its present one replaced; a new draft replaces none."""
    with_drafts = select(events.c.batch).where(
        events.c.story_id == story_id, events.c.field == "draft", events.c.claim_id.is_(None)
    )
    same = and_(
        event_values.c.story_id == events.c.story_id,
        event_values.c.seq == events.c.seq,
        event_values.c.side == "old",
    )
    wanted = select(events.c.claim_id, event_values.c.value).join(event_values, same)
    mine = (events.c.story_id == story_id) & (events.c.field == "reading")
    wanted = wanted.where(mine, events.c.batch.not_in(with_drafts))
    rows = conn.execute(wanted.order_by(events.c.seq))
    # the latest comes last and stays
    return {row.claim_id: from_json(row.value) for row in rows if row.value is not None}
