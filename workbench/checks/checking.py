"""The way from claims to flags: sentence by sentence, rule by rule of the table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Final

from workbench.checks import changes, conversions, days, elapsed, order, questions, rates, repetition, shares, totals
from workbench.checks.sentence import LETTERS, Sentence
from workbench.grammar import extract

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from workbench.checks.flag import Flag
    from workbench.claim import Claim


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the table.

    Attributes:
        name: Its name, as flags bear it.
        run: The function that looks at one sentence.
        cue: Pattern of words without which it cannot find anything.
        needs: Kinds of claims, a letter each, without which it cannot find anything; "#" is a
            count, a sum of money or a quantity. Alternatives are parted by a blank.
        level: "flag" for an error, "note" for a question.
    """

    name: str
    run: Callable[[Sentence], Iterator[Flag]]
    needs: str = ""
    cue: str = ""
    level: str = "flag"


# Earlier rules win where two speak of the same figures.
_RULES: Final = (
    Rule("impossible_date", days.impossible_date),
    Rule("weekday_date", days.weekday_date, "D"),
    Rule("relative_day", days.relative_day, "DD", r"\ue008"),
    Rule("after_publication", days.after_publication, "D"),
    Rule("period_mapping", days.period_mapping, "DD"),
    Rule("magnitude_slip", totals.magnitude_slip, "###"),
    Rule("magnitude_slip", rates.magnitude_of_product, "MMN"),
    Rule("running_total", totals.running_total, "###"),
    Rule("parts_total", totals.parts_total, "### NN"),
    Rule("fraction_percent", shares.fraction_percent, "RP R##"),
    Rule("one_in_n", shares.one_in_n, "RP"),
    Rule("pct_of_count", shares.pct_of_count, "P##"),
    Rule("subset_exceeds", shares.subset_exceeds, "##"),
    Rule("grim_granularity", shares.grim_granularity, "NP"),
    Rule("pct_over_100", shares.pct_over_100, "P"),
    Rule("pct_parts_100", shares.pct_parts_100, "PP PS"),
    Rule("pct_vs_points", changes.pct_vs_points, "PPP"),
    Rule("multiplier", changes.multiplier, "R## RPP"),
    Rule("pct_change", changes.pct_change, "P##"),
    Rule("diff_abs", changes.diff_abs, "### PPP"),
    Rule("temp_difference", conversions.temp_difference, "QQ"),
    Rule("unit_bracket", conversions.unit_bracket, "QQ"),
    Rule("currency_bracket", conversions.currency_bracket, "MMMM"),
    Rule("average", rates.average, "#", r"averag|\bmean\b"),
    Rule("per_unit", rates.per_unit, "## NNR", r"each|apiece|per |\ba \b|every|among|between|average|averag|\ue00a"),
    Rule("speed_time_distance", rates.speed_time_distance, "##U"),
    Rule("vote_margin", order.vote_margin, "SN NNN PPN PPP SP", r"margin|majority|lead|win|victory|advantage|defeat|gap|differen|deficit|loss|edge|triumph|by |ahead|behind|more|clear"),
    Rule("range_order", order.range_order, "# P A DD D", r"\b(?:between|from|rang\w+|var\w+|anywhere|aged|ages)\b| to |-"),
    Rule("rank_order", order.rank_order, "## PP", r"behind|trail|ahead|followed by|\bthan\b|larg|bigg|high|tall|long|heav|deep|bus|old|\bled\b|top|next|first|won"),
    Rule("list_count", totals.list_count, "N", r"[:(,-]"),
    Rule("clock_elapsed", elapsed.clock_elapsed, "DDU"),
    Rule("duration", elapsed.duration, "DU"),
    Rule("relative_offset", elapsed.relative_offset, "DDU"),
    Rule("anniversary", elapsed.anniversary, "D", r"anniversar|birthday|jubilee|cent(?:enn|enar)|quincent|millenni|half-century|\bsince\b|\bon\b|\blater\b"),
    Rule("age_birth", elapsed.age_birth, "DA DN DO", r"born|die[ds]|\bb\. |death|killed"),
    Rule("ordinal_edition", elapsed.ordinal_edition, "DO EO", r"since|held|staged|first|began|started|launched|founded|title|win|victor|crown|gold|triumph|trophy|success|medal|champion|term|cup|time"),
    Rule("chronology", elapsed.chronology, "DD"),
    Rule("percent_without_base", questions.percent_without_base, "P", level="note"),
    Rule("poll_without_size", questions.poll_without_size, "P", level="note"),
    Rule("doubled_from_what", questions.doubled_from_what, "R", level="note"),
    Rule("currently_without_date", questions.currently_without_date, "#", level="note"),
    Rule("majority_below_half", questions.majority_below_half, "P", level="note"),
    Rule("figure_without_source", questions.figure_without_source, "# P", level="note"),
    Rule("superlative", questions.superlative, "", level="note"),
)  # fmt: skip
# These look at the whole story.
_STORY_RULES: Final[tuple[tuple[str, Callable[[Sequence[Sentence]], Iterator[Flag]]], ...]] = (
    ("precision_conflict", repetition.precision_conflict),
    ("bound_vs_value", repetition.bound_vs_value),
    ("headline_body", repetition.headline_body),
    ("same_quantity_conflict", repetition.same_quantity_conflict),
)
# These may need two sentences that speak of one person or thing.
_ACROSS: Final = tuple(rule for rule in _RULES if rule.name in ("age_birth", "running_total"))
_GOES_ON: Final = r"^(?:he|she|it|they|that|this|these|his|her|another|a further)\b"
RULE_NAMES: Final = tuple(dict.fromkeys([rule.name for rule in _RULES] + [name for name, _ in _STORY_RULES]))


def check(
    text: str,
    published: date | datetime | None = None,
    *,
    off: Collection[str] = (),
    notes: bool = False,
) -> list[Flag]:
    """Find the claims of a story and recompute what it says of its own figures.

    >>> [flag.rule for flag in check("Of the 250 asked, 40, or 25 percent, said no.")]
    ['pct_of_count']
    """
    return check_claims(text, extract(text, published), published, off=off, notes=notes)


def check_claims(
    text: str,
    claims: Sequence[Claim],
    published: date | datetime | None = None,
    *,
    off: Collection[str] = (),
    notes: bool = False,
) -> list[Flag]:
    """Recompute what a story says of its own figures.

    Args:
        text: The story as received.
        claims: Its claims, in text order.
        published: Its publication day, None when unknown.
        off: Names of rules that are switched off.
        notes: Whether to ask an editor's questions too.

    Returns:
        What cannot be right, in text order; with ``notes`` also what should be asked.
    """
    day = published.date() if isinstance(published, datetime) else published
    sentences = list(_sentences(text, claims, day))
    found: list[Flag] = []
    before: Sentence | None = None
    for sentence in sentences:
        for rule in _that_may_speak("".join(sorted(_letters(sentence.claims)))):
            if rule.name in off or (rule.level == "note" and not notes):
                continue
            if not rule.cue or sentence.has(rule.cue):
                found += rule.run(sentence)
        if before and _goes_on(before, sentence):
            both = Sentence(text, before.start, sentence.end, before.claims + sentence.claims, day)
            for rule in _ACROSS:
                if rule.name not in off and not found_there(found, both):
                    found += rule.run(both)
        before = sentence
    for name, run in _STORY_RULES:
        if name not in off:
            found += run(sentences)
    return sorted(_without_repeats(found), key=lambda one: (one.start, one.end, one.rule))


def _sentences(text: str, claims: Sequence[Claim], published: date | None) -> Iterator[Sentence]:
    for (start, end), group in groupby(claims, key=lambda claim: (claim.sent_start, claim.sent_end)):
        yield Sentence(text, start, end, tuple(group), published)


def _letters(claims: Iterable[Claim]) -> str:
    """The kinds of the claims, a letter each; a range counts twice."""
    return "".join(
        LETTERS[claim.kind] * (2 if isinstance(claim.value, tuple) else 1) for claim in claims
    )


def _goes_on(before: Sentence, sentence: Sentence) -> bool:
    """Whether a sentence goes on about what the one right before it speaks of."""
    gap = sentence.text[before.end : sentence.start]
    return not gap.strip() and "\n" not in gap and sentence.has(_GOES_ON)


def found_there(flags: Iterable[Flag], sentence: Sentence) -> bool:
    """Whether a flag stands in the sentence already."""
    return any(flag.start >= sentence.start and flag.end <= sentence.end for flag in flags)


@lru_cache(maxsize=4096)
def _that_may_speak(have: str) -> tuple[Rule, ...]:
    """The rules whose needs a sentence with these kinds of claims meets."""
    return tuple(
        rule
        for rule in _RULES
        if not rule.needs or any(_covers(have, one) for one in rule.needs.split())
    )


def _covers(have: str, needs: str) -> bool:
    for letter in set(needs):
        number = sum(map(have.count, "NMQ")) if letter == "#" else have.count(letter)
        if number < needs.count(letter):
            return False
    return True


def _without_repeats(flags: Iterable[Flag]) -> Iterator[Flag]:
    """Drop what an earlier rule has said of the same figures."""
    seen: list[frozenset[tuple[int, int]]] = []
    for flag in flags:
        spans = frozenset(flag.spans)
        if flag.level == "flag" and any(spans <= other or other <= spans for other in seen):
            continue
        if flag.level == "flag":
            seen.append(spans)
        yield flag
