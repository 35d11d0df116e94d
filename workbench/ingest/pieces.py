"""What a file becomes: its text, where each paragraph of it stands in the file, what it says."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbench.errors import InputError

if TYPE_CHECKING:
    from datetime import date

PARAGRAPH = "\n\n"
ROW = "\n"
"""What stands between two paragraphs, and between two rows of a table, in an extracted text."""

LONGEST_TEXT = 10_000_000
"""Characters that one file may give; a novel has one million."""


@dataclass(frozen=True, slots=True)
class Locator:
    """Where in its file a stretch of the text stands: from ``start`` to the next locator.

    Attributes:
        start: First code point in the extracted text.
        page: Page from 1; None where the file has none.
        paragraph: Paragraph, row or cell line of the file, from 1.
        part: "" for the running text, else "table", "footnote 3", "text box", "caption", "sheet X".
    """

    start: int
    page: int | None
    paragraph: int
    part: str = ""


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark that somebody made in the file; it is kept beside the text, never in it.

    ``start`` is where in the text it is attached.
    """

    start: int
    who: str
    text: str


@dataclass(frozen=True, slots=True)
class Said:
    """What a file says of itself, ``""`` and None where it says nothing.

    ``published`` is a day that the file itself calls its publication; ``saved`` is when it was
    last saved, which is a hint to the reader and never taken for the publication.
    """

    title: str = ""
    byline: str = ""
    language: str = ""
    published: date | None = None
    saved: date | None = None


SILENT = Said()
"""What a plain text says of itself."""


@dataclass(frozen=True, slots=True)
class Extracted:
    """A document read: what every reader of one kind of file gives back."""

    text: str
    said: Said = SILENT
    locators: tuple[Locator, ...] = ()
    comments: tuple[Comment, ...] = ()
    notes: tuple[str, ...] = ()
    encoding: str = ""
    encoding_note: str | None = None


@dataclass(slots=True)
class Assembly:
    """A text in the making, paragraph by paragraph, with its locators."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    locators: list[Locator] = field(default_factory=list)

    def add(self, words: str, *, page: int | None = None, part: str = "", row: bool = False) -> int:
        """Put a paragraph, or the next row of a table, at the end; where it starts.

        Raises:
            InputError: the text has become longer than any story.
        """
        if self.parts:
            self._put(ROW if row else PARAGRAPH)
        start = self.length
        self.locators.append(Locator(start, page, len(self.locators) + 1, part))
        self._put(words)
        if self.length > LONGEST_TEXT:
            raise InputError(f"it holds more than {LONGEST_TEXT // 1_000_000} million characters")
        return start

    def _put(self, words: str) -> None:
        self.parts.append(words)
        self.length += len(words)

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self.parts)
