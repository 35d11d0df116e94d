"""Where in a Word document a comment goes: runs that begin and end just where the words do."""

from __future__ import annotations

from bisect import bisect_right
from copy import deepcopy
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docx.document import Document
    from lxml.etree import _Element

    from workbench.ingest.docx_file import Parts, RunPlace

_T = qn("w:t")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_SHOWS = frozenset(
    qn(f"w:{name}") for name in ("t", "tab", "ptab", "cr", "noBreakHyphen", "br", "sym")
)
_RUN, _BOX, _BODY_REFERENCES = qn("w:r"), qn("w:txbxContent"), ("footnote", "endnote")


@dataclass(frozen=True, slots=True)
class Stretch:
    """The first and the last run of a stretch; ``part`` names where its words really stand.

    That is "" for words in the running text, else "text box", "footnote 3" or "endnote 1".
    """

    first: _Element
    last: _Element
    part: str = ""


@dataclass(slots=True)
class _Bit:
    """Characters of the text that one child of a run shows; no child where that is not certain."""

    start: int
    end: int
    run: _Element
    child: _Element | None


class RunMap:
    """The runs of a document by the characters of its text; cut where a comment needs an edge."""

    def __init__(self, parts: Parts, document: Document) -> None:
        self._body = document.element
        self._locators = parts.built.locators
        self._bits = [bit for run in _by_run(parts.runs) for bit in _bits(run)]

    def stretch(self, start: int, end: int) -> Stretch | None:
        """The runs of the text from ``start`` to ``end``; None in a document without any.

        Characters that no run shows, as the tab between two cells, get the run before them.
        """
        self._cut(start)
        self._cut(end)
        found = [bit for bit in self._bits_from(start, end) if bit.start < bit.end]
        found = found or self._bits[max(0, self._after(start) - 1) :][:1]
        if not found:
            return None
        return self._anchored(found, start)

    def _after(self, offset: int) -> int:
        return bisect_right(self._bits, offset, key=lambda bit: bit.start)

    def _bits_from(self, start: int, end: int) -> Iterator[_Bit]:
        # empty bits share their start with the one that follows them
        for bit in self._bits[max(0, self._after(start) - 2) :]:
            if bit.start >= end:
                return
            if bit.end > start:
                yield bit

    def _cut(self, offset: int) -> None:
        """Make a run end at this character, where one goes on over it."""
        number = self._after(offset) - 1
        if number < 0:
            return
        bit = self._bits[number]
        if bit.child is not None and bit.start < offset < bit.end:
            self._halve(number, offset)
            number += 1
        bit = self._bits[number]
        if bit.start != offset or bit.child is None:
            return
        before = bit.child.getprevious()
        if before is not None and before.tag != qn("w:rPr"):
            self._part(number)

    def _halve(self, number: int, offset: int) -> None:
        """Cut the text of one child in two."""
        bit = self._bits[number]
        child = bit.child
        if child is None or child.tag != _T:
            return
        words, at = child.text or "", offset - bit.start
        second = deepcopy(child)
        child.text, second.text = words[:at], words[at:]
        for half in (child, second):
            half.set(_SPACE, "preserve")
        child.addnext(second)
        self._bits.insert(number + 1, _Bit(offset, bit.end, bit.run, second))
        bit.end = offset

    def _part(self, number: int) -> None:
        """Let a run of its own begin with this child, formatted as the one that it was in."""
        first = self._bits[number]
        run, child = first.run, first.child
        if child is None:
            return
        moved = [child, *child.itersiblings()]
        fresh = run.makeelement(_RUN, dict(run.attrib))
        format_ = run.find(qn("w:rPr"))
        if format_ is not None:
            fresh.append(deepcopy(format_))
        fresh.extend(moved)
        run.addnext(fresh)
        for bit in self._bits[number:]:
            if bit.run is not run:
                break
            bit.run = fresh

    def _anchored(self, bits: Sequence[_Bit], start: int) -> Stretch:
        """The stretch where Word takes a comment: neither in a note nor in a text box."""
        first = bits[0].run
        if first.getroottree().getroot() is not self._body:
            part = self._part_at(start)
            run = self._reference(part)
            return Stretch(run, run, part)
        box = next((one for one in first.iterancestors(_BOX)), None)
        if box is not None:
            holder = list(box.iterancestors(_RUN))
            return Stretch(holder[-1], holder[-1], "text box")
        same = [bit.run for bit in bits if _in_body(bit.run, self._body)]
        return Stretch(first, same[-1])

    def _part_at(self, start: int) -> str:
        before = [one.part for one in self._locators if one.start <= start]
        return before[-1] if before else ""

    def _reference(self, part: str) -> _Element:
        """The run that refers to a note; the last of the text where none does."""
        kind, _, number = part.partition(" ")
        if kind in _BODY_REFERENCES:
            for one in self._body.iter(qn(f"w:{kind}Reference")):
                if one.get(qn("w:id")) == number and one.getparent().tag == _RUN:
                    return one.getparent()
        return next(bit.run for bit in reversed(self._bits) if _in_body(bit.run, self._body))


def _in_body(run: _Element, body: _Element) -> bool:
    return bool(run.getroottree().getroot() is body and not list(run.iterancestors(_BOX)))


def _by_run(places: Sequence[RunPlace]) -> Iterator[list[RunPlace]]:
    """The places of each run together; they follow each other."""
    for _, same in groupby(places, key=lambda place: id(place.run)):
        yield list(same)


def _bits(places: Sequence[RunPlace]) -> Iterator[_Bit]:
    """A bit per child that shows characters, where each place is certain to be one of them."""
    run = places[0].run
    shown = [child for child in run if child.tag in _SHOWS and not _turns_page(child)]
    certain = len(shown) == len(places) and all(
        child.tag != _T or len(child.text or "") == place.end - place.start
        for child, place in zip(shown, places, strict=True)
    )
    for number, place in enumerate(places):
        yield _Bit(place.start, place.end, run, shown[number] if certain else None)


def _turns_page(child: _Element) -> bool:
    return bool(child.tag == qn("w:br") and child.get(qn("w:type")) == "page")
