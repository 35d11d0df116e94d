"""Text within a workbook: what its XML cannot hold, and what does not fit into a cell."""

from __future__ import annotations

import re

CUT = "… (cut here: the CSV has all of it)"
"""Ends what is longer; a row with such a cell is not brought back in."""
_ESCAPED = re.compile("_x[0-9A-Fa-f]{4}_|[\x00-\x08\x0b-\x1f\ufffe\uffff]")


def xml_escaped(words: str) -> str:
    r"""The words as a workbook's XML can hold them: :func:`unescaped` gives them back.

    >>> xml_escaped("a\r\n_x000D_")
    'a_x000D_\n_x005F_x000D_'
    """
    return _ESCAPED.sub(_hexed, words)


def _hexed(found: re.Match[str]) -> str:
    words = found.group()
    return f"_x005F{words}" if len(words) > 1 else f"_x{ord(words):04X}_"


def unescaped(words: str) -> str:
    r"""The words that :func:`_escaped` was given.

    >>> unescaped("a_x000D_\n_x005F_x000D_")
    'a\r\n_x000D_'
    """
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), words)
