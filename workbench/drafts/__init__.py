"""Two drafts of a story: what became of each claim, and whether its tick still holds."""

from workbench.drafts.carrying import carry, passage
from workbench.drafts.mentions import claims_at
from workbench.drafts.record import Carried, Change, Comparison, Fate

__all__ = ["Carried", "Change", "Comparison", "Fate", "carry", "claims_at", "passage"]
