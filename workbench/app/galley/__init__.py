"""The story's text with its claims marked: a Streamlit component without HTML made from data."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from workbench.app.wording import STATUS_LABELS, STATUS_MARKS, reads_as
from workbench.claim import Status

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workbench.store import ClaimRecord, StoryRecord

_HERE = Path(__file__).parent
_SCRIPTS = ("unsaved.js", "galley.js")  # an inline component is one script
_galley = st.components.v2.component(
    "workbench_galley",
    html=(_HERE / "galley.html").read_text(encoding="utf-8"),
    css=(_HERE / "galley.css").read_text(encoding="utf-8"),
    js="\n".join((_HERE / name).read_text(encoding="utf-8") for name in _SCRIPTS),
)


def galley(
    story: StoryRecord,
    claims: Sequence[ClaimRecord],
    *,
    may_edit: bool,
    on_select: Callable[[], None],
    on_act: Callable[[], None],
) -> Any:  # noqa: ANN401 - the component's result has no public type
    """Show the text; the result's ``selected`` is a claim id, its ``act`` what to do.

    ``act`` is {"do": "add", "start", "end"} or {"do": "undo"} or {"do": "redo"}.

    Every character of the text is on the page exactly once, in order, put there as text.
    """
    shown = [claim for claim in claims if claim.status is not Status.DROPPED]
    return _galley(
        key=f"galley_{story.id}",
        data={
            "doc": story.draft_sha256,
            "text": story.text,
            "stretches": stretches(shown, len(story.text)),
            "claims": {claim.id: _face(claim) for claim in shown},
            "may_edit": may_edit,
        },
        default={"selected": None},
        on_selected_change=on_select,
        on_act_change=on_act,
    )


def _face(claim: ClaimRecord) -> dict[str, str]:
    return {
        "status": claim.status.value,
        "mark": STATUS_MARKS[claim.status],
        "label": f"{claim.number}: {reads_as(claim.reading)}, {STATUS_LABELS[claim.status]}",
    }


def stretches(claims: Sequence[ClaimRecord], length: int) -> list[list[Any]]:
    """Cut a text of ``length`` code points into [start, end, claim id or None].

    Where claims overlap, the one that began last has the words: a number inside a passage stays
    visible.
    """
    edges = sorted({0, length, *(edge for c in claims for edge in _edges(c))})
    begins: dict[int, list[ClaimRecord]] = {}
    for claim in claims:
        begins.setdefault(claim.reading.start, []).append(claim)
    cut: list[list[Any]] = []
    standing: list[ClaimRecord] = []
    for start, end in pairwise(edges):
        standing += sorted(begins.get(start, ()), key=lambda c: -c.reading.end)
        standing = [claim for claim in standing if claim.reading.end > start]
        cut.append([start, end, standing[-1].id if standing else None])
    return cut


def _edges(claim: ClaimRecord) -> tuple[int, int]:
    return claim.reading.start, claim.reading.end
