"""Distance, time and speed; so much a day over so many days."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from workbench.checks.pattern import found_in
from workbench.checks.periods import days_of, one_of
from workbench.checks.scales import factor_between
from workbench.checks.writing import like, sentence_case, shown
from workbench.claim import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.checks.figure import Figure
    from workbench.checks.flag import Flag
    from workbench.checks.sentence import Match, Sentence
    from workbench.claim import Claim

_UNITS: Final = {"minute": "TM", "hour": "H", "second": "S", "day": "D", "week": "W"} | {
    "month": "M",
    "year": "Y",
}
# Speeds write the unit of length in full.
_SHORT: Final = {"meter": "m", "foot": "ft"}
_RATE: Final = (
    r"<rate:#>~? (?:a|per|each|every) (?P<unit>day|hour|week|month|minute)",
    r"<rate:#>~? ?<set:EU>",
)
_SO_MUCH_A_DAY: Final = (
    *(rf"{rate}~~(?:for|over|in) ~?<time:U>~~<total:#>" for rate in _RATE),
    *(rf"<total:#>~~(?:in|over) ~?<time:U>~~{rate}" for rate in _RATE),
    r"<rate:#>~? ?<set:E>,~~<total:#>~~(?:in|over) ~?<time:U>",
)
_A: Final = ("a ", "an ", "per ", "each ", "every ")
_NOT_EACH: Final = r"\b(?:first|last|then|more than|up to)\b"


def speed_time_distance(sentence: Sentence) -> Iterator[Flag]:
    """Distance over time is speed, and so much a day over the days is the total; half a digit.

    >>> from workbench import check
    >>> [f.message for f in check("It covers the 300 km in two hours, at an average of 200 km/h.")]
    ['300 km in two hours is 150 km/h, not 200 km/h.']
    >>> check("It covers the 300 km in two hours, at an average of 150 km/h.")
    []
    """
    times = [one for one in sentence.claims if one.kind is Kind.DURATION]
    if len(times) == 1 and not sentence.has(r"\b{unsteady_speed}\b"):
        for speed in _speeds(sentence):
            yield from _compare_speed(sentence, speed, times[0])
    yield from _so_much_a_day(sentence)


def _speeds(sentence: Sentence) -> list[Figure]:
    return [one for one in sentence.figures.values() if _unit_and_time(one)]


def _unit_and_time(speed: Figure) -> tuple[str, Decimal] | None:
    """The unit of length of a speed, and the days that it is for; None of what is no speed."""
    if speed.kind is not Kind.QUANTITY:
        return None
    if speed.unit == "knot":
        return "nautical mile", one_of("H")
    unit, _, time = (speed.unit or "").partition("/")
    return (unit, one_of(_UNITS[time])) if time in ("hour", "second", "day") else None


def _compare_speed(sentence: Sentence, speed: Figure, time: Claim) -> Iterator[Flag]:
    unit, per = _unit_and_time(speed) or ("", Decimal(1))
    ways = [
        one
        for one in sentence.figures.values()
        if one.kind is Kind.QUANTITY and one.unit in (unit, _SHORT.get(unit))
    ]
    days = days_of(time)
    if len(ways) != 1 or days is None or days.low <= 0:
        return
    way, spent = ways[0], days.scaled(1 / per)
    expected = way.interval.over(spent)
    if expected is None or expected.meets(speed.interval) or not spent.high.is_finite():
        return
    exact = way.value / spent.middle
    yield sentence.flag(
        "speed_time_distance",
        (way, time, speed),
        f"{sentence_case(way.words)} in {time.text} is {like(speed, exact)}, not {speed.words}.",
        f"{shown(way.value)} / {shown(spent.middle)} = {shown(exact)}",
    )


def _so_much_a_day(sentence: Sentence) -> Iterator[Flag]:
    for found in sentence.find(*_SO_MUCH_A_DAY):
        if not found.has_number("rate", "total") or found_in(_NOT_EACH, sentence.skeleton):
            continue
        rate, total, time = found["rate"], found["total"], found.claim("time")
        same, unit, days = factor_between(rate, total), _unit(found), days_of(time)
        if same is None or unit is None or days is None or not days.high.is_finite():
            continue
        spent = days.scaled(1 / one_of(_UNITS[unit]))
        if spent.times(rate.interval.widened(rate.step / 2)).scaled(same).meets(total.loose):
            continue
        exact = spent.middle * rate.value * same
        yield sentence.flag(
            "speed_time_distance",
            (rate, time, total),
            f"{sentence_case(rate.words)} a {unit} for {time.text} is {like(total, exact)}, not "
            f"{total.words}.",
            f"{shown(rate.value)} × {shown(spent.middle)} = {shown(exact)}",
        )
        return


def _unit(found: Match) -> str | None:
    """The unit of time of a rate: its word, else the set ("daily") behind it."""
    if "set" not in found:
        return found.words("unit")
    claim = found.claim("set")
    words = claim.text.lower().rstrip("s")
    if claim.kind is Kind.DURATION and not words.startswith(_A):  # "a day", read as a length
        return None
    return next((unit for unit in _UNITS if words.endswith(unit)), None)
