"""The compiled build: it reads what plain Python reads, and how fast.

``python -m tests.bench compiled`` builds the wheel as "Past one machine" in README.md says, lets
both builds read the same texts and ends with 1 where a reading differs. With the name of a
measurement and its arguments it goes on to run that one compiled (``compiled archive peers``).
Needs a C compiler and takes two minutes.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from itertools import zip_longest
from pathlib import Path
from typing import Final

from tests.bench.extraction import SHARED

_ROOT: Final = Path(__file__).resolve().parents[2]
_PACKED: Final = ("workbench", "pyproject.toml", "README.md", "LICENSE", "claims.csv")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def build(folder: Path) -> Path:
    """Install the compiled wheel into a folder, with these tests beside it: where to run them.

    Raises:
        SystemExit: with what the compiler said, where it cannot be built.
    """
    source, place = folder / "source", folder / "installed"
    source.mkdir()
    for name in _PACKED:  # the build leaves its work in the tree that it builds
        _copy(_ROOT / name, source / name)
    installing = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps"]
    done = subprocess.run(
        [*installing, "--target", str(place), str(source)],
        env=os.environ | {"HATCH_BUILD_HOOK_ENABLE_MYPYC": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if done.returncode:
        raise SystemExit(done.stdout.decode())
    _copy(_ROOT / "tests", place / "tests")
    if SHARED.exists():
        (folder / SHARED.name).symlink_to(SHARED)
    return place


def _copy(given: Path, to: Path) -> None:
    if given.is_dir():
        shutil.copytree(given, to, ignore=shutil.ignore_patterns("__pycache__", "*.so", "*.pyd"))
    else:
        shutil.copy(given, to)


def _readings(place: Path) -> list[str]:
    """Which build is in a folder, and its readings."""
    command = [sys.executable, "-m", "tests.bench._readings"]
    done = subprocess.run(command, cwd=place, stdout=subprocess.PIPE, check=True)
    return done.stdout.decode().splitlines()


def differences(place: Path) -> list[str]:
    """The texts that the build in a folder reads otherwise than plain Python does.

    Raises:
        SystemExit: where what is there is not compiled.
    """
    (_, *plain), (build_of, *compiled) = _readings(_ROOT), _readings(place)
    if not build_of.endswith(sysconfig.get_config_var("EXT_SUFFIX")):
        raise SystemExit(f"{build_of} is not compiled.")
    _say(f"{len(plain):,} texts read by both")
    return [f"{one} / {two}" for one, two in zip_longest(plain, compiled) if one != two]


def main(arguments: list[str]) -> int:
    """Build, compare, and run the measurement that is named."""
    with tempfile.TemporaryDirectory(prefix="compiled-") as name:
        begun = time.monotonic()
        place = build(Path(name))
        _say(f"compiled in {time.monotonic() - begun:.0f} s")
        differing = differences(place)
        _say("\n".join(differing) or "every claim the same")
        if differing or not arguments:
            return min(1, len(differing))
        measuring = [sys.executable, "-m", "tests.bench", *arguments]
        return subprocess.run(measuring, cwd=place, check=False).returncode
