"""A quote found again in the document that it was taken from, as a typesetter leaves it there.

White space, quotation marks and the hyphens inside and at the end of words are no part of what is
compared: they differ between a page as it is read and as it is typed. Letters and figures are.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from workbench.evidence.documents import passages_of

if TYPE_CHECKING:
    from workbench.ingest import IngestedText

_DROPPED = "\"'`\u00b4\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u00ab\u00bb\u2039\u203a"
_UNSEEN = "\u200b\u200c\u200d\u2060\ufeff"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_SAME = str.maketrans(
    {
        **dict.fromkeys(_DROPPED + _UNSEEN),
        **dict.fromkeys(_DASHES, "-"),
        "|": " ",  # between the cells of a table, as a text shows it
        "\u2026": "...",
        **{ligature: unicodedata.normalize("NFKC", ligature) for ligature in "ﬀﬁﬂﬃﬄﬅﬆ"},
    }
)
_SOFT = re.compile("\u00ad\\s*")
_IN_A_WORD = re.compile(r"(?<=[^\W\d_])-\s*(?=[^\W\d_])")
_SPACE = re.compile(r"\s+")
_BEFORE = re.compile(r"(?:\w|\d[.,])$")
_AFTER = re.compile(r"^(?:\w|[.,]\d)")


def fold(text: str) -> str:
    r"""A text as quotes are compared.

    >>> fold("“The popu-\nlation\trose | 3 %”"), fold("well-known"), fold("2014\u20132016")
    ('The population rose 3 %', 'wellknown', '2014-2016')
    """
    plain = unicodedata.normalize("NFC", _SOFT.sub("", text)).translate(_SAME)
    return _SPACE.sub(" ", _IN_A_WORD.sub("", plain)).strip()


def stands_in(quote: str, text: str) -> bool:
    """Whether a folded quote stands in a folded text, cutting through no word and no figure.

    >>> stands_in("244 people", "some 244 people came"), stands_in("244 people", "1,244 people")
    (True, False)
    >>> stands_in("rose to 24", "rose to 244"), stands_in("rose to 24", "rose to 24.")
    (False, True)
    """
    at = text.find(quote)
    while quote and at >= 0:
        before, after = text[max(0, at - 2) : at], text[at + len(quote) : at + len(quote) + 2]
        cuts = quote[0].isalnum() and _BEFORE.search(before)
        if not cuts and not (quote[-1].isalnum() and _AFTER.search(after)):
            return True
        at = text.find(quote, at + 1)
    return False


@dataclass(frozen=True, slots=True)
class Quotable:
    """A document as quotes are looked for in it: folded once, whatever number of quotes.

    ``passages`` are the place and the words of each paragraph and table; ``whole`` is all of it.
    """

    passages: tuple[tuple[str, str], ...]
    whole: str

    @classmethod
    def of(cls, read: IngestedText) -> Self:
        """The document as it was read."""
        passages = tuple((one.place, fold(one.text)) for one in passages_of(read))
        return cls(passages, fold(read.text))

    def place_of(self, quote: str) -> str | None:
        r"""Where a quote stands: its passage's place, "" where it runs on or has none; or None.

        >>> from workbench.ingest import read_story_bytes
        >>> read = read_story_bytes(b"It rose 3 ft.\n\nNobody was\nhurt.", "river.txt")
        >>> document = Quotable.of(read)
        >>> document.place_of('"Nobody was hurt."'), document.place_of("Somebody was hurt.")
        ('paragraph 2', None)
        """
        wanted = fold(quote)
        for place, words in self.passages:
            if stands_in(wanted, words):
                return place
        return "" if stands_in(wanted, self.whole) else None
