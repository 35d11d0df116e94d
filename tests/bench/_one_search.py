"""One search in a process of its own: the first answer, the second, the memory."""

from __future__ import annotations

import resource
import sys
import time

from workbench.archive import answer


def main(folder: str, query: str) -> None:
    """Ask twice: the first time the words are loaded and the files are opened, too."""
    spent = []
    for _ in range(2):
        begun = time.monotonic()
        found = answer(folder, query)
        spent.append(time.monotonic() - begun)
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    sys.stdout.write(
        f"{spent[0]:.2f} s, again {spent[1]:.2f} s (< 1), {found.total:,} found, {held} MB\n"
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
