"""Names of a package that are loaded when they are first asked for.

A command must not wait for what it does not use: writing claims as CSV takes no database.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


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
