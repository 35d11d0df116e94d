"""Currencies before and behind a number: "US$1.2bn", "Rs 2 crore", "one million rubles"."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from workbench.grammar.phrases import Phrases
from workbench.lexicon import rows

if TYPE_CHECKING:
    from workbench.grammar.numerals import Numeral
    from workbench.grammar.tokens import Tokens


class Currency(NamedTuple):
    """An ISO 4217 code, and how much of its main unit the word means (a cent is 0.01)."""

    code: str
    factor: Decimal


def _table(*roles: str) -> Phrases[Currency]:
    return Phrases(
        (row["word"], Currency(row["code"], Decimal(row["factor"])))
        for row in rows("currencies")
        if row["role"] in roles
    )


SIGNS = _table("sign", "code")
NAMES = _table("name")
MINOR = _table("minor")
# Words that are something else as often as money: only large sums of them are money.
_DOUBTFUL = frozenset({"won", "real", "reals", "mark", "marks", "sol", "soles", "lev", "dong"})
_DOUBTFUL_FROM = 1000
_GUESSED_CODES = {"$": "USD", "dollar": "USD", "dollars": "USD", "¥": "JPY", "kr": "SEK"}
_AMBIGUOUS_SIGN = frozenset(
    [
        "K",
        "R",
        "P",
        "G",
        "MT",
        "KM",
        "BD",
        "LD",
        "SR",
        "LE",
        "Re",
        "Y",
        "Sh",
        "PS",
        "Ft",
        "Br",
        "R.",
    ]
)


def currency_before(tokens: Tokens, first: int) -> tuple[int, Currency] | None:
    """Read the sign or code before a number: where it begins, the currency.

    >>> from workbench.grammar.tokens import scan
    >>> currency_before(scan("for US$86,000 in"), 3)
    (1, Currency(code='USD', factor=Decimal('1')))
    >>> currency_before(scan("NZD $100.70"), 2)
    (0, Currency(code='NZD', factor=Decimal('1')))
    """
    if not first or tokens.word[first - 1] not in SIGNS.by_last:
        return None
    found = SIGNS.behind(tokens.word, first)
    if found is None or (tokens.word[found[0]] in _AMBIGUOUS_SIGN and not tokens.glued(first)):
        return None
    begin, currency = found
    if tokens.word[begin].isalpha() and tokens.glued(begin) and tokens.word[begin - 1].isalnum():
        return None
    return _with_code(tokens, begin, currency)


def _with_code(tokens: Tokens, begin: int, currency: Currency) -> tuple[int, Currency]:
    """Take a code before a sign: "NZD $100", "US $5", "$US113"."""
    if begin and tokens.word[begin] in "$£¥":
        named = SIGNS.behind(tokens.word, begin)
        if named is not None and tokens.word[named[0]].isalpha():
            return named
    return begin, currency


def currency_behind(
    tokens: Tokens, stop: int, value: Decimal | None
) -> tuple[int, Currency] | None:
    """Read the sign, code or name behind a number: where it ends, the currency.

    >>> from workbench.grammar.tokens import scan
    >>> currency_behind(scan("75 cents"), 1, Decimal(75))
    (2, Currency(code='USD', factor=Decimal('0.01')))
    """
    count = tokens.count
    if stop >= count:
        return None
    if tokens.word[stop] == "-" and tokens.glued(stop) and stop + 1 < count:
        return NAMES.ahead(tokens.lower, stop + 1)
    found = NAMES.ahead(tokens.lower, stop)
    if found is not None:
        small = value is None or abs(value) < _DOUBTFUL_FROM
        return None if small and tokens.lower[stop] in _DOUBTFUL else found
    if tokens.glued(stop) and (minor := MINOR.ahead(tokens.word, stop)) is not None:
        return minor
    return _sign_behind(tokens, stop)


def _sign_behind(tokens: Tokens, stop: int) -> tuple[int, Currency] | None:
    found = SIGNS.ahead(tokens.word, stop)
    if tokens.word[stop] in ("PS", "RM", "US"):
        return None
    if found is None or _belongs_to_next(tokens, found[0]):
        return None
    ending = found[0]
    if ending < tokens.count and tokens.glued(ending) and tokens.word[ending][0].isalpha():
        return None
    return found


def _belongs_to_next(tokens: Tokens, stop: int) -> bool:
    """Whether the sign stands before another number ("from 5 $6")."""
    return stop < tokens.count and tokens.word[stop][0].isdecimal()


def pounds(tokens: Tokens, numeral: Numeral) -> tuple[int, str | None, str | None] | None:
    """Settle "pounds": where it ends, "GBP" or "lb", and what is uncertain.

    >>> from workbench.grammar.numerals import numerals
    >>> from workbench.grammar.tokens import scan
    >>> tokens = scan("a 200-pound man")
    >>> pounds(tokens, numerals(tokens)[0])
    (4, 'lb', None)
    """
    at, count = numeral.stop, tokens.count
    hyphen = at + 1 < count and tokens.word[at] == "-"
    at += hyphen
    if at >= count or tokens.lower[at] not in ("pound", "pounds"):
        return None
    after = tokens.lower[at + 1] if at + 1 < count else ""
    if "£" in tokens.word or (numeral.value or 0) >= 10_000:
        return at + 1, "GBP", None
    if hyphen or after in _WEIGHED:
        return at + 1, "lb", None
    return at + 1, "lb", "“pound” may be the weight or the currency; read as the weight."


_WEIGHED = frozenset(
    """of lighter heavier overweight in per each when from since a and
    or more during""".split()
)
