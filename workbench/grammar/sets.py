"""How often: "every Monday", "each month", "twice a week", "$33 million a year", "annual"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbench.claim import Kind
from workbench.grammar.durations import write
from workbench.grammar.line import Found

if TYPE_CHECKING:
    from workbench.grammar.line import Line

OTHER: Final = {"other": "2", "second": "2", "third": "3", "fourth": "4", "single": "1"}
_RATED: Final = frozenset(
    [
        "%",
        "percent",
        "cent",
        "once",
        "twice",
        "thrice",
        "times",
        "time",
        "day",
        "week",
        "million",
        "billion",
        "thousand",
        "trillion",
        "hundred",
        "people",
    ]
)
_LEADING: Final = frozenset(["take", "takes", "took", "taking", "for", "in", "within", "over"])


def read_every(line: Line, i: int) -> Found | None:
    """Read "every Monday", "every other year", "each of the last three years" is none."""
    j, number = i + 1, "1"
    if line.at(j) in OTHER and line.at(i) != "per":
        j, number = j + 1, OTHER[line.at(j)]
    elif line.at(j) == "few":
        j, number = j + 1, "X"
    elif j in line.numbers:
        numeral = line.numbers[j]
        if numeral.value is None or numeral.value != numeral.value.to_integral_value():
            return None
        j, number = numeral.stop, str(int(numeral.value))
    return _set(line, i, j, number)


def _set(line: Line, i: int, j: int, number: str) -> Found | None:
    if line.role(j) in ("unit", "units"):
        if line.at(i) == "per" and line.value(j)[0] == "T":
            return None  # a speed is a quantity: "120 miles per hour"
        return Found(i, j + 1, Kind.SET, "every_unit", value=write(number, line.value(j)))
    return None if line.at(i) == "per" else _recurring(line, i, j)


_SEASONS: Final = ("SP", "SU", "FA", "WI")


def _recurring(line: Line, i: int, j: int) -> Found | None:
    """Read "every Monday", "every May", "each morning", "every summer"."""
    role = line.role(j)
    if role == "weekday":
        value, stop = f"XXXX-WXX-{int(line.value(j)) + 1}", j + 1
        if line.role(stop) == "part":
            value, stop = f"{value}T{line.value(stop)}", stop + 1
        return Found(i, stop, Kind.SET, "every_weekday", value=value)
    if role == "month":
        return Found(i, j + 1, Kind.SET, "every_month", value=f"XXXX-{int(line.value(j)):02}")
    if role == "part":
        return Found(i, j + 1, Kind.SET, "every_part", value=f"T{line.value(j)}")
    if role == "season":
        value = f"XXXX-{_SEASONS[int(line.value(j))]}"
        return Found(i, j + 1, Kind.SET, "every_season", value=value)
    return None


def read_weekdays(line: Line, i: int) -> Found | None:
    """Read "Sundays", "on Mondays"."""
    return Found(i, i + 1, Kind.SET, "weekdays", value=f"XXXX-WXX-{int(line.value(i)) + 1}")


def read_frequency(line: Line, i: int) -> Found | None:
    """Read "daily", "annual", "monthly"; a name ("the Daily Mail") is none."""
    named = line.at(i + 1) and line.word[i + 1][0].isupper()
    if line.word[i][0].isupper() and (named or i > line.sentence(i)[0]):
        return None
    return Found(i, i + 1, Kind.SET, "frequency", value=line.value(i))


def read_rate(line: Line, i: int) -> Found | None:
    """Read "a year" after what happens or comes in one: "twice a week", "$33 million a year"."""
    if line.role(i + 1) != "unit" or line.value(i + 1) in ("DE", "CE", "ML", "WE", "2W"):
        return None
    if line.at(i + 2) in ("ago", "later", "earlier", "before", "after") or line.at(i + 2) == "and":
        return None
    before = line.at(i - 1)
    if not (before in _RATED or _is_counted(line, i - 1)) or before in _LEADING:
        return None
    value = write("1", line.value(i + 1))
    first = i - 1 if before in ("once", "twice", "thrice") else i
    if before == "times":
        first = next((n for n in (i - 2, i - 3) if n in line.numbers), i)
    return Found(first, i + 2, Kind.SET, "a_unit", value=value)


def _is_counted(line: Line, i: int) -> bool:
    """A figure or the plural noun counted by one stands before "a year"."""
    word = line.at(i)
    if word[:1].isdecimal():
        return True
    if not word.isalpha() or not word.endswith("s") or word.endswith("ss"):
        return False
    return any(j in line.numbers for j in range(max(0, i - 3), i)) or line.role(i) == "units"
