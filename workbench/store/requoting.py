"""Quotes looked for again in the files that they were taken from, each file read once.

A quote that is not there is no tampering: somebody typed it otherwise than the file has it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from workbench.errors import InputError, StoreError
from workbench.evidence.quoting import Quotable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from workbench.ingest import IngestedText

    Reads: TypeAlias = Callable[[str], "IngestedText | None"]
    """A kept file by its SHA-256; None where nothing is left of it, and that is known."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quote of a claim's evidence, the SHA-256 of its file, where in it that is said to be."""

    claim_id: str
    file: str
    quote: str
    locator: str


@dataclass(frozen=True, slots=True)
class Requoted:
    """What became of looking for quotes again.

    Attributes:
        found: How many stand in their files.
        faults: One sentence for each that does not, and for each file that cannot be read.
    """

    found: int = 0
    faults: tuple[str, ...] = ()

    def __add__(self, other: Requoted) -> Requoted:
        return Requoted(self.found + other.found, (*self.faults, *other.faults))


def requote(quoted: Iterable[Quoted], names: Mapping[str, str], reads: Reads) -> Requoted:
    """Look for each quote in its file.

    Args:
        quoted: The quotes; one without words or without a file is not looked for.
        names: What the files are called, by SHA-256.
        reads: Opens a file; asked once for each, one file at a time.
    """
    by_file: dict[str, list[Quoted]] = {}
    for one in quoted:
        if one.file and one.quote.strip():
            by_file.setdefault(one.file, []).append(one)
    done = Requoted()
    for sha256, wanted in by_file.items():
        done += _in_file(wanted, names.get(sha256) or f"file {sha256[:12]}…", sha256, reads)
    return done


def _in_file(wanted: list[Quoted], name: str, sha256: str, reads: Reads) -> Requoted:
    try:
        read = reads(sha256)
    except (InputError, StoreError) as reason:
        claims = ", ".join(dict.fromkeys(one.claim_id for one in wanted))
        return Requoted(0, (f"the quotes of {claims} were not looked for: {reason}",))
    if read is None:
        return Requoted()
    document = Quotable.of(read)
    missing = [one for one in wanted if document.place_of(one.quote) is None]
    return Requoted(len(wanted) - len(missing), tuple(_told(one, name) for one in missing))


def _told(one: Quoted, name: str) -> str:
    place = f" ({one.locator})" if one.locator else ""
    return f"the quote of claim {one.claim_id} is not in {name} as kept{place}"
