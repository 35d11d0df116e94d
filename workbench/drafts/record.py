"""The records of a comparison: what became of each claim of the earlier draft."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.claim import Claim, Span


class Fate(StrEnum):
    """What became of a claim in the next draft.

    ``SAME`` and ``MOVED`` say what they said, the latter elsewhere; ``CHANGED`` says something else
    (number, unit, hedge); of ``CONTEXT`` only the words around it changed; ``GONE`` is cut.
    """

    SAME = "same"
    MOVED = "moved"
    CHANGED = "changed"
    CONTEXT = "context"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Change:
    """Words that were replaced; without ``new`` cut, without ``old`` added."""

    old: Span | None
    new: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """One claim of the earlier draft, and what became of it.

    Attributes:
        old: The claim as it was.
        fate: What became of it.
        new: The claim of the new draft that it is now; None where the new draft has none there,
            as for a passage that a reviewer marked by hand.
        place: Where it stands in the new draft; None when it is gone.
        reasons: Why a person must look again, each a sentence; none where the tick stands.
        changes: The words around it that changed, in both drafts.
    """

    old: Claim
    fate: Fate
    new: Claim | None = None
    place: Span | None = None
    reasons: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()

    @property
    def keeps_tick(self) -> bool:
        """Whether a finding about the claim still holds."""
        return self.fate in (Fate.SAME, Fate.MOVED)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two drafts, claim by claim.

    Attributes:
        carried: Every claim of the earlier draft, in the order given.
        added: The claims of the new draft that none of the earlier one became, in text order.
    """

    carried: tuple[Carried, ...]
    added: tuple[Claim, ...]
