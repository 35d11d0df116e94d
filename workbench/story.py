"""A text as received: its paragraphs, sentences and quotations, as offsets into it.

The text is never altered; every function returns (start, end) pairs in code points.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbench.lexicon import words

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
# The mark stands in front alone: where a pattern can begin is then found in one pass.
_END = re.compile(r"[.!?…][.!?…]*[\"'”’»)\]]*(?=\s)")
_ABBREVIATIONS = words("abbreviations")
# Abbreviations that often end a sentence: "at 70 mph. A spokesman", "Acme Inc. The firm".
_FINAL = frozenset(
    word for role in ("unit", "company", "place") for word in words("abbreviations", role)
)
_BULLETS = frozenset("-*•–—·▪◦")
_WIDEST_BREAK = 12
_LONGEST_ABBREVIATION = 16
_TERMINAL = frozenset('.!?:;"”’»…)')
# A line shorter than this is a headline, an item or a row; a longer one may be hard-wrapped prose.
# Own reading of e-mail and teleprinter copy, which wraps at 60 to 80.
_WRAPPED = range(45, 100)


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    r"""Walk over the paragraphs: lines that belong together, without the blank ones.

    A line break inside a sentence of hard-wrapped copy does not end a paragraph.

    >>> text = "Headline\n\nOne two.\r\nThree."
    >>> [text[a:b] for a, b in paragraphs(text)]
    ['Headline', 'One two.', 'Three.']
    """
    start = end = -1
    for line in _LINE.finditer(text):
        body = line.group().strip()
        if not body:
            continue
        first = text.index(body[0], line.start())
        if start >= 0 and _continues(text, (start, end), first):
            end = first + len(body)
            continue
        if start >= 0:
            yield start, end
        start, end = first, first + len(body)
    if start >= 0:
        yield start, end


def _continues(text: str, before: tuple[int, int], first: int) -> bool:
    """Whether the line that begins at ``first`` goes on with the sentence before it."""
    start, end = before
    gap = text[end:first]
    if len(gap) > _WIDEST_BREAK or gap.count("\n") > 1:
        return False
    tail = text[max(start, end - 100) : end]
    line = len(tail) - 1 - max(tail.rfind("\n"), tail.rfind("\r"))
    opening = text[first]
    if opening in _BULLETS or line not in _WRAPPED:
        goes_on = opening.islower() and text[end - 1] not in _TERMINAL
    else:
        goes_on = text[end - 1] not in ".!?:" or _is_abbreviation(text, start, end - 1)
    if not goes_on or opening in "@#":
        return False
    # the cells of a table's row are a paragraph of their own
    return not ("\t" in tail[-1 - line :] or "\t" in text[first : first + 100].partition("\n")[0])


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut the paragraph ``text[start:end]`` into sentences; an abbreviation does not end one.

    >>> text = "Mr. J. Hay paid $1.2 million. The U.S. did not. Why?"
    >>> [text[a:b] for a, b in sentences(text, 0, len(text))]
    ['Mr. J. Hay paid $1.2 million.', 'The U.S. did not.', 'Why?']
    """
    found: list[tuple[int, int]] = []
    begin = start
    for match in _END.finditer(text, start, end):
        stop = match.end()
        following = _next_start(text, stop, end)
        if following < 0 or not _ends_sentence(text, begin, match, following):
            continue
        found.append((begin, stop))
        begin = following
    if begin < end:
        found.append((begin, end))
    return found


def _next_start(text: str, stop: int, end: int) -> int:
    """Where the next word begins, -1 when nothing follows."""
    at = stop
    while at < end and text[at].isspace():
        at += 1
    return at if at < end else -1


def _ends_sentence(text: str, begin: int, match: re.Match[str], following: int) -> bool:
    mark, opening = match.group(), text[following]
    if opening.islower():
        return False
    if mark[0] != "." or mark.startswith(".."):
        return True
    if len(mark) > 1 and mark[1] in ")]":
        return opening.isupper()
    return not _is_abbreviation(text, begin, match.start(), following)


def _is_abbreviation(text: str, begin: int, dot: int, following: int = -1) -> bool:
    """Whether the full stop at ``dot`` belongs to "Mr.", "Jan.", "U.S." or an initial."""
    at = dot
    while at > begin and dot - at < _LONGEST_ABBREVIATION and not text[at - 1].isspace():
        at -= 1
    word = text[at:dot].lstrip("\"'“‘([")
    if word[-1:].isdigit():
        return False
    if len(word) == 1:
        return word.isupper() and word != "I"
    if "." in word:
        return not _opens_sentence(text, following)
    low = word.lower()
    if low == "no":
        return following >= 0 and text[following].isdigit()
    if low in _FINAL:
        return not _opens_sentence(text, following)
    return low in _ABBREVIATIONS


def _opens_sentence(text: str, following: int) -> bool:
    """Whether the word at ``following`` is one that usually begins a sentence ("The", "He")."""
    if following < 0:
        return False
    word = text[following : following + 12].split(maxsplit=1)[0]
    return word.lower().strip(",'’\"") in _STARTERS


_STARTERS = words("grammar_words", "sentence_start")

_OPENING = {"“": "”", "„": "“”", "«": "»", "‘": "’", "`": "'"}


def quotations(text: str, start: int, end: int) -> tuple[list[tuple[int, int]], bool]:
    """Find the quoted speech of a paragraph, and whether its last quotation is left open.

    An open one runs to the end of the paragraph: the next paragraph may go on with it.

    >>> text = 'He said: "We lost 10." Then nothing, and "they go'
    >>> spans, is_open = quotations(text, 0, len(text))
    >>> [text[a:b] for a, b in spans], is_open
    (['"We lost 10."', '"they go'], True)
    """
    found: list[tuple[int, int]] = []
    opened, closers = -1, ""
    for match in _QUOTE.finditer(text, start, end):
        at, mark = match.start(), match.group()
        if opened < 0:
            closers = _closers(text, at, mark, start)
            opened = at if closers else -1
        elif mark[0] in closers and not _inside_word(text, at, end):
            found.append((opened, match.end()))
            opened = -1
    if opened >= 0:
        found.append((opened, end))
    return found or _single(text, start, end), opened >= 0


# British copy quotes speech with single marks, which are apostrophes too: an opening one stands
# before a capital, a closing one behind the stop or comma of what was said.
_SINGLE_OPEN = re.compile(r"(?<![\w'‘’])['‘](?=[A-Z£$€])")
_SINGLE_CLOSE = re.compile(r"[.,!?…]['’](?!\w)")


def _single(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The quotations of a paragraph that has only single marks."""
    if text.find("'", start, end) < 0 and text.find("’", start, end) < 0:
        return []
    closing = [match.end() for match in _SINGLE_CLOSE.finditer(text, start, end)]
    found: list[tuple[int, int]] = []
    at = 0
    if not closing:
        return found
    for match in _SINGLE_OPEN.finditer(text, start, end):
        if found and match.start() < found[-1][1]:
            continue
        while at < len(closing) and closing[at] <= match.start() + 1:
            at += 1
        if at == len(closing):
            break
        found.append((match.start(), closing[at]))
    return found


_QUOTE = re.compile(r"[\"“”„«»`'](?:(?<=[\"“”„«»])|(?<=`)`|(?<=')')")


def _closers(text: str, at: int, mark: str, start: int) -> str:
    """The marks that close what ``mark`` opens; empty when it cannot open a quotation."""
    if mark == "``":
        return "'\"”"
    if mark == '"':
        inches = at > start and text[at - 1].isdigit()
        return "" if inches else '"”'
    return _OPENING.get(mark, "") if mark in "“„«" else ""


def _inside_word(text: str, at: int, end: int) -> bool:
    """Whether a straight mark stands between letters or opens anew after a space."""
    return text[at] == '"' and at + 1 < end and text[at + 1].isalnum() and text[at - 1].isspace()
