"""A report made in the background, so that a large one keeps nobody waiting."""

from __future__ import annotations

from threading import Thread
from typing import TYPE_CHECKING

from workbench.errors import WorkbenchError
from workbench.report import FORMATS, dossier_of
from workbench.store import utc_now

if TYPE_CHECKING:
    from workbench.report import Profile
    from workbench.store import Store

LARGE = 2_000
"""Claims from which on a report is made in the background: about two seconds of work."""


class Build:
    """One report that is being made; ``data`` or ``fault`` is there once it ``is_over``."""

    def __init__(self, store: Store, story_id: str, form: str, who: str, profile: Profile) -> None:
        self.data: bytes | None = None
        self.fault = ""
        self.stage = (1, 3, "reading the story and its history")
        self._asked = (store, story_id, form)
        self._for = (who, profile)
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()

    @property
    def is_over(self) -> bool:
        """Whether nothing more is being made."""
        return not self._thread.is_alive()

    def wait(self, seconds: float | None = None) -> None:
        """Wait until it is made, or for so long."""
        self._thread.join(seconds)

    def _run(self) -> None:
        (store, story_id, form), (who, profile) = self._asked, self._for
        try:
            dossier = dossier_of(store, story_id, who=who, at=utc_now(), profile=profile)
            self.stage = (2, 3, f"writing {len(dossier.claims):,} claims")
            self.data = FORMATS[form].makes(store, dossier)
        except WorkbenchError as reason:
            self.fault = str(reason)
