"""The review page: the story's text at one side, the table of its claims at the other."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import streamlit as st

from workbench import extract
from workbench.app import identity, session, wording
from workbench.app.card import show_card
from workbench.app.galley import galley
from workbench.app.history import show_undo_buttons, take_back
from workbench.app.missed import add_stretch, show_missed
from workbench.app.published import published_field, typed_day, warn_no_day
from workbench.app.saving import show_pending
from workbench.app.signing import show_signing
from workbench.app.table import open_view, show_table
from workbench.claim import Status
from workbench.store import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.store import ClaimRecord, Person, Presence, Store, StoryRecord

_POLL_SECONDS = 2
_ALL = "All"
_FILTERS = (_ALL, "Open", "Asked", "Checked", "Unsourced")


def show_review() -> None:
    """Show the open story, or say how to get one on the desk."""
    story = session.story()
    if story is None:
        st.info("There is no story on the desk yet: add one on the Desk page.")
        return
    who = identity.person()
    if who is None:
        identity.ask_for_name()
    _show_story(story.id, who if who and who.role.reaches(Role.REVIEWER) else None)
    if who is not None:
        _watch(story.id, who)


@st.fragment(run_every=_POLL_SECONDS)
def _watch(story_id: str, who: Person) -> None:
    """Ask for a number, not for the table, whether somebody else has changed the story."""
    with session.errors_shown():
        store = session.store()
        store.here(who, story_id, st.session_state.get("selected"))
        others = [one for one in store.present(story_id) if one.who != who.name]
        if others:
            with st.container(key="company"):
                st.text("also here: " + ", ".join(_whereabouts(one) for one in others))
        if store.revision(story_id) != st.session_state.get("seen_revision"):
            st.rerun()


def _whereabouts(other: Presence) -> str:
    if other.claim_id is None:
        return other.who
    return f"{other.who} on claim {other.claim_id.rpartition('.')[2]}"


@st.fragment
def _show_story(story_id: str, who: Person | None) -> None:
    with session.errors_shown():
        _show_page(story_id, who)


def _show_page(story_id: str, who: Person | None) -> None:
    store = session.store()
    story = store.story(story_id)
    claims = store.claims(story_id)
    st.session_state["seen_revision"] = story.revision
    _show_head(story, claims, who)
    _show_notices()
    left, right = st.columns([5, 8], gap="medium")
    with left:
        picked = galley(
            story,
            claims,
            may_edit=who is not None,
            on_select=_nothing,
            on_act=_nothing,
        )
    st.session_state["selected"] = picked.selected
    if picked.act and who is not None:
        _act(store, who, story, picked.act)
    with right:
        _show_claims(story, claims, who)
        show_card(store, story, claims, picked.selected, identity.person())
        show_signing(store, story, claims, who)


def _act(store: Store, who: Person, story: StoryRecord, act: dict[str, Any]) -> None:
    """Do what the reviewer asked for in the text: add a claim, undo, redo."""
    if act["do"] == "add":
        add_stretch(store, who, story, act["start"], act["end"])
    elif act["do"] in ("undo", "redo"):
        take_back(store, who, story.id, act["do"])


def _nothing() -> None:
    """Streamlit hands out a component's state only where a callback is named for it."""


def _show_head(story: StoryRecord, claims: Sequence[ClaimRecord], who: Person | None) -> None:
    title, progress = st.columns([7, 5], gap="medium", vertical_alignment="bottom")
    with title:
        st.html(f"<h1 class='story-title'>{escape(story.title)}</h1>")
        _show_draft_line(story, who)
    with progress:
        standing = [claim for claim in claims if claim.status is not Status.DROPPED]
        done = sum(claim.status.checked for claim in standing)
        st.progress(done / len(standing) if standing else 0.0, text=_progress(standing, done))


def _progress(standing: Sequence[ClaimRecord], done: int) -> str:
    parts = [f"**{done} of {len(standing)} checked**"]
    for status in (Status.WRONG, Status.ASKED, Status.OPEN):
        count = sum(claim.status is status for claim in standing)
        if count:
            parts.append(f"{count} {wording.STATUS_LABELS[status]}")
    unsourced = sum(claim.unsourced for claim in standing)
    if unsourced:
        parts.append(f"{unsourced} unsourced")
    return " · ".join(parts)


def _show_draft_line(story: StoryRecord, who: Person | None) -> None:
    published = story.published
    day = wording.days(published, published) if published else "unknown"
    saved = st.session_state.get("saved_at")
    note = f" · saved {saved:%H:%M:%S} UTC" if saved else ""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(f"Draft {story.draft} · publication date {day}{note}", width="content")
        with st.popover("Set date", type="tertiary", disabled=who is None):
            _show_date_form(story, who)
        if who is not None:
            show_undo_buttons(session.store(), who, story.id)
    if published is None:
        st.warning(
            "The publication date is unknown, so “last week”, “Monday” and the like are not read "
            "yet. Set the date and they will be.",
        )


def _show_date_form(story: StoryRecord, who: Person | None) -> None:
    with st.form(f"published_{story.id}", border=False):
        words = published_field(f"published_on_{story.id}", story.published)
        st.caption("The text is read again with it; a checked claim whose value changes re-opens.")
        if not st.form_submit_button("Read again") or who is None:
            return
    is_day, day = typed_day(words)
    if not is_day:
        warn_no_day(words)
        return
    if day != story.published:
        session.store().set_published(who, story.id, day, extract(story.text, day))
    else:  # the same day, perhaps a reader that has learnt since
        session.store().reread(who, story.id, extract(story.text, day))
    st.session_state.pop("view", None)
    st.rerun(scope="fragment")


def _show_notices() -> None:
    with st.container(key="not_saved_box"):
        if reason := st.session_state.get("not_saved"):
            st.error(f"Not saved: {wording.plain(reason)}")
    for notice in st.session_state.pop("notices", []):
        st.toast(wording.plain(notice), duration="long")


def _show_claims(story: StoryRecord, claims: Sequence[ClaimRecord], who: Person | None) -> None:
    store = session.store()
    said = st.container(key="said")
    if who is not None:
        with said:
            show_pending(store, who, claims)
    if not claims:
        st.info(
            "No figure or date was found in this text. If you see one, add it below: "
            "every claim that a reader would want checked belongs in the table.",
        )
    else:
        asked = _show_filters(story.id, claims)
        view = st.session_state.get("view")
        if view is None or view.story_id != story.id or st.session_state.get("asked") != asked:
            st.session_state["asked"] = asked
            view = open_view(story.id, _filtered(claims, asked))
        if view.ids:
            doubtful = sum(bool(wording.doubt(claim.reading)) for claim in claims)
            if doubtful:
                st.caption(f"Doubtful readings come first: {doubtful}. The Doubt column says why.")
            show_table(store, who, story.text, claims, said)
        else:
            st.info("No claim is like that. Choose “All” above to see the whole list.")
        _offer_fresh_rows(view.ids, claims, asked)
    if who is not None:
        show_missed(store, who, story)


def _show_filters(story_id: str, claims: Sequence[ClaimRecord]) -> tuple[str, str, str]:
    kinds = sorted({wording.KIND_LABELS[claim.reading.kind] for claim in claims})
    speakers = sorted({claim.reading.speaker for claim in claims if claim.reading.speaker})
    pills, kind, speaker = st.columns([7, 3, 3], vertical_alignment="bottom")
    with pills:
        standing = st.segmented_control(
            "Show",
            _FILTERS,
            default=_ALL,
            required=True,
            key=f"standing_{story_id}",
            label_visibility="collapsed",
        )
    chosen_kind = kind.selectbox(
        "Kind", ["Every kind", *kinds], key=f"kind_{story_id}", label_visibility="collapsed"
    )
    chosen_speaker = speaker.selectbox(
        "Said by",
        ["Said by anyone", "Said by nobody named", *speakers],
        key=f"speaker_{story_id}",
        label_visibility="collapsed",
    )
    return standing or _ALL, chosen_kind, chosen_speaker


def _filtered(claims: Sequence[ClaimRecord], asked: tuple[str, str, str]) -> list[ClaimRecord]:
    standing, kind, speaker = asked
    fitting = [
        claim
        for claim in claims
        if _stands(claim, standing)
        and kind in ("Every kind", wording.KIND_LABELS[claim.reading.kind])
        and _said_by(claim, speaker)
    ]
    # What the reading is unsure of comes first; the rest stays in the order of the text.
    return sorted(fitting, key=lambda claim: not wording.doubt(claim.reading))


def _stands(claim: ClaimRecord, standing: str) -> bool:
    return {
        _ALL: True,
        "Open": claim.status is Status.OPEN,
        "Asked": claim.status is Status.ASKED,
        "Checked": claim.status.checked,
        "Unsourced": claim.unsourced,
    }[standing]


def _said_by(claim: ClaimRecord, speaker: str) -> bool:
    if speaker == "Said by anyone":
        return True
    return claim.reading.speaker == (None if speaker == "Said by nobody named" else speaker)


def _offer_fresh_rows(
    ids: Sequence[str],
    claims: Sequence[ClaimRecord],
    asked: tuple[str, str, str],
) -> None:
    """Rows stay put under an open grid; the reviewer says when the list is drawn up anew."""
    if list(ids) == [claim.id for claim in _filtered(claims, asked)]:
        return
    if st.button("The list has changed since – draw it up again", type="tertiary"):
        st.session_state.pop("view", None)
        st.rerun(scope="fragment")
