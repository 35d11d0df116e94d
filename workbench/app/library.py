"""The desk's documents on the Sources page: dropped, read once, kept as sources, erased."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from workbench.app import session, wording
from workbench.app.arriving import show_progress
from workbench.app.reading_in import NO_FILES, reading_in
from workbench.app.saving import refusals_said
from workbench.app.wording import plain
from workbench.errors import InputError, StoreError
from workbench.ingest import BY_NAME, IngestedText
from workbench.ingest.batch import MOST_FILES, Batch, Given
from workbench.store import Role

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from workbench.app.reading_in import HowFar
    from workbench.store import Person, SourceFile, SourceRecord, Store

_LOOK_EVERY_S = 0.7
_AT_ONCE_S = 1.5
_DESK = ""
_THOUSAND = 1000


def show_library(store: Store, who: Person | None) -> None:
    """Offer to drop documents, and say of each that is kept how far it is."""
    if who is not None:
        _show_drop(store, who)
    for words in st.session_state.get("kept_faults", ()):
        st.error(plain(words))
    if store.library_revision() != NO_FILES:
        _show_documents(store, who is not None)
    elif who is not None:
        st.info(
            "No documents yet: drop the report, the transcript, the table or last year’s story "
            "above. Each becomes a source; its figures can then be found from every claim."
        )


def _show_drop(store: Store, who: Person) -> None:
    files, whose = st.columns([3, 1])
    titles = told_apart({one.id: one.title for one in store.stories()})
    asked = st.query_params.get("for", _DESK)
    options = [_DESK, *titles]
    with whose:
        story_id = st.selectbox(
            "They belong to", options, key="documents_for",
            index=options.index(asked) if asked in options else 0,
            format_func=lambda one: titles.get(one, "the whole desk"),
            help="Every story finds them; this says where they came from.",
        )  # fmt: skip
    round_ = st.session_state.setdefault("documents_round", 0)
    dropped = files.file_uploader(
        "Drop documents: PDF, Word, OpenDocument, web page, text, CSV or Excel",
        type=sorted(BY_NAME), accept_multiple_files=True, key=f"documents_{round_}",
    )  # fmt: skip
    address = _address(round_) if store.settings().web else ""
    if dropped or address:
        _take_in(store, who, _given(dropped, address), story_id or None)
    else:
        st.session_state.pop("documents_batch", None)


def told_apart(titles: Mapping[str, str]) -> dict[str, str]:
    """Titles by id, no two alike: the browser knows an entry of a list by its words alone.

    >>> told_apart({"a": "Flood", "b": "Flood", "c": "Fire"})
    {'a': 'Flood (a)', 'b': 'Flood (b)', 'c': 'Fire'}
    """
    every = list(titles.values())
    return {
        one: f"{title} ({one})" if every.count(title) > 1 else title
        for one, title in titles.items()
    }


def _address(round_: int) -> str:
    return st.text_input(
        "or the address of a page, whose words are kept as they are now",
        key=f"document_address_{round_}", placeholder="https://example.org/report",
    ).strip()  # fmt: skip


def _given(dropped: Sequence[UploadedFile], address: str) -> dict[str, Given]:
    """What is to be read, by what tells it from another drop."""
    files = {one.file_id: Given(one.name, one.getvalue()) for one in dropped[: MOST_FILES + 1]}
    return files | ({address: Given(address, None)} if address else {})


def _take_in(store: Store, who: Person, given: Mapping[str, Given], story_id: str | None) -> None:
    """Read what was dropped in a process of its own, then keep it."""
    ids = tuple(given)
    held: tuple[object, Batch] | None = st.session_state.get("documents_batch")
    if held is None or held[0] != ids:
        try:
            batch = Batch([*given.values()], as_source=True)
        except InputError as reason:
            st.error(plain(str(reason)))
            return
        # most are read before a reader would see that they are being read
        batch.wait(_AT_ONCE_S)
        held = (ids, batch)
        st.session_state["documents_batch"] = held
        st.session_state.pop("kept_faults", None)
    if held[1].is_over:
        _keep(store, who, held[1], story_id)
    else:
        show_progress(held[1], "stop_documents")


def _keep(store: Store, who: Person, batch: Batch, story_id: str | None) -> None:
    """Keep every file that could be read; of the others say why not."""
    faults = []
    for given, read in zip(batch.files, batch.results, strict=True):
        if not isinstance(read, IngestedText):
            faults.append(read or f"{given.name} was not read: you stopped it.")
            continue
        try:
            # a table has no title but its file's name; a heading of Markdown is one without signs
            title = read.name if read.sheets else read.title.lstrip("# ") or None
            kept = store.keep_source_file(who, read, title=title, story_id=story_id)
        except StoreError as reason:
            faults.append(f"{given.name} is not kept: {reason}")
        else:
            st.session_state["source_shown"] = kept.source_id
    st.session_state["kept_faults"] = faults
    st.session_state.pop("documents_batch", None)
    st.session_state["documents_round"] += 1
    reading_in().go_on()
    st.rerun()


@st.fragment(run_every=_LOOK_EVERY_S)
def _show_documents(store: Store, may_edit: bool) -> None:  # noqa: FBT001 - a yes or no
    """The documents, and how far each is; drawn again by itself while they are being read."""
    with session.errors_shown():
        far = reading_in().how_far()
        files = [one for one in store.source_files() if one.erased_at is None]
        with st.container(key="reading_in"):
            _show_how_far(far, files, may_edit=may_edit)
        if files:
            _show_list(files, far)


def _show_how_far(far: HowFar, files: Sequence[SourceFile], *, may_edit: bool) -> None:
    reading = reading_in()
    left = sum(one.sha256 not in reading.passages.keys() | reading.unread.keys() for one in files)
    words, button = st.columns([8, 1], vertical_alignment="center")
    if far.running and left:
        done = len(files) - left
        words.progress(
            far.part,
            text=f"Reading {plain(far.name or 'the documents')} ({done} of {len(files)} done) …",
        )
        if may_edit:
            button.button("Stop", key="stop_reading_in", on_click=reading.stop)
    elif far.fault:
        words.error(plain(far.fault))
        if may_edit:
            button.button("Read the documents again", key="read_anew", on_click=reading.begin_anew)
    elif far.stopped and left:
        words.warning(f"Stopped: {left} of {len(files)} documents are not read yet.")
        if may_edit:
            button.button("Go on", key="go_on_reading", on_click=reading.go_on)


def _show_list(files: Sequence[SourceFile], far: HowFar) -> None:
    titles = {one.id: one.title for one in session.store().stories()}
    passages = reading_in().passages
    frame = pd.DataFrame(
        {
            "name": [one.name for one in files],
            "state": [_state(one, far) for one in files],
            "passages": [passages.get(one.sha256) for one in files],
            "size": [in_bytes(one.size) for one in files],
            "kept": [f"{one.kept_by}, {wording.when(one.kept_at)}" for one in files],
            "of": [titles.get(one.story_id or "", "the desk") for one in files],
        },
        index=pd.Index([str(place) for place in range(len(files))], name="place"),
    )
    column = st.column_config
    st.dataframe(
        frame,
        hide_index=True,
        key="documents_list",
        column_config={
            "name": column.TextColumn("Document", width=260),
            "state": column.TextColumn("Read", width=150),
            "passages": column.NumberColumn("Passages", width=85),
            "size": column.TextColumn("Size", width=70),
            "kept": column.TextColumn("Kept by", width=235),
            "of": column.TextColumn("Belongs to", width=180),
        },
        alt="Documents of the desk",
    )


def _state(file: SourceFile, far: HowFar) -> str:
    """How far a document is, in words."""
    reading = reading_in()
    if file.sha256 in reading.unread:
        return reading.unread[file.sha256]
    if file.sha256 in reading.passages:
        return "read"
    return "being read" if far.running and far.name == file.name else "not yet"


def in_bytes(size: int) -> str:
    """A size as a reader takes it.

    >>> in_bytes(812), in_bytes(48_300), in_bytes(2_340_000)
    ('812 B', '48 kB', '2.3 MB')
    """
    if size < _THOUSAND:
        return f"{size} B"
    thousands = size / _THOUSAND
    return f"{thousands:.0f} kB" if thousands < _THOUSAND else f"{thousands / _THOUSAND:.1f} MB"


def show_file(store: Store, who: Person | None, source: SourceRecord) -> None:
    """The document of a source: to be opened, and by an editor to be erased."""
    for file in store.source_files():
        if file.source_id != source.id:
            continue
        if file.erased_at is not None:
            st.text(f"{file.name} was erased by {file.erased_by}, {wording.when(file.erased_at)}.")
            continue
        with st.container(key=f"file_{file.sha256}", horizontal=True, vertical_alignment="center"):
            st.text(
                f"{file.name} · {in_bytes(file.size)} · kept by {file.kept_by}, "
                f"{wording.when(file.kept_at)} · SHA-256 {file.sha256[:12]}…",
                width="content",
            )
            offer_file(store, file.sha256, file.name)
            if who is not None and who.role.reaches(Role.EDITOR):
                _show_erasing(store, who, file)


def offer_file(store: Store, sha256: str, name: str, label: str = "Download") -> None:
    """A kept file as it came, to be opened by its reader's own program; never shown here."""
    st.download_button(
        label,
        data=lambda: store.source_file_data(sha256),
        file_name=name,
        mime="application/octet-stream",
        on_click="ignore",
        type="tertiary",
        key=f"open_{sha256}_{label}",
    )


def _show_erasing(store: Store, who: Person, file: SourceFile) -> None:
    with (
        st.popover("Erase the file …", type="tertiary"),
        st.form(f"erase_file_{file.sha256}", border=False),
    ):
        st.caption(
            "The bytes go for good and nothing is found in it any more; who erased it, when and "
            "why stays, and so do the quotes. This cannot be undone."
        )
        why = f"erase_file_why_{file.sha256}"
        st.text_input("Why", key=why)
        st.form_submit_button("Erase", on_click=_erase, args=(store, who, file.sha256, why))


def _erase(store: Store, who: Person, sha256: str, why: str) -> None:
    with refusals_said():
        store.erase_source_file(who, sha256, str(st.session_state[why]))
    reading_in().go_on()
