"""An archive of millions of claims, made of a small one: its rows again and again, varied."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from tests.bench._stories import PLACES
from workbench.archive.chunks import Chunk
from workbench.archive.done import Done
from workbench.archive.parts import ROWS, Tally
from workbench.archive.plan import PLAN, Plan
from workbench.archive.shelves import FOLDER, SCHEMA, name_of, put
from workbench.archive.word_rows import SUFFIX

if TYPE_CHECKING:
    from pathlib import Path

_SHELF = 250_000
_STRANGE, _VOCABULARY = 6, 30_000
_WORDS = [f"w{number:x}" for number in range(_VOCABULARY)]
_KEPT_NOUNS = 0.5
"""Of the nouns, those that stay as they are; the others become one of 300 that are invented."""


def multiply(small: Path, large: Path, claims: int) -> int:
    """Write an archive of about so many claims; how many figures its search has.

    Each shelf has parts of its own, as it has when an archive is written.
    """
    plan = Plan.read(small)
    base = pa.concat_tables([pq.read_table(small / chunk.part) for chunk in plan.chunks])
    starts = np.cumsum([0, *(pq.read_metadata(small / one.part).num_rows for one in plan.chunks)])
    figures = pa.concat_tables([_with_stems(one) for one in sorted((small / FOLDER).glob("*.pq"))])
    rows = starts[figures["part"].to_numpy()] + figures["row"].to_numpy()
    figures = figures.set_column(10, "row", pa.array(rows, pa.int32()))
    copies = max(1, _SHELF // base.num_rows)
    shelves = -(-claims // (copies * base.num_rows))
    chance, total = np.random.default_rng(7), 0
    (large / FOLDER).mkdir(parents=True)
    chunks = []
    for shelf in range(shelves):
        made = [_varied(base, figures, at, chance) for at in range(copies)]
        chunk = Chunk(f"{shelf:03}.jsonl", 0, 0, None, 1)
        chunks.append(chunk)
        pq.write_table(
            pa.concat_tables([one for one, _ in made]), large / chunk.part, ROWS, compression="zstd"
        )
        found = pa.concat_tables([one for _, one in made])
        found = found.set_column(9, "part", pa.array(np.full(len(found), shelf, np.int32)))
        total += put(large, name_of(shelf), found)
    replace(plan, chunks=tuple(chunks)).write(large)
    Done(Tally(claims=claims), shelves).write(large)
    return total


def _with_stems(shelf: Path) -> pa.Table:
    """A shelf with the stems of each row, which are written beside it by word."""
    table, words = pq.read_table(shelf), pq.read_table(shelf.with_suffix(SUFFIX))
    of: list[list[str]] = [[] for _ in range(len(table))]
    for stem, rows in zip(words["stem"].to_pylist(), words["rows"].to_pylist(), strict=True):
        for row in rows:
            of[row].append(stem)
    stems = pa.array([f" {' '.join(its)} " for its in of])
    return table.add_column(SCHEMA.get_field_index("stems"), "stems", stems)


def _varied(
    base: pa.Table, figures: pa.Table, copy: int, chance: np.random.Generator
) -> tuple[pa.Table, pa.Table]:
    """A copy of the claims and of their figures, with other places, days, nouns and numbers."""
    turn = int(chance.integers(1, len(PLACES)))
    moved = {one.lower(): PLACES[(at + turn) % len(PLACES)] for at, one in enumerate(PLACES)}
    stems = _replaced(figures["stems"], moved, chance)
    days = pa.array(chance.integers(12_800, 20_100, len(base)).astype("int32"))
    published = days.cast(pa.date32())
    shift = np.round(chance.normal(0, 30, len(figures)))
    nouns = figures["noun"].to_pylist()
    other = chance.random(len(nouns)) > _KEPT_NOUNS
    which = chance.integers(0, 300, len(nouns))
    nouns = [f"thing{which[at]}" if other[at] and one else one for at, one in enumerate(nouns)]
    rows = figures["row"].to_numpy()
    its = figures.set_column(8, "stems", stems)
    its = its.set_column(3, "low", pc.add(figures["low"], pa.array(shift)))
    its = its.set_column(4, "high", pc.add(figures["high"], pa.array(shift)))
    its = its.set_column(2, "noun", pa.array(nouns))
    its = its.set_column(5, "published", published.take(pa.array(rows)))
    its = its.set_column(10, "row", pa.array(rows + copy * len(base), pa.int32()))
    place = base.schema.get_field_index("published")
    return base.set_column(place, "published", published), its


def _replaced(
    stems: pa.ChunkedArray, moved: dict[str, str], chance: np.random.Generator
) -> pa.Array:
    """Other places, and words by chance so that the sentences are as unlike as those of news."""
    strange = chance.zipf(1.3, (len(stems), _STRANGE)) % _VOCABULARY

    def other(words: str, at: int) -> str:
        same = " ".join(moved.get(word, word).lower() for word in words.split(" "))
        return f"{same}{' '.join(map(_WORDS.__getitem__, strange[at]))} "

    return pa.array([other(words, at) for at, words in enumerate(stems.to_pylist())])


def about(folder: Path) -> dict[str, int]:
    """The bytes of an archive: its claims, and what the search looks in."""
    search = sum(one.stat().st_size for one in (folder / FOLDER).iterdir())
    total = sum(one.stat().st_size for one in folder.rglob("*") if one.is_file())
    return {"claims": total - search - (folder / PLAN).stat().st_size, "search": search}
