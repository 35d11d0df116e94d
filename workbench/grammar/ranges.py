"""Two numbers that make one expression: "6% to 11%", "36 and 40", "3-2", "one in five"."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, TypeGuard

from workbench.claim import Kind
from workbench.grammar.ages import span_of_age
from workbench.grammar.cardinals import PARTS
from workbench.lexicon import words

if TYPE_CHECKING:
    from workbench.grammar.reading import Reading
    from workbench.grammar.tokens import Tokens

_DASHES = frozenset("-–—‑−")
_MATCH_WORDS = words("matches")
_MEASURED = frozenset({Kind.MONEY, Kind.PERCENT, Kind.QUANTITY, Kind.AGE})
_MOST_GOALS = 250
_MOST_SPACED = 20
_REACH = 12


def join(tokens: Tokens, readings: list[Reading]) -> list[Reading]:
    """Join neighbours that are one range, score or ratio; the others stay as they are.

    >>> from workbench.grammar.numerals import numerals
    >>> from workbench.grammar.tokens import scan
    >>> from workbench.grammar.units import figures
    >>> tokens = scan("between $5 and $7 billion, 16 to 17 percent, one in five, City won 3-2")
    >>> [(r.kind.value, r.value) for r in join(tokens, figures(tokens, numerals(tokens)))]
    ... # doctest: +NORMALIZE_WHITESPACE
    [('money', (Decimal('5000000000'), Decimal('7000000000'))),
     ('percent', (Decimal('16'), Decimal('17'))), ('ratio', Decimal('0.2')), ('score', '3-2')]
    """
    joined: list[Reading] = []
    for reading in readings:
        if joined and reading.first - joined[-1].stop <= 3:
            before = joined[-1]
            if _score(tokens, before, reading) or _ratio(tokens, before, reading):
                continue
            if _smaller(tokens, before, reading):
                continue
            if _range(tokens, before, reading):
                continue
            _share_age(tokens, before, reading)
        joined.append(reading)
    return joined


def _merge(before: Reading, after: Reading, rule: str) -> None:
    before.stop = before.ext_stop = after.stop
    before.rules.append(rule)


def _plain(value: object) -> bool:
    return isinstance(value, Decimal)


def _gap(tokens: Tokens, before: Reading, after: Reading) -> list[str]:
    return tokens.lower[before.stop : after.first]


def _score(tokens: Tokens, before: Reading, after: Reading) -> bool:
    """As in "3-2" where a match is told, or where the higher figure stands first."""
    if before.kind is not Kind.COUNT or after.kind is not Kind.COUNT:
        return False
    low, high = before.value, after.value
    if not (_is_points(low) and _is_points(high) and _is_tight(tokens, before, after)):
        return False
    high = abs(high)
    if low < high and not _tells_match(tokens, before.first, after.stop):
        return False
    before.value, before.kind = f"{low}-{high}", Kind.SCORE
    _merge(before, after, "score")
    return True


# How many of the second make one of the first. UCUM.
_SMALLER = {("ft", "inch"): 12, ("lb", "ounce"): 16, ("stone", "lb"): 14, ("m", "centimeter"): 100}
_COINS = frozenset({"cent", "cents", "pence", "penny", "kopecks", "paise"})


def _smaller(tokens: Tokens, before: Reading, after: Reading) -> bool:
    """Add the smaller unit: "four dollars and ten cents", "6 feet 2 inches"."""
    high, low = before.value, after.value
    if _gap(tokens, before, after) not in ([], ["and"], [","]) or before.kind is not after.kind:
        return False
    if not (isinstance(high, Decimal) and isinstance(low, Decimal)):
        return False
    share = _SMALLER.get((before.unit or "", after.unit or ""))
    if before.kind is Kind.QUANTITY and share is not None and low < share:
        before.value = high + low / share
    elif before.kind is Kind.MONEY and tokens.lower[after.stop - 1] in _COINS and low < 1:
        before.value = high + low
    else:
        return False
    _merge(before, after, "smaller unit")
    return True


def _is_tight(tokens: Tokens, before: Reading, after: Reading) -> bool:
    """Whether a dash and nothing else stands between the two; a score may have spaces."""
    gap = _gap(tokens, before, after)
    if not gap:
        return _is_signed(tokens, after)
    if len(gap) != 1 or gap[0] not in _DASHES:
        return False
    if tokens.glued(before.stop) and tokens.glued(after.first):
        return True
    spaced = not tokens.glued(before.stop) and not tokens.glued(after.first)
    return spaced and gap[0] in "–—" and _are_goals(before) and _are_goals(after)


def _are_goals(reading: Reading) -> bool:
    """Few enough for the goals of a match, where the dash has spaces around it."""
    return isinstance(reading.value, Decimal) and reading.value <= _MOST_SPACED


def _is_points(value: object) -> TypeGuard[Decimal]:
    return isinstance(value, Decimal) and value == int(value) and abs(value) <= _MOST_GOALS


def _is_signed(tokens: Tokens, reading: Reading) -> bool:
    return tokens.word[reading.first] in _DASHES and tokens.glued(reading.first)


def _tells_match(tokens: Tokens, first: int, stop: int) -> bool:
    after = tokens.lower[stop] if stop < tokens.count else ""
    if len(after) > 3 and after.endswith("s") and after not in _MATCH_WORDS:
        return False
    reach = range(max(0, first - _REACH), min(tokens.count, stop + 5))
    return any(tokens.lower[i] in _MATCH_WORDS for i in reach)


def _ratio(tokens: Tokens, before: Reading, after: Reading) -> bool:
    """As in "one in five", "3 out of 8", "four per 10,000"."""
    gap = _gap(tokens, before, after)
    if gap not in _OF_WHICH or before.kind is not Kind.COUNT or after.kind is not Kind.COUNT:
        return False
    part, whole = before.value, after.value
    if not (isinstance(part, Decimal) and isinstance(whole, Decimal)) or not 0 < part <= whole:
        return False
    if gap == ["in"] and (part > 99 or _is_year(tokens, after)):
        return False
    if gap == ["of"] and not (whole <= 100 and whole % 5 == 0):
        return False
    before.value, before.kind = part / whole, Kind.RATIO
    _merge(before, after, "ratio")
    return True


_OF_WHICH = [
    ["in"],
    ["in", "every"],
    ["out", "of"],
    ["of", "every"],
    ["per"],
    ["for", "every"],
    ["out", "of", "every"],
    ["out", "of", "each"],
]


def _is_year(tokens: Tokens, reading: Reading) -> bool:
    word = tokens.word[reading.first]
    return len(word) == 4 and word.isdecimal() and word[0] in "12"


def _range(tokens: Tokens, before: Reading, after: Reading) -> bool:
    gap = _gap(tokens, before, after)
    if gap == ["to"] and _after_from(tokens, before.first):
        _share_scale(tokens, before, after)
    if not _links(tokens, before, after, gap) or _is_own_age(tokens, before, after):
        return False
    low, high = before.value, after.value
    if not (isinstance(low, Decimal) and isinstance(high, Decimal)) or not _agree(before, after):
        return False
    if _is_signed(tokens, after):
        high = abs(high)
    low = _scaled(tokens, after, low, high)
    # "gave $600,000 to 300 families": a sum and those who got it
    if low >= high and after.kind is Kind.COUNT and (gap != ["to"] or before.kind is Kind.MONEY):
        return False
    if gap == ["or"] and low >= high:
        return False
    before.value = (low, high)
    if before.kind not in _MEASURED:
        before.kind, before.unit, before.unit_code = after.kind, after.unit, after.unit_code
        before.rules.insert(0, after.rule)
    before.guess = before.guess or after.guess
    _merge(before, after, "range")
    return True


def _is_own_age(tokens: Tokens, before: Reading, after: Reading) -> bool:
    """Whether "6 months to 12 years" are two ages; "8 to 10 years" is one."""
    if before.kind is not Kind.AGE or after.kind is not Kind.COUNT:
        return False
    stop, unit = span_of_age(tokens, after.stop)
    if stop == after.stop:
        return False
    after.stop = after.ext_stop = stop
    if unit == before.unit:
        return False
    after.kind, after.unit = Kind.AGE, unit
    return True


def _share_scale(tokens: Tokens, before: Reading, after: Reading) -> None:
    """As in "from $10 to $15 billion": two figures, one scale."""
    low, high = before.value, after.value
    if isinstance(low, Decimal) and isinstance(high, Decimal) and _agree(before, after):
        before.value = _scaled(tokens, after, low, high)
        if before.kind is Kind.COUNT and after.kind in _MEASURED:
            before.kind, before.unit, before.unit_code = after.kind, after.unit, after.unit_code
            before.rules.append("elided unit")


def _share_age(tokens: Tokens, before: Reading, after: Reading) -> None:
    """In "aged nine and 14" the second number is an age too."""
    gap = _gap(tokens, before, after)
    if before.kind is not Kind.AGE or after.kind is not Kind.COUNT or gap not in (["and"], [","]):
        return
    following = tokens.lower[after.stop] if after.stop < tokens.count else "."
    if not following[0].isalpha() or following in ("and", "were", "are", "respectively"):
        after.kind, after.unit = Kind.AGE, before.unit
        after.rules.append("age of a person")


def _links(tokens: Tokens, before: Reading, after: Reading, gap: list[str]) -> bool:
    """Whether what stands between two numbers makes a range of them."""
    opening = tokens.lower[before.first - 1] if before.first else ""
    if not gap:
        return _is_signed(tokens, after) and tokens.glued(after.first)
    if len(gap) > 1:
        return gap in (["-", "to", "-"], ["-", "to"])
    if gap[0] in _DASHES:
        return tokens.glued(before.stop) == tokens.glued(after.first)
    if gap[0] == "and":
        return _after_between(tokens, before.first)
    if gap[0] == "to":
        return not _after_from(tokens, before.first) and opening != "by"
    return gap[0] == "or"


def _after_between(tokens: Tokens, first: int) -> bool:
    return any(tokens.lower[i] == "between" for i in range(max(0, first - 3), first))


def _after_from(tokens: Tokens, first: int) -> bool:
    return any(tokens.lower[i] == "from" for i in range(max(0, first - 3), first))


def _agree(before: Reading, after: Reading) -> bool:
    """A bare number takes the unit of the other; else the units must be the same."""
    if before.kind is Kind.COUNT:
        return after.kind is Kind.COUNT or after.kind in _MEASURED
    if after.kind is Kind.COUNT:
        return before.kind in (Kind.MONEY, Kind.AGE)
    return before.kind is after.kind and before.unit == after.unit and before.kind in _MEASURED


def _scaled(tokens: Tokens, after: Reading, low: Decimal, high: Decimal) -> Decimal:
    """As in "$5 to $7 billion" and "two or three hundred" share their scale."""
    factor = Decimal(1)
    for i in range(after.first, after.stop):
        part = PARTS.get(tokens.lower[i])
        if part is not None and part.role in (
            "scale",
            "hundred",
            "suffix",
            "dozen",
            "money_suffix",
        ):
            factor *= part.value
    shared = factor > 1 and low < 1000 and low * factor <= high
    return low * factor if shared else low
