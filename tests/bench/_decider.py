"""One reviewer as a process: decides on random claims for a while, notes each answer at once."""

from __future__ import annotations

import os
import random
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.errors import StoreError
from workbench.store import Store

if TYPE_CHECKING:
    from pathlib import Path

_FINDINGS = ("confirmed", "wrong", "unverifiable", "misleading")


@dataclass(frozen=True, slots=True)
class Shift:
    """What a reviewer is told: where the store is, where to note answers, when to start and stop.

    ``start`` appears when everybody is ready; in it stands when to stop.
    """

    url: str
    notes: Path
    start: Path


def work(shift: Shift, name: str) -> None:
    """Decide until the shift is over.

    A line per answer: ``A op seconds`` saved, ``C`` conflict, ``E sentence`` refused. It is written
    after the store has answered, so whoever is killed between leaves a decision without a line.
    """
    with Store.open(shift.url) as store:
        out = os.open(shift.notes, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        claims = [claim.id for story in store.stories() for claim in store.claims(story.id)]
        os.write(out, b"R\n")
        until = _until(shift.start)
        # a fixed seed would have each successor repeat its predecessor's numbers
        rng, number = random.Random(f"{name}-{os.getpid()}"), 0  # noqa: S311 - no secret
        # at least once, however late the machine lets a reviewer begin
        while not number or time.time() < until:
            number += 1
            op = f"{name}-{os.getpid()}-{number}"
            line = decide(store, name, rng.choice(claims), (rng.choice(_FINDINGS), op))
            os.write(out, line.encode())


def _until(start: Path) -> float:
    while not start.exists():
        time.sleep(0.01)
    return float(start.read_text(encoding="utf-8"))


def decide(store: Store, name: str, claim_id: str, decision: tuple[str, str]) -> str:
    """Look at a claim, come to a finding, note it; the line that says how it went."""
    finding, op = decision
    try:
        seen = store.claim(claim_id)
        began = time.perf_counter()
        applied = store.apply(
            name,
            {(claim_id, "status"): finding, (claim_id, "note"): op},
            {(claim_id, "status"): seen.status.value, (claim_id, "note"): seen.note},
        )
    except StoreError as error:
        return f"E {error}\n"
    took = time.perf_counter() - began
    return f"A {op} {took:.6f}\n" if (claim_id, "note") in applied.saved else "C\n"
