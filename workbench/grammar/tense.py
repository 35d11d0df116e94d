"""On which side of the publication day a bare weekday or month lies: what the tense says.

The nearest verb to the left in the sentence decides ("will meet Friday"), else the nearest to the
right ("On Friday the court will"); a window of words keeps the cost of a date constant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from workbench.grammar.date_words import TENSES

if TYPE_CHECKING:
    from workbench.grammar.line import Line

Side = Literal["past", "future"]
_WINDOW: Final = 16
_BREAKS: Final = frozenset({";", ":", "—", "--", "“", "”", '"', "``"})
_DEADLINES: Final = frozenset({"until", "till", "by", "through"})
_NO_VERBS: Final = frozenset({"hundred", "indeed", "need", "speed", "feed", "seed", "breed", "red"})
_BEFORE_ADJECTIVES: Final = frozenset(
    [
        "a",
        "an",
        "the",
        "this",
        "that",
        "these",
        "those",
        "his",
        "her",
        "its",
        "their",
        "our",
        "my",
        "still",
        "newly",
        "any",
        "no",
        "some",
        "each",
        "every",
        "other",
        "of",
        "such",
    ]
)
_NOT_INFINITIVE: Final = frozenset({"the", "a", "an", "this", "that", "his", "her", "its", "their"})


def side(line: Line, first: int, stop: int, window: int = _WINDOW) -> Side | None:
    """Tell on which side an expression lies, None when nothing says it.

    >>> from workbench.grammar.line import Line
    >>> from workbench.grammar.reading import Context
    >>> from workbench.grammar.tokens import scan
    >>> [side(Line(scan(s), [], Context(None)), n, n + 1) for s, n in (
    ...     ("It will open Friday", 3), ("It opened Friday", 2), ("Friday rain", 0))]
    ['future', 'past', None]
    """
    begin, end = line.sentence(first)
    return (
        _left(line, first, max(begin, first - window))
        or _right(line, stop, min(end, stop + window))
        or ("future" if line.at(first - 1) in _DEADLINES else None)
    )


def led_by(line: Line, first: int) -> Side | None:
    """Tell the side by the verb to the left alone, which is the surer sign."""
    return _left(line, first, max(line.sentence(first)[0], first - _WINDOW))


def _left(line: Line, first: int, begin: int) -> Side | None:
    for i in range(first - 1, begin - 1, -1):
        if line.lower[i] in _BREAKS:
            return None
        found = _read(line, i, first)
        if found:
            return found
    return None


def _right(line: Line, stop: int, end: int) -> Side | None:
    for i in range(stop, end):
        if line.lower[i] in _BREAKS:
            return None
        found = _read(line, i, end)
        if found:
            return found
    return None


def _read(line: Line, i: int, limit: int) -> Side | None:
    word = line.lower[i]
    role = TENSES.get(word)
    if role == "future":
        return "future"
    if role == "would":
        return "past" if line.at(i + 1) == "have" else _modal(line, i)
    if _plans(line, i, limit, role):
        return "future"
    if role in ("past", "plan") or _is_past_form(line, i):
        return "future" if _is_governed(line, i) else "past"
    return None


def _plans(line: Line, i: int, limit: int, role: str | None) -> bool:
    """Whether it is a plan: "agreed to meet", "is to open", or a headline's "Court to rule"."""
    if role == "plan":
        return _leads_to_infinitive(line, i, limit)
    if line.lower[i] in ("is", "are", "'s", "be"):
        return _leads_to_infinitive(line, i, i + 2)
    return line.lower[i] == "to" and _heads(line, i)


def _modal(line: Line, i: int) -> Side | None:
    """Read a modal: "could" looks back, "can" to no side, and "May" is a month."""
    if line.lower[i] == "could":
        return "past"
    return None if line.lower[i] == "can" or line.word[i] == "May" else "future"


def _leads_to_infinitive(line: Line, i: int, limit: int) -> bool:
    return any(line.at(j) in ("to", "for", "on") for j in range(i + 1, min(i + 3, limit)))


def _heads(line: Line, i: int) -> bool:
    """A headline's future: "Court to rule Friday", an infinitive right after its subject."""
    before = line.word[i - 1] if i else ""
    following = line.at(i + 1)
    if not before[:1].isupper() or not following.isalpha() or following in _NOT_INFINITIVE:
        return False
    return i <= 6 and not line.role(i + 1) and line.word[i + 1].islower()


def _is_past_form(line: Line, i: int) -> bool:
    word = line.lower[i]
    if len(word) <= 3 or not word.endswith("ed") or word in _NO_VERBS:
        return False
    return line.word[i].islower() and line.at(i - 1) not in _BEFORE_ADJECTIVES


def _is_governed(line: Line, i: int) -> bool:
    """Whether an auxiliary decides: "will be released", "is expected to be named"."""
    for j in range(i - 1, max(-1, i - 4), -1):
        word = line.lower[j]
        if word == "be" and line.at(j - 1) not in ("could", "can"):
            return True
        if word == "have":
            return False
        if word in ("will", "'ll", "shall") or TENSES.get(word) == "future":
            return True
        if TENSES.get(word) == "past":
            return False
    return False


def leans(line: Line, first: int) -> bool:
    """Whether the future is one seen from the past: "would pass", "was expected to pass"."""
    for i in range(first - 1, max(-1, first - _WINDOW), -1):
        word = line.lower[i]
        if word in ("will", "'ll", "is", "are"):
            return False
        if word == "would" or (word in ("was", "were", "been") and i + 1 < first):
            return True
    return False


def follows_verb(line: Line, first: int) -> bool:
    """Whether a past form stands right before the preposition: "was arrested in November"."""
    for i in range(first - 1, max(-1, first - 4), -1):
        if line.lower[i] in ("until", "by", "through", "to", "a", "an", "any"):
            return False
        if TENSES.get(line.lower[i]) == "past" or _is_past_form(line, i):
            return not _is_governed(line, i)
    return False
