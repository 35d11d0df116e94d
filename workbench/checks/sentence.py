"""A sentence with its claims as placeholders, for the rules to look at."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from workbench.checks.figure import Figure, figures_of
from workbench.checks.flag import flag_on
from workbench.checks.pattern import LETTERS, MARKS, compiled
from workbench.claim import Claim, Kind

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator
    from datetime import date

    from workbench.checks.flag import Flag, Stretch

# Hedges of dates and durations are words that the patterns need: "five months before".
_BARE: Final = frozenset({Kind.DATE, Kind.DURATION, Kind.SET})
_RANGE: Final = " to "
_PLAIN: Final = {
    **dict.fromkeys(map(ord, "\t\n\r\x0b\x0c\u00a0\u2009\u202f"), " "),
    **dict.fromkeys(map(ord, "–—‒―−"), "-"),
    **dict.fromkeys(map(ord, "’‘"), "'"),
    **dict.fromkeys(map(ord, "“”"), '"'),
    **dict.fromkeys(map(ord, MARKS.values()), " "),
}


class Match:
    """A pattern found in a sentence: its claims by name."""

    def __init__(self, sentence: Sentence, found: re.Match[str]) -> None:
        self._sentence, self._found = sentence, found

    def __getitem__(self, name: str) -> Figure:
        """The figure of that name; KeyError for a date, which is none."""
        return self._sentence.figures[self._found.start(name)]

    def __contains__(self, name: str) -> bool:
        """Whether the pattern found something of that name."""
        return self._found.re.groupindex.get(name) is not None and self._found[name] is not None

    def has_number(self, *names: str) -> bool:
        """Whether each of the names stands for a number that could be read."""
        return all(self._found.start(name) in self._sentence.figures for name in names)

    def claim(self, name: str) -> Claim:
        """The claim of that name."""
        return self._sentence.at[self._found.start(name)]

    def words(self, name: str) -> str:
        """The words that a plain group of the pattern found, "" for none."""
        return self._found[name] or "" if name in self._found.re.groupindex else ""

    def place(self, name: str) -> int:
        """Where that name begins in the skeleton."""
        return self._found.start(name)

    def stretch(self, name: str | int = 0) -> Stretch:
        """The words of a group, all of them for 0, as something that a flag may stand on."""
        return self._sentence.stretch(self._found.start(name), self._found.end(name))

    def between(self, first: str, second: str) -> str:
        """The skeleton between two names, in whichever order they stand."""
        start, stop = sorted((self._found.start(first), self._found.start(second)))
        return self._sentence.skeleton[start + 1 : stop]

    @property
    def all_words(self) -> str:
        """All that the pattern found."""
        return self._found.group()

    @property
    def start(self) -> int:
        """Where it begins in the skeleton."""
        return self._found.start()

    @property
    def end(self) -> int:
        """Where it ends in the skeleton."""
        return self._found.end()


@dataclass(frozen=True, eq=False)
class Sentence:
    """One sentence of a story.

    Attributes:
        text: The whole story.
        start: First code point of the sentence.
        end: One past its last.
        claims: Its claims, in order.
        published: Publication day of the story, None when unknown.
    """

    text: str
    start: int
    end: int
    claims: tuple[Claim, ...]
    published: date | None

    @cached_property
    def _built(self) -> tuple[str, dict[int, Claim], dict[int, Figure], dict[int, int]]:
        parts: list[str] = []
        at: dict[int, Claim] = {}
        figures: dict[int, Figure] = {}
        offsets: dict[int, int] = {}
        length, reached = 0, self.start
        for claim in self.claims:
            first, stop = _words_of(claim, reached)
            parts.append(_flat(self.text[reached:first]))
            offsets[length] = reached
            length += first - reached
            offsets[length] = claim.start
            said = self.text[claim.ext_start : claim.ext_end].lower()
            numbers: list[Figure | None] = list(figures_of(claim, said))
            for number in numbers or [None]:
                if claim is at.get(length - 1):
                    parts.append(_RANGE)
                    length += len(_RANGE)
                parts.append(MARKS[LETTERS[claim.kind]])
                at[length] = claim
                if number is not None:
                    figures[length] = number
                offsets[length] = claim.start
                length += 1
            reached = stop
        parts.append(_flat(self.text[reached : self.end]))
        offsets[length] = reached
        return "".join(parts), at, figures, offsets

    @cached_property
    def skeleton(self) -> str:
        """The sentence with a placeholder for every claim."""
        return self._built[0]

    @cached_property
    def at(self) -> dict[int, Claim]:
        """The claims by their place in the skeleton."""
        return self._built[1]

    @cached_property
    def figures(self) -> dict[int, Figure]:
        """The numbers by their place in the skeleton."""
        return self._built[2]

    @cached_property
    def _marks(self) -> Counter[str]:
        return Counter(self.skeleton[place] for place in self.at)

    @property
    def words(self) -> str:
        """The sentence as it stands."""
        return self.text[self.start : self.end]

    def before(self, place: int, length: int = 30) -> str:
        """So much of the skeleton before a place."""
        return self.skeleton[max(0, place - length) : place]

    def after(self, place: int, length: int = 30) -> str:
        """So much of the skeleton after the claim at a place."""
        return self.skeleton[place + 1 : place + 1 + length]

    def offset(self, place: int) -> int:
        """The code point of the text at a place of the skeleton."""
        offsets = self._built[3]
        before = max(key for key in offsets if key <= place)
        return offsets[before] + place - before

    def stretch(self, start: int, stop: int) -> Stretch:
        """The words of the text behind a stretch of the skeleton."""
        return _Stretch(self.offset(start), self.offset(stop - 1) + 1)

    def as_written(self, start: int, stop: int) -> Stretch:
        """A stretch of ``words``, as something that a flag may stand on."""
        return _Stretch(self.start + start, self.start + stop)

    def find(self, *patterns: str) -> Iterator[Match]:
        """Every place where one of the patterns fits, pattern by pattern."""
        for words in patterns:
            pattern = compiled(words)
            if pattern.may_fit(self._marks):
                for found in pattern.expression.finditer(self.skeleton):
                    yield Match(self, found)

    def has(self, pattern: str) -> bool:
        """Whether the pattern fits anywhere."""
        return compiled(pattern).expression.search(self.skeleton) is not None

    def flag(
        self,
        rule: str,
        of: Iterable[Stretch],
        message: str,
        working: str,
        slip: str | None = None,
    ) -> Flag:
        """A flag on these figures of the sentence."""
        return flag_on(self.text, rule, of, message, working, slip)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Words of a story that are no claim."""

    start: int
    end: int


def _words_of(claim: Claim, reached: int) -> tuple[int, int]:
    """The stretch that a placeholder stands for, from ``reached`` on."""
    bare = claim.kind in _BARE
    first = max(reached, claim.start if bare else claim.ext_start)
    return first, max(first, claim.end if bare else claim.ext_end)


def _flat(words: str) -> str:
    """Lower case, white space as blanks, dashes and quotation marks as plain ones; same length."""
    low = words.lower()
    return (low if len(low) == len(words) else words).translate(_PLAIN)
