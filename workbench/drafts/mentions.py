"""Stretches of a text that somebody else marked, as claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.drafts.carrying import passage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.claim import Claim, Span


def claims_at(text: str, claims: Sequence[Claim], marked: Sequence[Span]) -> list[Claim]:
    """For each marked stretch the claim of ours that it means, else a passage of its own.

    A stretch means the claim that covers half of it or more: "two" means "two decades", a whole
    sentence means no single figure in it.

    >>> from workbench import extract
    >>> from workbench.claim import Span
    >>> text = "Two decades of war."
    >>> [one.text for one in claims_at(text, extract(text), [Span(0, 3), Span(12, 18)])]
    ['Two decades', 'of war']
    """
    return [_meant(claims, one) or passage(text, one.start, one.end) for one in marked]


def _meant(claims: Sequence[Claim], marked: Span) -> Claim | None:
    length = marked.end - marked.start
    common, claim = max(
        ((min(one.end, marked.end) - max(one.start, marked.start), one) for one in claims),
        key=lambda pair: pair[0],
        default=(0, None),
    )
    return claim if 2 * common >= length else None
