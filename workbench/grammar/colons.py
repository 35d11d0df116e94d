"""Speech behind a colon: "Police: 12 dead", "ADAMS: I said", "Smith: '…'"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.grammar import triggers
from workbench.grammar.attributions import full_name
from workbench.lexicon import words

if TYPE_CHECKING:
    from workbench.grammar.reading import Context
    from workbench.grammar.tokens import Tokens

_SPEAKING = words("speakers", "person_noun")
_TITLES = words("speakers", "title")
# Words in capitals before a colon that announce something and are nobody's name.
_LABELS = frozenset(
    """breaking update updated watch note correction exclusive live read photos photo video picture
    image source sources contact tags category editor more urgent alert opinion analysis column
    related see listen poll q a
    location date time subject re from to cc summary background""".split()
)
_COLON = triggers.register(":")
_REACH = 9
_NAME_END = frozenset({",", "(", "["})


def colon_speech(tokens: Tokens, context: Context) -> tuple[int, str, str] | None:
    """Who speaks in a paragraph that opens with a speaker and a colon, and from where.

    >>> from workbench.grammar.reading import Context
    >>> from workbench.grammar.tokens import scan
    >>> colon_speech(scan("Police: 12 dead in crash"), Context(None))
    (2, 'Police', ':')
    >>> colon_speech(scan("Turnout: 67.3 %"), Context(None))
    """
    colons = tokens.spots[_COLON]
    colon = colons[0] if colons else _REACH
    if colon == 0 or colon >= _REACH or tokens.glued(colon + 1) or not tokens.glued(colon):
        return None
    name = _name(tokens, colon)
    if name is None or not _speaks(tokens, *name, context):
        return None
    context.persons.setdefault(tokens.lower[name[1] - 1], tokens.start[0])
    speaker = full_name(tokens, *name, context)
    return (colon + 1, speaker, ":") if speaker else None


def _name(tokens: Tokens, colon: int) -> tuple[int, int] | None:
    """The words before the colon, without titles, party, office or the sign of a handle."""
    first, stop = 0, colon
    while first < stop and (tokens.lower[first] in _TITLES or tokens.word[first] in "@."):
        first += 1
    if first == stop:
        first = 0
    for at in range(first + 1, stop):
        if tokens.word[at] in _NAME_END:
            stop = at
            break
    named = all(word[0].isalpha() or word in ".-" for word in tokens.word[first:stop])
    return (first, stop) if named and stop - first <= 4 else None


def _speaks(tokens: Tokens, first: int, stop: int, context: Context) -> bool:
    """Whether these words are somebody: a role, a person met before, a name in capitals."""
    last, written = tokens.lower[stop - 1], tokens.word[first:stop]
    if tokens.word[0] == "@":
        return True
    if last in _SPEAKING and stop - first <= 2:
        return True
    if last in context.persons and all(word[0].isupper() or word in ".-" for word in written):
        return True
    in_capitals = all(word.isupper() or word in ".-" for word in written)
    labelled = any(tokens.lower[i] in _LABELS for i in range(first, stop))
    known = stop - first > 1 or last in context.persons
    return in_capitals and known and not labelled
