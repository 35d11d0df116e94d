"""Say how the texts at hand are read, a line a text, and which build of the grammar read them."""

from __future__ import annotations

import hashlib
import json
import sys
from datetime import date
from typing import TYPE_CHECKING

from tests.bench.extraction import CORPUS, SHARED, news
from workbench import extract
from workbench.grammar import tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

_PUBLISHED = date(2016, 6, 4)


def texts() -> Iterator[str]:
    """The sentences of our corpus, the timing text and, where they are, the hostile strings."""
    for path in sorted(CORPUS.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)["text"]
    yield news()
    for path in sorted((SHARED / "hostile" / "strings").glob("*.json")):
        yield from map(str, json.loads(path.read_text(encoding="utf-8")))


def main() -> None:
    """Print the build, then for each text the digest of its claims and how it begins."""
    lines = [tokens.__file__]
    for text in texts():
        claims = repr(extract(text, _PUBLISHED)).encode(errors="surrogatepass")
        lines.append(f"{hashlib.sha256(claims).hexdigest()[:16]} {text[:60]!r}")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
