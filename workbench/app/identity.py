"""Who is at this browser: proven by a login, or a name that was typed once.

Without a login the name proves nothing and is not meant to; the server then listens to this
machine alone, or asks for the desk's password and says that names are not proven.
"""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

import streamlit as st

from workbench.app import session
from workbench.app.wording import plain
from workbench.errors import SettingsError
from workbench.store import Person, Role

if TYPE_CHECKING:
    from collections.abc import Mapping

_COOKIE = "workbench_reviewer"
_FORGOTTEN = f"{_COOKIE}=; path=/; max-age=0; SameSite=Strict"
_LONGEST_NAME = 80
# The name outlives a reload in a cookie of this browser.
_REMEMBER_JS = """
export default function({ data }) {
  document.cookie = data.cookie;
}
"""
_remember = st.components.v2.component("workbench_reviewer_name", html="", js=_REMEMBER_JS)


def login_configured() -> bool:
    """Whether this server has a login: then names come from it and from nowhere else."""
    return "is_logged_in" in st.user


def admitted() -> bool:
    """Whether this browser may see the desk at all; if not, the page says what it takes."""
    if login_configured():
        if st.user.is_logged_in:
            return True
        st.subheader("Claims Workbench")
        st.button("Log in", type="primary", on_click=st.login)
        return False
    return _knows_the_password()


def _knows_the_password() -> bool:
    password = session.shared_password()
    if password is None or st.session_state.get("admitted"):
        return True
    st.subheader("Claims Workbench")
    with st.form("password_form"):
        given = st.text_input("The desk's password", type="password", key="desk_password")
        if st.form_submit_button("Open the desk", type="primary"):
            if hmac.compare_digest(given.encode(), password.encode()):
                st.session_state["admitted"] = True
                st.rerun()
            st.warning("That is not the password of this desk: ask whoever runs it.")
    return False


def person() -> Person | None:
    """Who is here; None until a name was given."""
    if login_configured():
        return person_logged_in(st.user.to_dict(), session.roles()) if admitted() else None
    name = _typed_name()
    if name is None:
        return None
    # A desk of one is its own editor; on a shared one nobody can prove to be an editor.
    return Person(name, Role.REVIEWER if session.shared_password() else Role.EDITOR)


def person_logged_in(user: Mapping[str, object], roles: Mapping[str, str]) -> Person:
    """The person that a login vouches for: "Name <address>", or whichever of the two it knows.

    Args:
        user: What the provider says of the user.
        roles: Role by address, in lower case; "*" is everybody else's, "reviewer" if not given.

    Raises:
        SettingsError: the provider names nobody, or the role is none.

    >>> person_logged_in({"name": "Ada", "email": "Ada@example.org"}, {"ada@example.org": "editor"})
    Person(name='Ada <Ada@example.org>', role=<Role.EDITOR: 'editor'>, proven=True)
    """
    address = str(user.get("email") or "")
    name = str(user.get("name") or user.get("sub") or "")
    if not (name or address):
        raise SettingsError("The login names nobody: let it send the name or the e-mail address.")
    role = roles.get(address.lower(), roles.get("*", Role.REVIEWER.value))
    if role not in set(Role):
        raise SettingsError(f'"{role}" is no role: write reader, reviewer or editor.')
    shown = f"{name} <{address}>" if name and address else name or address
    return Person(shown, Role(role), proven=True)


def _typed_name() -> str | None:
    if "reviewer" not in st.session_state:
        given = unquote(st.context.cookies.get(_COOKIE, ""))
        st.session_state["reviewer"] = _as_name(given)
    name: str | None = st.session_state["reviewer"]
    return name


def _as_name(given: str) -> str | None:
    printable = "".join(letter for letter in given if letter.isprintable())
    return " ".join(printable.split())[:_LONGEST_NAME] or None


def ask_for_name() -> None:
    """A form for the name under which this browser's decisions are kept."""
    with st.form("reviewer_form", border=True):
        field, button = st.columns([4, 1], vertical_alignment="bottom")
        given = field.text_input(
            "Your name, as it shall stand beside your decisions",
            max_chars=_LONGEST_NAME,
            key="reviewer_name",
        )
        if button.form_submit_button("Start reviewing", type="primary", width="stretch"):
            name = _as_name(given)
            if name is None:
                st.warning("Type a name first: every decision is kept with who made it.")
            else:
                st.session_state["reviewer"] = name
                st.rerun()


def _forget_name() -> None:
    st.session_state["reviewer"] = None
    st.session_state["forget"] = _FORGOTTEN


def show_badge(who: Person | None) -> None:
    """Who is reviewing, in the page's top bar, with the way out."""
    if who is None:
        forgotten = st.session_state.pop("forget", None)
        if forgotten:
            _remember(key="forget_reviewer", data={"cookie": forgotten})
        return
    with st.container(key="reviewer_badge"):
        if not who.proven:
            cookie = f"{_COOKIE}={quote(who.name)}; path=/; max-age=31536000; SameSite=Strict"
            _remember(key="remember_reviewer", data={"cookie": cookie})
        with st.popover(plain(who.name), icon=":material/person:", type="tertiary"):
            st.write(f"Decisions are kept under this name. You are here as {who.role.value}.")
            if who.proven:
                st.button("Log out", on_click=st.logout)
            else:
                st.button("I am somebody else", on_click=_forget_name)
    if session.shared_password() and not who.proven:
        st.caption("Names on this desk are not proven: anybody with its password can use any.")
