"""A whole story looked up in the desk's documents, in the background, for all who are on it.

It marks what was found and ticks nothing. What is found by the time that somebody stops it stays.
"""

from __future__ import annotations

from contextlib import suppress
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, Any

import streamlit as st

from workbench.app import session
from workbench.app.errand import Errand
from workbench.app.looked import NOT_LOOKED, counted, read_looked
from workbench.app.reading_in import NO_FILES
from workbench.app.wording import plain
from workbench.errors import StoreError
from workbench.store import LookedUp

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from workbench.app.looked import Looked
    from workbench.store import ClaimRecord, Person, Store, StoryRecord

_LOOK_EVERY_S = 0.7
_KEEP_EVERY_S = 1.0
_ASK_AGAIN_S = 60.0
"""After so long another server of this desk may have looked something up."""


class LookingUp:
    """One run over one story; its person is who asked for it."""

    def __init__(
        self, store: Store, url: str, story_id: str, who: Person, on_end: Callable[[], None]
    ) -> None:
        self.done, self.of = 0, 0
        self.fault = ""
        self._on_end = on_end
        self._store, self._story_id, self._who = store, story_id, who
        self._waiting: list[LookedUp] = []
        self._kept_at = monotonic()
        task = {"do": "look", "store": url, "story": story_id}
        self._errand = Errand(task, self._hear, self._over)

    @property
    def is_over(self) -> bool:
        """Whether nothing more is being looked up."""
        return self._errand.is_over

    def stop(self) -> None:
        """Look no further; what was found stays."""
        self._errand.stop()

    def wait(self, seconds: float | None = None) -> None:
        """Wait until it is over, or for so long."""
        self._errand.wait(seconds)

    def _hear(self, told: Mapping[str, Any]) -> None:
        self.of = told["of"]
        if "claim" in told:
            self._waiting.append(LookedUp(**told["claim"]))
            self.done += 1
        if monotonic() - self._kept_at > _KEEP_EVERY_S:
            self._keep()

    def _keep(self) -> None:
        self._kept_at = monotonic()
        try:
            self._store.record_lookups(self._who, self._story_id, self._waiting)
        except StoreError as reason:
            self.fault = str(reason)
        else:
            self._waiting = []

    def _over(self) -> None:
        self._keep()
        self.fault = self.fault or self._errand.fault
        self._on_end()


class Runs:
    """The runs of one desk, the last of each story; safe to share between sessions."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._last: dict[str, LookingUp] = {}
        self._counts: dict[str, int] = {}

    def last(self, story_id: str) -> LookingUp | None:
        """The run over a story that is under way, or was the last."""
        return self._last.get(story_id)

    def begin(self, store: Store, url: str, story_id: str, who: Person) -> None:
        """Begin one where none is under way."""
        with self._lock:
            last = self._last.get(story_id)
            if last is None or last.is_over:
                self.move(story_id)
                self._last[story_id] = LookingUp(
                    store, url, story_id, who, lambda: self.move(story_id)
                )

    def move(self, story_id: str) -> None:
        """There is something new to see."""
        self._counts[story_id] = self.number(story_id) + 1

    def number(self, story_id: str) -> int:
        """A number that moves when a run begins and when it ends."""
        return self._counts.get(story_id, 0)


@st.cache_resource(show_spinner=False)
def _of(url: str) -> Runs:  # noqa: ARG001 - one for each desk
    return Runs()


def runs() -> Runs:
    """The runs over the stories of this server's desk."""
    return _of(session.store_address())


def looked_of(store: Store, story: StoryRecord, claims: Sequence[ClaimRecord]) -> Looked:
    """What was found on the claims of a story; read again only where there may be something new.

    A tick finds nothing in a document: a page that follows one must not wait for this.
    """
    held: tuple[tuple[object, ...], Looked] | None = st.session_state.get("looked")
    try:
        revision = store.library_revision()
        if revision == NO_FILES:
            return NOT_LOOKED
        asked = (revision, runs().number(story.id), monotonic() // _ASK_AGAIN_S)
        state = (story.id, story.draft, *asked)
        if held is None or held[0] != state:
            held = (state, read_looked(store, story.id, claims))
            st.session_state["looked"] = held
    except StoreError:
        # the page itself says so, and keeps what it shows
        return held[1] if held and held[0][0] == story.id else NOT_LOOKED
    return held[1]


def show_run(
    store: Store,
    story: StoryRecord,
    claims: Sequence[ClaimRecord],
    looked: Looked,
    who: Person | None,
) -> None:
    """Offer to look every claim up, say how far that is, or how it came out."""
    last = runs().last(story.id)
    if last is not None and not last.is_over:
        _show_progress(last, may_stop=who is not None)
        return
    with suppress(StoreError):  # the page itself says so
        if store.library_revision() == NO_FILES:
            return
    if last is not None and last.fault:
        st.caption(plain(f"Not all was looked up: {last.fault}"), width="content")
    if who is not None:
        st.button(
            "Look in the documents", key="look_in_documents", type="tertiary",
            icon=":material/search:", on_click=_begin, args=(store, story.id, who),
            help="Looks every claim up in the desk’s documents and says what they have. "
            "Nothing is ticked.",
        )  # fmt: skip
    if words := counted(looked, claims):
        st.caption(f"In the documents: {words}.", width="content")


def _begin(store: Store, story_id: str, who: Person) -> None:
    runs().begin(store, session.store_address(), story_id, who)


@st.fragment(run_every=_LOOK_EVERY_S)
def _show_progress(run: LookingUp, *, may_stop: bool) -> None:
    """How far it is; what the page shows once it is over comes with the page's own news."""
    if run.is_over:
        st.caption("Looked up; the table follows.")
        return
    bar, button = st.columns([5, 1], vertical_alignment="center")
    so_far = f": {run.done} of {run.of} claims" if run.of else ""
    text = f"Looking in the documents{so_far} …"
    bar.progress(run.done / (run.of or 1), text=text)
    if may_stop:
        button.button("Stop", key="stop_looking", type="tertiary", on_click=run.stop)
