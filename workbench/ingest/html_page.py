"""Web pages: the article without what stands around it, and with every figure that is in it.

trafilatura finds the article and what the page says of itself. It loses captions and now and then
a paragraph, and sets 10² as 102; so the page's own blocks are walked here, and what stands between
the first and the last block that trafilatura keeps is of the article, unless it is marked as
something else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from workbench.ingest.pieces import Assembly, Extracted, Said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element as Element

_SKIPPED = frozenset(
    (
        *("script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed"),
        *("button", "select", "input", "textarea", "option", "head", "audio", "video", "canvas"),
        *("map", "dialog"),
    )
)
_AROUND = frozenset(("nav", "footer", "aside", "form", "menu"))
_BLOCKS = frozenset(
    (
        *("p", "h1", "h2", "h3", "h4", "h5", "h6", "hgroup", "li", "ul", "ol", "dl", "dt", "dd"),
        *("figure", "figcaption", "caption", "table", "thead", "tbody", "tfoot", "tr", "td", "th"),
        *("div", "section", "article", "main", "body", "html", "header", "footer", "nav", "aside"),
        *("blockquote", "pre", "address", "details", "summary", "form", "fieldset", "center"),
    )
)
_MARKED = re.compile(
    r"(?:^|[-_ ])(?:related|recommend\w*|newsletter|share|sharing|social|promo\w*|advert\w*"
    r"|cookie\w*|comments?|sidebar|breadcrumbs?|menu|signup|subscribe|subscription|most-read"
    r"|trending)(?:$|[-_ ])",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE
)
_XML_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""")
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_DECLARED_WITHIN = 4096
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_LONGEST_CELL = 300
_TELLING = 12
"""Letters and digits after which a block that occurs in the article is no accident."""
NOT_FOUND = "The article could not be told from the rest of the page, so all of the page was taken."

Words: TypeAlias = "list[str]"


def declared_encoding(data: bytes) -> str | None:
    """The encoding that a page says it is in; None where it says nothing.

    >>> declared_encoding(b'<html><meta charset="windows-1251">')
    'windows-1251'
    """
    opening = data[:_DECLARED_WITHIN]
    found = _DECLARED.search(opening) or _XML_DECLARED.search(opening)
    return found[1].decode("ascii") if found else None


@dataclass(slots=True)
class _Block:
    """A paragraph, heading, caption, item or row of the page."""

    words: str
    part: str
    around: bool
    holder: Element
    heading: bool = False
    row: bool = False

    @property
    def key(self) -> str:
        return _key(self.words)


@dataclass(slots=True)
class _Walk:
    """One way through the page's body."""

    blocks: list[_Block] = field(default_factory=list)
    pending: Words = field(default_factory=list)

    def into(self, element: Element, part: str, *, around: bool) -> None:
        """Take what an element holds, its own words and those of the blocks in it."""
        part, around = _part(element, part), around or _is_around(element)
        if element.tag == "tr":
            self._row(element, around=around)
            return
        if element.tag == "pre":
            self.pending.append("".join(map(str, element.itertext())))
            self.close(element, part, around=around, as_set=True)
            return
        self._take(element.text, element)
        for child in element:
            if not isinstance(child.tag, str) or _is_skipped(child):
                pass
            elif child.tag in _BLOCKS:
                self.close(element, part, around=around)
                self.into(child, part, around=around)
                self.close(child, _part(child, part), around=around or _is_around(child))
            elif child.tag == "br":
                self.pending.append("\n")
            elif _holds_blocks(child):
                self.into(child, part, around=around)
            else:
                self.pending.append(_inline(child))
            self._take(child.tail, element)

    def _take(self, words: str | None, holder: Element) -> None:
        self.pending.append(_set_as(_SPACES.sub(" ", words or ""), holder))

    def close(self, holder: Element, part: str, *, around: bool, as_set: bool = False) -> None:
        """End the block whose words were taken so far."""
        words = "".join(self.pending)
        self.pending.clear()
        if not as_set:
            words = re.sub(r" *\n *", "\n", re.sub(r" {2,}", " ", words))
        if words.strip():
            heading = holder.tag in ("h1", "h2", "h3")
            self.blocks.append(_Block(words.strip(), part, around, holder, heading))

    def _row(self, row: Element, *, around: bool) -> None:
        """A row of a table as one line; of a table that only sets the page, its paragraphs."""
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        if len(cells) == 1 or any(map(_sets_a_page, cells)):
            for cell in cells:
                self.into(cell, "", around=around)
                self.close(cell, "", around=around)
            return
        words = "\t".join(" ".join(_inline(cell, " / ").split()).strip("/ ") for cell in cells)
        if words.strip():
            self.blocks.append(_Block(words, "table", around, row.getparent(), row=True))


def _sets_a_page(cell: Element) -> bool:
    return _holds_blocks(cell) and len(_inline(cell)) > _LONGEST_CELL


def _part(element: Element, part: str) -> str:
    return "caption" if element.tag in ("figcaption", "caption") else part


def _is_skipped(element: Element) -> bool:
    if element.tag in _SKIPPED or element.get("hidden") is not None:
        return True
    return bool(_HIDDEN.search(element.get("style", "")[:500]))


def _is_around(element: Element) -> bool:
    """Whether an element is marked as something around an article."""
    if element.tag in _AROUND:
        return True
    if element.tag in ("body", "html", "article", "main"):
        return False
    marks = f"{element.get('class', '')} {element.get('id', '')} {element.get('role', '')}"
    return bool(_MARKED.search(marks[:500])) or "navigation" in marks[:500]


def _holds_blocks(element: Element) -> bool:
    return any(child.tag in _BLOCKS for child in element.iterdescendants() if child.tag != "br")


def _inline(element: Element, between: str = "") -> str:
    """The words of an element; ``between`` stands where one block in it ends."""
    if not isinstance(element.tag, str) or _is_skipped(element):
        return ""
    if element.tag == "br":
        return between or "\n"
    words = [_set_as(_SPACES.sub(" ", element.text or ""), element)]
    for child in element:
        words.append(_inline(child, between))
        if between and child.tag in _BLOCKS:
            words.append(between)
        words.append(_set_as(_SPACES.sub(" ", child.tail or ""), element))
    return "".join(words)


def _set_as(words: str, holder: Element) -> str:
    """Raised and lowered digits as such."""
    if holder.tag == "sup":
        return words.translate(_RAISED)
    return words.translate(_LOWERED) if holder.tag == "sub" else words


def _key(words: str) -> str:
    return "".join(char for char in words.translate(_PLAIN).lower() if char.isalnum())


_PLAIN = {ord(raised): plain for plain, raised in zip("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹", strict=True)}
_PLAIN |= {ord(lowered): plain for plain, lowered in zip("0123456789", "₀₁₂₃₄₅₆₇₈₉", strict=True)}


def read_html(page: str) -> Extracted:
    """The article of a page, with its headline, tables and captions.

    Raises:
        lxml.etree.ParserError, ValueError: there is nothing that could be a page.
    """
    from lxml import html  # noqa: PLC0415 - a plain text does not wait for it
    from trafilatura import bare_extraction  # noqa: PLC0415 - likewise

    encoded = _XML_DECLARATION.sub("", page).encode("utf-8", "surrogatepass")
    tree = html.document_fromstring(encoded, parser=html.HTMLParser(encoding="utf-8"))
    found = bare_extraction(
        encoded.decode("utf-8", "surrogatepass"),
        include_comments=False,
        with_metadata=True,
        favor_recall=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    walk = _Walk()
    body = tree.find("body")
    walk.into(tree if body is None else body, "", around=False)
    walk.close(tree, "", around=False)
    main = found.text if found is not None and not isinstance(found, dict) else ""
    chosen, notes = _article(walk.blocks, main or "")
    built = Assembly()
    before: _Block | None = None
    for block in chosen:
        follows = before is not None and before.row and block.row and before.holder is block.holder
        built.add(block.words, part=block.part, row=follows)
        before = block
    return Extracted(built.text, _said(tree, found), tuple(built.locators), notes=notes)


def _article(blocks: Sequence[_Block], main: str) -> tuple[list[_Block], tuple[str, ...]]:
    lines, whole = {_key(line) for line in main.split("\n")}, _key(main)
    kept = [
        number
        for number, block in enumerate(blocks)
        if (key := block.key) and (key in lines or (len(key) >= _TELLING and key in whole))
    ]
    if not kept:
        own = [block for block in blocks if not block.around]
        return (own or list(blocks)), ((NOT_FOUND,) if blocks else ())
    first, last = kept[0], _end_of(blocks, kept[-1])
    sure = set(kept)
    chosen = [
        block
        for number, block in enumerate(blocks[: last + 1])
        if number in sure or (number > first and not block.around)
    ]
    headline = [one for one in blocks[:first] if one.holder.tag == "h1" and not one.around]
    return headline[-1:] + chosen, ()


def _end_of(blocks: Sequence[_Block], last: int) -> int:
    """The article goes on behind its last sure block as long as the same element holds it."""
    holder = blocks[last].holder.getparent()
    while last + 1 < len(blocks):
        after = blocks[last + 1]
        if after.around or after.heading or after.holder.getparent() is not holder:
            break
        last += 1
    return last


def _said(tree: Element, found: object) -> Said:
    language = str(tree.get("lang") or "").strip()
    if found is None:
        title = tree.findtext(".//title") or ""
        return Said(title=" ".join(title.split()), language=language)
    given = str(getattr(found, "date", "") or "")
    try:
        published = date.fromisoformat(given[: len("2016-06-04")])
    except ValueError:
        published = None
    return Said(
        title=" ".join(str(getattr(found, "title", "") or "").split()),
        byline=str(getattr(found, "author", "") or ""),
        language=language,
        published=published,
    )
