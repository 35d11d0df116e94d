"""The same text read again, as one change that can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select, update

from workbench.store.readings import to_json, with_speaker
from workbench.store.records import CORRECTED
from workbench.store.schema import claims, stories
from workbench.store.stamps import published_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.claim import Claim
    from workbench.store.records import Cell, Published
    from workbench.store.sitting import Held, Sitting


def read_again(sitting: Sitting, readings: Sequence[Claim]) -> list[Cell]:
    """Replace readings by span; a checked claim that now says something else opens again.

    Claims that the new reading does not find stay as they are, and so do those that a person added
    or corrected.
    Gives the cells that changed.
    """
    changed: list[Cell] = []
    held = sitting.held()
    left: dict[tuple[int, int], list[Held]] = {}
    for one in held.values():
        left.setdefault((one.row["first"], one.row["past"]), []).append(one)
    for reading in readings:
        same_place = left.get((reading.start, reading.end))
        if same_place is None:
            changed.append((_add(sitting, reading), "reading"))
        elif same_place:
            changed += _replace(sitting, same_place.pop(0), reading)
    return changed


def publish(sitting: Sitting, published: Published) -> None:
    """Set the day that relative dates are read against."""
    mine = stories.c.id == sitting.journal.story_id
    old = sitting.conn.scalar(select(stories.c.published).where(mine))
    new = published_text(published)
    if old != new:
        sitting.conn.execute(update(stories).where(mine).values(published=new))
        sitting.journal.add("published", old, new)


def _replace(sitting: Sitting, held: Held, reading: Claim) -> list[Cell]:
    before = held.reading
    if before.cue == CORRECTED:
        reading = with_speaker(reading, before.speaker)
    by_hand = held.row["added_by_hand"] or CORRECTED in before.rules
    if by_hand or held.row["reading"] == to_json(reading):
        return []
    return [(held.id, "reading"), *sitting.correct(held, reading)]


def _add(sitting: Sitting, reading: Claim) -> str:
    story_id = sitting.journal.story_id
    last = select(func.max(claims.c.number)).where(claims.c.story_id == story_id)
    draft = select(stories.c.draft).where(stories.c.id == story_id)
    number = int(sitting.conn.scalar(last) or 0) + 1
    return sitting.add(reading, number, int(sitting.conn.scalar(draft) or 1), by_hand=False).id
