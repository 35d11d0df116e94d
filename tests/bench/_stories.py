"""Stories to measure on: passages of the sample story and our own corpus, their figures varied."""

from __future__ import annotations

import json
import random
import re
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROOT = Path(__file__).resolve().parents[2]
PLACES = (
    *("Syria", "Iraq", "Yemen", "Libya", "Mali", "Chad", "Sudan", "Kenya", "Haiti", "Nepal"),
    *("Peru", "Chile", "Brazil", "Cuba", "Spain", "Italy", "Greece", "Turkey", "Egypt", "Jordan"),
    *("Ghana", "Niger", "Angola", "Malawi", "Zambia", "India", "China", "Japan", "Laos", "Fiji"),
    *("Norway", "Sweden", "Latvia", "Poland", "Serbia", "Malta", "Cyprus", "Oman", "Qatar", "Iran"),
    *("Togo", "Benin", "Gabon", "Rwanda", "Uganda", "Samoa", "Tonga", "Nauru", "Palau", "Bhutan"),
)
_NUMBER = re.compile(r"\d+")
_FIRST_DAY, _DAYS = date(2005, 1, 1), 7300
_MOST_DAYS, _YEAR = 2, 4


def _prose() -> list[str]:
    story = (_ROOT / "workbench" / "sample" / "story.txt").read_text(encoding="utf-8")
    return [part for part in story.split("\n\n") if part.strip()]


def _figures() -> list[str]:
    found = []
    for name in ("figures", "dates"):
        lines = (_ROOT / "tests" / "corpus" / f"{name}.jsonl").read_text(encoding="utf-8")
        texts = [json.loads(line)["text"] for line in lines.splitlines()]
        # a passage of three sentences, as stories have them
        found += [" ".join(texts[at : at + 3]) for at in range(0, len(texts), 3)]
    return found


def _varied(text: str, chance: random.Random) -> str:
    def other(found: re.Match[str]) -> str:
        size = len(found.group())
        if size <= _MOST_DAYS:
            return str(chance.randint(2, 28))
        if size == _YEAR and found.group()[:2] in ("19", "20"):
            return str(chance.randint(1960, 2024))
        return str(chance.randint(10 ** (size - 1), 10**size - 1))

    return _NUMBER.sub(other, text)


def stories(count: int, seed: int = 7) -> Iterator[dict[str, object]]:
    """So many stories of about 3,000 characters, the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - texts, not secrets
    prose, figures = _prose(), _figures()
    for number in range(count):
        place = chance.choice(PLACES)
        # about as many figures as news has: most of a story tells, some of it counts
        chosen = chance.choices(prose, k=chance.randint(7, 13)) + chance.sample(figures, 5)
        chance.shuffle(chosen)
        chosen.insert(1, f"Some {chance.randint(100, 999)} people left {place}, officials said.")
        text = "\n\n".join(_varied(one, chance) for one in chosen)
        day = _FIRST_DAY + timedelta(days=chance.randrange(_DAYS))
        yield {
            "id": number,
            "title": f"{place} counts its {chance.choice(('people', 'losses', 'votes'))}",
            "published": day.isoformat(),
            "text": text,
        }


def write_stories(path: Path, count: int, seed: int = 7) -> int:
    """Write so many stories as JSON lines; their bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        for story in stories(count, seed):
            file.write(f"{json.dumps(story, ensure_ascii=False)}\n")
    return path.stat().st_size
