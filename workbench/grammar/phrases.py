"""Finding the words and phrases of a lexicon table at a place of the text, longest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from workbench.grammar.tokens import cut

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

T = TypeVar("T")
# The phrases with one word at their edge, by the word beside it; None: the word alone.
_Beside = dict[str | None, list[tuple[tuple[str, ...], T]]]


class Phrases(Generic[T]):
    """A table from phrases to what they mean, looked up in a list of words.

    The phrases are cut into tokens as a text is, so "sq. ft" is found where a text has it.

    >>> hedges = Phrases([("more than", 1), ("more", 2)])
    >>> hedges.ahead(["no", "more", "than", "ten"], 1)
    (3, 1)
    >>> hedges.behind(["no", "more", "than", "ten"], 3)
    (1, 1)
    """

    def __init__(self, pairs: Iterable[tuple[str, T]]) -> None:
        self.by_first: dict[str, _Beside[T]] = {}
        self.by_last: dict[str, _Beside[T]] = {}
        for phrase, meaning in pairs:
            parts = tuple(cut(phrase))
            second, before = (parts[1], parts[-2]) if len(parts) > 1 else (None, None)
            _add(self.by_first, parts[0], second, (parts, meaning))
            _add(self.by_last, parts[-1], before, (parts, meaning))
        for table in (self.by_first, self.by_last):
            for beside in table.values():
                for entries in beside.values():
                    entries.sort(key=lambda entry: -len(entry[0]))

    def ahead(self, words: Sequence[str], first: int) -> tuple[int, T] | None:
        """The longest phrase that begins at ``first``: where it stops, what it means."""
        beside = self.by_first.get(words[first]) if first < len(words) else None
        if beside is None:
            return None
        if first + 1 < len(words):
            for parts, meaning in beside.get(words[first + 1], ()):
                size = len(parts)
                if size == 2 or tuple(words[first : first + size]) == parts:
                    return first + size, meaning
        single = beside.get(None)
        return (first + 1, single[0][1]) if single else None

    def behind(self, words: Sequence[str], stop: int) -> tuple[int, T] | None:
        """The longest phrase that ends before ``stop``: where it begins, what it means."""
        beside = self.by_last.get(words[stop - 1]) if stop > 0 else None
        if beside is None:
            return None
        if stop > 1:
            for parts, meaning in beside.get(words[stop - 2], ()):
                size = len(parts)
                if size == 2 or (size <= stop and tuple(words[stop - size : stop]) == parts):
                    return stop - size, meaning
        single = beside.get(None)
        return (stop - 1, single[0][1]) if single else None


def _add(
    table: dict[str, _Beside[T]],
    word: str,
    beside: str | None,
    entry: tuple[tuple[str, ...], T],
) -> None:
    table.setdefault(word, {}).setdefault(beside, []).append(entry)
