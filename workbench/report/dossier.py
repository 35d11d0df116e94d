"""Everything that a report says of a story, and what of it is meant for whom."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from workbench.claim import Status
from workbench.report.profile import Profile
from workbench.report.program import PROGRAM
from workbench.report.words import STATUS_LABELS, when
from workbench.store import Evidence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from workbench.store import (
        ClaimRecord,
        DraftFile,
        EventRecord,
        SourceFile,
        SourceRecord,
        Store,
        StoryRecord,
    )

_MOST_NAMED = 60
_FOR_EDITORS = ("status", "said_so", "proposed", "reason", "decision", "second_by", "reading")
_WITHHELD = Evidence(
    0, "a source known to the desk", "", "", "", "", "", "a source known to the desk"
)


@dataclass(frozen=True)
class Dossier:
    """A story as one report tells it.

    Attributes:
        story: The story with its present draft.
        claims: Its claims in text order, what the profile withholds taken out.
        sources: The sources that these claims cite, by title.
        events: What was changed, oldest first, as far as the profile tells it.
        file: The file that the draft came in, with its bytes; None for pasted or withheld.
        files: The kept files that the evidence names, by SHA-256, without their bytes.
        profile: For whom it is.
        written_by: Who asked for the report.
        written_at: When, in UTC.
    """

    story: StoryRecord
    claims: tuple[ClaimRecord, ...]
    sources: tuple[SourceRecord, ...]
    events: tuple[EventRecord, ...]
    file: DraftFile | None
    files: Mapping[str, SourceFile]
    profile: Profile
    written_by: str
    written_at: datetime

    @cached_property
    def open(self) -> list[ClaimRecord]:
        """Claims without a finding; those that were cut from the story are none."""
        return [
            one for one in self.claims if not one.status.checked and one.status != Status.DROPPED
        ]

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each claim by its id."""
        return {one.id: one.number for one in self.claims}

    def about(self) -> list[tuple[str, str]]:
        """Who, when, against which draft, with what, and what is still open: name and words."""
        story, total = self.story, sum(one.status != Status.DROPPED for one in self.claims)
        unsourced = [one for one in self.claims if one.unsourced]
        return [
            ("Story", story.title),
            ("Draft", f"{story.draft}, SHA-256 {story.draft_sha256}"),
            ("Published", story.published.isoformat() if story.published else "unknown"),
            ("Checked", f"{total - len(self.open)} of {total} claims"),
            ("Still open", _numbered(self.open)),
            ("Unsourced", _numbered(unsourced)),
            ("Findings by", ", ".join(self._people()) or "nobody yet"),
            ("Signed off", self._signed()),
            ("Written", f"{when(self.written_at)}, by {self.written_by}, for {self._reader()}"),
            ("Program", PROGRAM),
            ("History", f"{story.revision} events, the last of them {story.head_hash}"),
        ]

    def _people(self) -> list[str]:
        named = [one.checked_by for one in self.claims] + [one.second_by for one in self.claims]
        return sorted({name for name in named if name})

    def _signed(self) -> str:
        signed = self.story.signed
        if signed is None:
            return "no"
        given = f"by {signed.by}, {when(signed.at)}, on draft {signed.draft_sha256[:12]}…"
        if signed.holds:
            return given
        return f"{given}; broken by {signed.broken_by}, {when(signed.broken_at)}"

    def _reader(self) -> str:
        return {
            Profile.DESK: "the desk",
            Profile.EDITOR: "an editor (confidential sources are not named)",
            Profile.PUBLIC: "the public (without notes and confidential sources)",
        }[self.profile]


def _numbered(claims: list[ClaimRecord]) -> str:
    """Claims by number, a long list cut with its length said.

    >>> _numbered([])
    'none'
    """
    if not claims:
        return "none"
    some = ", ".join(str(one.number) for one in claims[:_MOST_NAMED])
    rest = f" and {len(claims) - _MOST_NAMED} more" if len(claims) > _MOST_NAMED else ""
    return f"{len(claims)}: claim {some}{rest}"


def dossier_of(
    store: Store,
    story_id: str,
    *,
    who: str,
    at: datetime,
    profile: Profile = Profile.DESK,
) -> Dossier:
    """What the store holds of a story, as one profile may see it.

    Raises:
        NotFoundError: there is no such story.
        StoreError: the store cannot be read.
    """
    shelf = store.sources()
    secret = {one.id for one in shelf if one.confidential}
    claims = tuple(_seen(one, secret, profile) for one in store.claims(story_id))
    cited = {link.source_id for one in claims for link in one.sources}
    kept = [one for one in store.source_files() if not (one.confidential and _withholds(profile))]
    return Dossier(
        story=store.story(story_id),
        claims=claims,
        sources=tuple(one for one in shelf if one.id in cited),
        events=tuple(_told(store.events(story_id), profile)),
        file=None if profile is Profile.PUBLIC else store.file_of(story_id, with_data=True),
        files=_named(claims, kept),
        profile=profile,
        written_by=who,
        written_at=at,
    )


def _withholds(profile: Profile) -> bool:
    return profile is not Profile.DESK


def _named(claims: Sequence[ClaimRecord], kept: Sequence[SourceFile]) -> dict[str, SourceFile]:
    """The files that the claims' evidence names, each as the file of the source it is cited from.

    A file of two sources is else the one that it was first.
    """
    links = {link.file: link.source_id for one in claims for link in one.sources if link.file}
    found: dict[str, SourceFile] = {}
    for one in kept:
        if one.sha256 in links and (one.sha256 not in found or one.source_id == links[one.sha256]):
            found[one.sha256] = one
    return {sha256: found[sha256] for sha256 in sorted(found)}


def _seen(claim: ClaimRecord, secret: set[int], profile: Profile) -> ClaimRecord:
    if profile is Profile.DESK:
        return claim
    if profile is Profile.EDITOR:
        links = [_WITHHELD if link.source_id in secret else link for link in claim.sources]
        return replace(claim, sources=tuple(links))
    links = [replace(o, file="") for o in claim.sources if o.source_id not in secret]
    return replace(claim, sources=tuple(links), note="")


def _told(events: list[EventRecord], profile: Profile) -> list[EventRecord]:
    if profile is Profile.DESK:
        return events
    fields = _FOR_EDITORS if profile is Profile.EDITOR else ()
    return [one for one in events if one.field in fields]


def finding(claim: ClaimRecord) -> str:
    """Where a claim stands, by whom and since when, in one line."""
    parts = [STATUS_LABELS[claim.status]]
    if claim.checked_by:
        parts.append(f"by {claim.checked_by}, {when(claim.checked_at)}".rstrip(", "))
    if claim.stated_in:
        parts.append(f"as {claim.stated_in} says")
    if claim.second_by:
        parts.append(f"read a second time by {claim.second_by}, {when(claim.second_at)}")
    if claim.unsourced:
        parts.append("unsourced")
    return "; ".join(parts)
