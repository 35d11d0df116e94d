"""Which word of the old draft is which of the new one."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbench.drafts.passages import Passage, match_passages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.drafts.words import Draft, Word

# Sentences that were cut in two or run into one leave words over, which are matched once more.
_ROUNDS = 3
# Words left over are a passage of their own from this weight on (two figures, or a few words).
_LEAST_PASSAGE = 3.0
_LIKE_FIGURE, _LIKE_WORD = 0.8, 0.5
_LONG_WORD = 5
_SHORT_LINE = 4


@dataclass(slots=True)
class Alignment:
    """Two drafts word by word.

    Attributes:
        old: The earlier draft.
        new: The later one.
        to_new: The place of each old word in the new draft, -1 for one that is gone.
        to_old: The place of each new word in the old draft, -1 for one that is new.
        sentences: Which old and new sentences share words.
        doubtful: Old sentences that another passage of the new draft is as much like.
    """

    old: Draft
    new: Draft
    to_new: list[int]
    to_old: list[int]
    sentences: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    doubtful: set[int] = field(default_factory=set)


def align(old: Draft, new: Draft) -> Alignment:
    """Lay two drafts side by side: sentences first, then their words.

    >>> from workbench.drafts.words import read_draft
    >>> align(read_draft("Six men fled.", []), read_draft("He said six men fled.", [])).to_new
    [2, 3, 4]
    """
    found = Alignment(old, new, [-1] * len(old.words), [-1] * len(new.words))
    for _ in range(_ROUNDS):
        before = sum(at >= 0 for at in found.to_new)
        olds = _left_over(old, found.to_new)
        news = _left_over(new, found.to_old)
        for match in match_passages(old, new, olds, news):
            _lay(found, match.old, match.new)
            if match.doubtful:
                found.doubtful.add(match.old.number)
        if before == sum(at >= 0 for at in found.to_new):
            break
    _lay_short_lines(found)
    return found


def _lay_short_lines(found: Alignment) -> None:
    """Pair what is left of lines with hardly a word but a figure, between neighbours that stayed.

    As a dateline: nothing but its place tells that "Monday, May 18" became "Monday, May 19".
    """
    for number, (first, stop) in enumerate(found.old.sentences):
        if stop - first > _SHORT_LINE or not _untouched(found.to_new, first, stop):
            continue
        for other in sorted(_between_neighbours(found, first, stop)):
            begin, end = found.new.sentences[other]
            if end - begin <= _SHORT_LINE and _untouched(found.to_old, begin, end):
                _lay(found, Passage(number, range(first, stop)), Passage(other, range(begin, end)))


def _untouched(placed: Sequence[int], first: int, stop: int) -> bool:
    return all(at < 0 for at in placed[first:stop])


def _between_neighbours(found: Alignment, first: int, stop: int) -> set[int]:
    """The sentences of the new draft right behind the word before, or before the word behind."""
    places = set()
    if first > 0 and found.to_new[first - 1] >= 0:
        places.add(found.to_new[first - 1] + 1)
    if stop < len(found.to_new) and found.to_new[stop] >= 0:
        places.add(found.to_new[stop] - 1)
    return {found.new.sentence_of[at] for at in places if 0 <= at < len(found.to_old)}


def _left_over(draft: Draft, placed: Sequence[int]) -> list[Passage]:
    """What has no place yet of each sentence, where that is enough to go by."""
    found = []
    for number, (first, stop) in enumerate(draft.sentences):
        words = [at for at in range(first, stop) if placed[at] < 0]
        whole = len(words) == stop - first
        if words and (whole or sum(draft.words[at].weight for at in words) >= _LEAST_PASSAGE):
            found.append(Passage(number, words))
    return found


def _lay(found: Alignment, one: Passage, other: Passage) -> None:
    """Pair the words of two passages, in their order, so that most of their weight is paired."""
    olds = [found.old.words[at] for at in one.words]
    news = [found.new.words[at] for at in other.words]
    pairs = _common(olds, news)
    for i, j in pairs:
        found.to_new[one.words[i]] = other.words[j]
        found.to_old[other.words[j]] = one.words[i]
    if pairs:
        found.sentences[one.number].add(other.number)


def _common(olds: Sequence[Word], news: Sequence[Word]) -> list[tuple[int, int]]:
    """The heaviest common subsequence; a figure may stand against another of its kind."""
    head = 0
    while head < min(len(olds), len(news)) and olds[head].form == news[head].form:
        head += 1
    pairs = [(at, at) for at in range(head)]
    olds, news = olds[head:], news[head:]
    if not olds or not news:
        return pairs
    best = _table(olds, news)
    i = j = 0
    while i < len(olds) and j < len(news):
        fit = fits(olds[i], news[j])
        if fit and best[i][j] <= fit + best[i + 1][j + 1] + 1e-9:
            pairs.append((head + i, head + j))
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs


def _table(olds: Sequence[Word], news: Sequence[Word]) -> list[list[float]]:
    """The weight that can be paired from each two places on."""
    width = len(news)
    best = [[0.0] * (width + 1) for _ in range(len(olds) + 1)]
    for i in range(len(olds) - 1, -1, -1):
        word, below, row = olds[i], best[i + 1], best[i]
        for j in range(width - 1, -1, -1):
            most = max(below[j], row[j + 1])
            fit = fits(word, news[j])
            row[j] = max(most, fit + below[j + 1]) if fit else most
    return best


def fits(one: Word, other: Word) -> float:
    """How well a word stands for another: its weight, less for one that is only like it, or 0."""
    if one.form == other.form:
        return one.weight
    if one.figure and other.figure:
        return _like_figures(one, other)
    if one.small or other.small or one.figure or other.figure:
        return 0.0
    stem = one.form[:_LONG_WORD]
    return _LIKE_WORD if len(stem) == _LONG_WORD and other.form.startswith(stem[:-1]) else 0.0


def _like_figures(one: Word, other: Word) -> float:
    if one.claim is None or other.claim is None:
        return _LIKE_FIGURE / 2
    same_kind = one.claim.kind is other.claim.kind
    return _LIKE_FIGURE if same_kind else _LIKE_FIGURE / 2
