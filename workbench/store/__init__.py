"""Where stories, claims, sources and every change to them are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.loading import when_asked

if TYPE_CHECKING:
    from workbench.store.company import GONE_AFTER
    from workbench.store.comparing import ComparedClaim, NewDraft
    from workbench.store.desk import Store
    from workbench.store.draft_events import Reopened
    from workbench.store.earlier_drafts import DraftRecord
    from workbench.store.flags import Dismissal, StoryFlag
    from workbench.store.library import SourceFile
    from workbench.store.lookups import LookedUp, reading_hash
    from workbench.store.originals import DraftFile
    from workbench.store.people import Person, Role, Who
    from workbench.store.records import (
        FIELDS,
        Applied,
        Cell,
        CitedSource,
        ClaimRecord,
        Conflict,
        DeskSettings,
        EventRecord,
        Evidence,
        Imported,
        ImportRow,
        LastBatch,
        Presence,
        Published,
        SignOff,
        SourceChange,
        SourceRecord,
        StoryRecord,
        StorySummary,
    )
    from workbench.store.stamps import random_salt, utc_now
    from workbench.store.verification import Verdict

__all__ = [
    "FIELDS",
    "GONE_AFTER",
    "Applied",
    "Cell",
    "CitedSource",
    "ClaimRecord",
    "ComparedClaim",
    "Conflict",
    "DeskSettings",
    "Dismissal",
    "DraftFile",
    "DraftRecord",
    "EventRecord",
    "Evidence",
    "ImportRow",
    "Imported",
    "LastBatch",
    "LookedUp",
    "NewDraft",
    "Person",
    "Presence",
    "Published",
    "Reopened",
    "Role",
    "SignOff",
    "SourceChange",
    "SourceFile",
    "SourceRecord",
    "Store",
    "StoryFlag",
    "StoryRecord",
    "StorySummary",
    "Verdict",
    "Who",
    "random_salt",
    "reading_hash",
    "utc_now",
]

_WHERE = {
    "company": "GONE_AFTER",
    "comparing": "ComparedClaim NewDraft",
    "desk": "Store",
    "draft_events": "Reopened",
    "earlier_drafts": "DraftRecord",
    "flags": "Dismissal StoryFlag",
    "library": "SourceFile",
    "lookups": "LookedUp reading_hash",
    "originals": "DraftFile",
    "people": "Person Role Who",
    "records": (
        "FIELDS Applied Cell CitedSource ClaimRecord Conflict DeskSettings EventRecord "
        "Evidence Imported ImportRow LastBatch Presence Published SignOff SourceChange "
        "SourceRecord StoryRecord StorySummary"
    ),
    "stamps": "random_salt utc_now",
    "verification": "Verdict",
}

if not TYPE_CHECKING:
    __getattr__ = when_asked(__name__, _WHERE)
