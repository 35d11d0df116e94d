"""What the screen calls the parts of a source."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbench.store import SourceRecord

ROLE_LABELS = {
    "": "not said",
    "primary": "primary",
    "secondary": "secondary",
    "tertiary": "tertiary",
    "author": "the author’s own",
}
SUPPORT_LABELS = {
    "": "not said",
    "supports": "it holds the claim",
    "contradicts": "it says otherwise",
    "unclear": "unclear",
}
TYPE_LABELS = {
    "": "not said",
    "document": "document",
    "report": "report",
    "article-newspaper": "newspaper article",
    "article-journal": "journal article",
    "webpage": "web page",
    "dataset": "dataset",
    "book": "book",
    "bill": "bill or law",
    "legal_case": "court ruling",
    "hearing": "hearing",
    "speech": "speech",
    "interview": "interview or call",
    "personal_communication": "letter or e-mail",
    "broadcast": "broadcast",
    "post": "post",
}
"""Types of CSL 1.0.2 that a newsroom cites."""
PART_LABELS = {
    "title": "Title",
    "address": "Address",
    "role": "Role",
    "confidential": "Confidential",
    "type": "Type",
    "author": "Author",
    "issued": "Issued",
    "publisher": "Publisher",
    "container-title": "Within (journal, site, series)",
    "DOI": "DOI",
    "accessed": "Looked at on",
}


def labels_of(labels: Mapping[str, str], present: str) -> list[str]:
    """The codes to choose from; one that came from elsewhere stays among them.

    >>> labels_of({"": "not said"}, "in part")
    ['', 'in part']
    """
    return [*labels, *([] if present in labels else [present])]


def labelled(sources: Sequence[SourceRecord]) -> dict[int, str]:
    """What a list calls each source, no two alike: its title, and more where needed."""
    titles = [source.title for source in sources]
    labels: dict[int, str] = {}
    for source in sources:
        label = source.title
        if titles.count(label) > 1 and source.address:
            label = f"{label} · {source.address}"
        labels[source.id] = f"{label} ({source.id})" if label in labels.values() else label
    return labels
