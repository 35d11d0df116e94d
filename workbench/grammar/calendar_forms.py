"""Days, months and years as a calendar names them: "5 May 2016", "May 5", "2016-05-05", "1971"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbench.claim import Kind
from workbench.grammar.line import APOSTROPHES, DASHES, Found, date_at
from workbench.grammar.placing import Placed, place_day, place_month
from workbench.grammar.timex import Period, day_of, month_of

if TYPE_CHECKING:
    from workbench.grammar.line import Line

_SUFFIXES: Final = frozenset({"st", "nd", "rd", "th"})
_LAST_DAY: Final = 31
_NO_SUCH_DAY: Final = "There is no such day in the calendar."
# A number followed by one of these counts something and is no day of the month.
_COUNTING: Final = frozenset({"%", "percent", "per", "million", "billion", "hundred", "thousand"})
# First words of "BC", "A.D." and the like, in lower case.
ERAS: Final[frozenset[str]] = frozenset({"bc", "bce", "ad", "ce", "b", "a"})
_ABBREVIATED: Final = 4
_ANAPHORIC_YEARS: Final = {
    "last": -1,
    "this": 0,
    "next": 1,
    "that": 0,
    "same": 0,
    "following": 1,
    "previous": -1,
}


def day_number(line: Line, i: int) -> tuple[int, int] | None:
    """The day of the month at ``i`` ("5", "5th", "the twenty-first") and where it stops."""
    number = line.digits(i)
    if number is not None:
        if len(line.lower[i]) > 2 or not 1 <= number <= _LAST_DAY:
            return None
        stop = i + 1
        if line.glued(stop) and line.at(stop) in _SUFFIXES:
            return number, stop + 1
        if line.at(stop) in _COUNTING or _is_figure(line, stop):
            return None
        letters = line.glued(stop) and line.at(stop)[0].isalpha()
        return None if letters and line.role(stop) != "month" else (number, stop)
    numeral = line.numbers.get(i)
    if numeral and numeral.style == "ordinal" and numeral.value and numeral.value <= _LAST_DAY:
        return int(numeral.value), numeral.stop
    return None


def _is_figure(line: Line, stop: int) -> bool:
    """Whether the mark after a number makes it a time, a fraction or an amount."""
    if not line.glued(stop) or line.at(stop)[0] not in ":°£$€/":
        return False
    return line.at(stop)[0] != ":" or line.digits(stop + 1) is not None


def era_mark(line: Line, i: int) -> tuple[int, bool]:
    """Where "BC" or "A.D." at ``i`` stops, and whether it means before Christ."""
    word = line.lower[i]
    if word not in ERAS:
        return i, False
    if line.word[i] in ("BC", "BCE", "AD", "CE"):
        return i + 1, word in ("bc", "bce")
    letters = "".join(line.word[i : i + 3])
    if letters in ("B.C", "A.D"):
        return i + 4 if line.at(i + 3) == "." else i + 3, letters == "B.C"
    return i, False


def year_number(line: Line, i: int) -> tuple[int, int] | None:
    """The year in four digits, or two after an apostrophe, at ``i``, and where it stops."""
    if line.lower[i] in APOSTROPHES and line.glued(i + 1):
        short = line.digits(i + 1)
        if short is not None and len(line.lower[i + 1]) == 2:
            return _in_full(line, short), i + 2
        return None
    number = line.digits(i)
    if number is None or len(line.lower[i]) != 4 or number < 1000:
        return None
    if line.glued(i + 1) and line.lower[i + 1][0].isalpha():
        return None
    return number, i + 1


def _in_full(line: Line, short: int) -> int:
    """Take "'99" as the latest such year before next year, of the story's time if it has one."""
    now = line.telling or line.today
    if now is None:
        return 2000 + short
    year = now.year // 100 * 100 + short
    if line.telling:
        return min(year - 100, year, year + 100, key=lambda other: abs(other - now.year))
    return year - 100 if year > now.year + 1 else year


def year_after(line: Line, i: int) -> tuple[Period | None, int, bool] | None:
    """The year that completes "5 May" or "June": "2016", ", 2016", "of that year", "last year".

    Returns the year, where it stops, and whether it needs the publication date.
    """
    j = line.skip(i, ".") if line.at(i) == "." and line.glued(i) else i
    j = line.skip(j, ",")
    plain = _plain_year(line, j)
    if plain is None:
        j = line.skip(j, "of", "in")
        plain = _plain_year(line, j) if j > i else None
    if plain:
        return Period("year", plain[0]), plain[1], False
    j = line.skip(j, "the")
    by = _ANAPHORIC_YEARS.get(line.at(j))
    if by is None or line.role(j + 1) != "unit" or line.value(j + 1) != "Y":
        return None
    anchor = line.told if line.at(j) in ("that", "same", "following", "previous") else line.today
    return (anchor.to("year").shifted(by) if anchor else None), j + 2, anchor is None


def _plain_year(line: Line, i: int) -> tuple[int, int] | None:
    """The year at ``i``: "2016", "480 BC", "nineteen ninety-six"."""
    number = line.digits(i)
    if number:
        stop, before = era_mark(line, i + 1)
        if stop > i + 1:
            return (1 - number if before else number), stop
        return year_number(line, i) if line.at(i + 1) not in _COUNTING else None
    return year_number(line, i) or spoken_year(line, i)


def spoken_year(line: Line, i: int) -> tuple[int, int] | None:
    """The year in words at ``i``, "nineteen ninety-six", "two thousand and one", and its end."""
    numeral = line.numbers.get(i)
    if numeral is None or numeral.style != "words" or not numeral.value:
        return None
    number = int(numeral.value)
    if 1000 <= number <= 2100 and number == numeral.value:
        return (number, numeral.stop) if line.at(i) in ("two", "nineteen", "eighteen") else None
    last = line.numbers.get(line.skip_dash(numeral.stop))
    if last is None or last.style != "words" or not last.value or not 17 <= number <= 20:
        return None
    if not 10 <= last.value <= 99 or last.value != int(last.value):
        return None
    return number * 100 + int(last.value), last.stop


def read_month(line: Line, i: int) -> Found | None:
    """Read what a month's name begins: "May 5, 2016", "May 2016", "May 5-7", "May"."""
    month = int(line.value(i))
    short = len(line.lower[i]) <= _ABBREVIATED
    j = i + 1
    if short and line.at(j) == "." and (line.glued(j)):
        j += 1
    day = day_number(line, j)
    if day and not (line.digits(j) is None and line.at(j) == "second"):
        return _month_day(line, i, month, *day)
    year = year_after(line, j)
    if year:
        period, stop, unresolved = year
        found = month_of(period.year, month) if period else None
        return date_at(i, stop, found, "month_year", unresolved=unresolved, anchored=True)
    if not _is_month(line, i):
        return None
    stop = i + 1
    return _placed(i, stop, place_month(line, month, i, stop), "month")


def _is_month(line: Line, i: int) -> bool:
    """Refuse "May" and "March" as other words, "Jan" and "April" as names."""
    word = line.lower[i]
    if word in ("may", "march", "august", "april", "june"):
        return _follows_like_date(line, i)
    if len(word) <= _ABBREVIATED and word != "july":
        if line.at(i + 1) == ".":
            return True
        named = i + 1 < line.count and line.word[i + 1][0].isupper()
        return line.at(i - 1) in _BEFORE_SHORT and not named
    return True


_BEFORE_SHORT: Final = frozenset(
    ["in", "since", "until", "by", "last", "next", "this", "early", "mid", "late", "of"]
)


_BEFORE_MONTHS: Final = frozenset(
    [
        "in",
        "of",
        "since",
        "until",
        "till",
        "by",
        "before",
        "after",
        "from",
        "to",
        "through",
        "during",
        "last",
        "next",
        "this",
        "late",
        "early",
        "mid",
        "between",
        "and",
        "or",
        "for",
        "every",
        "each",
        "about",
        "around",
        "-",
        "–",
        "(",
        "a",
        "an",
        "the",
        "that",
        "following",
        "late",
        "on",
        "past",
        "for",
        "previous",
        "same",
        "was",
        "is",
        "until",
    ]
)
_NAME_LIKE: Final = frozenset({"said", "says", "told", "who", "was", "is", "has", "had", "'s"})


def _follows_like_date(line: Line, i: int) -> bool:
    before = line.at(i - 1)
    if line.lower[i] == "march" and line.at(i + 1) in ("on", "for", "to") and before == "the":
        return False
    if line.at(i + 1) == "/" and line.role(i + 2) == "month":
        return True
    if before in _BEFORE_MONTHS or line.numbers.get(i - 1) or line.role(i - 1) == "month":
        return (
            line.lower[i] != "may"
            or before not in ("and", "or", "that", "this")
            or (before in ("and", "or") and line.role(i - 2) == "month")
            or before == "this"
        )
    return (
        line.lower[i] in ("april", "june")
        and line.at(i + 1) not in _NAME_LIKE
        and (i == 0 or not line.word[i - 1][0].isupper())
    )


def _month_day(line: Line, i: int, month: int, day: int, stop: int) -> Found:
    last = _second_day(line, stop, "to")
    end = last[1] if last else stop
    year = None if _is_this_year(line, end) else year_after(line, end)
    found = _dated(line, i, month, (day, end), year)
    if last:
        _range_to(found, last[0])
    return found


def _is_this_year(line: Line, i: int) -> bool:
    """Keep "March 11 this year" two mentions: the second adds nothing to the first."""
    return line.at(line.skip(i, ",")) == "this"


def _second_day(line: Line, i: int, *joints: str) -> tuple[int, int] | None:
    """The 7 of "May 5-7", "May 5 and 7" or "5 to 7 May" and where it stops."""
    if line.at(i) not in DASHES and line.at(i) not in {"and", "&", "/", "or"}.union(joints):
        return None
    day = day_number(line, i + 1)
    if day is None or (line.at(i) not in DASHES and line.role(day[1]) in ("units", "unit")):
        return None
    return None if line.digits(i + 1) is None else day


def _dated(
    line: Line,
    i: int,
    month: int,
    day: tuple[int, int],
    year: tuple[Period | None, int, bool] | None,
) -> Found:
    """A day from its month, its number and where that stops, and the year if there is one."""
    number, stop = day
    if year is None:
        return _placed(i, stop, place_day(line, month, number, i, stop), "day_of_month")
    period, stop, unresolved = year
    found = day_of(period.year, month, number) if period else None
    guess = _NO_SUCH_DAY if period and found is None else None
    return date_at(i, stop, found, "full_date", guess=guess, unresolved=unresolved, anchored=True)


def _placed(first: int, stop: int, placed: Placed, rule: str) -> Found:
    return date_at(
        first, stop, placed.period, rule, guess=placed.guess, unresolved=placed.unresolved
    )


def _range_to(found: Found, day: int) -> None:
    """Make a day a range up to another day of its month."""
    if found.period is None:
        return
    first, _ = found.period.days
    last = day_of(first.year, first.month, day) if first else None
    if last is None or last.number <= found.period.number:
        found.guess = _NO_SUCH_DAY if last is None else "The second day is not after the first."
    else:
        found.until = last


def read_day_first(line: Line, i: int) -> Found | None:
    """Read "5 May 2016", "the 5th of May", "5-7 May", "3 and 4 June"."""
    day = day_number(line, i)
    if day is None:
        return None
    if line.at(i - 1) == "from" and line.at(day[1]) in ("to", "until", "through"):
        return _from_day(line, i, day)
    last = _second_day(line, day[1])
    stop = line.skip(last[1] if last else day[1], "of")
    stop = _skip_words(line, stop, "day", "of")
    if line.role(stop) != "month":
        return None
    month = int(line.value(stop))
    stop += 1
    if line.at(stop) == "." and len(line.lower[stop - 1]) <= _ABBREVIATED:
        stop += year_after(line, stop + 1) is not None
    year = year_after(line, stop)
    found = _dated(line, i, month, (day[0], stop), year)
    if last:
        _range_to(found, last[0])
    return found


def _from_day(line: Line, i: int, day: tuple[int, int]) -> Found | None:
    """Read the 3 of "from 3 to 5 June": a mention of its own, in the month of the second."""
    last = read_day_first(line, day[1] + 1)
    first, _ = last.period.days if last and last.period else (None, None)
    if last is None or first is None:
        return None
    found = day_of(first.year, first.month, day[0])
    return date_at(i, day[1], found, "day_of_month", guess=last.guess, anchored=last.anchored)


def _skip_words(line: Line, i: int, *words: str) -> int:
    ahead = all(line.at(i + n) == word for n, word in enumerate(words))
    return i + len(words) if ahead else i


def read_iso(line: Line, i: int) -> Found | None:
    """Read "2016-05-04", "2016-05" and, with the time after it, "2016-05-04T10:30Z"."""
    year = line.digits(i)
    if year is None or len(line.lower[i]) != 4 or line.at(i + 1) != "-":
        return None
    month = line.digits(i + 2)
    if month is None or not line.glued(i + 1) or not line.glued(i + 2):
        return None
    if len(line.lower[i + 2]) != 2 or not 1 <= month <= 12:
        return None
    day = line.digits(i + 4) if line.at(i + 3) == "-" and line.glued(i + 4) else None
    if day is None:
        return None if year < 1 else _iso_month(i, year, month)
    period = day_of(year, month, day)
    guess = None if period else _NO_SUCH_DAY
    tail, stop = _iso_time(line, i + 5)
    return date_at(i, stop, period, "iso_day", guess=guess, anchored=True, tail=tail)


def _iso_time(line: Line, i: int) -> tuple[str, int]:
    """Read "T10:30:00Z" right after a day: the tail of the value, to the minute, and its end."""
    if line.at(i) != "t" or not line.glued(i) or line.at(i + 2) != ":":
        return "", i
    hour, minute = line.digits(i + 1), line.digits(i + 3)
    if hour is None or minute is None or hour > 23 or minute > 59:
        return "", i
    stop = i + 4
    if line.at(stop) == ":" and line.glued(stop + 1) and line.at(stop + 1)[:1].isdecimal():
        stop += 2
    zulu = line.at(stop) == "z" and line.glued(stop)
    return f"T{hour:02}:{minute:02}{'Z' if zulu else ''}", stop + zulu


def _iso_month(i: int, year: int, month: int) -> Found | None:
    """Leave "2006-07" to the years: the season 2006 to 2007 is as likely as July."""
    if year % 100 + 1 == month:
        return None
    return date_at(i, i + 3, month_of(year, month), "iso_month", anchored=True)


def date_range(first: Period, last: Period, i: int, stop: int, rule: str) -> Found:
    """One mention of a range of years."""
    return Found(i, stop, Kind.DATE, rule, first, until=last, anchored=True)
