"""Which sentence of the old draft is which of the new one, wherever it went."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

from workbench.drafts.assigning import assign
from workbench.drafts.order import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from workbench.drafts.assigning import Pair
    from workbench.drafts.words import Draft, Word

# Two sentences with less than this share of their weight in common are two. On the development
# half of the drafts set .25 to .35 find the same places, .4 and .45 a few less; none loses a tick.
_ALIKE = 0.35
# A word in more sentences than this tells nothing about which one it is.
_WIDEST = 40
# Of many identical sentences only those about as far down are tried.
_TWINS = 4
_NEIGHBOUR = 0.15
_ORDER = 0.01
# A passage this much like the old one, and this near to the one chosen, is a rival. On the
# development half .05 to .2 carry nothing falsely; .05 and .1 keep one tick more.
_MOSTLY = 0.5
_LIKE_A_TWIN, _TOO_NEAR, _WORD_FOR_WORD = 0.6, 0.15, 0.999


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of one sentence that wait for their place: ``number`` is the sentence's."""

    number: int
    words: Sequence[int]


@dataclass(frozen=True, slots=True)
class Match:
    """An old passage and the new one that it became.

    ``doubtful`` is whether another passage of the new draft is about as much like the old one, so
    that nobody can tell which it became.
    """

    old: Passage
    new: Passage
    doubtful: bool


def match_passages(
    old: Draft, new: Draft, old_passages: Sequence[Passage], new_passages: Sequence[Passage]
) -> list[Match]:
    """Pair passages one to one by the words they share; rare words, figures and names tell most."""
    weigh = _weights(old.words, new.words)
    olds = [_bag(old.words, one) for one in old_passages]
    news = [_bag(new.words, one) for one in new_passages]
    alike = dict(_alike(olds, news, weigh))
    scores = {pair: score for pair, score in alike.items() if score >= _ALIKE}
    count = max(len(olds), len(news), 1)
    placed = {
        (i, j): score
        + _NEIGHBOUR * (alike.get((i - 1, j - 1), 0) + alike.get((i + 1, j + 1), 0))
        - _ORDER * abs(i - j) / count
        for (i, j), score in scores.items()
    }
    pairs = assign(placed)
    doubtful = {
        i for i, j in _rivals(pairs, alike) if _same_words(olds[i], news[pairs[i]], news[j], weigh)
    }
    return [Match(old_passages[i], new_passages[j], i in doubtful) for i, j in pairs.items()]


def _rivals(pairs: Mapping[int, int], alike: Mapping[Pair, float]) -> Iterator[Pair]:
    """Old passages that do not stand word for word, each with another one that is as much like it.

    Not one that is more like an old passage of its own.
    """
    came_from = {j: i for i, j in pairs.items()}
    for (i, j), score in alike.items():
        chosen = pairs.get(i)
        if chosen is None or chosen == j or score < _LIKE_A_TWIN:
            continue
        owner = came_from.get(j)
        at_home = owner is not None and alike[owner, j] > score
        best = alike[i, chosen]
        if best < _WORD_FOR_WORD and score > best - _TOO_NEAR and not at_home:
            yield i, j


def _same_words(
    old: Counter[str], chosen: Counter[str], rival: Counter[str], weigh: Mapping[str, float]
) -> bool:
    """Whether two new passages took the same from an old one; not so when it was cut in two."""
    one, other = old & chosen, old & rival
    return _size(one & other, weigh) > _MOSTLY * min(_size(one, weigh), _size(other, weigh))


def _bag(words: Sequence[Word], passage: Passage) -> Counter[str]:
    return Counter(words[at].form for at in passage.words)


def _weights(olds: Iterable[Word], news: Iterable[Word]) -> dict[str, float]:
    """How much each form tells: less the more often it stands in either draft."""
    count: Counter[str] = Counter()
    weight: dict[str, float] = {}
    for words in (olds, news):
        here: Counter[str] = Counter()
        for word in words:
            here[word.form] += 1
            weight[word.form] = max(word.weight, weight.get(word.form, 0))
        count |= here
    return {form: known / (1 + log(count[form])) for form, known in weight.items()}


def _alike(
    olds: Sequence[Counter[str]], news: Sequence[Counter[str]], weigh: Mapping[str, float]
) -> Iterable[tuple[Pair, float]]:
    sizes = [_size(bag, weigh) for bag in news]
    where: dict[str, list[int]] = defaultdict(list)
    for j, bag in enumerate(news):
        for form in bag:
            where[form].append(j)
    for i, bag in enumerate(olds):
        size = _size(bag, weigh)
        for j in sorted(_thought_of(i, bag, where)):
            common = sum(min(n, news[j][form]) * weigh[form] for form, n in bag.items())
            both = size + sizes[j]
            if common and both:
                yield (i, j), 2 * common / both


def _size(bag: Mapping[str, int], weigh: Mapping[str, float]) -> float:
    return sum(n * weigh[form] for form, n in bag.items())


def _thought_of(i: int, bag: Iterable[str], where: Mapping[str, list[int]]) -> set[int]:
    """The new passages that share a telling word; without one, those about as far down."""
    found: set[int] = set()
    for form in bag:
        places = where.get(form, ())
        found.update(places if len(places) <= _WIDEST else ())
    if not found:
        for form in bag:
            found.update(nearest(where.get(form, []), i, 2 * _TWINS))
    return found
