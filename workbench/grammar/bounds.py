"""How a figure is hedged ("more than 200", "107 or more") and whether it rose or fell."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from workbench.claim import Kind, Modifier
from workbench.grammar.phrases import Phrases
from workbench.lexicon import rows, words

if TYPE_CHECKING:
    from workbench.claim import Trend
    from workbench.grammar.reading import Reading
    from workbench.grammar.tokens import Tokens


def _table(role: str) -> Phrases[Modifier]:
    return Phrases(
        (row["word"], Modifier(row["modifier"])) for row in rows("hedges") if row["role"] == role
    )


BEFORE = _table("before")
AFTER = _table("after")
_TRENDS: dict[str, Trend] = {
    row["word"]: "up" if row["trend"] == "up" else "down" for row in rows("trends")
}
_ARTICLES = frozenset({"a", "an"})
_CHANGED = frozenset({Kind.PERCENT, Kind.MONEY, Kind.QUANTITY, Kind.COUNT, Kind.RATIO})
_TO_CHANGE = frozenset(
    """by to about around nearly almost more than less over under just only some roughly a an
    another as much at least up down further slightly sharply back from well close another
    record approximately the - another fractionally steadily""".split()
)
_TREND_REACH = 7
_HEDGED_TIME = frozenset({Kind.DURATION})
_PARTICLE_VERBS = words("grammar_words", "takes_over")
_SPAN_OVER = frozenset({"over", "within", "past", "under", "in"})


def hedge(tokens: Tokens, readings: list[Reading]) -> None:
    """Set modifier, trend and the span with the hedge words on every figure.

    >>> from workbench.grammar.numerals import numerals
    >>> from workbench.grammar.tokens import scan
    >>> from workbench.grammar.units import figures
    >>> tokens = scan("More than 200 fell by 3% or more")
    >>> found = figures(tokens, numerals(tokens))
    >>> hedge(tokens, found)
    >>> [(r.modifier.value, r.trend, r.ext_first, r.ext_stop) for r in found]
    [('more_than', None, 0, 3), ('at_least', 'down', 5, 9)]
    """
    floor = 0
    before: Reading | None = None
    for reading in readings:
        if reading.kind not in (Kind.DATE, Kind.SET):
            _hedge_one(tokens, reading, floor)
            if reading.kind in _CHANGED:
                reading.trend = reading.trend or _trend(tokens, reading, floor)
                if reading.trend is None and before is not None:
                    reading.trend = _restated(tokens, before, reading)
        before, floor = reading, reading.stop


def _restated(tokens: Tokens, before: Reading, reading: Reading) -> Trend | None:
    """As in "lost 190 points, or 0.6%": the second figure says the same change."""
    if tokens.lower[reading.first - 1] != "or":
        return None
    gap = tokens.lower[before.stop : reading.first]
    return before.trend if gap[-2:] == [",", "or"] and len(gap) <= 3 else None


def _hedge_one(tokens: Tokens, reading: Reading, floor: int) -> None:
    first = _before_articles(tokens, reading.ext_first)
    found = BEFORE.behind(tokens.lower, first)
    if found is None and first < reading.ext_first:
        found = BEFORE.behind(tokens.lower, reading.ext_first)
    if found is not None and found[0] >= floor and _applies(tokens, reading, found):
        reading.ext_first = found[0]
        _modify(reading, found[1])
        _second(tokens, reading, floor)
    after = AFTER.ahead(tokens.lower, reading.ext_stop)
    if after is not None and _follows(tokens, reading, after[0]):
        reading.ext_stop = after[0]
        _modify(reading, after[1])


def _modify(reading: Reading, modifier: Modifier) -> None:
    if modifier is Modifier.NONE:
        return
    reading.modifier = modifier
    reading.rules.append(f"hedge {modifier.value}")


def _second(tokens: Tokens, reading: Reading, floor: int) -> None:
    """A hedge before the hedge ("at least about 20"): the outer one wins."""
    outer = BEFORE.behind(tokens.lower, reading.ext_first)
    if outer is not None and outer[0] >= floor and outer[1] is not Modifier.NONE:
        if reading.modifier is Modifier.NONE:
            reading.modifier = outer[1]
        reading.ext_first = outer[0]


def _before_articles(tokens: Tokens, first: int) -> int:
    at = first
    while at > 0 and first - at < 2 and tokens.lower[at - 1] in _ARTICLES:
        at -= 1
    return at


def _applies(tokens: Tokens, reading: Reading, found: tuple[int, Modifier]) -> bool:
    """Keep "over the last century" and "near 5th Street" free of a hedge."""
    first, modifier = found
    word = tokens.lower[first]
    # "handed over 300 files" is no hedge; "took over 300 shops" may be either
    if word == "over" and first and tokens.lower[first - 1] in _PARTICLE_VERBS:
        return False
    single = BEFORE.behind(tokens.lower, first + 1) == (first, modifier)
    if reading.kind is Kind.ORDINAL and modifier is not Modifier.NONE:
        return False
    return not single or _single_applies(tokens, reading, word)


def _single_applies(tokens: Tokens, reading: Reading, word: str) -> bool:
    """Whether a hedge of one word is one here: "turned around twice", "over the years" are not."""
    if reading.rule == "occasions":
        return word not in ("around", "about", "over")
    if word == "some":
        return isinstance(reading.value, Decimal) and reading.value > 9
    if reading.kind is Kind.DURATION:
        return word not in _SPAN_OVER or (
            word in ("over", "under", "within") and _is_number(tokens, reading)
        )
    if reading.kind is Kind.AGE:
        return True
    return not (word == "within" and reading.kind is not Kind.QUANTITY)


def _is_number(tokens: Tokens, reading: Reading) -> bool:
    """Whether a duration begins with its number ("over five hours"), not "the last …"."""
    word = tokens.lower[reading.first]
    return word not in ("the", "last", "past", "next", "this", "coming", "a", "an", "recent")


def _follows(tokens: Tokens, reading: Reading, stop: int) -> bool:
    at = reading.ext_stop
    word = tokens.word[at]
    if word == "+":
        return tokens.glued(at)
    if word == "-":
        return tokens.glued(at)
    if word == "plus":
        return stop >= tokens.count or not tokens.word[stop][0].isdecimal()
    return tokens.lower[at] != "max" or reading.kind is not Kind.COUNT


def _trend(tokens: Tokens, reading: Reading, floor: int) -> Trend | None:
    """The verb of change that the figure hangs on, a few words before it."""
    at = reading.ext_first - 1
    lowest = max(floor, at - _TREND_REACH)
    while at >= lowest:
        word = tokens.lower[at]
        if word in _TRENDS:
            return _TRENDS[word]
        if word == "by" and tokens.lower[at - 1] not in _TO_CHANGE:
            return _verb_before(tokens, at, max(floor, at - _TREND_REACH))
        if word not in _TO_CHANGE:
            return None
        at -= 1
    return None


def _verb_before(tokens: Tokens, by: int, lowest: int) -> Trend | None:
    """As in "grow sales by 35 per cent": what changes stands between the verb and "by"."""
    for at in range(by - 1, lowest - 1, -1):
        word = tokens.lower[at]
        if word in _TRENDS:
            return _TRENDS[word]
        if not word[0].isalnum() and word not in "'’-":
            return None
    return None


def is_hedged(tokens: Tokens, first: int) -> bool:
    """Whether a hedge other than "just" stands before ``first``."""
    found = BEFORE.behind(tokens.lower, first)
    return found is not None and found[1] is not Modifier.NONE
