"""The story's text with its claims marked: Streamlit components without HTML made from data.

There are two of them. The galley is the text, which is sent once. The standing is what changes with
each tick, small however many claims there are; it also knows which claim is selected.
"""

from __future__ import annotations

from itertools import groupby, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from workbench.app.flags import marked
from workbench.app.wording import STATUS_KEYS, STATUS_LABELS, STATUS_MARKS, reads_as
from workbench.claim import Status

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workbench.store import ClaimRecord, StoryRecord

_HERE = Path(__file__).parent
_STATUSES = tuple(Status)


def _script(*names: str) -> str:
    """An inline component is one script."""
    return "\n".join((_HERE / f"{name}.js").read_text(encoding="utf-8") for name in names)


_galley = st.components.v2.component(
    "workbench_galley",
    html=(_HERE / "galley.html").read_text(encoding="utf-8"),
    css=(_HERE / "galley.css").read_text(encoding="utf-8"),
    js=_script("pane", "unsaved", "marks", "entry", "keys", "grid_row", "galley"),
)
_standing = st.components.v2.component(
    "workbench_standing", html="", js=_script("pane", "catch_up", "standing")
)
_as_of = st.components.v2.component(
    "workbench_as_of", html="", js=_script("pane", "catch_up", "as_of")
)


def log_key(story_id: str) -> str:
    """The key of the session's state under which the galley's ``log`` is."""
    return f"galley_{story_id}"


def standing_key(story_id: str) -> str:
    """The key under which the ``selected`` claim's id is."""
    return f"marks_{story_id}"


def galley(  # noqa: PLR0913 - each part by name
    story: StoryRecord,
    claims: Sequence[ClaimRecord],
    *,
    rows: Sequence[str],
    may_edit: bool,
    on_log: Callable[[], None],
    on_act: Callable[[], None],
) -> Any:  # noqa: ANN401 - the component's result has no public type
    """Show the text; the result's ``log`` is what was done by key, its ``act`` a claim to add.

    ``log`` is a list of what the server has not acknowledged (see ``pane``); ``act`` is
    {"do": "add", "start", "end"}. ``rows`` are the claims that the table shows, in its order.

    Every character of the text is on the page exactly once, in order, put there as text.
    """
    place = {claim.id: number for number, claim in enumerate(claims)}
    return _galley(
        key=log_key(story.id),
        data={
            "story": story.id,
            "doc": story.draft_sha256,
            "text": story.text,
            "stretches": stretches(claims, len(story.text)),
            "claims": [
                {"id": c.id, "number": c.number, "reads": reads_as(c.reading)} for c in claims
            ],
            "rows": [place[claim_id] for claim_id in rows if claim_id in place],
            "statuses": [
                {
                    "code": status.value,
                    "label": STATUS_LABELS[status],
                    "mark": STATUS_MARKS[status],
                    "key": STATUS_KEYS[status],
                }
                for status in _STATUSES
            ],
            "may_edit": may_edit,
        },
        default={"log": []},
        on_log_change=on_log,
        on_act_change=on_act,
    )


def standing(  # noqa: PLR0913 - each part by name
    story_id: str,
    claims: Sequence[ClaimRecord],
    *,
    selected: ClaimRecord | None,
    log: tuple[str, int],
    offer: bool,
    held: int,
    on_select: Callable[[], None],
) -> Any:  # noqa: ANN401 - the component's result has no public type
    """Tell the galley where its claims stand; the result's ``selected`` is a claim's id.

    ``log`` is the session of the server and the number of the last entry of the galley's log that
    it has taken in; ``offer`` says whether the same figure is offered the same status; ``held`` is
    the number of what the desk holds (see ``news``).
    """
    cells = selected and {
        "id": selected.id,
        "sources": selected.sources_text,
        "note": selected.note,
    }
    return _standing(
        key=standing_key(story_id),
        data={
            "story": story_id,
            "letters": letters(claims),
            "flags": marked(claims),
            "selected": selected.id if selected else None,
            "cells": cells,
            "server": log[0],
            "done": log[1],
            "offer": offer,
            "held": held,
        },
        default={"selected": None},
        on_selected_change=on_select,
    )


def as_of(
    key: str,
    server: str,
    *,
    held: int | None = None,
    shown: int | None = None,
    on_behind: Callable[[], None],
) -> None:
    """Tell the browser what the desk holds or what a part of the page shows, by its number.

    Where the page is behind, the browser asks for the fragment in which ``shown`` is told.
    ``server`` is the session that counts (see ``news``).
    """
    _as_of(
        key=f"as_of_{key}",
        data={"server": server, "held": held, "shown": shown},
        on_behind_change=on_behind,
    )


def letters(claims: Sequence[ClaimRecord]) -> str:
    """Where each claim stands, a letter each, "3a1c" for "aaac"; a capital one is unsourced."""
    each = (_letter(claim) for claim in claims)
    return "".join(f"{len(list(run))}{letter}" for letter, run in groupby(each))


def _letter(claim: ClaimRecord) -> str:
    letter = chr(ord("a") + _STATUSES.index(claim.status))
    return letter.upper() if claim.unsourced else letter


def stretches(claims: Sequence[ClaimRecord], length: int) -> list[list[Any]]:
    """Cut a text of ``length`` code points into [start, end, the claim's place or None].

    Where claims overlap, the one that began last has the words: a number inside a passage stays
    visible.
    """
    edges = sorted({0, length, *(edge for c in claims for edge in _edges(c))})
    begins: dict[int, list[tuple[int, int]]] = {}
    for place, claim in enumerate(claims):
        begins.setdefault(claim.reading.start, []).append((claim.reading.end, place))
    cut: list[list[Any]] = []
    standing: list[tuple[int, int]] = []
    for start, end in pairwise(edges):
        standing += sorted(begins.get(start, ()), reverse=True)
        standing = [one for one in standing if one[0] > start]
        cut.append([start, end, standing[-1][1] if standing else None])
    return cut


def _edges(claim: ClaimRecord) -> tuple[int, int]:
    return claim.reading.start, claim.reading.end
