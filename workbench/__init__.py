"""Finds every figure and date in a news story and keeps who checked it against what."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.checks import check
    from workbench.drafts import carry
    from workbench.grammar import extract
    from workbench.store.finding import find

__all__ = ["carry", "check", "extract", "find"]

_WHERE = {
    "carry": "workbench.drafts",
    "check": "workbench.checks",
    "extract": "workbench.grammar",
    "find": "workbench.store.finding",
}


def __getattr__(name: str) -> object:
    # read when it is first asked for: the command must be able to stop while the lexicon loads
    if name in _WHERE:
        found: object = getattr(import_module(_WHERE[name]), name)
        globals()[name] = found
        return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
