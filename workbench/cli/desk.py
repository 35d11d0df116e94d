"""The verbs that work on the desk: open it, serve it, report, import."""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from workbench import extract
from workbench.cli.extracting import tell_notes
from workbench.cli.inputs import (
    NotGiven,
    Reading,
    StoryGiven,
    read_story,
    standard_input,
    stories_given,
)
from workbench.cli.progress import Progress
from workbench.cli.result_lines import ALL_DONE, NOTHING_DONE, SOME_BAD
from workbench.errors import InputError, ReportError, SettingsError, StoreError
from workbench.ingest import is_report, read_published
from workbench.report import (
    Outcome,
    Profile,
    Rehearsed,
    bring_in,
    bring_sheet_in,
    format_of,
    make_report,
    read_csv,
    read_report,
    rehearse,
)
from workbench.store import DraftFile, Store, utc_now
from workbench.store.arrivals import numbered_like, slug
from workbench.store.chain import text_hash

if TYPE_CHECKING:
    import argparse

    from workbench.report import ReadReport
    from workbench.report.rehearsal import WouldChange
    from workbench.store import Published

_NAMED_AT_MOST = 20


def run_app(options: argparse.Namespace) -> int:
    """Put the stories on the desk and serve it until it is stopped; the exit code."""
    # the other verbs must not wait for Streamlit
    from workbench.app.launch import run  # noqa: PLC0415

    with Store.open(options.store) as store, Progress(sys.stderr) as progress:
        first = _fill(store, options, progress)
    return run(
        options.store,
        story_id=first,
        host=options.host,
        port=options.port,
        headless=options.verb == "serve",
        password_file=Path(options.shared_password_file) if options.shared_password_file else None,
        archive=Path(options.archive) if options.archive else None,
    )


def _fill(store: Store, options: argparse.Namespace, progress: Progress) -> str | None:
    """Put the named stories on the desk; the id of the first.

    An empty desk gets the sample when no story is named.

    Raises:
        InputError: none of the named can be read.
    """
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


def person(named: str | None) -> str:
    """Who this is: as named, else the user's name.

    Raises:
        SettingsError: the system does not know.
    """
    try:
        return named or getpass.getuser()
    except (ImportError, KeyError, OSError) as error:
        raise SettingsError("This system has no user name for you: say --who NAME.") from error


def run_report(options: argparse.Namespace) -> int:
    """Write the report of a story; the exit code."""
    form = options.format or format_of(options.output)
    with Store.open(options.store, make=False) as store, Progress(sys.stderr) as progress:
        story_id = options.story or _only_story(store)
        progress.at(f"writing the report of {story_id}")
        written = make_report(
            store,
            story_id,
            form,
            who=person(options.who),
            at=utc_now(),
            profile=Profile(options.profile),
        )
    if options.output == "-":
        sys.stdout.buffer.write(written)
    else:
        _save(Path(options.output), written)
    return ALL_DONE


def _only_story(store: Store) -> str:
    ids = [story.id for story in store.stories()]
    if not ids:
        raise StoreError("There is no story in this store yet: add one with `workbench STORY.txt`.")
    if len(ids) > 1:
        some = ", ".join(ids[:_NAMED_AT_MOST]) + (" …" if len(ids) > _NAMED_AT_MOST else "")
        raise StoreError(f"Say which story with --story: {some}.")
    return ids[0]


def _save(file: Path, data: bytes) -> None:
    """Write a file whole or not at all.

    Raises:
        ReportError: it cannot be written.
    """
    try:
        if file.exists() and not file.is_file():
            file.write_bytes(data)
            return
        target = file.resolve()
        partial = target.with_name(f".{target.name}.{os.getpid()}")
        partial.write_bytes(data)
        partial.replace(target)
    except OSError as error:
        raise ReportError(f"{file} cannot be written: {error.strerror or error}.") from error


def run_import(options: argparse.Namespace) -> int:
    """Bring a report back in; the exit code."""
    who = person(options.who)
    name = "standard input" if options.file == "-" else Path(options.file).name
    report = read_report(_read_report(options), name)
    with Store.open(options.store) as store, Progress(sys.stderr) as progress:
        progress.at(f"importing {name}")
        if options.story:
            _place_text_of(store, who, options, report)
        if options.dry_run:
            outcome: Outcome = rehearse(store, who, report, name)
        else:
            outcome = bring_in(store, who, report, name)
    if isinstance(outcome, Rehearsed):
        sys.stdout.writelines(f"{_would(one)}\n" for one in outcome.changes)
        sys.stdout.write("Nothing was changed; without --dry-run:\n")
    summary, *told = str(outcome).splitlines()
    sys.stdout.write(f"{summary}\n")
    sys.stderr.writelines(f"workbench: {line}\n" for line in told)
    if outcome.problems and not report.rows:
        return NOTHING_DONE
    return SOME_BAD if told else ALL_DONE


def _would(change: WouldChange) -> str:
    """One cell that would change, on one line."""
    old, new = (" / ".join(words.splitlines()) or "nothing" for words in (change.old, change.new))
    return f"Claim {change.number} ({change.claim}): {change.field}: {old} -> {new}"


def _read_report(options: argparse.Namespace) -> bytes:
    if options.file == "-":
        if options.story == "-":
            raise SettingsError("Standard input is one file: give the report or the story by name.")
        return standard_input().read()
    try:
        return Path(options.file).read_bytes()
    except OSError as error:
        raise ReportError(f"{options.file} cannot be read: {error.strerror or error}.") from error


def _place_text_of(store: Store, who: str, options: argparse.Namespace, report: ReadReport) -> None:
    """Put the report's own story on the desk, under the id and title that the report knows.

    Raises:
        ReportError: the text is not the one that the report is about.
    """
    read = read_story(options.story)
    sha256 = text_hash(read.text)
    row = next((row for row in report.rows if row.cells["draft_sha256"] == sha256), None)
    if row is None:
        raise ReportError(f"{options.story} is not the text that {options.file} is about.")
    if store.stories_with_draft(sha256):
        return
    published: Published = options.published or read_published(row.cells.get("published"))
    store.add_story(
        who,
        title=row.cells.get("story") or read.title,
        text=read.text,
        published=published,
        claims=extract(read.text, published),
        story_id=row.cells["claim_id"].rpartition(".")[0] or None,
    )
