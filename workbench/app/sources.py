"""The sources of the desk, each entered once: described, corrected, two spellings made one."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from workbench.app import identity, session, wording
from workbench.app.fields import first_value, mount, sight
from workbench.app.library import show_file, show_library
from workbench.app.saving import refusals_said
from workbench.app.source_words import (
    PART_LABELS,
    ROLE_LABELS,
    TYPE_LABELS,
    labelled,
    labels_of,
)
from workbench.store import Role
from workbench.store.citations import doi_of, read_citation, title_key
from workbench.store.describing import CONFIDENTIAL, CSL, MERGED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.store import Person, SourceChange, SourceRecord, Store

_LOG = 8


def show_sources() -> None:
    """List every source with how often it is used, and offer to add, describe and merge them."""
    st.subheader("Sources")
    who = identity.person()
    if who is None:
        identity.ask_for_name()
    may_edit = who if who and who.role.reaches(Role.REVIEWER) else None
    store = session.store()
    with st.container(key="sources_said"):
        if reason := st.session_state.get("not_saved"):
            st.error(f"Not saved: {wording.plain(reason)}")
    show_library(store, may_edit)
    if may_edit is not None:
        key = sight("sources").key("new")
        st.text_input(
            "Add a source", key=key, placeholder="A URL, a DOI or a line of text",
            help="Nothing is fetched: what you paste is kept, and described below.",
            on_change=_add, args=(store, may_edit, key),
        )  # fmt: skip
    sources = store.sources()
    if not sources:
        st.info("No source yet. What you type into a claim's Source cell is kept here.")
        return
    _show_list(sources)
    st.download_button(
        "Download as CSL-JSON",
        data=csl_json(sources),
        file_name="sources.json",
        mime="application/vnd.citationstyles.csl+json",
        on_click="ignore",
        type="tertiary",
    )
    _show_one(store, may_edit, sources)
    _show_log(store, may_edit, {source.id: source.title for source in sources})


def described_by(line: str) -> dict[str, str]:
    """What a pasted URL, DOI or line says of a source, by the names of CSL-JSON.

    >>> described_by("doi:10.1000/182")["DOI"], described_by("Annual report 2015")["title"]
    ('10.1000/182', 'Annual report 2015')
    """
    read = read_citation(" ".join(line.split()))
    doi = doi_of(read.address)
    sort = "article-journal" if doi else "webpage" if read.address else "document"
    return {"title": read.title, "address": read.address, "DOI": doi, "type": sort}


def _add(store: Store, who: Person, key: str) -> None:
    line = str(st.session_state.get(key) or "")
    if line.strip() and sight("sources").is_news(key, line):
        with refusals_said():
            st.session_state["source_shown"] = store.add_source(who, described_by(line))
            sight("sources").anew("new")


def _show_list(sources: Sequence[SourceRecord]) -> None:
    frame = pd.DataFrame(
        {
            "title": [source.title for source in sources],
            "address": [source.address or None for source in sources],
            "role": [ROLE_LABELS.get(source.role, source.role) for source in sources],
            "confidential": [source.confidential for source in sources],
            "used": [source.used for source in sources],
        },
        index=pd.Index([str(source.id) for source in sources], name="source_id"),
    )
    column = st.column_config
    st.dataframe(
        frame,
        hide_index=True,
        column_config={
            "title": column.TextColumn("Source", width=420),
            "address": column.LinkColumn("Address", width=300, validate="^https?://"),
            "role": column.TextColumn("Role", width=110),
            "confidential": column.CheckboxColumn("Confidential", width=100),
            "used": column.NumberColumn("Claims", width=80),
        },
        alt="Sources of the desk",
    )


def _show_one(store: Store, who: Person | None, sources: Sequence[SourceRecord]) -> None:
    by_id, labels, eyes = {one.id: one for one in sources}, labelled(sources), sight("sources")
    shown = st.session_state.get("source_shown")
    shown = shown if shown in by_id else sources[0].id
    # the browser knows an entry by its label: under another label it is another list
    key, _ = mount(eyes, "shown", f"{shown} {labels[shown]}", hold=False, theirs=False)
    first, options = first_value(key, shown), list(by_id)
    chosen = st.selectbox(
        "Describe a source", options, key=key, format_func=lambda one: labels.get(one, ""),
        index=options.index(first if first in by_id else shown),
    )  # fmt: skip
    st.session_state["source_shown"] = chosen
    eyes.seen[key] = f"{chosen} {labels[chosen]}"
    source = by_id[chosen]
    with st.container(border=True, key="source"):
        _show_parts(store, who, source)
        show_file(store, who, source)
        st.text(f"Cited by {source.used} claim{'s' * (source.used != 1)}.")
        _show_merging(store, who, source, sources)


def _show_parts(store: Store, who: Person | None, source: SourceRecord) -> None:
    left, right = st.columns(2)
    for place, names in (
        (left, ("title", "author", "publisher", "container-title", "issued")),
        (right, ("address", "DOI", "accessed", "type", "role", CONFIDENTIAL)),
    ):
        with place:
            for name in names:
                _show_part(store, who, source, name)


def _show_part(store: Store, who: Person | None, source: SourceRecord, name: str) -> None:
    present, eyes = part_of(source, name), sight("sources")
    key, _ = mount(eyes, f"{name}_{source.id}", present, hold=False, theirs=False)
    first = first_value(key, present)
    label, save = PART_LABELS[name], partial(_save, store, who, (source.id, name), key)
    if name == CONFIDENTIAL:
        st.toggle(label, bool(first), key=key, disabled=who is None, on_change=save)
    elif name in ("type", "role"):
        labels = TYPE_LABELS if name == "type" else ROLE_LABELS
        options = labels_of(labels, first)
        st.selectbox(
            label, options, options.index(first), key=key, disabled=who is None,
            format_func=lambda code: labels.get(code, code), on_change=save,
        )  # fmt: skip
    else:
        st.text_input(label, first, key=key, disabled=who is None, on_change=save)


def part_of(source: SourceRecord, name: str) -> str:
    """One part of a source's description, empty as ``""``."""
    if name == CONFIDENTIAL:
        return CONFIDENTIAL if source.confidential else ""
    return source.described.get(name, "") if name in CSL else str(getattr(source, name))


def _save(store: Store, who: Person | None, which: tuple[int, str], key: str) -> None:
    (source_id, name), value = which, st.session_state[key]
    if who is not None:
        text = (CONFIDENTIAL if value else "") if name == CONFIDENTIAL else str(value or "")
        before = sight("sources").seen[key]
        with refusals_said():
            store.describe_source(who, source_id, {name: text}, {name: before})
            sight("sources").seen[key] = text


def _show_merging(
    store: Store, who: Person | None, source: SourceRecord, sources: Sequence[SourceRecord]
) -> None:
    others = {one: label for one, label in labelled(sources).items() if one != source.id}
    if who is None or not others:
        return
    alike = like(source, sources)
    if alike is not None:
        st.caption(wording.plain(f"“{alike.title}” looks like the same source."))
    choice, button = st.columns([4, 1], vertical_alignment="bottom")
    into = choice.selectbox(
        "It is the same source as", list(others), format_func=others.__getitem__,
        index=list(others).index(alike.id) if alike else None, key=f"same_{source.id}",
        placeholder="Choose the one whose description stays",
    )  # fmt: skip
    button.button(
        "Make them one", key=f"merge_{source.id}", disabled=into is None, width="stretch",
        on_click=_merge, args=(store, who, source.id, into),
    )  # fmt: skip


def like(source: SourceRecord, sources: Sequence[SourceRecord]) -> SourceRecord | None:
    """Another source that is likely the same: by its DOI, its address or its title."""
    doi = source.described.get("DOI") or doi_of(source.address)
    for one in sources:
        same_doi = doi and doi == (one.described.get("DOI") or doi_of(one.address))
        same_place = source.address and source.address.rstrip("/") == one.address.rstrip("/")
        same_title = title_key(source.title) == title_key(one.title)
        if one.id != source.id and (same_doi or same_place or same_title):
            return one
    return None


def _merge(store: Store, who: Person, source_id: int, into: int) -> None:
    with refusals_said():
        store.merge_sources(who, source_id, into)
        st.session_state["source_shown"] = into


def _show_log(store: Store, who: Person | None, titles: dict[int, str]) -> None:
    changes = store.source_changes()[:_LOG]
    if not changes:
        return
    with st.expander("What was done to the sources", key="source_log"):
        for change in changes:
            line, button = st.columns([8, 1], vertical_alignment="center")
            line.text(f"{wording.when(change.at)}  {told(change, titles)}")
            if who is not None and change.old:
                button.button(
                    "Undo", key=f"source_undo_{change.seq}", type="tertiary",
                    on_click=_take_back, args=(store, who, change.seq),
                )  # fmt: skip


def told(change: SourceChange, titles: dict[int, str]) -> str:
    """What was done to a source, in a sentence."""
    title = titles.get(change.source_id) or change.old.get("title") or change.new.get("title", "")
    if MERGED in change.new:
        if change.new[MERGED]:
            return f"{change.who} made “{title}” one with “{change.new['title']}”"
        return f"{change.who} parted “{title}” again"
    if not change.old:
        return f"{change.who} added “{title}”"
    parts = ", ".join(
        f"{PART_LABELS.get(name, name).lower()} to “{value or 'nothing'}”"
        for name, value in change.new.items()
    )
    return f"{change.who} set of “{title}” {parts}"


def _take_back(store: Store, who: Person, seq: int) -> None:
    with refusals_said():
        store.take_source_back(who, seq)


def csl_json(sources: Sequence[SourceRecord]) -> str:
    """The sources as CSL-JSON; a confidential one is left out."""
    items = []
    for source in sources:
        if source.confidential:
            continue
        more = source.described
        item: dict[str, object] = {
            "id": str(source.id),
            "type": more.get("type") or "document",
            "title": source.title,
            "URL": source.address,
            "author": [{"literal": more["author"]}] if more.get("author") else [],
            "issued": {"literal": more["issued"]} if more.get("issued") else {},
            "accessed": {"literal": more["accessed"]} if more.get("accessed") else {},
            **{name: more.get(name, "") for name in ("publisher", "container-title", "DOI")},
        }
        items.append({name: value for name, value in item.items() if value})
    return json.dumps(items, ensure_ascii=False, indent=2)
