"""A claim as a question to documents: its words by their weight, its figures, what is near them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from workbench.evidence.numbers import numbers_of, spelled_number
from workbench.evidence.stems import stem, stems_of, words_of
from workbench.grammar import extract
from workbench.lexicon import words

if TYPE_CHECKING:
    from datetime import date, datetime

    from workbench.claim import Claim

_NEAR = 4
_BESIDES = (
    "s", "t", "it", "its", "they", "their", "he", "she", "his", "her", "we", "our", "you", "your",
    "i", "who", "which", "there", "also", "more", "most", "not",
)  # fmt: skip


@dataclass(frozen=True)
class Question:
    """What a claim asks of documents.

    Attributes:
        text: The sentence of the claim.
        words: Its words that say something, small; these are looked up.
        stems: Of all its words, in order.
        content: The stems of ``words``.
        near: The stems that stand within a few words of a number.
        figures: Its figures and dates, as they were read.
        numbers: The numbers in those.
    """

    text: str
    words: tuple[str, ...]
    stems: tuple[str, ...]
    content: frozenset[str]
    near: frozenset[str]
    figures: tuple[Claim, ...]
    numbers: tuple[str, ...]


@cache
def _empty_words() -> frozenset[str]:
    roles = ("function", "auxiliary", "determiner")
    return frozenset(_BESIDES).union(*(words("grammar_words", role) for role in roles))


def ask(text: str, published: date | datetime | None = None) -> Question:
    """What the sentence of a claim asks; ``published`` is its story's day, None for unknown.

    >>> question = ask("On Monday 244 people returned to their villages.")
    >>> sorted(question.content), question.numbers, sorted(question.near)
    (['244', 'mondai', 'peopl', 'return', 'villag'], ('244',), ['mondai', 'peopl', 'return'])
    """
    all_words = words_of(text)
    saying = saying_words(text)
    figures = tuple(extract(text, published))
    return Question(
        text,
        saying,
        tuple(stems_of(text)),
        frozenset(map(stem, saying)),
        frozenset(_near(all_words, _empty_words())),
        figures,
        tuple(dict.fromkeys(number for one in figures for number in numbers_of(one))),
    )


def saying_words(text: str) -> tuple[str, ...]:
    """The words of a text that say something, each once, small.

    >>> saying_words("They were more than 200 people, people said.")
    ('200', 'people', 'said')
    """
    empty = _empty_words()
    return tuple(dict.fromkeys(word for word in words_of(text) if word not in empty))


def _near(all_words: list[str], empty: frozenset[str]) -> set[str]:
    is_number = [spelled_number(stem(word)) for word in all_words]
    found: set[str] = set()
    for place, here in enumerate(is_number):
        around = (
            range(max(0, place - _NEAR), min(len(all_words), place + _NEAR + 1)) if here else ()
        )
        found.update(
            stem(all_words[at]) for at in around if not is_number[at] and all_words[at] not in empty
        )
    return found
