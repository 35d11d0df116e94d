"""Cardinal and ordinal numbers in words: "one hundred and forty-two", "2.3 million"."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from workbench.lexicon import rows

if TYPE_CHECKING:
    from workbench.grammar.tokens import Tokens


class Part(NamedTuple):
    """What a word contributes to a number: its role and its value."""

    role: str
    value: Decimal


PARTS = {row["word"]: Part(row["role"], Decimal(row["value"])) for row in rows("numbers")}
SIMPLE = frozenset(word for word, part in PARTS.items() if part.role in ("unit", "teen", "ten"))
_DIGITS = {w: str(PARTS[w].value) for w in SIMPLE if PARTS[w].role == "unit"} | {
    "o": "0",
    "oh": "0",
}
_HUNDRED = Decimal(100)
_ANY = Decimal(1000)
_NONE = Decimal(0)


@dataclass(slots=True)
class Sum:
    """A number in words while it is being read.

    Attributes:
        stop: One past the last token taken.
        total: What the scales so far ("two million") have settled.
        group: What stands before the next scale; None when nothing does.
        room: A further word must be smaller than this.
        last: The scale taken last; the next must be smaller, or multiply it directly.
        chained: Whether a scale has multiplied another ("two thousand million") already.
        safe: Where to go back to when the next word begins a number of its own.
        ordinal: Whether an ordinal word has ended it.
        spelled: Whether it began with a word; behind digits only scales follow.
    """

    stop: int
    total: Decimal = _NONE
    group: Decimal | None = None
    room: Decimal = _ANY
    last: Decimal | None = None
    term: Decimal = _NONE
    chained: bool = False
    safe: list[tuple[int, Decimal]] = field(default_factory=list)
    ordinal: bool = False
    spelled: bool = True

    @property
    def value(self) -> Decimal:
        """What has been read so far."""
        return self.total + (self.group or 0)

    def add(self, part: Part) -> bool:
        """Take "forty" or "two" when there is room for it."""
        if part.value >= self.room or (self.group is not None and not part.value):
            return False
        self.group = (self.group or _NONE) + part.value
        self.room = Decimal(10) if part.role == "ten" else _NONE
        return True

    def take_hundred(self) -> bool:
        """Multiply the group by a hundred."""
        if self.group is None or not 0 < self.group < _HUNDRED:
            return False
        self.group *= _HUNDRED
        self.room = _HUNDRED
        self.safe.append((self.stop + 1, self.value))
        return True

    def take_scale(self, scale: Decimal) -> bool:
        """Multiply the group, or the scale just before, by thousand or more."""
        if self.group is None:
            return self._chain(scale)
        if not self.group or (self.last is not None and scale >= self.last):
            return False
        self.term = self.group * scale
        self.total += self.term
        self._settle(scale)
        return True

    def _chain(self, scale: Decimal) -> bool:
        if self.last is None or self.chained:
            return False
        self.total += self.term * scale - self.term
        self.chained = True
        self._settle(self.last)
        return True

    def _settle(self, scale: Decimal) -> None:
        self.group, self.room, self.last = None, _ANY, scale
        self.safe.append((self.stop + 1, self.total))

    def end_ordinal(self, part: Part) -> bool:
        """Take "third" or "thousandth" as the last word."""
        if part.role == "ordinal_scale":
            if self.group is None or self.group == 0:
                return False
            self.group *= part.value
        elif self.stop_value_blocks(part):
            return False
        else:
            self.group = (self.group or _NONE) + part.value
        self.ordinal = True
        return True

    def stop_value_blocks(self, part: Part) -> bool:
        """Whether an ordinal word cannot belong to what has been read."""
        return part.value >= self.room or not part.value

    def rewind(self) -> None:
        """Give back the words that belong to the next number."""
        if self.safe:
            self.stop, self.total = self.safe[-1]
            self.group = None


def cardinal(tokens: Tokens, first: int, start: Decimal | None = None, stop: int = 0) -> Sum | None:
    """Read the number in words at ``first``, or what follows digits already read as ``start``.

    >>> from workbench.grammar.tokens import scan
    >>> cardinal(scan("one hundred and forty-two seats"), 0).value
    Decimal('142')
    >>> cardinal(scan("two million three"), 0).value
    Decimal('2000003')
    """
    number = Sum(stop or first)
    if start is not None:
        number.group, number.room, number.spelled = start, _NONE, False
    elif tokens.lower[first] in ("a", "an"):
        number.group, number.room, number.stop = Decimal(1), _NONE, first + 1
    count = tokens.count
    while number.stop < count and not number.ordinal:
        nearest = _next_word(tokens, number)
        part = PARTS.get(tokens.lower[nearest]) if nearest < count else None
        if part is None or not _take(tokens, number, part, nearest):
            break
    return number if number.stop > first else None


def _next_word(tokens: Tokens, number: Sum) -> int:
    """The next number word: behind a hyphen, or behind "and" once a hundred is settled."""
    i, count = number.stop, tokens.count
    if i + 1 < count and tokens.lower[i] == "-" and tokens.glued(i) and tokens.glued(i + 1):
        i += 1
    if (
        i + 1 < count
        and tokens.lower[i] == "and"
        and number.safe
        and number.safe[-1][0] == number.stop
    ):
        i += 1
        if i + 1 < count and tokens.lower[i] == "-" and tokens.glued(i):
            i += 1
    return i


def _take(tokens: Tokens, number: Sum, part: Part, at: int) -> bool:
    """Add one word to the number; False when the number ends before it."""
    joined = at > number.stop
    role, before = part.role, number.stop
    if role in ("unit", "teen", "ten"):
        taken = number.add(part) if number.spelled else False
    elif role.startswith("ordinal"):
        taken = number.end_ordinal(part)
    elif role not in ("hundred", "scale") or (joined and tokens.lower[at - 1] != "-"):
        taken = False
    else:
        number.stop = at
        taken = number.take_hundred() if role == "hundred" else number.take_scale(part.value)
        if not taken:
            number.stop = before
            if number.safe and before > number.safe[-1][0]:
                number.rewind()
    if taken:
        number.stop = at + 1
    return taken


def spoken_decimals(tokens: Tokens, i: int) -> tuple[int, str]:
    """Read the digit words after "point" at ``i``: where they stop, and the digits.

    >>> from workbench.grammar.tokens import scan
    >>> spoken_decimals(scan("point o five"), 0)
    (3, '05')
    """
    digits: list[str] = []
    stop = i + 1
    while stop < tokens.count and len(digits) < 12:
        digit = _DIGITS.get(tokens.lower[stop])
        if digit is None:
            break
        digits.append(digit)
        stop += 1
    return stop, "".join(digits)
