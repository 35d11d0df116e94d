"""Small archives for tests: inputs as files, a crew of one thread, what a run leaves behind."""

from __future__ import annotations

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pyarrow.dataset as ds

from workbench.archive import Asked, run_over
from workbench.archive.crew import Crew

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import pandas as pd

    from workbench.archive import Finished

TEXT = (
    "About 240 people fled Aleppo in May 2014, officials said. It cost $2.5 million.\n\n"
    "Of the 250 asked, 40, or 25 percent, said no."
)


@contextmanager
def one_thread() -> Iterator[Crew]:
    """A crew that needs no process."""
    with ThreadPoolExecutor(1) as pool:
        yield Crew(pool, lambda: 1, (), 1)


def run(given: Path, out: Path, asked: Asked | None = None) -> Finished:
    """Archive the input with the crew of one thread."""
    return run_over(given, out, asked or Asked(), one_thread, lambda _: None)


def lines(path: Path, records: Sequence[object]) -> Path:
    """A file of JSON lines; a string is written as it is."""
    written = (one if isinstance(one, str) else json.dumps(one) for one in records)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes("".join(f"{line}\n" for line in written).encode("utf-8", "surrogatepass"))
    return path


def table(out: Path) -> pd.DataFrame:
    """The claims of an archive."""
    frame: pd.DataFrame = ds.dataset(out).to_table().to_pandas()
    return frame


def bytes_of(out: Path) -> dict[str, str]:
    """The hash of every file of an archive, by its name."""
    return {
        path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file()
    }
