"""The report as CSV: UTF-8 with BOM, commas, CRLF; the first line is the header."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from workbench.report.profile import Profile
from workbench.report.table import Row, columns, extracted_row, profiled_columns, profiled_row
from workbench.store.chain import text_hash

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import BinaryIO

    from workbench.claim import Claim
    from workbench.store import ClaimRecord, Published, StoryRecord

_BOM = b"\xef\xbb\xbf"


def write_csv(
    story: StoryRecord,
    claims: Sequence[ClaimRecord],
    stream: BinaryIO,
    profile: Profile = Profile.DESK,
) -> None:
    """Write the report of a story: a row per claim, in text order."""
    names = profiled_columns(claims, profile)
    stream.write(_BOM + _lines(names, [dict(zip(names, names, strict=True))]))
    stream.write(_lines(names, [profiled_row(story, claim, profile) for claim in claims]))


def start_extracted(stream: BinaryIO) -> None:
    """Write the one header of a report over stories that are on no desk."""
    names = columns(0)
    stream.write(_BOM + _lines(names, [dict(zip(names, names, strict=True))]))


def write_extracted(
    story_id: str, text: str, published: Published, claims: Sequence[Claim], stream: BinaryIO
) -> None:
    """Write the rows of one such story."""
    story = (story_id, text, text_hash(text))
    rows = [extracted_row(story, published, n, one) for n, one in enumerate(claims, start=1)]
    stream.write(_lines(columns(0), rows))


def _lines(names: list[str], rows: Iterable[Row]) -> bytes:
    written = io.StringIO(newline="")
    csv.DictWriter(written, names, restval="", lineterminator="\r\n").writerows(rows)
    # half a surrogate pair, which JSON can carry, is the one thing that UTF-8 cannot
    return written.getvalue().encode("utf-8", "backslashreplace")
