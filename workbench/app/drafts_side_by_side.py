"""Two drafts beside each other: what became of each claim, with what changed marked.

A difference is never a colour alone: cut words are struck through, new ones underlined.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from workbench.app import wording
from workbench.claim import Span, Status
from workbench.drafts import Fate

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workbench.claim import Claim
    from workbench.store import ComparedClaim, NewDraft

FATES = {
    Fate.SAME: "stands",
    Fate.MOVED: "moved",
    Fate.CHANGED: "says something else",
    Fate.CONTEXT: "the words around it changed",
    Fate.GONE: "cut",
}
_MOST_SHOWN = 60


def summary(new: NewDraft) -> str:
    """What a new draft makes of the claims, counted.

    The findings that hold and that open again are counted apart from claims nobody has checked.
    """
    kept, opened = new.kept, new.reopened
    parts = [f"{len(kept)} of {len(kept) + len(opened) + len(new.gone)} claims stand"]
    held = sum(one.claim.status.checked for one in kept)
    if held:
        parts[0] += f" ({held} checked)"
    again = sum(one.claim.status is not Status.OPEN for one in opened)
    for count, name in (
        (again, "open again"),
        (len(opened) - again, "changed, not checked yet"),
        (len(new.gone), "cut"),
        (len(new.returning), "back again"),
        (len(new.added), "new"),
    ):
        if count:
            parts.append(f"{count} {name}")
    return ", ".join(parts)


def show_comparison(new: NewDraft) -> None:
    """The differences of the claims, what must be looked at again first."""
    st.markdown(f"**{wording.plain(summary(new))}.**")
    opened = sorted(new.reopened, key=lambda one: one.claim.status is Status.OPEN)
    _show_claims(new, "To be looked at again", opened)
    _show_claims(new, "Cut from the story", new.gone)
    _show_claims(new, "Back again", new.returning)
    if new.added:
        with st.expander(f"New claims: {len(new.added)}", key="new_claims"):
            for claim in new.added[:_MOST_SHOWN]:
                show_marked(*_sentence(new.text, claim, [Span(claim.start, claim.end)]), "ins")
            _tell_more(len(new.added))


def _show_claims(new: NewDraft, title: str, found: Sequence[ComparedClaim]) -> None:
    if not found:
        return
    with st.expander(f"{title}: {len(found)}", expanded=len(found) <= _MOST_SHOWN):
        for one in found[:_MOST_SHOWN]:
            with st.container(border=True):
                st.text(f"Claim {one.claim.number}, “{one.claim.reading.text}”: {_what(one)}")
                for reason in one.reasons:
                    st.caption(wording.plain(reason))
                _show_both(new, one)
        _tell_more(len(found))


def _tell_more(count: int) -> None:
    if count > _MOST_SHOWN:
        st.caption(f"And {count - _MOST_SHOWN} more: see them in the table once it is the draft.")


def _what(one: ComparedClaim) -> str:
    """What becomes of a claim, and of the finding about it."""
    claim = one.claim
    said = FATES[one.fate] if not one.returns else "its passage is back"
    if claim.status.checked and not one.keeps_tick and not one.returns:
        by = f" by {claim.checked_by}" if claim.checked_by else ""
        said += f"; was {wording.STATUS_LABELS[claim.status]}{by}"
    return said


def _show_both(new: NewDraft, one: ComparedClaim) -> None:
    left, right = st.columns(2)
    own = one.fate is not Fate.CONTEXT
    old = [change.old for change in one.changes]
    with left:
        reading = one.claim.reading
        words = [Span(reading.start, reading.end)] if own and not one.keeps_tick else []
        show_marked(*_sentence(one.text, reading, [*old, *words]), "del")
    with right:
        if one.reading is not None:
            words = [Span(one.reading.start, one.reading.end)] if own else []
            changed = [change.new for change in one.changes]
            show_marked(*_sentence(new.text, one.reading, [*changed, *words]), "ins")


def _sentence(
    text: str, claim: Claim, spans: Iterable[Span | None]
) -> tuple[str, list[tuple[int, int]]]:
    """The sentence of a claim, and the stretches of it that are marked."""
    first, stop = min(claim.sent_start, claim.start), max(claim.sent_end, claim.end)
    inside = [
        (max(span.start, first) - first, min(span.end, stop) - first)
        for span in spans
        if span is not None and span.start < stop and span.end > first
    ]
    return text[first:stop], inside


def show_marked(words: str, marks: Iterable[tuple[int, int]], tag: str) -> None:
    """A stretch of a draft, marked as cut (``del``) or new (``ins``) where it is other."""
    st.html(f"<blockquote class='draft-words'>{marked_html(words, marks, tag)}</blockquote>")


def marked_html(words: str, marks: Iterable[tuple[int, int]], tag: str) -> str:
    """Words with stretches marked; nothing in the words themselves is markup.

    >>> marked_html("a <b> c", [(2, 5), (4, 5)], "del")
    'a <del>&lt;b&gt;</del> c'
    """
    parts, at = [], 0
    for start, end in sorted(marks):
        if end <= at:
            continue
        first = max(start, at)
        parts += [escape(words[at:first]), f"<{tag}>{escape(words[first:end])}</{tag}>"]
        at = end
    return "".join([*parts, escape(words[at:])])


def show_texts(new: NewDraft) -> None:
    """Both texts in full, side by side."""
    olds: list[Span | None] = []
    news: list[Span | None] = [Span(one.start, one.end) for one in new.added]
    for one in (*new.reopened, *new.gone):
        if one.fate is not Fate.CONTEXT:
            olds.append(Span(one.claim.reading.start, one.claim.reading.end))
            news += [Span(one.reading.start, one.reading.end)] if one.reading else []
        olds += [change.old for change in one.changes]
        news += [change.new for change in one.changes]
    left, right = st.columns(2, gap="medium")
    for place, text, spans, tag in (
        (left, new.old_text, olds, "del"),
        (right, new.text, news, "ins"),
    ):
        marks = [(span.start, span.end) for span in spans if span is not None]
        with place:
            st.html(f"<div class='draft-text'>{marked_html(text, marks, tag)}</div>")
