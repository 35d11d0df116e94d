"""What to ask whom: the open claims of a story as questions that give no answer away.

A source that hears "244, is that right?" says yes. So a question never holds the figure that is
asked for, nor another of its sentence, and nothing that the story quotes is read out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.claim import Kind, Status
from workbench.story import paragraphs, quotations

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workbench.claim import Claim
    from workbench.store import ClaimRecord

NOBODY = "Whom to ask is not decided yet"
"""The heading of claims that nobody is named for and that cite nothing."""
CALL = "call of"
"""How the place of a logged call begins."""

_LEAST_WORDS, _MOST_WORDS = 2, 16
_CLAUSE = re.compile(r"[^,;:.!?()\u2013\u2014\"\u201c\u201d]*")
_OPENS = re.compile(r"(?:^|[,;:.!?\u2013\u2014\"\u201c]\s*|\b(?:that|and|but|while|as)\s+)$")
_OF_KIND = {
    Kind.MONEY: "How much was it",
    Kind.PERCENT: "What share was it",
    Kind.RATIO: "What share was it",
    Kind.QUANTITY: "How much was it",
    Kind.ORDINAL: "Which place was it",
    Kind.AGE: "How old",
    Kind.SCORE: "What was the score",
    Kind.DATE: "When was it",
    Kind.DURATION: "How long was it",
    Kind.SET: "How often was it",
    Kind.COUNT: "How many were there",
}


@dataclass(frozen=True, slots=True)
class Question:
    """One question and the claims that its answer settles."""

    words: str
    claims: tuple[ClaimRecord, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything there is to ask one person or source; ``answered`` are logged, not yet decided."""

    whom: str
    questions: tuple[Question, ...]
    answered: tuple[ClaimRecord, ...]


def call_sheet(text: str, claims: Sequence[ClaimRecord]) -> list[Sheet]:
    """The open and asked claims by whom to ask, in the order of the text; the undecided last."""
    every = [claim.reading for claim in claims]
    quoted = [span for one in paragraphs(text) for span in quotations(text, *one)[0]]
    asked: dict[str, dict[str, list[ClaimRecord]]] = {}
    answered: dict[str, list[ClaimRecord]] = {}
    for claim in claims:
        if claim.status not in (Status.OPEN, Status.ASKED):
            continue
        whom = whom_to_ask(claim)
        asked.setdefault(whom, {})
        if is_answered(claim):
            answered.setdefault(whom, []).append(claim)
        else:
            words = question(text, claim.reading, every, quoted)
            asked[whom].setdefault(words, []).append(claim)
    sheets = [
        Sheet(
            whom,
            tuple(Question(words, tuple(some)) for words, some in questions.items()),
            tuple(answered.get(whom, ())),
        )
        for whom, questions in asked.items()
    ]
    return sorted(sheets, key=lambda sheet: sheet.whom == NOBODY)


def whom_to_ask(claim: ClaimRecord) -> str:
    """The source that the reviewer put to the claim to be asked, else whoever says it.

    A source without a place in it is one to be asked; so is any source of an asked claim.
    """
    to_ask = [one.title for one in claim.sources if not one.locator]
    every = [one.title for one in claim.sources]
    asked = every if claim.status is Status.ASKED else []
    speaker = [claim.reading.speaker] if claim.reading.speaker else []
    return next(iter([*to_ask, *asked, *speaker, *every]), NOBODY)


def is_answered(claim: ClaimRecord) -> bool:
    """Whether a call about it is logged, with an answer."""
    return any(one.quote and one.locator.startswith(CALL) for one in claim.sources)


def question(
    text: str, claim: Claim, every: Iterable[Claim], quoted: Sequence[tuple[int, int]]
) -> str:
    """What to ask about a claim.

    >>> from workbench import extract
    >>> text = "In all, 244 people had returned from Syria."
    >>> claim, = extract(text)
    >>> question(text, claim, [claim], [])
    'How many people had returned from Syria?'
    """
    spans = [(one.ext_start, one.ext_end) for one in every]
    rest = _rest(text, claim, spans, quoted)
    if claim.kind is Kind.COUNT and rest:
        return f"How many {rest}?"
    lead = _OF_KIND.get(claim.kind, "What do you know of this")
    if claim.kind is Kind.COUNT and claim.counted:
        lead = f"How many {claim.counted}"
    about = _blanked(text, claim, spans, quoted)
    return f"{lead}: \u201c{about}\u201d?" if about else f"{lead}?"


def _rest(
    text: str, claim: Claim, spans: list[tuple[int, int]], quoted: Sequence[tuple[int, int]]
) -> str:
    """What follows a figure that is the subject of its clause, to the clause's end."""
    before = text[claim.sent_start : claim.ext_start]
    reported = bool(claim.cue) and before.rstrip().endswith(str(claim.cue))
    if not (reported or _OPENS.search(before)):
        return ""
    found = _CLAUSE.match(text, claim.ext_end, claim.sent_end)
    stretch = (claim.ext_end, found.end() if found else claim.ext_end)
    others = [span for span in spans if span != (claim.ext_start, claim.ext_end)]
    if any(_meet(stretch, span) for span in (*others, *quoted)):
        return ""
    words = text[stretch[0] : stretch[1]].split()
    fits = _LEAST_WORDS <= len(words) <= _MOST_WORDS
    return " ".join(words) if fits else ""


def _blanked(
    text: str, claim: Claim, spans: list[tuple[int, int]], quoted: Sequence[tuple[int, int]]
) -> str:
    """The claim's sentence with a gap for it and every other figure left out.

    Nothing where any of it is a quote.
    """
    sentence = (claim.sent_start, claim.sent_end)
    if any(_meet(sentence, span) for span in quoted):
        return ""
    if claim.kind is Kind.PASSAGE:
        sentence = (claim.start, claim.end)
    out, at = [], sentence[0]
    for start, end in sorted(span for span in spans if _meet(sentence, span)):
        own = (start, end) == (claim.ext_start, claim.ext_end)
        if start >= at and not (own and claim.kind is Kind.PASSAGE):
            out += [text[at:start], "___" if own else "\u2026"]
            at = end
    out.append(text[at : sentence[1]])
    return " ".join("".join(out).split()).rstrip(".!?")


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
