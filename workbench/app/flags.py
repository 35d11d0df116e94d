"""What the checks say of a story, where a reviewer looks: in words, with the working, dismissed.

A flag is what cannot be right, a note what an editor would ask; a desk has notes only if its
editor wants them.
"""

from __future__ import annotations

import csv
from functools import lru_cache
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from workbench.app import wording
from workbench.app.saving import refusals_said
from workbench.drafts import Fate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from workbench.app.card_fields import Card
    from workbench.store import ClaimRecord, Person, Store, StoryFlag, StoryRecord

_RULES = Path(__file__).parent / "flag_rules.tsv"
_FATES = {Fate.CHANGED: "changed", Fate.CONTEXT: "words changed"}
_MARKS = {"flag": "⚑", "note": "⚐"}
DOUBTFUL = 1
"""Where a doubtful reading stands in the order of :func:`urgency`."""


@lru_cache(maxsize=1)
def words_of_rules() -> Mapping[str, str]:
    """What each check is about, in a few words, by its name."""
    rows = csv.DictReader(StringIO(_RULES.read_text(encoding="utf-8")), delimiter="\t")
    return {row["rule"]: row["words"] for row in rows}


def rule_in_words(rule: str) -> str:
    """What a check is about.

    >>> rule_in_words("pct_of_count"), rule_in_words("some_new_rule")
    ('share of a count', 'some new rule')
    """
    return words_of_rules().get(rule, rule.replace("_", " "))


def short(claim: ClaimRecord) -> str:
    """What a draft changed and the open flags of a claim, for one cell of the table."""
    parts = [f"{_MARKS[one.flag.level]} {rule_in_words(one.flag.rule)}" for one in claim.flags]
    if claim.reopened is not None:
        parts.insert(0, f"↻ {_FATES.get(claim.reopened.fate, 'changed')}")
    return " · ".join(dict.fromkeys(parts))


def urgency(claim: ClaimRecord) -> int:
    """Where a claim stands in the order of a reviewer who has little time; the lowest first."""
    levels = {one.flag.level for one in claim.flags}
    if "flag" in levels or claim.reopened is not None:
        return 0
    if wording.doubt(claim.reading):
        return DOUBTFUL
    return 2 if levels else 3


def marked(claims: Sequence[ClaimRecord]) -> list[tuple[int, str, str]]:
    """Of each flagged or re-opened claim its place among them, its mark and what is said of it."""
    return [
        (place, mark, says) for place, claim in enumerate(claims) for mark, says in _said(claim)
    ]


def _said(claim: ClaimRecord) -> Iterator[tuple[str, str]]:
    """One mark, a flag's before all others, and everything that there is to say."""
    told = [one.flag.message for one in claim.flags]
    if claim.reopened is not None:
        told += claim.reopened.reasons
    if told:
        yield _MARKS[claim.flags[0].flag.level] if claim.flags else "↻", " ".join(told)


def counted(flags: int, notes: int) -> list[str]:
    """How many there are, in words.

    >>> counted(1, 2), counted(0, 0)
    (['1 flag', '2 notes'], [])
    """
    both = ((flags, "flag"), (notes, "note"))
    return [f"{count} {name}{'s' * (count != 1)}" for count, name in both if count]


def counted_in(claims: Sequence[ClaimRecord]) -> list[str]:
    """How many open flags and notes these claims have, each counted once."""
    levels = {one.key: one.flag.level for claim in claims for one in claim.flags}
    found = list(levels.values())
    return counted(found.count("flag"), found.count("note"))


def show_flags(card: Card) -> None:
    """What the checks say of the claim on the card, and what was dismissed of it."""
    found = [
        one for one in card.store.flags(card.story.id) if card.claim.id in one.claim_ids
    ]  # fmt: skip
    with st.container(key="card_flags"):
        for one in found:
            if one.is_open:
                _show_open(card.store, card.story, one, card.who)
        dismissed = [one for one in found if not one.is_open]
        if dismissed and st.toggle(
            f"Dismissed: {len(dismissed)}", key=f"dismissed_{card.claim.id}"
        ):
            for one in dismissed:
                _show_dismissed(card.store, card.story, one, card.who)


def show_unplaced(store: Store, story: StoryRecord, who: Person | None) -> None:
    """Flags on words that are no claim, which no card shows."""
    found = [one for one in store.flags(story.id) if not one.claim_ids]
    if not found:
        return
    with st.container(key="unplaced_flags"):
        for one in found:
            if one.is_open:
                st.caption(wording.plain(f"“{one.flag.quote}”"))
                _show_open(store, story, one, who)
            else:
                _show_dismissed(store, story, one, who)


def _show_open(store: Store, story: StoryRecord, one: StoryFlag, who: Person | None) -> None:
    flag = one.flag
    with st.container(border=True, key=f"flag_{_slug(one)}"):
        words, button = st.columns([7, 2], vertical_alignment="center")
        words.text(f"{_MARKS[flag.level]} {flag.message}")
        words.caption(wording.plain(f"{rule_in_words(flag.rule)}: {flag.working}"))
        if flag.slip:
            words.caption(wording.plain(f"Likely: {flag.slip}"))
        if who is None:
            return
        with (
            button.popover("Dismiss", type="tertiary"),
            st.form(f"dismiss_{_slug(one)}", border=False),
        ):
            reason = st.text_input("Why is it no fault?", key=f"why_{_slug(one)}")
            st.caption("It stays dismissed in later drafts for as long as these figures stand.")
            if not st.form_submit_button("Dismiss it"):
                return
        with refusals_said():
            store.dismiss(who, story.id, one.key, reason)
        st.rerun()


def _show_dismissed(store: Store, story: StoryRecord, one: StoryFlag, who: Person | None) -> None:
    if one.dismissed is None:
        return
    words, button = st.columns([7, 2], vertical_alignment="center")
    words.text(f"{one.flag.message}")
    words.caption(
        wording.plain(
            f"Dismissed by {one.dismissed.by}, {wording.when(one.dismissed.at)}: "
            f"“{one.dismissed.reason}”"
        )
    )
    if who is not None:
        button.button(
            "Restore", key=f"restore_{_slug(one)}", type="tertiary",
            on_click=_restore, args=(store, who, story.id, one.key),
        )  # fmt: skip


def _restore(store: Store, who: Person, story_id: str, key: str) -> None:
    with refusals_said():
        store.restore_flag(who, story_id, key)


def _slug(one: StoryFlag) -> str:
    return one.key.replace(" ", "_")


def show_flag_settings(store: Store, who: Person) -> None:
    """Let an editor choose which checks speak up on this desk."""
    now = store.settings()
    notes = st.toggle(
        "The checks also ask an editor's questions, as notes: per cent of what, doubled from what",
        value=now.notes,
        key="check_notes",
    )
    off = st.multiselect(
        "Checks that are switched off",
        sorted(words_of_rules(), key=rule_in_words),
        default=[rule for rule in now.rules_off if rule in words_of_rules()],
        format_func=rule_in_words,
        key="rules_off",
    )
    if (notes, set(off)) != (now.notes, set(now.rules_off)):
        store.configure(who, notes=notes, rules_off=off)
