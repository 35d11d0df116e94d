"""Inputs as they come from elsewhere: odd bytes, names and kinds of files; nothing else is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.archives import TEXT, lines, run, table

if TYPE_CHECKING:
    from pathlib import Path

STORY = {"id": 7, "text": TEXT, "published": "2014-05-09"}


def test_a_json_key_of_half_a_character_is_left_out_and_its_story_is_read(tmp_path: Path) -> None:
    odd = '{"id": 8, "text": "34 people came.", "x\\ud800": 1, "desk": "foreign"}'
    done = run(lines(tmp_path / "a.jsonl", [STORY, odd]), tmp_path / "out")
    found = table(tmp_path / "out").set_index("id").loc[8]
    assert (done.tally.stories, done.tally.broken) == (2, 0)
    assert (found["value"], found["desk"]) == ("34", "foreign")
    assert not [name for name in found.index if name.startswith("x")]
