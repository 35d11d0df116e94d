"""The archive's figures: ``python -m tests.bench archive [FIGURE …]``; all of them without a name.

``peers`` extraction beside its peers and a bare scan for words, ``compiled`` the same of the
compiled build (needs a C compiler); ``growth`` time against length, texts and files; ``workers``
two against one; ``memory`` of a worker over 100,000 stories, by thirds; ``resume`` after a kill;
``search`` of 10 million claims; ``size`` bytes per claim and texts per core-second. Give
``--stories N`` or ``--claims N`` for other sizes than the table's.
"""

from __future__ import annotations

import hashlib
import json
import math
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.bench import compiled
from tests.bench._stories import stories, write_stories
from tests.bench.extraction import SHARED, cpu_ms, exponent, news, ratios
from workbench import extract

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_ROOT: Final = Path(__file__).resolve().parents[2]
_PIECE: Final = 2_500
_MEGABYTE: Final = 1 << 20
_QUERIES: Final = (
    "figures of about 240 to 250 people, 2014, Syria",
    "more than 290 people, Peru",
    "240 to 250, Kenya",
    "people, Haiti, 2014",
    "12 percent",
)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="archive-bench-") as name:
        yield Path(name)


def measure_peers(_: dict[str, int]) -> None:
    """Extraction's CPU against its peers' on the same text, and against a bare scan for words."""
    text = news()
    _say(f"extraction: {cpu_ms(extract, text):.2f} ms CPU per 1,000 words")
    for name, ratio in ratios(text).items():
        if ratio is None:
            _say(f"{name}: not installed")
        elif name == "token scan":
            _say(f"extraction takes {ratio:.1f} x a bare scan for words (<= 12)")
        else:
            _say(f"extraction takes 1/{ratio:.0f} of {name}")


def measure_compiled(_: dict[str, int]) -> None:
    """The same of the compiled build, which first has to read what plain Python reads."""
    if compiled.main(["archive", "peers"]):
        raise SystemExit("The compiled build reads otherwise, or could not be measured.")


def measure_growth(sizes: dict[str, int]) -> None:
    """The exponent of time against length, 1 kB to 10 MB, and against how many texts and files."""
    unit = "\n\n".join(str(story["text"]) for story in stories(40))
    grown = exponent(unit, (1_000, 10_000, 100_000, 1_000_000, 10_000_000))
    _say(f"time against length, 1 kB to 10 MB: exponent {grown:.3f} (<= 1.05)")
    counts = (10, 100, 1_000, 10_000, min(100_000, sizes["stories"]))
    texts = [str(story["text"]) for story in stories(counts[-1])]
    spent = [_spent(texts[:count]) for count in counts]
    grown = math.log(spent[-1] / spent[0]) / math.log(counts[-1] / counts[0])
    _say(f"time against number, 10 to {counts[-1]:,} texts: exponent {grown:.3f} (<= 1.05)")
    few, many = 1_000, 100_000
    grown = math.log(_planned(many) / _planned(few)) / math.log(many / few)
    _say(f"time of the plan against number, {few:,} to {many:,} files: exponent {grown:.3f}")


def _planned(files: int) -> float:
    """Seconds of the processor to plan a run over so many files that were looked at."""
    import pyarrow as pa  # noqa: PLC0415 - it takes memory

    from workbench.archive.chunks import Chunk, Source  # noqa: PLC0415 - it loads pyarrow
    from workbench.archive.plan import Asked, plan_of  # noqa: PLC0415 - it loads pyarrow
    from workbench.archive.surveying import Survey  # noqa: PLC0415 - it loads pyarrow

    columns = pa.schema([("id", pa.string()), ("text", pa.string())])
    sources = [Source(f"{number:06}.jsonl", 1, 0) for number in range(files)]
    seen = [(one, Survey(columns, (Chunk(one.name, 0, 0, None, 1),))) for one in sources]
    begun = time.process_time()
    plan_of(Asked(), sources, seen)
    return time.process_time() - begun


def _spent(texts: list[str]) -> float:
    begun = time.process_time()
    for text in texts:
        extract(text)
    return time.process_time() - begun


def _command(given: Path, out: Path, workers: int) -> list[str]:
    names = [str(given), str(out), "--workers", str(workers)]
    return [sys.executable, "-m", "workbench.cli", "archive", *names]


def _run(given: Path, out: Path, workers: int) -> tuple[float, float]:
    """Seconds on the clock, and of the processors, of a run."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run(
        _command(given, out, workers), cwd=_ROOT, stderr=subprocess.PIPE, check=False
    )
    if done.returncode:
        raise SystemExit(done.stderr.decode())
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.monotonic() - begun, used


def measure_workers(sizes: dict[str, int]) -> None:
    """Two workers against one, on the clock."""
    count = min(20_000, sizes["stories"])
    with _folder() as folder:
        size = write_stories(folder / "in" / "a.jsonl", count)
        one, cpu = _run(folder / "in", folder / "one", 1)
        two, both = _run(folder / "in", folder / "two", 2)
        same = _hash(folder / "one") == _hash(folder / "two")
    _say(f"{count:,} stories, {size / _MEGABYTE:.0f} MB: one worker {one:.0f} s, two {two:.0f} s")
    _say(f"two workers against one: {one / two:.2f} x (>= 1.8); the same bytes: {same}")
    _say(f"CPU: {cpu:.0f} s of one, {both:.0f} s of two; {count / cpu:.0f} texts per core-second")


def measure_memory(sizes: dict[str, int]) -> None:
    """The most that a worker held in each third of the reading, and of making shelves of it.

    What is kept for the next text has filled by the second third: if the last third holds more
    than the second, memory goes on growing.
    """
    count = min(100_000, sizes["stories"])
    begun = time.monotonic()
    with _folder() as folder:
        write_stories(folder / "in" / "a.jsonl", count)
        seen = list(_watched(folder / "in", folder / "out"))
    spent = time.monotonic() - begun
    _say(f"{count:,} stories in {spent:.0f} s: the most that a worker held, by thirds")
    for what in ("reads", "makes shelves"):
        held = thirds([(at, most) for doing, at, most in seen if doing == what])
        _say(f"while it {what}: {', '.join(f'{one} MB' for one in held)} (<= 700, not growing)")


def _watched(given: Path, out: Path) -> Iterator[tuple[str, int, int]]:
    """What a run does, how far that has come, and the most megabytes that a worker held since."""
    from workbench.archive.plan import PLAN, Plan  # noqa: PLC0415 - it loads pyarrow
    from workbench.archive.shelves import FOLDER  # noqa: PLC0415 - it loads pyarrow

    command = _command(given, out, os.cpu_count() or 1)
    with subprocess.Popen(command, cwd=_ROOT, stderr=subprocess.DEVNULL) as going:
        while going.poll() is None:
            parts = len(list(out.glob("*.parquet")))
            is_read = (out / PLAN).exists() and parts == len(Plan.read(out).chunks)
            held = max(_held(going.pid), default=0)
            if is_read:
                yield "makes shelves", len(list((out / FOLDER).glob("*.pq"))), held
            else:
                yield "reads", parts, held
            with suppress(subprocess.TimeoutExpired):
                going.wait(0.5)
    if going.returncode:
        raise SystemExit(f"The run ended with {going.returncode}.")


def thirds(seen: Sequence[tuple[int, int]]) -> list[int]:
    """The most in each third of the way, of how far it had come and how much there was.

    >>> thirds([(0, 5), (1, 7), (3, 6), (4, 9), (6, 8)])
    [7, 9, 8]
    """
    far = max((at for at, _ in seen), default=0) + 1
    most: dict[int, int] = {}
    for at, much in seen:
        most[at * 3 // far] = max(much, most.get(at * 3 // far, 0))
    return [much for _, much in sorted(most.items())]


def _held(parent: int) -> Iterator[int]:
    """The most megabytes that each child of a process held since it was last asked."""
    for place in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, ValueError):
            told = dict(line.split(":", 1) for line in (place / "status").read_text().splitlines())
            if int(told["PPid"]) == parent and "VmHWM" in told:
                yield int(told["VmHWM"].split()[0]) // 1024
                (place / "clear_refs").write_text("5")


def measure_resume(sizes: dict[str, int]) -> None:
    """A run that is killed in the middle, and goes on."""
    count = min(8_000, sizes["stories"])
    with _folder() as folder:
        size = write_stories(folder / "in" / "a.jsonl", count)
        chunks = max(size // _MEGABYTE, 2)
        out = folder / "killed"
        with subprocess.Popen(
            _command(folder / "in", out, 2), cwd=_ROOT, stderr=subprocess.DEVNULL
        ) as going:
            while len(list(out.glob("*.parquet"))) < chunks // 2 and going.poll() is None:
                with suppress(subprocess.TimeoutExpired):
                    going.wait(0.02)
            going.send_signal(signal.SIGKILL)
        there = {path: path.stat().st_mtime_ns for path in out.glob("*.parquet")}
        _run(folder / "in", out, 2)
        repeated = sum(path.stat().st_mtime_ns != when for path, when in there.items())
        _run(folder / "in", folder / "whole", 2)
        missing = {path.name for path in (folder / "whole").glob("*.parquet")}
        missing -= {path.name for path in out.glob("*.parquet")}
        same = _hash(out) == _hash(folder / "whole")
    _say(f"killed with {len(there)} parts done: {repeated} repeated, {len(missing)} missing")
    _say(f"the same bytes as a run that was not killed: {same}")


def _hash(folder: Path) -> str:
    whole = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        whole.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return whole.hexdigest()


def measure_search(sizes: dict[str, int]) -> None:
    """How long the search of 10 million claims takes, each query in a process of its own."""
    from tests.bench._many_claims import about, multiply  # noqa: PLC0415 - it takes memory

    with _folder() as folder:
        write_stories(folder / "in" / "a.jsonl", 1_200)
        _run(folder / "in", folder / "small", 2)
        figures = multiply(folder / "small", folder / "large", sizes["claims"])
        held = about(folder / "large")["search"]
        _say(f"{sizes['claims']:,} claims, {figures:,} figures, {held / 1e6:.0f} MB to look in")
        for query in _QUERIES:
            asked = [sys.executable, "-m", "tests.bench._one_search", str(folder / "large"), query]
            told = subprocess.run(asked, cwd=_ROOT, capture_output=True, text=True, check=True)
            _say(f"{query}: {told.stdout.strip()}")


def measure_size(sizes: dict[str, int]) -> None:
    """Texts per core-second, and the bytes that a claim takes."""
    from tests.bench._many_claims import about  # noqa: PLC0415 - it takes memory
    from workbench.archive import Asked, local_crew, run_over  # noqa: PLC0415 - it loads pyarrow

    ours = [str(one["text"]) for one in stories(min(2_000, sizes["stories"]))]
    for what, texts in (("our stories", ours), ("documents", _documents())):
        if not texts:
            continue
        with _folder() as folder:
            given = folder / "a.jsonl"
            lines = (json.dumps({"id": at, "text": text}) for at, text in enumerate(texts))
            given.write_text("\n".join(lines), encoding="utf-8")
            _, cpu = _run(given, folder / "out", 1)
            its = run_over(given, folder / "out", Asked(), local_crew, lambda _: None).tally
            held = about(folder / "out")
        speed = f"{len(texts) / cpu:.0f} texts ({its.characters / cpu / 1e6:.2f} MB)"
        _say(f"{what}: {its.claims / len(texts):.0f} claims a text, {speed} per core-second")
        rates = held["claims"] / its.claims, held["search"] / its.claims
        _say(f"{what}: {rates[0]:.0f} bytes a claim, {rates[1]:.0f} more to find it")


def _documents() -> list[str]:
    """Real texts that do not repeat each other, in pieces as long as a story, where there are any.

    The documents of the evidence sets: nothing is scored on them here.
    """
    pieces = [""]
    for path in sorted((SHARED / "gold" / "evidence").glob("*.docs.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            pieces[-1] += f"{json.loads(line).get('text') or ''}\n\n"
            if len(pieces[-1]) > _PIECE:
                pieces.append("")
    return [piece for piece in pieces if piece.strip()]


FIGURES: Final[dict[str, Callable[[dict[str, int]], None]]] = {
    "peers": measure_peers,
    "compiled": measure_compiled,
    "growth": measure_growth,
    "size": measure_size,
    "workers": measure_workers,
    "resume": measure_resume,
    "search": measure_search,
    "memory": measure_memory,
}


def main(arguments: list[str]) -> int:
    """Measure the figures that are named, or all."""
    sizes = {"stories": 100_000, "claims": 10_000_000}
    named = []
    given = iter(arguments)
    for word in given:
        if word.removeprefix("--") in sizes:
            sizes[word.removeprefix("--")] = int(next(given))
        elif word in FIGURES:
            named.append(word)
        else:
            _say(f"There is no figure {word}: {', '.join(FIGURES)}.")
            return 2
    if shutil.disk_usage(tempfile.gettempdir()).free < 10 << 30:
        _say("Less than 10 GB are free for what the figures are measured on.")
        return 2
    for name in named or FIGURES:
        _say(f"== {name}")
        FIGURES[name](sizes)
    return 0
