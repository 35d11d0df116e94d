"""The words that dates are made of, looked up in the lexicon: one dictionary look-up a token."""

from __future__ import annotations

from typing import Final, NamedTuple

from workbench.lexicon import rows


class Word(NamedTuple):
    """What a word does in a date: its role, its value, whether only a capital makes it one."""

    role: str
    value: str
    capital: bool


def _with_possessives(words: dict[str, Word]) -> dict[str, Word]:
    """Let "Friday's" do what "Friday" does, with either apostrophe."""
    owned = {
        word + ending: entry
        for word, entry in words.items()
        for ending in ("'s", "’s")
        if word.isalpha() and not word.endswith("s")
    }
    return words | owned


WORDS: Final = _with_possessives(
    {
        row["word"]: Word(row["role"], row["value"], row["spelling"] == "capital")
        for row in rows("dates")
    }
)


def with_roles(*roles: str) -> frozenset[str]:
    """The words that have one of these roles in dates, possessives among them.

    >>> "week" in with_roles("unit"), "week's" in with_roles("unit"), "five" in with_roles("unit")
    (True, True, False)
    """
    return frozenset(word for word, entry in WORDS.items() if entry.role in roles)


ZONES: Final = {row["zone"]: row["offset"] for row in rows("zones")}
TENSES: Final = {row["word"]: row["role"] for row in rows("tenses")}
# A holiday by its first word: the names as word lists, the longest first.
HOLIDAYS: Final[dict[str, list[tuple[list[str], str]]]] = {}
for _row in sorted(rows("holidays"), key=lambda row: -len(row["name"].split())):
    _name = _row["name"].split()
    HOLIDAYS.setdefault(_name[0], []).append((_name, _row["day"]))


def owned(word: str) -> tuple[str, ...]:
    """A word of a holiday's name with either apostrophe, and as a possessive."""
    return word, f"{word}'s", f"{word}’s", word.replace("'", "’")


# Every first word of a holiday's name, with either apostrophe, and as a possessive.
HOLIDAY_STARTS: Final = frozenset(form for word in HOLIDAYS for form in owned(word))
