"""The drafts of a story: the next one, two of them side by side, what changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from workbench.app import identity, session, wording
from workbench.app.drafts_side_by_side import show_comparison, show_texts
from workbench.app.history import tell_conflicts
from workbench.app.new_draft import show_new_draft
from workbench.app.saving import refusals_said
from workbench.app.since import show_since
from workbench.errors import StoreError
from workbench.report.corrections import corrections_csv, corrections_of, corrections_text
from workbench.store import Role
from workbench.store.comparing import compare_draft
from workbench.store.draft_events import DRAFT, number_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.store import DraftRecord, NewDraft, Person, Store, StoryRecord

_VIEWS = ("New draft", "Side by side", "What changed since my tick", "Correction log")


def show_drafts() -> None:
    """Show the drafts of the open story."""
    story = session.story()
    if story is None:
        st.info("There is no story on the desk yet: add one on the Desk page.")
        return
    who = identity.person()
    if who is None:
        identity.ask_for_name()
    store = session.store()
    drafts = store.drafts(story.id)
    st.subheader("Drafts")
    st.text(story.title)
    with st.container(key="drafts_so_far", horizontal=True, vertical_alignment="center"):
        st.text(" · ".join(_line(one, story) for one in drafts), width="content")
        if who is not None and who.role.reaches(Role.REVIEWER):
            _show_taking_back(store, who, story)
    _show_said()
    view = st.segmented_control(
        "View", _VIEWS, default=_VIEWS[0], required=True, key="drafts_view",
        label_visibility="collapsed",
    )  # fmt: skip
    if view == _VIEWS[0]:
        if who is None or not who.role.reaches(Role.REVIEWER):
            st.caption("A reviewer with a name brings in a new draft.")
        else:
            show_new_draft(store, who, story)
    elif view == _VIEWS[1]:
        _show_side_by_side(store, story, drafts)
    elif view == _VIEWS[2]:
        _show_since(store, story, who)
    else:
        _show_corrections(store, story, drafts)


def _show_taking_back(store: Store, who: Person, story: StoryRecord) -> None:
    """A button that takes the present draft back, whoever brought it; undone drafts stay listed."""
    if story.draft == 1:
        return
    brought = [e for e in store.events(story.id) if e.field == DRAFT and e.claim_id is None][-1]
    if number_in(brought.new) != story.draft or number_in(brought.old) > story.draft:
        return
    if st.button(f"Take draft {story.draft} back", key="take_back_draft", type="tertiary"):
        with refusals_said():
            tell_conflicts(store.undo(who, story.id, brought.batch))
        st.session_state.pop("view", None)
        st.rerun()


def _show_said() -> None:
    """What could not be done, as every page says it."""
    if reason := st.session_state.pop("not_saved", None):
        st.error(wording.plain(reason))
    for notice in st.session_state.pop("notices", []):
        st.warning(wording.plain(notice))


def _line(one: DraftRecord, story: StoryRecord) -> str:
    marks = [f"draft {one.number}", f"{wording.when(one.received_at)} by {one.received_by}"]
    if one.signed:
        marks.append("was signed off")
    if one.number == story.draft:
        marks.append("on the desk now")
    return ", ".join(marks)


def _show_side_by_side(store: Store, story: StoryRecord, drafts: Sequence[DraftRecord]) -> None:
    if len(drafts) == 1:
        st.info("There is one draft so far.")
        return
    numbers = [one.number for one in drafts]
    earlier, later = st.columns(2)
    old = earlier.selectbox("This draft", numbers, index=len(numbers) - 2, key="old_draft")
    new = later.selectbox("beside this one", numbers, index=len(numbers) - 1, key="late_draft")
    if old == new:
        st.caption("Choose two drafts.")
        return
    compared = _compared(store, story, old, new)
    if compared is not None:
        show_comparison(compared)
        show_texts(compared)


def _compared(store: Store, story: StoryRecord, old: int, new: int) -> NewDraft | None:
    """Two drafts of a story laid side by side, kept while neither changes."""
    key = (story.id, story.head_hash, old, new)
    kept: dict[object, NewDraft] = st.session_state.setdefault("drafts_compared", {})
    if key not in kept:
        (first, claims), (second, _) = store.story_at(story.id, old), store.story_at(story.id, new)
        try:
            with st.spinner("Comparing the drafts …"):
                compared = compare_draft(first, claims, (), second.text, second.published)
        except StoreError as reason:
            st.info(wording.plain(str(reason)))
            return None
        kept.clear()
        kept[key] = compared
    return kept[key]


def _show_since(store: Store, story: StoryRecord, who: Person | None) -> None:
    if who is None:
        st.caption("Say who you are: what you ticked is kept under your name.")
        return
    show_since(store, story, who.name)


def _show_corrections(store: Store, story: StoryRecord, drafts: Sequence[DraftRecord]) -> None:
    """The last draft that was signed off beside the present one: what was corrected, and why."""
    signed = [one.number for one in drafts if one.signed and one.number < story.draft]
    if not signed:
        st.info(
            "Corrections are what changed since a draft was signed off: none was, or it is the "
            "present one still."
        )
        return
    compared = _compared(store, story, signed[-1], story.draft)
    if compared is None:
        return
    log = corrections_of(compared, store.claims(story.id))
    st.text(f"Draft {signed[-1]}, as signed off, against draft {story.draft}: {len(log)} entries")
    if not log:
        st.info("No claim changed.")
        return
    about = (story.title, signed[-1], story.draft)
    with st.container(horizontal=True):
        st.download_button(
            "Download as CSV", corrections_csv(log), f"{story.id}-corrections.csv", "text/csv",
            on_click="ignore",
        )  # fmt: skip
        st.download_button(
            "Download as text", corrections_text(about, log), f"{story.id}-corrections.txt",
            "text/plain", on_click="ignore",
        )  # fmt: skip
    st.text(corrections_text(about, log))
