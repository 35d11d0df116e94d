"""A draft as a row of words, each claim one word: what two drafts are laid side by side in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from workbench.claim import Kind
from workbench.grammar.numerals import numerals
from workbench.grammar.tokens import scan
from workbench.lexicon import rows
from workbench.lexicon import words as lexicon_words
from workbench.story import paragraphs, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workbench.claim import Claim
    from workbench.grammar.tokens import Tokens

_LONGEST_PHRASE = 4
# Longer sentences (a table, a list without stops) are laid side by side in pieces.
_LONGEST_SENTENCE = 160
_SIGNS = frozenset("$€£¥₹%#&§°№<>=+±~≈")
_SEMICOLON = re.compile(r";(?=\s)")
_FUNCTION = lexicon_words("grammar_words", "function")
_NAME = 2.0
_FIGURE = 3.0
_PLAIN = 1.0
_SMALL = 0.3


@dataclass(slots=True, eq=False)
class Word:
    """One word of a draft, one whole claim of it, or a few words that mean one ("as well as").

    Attributes:
        start: Its first code point.
        end: One past its last.
        form: What it is compared by: spelling and typography do not show in it.
        weight: How much it tells about which sentence this is.
        claim: The claim that it is.
        figure: Whether it is a number or a date.
        name: Whether it is written as a name.
        small: Whether it may come and go without a change of sense ("the", "also").
        hedged: The claim that it hedges, as in "nearly".
    """

    start: int
    end: int
    form: str
    weight: float = _PLAIN
    claim: Claim | None = None
    figure: bool = False
    name: bool = False
    small: bool = False
    hedged: Claim | None = None


@dataclass(slots=True)
class Draft:
    """A text as words, and the sentences as ranges of them.

    Attributes:
        text: The text as received.
        words: All its words, in order.
        sentences: (first, stop) of each sentence, together covering every word.
        sentence_of: The sentence of each word.
    """

    text: str
    words: list[Word]
    sentences: list[tuple[int, int]]
    sentence_of: list[int]

    def between(self, start: int, end: int) -> range:
        """The places of the words that meet a stretch of the text."""
        first, stop = _bisect(self.words, start), _bisect(self.words, end)
        if first > 0 and self.words[first - 1].end > start:
            first -= 1
        return range(first, stop)


def _bisect(words: Sequence[Word], at: int) -> int:
    """The place of the first word that begins at ``at`` or after it."""
    low, high = 0, len(words)
    while low < high:
        middle = (low + high) // 2
        if words[middle].start < at:
            low = middle + 1
        else:
            high = middle
    return low


def read_draft(text: str, claims: Sequence[Claim]) -> Draft:
    """Cut a text into words, its figures and dates whole.

    >>> [word.form for word in read_draft("The new plan isn't final.", []).words]
    ['the', 'new', 'plan', 'is', 'not', 'final']
    """
    figures = _apart(claims)
    draft = Draft(text, [], [], [])
    at = 0
    for start, end in paragraphs(text):
        for first, last in _passages(text, start, end):
            stop = at
            while stop < len(figures) and figures[stop].start < last:
                stop += 1
            read = list(_words(text, (first, last), figures[at:stop]))
            at = stop
            _add(draft, read)
    _mark_hedges(draft, figures)
    return draft


def _mark_hedges(draft: Draft, figures: Sequence[Claim]) -> None:
    for claim in figures:
        for start, end in ((claim.ext_start, claim.start), (claim.end, claim.ext_end)):
            for at in draft.between(start, end) if start < end else ():
                draft.words[at].hedged = claim


def _passages(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of a paragraph, cut at semicolons: drafts run two into one, or cut one in two.

    >>> text = "It fell; they left. Why?"
    >>> [text[first:last] for first, last in _passages(text, 0, len(text))]
    ['It fell;', ' they left.', 'Why?']
    """
    for first, last in sentences(text, start, end):
        at = first
        for mark in _SEMICOLON.finditer(text, first, last - 1):
            yield at, mark.end()
            at = mark.end()
        yield at, last


def _apart(claims: Sequence[Claim]) -> list[Claim]:
    """The figures and dates in text order, without one that overlaps another."""
    found: list[Claim] = []
    for claim in sorted(claims, key=lambda one: (one.start, -one.end)):
        if claim.kind is not Kind.PASSAGE and (not found or found[-1].end <= claim.start):
            found.append(claim)
    return found


def _add(draft: Draft, read: list[Word]) -> None:
    for piece in range(0, len(read), _LONGEST_SENTENCE):
        words = read[piece : piece + _LONGEST_SENTENCE]
        first = len(draft.words)
        draft.sentence_of += [len(draft.sentences)] * len(words)
        draft.words += words
        draft.sentences.append((first, len(draft.words)))


def _words(text: str, span: tuple[int, int], claims: Sequence[Claim]) -> Iterator[Word]:
    at, end = span
    for claim in claims:
        yield from _plain(text, at, max(at, claim.start))
        yield Word(claim.start, claim.end, figure_form(claim), _FIGURE, claim, figure=True)
        at = max(at, claim.end)
    yield from _plain(text, at, end)


def figure_form(claim: Claim) -> str:
    """What a claim says, whatever it is written like; its own words where it was not read."""
    if claim.value is None:
        said = " ".join(sorted(_form(word) for word in scan(claim.text).word if word.isalnum()))
    else:
        said = str(claim.value)
        if isinstance(claim.value, tuple):
            said = "/".join("" if end is None else f"{end.normalize():f}" for end in claim.value)
        elif not isinstance(claim.value, str):
            said = f"{claim.value.normalize():f}"
    return f"={said} {claim.unit or ''}".rstrip()


def _plain(text: str, start: int, end: int) -> Iterator[Word]:
    if start >= end:
        return
    tokens = scan(text, start, end)
    numbers = {one.first: one for one in numerals(tokens)}
    i = 0
    while i < len(tokens):
        number = numbers.get(i)
        if number is not None:
            last = tokens.end[number.stop - 1]
            said = tokens.lower[i] if number.value is None else f"{number.value.normalize():f}"
            yield Word(tokens.start[i], last, f"={said}", _FIGURE, figure=True)
            i = number.stop
        else:
            length, forms = _phrase(tokens, i)
            for form in forms:
                yield _word(tokens, i, i + length, form)
            i += length


def _word(tokens: Tokens, first: int, stop: int, form: str) -> Word:
    small = form in _small()
    name = tokens.word[first][0].isupper() and not small and form not in _FUNCTION
    weight = _SMALL if small else _NAME if name else _PLAIN
    return Word(tokens.start[first], tokens.end[stop - 1], form, weight, name=name, small=small)


def _phrase(tokens: Tokens, i: int) -> tuple[int, list[str]]:
    """How many tokens belong together from ``i``, and the forms they are compared by."""
    known = _same()
    word = _form(tokens.word[i])
    if not word[0].isalnum() and word not in _SIGNS:
        return 1, []
    if word in _phrase_starts():
        for length in range(min(_LONGEST_PHRASE, len(tokens) - i), 1, -1):
            phrase = " ".join(_form(one) for one in tokens.word[i : i + length])
            if phrase in known:
                return length, known[phrase].split()
    return 1, known[word].split() if word in known else [word]


def _form(word: str) -> str:
    """A word without its case, its typography and the 's of an owner."""
    form = word.lower().replace("’", "'")
    return form[:-2] if form.endswith("'s") and form not in _same() else form


@cache
def _same() -> dict[str, str]:
    """Every word or phrase of the table with what it is compared as."""
    return {row["word"]: row["means"] for row in rows("same_words") if row["role"] != "small"}


@cache
def _phrase_starts() -> frozenset[str]:
    return frozenset(word.split()[0] for word in _same() if " " in word)


@cache
def _small() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("same_words") if row["role"] == "small")
