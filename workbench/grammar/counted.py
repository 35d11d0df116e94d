"""What a figure counts, ranks or measures: the noun phrase behind it, or the one it leaves out."""

from __future__ import annotations

from bisect import bisect_right
from decimal import Decimal
from typing import TYPE_CHECKING

from workbench.claim import Kind
from workbench.grammar.nouns import AUXILIARY, FUNCTION, is_plural, phrase, phrase_before
from workbench.lexicon import words

if TYPE_CHECKING:
    from workbench.grammar.reading import Reading
    from workbench.grammar.tokens import Tokens

_COUNTED_KINDS = frozenset({Kind.COUNT, Kind.ORDINAL, Kind.RATIO, Kind.PERCENT})
_SHARES = frozenset({Kind.RATIO, Kind.PERCENT})
_LISTED = frozenset({Kind.COUNT, Kind.ORDINAL})
_GROUPS = words("nouns", "group")
_TOLL_NOUNS = words("nouns", "toll")
_CASUALTY = words("nouns", "casualty")
_WHOLES = words("nouns", "pronoun_whole")
_TRENDS = words("trends", "verb")
_SKIPPED = frozenset({"of", "the", "all", "these", "those", "its", "their", "his", "her", "our",
                      "more", "other", "fewer", "less", "additional", "new", "extra", "such", "my",
                      "a", "an", "total", "away"})  # fmt: skip
_COMPARATIVES = frozenset(
    """greater higher lower larger smaller more less fewer bigger faster slower cheaper better worse
    above below off up down stronger weaker older younger longer shorter""".split()
)
_TOLLS = {
    "killing": "killed", "killed": "killed", "kill": "killed", "kills": "killed",
    "wounding": "wounded", "wounded": "wounded", "injuring": "injured", "injured": "injured",
    "injures": "injured", "wounds": "wounded", "arrested": "arrested", "arresting": "arrested",
    "hurting": "hurt", "detaining": "detained", "detained": "detained",
    "displacing": "displaced", "displaced": "displaced", "hospitalizing": "hospitalized",
}  # fmt: skip
# What may stand between a part and its whole: "five of their last six away games".
_OF_ALL = frozenset(
    """of out the its their his her our my your all these those last past first next final more than
    about nearly at least roughly some top an estimated over around almost original""".split()
)
_LIST_LINKS = (["or"], ["and"], [","], ["to"], [",", "and"], [",", "or"])
_TIMES = frozenset({"year", "years", "month", "months", "week", "weeks", "day", "days", "quarter"})
_QUANTIFIERS = frozenset({"several", "two", "three", "few", "many"})
_BEFORE_RANK = frozenset(
    """the a an this that its their his her our my such another every each""".split()
)
# Verbs with an object: "reduced the fatalities by 15%".
_MOVING = frozenset(
    """reduced reduce reduces reducing cut cuts cutting increased increase increases increasing
    raised raise raises raising boosted boost boosts lowered lower lowers slashed slash trimmed
    improved improve exceeded""".split()
)
_BACK = 12


def count_nouns(tokens: Tokens, readings: list[Reading]) -> None:
    """Set ``counted`` on every count, rank, share and percentage of a paragraph.

    >>> from workbench.grammar.numerals import numerals
    >>> from workbench.grammar.tokens import scan
    >>> from workbench.grammar.units import figures
    >>> tokens = scan("At least 48 rail passengers died and 107 were hurt, 55-member states.")
    >>> tokens.sentences = [(0, len(tokens))]
    >>> found = figures(tokens, numerals(tokens))
    >>> count_nouns(tokens, found)
    >>> [r.counted for r in found]
    ['rail passengers', 'hurt', 'member']
    """
    _share_forward(tokens, readings)
    starts = [first for first, _ in tokens.sentences]
    last: str | None = None
    share: str | None = None
    before = -1
    for reading in readings:
        if reading.kind not in _COUNTED_KINDS:
            continue
        first = tokens.sentences[bisect_right(starts, reading.first) - 1][0]
        if reading.kind in _SHARES:
            same = share if before >= first else None
            reading.counted = reading.counted or _whole(tokens, reading, last)
            reading.counted = reading.counted or same or _measured(tokens, reading, first) or share
            share, before = reading.counted, reading.first
        elif reading.kind is Kind.COUNT:
            reading.counted = (
                reading.counted
                or _group(tokens, reading, first)
                or _behind(tokens, reading)
                or _elided(tokens, reading, first)
                or _changed(tokens, reading, first)
                or (None if _ends_cell(tokens, reading.stop) else last)
                or _crowd(tokens, reading)
            )
            last = reading.counted
        else:
            reading.counted = reading.counted or _behind(tokens, reading)


def _share_forward(tokens: Tokens, readings: list[Reading]) -> None:
    """As in "the fourth or fifth day": the first takes the noun of the second."""
    for i in range(len(readings) - 2, -1, -1):
        reading, after = readings[i], readings[i + 1]
        if reading.kind is not after.kind or reading.kind not in _LISTED:
            continue
        gap = tokens.lower[reading.ext_stop : after.ext_first]
        whole = gap[:1] in (["of"], ["out"]) and _OF_ALL.issuperset(gap)
        if gap in _LIST_LINKS or (whole and reading.kind is Kind.COUNT):
            reading.counted = after.counted = after.counted or _behind(tokens, after)


def _group(tokens: Tokens, reading: Reading, first: int) -> str | None:
    """As in "a jury of twelve heard": the group, unless its members are named behind."""
    at = reading.ext_first - 1
    if at <= first or tokens.lower[at] != "of" or tokens.lower[at - 1] not in _GROUPS:
        return None
    if tokens.lower[at - 1] in ("total", "range", "series"):
        return None
    members = phrase(tokens, reading.ext_stop, plural=True)
    named = members is not None and is_plural(members.rpartition(" ")[2].lower())
    return None if named else tokens.word[at - 1]


def _behind(tokens: Tokens, reading: Reading) -> str | None:
    """The noun phrase behind a count or rank."""
    at, count = reading.ext_stop, tokens.count
    if at < count and tokens.word[at] in "-‑" and tokens.glued(at):
        return _compound(tokens, at + 1)
    if _ends_cell(tokens, at):
        return None
    lower = tokens.lower
    ranked = reading.kind is Kind.ORDINAL
    while (
        at < count
        and at < reading.ext_stop + 4
        and (lower[at] in _SKIPPED or (ranked and lower[at] in ("most", "least")))
    ):
        at += 1
    if at < count and lower[at - 1] == "of" and lower[at] in _WHOLES:
        return None
    plural = reading.kind is Kind.COUNT and reading.value != Decimal(1)
    ranked = ranked and (at > reading.ext_stop or tokens.at(reading.first - 1) in _BEFORE_RANK)
    return phrase(tokens, at, plural=plural, noun=ranked)


def _changed(tokens: Tokens, reading: Reading, first: int) -> str | None:
    """As in "seats increased from 9 to 10": what rose or fell, its noun before the verb."""
    at = reading.ext_first - 1
    if at <= first or tokens.lower[at] not in ("to", "by", "from", "at"):
        return None
    while at > first and (
        tokens.lower[at] in ("to", "from", "by", "at") or tokens.word[at][0].isdecimal()
    ):
        at -= 1
    return _measured(tokens, reading, first) if tokens.lower[at] in _TRENDS else None


def _crowd(tokens: Tokens, reading: Reading) -> str | None:
    """Who came when "thousands" did; "the millions they reaped" may be anything."""
    vague = isinstance(reading.value, tuple) and reading.value[1] is None
    return "people" if vague and tokens.at(reading.first - 1) != "the" else None


def _ends_cell(tokens: Tokens, at: int) -> bool:
    """Whether a tab or a wide gap follows: the number is a cell of a table."""
    if not 0 < at < tokens.count:
        return False
    gap = tokens.text[tokens.end[at - 1] : tokens.start[at]]
    return len(gap) > 1 or gap == "\t"


def _compound(tokens: Tokens, at: int) -> str | None:
    """As in "55-member": the word behind the hyphen, or the noun behind "second-largest"."""
    if at >= tokens.count or not tokens.word[at][0].isalpha() or tokens.lower[at] in FUNCTION:
        return None
    word = tokens.lower[at]
    if word.endswith("est") or word in ("strong", "placed", "seeded", "ranked", "odd", "most"):
        return phrase(tokens, at + 1, plural=False)
    return tokens.word[at]


def _whole(tokens: Tokens, reading: Reading, last: str | None) -> str | None:
    """The whole of which a share is taken, or the thing measured."""
    at = reading.ext_stop
    if "ratio" in reading.rules and tokens.at(at) not in ("of", "the"):
        return phrase(tokens, at, plural=True) if at < tokens.count else None
    after = tokens.at(at)
    if after == "of":
        return _of_whole(tokens, at + 1, last)
    if after == "the" and reading.kind is Kind.RATIO and not _is_verb(tokens, reading):
        return phrase(tokens, at + 1, plural=True, strict=False)
    if after in _TIMES or (after in _QUANTIFIERS and tokens.at(at + 1) in _TIMES):
        return None
    plain = after[:1].isalpha() and after not in FUNCTION and after not in AUXILIARY
    if plain and after not in _COMPARATIVES and tokens.word[at].islower():
        return phrase(tokens, at, plural=True, strict=False)
    return None


def _of_whole(tokens: Tokens, at: int, last: str | None) -> str | None:
    """The noun behind "of"; "of these" is what was counted last."""
    limit = at + 3
    while at < limit and tokens.at(at) in _SKIPPED:
        at += 1
    if tokens.at(at - 1) == "those" and tokens.at(at).endswith("ing"):
        return tokens.text[tokens.start[at - 1] : tokens.end[at]]
    if tokens.at(at) in _WHOLES or tokens.at(at - 1) in ("these", "those", "them"):
        return last
    return phrase(tokens, at, plural=True, strict=False) if at < tokens.count else None


def _measured(tokens: Tokens, reading: Reading, first: int) -> str | None:
    """As in "turnout fell by 3%" and "a death rate of 6%": the noun before."""
    lowest = max(first, reading.ext_first - _BACK)
    at = reading.ext_first - 1
    if _is_verb(tokens, reading):
        return _multiplied(tokens, reading, lowest)
    if at > lowest and tokens.lower[at] == "of":
        return phrase_before(tokens, at, lowest)
    while at > lowest:
        word = tokens.lower[at]
        if word == "that":
            return None
        if (
            word in _MOVING
            and tokens.at(reading.ext_first - 1) == "by"
            and (moved := phrase_before(tokens, reading.ext_first - 1, at + 1))
        ):
            return moved
        if word in AUXILIARY or word in _TRENDS or word.endswith("ed"):
            stop = _subject_end(tokens, at, lowest)
            stop = _past_place(tokens, stop, lowest)
            found = _with_head(tokens, stop, lowest)
            if found is not None:
                return found
        at -= 1
    return None


def _with_head(tokens: Tokens, stop: int, lowest: int) -> str | None:
    """The phrase before ``stop``; of "the seats of the league" the seats."""
    found = phrase_before(tokens, stop, lowest)
    begin = stop - (len(found.split()) if found else 0)
    begin -= begin > lowest and tokens.lower[begin - 1] in ("the", "its", "their")
    if found is None or begin - 2 <= lowest or tokens.lower[begin - 1] != "of":
        return found
    head = phrase_before(tokens, begin - 1, lowest)
    return found if head is None or tokens.lower[begin - 2] in _TOLL_NOUNS else head


def _is_verb(tokens: Tokens, reading: Reading) -> bool:
    """Whether the factor is a verb: "doubled", "halving"."""
    return reading.rule == "multiple" and tokens.lower[reading.first].endswith(("ed", "ing"))


def _multiplied(tokens: Tokens, reading: Reading, lowest: int) -> str | None:
    """As in "doubled the lead", else "income more than halved": its object or its subject."""
    if tokens.at(reading.stop) in ("the", "its", "their", "his", "her", "our"):
        return phrase(tokens, reading.stop + 1, plural=False, noun=True)
    stop = _subject_end(tokens, reading.ext_first, lowest)
    return phrase_before(tokens, _past_place(tokens, stop, lowest), lowest)


def _past_place(tokens: Tokens, stop: int, lowest: int) -> int:
    """Go left over "in Mexico" behind the subject."""
    for at in range(stop - 1, max(lowest, stop - 4), -1):
        if tokens.lower[at] in ("in", "at", "on", "among", "across"):
            return at
        if not tokens.word[at][0].isupper():
            break
    return stop


def _subject_end(tokens: Tokens, at: int, lowest: int) -> int:
    """Go left over the verbs and "in Mexico", "of the city" to the end of the subject."""
    stop = at
    while stop > lowest and (
        tokens.lower[stop - 1] in AUXILIARY
        or tokens.lower[stop - 1] in _TRENDS
        or tokens.lower[stop - 1].endswith("ly")
    ):
        stop -= 1
    return stop


def _elided(tokens: Tokens, reading: Reading, first: int) -> str | None:
    """As in "killing 107", "39 are confirmed dead", "a panel of twelve", "the toll rose to 31"."""
    at = reading.ext_first - 1
    if at >= first and tokens.lower[at] in _TOLLS:
        return _TOLLS[tokens.lower[at]]
    casualty = _casualty(tokens, reading.ext_stop)
    if casualty is not None:
        return casualty
    if at <= first:
        return None
    return _toll_noun(tokens, at, first)


def _casualty(tokens: Tokens, at: int) -> str | None:
    """As in "39 are confirmed dead", "107 were hurt"."""
    for i in range(at, min(at + 4, tokens.count)):
        word = tokens.lower[i]
        if word in _CASUALTY:
            return word
        if word not in AUXILIARY and word not in (
            "confirmed",
            "reported",
            "feared",
            "others",
            "still",
        ):
            return None
    return None


def _toll_noun(tokens: Tokens, at: int, first: int) -> str | None:
    """As in "the death toll rose to 31", "the number of cases passed 1,000": the noun before."""
    for i in range(at, max(first, at - _BACK) - 1, -1):
        if tokens.lower[i] not in _TOLL_NOUNS:
            continue
        if tokens.lower[i] == "toll" and i > first and tokens.lower[i - 1] == "death":
            return "death toll"
        if tokens.lower[i] in ("population", "turnout", "membership", "attendance"):
            return tokens.word[i]
        if i + 2 < at and tokens.lower[i + 1] == "of":
            return phrase(tokens, i + 2, plural=True)
    return None
