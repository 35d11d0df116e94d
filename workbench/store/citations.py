"""What a reviewer writes in the table's source cell, read: title, address, where in it.

One line is one source. Nothing is rewritten: the line is kept as written, the parts beside it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from workbench.store.locators import split_locator

_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
# DOI Handbook, 2.2: "10." and a registrant's number, a slash, whatever the registrant likes
_DOI = re.compile(
    r"(?:\bdoi:\s*|(?<![\w./]))(?P<doi>10\.\d{4,9}(?:\.\d+)*/[^\s<>\"]+)", re.IGNORECASE
)
_RESOLVER = "https://doi.org/"
_EMPTY = re.compile(r"[(<]\s*[)>]")
_BETWEEN = " -\u2013\u2014:,;<>"
_NOT_OF_AN_ADDRESS = ".,;:!?'\u201d\u2019)]}"


@dataclass(frozen=True, slots=True)
class Citation:
    """One line of the cell; ``address`` and ``locator`` are ``""`` where it has none."""

    cited: str
    title: str
    address: str
    locator: str


def lines_of(cell: str) -> tuple[str, ...]:
    r"""The lines of a cell, trimmed, without the empty ones.

    >>> lines_of(" Annual report, p. 4 \n\n https://example.org/a ")
    ('Annual report, p. 4', 'https://example.org/a')
    """
    lines = cell.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return tuple(line.strip() for line in lines if line.strip())


def read_citation(line: str) -> Citation:
    """The parts of one line; only http and https count as an address.

    >>> read = read_citation("Annual report https://example.org/a.pdf, p. 4")
    >>> read.title, read.address, read.locator
    ('Annual report', 'https://example.org/a.pdf', 'p. 4')
    >>> read_citation("Annual report, p. 4, https://example.org/a.pdf").locator
    'p. 4'
    >>> read_citation("doi:10.1000/182, p. 4").address
    'https://doi.org/10.1000/182'
    >>> read_citation("javascript:alert(1)").address
    ''
    """
    name, locator = split_locator(line)
    found = _ADDRESS.search(name) or _DOI.search(name)
    if found is None:
        return Citation(line, name, "", locator)
    words = found.group().rstrip(_NOT_OF_AN_ADDRESS)
    address = words if found.re is _ADDRESS else _RESOLVER + found["doi"].rstrip(_NOT_OF_AN_ADDRESS)
    around = f"{name[: found.start()]} {name[found.start() + len(words) :]}"
    title = _without_edges(around)
    if not locator:
        title, locator = split_locator(title)
    title = _without_edges(title)
    return Citation(line, title or address, address, locator)


def safe_address(address: str) -> bool:
    """Whether these words are one address that may become a link.

    >>> safe_address("https://example.org/a"), safe_address("javascript:alert(1)")
    (True, False)
    """
    return _ADDRESS.fullmatch(address) is not None


def doi_of(address: str) -> str:
    """The DOI that an address resolves, ``""`` for none.

    >>> doi_of("https://doi.org/10.1000/182")
    '10.1000/182'
    """
    found = re.fullmatch(r"https?://(?:dx\.)?doi\.org/(10\.\d{4,9}\S*)", address, re.IGNORECASE)
    return found[1] if found else ""


def _without_edges(words: str) -> str:
    """A title without what stood between it and the address."""
    plain = " ".join(_EMPTY.sub(" ", words).split()).strip(_BETWEEN)
    # a full stop that ended the line stands where the address stood
    plain = re.sub(r"[\s,;]+\.$", "", plain).strip(_BETWEEN)
    return plain if plain.count("(") == plain.count(")") else plain.strip(f"{_BETWEEN}()")


def citation_of(name: str, locator: str, address: str) -> Citation:
    """A source that came in parts, as a line that reads back to those parts.

    >>> citation_of("Annual report", "p. 4", "https://example.org/a").cited
    'Annual report, p. 4'
    >>> citation_of("Annual report,p. 4", "p. 4", "").cited
    'Annual report,p. 4'
    """
    line = " ".join(lines_of(name)) or address or locator
    as_written = read_citation(line)
    cited = line if locator in ("", as_written.locator) else f"{line}, {locator}"
    # one rule for what may become a link: an address that the cell would refuse is refused here
    safe = read_citation(address).address if address else as_written.address
    return Citation(cited, as_written.title, safe, locator or as_written.locator)


def name_of(cited: str, locator: str) -> str:
    """The line without its locator, where :func:`citation_of` gives the line back from it.

    >>> name_of("Annual report, p. 4", "p. 4"), name_of("Annual report,p. 4", "p. 4")
    ('Annual report', 'Annual report,p. 4')
    """
    name = cited.removesuffix(f", {locator}") if locator else cited
    return name if citation_of(name, locator, "").cited == cited else cited


def title_key(title: str) -> str:
    """What two spellings of one title share.

    >>> title_key("Annual  Report") == title_key("annual report")
    True
    """
    return " ".join(title.casefold().split())
