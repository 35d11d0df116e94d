"""Who works on the desk, and what each of them may do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from workbench.errors import NotAllowedError
from workbench.store.cells import name_of_person


class Role(StrEnum):
    """What a person may do: each may do what those before may."""

    READER = "reader"
    """Look at everything, change nothing."""
    REVIEWER = "reviewer"
    """Check claims, read a second time, undo, sign off."""
    EDITOR = "editor"
    """Decide on proposed changes, erase, configure the desk."""

    def reaches(self, needed: Role) -> bool:
        """Whether this role includes the other.

        >>> Role.EDITOR.reaches(Role.REVIEWER), Role.READER.reaches(Role.REVIEWER)
        (True, False)
        """
        order = list(Role)
        return order.index(self) >= order.index(needed)


@dataclass(frozen=True, slots=True)
class Person:
    """One person at the desk.

    ``proven`` says that a login vouches for the name; otherwise it is what somebody typed.
    """

    name: str
    role: Role = Role.REVIEWER
    proven: bool = False


Who: TypeAlias = "str | Person"
"""A person; a name alone is a reviewer's, unproven."""


def person_of(who: Who, needed: Role = Role.REVIEWER) -> Person:
    """The person, with a trimmed name.

    Raises:
        NotAllowedError: their role does not reach to what is needed.
        StoreError: the name is empty.

    >>> person_of(" Ann ").name
    'Ann'
    """
    person = Person(who) if isinstance(who, str) else who
    name = name_of_person(person.name)
    if not person.role.reaches(needed):
        raise NotAllowedError(
            f"{name} is here as {person.role.value}: this takes {_a(needed)} of the desk."
        )
    return Person(name, person.role, person.proven)


def same_person(one: str | None, other: str | None) -> bool:
    """Whether two names are spelled as one, letter case and spaces aside.

    >>> same_person("Ann  Lee", "ann lee"), same_person(None, None)
    (True, False)
    """
    return bool(one and other) and _plain(one or "") == _plain(other or "")


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _a(role: Role) -> str:
    return f"an {role.value}" if role is Role.EDITOR else f"a {role.value}"
