"""The call sheet: what to ask whom, each question once, and what they answered."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import streamlit as st

from workbench.app import identity, session, wording
from workbench.app.call_page import printed
from workbench.app.deadline import typed_moment, zone_of
from workbench.app.questions import CALL, NOBODY, call_sheet
from workbench.app.saving import save_cells, show_pending
from workbench.store import Evidence, Role
from workbench.store.shelf import links_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.app.questions import Question, Sheet
    from workbench.store import ClaimRecord, Person, Store, StoryRecord


def show_calls() -> None:
    """Show the call sheet of the open story, a form for each call."""
    story = session.story()
    if story is None:
        st.info("There is no story on the desk yet: add one on the Desk page.")
        return
    who = identity.person()
    if who is None:
        identity.ask_for_name()
    store = session.store()
    claims = store.claims(story.id)
    sheets = call_sheet(story.text, claims)
    st.subheader("Call sheet")
    st.text(story.title)
    if reason := st.session_state.get("not_saved"):
        st.error(f"Not saved: {wording.plain(reason)}")
    if who is not None:
        show_pending(store, who, claims)
    if not sheets:
        st.success("Nothing is open and nobody has to be asked.")
        return
    st.download_button(
        "Download to print",
        data=printed(story.title, sheets),
        file_name=f"{story.id}-calls.html",
        mime="text/html",
        on_click="ignore",
        icon=":material/print:",
    )
    st.caption(
        "Every open or asked claim is here, under whoever says it or the source that you put to "
        "it. The questions hold no figure and no quote: read them out as they are."
    )
    for place, sheet in enumerate(sheets):
        may_log = who is not None and who.role.reaches(Role.REVIEWER)
        _show_sheet(store, who if may_log else None, story, sheet, place)


def _show_sheet(
    store: Store, who: Person | None, story: StoryRecord, sheet: Sheet, place: int
) -> None:
    with st.container(border=True, key=f"call_{place}"):
        st.text(sheet.whom)
        if sheet.answered:
            numbers = ", ".join(str(claim.number) for claim in sheet.answered)
            st.caption(f"Answered, a finding is still to be made: claim {numbers}.")
        if not sheet.questions:
            return
        with st.form(f"log_{story.id}_{place}", border=False):
            answers = {}
            for number, question in enumerate(sheet.questions, start=1):
                numbers = ", ".join(str(claim.number) for claim in question.claims)
                answers[question] = st.text_area(
                    f"{number}. {wording.plain(question.words)} (claim {numbers})",
                    key=f"answer_{story.id}_{question.claims[0].id}",
                    height=68,
                    placeholder="What they answered, in their words",
                    disabled=who is None,
                )
            named, when = st.columns(2)
            person = named.text_input(
                "Spoke with",
                value="" if sheet.whom == NOBODY else sheet.whom,
                key=f"spoke_{story.id}_{place}",
                disabled=who is None,
            )
            day = when.text_input(
                "Called on", value=_now_typed(), key=f"called_{story.id}_{place}",
                placeholder="3 June 2016, 14:10", disabled=who is None,
            )  # fmt: skip
            if st.form_submit_button("Log the call", disabled=who is None) and who is not None:
                _log(store, who, (person, day), answers)


def _now_typed() -> str:
    now = datetime.now(zone_of(st.context.timezone))
    return f"{now.day} {now:%B} {now.year}, {now:%H:%M}"


def _log(store: Store, who: Person, call: tuple[str, str], answers: Mapping[Question, str]) -> None:
    """Save the answers as evidence of their claims, all of them at once."""
    person, day = (" ".join(part.split()) for part in call)
    given = {question: words.strip() for question, words in answers.items() if words.strip()}
    if not person or not given:
        st.warning("Say with whom you spoke, and type at least one answer.")
        return
    read = typed_moment(day)
    if read is None:
        st.warning(
            wording.plain(
                f"“{day}” is not a day: type it like 3 June 2016, 14:10. The log needs it."
            )
        )
        return
    wanted, expected = {}, {}
    for question, words in given.items():
        for claim in question.claims:
            cell = (claim.id, "evidence")
            expected[cell] = links_of(claim.sources) or ""
            wanted[cell] = links_of(with_answer(claim, person, day, words)) or ""
    saved = set(save_cells(store, who, wanted, expected))
    st.session_state.pop("view", None)
    if saved >= wanted.keys():
        st.session_state.setdefault("notices", []).append(
            f"The call is logged with {len(wanted)} claim{'s' * (len(wanted) != 1)}: undo takes it "
            "back as one."
        )
    st.rerun()


def with_answer(claim: ClaimRecord, person: str, day: str, words: str) -> list[Evidence]:
    """The claim's sources with an answer on the telephone: in place of the source to be asked."""
    where = f"{CALL} {day}"
    asked = next((one for one in claim.sources if one.title == person and not one.locator), None)
    answer = Evidence(0, person, "", where, "", words, "", f"{person}, {where}")
    if asked is None:
        return [*claim.sources, answer]
    answered = replace(asked, locator=where, quote=words, cited=f"{asked.cited}, {where}")
    return [answered if one is asked else one for one in claim.sources]
