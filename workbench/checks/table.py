"""The table of rules.

A new rule is one function of a module that asks its question, and one row here. The function takes
a sentence (or, as the four of ``STORY_RULES``, all of them) and yields flags; its docstring says
what rounding it allows and shows a wrong sentence and its right twin.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from workbench.checks import (
    ages,
    anniversaries,
    averages,
    changes,
    chronology,
    clock,
    conversions,
    currencies,
    days,
    elapsed,
    eras,
    exactness,
    headlines,
    lists,
    margins,
    multiples,
    questions,
    ranges,
    ranks,
    rates,
    repetition,
    shares,
    speeds,
    tenses,
    totals,
    wholes,
)
from workbench.checks.pattern import MARKS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from workbench.checks.flag import Flag, Level
    from workbench.checks.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that looks at one sentence.

    Attributes:
        name: Its name, as flags bear it.
        run: The function.
        needs: Kinds of claims, a letter each, without which it cannot find anything; "#" is a
            count, a sum of money or a quantity. Alternatives are parted by a blank.
        cue: Bits of words without one of which it cannot find anything; none: it looks anyway.
        level: "flag" for an error, "note" for a question.
    """

    name: str
    run: Callable[[Sentence], Iterator[Flag]]
    needs: str = ""
    cue: tuple[str, ...] = ()
    level: Level = "flag"


_AVERAGE: Final = ("averag", " mean ")
_EACH: Final = (
    *("each", "apiece", "per ", " a ", "every", "among", "between", "averag", "shared"),
    MARKS["E"],
)
_MARGIN: Final = (
    *("margin", "majority", "lead", "win", "victory", "advantage", "defeat", "gap", "differen"),
    *("deficit", "loss", "edge", "triumph", "by ", "ahead", "behind", "more", "clear"),
)
_RANGE: Final = (*("between ", "from ", "rang", "var", "anywhere", "aged", "ages", " to ", "-"),)
_RANK: Final = (
    *("behind", "trail", "ahead", "followed by", " than ", "larg", "bigg", "high", "tall", "long"),
    *("heav", "deep", "bus", "old", " led ", "top", "next", "first", "won", "stronger", "other"),
)
_LIST: Final = (":", "(", ",", "-")
_ANNIVERSARY: Final = (
    *("anniversar", "birthday", "jubilee", "cent", "millenni", "since", " on ", " later"),
)
_LIFE: Final = ("born", "died", "dies", "b. ", "death", "killed")
_EDITION: Final = (
    *("since", "held", "staged", "first", "began", "started", "launched", "founded", "title"),
    *("win", "victor", "crown", "gold", "triumph", "trophy", "success", "medal", "champion"),
    *("term", "cup", "time"),
)

# Earlier rules win where two speak of the same figures.
RULES: Final = (
    Rule("impossible_date", days.impossible_date),
    Rule("weekday_date", days.weekday_date, "D"),
    Rule("relative_day", tenses.relative_day, "DD"),
    Rule("after_publication", tenses.after_publication, "D"),
    Rule("period_mapping", eras.period_mapping, "DD"),
    Rule("running_total", totals.running_total, "NNN MMM QQQ"),
    Rule("magnitude_slip", totals.magnitude_slip, "NNN MMM QQQ"),
    Rule("magnitude_slip", rates.magnitude_of_product, "MMN"),
    Rule("parts_total", totals.parts_total, "### NN"),
    Rule("multiplier", multiples.multiplier, "R## RPP R#U"),
    Rule("fraction_percent", shares.fraction_percent, "RP R##"),
    Rule("one_in_n", shares.one_in_n, "RP"),
    Rule("pct_of_count", shares.pct_of_count, "P##"),
    Rule("subset_exceeds", wholes.subset_exceeds, "##"),
    Rule("grim_granularity", wholes.grim_granularity, "NP"),
    Rule("pct_over_100", wholes.pct_over_100, "P"),
    Rule("pct_parts_100", wholes.pct_parts_100, "PP PS"),
    Rule("pct_vs_points", changes.pct_vs_points, "PPP"),
    Rule("pct_change", changes.pct_change, "P##"),
    Rule("diff_abs", changes.diff_abs, "### PPP"),
    Rule("temp_difference", conversions.temp_difference, "QQ"),
    Rule("unit_bracket", conversions.unit_bracket, "QQ"),
    Rule("currency_bracket", currencies.currency_bracket, "MMMM"),
    Rule("average", averages.average, "#", _AVERAGE),
    Rule("per_unit", rates.per_unit, "## NNR", _EACH),
    Rule("speed_time_distance", speeds.speed_time_distance, "##U"),
    Rule("vote_margin", margins.vote_margin, "SN NNN PPN PPP SP", _MARGIN),
    Rule("range_order", ranges.range_order, "# P A DD D", _RANGE),
    Rule("rank_order", ranks.rank_order, "## PP", _RANK),
    Rule("list_count", lists.list_count, "N", _LIST),
    Rule("clock_elapsed", clock.clock_elapsed, "DDU"),
    Rule("duration", elapsed.duration, "DU"),
    Rule("relative_offset", elapsed.relative_offset, "DDU"),
    Rule("age_birth", ages.age_birth, "DA DN DO", _LIFE),
    Rule("anniversary", anniversaries.anniversary, "D", _ANNIVERSARY),
    Rule("ordinal_edition", anniversaries.ordinal_edition, "DO EO", _EDITION),
    Rule("chronology", chronology.chronology, "DD"),
    Rule("percent_without_base", questions.percent_without_base, "P", level="note"),
    Rule("poll_without_size", questions.poll_without_size, "P", level="note"),
    Rule("doubled_from_what", questions.doubled_from_what, "R", level="note"),
    Rule("currently_without_date", questions.currently_without_date, "#", level="note"),
    Rule("majority_below_half", questions.majority_below_half, "P", level="note"),
    Rule("figure_without_source", questions.figure_without_source, "# P", level="note"),
    Rule("superlative", questions.superlative, level="note"),
)
# These look at the whole story.
STORY_RULES: Final[tuple[tuple[str, Callable[[Sequence[Sentence]], Iterator[Flag]]], ...]] = (
    ("precision_conflict", exactness.precision_conflict),
    ("bound_vs_value", exactness.bound_vs_value),
    ("headline_body", headlines.headline_body),
    ("same_quantity_conflict", repetition.same_quantity_conflict),
)
# These may need two sentences that speak of one person or thing.
ACROSS: Final = ("age_birth", "running_total")
RULE_NAMES: Final = tuple(
    dict.fromkeys([*(rule.name for rule in RULES), *(name for name, _ in STORY_RULES)])
)


@lru_cache(maxsize=4096)
def rules_for(marks: str, *, notes: bool) -> tuple[Rule, ...]:
    """The rules whose needs a sentence with these claims, a sorted mark each, meets.

    Args:
        marks: The claims; a range is two.
        notes: Whether the rules that ask a question are among them.
    """
    return tuple(
        rule
        for rule in RULES
        if (notes or rule.level == "flag")
        and (not rule.needs or any(_covers(marks, needs) for needs in rule.needs.split()))
    )


def _covers(marks: str, needs: str) -> bool:
    return all(
        needs.count(letter) <= sum(marks.count(MARKS[one]) for one in letter.replace("#", "NMQ"))
        for letter in set(needs)
    )
