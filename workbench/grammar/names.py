"""Numbers that only name something: "Boeing 737", "No. 1", "S&P 500", a telephone, a house."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.grammar import triggers
from workbench.grammar.measures import unit_behind
from workbench.grammar.phrases import Phrases
from workbench.grammar.references import NAMED_BY, NAMING, is_reference
from workbench.lexicon import rows, words

if TYPE_CHECKING:
    from workbench.grammar.numerals import Numeral
    from workbench.grammar.tokens import Tokens

_FIXED = Phrases((row["word"], True) for row in rows("names") if row["role"] == "index")
_FIXED_FIRSTS = triggers.register(_FIXED.by_first)
_SIGNS = frozenset("§¶@")
_NAMED = words("names", "before")
_NAMED_CAPITAL = words("names", "before_capital")
_NUMBER = words("names", "before_number")
_NUMBERING = _NUMBER | _NAMED | _NAMED_CAPITAL | {".", "["} | _SIGNS
_NAMING = _NUMBERING | NAMING
_STREET = words("names", "street")
_FUNCTION = words("grammar_words", "function") | words("grammar_words", "auxiliary")
_NOT_NAMES = (
    _FUNCTION
    | words("hedges")
    | words("cues")
    | words("trends")
    | frozenset(
        """january february march april may june july august september october november december
        jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday
        saturday sunday category magnitude age aged total worth some us all nearly""".split()
    )
)
_PLURALS = words("nouns", "plural")
_SINGULAR_S = words("nouns", "singular_s")
_SUFFIXED = frozenset(
    """fold odd ish plus year years day days week weeks month months hour hours min mins sec secs
    hrs yrs and per cent percent pct strong people noon midnight million billion trillion""".split()
)
_ORDINALS = frozenset({"st", "nd", "rd", "th"})
_DASHES = frozenset("-–")
_ADDRESS_REACH = 4
_CHUNK_REACH = 40
_DIALLED = 8


def is_name(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether the number is part of a name or serial number and says no amount.

    >>> from workbench.grammar.numerals import numerals
    >>> from workbench.grammar.tokens import scan
    >>> [is_name(t, numerals(t)[0]) for t in map(scan, ["Boeing 737", "H5N1", "F-16", "60 names"])]
    [True, True, True, False]
    """
    if numeral.style == "digits":
        return not _is_between_words(tokens, numeral) and (
            _is_glued(tokens, numeral)
            or _is_numbered(tokens, numeral)
            or _is_place(tokens, numeral)
            or _is_model(tokens, numeral)
            or is_reference(tokens, numeral)
        )
    if numeral.style == "words":
        return _is_numbered(tokens, numeral) or _is_titled(tokens, numeral)
    return False


def _is_between_words(tokens: Tokens, numeral: Numeral) -> bool:
    """As in "had 12 cars": words in small letters on either side that name no number."""
    first, stop = numeral.first, numeral.stop
    if not 0 < first < stop < tokens.count:
        return False
    before, after = tokens.word[first - 1], tokens.word[stop]
    return (
        before.islower()
        and before.isalpha()
        and before not in _NAMING
        and after.islower()
        and after.isalpha()
        and after not in NAMED_BY
        and tokens.word[first][0] not in "0-‑"
        and tokens.word[first].count(".") < 2
        and not (tokens.glued(first) or tokens.glued(stop))
    )


def _is_model(tokens: Tokens, numeral: Numeral) -> bool:
    """As in "Galaxy 14", "HTML 5", "787 Dreamliner": a small bare number beside a name.

    A tally ("Labour 203, Greens 4") and what is followed by its noun ("London 12 people") is none.
    """
    first, stop = numeral.first, numeral.stop
    if stop - first != 1 or len(tokens.word[first]) > 4 or not tokens.word[first].isdecimal():
        return False
    if _is_named_before(tokens, first):
        return not (
            _is_tally(tokens, first, stop) or _has_noun(tokens, stop) or _has_unit(tokens, stop)
        )
    if len(tokens.word[first]) != 3 or tokens.at(first - 1) not in ("own", "a", "the", "new"):
        return False
    after = tokens.word[stop] if stop < tokens.count else "."
    return after[0].isupper() and not _has_unit(tokens, stop)


def _has_unit(tokens: Tokens, stop: int) -> bool:
    return unit_behind(tokens, stop) is not None and not _is_lettered_model(tokens, stop)


def _is_lettered_model(tokens: Tokens, stop: int) -> bool:
    """Whether what looks like a unit is a glued capital ("Pad 39A")."""
    return tokens.glued(stop) and len(tokens.word[stop]) == 1 and tokens.word[stop].isupper()


def _is_named_before(tokens: Tokens, first: int) -> bool:
    if first < 2 or tokens.glued(first):
        return False
    before = tokens.word[first - 1]
    if not before[0].isalpha() or before.islower() or len(before) < 2:
        return False
    after = tokens.word[first + 1] if first + 1 < tokens.count else ""
    if before.isupper() and after.isupper() and len(after) > 1:
        return False
    low = tokens.lower[first - 1]
    if low in _NOT_NAMES or tokens.word[first - 2] in '."“”!?:' or before.endswith(("'s", "’s")):
        return not before[0].isupper() and before not in ("iOS", "macOS")
    return True


def _is_tally(tokens: Tokens, first: int, stop: int) -> bool:
    """Whether another name with a number stands next to it: results, not models."""
    after = tokens.word[stop] if stop < tokens.count else "."
    reach = [*range(max(1, first - 7), first - 1)]
    if after in ",;(":
        reach += range(stop + 1, min(stop + 6, tokens.count))
    return (
        after in "-–%"
        or after[0].isdecimal()
        or any(tokens.word[i][0].isdecimal() and tokens.word[i - 1][0].isupper() for i in reach)
    )


def _has_noun(tokens: Tokens, stop: int) -> bool:
    """Whether the next words are what is counted ("12 people", "5 new cases")."""
    for at in range(stop, min(stop + 3, tokens.count)):
        word = tokens.lower[at]
        if not word[0].isalpha() or tokens.word[at][0].isupper():
            return False
        if word in _PLURALS or (word.endswith("s") and len(word) > 3 and word not in _SINGULAR_S):
            return True
        if word in _FUNCTION:
            return False
    return False


def _is_titled(tokens: Tokens, numeral: Numeral) -> bool:
    """As in "Big Four", "Kick Six": a capital number word behind a capital word, no noun behind."""
    first, stop = numeral.first, numeral.stop
    if first < 2 or not tokens.word[first][0].isupper() or tokens.word[first].isupper():
        return False
    before = tokens.word[first - 1]
    if not before[0].isupper() or tokens.lower[first - 1] in _NOT_NAMES:
        return False
    return stop >= tokens.count or not tokens.word[stop][0].isupper()


def fixed_names(tokens: Tokens) -> list[tuple[int, int]]:
    """The token ranges of fixed expressions that hold a number ("S&P 500", "first aid").

    >>> from workbench.grammar.tokens import scan
    >>> fixed_names(scan("The S&P 500 fell"))
    [(1, 5)]
    """
    found: list[tuple[int, int]] = []
    lower, last = tokens.lower, tokens.count - 1
    for i in tokens.spots[_FIXED_FIRSTS]:
        # "the" and "in" begin one each: the word behind rules most places out
        beside = _FIXED.by_first[lower[i]]
        if (i < last and lower[i + 1] in beside) or None in beside:
            match = _FIXED.ahead(lower, i)
            if match is not None:
                found.append((i, match[0]))
    return found


def _is_glued(tokens: Tokens, numeral: Numeral) -> bool:
    """As in "H5N1", "COVID-19", "F-16", "2AA", "2019/4471", "555-1234", "www.x1.com"."""
    first, stop = numeral.first, numeral.stop
    if numeral.value is None and tokens.word[first].count(".") > 1:
        return True
    if tokens.word[first] in "-‑" and first and _is_acronym(tokens.word[first - 1]):
        return True
    if tokens.glued(first) and _glued_left(tokens, first):
        return True
    if tokens.glued(stop) and _glued_right(tokens, numeral, stop):
        return True
    return tokens.glued(first) and _in_address(tokens, first)


def _is_acronym(word: str) -> bool:
    return len(word) > 2 and word.isalpha() and word.isupper()


def _glued_left(tokens: Tokens, first: int) -> bool:
    before = tokens.word[first - 1]
    if before[0].isalpha():
        return True
    if before in "-‑–" and first > 1 and tokens.glued(first - 1):
        name = tokens.word[first - 2]
        return name[0].isalpha() and not (name.islower() and len(name) > 1)
    if before == "." and first > 1 and tokens.glued(first - 1):
        return tokens.word[first - 2][0].isalpha()
    if before == "/" and first > 1 and tokens.glued(first - 1):
        return tokens.word[first - 2][0].isdecimal()
    return before in "#_@\\"


def _glued_right(tokens: Tokens, numeral: Numeral, stop: int) -> bool:
    after = tokens.word[stop]
    if after == "/" and tokens.glued(stop + 1):
        return tokens.word[stop + 1][0].isdecimal()
    if after in "-‑" and tokens.glued(stop + 1):
        return _is_telephone(tokens, numeral, stop + 1)
    return after[0].isalpha() and _is_lettered(tokens, stop)


def _is_lettered(tokens: Tokens, stop: int) -> bool:
    """As in "SW1A 2AA", "737s", "1080p": letters glued on that are no unit."""
    if unit_behind(tokens, stop) is not None:
        return False
    after = tokens.word[stop]
    if len(after) > 2 and after.isascii() and after.islower():
        return after not in _SUFFIXED
    return (after[0].isupper() and after.isascii()) or (
        len(after) == 1 and after in "bcdefghijlnopqrsuvwyz"
    )


def _is_telephone(tokens: Tokens, numeral: Numeral, second: int) -> bool:
    """Groups of digits as in "555-1234" or "020-7946-0958"."""
    left, right = tokens.word[numeral.stop - 1], tokens.word[second]
    if not (left.isdecimal() and right.isdecimal()):
        return False
    if second + 1 < tokens.count and tokens.glued(second + 1) and tokens.word[second + 1] == "-":
        return tokens.glued(second + 2) and tokens.word[second + 2].isdecimal()
    return (left[0] == "0" and len(left) > 2) or (len(left) == 3 and len(right) == 4)


def _is_dialled(tokens: Tokens, first: int) -> bool:
    """Whether the group belongs to "020 7946 0958" or is the end of "555-0134"."""
    begin = first
    while begin > 0 and first - begin < _DIALLED and _follows_group(tokens, begin):
        begin -= 1 if tokens.word[begin - 1].isdecimal() else 2
    opening = tokens.word[begin]
    if begin == first:
        after = tokens.word[first + 1] if first + 1 < tokens.count else ""
        return opening[0] == "0" and len(opening) > 2 and after.isdecimal()
    return len(opening) > 2 and (opening[0] == "0" or len(opening + tokens.word[first]) == 7)


def _follows_group(tokens: Tokens, at: int) -> bool:
    before = tokens.word[at - 1]
    if before.isdecimal():
        return tokens.start[at] - tokens.end[at - 1] == 1 and len(before) > 1
    glued = before == "-" and at > 1 and tokens.glued(at) and tokens.glued(at - 1)
    return glued and tokens.word[at - 2].isdecimal()


def _in_address(tokens: Tokens, first: int) -> bool:
    """Whether the unbroken chunk is a web or mail address."""
    at = first
    while at > 0 and first - at < _CHUNK_REACH and tokens.glued(at):
        at -= 1
        if tokens.word[at] == "@" or tokens.lower[at] in ("www", "http", "https"):
            return True
    return False


def _is_numbered(tokens: Tokens, numeral: Numeral) -> bool:
    """As in "Boeing 737", "No. 1", "Chapter 11", "[3]", "§ 5"."""
    at = numeral.first - 1
    if at < 0 or tokens.lower[at] not in _NUMBERING:
        return False
    before = tokens.word[at]
    short = before == "." and at > 0 and tokens.lower[at - 1] in _NUMBER
    if short or before in _SIGNS or _is_note(tokens, numeral):
        return True
    low = tokens.lower[at]
    if low in _NUMBER and low != "no":
        return numeral.style == "digits" or low == "number"
    if low in _NAMED:
        return _names_number(tokens, at, numeral)
    if tokens.at(numeral.stop) in _DASHES and tokens.at(numeral.stop + 1)[:1].isdecimal():
        return False
    return low in _NAMED_CAPITAL and before[0].isupper() and numeral.style == "digits" and at > 0


def _names_number(tokens: Tokens, at: int, numeral: Numeral) -> bool:
    if numeral.style == "digits":
        return tokens.word[at][0].isupper() or tokens.lower[at] in _LOWER_TOO
    return tokens.word[at][0].isupper() and tokens.word[numeral.first][0].isupper()


_LOWER_TOO = frozenset(
    """chapter article section resolution flight room channel gate route highway page pages
    junction exit platform terminal runway ward precinct lane dock berth bay hangar tier
    paragraph clause annex exhibit footnote verse version phase docket apartment suite""".split()
)


def _is_note(tokens: Tokens, numeral: Numeral) -> bool:
    """A footnote mark: a number alone in square brackets; not the "saw [12] men" of editors."""
    first, stop = numeral.first, numeral.stop
    if tokens.word[first - 1] != "[" or tokens.at(stop) != "]" or len(tokens.word[first]) > 3:
        return False
    before = tokens.word[first - 2] if first > 1 else "."
    after = tokens.word[stop + 1] if stop + 1 < tokens.count else "."
    return tokens.glued(first - 1) or not before[0].isalnum() or not after.islower()


def _is_place(tokens: Tokens, numeral: Numeral) -> bool:
    """A house number, a post code behind a state, the number of a list item."""
    first, stop = numeral.first, numeral.stop
    if stop - first != 1 or not tokens.word[first].isdecimal():
        return False
    if _is_dialled(tokens, first):
        return True
    return _is_house(tokens, stop) or _is_zip(tokens, first) or _is_item(tokens, first, stop)


def _is_house(tokens: Tokens, stop: int) -> bool:
    for at in range(stop, min(stop + _ADDRESS_REACH, tokens.count)):
        word = tokens.word[at]
        street = tokens.lower[at] in _STREET
        if street and word[0].isupper() and (at > stop or tokens.lower[at] in ("ave", "avenue")):
            return True
        if not word[0].isupper() and not (at > stop and (word[0].isdecimal() or word in _ORDINALS)):
            return False
    return False


def _is_zip(tokens: Tokens, first: int) -> bool:
    before = tokens.word[first - 1] if first else ""
    return len(before) == 2 and before.isupper() and len(tokens.word[first]) == 5 and before != "US"


def _is_item(tokens: Tokens, first: int, stop: int) -> bool:
    """As in "1." or "2)" at the start of a line."""
    if stop + 1 >= tokens.count or tokens.word[stop] not in ".)" or not tokens.glued(stop):
        return False
    if tokens.glued(stop + 1) or len(tokens.word[first]) > 2:
        return False
    if tokens.word[stop] == ")" and "(" not in tokens.word[max(0, first - 8) : first]:
        return True
    begin = tokens.start[first]
    return begin == 0 or first == 0 or tokens.text[begin - 1] in "\r\n"
