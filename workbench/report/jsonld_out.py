"""The claims as W3C Web Annotations, with a schema.org ClaimReview where there is a finding.

https://www.w3.org/TR/annotation-model/ : positions are code points of the text, which is what the
draft's offsets are; https://schema.org/ClaimReview.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from workbench.report.facts import facts, source_line
from workbench.report.safe_text import linkable
from workbench.report.words import STATUS_LABELS, reads_as
from workbench.store.stamps import stamp

if TYPE_CHECKING:
    from workbench.report.dossier import Dossier
    from workbench.store import ClaimRecord, Evidence, StoryRecord

_AROUND = 32
"""Characters of prefix and suffix, by which the words are found again in another copy."""


def annotation_page(dossier: Dossier) -> bytes:
    """The collection in UTF-8: one annotation a claim, in text order."""
    story = dossier.story
    told = {
        "@context": [
            "http://www.w3.org/ns/anno.jsonld",
            {"schema": "https://schema.org/", "sha256": "schema:sha256"},
        ],
        "id": f"urn:claims-workbench:{story.id}",
        "type": ["AnnotationCollection", "AnnotationPage"],
        "label": story.title,
        "creator": {"type": "Person", "name": dossier.written_by},
        "created": stamp(dossier.written_at),
        "generator": {"type": "Software", "name": dict(dossier.about())["Program"]},
        "summary": "\n".join(f"{name}: {words}" for name, words in dossier.about()),
        "total": len(dossier.claims),
        "items": [annotation(dossier, claim) for claim in dossier.claims],
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def annotation(dossier: Dossier, claim: ClaimRecord) -> dict[str, object]:
    """One claim with what was found out about it."""
    story = dossier.story
    bodies: list[dict[str, object]] = [
        _tag("classifying", claim.reading.kind.value),
        _tag("assessing", claim.status.value),
        _said("describing", f"Reads as: {reads_as(claim.reading)}"),
    ]
    bodies += [_said("commenting", f"{name}: {words}") for name, words in facts(claim)]
    bodies += [_linked(dossier, one) for one in claim.sources]
    if claim.status.checked:
        bodies.append(_review(story, claim))
    return {
        "id": f"urn:claims-workbench:{claim.id}",
        "type": "Annotation",
        "motivation": "assessing",
        **({"creator": {"type": "Person", "name": claim.checked_by}} if claim.checked_by else {}),
        **({"created": stamp(claim.checked_at)} if claim.checked_at else {}),
        "body": bodies,
        "target": _target(story, claim),
    }


def _target(story: StoryRecord, claim: ClaimRecord) -> dict[str, object]:
    start, end = claim.reading.start, claim.reading.end
    return {
        "source": f"urn:sha256:{story.draft_sha256}",
        "selector": [
            {"type": "TextPositionSelector", "start": start, "end": end},
            {
                "type": "TextQuoteSelector",
                "exact": story.text[start:end],
                "prefix": story.text[max(0, start - _AROUND) : start],
                "suffix": story.text[end : end + _AROUND],
            },
        ],
    }


def _tag(purpose: str, value: str) -> dict[str, object]:
    return {"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": value}


def _said(purpose: str, value: str) -> dict[str, object]:
    return {**_tag(purpose, value), "language": "en"}


def _linked(dossier: Dossier, one: Evidence) -> dict[str, object]:
    """A source, with the kept file that its quote stands in."""
    body = _said("linking", f"Source: {source_line(one)}")
    kept = dossier.files.get(one.file)
    if kept is None:
        return body
    return body | {
        "schema:associatedMedia": {
            "type": "schema:MediaObject",
            "schema:name": kept.name,
            "schema:uploadDate": stamp(kept.kept_at),
            "schema:contributor": {"type": "schema:Person", "schema:name": kept.kept_by},
            "sha256": kept.sha256,
        }
    }


def _review(story: StoryRecord, claim: ClaimRecord) -> dict[str, object]:
    reading = claim.reading
    said = story.text[min(reading.start, reading.sent_start) : max(reading.end, reading.sent_end)]
    reviewed: dict[str, object] = {"type": "schema:Claim", "schema:text": said}
    if reading.speaker:
        reviewed["schema:author"] = {"type": "schema:Person", "schema:name": reading.speaker}
    links = [linkable(one.address) for one in claim.sources]
    return {
        "type": "schema:ClaimReview",
        "schema:claimReviewed": said,
        "schema:itemReviewed": reviewed,
        "schema:author": {"type": "schema:Person", "schema:name": claim.checked_by or ""},
        "schema:datePublished": stamp(claim.checked_at)[:10] if claim.checked_at else "",
        "schema:reviewRating": {
            "type": "schema:Rating",
            "schema:alternateName": STATUS_LABELS[claim.status],
        },
        "schema:citation": [link for link in links if link],
    }
