"""Stories and claims as they stand, read from the tables into records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from workbench.claim import Decision, SaidSo, Status
from workbench.errors import NotFoundError
from workbench.store.readings import from_json
from workbench.store.records import ClaimRecord, DeskSettings, SignOff, StoryRecord, StorySummary
from workbench.store.schema import claims, desk_settings, drafts, stories
from workbench.store.shelf import evidence_of, evidence_of_story
from workbench.store.stamps import moment, moment_or_none, published_from

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection, Row, RowMapping

    from workbench.store.records import Evidence


def read_summaries(conn: Connection, *, archived: bool = False) -> list[StorySummary]:
    """Every story of the desk, the nearest deadline first, then the latest arrival.

    With ``archived`` those that were taken off it instead.
    """
    counted = select(
        claims.c.story_id,
        claims.c.status,
        func.count().label("claims"),
        func.count().filter(claims.c.unsourced).label("unsourced"),
    ).join(stories, (stories.c.id == claims.c.story_id) & (stories.c.draft == claims.c.draft))
    counted = counted.where(~claims.c.gone)
    counted = counted.group_by(claims.c.story_id, claims.c.status)
    counts: dict[str, list[Row[Any]]] = {}
    for row in conn.execute(counted):
        counts.setdefault(row.story_id, []).append(row)
    # sorted here: databases do not agree on the order of letters
    listed = select(stories).where(stories.c.archived == archived)
    rows = sorted(conn.execute(listed), key=lambda row: str(row.id))
    rows.sort(key=lambda row: str(row.received_at), reverse=True)
    rows.sort(key=lambda row: (row.deadline is None, str(row.deadline)))
    return [_summary(row, counts.get(row.id, [])) for row in rows]


def _summary(story: Row[Any], counts: list[Row[Any]]) -> StorySummary:
    by_status = {Status(row.status): int(row.claims) for row in counts}
    checked = sum(count for status, count in by_status.items() if status.checked)
    return StorySummary(
        id=story.id,
        title=story.title,
        draft=story.draft,
        published=published_from(story.published),
        received_at=moment(story.received_at),
        total=sum(by_status.values()) - by_status.get(Status.DROPPED, 0),
        checked=checked,
        unsourced=sum(int(row.unsourced) for row in counts),
        status_counts=by_status,
        signed=read_signature(story),
        deadline=moment_or_none(story.deadline),
    )


def read_signature(story: Row[Any]) -> SignOff | None:
    """How a story's row says that it was signed off, None when it never was."""
    if story.signed_by is None:
        return None
    return SignOff(
        by=story.signed_by,
        at=moment(story.signed_at),
        draft_sha256=story.signed_sha256,
        second_reader=not story.signed_alone,
        broken_by=story.broken_by,
        broken_at=moment_or_none(story.broken_at),
        unsourced=story.signed_unsourced or 0,
    )


def read_story(conn: Connection, story_id: str) -> StoryRecord:
    """One story with its present draft.

    Raises:
        NotFoundError: there is no such story.
    """
    present = (drafts.c.story_id == stories.c.id) & (drafts.c.number == stories.c.draft)
    wanted = select(stories, drafts.c.text, drafts.c.sha256).join(drafts, present)
    row = conn.execute(wanted.where(stories.c.id == story_id)).one_or_none()
    if row is None:
        raise NotFoundError(f'There is no story "{story_id}" in this store.')
    settings = read_settings(conn)
    return StoryRecord(
        id=row.id,
        title=row.title,
        draft=row.draft,
        published=published_from(row.published),
        received_at=moment(row.received_at),
        text=row.text,
        draft_sha256=row.sha256,
        head_hash=row.head_hash,
        revision=row.revision,
        signed=read_signature(row),
        second_reader=settings.second_reader,
        unsourced_blocks=settings.unsourced_blocks,
        deadline=moment_or_none(row.deadline),
        archived=row.archived,
    )


def read_settings(conn: Connection) -> DeskSettings:
    """What the editors have set, else what holds of itself."""
    rows = conn.execute(select(desk_settings.c.name, desk_settings.c.value))
    held = {row.name: row.value for row in rows}
    return DeskSettings(
        second_reader=held.get("second_reader", "yes") == "yes",
        unsourced_blocks=held.get("unsourced_blocks", "yes") == "yes",
        web=held.get("web") == "yes",
        notes=held.get("notes") == "yes",
        rules_off=tuple(held.get("rules_off", "").split()),
    )


def read_revision(conn: Connection, story_id: str) -> int:
    """Number of events of the story so far.

    Raises:
        NotFoundError: there is no such story.
    """
    found = conn.scalar(select(stories.c.revision).where(stories.c.id == story_id))
    if found is None:
        raise NotFoundError(f'There is no story "{story_id}" in this store.')
    return int(found)


def read_claims(conn: Connection, story_id: str) -> list[ClaimRecord]:
    """The claims of the story's present draft, in text order.

    Raises:
        NotFoundError: there is no such story.
    """
    read_revision(conn, story_id)
    present = select(stories.c.draft).where(stories.c.id == story_id).scalar_subquery()
    mine = (claims.c.story_id == story_id) & (claims.c.draft == present) & ~claims.c.gone
    wanted = select(claims).where(mine)
    rows = conn.execute(wanted.order_by(claims.c.first, claims.c.past, claims.c.number))
    cited = evidence_of_story(conn, story_id)
    return [claim_of_row(row, cited) for row in rows.mappings()]


def read_claim(conn: Connection, claim_id: str) -> ClaimRecord:
    """One claim.

    Raises:
        NotFoundError: there is none, or it was taken back.
    """
    mine = (claims.c.id == claim_id) & ~claims.c.gone
    row = conn.execute(select(claims).where(mine)).mappings().one_or_none()
    if row is None:
        raise NotFoundError(f'There is no claim "{claim_id}" in this store.')
    return claim_of_row(row, evidence_of(conn, [claim_id]))


def claim_of_row(row: RowMapping, cited: Mapping[str, tuple[Evidence, ...]]) -> ClaimRecord:
    """A row of the claims with the evidence of its story."""
    return ClaimRecord(
        id=row["id"],
        number=row["number"],
        reading=from_json(row["reading"]),
        added_by_hand=row["added_by_hand"],
        status=Status(row["status"]),
        said_so=SaidSo(row["said_so"]) if row["said_so"] else None,
        proposed=row["proposed"] or "",
        note=row["note"] or "",
        sources=cited.get(row["id"], ()),
        checked_by=row["checked_by"],
        checked_at=moment_or_none(row["checked_at"]),
        stated_in=row["stated_in"],
        second_by=row["second_by"],
        second_at=moment_or_none(row["second_at"]),
        unsourced=row["unsourced"],
        decision=Decision(row["decision"]) if row["decision"] else None,
        reason=row["reason"] or "",
    )


def drafts_with_hash(conn: Connection, sha256: str) -> list[str]:
    """Ids of the stories on the desk whose present draft has this SHA-256."""
    present = (drafts.c.story_id == stories.c.id) & (drafts.c.number == stories.c.draft)
    wanted = select(stories.c.id).join(drafts, present).where(drafts.c.sha256 == sha256)
    wanted = wanted.where(~stories.c.archived)
    return list(conn.scalars(wanted.order_by(stories.c.id)))
