"""The words and units that the grammar knows, as tables; every row names where it comes from."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources


@cache
def rows(table: str) -> tuple[dict[str, str], ...]:
    """Read one table of the lexicon, a file ``TABLE.tsv`` with a header line.

    >>> rows("numbers")[1]
    {'word': 'one', 'role': 'unit', 'value': '1', 'source': 'CLDR RBNF en spellout'}
    """
    file = resources.files(__package__).joinpath(f"{table}.tsv")
    lines = file.read_text(encoding="utf-8").split("\n")
    return tuple(csv.DictReader(filter(None, lines), delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def words(table: str, role: str | None = None, column: str = "role") -> frozenset[str]:
    """Collect the words of a table, all of them or those with one role.

    >>> "hundred" in words("numbers"), words("numbers", "hundred")
    (True, frozenset({'hundred'}))
    """
    return frozenset(row["word"] for row in rows(table) if role is None or row[column] == role)
