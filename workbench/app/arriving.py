"""Stories on their way to the desk: dropped, pasted or fetched, corrected, then added."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from workbench import extract
from workbench.app import session
from workbench.app.arrival_card import Arrival, show_card
from workbench.app.published import published_field, typed_day, warn_no_day
from workbench.app.wording import plain
from workbench.errors import InputError, WorkbenchError
from workbench.ingest import BY_NAME, IngestedText, is_report, read_story_bytes
from workbench.ingest.batch import MOST_FILES, Batch, Given
from workbench.report import bring_in, bring_sheet_in, read_csv
from workbench.store import DraftFile

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from workbench.store import Person

_TITLE_LENGTH = 90
_LOOK_EVERY_S = 0.3
_ENDINGS = sorted(BY_NAME)


def show_arriving(who: Person) -> None:
    """Offer to drop, paste or fetch stories, and put them on the desk."""
    round_ = st.session_state.setdefault("arrivals_round", 0)
    dropped = st.file_uploader(
        "Drop files: text, web page, Word, OpenDocument, PDF, or a spreadsheet of claims",
        type=_ENDINGS,
        accept_multiple_files=True,
        key=f"dropped_{round_}",
    )
    address = _address() if session.store().settings().web else ""
    if dropped or address:
        _show_files(who, dropped, address)
    else:
        st.session_state.pop("batch", None)
        _show_paste(who)


def show_web_switch(who: Person) -> None:
    """Let an editor say whether stories may be fetched from the web."""
    store = session.store()
    now = store.settings().web
    wanted = st.toggle("Stories may be fetched from web addresses", value=now, key="web_addresses")
    if wanted != now:
        store.configure(who, web=wanted)
        st.rerun()


def _address() -> str:
    return st.text_input(
        "or a web address", key="web_address", placeholder="https://example.org/story"
    ).strip()


def _show_paste(who: Person) -> None:
    with st.form("add_story", clear_on_submit=False):
        pasted = st.text_area("or paste the story", height=180, key="pasted")
        title_field, date_field = st.columns([3, 1])
        title = title_field.text_input("Title (the first line if left empty)", key="title")
        with date_field:
            words = published_field("published", None)
        if not st.form_submit_button("Find the claims", type="primary"):
            return
    if not pasted.strip():
        st.warning("Drop a file or paste the story first.")
        return
    is_day, published = typed_day(words)
    if not is_day:
        warn_no_day(words)
        return
    try:
        read = read_story_bytes(pasted.encode(), "the pasted text")
    except InputError as reason:
        st.error(plain(str(reason)))
        return
    _open(add_text(who, title.strip() or first_line(read.text), read.text, published))


def _show_files(who: Person, dropped: Sequence[UploadedFile], address: str) -> None:
    batch = _batch(dropped, address)
    if batch is None:
        return
    if not batch.is_over:
        show_progress(batch, "stop_reading")
        return
    keys = [*(file.file_id for file in dropped), "address"]
    arrivals = [
        arrival
        for number, key in enumerate(keys[: len(batch.files)])
        if (arrival := _show_result(who, batch, number, key)) is not None
    ]
    if left := len(batch.files) - batch.done:
        st.warning(f"Stopped: {left} of {len(batch.files)} files were not read.")
        st.button("Read them after all", on_click=_forget_batch)
    if arrivals and st.button("Find the claims", type="primary", key="add_files"):
        _add_all(who, arrivals)


def _batch(dropped: Sequence[UploadedFile], address: str) -> Batch | None:
    """The files that are there now, being read; read anew only when they are others."""
    ids = (*(file.file_id for file in dropped), address)
    held: tuple[object, Batch] | None = st.session_state.get("batch")
    if held is not None and held[0] == ids:
        return held[1]
    if held is not None:
        held[1].stop()
    files = [Given(file.name, file.getvalue()) for file in dropped[: MOST_FILES + 1]]
    try:
        batch = Batch([*files, *([Given(address, None)] if address else [])])
    except InputError as reason:
        st.error(plain(str(reason)))
        return None
    # most are read before a reader would see that they are being read
    batch.wait(_LOOK_EVERY_S)
    st.session_state["batch"] = (ids, batch)
    return batch


def _forget_batch() -> None:
    """What was dropped is read again from the start."""
    st.session_state.pop("batch", None)


@st.fragment(run_every=_LOOK_EVERY_S)
def show_progress(batch: Batch, stop: str) -> None:
    """How many of the dropped files are read, with a button of the key ``stop`` to end that."""
    if batch.is_over:
        st.rerun()
    total, done = len(batch.files), batch.done
    name = batch.files[min(done, total - 1)].name
    bar, button = st.columns([8, 1], vertical_alignment="center")
    bar.progress(done / total, text=f"Reading {plain(name)} ({done} of {total} read) …")
    button.button("Stop", key=stop, on_click=batch.stop)


def _show_result(who: Person, batch: Batch, number: int, key: str) -> Arrival | None:
    """The card of a file, or why it has none; ``key`` is the file's own, wherever it stands."""
    file, result = batch.files[number], batch.results[number]
    if file.data is not None and is_report(file.data, file.name):
        _show_report(who, file.data, file.name, key)
        return None
    if isinstance(result, IngestedText):
        # a field keeps what the browser has in it: what is read again gets fields of its own
        return show_card(batch, number, result, f"{key}_{batch.times_read(number)}")
    if result is not None:
        st.error(plain(result))
    if batch.times_read(number):
        st.button(
            "Read it as before",
            key=f"as_before_{key}",
            on_click=batch.read_again,
            args=(number, None),
        )
    return None


def _show_report(who: Person, data: bytes, name: str, key: str) -> None:
    with st.container(border=True, key=f"arrival_{key}"):
        st.markdown(f"**{plain(name)}** is a report of this program.")
        if not st.button("Bring it in", key=f"bring_in_{key}"):
            return
        try:
            outcome = bring_in(session.store(), who, read_csv(data), name)
        except WorkbenchError as reason:
            st.error(plain(str(reason)))
            return
        show = st.warning if outcome.conflicts or outcome.problems else st.success
        show(plain(str(outcome)))


def _add_all(who: Person, arrivals: Sequence[Arrival]) -> None:
    wrong = [one.published_words for one in arrivals if not typed_day(one.published_words)[0]]
    for words in wrong:
        warn_no_day(words)
    if wrong:
        return
    added = []
    for one in arrivals:
        published = typed_day(one.published_words)[1]
        title = one.title.strip() or first_line(one.read.text)
        added.append(add_text(who, title, one.read.text, published, arrival=one))
    st.session_state["arrivals_round"] += 1
    st.session_state.pop("batch", None)
    told = [plain(note) for one in arrivals for note in one.read.notes]
    st.session_state.setdefault("notices", []).extend(told)
    if len(added) == 1:
        _open(added[0])
    st.rerun()


def add_text(
    who: Person, title: str, text: str, published: date | None, arrival: Arrival | None = None
) -> str:
    """Put a story on the desk with its claims, its file and what a spreadsheet states; its id."""
    store = session.store()
    with st.spinner("Reading the story …"):
        claims = extract(text, published)
        file = None
        if arrival is not None:
            file = DraftFile.of(
                arrival.read, byline=arrival.byline.strip(), language=arrival.language.strip()
            )
        story_id = store.add_story(
            who, title=title, text=text, published=published, claims=claims, file=file
        )
        if arrival is not None and arrival.read.stated:
            bring_sheet_in(store, who, story_id, arrival.read.name, arrival.read.stated)
    return story_id


def _open(story_id: str) -> None:
    session.open_story(story_id)
    st.switch_page(st.session_state["pages"]["review"])


def first_line(text: str) -> str:
    r"""The first line with words on it, cut to a title's length.

    >>> first_line("  \n\nRiver rises again\nA second line")
    'River rises again'
    """
    line = next((line.strip() for line in text.splitlines() if line.strip()), "Untitled")
    return line if len(line) <= _TITLE_LENGTH else line[: _TITLE_LENGTH - 1].rstrip() + "…"
