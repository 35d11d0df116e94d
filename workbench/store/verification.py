"""Whether a store's history is whole, and the tables still say what it says.

What is found by: an edited row (its hash), a row that is missing or swapped (its number and the
hash before it), a value that is not the one that was hashed, a tail that was cut (the story's own
count; against a report, its head hash), a present cell that no event accounts for.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from workbench.store.chain import GENESIS, event_hash, text_hash, value_hash
from workbench.store.draft_events import DRAFT, told_drafts
from workbench.store.file_erasure import ERASED
from workbench.store.findings import read_said, said_by
from workbench.store.journal import cited_lines
from workbench.store.kept_bytes import evidence_file_faults
from workbench.store.originals import ARRIVED, file_faults
from workbench.store.readings import from_json
from workbench.store.replay import ERASED_VALUE, EventRow, read_rows, replay
from workbench.store.schema import claims, drafts, events, stories
from workbench.store.shelf import evidence_of_story, gist_with_files, links_of
from workbench.store.standing import ARCHIVED, DEADLINE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy import Connection

    from workbench.store.records import Evidence

_GONE = "value is gone, and no editor erased it"
_PLAIN = ("said_so", "proposed", "reason", "note", "decision")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of checking one story.

    Attributes:
        story_id: The story.
        events: How many there are.
        head_hash: Of the last.
        fault: The first bad row and what is wrong with it; None when all is whole.
        erased: One sentence for each erasure: what, by whom, when, why.
    """

    story_id: str
    events: int
    head_hash: str
    fault: str | None
    erased: tuple[str, ...]


def verify_story(conn: Connection, story_id: str) -> Verdict:
    """Walk a story's chain, then compare what stands in the tables with it."""
    rows = read_rows(conn, story_id)
    wanted = select(stories).where(stories.c.id == story_id)
    found = conn.execute(wanted).mappings().one_or_none()
    story = None if found is None else dict(found)
    fault = next(_faults(conn, story_id, rows, story), None)
    head = rows[-1].columns["hash"] if rows else GENESIS
    return Verdict(story_id, len(rows), head, fault, tuple(map(_told, _erasures(rows))))


def story_ids(conn: Connection) -> list[str]:
    """Every story that has a row or a history."""
    here = {
        *conn.scalars(select(stories.c.id)),
        *conn.scalars(select(events.c.story_id).distinct()),
    }
    return sorted(here)


def _faults(
    conn: Connection, story_id: str, rows: Sequence[EventRow], story: Mapping[str, Any] | None
) -> Iterator[str]:
    """What is wrong, the first bad row first; the later ones make sense only without it."""
    yield from chain_faults(rows)
    if story is None:
        yield f"stories row {story_id}: missing, though its history is there"
        return
    last = rows[-1].seq if rows else 0
    if story["revision"] != last:
        yield f"events row {last + 1}: missing, and {story['revision'] - last - 1} after it"
    if story["head_hash"] != (rows[-1].columns["hash"] if rows else GENESIS):
        yield f"stories row {story_id}: head_hash is not the hash of events row {last}"
    for name, value in (
        (DEADLINE, story["deadline"]),
        (ARCHIVED, ARCHIVED if story["archived"] else None),
    ):
        if replay(rows).story.get(name) != value:
            yield f"stories row {story_id}: {name} is not what its last event says"
    if replay(rows).draft != story["draft"]:
        yield f"stories row {story_id}: draft is not what its last event says"
    yield from _table_faults(conn, story_id, rows)


def chain_faults(rows: Sequence[EventRow], *, withheld: bool = False) -> Iterator[str]:
    """What is wrong with a story's events taken for themselves, the first bad row first.

    With ``withheld`` a value may be missing: whoever wrote the rows down left some out.
    """
    erased = {name for row in _erasures(rows) for name in _said(row)["values"]}
    before = GENESIS
    for number, row in enumerate(rows, start=1):
        columns = dict(row.columns)
        if row.seq != number:
            yield f"events row {number}: missing"
        own = columns.pop("hash")
        if event_hash(columns) != own:
            yield f"events row {row.seq}: not what was written, its hash does not fit"
        if columns["prev_hash"] != before:
            yield f"events row {row.seq}: does not follow from the row before it"
        yield from (one for one in _value_faults(row, erased) if not withheld or _GONE not in one)
        before = own


def _value_faults(row: EventRow, erased: set[str]) -> Iterator[str]:
    for side in ("old", "new"):
        hashed, (salt, value) = row.columns[f"{side}_hash"], row.values.get(side, (None, None))
        if hashed is None and value is not None:
            yield f"events row {row.seq}: has a value that was not written with it"
        elif hashed is not None and value is None and f"{row.seq} {side}" not in erased:
            yield f"events row {row.seq}: its {side} {_GONE}"
        elif hashed is not None and value is not None and value_hash(salt or "", value) != hashed:
            yield f"events row {row.seq}: its {side} value is not the one that was written"


def _table_faults(conn: Connection, story_id: str, rows: Sequence[EventRow]) -> Iterator[str]:
    past = replay(rows)
    described = json.loads(past.story.get("story") or "{}")
    mine = drafts.c.story_id == story_id
    named = [
        row.new for row in rows if row.columns["field"] == DRAFT and not row.columns["claim_id"]
    ]
    told = {1: described.get("draft_sha256"), **told_drafts(named)}
    kept = {one.number: one for one in conn.execute(select(drafts).where(mine))}
    for number in sorted(told.keys() - kept.keys()):
        yield f"drafts row {story_id}, {number}: missing, though its history is there"
    for draft in (kept[number] for number in sorted(kept)):
        if draft.sha256 != told.get(draft.number) or text_hash(draft.text) != draft.sha256:
            yield f"drafts row {story_id}, {draft.number}: not the text that was received"
    erased = erased_files(rows)
    yield from file_faults(conn, story_id, dict(_files_told(rows)), erased)
    cited = evidence_of_story(conn, story_id)
    yield from evidence_file_faults(conn, cited, erased)
    wanted = select(claims).where(claims.c.story_id == story_id).order_by(claims.c.number)
    held = {row["id"]: row for row in map(dict, conn.execute(wanted).mappings())}
    for claim_id, row in held.items():
        if claim_id not in past.claims:
            yield f"claims row {claim_id}: nothing in the history made it"
            continue
        yield from _claim_faults(row, past.claims[claim_id], cited.get(claim_id, ()))
    for claim_id in past.claims.keys() - held.keys():
        yield f"claims row {claim_id}: missing, though its history is there"


def _files_told(rows: Sequence[EventRow]) -> Iterator[tuple[int, str]]:
    """Draft and SHA-256 of each file that the history names."""
    for row in rows:
        if row.columns["field"] == ARRIVED and row.new not in (None, ERASED_VALUE):
            said = json.loads(row.new or "{}")
            yield said["draft"], said["sha256"]


def _claim_faults(
    row: Mapping[str, Any], past: Mapping[str, str | None], cited: Sequence[Evidence]
) -> Iterator[str]:
    second = said_by(row["second_by"], row["second_at"]) if row["second_by"] else None
    found = said_by(row["checked_by"], row["checked_at"]) if row["checked_by"] else None
    now = {name: row[name] for name in _PLAIN} | {
        "status": row["status"],
        "reading": row["reading"],
        "second_by": second,
        "found_by": found,
        "gone": "gone" if row["gone"] else None,
        DRAFT: str(row["draft"]),
    }
    place = from_json(row["reading"])
    if (row["first"], row["past"]) != (place.start, place.end):
        yield f"claims row {row['id']}: stands elsewhere than its reading"
    for name, value in now.items():
        if not _fits(name, value, past.get(name)):
            yield f"claims row {row['id']}: {name} is not what its last event says"
    if past["sources"] != ERASED_VALUE and (
        gist_with_files(links_of(cited)) != gist_with_files(past["sources"])
    ):
        said = cited_lines(past["sources"]) or "none"
        yield f"claims row {row['id']}: sources are not what its last event says ({said})"


def _fits(name: str, value: str | None, past: str | None) -> bool:
    if past == ERASED_VALUE:
        return True
    if name == "found_by" and past is not None:
        said = read_said(past)
        return value == said_by(said.by, said.at)
    return value == past


def _erasures(rows: Sequence[EventRow]) -> list[EventRow]:
    return [row for row in rows if row.columns["field"] == ERASED and row.new != ERASED_VALUE]


def erased_files(rows: Sequence[EventRow]) -> set[str]:
    """SHA-256 of the files that an editor erased, as the story's history has it."""
    return {_said(row)["sha256"] for row in _erasures(rows) if "sha256" in _said(row)}


def _said(row: EventRow) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(row.new or '{"values": []}')
    return said


def _told(row: EventRow) -> str:
    said, columns = _said(row), row.columns
    what = f"{said['field']} of {columns['claim_id']}"
    if columns["claim_id"] is None:
        what = f"{said['name'] or 'a file'} (SHA-256 {said['sha256'][:12]}…)"
    return f"{what}: erased by {columns['who']} on {columns['at']} ({said['reason']})"
