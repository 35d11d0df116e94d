"""What one person likes a page to look like: no event, no history, theirs alone."""

from __future__ import annotations

from hashlib import sha256

from sqlalchemy import delete, insert, select

from workbench.store.access import Access
from workbench.store.people import Role, Who, person_of
from workbench.store.schema import desk_settings
from workbench.store.stamps import stamp


class Preferences(Access):
    """The part of the store that remembers how somebody works."""

    def preference(self, who: Who, name: str) -> str | None:
        """What this person has chosen under a short ``name``; None when nothing."""
        wanted = select(desk_settings.c.value).where(desk_settings.c.name == _key(who, name))
        with self._reads() as conn:
            found: str | None = conn.scalar(wanted)
        return found

    def prefer(self, who: Who, name: str, value: str) -> None:
        """Remember what this person has chosen; readers may choose, too."""
        key = _key(who, name)
        with self._writes(who, Role.READER) as (conn, _):
            conn.execute(delete(desk_settings).where(desk_settings.c.name == key))
            conn.execute(
                insert(desk_settings).values(
                    name=key,
                    value=value,
                    set_by=person_of(who, Role.READER).name,
                    set_at=stamp(self._clock()),
                )
            )


def _key(who: Who, name: str) -> str:
    """One row per person and name; a person's name alone can be longer than a key.

    >>> len(_key("Ada Keller", "columns"))
    32
    """
    return f"{name}:{sha256(person_of(who, Role.READER).name.encode()).hexdigest()[:24]}"
