"""From two drafts and the claims of the first to what became of each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workbench.claim import Claim, Kind, Span
from workbench.drafts.aligning import align
from workbench.drafts.order import longest_rise
from workbench.drafts.pairing import pair_figures
from workbench.drafts.record import Carried, Comparison, Fate
from workbench.drafts.spelling import respell, respellings
from workbench.drafts.standing import changes_around, other_bearing, other_person, other_reading
from workbench.drafts.words import read_draft
from workbench.grammar import extract

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from workbench.drafts.aligning import Alignment
    from workbench.drafts.record import Change

_TWIN = "Another passage of the new draft is as much like the old one."
_OTHER_WORDS = "The words of the passage changed."
_MOST_QUOTED = 4


def carry(
    old: str, new: str, claims: Sequence[Claim], published: date | datetime | None = None
) -> Comparison:
    """Find every claim of a draft in the next one, and say which still stand as they were.

    A claim stands where value, hedge, unit, what is counted, who says it and the words around it
    stand; spelling, typography and words that say nothing may change. Any doubt re-opens it.

    Args:
        old: The earlier draft as received.
        new: The later one.
        claims: The claims of the earlier one; passages that a reviewer marked by hand among them.
        published: When the later one was published, for reading its dates.

    >>> from workbench import extract
    >>> old = "The fire burned 12 homes. It injured 3 men."
    >>> new = "It injured 4 men. The fire burned twelve homes, he said."
    >>> found = carry(old, new, extract(old))
    >>> [(one.old.text, one.fate.value, one.new.text) for one in found.carried]
    [('12', 'context', 'twelve'), ('3', 'changed', '4')]
    """
    old_draft = read_draft(old, claims)
    new_claims = extract(new, published)
    new_draft = read_draft(new, new_claims)
    known = respellings(old_draft, new_draft)
    respell(old_draft, known)
    found = align(old_draft, new_draft)
    carrier = _Carrier(found, pair_figures(found), known)
    carried = _mark_moved([carrier.carried(claim) for claim in claims])
    became = {id(one.new) for one in carried}
    return Comparison(
        tuple(carried), tuple(claim for claim in new_claims if id(claim) not in became)
    )


def passage(text: str, start: int, end: int) -> Claim:
    """A stretch of a text as a claim of its own, such as a reviewer marks by hand.

    Raises:
        ValueError: the stretch is empty or not inside the text.

    >>> passage("Nobody was hurt.", 0, 6).text
    'Nobody'
    """
    if not 0 <= start < end <= len(text):
        raise ValueError(f"a passage needs 0 <= start < end <= {len(text)}, not {start} to {end}")
    return Claim(
        start=start,
        end=end,
        ext_start=start,
        ext_end=end,
        text=text[start:end],
        kind=Kind.PASSAGE,
        value=None,
        sent_start=start,
        sent_end=end,
    )


@dataclass(frozen=True, slots=True)
class _Carrier:
    """Two drafts laid side by side, their figures paired, the corrected spellings known."""

    found: Alignment
    pairs: Mapping[int, int]
    known: Mapping[str, str]

    def carried(self, claim: Claim) -> Carried:
        """What became of one claim."""
        words = self.found.new.words
        olds = self.found.old.between(claim.start, claim.end)
        news = self._place(olds)
        if not news:
            return Carried(old=claim, fate=Fate.GONE)
        is_figure = len(olds) == 1 and self.found.old.words[olds[0]].claim is claim
        fate, reason = self._reading(olds, news) if is_figure else self._wording(olds, news)
        changes = tuple(changes_around(self.found, olds, news))
        reasons = [reason] if reason else []
        if not reasons and self.found.old.sentence_of[olds[0]] in self.found.doubtful:
            reasons.append(_TWIN)
        person = other_person(self.found, olds, news)
        if person and not reasons:
            reasons.append(person)
        if changes:
            reasons.append(self._told(changes))
        if reasons and fate is Fate.SAME:
            fate = Fate.CONTEXT
        return Carried(
            old=claim,
            fate=fate,
            new=words[news[0]].claim if is_figure else None,
            place=Span(words[news[0]].start, words[news[-1]].end),
            reasons=tuple(reasons),
            changes=changes,
        )

    def _place(self, olds: range) -> range:
        """The words of the new draft that those of a claim became; empty when they are gone."""
        old, new = self.found.old, self.found.new
        places = [
            self.pairs.get(at, -1) if old.words[at].figure else self.found.to_new[at] for at in olds
        ]
        places = [at for at in places if at >= 0]
        if not places:
            return range(0)
        # a passage that was scattered is where most of it is
        sentence = Counter(new.sentence_of[at] for at in places).most_common(1)[0][0]
        if len(places) > 1 and max(places) - min(places) > 2 * len(olds):
            places = [at for at in places if new.sentence_of[at] == sentence]
        return range(min(places), max(places) + 1)

    def _reading(self, olds: range, news: range) -> tuple[Fate, str | None]:
        """Whether a figure or date says something else, or is said of or by something else."""
        one, other = self.found.old.words[olds[0]], self.found.new.words[news[0]]
        reason = other_reading(one, other)
        if reason:
            return Fate.CHANGED, reason
        if one.claim is not None and other.claim is not None:
            reason = other_bearing(one.claim, other.claim, self.known)
        return Fate.CONTEXT if reason else Fate.SAME, reason

    def _wording(self, olds: range, news: range) -> tuple[Fate, str | None]:
        """Whether a passage has other words."""
        was = [self.found.old.words[at].form for at in olds]
        now = [self.found.new.words[at].form for at in news]
        return (Fate.SAME, None) if was == now else (Fate.CHANGED, _OTHER_WORDS)

    def _told(self, changes: Sequence[Change]) -> str:
        """The words that changed around a claim, in a sentence."""
        cut = [f"“{one.old.of(self.found.old.text)}”" for one in changes if one.old]
        come = [f"“{one.new.of(self.found.new.text)}”" for one in changes if one.new]
        parts = [
            f"{what} {', '.join(words[:_MOST_QUOTED])}{' …' if len(words) > _MOST_QUOTED else ''}"
            for what, words in (("without", cut), ("with", come))
            if words
        ]
        return f"The sentence now stands {' and '.join(parts)}."


def _mark_moved(carried: list[Carried]) -> list[Carried]:
    """Call those that stand, but no longer in the order of the others, moved."""
    order = sorted(range(len(carried)), key=lambda k: carried[k].old.start)
    placed = [(k, carried[k].place) for k in order]
    stay = longest_rise([(k, place.start) for k, place in placed if place is not None])
    return [
        replace(one, fate=Fate.MOVED) if one.fate is Fate.SAME and k not in stay else one
        for k, one in enumerate(carried)
    ]
