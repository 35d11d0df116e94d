"""Erasing on purpose: a value goes for good, that it was there and who erased it stays."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import and_, delete, exists, select, update

from workbench.errors import NotFoundError, StoreError
from workbench.store.cells import writable
from workbench.store.chain import canonical
from workbench.store.citations import title_key
from workbench.store.file_erasure import (
    ERASED,
    erase_bytes,
    files_only_of,
    forget_in_index,
    mark_erased,
    name_of_file,
    say_erased,
    stories_that_name,
    take_off,
)
from workbench.store.library import Library
from workbench.store.people import Role, person_of
from workbench.store.postgresql import SOURCES, take_turn
from workbench.store.schema import claims, event_values, events, evidence, source_log, sources
from workbench.store.shelf import links_from_value, links_of
from workbench.store.sitting import Sitting
from workbench.store.sqlite import BUSY_MS
from workbench.store.stamps import stamp

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection, Select

    from workbench.store.people import Who
    from workbench.store.shelf import Link
    from workbench.store.sitting import Held

ERASABLE = ("note", "proposed", "reason", "sources", "quotes")
"""What an editor can erase of a claim; ``quotes`` leaves the sources without their quotes."""


class Erasing(Library):
    """The part of the store in which an editor makes something go for good."""

    def erase(self, who: Who, story_id: str, claim_id: str, field: str, reason: str) -> int:
        """Erase what a cell holds and ever held; gives the story's revision.

        Copies of the store made before keep it: they are the desk's to destroy.

        Args:
            who: An editor.
            story_id: The story.
            claim_id: The claim.
            field: note, proposed, sources or quotes.
            reason: Why; it stays in the history.

        Raises:
            NotAllowedError: this is no editor.
            StoreError: no reason is given, or there is no such field.
        """
        why = _reason(reason)
        if field not in ERASABLE:
            raise StoreError(f"Of a claim, {', '.join(ERASABLE)} can be erased, not {field}.")
        with self._writes(who, Role.EDITOR) as (conn, begin):
            sitting = Sitting(conn, begin(conn, story_id))
            held = sitting.held([claim_id], gone=True)[claim_id]
            revision = _erase_cell(sitting, held, field, why)
        self._overwrite()
        return revision

    def erase_source(self, who: Who, source_id: int, reason: str) -> None:
        """Erase a source: from every claim that cites it, in every story, and from the past.

        Its files go with it, but for those that are another source's or a draft's, too.

        Raises:
            NotAllowedError: this is no editor.
            NotFoundError: there is no such source.
            StoreError: no reason is given, or somebody cites it at this very moment.
        """
        why = _reason(reason)
        with self._writes(who, Role.EDITOR) as (conn, begin):
            source = conn.execute(select(sources).where(sources.c.id == source_id)).one_or_none()
            if source is None:
                raise NotFoundError(f"There is no source {source_id} on this desk.")
            spellings = _spellings(conn, source_id)
            every = [spelling[0] for spelling in spellings]
            files = files_only_of(conn, every)
            knew = [_stories_that_knew(conn, *spelling) for spelling in spellings]
            knew += [stories_that_name(conn, sha256) for sha256 in files]
            # always in this order, so that two who erase do not wait for each other
            stories = sorted({story for some in knew for story in some})
            sittings = [Sitting(conn, begin(conn, one)) for one in stories]
            take_turn(conn, SOURCES)
            for sitting in sittings:
                _erase_source_from(sitting, [spelling[1:] for spelling in spellings], why)
            for sha256 in files:
                erase_bytes(conn, sha256)
                _say_in_stories(sittings, sha256, "", why)
            take_off(conn, every)
            still = exists().where(evidence.c.source_id == sources.c.id)
            conn.execute(delete(sources).where(sources.c.id.in_(every), ~still))
            conn.execute(delete(source_log).where(source_log.c.source_id.in_(every)))
            if conn.scalar(select(sources.c.id).where(sources.c.id == source_id)) is not None:
                raise StoreError("Somebody cited this source just now: erase it again.")
        self._overwrite()
        forget_in_index(self.index_file(), files)

    def erase_source_file(self, who: Who, sha256: str, reason: str) -> None:
        """Erase the bytes of a source's file, wherever they are a file of: of a draft, too.

        The quotes from it stay, unless they are erased themselves. Copies of the store made before
        keep the file: they are the desk's to destroy.

        Raises:
            NotAllowedError: this is no editor.
            NotFoundError: this is the file of no source.
            StoreError: no reason is given, or it was erased already.
        """
        why = _reason(reason)
        with self._writes(who, Role.EDITOR) as (conn, begin):
            by_at = person_of(who, Role.EDITOR).name, stamp(self._clock())
            name = name_of_file(conn, sha256)
            stories = stories_that_name(conn, sha256)
            sittings = [Sitting(conn, begin(conn, one)) for one in sorted(stories)]
            take_turn(conn, SOURCES)
            if stories_that_name(conn, sha256) != stories:
                raise StoreError("Somebody took evidence from this file just now: erase it again.")
            mark_erased(conn, sha256, who, by_at, why)
            erase_bytes(conn, sha256)
            _say_in_stories(sittings, sha256, name, why)
        self._overwrite()
        forget_in_index(self.index_file(), [sha256])

    def _overwrite(self) -> None:
        """See that no free space of an SQLite file, nor its log, holds what was erased.

        Raises:
            StoreError: the file could not be written anew; the erasure itself is saved.
        """
        if self._file is None:
            return
        try:
            with closing(sqlite3.connect(self._file, isolation_level=None)) as raw:
                raw.execute(f"PRAGMA busy_timeout={BUSY_MS}")
                raw.execute("VACUUM")
                raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.Error as error:
            raise StoreError(
                f"This is erased, but {self._file} could not be written anew ({error}) and may "
                "still hold it in its free space: make room, then erase again."
            ) from error


def _reason(reason: str) -> str:
    why = writable(reason.strip())
    if not why:
        raise StoreError("Say why this is erased: the reason is what stays.")
    return why


def _erase_cell(sitting: Sitting, held: Held, field: str, why: str) -> int:
    stored = "sources" if field == "quotes" else field
    if field == "quotes":
        links = links_from_value(links_of(held.evidence))
        if any(link.quote for link in links):
            sitting.link(held, [replace(link, quote="") for link in links])
    else:
        sitting.change(held, field, None)
    return _erase_past(sitting, held.id, stored, why, _says_quote if field == "quotes" else _any)


def _erase_source_from(sitting: Sitting, names: list[tuple[str, str]], why: str) -> None:
    def is_it(link: Link) -> bool:
        return any(_is(link, title, address) for title, address in names)

    def names_it(value: str) -> bool:
        return any(map(is_it, links_from_value(value)))

    for held in sitting.held(gone=True).values():
        links = links_from_value(links_of(held.evidence))
        kept = [link for link in links if not is_it(link)]
        if kept != links:
            sitting.link(held, kept)
    sitting.close()
    knew = (_claims_that_knew(sitting, title, address) for title, address in names)
    for claim_id in sorted({claim_id for some in knew for claim_id in some}):
        _mark(sitting, claim_id, "sources", why, names_it)
    sitting.journal.close()


def _say_in_stories(sittings: list[Sitting], sha256: str, name: str, why: str) -> None:
    """Put it into the history of those of the stories that still name the file."""
    for sitting in sittings:
        if sitting.journal.story_id in stories_that_name(sitting.conn, sha256):
            say_erased(sitting.journal, sha256, name, why)
            sitting.close()


def _spellings(conn: Connection, source_id: int) -> list[tuple[int, str, str]]:
    """Number, title and address of a source and of each other spelling of it."""
    mine = (sources.c.id == source_id) | (sources.c.same_as == source_id)
    rows = conn.execute(select(sources).where(mine).order_by(sources.c.id))
    return [(row.id, row.title, row.address) for row in rows]


def _stories_that_knew(conn: Connection, source_id: int, title: str, address: str) -> set[str]:
    """Stories that cite the source or ever did."""
    did = conn.scalars(_mentions(title, address).with_only_columns(events.c.story_id))
    cites = select(claims.c.story_id).join(evidence).where(evidence.c.source_id == source_id)
    return {*did, *conn.scalars(cites)}


def _claims_that_knew(sitting: Sitting, title: str, address: str) -> set[str]:
    """The same, for the claims of one story."""
    said = _mentions(title, address).where(events.c.story_id == sitting.journal.story_id)
    return set(sitting.conn.scalars(said.with_only_columns(events.c.claim_id)))


def _mentions(title: str, address: str) -> Select[tuple[object, ...]]:
    """Events whose sources may name it; letter case is left to whoever reads them."""
    same = and_(event_values.c.story_id == events.c.story_id, event_values.c.seq == events.c.seq)
    spelled = canonical(address or title)[1:-1]
    wanted = select(events).join(event_values, same).where(events.c.field == "sources")
    return wanted.where(event_values.c.value.icontains(spelled, autoescape=True))


def _any(_value: str) -> bool:
    return True


def _says_quote(value: str) -> bool:
    return any(link.quote for link in links_from_value(value))


def _is(link: Link, title: str, address: str) -> bool:
    if address:
        return link.citation.address == address
    return title_key(link.citation.title) == title_key(title)


def _erase_past(
    sitting: Sitting, claim_id: str, field: str, why: str, which: Callable[[str], bool]
) -> int:
    revision = sitting.close()
    _mark(sitting, claim_id, field, why, which)
    sitting.journal.close()
    return max(revision, sitting.journal.revision)


def _mark(
    sitting: Sitting, claim_id: str, field: str, why: str, which: Callable[[str], bool]
) -> None:
    """Erase the values of a cell's events that ``which`` picks, and say so in one event."""
    conn, story_id = sitting.conn, sitting.journal.story_id
    same = and_(event_values.c.story_id == events.c.story_id, event_values.c.seq == events.c.seq)
    rows = conn.execute(
        select(event_values.c.seq, event_values.c.side, event_values.c.value)
        .join(events, same)
        .where(events.c.story_id == story_id, events.c.claim_id == claim_id)
        .where(events.c.field == field, event_values.c.value.is_not(None))
        .order_by(event_values.c.seq, event_values.c.side.desc())
    ).all()
    erased = [(row.seq, row.side) for row in rows if which(row.value)]
    for seq, side in erased:
        mine = (event_values.c.story_id == story_id) & (event_values.c.seq == seq)
        mine &= event_values.c.side == side
        conn.execute(update(event_values).where(mine).values(value=None, salt=None))
    said = {"field": field, "reason": why, "values": [f"{seq} {side}" for seq, side in erased]}
    sitting.journal.add(ERASED, None, canonical(said), claim_id)
