"""A sentence with its claims as placeholders, and the small pattern language over it.

In a skeleton every claim is one private-use character that tells its kind, all other words are
in lower case: "of the N volunteers interviewed, N, or P, said". A rule matches that, not the text:

- ``<part:N>`` is a claim of that kind, by name; ``<part:#>`` a count, sum of money or quantity,
  ``<share:PR>`` one of two kinds. A range is two of them with " to " between.
- ``<:N>`` is one that needs no name.
- ``~`` is a few words without a claim or a comma, ``~~`` a few without a number but with commas and
  dates, ``~~~`` anything.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final

from workbench.checks.figure import Figure, figures_of
from workbench.checks.flag import Flag
from workbench.claim import Claim, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

LETTERS: Final = {
    Kind.COUNT: "N",
    Kind.MONEY: "M",
    Kind.PERCENT: "P",
    Kind.QUANTITY: "Q",
    Kind.ORDINAL: "O",
    Kind.RATIO: "R",
    Kind.AGE: "A",
    Kind.SCORE: "S",
    Kind.DATE: "D",
    Kind.DURATION: "U",
    Kind.SET: "E",
    Kind.PASSAGE: "X",
}
_MARKS: Final = {letter: chr(0xE000 + place) for place, letter in enumerate(LETTERS.values())}
_FIRST, _LAST = chr(0xE000), chr(0xE000 + len(LETTERS) - 1)
_NUMBERS: Final = "".join(_MARKS[letter] for letter in "NMPQRS")
_TOKEN: Final = re.compile(r"<(\w*):([A-Z#]+)>|(~{1,3})")
_GAPS: Final = {
    "~": rf"[^{_FIRST}-{_LAST},;:()]{{0,60}}?",
    "~~": rf"[^{_NUMBERS};:]{{0,90}}?",
    "~~~": r".{0,160}?",
}
# Hedges of dates and durations are words that the patterns need: "five months before".
_BARE: Final = frozenset({Kind.DATE, Kind.DURATION, Kind.SET})


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> re.Pattern[str]:
    def replaced(match: re.Match[str]) -> str:
        if match.group(3):
            return f"(?:{_GAPS[match.group()]})"
        letters = match.group(2).replace("#", "NMQ")
        marks = "".join(_MARKS[one] for one in letters)
        return f"(?P<{match.group(1)}>[{marks}])" if match.group(1) else f"[{marks}]"

    return re.compile(_TOKEN.sub(replaced, pattern))


class Match:
    """A pattern found in a sentence: its claims by name."""

    def __init__(self, sentence: Sentence, found: re.Match[str]) -> None:
        self._sentence, self._found = sentence, found

    def __getitem__(self, name: str) -> Figure:
        """The figure of that name; KeyError for a date, which is none."""
        return self._sentence.figures[self._found.start(name)]

    def has_number(self, *names: str) -> bool:
        """Whether each of the names stands for a number that could be read."""
        return all(self._found.start(name) in self._sentence.figures for name in names)

    def claim(self, name: str) -> Claim:
        """The claim of that name."""
        return self._sentence.at[self._found.start(name)]

    def __contains__(self, name: str) -> bool:
        """Whether the pattern found something of that name."""
        return self._found.re.groupindex.get(name) is not None and self._found[name] is not None

    def words(self, name: str) -> str:
        """The words that a plain group of the pattern found, "" for none."""
        return self._found[name] or ""

    @property
    def start(self) -> int:
        """Where it begins in the skeleton."""
        return self._found.start()

    @property
    def end(self) -> int:
        """Where it ends in the skeleton."""
        return self._found.end()

    def place(self, name: str) -> int:
        """Where that name begins in the skeleton."""
        return self._found.start(name)


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
            bare = claim.kind in _BARE
            first = max(reached, claim.start if bare else claim.ext_start)
            stop = max(first, claim.end if bare else claim.ext_end)
            between = _flat(self.text[reached:first])
            parts.append(between)
            offsets[length] = reached
            length += len(between)
            said = self.text[claim.ext_start : claim.ext_end].lower()
            mark = _MARKS[LETTERS[claim.kind]]
            numbers = list(figures_of(claim, said))
            for place, number in enumerate(numbers or [None]):
                if place:
                    parts.append(" to ")
                    length += 4
                parts.append(mark)
                at[length] = claim
                if number is not None:
                    figures[length] = number
                offsets[length] = claim.start
                length += 1
            reached = stop
        parts.append(_flat(self.text[reached : self.end]))
        offsets[length] = reached
        return "".join(parts), at, figures, offsets

    @property
    def skeleton(self) -> str:
        """The sentence with a placeholder for every claim."""
        return self._built[0]

    @property
    def at(self) -> dict[int, Claim]:
        """The claims by their place in the skeleton."""
        return self._built[1]

    @property
    def figures(self) -> dict[int, Figure]:
        """The numbers by their place in the skeleton."""
        return self._built[2]

    @property
    def words(self) -> str:
        """The sentence as it stands."""
        return self.text[self.start : self.end]

    def offset(self, place: int) -> int:
        """The code point of the text at a place of the skeleton."""
        before = max(key for key in self._built[3] if key <= place)
        return self._built[3][before] + place - before

    def find(self, *patterns: str) -> Iterator[Match]:
        """Every place where one of the patterns fits, pattern by pattern."""
        for pattern in patterns:
            for found in _compiled(pattern).finditer(self.skeleton):
                yield Match(self, found)

    def has(self, pattern: str) -> bool:
        """Whether the pattern fits anywhere."""
        return _compiled(pattern).search(self.skeleton) is not None

    def flag(
        self,
        rule: str,
        of: Iterable[Figure | Claim],
        message: str,
        working: str,
        slip: str | None = None,
    ) -> Flag:
        """A flag on these figures of the sentence."""
        return flag_on(self.text, rule, of, message, working, slip)


def flag_on(
    text: str,
    rule: str,
    of: Iterable[Figure | Claim],
    message: str,
    working: str,
    slip: str | None = None,
) -> Flag:
    """A flag on figures of a story, wherever they stand."""
    spans = sorted({(one.start, one.end) for one in of})
    start, end = spans[0][0], max(stop for _, stop in spans)
    return Flag(
        rule=rule,
        start=start,
        end=end,
        quote=text[start:end],
        spans=tuple(spans),
        message=message,
        working=working,
        slip=slip,
    )


@lru_cache(maxsize=512)
def _plain_pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def found_in(pattern: str, words: str) -> bool:
    """Whether a plain pattern fits somewhere in these words of a skeleton."""
    return _plain_pattern(pattern).search(words) is not None


def _flat(words: str) -> str:
    """Lower case, white space as blanks, dashes and quotation marks as plain ones; same length."""
    low = words.lower()
    return (low if len(low) == len(words) else words).translate(_PLAIN)


_PLAIN: Final = {
    **dict.fromkeys(map(ord, "\t\n\r\x0b\x0c\u00a0\u2009\u202f"), " "),
    **dict.fromkeys(map(ord, "–—‒―−"), "-"),
    **dict.fromkeys(map(ord, "’‘"), "'"),
    **dict.fromkeys(map(ord, "“”"), '"'),
    **{0xE000 + place: " " for place in range(len(LETTERS))},
}
