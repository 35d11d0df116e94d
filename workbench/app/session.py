"""What a browser session knows: the store, how the server was started, the story that is open."""

from __future__ import annotations

import argparse
import sys
from contextlib import contextmanager, nullcontext
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from workbench.app.launch import read_password
from workbench.app.opening import is_open, opened
from workbench.app.wording import plain
from workbench.errors import NotFoundError, StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from workbench.store import Store, StoryRecord


def store() -> Store:
    """The desk's store, opened once per server."""
    with nullcontext() if is_open(store_address()) else st.spinner("Opening the desk …"):
        return open_store()


def open_store(first: Callable[[Store], None] | None = None) -> Store:
    """The same for whoever is no page; ``first`` is done with it if it was not open yet."""
    return opened(store_address(), sample=_started_with().sample, first=first)


def store_address() -> str:
    """Where the store is, as the server was told."""
    address: str = _started_with().store
    return address


def story_named_at_start() -> str | None:
    """The story that the command line asked to open."""
    story: str | None = _started_with().story
    return story


def archive() -> str | None:
    """The archive that the desk was started with, if any."""
    folder: str | None = _started_with().archive
    return folder


def _started_with() -> argparse.Namespace:
    return _read_arguments(tuple(sys.argv[1:]))


@cache
def _read_arguments(given: tuple[str, ...]) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--store", required=True)
    parser.add_argument("--story")
    parser.add_argument("--sample", action="store_true")
    parser.add_argument("--shared-password-file")
    parser.add_argument("--archive")
    return parser.parse_args(given)


def shared_password() -> str | None:
    """The password that admits to this desk; None where none is needed."""
    file = _started_with().shared_password_file
    return _password_in(file) if file else None


@st.cache_resource(show_spinner=False)
def _password_in(file: str) -> str:
    return read_password(Path(file))


def roles() -> dict[str, str]:
    """Role by e-mail address in lower case, from ``[workbench.roles]`` of secrets.toml."""
    given = st.secrets.get("workbench", {}).get("roles", {})
    return {str(address).lower(): str(role) for address, role in given.items()}


@contextmanager
def errors_shown() -> Iterator[None]:
    """Show what the store says when it cannot, in place of what was to be shown."""
    try:
        yield
    except NotFoundError as reason:
        st.warning(plain(str(reason)))
        st.page_link(st.session_state["pages"]["desk"], label="To the desk")
    except StoreError as reason:
        st.error(plain(str(reason)))
        if waiting := len(st.session_state.get("unsaved", ())):
            st.warning(f"Not saved yet: {waiting} of your edits. They are kept until they can be.")
        st.button("Try again")


def open_story(story_id: str) -> None:
    """Make ``story_id`` the one that Review and Report show."""
    st.session_state["story"] = story_id


def story() -> StoryRecord | None:
    """The story that is open: the page's own address first, then this session's last one."""
    asked = st.query_params.get("story") or st.session_state.get("story") or story_named_at_start()
    if asked is None:
        on_desk = store().stories()
        if not on_desk:
            return None
        asked = on_desk[0].id
    try:
        record = store().story(asked)
    except NotFoundError:
        st.session_state.pop("story", None)
        raise
    except StoreError:
        # the page goes on with what it last saw: see ``review``
        seen = st.session_state.get("last_seen", {})
        if asked not in seen:
            raise
        record = seen[asked][0]
    st.session_state["story"] = record.id
    st.query_params["story"] = record.id
    return record
