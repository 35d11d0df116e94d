"""The stories on the desk: how far each is, until when, what is open, who is on it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import streamlit as st

from workbench.app import session, wording
from workbench.app.deadline import in_words, typed_moment, zone_of
from workbench.app.flags import counted
from workbench.app.new_draft import earlier_of, offer_as_draft
from workbench.app.saving import refusals_said
from workbench.app.wording import plain
from workbench.claim import Status
from workbench.sample import add_sample
from workbench.store import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.store import Person, Presence, StorySummary

_STANDING = (Status.OPEN, Status.ASKED)


def show_stories(who: Person | None) -> None:
    """List the stories, the nearest deadline first, each with what can be done about it."""
    store = session.store()
    stories, company, flags = store.stories(), store.everywhere(), store.open_flags()
    st.subheader("On the desk")
    with st.container(key="desk_said"):
        if reason := st.session_state.get("not_saved"):
            st.error(f"Not saved: {plain(reason)}")
    if not stories:
        st.info("The desk is empty. Add a story below, or look at the sample first.")
        if st.button("Put the sample story on the desk"):
            session.open_story(add_sample(store))
            go_to_review()
    may_edit = who if who and who.role.reaches(Role.REVIEWER) else None
    now = datetime.now(zone_of(st.context.timezone))
    for story in stories:
        _show_line(
            story, company.get(story.id, ()), flags.get(story.id, (0, 0)),
            earlier_of(story, stories), may_edit, now,
        )  # fmt: skip
    _show_archived(may_edit)


def go_to_review() -> None:
    """Leave for the review page of the story that is open."""
    st.switch_page(st.session_state["pages"]["review"])


def _show_line(  # noqa: PLR0913, PLR0917 - all that a line says
    story: StorySummary,
    here: Sequence[Presence],
    flags: tuple[int, int],
    before: StorySummary | None,
    who: Person | None,
    now: datetime,
) -> None:
    with st.container(border=True, key=f"story_{story.id}"):
        title, standing, button = st.columns([6, 4, 1], vertical_alignment="center")
        title.text(story.title)
        title.caption(plain(" · ".join(facts(story, [one.who for one in here], now))))
        if before is not None and who is not None and title.button(
            "Perhaps the next draft of a story here: compare", key=f"draft_{story.id}",
            type="tertiary",
        ):  # fmt: skip
            offer_as_draft(before.id, story.id)
        done = story.checked / story.total if story.total else 0.0
        standing.progress(done, text=" · ".join([progress(story), *counted(*flags)]))
        if button.button("Open", key=f"open_{story.id}", width="stretch"):
            session.open_story(story.id)
            go_to_review()
        if who is not None:
            with standing.container(horizontal=True, gap="small"):
                with st.popover("Deadline", type="tertiary", key=f"deadline_of_{story.id}"):
                    _show_deadline(story, who, now)
                with st.popover("Take off the desk", type="tertiary", key=f"off_{story.id}"):
                    st.caption(
                        "For a duplicate or a mistake. Nothing is deleted; it can come back."
                    )
                    st.button(
                        "Take it off", key=f"archive_{story.id}", on_click=_archive,
                        args=(who, story.id),
                    )  # fmt: skip


def facts(story: StorySummary, here: Sequence[str], now: datetime) -> list[str]:
    """What stands under a story's title: deadline, draft, publication, who is on it."""
    lines = [] if story.deadline is None else [f"deadline {in_words(story.deadline, now)}"]
    day = story.published
    lines += [
        f"draft {story.draft}",
        f"published {wording.days(day, day) if day else 'unknown'}",
        f"arrived {wording.when(story.received_at)}",
    ]
    if story.signed is not None:
        state = "signed off by" if story.signed.holds else "no longer as signed off by"
        lines.append(f"{state} {story.signed.by}")
    return lines + ([f"here now: {', '.join(here)}"] if here else [])


def progress(story: StorySummary) -> str:
    """How far a story is, in words: what is open and asked, and what has no source."""
    if not story.total:
        return "no claim yet"
    parts = [f"{story.checked} of {story.total} checked"]
    standing = ((status, story.status_counts.get(status, 0)) for status in _STANDING)
    parts += [f"{count} {wording.STATUS_LABELS[status]}" for status, count in standing if count]
    if story.unsourced:
        parts.append(f"{story.unsourced} unsourced")
    return " · ".join(parts)


def _show_deadline(story: StorySummary, who: Person, now: datetime) -> None:
    key = f"deadline_{story.id}"
    with st.form(f"form_{key}", border=False):
        words = st.text_input(
            "To be done by", key=key, placeholder="today 17:00, Friday 9 am, 4 June 2016 12:00"
        )
        zone = str(now.tzinfo)
        st.caption(f"In your own time ({plain(zone)}). Empty for no deadline.")
        if not st.form_submit_button("Set the deadline"):
            return
    deadline = typed_moment(words, now) if words.strip() else None
    if words.strip() and deadline is None:
        st.warning(plain(f"“{words}” is no time: type it like 4 June 2016, 17:00, or today 17:00."))
        return
    with refusals_said():
        session.store().set_deadline(who, story.id, deadline, seen=story.deadline)
    st.rerun()


def _archive(who: Person, story_id: str) -> None:
    with refusals_said():
        session.store().archive(who, story_id)
    if st.session_state.get("story") == story_id:
        st.session_state.pop("story")


def _put_back(who: Person, story_id: str) -> None:
    with refusals_said():
        session.store().put_back(who, story_id)


def _show_archived(who: Person | None) -> None:
    stories = session.store().archived()
    if not stories:
        return
    with st.expander(f"Taken off the desk: {len(stories)}", key="archived"):
        for story in stories:
            title, button = st.columns([8, 2], vertical_alignment="center")
            title.text(f"{story.title} · {progress(story)}")
            button.button(
                "Put it back", key=f"back_{story.id}", disabled=who is None,
                on_click=_put_back, args=(who, story.id),
            )  # fmt: skip
