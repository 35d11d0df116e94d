"""Ages against years of birth and death."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from workbench.checks.calendar import has_year
from workbench.checks.pattern import found_in
from workbench.checks.periods import is_clock, is_dated, year_of
from workbench.checks.writing import shown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from workbench.checks.flag import Flag
    from workbench.checks.sentence import Match, Sentence
    from workbench.claim import Claim

_OLDEST: Final = 130
_BORN: Final = r"\bborn (?:in |on |~ in |~ on )?<born:D>"
_AGE_AND_BIRTH: Final = (
    rf"{_BORN}~~~<age:O> birthday",
    r"<age:O> birthday~~~\bborn ~?<born:D>",
    rf"{_BORN}~~~<age:A>",
    r"<age:A>~~~\b(?:was |were |is )?born (?:in |on |~ in |~ on )?<born:D>",
    (
        rf"{_BORN}~~~\b(?:turns|turned|is|aged|now) <age:N>"
        r"(?:[,.]|$| and| this| last| next| today| on)"
    ),
)
_AT: Final = r"(?:at (?:the age of |age )?|aged )"
_LIVES: Final = (
    # a life in words: both years, then the age
    r"\(?<life:D>\)?~~~\bdie[ds]~~(?:at the age of |at age |aged )<age:NA>",
    rf"\(?<life:D>\)?~~~\bdie[ds] (?:in \w+ )?{_AT}?<age:NA>",
    rf"\bdie[ds] ~?{_AT}?<age:NA>~~\(?<life:D>",
    # "born in 1931, she died in 2008 at 77"
    rf"\bborn ~?<born:D>~~~(?:died|dies|was killed|death) ~?<died:D>~~{_AT}?<age:NA>",
    rf"\bborn ~?<born:D>~~~(?:died|dies|was killed|death) ~?{_AT}<age:NA>~?<died:D>",
    rf"\((?:b\. )?<born:D> ?- ?<died:D>\)~~~{_AT}<age:NA>",
)
_AT_THAT_TIME: Final = r"\b(?:when|was (?:only |just )?$|at the age of|at age|then|at)\b[\w ]*$"


@dataclass(frozen=True, slots=True)
class _Life:
    """A stretch of years: its claims, first and last year, and the ages at its end."""

    claims: tuple[Claim, ...]
    born: int
    died: int
    ages: tuple[int, int]


def age_birth(sentence: Sentence) -> Iterator[Flag]:
    """An age against the year of birth: the difference of years, or one less before the birthday.

    >>> from datetime import date
    >>> from workbench import check
    >>> [f.message for f in check("Born in 1971, the 38-year-old has been in office for a year.",
    ...                           date(2016, 6, 10))]
    ['Born in 1971, a person is 44 or 45 in 2016, not 38.']
    >>> check("Born in 1971, the 45-year-old has been in office.", date(2016, 6, 10))
    []
    """
    yield from _lives(sentence)
    if sentence.published is None or sentence.has(r"\b{family}\b"):
        return
    for found in sentence.find(*_AGE_AND_BIRTH):
        if not found.has_number("age") or found["age"].is_hedged:
            continue
        born, age = found.claim("born"), found["age"]
        year = _year_of_age(sentence, found)
        birth = year_of(born)
        if year is None or birth is None or _is_dead(sentence):
            continue
        low, high = _ages_in(sentence, born, year)
        if low <= age.value <= high or age.value > _OLDEST:
            continue
        yield sentence.flag(
            "age_birth",
            (born, age),
            f"Born in {birth}, a person is {_either(low, high)} in {year}, not {shown(age.value)}.",
            f"{year} - {birth} = {year - birth}",
        )
        return


def _is_dead(sentence: Sentence) -> bool:
    """Whether the age is that of a death whose year is not named, beside other years."""
    dates = [one for one in sentence.claims if is_dated(one)]
    return len(dates) > 2 and sentence.has(r"\bdied\b")


def _year_of_age(sentence: Sentence, found: Match) -> int | None:
    """The year in which the person has that age: the publication, or the one other date."""
    published = sentence.published.year if sentence.published else None
    others = _other_years(sentence, found.claim("born"))
    if not others:
        before = sentence.before(found.place("age"), 25)
        return None if found_in(_AT_THAT_TIME, before) else published
    if len(others) > 1 or year_of(others[0]) is None or is_clock(others[0]):
        return None
    is_now = "-year-old" in found.claim("age").text and not sentence.has(
        r"\b(?:died|killed|when|was)\b"
    )
    return published if is_now else year_of(others[0])


def _other_years(sentence: Sentence, born: Claim) -> list[Claim]:
    dates = (one for one in sentence.claims if is_dated(one) and one is not born)
    return [one for one in dates if has_year(one.text)]


def _ages_in(sentence: Sentence, born: Claim, year: int) -> tuple[int, int]:
    """The ages in a year of somebody born on a date; exact for a birthday and the present day."""
    if born.earliest is None or born.latest is None:
        return 0, _OLDEST
    published = sentence.published
    is_now = published is not None and published.year == year and not _other_years(sentence, born)
    if born.earliest != born.latest or published is None or not is_now:
        return year - born.latest.year - 1, year - born.earliest.year
    turns = int(sentence.has("turn|birthday"))
    age = _full_years(born.earliest, published)
    return age - turns, age + turns


def _lives(sentence: Sentence) -> Iterator[Flag]:
    """“The poet (1931-2008) died at 67”."""
    for found in sentence.find(*_LIVES):
        life = _life(found) if found.has_number("age") and not found["age"].is_hedged else None
        if life is None:
            continue
        age = found["age"]
        if not life.ages[0] <= age.value <= life.ages[1] and age.value <= _OLDEST:
            yield sentence.flag(
                "age_birth",
                (*life.claims, age),
                f"Somebody who lived from {life.born} to {life.died} was {_either(*life.ages)}, "
                f"not {shown(age.value)}.",
                f"{life.died} - {life.born} = {life.died - life.born}",
            )
            return


def _life(found: Match) -> _Life | None:
    """The years of a life, written as one range or as two dates."""
    if "life" in found:
        life = found.claim("life")
        if "/" not in str(life.value) or life.earliest is None or life.latest is None:
            return None
        born, died = life.earliest.year, life.latest.year
        return _Life((life,), born, died, (died - born - 1, died - born))
    first, last = found.claim("born"), found.claim("died")
    if not (first.earliest and first.latest and last.earliest and last.latest):
        return None
    if not (is_dated(first) and is_dated(last) and has_year(last.text)):
        return None
    ages = _full_years(first.latest, last.earliest), _full_years(first.earliest, last.latest)
    return _Life((first, last), first.earliest.year, last.earliest.year, ages)


def _full_years(born: date, then: date) -> int:
    """The age on a day of somebody born on another.

    >>> from datetime import date
    >>> _full_years(date(1971, 6, 10), date(2016, 6, 9))
    44
    """
    return then.year - born.year - ((then.month, then.day) < (born.month, born.day))


def _either(low: int, high: int) -> str:
    return str(high) if low == high else f"{low} or {high}"
