"""Numbers as a story would write them, for the one line that a reporter reads."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from workbench.checks.figure import Figure

_CENT, _MILLI = Decimal("0.01"), Decimal("0.001")
_MANY_DIGITS: Final = Decimal(10) ** 15
_THOUSAND: Final = Decimal(1000)
_SCALES: Final = (
    (Decimal(10) ** 12, "trillion", "tn"),
    (Decimal(10) ** 9, "billion", "bn"),
    (Decimal(10) ** 6, "million", "m"),
)
# "£3.1bn", "5 million pounds", "10 km": what stands before the digits, the scale, what follows.
_WRITTEN: Final = re.compile(
    r"(?P<before>[^\w\d]{0,4}|[A-Z]{1,3}\$ ?)(?P<digits>[\d,.]*\d)"
    r"(?P<scale>[ -]?(?:thousand|million|billion|trillion|[mb]n?|tn|k)\b)?(?P<after>.{0,40})",
    re.IGNORECASE,
)


def shown(value: Decimal | int) -> str:
    """A number as a story would print it: no more digits than help, millions as a word.

    >>> shown(Decimal("1092")), shown(Decimal("12.500")), shown(Decimal(2) / 3)
    ('1,092', '12.5', '0.67')
    >>> shown(200_000_000), shown(Decimal("3.21e9")), shown(1_234_567), shown(Decimal(100) / 3)
    ('200 million', '3.21 billion', '1,234,567', '33.3')
    """
    number = Decimal(value)
    if not number.is_finite():
        return "no limit"
    scale, name = _scale_of(number)[:2]
    return f"{_digits(number / scale)} {name}".rstrip()


def like(figure: Figure, value: Decimal) -> str:
    """A value written the way the story writes the figure: its currency sign, scale and unit.

    "£200m" beside "£3.1bn", "8 km" beside "10 km"; the bare number beside a number in words.
    """
    written = _WRITTEN.fullmatch(figure.words)
    if isinstance(figure.claim.value, tuple):
        return shown(value)
    if written is None:  # "five kilometres", "four"
        unit = figure.words.split(" ")[-1] if figure.unit and " " in figure.words else ""
        return f"{shown(value)} {unit}".rstrip()
    scale, name, short = _scale_of(value)
    said = (written["scale"] or "").lower()
    is_short = bool(said) and said.strip(" -") not in ("thousand", "million", "billion", "trillion")
    ending = short if is_short else f" {name}"
    return f"{written['before']}{_digits(value / scale)}{ending}".rstrip() + written["after"]


def in_text(words: str) -> str:
    """Words as they stand within a sentence: a number in words without its capital.

    >>> in_text("A fifth"), in_text("Q2"), in_text("Forty-three")
    ('a fifth', 'Q2', 'forty-three')
    """
    return words[:1].lower() + words[1:] if words[1:2].islower() or words[1:2] == " " else words


def factor_shown(factor: Decimal) -> str:
    """A factor to four digits, so that the reader can repeat the product.

    >>> factor_shown(Decimal("0.40468564")), factor_shown(Decimal("1.8"))
    ('0.4047', '1.8')
    """
    return shown(factor) if factor >= _THOUSAND else f"{factor.normalize():.4g}"


def sentence_case(words: str) -> str:
    """The words with a capital at their beginning.

    >>> sentence_case("one in five is 20%")
    'One in five is 20%'
    """
    return words[:1].upper() + words[1:]


def listed(parts: list[str]) -> str:
    """A list as a sentence has it.

    >>> listed(["4", "5", "6"])
    '4, 5 and 6'
    """
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _scale_of(number: Decimal) -> tuple[Decimal, str, str]:
    """The scale word that shortens a number without hiding a digit that counts."""
    if abs(number) < _MANY_DIGITS:
        is_broken = number != number.to_integral_value()
        for scale, name, short in _SCALES:
            if scale <= abs(number) and (is_broken or number % (scale / _THOUSAND) == 0):
                return scale, name, short
    return Decimal(1), "", ""


def _digits(number: Decimal) -> str:
    """Digits with separators; what does not end at two places is cut where it stops to help."""
    if abs(number) >= _MANY_DIGITS:
        return f"{number:.4g}"
    if abs(number) < _CENT and number:
        places = Decimal(10) ** (number.adjusted() - 1)
    elif number == number.quantize(_MILLI):
        places = _MILLI
    elif abs(number) < 10:
        places = _CENT
    else:
        places = Decimal("0.1") if abs(number) < _THOUSAND else Decimal(1)
    rounded = number.quantize(places)
    whole = rounded.to_integral_value()
    return f"{whole:,}" if rounded == whole else f"{rounded.normalize():,f}"
