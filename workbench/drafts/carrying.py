"""From two drafts and the claims of the first to what became of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.claim import Claim, Kind, Span
from workbench.drafts.aligning import align
from workbench.drafts.pairing import pair_figures
from workbench.drafts.record import Carried, Comparison, Fate
from workbench.drafts.spelling import respell, respellings
from workbench.drafts.standing import changes_around, other_bearing, other_reading
from workbench.drafts.words import read_draft
from workbench.grammar import extract

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from workbench.drafts.aligning import Alignment


def carry(
    old: str,
    new: str,
    claims: Sequence[Claim],
    published: date | datetime | None = None,
) -> Comparison:
    old_draft = read_draft(old, claims)
    new_claims = extract(new, published)
    new_draft = read_draft(new, new_claims)
    known = respellings(old_draft, new_draft)
    respell(old_draft, known)
    found = align(old_draft, new_draft)
    pairs = pair_figures(found)
    carried = tuple(_carried(found, pairs, known, claim) for claim in claims)
    became = {id(one.new) for one in carried}
    return Comparison(carried, tuple(claim for claim in new_claims if id(claim) not in became))


def passage(text: str, start: int, end: int) -> Claim:
    return Claim(start=start, end=end, ext_start=start, ext_end=end, text=text[start:end],
                 kind=Kind.PASSAGE, value=None, sent_start=start, sent_end=end)


def _carried(found: Alignment, pairs, known, claim: Claim) -> Carried:
    olds = found.old.between(claim.start, claim.end)
    if not olds:
        return Carried(old=claim, fate=Fate.GONE)
    places = [pairs.get(k, -1) if found.old.words[k].figure else found.to_new[k] for k in olds]
    there = [k for k in places if k >= 0]
    if not there:
        return Carried(old=claim, fate=Fate.GONE)
    news = range(min(there), max(there) + 1)
    first, last = found.new.words[news[0]], found.new.words[news[-1]]
    place = Span(first.start, last.end)
    becomes = first.claim if len(olds) == 1 else None
    reasons = []
    fate = Fate.SAME
    if claim.kind is Kind.PASSAGE:
        same = len(news) == len(olds) and all(a.form == b.form for a, b in zip((found.old.words[k] for k in olds), (found.new.words[k] for k in news)))
        if not same:
            fate = Fate.CHANGED
            reasons.append("The words changed.")
    elif becomes is None:
        fate = Fate.CHANGED
        reasons.append("no longer read as claim")
    else:
        r = other_reading(found.old.words[olds[0]], first)
        if r:
            fate = Fate.CHANGED; reasons.append(r)
        else:
            r = other_bearing(claim, becomes, known)
            if r:
                fate = Fate.CONTEXT; reasons.append(r)
    if fate is Fate.SAME and found.old.sentence_of[olds[0]] in found.doubtful:
        fate = Fate.CONTEXT
        reasons.append("Another passage of the new draft is as much like the old one.")
    ch = tuple(changes_around(found, olds, news))
    if fate is Fate.SAME and ch:
        fate = Fate.CONTEXT
        reasons.append("words around: " + ", ".join(found.old.text[c.old.start:c.old.end] + "→" if c.old else "→" + found.new.text[c.new.start:c.new.end] for c in ch))
    return Carried(old=claim, fate=fate, new=becomes, place=place, reasons=tuple(reasons), changes=ch)
