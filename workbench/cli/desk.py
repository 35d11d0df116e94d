"""The verbs that write reports and bring them back to the desk."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from workbench import extract
from workbench.cli.inputs import read_story, standard_input
from workbench.cli.person import person
from workbench.cli.progress import Progress
from workbench.cli.result_lines import ALL_DONE, NOTHING_DONE, SOME_BAD
from workbench.errors import ReportError, SettingsError, StoreError
from workbench.ingest import read_published
from workbench.report import (
    Outcome,
    Profile,
    Rehearsed,
    bring_in,
    format_of,
    make_report,
    read_report,
    rehearse,
)
from workbench.store import Store, utc_now
from workbench.store.chain import text_hash

if TYPE_CHECKING:
    import argparse

    from workbench.report import ReadReport
    from workbench.report.rehearsal import WouldChange
    from workbench.store import Published

_NAMED_AT_MOST = 20


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
