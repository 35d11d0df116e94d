"""A total and the parts that are said to be all of it."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from workbench.checks.interval import Interval
from workbench.checks.pattern import MARKS, found_in
from workbench.checks.slips import THOUSAND, thousandfold
from workbench.checks.writing import like, shown
from workbench.claim import Kind, Modifier

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workbench.checks.figure import Figure
    from workbench.checks.flag import Flag
    from workbench.checks.sentence import Match, Sentence

_ADDABLE: Final = (Kind.COUNT, Kind.MONEY, Kind.QUANTITY)
_OPEN: Final = (Modifier.UP_TO, Modifier.LESS_THAN, Modifier.AT_LEAST)
_NO_PART: Final = frozenset(
    ("day", "week", "month", "year", "hour", "minute", "point", "goal", "time", "percent", "degree")
)
_NEAR: Final = 40
# A total and two parts of its kind.
_SUMMED, _FEWEST = [MARKS[letter] for letter in "NMQ"], 3
_IN_ALL: Final = (
    r"(?:{in_all}|(?:in|over|for|across|during) (?:the |those |these |all )*(?:<:DUE>|(?:<:N> )?"
    r"(?:period|season|quarters?|campaign|tour|series|half|whole|year|week|months?|days?|games?|"
    r"matches|tests?|districts?|cities|regions?|sites?|attacks)\b)|so far this \w+)"
)
# The total stands before all of its parts ...
_TOTAL_FIRST: Final = (
    r"<total:#>~(?: ?:| ?- | ?\()(?P<parts>[^;()]*)",
    (
        r"<total:#>~~, (?:of (?:which|whom|these|them|that)|with|made up of|consisting of|"
        r"comprising|"
        r"divided into|split into|broken down as) (?P<parts>[^;]*)"
    ),
    (
        r"<total:#>~~(?:made up of|consisting of|consists? of|comprising|comprises?|divided into|"
        r"split into|split between|composed of) (?P<parts>[^;]*)"
    ),
    r"\bof (?:the |its |their |his |her |these |those )~?<total:#>~?, (?P<parts>[^;]*)",
    r"<total:#>[^:;(]{0,80}: (?P<parts>[^;]*)",
    (
        r"<total:#>~~, (?P<parts>[^;]*\b(?:the (?:other|rest|remaining|remainder)|and the "
        r"others?)\b"
        r"[^;]*)"
    ),
    r"<total:#>~(?:[;.] of (?:these|those|them),?) (?P<parts>[^.]*)",
)
# ... or after them.
_TOTAL_LAST: Final = (
    (
        r",? (?:(?:for|making|giving|with|is|bringing) (?:\w+ )?a (?:\w+ )?total of|"
        r"total(?:l?ing|l?ed|s)|making|a total of|adding up to|add up to|adds up to|which add "
        r"up to|"
        r"a combined|for a combined|together|sums? to) ~?<total:#>"
    ),
    rf"(?:,| -|:) (?:or |a |and )?<total:#>~ ?{_IN_ALL}",
    (
        r",? (?:a|an) (?:loss|profit|total|haul|sum|gain|deficit|surplus|yield|tally|bill) of "
        rf"<total:#>~ ?{_IN_ALL}"
    ),
    r",? (?:finish\w*|end\w*|left|leaving|leaves)(?: \w+)? (?:up )?with <total:#>",
    r",? (?:in all|in total|altogether|combined|overall),? ~?<total:#>",
    (
        r"(?P<parts><:#>~?(?:, ~?<:#>~?)+,? and ~?<:#>).{0,50}?\b(?:left|made|making|gave|"
        r"meant|mean|"
        r"added|brought|produced|came to|took|means|total\w*|is|are|makes) ~?<total:#>"
    ),
)
_EACH: Final = r"\b(?:percent|per cent|each|apiece|per)\b|%"
_THE_REST: Final = r"\b(?:the|its) (?:others?|rest|remaining|remainder)\b|\bremaining\b"
_LAST_OF_LIST: Final = r"(?:,| |;)and (?:just |only |the |another |a further )?<:*>"
_ONE_MORE: Final = (
    r"<:*>[^,]*(?:,| and) (?:and )?(?:the|a|an|his|her|its|their) [a-z]+(?<!s)(?=[.,;)]?$| -)"
)
# "52 were men and 40 came from Eritrea": traits that one person may share.
_OTHER_TRAIT: Final = (
    r"^<:N> (?:were|are)\b[^,]* and <:N> (?!were|are)(?:\w+ed|came|had|have|live|"
    r"work)\b"
)
_NESTED: Final = r"\([^)]*<:*>"
_CLAUSES: Final = r"\b(?:said|told|says|after|before|when|while|who had|because|but)\b"
_DAY_AFTER: Final = r"[\w ,]{0,25}?\b(?:in|on|during) the (?:first|second|third|fourth|last|next)\b"


@lru_cache(maxsize=64)
def sums(sentence: Sentence) -> tuple[tuple[Figure, list[Figure]], ...]:
    """Every total with the parts that are said to be all of it; three rules ask for them."""
    if max(map(sentence.marks.count, _SUMMED)) < _FEWEST:
        return ()
    if "averag" in sentence.skeleton or " mean " in sentence.skeleton:
        return ()
    return tuple(_sums(sentence))


def _sums(sentence: Sentence) -> Iterator[tuple[Figure, list[Figure]]]:
    for patterns, is_first in ((_TOTAL_FIRST, True), (_TOTAL_LAST, False)):
        for found in sentence.find(*patterns):
            if not found.has_number("total"):
                continue
            total = found["total"]
            parts = parts_of(sentence, found)
            if is_first and not _is_closed(sentence, found, parts):
                continue
            if not is_first and total.kind is Kind.COUNT and _exceed(parts, total):
                continue
            if len(parts) > 1 and _is_whole(sentence, found, total, parts):
                yield total, parts


def parts_of(sentence: Sentence, found: Match) -> list[Figure]:
    """The figures like the total in the stretch where its parts stand."""
    start, stop = _stretch_of_parts(sentence, found)
    total = found["total"]
    return [
        figure
        for place, figure in sentence.figures.items()
        if start <= place < stop and figure.is_like(total) and figure is not total
    ]


def _stretch_of_parts(sentence: Sentence, found: Match) -> tuple[int, int]:
    """Where in the skeleton the parts stand: as the pattern says, else all that comes before."""
    if "parts" in found:
        start = found.place("parts")
        return start, start + len(found.words("parts"))
    return sentence.skeleton.rfind(";", 0, found.start) + 1, found.start


def _is_closed(sentence: Sentence, found: Match, parts: Sequence[Figure]) -> bool:
    """Whether the list behind the total ends: "a, b and c", or "and the other 12"."""
    first, last = found.place("total"), _stretch_of_parts(sentence, found)[0]
    between = (one for at, one in sentence.figures.items() if first < at < last)
    if any(one.is_like(found["total"]) for one in between):
        return False
    words = found.words("parts")
    if found_in(_OTHER_TRAIT, words) or found_in(_NESTED, words):
        return False
    if found_in(_THE_REST, words) or found_in(_ONE_MORE, words.strip(" .;)")):
        return True
    return len(parts) > 1 and found_in(_LAST_OF_LIST, words) and not found_in(_CLAUSES, words)


def _exceed(parts: Sequence[Figure], total: Figure) -> bool:
    """Whether one part alone is more than the total: then they are no parts of it."""
    return any(part.value > total.value for part in parts)


def _is_whole(sentence: Sentence, found: Match, total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether the parts are plain, of one kind of thing, and not said to be only some."""
    start, stop = _stretch_of_parts(sentence, found)
    words = sentence.skeleton[start:stop]
    if total.kind not in _ADDABLE or total.claim.modifier in _OPEN:
        return False
    if found_in(r"\b{partial}\b", words) or found_in(_EACH, words):
        return False
    if any(part.is_range or not _is_about(part) for part in parts):
        return False
    heads = {part.head for part in (*parts[:-1], total)}
    return total.kind is not Kind.COUNT or _NO_PART.isdisjoint(heads)


def _is_about(part: Figure) -> bool:
    return part.claim.modifier in (Modifier.NONE, Modifier.APPROX)


def fits(total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether the parts can add up to the total, each by what its digits leave open."""
    return _meet([total.interval, *(part.interval for part in parts)])


def _meet(total_and_parts: Sequence[Interval]) -> bool:
    total, *parts = total_and_parts
    added = Interval.exactly(0)
    for part in parts:
        added = added.plus(part)
    return added.meets(total)


def scale_slip(total: Figure, parts: Sequence[Figure]) -> str | None:
    """The one value that fits when it is taken 1,000 times or divided by 1,000."""
    figures = (total, *parts)
    if total.kind is Kind.COUNT and max(one.value for one in figures) < THOUSAND:
        return None
    return thousandfold(figures, _meet)


def is_running(sentence: Sentence, parts: Sequence[Figure]) -> bool:
    """Whether each part belongs to a time of its own: "45 in January, 52 in February"."""
    dates = [claim.start for claim in sentence.claims if claim.kind is Kind.DATE]
    timed = 0
    for part in parts:
        end = part.claim.end
        near = sentence.text[end : end + _NEAR]
        timed += any(end <= at < end + _NEAR for at in dates) or bool(re.match(_DAY_AFTER, near))
    return timed >= max(len(parts) - 1, 2)


def sum_flag(
    sentence: Sentence, rule: str, total: Figure, parts: Sequence[Figure], slip: str | None = None
) -> Flag:
    """A flag on a total that its parts do not add up to."""
    added = sum((part.value for part in parts), Decimal(0))
    return sentence.flag(
        rule,
        (total, *parts),
        f"The parts add up to {like(total, added)}, not {total.words}.",
        f"{' + '.join(shown(part.value) for part in parts)} = {shown(added)}; the story says "
        f"{total.words}",
        slip,
    )
