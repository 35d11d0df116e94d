"""The project's own sample story, and a review of it that stops part-way.

The story is in our own words; its people and institutions are invented and its sources lie at
example.org, so that no made-up finding about anybody real is shipped.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from io import BytesIO
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from workbench.grammar import extract
from workbench.report import write_csv
from workbench.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

STORY_ID = "sample"
TITLE = "More fighters want to leave as the caliphate shrinks"
PUBLISHED = date(2016, 6, 4)
_READER = "Claims Workbench"
_REPORT = "Hartwell Centre (example), Leaving the Ranks, p. {}\nhttps://example.org/hartwell/ranks"
_HEARING = "Minutes of the hearing (example), p. 7"


def sample_text() -> str:
    """The words of the sample story."""
    return (files(__package__) / "story.txt").read_bytes().decode("utf-8")


def add_sample(store: Store) -> str:
    """Put the sample story on the desk, nothing of it checked yet; returns its id."""
    text = sample_text()
    return store.add_story(
        _READER,
        title=TITLE,
        text=text,
        published=PUBLISHED,
        claims=extract(text, PUBLISHED),
        story_id=STORY_ID,
    )


def review_sample(store: Store) -> str:
    """The sample story as two reviewers left it part-way; returns its id.

    Every finding is made through the one way that the app uses too.
    """
    story_id = add_sample(store)
    claims = store.claims(story_id)
    for who, words, cells in _FINDINGS:
        claim = next(claim for claim in claims if claim.reading.text == words)
        store.apply(
            who,
            {(claim.id, field): value for field, value in cells.items()},
            {(claim.id, field): "open" if field == "status" else None for field in cells},
        )
    return story_id


_FINDINGS: tuple[tuple[str, str, dict[str, str]], ...] = (
    (
        "A. Reviewer",
        "thousands",
        {"status": "confirmed", "sources": _REPORT.format(3)},
    ),
    ("A. Reviewer", "2014", {"status": "confirmed", "sources": _REPORT.format(3)}),
    (
        "A. Reviewer",
        "244",
        {"status": "confirmed", "said_so": "exact", "sources": _HEARING},
    ),
    (
        "B. Second",
        "mid-May",
        {
            "status": "asked",
            "sources": "Committee secretariat (example), call of 3 June",
            "note": "Date of the hearing: they call back.",
        },
    ),
    ("B. Second", "January 2014", {"status": "confirmed", "sources": _REPORT.format(2)}),
    (
        "B. Second",
        "60",
        {
            "status": "confirmed_with_change",
            "proposed": "61 names",
            "sources": "Hartwell Centre (example), list as of 1 June, row 61",
            "note": "One name was added on 1 June.",
        },
    ),
    ("A. Reviewer", "recent weeks", {"status": "unverifiable", "note": "No dates given."}),
)


def sample_report() -> bytes:
    """The CSV of the part-way reviewed sample, the same bytes each time: fixed clock and salts."""
    with TemporaryDirectory() as folder:
        clock, salt = _minutes(), count()
        with Store.open(
            f"sqlite:///{Path(folder) / 'sample.db'}",
            clock=lambda: next(clock),
            salt=lambda: next(salt).to_bytes(16, "big"),
        ) as store:
            story_id = review_sample(store)
            stream = BytesIO()
            write_csv(store.story(story_id), store.claims(story_id), stream)
    return stream.getvalue()


def _minutes() -> Iterator[datetime]:
    moment = datetime(2016, 6, 4, 9, 0, tzinfo=UTC)
    while True:
        yield moment
        moment += timedelta(minutes=1)
