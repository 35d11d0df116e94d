"""The sources on the card: where in each the claim stands, in which words, and does it hold."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from workbench.app import fields, wording
from workbench.app.card_fields import add_evidence, mount, save_evidence, say_what_is_new
from workbench.app.fields import first_value, sight
from workbench.app.passages import offer_files
from workbench.app.quotes import verdict
from workbench.app.saving import refusals_said
from workbench.app.source_words import ROLE_LABELS, SUPPORT_LABELS, labelled, labels_of
from workbench.store import Evidence
from workbench.store.citations import citation_of, name_of, read_citation

if TYPE_CHECKING:
    from workbench.app.card_fields import Card
    from workbench.store import SourceRecord


def show_sources_of(card: Card) -> None:
    """Every source of the claim, and a place for one more."""
    with st.container(key="card_sources"):
        counted: dict[int, int] = {}
        links: dict[str, tuple[Evidence, int]] = {}
        for one in card.claim.sources:
            nth = counted.get(one.source_id, 0)
            counted[one.source_id] = nth + 1
            links[f"{one.source_id}_{nth}"] = (one, nth)
        for which in sight("card").in_place(links):
            with st.container(key=f"card_place_{which}"):
                if which in links:
                    _show_one(card, *links[which])
    with st.container(key="card_source"):
        _show_new(card)


def _show_one(card: Card, one: Evidence, nth: int) -> None:
    which = f"{one.source_id}_{nth}"
    with st.container(border=True, key=f"card_cited_{which}"):
        name, away = st.columns([8, 1], vertical_alignment="center")
        name.text(name_of(one.cited, one.locator))
        away.button(
            "Remove", key=card.key(f"remove_{which}"), type="tertiary", disabled=card.locked,
            help="Take this source off the claim", on_click=_remove, args=(card, one, nth),
        )  # fmt: skip
        if one.address:
            st.caption(wording.plain(one.address))
        where, role, holds = st.columns(3)
        with where:
            _show_part(card, one, nth, "locator", "Where in it")
        with role:
            _show_role(card, one, nth)
        with holds:
            _show_support(card, one, nth)
        _show_part(card, one, nth, "quote", "Quote, in the source’s own words")
        if one.quote:
            _, words = verdict(card.claim.reading, one.quote, card.story.published)
            st.text(words)
        offer_files(card, one)


def _show_part(card: Card, one: Evidence, nth: int, part: str, label: str) -> None:
    name, present = f"{part}_{one.source_id}_{nth}", str(getattr(one, part))
    key, is_old = mount(card, name, (card.claim.id, "evidence"), present, "sources")
    save = partial(_save_part, card, one, nth, part, key)
    if part == "quote":
        st.text_area(
            label, first_value(key, present), key=key, height=68, disabled=card.locked,
            on_change=save,
        )  # fmt: skip
    else:
        st.text_input(
            label, first_value(key, present), key=key, placeholder="p. 7, table 3, 12:30",
            disabled=card.locked, on_change=save,
        )  # fmt: skip
    if is_old:
        say_what_is_new(card, name, part, "sources", present)


def _save_part(card: Card, one: Evidence, nth: int, part: str, key: str) -> None:
    eyes = sight("card")
    value, before = str(st.session_state.get(key) or ""), eyes.seen.get(key, "")
    if part != "quote":
        value = " ".join(value.split())
    if value == before:
        return
    change, seen = _parts(one, part, value), _parts(one, part, before)
    if save_evidence(card, (one.source_id, nth), change, seen):
        eyes.seen[key] = value
    else:
        eyes.waiting.add(key)


def _parts(one: Evidence, part: str, value: str) -> dict[str, str]:
    """The parts of a link that change with one of them: where in a source stands in its line."""
    if part != "locator":
        return {part: value}
    if value == one.locator:
        return {"locator": value, "cited": one.cited}
    name = name_of(one.cited, one.locator)
    if one.locator and name == one.cited:
        # the locator stands within the line: the line is made anew from its parts
        name = " ".join(dict.fromkeys(part for part in (one.title, one.address) if part))
    return {"locator": value, "cited": f"{name}, {value}" if value else name}


def _show_support(card: Card, one: Evidence, nth: int) -> None:
    name = f"supports_{one.source_id}_{nth}"
    key, _ = mount(card, name, (card.claim.id, "evidence"), one.supports)
    options = labels_of(SUPPORT_LABELS, first_value(key, one.supports))
    st.selectbox(
        "Does it hold?", options, key=key, index=options.index(first_value(key, one.supports)),
        format_func=lambda code: SUPPORT_LABELS.get(code, code), disabled=card.locked,
        on_change=_save_part, args=(card, one, nth, "supports", key),
    )  # fmt: skip


def _show_role(card: Card, one: Evidence, nth: int) -> None:
    # a choice has no half-typed text to lose: whoever changed it, it shows what is stored
    name = f"role_{one.source_id}_{nth}"
    key, _ = fields.mount(sight("card"), name, one.role, hold=False, theirs=False)
    options = labels_of(ROLE_LABELS, first_value(key, one.role))
    st.selectbox(
        "Role", options, key=key, disabled=card.locked,
        index=options.index(first_value(key, one.role)),
        format_func=lambda code: ROLE_LABELS.get(code, code),
        help="It is the source’s own: the same for every claim that cites it.",
        on_change=_save_role, args=(card, one, key),
    )  # fmt: skip


def _save_role(card: Card, one: Evidence, key: str) -> None:
    if card.who is not None:
        role = str(st.session_state[key])
        with refusals_said():
            card.store.describe_source(
                card.who, one.source_id, {"role": role}, {"role": one.role}
            )  # fmt: skip


def _remove(card: Card, one: Evidence, nth: int) -> None:
    parts = {"cited": one.cited, "quote": one.quote, "supports": one.supports}
    save_evidence(card, (one.source_id, nth), {}, parts)


def _show_new(card: Card) -> None:
    typed, chosen = st.columns([3, 2])
    key = card.key("new_source")
    typed.text_input(
        "Add a source", key=key, disabled=card.locked,
        placeholder="A URL, a DOI or a line: Annual report 2015, p. 4",
        help="It is kept on the Sources page and can be chosen for other claims.",
        on_change=_add_typed, args=(card, key),
    )  # fmt: skip
    sources = card.store.sources()
    shelf, labels = {source.id: source for source in sources}, labelled(sources)
    pick = card.key("known_source")
    chosen.selectbox(
        "or one of this desk’s", list(shelf), key=pick, index=None, disabled=card.locked,
        format_func=lambda source_id: labels.get(source_id, ""),
        placeholder="Choose a source", on_change=_add_known, args=(card, pick, shelf),
    )  # fmt: skip


def _add_typed(card: Card, key: str) -> None:
    line = " ".join(str(st.session_state.get(key) or "").split())
    if line and sight("card").is_news(key, line):
        read = read_citation(line)
        link = Evidence(0, read.title, "", read.locator, read.address, "", "", read.cited)
        add_evidence(card, link)
        sight("card").anew("new_source")


def _add_known(card: Card, key: str, shelf: dict[int, SourceRecord]) -> None:
    source = shelf.get(st.session_state.get(key) or 0)
    if source is not None and sight("card").is_news(key, str(source.id)):
        cited = citation_of(source.title, "", source.address).cited
        add_evidence(
            card, Evidence(source.id, source.title, "", "", source.address, "", "", cited)
        )  # fmt: skip
    sight("card").anew("known_source")
