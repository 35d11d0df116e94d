"""The annotated copy: the story in Word, with a real comment at the words of each claim.

A story that came as .docx gets its comments in a copy of that very file. Only runs that a claim
begins or ends inside are cut in two, both halves formatted as the whole was (ECMA-376 part 1,
17.3.2 and 17.13.4). Word has no comments inside footnotes and text boxes: a claim there has its
comment where the note is referred to or the box is anchored, and the comment quotes it.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import docx
from docx.text.run import Run

from workbench.ingest.docx_file import Parts, RunPlace, read_parts
from workbench.ingest.kinds import FileKind
from workbench.report.comment_places import RunMap, Stretch
from workbench.report.dossier import finding
from workbench.report.facts import facts, source_line
from workbench.report.program import PROGRAM
from workbench.report.safe_text import for_xml
from workbench.report.words import reads_as
from workbench.store.chain import text_hash
from workbench.story import paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from docx.comments import Comment
    from docx.document import Document
    from docx.text.run import Run as DocxRun

    from workbench.report.dossier import Dossier
    from workbench.store import ClaimRecord

_MOST_INITIALS, _LONGEST_PROPERTY = 3, 255
_LINE_ENDS = re.compile(r"(\r\n|\r|\n|\t)")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, slots=True)
class Remark:
    """One comment on its way into the copy: where, by whom, since when, what it says."""

    start: int
    end: int
    author: str
    at: datetime
    lines: tuple[str, ...]


def annotated_copy(dossier: Dossier) -> bytes:
    """The story as .docx with a comment for the whole and one at each claim."""
    document = _own_file(dossier)
    if document is None:
        document, parts = set_anew(dossier.story.text)
        document.core_properties.title = for_xml(dossier.story.title)[:_LONGEST_PROPERTY]
        document.core_properties.author = for_xml(dossier.written_by)[:_LONGEST_PROPERTY]
    else:
        parts = read_parts(document)
    places = RunMap(parts, document)
    for remark in remarks(dossier):
        _put(document, places.stretch(remark.start, remark.end), remark, dossier)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def remarks(dossier: Dossier) -> list[Remark]:
    """What stands in the margin: first who, when and against what, then each claim, in text order.

    The offsets are those of the draft.
    """
    first = next(iter(paragraphs(dossier.story.text)), (0, len(dossier.story.text)))
    head = tuple(f"{name}: {words}" for name, words in dossier.about())
    found = [Remark(first[0], first[1], dossier.written_by, dossier.written_at, head)]
    return found + [
        Remark(
            one.reading.start,
            one.reading.end,
            one.checked_by or PROGRAM.partition(" ")[0],
            one.checked_at or dossier.written_at,
            tuple(_lines(one)),
        )
        for one in dossier.claims
    ]


def _lines(claim: ClaimRecord) -> Iterator[str]:
    yield f"Claim {claim.number}: {finding(claim)}"
    yield f"Reads as: {reads_as(claim.reading)}"
    yield from (f"Source: {source_line(one)}" for one in claim.sources)
    yield from (f"{name}: {words}" for name, words in facts(claim) if name != "Finding")


def _own_file(dossier: Dossier) -> Document | None:
    """The file that the draft came in, where it is a .docx whose text is the draft's."""
    file = dossier.file
    if file is None or file.kind != FileKind.DOCX.value or file.data is None:
        return None
    document = docx.Document(io.BytesIO(file.data))
    same = text_hash(read_parts(document).built.text) == dossier.story.draft_sha256
    return document if same else None


def set_anew(text: str) -> tuple[Document, Parts]:
    """A plain document with the paragraphs of a text, and the run of each with its place there."""
    document = docx.Document()
    parts = Parts()
    for start, end in paragraphs(text):
        run = document.add_paragraph().add_run()
        at = start
        for words in _LINE_ENDS.split(for_xml(text[start:end])):
            _show(run, words)
            parts.runs.append(RunPlace(at, at + len(words), run._r))  # noqa: SLF001
            at += len(words)
    return document, parts


def _show(run: DocxRun, words: str) -> None:
    """Put words, or one line end or tab, into a run as one element of it."""
    if words == "\t":
        run.add_tab()
    elif words in ("\n", "\r\n", "\r"):
        run.add_break()
    else:
        text = run._r.add_t(words)  # noqa: SLF001 - add_text would cut it at each dash
        text.set(_SPACE, "preserve")


def _put(document: Document, stretch: Stretch | None, remark: Remark, dossier: Dossier) -> None:
    if stretch is None:
        return
    runs = [Run(stretch.first, document), Run(stretch.last, document)]
    words = dossier.story.text[remark.start : remark.end]
    elsewhere = (f"In a {stretch.part}: “{words}”",) if stretch.part else ()
    comment = _comment(document, runs, remark)
    for number, line in enumerate((*elsewhere, *remark.lines)):
        paragraph = comment.paragraphs[0] if number == 0 else comment.add_paragraph()
        paragraph.add_run(for_xml(line))


def _comment(document: Document, runs: list[DocxRun], remark: Remark) -> Comment:
    author = for_xml(remark.author)
    initials = "".join(word[0] for word in author.split()[:_MOST_INITIALS])
    comment = document.add_comment(runs, author=author, initials=initials)
    comment._comment_elm.date = remark.at  # noqa: SLF001 - python-docx dates each comment today
    return comment
