"""What a hand-typed spreadsheet states of its claims, put on the claims of its story.

A row with one figure states its finding of that figure. A row without any, or with several, is
added as a passage that has the finding: which of its figures was meant, the row does not say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from workbench.claim import Claim, Kind, Status
from workbench.grammar.typed_dates import read_typed_date
from workbench.ingest import Role
from workbench.lexicon import rows as lexicon_rows
from workbench.store.records import CitedSource, ImportRow

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from workbench.ingest import StatedRow
    from workbench.store import Imported, Store, Who


_TWO_DAYS = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-]\d{2,4}")
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class _Finding:
    """What a row states, in the store's terms; ``note`` has whatever those cannot say."""

    status: Status | None
    note: str
    sources: tuple[CitedSource, ...]
    by: str | None
    at: datetime | None

    def __bool__(self) -> bool:
        return bool(self.status or self.note or self.sources)


def bring_sheet_in(
    store: Store, who: Who, story_id: str, file_name: str, stated: Sequence[StatedRow]
) -> Imported | None:
    """Save what the rows of a spreadsheet state, as events by ``who``; None when it is nothing.

    Who checked a row and when are kept as the file's own word, under its name.

    Raises:
        StoreError: nothing could be saved.
    """
    text = store.story(story_id).text
    found = [one.reading for one in store.claims(story_id)]
    rows = [row for one in stated for row in _rows(one, text, found)]
    return store.import_rows(who, story_id, file_name, rows) if rows else None


def _rows(stated: StatedRow, text: str, claims: Sequence[Claim]) -> Iterator[ImportRow]:
    finding = _finding(stated.said)
    within = [one for one in claims if stated.start <= one.start and one.end <= stated.end]
    if not finding and within:
        return
    yield ImportRow(
        line=stated.line,
        claim_id="",
        reading=within[0] if len(within) == 1 else _passage(stated, text),
        cells={
            "status": finding.status.value if finding.status else None,
            "note": finding.note or None,
        },
        sources=finding.sources or None,
        checked_by=finding.by,
        checked_at=finding.at,
        second_by=None,
        second_at=None,
        head_hash="",
    )


def _passage(stated: StatedRow, text: str) -> Claim:
    return Claim(
        start=stated.start,
        end=stated.end,
        ext_start=stated.start,
        ext_end=stated.end,
        text=text[stated.start : stated.end],
        kind=Kind.PASSAGE,
        value=None,
        speaker=stated.said.get(Role.SPEAKER),
        sent_start=stated.start,
        sent_end=stated.end,
        rules=("spreadsheet",),
    )


def _finding(said: Mapping[Role, str]) -> _Finding:
    status = status_of(said.get(Role.STATUS, ""))
    at = _day(said.get(Role.CHECKED_ON, ""))
    unsaid = {
        "Status": said.get(Role.STATUS, "") if _adds_to(status, said) else "",
        "Date": "" if at else said.get(Role.CHECKED_ON, ""),
        "Said by": said.get(Role.SPEAKER, ""),
    }
    extra = [f"{name} in the file: {words}" for name, words in unsaid.items() if words]
    note = "\n".join(filter(None, [said.get(Role.NOTE, ""), *extra]))
    return _Finding(status, note, tuple(_sources(said)), said.get(Role.CHECKED_BY), at)


def _adds_to(status: Status | None, said: Mapping[Role, str]) -> bool:
    """Whether the file's own word for the status says more than ours."""
    given = said.get(Role.STATUS, "").casefold()
    return bool(given) and (status is None or given not in (status.value, str(status)))


def status_of(words: str) -> Status | None:
    """The status that a newsroom's word means; None for a word that is not known.

    >>> status_of("TRUE").value, status_of("Pants on fire!").value, status_of("hm")
    ('confirmed', 'wrong', None)
    """
    known = {row["word"]: row["role"] for row in lexicon_rows("statuses")}
    found = known.get(" ".join(words.casefold().replace("_", " ").split()).strip(" .!?*#"))
    return Status(found) if found else None


def _sources(said: Mapping[Role, str]) -> Iterator[CitedSource]:
    """One source a line; the address and the place belong to the first."""
    names = [line.strip() for line in said.get(Role.SOURCE, "").splitlines() if line.strip()]
    address, locator = said.get(Role.ADDRESS, ""), said.get(Role.LOCATOR, "")
    if not names and address:
        names = [address]
    for number, name in enumerate(names):
        first = number == 0
        yield CitedSource(name, locator=locator if first else "", address=address if first else "")


def _day(words: str) -> datetime | None:
    """Noon in UTC of the day that was typed; None where it is no day, or could be two."""
    figures = _TWO_DAYS.fullmatch(words)
    if figures and figures[1] != figures[2] and max(int(figures[1]), int(figures[2])) <= _MONTHS:
        return None
    read = read_typed_date(words) if words else None
    first = read.days[0] if read is not None and read.unit == "day" else None
    return datetime.combine(first, time(12), UTC) if first else None
