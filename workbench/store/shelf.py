"""Sources and the evidence that links claims to them."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, distinct, exists, func, insert, select, update

from workbench.store.chain import canonical
from workbench.store.citations import Citation, citation_of, lines_of, read_citation, title_key
from workbench.store.postgresql import SOURCES, take_turn
from workbench.store.records import Evidence, SourceRecord
from workbench.store.schema import claims, evidence, source_files, sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection, Row

    from workbench.store.records import CitedSource


@dataclass(frozen=True, slots=True)
class Link:
    """One source of a claim on its way into the store."""

    citation: Citation
    role: str = ""
    quote: str = ""
    supports: str = ""
    file: str = ""


LINK = ("cited", "title", "address", "locator", "role", "quote", "supports")
"""The parts of a source that stand in every event."""
FILE = "file"
"""The one that stands there only where the evidence names a file: older events have the hash
that they had."""


def links_of(held: Sequence[Evidence]) -> str | None:
    """The evidence of a claim as the value of an event, in full; None when there is none."""
    if not held:
        return None
    return canonical([_parts(one) for one in held])


def _parts(one: Evidence) -> dict[str, str]:
    parts = {name: str(getattr(one, name)) for name in LINK}
    return {**parts, FILE: one.file} if one.file else parts


def links_from_value(value: str | None) -> list[Link]:
    """The links that :func:`links_of` wrote down."""
    return [
        Link(
            Citation(one["cited"], one["title"], one["address"], one["locator"]),
            one["role"],
            one["quote"],
            one["supports"],
            one.get(FILE, ""),
        )
        for one in json.loads(value or "[]")
    ]


def gist(links: str | None) -> list[tuple[str, str, str]]:
    """What a report tells of a claim's sources: line, quote, what it supports."""
    return [told[:3] for told in gist_with_files(links)]


def gist_with_files(links: str | None) -> list[tuple[str, str, str, str]]:
    """What of a claim's sources belongs to the claim: line, quote, what it supports, its file."""
    found = json.loads(links) if links else []
    return [(one["cited"], one["quote"], one["supports"], one.get(FILE, "")) for one in found]


def files_in(links: str | None) -> set[str]:
    """SHA-256 of each file that the sources of a claim name."""
    return {link.file for link in links_from_value(links) if link.file}


def links_from_report(cited: Sequence[CitedSource], held: Sequence[Evidence]) -> list[Link]:
    """Sources that a report brings; one that is the same evidence keeps its file.

    What is the same is told as :func:`links_from_cell` tells it: a report has no file to tell by.
    """
    links = links_from_parts(cited)
    before = _paired([link.citation.cited for link in links], held)
    return [
        replace(link, file=one.file) if one is not None else link
        for link, one in zip(links, before, strict=True)
    ]


def links_from_parts(cited: Sequence[CitedSource]) -> list[Link]:
    """Sources that came in parts, as a report brings them."""
    return [
        Link(citation_of(one.name, one.locator, one.address), one.role, one.quote, one.supports)
        for one in cited
    ]


def links_of_parts(cited: Sequence[CitedSource]) -> str:
    """The same in the form of an event's value, as far as :func:`gist` reads it."""
    links = links_from_parts(cited)
    return canonical(
        [{"cited": o.citation.cited, "quote": o.quote, "supports": o.supports} for o in links]
    )


def links_from_cell(cell: str, held: Sequence[Evidence]) -> list[Link]:
    """What a cell's text asks for; a line keeps quote and file of the evidence it stood for.

    A line stays the same evidence when it reads as before, or else when it names a source that
    the claim already cites and that no other line reads as.
    """
    lines = lines_of(cell)
    return [_link(line, one) for line, one in zip(lines, _paired(lines, held), strict=True)]


def _paired(lines: Sequence[str], held: Sequence[Evidence]) -> list[Evidence | None]:
    """For each line the evidence that it stands for, None for new evidence."""
    as_before = [one for one in held if one.cited in lines]
    others = [one for one in held if one.cited not in lines]
    return [_same_line(line, as_before) or _same_source(line, others) for line in lines]


def _same_line(line: str, left: list[Evidence]) -> Evidence | None:
    for one in left:
        if one.cited == line:
            left.remove(one)
            return one
    return None


def _same_source(line: str, left: list[Evidence]) -> Evidence | None:
    citation = read_citation(line)
    for one in left:
        by_title = title_key(one.title) == title_key(citation.title)
        if by_title or (citation.address and citation.address == one.address):
            left.remove(one)
            return one
    return None


def _link(line: str, before: Evidence | None) -> Link:
    if before is None:
        return Link(read_citation(line))
    citation = read_citation(line)
    if before.cited == line:
        citation = Citation(line, before.title, before.address, before.locator)
    return Link(citation, before.role, before.quote, before.supports, before.file)


def evidence_of(conn: Connection, claim_ids: Sequence[str]) -> dict[str, tuple[Evidence, ...]]:
    """The evidence of the named claims, in the order of the cell's lines."""
    return _by_claim(conn, evidence.c.claim_id.in_(claim_ids))


def evidence_of_story(conn: Connection, story_id: str) -> dict[str, tuple[Evidence, ...]]:
    """The evidence of every claim of a story."""
    of_story = select(claims.c.id).where(claims.c.story_id == story_id)
    return _by_claim(conn, evidence.c.claim_id.in_(of_story))


def _by_claim(conn: Connection, which: Any) -> dict[str, tuple[Evidence, ...]]:  # noqa: ANN401 - SQL
    cited, source = sources.alias(), sources.alias()
    shown = (source.c.id.label("shown_id"), source.c.title, source.c.role, source.c.address)
    wanted = (
        select(evidence, *shown)
        .join(cited, cited.c.id == evidence.c.source_id)
        .join(source, source.c.id == func.coalesce(cited.c.same_as, cited.c.id))
    )
    found: dict[str, tuple[Evidence, ...]] = {}
    for row in conn.execute(wanted.where(which).order_by(evidence.c.claim_id, evidence.c.position)):
        found[row.claim_id] = (*found.get(row.claim_id, ()), _evidence(row))
    return found


def _evidence(row: Row[Any]) -> Evidence:
    return Evidence(
        source_id=row.shown_id,
        title=row.title,
        role=row.role,
        locator=row.locator,
        address=row.address,
        quote=row.quote,
        supports=row.supports,
        cited=row.cited,
        file=row.file_sha256 or "",
    )


def cite(conn: Connection, claim_id: str, links: Iterable[Link]) -> tuple[Evidence, ...]:
    """Make these the claim's evidence, in this order, and give back what the store now holds."""
    take_turn(conn, SOURCES)
    before = {one.source_id for one in evidence_of(conn, [claim_id]).get(claim_id, ())}
    conn.execute(delete(evidence).where(evidence.c.claim_id == claim_id))
    rows = [
        {
            "claim_id": claim_id,
            "position": position,
            "source_id": _shelve(conn, link),
            "cited": link.citation.cited,
            "locator": link.citation.locator,
            "quote": link.quote,
            "supports": link.supports,
            "file_sha256": link.file or None,
        }
        for position, link in enumerate(links)
    ]
    if rows:
        conn.execute(insert(evidence), rows)
    _clear(conn, before - {row["source_id"] for row in rows})
    return evidence_of(conn, [claim_id]).get(claim_id, ())


def _shelve(conn: Connection, link: Link) -> int:
    """The source that the link names, made when the desk does not know it."""
    known = _known(conn, link.citation)
    if known is None:
        made = conn.execute(insert(sources).values(**_new_source(link)).returning(sources.c.id))
        return int(made.scalar_one())
    if link.role:
        unsaid = (sources.c.id == known) & (sources.c.role == "")
        conn.execute(update(sources).where(unsaid).values(role=link.role))
    return known


def _known(conn: Connection, citation: Citation) -> int | None:
    """The source with this address, or without an address the first with this title."""
    same = sources.c.title_key == title_key(citation.title)
    if citation.address:
        same = sources.c.address == citation.address
    shown = func.coalesce(sources.c.same_as, sources.c.id)
    found = conn.scalar(select(shown).where(same).order_by(sources.c.id).limit(1))
    return None if found is None else int(found)


def _new_source(link: Link) -> dict[str, object]:
    return {
        "title": link.citation.title,
        "title_key": title_key(link.citation.title),
        "address": link.citation.address,
        "role": link.role,
        "confidential": False,
    }


def _clear(conn: Connection, source_ids: set[int]) -> None:
    """Take off the shelf what no claim cites, nobody described and has no file: half-typed titles.

    The events that cited them keep them in full.
    """
    cited = exists().where(evidence.c.source_id == sources.c.id)
    other = sources.alias()
    spelled = exists().where(other.c.same_as == sources.c.id)
    bare = (sources.c.role == "") & ~sources.c.confidential & sources.c.csl.is_(None) & ~spelled
    filed = exists().where(source_files.c.source_id == sources.c.id)
    conn.execute(delete(sources).where(sources.c.id.in_(source_ids), bare, ~cited, ~filed))


def read_sources(conn: Connection) -> list[SourceRecord]:
    """Every source of the desk, by title, with the number of claims that cite it."""
    source = func.coalesce(sources.c.same_as, sources.c.id).label("source")
    counted = select(source, func.count(distinct(evidence.c.claim_id)).label("used"))
    joined = counted.join(evidence, evidence.c.source_id == sources.c.id).group_by(source)
    used = {row.source: int(row.used) for row in conn.execute(joined)}
    rows = conn.execute(select(sources).where(sources.c.same_as.is_(None))).all()
    return [
        SourceRecord(
            id=row.id,
            title=row.title,
            address=row.address,
            role=row.role,
            confidential=row.confidential,
            used=used.get(row.id, 0),
            described=json.loads(row.csl) if row.csl else {},
        )
        for row in sorted(rows, key=lambda row: (str(row.title_key), int(row.id)))
    ]
