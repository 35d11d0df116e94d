"""Finds every figure and date in a news story and keeps who checked it against what."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.grammar import extract
    from workbench.store.finding import find

__all__ = ["extract", "find"]


def __getattr__(name: str) -> object:
    # read when it is first asked for: the command must be able to stop while the lexicon loads
    if name == "extract":
        from workbench.grammar import extract  # noqa: PLC0415

        globals()[name] = extract
        return extract
    if name == "find":
        from workbench.store.finding import find  # noqa: PLC0415

        globals()[name] = find
        return find
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
