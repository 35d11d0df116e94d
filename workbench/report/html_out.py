"""The report as one page of HTML: opens from a disk, without a network and without any script."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.claim import Status
from workbench.report.colours import COLOURS
from workbench.report.facts import facts
from workbench.report.galley import galley_of
from workbench.report.safe_text import escaped, linkable
from workbench.report.words import (
    STATUS_LABELS,
    STATUS_MARKS,
    field_name,
    reads_as,
    shown,
    when,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.report.dossier import Dossier
    from workbench.report.galley import GalleyParagraph, Piece
    from workbench.store import ClaimRecord, EventRecord, Evidence, SourceFile

_MARKS = {Status.ASKED: "dashed", Status.WRONG: "double"}


def html_page(dossier: Dossier) -> bytes:
    """The page in UTF-8: who and when, the text with its numbered claims beside their table.

    Every text of the story and of its reviewers is escaped; the only addresses that become links
    are those of :func:`~workbench.report.safe_text.linkable`.
    """
    style = _style()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    parts = [
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="referrer" content="no-referrer">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escaped(dossier.story.title)}: claims</title>",
        f"<style>{style}</style></head><body>",
        *_body(dossier),
        "</body></html>\n",
    ]
    return "\n".join(parts).encode()


def _style() -> str:
    """The page's style, and a rule for each status."""
    plain = (Path(__file__).parent / "report.css").read_text(encoding="utf-8")
    rules = []
    for status, (ground, ink) in COLOURS.items():
        line = _MARKS.get(status, "solid")
        rules.append(f".s-{status.value} {{ background: #{ground}; color: #{ink}; }}")
        rules.append(
            f"mark.m-{status.value} {{ background: #{ground}; "
            f"border-bottom: {'3px' if line == 'double' else '2px'} {line} #{ink}; }}"
        )
    return plain + "\n".join(rules) + "\n"


def _body(dossier: Dossier) -> Iterator[str]:
    yield f"<h1>{escaped(dossier.story.title)}</h1>"
    told = (f"<dt>{escaped(name)}</dt><dd>{escaped(words)}</dd>" for name, words in dossier.about())
    yield f"<dl>{''.join(told)}</dl>"
    yield '<table class="galley"><tbody>'
    for paragraph in galley_of(dossier.story.text, dossier.claims):
        yield _paragraph(paragraph)
    yield "</tbody></table>"
    yield from _sources(dossier)
    yield from _history(dossier)


def _paragraph(paragraph: GalleyParagraph) -> str:
    words = "".join(map(_piece, paragraph.pieces)).rstrip()
    claims = "".join(map(_claim, paragraph.claims))
    table = f'<table class="claims"><tbody>{claims}</tbody></table>' if claims else ""
    return f'<tr><td class="words">{words}</td><td>{table}</td></tr>'


def _piece(piece: Piece) -> str:
    if piece.claim is None:
        return escaped(piece.words)
    numbers = ",".join(str(one.number) for one in piece.begins)
    number = f' data-number="{numbers}"' if numbers else ""
    return f'<mark class="m-{piece.claim.status.value}"{number}>{escaped(piece.words)}</mark>'


def _claim(claim: ClaimRecord) -> str:
    status = f"{STATUS_MARKS[claim.status]} {STATUS_LABELS[claim.status]}".strip()
    badge = f'<span class="status s-{claim.status.value}">{escaped(status)}</span>'
    reading = f"{escaped(reads_as(claim.reading))}<br>{badge}"
    more = [f'<p class="more">Source: {_source(one)}</p>' for one in claim.sources]
    more += [f'<p class="more note">{_named(*fact)}</p>' for fact in facts(claim)]
    return (
        f'<tr><td class="number">{claim.number}</td><td class="reading">{reading}</td>'
        f"<td>{''.join(more)}</td></tr>"
    )


def _named(name: str, words: str) -> str:
    return f'<span class="small">{name}:</span> {escaped(words)}'


def _source(one: Evidence) -> str:
    said = [_linked(one.cited, one.address)]
    if one.locator and one.locator not in one.cited:
        said.append(escaped(one.locator))
    if one.role:
        said.append(escaped(one.role))
    if one.quote:
        said.append(f"“{escaped(one.quote)}”")
    if one.supports:
        said.append(escaped(one.supports))
    return ", ".join(said)


def _linked(words: str, address: str) -> str:
    href = linkable(address)
    if not href:
        return escaped(words)
    rel = "noopener noreferrer nofollow"
    return f'<a href="{escaped(href)}" rel="{rel}">{escaped(words)}</a>'


def _sources(dossier: Dossier) -> Iterator[str]:
    if not dossier.sources:
        return
    yield '<h2>Sources</h2><table class="list"><tbody>'
    for one in dossier.sources:
        # the claims here, not those of every story of the desk
        used = [c.number for c in dossier.claims if any(s.source_id == one.id for s in c.sources)]
        told = ", ".join(filter(None, [one.role, *one.described.values()]))
        yield (
            f"<tr><td>{_linked(one.title, one.address)}</td><td>{escaped(one.address)}</td>"
            f"<td>{escaped(told)}</td><td>claim {', '.join(map(str, used))}</td></tr>"
        )
        yield from (
            f'<tr><td class="small" colspan="4">{escaped(_kept(dossier.files[sha256]))}</td></tr>'
            for sha256 in sorted(_cited(dossier, one.id) & {*dossier.files})
        )
    yield "</tbody></table>"


def _cited(dossier: Dossier, source_id: int) -> set[str]:
    """SHA-256 of the files that a source is cited from."""
    links = (link for claim in dossier.claims for link in claim.sources)
    return {link.file for link in links if link.source_id == source_id}


def _kept(file: SourceFile) -> str:
    by = f"{file.name}, kept by {file.kept_by}, {when(file.kept_at)}"
    gone = "" if file.erased_at is None else f", erased by {file.erased_by}, {when(file.erased_at)}"
    return f"{by}{gone}, SHA-256 {file.sha256}"


def _history(dossier: Dossier) -> Iterator[str]:
    if not dossier.events:
        return
    yield '<h2>History</h2><table class="list"><tbody>'
    for event in dossier.events:
        cells = (f"<td>{escaped(cell)}</td>" for cell in event_words(dossier, event))
        yield f"<tr>{''.join(cells)}</tr>"
    yield "</tbody></table>"


def event_words(dossier: Dossier, event: EventRecord) -> tuple[str, str, str, str]:
    """One change in four cells: when, who, which claim, what became what."""
    number = dossier.numbers.get(event.claim_id or "")
    claim = f"claim {number}" if number else ("a claim" if event.claim_id else "the story")
    return when(event.at), event.who, claim, _change(event)


def _change(event: EventRecord) -> str:
    name = field_name(event.field)
    if event.claim_id is None or event.field in ("reading", "added"):
        return name
    return f"{name}: {shown(event.field, event.old)} became {shown(event.field, event.new)}"
