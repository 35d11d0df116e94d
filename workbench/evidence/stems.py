"""Words cut to their stems, as the full-text index of SQLite cuts them.

The algorithm is Porter's ("An algorithm for suffix stripping", Program 14, 1980) in the form of
the ``porter`` tokenizer of SQLite FTS5, so that what is counted here and there is the same word.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

_WORD, _PLAIN_WORD = re.compile(r"[^\W_]+"), re.compile(r"[a-z0-9]+")
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_SHORTEST, _LONGEST = 3, 64
_STEP_2 = {
    "ational": "ate", "tional": "tion", "enci": "ence", "anci": "ance", "izer": "ize",
    "logi": "log", "bli": "ble", "alli": "al", "entli": "ent", "eli": "e", "ousli": "ous",
    "ization": "ize", "ation": "ate", "ator": "ate", "alism": "al", "iveness": "ive",
    "fulness": "ful", "ousness": "ous", "aliti": "al", "iviti": "ive", "biliti": "ble",
}  # fmt: skip
_STEP_3 = {
    "icate": "ic", "ative": "", "alize": "al", "iciti": "ic", "ical": "ic", "ful": "", "ness": "",
}  # fmt: skip
_STEP_4 = (
    "ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ion", "ism", "ate", "iti",
    "ous", "ive", "ize", "al", "er", "ic", "ou",
)  # fmt: skip


def words_of(text: str) -> list[str]:
    """The words and numbers of a text, in order, small and without accents.

    >>> words_of("São Tomé: more than 1,200 Islands")
    ['sao', 'tome', 'more', 'than', '1', '200', 'islands']
    """
    small = text.lower()
    if small.isascii():
        return _PLAIN_WORD.findall(small)
    return _WORD.findall(_FOREIGN.sub(_without_accents, unicodedata.normalize("NFD", small)))


def _without_accents(signs: re.Match[str]) -> str:
    return "".join(sign for sign in signs[0] if not unicodedata.combining(sign))


def stems_of(text: str) -> list[str]:
    """The stems of a text, in order.

    >>> stems_of("fishermen rescued 900 refugees")
    ['fishermen', 'rescu', '900', 'refuge']
    """
    return list(map(stem, words_of(text)))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of a small word.

    >>> [stem(word) for word in ("ponies", "hopping", "relational", "sky")]
    ['poni', 'hop', 'relat', 'sky']
    """
    if len(word) < _SHORTEST or len(word) >= _LONGEST:
        return word
    cut = _plural(word)
    cut = _past(cut)
    if cut.endswith("y") and _has_vowel(cut[:-1]):
        cut = f"{cut[:-1]}i"
    cut = _replaced(cut, _STEP_2)
    cut = _replaced(cut, _STEP_3)
    cut = _shorn(cut)
    return _tidied(cut)


def _is_vowel(word: str, at: int) -> bool:
    if word[at] == "y":
        return at > 0 and not _is_vowel(word, at - 1)
    return word[at] in "aeiou"


def _has_vowel(word: str) -> bool:
    return any(_is_vowel(word, at) for at in range(len(word)))


def _measure(word: str) -> int:
    """How often a vowel is followed by a consonant."""
    shape = [_is_vowel(word, at) for at in range(len(word))]
    return sum(a and not b for a, b in pairwise(shape))


def _is_closed(word: str) -> bool:
    """Whether it ends consonant, vowel, consonant, the last no w, x or y."""
    last = len(word) - 1
    return (
        last > 1
        and not _is_vowel(word, last - 2)
        and _is_vowel(word, last - 1)
        and not _is_vowel(word, last)
        and word[last] not in "wxy"
    )


def _plural(word: str) -> str:
    if word.endswith(("sses", "ies")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _past(word: str) -> str:
    if word.endswith("eed"):
        return word[:-1] if _measure(word[:-3]) else word
    cut = next((word[: -len(end)] for end in ("ed", "ing") if word.endswith(end)), word)
    if cut == word or not _has_vowel(cut):
        return word
    if cut.endswith(("at", "bl", "iz")):
        return f"{cut}e"
    if cut[-1:] == cut[-2:-1] and cut[-1] not in "lsz" and not _is_vowel(cut, len(cut) - 1):
        return cut[:-1]
    return f"{cut}e" if _measure(cut) == 1 and _is_closed(cut) else cut


def _replaced(word: str, endings: dict[str, str]) -> str:
    for size in range(min(7, len(word)), 2, -1):
        new = endings.get(word[-size:])
        if new is not None:
            return word[:-size] + new if _measure(word[:-size]) else word
    return word


def _shorn(word: str) -> str:
    for end in _STEP_4:
        if word.endswith(end):
            cut = word[: -len(end)]
            whole = end != "ion" or cut.endswith(("s", "t"))
            return cut if whole and _measure(cut) > 1 else word
    return word


def _tidied(word: str) -> str:
    if word.endswith("e"):
        size = _measure(word[:-1])
        if size > 1 or (size == 1 and not _is_closed(word[:-1])):
            word = word[:-1]
    return word[:-1] if word.endswith("ll") and _measure(word) > 1 else word
