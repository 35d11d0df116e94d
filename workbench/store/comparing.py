"""A draft on its way to the desk: what would become of each claim, before anybody agrees to it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workbench.claim import Kind, Span
from workbench.drafts.record import Fate
from workbench.errors import StoreError
from workbench.store.cells import writable
from workbench.store.readings import meaning, says_the_same, with_meaning, with_speaker
from workbench.store.records import CORRECTED
from workbench.story import paragraphs, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workbench.claim import Claim
    from workbench.drafts import Carried, Change
    from workbench.store.records import ClaimRecord, Published, StoryRecord

_OTHERWISE = "It is read otherwise now, though the words are the same."
_KEEPS = (Fate.SAME, Fate.MOVED)


@dataclass(frozen=True, slots=True)
class ComparedClaim:
    """One claim of the desk, and what the new draft makes of it.

    Attributes:
        claim: As it stands on the desk.
        text: The draft that its reading is of.
        fate: What becomes of it.
        reading: What it says in the new draft, there; None when it is gone.
        reasons: Why a person must look again, each a sentence.
        changes: The words around it that changed, in both texts.
        returns: Whether an earlier draft had cut it, and the new one brings it back.
    """

    claim: ClaimRecord
    text: str
    fate: Fate
    reading: Claim | None
    reasons: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    returns: bool = False

    @property
    def keeps_tick(self) -> bool:
        """Whether what was found about it still holds."""
        return self.fate in _KEEPS


@dataclass(frozen=True, slots=True)
class NewDraft:
    """A text that may become the next draft of a story.

    ``seen`` is the number of the draft that it was compared with, ``seen_sha256`` its hash;
    ``added`` are the claims that the desk does not have, in text order.
    """

    story_id: str
    seen: int
    seen_sha256: str
    old_text: str
    text: str
    published: Published
    claims: tuple[ComparedClaim, ...]
    added: tuple[Claim, ...]

    def of(self, *fates: Fate) -> list[ComparedClaim]:
        """The claims of the present draft with one of these fates."""
        return [one for one in self.claims if one.fate in fates and not one.returns]

    @property
    def kept(self) -> list[ComparedClaim]:
        """Claims that stand as they were."""
        return self.of(*_KEEPS)

    @property
    def reopened(self) -> list[ComparedClaim]:
        """Claims that a person must look at again."""
        return self.of(Fate.CHANGED, Fate.CONTEXT)

    @property
    def gone(self) -> list[ComparedClaim]:
        """Claims that the new draft has not."""
        return self.of(Fate.GONE)

    @property
    def returning(self) -> list[ComparedClaim]:
        """Claims that an earlier draft had cut."""
        return [one for one in self.claims if one.returns]


def compare_draft(
    story: StoryRecord,
    claims: Sequence[ClaimRecord],
    cut: Sequence[tuple[str, Sequence[ClaimRecord]]],
    text: str,
    published: Published,
) -> NewDraft:
    """Lay a text beside the present draft.

    Args:
        story: The story with its present draft.
        claims: The claims of it.
        cut: Texts of earlier drafts, each with the claims that a later one cut.
        text: The new text as received.
        published: When it was or will be published.

    Raises:
        StoreError: it is the present draft, or holds what cannot be stored.
    """
    if writable(text) == story.text and published == story.published:
        raise StoreError("This is the present draft, word for word: there is nothing to compare.")
    # a second of words and units, which a program that compares nothing does without
    from workbench import carry  # noqa: PLC0415

    olds = list(_as_read(story, claims))
    found = carry(story.text, text, olds, published)
    added = {(one.start, one.end): one for one in found.added}
    compared = [
        _compared(record, one, (story.text, text), added)
        for record, one in zip(claims, found.carried, strict=True)
    ]
    taken = {(one.reading.start, one.reading.end) for one in compared if one.reading}
    for before, records in cut:
        back = carry(before, text, [record.reading for record in records], published)
        for record, one in zip(records, back.carried, strict=True):
            returned = _returned(record, one, (before, text), added, taken)
            if returned is not None and returned.reading is not None:
                taken.add((returned.reading.start, returned.reading.end))
                compared.append(returned)
    return NewDraft(
        story.id, story.draft, story.draft_sha256, story.text, text, published,
        tuple(compared), tuple(added.values()),
    )  # fmt: skip


def _as_read(story: StoryRecord, claims: Sequence[ClaimRecord]) -> Iterator[Claim]:
    """The claims as a program reads the words: what a person made of them is not in the text."""
    by_hand = [one for one in claims if _is_corrected(one.reading)]
    read: dict[tuple[int, int], Claim] = {}
    if by_hand:
        from workbench import extract  # noqa: PLC0415 - as above

        read = {(one.start, one.end): one for one in extract(story.text, story.published)}
    for one in claims:
        claim = one.reading
        if not _is_corrected(claim):
            yield claim
        else:
            words = replace(claim, kind=Kind.PASSAGE, value=None, speaker=None)
            yield read.get((claim.start, claim.end), words)


def _is_corrected(claim: Claim) -> bool:
    return CORRECTED in (*claim.rules, claim.cue)


def _compared(
    record: ClaimRecord,
    one: Carried,
    texts: tuple[str, str],
    added: dict[tuple[int, int], Claim],
) -> ComparedClaim:
    if one.fate is Fate.GONE or one.place is None:
        return ComparedClaim(record, texts[0], Fate.GONE, None)
    fate, reasons = one.fate, one.reasons
    there = one.new or added.pop((one.place.start, one.place.end), None)
    if there is None:
        there = _at(record.reading, one.place, texts[1], says_it=fate is not Fate.CHANGED)
    elif one.new is not None and fate in _KEEPS and not says_the_same(one.old, there):
        fate, reasons = Fate.CHANGED, (_OTHERWISE,)
    if fate is not Fate.CHANGED and CORRECTED in record.reading.rules:
        there = with_meaning(there, meaning(record.reading))
    if fate in _KEEPS and record.reading.cue == CORRECTED:
        there = with_speaker(there, record.reading.speaker)
    return ComparedClaim(record, texts[0], fate, there, reasons, one.changes)


def _returned(
    record: ClaimRecord,
    one: Carried,
    texts: tuple[str, str],
    added: dict[tuple[int, int], Claim],
    taken: set[tuple[int, int]],
) -> ComparedClaim | None:
    """A claim that was cut, where the new text has the passage again; another number is new."""
    if one.place is None or one.fate in (Fate.GONE, Fate.CHANGED):
        return None
    place = (one.new.start, one.new.end) if one.new else (one.place.start, one.place.end)
    if place in taken or (one.new is not None and place not in added):
        return None
    found = _compared(record, one, texts, added)
    added.pop(place, None)
    return replace(found, returns=True) if found.fate is not Fate.CHANGED else None


def _at(claim: Claim, place: Span, text: str, *, says_it: bool) -> Claim:
    """What a person marked, at its new place; of other words, the words alone."""
    start, end = _sentence_around(text, place)
    moved = replace(
        claim, start=place.start, end=place.end, ext_start=place.start, ext_end=place.end,
        text=place.of(text), sent_start=start, sent_end=end,
    )  # fmt: skip
    return moved if says_it else replace(moved, kind=Kind.PASSAGE, value=None)


def _sentence_around(text: str, place: Span) -> tuple[int, int]:
    for paragraph in paragraphs(text):
        if paragraph[0] <= place.start < paragraph[1]:
            for first, stop in sentences(text, *paragraph):
                if first <= place.start < stop:
                    return first, max(stop, place.end)
    return place.start, place.end
