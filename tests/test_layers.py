"""The house as drawn: who may import whom, how long a file may be, what is never written."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

HOUSE = Path(__file__).parents[1] / "workbench"
FLOORS = (
    # The words come before the story: where a sentence ends takes a list of abbreviations.
    *(("loading",), ("claim",), ("errors",), ("settings",), ("lexicon",), ("story",)),
    *(("ingest",), ("grammar",), ("checks",), ("drafts",), ("evidence",), ("memory",)),
    *(("store",), ("report",)),
    *(("sample",), ("archive",), ("app",), ("cli",)),
)
LEVEL = {layer: level for level, layers in enumerate(FLOORS) for layer in layers}
LONGEST_FILE = 400
FORBIDDEN_CALLS = ("eval", "exec")
FORBIDDEN_MODULES = ("pickle", "marshal", "shelve")
BROAD = ("Exception", "BaseException")


def layer_of(module: str) -> str:
    """The layer a module of ours belongs to: ``workbench.store.desk`` is of the store."""
    return module.split(".")[1] if "." in module else ""


def imported(tree: ast.Module) -> Iterator[str]:
    """Every module that a file imports, wherever in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute here"
            module = node.module or ""
            # "from workbench import claim" names a layer, "from workbench import extract" does not
            names = [alias.name for alias in node.names if alias.name in LEVEL]
            yield from (f"{module}.{name}" for name in names) if module == "workbench" else [module]


def faults(module: str, source: str) -> list[str]:
    """What is wrong with a file of ours, in words."""
    tree, layer = ast.parse(source), layer_of(module)
    found = []
    if len(source.splitlines()) > LONGEST_FILE:
        found.append(f"{module} has more than {LONGEST_FILE} lines")
    if layer and layer not in LEVEL:
        found.append(f"{module} stands on no floor of the house")
    found += [f"{module} imports {other}" for other in imported(tree) if not may(layer, other)]
    return found + [f"{module} {what}" for what in never_written(tree)]


def may(layer: str, other: str) -> bool:
    """Whether a file of this layer may import the other module."""
    package, _, _ = other.partition(".")
    if package == "streamlit":
        return layer == "app"
    if package in FORBIDDEN_MODULES:
        return False
    if package != "workbench" or not layer_of(other) or not layer:
        return True
    mine, theirs = LEVEL.get(layer, -1), LEVEL.get(layer_of(other), len(FLOORS))
    return layer == layer_of(other) or theirs < mine


def never_written(tree: ast.Module) -> Iterator[str]:
    """Calls and handlers that no file of ours holds."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id in FORBIDDEN_CALLS:
                yield f"calls {node.func.id}"
        elif isinstance(node, ast.ExceptHandler):
            caught = ast.unparse(node.type) if node.type else "BaseException"
            if any(name in BROAD for name in caught.strip("()").split(", ")):
                yield "catches every exception"


FILES = sorted(HOUSE.rglob("*.py"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(HOUSE)))
def test_module_stays_on_its_floor(file: Path) -> None:
    module = ".".join(file.relative_to(HOUSE.parent).with_suffix("").parts)
    assert faults(module.removesuffix(".__init__"), file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("module", "source", "fault"),
    [
        ("workbench.claim", "from workbench.store import Store", "imports workbench.store"),
        ("workbench.store.desk", "import workbench.report.table", "imports workbench.report.table"),
        (
            "workbench.errors",
            "from workbench.settings import Settings",
            "imports workbench.settings",
        ),
        ("workbench.story", "from workbench import cli", "imports workbench.cli"),
        ("workbench.report.csv_out", "import streamlit as st", "imports streamlit"),
        ("workbench.cli", "def f():\n    from streamlit.web import cli", "imports streamlit.web"),
        ("workbench.helpers", "", "stands on no floor"),
        ("workbench.claim", "\n" * 401, "more than 400 lines"),
        ("workbench.claim", "try:\n    f()\nexcept Exception:\n    pass", "catches every"),
        (
            "workbench.claim",
            "try:\n    f()\nexcept (OSError, Exception):\n    pass",
            "catches every",
        ),
        ("workbench.claim", "try:\n    f()\nexcept:\n    pass", "catches every"),
        ("workbench.claim", "eval('1')", "calls eval"),
        ("workbench.claim", "import pickle", "imports pickle"),
    ],
)
def test_planted_fault_is_found(module: str, source: str, fault: str) -> None:
    (found,) = faults(module, source)
    assert fault in found


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("workbench.cli.desk", "from workbench.store import Store"),
        ("workbench.app.table", "import streamlit"),
        ("workbench.store.desk", "from workbench.store.journal import Journal"),
        ("workbench", "from workbench.grammar import extract"),
        ("workbench.cli", "from workbench import extract"),
        ("workbench.claim", "try:\n    f()\nexcept OSError:\n    pass"),
    ],
)
def test_lawful_import_is_no_fault(module: str, source: str) -> None:
    assert faults(module, source) == []
