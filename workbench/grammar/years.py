"""Years, decades and centuries, which are numbers first: when is "1996" a year and not a count?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbench.claim import Kind
from workbench.grammar.calendar_forms import ERAS, date_range, era_mark, spoken_year, year_number
from workbench.grammar.line import APOSTROPHES, DASHES, Found, date_at
from workbench.grammar.timex import Period
from workbench.lexicon import words

if TYPE_CHECKING:
    from workbench.grammar.line import Line

# Words before which a number of four digits is a year.
_LEADING: Final = frozenset(
    [
        "in",
        "since",
        "until",
        "till",
        "by",
        "before",
        "after",
        "during",
        "from",
        "to",
        "through",
        "between",
        "early",
        "late",
        "mid",
        "middle",
        "circa",
        "c",
        "ca",
        "year",
        "years",
        "of",
        "-",
        "–",
        "—",
        "(",
        "the",
        "for",
        "early,",
        "around",
        "about",
        "than",
        "and",
        "&",
    ]
)
# Those of them that stand before a count as well.
_LEADING_COUNTS: Final = frozenset(
    ["than", "about", "around", "to", "for", "and", "&", "of", "by", "the", "from"]
)
_CURRENCY: Final = frozenset("$€£¥#№%@")
_LABELS: Final = frozenset(
    [
        "room",
        "flight",
        "route",
        "highway",
        "page",
        "model",
        "channel",
        "no",
        "number",
        "section",
        "article",
        "resolution",
        "chapter",
        "bus",
        "train",
        "gate",
        "suite",
        "unit",
        "class",
        "serial",
        "extension",
    ]
)
_OLDEST_PLAIN: Final = 1900
_NEWEST: Final = 2101
_OLDEST: Final = 1000
_DECADE_SIZE: Final = 10
# What stands behind the year in "44 BC", "44 B.C.", "79 AD", "79 A.D." and "499-493 BC".
_ERAS: Final = DASHES | ERAS
_BARE: Final = "A bare number of four digits is taken for a year."
_COUNTED: Final = frozenset(
    ["%", "+", "percent", "per", "million", "billion", "more", "gmt", "utc", "hours"]
)
_UNIT_ROLES: Final = frozenset({"unit", "units", "short_unit"})
_ROUNDING: Final = frozenset({"about", "around", "roughly", "approximately", "some"})
_SMALL: Final = words("grammar_words", "function") | words("grammar_words", "auxiliary")
_NOT_PLURALS: Final = frozenset(
    {"was", "is", "has", "as", "this", "its", "his", "us", "news", "onwards"}
)
# Plural nouns that a year may qualify without "the": "1990 elections".
_EVENTS: Final = frozenset(
    """elections games olympics results championships polls talks levels prices figures rates terms
    standards values""".split()
)


def read_year(line: Line, i: int) -> Found | None:
    """Read "1971", "1971-1975", "2006-07", "1931 BC", "AD 79"."""
    year = year_number(line, i)
    if year is None or not _OLDEST <= year[0] < _NEWEST or line.lower[i] in APOSTROPHES:
        return _era(line, i) or _short_year(line, i)
    return _era(line, i) or (None if _is_marked(line, i) else _full_year(line, i, year))


def _full_year(line: Line, i: int, year: tuple[int, int]) -> Found | None:
    last = _range_end(line, i, year[0])
    if last:
        return date_range(
            Period("year", year[0]), Period("year", last[0]), i, last[1], "year_range"
        )
    leads = _leads(line, i)
    if not leads and (year[0] < _OLDEST_PLAIN or _counts(line, i)):
        return None
    guess = None if leads or _is_capped(line, i) else _BARE
    found = date_at(i, year[1], Period("year", year[0]), "year", guess=guess, anchored=True)
    return _part_of_year(line, i, year[0], year[1]) or found


def _part_of_year(line: Line, i: int, year: int, j: int) -> Found | None:
    """Read "the 1988 third quarter", "2015 first half"."""
    number = line.ordinal(j)
    if number is None:
        return None
    at = line.skip_dash(number[1])
    word = line.at(at).removesuffix("'s").removesuffix("’s")
    if word not in ("quarter", "half") or number[0] > (4 if word == "quarter" else 2):
        return None
    period = Period(word, year * (4 if word == "quarter" else 2) + number[0] - 1)
    return date_at(i, at + 1, period, "quarter_year", anchored=True)


def read_spoken_year(line: Line, i: int) -> Found | None:
    """Read "nineteen ninety-six"."""
    year = spoken_year(line, i)
    if year is None or (line.at(i) == "two" and line.at(i - 1) != "year"):
        return None
    if line.role(year[1]) in ("units", "unit"):
        return None
    return date_at(i, year[1], Period("year", year[0]), "spoken_year", anchored=True)


def _short_year(line: Line, i: int) -> Found | None:
    """Read "in '99", "Class of '63"."""
    if line.at(i) not in APOSTROPHES or line.at(i - 1) not in _LEADING | {"del", "summer"}:
        return None
    year = year_number(line, i)
    if year is None or line.at(year[1]) in APOSTROPHES:
        return None
    return date_at(i, year[1], Period("year", year[0]), "short_year", anchored=True)


def _is_marked(line: Line, i: int) -> bool:
    """Whether a sign, a hyphenated model number or a decimal makes it no year."""
    before, after = line.lower[i - 1], line.lower[i + 1]
    label = line.lower[i - 2] if before == "." else before
    if label in _LABELS or (before and before in _CURRENCY):
        return True
    if line.glued(i) and _continues(line, i, before):
        return True
    if not after or not line.glued(i + 1):
        return False
    return after in ("%", "/", "°", "$") or (after == ":" and line.digits(i + 2) is not None)


def _continues(line: Line, i: int, before: str) -> bool:
    """Whether what touches the number on its left makes it part of a name or a longer number."""
    if before[-1].isalnum() or before in ".,:/":
        return True
    if before not in DASHES or not line.glued(i - 1):
        return False
    if line.word[i - 2][-1].isalpha():
        return line.role(i - 2) != "edge"
    return line.digits(i - 2) is not None and line.at(i + 1) in DASHES  # a telephone number


def _leads(line: Line, i: int) -> bool:
    before = line.lower[i - 1]
    if before in _LEADING_COUNTS:
        return not _counts(line, i)
    return before in _LEADING or line.owned(i - 1)


def _is_capped(line: Line, i: int) -> bool:
    """A year between capitals is part of a name: "Fan Expo Canada 2016", "2016 Olympics"."""
    return i + 1 >= line.count or (line.word[i + 1][0].isupper() and line.at(i + 1).isalpha())


def _counts(line: Line, i: int) -> bool:
    """Whether a plural noun or a unit follows, so that the number counts it."""
    following = line.lower[i + 1]
    if line.lower[i - 1] in _ROUNDING and line.lower[i][-2:] == "00" and _is_content(line, i + 1):
        return True
    if following in _COUNTED or line.role(line.skip_dash(i + 1)) in _UNIT_ROLES:
        return True
    if not following.isalpha():
        return False
    if following.endswith(("people", "men", "women", "children")) or following == "police":
        return line.at(i - 1) != "in"
    if line.word[i + 1][0].isupper() or following in _EVENTS or line.at(i - 1) == "the":
        return False
    return (
        following.endswith("s") and not following.endswith("ss") and following not in _NOT_PLURALS
    )


def _is_content(line: Line, i: int) -> bool:
    """Whether a plain word of content follows: "about 1000 come from Asia"."""
    word = line.at(i)
    return word.isalpha() and line.word[i].islower() and word not in _SMALL


def _range_end(line: Line, i: int, year: int) -> tuple[int, int] | None:
    """The end of "1971-1975", "2006/07" and where it stops."""
    sign = line.lower[i + 1]
    if sign not in DASHES and sign != "/":
        return None
    j = i + 2
    last = line.digits(j)
    if last is None or (line.glued(j + 1) and line.at(j + 1)[0] in "-/%"):
        return None
    if len(line.lower[j]) == 2 and line.glued(j):
        last += year // 100 * 100
        last += 100 if last < year and last % 100 == 0 else 0
    return (last, j + 1) if year < last < _NEWEST else None


def _era(line: Line, i: int) -> Found | None:
    """Read "490 BC", "44 B.C.", "AD 79", "79 AD"."""
    after, led = line.lower[i + 1], line.lower[i - 1] == "ad"
    if not led and after not in _ERAS:
        return None
    number = line.digits(i)
    if not number:
        return None
    if led and line.word[i - 1] == "AD":
        return _of_era(i - 1, i + 1, number, before=False)
    last = line.digits(i + 2) if after in DASHES else None
    if last and last < number:
        return _range_bc(line, i, number, last)
    stop, before = era_mark(line, i + 1)
    return _of_era(i, stop, number, before=before) if stop > i + 1 else None


def _range_bc(line: Line, i: int, number: int, last: int) -> Found | None:
    """Read "499-493 BC"."""
    stop, before = era_mark(line, i + 3)
    first, end = Period("year", 1 - number), Period("year", 1 - last)
    return date_range(first, end, i, stop, "years_bc") if before else None


def _of_era(first: int, stop: int, number: int, *, before: bool) -> Found:
    if before:
        return date_at(first, stop, Period("year", 1 - number), "year_bc", anchored=True)
    return date_at(first, stop, Period("year", number), "year_ad", anchored=True)


def read_decade(line: Line, i: int) -> Found | None:
    """Read "1990s", "1990's", "the '90s", "the 80s"."""
    quoted = line.at(i) in APOSTROPHES
    j = i + quoted
    number = line.digits(j)
    if number is None or number % _DECADE_SIZE or not line.glued(j + 1):
        return None
    stop = _plural_mark(line, i, j + 1)
    if stop is None:
        return None
    end, before = era_mark(line, stop)
    if before:
        value = f"BC{number // 10:03}X"
        return Found(i, end, Kind.DATE, "decade_bc", value=value, anchored=True)
    if len(line.lower[j]) == 4:
        return date_at(i, stop, _decade_or_century(number), "decade", anchored=True)
    if len(line.lower[j]) != 2 or not (quoted or line.at(i - 1) in _BEFORE_DECADES):
        return None
    return date_at(i, stop, _decade_of(line, number), "short_decade", anchored=True)


_BEFORE_DECADES: Final = frozenset({"the", "early", "late", "mid", "-", "in"})


def _plural_mark(line: Line, first: int, i: int) -> int | None:
    """The end of "1990s" or "the 1990's"; "2010's election" is a possessive."""
    if line.at(i) == "s":
        return i + 1
    quoted = line.at(i) in APOSTROPHES and line.at(i + 1) == "s" and line.glued(i + 1)
    return i + 2 if quoted and line.at(first - 1) in _BEFORE_DECADES else None


def _decade_or_century(year: int) -> Period:
    """Take "the 1900s" as the century, "the 2000s" so far as a decade."""
    whole = year % 100 == 0 and year // 100 != 20
    return Period("century", year // 100) if whole else Period("decade", year // 10)


def _decade_of(line: Line, number: int) -> Period:
    now = line.telling or line.today
    year = now.year if now else 2000
    decade = year // 100 * 10 + number // 10
    return Period("decade", decade if decade * 10 <= year else decade - 10)


def read_named_decade(line: Line, i: int) -> Found | None:
    """Read "the sixties", "the nineteen-nineties"; ages ("in her thirties") are not decades."""
    before = line.at(i - 1)
    if before not in ("the", "early", "late", "mid", "-"):
        return None
    if before != "the" and line.at(i - 2) != "the":
        return None
    return date_at(i, i + 1, _decade_of(line, int(line.value(i)) * 10), "named_decade")


def shares_noun(line: Line, i: int, unit: str) -> bool:
    """Whether "and 20th centuries" at ``i`` lends its noun to the ordinal before it."""
    if line.at(i) not in ("and", "or", "to"):
        return False
    last = line.ordinal(line.skip(i + 1, "the"))
    return last is not None and line.role(last[1]) == "units" and line.value(last[1]) == unit


def read_century(line: Line, i: int) -> Found | None:
    """Read "the 20th century", "the third century BC", "the 19th and 20th centuries"."""
    number = line.ordinal(i)
    if number is None:
        return None
    stop = line.skip_dash(number[1])
    if shares_noun(line, stop, "CE"):
        return date_at(i, number[1], Period("century", number[0] - 1), "century", anchored=True)
    if line.value(stop) != "CE" or not 1 <= number[0] <= 30:
        return None
    index = number[0] - 1
    end, before = era_mark(line, stop + 1)
    if before:
        return Found(i, end, Kind.DATE, "century_bc", value=f"BC{index:02}XX", anchored=True)
    return date_at(i, end, Period("century", index), "century", anchored=True)
