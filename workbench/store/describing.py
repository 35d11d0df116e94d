"""The sources of the desk described: entered once, corrected, two spellings of one made one.

A source belongs to no one story, so what is done to its description stands in a log of its own.
What the claims cite, and the line in which they cite it, is left as it was written.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select, update

from workbench.errors import NotFoundError, StoreError
from workbench.store.access import Access
from workbench.store.cells import name_of_person, short_enough, writable
from workbench.store.chain import canonical
from workbench.store.citations import safe_address, title_key
from workbench.store.people import Role, person_of
from workbench.store.postgresql import SOURCES, take_turn
from workbench.store.records import SourceChange
from workbench.store.schema import source_log, sources
from workbench.store.stamps import moment, stamp

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection, Row

    from workbench.store.people import Who

CSL = ("type", "author", "issued", "publisher", "container-title", "DOI", "accessed")
"""What a description may hold besides title and address, by the names of CSL-JSON."""
DESCRIBED = ("title", "address", "role", "confidential", *CSL)
"""Everything about a source that a person can change."""
ROLES = ("", "primary", "secondary", "tertiary", "author")
CONFIDENTIAL = "confidential"
MERGED = "same as"
FILE = "file"
"""In a change of a source: the name of a file of it that was kept, or erased."""


class Describing(Access):
    """The part of the store that keeps what the sources are."""

    def add_source(self, who: Who, described: Mapping[str, str]) -> int:
        """Put a source on the shelf, or find it there by its address or title; its number.

        Args:
            who: The person.
            described: Texts by the names of :data:`DESCRIBED`; a title at least.

        Raises:
            StoreError: the title is empty, or a text cannot be kept.
        """
        with self._writes(who) as (conn, _):
            return put_on_shelf(conn, who, stamp(self._clock()), described)

    def describe_source(
        self, who: Who, source_id: int, wanted: Mapping[str, str], seen: Mapping[str, str]
    ) -> None:
        """Change what a source is said to be, each text only if it still is what was seen.

        A title or an address that is replaced stays another spelling of the source: lines that
        cite it so are about it still.

        Raises:
            NotFoundError: there is no such source.
            StoreError: somebody else has changed one of these texts meanwhile, or it cannot be
                kept.
        """
        with self._writes(who) as (conn, _):
            take_turn(conn, SOURCES)
            old = described(source_on_shelf(conn, source_id))
            new = _tidy({**old, **wanted})
            changed = [name for name in DESCRIBED if name in wanted and new[name] != old[name]]
            for name in changed:
                if old[name] != seen.get(name, ""):
                    raise StoreError(
                        f"The {name} of this source was changed meanwhile to "
                        f'"{old[name] or "nothing"}": look again, then change it.'
                    )
            if changed:
                self._describe(conn, who, source_id, old, new)

    def merge_sources(self, who: Who, source_id: int, into: int) -> None:
        """Make a source another spelling of a second one, for every claim that cites it.

        Raises:
            NotFoundError: one of them is not on the shelf.
            StoreError: they are the same.
        """
        if source_id == into:
            raise StoreError("These are one source already: choose two.")
        with self._writes(who) as (conn, _):
            take_turn(conn, SOURCES)
            source, target = source_on_shelf(conn, source_id), source_on_shelf(conn, into)
            spelled = (sources.c.id == source_id) | (sources.c.same_as == source_id)
            moved = list(conn.scalars(select(sources.c.id).where(spelled)))
            conn.execute(update(sources).where(spelled).values(same_as=into))
            old = {"title": source.title, MERGED: ""}
            new = {"title": target.title, MERGED: canonical([into, moved])}
            self._log(conn, who, source_id, old, new)

    def source_changes(self, source_id: int | None = None) -> list[SourceChange]:
        """What was done to the descriptions, the latest first; of one source if it is named."""
        wanted = select(source_log).order_by(source_log.c.seq.desc())
        if source_id is not None:
            wanted = wanted.where(source_log.c.source_id == source_id)
        with self._reads() as conn:
            return [_change(row) for row in conn.execute(wanted)]

    def take_source_back(self, who: Who, seq: int) -> None:
        """Undo one change of a source's description, as a change of its own.

        Raises:
            NotFoundError: there is no such change.
            StoreError: what it changed has been changed again, or it was the source's arrival.
        """
        with self._writes(who) as (conn, _):
            take_turn(conn, SOURCES)
            row = conn.execute(select(source_log).where(source_log.c.seq == seq)).one_or_none()
            if row is None:
                raise NotFoundError("There is no such change of a source.")
            change = _change(row)
            if FILE in {*change.old, *change.new}:
                raise StoreError("A file that was kept stays: an editor can erase it.")
            if MERGED in change.new:
                self._part(conn, who, change)
            else:
                self._go_back(conn, who, change)

    def _part(self, conn: Connection, who: Who, change: SourceChange) -> None:
        into, moved = json.loads(change.new[MERGED]) if change.new[MERGED] else (0, [])
        still = (sources.c.id.in_(moved)) & (sources.c.same_as == into)
        if not moved or len(list(conn.scalars(select(sources.c.id).where(still)))) != len(moved):
            raise StoreError("These sources have been merged on since: take that back first.")
        first = sources.c.id == change.source_id
        conn.execute(update(sources).where(still & ~first).values(same_as=change.source_id))
        conn.execute(update(sources).where(first).values(same_as=None))
        self._log(conn, who, change.source_id, {**change.new, MERGED: ""}, change.old)

    def _go_back(self, conn: Connection, who: Who, change: SourceChange) -> None:
        old = described(source_on_shelf(conn, change.source_id))
        if not change.old:
            raise StoreError("This is how the source came: merge it or erase it instead.")
        if any(old[name] != value for name, value in change.new.items()):
            raise StoreError("This source has been changed again since: take that back first.")
        self._describe(conn, who, change.source_id, old, {**old, **change.old})

    def _describe(
        self, conn: Connection, who: Who, source_id: int, old: dict[str, str], new: dict[str, str]
    ) -> None:
        conn.execute(update(sources).where(sources.c.id == source_id).values(**_row(new)))
        if (old["title"], old["address"]) != (new["title"], new["address"]):
            spelling = _row({**old, "role": "", CONFIDENTIAL: ""}) | {"same_as": source_id}
            conn.execute(insert(sources).values(**spelling))
        names = [name for name in DESCRIBED if old[name] != new[name]]
        self._log(
            conn, who, source_id, {n: old[n] for n in names}, {n: new[n] for n in names}
        )  # fmt: skip

    def _log(
        self,
        conn: Connection,
        who: Who,
        source_id: int,
        old: Mapping[str, str],
        new: Mapping[str, str],
    ) -> None:
        log_change(conn, who, stamp(self._clock()), source_id, (old, new))


def put_on_shelf(conn: Connection, who: Who, at: str, said: Mapping[str, str]) -> int:
    """Put a source on the shelf, or find it there by its address or title; its number.

    Raises:
        StoreError: the title is empty, or a text cannot be kept.
    """
    new = _tidy(said)
    take_turn(conn, SOURCES)
    known = _known(conn, new)
    if known is not None:
        return known
    row = conn.execute(insert(sources).values(**_row(new)).returning(sources.c.id))
    source_id = int(row.scalar_one())
    log_change(conn, who, at, source_id, ({}, new))
    return source_id


def log_change(
    conn: Connection,
    who: Who,
    at: str,
    source_id: int,
    change: tuple[Mapping[str, str], Mapping[str, str]],
) -> None:
    """Write down what was done to a source: what it held before, and after."""
    old, new = change
    conn.execute(
        insert(source_log).values(
            at=at,
            who=name_of_person(person_of(who, Role.REVIEWER).name),
            source_id=source_id,
            old=canonical(dict(old)),
            new=canonical(dict(new)),
        )
    )


def described(row: Row[Any]) -> dict[str, str]:
    """Everything that is said of a source, by the names of :data:`DESCRIBED`."""
    more = json.loads(row.csl) if row.csl else {}
    return {
        "title": row.title,
        "address": row.address,
        "role": row.role,
        CONFIDENTIAL: CONFIDENTIAL if row.confidential else "",
        **{name: str(more.get(name, "")) for name in CSL},
    }


def _tidy(given: Mapping[str, str]) -> dict[str, str]:
    """The description in the form it is kept in.

    Raises:
        StoreError: it has no title, no such role, an address that is none.
    """
    texts = {
        name: " ".join(short_enough(writable(given.get(name, ""))).split()) for name in DESCRIBED
    }
    texts["title"] = texts["title"] or texts["address"]
    if not texts["title"]:
        raise StoreError("Give the source a title: it is what the claims cite.")
    if texts["address"] and not safe_address(texts["address"]):
        raise StoreError(
            f'"{texts["address"]}" is no address: one begins with http:// or https://.'
        )
    if texts["role"] not in ROLES:
        raise StoreError(f'"{texts["role"]}" is no role: {", ".join(ROLES[1:])}.')
    texts[CONFIDENTIAL] = CONFIDENTIAL if texts[CONFIDENTIAL] else ""
    return texts


def _row(texts: Mapping[str, str]) -> dict[str, object]:
    more = {name: texts[name] for name in CSL if texts.get(name)}
    return {
        "title": texts["title"],
        "title_key": title_key(texts["title"]),
        "address": texts["address"],
        "role": texts["role"],
        "confidential": bool(texts[CONFIDENTIAL]),
        # a source that a person described stays on the shelf when no claim cites it
        "csl": canonical(more),
    }


def _known(conn: Connection, texts: Mapping[str, str]) -> int | None:
    same = sources.c.title_key == title_key(texts["title"])
    if texts["address"]:
        same = sources.c.address == texts["address"]
    shown = func.coalesce(sources.c.same_as, sources.c.id)
    found = conn.scalar(select(shown).where(same).order_by(sources.c.id).limit(1))
    return None if found is None else int(found)


def source_on_shelf(conn: Connection, source_id: int) -> Row[Any]:
    """The row of a source that is shown under its own name."""
    mine = (sources.c.id == source_id) & sources.c.same_as.is_(None)
    row = conn.execute(select(sources).where(mine)).one_or_none()
    if row is None:
        raise NotFoundError("This source is not on the shelf any more: look at the list again.")
    return row


def _change(row: Row[Any]) -> SourceChange:
    old, new = json.loads(row.old or "{}"), json.loads(row.new or "{}")
    return SourceChange(row.seq, moment(row.at), row.who, row.source_id, old, new)
