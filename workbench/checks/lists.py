"""Lists that are announced by number: "four main complaints" and the four that follow."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from workbench.checks.pattern import found_in
from workbench.checks.writing import sentence_case, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.checks.flag import Flag
    from workbench.checks.sentence import Match, Sentence

_MOST_LISTED: Final = 12
_LONGEST_ITEM: Final = 7
_ANNOUNCED: Final = r"<count:N>(?P<noun>[\w' -]{2,45}?)(?P<mark>: ?| - | ?\(|, )(?P<list>[^;:.()]*)"
_MANY: Final = r"s\b|\b(?:wo)?men\b|children|people"
_OF_MORE: Final = r"\b(?:of the|of these|of those|first|last|other) $"
_WITH_PLACE: Final = r"\b(?:in|from|of|at|to|with|and|on|for|by|near)\b"
_NAME: Final = r"[A-Z][\w.'’-]*(?: (?:de|van|von|al|bin|del|la|of|the|[A-Z][\w.'’-]*))*"
_NAMES: Final = re.compile(rf"{_NAME}(?:, {_NAME})*,? and {_NAME}(?=[,.;]|$| -| –)")


def list_count(sentence: Sentence) -> Iterator[Flag]:
    """A list that is announced by number has that many items; "including" makes it partial.

    >>> from workbench import check
    >>> [f.message for f in check("He named four complaints: brutality, corruption and boredom.")]
    ['Four are announced, 3 are listed.']
    >>> check("He named three complaints: brutality, corruption and boredom.")
    []
    """
    for found in sentence.find(_ANNOUNCED):
        if not found.has_number("count") or not _announces(sentence, found):
            continue
        count, items = found["count"], _items(sentence, found)
        if items is not None and items != count.value:
            yield sentence.flag(
                "list_count",
                (count, found.stretch("list")),
                f"{sentence_case(count.words)} are announced, {items} are listed.",
                f"{items} items against {shown(count.value)}",
            )


def _announces(sentence: Sentence, found: Match) -> bool:
    """Whether the number says how many things will be listed."""
    count, noun = found["count"], found.words("noun")
    if count.is_hedged or not 1 < count.value <= _MOST_LISTED or not found_in(_MANY, noun):
        return False
    if found_in(_OF_MORE, sentence.before(found.place("count"))):
        return False
    return found.words("mark") != ", " or not found_in(_WITH_PLACE, noun)


def _items(sentence: Sentence, found: Match) -> int | None:
    """How many items the list has; None where it is no closed list."""
    words, mark = found.words("list"), found.words("mark")
    if mark == " - ":
        words = words.split(" - ")[0]
    names = _names(sentence, found)
    if mark == ", " or names:
        words = names
    words = words.strip(" ,")
    if not words or (not names and found_in(r"\b{not_all}\b", words)) or found_in("<:*>", words):
        return None
    items = [one for one in re.split(r",? (?:and|or) |, ", words) if one.strip()]
    ends = len(re.findall(r" (?:and|or) ", words))
    if not ends or words.count(" and ") > 1 or len(items) == 1:
        return None
    return None if any(len(one.split()) > _LONGEST_ITEM for one in items) else len(items)


def _names(sentence: Sentence, found: Match) -> str:
    """The names that begin a list, "Ann Lee, Bo Dahl and Cy Moss"; "" where they are no names."""
    if not found.words("list"):
        return ""
    stretch = found.stretch("list")
    names = _NAMES.match(sentence.text[stretch.start : stretch.end])
    return names.group() if names else ""
