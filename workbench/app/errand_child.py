"""The process in which long work is done: documents read into the index, a story looked up in it.

Started as ``python -m workbench.app.errand_child``. It reads one task, a line of JSON, from
standard input: ``{"do": "read", "store"}`` or ``{"do": "look", "store", "story"}``. It tells each
thing it has done in one line of JSON, ``{"fault"}`` for why it cannot, and ends with its input,
so that it never outlives the desk. It gives way to whatever else the machine has to do.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from threading import Thread
from typing import TYPE_CHECKING

from workbench.app.looked import looked_up
from workbench.claim import Status
from workbench.errors import InputError, WorkbenchError
from workbench.evidence import passages_of
from workbench.ingest import DocumentReader
from workbench.store import Store, reading_hash
from workbench.store.finding import look_up
from workbench.store.passages import PassageIndex

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.store import SourceFile

_GIVES_WAY = 10


def main() -> None:
    """Do the task that standard input names."""
    task = json.loads(sys.stdin.buffer.readline())
    Thread(target=_end_with_the_desk, daemon=True).start()
    if hasattr(os, "nice"):
        os.nice(_GIVES_WAY)
    try:
        _TASKS[task["do"]](task)
    except WorkbenchError as reason:
        _tell(fault=str(reason))


def _end_with_the_desk() -> None:
    # past Python's own buffer, which a thread must not hold when the work is done
    while os.read(0, 1):
        continue
    os._exit(0)


def _tell(**what: object) -> None:
    sys.stdout.buffer.write(json.dumps(what).encode() + b"\n")
    sys.stdout.buffer.flush()


def _read(task: Mapping[str, str]) -> None:
    """Bring the index to what the store keeps: what was erased leaves it, what is new comes in."""
    with Store.open(task["store"], make=False) as store:
        files = {one.sha256: one for one in store.source_files() if one.erased_at is None}
        with PassageIndex(store.index_file()) as index, DocumentReader() as reader:
            there = index.documents()
            for gone in there.keys() - files.keys():
                index.remove(gone)
            for sha256 in there.keys() & files.keys():
                _tell(file=sha256, passages=there[sha256])
            for sha256 in [one for one in files if one not in there]:
                _tell(file=sha256, name=files[sha256].name, done=0, of=0)
                _read_in(store, index, files[sha256], reader)


def _read_in(store: Store, index: PassageIndex, file: SourceFile, reader: DocumentReader) -> None:
    """One document; what cannot be read is said, and the next one is begun."""
    try:
        passages = passages_of(store.read_source_file(file, reader=reader))
    except InputError as reason:
        _tell(file=file.sha256, unread=str(reason))
        return

    def goes_on(done: int, of: int) -> bool:
        _tell(file=file.sha256, name=file.name, done=done, of=of)
        return True

    index.add(file.sha256, passages, goes_on)
    _tell(file=file.sha256, passages=len(passages))


def _look(task: Mapping[str, str]) -> None:
    """Look every claim of a story up, in the order of its text."""
    with Store.open(task["store"], make=False) as store:
        story = store.story(task["story"])
        claims = [one for one in store.claims(story.id) if one.status is not Status.DROPPED]
        names = {one.sha256: one.name for one in store.source_files()}
        _tell(of=len(claims))
        with PassageIndex(store.index_file()) as index:
            for claim in claims:
                said = claim.reading
                found = look_up(
                    index, said, story.text[said.sent_start : said.sent_end], story.published
                )
                told = asdict(looked_up(claim.id, found, names))
                told |= {"reading_hash": reading_hash(said, story.text)}
                _tell(of=len(claims), claim={name: told[name] for name in told if told[name]})


_TASKS = {"read": _read, "look": _look}

if __name__ == "__main__":
    main()
