"""Numbers that begin with a digit: "1,204", "£3m", "2½", "5 million", "1/2", "21st"."""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from typing import TYPE_CHECKING

from workbench.grammar.cardinals import PARTS, cardinal
from workbench.grammar.digits import LONGEST, is_european, literal, spaced_groups
from workbench.grammar.numeral import Numeral
from workbench.grammar.shares import and_half
from workbench.lexicon import words

if TYPE_CHECKING:
    from workbench.grammar.numeral import Style
    from workbench.grammar.tokens import Tokens

_SUFFIX = words("numbers", "suffix")
_MONEY_SUFFIX = words("numbers", "money_suffix")
_MINUS = frozenset("-−–")
_ENDINGS = frozenset({"st", "nd", "rd", "th"})
_CURRENCY_SIGNS = frozenset("$€£¥₹₩₽₺₪฿₫₦₱￡￥")
_MONEY_CODES = frozenset(
    {"rm", "rs", "us", "usd", "eur", "gbp", "chf", "ps", "r", "kr", "inr", "aud"}
)
VULGAR = {chr(c): Decimal(unicodedata.numeric(chr(c))) for c in (0xBC, 0xBD, 0xBE)} | {
    "⅓": Decimal(1) / 3,
    "⅔": Decimal(2) / 3,
    "⅕": Decimal("0.2"),
    "⅖": Decimal("0.4"),
    "⅗": Decimal("0.6"),
    "⅘": Decimal("0.8"),
    "⅙": Decimal(1) / 6,
    "⅚": Decimal(5) / 6,
    "⅛": Decimal("0.125"),
    "⅜": Decimal("0.375"),
    "⅝": Decimal("0.625"),
    "⅞": Decimal("0.875"),
}
_ZERO = Decimal(0)
_OPENING = _MINUS | {"."}
_FOLLOWING = PARTS.keys() | VULGAR.keys() | _ENDINGS | {"-", "and", "/", "⁄", "x", "×"}
_AFTER_METRES = frozenset({"hurdles", "across", "races", "sprints", "titles", "heats", "runs"})
_AFTER_SHARE = frozenset(
    """of in on at by to from since over more less fewer lower higher cheaper larger smaller faster
    slower and or but as than that who which were was are is have had has this last during after
    before between within compared while when up down off say said will would could may for with
    among not do did does longer shorter bigger the""".split()
)


def in_digits(tokens: Tokens, i: int) -> Numeral:
    """Read the number whose digits begin at ``i``, with its sign, suffix, scale and fraction.

    >>> from workbench.grammar.tokens import scan
    >>> in_digits(scan("2 1/2 cups"), 0).value, in_digits(scan("21st"), 0).style
    (Decimal('2.5'), 'ordinal')
    """
    if _stands_alone(tokens, i):
        value = _literal(tokens, i, i + 1)
        return Numeral(i, i + 1, value if value or value is None else _ZERO, "digits")
    stop = spaced_groups(tokens, i)
    value = _literal(tokens, i, stop)
    first = i - 1 if _is_minus(tokens, i) else i
    if first == i and _is_point(tokens, i):
        return Numeral(i - 1, stop, _decimals(tokens.word[i]), "digits")
    if value is None:
        return Numeral(first, stop, None, "digits")
    if stop < tokens.count and tokens.glued(stop):
        if tokens.lower[stop] in _ENDINGS:
            return Numeral(i, stop + 1, value, "ordinal")
        scaled = _suffix(tokens, i, stop)
        if scaled is not None:
            stop, value = stop + 1, value * scaled
    return _scaled_digits(tokens, first, i, stop, value)


def _stands_alone(tokens: Tokens, i: int) -> bool:
    """Whether no sign before the digits and nothing behind them can belong to the number."""
    if i and tokens.word[i - 1] in _OPENING:
        return False
    after = tokens.at(i + 1)
    return after not in _FOLLOWING and not after[:1].isdecimal()


def _decimals(digits: str) -> Decimal | None:
    """Read the "534" of ".534"."""
    return Decimal(f"0.{digits}") if digits.isdecimal() and len(digits) <= LONGEST else None


def _scaled_digits(tokens: Tokens, first: int, i: int, stop: int, value: Decimal) -> Numeral:
    """Take what multiplies or adds behind the digits: a power, a fraction, "million"."""
    power = _power_of_ten(tokens, stop, value)
    if power is not None:
        return Numeral(first, *power, "digits")
    parts = _digit_fraction(tokens, first, i, stop, value)
    if parts is not None:
        return parts
    number = cardinal(tokens, i, value, stop)
    if number is not None and not number.ordinal:
        stop, value = number.stop, number.value
    stop, value = and_half(tokens, stop, value)
    return Numeral(first, stop, -value if first < i else value, "digits")


def _literal(tokens: Tokens, i: int, stop: int) -> Decimal | None:
    word = tokens.word[i] if stop == i + 1 else "".join(tokens.word[i:stop])
    european = "." in word and "," not in word and _reads_european(tokens, stop)
    return literal(word, european=european)


def _reads_european(tokens: Tokens, stop: int) -> bool:
    if tokens.at(stop) == "," and tokens.at(stop + 1) in "-–—" and tokens.at(stop + 1):
        return True
    if tokens.european is None:
        tokens.european = is_european(tokens)
    return tokens.european


def _is_minus(tokens: Tokens, i: int) -> bool:
    """A minus is glued to the digits and stands free on its left."""
    if i == 0 or tokens.word[i - 1] not in _MINUS or not tokens.glued(i):
        return False
    if tokens.word[i - 1] == "–":
        return False
    return i == 1 or not tokens.glued(i - 1) or tokens.word[i - 2] in "([$£€"


def _is_point(tokens: Tokens, i: int) -> bool:
    """Whether a decimal point without a whole part stands before the digits (".534")."""
    if i == 0 or tokens.word[i - 1] != "." or not tokens.glued(i):
        return False
    return i == 1 or not tokens.glued(i - 1) or tokens.word[i - 2] in "($£€"


def _power_of_ten(tokens: Tokens, stop: int, value: Decimal) -> tuple[int, Decimal] | None:
    """Read a power of ten behind a number: where it ends, and the whole value."""
    if tokens.at(stop) not in ("×", "x") or tokens.at(stop + 1) != "10":
        return None
    at = stop + 2
    at += tokens.at(at) == "^"
    sign = -1 if tokens.at(at) in _MINUS else 1
    at += sign < 0
    exponent = tokens.at(at)
    if not exponent.isdecimal() or len(exponent) > 2 or not tokens.glued(at):
        return None
    return at + 1, value.scaleb(sign * int(exponent))


def _suffix(tokens: Tokens, i: int, stop: int) -> Decimal | None:
    """The factor of "bn", "m", "k" glued to the digits."""
    word = tokens.lower[stop]
    if word in _SUFFIX:
        return None if word == "k" and _is_kelvin(tokens, stop) else PARTS[word].value
    if word not in _MONEY_SUFFIX:
        return None
    before = tokens.at(i - 1)
    if before and (before in _CURRENCY_SIGNS or before in _MONEY_CODES):
        return PARTS[word].value
    return PARTS[word].value if word == "m" and _counts_millions(tokens, stop + 1) else None


def _is_kelvin(tokens: Tokens, stop: int) -> bool:
    return tokens.at(stop + 1) in ("run", "race", "resolution", "tv", "video", "display")


def _counts_millions(tokens: Tokens, i: int) -> bool:
    """Whether "2m" is followed by what is counted ("homes") and so is not metres."""
    word = tokens.at(i)
    if word in ("people", "tonnes", "barrels", "litres", "viewers"):
        return True
    if word == "of":
        return tokens.at(i + 1) in ("its", "the", "their", "them", "these", "those")
    return len(word) > 4 and word.endswith("s") and word not in _AFTER_METRES


def _digit_fraction(
    tokens: Tokens, first: int, i: int, stop: int, value: Decimal
) -> Numeral | None:
    """Read "1/2", "2 1/2", "2½"."""
    if stop < tokens.count and tokens.word[stop] in VULGAR:
        extra = VULGAR[tokens.word[stop]]
        return _scaled(tokens, first, stop + 1, value + extra, "digits")
    parts = _slashed(tokens, i, stop)
    if parts is not None:
        return _scaled(tokens, first, stop + 2, parts, "fraction")
    mixed = _slashed(tokens, stop, stop + 1) if not tokens.glued(stop) else None
    if mixed is not None and value == value.to_integral_value():
        return _scaled(tokens, first, stop + 3, value + mixed, "digits")
    return None


def _slashed(tokens: Tokens, i: int, slash: int) -> Decimal | None:
    if slash + 1 >= tokens.count or tokens.word[slash] not in "/⁄" or slash != i + 1:
        return None
    over, under = tokens.word[i], tokens.word[slash + 1]
    if not (
        over.isdecimal() and under.isdecimal() and tokens.glued(slash) and tokens.glued(slash + 1)
    ):
        return None
    if len(over) > 2 or len(under) > 2 or not 0 < int(over) < int(under):
        return None
    if tokens.at(slash + 2) == "/" or tokens.at(i - 1) == "/":
        return None
    usual = int(under) in (2, 3, 4, 5, 6, 8, 10, 16) and int(over) < 8
    return Decimal(over) / Decimal(under) if usual else None


def _scaled(tokens: Tokens, first: int, stop: int, value: Decimal, style: Style) -> Numeral:
    """A mixed number may still be followed by "million"."""
    number = cardinal(tokens, first, value, stop)
    if number is not None and number.stop > stop and not number.ordinal:
        return Numeral(first, number.stop, number.value, "digits")
    return Numeral(first, stop, value, style)
