"""Whether a claim still stands as it was ticked: what it says, and what is said around it."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from workbench.claim import Kind, Modifier, Span
from workbench.drafts.order import longest_rise
from workbench.drafts.pairing import head
from workbench.drafts.record import Change
from workbench.lexicon import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from workbench.claim import Claim
    from workbench.drafts.aligning import Alignment
    from workbench.drafts.words import Draft, Word


# A figure that came or went this near a claim bears on it ("8 to 10 years").
_NEAR = 3
# Fewer words than this in another sentence were torn out of this one, not cut off with a clause.
_LEAST_CLAUSE = 3
_PERSONS = frozenset({"he", "she", "his", "her", "him"})
_NAME = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def other_reading(one: Word, other: Word) -> str | None:
    """What the claim itself says otherwise than before; None where it says the same."""
    old, new = one.claim, other.claim
    if old is None or new is None:
        return "It is no longer read as a figure or date."
    if one.form != other.form:
        return f"The figure changed: “{old.text}” is now “{new.text}”."
    if old.kind is not new.kind:
        return f"It was read as {_a(old.kind)} and is now read as {_a(new.kind)}."
    if old.modifier is not new.modifier:
        return f"The hedge changed: {_hedge(old.modifier)} is now {_hedge(new.modifier)}."
    if old.trend != new.trend:
        return "It no longer says the same about rising and falling."
    return None


def other_bearing(old: Claim, new: Claim, known: Mapping[str, str]) -> str | None:
    """Whether something else is counted, or somebody else says it; None where all is the same."""
    if _key(head(old.counted), known) != _key(head(new.counted), known):
        was, now = old.counted or "nothing", new.counted or "nothing"
        return f"What is counted changed: {was} is now {now}."
    if not same_speaker(old.speaker, new.speaker, known):
        was, now = old.speaker or "the story itself", new.speaker or "the story itself"
        return f"The speaker changed: {was} is now {now}."
    return None


def same_speaker(old: str | None, new: str | None, known: Mapping[str, str]) -> bool:
    """Whether two names are of one speaker: the shorter may leave out words of the longer.

    >>> same_speaker("Joan Pell", "Pell", {}), same_speaker("Joan Pell", None, {})
    (True, False)
    """
    if old is None or new is None:
        return old is new
    olds, news = ({_key(word, known) for word in _NAME.findall(one)} for one in (old, new))
    return olds <= news or news <= olds


def _key(word: str, known: Mapping[str, str]) -> str:
    form = word.lower().strip(".,'’").removesuffix("'s").removesuffix("’s")
    return known.get(form, form)


def _a(kind: Kind) -> str:
    return f"{'an' if kind.value[0] in 'ao' else 'a'} {kind.value}"


def _hedge(modifier: Modifier) -> str:
    return "none" if modifier is Modifier.NONE else f"“{modifier.value.replace('_', ' ')}”"


def other_person(found: Alignment, olds: range, news: range) -> str | None:
    """Whether "he" or "she" beside a claim may be somebody else: other names stand before it."""
    old_sentence, new_sentence = (
        draft.sentence_of[at[0]] for draft, at in ((found.old, olds), (found.new, news))
    )
    first, stop = found.old.sentences[old_sentence]
    named = (word for word in found.old.words[first:stop] if word.name or word.form in _PERSONS)
    person = next(named, None)
    if person is None or person.form not in _PERSONS:
        return None
    if _names(found.old, old_sentence - 1) == _names(found.new, new_sentence - 1):
        return None
    return f"“{person.form}” may be somebody else: the sentence before it names others."


def _names(draft: Draft, sentence: int) -> set[str]:
    if sentence < 0:
        return set()
    first, stop = draft.sentences[sentence]
    return {word.form for word in draft.words[first:stop] if word.name}


def changes_around(found: Alignment, olds: range, news: range) -> list[Change]:
    """The words that changed about a claim in its sentence, so that it must be looked at again.

    Any word of the sentence counts, for what a figure says may hang on its far end. Left out are
    words that say nothing, and other figures with their hedges: those are claims of their own.
    """
    gone = _changed(found.old, found.new, (olds, news), found.to_new)
    come = _changed(found.new, found.old, (news, olds), found.to_old)
    return [
        *(Change(span, None) for span in _runs(found.old, gone)),
        *(Change(None, span) for span in _runs(found.new, come)),
    ]


def _changed(
    here: Draft, there: Draft, claims: tuple[range, range], counterpart: Sequence[int]
) -> list[int]:
    """The places of the words in the claim's sentence that bear on it and changed or moved."""
    claim, goal = claims
    first = here.sentences[here.sentence_of[claim[0]]][0]
    stop = here.sentences[here.sentence_of[claim[-1]]][1]
    own = [here.words[at].claim for at in claim]
    found, stayed = [], []
    for at in range(first, stop):
        word = here.words[at]
        if at in claim or word.small or word.hedged not in (None, *own):
            continue
        other = there.words[counterpart[at]] if counterpart[at] >= 0 else None
        if other is not None and (other.form == word.form or _updated(word, other)):
            stayed.append(at)
            continue
        near = claim[0] - _NEAR <= at <= claim[-1] + _NEAR
        if near or not word.figure or _is_date(word):
            found.append(at)
    sentences = range(there.sentence_of[goal[0]], there.sentence_of[goal[-1]] + 1)
    places = [(at, counterpart[at], there.sentence_of[counterpart[at]]) for at in stayed]
    away = _torn_away([(at, number) for at, _, number in places if number not in sentences])
    home = [(at, place) for at, place, number in places if number in sentences]
    return sorted([*found, *away, *_moved(here, home, claims)])


def _torn_away(left: list[tuple[int, int]]) -> list[int]:
    """The words that are now in another sentence, without being a clause that was cut off."""
    taken = Counter(number for _, number in left)
    return [at for at, number in left if taken[number] < _LEAST_CLAUSE]


def _moved(here: Draft, places: list[tuple[int, int]], claims: tuple[range, range]) -> list[int]:
    """The words that changed their order; "he said" may stand anywhere in its sentence."""
    claim, goal = claims
    order = sorted([*places, (claim[0], goal[0])])
    stay = longest_rise(order)
    moved = [at for at, _ in order if at not in stay]
    if any(here.words[at].form in _cues() for at in moved):
        return []
    return [at for at in moved if at != claim[0] and not here.words[at].figure]


@cache
def _cues() -> frozenset[str]:
    return words("cues", "verb") | {"according"}


def _updated(one: Word, other: Word) -> bool:
    """Whether a word is a figure that stands for another: a claim of its own, but not a date.

    When something was is part of every figure beside it.
    """
    if not (one.figure and other.figure):
        return False
    if one.claim is None or other.claim is None or one.claim.text == other.claim.text:
        return True
    return not (_is_date(one) or _is_date(other))


def _is_date(word: Word) -> bool:
    return word.claim is not None and word.claim.kind is Kind.DATE


def _runs(draft: Draft, places: list[int]) -> Iterator[Span]:
    """The stretches of text of words, those that stand together as one."""
    start = 0
    for k, at in enumerate(places):
        if k + 1 == len(places) or places[k + 1] != at + 1:
            yield Span(draft.words[places[start]].start, draft.words[at].end)
            start = k + 1
