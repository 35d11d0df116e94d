"""A story's next draft: dropped or pasted, compared, and taken in only if a person agrees."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from workbench.app import session, wording
from workbench.app.drafts_side_by_side import show_comparison
from workbench.app.published import published_field, typed_day, warn_no_day
from workbench.errors import InputError, StoreError
from workbench.ingest import BY_NAME, IngestedText, is_report, read_story_bytes
from workbench.ingest.batch import Batch, Given
from workbench.store import DraftFile
from workbench.store.arrivals import numbered_like, slug

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.store import NewDraft, Person, Published, Store, StoryRecord, StorySummary

_NO_STORY = ""
_SHEETS = ("csv", "tsv", "xlsx")
_FORMS = [name for name in sorted(BY_NAME) if name.lstrip(".") not in _SHEETS]


def show_new_draft(store: Store, who: Person, story: StoryRecord) -> None:
    """Ask for the text, show what it makes of the claims, take it in when it is confirmed."""
    held: tuple[str, NewDraft, DraftFile | None, str] | None = st.session_state.get("new_draft")
    if held is None or held[0] != story.id or held[1].seen != story.draft:
        _show_form(store, story)
        return
    _, new, file, beside = held
    with st.container(key="comparison"):
        show_comparison(new)
    st.caption(
        "What stands keeps its finding, source and note. What is open again shows what it was. "
        "Undo brings all of it back."
    )
    with st.container(horizontal=True, gap="small"):
        agreed = st.button(f"Make it draft {_next(store, story)}", type="primary", key="take_draft")
        if st.button("Leave it", key="leave_draft"):
            st.session_state.pop("new_draft")
            st.rerun()
    if agreed:
        _take(store, who, new, file, beside)


def _next(store: Store, story: StoryRecord) -> int:
    return max(one.number for one in store.drafts(story.id)) + 1


def _take(store: Store, who: Person, new: NewDraft, file: DraftFile | None, beside: str) -> None:
    try:
        store.new_draft(who, new, file)
        if beside:
            store.archive(who, beside)
    except StoreError as reason:
        st.session_state.pop("new_draft")
        st.error(wording.plain(str(reason)))
        st.button("Compare again")
        return
    st.session_state.pop("new_draft")
    st.session_state.pop("view", None)
    st.session_state["draft_round"] = st.session_state.get("draft_round", 0) + 1
    st.session_state.setdefault("notices", []).append("The new draft is on the desk.")
    st.switch_page(st.session_state["pages"]["review"])


def offer_as_draft(story_id: str, beside: str) -> None:
    """Go to the drafts of a story, another story of the desk chosen as its next one."""
    session.open_story(story_id)
    st.query_params["story"] = story_id
    st.session_state[f"draft_beside_{story_id}"] = beside
    st.switch_page(st.session_state["pages"]["drafts"])


def _show_form(store: Store, story: StoryRecord) -> None:
    round_ = st.session_state.get("draft_round", 0)
    others = same_story(story.id, story.title, store.stories())
    with st.form(f"draft_of_{story.id}", border=False):
        dropped = st.file_uploader(
            "Drop the file of the new draft", type=_FORMS, key=f"draft_file_{story.id}_{round_}"
        )
        pasted = st.text_area(
            "or paste its text", height=160, key=f"draft_text_{story.id}_{round_}"
        )
        beside = ""
        if others:
            titles = {one.id: f"{one.title} ({one.id})" for one in others}
            beside = st.selectbox(
                "or take a story of the desk that is its next draft",
                [_NO_STORY, *titles],
                format_func=lambda one: titles.get(one, "none"),
                key=f"draft_beside_{story.id}",
            )
        words = published_field(f"draft_published_{story.id}", story.published)
        if not st.form_submit_button("Compare", type="primary"):
            return
    read = _text_given(store, dropped, pasted, beside)
    if read is None:
        return
    is_day, day = typed_day(words)
    if not is_day:
        warn_no_day(words)
        return
    published: Published = day
    if story.published and words == wording.days(story.published, story.published):
        published = story.published
    try:
        with st.spinner("Comparing the drafts …"):
            new = store.compare(story.id, read[0], published)
    except StoreError as reason:
        st.warning(wording.plain(str(reason)))
        return
    st.session_state["new_draft"] = (story.id, new, read[1], beside)
    st.rerun()


def _text_given(
    store: Store, dropped: object, pasted: str, beside: str
) -> tuple[str, DraftFile | None] | None:
    """The text and the file it came in; None where there is none, which is then said."""
    try:
        if dropped is not None:
            return _read_file(dropped)
        if pasted.strip():
            return read_story_bytes(pasted.encode(), "the pasted text").text, None
    except InputError as reason:
        st.error(wording.plain(str(reason)))
        return None
    if beside:
        return store.story(beside).text, store.file_of(beside, with_data=True)
    st.warning("Drop a file or paste the text first.")
    return None


def _read_file(dropped: object) -> tuple[str, DraftFile | None]:
    """The story in a file, read where a bad one does no harm.

    Raises:
        InputError: it cannot be read, or is no story.
    """
    name, data = str(getattr(dropped, "name", "")), bytes(dropped.getvalue())  # type: ignore[attr-defined]
    if is_report(data, name):
        raise InputError(f"{name} is a report: bring it in on the Report page.")
    batch = Batch([Given(name, data)])
    batch.wait()
    read = batch.results[0]
    if not isinstance(read, IngestedText):
        raise InputError(str(read))
    return read.text, DraftFile.of(read)


def same_story(story_id: str, title: str, stories: Sequence[StorySummary]) -> list[StorySummary]:
    """Other stories of the desk that go by the same id or title: perhaps drafts of one."""
    base = slug(title)
    return [
        one
        for one in stories
        if one.id != story_id
        and (numbered_like(one.id, story_id) or slug(one.title) == base)
    ]  # fmt: skip


def earlier_of(story: StorySummary, stories: Sequence[StorySummary]) -> StorySummary | None:
    """The story of the desk that this one may be a newer draft of: same name, here before it."""
    before = [
        one
        for one in stories
        if numbered_like(story.id, one.id)
        and one.id != story.id
        and one.received_at <= story.received_at
    ]
    return min(before, key=lambda one: len(one.id), default=None)
