"""Names of speakers: the name in a noun phrase, last names made full, pronouns resolved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.grammar.reading import Met
from workbench.lexicon import words

if TYPE_CHECKING:
    from workbench.grammar.reading import Context
    from workbench.grammar.tokens import Tokens

_PRONOUNS = words("speakers", "pronoun")
_OF_ONE = frozenset({"he", "she"})
_TITLES = words("speakers", "title")
_INSTITUTIONS = words("speakers", "institution")
_BODIES = _INSTITUTIONS - _TITLES
_DOCUMENTS = words("speakers", "document")
_SPEAKING = words("speakers", "person_noun") | _DOCUMENTS
_COMPANIES = _INSTITUTIONS | words("abbreviations", "company")
_ONE_PERSON = words("nouns", "person")
_PLACES = frozenset(tuple(place.split()) for place in words("speakers", "place"))
_PLACE_ENDS = frozenset(place[-1] for place in _PLACES)
_SAYING = words("cues", "verb") | words("cues", "weak") | words("grammar_words", "auxiliary")
_LINKS = frozenset(
    """of for the and & de la van von der bin al el du da dos di del ibn - . ' ’ on to""".split()
)
_INNER = frozenset("de van von der bin al el du da di ibn la".split())
_TIES = _INNER | {".", "-"}
_OWNED = ("'s", "’s")
_LONGEST = 8
_NO_NAME = _TITLES | words("grammar_words", "function") | words("speakers", "adverb") | {"other"}
_DETERMINERS = frozenset({"the", "a", "an", "this", "that", "its", "their", "his", "her", "our"})
_CUT = frozenset(
    {"of", "for", "in", "at", "from", "on", "with", "who", "which", "that", "by", "to", "("}
)


def meet_people(tokens: Tokens, context: Context) -> None:
    """Note every name of two to five capitalised words, by its last word.

    >>> from workbench.grammar.reading import Context
    >>> from workbench.grammar.tokens import scan
    >>> context = Context(None)
    >>> meet_people(scan("ICSR director Peter Neumann wrote"), context)
    >>> context.people["neumann"]
    Met(name='Peter Neumann', at=14)
    """
    lower, capitals = tokens.lower, tokens.capitals
    if len(capitals) < 2:
        return
    first = last = capitals[0]
    for at in capitals[1:]:
        if at - last > 1 and (lower[last + 1] not in _TIES or not _ties(tokens, last + 1, at)):
            if last > first:
                _note(tokens, first, last + 1, context)
            first = at
        last = at
    if last > first:
        _note(tokens, first, last + 1, context)


def _ties(tokens: Tokens, first: int, stop: int) -> bool:
    """Whether nothing but "de", "bin", an initial's stop or a hyphen stands in the stretch."""
    return all(tokens.lower[i] in _TIES and _links_name(tokens, i) for i in range(first, stop))


def _links_name(tokens: Tokens, i: int) -> bool:
    """Whether a hyphen stands inside a name, and a full stop behind an initial or a title."""
    word = tokens.lower[i]
    if word == ".":
        return len(tokens.word[i - 1]) == 1 or tokens.lower[i - 1] in _TITLES
    return word != "-" or (tokens.glued(i) and tokens.glued(i + 1))


def _note(tokens: Tokens, first: int, stop: int, context: Context) -> None:
    """Note the name within a run of capitalised words from ``first`` to ``stop``."""
    key = bare(tokens.lower[stop - 1])
    if key in context.persons and key in context.people:
        return
    begin = _past_titles(tokens, first, stop)
    while begin < stop - 1 and (
        tokens.lower[begin] in _NO_NAME or not tokens.word[begin][0].isupper()
    ):
        begin += 1
    if 2 <= stop - begin <= 6 and not _is_heading(tokens, begin, stop):
        at = tokens.start[begin]
        if key not in context.people:
            context.people[key] = Met(bare(tokens.text[at : tokens.end[stop - 1]]), at)
        if begin > first or _is_introduced(tokens, begin, stop):
            context.persons.setdefault(key, at)


def _is_heading(tokens: Tokens, first: int, stop: int) -> bool:
    """Whether the words are the capitals of a heading ("UNITED STATES DISTRICT COURT")."""
    return tokens.lower[stop - 1] in _INSTITUTIONS and all(
        word.isupper() for word in tokens.word[first:stop]
    )


def _is_introduced(tokens: Tokens, first: int, stop: int) -> bool:
    """Whether the words around show a person: "captain Harry Kane", "Ann Lee, 53, …"."""
    if first and tokens.lower[first - 1] in _TITLES:
        return True
    after = tokens.word[stop : stop + 3]
    return len(after) == 3 and after[0] == "," and after[1].isdecimal() and after[2] == ","


def bare(name: str) -> str:
    """A name without the 's of possession."""
    return name[:-2] if name.endswith(_OWNED) else name


def _past_titles(tokens: Tokens, first: int, stop: int) -> int:
    """Where the name itself begins in "NASA Administrator Charles Bolden".

    >>> from workbench.grammar.tokens import scan
    >>> _past_titles(scan("United States Hamdullah Mohib"), 0, 4)
    2
    """
    if stop - first < 3 or not _BODIES.isdisjoint(tokens.lower[max(first, stop - 3) : stop]):
        return first
    for i in range(stop - 3, first - 1, -1):
        titled = tokens.lower[i] in _TITLES and tokens.word[i][0].isupper()
        if titled or (i > first and _is_place(tokens, i + 1)):
            at = i + 1 + (tokens.word[i + 1] == ".")
            return at if at <= stop - 2 and tokens.word[at][0].isupper() else first
    return first


def _is_place(tokens: Tokens, stop: int) -> bool:
    """Whether the two or three words before ``stop`` are a country or the like."""
    lower = tokens.lower
    if lower[stop - 1] not in _PLACE_ENDS:
        return False
    return tuple(lower[stop - 2 : stop]) in _PLACES or tuple(lower[stop - 3 : stop]) in _PLACES


def name_in(tokens: Tokens, first: int, stop: int) -> tuple[int, int]:
    """The speaker within the noun phrase ``first`` to ``stop``: its name, or all of it.

    >>> from workbench.grammar.tokens import scan
    >>> def name(text: str) -> list[str]:
    ...     tokens = scan(text)
    ...     first, stop = name_in(tokens, 0, len(tokens))
    ...     return tokens.word[first:stop]
    >>> name("ICSR director Peter Neumann"), name("the head of the agency"), name("a recent poll")
    (['Peter', 'Neumann'], ['head'], ['recent', 'poll'])
    >>> name("WHO's analysis"), name("a study published in Nature")
    (["WHO's"], ['study'])
    """
    while first < stop - 1 and (
        tokens.lower[first] in _DETERMINERS
        or (tokens.word[first].isdecimal() and len(tokens.word[first]) == 4)
    ):
        first += 1
    end = _head_end(tokens, first, stop)
    if not _is_capital(tokens, end - 1):
        return first, _owner_end(tokens, first, end)
    begin = end - 1
    while begin > first and (_is_capital(tokens, begin - 1) or _joins(tokens, begin, first)):
        begin -= 1
    while begin < end - 1 and (
        tokens.lower[begin] in _DETERMINERS or not tokens.word[begin][0].isalpha()
    ):
        begin += 1
    return _past_titles(tokens, begin, end), end


def _owner_end(tokens: Tokens, first: int, end: int) -> int:
    """Of "WHO's own analysis" the owner: who made the document answers for it."""
    if tokens.lower[end - 1] not in _DOCUMENTS or not tokens.word[first][0].isupper():
        return end
    for i in range(first, end - 1):
        if tokens.lower[i][-2:] in ("'s", "’s"):
            return i + 1
        if not tokens.word[i][0].isupper():
            break
    return end


def _is_capital(tokens: Tokens, at: int) -> bool:
    """Whether the word begins with a capital, or is the "com" of "Example.com"."""
    if tokens.word[at][0].isupper():
        return True
    domain = at > 1 and tokens.word[at - 1] == "." and tokens.glued(at) and tokens.glued(at - 1)
    return domain and tokens.word[at - 2][0].isupper()


def _joins(tokens: Tokens, begin: int, first: int) -> bool:
    """Whether the small word before ``begin`` ties two capitalised ones."""
    return (
        tokens.lower[begin - 1] in _LINKS
        and begin - 2 >= first
        and (tokens.word[begin - 2][0].isupper() or tokens.lower[begin - 2] in _LINKS)
    )


def _head_end(tokens: Tokens, first: int, stop: int) -> int:
    """Cut what a preposition adds ("head of the agency"), keep "University of Toronto"."""
    named = False
    for i in range(first + 1, stop):
        before = tokens.lower[i - 1]
        named = named or (before in _INSTITUTIONS and tokens.word[i - 1][0].isupper())
        if tokens.lower[i] in _CUT and before != "-":
            at = i + 1 + (i + 1 < stop and tokens.lower[i + 1] == "the")
            goes_on = at < stop and tokens.word[at][0].isupper() and tokens.lower[i] in _LINKS
            if goes_on and (named or (before in _TITLES and _names_person(tokens, at, stop))):
                continue
            return i
        if _is_participle(tokens, i):
            led = i + 1 < stop and tokens.lower[i + 1] in ("by", "a", "an", "the", "its")
            many = before.endswith("s") and tokens.word[i - 1].islower()
            if before in _SPEAKING or many or led:
                return i
    return stop


def _names_person(tokens: Tokens, at: int, stop: int) -> bool:
    """As in "Ambassador to the United States Ann Lee": the name follows the place."""
    size = 2 if tuple(tokens.lower[at : at + 2]) in _PLACES else 3
    placed = tuple(tokens.lower[at : at + size]) in _PLACES
    return placed and at + size + 2 <= stop and tokens.word[at + size][0].isupper()


def _is_participle(tokens: Tokens, at: int) -> bool:
    """As in "a study published Monday", "analysts polled by Reuters"."""
    word = tokens.word[at]
    return (word.endswith("ed") or word in ("seen", "written", "held")) and word.islower()


def met_by(tokens: Tokens, key: str, context: Context) -> str | None:
    """The full name with that last word, if it was met by the end of this paragraph.

    A paragraph may be asked when later ones have been read, whose people it does not know.
    """
    met = context.people.get(key)
    return met.name if met is not None and met.at < tokens.end[-1] else None


def is_person(name: str, tokens: Tokens, context: Context) -> bool:
    """Whether a speaker in this paragraph is one person, whom "he" or "she" may mean later.

    >>> from workbench.grammar.reading import Context
    >>> from workbench.grammar.tokens import scan
    >>> names = ("Ann Lee", "officials", "Acme Corp.")
    >>> [is_person(name, scan(name), Context(None)) for name in names]
    [True, False, False]
    """
    parts = name.split()
    last = parts[-1].lower()
    if last in _ONE_PERSON or _is_known(tokens, last, context):
        return True
    return (
        1 < len(parts) < 5
        and all(part[0].isupper() or part in _INNER for part in parts)
        and not any(part.lower().strip(".") in _COMPANIES for part in parts)
        and tuple(name.lower().split()) not in _PLACES
    )


def _is_known(tokens: Tokens, key: str, context: Context) -> bool:
    """Whether the last word of a name was shown to be a person by the end of this paragraph."""
    at = context.persons.get(key)
    return at is not None and at < tokens.end[-1]


def subject_person(tokens: Tokens, sentence: tuple[int, int], context: Context) -> str | None:
    """The person with whom the sentence opens: "Captain Harry Kane scored …", "Kane …"."""
    if not context.persons:
        return None
    first, stop = sentence
    for i in range(first, min(stop, first + _LONGEST)):
        key, word = tokens.lower[i], tokens.word[i]
        if word[0].islower():
            if key not in _TITLES:
                return None
        elif word[0].isupper() and _is_known(tokens, key, context) and not key.endswith(_OWNED):
            # a speaker before a colon may have been met by that one word alone
            return met_by(tokens, key, context) or word
    return None
