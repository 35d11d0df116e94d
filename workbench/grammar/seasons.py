"""Seasons: "the summer of 1963", "spring 2015", "last winter", "this past spring"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbench.grammar.calendar_forms import year_after
from workbench.grammar.line import date_at
from workbench.grammar.placing import place_season
from workbench.grammar.timex import Period

if TYPE_CHECKING:
    from workbench.grammar.line import Found, Line
    from workbench.grammar.placing import Placed

_TOLD: Final = frozenset({"that", "same", "previous", "prior", "preceding", "following", "ensuing"})


def read_season(line: Line, i: int) -> Found | None:
    """Read "the summer of 1963", "spring 2015", "the winter of 2006-2007", "in autumn"."""
    season = int(line.value(i))
    year = year_after(line, i + 1)
    if year:
        period, stop, unresolved = year
        stop = _winter_end(line, stop)
        found = Period("season", period.year * 4 + season) if period else None
        return date_at(i, stop, found, "season_year", unresolved=unresolved, anchored=True)
    if line.at(i - 1) not in _BEFORE_SEASONS and not _is_campaign(line, i):
        return None
    if line.at(i) in ("spring", "fall") and line.at(i - 1) != "the" and line.at(i - 2) != "in":
        return (
            None
            if not _is_campaign(line, i)
            else _from(i, i + 1, place_season(line, season, i, i + 1), "season")
        )
    if line.at(i) == "fall" and line.at(i + 1) in ("of", "in", "from", "guy"):
        return None
    return _from(i, i + 1, place_season(line, season, i, i + 1), "season")


_BEFORE_SEASONS: Final = frozenset(
    ["the", "in", "by", "early", "late", "mid", "-", "since", "until"]
)


def _is_campaign(line: Line, i: int) -> bool:
    """In a text that tells a story a season dates what happened in it: "the spring offensive"."""
    return line.telling is not None and line.at(i + 1) in ("offensive", "campaign", "offensives")


def _winter_end(line: Line, stop: int) -> int:
    """A winter spans two years: "2006-2007", "2006/07"."""
    if line.at(stop) in ("-", "–", "/") and line.digits(stop + 1) is not None:
        return stop + 2
    return stop


def read_which_season(line: Line, i: int, j: int) -> Found | None:
    """Read "last summer", "this past spring", "next winter", "that autumn"."""
    season, word = int(line.value(j)), line.at(i)
    if word in ("that", "same") or (word == "this" and line.telling):
        return _from(i, j + 1, place_season(line, season, i, j + 1), "which_season")
    if line.today is None:
        return date_at(i, j + 1, None, "which_season", unresolved=True)
    back = word in _TOLD or line.at(i - 1) == "the"
    this = ((line.telling if back else line.firm) or line.today).to("season")
    ahead = (season - this.number) % 4
    if word in ("next", "following"):
        return date_at(i, j + 1, this.shifted(ahead or 4), "which_season")
    if word == "this" and j == i + 1:
        return date_at(i, j + 1, Period("season", line.today.year * 4 + season), "which_season")
    return date_at(i, j + 1, this.shifted(ahead - 4), "which_season")


def _from(first: int, stop: int, placed: Placed, rule: str) -> Found:
    return date_at(
        first, stop, placed.period, rule, guess=placed.guess, unresolved=placed.unresolved
    )
