"""A sentence with its claims as placeholders, for the rules to look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from workbench.checks.figure import figures_of
from workbench.checks.flag import flag_on
from workbench.checks.pattern import LETTERS, MARKS, compiled, fitting
from workbench.claim import Kind

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator
    from datetime import date

    from workbench.checks.figure import Figure
    from workbench.checks.flag import Flag, Stretch
    from workbench.claim import Claim

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


class Sentence:
    """One sentence of a story.

    Attributes:
        text: The whole story.
        start: First code point of the sentence.
        end: One past its last.
        claims: Its claims, in order.
        published: Publication day of the story, None when unknown.
        at: The claims by their place in the skeleton.
        figures: The numbers by their place in the skeleton.
        skeleton: The sentence with a placeholder for every claim.
        marks: The placeholders alone.
    """

    def __init__(
        self, text: str, start: int, end: int, claims: tuple[Claim, ...], published: date | None
    ) -> None:
        self.text, self.start, self.end = text, start, end
        self.claims, self.published = claims, published
        self.at: dict[int, Claim] = {}
        self.figures: dict[int, Figure] = {}
        self._offsets: dict[int, int] = {}
        self.skeleton = "".join(self._parts())
        self.marks = "".join([self.skeleton[place] for place in self.at])

    def _parts(self) -> Iterator[str]:
        """The pieces of the skeleton; what stands where is noted on the way."""
        text, reached, length = self.text, self.start, 0
        for claim in self.claims:
            first, stop = _words_of(claim, reached)
            yield _flat(text[reached:first])
            self._offsets[length] = reached
            length += first - reached
            said = text[claim.ext_start : claim.ext_end].lower()
            numbers: list[Figure | None] = list(figures_of(claim, said))
            for number in numbers or [None]:
                if claim is self.at.get(length - 1):
                    yield _RANGE
                    length += len(_RANGE)
                yield MARKS[LETTERS[claim.kind]]
                self.at[length] = claim
                if number is not None:
                    self.figures[length] = number
                self._offsets[length] = claim.start
                length += 1
            reached = stop
        yield _flat(text[reached : self.end])
        self._offsets[length] = reached

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
        before = max(key for key in self._offsets if key <= place)
        return self._offsets[before] + place - before

    def stretch(self, start: int, stop: int) -> Stretch:
        """The words of the text behind a stretch of the skeleton."""
        return _Stretch(self.offset(start), self.offset(stop - 1) + 1)

    def as_written(self, start: int, stop: int) -> Stretch:
        """A stretch of ``words``, as something that a flag may stand on."""
        return _Stretch(self.start + start, self.start + stop)

    def find(self, *patterns: str) -> Iterator[Match]:
        """Every place where one of the patterns fits, pattern by pattern."""
        for expression in fitting(patterns, self.marks):
            for found in expression.finditer(self.skeleton):
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
    if low.isascii() and low.isprintable():  # as most are: nothing to replace
        return low
    return (low if len(low) == len(words) else words).translate(_PLAIN)
