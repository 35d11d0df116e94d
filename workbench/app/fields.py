"""Fields that keep what is typed into them while others change what lies under them.

Streamlit's browser side sends the value of every widget with every request, so a value that the
server has just put into a widget is answered, for a moment, with the old one, as if the reviewer
had typed that. Hence a widget gets its value once, as it is mounted, under a key of its own; what
has to show another value is mounted anew under another key.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(slots=True)
class Sight:
    """What this session's reviewer has seen in the fields of one place of the page.

    Attributes:
        subject: What the fields are about; another subject mounts them all anew.
        count: Mountings so far.
        mounted: Number of the present mounting of each field, by the field's name.
        seen: What the reviewer has seen or typed in each field, by the widget's key; kept when the
            widget is gone.
        places: What is listed, each at the place that it had first: what moves on a page is mounted
            anew by the browser, and loses what is being typed.
        waiting: Keys of fields whose edit met somebody else's and waits for a choice.
    """

    subject: str = ""
    count: int = 0
    mounted: dict[str, int] = field(default_factory=dict)
    seen: dict[str, str] = field(default_factory=dict)
    waiting: set[str] = field(default_factory=set)
    places: list[str] = field(default_factory=list)

    def look_at(self, subject: str) -> None:
        """The fields are about this from now on."""
        if subject != self.subject:
            self.subject = subject
            self.mounted.clear()
            self.places.clear()

    def in_place(self, names: Iterable[str]) -> list[str]:
        """Everything that was ever listed, new names last; those that are gone keep their place."""
        self.places += [name for name in names if name not in self.places]
        return list(self.places)

    def key(self, name: str) -> str:
        """The key of a field's widget as it is mounted now."""
        if name not in self.mounted:
            self.count += 1
            self.mounted[name] = self.count
        return f"{name}_{self.subject}_{self.mounted[name]}"

    def anew(self, name: str) -> None:
        """Mount a field anew: the next run shows what is stored."""
        self.waiting.discard(self.key(name))
        self.mounted.pop(name)

    def is_news(self, key: str, typed: str) -> bool:
        """Whether a widget reports something for the first time.

        A widget that is gone may be reported once more, by a request that was on its way.
        """
        first = self.seen.get(key) != typed
        self.seen[key] = typed
        return first

    def mount(self, name: str, present: str, *, hold: bool, theirs: bool) -> tuple[str, bool]:
        """The key of a field's widget, and whether it shows something old.

        Call it just before the widget.

        Args:
            name: The field's.
            present: What the store holds.
            hold: Whether an edit of it waits, for a choice or for the store.
            theirs: Whether the last to change it was somebody else. The reviewer may be typing
                over it at this moment, so the field is left to them.
        """
        key = self.key(name)
        if key in self.seen and not hold:
            moved_on = key in self.waiting or present != self.seen[key]
            if moved_on and theirs and key not in self.waiting:
                return key, True
            if moved_on:
                self.anew(name)
                key = self.key(name)
        if key not in self.seen:
            self.seen[key] = present
        return key, False


def sight(place: str) -> Sight:
    """What the reviewer at this browser has seen at a place of the page."""
    every: dict[str, Sight] = st.session_state.setdefault("sight", {})
    return every.setdefault(place, Sight())


def put_in(key: str, value: object) -> str:
    """Give a widget its first value, once; its key."""
    if key not in st.session_state:
        st.session_state[key] = value
    return key
