"""Changes from one value to another: by how much, by how many per cent or points."""

from __future__ import annotations

from decimal import Decimal
from itertools import permutations
from typing import TYPE_CHECKING, Final

from workbench.checks.interval import Interval
from workbench.checks.levels import as_precise, levels, lone_levels
from workbench.checks.pattern import found_in
from workbench.checks.slips import swapped_digits, thousandfold
from workbench.checks.writing import like, shown
from workbench.claim import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.checks.figure import Figure
    from workbench.checks.flag import Flag
    from workbench.checks.sentence import Sentence

_HUNDRED: Final = Decimal(100)
_LEAST_FOR_SCALE: Final = 1000
_MOVE: Final = r"\b(?:{rise}|{fall})\b"
_MOVED_BY: Final = (rf"{_MOVE}[\w '$-]*$", rf"^[\w -]{{0,22}}?{_MOVE}")
_COMPARATIVE: Final = r"^[\w -]{0,12}?\b{comparative}\b"
# "rose 12% to £480m": a percentage with a value of its own.
_GOES_TO: Final = r"<share:P> to ~?<to:#>"
# The amount of a change: "by 35", "gained 35 pupils", "4 cents higher", "an increase of 12".
_AMOUNT: Final = (
    r"\bby ~?<d:#P>",
    (
        r"\b(?:gain|gained|gaining|lost|losing|added|adding|shed|shedding|up|down|put on|picked up|"
        r"rose|fell|dropped|climbed|jumped|increased|grew|declined|slipped|sank|recruited|went up|"
        r"went down) ~?<d:#>(?! to\b)"
    ),
    r"<d:#> ~?(?:higher|lower|more|fewer|less|up|down|extra)\b",
    (
        r"\b(?:increase|rise|gain|drop|fall|decline|cut|reduction|jump|decrease|difference|growth|"
        r"improvement) of ~?<d:#P>"
    ),
    r"<d:#P> (?:increase|rise|gain|drop|fall|decline|loss|cut|reduction|jump|decrease)\b",
    r"\b(?:a|an) (?:sav\w+|surplus|shortfall|profit|gap) of ~?<d:#>",
    r"\ba?n? ?<d:#>-?~?(?:increase|rise|gain|drop|fall|decline|cut|reduction|jump|decrease|hike)\b",
)


def pct_change(sentence: Sentence) -> Iterator[Flag]:
    """A percentage of change against the values before and after, all by their digits.

    >>> from workbench import check
    >>> [f.message for f in check("Attendance rose from 840 to 1,092, a 23 percent increase.")]
    ['From 840 to 1,092 is a rise of 30%, not 23 percent.']
    >>> check("Attendance rose from 840 to 1,092, a 30 percent increase.")
    []
    """
    told = False
    for found, before, after in levels(sentence):
        if before.kind is Kind.PERCENT or before.value <= 0:
            continue
        told = True
        share = _percent_of_change(sentence, (found.place("a"), found.place("b")))
        change = _in_percent(*as_precise(before, after))
        if share and change and not _is_by(share, change) and not sentence.has(r"\b{adjusted}"):
            yield _percent_flag(sentence, before, after, share)
    if not told:
        yield from _lone_percent(sentence)


def _lone_percent(sentence: Sentence) -> Iterator[Flag]:
    """The only percentage of a sentence against its only two values, either way round."""
    shares = [(place, one) for place, one in sentence.figures.items() if one.kind is Kind.PERCENT]
    if len(shares) != 1 or sentence.has(r"\b{adjusted}"):
        return
    place, share = shares[0]
    pair = lone_levels(sentence, place)
    if pair is None or not found_in(_COMPARATIVE, sentence.after(place, 29)):
        return
    ways = [_in_percent(one.interval, other.interval) for one, other in permutations(pair)]
    if not any(way is None or _is_by(share, way) for way in ways):
        yield _percent_flag(sentence, *pair, share)


def _percent_flag(sentence: Sentence, before: Figure, after: Figure, share: Figure) -> Flag:
    exact = (after.value - before.value) / before.value * _HUNDRED
    slip = _scale_slip(before, after, share)
    move = "rise" if exact >= 0 else "fall"
    return sentence.flag(
        "magnitude_slip" if slip else "pct_change",
        (before, after, share),
        f"From {before.words} to {after.words} is a {move} of {shown(abs(exact))}%, not "
        f"{share.words}.",
        f"100 × ({shown(after.value)} - {shown(before.value)}) / {shown(before.value)} = "
        f"{shown(exact)}",
        slip or _base_slip(before, after, share),
    )


def _in_percent(before: Interval, after: Interval) -> Interval | None:
    """The change from one to the other, in per cent; None where it could start at 0."""
    ratio = after.over(before)
    return ratio.minus(Interval.exactly(1)).scaled(_HUNDRED) if ratio else None


def _is_by(amount: Figure, change: Interval) -> bool:
    """Whether an amount is that change, or the same one downwards."""
    return amount.interval.meets(change) or amount.interval.meets(change.negative)


def _scale_slip(before: Figure, after: Figure, share: Figure) -> str | None:
    """Whether the change fits with one of the values 1,000 times as large."""
    for one, factors in ((before, (1000, 1)), (after, (1, 1000))):
        change = _in_percent(before.interval.scaled(factors[0]), after.interval.scaled(factors[1]))
        if change and _is_by(share, change):
            return f"{one.words}: 1,000 times as much fits."
    return None


def _base_slip(before: Figure, after: Figure, share: Figure) -> str | None:
    """Whether the percentage divides by the new value, or gives the new value as a share."""
    if not after.value:
        return None
    of_new = abs(after.value - before.value) / after.value * _HUNDRED
    if share.interval.meets(Interval.exactly(of_new)):
        return f"{share.words} divides by the new value, {after.words}."
    if share.interval.meets(Interval.exactly(after.value / before.value * _HUNDRED)):
        return f"{share.words} is the new value in per cent of the old, not the change."
    return None


def _percent_of_change(sentence: Sentence, ends: tuple[int, int]) -> Figure | None:
    """The one percentage that says by how much the pair at these places changed."""
    elsewhere = {
        found.place("share") for found in sentence.find(_GOES_TO) if found.place("to") not in ends
    }
    said = [
        figure
        for place, figure in sentence.figures.items()
        if figure.kind is Kind.PERCENT
        and place not in ends
        and place not in elsewhere
        and _is_moved_by(sentence, place)
    ]
    return said[0] if len(said) == 1 else None


def _is_moved_by(sentence: Sentence, place: int) -> bool:
    """Whether a verb of change stands beside the figure, in its own clause."""
    before = sentence.before(place, 45)
    clause = before[max(before.rfind(mark) for mark in (";", ":", ". ")) + 1 :]
    return found_in(_MOVED_BY[0], clause) or found_in(_MOVED_BY[1], sentence.after(place, 39))


def pct_vs_points(sentence: Sentence) -> Iterator[Flag]:
    """Per cent written for percentage points; half a last digit.

    >>> from workbench import check
    >>> [f.message for f in check("It raised its rate from 4 percent to 4.5 percent, an increase "
    ...                           "of 0.5 percent.")]
    ['From 4 percent to 4.5 percent is 0.5 percentage points, or 12.5%, not 0.5 percent.']
    >>> check("It raised its rate from 4 percent to 5 percent, an increase of 25 percent.")
    []
    """
    for found, before, after in levels(sentence):
        if before.kind is not Kind.PERCENT or before.value <= 0:
            continue
        share = _percent_of_change(sentence, (found.place("a"), found.place("b")))
        first, last = as_precise(before, after)
        relative = _in_percent(first, last)
        if share is None or _is_points(sentence, share):
            continue
        if relative is None or _is_by(share, relative):
            continue
        exact = after.value - before.value
        percent = exact / before.value * _HUNDRED
        fits = _is_by(share, last.minus(first))
        yield sentence.flag(
            "pct_vs_points" if fits else "pct_change",
            (before, after, share),
            f"From {before.words} to {after.words} is {shown(abs(exact))} percentage points, or "
            f"{shown(abs(percent))}%, not {share.words}.",
            f"{shown(after.value)} - {shown(before.value)} = {shown(exact)} points; "
            f"100 × {shown(exact)} / {shown(before.value)} = {shown(percent)}%",
            "Points were written as per cent." if fits else None,
        )


def _is_points(sentence: Sentence, share: Figure) -> bool:
    after = sentence.text[share.claim.end : share.claim.end + 12].lower()
    return share.unit == "percentage point" or "point" in after or "point" in share.words.lower()


def diff_abs(sentence: Sentence) -> Iterator[Flag]:
    """The amount of a change against the values before and after; counts are exact.

    >>> from workbench import check
    >>> [f.message for f in check("The school gained 35 pupils, taking its roll from 412 to 437.")]
    ['From 412 to 437 is 25, not 35.']
    >>> check("The school gained 35 pupils, taking its roll from 412 to 447.")
    []
    """
    told = False
    for found, before, after in levels(sentence):
        told = True
        amounts = _amounts(sentence, before, (found.place("a"), found.place("b")))
        if before.kind is not Kind.RATIO and len(amounts) == 1:
            yield from _compare_amount(sentence, before, after, amounts[0])
    if not told:
        yield from _lone_amount(sentence)


def _compare_amount(
    sentence: Sentence, before: Figure, after: Figure, amount: Figure
) -> Iterator[Flag]:
    first, last = before.interval, after.interval
    if amount.kind is Kind.PERCENT:
        first, last = as_precise(before, after)
    if _is_by(amount, last.minus(first)) or _fits_others(sentence, amount):
        return
    slip = _difference_slip(before, after, amount)
    if slip or amount.value <= max(before.value, after.value):
        yield _amount_flag(sentence, before, after, amount, slip)


def _amount_flag(
    sentence: Sentence, before: Figure, after: Figure, amount: Figure, slip: str | None
) -> Flag:
    exact = after.value - before.value
    return sentence.flag(
        "magnitude_slip" if slip else "diff_abs",
        (before, after, amount),
        f"From {before.words} to {after.words} is {like(amount, abs(exact))}, not {amount.words}.",
        f"{shown(after.value)} - {shown(before.value)} = {shown(exact)}",
        slip or swapped_digits(abs(exact), amount.value),
    )


def _lone_amount(sentence: Sentence) -> Iterator[Flag]:
    """The only amount of change of a sentence against its only two levels."""
    for found in sentence.find(*_AMOUNT):
        if not found.has_number("d") or found["d"].kind is Kind.PERCENT:
            continue
        amount, pair = found["d"], lone_levels(sentence, found.place("d"))
        if pair is None or not pair[0].is_like(amount):
            continue
        yield from _compare_amount(sentence, *pair, amount)
        return


def _difference_slip(before: Figure, after: Figure, amount: Figure) -> str | None:
    """The one value with which the difference fits at another scale."""
    if max(before.value, after.value) < _LEAST_FOR_SCALE:
        return None
    return thousandfold(
        (before, after, amount),
        lambda of: of[2].meets(of[1].minus(of[0])) or of[2].meets(of[0].minus(of[1])),
    )


def _amounts(sentence: Sentence, like_it: Figure, ends: tuple[int, int]) -> list[Figure]:
    """The amounts of change that the sentence names, in the unit of the values or in points."""
    found: dict[int, Figure] = {}
    for match in sentence.find(*_AMOUNT):
        place = match.place("d")
        if not match.has_number("d") or place in ends:
            continue
        amount = match["d"]
        is_points = amount.unit == "percentage point"
        if is_points if like_it.kind is Kind.PERCENT else amount.is_like(like_it):
            found[place] = amount
    return list(found.values())


def _fits_others(sentence: Sentence, amount: Figure) -> bool:
    """Whether the amount is the difference of two other values that the sentence names."""
    others = [one for one in sentence.figures.values() if one.is_like(amount) and one is not amount]
    return any(
        amount.interval.meets(one.interval.minus(other.interval))
        for one, other in permutations(others, 2)
    )
