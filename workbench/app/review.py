"""The review page: the story's text at one side, the table of its claims at the other."""

from __future__ import annotations

from contextlib import suppress
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from workbench import extract
from workbench.app import identity, session, wording
from workbench.app.card import show_card
from workbench.app.choosing import show_choice
from workbench.app.flags import counted_in, show_unplaced
from workbench.app.galley import as_of, galley, log_key, standing, standing_key
from workbench.app.history import show_undo_buttons
from workbench.app.looking_up import looked_of, show_run
from workbench.app.missed import add_stretch, show_missed
from workbench.app.news import latest, number_of
from workbench.app.pane import log_state, take_in_log
from workbench.app.published import published_field, typed_day, warn_no_day
from workbench.app.same_figure import offered, show_offer
from workbench.app.saving import (
    look_again,
    nothing_here,
    refusals_said,
    save_waiting,
    saved_when,
    show_pending,
)
from workbench.app.signing import show_signing
from workbench.app.table import open_view, show_table, shown_anew
from workbench.claim import Status
from workbench.errors import NotFoundError, StoreError
from workbench.store import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.app.looked import Looked
    from workbench.store import ClaimRecord, Person, Presence, Store, StoryRecord

_POLL_SECONDS = 2
_KEYS = (
    "**J** **K** move · **N** next open · **C** confirmed · **W** wrong · **A** asked · "
    "**S** source · **E** note · **U** undo · **?** all keys"
)


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
    store = session.store()
    others: list[Presence] = []
    with suppress(StoreError):  # the page itself says so, and keeps what it shows
        store.here(who, story_id, st.session_state.get("selected"))
        others = [one for one in store.present(story_id) if one.who != who.name]
        save_waiting(store, who)
    with st.container(key="company"):
        if others:
            st.text("also here: " + ", ".join(_whereabouts(one) for one in others))
        else:
            nothing_here()
        as_of("watched", log_state()[0], held=latest(store, story_id), on_behind=_nothing)


def _whereabouts(other: Presence) -> str:
    if other.claim_id is None:
        return other.who
    return f"{other.who} on claim {other.claim_id.rpartition('.')[2]}"


@st.fragment
def _show_story(story_id: str, who: Person | None) -> None:
    with session.errors_shown():
        _show_page(story_id, who)


def _read(story_id: str) -> tuple[StoryRecord, list[ClaimRecord]]:
    """The story and its claims; as they were last seen while the store does not answer.

    A table that vanished would take along what is being typed into it.
    """
    store = session.store()
    seen: dict[str, tuple[StoryRecord, list[ClaimRecord]]]
    seen = st.session_state.setdefault("last_seen", {})
    try:
        found = store.story(story_id), store.claims(story_id)
    except NotFoundError:
        raise
    except StoreError as reason:
        if story_id not in seen:
            raise
        st.session_state["store_away"] = str(reason)
        return seen[story_id]
    st.session_state.pop("store_away", None)
    seen.clear()
    seen[story_id] = found
    return found


def _show_page(story_id: str, who: Person | None) -> None:
    store = session.store()
    story, claims = _read(story_id)
    away = bool(st.session_state.get("store_away"))
    shown = number_of(story.id, None if away else story.revision)
    looked = looked_of(store, story, claims)
    _show_head(story, claims, who)
    _show_notices()
    left, right = st.columns([5, 8], gap="medium")
    with right:
        _show_claims(story, claims, looked, who)
    with left, st.container(key="pane"):
        view = st.session_state.get("view")
        galley(
            story,
            claims,
            rows=view.ids if view else (),
            may_edit=who is not None,
            on_log=lambda: take_in_log(store, who, story_id),
            on_act=lambda: _act(store, who, story),
        )
    with right:
        _show_selected(story, claims, looked, who, shown)
        if not away:
            show_unplaced(store, story, who)
        if who is not None:
            show_missed(store, who, story)
        show_signing(store, story, claims, who)
    _show_foot(claims, who)
    with st.container(key="as_of"):
        as_of("shown", log_state()[0], shown=shown, on_behind=_nothing)


def _act(store: Store, who: Person | None, story: StoryRecord) -> None:
    """Mark the words that were selected in the text."""
    act = st.session_state[log_key(story.id)].get("act") or {}
    if who is not None and act.get("do") == "add":
        add_stretch(store, who, story, act["start"], act["end"])


@st.fragment
def _show_selected(
    story: StoryRecord,
    claims: Sequence[ClaimRecord],
    looked: Looked,
    who: Person | None,
    shown: int,
) -> None:
    """The selected claim; going from claim to claim runs this and nothing else."""
    store = session.store()
    held = latest(store, story.id)
    if held != shown:
        # the card has changed something: it shows that at once, what stands elsewhere follows
        with session.errors_shown():
            story, claims = _read(story.id)
            looked = looked_of(store, story, claims)
    chosen = st.session_state.get(standing_key(story.id), {}).get("selected")
    if chosen:
        st.session_state["selected"] = chosen
    by_id = {claim.id: claim for claim in claims}
    selected = by_id.get(st.session_state.get("selected") or "")
    with st.container(key="standing"):
        standing(
            story.id,
            claims,
            selected=selected,
            log=log_state(),
            offer=who is not None and offered(claims) is not None,
            held=held,
            on_select=_nothing,
        )
    if st.session_state.get("store_away"):
        st.caption("What was done with the claim is shown when the desk answers.")
        return
    with session.errors_shown():
        show_card(store, story, selected, looked, identity.person())


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
    parts += counted_in(standing)
    return " · ".join(parts)


def _show_draft_line(story: StoryRecord, who: Person | None) -> None:
    published = story.published
    day = wording.days(published, published) if published else "unknown"
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(f"Draft {story.draft} · publication date {day}", width="content")
        with st.popover("Set date", type="tertiary", disabled=who is None):
            _show_date_form(story, who)
        if who is not None:
            pages = st.session_state["pages"]
            st.page_link(pages["drafts"], label="New draft", width="content")
            st.page_link(
                pages["sources"], label="Documents", width="content",
                query_params={"for": story.id},
            )  # fmt: skip
            show_undo_buttons(session.store(), who, story.id)
    if published is None:
        st.warning(
            "The publication date is unknown, so “last week”, “Monday” and the like are not read "
            "yet. Set the date and they will be.",
        )


def _show_date_form(story: StoryRecord, who: Person | None) -> None:
    with st.form(f"published_{story.id}", border=False):
        key = f"published_on_{story.id}"
        published_field(key, story.published)
        st.caption("The text is read again with it; a checked claim whose value changes re-opens.")
        st.form_submit_button("Read again", on_click=_read_again, args=(story, who, key))
    if words := st.session_state.get("no_day"):
        warn_no_day(words)


def _read_again(story: StoryRecord, who: Person | None, key: str) -> None:
    """Read the text with the day that was typed."""
    words = st.session_state[key]
    is_day, day = typed_day(words)
    st.session_state["no_day"] = "" if is_day else words
    if who is None or not is_day:
        return
    with refusals_said():
        if day != story.published:
            session.store().set_published(who, story.id, day, extract(story.text, day))
        else:  # the same day, perhaps a reader that has learnt since
            session.store().reread(who, story.id, extract(story.text, day))
    look_again()


def _show_notices() -> None:
    with st.container(key="not_saved_box"):
        if reason := st.session_state.get("store_away"):
            st.error(
                f"{wording.plain(reason)} What you see is as it was last read; what you change is "
                "kept here and saved as soon as the desk answers.",
            )
        elif reason := st.session_state.get("not_saved"):
            st.error(f"Not saved: {wording.plain(reason)}")
        else:
            nothing_here()
    for notice in st.session_state.pop("notices", []):
        st.toast(wording.plain(notice), duration="long")


def _show_foot(claims: Sequence[ClaimRecord], who: Person | None) -> None:
    """What the keys do and when something was last saved, at the foot of the window."""
    with st.container(key="foot", horizontal=True, vertical_alignment="center"):
        with st.container(key="foot_keys", width="stretch", horizontal=True):
            if who is None or not show_offer(session.store(), who, claims, shown_anew):
                st.caption(_KEYS)
        saved = saved_when()
        st.text(saved, width="content")


def _show_claims(
    story: StoryRecord, claims: Sequence[ClaimRecord], looked: Looked, who: Person | None
) -> None:
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
        return
    choice = show_choice(store, who, story.id, claims, looked)
    view = st.session_state.get("view")
    if view is None or view.story_id != story.id or st.session_state.get("asked") != choice:
        st.session_state["asked"] = choice
        view = open_view(story.id, choice.of(claims))
    if view.ids:
        show_table(store, who, story.text, claims, looked, said)
    else:
        st.info("No claim is like that. Choose “All” above to see the whole list.")
    with st.container(key="under_table", horizontal=True, vertical_alignment="center"):
        show_run(store, story, claims, looked, who)
        doubtful = sum(bool(wording.doubt(claim.reading)) for claim in claims)
        flagged = sum(bool(claim.flags) for claim in claims)
        opened = sum(claim.reopened is not None for claim in claims)
        if (doubtful or flagged or opened) and choice.doubts_first:
            counts = ((flagged, "flagged"), (opened, "changed"), (doubtful, "doubtful"))
            told = ", ".join(f"{count} {name}" for count, name in counts if count)
            st.caption(
                f"What may be wrong comes first: {told}. The columns Flag and Doubt say why."
            )
        if list(view.ids) != [claim.id for claim in choice.of(claims)]:
            # rows stay put under an open grid; the reviewer says when they move
            st.button(
                "The list has changed since – draw it up again", type="tertiary", key="draw_up",
                on_click=look_again,
            )  # fmt: skip
