"""What the last search of the desk's documents found on each claim, in words; nothing is ticked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbench.app.passage_words import locator
from workbench.app.wording import when
from workbench.store import LookedUp

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from workbench.claim import Claim
    from workbench.store import ClaimRecord, Store
    from workbench.store.finding import LookedUpPassages

FOUND, ANOTHER, NOTHING = "found", "another", "nothing"
_WORDS = {FOUND: "✓ found", ANOTHER: "≠ another value", NOTHING: "– nothing found"}
_OLD = "old: "


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found on the claims of a story, and since when there is something newer to look in.

    Attributes:
        found: By claim id.
        readings: What each claim said when this was read from the store.
        newest: When the last document came or went; None where there is none.
        kept: SHA-256 of the documents that are there.
    """

    found: Mapping[str, LookedUp] = field(default_factory=dict)
    readings: Mapping[str, Claim] = field(default_factory=dict)
    newest: datetime | None = None
    kept: frozenset[str] = frozenset()

    def of(self, claim: ClaimRecord) -> LookedUp | None:
        """What was found on a claim; None where nobody has looked."""
        return self.found.get(claim.id)

    def is_another(self, claim: ClaimRecord) -> bool:
        """Whether a document has another value than the claim, as it reads now."""
        one = self.of(claim)
        return one is not None and one.stands == ANOTHER and not why_old(self, claim)


NOT_LOOKED = Looked()


def read_looked(store: Store, story_id: str, claims: Sequence[ClaimRecord]) -> Looked:
    """What was found on the claims of a story, as they are now."""
    found = store.lookups(story_id)
    if not found:
        return NOT_LOOKED
    files = store.source_files()
    return Looked(
        found,
        {claim.id: claim.reading for claim in claims},
        max(one.erased_at or one.kept_at for one in files) if files else None,
        frozenset(one.sha256 for one in files if one.erased_at is None),
    )


def why_old(looked: Looked, claim: ClaimRecord) -> str:
    """Why what was found on a claim may not be so any more; "" where nothing speaks against it.

    What was found on an older reading the store does not tell at all once it is asked again.
    """
    one = looked.of(claim)
    if one is None:
        return ""
    if looked.readings.get(claim.id, claim.reading) != claim.reading:
        return "the reading has changed since"
    if one.file_sha256 and one.file_sha256 not in looked.kept:
        return "that document was erased since"
    if looked.newest is not None and one.at is not None and looked.newest > one.at:
        return "documents have come since"
    return ""


def short(looked: Looked, claim: ClaimRecord) -> str:
    """The cell of the table: "✓ found in report.pdf, p. 4"; "" where nobody has looked."""
    one = looked.of(claim)
    if one is None:
        return ""
    return f"{_OLD if why_old(looked, claim) else ''}{_words(one)}"


def told(looked: Looked, claim: ClaimRecord) -> str:
    """The same as a line of the card, with when and whether it is old."""
    one = looked.of(claim)
    if one is None:
        return "not looked up as it reads now" if looked.found else ""
    old = why_old(looked, claim)
    return f"{_words(one)} (looked up {when(one.at)}{f'; {old}' if old else ''})"


def _words(one: LookedUp) -> str:
    if one.stands == NOTHING:
        return _WORDS[NOTHING]
    said = f" {one.said}" if one.stands == ANOTHER and one.said else ""
    return f"{_WORDS[one.stands]}{said} in {_where(one)}"


def counted(looked: Looked, claims: Sequence[ClaimRecord]) -> str:
    """How the claims of a story came out: "8 found, 2 another value, 10 nothing"; "" for none."""
    stands = [one.stands for claim in claims if (one := looked.of(claim)) is not None]
    names = ((FOUND, "found"), (ANOTHER, "another value"), (NOTHING, "nothing found"))
    parts = [f"{count} {name}" for code, name in names if (count := stands.count(code))]
    old = sum(bool(why_old(looked, claim)) for claim in claims)
    return ", ".join([*parts, *([f"{old} of these old"] if old else [])])


def looked_up(claim_id: str, found: LookedUpPassages, names: Mapping[str, str]) -> LookedUp:
    """What is remembered of the passages found for a claim; ``names`` are the documents'."""
    best = found.best
    if best is None:
        return LookedUp(claim_id, NOTHING)
    said = best.judged.said
    return LookedUp(
        claim_id,
        FOUND if found.stands.found else ANOTHER,
        file_sha256=best.document,
        file_name=names.get(best.document, best.passage.document),
        place=locator(best),
        said="" if said is None else said.text,
    )


def _where(one: LookedUp) -> str:
    return ", ".join(filter(None, (one.file_name, one.place)))
