"""``workbench find``: for each claim of a file the passages of documents that speak of it."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.cli.inputs import standard_input
from workbench.cli.progress import Progress
from workbench.cli.result_lines import ALL_DONE, SOME_BAD, ending, write_line
from workbench.errors import InputError
from workbench.evidence import paragraph, passages_of, table_of
from workbench.ingest import DocumentReader, read_story_file
from workbench.store.finding import find_in
from workbench.store.passages import PassageIndex

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator, Sequence

    from workbench.evidence import Passage
    from workbench.store.finding import Found

_PATIENCE = 4
"""How many times longer than a story a document may take."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A line of the claims: the claim, or what is wrong with the line."""

    line: int
    id: object
    claim: str = ""
    error: str = ""


def run_find(options: argparse.Namespace) -> int:
    """Write what the documents have on each claim, a line for a line; the exit code."""
    done = bad = 0
    with Progress(sys.stderr) as progress, PassageIndex() as index:
        progress.at("reading the documents")
        unread = _fill(index, options.documents, progress)
        for asked in _claims(options.claims):
            progress.at(f"looking for claim {asked.line}")
            if asked.error:
                bad += 1
                write_line({"claim_id": asked.id, "line": asked.line, "error": asked.error})
            else:
                done += 1
                write_line(_told(asked.id, find_in(index, asked.claim)))
    return ending(done, bad) or (SOME_BAD if unread else ALL_DONE)


def _told(claim: object, found: Found) -> dict[str, object]:
    return {
        "claim_id": claim,
        "ranked": [one.id for one in found.passages],
        "verdict": found.verdict.value,
        "cells": [list(cell) for cell in found.cells],
    }


def _fill(index: PassageIndex, names: Sequence[str], progress: Progress) -> int:
    """Put every document into the index; how many could not be read, each told on standard error.

    Raises:
        InputError: none could be.
    """
    unread = 0
    with DocumentReader(patience=_PATIENCE) as reader:
        for number, name in enumerate(names):
            progress.at(f"reading document {number + 1} of {len(names)} ({name})")
            try:
                index.add(f"{number}", _passages(name, reader))
            except InputError as reason:
                unread += 1
                sys.stderr.write(f"workbench: {reason}\n")
    if unread == len(names):
        raise InputError("No document could be read: there is nothing to look in.")
    return unread


def _passages(name: str, reader: DocumentReader) -> list[Passage]:
    if name.lower().endswith(".jsonl"):
        return [_passage(name, line, given) for line, given in _objects(name)]
    return passages_of(read_story_file(name, reader=reader, as_source=True))


def _passage(name: str, line: int, given: object) -> Passage:
    """A line of documents as a passage.

    Raises:
        InputError: it is none.
    """
    fields = given if isinstance(given, dict) else {}
    called, text, table = fields.get("doc_id"), fields.get("text"), fields.get("table")
    if isinstance(called, str) and isinstance(text, str):
        return paragraph(called, text)
    rows = _rows(table)
    if isinstance(called, str) and rows:
        return table_of(called, str(fields.get("caption") or ""), rows)
    told = given if isinstance(given, str) else 'it needs "doc_id" and "text", or a "table".'
    raise InputError(f"Line {line} of {name} is no document: {told}")


def _rows(given: object) -> list[list[str]]:
    """The rows of a table as JSON has them, numbers as they are written; none if it is no table."""
    rows = given if isinstance(given, list) else []
    if not all(isinstance(row, list) for row in rows):
        return []
    return [["" if cell is None else str(cell) for cell in row] for row in rows]


def _claims(name: str) -> Iterator[_Asked]:
    for line, given in _objects(name):
        fields = given if isinstance(given, dict) else {}
        claim = fields.get("claim")
        if isinstance(claim, str) and "claim_id" in fields:
            yield _Asked(line, fields["claim_id"], claim)
        else:
            error = given if isinstance(given, str) else 'it needs "claim_id" and "claim".'
            yield _Asked(line, fields.get("claim_id"), error=f"The line is no claim: {error}")


def _objects(name: str) -> Iterator[tuple[int, object]]:
    """Each line's number from 1 and what it holds: an object, or the words for what is wrong."""
    if name == "-":
        yield from _parsed(standard_input())
        return
    try:
        with Path(name).open("rb") as stream:
            yield from _parsed(stream)
    except OSError as error:
        raise InputError(f"{name} cannot be read: {error.strerror or error}.") from error


def _parsed(stream: Iterable[bytes]) -> Iterator[tuple[int, object]]:
    for number, raw in enumerate(stream, start=1):
        try:
            found = json.loads(raw.decode("utf-8-sig"))
        except (ValueError, RecursionError) as error:
            yield number, f"it is no JSON in UTF-8 ({type(error).__name__})."
        else:
            yield number, found if isinstance(found, dict) else "it is no object."
