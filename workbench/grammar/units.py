"""What a number is an amount of: money, per cent, a unit, an age, a rank, a share, a count."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from workbench.claim import Kind
from workbench.grammar import money, triggers
from workbench.grammar.ages import (
    SPANS,
    age_behind,
    is_aged,
    is_apposed,
    is_of_pronoun,
    span_of_age,
)
from workbench.grammar.counts import is_acronym, is_amount, is_company, is_rank, is_share
from workbench.grammar.measures import (
    NAMES,
    QUAKES,
    SYMBOLS,
    grade_before,
    grade_behind,
    unit_behind,
)
from workbench.grammar.money import Currency, currency_before, currency_behind, pounds
from workbench.grammar.names import is_name
from workbench.grammar.phrases import Phrases
from workbench.grammar.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.grammar.numerals import Numeral
    from workbench.grammar.tokens import Tokens

_ARTICLES = triggers.register({"a", "an"})
_STRONGEST = 11  # no earthquake on record reached 10
_LOWEST_RANK = 200
_PERCENT = Phrases(
    [
        *((word, ("%", "%")) for word in ("%", "percent", "per cent", "pct", "％", "٪")),
        *((f"{word} point{s}", ("percentage point", "%")) for word in
          ("percentage", "percent", "per cent", "%") for s in ("", "s")),
        *((word, ("percentage point", "%")) for word in ("percentage-point", "pp", "ppt", "ppts")),
        *((word, ("basis point", None)) for word in ("basis point", "basis points", "bps")),
        ("percentage-points", ("percentage point", "%")),
    ]
)  # fmt: skip
# Every word that can begin a measure behind a number; signs and symbols as they are written.
_MEASURES = (
    {"-", "‑", "–", "pc", "pound", "pounds"} | SPANS.keys() | QUAKES
    | money.NAMES.by_first.keys() | _PERCENT.by_first.keys() | NAMES.by_first.keys()
)  # fmt: skip
_SIGNS = money.SIGNS.by_first.keys() | money.MINOR.by_first.keys() | SYMBOLS.by_first.keys()


def figures(tokens: Tokens, numbers: list[Numeral]) -> list[Reading]:
    """Read every number of a paragraph that says an amount, each by itself.

    >>> from workbench.grammar.numerals import numerals
    >>> from workbench.grammar.tokens import scan
    >>> tokens = scan("$1.2bn, 39 per cent, 30-foot, Boeing 737")
    >>> [(r.kind.value, r.value, r.unit) for r in figures(tokens, numerals(tokens))]
    ... # doctest: +NORMALIZE_WHITESPACE
    [('money', Decimal('1200000000'), 'USD'), ('percent', Decimal('39'), '%'),
     ('quantity', Decimal('30'), 'ft')]
    """
    found: list[Reading] = []
    for numeral in numbers:
        reading = _read(tokens, numeral)
        if reading is not None:
            found.append(reading)
    return found


def _read(tokens: Tokens, numeral: Numeral) -> Reading | None:
    """The first rule that fits, the most telling ones first."""
    if numeral.style == "ordinal":
        return _rank(tokens, numeral)
    if numeral.first and tokens.word[numeral.first - 1] == "#" and tokens.glued(numeral.first):
        return _numbered_rank(tokens, numeral)
    before = currency_before(tokens, numeral.first)
    if before is not None:
        return _priced(tokens, numeral, before[0], numeral.stop, before[1])
    measured = _may_be_measured(tokens, numeral)
    reading = _measured(tokens, numeral) if measured else None
    reading = reading or _age(tokens, numeral) or _grade(tokens, numeral)
    if reading is not None:
        return reading
    if is_name(tokens, numeral):
        return None
    return (_quantity(tokens, numeral) if measured else None) or _amount(tokens, numeral)


def _may_be_measured(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether the next word can begin a currency, "per cent", an age or a unit."""
    at = numeral.stop
    if at >= tokens.count:
        return False
    return (
        tokens.lower[at] in _MEASURES
        or tokens.word[at] in _SIGNS
        or numeral.style in ("vague", "fraction")
    )


def _measured(tokens: Tokens, numeral: Numeral) -> Reading | None:
    """What the words behind a number say beyond doubt: money, per cent, an age."""
    return _money(tokens, numeral) or _percent(tokens, numeral) or _age_behind(tokens, numeral)


def _money(tokens: Tokens, numeral: Numeral) -> Reading | None:
    settled = pounds(tokens, numeral)
    if settled is not None:
        return _pounds(tokens, numeral, *settled)
    at = numeral.stop
    if numeral.style in ("vague", "fraction") and at < tokens.count:
        at += tokens.lower[at] == "of"
    after = currency_behind(tokens, at, numeral.value)
    if after is None:
        return None
    return _priced(tokens, numeral, numeral.first, after[0], after[1])


def _priced(tokens: Tokens, numeral: Numeral, first: int, stop: int, currency: Currency) -> Reading:
    value = None if numeral.value is None else numeral.value * currency.factor
    dash = tokens.word[first - 1] if first else ""
    if dash and dash in "-−" and tokens.glued(first) and not tokens.glued(first - 1):
        first, value = first - 1, None if value is None else -value
    bounds = (value, None) if numeral.style == "vague" else value
    return Reading(
        first, stop, Kind.MONEY, bounds, "money", unit=currency.code, guess=numeral.guess
    )


def _pounds(
    tokens: Tokens, numeral: Numeral, stop: int, unit: str | None, guess: str | None
) -> Reading:
    del tokens
    kind = Kind.MONEY if unit == "GBP" else Kind.QUANTITY
    code = None if unit == "GBP" else "[lb_av]"
    return Reading(
        numeral.first, stop, kind, numeral.value, "pound", unit=unit, unit_code=code, guess=guess
    )


def _percent(tokens: Tokens, numeral: Numeral) -> Reading | None:
    at = numeral.stop
    if at < tokens.count and tokens.word[at] in "-‑" and tokens.glued(at):
        at += 1
    found = _PERCENT.ahead(tokens.lower, at)
    if found is None:
        glued = at < tokens.count and tokens.lower[at] == "pc" and tokens.glued(at)
        if not glued:
            return None
        found = (at + 1, ("%", "%"))
    stop, (unit, code) = found
    return Reading(
        numeral.first, stop, Kind.PERCENT, numeral.value, "percent", unit=unit, unit_code=code
    )


def _age_behind(tokens: Tokens, numeral: Numeral) -> Reading | None:
    behind = age_behind(tokens, numeral.stop)
    if behind is None:
        return None
    stop, unit = behind
    return Reading(numeral.first, stop, Kind.AGE, numeral.value, "age", unit=unit)


def _age(tokens: Tokens, numeral: Numeral) -> Reading | None:
    if numeral.style not in ("digits", "words"):
        return None
    if is_aged(tokens, numeral.first):
        stop, unit = span_of_age(tokens, numeral.stop)
        return Reading(numeral.first, stop, Kind.AGE, numeral.value, "age of a person", unit=unit)
    if is_apposed(tokens, numeral) or is_of_pronoun(tokens, numeral):
        return Reading(
            numeral.first, numeral.stop, Kind.AGE, numeral.value, "age of a person", unit="year"
        )
    return None


def _grade(tokens: Tokens, numeral: Numeral) -> Reading | None:
    before = grade_before(tokens, numeral.first)
    if before is not None:
        first, unit = before
        first = first if unit.name == "magnitude" else numeral.first
        return Reading(first, numeral.stop, Kind.QUANTITY, numeral.value, "grade", unit=unit.name)
    behind = grade_behind(tokens, numeral.stop)
    if behind is None or (numeral.value or 0) >= _STRONGEST or numeral.style != "digits":
        return None
    stop, unit = behind
    return Reading(numeral.first, stop, Kind.QUANTITY, numeral.value, "magnitude", unit=unit.name)


def _quantity(tokens: Tokens, numeral: Numeral) -> Reading | None:
    at = numeral.stop
    if numeral.style in ("fraction", "vague"):
        at = _skip_of(tokens, at)
    behind = unit_behind(tokens, at)
    if behind is None:
        return None
    stop, unit = behind
    return Reading(
        numeral.first,
        stop,
        Kind.QUANTITY,
        _bounds(numeral),
        "quantity",
        unit=unit.name,
        unit_code=unit.code,
    )


def _skip_of(tokens: Tokens, at: int) -> int:
    """Behind "half", "a quarter of", "hundreds of": where the unit stands."""
    lower, count = tokens.lower, tokens.count
    at += at < count and lower[at] == "of"
    at += at < count and lower[at] in ("a", "an")
    return at


def _bounds(numeral: Numeral) -> Decimal | tuple[Decimal | None, Decimal | None] | None:
    if numeral.style == "vague" and numeral.value is not None:
        return (numeral.value, None)
    return numeral.value


def _amount(tokens: Tokens, numeral: Numeral) -> Reading | None:
    """A share of a whole, or a plain count."""
    if numeral.style == "fraction":
        if not is_share(tokens, numeral):
            return None
        return Reading(numeral.first, numeral.stop, Kind.RATIO, numeral.value, "share")
    if not is_amount(tokens, numeral):
        return None
    rule = "vague count" if numeral.style == "vague" else "count"
    return Reading(
        numeral.first, numeral.stop, Kind.COUNT, _bounds(numeral), rule, guess=numeral.guess
    )


def _rank(tokens: Tokens, numeral: Numeral) -> Reading | None:
    if is_acronym(tokens, numeral) or is_company(tokens, numeral):
        return None
    if not is_rank(tokens, numeral):
        return None
    return Reading(numeral.first, numeral.stop, Kind.ORDINAL, numeral.value, "rank")


def _numbered_rank(tokens: Tokens, numeral: Numeral) -> Reading | None:
    """As in "#2": a rank; "#2020" is a tag."""
    first, value = numeral.first - 1, numeral.value
    if value is None or value > _LOWEST_RANK or tokens.glued(first):
        return None
    return Reading(first, numeral.stop, Kind.ORDINAL, value, "numbered rank")


def single_units(tokens: Tokens, is_hedged: Callable[[Tokens, int], bool]) -> list[Reading]:
    """Read "a mile", "an acre" where a hedge makes the article a number ("under a hectare")."""
    found: list[Reading] = []
    for i in tokens.spots[_ARTICLES]:
        if tokens.at(i + 1) in NAMES.by_first:
            match = unit_behind(tokens, i + 1)
            if match is not None and is_hedged(tokens, i):
                stop, unit = match
                found.append(
                    Reading(
                        i,
                        stop,
                        Kind.QUANTITY,
                        Decimal(1),
                        "single unit",
                        unit=unit.name,
                        unit_code=unit.code,
                    )
                )
    return found
