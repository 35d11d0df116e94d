"""How modules are loaded: names of a package when they are first asked for, and in haste.

A command must not wait for what it does not use: writing claims as CSV takes no database.
"""

from __future__ import annotations

import gc
import sys
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping


def when_asked(package: str, where: Mapping[str, str]) -> Callable[[str], object]:
    """The ``__getattr__`` of a package whose names lie ``where`` says: several to a module.

    >>> find = when_asked("workbench", {"claim": "Kind Status"})
    >>> find("Status").__name__
    'Status'
    """
    module_of = {name: module for module, names in where.items() for name in names.split()}

    def find(name: str) -> object:
        if name not in module_of:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        found: object = getattr(import_module(f"{package}.{module_of[name]}"), name)
        setattr(sys.modules[package], name, found)
        return found

    return find


@contextmanager
def without_collecting() -> Iterator[None]:
    """While modules load, nothing looks for garbage: there is next to none, and looking takes 15 %.

    >>> with without_collecting():
    ...     gc.isenabled()
    False
    >>> gc.isenabled()
    True
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
