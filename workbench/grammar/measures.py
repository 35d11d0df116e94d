"""Units of measurement behind a number, and the categories before one ("magnitude 5.2")."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from workbench.grammar.phrases import Phrases
from workbench.lexicon import rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.grammar.tokens import Tokens


class Unit(NamedTuple):
    """A unit: its name as in the guidelines and its UCUM code, if it has one."""

    name: str
    code: str | None


_PLAIN = {"metre": "meter", "litre": "liter"}


def _with_prefixes(row: dict[str, str]) -> Iterator[tuple[str, Unit]]:
    """The unit itself and its multiples: "watt", "kilowatt", "kilo watt" and so on."""
    yield row["word"], Unit(row["unit"], row["code"] or None)
    if not row["role"].startswith("metric"):
        return
    base = "meter" if row["unit"] == "m" else row["unit"]
    for prefix in rows("prefixes"):
        name = _SHORT.get(prefix["word"] + base, prefix["word"] + base)
        unit = Unit(name, f"{'u' if prefix['symbol'] == 'µ' else prefix['symbol']}{row['code']}")
        if row["role"] == "metric_symbol":
            yield prefix["symbol"] + row["word"], unit
            if prefix["symbol"] == "µ":
                yield "μ" + row["word"], unit
        else:
            yield prefix["word"] + row["word"], unit
            yield f"{prefix['word']} {row['word']}", unit


_SHORT = {"kilometer": "km", "kilogram": "kg"}


def _entries(kind: str) -> list[tuple[str, Unit]]:
    seen: dict[str, Unit] = {}
    for row in sorted(rows("units"), key=lambda row: row["role"].startswith("metric")):
        if row["role"].endswith(kind):
            for word, unit in _with_prefixes(row):
                seen.setdefault(word.lower() if kind == "name" else word, unit)
    return list(seen.items())


NAMES = Phrases(_entries("name"))
SYMBOLS = Phrases(_entries("symbol"))
_SINGLE = frozenset("BCFGJKLNTVWAbghlmtdP")
_RATES = frozenset({"hour", "second", "minute", "day", "year", "week", "month"})
_GRADES = {
    "magnitude": "magnitude",
    "category": "category",
    "mw": "magnitude",
    "cat": "category",
}
_BEFORE_GRADE = _GRADES.keys() | {"-", "of"}
_STOREYS = frozenset({"storey", "story", "floor", "storeys", "stories", "storied", "storeyed"})


def unit_behind(tokens: Tokens, stop: int) -> tuple[int, Unit] | None:
    """Read the unit that begins at ``stop``, or after a hyphen there: where it ends, the unit.

    >>> from workbench.grammar.tokens import scan
    >>> unit_behind(scan("12 nautical miles"), 1)
    (3, Unit(name='nautical mile', code='[nmi_i]'))
    >>> unit_behind(scan("a 30-foot wall"), 2)
    (4, Unit(name='ft', code='[ft_i]'))
    """
    if stop >= tokens.count:
        return None
    first = stop
    if tokens.word[stop] in "-‑" and tokens.glued(stop) and tokens.glued(stop + 1):
        first = stop + 1
    found = NAMES.ahead(tokens.lower, first)
    symbol = SYMBOLS.ahead(tokens.word, first) if _may_be_symbol(tokens, first) else None
    if symbol is not None and (found is None or symbol[0] > found[0]):
        found = symbol
    if found is None:
        return _storeys(tokens, first) if first > stop else None
    return _rate(tokens, *found)


def _may_be_symbol(tokens: Tokens, first: int) -> bool:
    """A one-letter symbol must be glued to its number; "in", "a" and "at" are no symbols."""
    if first >= tokens.count:
        return False
    word = tokens.word[first]
    if word in ("pm", "am"):
        return False
    if word in ("in", "at", "as", "yd"):
        return tokens.glued(first) and word == "in"
    if word in ("″", "′"):
        return tokens.glued(first)
    end = first + 1
    if (
        end < tokens.count
        and tokens.glued(end)
        and tokens.word[end][0].isalnum()
        and word.isalpha()
    ):
        return tokens.word[end][0].isdecimal()
    return word not in _SINGLE or tokens.glued(first) or word in "mgtlLWV"


def _storeys(tokens: Tokens, first: int) -> tuple[int, Unit] | None:
    """As in "ten-storey": a height; only behind a hyphen."""
    if first < tokens.count and tokens.lower[first] in _STOREYS - {"floor"}:
        return first + 1, Unit("storey", None)
    return None


def _rate(tokens: Tokens, stop: int, unit: Unit) -> tuple[int, Unit]:
    """Take "per second", "/s" behind a unit that is no rate yet."""
    if "/" in unit.name or stop + 1 >= tokens.count:
        return stop, unit
    mark, after = tokens.lower[stop], tokens.lower[stop + 1]
    if mark == "per" and after in _RATES:
        return stop + 2, Unit(f"{unit.name}/{after}", None)
    return stop, unit


def grade_before(tokens: Tokens, first: int) -> tuple[int, Unit] | None:
    """Read "magnitude" or "Category" before a number: where it begins, the unit.

    >>> from workbench.grammar.tokens import scan
    >>> grade_before(scan("a magnitude 5.1 quake"), 2)
    (1, Unit(name='magnitude', code=None))
    """
    at = first - 1
    if at < 0 or tokens.lower[at] not in _BEFORE_GRADE:
        return None
    if at > 0 and tokens.word[at] == "-":
        at -= 1
    if at > 0 and tokens.lower[at] == "of" and tokens.lower[at - 1] == "magnitude":
        at -= 1
    if at < 0 or tokens.lower[at] not in _GRADES:
        return None
    return at, Unit(_GRADES[tokens.lower[at]], None)


QUAKES = frozenset({"quake", "earthquake", "tremor", "temblor", "aftershock", "magnitude"})


def grade_behind(tokens: Tokens, stop: int) -> tuple[int, Unit] | None:
    """Read "-magnitude" or the quake itself behind a number ("a 5.2 quake").

    >>> from workbench.grammar.tokens import scan
    >>> grade_behind(scan("a 5.2 quake"), 2)
    (2, Unit(name='magnitude', code=None))
    """
    at = stop
    if at + 1 < tokens.count and tokens.word[at] == "-":
        at += 1
    if at >= tokens.count:
        return None
    word = tokens.lower[at]
    if word == "magnitude":
        return at + 1, Unit("magnitude", None)
    return (stop, Unit("magnitude", None)) if word in QUAKES else None
