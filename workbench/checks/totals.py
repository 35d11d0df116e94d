"""Sums: parts and their total, running totals, lists that are announced by number."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from workbench.checks.interval import Interval, shown
from workbench.checks.sentence import found_in
from workbench.claim import Kind, Modifier

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workbench.checks.figure import Figure
    from workbench.checks.flag import Flag
    from workbench.checks.sentence import Match, Sentence

_ADDABLE: Final = (Kind.COUNT, Kind.MONEY, Kind.QUANTITY)
_THOUSAND: Final = Decimal(1000)
_IN_ALL: Final = (
    r"(?:in all|in total|altogether|combined|overall|(?:in|over|for|across|during) (?:the |those |these |all )*"
    r"(?:[\ue008\ue009\ue00a]|(?:<:N> )?(?:period|season|quarters?|campaign|tour|series|half|whole|year|week|months?|days?|games?|matches|tests?|districts?|cities|regions?|sites?|attacks)\b)|so far this \w+)"
)
# A total with all of its parts after it, or before it.
_TOTAL_FIRST: Final = (
    r"<total:#>~(?: ?:| ?- | ?\()(?P<parts>[^;()]*)",
    r"<total:#>~~, (?:of (?:which|whom|these|them|that)|with|made up of|consisting of|comprising|divided into|split into|broken down as) (?P<parts>[^;]*)",
    r"<total:#>~~(?:made up of|consisting of|consists? of|comprising|comprises?|divided into|split into|split between|composed of) (?P<parts>[^;]*)",
    r"\bof (?:the |its |their |his |her |these |those )~?<total:#>~?, (?P<parts>[^;]*)",
    r"<total:#>[^:;(]{0,80}: (?P<parts>[^;]*)",
    r"<total:#>~~, (?P<parts>[^;]*\b(?:the (?:other|rest|remaining|remainder)|and the others?)\b[^;]*)",
    r"<total:#>~(?:[;.] of (?:these|those|them),?) (?P<parts>[^.]*)",
)
_TOTAL_LAST: Final = (
    r",? (?:(?:for|making|giving|with|is|bringing) (?:\w+ )?a (?:\w+ )?total of|total(?:l?ing|l?ed|s)|"
    r"making|a total of|adding up to|add up to|adds up to|which add up to|a combined|for a combined|together|sums? to) ~?<total:#>",
    rf"(?:,| -|:) (?:or |a |and )?<total:#>~ ?{_IN_ALL}",
    rf",? (?:a|an) (?:loss|profit|total|haul|sum|gain|deficit|surplus|yield|tally|bill) of <total:#>~ ?{_IN_ALL}",
    r",? (?:finish\w*|end\w*|left|leaving|leaves)(?: \w+)? (?:up )?with <total:#>",
    r",? (?:in all|in total|altogether|combined|overall),? ~?<total:#>",
    r"(?P<parts><:#>~?(?:, ~?<:#>~?)+,? and ~?<:#>).{0,50}?\b(?:left|made|making|gave|meant|mean|added|brought|produced|came to|took|means|total\w*|is|are|makes) ~?<total:#>",
)
_PARTIAL: Final = (
    r"\b(?:includ\w+|such as|among (?:them|others)|for example|notably|at least|mostly|mainly|"
    r"especially|some of|along with|as well as|according|compared|up from|down from|"
    r"last year|previous|a year earlier|earlier|more than|instead|than|between)\b"
)
_REST: Final = r"\b(?:the|its) (?:others?|rest|remaining|remainder)\b|\bremaining\b|\band the others?\b"


def parts_total(sentence: Sentence) -> Iterator[Flag]:
    """Parts that are all of a total add up to it, within half a last digit for each of them.

    >>> from workbench import check
    >>> [f.message for f in check("The crash killed 14 people: nine passengers, three crew members "
    ...                           "and one person on the ground.")]
    ['The parts add up to 13, not 14.']
    >>> check("It killed 13 people: nine passengers, three crew members and one on the ground.")
    []
    """
    for total, parts in _sums(sentence):
        if _fits(total, parts) or _slip(total, parts) or _is_running(sentence, parts):
            continue
        if _with_one_more(sentence, total, parts):
            continue
        yield _sum_flag(sentence, "parts_total", total, parts)
        return
    yield from _included(sentence)
    yield from _left_over(sentence)


def magnitude_slip(sentence: Sentence) -> Iterator[Flag]:
    """Million for billion: a sum or a product that is right with one value 1,000 times as large.

    >>> from workbench import check
    >>> [f.slip for f in check("It will borrow $3.2 billion, of which $800 million goes to schools "
    ...                        "and the other $2.4 million to hospitals.")]
    ['$2.4 million: 1,000 times as much fits exactly.']
    >>> check("It will borrow $3.2 billion, of which $800 million goes to schools and the other "
    ...       "$2.4 billion to hospitals.")
    []
    """
    for total, parts in _sums(sentence):
        if not _fits(total, parts) and (slip := _slip(total, parts)):
            yield _sum_flag(sentence, "magnitude_slip", total, parts, slip)
            return


def _with_one_more(sentence: Sentence, total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether it fits with the one person or thing that the list names without a number."""
    added = sum((part.value for part in parts), Decimal(0))
    last = max(part.end for part in parts)
    rest = sentence.text[last : sentence.end]
    return total.kind is Kind.COUNT and added + 1 == total.value and " and " in rest


def _included(sentence: Sentence) -> Iterator[Flag]:
    """Parts that are only some of the total do not exceed it: "40 buildings, including ..."."""
    for found in sentence.find(r"<total:N>~,? (?:including|among them) (?P<parts>[^;:.]*)"):
        if not found.has_number("total"):
            continue
        total = found["total"]
        parts = _parts(sentence, found, total)
        words = found.words("parts")
        listed = found_in(r"[\ue000-\uf8ff][\w' -]*(?:, [\w' -]*[\ue000-\uf8ff][\w' -]*)*,? and [\w' -]*", words)
        if len(parts) < 2 or not listed or total.is_hedged or found_in(_PARTIAL, words):
            continue
        if any(part.is_hedged for part in parts) or found_in(r"\b(?:who|of them|of whom|aged|women|children|foreign|injured)\b", words):
            continue
        if sum(part.value for part in parts) > total.value and all(_head(part) for part in parts):
            yield _sum_flag(sentence, "parts_total", total, parts)
            return


def running_total(sentence: Sentence) -> Iterator[Flag]:
    """Figures of single months or days against their total, and a toll that rises by so many.

    >>> from workbench import check
    >>> [f.message for f in check("There were 45 arrests in January, 52 in February and 39 in "
    ...                           "March, 146 in the quarter.")]
    ['The parts add up to 136, not 146.']
    >>> check("There were 45 arrests in January, 52 in February and 39 in March, 136 in the quarter.")
    []
    """
    for total, parts in _sums(sentence):
        if not _fits(total, parts) and not _slip(total, parts) and _is_running(sentence, parts):
            yield _sum_flag(sentence, "running_total", total, parts)
            return
    for found in sentence.find(
        r"<more:#>~~~\b(?:bring|brings|bringing|brought|taking|took|takes|raising|raised|lifting|pushing|pushed) "
        r"(?:the|its|their|his|her) ~?(?:toll|total|death|sum)~~(?:from|stood at|was|at) ~?<before:#>~~\bto ~?<total:#>",
        r"<more:#>~~~\b(?:bring|brings|bringing|brought|takes?|taking|took|rais\w+|lift\w+|push\w+)~~(?:previously|until then|earlier|which (?:was|stood at)) ~?<before:#>~~\bto ~?<total:#>",
        r"<before:#>~~~<more:#> (?:more|others?|further|additional|new)~~~\b(?:bring|brings|bringing|brought|taking|took|takes|raising|raised|to make)"
        r"~~\bto ~?<total:#>",
        r"<before:#>~~~\banother <more:#>~~~\b(?:bring|brings|bringing|brought|taking|took|takes|raising|raised)"
        r"~~\bto ~?<total:#>",
    ):
        if not found.has_number("more", "before", "total"):
            continue
        more, before, total = found["more"], found["before"], found["total"]
        if not (more.is_like(total) and before.is_like(total)):
            continue
        if _fits(total, [before, more]):
            continue
        yield _sum_flag(sentence, "running_total", total, [before, more])
        return


@lru_cache(maxsize=64)
def _sums(sentence: Sentence) -> tuple[tuple[Figure, list[Figure]], ...]:
    """Every total with the parts that are said to be all of it; three rules ask for them."""
    return tuple(_find_sums(sentence))


def _find_sums(sentence: Sentence) -> Iterator[tuple[Figure, list[Figure]]]:
    if sentence.has(r"\b(?:average|averag\w+|mean)\b"):
        return
    for patterns, is_first in ((_TOTAL_FIRST, True), (_TOTAL_LAST, False)):
        for found in sentence.find(*patterns):
            if not found.has_number("total"):
                continue
            total = found["total"]
            parts = _parts(sentence, found, total)
            if is_first and _has_between(sentence, found, total):
                continue
            if len(parts) < 2 or total.kind not in _ADDABLE or not _is_whole(sentence, found, total, parts):
                continue
            if is_first and not _all_of_it(sentence, found, parts):
                continue
            yield total, parts


def _parts(sentence: Sentence, found: Match, total: Figure) -> list[Figure]:
    start, stop = _stretch_of_parts(sentence, found)
    return [
        figure
        for place, figure in sentence.figures.items()
        if start <= place < stop and figure.is_like(total) and figure is not total
    ]


def _has_between(sentence: Sentence, found: Match, total: Figure) -> bool:
    """Whether another such figure stands between the total and the list of its parts."""
    first, last = found.place("total"), _stretch_of_parts(sentence, found)[0]
    return any(first < place < last and one.is_like(total) for place, one in sentence.figures.items())


def _stretch_of_parts(sentence: Sentence, found: Match) -> tuple[int, int]:
    """Where in the skeleton the parts stand: as the pattern says, else all that comes before."""
    if "parts" in found:
        start = found.place("parts")
        return start, start + len(found.words("parts"))
    return sentence.skeleton.rfind(";", 0, found.start) + 1, found.start


def _is_whole(sentence: Sentence, found: Match, total: Figure, parts: Sequence[Figure]) -> bool:
    start, stop = _stretch_of_parts(sentence, found)
    words = sentence.skeleton[start:stop]
    if found_in(_PARTIAL, words) or any(isinstance(part.claim.value, tuple) for part in parts):
        return False
    if any(part.claim.modifier not in (Modifier.NONE, Modifier.APPROX) for part in parts):
        return False
    if total.claim.modifier in (Modifier.UP_TO, Modifier.LESS_THAN, Modifier.AT_LEAST):
        return False
    if total.kind is Kind.COUNT and not _same_things(total, parts):
        return False
    return not found_in(r"\b(?:percent|per cent|each|apiece|per)\b|%", words)


def _same_things(total: Figure, parts: Sequence[Figure]) -> bool:
    """Parts of people are people: fish and boats do not add up to crews."""
    heads = [_head(part) for part in parts if (part.claim.counted or "") in part.claim.text or True]
    return not any(head in _NO_PART for head in heads[:-1]) and _head(total) not in _NO_PART


_NO_PART: Final = frozenset(
    ("day days week weeks month months year years hour hours minute minutes points point goals goal "
     "times percent degrees").split()
)


def _head(figure: Figure) -> str:
    return (figure.claim.counted or "").split(" ")[-1].lower()


def _all_of_it(sentence: Sentence, found: Match, parts: Sequence[Figure]) -> bool:
    """Whether the list closes: "a, b and c", or "and the other 12"."""
    words = found.words("parts")
    if found_in(_REST, words):
        return True
    if _one_more(words):
        return True
    return len(parts) >= 2 and found_in(r"(?:,| |;)and (?:just |only |the |another |a further )?[\ue000-\uf8ff]", words) and not found_in(
        r"\b(?:said|told|says|after|before|when|while|who had|because|but)\b", words
    )


_ONE_MORE: Final = r"[\ue000-\uf8ff][^,]*(?:,| and) (?:and )?(?:the|a|an|his|her|its|their) [a-z]+(?<!s)(?=[.,;)]?$| -)"


def _one_more(words: str) -> bool:
    """Whether the list ends on a single one: "14 pupils, four teachers and the driver"."""
    return found_in(_ONE_MORE, words.strip(" .;)"))


def _fits(total: Figure, parts: Sequence[Figure]) -> bool:
    added = Interval.exactly(0)
    for part in parts:
        added = added.plus(part.interval)
    return added.meets(total.interval)


def _slip(total: Figure, parts: Sequence[Figure]) -> str | None:
    """The one value that fits when it is taken 1,000 times or divided by 1,000."""
    if total.kind is Kind.COUNT and max(total.value, *(part.value for part in parts)) < _THOUSAND:
        return None
    for one in (total, *parts):
        for factor, words in ((_THOUSAND, "1,000 times as much"), (1 / _THOUSAND, "a thousandth")):
            others = Interval.exactly(0)
            for part in parts:
                others = others.plus(part.interval.scaled(factor if part is one else 1))
            if others.meets(total.interval.scaled(factor if total is one else 1)):
                return f"{one.words}: {words} fits exactly."
    return None


def _is_running(sentence: Sentence, parts: Sequence[Figure]) -> bool:
    """Whether each part belongs to a time of its own: "45 in January, 52 in February"."""
    dates = [claim.start for claim in sentence.claims if claim.kind is Kind.DATE]
    bounds = [part.claim.end for part in parts]
    timed = sum(
        any(end <= at < end + 40 for at in dates) or _has_day(sentence.text[end : end + 40])
        for end in bounds
    )
    return timed >= len(parts) - 1 and timed >= 2


def _has_day(words: str) -> bool:
    return bool(re.match(r"[\w ,]{0,25}?\b(?:in|on|during) the (?:first|second|third|fourth|last|next)\b", words))


def _sum_flag(
    sentence: Sentence, rule: str, total: Figure, parts: Sequence[Figure], slip: str | None = None
) -> Flag:
    added = sum((part.value for part in parts), Decimal(0))
    return sentence.flag(
        rule,
        (total, *parts),
        f"The parts add up to {shown(added)}, not {shown(total.value)}.",
        f"{' + '.join(shown(part.value) for part in parts)} = {shown(added)}; the story says "
        f"{total.words}",
        slip,
    )


_NUMBER_WORDS: Final = {"none": 0, "no": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5,
                        "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}


def _left_over(sentence: Sentence) -> Iterator[Flag]:
    """ "56 of the 59 seats, leaving its three rivals with one, one and two"."""
    for found in sentence.find(
        r"<part:#>~ (?:out )?of (?:the |its |their |all )*~?<total:#>~, (?:leaving|with) (?P<rest>[^;.]*)"
    ):
        if not found.has_number("part", "total"):
            continue
        part, total = found["part"], found["total"]
        if part.kind is not Kind.COUNT or part.is_hedged or total.is_hedged:
            continue
        rest = _dealt_out(sentence, found)
        if rest is None or part.value + rest == total.value:
            continue
        yield sentence.flag(
            "parts_total",
            (part, total, sentence.claims[-1]),
            f"{part.words} and {shown(rest)} add up to {shown(part.value + rest)}, not "
            f"{total.words}.",
            f"{shown(part.value)} + {shown(rest)} = {shown(part.value + rest)}",
        )
        return


def _dealt_out(sentence: Sentence, found: Match) -> Decimal | None:
    """What the others got together; None where that is not said."""
    start = found.place("rest")
    words = found.words("rest")
    shares: list[Decimal] = []
    for token in re.finditer(r"[\ue000-\uf8ff]|[a-z]+", words):
        place = start + token.start()
        if token.group() in _NUMBER_WORDS:
            shares.append(Decimal(_NUMBER_WORDS[token.group()]))
        elif place in sentence.figures and sentence.figures[place].kind is Kind.COUNT:
            shares.append(sentence.figures[place].value)
    if found_in(r"\b(?:each|apiece)\b", words):
        return shares[0] * shares[1] if len(shares) == 2 else None
    if found_in(r"\bwith\b", words) and len(shares) == shares[0] + 1 if shares else False:
        return sum(shares[1:], Decimal(0))
    only = len(shares) == 1 and found_in(r"^[^,]*(?:for|to|with|unfilled|vacant|empty|left|remaining|undecided)", words)
    return shares[0] if only else None


_OPENERS: Final = re.compile(
    r"(?P<count>[\ue000])(?P<noun>[\w' -]{2,45}?)(?P<mark>: ?| - | ?\(|, )(?P<list>[^;:.()]*)"
)
_NOT_ALL: Final = re.compile(
    r"\b(?:includ\w+|such as|among|for example|e\.g|like|notably|especially|led by|most|mainly|"
    r"ranging|from|as well as|plus|the first|one of|others?|who|which|that|but|says?|said|after|when)\b"
)
_MOST_LISTED: Final = 12


def list_count(sentence: Sentence) -> Iterator[Flag]:
    """A list that is announced by number has that many items; "including" makes it partial.

    >>> from workbench import check
    >>> [f.message for f in check("He named four main complaints: brutality, corruption and boredom.")]
    ['Four are announced, 3 are listed.']
    >>> check("He named three main complaints: brutality, corruption and boredom.")
    []
    """
    for found in _OPENERS.finditer(sentence.skeleton):
        claim = sentence.at[found.start("count")]
        figure = sentence.figures.get(found.start("count"))
        if figure is None or figure.is_hedged or not 2 <= figure.value <= _MOST_LISTED:
            continue
        if not re.search(r"s\b|\b(?:wo)?men\b|children", found.group("noun")) and "people" not in found.group("noun"):
            continue
        if re.search(r"\b(?:of the|of these|of those|first|last|other) $", sentence.skeleton[: found.start("count")]):
            continue
        if found.group("mark") == ", " and re.search(r"\b(?:in|from|of|at|to|with|and|on|for|by|near)\b", found.group("noun")):
            continue
        items = _items(sentence, found)
        if items is None or items == figure.value:
            continue
        yield sentence.flag(
            "list_count",
            (claim, _Stretch(sentence, found)),
            f"{claim.text[:1].upper() + claim.text[1:]} are announced, {items} are listed.",
            f"{items} items against {shown(figure.value)}",
        )


class _Stretch:
    """The words of a list, as something that a flag may stand on."""

    def __init__(self, sentence: Sentence, found: re.Match[str]) -> None:
        self.start = sentence.offset(found.start("list"))
        self.end = sentence.offset(found.end("list") - 1) + 1


def _items(sentence: Sentence, found: re.Match[str]) -> int | None:
    """How many items the list has; None where it is no closed list."""
    words, mark = found.group("list"), found.group("mark")
    if mark == " - ":
        words = words.split(" - ")[0]
    words = words.strip(" ,")
    names = _names(sentence, found)
    if mark == ", " or names:
        words = names
    if not words or (not names and _NOT_ALL.search(words)) or re.search(r"[\ue000-\uf8ff]", words):
        return None
    items = [one for one in re.split(r",? (?:and|or) |, ", words) if one.strip()]
    closed = re.search(r" (?:and|or) ", words)
    if not closed or len(items) < 2 or any(len(one.split()) > 7 for one in items):
        return None
    pairs_inside = sum(" and " in one for one in items)
    if pairs_inside or words.count(" and ") > 1:
        return None
    return len(items)


def _names(sentence: Sentence, found: re.Match[str]) -> str:
    """The names behind a comma, "Ann Lee, Bo Dahl and Cy Moss"; "" where they are no names."""
    start, stop = sentence.offset(found.start("list")), sentence.offset(found.end("list") - 1) + 1
    original = sentence.text[start:stop]
    name = r"[A-Z][\w.'’-]*(?: (?:de|van|von|al|bin|del|la|of|the|[A-Z][\w.'’-]*))*"
    names = re.match(rf"{name}(?:, {name})*,? and {name}(?=[,.;]|$| -| –)", original)
    return names.group() if names else ""
