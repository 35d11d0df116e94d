"""The correction log: what changed between a draft that was signed off and the present one."""

from __future__ import annotations

import csv
import io
from dataclasses import astuple, dataclass, fields
from typing import TYPE_CHECKING

from workbench.drafts import Fate
from workbench.report.cells import instant, neutral

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.claim import Claim
    from workbench.store import ClaimRecord, ComparedClaim, NewDraft

_WHAT = {
    Fate.CHANGED: "corrected",
    Fate.CONTEXT: "wording changed",
    Fate.GONE: "cut",
}


@dataclass(frozen=True, slots=True)
class Correction:
    """One entry: a claim that reads otherwise, is cut or new; empty where there is nothing.

    ``was`` and ``now`` are sentences. The findings are the status, who came to it and when in UTC:
    of the draft that was signed off, and of the present one.
    """

    claim_id: str
    what: str
    was: str
    now: str
    why: str
    found_then: str
    checked_by_then: str
    checked_at_then: str
    found_now: str
    checked_by_now: str
    checked_at_now: str


def corrections_of(compared: NewDraft, present: Sequence[ClaimRecord]) -> list[Correction]:
    """The log, in the order of the later text; what was cut comes last.

    Args:
        compared: The signed-off draft laid beside the present one.
        present: The claims of the present draft as they stand.
    """
    by_id = {one.id: one for one in present}
    by_place = {(one.reading.start, one.reading.end): one for one in present}
    placed: list[tuple[int, Correction]] = []
    for one in (*compared.reopened, *compared.gone):
        start = len(compared.text) if one.reading is None else one.reading.start
        placed.append((start, _entry(compared, one, by_id.get(one.claim.id))))
    for claim in compared.added:
        found = by_place.get((claim.start, claim.end))
        placed.append((claim.start, _added(compared.text, claim, found)))
    return [entry for _, entry in sorted(placed, key=lambda one: one[0])]


def _entry(compared: NewDraft, one: ComparedClaim, now: ClaimRecord | None) -> Correction:
    then = one.claim
    reasons = list(one.reasons)
    if then.proposed:
        decided = then.decision or "not decided"
        reasons.append(f"Proposed: {then.proposed} ({decided}).")
    if then.reason:
        reasons.append(then.reason)
    return Correction(
        then.id,
        _WHAT[one.fate],
        _sentence(one.text, then.reading),
        "" if one.reading is None else _sentence(compared.text, one.reading),
        " ".join(reasons),
        *_finding(then),
        *_finding(now),
    )


def _added(text: str, claim: Claim, now: ClaimRecord | None) -> Correction:
    name = now.id if now else ""
    return Correction(
        name, "new", "", _sentence(text, claim), "", "", "", "", *_finding(now)
    )  # fmt: skip


def _finding(one: ClaimRecord | None) -> tuple[str, str, str]:
    if one is None:
        return "", "", ""
    return one.status.value, one.checked_by or "", instant(one.checked_at)


def _sentence(text: str, claim: Claim) -> str:
    first, stop = min(claim.sent_start, claim.start), max(claim.sent_end, claim.end)
    return " ".join(text[first:stop].split())


def corrections_csv(log: Sequence[Correction]) -> bytes:
    """The log as a CSV like the report: UTF-8 with BOM, commas, CRLF, no cell a formula."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow([field.name for field in fields(Correction)])
    writer.writerows([neutral(cell) for cell in astuple(one)] for one in log)
    return b"\xef\xbb\xbf" + written.getvalue().encode("utf-8", "backslashreplace")


def corrections_text(about: tuple[str, int, int], log: Sequence[Correction]) -> str:
    """The log to be read; ``about`` is the title, the draft signed off and the present one."""
    title, then, now = about
    parts = [f"Corrections to “{title}”: draft {then}, signed off, to draft {now}"]
    for one in log:
        lines = [f"{one.what.capitalize()} ({one.claim_id})" if one.claim_id else one.what]
        lines += [f"  was: {one.was}"] if one.was else []
        lines += [f"  now: {one.now}"] if one.now else []
        lines += [f"  why: {one.why}"] if one.why else []
        if one.checked_by_then:
            lines.append(
                f"  then {_words(one.found_then)}, {one.checked_by_then}, {one.checked_at_then}"
            )
        if one.found_now:
            by = f", {one.checked_by_now}, {one.checked_at_now}" if one.checked_by_now else ""
            lines.append(f"  now {_words(one.found_now)}{by}")
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def _words(code: str) -> str:
    return code.replace("_", " ")
