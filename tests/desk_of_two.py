"""A small story with its claims, as the tests of the store and of the reports use it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.claim import Claim, Kind, Modifier
from workbench.store import Store
from workbench.store.readings import from_json, to_json

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.databases import Place
    from workbench.store.people import Who

TEXT = "At least 244 people came back in January 2014.\r\nScores left; the vote ended 3-2."


def claim_at(words: str, kind: Kind = Kind.PASSAGE, *, text: str = TEXT) -> Claim:
    """A claim on these words, unread."""
    start = text.index(words)
    stop = start + len(words)
    return Claim(
        start=start, end=stop, ext_start=start, ext_end=stop, text=words, kind=kind, value=None,
        sent_start=0, sent_end=len(text),
    )  # fmt: skip


def readings() -> list[Claim]:
    """The four claims of the story, one of each form of value."""
    people = claim_at("244", Kind.COUNT)
    date = claim_at("January 2014", Kind.DATE)
    scores = claim_at("Scores", Kind.COUNT)
    score = claim_at("3-2", Kind.SCORE)
    return [
        _with(people, (Decimal(244), None), modifier=Modifier.AT_LEAST, counted="people"),
        _with(date, "2014-01"),
        _with(scores, None, guess="Scores is a vague size."),
        _with(score, "3-2"),
    ]


def _with(claim: Claim, value: object, **more: object) -> Claim:
    fields = {name: getattr(claim, name) for name in Claim.__dataclass_fields__}
    return Claim(**{**fields, "value": value, **more})


def clock() -> Callable[[], datetime]:
    """A clock that goes on by a minute each time it is asked."""
    minutes = count()
    noon = datetime(2016, 6, 4, 12, tzinfo=UTC)
    return lambda: noon + timedelta(minutes=next(minutes))


def salt() -> Callable[[], bytes]:
    """Salts that are the same in each run."""
    numbers = count()
    return lambda: next(numbers).to_bytes(16, "big")


def open_store(place: Path | Place, name: str = "desk.sqlite") -> Store:
    """A store of the test's own, with a clock of its own; a folder is for a file in it."""
    url = str(place / name) if isinstance(place, Path) else place.url(name)
    return Store.open(url, clock=clock(), salt=salt())


def with_story(place: Path | Place, name: str = "desk.sqlite") -> tuple[Store, str]:
    """Such a store with the story on it."""
    store = open_store(place, name)
    story = store.add_story("Ann", title="Returnees", text=TEXT, published=None, claims=readings())
    return store, story


def put(store: Store, claim_id: str, who: Who = "Ann", **cells: str) -> int:
    """Set cells that nobody has touched; the story's revision."""
    untouched = {"status": "open"}
    applied = store.apply(
        who,
        {(claim_id, name): value for name, value in cells.items()},
        {(claim_id, name): untouched.get(name) for name in cells},
    )
    assert applied.conflicts == ()
    return applied.revision


def reread(words: str, value: str) -> list[Claim]:
    """The story's readings with one date read otherwise."""
    return [
        from_json(to_json(one).replace('{"text":"2014-01"}', f'{{"text":"{value}"}}'))
        if one.text == words
        else one
        for one in readings()
    ]
