"""The report page: for whom, in which form, what it will say, and its download."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from workbench.app import identity, session
from workbench.app.report_build import LARGE, Build
from workbench.app.report_import import show_import
from workbench.app.report_preview import show_preview
from workbench.app.wording import plain
from workbench.report import FORMATS, Profile, dossier_of, make_report
from workbench.store import utc_now

if TYPE_CHECKING:
    from workbench.report import Dossier
    from workbench.store import StoryRecord

_LOOK_EVERY_S = 0.5
_FOR_WHOM = {
    Profile.DESK: "the desk: everything",
    Profile.EDITOR: "an editor: confidential sources unnamed",
    Profile.PUBLIC: "the public: no notes, no confidential sources",
}


def show_report() -> None:
    """Preview the report of the open story in each form, download it, bring one back in."""
    story = session.story()
    if story is None:
        st.info("There is no story on the desk yet: add one on the Desk page.")
        return
    st.subheader("Report")
    st.text(story.title)
    who = identity.person()
    form, profile = _choice()
    name = who.name if who else "nobody who gave a name"
    dossier = dossier_of(session.store(), story.id, who=name, at=utc_now(), profile=profile)
    if unsourced := [str(one.number) for one in dossier.claims if one.unsourced]:
        st.warning(
            f"{len(unsourced)} unsourced, without a source that says where in it, a logged call or "
            f"the author's own word: claim {', '.join(unsourced)}."
        )
    _offer(dossier, form, name)
    show_preview(dossier, form)
    if who is None:
        identity.ask_for_name()
    else:
        show_import(story.id, who)


def _choice() -> tuple[str, Profile]:
    left, right = st.columns([3, 2])
    form = left.selectbox(
        "Form", list(FORMATS), format_func=lambda one: FORMATS[one].label, key="report_form"
    )
    profile = right.selectbox(
        "For", list(Profile), format_func=lambda one: _FOR_WHOM[one], key="report_profile"
    )
    return form or "csv", profile or Profile.DESK


def _offer(dossier: Dossier, form: str, who: str) -> None:
    """The download: made when it is clicked, a large one in the background before that."""
    store, story, profile = session.store(), dossier.story, dossier.profile
    if len(dossier.claims) < LARGE:

        def made() -> bytes:
            return make_report(store, story.id, form, who=who, at=utc_now(), profile=profile)

        _button(story, form, profile, made)
        return
    asked = (story.id, story.revision, form, profile)
    held: tuple[object, Build] | None = st.session_state.get("build")
    if held is None or held[0] != asked:
        if not st.button("Make the report", type="primary"):
            return
        held = (asked, Build(store, story.id, form, who, profile))
        st.session_state["build"] = held
    _show_build(story, form, profile, held[1])


@st.fragment(run_every=_LOOK_EVERY_S)
def _show_build(story: StoryRecord, form: str, profile: Profile, build: Build) -> None:
    build.wait(_LOOK_EVERY_S / 2)
    if build.fault:
        st.error(plain(build.fault))
    elif build.data is None:
        stage, of, words = build.stage
        st.progress(stage / of, text=f"{FORMATS[form].label}: {words} …")
    else:
        _button(story, form, profile, build.data)


def _button(story: StoryRecord, form: str, profile: Profile, data: object) -> None:
    whom = "" if profile is Profile.DESK else f"-{profile.value}"
    st.download_button(
        f"Download the {FORMATS[form].label}",
        data=data,  # type: ignore[arg-type] # bytes, or what gives them when it is clicked
        file_name=f"{story.id}-claims{whom}.{FORMATS[form].ending}",
        mime=FORMATS[form].mime,
        on_click="ignore",
        type="primary",
        icon=":material/download:",
        key="download_report",
    )
