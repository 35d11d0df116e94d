"""What a run is to do, written down before it begins: the same run can go on with it."""

from __future__ import annotations

import base64
import json
from dataclasses import asdict, dataclass, field, fields, replace
from typing import TYPE_CHECKING, Final

import pyarrow as pa

from workbench.archive.chunks import Chunk, Source
from workbench.archive.columns import ID, kept_name
from workbench.archive.csv_records import UTF8
from workbench.archive.records import Names
from workbench.archive.surveying import MOST_COLUMNS, joined
from workbench.archive.whole_files import write_whole
from workbench.errors import InputError, SettingsError
from workbench.ingest import read_published
from workbench.report.program import PROGRAM

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime
    from pathlib import Path
    from typing import Self

    from workbench.archive.surveying import Survey

PLAN, DONE = "_plan.json", "_done.json"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the user asked for.

    Attributes:
        names: What the columns that are read are called.
        published: For texts that do not say.
        keep: Which other columns are kept; None for all.
    """

    names: Names = field(default_factory=Names)
    published: date | datetime | None = None
    keep: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """A run over an input.

    Attributes:
        asked: What the user asked for.
        sources: The files of the input.
        chunks: What they are cut into, in order.
        kept: The columns that each claim keeps of its story, the id first.
        called: What the input calls each of those.
        program: What made the plan.
    """

    asked: Asked
    sources: tuple[Source, ...]
    chunks: tuple[Chunk, ...]
    kept: pa.Schema
    called: dict[str, str]
    program: str = PROGRAM

    def write(self, folder: Path) -> None:
        """Write the plan into the archive."""
        told = {
            "program": self.program,
            "asked": {
                "names": asdict(self.asked.names),
                "published": self.asked.published and self.asked.published.isoformat(),
                "keep": self.asked.keep,
            },
            "sources": [[one.name, one.size, one.changed] for one in self.sources],
            "kept": base64.b64encode(self.kept.serialize()).decode(),
            "called": self.called,
            "signs": {one.source: one.sign for one in self.chunks if one.sign},
            "encodings": self.encodings,
            "chunks": [
                [one.source, one.number, one.start, one.stop, one.weight, one.error]
                for one in self.chunks
            ],
        }
        write_whole(folder / PLAN, json.dumps(told, indent=0).encode())

    @property
    def encodings(self) -> dict[str, str]:
        """What the files are in that are not in UTF-8."""
        return {one.source: one.encoding for one in self.chunks if one.encoding != UTF8}

    @classmethod
    def read(cls, folder: Path) -> Self:
        """The plan of an archive.

        Raises:
            InputError: there is none, or it cannot be read.
        """
        try:
            given = json.loads((folder / PLAN).read_bytes())
            asked, signs, encodings = given["asked"], given["signs"], given.get("encodings", {})
            return cls(
                Asked(
                    Names(**asked["names"]),
                    read_published(asked["published"]),
                    None if asked["keep"] is None else tuple(asked["keep"]),
                ),
                tuple(Source(*one) for one in given["sources"]),
                tuple(
                    replace(
                        Chunk(*one),
                        sign=signs.get(one[0], ""),
                        encoding=encodings.get(one[0], UTF8),
                    )
                    for one in given["chunks"]
                ),
                pa.ipc.read_schema(pa.py_buffer(base64.b64decode(given["kept"]))),
                given["called"],
                given["program"],
            )
        except FileNotFoundError as reason:
            raise InputError(
                f"{folder} is no archive: make one with `workbench archive IN {folder}`."
            ) from reason
        except (OSError, ValueError, KeyError, TypeError, pa.ArrowException) as reason:
            raise InputError(f"The plan of {folder} cannot be read ({reason}).") from reason


def plan_of(
    asked: Asked, sources: Sequence[Source], surveys: Sequence[tuple[Source, Survey]]
) -> Plan:
    """The plan for an input that was looked at.

    Args:
        asked: What the user asked for.
        sources: The files of the input.
        surveys: What was seen of them, in their order.

    Raises:
        InputError: none has a text, or together they have too many columns.
    """
    looks: dict[str, list[pa.Schema]] = {one.name: [] for one in sources}
    for one, look in surveys:
        looks[one.name].append(look.columns)
    seen = {name: _merged(schemas) for name, schemas in looks.items()}
    errors = {one.name: seen.error for one, seen in surveys if seen.error}
    for name, columns in seen.items():
        # a file that shows no column at all is empty, or each of its lines is broken
        if name not in errors and columns.names and not _has(columns, asked.names.text):
            errors[name] = (
                f'The file has no column "{asked.names.text}": '
                "say what it is called with --text-column."
            )
    _refuse_nothing(sources, errors)
    kept, called = _kept(asked, [seen[one] for one in seen if one not in errors])
    chunks = [
        *(Chunk(name, 0, 0, None, 0, error) for name, error in errors.items()),
        *(one for source, look in surveys if source.name not in errors for one in look.chunks),
    ]
    chunks.sort(key=lambda one: (one.source, one.number))
    return Plan(asked, tuple(sources), tuple(chunks), kept, called)


def _has(columns: pa.Schema, name: str) -> bool:
    return name in columns.names


def _merged(schemas: Iterable[pa.Schema]) -> pa.Schema:
    sorts: dict[str, pa.DataType] = {}
    for schema in schemas:
        for one in schema:
            before = sorts.get(one.name)
            sorts[one.name] = one.type if before is None else joined(before, one.type)
    return pa.schema(list(sorts.items()))


def _refuse_nothing(sources: Sequence[Source], errors: dict[str, str]) -> None:
    if len(errors) < len(sources):
        return
    name, error = next(iter(errors.items()))
    which = name if len(errors) == 1 else f"None of {len(errors)} files can be read; {name}"
    raise InputError(f"{which}: {error}")


def _kept(asked: Asked, schemas: list[pa.Schema]) -> tuple[pa.Schema, dict[str, str]]:
    """The columns that are kept, in the type that all files share, and their own names."""
    columns = _merged(schemas)
    _refuse_unseen(asked, columns)
    names = asked.names
    wanted = [
        name
        for name in columns.names
        if name not in (names.id, names.text, names.published)
        and (asked.keep is None or name in asked.keep)
    ]
    if len(wanted) > MOST_COLUMNS:
        raise InputError(
            f"The input has more than {MOST_COLUMNS} other columns: name those to keep with --keep."
        )
    its = columns.field(names.id).type if _has(columns, names.id) else pa.string()
    called, sorts = {ID: names.id}, {ID: its}
    for name in wanted:
        here = kept_name(name)
        while here in called:
            here = f"in_{here}"
        called[here], sorts[here] = name, columns.field(name).type
    kept = [(name, pa.string() if pa.types.is_null(one) else one) for name, one in sorts.items()]
    return pa.schema(kept), called


def _refuse_unseen(asked: Asked, columns: pa.Schema) -> None:
    """Raises InputError where a column was named that no file has; a default may be missing."""
    usual = Names()
    named = [("--keep", name) for name in asked.keep or ()]
    for one in fields(Names):
        name = getattr(asked.names, one.name)
        if name != getattr(usual, one.name):
            named.append((f"--{one.name}-column", name))
    for option, name in named:
        if not _has(columns, name):
            raise InputError(f'The input has no column "{name}": {option} names what it has.')


_ANOTHER: Final = "give another folder"


def begun(out: Path) -> Plan | None:
    """The plan of a run that was begun there; None for a folder that is not there, or empty.

    Raises:
        SettingsError: it holds something else.
        InputError: the plan cannot be read.
    """
    if (out / PLAN).exists():
        return Plan.read(out)
    if out.exists() and not out.is_dir():
        raise SettingsError(f"{out} is a file: {_ANOTHER} for the archive.")
    if out.is_dir() and any(out.iterdir()):
        raise SettingsError(f"{out} holds something that is no archive: {_ANOTHER}.")
    return None


def refuse_other(plan: Plan, asked: Asked, sources: Sequence[Source], out: Path) -> None:
    """Raises SettingsError where an archive was begun from something else, or otherwise."""
    if plan.program != PROGRAM:
        raise SettingsError(
            f"{out} was begun by {plan.program}, this is {PROGRAM}: {_ANOTHER}, "
            "or go on with that version."
        )
    if plan.asked != asked:
        raise SettingsError(f"{out} was begun with other options: repeat those, or {_ANOTHER}.")
    before, now = set(plan.sources), set(sources)
    if before != now:
        names = sorted({one.name for one in before ^ now})
        raise SettingsError(
            f"{len(names)} of the input's files are new, gone or changed since {out} was begun "
            f"({names[0]}): {_ANOTHER}."
        )
