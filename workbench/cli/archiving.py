"""``workbench archive`` and ``workbench recall``: the same extraction over millions of texts."""

from __future__ import annotations

import csv
import io
import sys
from contextlib import contextmanager
from dataclasses import fields
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from workbench.cli.progress import Progress
from workbench.cli.result_lines import ALL_DONE, ending, one_line, write_line
from workbench.errors import SettingsError
from workbench.report.cells import neutral

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator, Sequence
    from decimal import Decimal

    from workbench.archive import Answer, Finished, Found
    from workbench.archive.crew import Crew

_MOST_WORKERS: Final = 1024
_BOM: Final = b"\xef\xbb\xbf"
_QUOTE: Final = 160
_NAMED: Final = 3


def run_archive(options: argparse.Namespace) -> int:
    """Write the claims of an archive; the exit code.

    Raises:
        SettingsError: the number of workers is none.
    """
    from workbench.archive import Asked, Names, run_over  # noqa: PLC0415 - it loads pyarrow

    names = Names(options.id_column, options.text_column, options.published_column)
    asked = Asked(names, options.published, None if options.keep is None else tuple(options.keep))
    given, out = Path(options.source), Path(options.out)
    workers = None if options.workers is None else _count("--workers", options.workers)
    with Progress(sys.stderr) as progress:
        hire = partial(_hired, options.scheduler, workers, (given, out))
        done = _until_stopped(partial(run_over, given, out, asked, hire, progress.at))
    for note in _notes(given, out):
        sys.stderr.write(f"workbench: {note}\n")
    its = done.tally
    again = f" ({done.repeated:,} of them there before)" if done.repeated else ""
    broken = f" {its.broken:,} could not be read: see the column error." if its.broken else ""
    sys.stderr.write(
        f"workbench: {_many(its.stories, 'text')}, {_many(its.claims, 'claim')} in "
        f"{_many(done.parts, 'part')} of {out}{again}.{broken}\n"
    )
    return ending(its.stories, its.broken)


def _until_stopped(work: Callable[[], Finished]) -> Finished:
    """Do the work; whoever stops it is told that nothing of it is lost."""
    try:
        return work()
    except KeyboardInterrupt:
        sys.stderr.write("workbench: Stopped: repeat the command to go on from here.\n")
        raise


def _notes(given: Path, out: Path) -> Iterator[str]:
    """What somebody should know of how the input was read, one sentence each."""
    from workbench.archive.chunks import left_out, shown  # noqa: PLC0415 - it loads pyarrow
    from workbench.archive.plan import Plan  # noqa: PLC0415 - it loads pyarrow

    others = left_out(given)
    if others:
        are, were = ("is", "was") if len(others) == 1 else ("are", "were")
        yield (
            f"{_many(len(others), 'file')} {are} neither JSON lines, CSV nor parquet and {were} "
            f"left out: {_some([*map(shown, others)])}."
        )
    guessed = sorted(Plan.read(out).encodings)
    if guessed:
        are, were = ("is", "was") if len(guessed) == 1 else ("are", "were")
        yield (
            f"{_many(len(guessed), 'file')} {are} not in UTF-8 and {were} read as Windows-1252: "
            f"see that the accents and quotes are right ({_some([*map(shown, guessed)])})."
        )


def _many(number: int, what: str) -> str:
    """So many of something.

    >>> _many(1, "text"), _many(1200, "text")
    ('1 text', '1,200 texts')
    """
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


def _some(names: Sequence[str]) -> str:
    """The first of some names, and whether there are more."""
    few = ", ".join(map(one_line, names[:_NAMED]))
    return f"{few} …" if len(names) > _NAMED else few


@contextmanager
def _hired(scheduler: str | None, workers: int | None, places: tuple[Path, Path]) -> Iterator[Crew]:
    from workbench.archive import dask_crew, local_crew  # noqa: PLC0415 - it loads pyarrow

    if scheduler is not None and workers is not None:
        raise SettingsError("A Dask cluster has its own workers: leave out --workers.")
    given, out = places
    seen = [given if given.is_dir() else given.parent, out]
    with local_crew(workers) if scheduler is None else dask_crew(scheduler, seen) as crew:
        yield crew


def _count(name: str, typed: str, most: int = _MOST_WORKERS) -> int:
    if not (typed.isascii() and typed.isdecimal()) or not 0 < int(typed) <= most:
        raise SettingsError(f'{name} is "{typed}": give a number from 1 to {most:,}.')
    return int(typed)


def run_recall(options: argparse.Namespace) -> int:
    """Write the figures of an archive that answer a query; the exit code.

    Raises:
        SettingsError: no archive was named, or the limit is none.
    """
    from workbench.archive import answer  # noqa: PLC0415 - it loads pyarrow

    if not options.archive:
        raise SettingsError("Say which archive: --archive FOLDER, or set WORKBENCH_ARCHIVE.")
    limit = _count("--limit", options.limit, 100_000)
    with Progress(sys.stderr) as progress:
        progress.at("searching")
        found = answer(options.archive, options.query, limit)
    _FORMS[options.format](found)
    shown = f"{len(found.found):,} of {found.total:,}" if found.total else "No"
    sys.stderr.write(f"workbench: {shown} figures: {one_line(found.question.told())}.\n")
    return ALL_DONE


def _text(found: Answer) -> None:
    for one in found.found:
        day = "no date   " if one.published is None else one.published.isoformat()
        story = " ".join(part for part in (one.id, one.title) if part)
        lines = f"{day}  {one_line(one.claim, _QUOTE)}  [{one_line(story, _QUOTE)}]\n"
        sys.stdout.buffer.write(f"{lines}    “{one_line(one.sentence)}”\n".encode())


def _csv(found: Answer) -> None:
    from workbench.archive import Found  # noqa: PLC0415 - it loads pyarrow

    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(name.name for name in fields(Found))
    for one in found.found:
        cells = _cells(one).values()
        writer.writerow(neutral(cell) if isinstance(cell, str) else cell for cell in cells)
    sys.stdout.buffer.write(_BOM + text.getvalue().encode("utf-8", "backslashreplace"))


def _jsonl(found: Answer) -> None:
    for one in found.found:
        write_line(_cells(one))


def _cells(one: Found) -> dict[str, object]:
    cells: dict[str, object] = {field.name: getattr(one, field.name) for field in fields(one)}
    cells["published"] = None if one.published is None else one.published.isoformat()
    for end in ("value_low", "value_high"):
        number = getattr(one, end)
        cells[end] = None if number is None else _short(number)
    return cells


def _short(number: Decimal) -> Decimal:
    """A number without the zeros that its column fills up with.

    >>> from decimal import Decimal
    >>> _short(Decimal("1200.500000000")), _short(Decimal("1200.000000000"))
    (Decimal('1200.5'), Decimal('1200'))
    """
    whole = number.to_integral_value()
    return whole if whole == number else number.normalize()


_FORMS: Final[dict[str, Callable[[Answer], None]]] = {"text": _text, "csv": _csv, "jsonl": _jsonl}
