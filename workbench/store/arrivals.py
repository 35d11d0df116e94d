"""Stories as they arrive on the desk, and claims that a reviewer adds."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select

from workbench.errors import NotFoundError, StoreError
from workbench.store.cells import writable
from workbench.store.chain import GENESIS, canonical, text_hash
from workbench.store.originals import keep_file
from workbench.store.schema import claims, drafts, stories
from workbench.store.sitting import Sitting, new_row
from workbench.store.stamps import published_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlalchemy import Connection

    from workbench.claim import Claim
    from workbench.store.journal import Journal
    from workbench.store.originals import DraftFile
    from workbench.store.records import Published

_LONGEST_SLUG = 60


def slug(name: str) -> str:
    """A name as the readable id of a story.

    >>> slug("Sixty names, 244 returned: Übersicht.txt"), slug("新闻")
    ('sixty-names-244-returned-ubersicht-txt', 'story')
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = "-".join(re.findall(r"[a-z0-9]+", plain))
    return words[:_LONGEST_SLUG].strip("-") or "story"


def find_same(conn: Connection, base: str, sha256: str, published: Published) -> str | None:
    """The story on the desk under this id (or one numbered) with the same text and publication."""
    wanted = (
        select(stories.c.id)
        .join(drafts, (drafts.c.story_id == stories.c.id) & (drafts.c.number == stories.c.draft))
        .where(drafts.c.sha256 == sha256, ~stories.c.archived)
        .where(stories.c.published.is_not_distinct_from(published_text(published)))
        .order_by(stories.c.id)
    )
    return next((row.id for row in conn.execute(wanted) if numbered_like(row.id, base)), None)


def numbered_like(story_id: str, base: str) -> bool:
    """Whether an id is the base, or the base with a number.

    >>> numbered_like("river-2", "river"), numbered_like("riverside", "river")
    (True, False)
    """
    return re.fullmatch(rf"{re.escape(base)}(-\d+)?", story_id) is not None


def free_id(conn: Connection, base: str) -> str:
    """The id itself, or with the first number from 2 that is free."""
    taken = set(conn.scalars(select(stories.c.id).where(stories.c.id.startswith(base))))
    number, candidate = 1, base
    while candidate in taken:
        number += 1
        candidate = f"{base}-{number}"
    return candidate


def receive(  # noqa: PLR0913, PLR0917 - a story arrives with these parts
    conn: Connection,
    begin: Callable[[Connection, str], Journal],
    story_id: str,
    arrived: tuple[str, str, Published],
    found: Sequence[Claim],
    file: DraftFile | None = None,
) -> None:
    """Put a story on the desk: its first draft and the claims read from it.

    Args:
        conn: A connection in a writing transaction.
        begin: Opens the journal of a story.
        story_id: A free id.
        arrived: Title, text and publication.
        found: The claims in text order; they get the numbers 1, 2, 3 ….
        file: What the text came in; None for pasted text.
    """
    title, text, published = arrived
    described = {"title": title, "draft_sha256": text_hash(writable(text))}
    day = published_text(published)
    conn.execute(
        insert(stories).values(
            id=story_id, title=writable(title), draft=1, published=day,
            received_at="", revision=0, head_hash=GENESIS,
        )
    )  # fmt: skip
    journal = begin(conn, story_id)
    conn.execute(stories.update().values(received_at=journal.at).where(stories.c.id == story_id))
    conn.execute(
        insert(drafts).values(
            story_id=story_id, number=1, text=text, sha256=described["draft_sha256"],
            received_at=journal.at, received_by=journal.who,
        )
    )  # fmt: skip
    journal.add("story", None, canonical({**described, "published": day}))
    if file is not None:
        keep_file(journal, 1, file)
    rows = [new_row(story_id, one, n, 1, by_hand=False) for n, one in enumerate(found, start=1)]
    for row in rows:
        journal.add("reading", None, row["reading"], row["id"])
    if rows:
        conn.execute(insert(claims), rows)
    journal.close()


def add_by_hand(sitting: Sitting, claim: Claim, wanted_number: int | None = None) -> str:
    """A claim that a reviewer adds to the present draft; its id.

    Raises:
        StoreError: the words are not in the draft at this place, or already are a claim.
    """
    conn, story_id = sitting.conn, sitting.journal.story_id
    draft, text = present_draft(conn, story_id)
    if claim.end > len(text) or text[claim.start : claim.end] != claim.text:
        raise StoreError(f'The draft does not say "{claim.text}" at character {claim.start}.')
    same = (claims.c.first == claim.start) & (claims.c.past == claim.end)
    mine = (claims.c.story_id == story_id) & (claims.c.draft == draft) & ~claims.c.gone
    if conn.execute(select(claims.c.id).where(mine & same)).first():
        raise StoreError(f'"{claim.text}" at this place already is a claim.')
    number = _number(conn, story_id, wanted_number)
    return sitting.add(claim, number, draft, by_hand=True).id


def _number(conn: Connection, story_id: str, wanted: int | None) -> int:
    """The wanted number where it is free, else the next."""
    of_story = claims.c.story_id == story_id
    if (
        wanted
        and not conn.execute(select(claims.c.id).where(of_story, claims.c.number == wanted)).first()
    ):
        return wanted
    return int(conn.scalar(select(func.max(claims.c.number)).where(of_story)) or 0) + 1


def present_draft(conn: Connection, story_id: str) -> tuple[int, str]:
    """Number and text of the story's present draft.

    Raises:
        NotFoundError: there is no such story.
    """
    row = conn.execute(
        select(drafts.c.number, drafts.c.text)
        .join(stories, (drafts.c.story_id == stories.c.id) & (drafts.c.number == stories.c.draft))
        .where(stories.c.id == story_id)
    ).one_or_none()
    if row is None:
        raise NotFoundError(f'There is no story "{story_id}" in this store.')
    return row.number, row.text
