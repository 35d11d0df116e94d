"""What is known of a claim beyond its figure, by name, in the order in which an editor asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.claim import Status
from workbench.report.dossier import finding
from workbench.report.words import SAID_SO_LABELS, doubt

if TYPE_CHECKING:
    from workbench.store import ClaimRecord, Evidence


def facts(claim: ClaimRecord) -> list[tuple[str, str]]:
    """Name and words of each thing that there is to say, its sources apart."""
    said = [
        ("Uncertain", doubt(claim.reading)),
        ("Said by", claim.reading.speaker or ""),
        ("Did they say so", SAID_SO_LABELS[claim.said_so] if claim.said_so else ""),
        ("Proposed", claim.proposed),
        ("Why", claim.reason),
        ("Decision", claim.decision.value if claim.decision else ""),
        ("Note", claim.note),
        ("Finding", "" if claim.status is Status.OPEN else finding(claim)),
    ]
    return [(name, words) for name, words in said if words]


def source_line(one: Evidence) -> str:
    """A source with its place, address, role and quote, as far as its line does not say them."""
    parts = [one.cited]
    parts += [part for part in (one.locator, one.address) if part and part not in one.cited]
    parts += [part for part in (one.role, one.supports) if part]
    quote = f" “{one.quote}”" if one.quote else ""
    return f"{', '.join(parts)}{quote}"
