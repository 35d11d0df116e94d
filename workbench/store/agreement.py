"""Second readings and sign-off: that somebody else agrees, and with exactly what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, func, insert, literal, select

from workbench.claim import Status
from workbench.errors import NotAllowedError, StoreError
from workbench.store.access import Access
from workbench.store.changes import conflict, story_of
from workbench.store.findings import authors
from workbench.store.people import Role, person_of, same_person
from workbench.store.reading_room import read_settings, read_story
from workbench.store.records import Applied
from workbench.store.schema import claims, desk_settings, events, stories
from workbench.store.sitting import Sitting
from workbench.store.stamps import stamp

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sqlalchemy import ColumnElement, Connection

    from workbench.store.people import Who
    from workbench.store.records import Conflict, DeskSettings, SignOff
    from workbench.store.sitting import Held

_NAMED_AT_MOST = 5


class Agreement(Access):
    """The part of the store in which people agree with each other."""

    def second(self, who: Who, claim_ids: Sequence[str], *, seen: int | None = None) -> Applied:
        """Agree with the findings of these claims, as somebody other than their author.

        Args:
            who: The second reader.
            claim_ids: Claims of one story.
            seen: The story's revision that the reader looked at; a claim that somebody else has
                changed since is a conflict and is not agreed with.

        Raises:
            NotAllowedError: the finding of one of the claims is their own.
            StoreError: one has no finding yet.
        """
        if not claim_ids:
            return Applied((), (), 0)
        ids = list(dict.fromkeys(claim_ids))
        with self._writes(who) as (conn, begin):
            return agree(Sitting(conn, begin(conn, story_of(conn, ids))), ids, seen)

    def sign_off(
        self, who: Who, story_id: str, draft_sha256: str, *, seen: int | None = None
    ) -> SignOff:
        """Sign the present draft off: each claim has a finding, and a second reading.

        Any later change of the story breaks the sign-off, as an event of its own.

        Args:
            who: The person.
            story_id: The story.
            draft_sha256: The draft that they read; another one is refused.
            seen: The story's revision that they looked at; a later one is refused.

        Raises:
            StoreError: a claim is not covered, or the draft or the story changed meanwhile.
        """
        with self._writes(who) as (conn, begin):
            journal = begin(conn, story_id)
            if seen is not None and journal.revision != seen:
                raise StoreError("The story has changed since you looked: look again, then sign.")
            settings = read_settings(conn)
            see_that_it_is_covered(conn, story_id, draft_sha256, settings)
            unsourced = _count(conn, _present(conn, story_id), claims.c.unsourced)
            journal.sign(draft_sha256, second_reader=settings.second_reader, unsourced=unsourced)
            journal.close()
            signed = read_story(conn, story_id).signed
        if signed is None:
            raise StoreError("The sign-off was not kept: try again.")
        return signed

    def settings(self) -> DeskSettings:
        """What the editors of this desk have set."""
        with self._reads() as conn:
            return read_settings(conn)

    def configure(  # noqa: PLR0913 - one switch each, by name
        self,
        who: Who,
        *,
        second_reader: bool | None = None,
        unsourced_blocks: bool | None = None,
        web: bool | None = None,
        notes: bool | None = None,
        rules_off: Collection[str] | None = None,
    ) -> None:
        """Set how this desk works; editors only. What is None stays as it is.

        A sign-off says under which settings it was made.

        Args:
            who: The editor.
            second_reader: Whether somebody else agrees with each finding.
            unsourced_blocks: Whether a finding without a source stands against a sign-off.
            web: Whether stories may be fetched from web addresses.
            notes: Whether the checks ask an editor's questions, too.
            rules_off: Names of the checks that are switched off, all of them.
        """
        switches = {
            "second_reader": second_reader,
            "unsourced_blocks": unsourced_blocks,
            "web": web,
            "notes": notes,
        }
        given = {name: _yes_or_no(on) for name, on in switches.items() if on is not None}
        if rules_off is not None:
            given["rules_off"] = " ".join(sorted(set(rules_off)))
        with self._writes(who, Role.EDITOR) as (conn, _):
            for name, value in given.items():
                conn.execute(delete(desk_settings).where(desk_settings.c.name == name))
                conn.execute(insert(desk_settings).values(self._setting(who, name, value)))

    def _setting(self, who: Who, name: str, value: str) -> dict[str, str]:
        return {
            "name": name,
            "value": value,
            "set_by": person_of(who).name,
            "set_at": stamp(self._clock()),
        }


def _yes_or_no(on: bool) -> str:  # noqa: FBT001 - a switch
    return "yes" if on else "no"


def agree(sitting: Sitting, claim_ids: Sequence[str], seen: int | None) -> Applied:
    """Note the second reading of each claim that is as its reader saw it."""
    conn, journal = sitting.conn, sitting.journal
    held = sitting.held(claim_ids)
    by = authors(conn, journal.story_id, claim_ids)
    changed = {} if seen is None else _changed_since(sitting, seen)
    conflicts = [_conflict(conn, held[one], changed[one]) for one in claim_ids if one in changed]
    agreed = [held[one] for one in claim_ids if one not in changed]
    for claim in agreed:
        _see_that_it_may_be_read(claim, by.get(claim.id, set()), journal.who)
        if claim.row["second_by"] is None:
            sitting.second(claim, journal.who, journal.at)
    return sitting.applied([(claim.id, "second_by") for claim in agreed], conflicts)


def _see_that_it_may_be_read(held: Held, authors: set[str], who: str) -> None:
    if not Status(held.row["status"]).checked:
        raise StoreError(f"{held.id} has no finding yet: there is nothing to agree with.")
    if any(same_person(who, one) for one in (held.row["checked_by"], *authors)):
        raise NotAllowedError(f"The finding of {held.id} is your own: somebody else reads it.")


def _changed_since(sitting: Sitting, seen: int) -> dict[str, str]:
    """Claims that others have changed since, each with the last field of theirs."""
    rows = sitting.conn.execute(
        select(events.c.claim_id, events.c.field)
        .where(events.c.story_id == sitting.journal.story_id, events.c.seq > seen)
        .where(events.c.who != sitting.journal.who, events.c.claim_id.is_not(None))
        .where(events.c.field.not_in(("second_by", "checked_by")))
        .order_by(events.c.seq)
    )
    return {row.claim_id: row.field for row in rows}


def _conflict(conn: Connection, held: Held, field: str) -> Conflict:
    shown = field if field in held.row or field == "sources" else "reading"
    return conflict(conn, held, shown, None, None)


def see_that_it_is_covered(
    conn: Connection, story_id: str, draft_sha256: str, settings: DeskSettings
) -> None:
    """Each claim of the present draft has what a sign-off needs.

    Raises:
        StoreError: one has not, or the draft is another.
    """
    story = read_story(conn, story_id)
    if story.draft_sha256 != draft_sha256:
        raise StoreError("A newer draft has arrived since you looked: look at that one.")
    unchecked = [one.value for one in Status if not one.checked and one is not Status.DROPPED]
    unread = claims.c.second_by.is_(None) & (claims.c.status != Status.DROPPED.value)
    lacking = claims.c.status.in_(unchecked) | (unread & literal(settings.second_reader))
    mine = _present(conn, story_id)
    if named := _named(conn, mine, lacking):
        what = "a finding and a second reading" if settings.second_reader else "a finding"
        raise StoreError(f"Not every claim has {what} yet: {named}.")
    named = _named(conn, mine, claims.c.unsourced) if settings.unsourced_blocks else ""
    if named:
        raise StoreError(
            f"Not every finding has a source with its place in it, a logged call or is on the "
            f"author: {named}."
        )


def _present(conn: Connection, story_id: str) -> ColumnElement[bool]:
    """The claims of the story's present draft."""
    draft = conn.scalar(select(stories.c.draft).where(stories.c.id == story_id))
    return (claims.c.story_id == story_id) & (claims.c.draft == draft) & ~claims.c.gone


def _count(conn: Connection, mine: ColumnElement[bool], lacking: ColumnElement[bool]) -> int:
    return int(conn.scalar(select(func.count()).select_from(claims).where(mine, lacking)) or 0)


def _named(conn: Connection, mine: ColumnElement[bool], lacking: ColumnElement[bool]) -> str:
    """The ids of the claims that lack something, the first of them; empty for none."""
    wanted = select(claims.c.id).where(mine, lacking).order_by(claims.c.number)
    named = list(conn.scalars(wanted.limit(_NAMED_AT_MOST + 1)))
    more = " …" if len(named) > _NAMED_AT_MOST else ""
    return ", ".join(named[:_NAMED_AT_MOST]) + more
