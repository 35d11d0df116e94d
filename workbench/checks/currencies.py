"""The same sum in two currencies: every pair of one story implies one rate."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from workbench.checks.interval import Interval
from workbench.checks.pattern import found_in
from workbench.checks.writing import shown
from workbench.claim import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.checks.figure import Figure
    from workbench.checks.flag import Flag
    from workbench.checks.sentence import Sentence

# The rates of one week may be this much apart.
_CLOSE: Final = Decimal(13) / 12
_ABOUT: Final = r"(?:about |around |or |some |nearly |roughly |almost )*"
_IN_BOTH: Final = (
    rf"<a:M>~? ?\({_ABOUT}<b:M>(?: at [\w' ]+)?\)",
    rf"<a:M>,? or {_ABOUT}<b:M>",
    rf"<a:M> ?- ?{_ABOUT}<b:M> ?-",
)


def currency_bracket(sentence: Sentence) -> Iterator[Flag]:
    """Two pairs of the same two currencies imply one rate; by what the digits leave open.

    >>> from workbench import check
    >>> [f.message for f in check("It raised 5 million pounds ($6.2 million), 1 million pounds "
    ...                           "($2.1 million) of it from one man.")]
    ['5 million pounds ($6.2 million) implies a rate of 1.24, 1 million pounds ($2.1 million) 2.1.']
    >>> check("It raised 5 million pounds ($6.2 million), 1 million pounds ($1.2 million) of it "
    ...       "from one man.")
    []
    """
    pairs = [
        (found["a"], found["b"])
        for found in sentence.find(*_IN_BOTH)
        if found.has_number("a", "b") and found["a"].unit != found["b"].unit
    ]
    if len(pairs) < 2 or _names_another_time(sentence):
        return
    first, rate = pairs[0], _rate(*pairs[0])
    for pair in pairs[1:]:
        one, other = pair if pair[0].unit == first[0].unit else pair[::-1]
        if (one.unit, other.unit) != (first[0].unit, first[1].unit):
            continue
        second = _rate(one, other)
        if rate is None or second is None or _is_one_rate(rate, second):
            continue
        yield sentence.flag(
            "currency_bracket",
            (*first, one, other),
            f"{_both(*first)} implies a rate of {shown(first[1].value / first[0].value)}, "
            f"{_both(one, other)} {shown(other.value / one.value)}.",
            f"{shown(first[1].value)} / {shown(first[0].value)} against {shown(other.value)} / "
            f"{shown(one.value)}",
        )


def _names_another_time(sentence: Sentence) -> bool:
    """Whether the sums may be of different days: a year, "at the time"."""
    years = (one for one in sentence.claims if one.kind is Kind.DATE)
    return any(found_in(r"\d{4}", one.text) for one in years) or sentence.has(r"\b{old_rate}\b")


def _both(one: Figure, other: Figure) -> str:
    return f"{one.words} ({other.words})"


def _rate(one: Figure, other: Figure) -> Interval | None:
    """The rates that two amounts allow, the second by half of its last written digit or zero."""
    if one.value <= 0 or other.value <= 0:
        return None
    digit = other.step / 2 if other.step < other.value else Decimal(0)
    half = max(digit, other.loose.high - other.value)
    written = other.interval if other.is_hedged else Interval.exactly(other.value)
    return written.widened(half).over(Interval.exactly(one.value))


def _is_one_rate(one: Interval, other: Interval) -> bool:
    return Interval(one.low / _CLOSE, one.high * _CLOSE).meets(other)
