"""The way from claims to flags: sentence by sentence, rule by rule of the table."""

from __future__ import annotations

import re
from datetime import date, datetime
from itertools import chain, groupby, pairwise
from typing import TYPE_CHECKING, Final

from workbench.checks.pattern import has_any
from workbench.checks.sentence import Sentence
from workbench.checks.table import ACROSS, STORY_RULES, rules_for
from workbench.grammar import extract

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from workbench.checks.flag import Flag
    from workbench.claim import Claim

# A stretch with more than this is a table or a list, not a sentence that relates its figures: it
# is left alone. The longest of 180,000 words of news had 41 claims and 1,100 code points.
_MOST_CLAIMS: Final = 60
_LONGEST: Final = 3000
_GOES_ON: Final = re.compile(r"(?:he|she|it|they|that|this|these|his|her|another|a further)\b")


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
        What cannot be right, in text order; with ``notes`` also what should be asked. Sentences
        with more than 60 claims or 3,000 code points are tables, and are not looked at.
    """
    day = published.date() if isinstance(published, datetime) else published
    sentences = list(_sentences(text, claims, day))
    found: list[Flag] = []
    for sentence in sentences:
        found += _of_sentence(sentence, notes=notes)
    found += _of_neighbours(sentences, found)
    for _, run in STORY_RULES:
        found += run(sentences)
    wanted = [flag for flag in found if flag.rule not in off]
    return sorted(_without_repeats(wanted), key=lambda one: (one.start, one.end, one.rule))


def _sentences(text: str, claims: Sequence[Claim], published: date | None) -> Iterator[Sentence]:
    def ends(claim: Claim) -> tuple[int, int]:
        return claim.sent_start, claim.sent_end

    for (start, end), group in groupby(claims, key=ends):
        inside = tuple(group)
        if end - start <= _LONGEST and len(inside) <= _MOST_CLAIMS:
            yield Sentence(text, start, end, inside, published)


def _of_sentence(sentence: Sentence, *, notes: bool) -> Iterator[Flag]:
    skeleton = sentence.skeleton
    for rule in rules_for("".join(sorted(sentence.marks)), notes=notes):
        if not rule.cue or has_any(rule.cue, skeleton):
            yield from rule.run(sentence)


def _of_neighbours(sentences: Sequence[Sentence], found: Sequence[Flag]) -> Iterator[Flag]:
    """What shows only where a sentence is read together with the one before it."""
    flagged = sorted(flag.start for flag in found)
    for before, sentence in pairwise(sentences):
        if not _goes_on(before, sentence):
            continue
        if any(before.start <= start < sentence.end for start in flagged):
            continue
        marks = "".join(sorted(before.marks + sentence.marks))
        rules = [rule for rule in rules_for(marks, notes=False) if rule.name in ACROSS]
        if rules:
            claims = before.claims + sentence.claims
            both = Sentence(sentence.text, before.start, sentence.end, claims, sentence.published)
            yield from chain.from_iterable(rule.run(both) for rule in rules)


def _goes_on(before: Sentence, sentence: Sentence) -> bool:
    """Whether a sentence goes on about what the one right before it speaks of."""
    gap = sentence.text[before.end : sentence.start]
    goes_on = not gap.strip() and "\n" not in gap and _GOES_ON.match(sentence.skeleton)
    return bool(goes_on)


def _without_repeats(flags: Iterable[Flag]) -> Iterator[Flag]:
    """Drop what an earlier rule has said of the same figures."""
    seen: dict[tuple[int, int], list[frozenset[tuple[int, int]]]] = {}
    for flag in flags:
        spans = frozenset(flag.spans)
        near = [other for span in spans for other in seen.get(span, [])]
        if flag.level == "flag" and any(spans <= other or other <= spans for other in near):
            continue
        if flag.level == "flag":
            for span in spans:
                seen.setdefault(span, []).append(spans)
        yield flag
