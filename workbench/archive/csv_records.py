"""The rows of a stretch of a CSV file, and the encoding that all of it is in."""

from __future__ import annotations

import csv
from contextlib import suppress
from itertools import count
from typing import TYPE_CHECKING, Final

from workbench.archive.records import LONGEST_LINE, TORN, opened, told
from workbench.errors import InputError
from workbench.ingest.decoding import decode, in_encoding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path
    from typing import BinaryIO

    from workbench.archive.records import Cells

UTF8: Final = "utf-8"
_SAMPLE: Final = 1 << 16


def csv_encoding(path: Path) -> str:
    """The encoding of a CSV: UTF-8 if most of its lines that are not ASCII are in it, or a guess.

    Raises:
        InputError: it is no text.
    """
    right = wrong = 0
    sample = b""
    # of one that breaks off what is there decides: whoever reads it says where it ends
    with suppress(*TORN), opened(path) as stream:
        while line := stream.readline(LONGEST_LINE):
            if line.isascii():
                continue
            if _is_utf8(line):
                right += 1
                continue
            wrong += 1
            sample += line if len(sample) < _SAMPLE else b""
    if wrong <= right:
        return UTF8
    try:
        found = decode(sample, path.name).encoding
    except InputError as reason:
        raise InputError("it is no text: save it as CSV in UTF-8") from reason
    if found.startswith(("utf-16", "utf-32")):
        raise InputError(f"it is in {found.upper()}: save it as UTF-8")
    return found


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


class _CsvLines:
    """The lines of a CSV as text, and the byte up to which they were taken."""

    def __init__(self, stream: BinaryIO, at: int, encoding: str) -> None:
        self._stream, self.at, self._encoding = stream, at, encoding
        stream.seek(at)

    def __iter__(self) -> _CsvLines:
        return self

    def __next__(self) -> str:
        line = self._stream.readline(LONGEST_LINE)
        if not line:
            raise StopIteration
        first = self.at == 0
        self.at += len(line)
        if self._encoding != UTF8:
            return in_encoding(line, self._encoding)
        # an odd byte among lines of UTF-8 is no reason to lose its story
        return line.decode("utf-8-sig" if first else UTF8, "replace")


def csv_header(path: Path, sign: str, encoding: str) -> tuple[list[str], int]:
    """The names in the first row, and the byte where the rows begin.

    Raises:
        InputError: there is none.
    """
    try:
        with opened(path) as stream:
            lines = _CsvLines(stream, 0, encoding)
            names = next(csv.reader(lines, delimiter=sign), [])
            return names, lines.at
    except (*TORN, csv.Error) as reason:
        raise InputError(f"it cannot be read ({told(reason)})") from reason


def csv_rows(
    path: Path, sign: str, encoding: str, start: int, stop: int | None
) -> Iterator[tuple[int, list[str] | str]]:
    """Where each row of the stretch begins, which begins with a row, and its cells or its fault."""
    csv.field_size_limit(LONGEST_LINE)
    at = start
    try:
        with opened(path) as stream:
            lines = _CsvLines(stream, start, encoding)
            reader = csv.reader(lines, delimiter=sign)
            for _ in count():
                at = lines.at
                if stop is not None and at >= stop:
                    return
                try:
                    row = next(reader)
                except StopIteration:
                    return
                except csv.Error as reason:
                    reader = csv.reader(lines, delimiter=sign)
                    yield at, f"The row is no CSV ({reason})."
                else:
                    if row:
                        yield at, row
    except TORN as reason:
        yield at, f"The file breaks off after this record ({told(reason)}): the rest is not read."


def cells_under(header: Sequence[str]) -> Callable[[object], Cells | str]:
    """How a row of a CSV becomes cells: by its header, an empty or missing one is None."""

    def read(row: object) -> Cells | str:
        cells = row if isinstance(row, list) else []
        if len(cells) > len(header):
            return f"The row has {len(cells)} cells, the header {len(header)}."
        return {name: cell or None for name, cell in zip(header, cells, strict=False)}

    return read
