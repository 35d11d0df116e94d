"""Signing a draft off, and seeing that the sign-off still holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from workbench.app import wording
from workbench.app.saving import refusals_said
from workbench.claim import Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.store import ClaimRecord, Person, SignOff, Store, StoryRecord


def show_signing(
    store: Store, story: StoryRecord, claims: Sequence[ClaimRecord], who: Person | None
) -> None:
    """Say whether the draft is signed off, what is missing until it can be, or offer to."""
    signed = story.signed
    if signed is not None and signed.holds:
        readers = "" if signed.second_reader else ", no second reader"
        if signed.unsourced:
            readers += f", {signed.unsourced} finding{'s' * (signed.unsourced != 1)} unsourced"
        st.success(
            wording.plain(
                f"Draft {story.draft} is signed off by {signed.by}, "
                f"{wording.when(signed.at)}{readers}.",
            ),
        )
        return
    if signed is not None:
        st.error(
            wording.plain(
                f"The sign-off by {signed.by} no longer holds: {signed.broken_by} "
                f"{_what_broke_it(story, signed)} on {wording.when(signed.broken_at)}.",
            ),
        )
    missing = what_is_missing(story, claims)
    if missing:
        st.caption(f"To be signed off, this draft still needs {missing}.")
    elif who is not None:
        st.button(
            "Sign this draft off", type="primary", key="sign_off",
            on_click=_sign, args=(store, story, who),
        )  # fmt: skip


def _sign(store: Store, story: StoryRecord, who: Person) -> None:
    with refusals_said():
        store.sign_off(who, story.id, story.draft_sha256, seen=story.revision)


def _what_broke_it(story: StoryRecord, signed: SignOff) -> str:
    other = signed.draft_sha256 != story.draft_sha256
    return "brought another draft or changed something" if other else "changed something"


def what_is_missing(story: StoryRecord, claims: Sequence[ClaimRecord]) -> str:
    """What stands between a draft and its sign-off, in words; empty for nothing."""
    standing = [claim for claim in claims if claim.status is not Status.DROPPED]
    unchecked = sum(not claim.status.checked for claim in standing)
    unsourced = sum(claim.unsourced for claim in standing) if story.unsourced_blocks else 0
    unread = sum(claim.second_by is None for claim in standing if claim.status.checked)
    parts = [f"{unchecked} finding{'s' * (unchecked != 1)}"] if unchecked else []
    if unsourced:
        one = unsourced == 1
        parts.append(
            f"{'a source' if one else 'sources'} for {unsourced} unsourced finding{'s' * (not one)}"
        )
    if unread and story.second_reader:
        parts.append(f"{unread} second reading{'s' * (unread != 1)}")
    return ", ".join([*parts[:-2], " and ".join(parts[-2:])])
