"""The verbs that keep the store: is its history whole, a copy of it."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.cli.progress import Progress
from workbench.cli.result_lines import ALL_DONE, SOME_BAD
from workbench.errors import ReportError
from workbench.ingest import DocumentReader
from workbench.report import check_bundle, check_report, is_workbook
from workbench.store import Store

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from workbench.store import Verdict
    from workbench.store.requoting import Requoted

_SQLITE, _PACKED = b"SQLite format 3\0", b"PK\3\4"


def run_verify(options: argparse.Namespace) -> int:
    """Check a store, or a report against the store; the exit code."""
    given, against = str(options.file or options.store), options.against
    if _is_report(given):
        return _verify_report(options.store, given)
    with (
        Store.open(given, make=False) as store,
        DocumentReader() as reader,
        Progress(sys.stderr) as progress,
    ):
        progress.at("verifying")
        verdicts = store.verify()
        whole = _tell(verdicts)
        for story_id in [one.story_id for one in verdicts if one.fault is None]:
            progress.at(f"looking for the quotes of {story_id} in their files")
            whole &= _tell_quotes(story_id, store.find_quotes_again(story_id, reader=reader))
        faults = (
            check_report(store, _read(options.against), options.against) if options.against else []
        )
    sys.stdout.writelines(f"{against}: {fault}\n" for fault in faults)
    return ALL_DONE if whole and not faults else SOME_BAD


def _is_report(given: str) -> bool:
    """Whether a file is there and is no store."""
    file = Path(given)
    if "://" in given or not file.is_file():
        return False
    with file.open("rb") as opened:
        first = opened.read(len(_SQLITE))
    return first not in (b"", _SQLITE)


def _verify_report(store_url: str, file: str) -> int:
    data = _read(file)
    if data.startswith(_PACKED) and not is_workbook(file):
        return _tell_faults(file, check_bundle(data), "whole, and true to its own history")
    with Store.open(store_url, make=False) as store:
        faults = check_report(store, data, file)
    return _tell_faults(file, faults, f"true to the history of {store_url}")


def _tell_faults(file: str, faults: Sequence[str], whole: str) -> int:
    sys.stdout.writelines(f"{file}: {fault}\n" for fault in faults)
    if not faults:
        sys.stdout.write(f"{file}: {whole}.\n")
    return SOME_BAD if faults else ALL_DONE


def _tell(verdicts: Sequence[Verdict]) -> bool:
    """Print what became of each story; whether all are whole."""
    for verdict in verdicts:
        what = f"whole, {verdict.events} events, head {verdict.head_hash}"
        sys.stdout.write(f"{verdict.story_id}: {verdict.fault or what}.\n")
        sys.stdout.writelines(f"{verdict.story_id}: {one}.\n" for one in verdict.erased)
    return all(verdict.fault is None for verdict in verdicts)


def _tell_quotes(story_id: str, looked: Requoted) -> bool:
    """Print what became of the quotes of a story; whether all stand in their files."""
    if looked.found:
        number = "1 quote stands" if looked.found == 1 else f"{looked.found} quotes stand"
        sys.stdout.write(f"{story_id}: {number} in the files as kept.\n")
    sys.stdout.writelines(f"{story_id}: {fault.rstrip('.')}.\n" for fault in looked.faults)
    return not looked.faults


def run_backup(options: argparse.Namespace) -> int:
    """Copy the store; the exit code."""
    file = Path(options.file)
    if file.is_dir():
        file /= f"desk-{datetime.now(UTC):%Y-%m-%dT%H%M%SZ}.sqlite"
    with Store.open(options.store, make=False) as store, Progress(sys.stderr) as progress:
        progress.at(f"copying to {file}")
        store.backup(file)
    sys.stdout.write(f"{file}\n")
    return ALL_DONE


def _read(file: str) -> bytes:
    """The bytes of a report.

    Raises:
        ReportError: it cannot be read.
    """
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise ReportError(f"{file} cannot be read: {error.strerror or error}.") from error
