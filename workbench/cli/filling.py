"""The stories of the command line put on the desk before it is opened."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from workbench import extract
from workbench.cli.extracting import tell_notes
from workbench.cli.inputs import NotGiven, Reading, StoryGiven, stories_given
from workbench.cli.person import person
from workbench.cli.progress import Progress
from workbench.errors import InputError
from workbench.ingest import is_report
from workbench.report import bring_in, bring_sheet_in, read_csv
from workbench.store import DraftFile, Store
from workbench.store.arrivals import numbered_like, slug
from workbench.store.chain import text_hash

if TYPE_CHECKING:
    import argparse


def fill(options: argparse.Namespace) -> str | None:
    """Put the named stories on the desk; the id of the first.

    An empty desk gets the sample when no story is named.

    Raises:
        InputError: none of the named can be read.
        StoreError: the store cannot be opened.
    """
    with Store.open(options.store) as store, Progress(sys.stderr) as progress:
        return _fill(store, options, progress)


def _fill(store: Store, options: argparse.Namespace, progress: Progress) -> str | None:
    if not options.stories:
        _add_sample(store)
        return None
    reports = [name for name in options.stories if _is_report(name)]
    stories = [name for name in options.stories if name not in reports]
    placed = []
    for given in stories_given(stories, Reading.asked(options)):
        if isinstance(given, NotGiven):
            sys.stderr.write(f"workbench: {given.error}\n")
            continue
        progress.at(f"reading {given.id}")
        tell_notes(given)
        placed.append(place(store, person(None), given))
    for name in reports:
        _bring_report_in(store, Path(name))
    if not placed and not reports:
        raise InputError("No story could be read, so the desk was not opened.")
    return placed[0] if placed else None


def _is_report(name: str) -> bool:
    """Whether a name is that of a CSV report of this program, which is brought in, not read."""
    file = Path(name)
    try:
        return file.suffix.lower() == ".csv" and is_report(file.read_bytes(), file.name)
    except OSError:
        return False


def _bring_report_in(store: Store, file: Path) -> None:
    report = read_csv(file.read_bytes())
    for line in str(bring_in(store, person(None), report, file.name)).splitlines():
        sys.stderr.write(f"workbench: {file.name}: {line}\n")


def _add_sample(store: Store) -> None:
    if store.stories():
        return
    # only a first run needs it
    from workbench.sample import add_sample  # noqa: PLC0415

    add_sample(store)


def place(store: Store, who: str, given: StoryGiven) -> str:
    """Put a story on the desk, or find it there; its id.

    The same text under the same name is the same story: a publication date that is given for it
    now is set, with the readings that follow from it.
    """
    base = slug(Path(str(given.id)).stem)
    same = store.stories_with_draft(text_hash(given.text))
    for story_id in (one for one in same if numbered_like(one, base)):
        was = store.story(story_id).published
        if given.published not in (None, was):
            sys.stderr.write(
                f"workbench: {story_id} is on the desk already: its publication was "
                f"{was or 'unknown'} and now is {given.published}; it is read again with it, which "
                "can be undone.\n"
            )
            found = extract(given.text, given.published)
            store.set_published(who, story_id, given.published, found)
        return story_id
    story_id = store.add_story(
        who,
        title=given.title,
        text=given.text,
        published=given.published,
        claims=extract(given.text, given.published),
        story_id=base,
        file=DraftFile.of(given.read) if given.read else None,
    )
    if story_id != base:
        sys.stderr.write(
            f"workbench: {story_id} is a story of its own beside {base}, which has another text. "
            f"If it is the next draft of {base}, take it in there on the page Drafts.\n"
        )
    if given.read and given.read.stated:
        bring_sheet_in(store, who, story_id, given.read.name, given.read.stated)
    return story_id
