"""What the store hands out: frozen records, times in UTC, empty text as ``""``."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from workbench.claim import Claim, Decision, SaidSo, Status
    from workbench.store.draft_events import Reopened
    from workbench.store.flags import StoryFlag

Published: TypeAlias = "date | datetime | None"
Cell: TypeAlias = tuple[str, str]
"""One field of one claim: (claim id, field)."""

FIELDS = ("status", "said_so", "proposed", "note", "sources")
"""What a reviewer can change, in the order of the report."""

CELLS = (*FIELDS, "reason", "evidence", "reading", "speaker", "decision")
"""What anybody can change; ``decision`` is the editor's, on the change that is proposed.

``reason`` says why the wording should change. ``evidence`` is what ``sources`` is, in full; the
events of both are called ``sources``. ``reading`` and ``speaker`` are what the claim says and who
says it, as a person corrects them; the events of both are called ``reading``.
"""

LONGEST = 100_000
"""Characters of a cell: the readers of CSV that there are take few more."""

CORRECTED = "corrected by hand"
"""The rule of a reading that a person corrected; the cue of a speaker whom a person named."""


@dataclass(frozen=True, slots=True)
class SignOff:
    """A draft signed off on its hash; whatever changes under it breaks it.

    ``second_reader`` is False where the desk had none; ``unsourced`` is the number of findings
    without a source that it was given with. ``broken_by`` and ``broken_at`` say who
    first changed something since; they are None as long as the sign-off holds.
    """

    by: str
    at: datetime
    draft_sha256: str
    second_reader: bool
    broken_by: str | None
    broken_at: datetime | None
    unsourced: int = 0

    @property
    def holds(self) -> bool:
        """Whether nothing has changed since."""
        return self.broken_by is None


@dataclass(frozen=True, slots=True)
class StorySummary:
    """One line of the desk.

    ``total`` leaves dropped claims out; ``status_counts`` names every status that occurs, dropped
    ones too; ``draft`` is the number of the present draft, from 1; ``deadline`` is None for none.
    """

    id: str
    title: str
    draft: int
    published: Published
    received_at: datetime
    total: int
    checked: int
    unsourced: int
    status_counts: Mapping[Status, int]
    signed: SignOff | None = None
    deadline: datetime | None = None


@dataclass(frozen=True, slots=True)
class StoryRecord:
    """One story with the text of its present draft.

    ``revision`` is the number of events so far; ``head_hash`` is the hash of the last of them.
    ``second_reader`` and ``unsourced_blocks`` are the desk's settings: whether findings are read by
    somebody else, too, and whether one without a source keeps the draft from being signed off.
    ``archived`` says that the story was taken off the desk.
    """

    id: str
    title: str
    draft: int
    published: Published
    received_at: datetime
    text: str
    draft_sha256: str
    head_hash: str
    revision: int
    signed: SignOff | None = None
    second_reader: bool = True
    unsourced_blocks: bool = True
    deadline: datetime | None = None
    archived: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """One link from a claim to a source.

    ``cited`` is the line as the reviewer wrote it in the table's cell; ``locator`` is where in the
    source ("p. 4"); ``role`` is primary, secondary, tertiary, author or ``""`` for not said.
    ``file`` is the SHA-256 of the kept file that the quote stands in, ``""`` for none.
    """

    source_id: int
    title: str
    role: str
    locator: str
    address: str
    quote: str
    supports: str
    cited: str
    file: str = ""


@dataclass(frozen=True, slots=True)
class ClaimRecord:
    """One claim of a story and where it stands.

    ``stated_in`` names the file when ``checked_by`` and ``checked_at`` were brought in by an
    import: they are then what that file says, not what this desk saw. ``flags`` are the open ones,
    where the claims of a whole story are read; a claim that is read by itself is without them.
    So it is with ``reopened``: what a later draft made of a claim that nobody has checked since.
    """

    id: str
    number: int
    reading: Claim
    added_by_hand: bool
    status: Status
    said_so: SaidSo | None
    proposed: str
    note: str
    sources: tuple[Evidence, ...]
    checked_by: str | None
    checked_at: datetime | None
    stated_in: str | None
    second_by: str | None
    second_at: datetime | None
    unsourced: bool
    decision: Decision | None = None
    reason: str = ""
    flags: tuple[StoryFlag, ...] = ()
    reopened: Reopened | None = None

    @property
    def sources_text(self) -> str:
        """The cell of the table: one line per source, as the reviewer wrote it."""
        return "\n".join(one.cited for one in self.sources)


@dataclass(frozen=True, slots=True)
class Conflict:
    """A cell that was not saved: it does not hold what the writer saw when they changed it.

    ``actual_by`` and ``actual_at`` are None where nobody has touched the cell yet. Empty is None.
    """

    claim_id: str
    field: str
    expected: str | None
    wanted: str | None
    actual: str | None
    actual_by: str | None
    actual_at: datetime | None


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of a change: cells that now hold what was wanted, and those left alone.

    ``batch`` is what :meth:`Store.undo` takes back; None when nothing had to be written.
    """

    saved: tuple[Cell, ...]
    conflicts: tuple[Conflict, ...]
    revision: int
    batch: int | None = None


@dataclass(frozen=True, slots=True)
class LastBatch:
    """What one person's undo and redo keys do next on a story; None where there is nothing."""

    undo: int | None
    redo: int | None


@dataclass(frozen=True, slots=True)
class Presence:
    """Somebody who is on a story now, on which claim (None for none), last heard of when."""

    who: str
    claim_id: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class DeskSettings:
    """What the editors of a desk have set.

    ``second_reader``: a draft is signed off only when somebody else agrees with each finding.
    ``unsourced_blocks``: a draft is signed off only when each finding has a source with a locator,
    a logged call, or rests on the author.
    ``web``: stories may be fetched from web addresses.
    ``notes``: the checks ask an editor's questions, too.
    ``rules_off``: names of checks that are switched off.
    """

    second_reader: bool = True
    unsourced_blocks: bool = True
    web: bool = False
    notes: bool = False
    rules_off: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EventRecord:
    """One change by one person at one time; ``batch`` is the number of the first event with it.

    ``old`` and ``new`` are the cell's text; a reading is its JSON; an erased value is None.
    ``proven`` says that a login vouched for the name.
    """

    seq: int
    at: datetime
    who: str
    claim_id: str | None
    field: str
    old: str | None
    new: str | None
    batch: int
    hash: str
    proven: bool = False


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """One source of the desk; ``used`` counts the claims that cite it.

    ``described`` holds the rest of its description by the names of CSL-JSON, as they are typed:
    type, author, issued, publisher, container-title, DOI, accessed.
    """

    id: int
    title: str
    address: str
    role: str
    confidential: bool
    used: int
    described: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SourceChange:
    """What was done to a source: by whom, when, and in words what it held before and after."""

    seq: int
    at: datetime
    who: str
    source_id: int
    old: Mapping[str, str]
    new: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CitedSource:
    """One source of an imported row, as the file states it."""

    name: str
    role: str = ""
    locator: str = ""
    address: str = ""
    quote: str = ""
    supports: str = ""


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One row of a report on its way back in.

    Attributes:
        line: Line of the file that the row begins on, counted from 1.
        claim_id: As the file states it.
        reading: The claim that is added when the draft has none at this span.
        cells: The reviewer's fields that the file has, empty as None, which for a status is not
            stated; ``sources`` is not among them.
        sources: The row's sources; None when the file has no source columns.
        checked_by: Who made the finding, as the file states it.
        checked_at: When, in UTC.
        second_by: Who read it a second time, as the file states it.
        second_at: When, in UTC.
        head_hash: Hash of the last event that the file knew of, ``""`` when it names none.
    """

    line: int
    claim_id: str
    reading: Claim
    cells: Mapping[str, str | None]
    sources: tuple[CitedSource, ...] | None
    checked_by: str | None
    checked_at: datetime | None
    second_by: str | None
    second_at: datetime | None
    head_hash: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did to one story: cells changed, claims added, cells left to a person."""

    story_id: str
    changed: tuple[Cell, ...]
    added: tuple[str, ...]
    conflicts: tuple[Conflict, ...]
    revision: int
