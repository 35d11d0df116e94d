"""What the card says of earlier findings on the same quantity."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from workbench import extract
from workbench.app.memory import Memory
from workbench.store import Store, reading_hash

if TYPE_CHECKING:
    from pathlib import Path

EARLIER = "In all 249 people returned to the flooded villages of Holm."
LATER = "Some 244 people returned to the flooded villages of Holm."
MAY = datetime(2016, 5, 12, 9, 0, tzinfo=UTC)


def test_an_earlier_finding_is_a_note_with_value_verdict_source_and_age(tmp_path: Path) -> None:
    with Store.open(str(tmp_path / "desk.db"), clock=lambda: MAY) as store:
        for story_id, text in (("flood", EARLIER), ("after", LATER)):
            store.add_story(
                "Ada", title=f"The {story_id}", text=text, published=None,
                claims=extract(text), story_id=story_id,
            )  # fmt: skip
        (before,) = store.claims("flood")
        wanted = {(before.id, "status"): "confirmed", (before.id, "sources"): "Annual report, p. 4"}
        assert not store.apply("Ada", wanted, {(before.id, "status"): "open"} | {
            (before.id, "sources"): ""
        }).conflicts  # fmt: skip
        told: list[str] = []
        memory = Memory(store, told.append)
        (claim,) = store.claims("after")
        asked = (claim.id, reading_hash(claim.reading, LATER))
        assert memory.of(*asked) == ()
        memory.gather(store.story("after"), date(2016, 6, 4))
        memory.wait(20)
        (note,) = memory.of(*asked)
        assert note.words == (
            "Checked before: 12 May: 249, confirmed (Annual report, p. 4) · another value · "
            "3 weeks ago, in"
        )
        assert (note.story_id, note.title, told) == ("flood", "The flood", ["after"])

        # just gathered: not again, and nothing new is told
        memory.gather(store.story("after"), date(2016, 6, 4))
        memory.wait(20)
        assert told == ["after"]
