"""Names whose spelling was corrected throughout a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.drafts.words import Draft

# Shorter names have neighbours that are names too: Iran and Iraq, Mali and Bali.
_SHORTEST_NAME = 5


def respellings(old: Draft, new: Draft) -> dict[str, str]:
    """The names that were spelled otherwise everywhere, with their new spelling.

    One letter, not the first, of a capitalised word was replaced; the old spelling is nowhere in
    the new draft and the new one nowhere in the old, and nothing else is as near to either.

    >>> from workbench.drafts.words import read_draft
    >>> respellings(read_draft("Ms Gadhafi won.", []), read_draft("Ms Gadhefi won.", []))
    {'gadhafi': 'gadhefi'}
    """
    gone, come = _names_only_in(old, new), _names_only_in(new, old)
    near: dict[str, set[str]] = {}
    for name in gone:
        for hole in _holes(name):
            near.setdefault(hole, set()).add(name)
    found: dict[str, set[str]] = {}
    for name in come:
        for hole in _holes(name):
            for was in near.get(hole, ()):
                found.setdefault(was, set()).add(name)
    taken = [name for names in found.values() for name in names]
    return {
        was: name
        for was, names in sorted(found.items())
        for name in names
        if len(names) == 1 and taken.count(name) == 1
    }


def respell(draft: Draft, known: dict[str, str]) -> None:
    """Compare names of a draft under their new spelling."""
    for word in draft.words:
        word.form = known.get(word.form, word.form)


def _names_only_in(one: Draft, other: Draft) -> set[str]:
    there = {word.form for word in other.words}
    return {
        word.form
        for word in one.words
        if word.name and len(word.form) >= _SHORTEST_NAME and word.form not in there
    }


def _holes(name: str) -> list[str]:
    """A name with each letter but the first left open, as in "iod_ne"."""
    return [f"{name[:at]}_{name[at + 1 :]}" for at in range(1, len(name))]
