"""Which claim of the old draft is which of the new one, by everything that tells them apart."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from workbench.drafts.assigning import assign
from workbench.drafts.order import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.claim import Claim
    from workbench.drafts.aligning import Alignment
    from workbench.drafts.assigning import Pair
    from workbench.drafts.words import Draft

# What speaks for a pair. The words beside a claim and its place count as much as its value: a
# number that was changed stays the same claim, and the same number elsewhere is another one.
# Tuned on the development half of the drafts set; none of 2 to 3 for the place moves keeping.
_IN_PLACE, _SAYS_THE_SAME, _SAME_KIND, _COUNTS_THE_SAME, _SAME_SPEAKER = 2.5, 2.0, 0.5, 2.0, 0.3
_COUNTS_OTHERS = -1.5
_AROUND = 2.0
_ORDER = 0.05
# What a pair needs: in its place anything does; elsewhere value and half of the words around.
_ENOUGH, _ENOUGH_ELSEWHERE = 3.0, 3.6
_REACH = 5
# The same figure in more places than this is looked for in the nearest ones only.
_MOST_PLACES = 30


def pair_figures(found: Alignment) -> dict[int, int]:
    """Pair the claims of two drafts, as places of words, one to one and all at once."""
    scores = {pair: score for pair, score in _scores(found) if score > 0}
    return assign(scores)


def _scores(found: Alignment) -> Iterator[tuple[Pair, float]]:
    places: dict[str, list[int]] = defaultdict(list)
    by_sentence: dict[int, list[int]] = defaultdict(list)
    for j, word in enumerate(found.new.words):
        if word.figure:
            places[word.form].append(j)
            by_sentence[found.new.sentence_of[j]].append(j)
    for i, word in enumerate(found.old.words):
        if not word.figure:
            continue
        near = places[word.form]
        if len(near) > _MOST_PLACES:
            goal = found.to_new[i] if found.to_new[i] >= 0 else i
            near = list(nearest(near, goal, _MOST_PLACES))
        beside = (
            j
            for sentence in found.sentences.get(found.old.sentence_of[i], ())
            for j in by_sentence[sentence]
        )
        for j in sorted({*near, *beside}):
            score = _score(found, i, j)
            enough = _ENOUGH if found.to_new[i] == j else _ENOUGH_ELSEWHERE
            if score >= enough:
                yield (i, j), score


def _score(found: Alignment, i: int, j: int) -> float:
    one, other = found.old.words[i], found.new.words[j]
    score = _IN_PLACE * (found.to_new[i] == j) + _SAYS_THE_SAME * (one.form == other.form)
    score += _AROUND * _alike_around(found, i, j)
    if one.claim is not None and other.claim is not None:
        score += _SAME_KIND * (one.claim.kind is other.claim.kind)
        score += _alike_in_kind(one.claim, other.claim)
        score += _SAME_SPEAKER * (one.claim.speaker == other.claim.speaker)
    down = i / len(found.old.words) - j / len(found.new.words)
    return score - _ORDER * abs(down)


def _alike_in_kind(one: Claim, other: Claim) -> float:
    """Whether the same is counted or measured."""
    was, now = (claim.unit or head(claim.counted) for claim in (one, other))
    if was and now:
        return _COUNTS_THE_SAME if was == now else _COUNTS_OTHERS
    return 0.0


def head(counted: str | None) -> str:
    """The last word of what is counted, in the singular as far as an s goes.

    >>> head("asylum seekers"), head(None)
    ('seeker', '')
    """
    return counted.split()[-1].lower().removesuffix("s") if counted else ""


def _alike_around(found: Alignment, i: int, j: int) -> float:
    """How much of the words beside the two they have in common, 0 to 1."""
    olds, news = _around(found.old, i), _around(found.new, j)
    common = (olds & news).total()
    return common / max(1, min(olds.total(), news.total()), _REACH - 1)


def _around(draft: Draft, at: int) -> Counter[str]:
    first, stop = draft.sentences[draft.sentence_of[at]]
    beside = [*range(max(first, at - _REACH), at), *range(at + 1, min(stop, at + _REACH + 1))]
    return Counter(draft.words[k].form for k in beside if not draft.words[k].small)
