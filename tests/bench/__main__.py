"""``python -m tests.bench NAME`` runs one measurement; without a name it lists them."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path


def names() -> list[str]:
    """Every measurement: a module of this folder with a ``main``."""
    here = Path(__file__).parent
    return sorted(path.stem for path in here.glob("*.py") if not path.stem.startswith("_"))


def main(arguments: list[str]) -> int:
    """Run the measurement named first; the rest are its own arguments."""
    if not arguments or arguments[0] not in names():
        print("python -m tests.bench", "|".join(names()))  # noqa: T201 - a command line speaks
        return 2
    module = importlib.import_module(f"tests.bench.{arguments[0]}")
    status: int = module.main(arguments[1:])
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
